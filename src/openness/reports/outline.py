"""The report on releases, as one document of blocks for the terminal, Markdown and HTML."""

from collections.abc import Iterator, Sequence

from openness.blocks import closing
from openness.blocks.document import Block, Heading, Paragraph, Rule
from openness.evaluation.classification import Classification
from openness.reports.detail import Detail
from openness.reports.first_screen import first_screen, more
from openness.vocabulary.captions import Caption

_COMPARED = 4  # releases in one table, at most


def outline(
    classifications: Sequence[Classification], replaced: Sequence[str] = (), detail: Detail = Detail.FULL
) -> Iterator[Block]:
    """The report on several releases.

    Args:
        classifications: the results.
        replaced: the shipped records that a folder replaced, each with its reason.
        detail: how much is shown.
    """
    if detail is not Detail.SCREEN:
        from openness.reports.sections import Sections
    for number, classification in enumerate(classifications):
        if number:
            yield Rule()
        if detail is Detail.SCREEN:
            yield from first_screen(classification)
        elif detail is Detail.UNDER:
            yield from Sections(classification, detail).under()
        else:
            yield from Sections(classification, detail).blocks()
    if 1 < len(classifications) <= _COMPARED:
        from openness.reports.side_by_side import side_by_side

        yield Rule()
        yield Heading(2, Caption.SIDE_BY_SIDE.label)
        yield side_by_side(classifications)
    for record in replaced:
        yield Paragraph(f"Replaced: {record}")
    if classifications and detail is Detail.SCREEN:
        yield more(classifications)
    elif classifications and detail is Detail.UNDER:
        yield more(classifications, "everything else")
    elif classifications:
        yield Paragraph(closing(classifications[0].data), quiet=True)
