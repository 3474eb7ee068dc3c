"""Which licence a card's prose says the model is under.

Heard are a label (`**License:** …`), the first line below a heading that says no more than *License*, and a sentence
that says of the model that it is released under something. Whether the words are the name of a licence is for whoever
knows licences to say; what stands below a heading about data, code or another's model is passed over.
"""

import re
from collections.abc import Iterator
from itertools import islice

from openness.prose.passage import MOST, UNDONE, as_written, flat, spoken
from openness.prose.subject import is_own, name_of, names_own

_WORTH = re.compile(
    r"licen[cs]e(?:s|\(s\))?(?: type)?[*_ \t]*[:|]|^#[^\n]*licen[cs]e|d\b[^.\n]{0,60}\bunder\b|able\b[^.\n]{0,60}\bunder\b|(?:weights|checkpoints?|parameters) (?:under|are)\b",
    re.IGNORECASE | re.MULTILINE,
)
_WORD = r"(?:model +|weights? +)?licen[cs]e(?:s|\(s\))?(?: +type)?"
_LABEL = re.compile(rf"[ \t>|+•-]*(?:{_WORD})[ \t]*[:|][ \t]*(?P<name>[^|\n]{{2,120}})", re.IGNORECASE)
_HEADING = re.compile(rf"#{{1,6}}[\W\d]*(?:{_WORD})\W*", re.IGNORECASE)
_SENTENCE = re.compile(
    r"(?P<subject>(?:[^.;|\n]{0,160}?\b(?:is|are|was|were|been)\b)?)"
    r"(?:[ ,]*(?:being|now|also|made|all|fully|openly|freely|publicly|currently)\b)*[ ]*"
    r"\b(?:licen[cs]ed|released|distributed|available|published|provided|shared)\b(?: +[\w-]+){0,4}? +under +"
    r"(?:the +(?:terms +of +)?|an? +)*(?P<name>[^,;:|\n]{2,100}?)(?=[,;:|\n(]|\. |\.?$| for | and | with | which )",
    re.IGNORECASE,
)
_OF_WEIGHTS = re.compile(
    r"\b(?:weights|checkpoints?|parameters) +(?:(?:is|are) +)?(?:under|(?=cc[ -]by))(?: +(?:the|an?)\b)* *"
    r"(?P<name>[^,;:|\n]{2,60}?)(?=[,;:|\n(]|\. |\.?$| for | and | with )",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:data|data\s?sets?|corpus|corpora|code|software|library|paper|demo|space|benchmarks?|base|original|upstream"
    r"|third|other|comparison|teacher)\b",
    re.IGNORECASE,
)
_LONGEST = 60  # characters of a line that is nothing but a name


def licences(body: str) -> Iterator[tuple[int, str, str]]:
    """What the prose names as the model's licence: how many lines down, the name, and the words around it."""
    if _WORTH.search(body) is None:
        return
    for at, name, words in islice(_told(flat(spoken(body))), MOST):
        yield body.count("\n", 0, at), name, words


def _told(said: str) -> Iterator[tuple[int, str, str]]:
    """Each name with its place."""
    own: frozenset[str] | None = None
    elsewhere = below = False
    at = 0
    for line in said.split("\n"):
        start = line.lstrip()
        if start.startswith("#"):
            elsewhere = _ELSEWHERE.search(start) is not None
            below = _HEADING.fullmatch(start.rstrip()) is not None
        elif start and not elsewhere:
            if label := _LABEL.match(line):
                yield at + label.start("name"), _name(label["name"]), as_written(line)
            elif below and len(start) <= _LONGEST:
                yield at, _name(start), as_written(line)
            for found in islice(_OF_WEIGHTS.finditer(line), MOST):
                yield at + found.start("name"), _name(found["name"]), as_written(found[0])
            for found in islice(_SENTENCE.finditer(line) if " under " in line else (), MOST):
                own = name_of(said) if own is None else own
                if _is_of_own(found["subject"], own) and not re.search(UNDONE, found[0], re.IGNORECASE):
                    yield at + found.start("name"), _name(found["name"]), as_written(found[0])
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
