"""An input as the characters that stand for its words."""

from attrs import frozen

from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.normalise import words
from openness.vocabulary.value import Shown

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
    counts = [len(known.numbers[word]) for word in read.raw]
    starts = [0]
    for count in counts:
        starts.append(starts[-1] + count)
    return Input(
        spelt,
        [word for word, count in zip(read.raw, counts, strict=True) for _ in range(count)],
        [line for line, count in zip(read.lines, counts, strict=True) for _ in range(count)],
        {starts[place]: label for place, label in read.labels.items()},
        {starts[place]: said for place, said in read.statements.items()},
        cut,
        known,
    )
