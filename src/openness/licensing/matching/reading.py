"""An input as the characters that stand for its words."""

from bisect import bisect_left
from itertools import accumulate

from attrs import frozen

from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.normalise import words
from openness.value import Shown

CHARACTERS_AT_MOST = 2_000_000


@frozen(eq=False, repr=False)
class Input(Shown):
    """A text as characters, one a word, with the words as written, their lines and the list numbers left out."""

    spelt: str
    raw: list[str]
    lines: list[int]
    labels: dict[int, str]
    statements: dict[int, list[str]]
    cut: bool
    known: Fingerprints


def read(text: str, known: Fingerprints, *, statements_too: bool = False) -> Input:
    """Read a text; copyright lines as words only if asked for."""
    read = words(text[:CHARACTERS_AT_MOST], statements_too=statements_too)
    spelt = known.spelt(read.raw)
    cut = len(text) > CHARACTERS_AT_MOST
    if len(spelt) == len(read.raw):
        return Input(spelt, read.raw, read.lines, read.labels, read.statements, cut, known)
    # a word that is compared as two is there twice; texts have few of them, so that what lies between is copied whole
    sizes = map(len, map(known.numbers.__getitem__, read.raw))
    wide = [(place, size - 1) for place, size in enumerate(sizes) if size != 1]
    raw: list[str] = []
    lines: list[int] = []
    last = 0
    for place, more in wide:
        raw += read.raw[last : place + 1]
        raw += [read.raw[place]] * more
        lines += read.lines[last : place + 1]
        lines += [read.lines[place]] * more
        last = place + 1
    raw += read.raw[last:]
    lines += read.lines[last:]
    places = [place for place, _ in wide]
    before = [0, *accumulate(more for _, more in wide)]

    def moved(place: int) -> int:
        return place + before[bisect_left(places, place)]

    return Input(
        spelt,
        raw,
        lines,
        {moved(place): label for place, label in read.labels.items()},
        {moved(place): statement for place, statement in read.statements.items()},
        cut,
        known,
    )
