"""Blocks as HTML, inert."""

from collections.abc import Iterable

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
from openness.blocks.escape import verbatim
from openness.blocks.markup import Markup, between, joined, tag
from openness.vocabulary.marks import Mark
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Severity


def markup(blocks: Iterable[Block]) -> Markup:
    """The HTML of a document, to stand in a page."""
    return joined(map(_block, blocks))


def _block(block: Block) -> Markup:
    if isinstance(block, Heading):
        return tag(f"h{block.level}", line(block.text))
    if isinstance(block, Paragraph):
        return tag("p", line(block.text), class_="quiet" if block.quiet else None)
    if isinstance(block, Listing):
        return tag("ul", (_item(item.mark, item.text, item.below) for item in block.items))
    if isinstance(block, Table):
        head = tag("tr", (tag("th", column, scope="col") for column in block.columns))
        rows = (tag("tr", (tag("td", line(cell)) for cell in row)) for row in block.rows)
        return tag("table", tag("thead", head) if any(block.columns) else None, tag("tbody", rows))
    if isinstance(block, Verbatim):
        return tag("pre", between(Markup("\n"), verbatim(block.text)))
    return tag("hr")


def _item(mark: Verdict | None, text: Line, below: tuple[Block, ...]) -> Markup:
    return tag("li", (_piece(mark), " ") if mark is not None else None, line(text), map(_block, below))


def line(text: Line) -> Markup:
    """The pieces of one line."""
    return joined(map(_piece, spans(text)))


def _piece(piece: Inline) -> Markup | str:
    if isinstance(piece, Verdict):
        return tag("span", piece.mark, class_=piece.value, title=piece.label)
    if isinstance(piece, Mark):
        return tag("span", piece.sign, class_=piece.value, title=piece.label)
    if isinstance(piece, Severity):
        return tag("span", piece.label, class_=piece.value)
    if isinstance(piece, Strong):
        return tag("strong", piece.text)
    if isinstance(piece, Quiet):
        return tag("span", piece.text, class_="quiet")
    if isinstance(piece, Code):
        return tag("code", piece.text)
    if isinstance(piece, Link):
        return tag("a", piece.text, href=piece.address)
    return plain(piece)
