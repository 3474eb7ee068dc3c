"""Which licence a card's prose says the model is under.

Heard are a label (`**License:** …`), the first line below a heading that says no more than *License*, and a sentence
that says of the model that it is released under something. Whether the words are the name of a licence is for whoever
knows licences to say; what stands below a heading about data, code or another's model is passed over.
"""

import re
from collections.abc import Iterator
from itertools import islice

from openness.prose.passage import MOST, UNDONE, as_written, flat, occurs, sentences, spoken
from openness.prose.subject import is_own, name_of, names_own

# Words, not patterns: they are compiled when a card first needs them, as most of a check's time is starting up.
_WORTH = (
    r"(?im)licen[cs]e(?:s|\(s\))?(?: type)?[*_ \t]*[:|]|^#[^\n]*licen[cs]e|(?:d|able)\b[^.\n]{0,60}\bunder\b"
    r"|(?:weights|checkpoints?|parameters) (?:under|is|are)\b"
)
_WORTH_HINTS = ("licen", "under", "weights ", "checkpoint", "parameters ")  # one is in whatever is worth it
_WORD = r"(?:model +|weights? +)?licen[cs]e(?:s|\(s\))?(?: +type)?"
_LABEL = rf"(?i)[ \t>|+•-]*(?:{_WORD})[ \t]*[:|][ \t]*(?P<name>[^|\n]{{2,120}})"
_HEADING = rf"(?i)#{{1,6}}[\W\d]*(?:{_WORD})\W*"
_SENTENCE = (
    r"(?i)(?P<subject>(?:[^.;|\n]{0,160}?\b(?:is|are|was|were|been)\b)?)"
    r"(?:[ ,]*(?:being|now|also|made|all|\w+ly)\b)*[ ]*"
    r"\b(?:licen[cs]ed|released|distributed|available|published|provided|shared)\b(?: +[\w-]+){0,4}? +under +"
    r"(?:the +(?:terms +of +)?|an? +)*(?P<name>[^,;:|\n]{2,100}?)(?=[,;:|\n(]|\. |\.?$| for | and | with | which )"
)
_OF_WEIGHTS = (
    r"(?i)\b(?:weights|checkpoints?|parameters) +(?:(?:is|are) +)?(?:under|(?=cc[ -]by))(?: +(?:the|an?)\b)* *"
    r"(?P<name>[^,;:|\n]{2,60}?)(?=[,;:|\n(]|\. |\.?$| for | and | with )"
)
_ELSEWHERE = (
    r"(?i)\b(?:data|data\s?sets?|corpus|corpora|code|software|library|paper|demo|space|benchmarks?|base|original|upstream"
    r"|third|other|comparison|teacher)\b"
)
_HINTS = (" under ", " cc")
_LONGEST = 60  # characters of a line that is nothing but a name


def licences(body: str) -> Iterator[tuple[int, str, str]]:
    """What the prose names as the model's licence: how many lines down, the name, and the words around it."""
    if not occurs(_WORTH_HINTS, body.lower()) or re.search(_WORTH, body) is None:
        return
    said = spoken(body)
    flowing = flat(said)
    ends = [mark.start() for mark in re.finditer("\n", said)]
    lined = "\n".join(flowing[at:end] for at, end in zip((0, *(end + 1 for end in ends)), (*ends, None), strict=True))
    told = sorted((*islice(_labelled(lined), MOST), *islice(_told(flowing), MOST)))
    for at, name, words in told:
        yield body.count("\n", 0, at), name, words


def _labelled(said: str) -> Iterator[tuple[int, str, str]]:
    """Each name behind a label or below a heading, with its place."""
    for at, line, below in _lines(said):
        if label := re.match(_LABEL, line):
            yield at + label.start("name"), _name(label["name"]), as_written(line)
        elif below and len(line.strip()) <= _LONGEST:
            yield at, _name(line), as_written(line)


def _told(said: str) -> Iterator[tuple[int, str, str]]:
    """Each name in a sentence, with its place."""
    own: frozenset[str] | None = None
    for at, line, _ in _lines(said):
        for start, end in sentences(line) if occurs(_HINTS, line.lower()) else ():
            sentence = line[start:end]
            for found in islice(re.finditer(_OF_WEIGHTS, sentence), MOST):
                yield at + start + found.start("name"), _name(found["name"]), as_written(found[0])
            for found in islice(re.finditer(_SENTENCE, sentence) if " under " in sentence else (), MOST):
                own = name_of(said) if own is None else own
                before = sentence[: found.start()].rpartition(";")[2].strip(" #*+-•>,")
                if before and not found["subject"].strip():
                    continue  # said of something that is not understood
                if _is_of_own(found["subject"], own) and not re.search(UNDONE, found[0], re.IGNORECASE):
                    yield at + start + found.start("name"), _name(found["name"]), as_written(found[0])


def _lines(said: str) -> Iterator[tuple[int, str, bool]]:
    """The lines that may speak of the model: where each is, and whether it is the first below a heading *License*."""
    elsewhere = below = False
    at = 0
    for line in said.split("\n"):
        start = line.strip()
        if start.startswith("#"):
            elsewhere = re.search(_ELSEWHERE, start) is not None
            below = re.fullmatch(_HEADING, start) is not None
        elif start:
            if not elsewhere:
                yield at, line, below
            below = False
        at += len(line) + 1


def _is_of_own(subject: str, own: frozenset[str]) -> bool:
    """Whether what is under a licence is the card's model: by its name, or where nothing else is said."""
    words = re.sub(
        r"\b(?:is|are|was|were|been|has|have)\b *$", "", subject.strip(" #*+-•>"), flags=re.IGNORECASE
    ).strip()
    return words.lower() in ("", "this work") or is_own(words, own, bare=True) or names_own(words, own)


def _name(written: str) -> str:
    """A name without the marks around it and without what it says of itself in brackets."""
    return " ".join(re.sub(r"\([^()]*\)", " ", written).split()).strip(" .:*_'\"“”-")
