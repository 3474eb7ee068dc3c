"""The report that people read in a terminal."""

from collections.abc import Sequence

from openness.blocks import terminal
from openness.evaluation.classification import Classification
from openness.reports.detail import Detail
from openness.reports.outline import outline


def write(
    classifications: Sequence[Classification],
    width: int = 80,
    colour: bool = False,
    replaced: Sequence[str] = (),
    detail: Detail = Detail.SCREEN,
) -> str:
    """The report on several releases.

    Args:
        classifications: the results.
        width: columns of the terminal; 40 to 100 are used.
        colour: add colours; the text reads the same without them.
        replaced: the shipped records that a folder replaced, each with its reason.
        detail: how much is shown.
    """
    return terminal.write(outline(classifications, replaced, detail), width, colour)
