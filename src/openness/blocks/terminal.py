"""Blocks as lines for a terminal: wrapped, coloured or not, and inert."""

from collections.abc import Callable, Iterable

from openness.blocks.document import (
    Block,
    Code,
    Heading,
    Inline,
    Line,
    Link,
    Listing,
    Paragraph,
    Quiet,
    Strong,
    Table,
    Verbatim,
    plain,
    spans,
)
from openness.blocks.escape import terminal, verbatim
from openness.blocks.wrapping import LEVELS, NARROW, WIDE, Word, columns, laid
from openness.vocabulary.marks import Mark
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Severity

BOLD, DIM = "1", "2"
COLOURS: dict[Verdict | Mark | Severity, str] = {
    Verdict.MET: "32",
    Verdict.UNMET: "31",
    Verdict.UNKNOWN: "33",
    Mark.MET: "32",
    Mark.BELOW: "36",
    Mark.UNMET: "31",
    Mark.UNKNOWN: "33",
    Mark.NONE: "",
    **{Severity(level): code for level, code in LEVELS.items()},
}
_LEAD = 30  # the widest cell that has others beside it
_LAST = 24  # the least room for the last cell of a row


def write(blocks: Iterable[Block], width: int = 80, colour: bool = False, cut: bool = True) -> str:
    """The text of a document.

    Args:
        blocks: the document.
        width: columns of the terminal; 40 to 100 are used.
        colour: add colours; the text reads the same without them.
        cut: cut words that are longer than a line, as addresses are; in a file they may stay whole.
    """
    printer = _Printer(max(NARROW, min(width, WIDE)), colour, cut)
    printer.document(blocks)
    return "".join(f"{line}\n" for line in printer.lines)


def wrap(
    line: Line, first: int, later: int, paint: Callable[[str, str], str] = lambda text, _: text, cut: bool = True
) -> list[str]:
    """Lines of at most so many characters; a longer word is cut, or stands alone.

    Args:
        line: the text, as it was read.
        first: the room in the first line.
        later: the room in the lines after it.
        paint: colours a piece of text by a code.
        cut: cut longer words.
    """
    return laid(_words(line), first, later, paint, cut)


def _words(line: Line) -> list[Word]:
    words: list[Word] = []
    apart = True
    for piece in spans(line):
        code = _code(piece)
        for at, text in enumerate(terminal(_shown(piece)).split(" ")):
            apart = apart or at > 0
            if text and apart:
                words.append([])
            if text:
                words[-1].append((text, code))
                apart = False
    return words


def _shown(piece: Inline) -> str:
    if isinstance(piece, Link):
        return piece.address if piece.text == piece.address else f"{piece.text} ({piece.address})"
    if isinstance(piece, Code):
        return f"`{piece.text}`" if " " in piece.text else piece.text  # a command among other words
    return plain(piece)


def _code(piece: Inline) -> str:
    if isinstance(piece, Verdict | Mark | Severity):
        return COLOURS[piece]
    return BOLD if isinstance(piece, Strong) else DIM if isinstance(piece, Quiet) else ""


class _Printer:
    """Writes blocks one below the other."""

    def __init__(self, width: int, colour: bool, cut: bool) -> None:
        self.width = width
        self.colour = colour
        self.cut = cut
        self.lines: list[str] = []

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text

    def document(self, blocks: Iterable[Block]) -> None:
        """Every block; what follows a heading is indented by its level, and a blank line parts what differs."""
        indent = 0
        before: Block | None = None
        for block in blocks:
            if before is not None and _parted(before, block):
                self.lines.append("")
            if isinstance(block, Heading):
                self.put(block.text, 2 * max(0, block.level - 2), code=BOLD)
                indent = 2 * (block.level - 1)
            else:
                self.block(block, indent)
            before = block

    def block(self, block: Block, indent: int) -> None:
        """One block, so far from the margin."""
        if isinstance(block, Heading):
            self.put(block.text, indent, code=BOLD)
        elif isinstance(block, Paragraph):
            self.put(block.text, indent, code=DIM if block.quiet else "")
        elif isinstance(block, Listing):
            for item in block.items:
                mark = self.paint(item.mark.mark, COLOURS[item.mark]) if item.mark is not None else "-"
                self.put(item.text, indent + 2, lead=f"{mark} ")
                for below in item.below:
                    self.block(below, indent + 4)
        elif isinstance(block, Table):
            self.table(block, indent)
        elif isinstance(block, Verbatim):
            self.lines.extend(verbatim(block.text))
        else:
            self.lines.append("─" * self.width)

    def put(self, text: Line, indent: int, lead: str = "", code: str = "") -> None:
        """A paragraph; a lead of two columns hangs in front of it."""
        room = max(1, self.width - indent)

        def paint(piece: str, own: str) -> str:
            return self.paint(piece, own or code)

        for at, line in enumerate(wrap(text, room, room, paint, self.cut)):
            hang = f"{' ' * (indent - 2)}{lead}" if lead and not at else " " * indent
            self.lines.append(f"{hang}{line}".rstrip())

    def table(self, table: Table, indent: int) -> None:
        """The rows as a grid below its columns; where there is no room for one, each cell on a line with its column's name."""
        if not table.rows:
            return
        main = len(table.columns) - table.below
        lines = (table.columns, *table.rows)
        widths = [max(columns(_plain(line[at])) for line in lines) for at in range(main - 1)]
        short = [min(width, _LEAD) for width in widths]
        fits = sum(short) + 2 * len(short) + _LAST <= self.width - indent
        marks = main > 2 and not table.columns[0] and all(len(_plain(row[0])) < 2 for row in table.rows)
        first = 2 if marks else 1  # the cells that stand above the others: a mark, and what it marks
        if any(table.columns[:main]) and fits and (main == 2 or all(width <= _LEAD for width in widths)):
            self.grid(tuple(Quiet(name) for name in table.columns[:main]), short, indent)
        for row in table.rows:
            if fits and all(width <= _LEAD for width in widths):
                self.grid(row[:main], widths, indent)
            elif fits and main == 2:
                self.grid(row[:main], short, indent)
            else:
                self.put(tuple(piece for cell in row[:first] for piece in (*spans(cell), " ")), indent, code=BOLD)
                for name, cell in zip(table.columns[first:main], row[first:main], strict=True):
                    self.put((f"{name}: ", *spans(cell)) if name else cell, indent + 2)
            for cell in row[main:]:
                if _plain(cell):
                    self.put(cell, indent + 4, code=DIM)

    def grid(self, row: tuple[Line, ...], widths: list[int], indent: int) -> None:
        """Cells side by side, the last one wrapped; a first cell that is too long has a line of its own."""
        *leading, last = row
        cells = ""
        for cell, width in zip(leading, widths, strict=True):
            if columns(_plain(cell)) > width:
                self.put(cell, indent)
                cells += " " * (width + 2)
            else:
                cells += f"{wrap(cell, width, width, self.paint)[0]}{' ' * (width - columns(_plain(cell)) + 2)}"
        hang = indent + sum(widths) + 2 * len(widths)
        room = max(1, self.width - hang)
        for at, line in enumerate(wrap(last, room, room, self.paint, self.cut)):
            self.lines.append(f"{' ' * hang if at else ' ' * indent + cells}{line}".rstrip())


def _plain(line: Line) -> str:
    """A cell as it is printed, without its colours."""
    return " ".join("".join(text for text, _ in word) for word in _words(line))


def _parted(before: Block, after: Block) -> bool:
    """True where a blank line stands between two blocks."""
    if isinstance(before, Verbatim) or isinstance(after, Verbatim):
        return True
    if isinstance(before, Heading):
        return isinstance(after, Heading) and after.level == 2
    return isinstance(after, Heading) or not (isinstance(before, Paragraph) and isinstance(after, Paragraph))
