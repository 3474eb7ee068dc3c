"""Licences of the model that a card's own was made from, as prose states them: they limit what the card's own may be used for.

Such a licence opens nothing here; and where the card's own is only said to be under whatever its base is under, there is a base.
"""

from collections.abc import Iterator
from itertools import islice

from openness.prose.clause import Clause, lists_in, lists_of_whole
from openness.prose.licence_name import runs
from openness.prose.reader import Sentence
from openness.vocabulary import MODEL
from openness.vocabulary.patterns import pattern

_KIND = r"(?:base|original|parent|upstream|underlying|foundation|source)"
_BASE = pattern(
    rf"(?i)\b{_KIND}[ -](?:llms?|models?|checkpoints?|weights|networks?|repo(?:sitor(?:y|ies))?|model card|model page)\b"
    r"|\b(?:base|parent|upstream|original) licen[cs]e(?=:)"
    r"|\b(?:its|the) (?:base|original|parent|upstream)(?=['’]s\b|\s+(?:is|was)\b|[.;)]|\Z)|\bfrom (?:base|upstream)(?=[.;)]|\Z)"
    r"|基座模型|基础模型|ベースモデル"
)
#: Words that are said of a licence that is whatever that of the base is.
_SAME = pattern(
    r"(?i)\b(?:inherit(?:s|ed|ing)?|that of|those of|see|found (?:in|at|on)"
    r"|follow(?:s|ing)?|same|identical|subject to|under|bound by"
    r"|compl(?:y|ies) with|governed by|retain(?:s|ed)?|respect|keeps?|adheres? to|according to|depends? on"
    r"|determined by|refer to|check|consult|review)\b"
)
_LICENCE = pattern(r"(?i)\b(?:licen[cs](?:e[sd]?|ing)|(?<!in )terms)\b|许可|ライセンス")
_LICENSED = pattern(
    rf"{_LICENCE.pattern}|(?<!of )\b(?:the|its|our) {_KIND}[ -](?:llm|model|checkpoint|weights)s? (?:is|are) under\b"
)
#: A value behind a label that names no licence but that of the base: “same as base model”.
_VALUE = pattern(
    r"(?i)\W*"
    r"(?:(?:the\s+)?(?:same|identical|inherit(?:s|ed)?|as|follow(?:s|ing)?|see|per|like"
    rf"|depends on|determined by|according to)\b[^.;]{{0,40}}?|(?:the\s+)?)\b{_KIND}\b"
    r"(?:[ -](?:llm|model|checkpoint|weights|project))?(?:['’]s)?(?:\s+(?:licen[cs]e|terms|one))?(?:\s*\([^()]{1,40}\))?\W*"
)
#: Words that a licence holds, for all or for the model, and not for its code or its data.
_HOLDS = (
    r"\s+(?:(?:also|still|then|always|therefore)\s+)?(?:appl(?:y|ies)|holds?|governs?|remains?(?:\s+in\s+force)?)"
    r"(?=\s*(?:[.;,)!]|\Z|\b(?:here|too|as well|in full|unchanged|and|to (?:this|the|these|all|our|any|it)\b"
    r"(?! (?:code|data|scripts?|tokeni[sz]er|dataset|paper|docs?|documentation|repo)))))"
)
_MODEL = rf"{_KIND}[ -](?:llms?|models?|checkpoints?|weights)(?:['’]s?)?"
_TERMS = r"(?:licen[cs]es?|terms(?: of (?:use|service))?|conditions)"
#: A licence that is the base's in as many words, and that holds: “the base model's licence applies”, “we use its licence”.
_APPLIES = pattern(
    rf"(?i)\b(?:{_TERMS}\s+(?:of|from)\s+(?:the|its|any|all|each|both)?\s*{_MODEL}|{_MODEL}\s+(?:own\s+)?{_TERMS}"
    rf"|(?:base|original|parent|upstream|underlying)\s+licen[cs]es?){_HOLDS}"
    rf"|\b(?:use|has|have|carr(?:y|ies)|shares?|adopts?)\s+(?:the|its)\s+{_MODEL}(?<=s)\s+{_TERMS}\b"
)
_NAMED = pattern(
    r"\d\.\d|\b[A-Z]{2,}[-\s]?\d|\b(?:Apache|MIT|BSD|GPL|LGPL|AGPL|CC|Creative Commons|OpenRAIL)\b"
    r"|\b[A-Z]\w+ (?:Community )?Licen[cs]e\b"
)
_NEAR = 90  # characters before words for the base among which it is said that something is under the same
_RIGHT_BEHIND = 20  # characters behind them: “the base model's licence”
_LOOKED_AT = 8  # words for the base in one sentence
_LONGEST = 24  # characters of words for the base
_BEHIND = 80  # characters from a name to the base whose licence it is
_UNSAID = ("licence-denied", "unlike", "licence-doubted")


def names_of_base(sentence: Sentence) -> Iterator[str]:
    """Possible names of the licence of the base, where a sentence states one as a fact."""
    if sentence.of != MODEL or sentence.sort in ("quote", "heading") or sentence.text.endswith("?"):
        return
    if not _BASE.search(sentence.text) or any(
        "licence-elsewhere" in lists_in(heading) for heading in sentence.headings
    ):
        return
    label = lists_in(sentence.label, sentence.of)
    if "other" in label and "own" not in label:
        return  # the licence of the data
    found = list(runs(sentence.text, sentence.value))
    for clause in sentence.clauses:
        words = sentence.text[clause.starts[0] : clause.ends[-1]]
        bases = [clause.starts[0] + base.start() for base in _BASE.finditer(words)]
        if bases and not clause.has(*_UNSAID) and _LICENSED.search(words) is not None:
            yield from (name for place, name in found if _is_of_base(clause, place, bases))


def _is_of_base(clause: Clause, place: int, bases: list[int]) -> bool:
    """True where the noun before a place of a clause is the base, or the base is named right behind: “the licence of the base”.

    Args:
        clause: a part of a sentence.
        place: where a name stands in it.
        bases: where words for the base stand.
    """
    if not clause.starts[0] <= place < clause.ends[-1]:
        return False
    inside = {at for at, start in enumerate(clause.starts) if any(base <= start < base + _LONGEST for base in bases)}
    nouns = [
        clause.starts[find.start]
        for name in ("own", "other")
        for find in clause.finds.get(name, ())
        if find.start not in inside
    ]
    last = max((noun for noun in [*nouns, *bases] if noun < place), default=-1)
    return last in bases if last >= 0 else min(bases) < place + _BEHIND


def is_handed_on(sentence: Sentence) -> bool:
    """True where a sentence says that the card's own model is under whatever its base is under, and names no licence."""
    text = sentence.text
    if sentence.of != MODEL or sentence.sort in ("quote", "heading", "code") or _NAMED.search(text):
        return False
    if "licence-label" in lists_of_whole(sentence.label, sentence.of):
        return _VALUE.fullmatch(text, sentence.value) is not None
    if sentence.text.endswith("?") or any(clause.has("unlike", "no-base") for clause in sentence.clauses):
        return False
    if _APPLIES.search(text):
        return True
    for base in islice(_BASE.finditer(text), _LOOKED_AT):
        before = text[max(0, base.start() - _NEAR) : base.start()]
        same = _SAME.search(before)
        if same and (_LICENCE.search(before) or _LICENCE.search(text[base.end() : base.end() + _RIGHT_BEHIND])):
            return True
    return False
