"""Blocks as Markdown, inert."""

import re
from collections.abc import Iterable, Iterator

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
from openness.blocks.escape import markdown, verbatim
from openness.blocks.markup import safe
from openness.vocabulary.characters import is_seen

_PLAIN_CODE = re.compile(r"[\w./:+ -]+")  # characters that a pair of backticks holds without any escape


def write(blocks: Iterable[Block]) -> str:
    """The Markdown of a document."""
    texts = ["\n".join(_lines(block)) for block in blocks]
    return "\n\n".join(texts) + "\n" if texts else ""


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {line(block.text)}"
    elif isinstance(block, Paragraph):
        text = line(block.text)
        yield f"*{text}*" if block.quiet and text else text
    elif isinstance(block, Listing):
        yield from _items(block, "")
    elif isinstance(block, Table):
        yield f"| {' | '.join(map(markdown, block.columns))} |"
        yield f"|{'---|' * len(block.columns)}"
        yield from (f"| {' | '.join(map(line, row))} |" for row in block.rows)
    elif isinstance(block, Verbatim):
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
        yield from (f"{fence}text", *verbatim(block.text), fence)
    else:
        yield "---"


def _items(listing: Listing, indent: str) -> Iterator[str]:
    for item in listing.items:
        mark = f"{item.mark.mark} " if item.mark is not None else ""
        yield f"{indent}- {mark}{line(item.text)}"
        for below in item.below:
            if isinstance(below, Listing):
                yield from _items(below, f"{indent}  ")
            else:
                yield from (f"{indent}  - {text}" for text in _lines(below))


def line(text: Line) -> str:
    """The pieces of one line."""
    return "".join(map(_piece, spans(text)))


def _piece(piece: Inline) -> str:
    text = markdown(plain(piece))
    if isinstance(piece, Strong):
        return f"**{text}**" if text.strip() else text
    if isinstance(piece, Quiet):
        return f"*{text}*" if text.strip() else text
    if isinstance(piece, Code):
        return (
            f"`{piece.text}`" if _PLAIN_CODE.fullmatch(piece.text) and is_seen(piece.text) else f"<code>{text}</code>"
        )
    if isinstance(piece, Link):
        return f"[{text}](<{_address(piece.address)}>)" if safe(piece.address) else text
    return text


def _address(address: str) -> str:
    """An address that cannot leave its brackets, and holds no command to a CI's runner."""
    return re.sub(
        r"[^!-~]|[<>\\|]|#(?=#)",
        lambda character: "".join(f"%{byte:02X}" for byte in character[0].encode("utf-8", "replace")),
        address,
    )
