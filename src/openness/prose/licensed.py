"""The things that a phrase lists, by their sorts: the weights of a project, all of it, its code, and what is somebody else's."""

import re
from collections.abc import Sequence

from openness.prose.whose_words import (
    ADVERBS,
    BESIDE,
    CODE,
    DETERMINERS,
    HOLDERS,
    OTHERS,
    PARTS,
    TURNS,
    WEIGHTS,
    WHOLE,
    WITHIN,
)
from openness.vocabulary.patterns import pattern

_BRACKETS = pattern(r"\s*\((?P<words>[^()]*)\)\s*")
_JOINED = pattern(
    r"\s*(?:,|&|\+|/|\band/or\b|\band\b|\bor\b|\bas well as\b|\balong with\b|\btogether with\b|\bplus\b"
    r"|\bincluding\b|\bincl\.)\s*"
)
_BEHIND_A_NOUN = pattern(
    r"(?i)\s+\b(?:in|on|at|from|here|that|which|used|provided|released|available|hosted|trained|contained"
    r"|included|derived|based|fine-?tuned|initiali[sz]ed|of|for|to|by|with|within)\b.*"
)
_OF_THIS = pattern(
    r"(?i)\s*(?:(?:that (?:is|are) |which (?:is|are) )?(?:provided|released|available|hosted|trained|contained"
    r"|included|found|used|published|"
    r"shared|stored|we \w+)?\s*(?:by us|here|(?:in|within|on|at|of|from|with|through|via|by) (?:this|the|our|these) (?:\w+ )?"
    r"(?:repo\w*|project|folder|directory|release\w*|work|paper|model|models|page|site|hub|us)\b.*"
    r"|(?:on|at|via|from|in) (?:the )?(?:hugging ?face|github|zenodo|modelscope|google drive)\b.*|(?:for|of)"
    r" (?:all|each|both|the|our|this) (?:[\w-]+ ){0,2}?(?:models?|networks?|tasks|languages|sizes|variants|versions|project"
    r"|method|paper|experiments))?)"
)
_OWNERS = pattern(r"([\w.-]+)['’]s\b")
_LETTERS = re.compile(r"[\W_]+")
_TURNED = pattern(rf"(?i)\b(?:{TURNS})\b|n['’]t\b")
_MADE = pattern(r"(?i)\s+(?:derived|trained|based|fine-?tuned|initiali[sz]ed)\s+(?:from|on|with)\b(?! us\b)")
#: Words for what was, will be or may be, and for another version.
_NOT_TODAY = pattern(
    r"(?i)\b(?:will|would|shall|may|might|should|were|was|if|earlier|previous|older|former|next|future)\b"
)
_TITLE, _TOGETHER = 200, 4  # characters of a title, and words of it that stand together in a name


def thing_of(phrase: str, own: frozenset[str]) -> str:
    """The things that a phrase names: `weights` or `some` of them, `all` of a project, or its `code` alone; empty otherwise."""
    if _TURNED.search(phrase) or _NOT_TODAY.search(phrase):
        return ""
    if any(not _is_own(owner[1], own) for owner in _OWNERS.finditer(phrase)):
        return ""
    things = [_one(part, own) for part in _listed(phrase)]
    if not things or "other" in things:
        return ""
    if "some" in things:
        return "some"
    if {*things} == {"code"}:
        return "code"
    return "weights" if "weights" in things else "all" if "all" in things else ""


def _listed(phrase: str) -> list[str]:
    """The things that a phrase lists; brackets that list things say what is meant by the word before them."""
    listed: list[str] = []
    start = 0
    for aside in _BRACKETS.finditer(phrase):
        words = [word for word in re.split(r"\W+", aside["words"].lower()) if word]
        if not (WEIGHTS | CODE | BESIDE | WHOLE).isdisjoint(words):
            before = _JOINED.split(phrase[start : aside.start()])
            listed += [*before[:-1], *_JOINED.split(aside["words"])]
        else:
            listed += _JOINED.split(phrase[start : aside.start()])
        start = aside.end()
    listed += _JOINED.split(phrase[start:])
    return [part.strip(" .*`\"'“”") for part in listed if part.strip(" .*`\"'“”")]


def _one(part: str, own: frozenset[str]) -> str:
    """The sort of one thing of a list: `weights`, `code`, `beside` them, `all`, `other` for somebody else's, or empty."""
    behind = _BEHIND_A_NOUN.search(part)
    noun = part[: behind.start()] if behind else part
    words = [word.strip(".*`\"'“”") for word in _OWNERS.sub(" ", noun).split()]
    lower = [word.lower() for word in words]
    while lower and lower[0] in DETERMINERS:
        words, lower = words[1:], lower[1:]
    if not words:
        return "all" if re.match(r"(?i)(?:all|everything|this)\b", part) and behind and _is_ours(behind[0]) else ""
    last = lower[-1]
    if any(
        word in OTHERS and not (word == "source" and last in {*CODE, "file", "files"}) for word in lower
    ):  # source code
        return "other"
    is_weights = last in WEIGHTS or (last in HOLDERS and any(word in WEIGHTS for word in lower[:-1]))
    if is_weights:
        named = [word for word in words[:-1] if word[:1].isupper() or any(letter.isdigit() for letter in word)]
        known = _is_own("".join(named), own) or all(
            _is_own(word, own) for word in named if word.lower() not in ADVERBS | WEIGHTS
        )
        if not known and not _begins(named, words):
            return "other"
        if (behind and _MADE.match(behind[0])) or not PARTS.isdisjoint(lower[:-1]):
            return "some"
        return "weights" if behind is None or _is_ours(behind[0]) or _names_own(behind[0], own) else "other"
    if last in CODE or last in BESIDE:
        return "code" if last in CODE else "beside"
    if last in WHOLE or (last in WITHIN and behind and _is_ours(behind[0])):
        return "all" if behind is None or _is_ours(behind[0]) else ""
    if behind is None and len(words) <= 4 and all(_is_own(word, own) for word in words):
        return "all"
    return ""


def _begins(named: Sequence[str], words: Sequence[str]) -> bool:
    """True where the only word with a capital is the first of the sentence, and an ordinary one: “Trained weights”."""
    return (
        list(named) == [words[0]]
        and words[0][1:].islower()
        and words[0][1:].isalpha()
        and words[0].lower().endswith(("ed", "al", "ing"))
    )


def _is_ours(behind: str) -> bool:
    """True where words behind a noun only say where the author's own things lie."""
    words = re.findall(r"[\w-]+", behind)
    named = any(word[:1].isupper() for word in words[2:]) and re.match(r"\s+(?:of|for)\b", behind)
    return not named and OTHERS.isdisjoint(map(str.lower, words)) and _OF_THIS.fullmatch(behind) is not None


def _names_own(behind: str, own: frozenset[str]) -> bool:
    """True where words behind a noun name the project: “the weights of Heron”."""
    found = re.fullmatch(
        r"(?i)\s+(?:of|for)\s+(?:the\s+|our\s+)?(?P<name>[\w.-]+(?: [\w.-]+(?= related))?)(?:\s+(?:related\s+)?models?)?",
        behind,
    )
    return found is not None and _is_own(found["name"], own)


def _is_own(name: str, own: frozenset[str]) -> bool:
    """True where a name is one of the project, or one of its names with a size or a version behind it."""
    letters = _LETTERS.sub("", name.lower())
    return (
        letters in ("model", "project")
        or letters in own
        or any(letters.startswith(own_name) for own_name in own if len(own_name) > 3)
    )


def names_in(*titles: str) -> frozenset[str]:
    """The names that the titles of a project may give it: its words, and those that stand together, without what parts them.

    >>> sorted(names_in("Light-Glue"))
    ['glue', 'light', 'lightglue']
    """
    names: set[str] = set()
    for title in titles:
        words = [word for word in _LETTERS.split(title.lower()[:_TITLE]) if word]
        for start in range(len(words)):
            names.update("".join(words[start:end]) for end in range(start + 1, min(start + _TOGETHER, len(words)) + 1))
    return frozenset(name for name in names if len(name) > 2)
