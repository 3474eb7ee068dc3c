"""The changes between two releases, as text for a terminal or as Markdown."""

from collections.abc import Iterator, Sequence

from openness.blocks import closing, markdown, not_read, terminal
from openness.blocks.document import Block, Heading, Item, Listing, Paragraph, Strong, listed
from openness.evaluation.diff import Comparison
from openness.evaluation.differences import Change
from openness.evaluation.summary import SECOND_HAND_EXPLAINED

_PARTS = (("Facts", "facts"), ("Answers of the licences", "terms"), ("Verdicts", "verdicts"))


def text(comparison: Comparison, replaced: Sequence[str] = (), width: int = 80, colour: bool = False) -> str:
    """The comparison for a terminal."""
    return terminal.write(_blocks(comparison, replaced), width, colour)


def markdown_text(comparison: Comparison, replaced: Sequence[str] = ()) -> str:
    """The comparison as Markdown."""
    return markdown.write(_blocks(comparison, replaced))


def _blocks(comparison: Comparison, replaced: Sequence[str]) -> Iterator[Block]:
    yield Heading(1, f"Changes from {comparison.old} to {comparison.new}")
    for title, part in _PARTS:
        changes: Sequence[Change] = getattr(comparison, part)
        yield Heading(2, title)
        yield Listing(tuple(map(_item, changes))) if changes else Paragraph("No change.")
    if comparison.second_hand:
        yield Paragraph(SECOND_HAND_EXPLAINED, quiet=True)
    for record in replaced:
        yield Paragraph(f"Replaced: {record}")
    if unread := not_read(comparison.unread):
        yield Paragraph(unread, quiet=True)
    yield Paragraph(closing(comparison.data), quiet=True)


def _item(change: Change) -> Item:
    before, after = change.words
    below = (listed(tuple(change.why)),) if change.why else ()
    return Item((Strong(change.label or change.about), f": {before} → {after}"), below=below)
