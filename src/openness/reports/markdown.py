"""The report as Markdown."""

from collections.abc import Iterator, Sequence

from openness.blocks.escape import markdown
from openness.evaluation.classification import Classification
from openness.reports.outline import Block, Heading, Listing, Paragraph, outline


def write(classifications: Sequence[Classification], replaced: Sequence[str] = ()) -> str:
    """The report on several releases.

    Args:
        classifications: what was found.
        replaced: the shipped records that a folder replaced, each with its reason.
    """
    blocks = ("\n".join(_lines(block)) for block in outline(classifications, replaced))
    return "\n\n".join(blocks) + "\n" if classifications else ""


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {markdown(block.text)}"
    elif isinstance(block, Paragraph):
        yield f"*{markdown(block.text)}*" if block.quiet else markdown(block.text)
    elif isinstance(block, Listing):
        yield from (f"- {markdown(item)}" for item in block.items)
    else:
        yield f"| {' | '.join(map(markdown, block.columns))} |"
        yield f"|{'---|' * len(block.columns)}"
        yield from (f"| {' | '.join(map(markdown, row))} |" for row in block.rows)
