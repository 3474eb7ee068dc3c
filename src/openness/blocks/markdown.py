"""Blocks as Markdown, inert."""

import re
import string
from collections.abc import Iterable, Iterator
from itertools import zip_longest

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
#: The marks of emphasis, each with the element that does the same.
_MARKS: dict[type[object], tuple[str, str]] = {Strong: ("**", "strong"), Quiet: ("*", "em")}
#: The characters beside which, on its outer side, a mark may stand before any character.
_BESIDE = frozenset(string.whitespace + string.punctuation) - {"*"}


def write(blocks: Iterable[Block]) -> str:
    """The Markdown of a document."""
    texts = ["\n".join(_lines(block)) for block in blocks]
    return "\n\n".join(texts) + "\n" if texts else ""


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {line(block.text)}"
    elif isinstance(block, Paragraph):
        text = line(block.text)
        yield _emphasised(text, *_MARKS[Quiet]) if block.quiet else text
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
    pieces = tuple(spans(text))
    written = ""
    for piece, after in zip_longest(pieces, pieces[1:], fillvalue=""):
        marks = _MARKS.get(type(piece))
        written += _emphasised(_piece(piece), *marks, written[-1:], _begins(after)) if marks else _piece(piece)
    return written


def _begins(piece: Inline) -> str:
    """The character that a piece begins with; of one in marks, the mark."""
    return "*" if type(piece) in _MARKS and not plain(piece)[:1].isspace() else _piece(piece)[:1]


def _emphasised(text: str, mark: str, element: str, before: str = "", after: str = "") -> str:
    """Inert text in marks of emphasis, its outer spaces outside, as CommonMark takes none inside (0.31.2, section 6.2).

    Where the characters around it keep a mark from being one, or it holds marks itself, the element takes their place.

    Args:
        text: the text.
        mark: the mark on each side.
        element: the element of HTML that does the same.
        before: the character in front of it; empty at the beginning of a line.
        after: the character behind it; empty at its end.

    >>> _emphasised(" – it depends ", "*", "em"), _emphasised("(a)", "*", "em", "b")
    (' *– it depends* ', '<em>(a)</em>')
    """
    core = text.strip()
    if not core:
        return text
    lead, _, tail = text.partition(core)
    if "*" not in core and _is_mark(core[0], lead or before) and _is_mark(core[-1], (tail or after)[:1]):
        return f"{lead}{mark}{core}{mark}{tail}"
    return f"{lead}<{element}>{core}</{element}>{tail}"


def _is_mark(inside: str, outside: str) -> bool:
    """True where asterisks between these two characters are taken for a mark: one inside the emphasis, one outside or none."""
    return not outside or outside[-1] in _BESIDE or (inside.isalnum() and outside != "*")


def _piece(piece: Inline) -> str:
    text = markdown(plain(piece))
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
