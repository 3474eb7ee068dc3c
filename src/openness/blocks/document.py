"""One document of blocks, which every report composes and a printer turns into text.

A block holds text as it was read. Only the printers (`terminal`, `markdown`, `html`) escape it, each for its own place, so
that no report can forget to.
"""

from collections.abc import Iterator

from attrs import frozen

from openness.value import Value
from openness.vocabulary.marks import Mark
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Severity


@frozen(eq=False, repr=False)
class Words(Value):
    """Words that stand out from those around them, or that are somebody else's: one of the four kinds below."""

    text: str


class Strong(Words):
    """Words that a reader should see first."""

    __slots__ = ()


class Quiet(Words):
    """Words that matter less than the others."""

    __slots__ = ()


class Code(Words):
    """Words to copy: an identifier, a command."""

    __slots__ = ()


class Verbatim(Words):
    """A text of somebody else, line by line as it was read."""

    __slots__ = ()


@frozen(eq=False, repr=False)
class Link(Value):
    """Words that lead to an address."""

    text: str
    address: str


#: A verdict is shown as its mark, a severity as a word with its colour.
Inline = str | Verdict | Mark | Severity | Strong | Quiet | Code | Link
Line = Inline | tuple[Inline, ...]


@frozen(eq=False, repr=False)
class Heading(Value):
    """A heading of a level, 1 the highest."""

    level: int
    text: Line


@frozen(eq=False, repr=False)
class Paragraph(Value):
    """A paragraph; `quiet` where it says less than the others."""

    text: Line
    quiet: bool = False


@frozen(eq=False, repr=False)
class Item(Value):
    """An item of a list, with a mark in front or none, and what belongs below it."""

    text: Line
    mark: Verdict | None = None
    below: "tuple[Block, ...]" = ()


@frozen(eq=False, repr=False)
class Listing(Value):
    """A list."""

    items: tuple[Item, ...]


@frozen(eq=False, repr=False)
class Table(Value):
    """A table.

    Args:
        columns: the names of the columns; empty for none.
        rows: the cells, row by row.
        below: how many of the last columns a narrow page shows below each row.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    below: int = 0


@frozen(eq=False, repr=False)
class Rule(Value):
    """A line across the page, between two things that have nothing to do with each other."""


Block = Heading | Paragraph | Listing | Table | Rule | Verbatim


def spans(line: Line) -> Iterator[Inline]:
    """The pieces of a line, without empty ones."""
    for piece in line if isinstance(line, tuple) else (line,):
        if not isinstance(piece, str) or piece:
            yield piece


def plain(line: Line) -> str:
    """A line without its looks, as it was read.

    >>> plain(("Level: ", Strong("Open weights"), " ", Verdict.MET))
    'Level: Open weights ✓'
    """
    return "".join(_text(piece) for piece in spans(line))


def _text(piece: Inline) -> str:
    if isinstance(piece, Verdict):
        return piece.mark
    if isinstance(piece, Mark):
        return piece.sign
    return str(piece) if isinstance(piece, str) else piece.text


def listed(lines: "list[Line] | tuple[Line, ...]") -> Listing:
    """A list of lines without marks."""
    return Listing(tuple(Item(line) for line in lines))
