"""Which licence a card's prose says the model is under.

Heard are a label (`**License:** …`), the first line below a heading that says no more than *License*, and a sentence
that says of the model, its weights or a part of them that they are released under something or bound by it. Whether the
words are the name of a licence is for whoever knows licences to say; what stands below a heading about data, code or
another's model is passed over.
"""

import re
from collections.abc import Iterator
from itertools import islice

from openness.prose.passage import MOST, UNDONE, as_written, finds, flat, occurs, sentences, spoken
from openness.prose.subject import is_own, is_part, name_of, names_own, words_of

# Words, not patterns: they are compiled when a card first needs them, as most of a check's time is starting up.
_STILL = r"(?:[ ,]*(?:being|now|also|made|all|still|\w+ly)\b)* *"
_BE = rf"\b(?:is|are|was|were|been)\b{_STILL}"
_IS = rf"\b(?:is|are)\b{_STILL}"
_WEIGHTS = r"(?:weights|checkpoints?|parameters)"
_BOUND = r"\b(?:subject +to|(?:governed|covered|bound) +by)\b"
_OBEYS = (
    r"\b(?:(?:follow|inherit|retain)s?|(?:comes?|falls?) +under|adheres? +to|compl(?:y|ies) +with"
    r"|be +used +(?:only +)?(?:according +to|in +(?:accordance|compliance) +with|under))\b"
)
_PHRASES = (  # what must occur for each to be worth compiling, the expression, and whether a name must look like one
    (
        ("under",),
        rf"(?:{_BE})?\b(?:licen[cs]ed|released|distributed|available|published|provided|shared)\b(?: +[\w-]+){{0,4}}? +under\b",
        False,
    ),
    (("under",), rf"\b(?P<subject>(?:[\w-]+ +){{0,3}}{_WEIGHTS}) +under\b", False),
    (("cc-by", "cc by"), rf"{_IS}(?=cc[ -]by)", False),
    (("under", "subject to", "governed by", "covered by", "bound by"), rf"{_IS}(?:\bunder\b|{_BOUND})|{_BOUND}", True),
    (("follow", "inherit", "retain", "under", "adhere", "compl", "used "), _OBEYS, True),
    (
        ("under",),
        r"\A\W*we(?:['’]ve| +have)?(?: +(?:also|now|hereby))* +(?:release|publish|share|provide|distribute|licen[cs]e)d? +"
        r"(?P<subject>[^.;|\n]{1,80}?) +under\b",
        False,
    ),
    (
        ("license of", "license for", "licence of"),
        r"\bthe +licen[cs]e +(?:of|for) +(?P<subject>[^.;,|\n]{1,60}?) +is\b",
        False,
    ),
    (
        ("agree to",),
        r"\bby +(?:using|downloading|accessing) +(?P<subject>[^.;,|\n]{1,60}?),? +you +(?:also +)?agree +to"
        r"(?: +(?:be +bound +by|comply +with|abide +by|follow))?",
        True,
    ),
)
# One of these is in whatever is worth it: the word for a licence, or what stands in the names of those that are not open.
_NAMED = ("licen", "cc-by", "cc by", "creative commons", "commercial", "rail", "terms", "gemma")
_SAID = ("licen", "under", "cc-by", "cc by", "subject to", "agree to", "governed by")
_WORD = r"(?:model +|weights? +)?licen[cs]e(?:s|\(s\))?(?: +type)?"
_LABEL = (
    rf"(?i)[ \t>|+•-]*(?:(?:{_WORD})[ \t]*[:|][ \t]*(?P<name>[^|\n]{{2,120}})"
    rf"|(?:model +)?{_WEIGHTS}[ \t]*[:|][ \t]*(?P<of_weights>[^|,;\n]{{2,80}}))"
)
_HEADING = rf"(?i)#{{1,6}}[\W\d]*(?:{_WORD})\W*"
_NAME = (
    r"(?i)(?: *(?:the +terms(?: +and +conditions)? +(?:of|in)|the|an?|its|original|same +licen[cs]e +as)(?= ))* *"
    r"(?P<name>[^,;:|\n]{2,260}?)(?=[,;:|\n(—–]|\. |\.? *$"
    r"| (?:for|and|with|which|that|due|because|since|as|in|to|while|but|from|on|unless|except|see) |(?<!cc) by )"
)
_LOOKS = r"(?i)licen[cs]e|\bterms\b|\bcc[ -]by\b|rail\b"
_CLAUSE = r"(?i)[;—–(]|[, ] *(?:while|whereas|but|although|though)\b|, +and +(?=\w)"
_OPENING = (
    r"(?i)^(?:and +)?(?:\W*\b(?:(?:please +)?note(?: +that)?|notice|important|licen[cs](?:es?|ing)|however|therefore)\b[ ,:]*)*"
    r"(?:(?:(?:the|any|your|all) +)?(?:use|usage|distribution|deployment)(?:(?: +and|,| or) +\w+)* +of +)?"
)
_MODAL = r"(?i) +(?:should|must|may|can|shall|has +to|have +to)(?: +only)?$"
_GOING_ON = r"(?i)(?P<subject>.{1,160}?) +(?:is|are|was|were)\b.*\band(?: +(?:therefore|thus|hence|so|also))*"
_ELSEWHERE = (
    r"(?i)\b(?:data|data\s?sets?|corpus|corpora|code|software|library|paper|demo|space|benchmarks?|base|original|upstream"
    r"|third|other|comparison|teacher)\b"
)
_HINTS = tuple(dict.fromkeys(hint for hints, _, _ in _PHRASES for hint in hints))
_LONGEST = 60  # characters of a line that is nothing but a name


def licences(body: str) -> Iterator[tuple[int, str, str]]:
    """What the prose names as the model's licence: how many lines down, the name, and the words around it."""
    lower = body.lower()
    if not (occurs(_NAMED, lower) and occurs(_SAID, lower)):
        return
    said = spoken(body)
    flowing = flat(said)
    ends = [mark.start() for mark in re.finditer("\n", said)]
    lined = "\n".join(flowing[at:end] for at, end in zip((0, *(end + 1 for end in ends)), (*ends, None), strict=True))
    told = sorted((*islice(_labelled(lined), MOST), *islice(_told(flowing, said), MOST)))
    for at, name, words in told:
        yield body.count("\n", 0, at), name, words


def _labelled(said: str) -> Iterator[tuple[int, str, str]]:
    """Each name behind a label or below a heading, with its place."""
    for at, line, below in _lines(said):
        if label := re.match(_LABEL, line):
            group = "name" if label["name"] else "of_weights"
            if group == "name" or re.search(_LOOKS, label[group]):
                yield at + label.start(group), _name(label[group]), as_written(line)
        elif below and len(line.strip()) <= _LONGEST:
            yield at, _name(line), as_written(line)


def _told(flowing: str, said: str) -> Iterator[tuple[int, str, str]]:
    """Each name in a sentence, with its place."""
    own: frozenset[str] | None = None
    for at, line, _ in _lines(flowing):
        for start, end in sentences(line) if occurs(_HINTS, line.lower()) else ():
            sentence = line[start:end]
            words = " ".join(sentence.lower().split())
            for hints, pattern, looks in _PHRASES:
                for phrase in finds(pattern, sentence, hints, words):
                    found = re.compile(_NAME).match(sentence, phrase.end())
                    if not found or (looks and not re.search(_LOOKS, found["name"])):
                        continue
                    own = name_of(said) if own is None else own
                    told = sentence[phrase.start() : found.end()]
                    if _is_of_own(sentence, phrase, own) and not re.search(UNDONE, told, re.IGNORECASE):
                        place = at + start + found.start("name")
                        yield (
                            place,
                            _name(said[place : at + start + found.end("name")]),
                            as_written(sentence[: found.end()]),
                        )


def _lines(said: str) -> Iterator[tuple[int, str, bool]]:
    """The lines that may speak of the model: where each is, and whether it is the first below a heading *License*.

    A heading about something else holds for those below it too, but for one that says *License*; a title holds for nothing.
    """
    below = False
    at = elsewhere = 0  # the level of a heading about something else
    for line in said.split("\n"):
        start = line.strip()
        if start.startswith("#"):
            level = len(start) - len(start.lstrip("#"))
            below = re.fullmatch(_HEADING, start) is not None
            if below or not 1 < elsewhere < level:
                elsewhere = level if re.search(_ELSEWHERE, start) else 0
        elif start:
            if not elsewhere:
                yield at, line, below
            below = False
        at += len(line) + 1


def _is_of_own(sentence: str, phrase: re.Match[str], own: frozenset[str]) -> bool:
    """Whether what is under a licence is the card's model: by its name, or where nothing else is said."""
    before = sentence[: phrase.start()].rpartition(";")[2].strip(" #*+-•>,")
    subject = phrase.groupdict().get("subject") or re.split(_CLAUSE, before)[-1].strip(" ,:")
    subject = re.sub(_OPENING, "", re.sub(_MODAL, "", subject))
    if going_on := re.fullmatch(_GOING_ON, subject):
        subject = going_on["subject"]
    elif before and not subject:
        return False  # said of something that is not understood
    elif before and re.match(r"(?i)\W*(?:licen|released|distr|avail|publ|prov|shar|subj|gov|cov|bound)", phrase[0]):
        return False  # as before
    words = words_of(subject)
    return (
        words in ([], ["this", "work"]) or is_part(words) or is_own(subject, own, bare=True) or names_own(subject, own)
    )


def _name(written: str) -> str:
    """A name without the marks around it and without what it says of itself in brackets."""
    name = re.sub(r"[*`]|\]\([^()\s]*\)|\([^()]*\)", " ", written)
    if name.count("[") != name.count("]"):
        name = name.replace("[", " ").replace("]", " ")
    return " ".join(name.split()).strip(" .:*_'\"“”-")
