"""The report as Markdown."""

from collections.abc import Sequence

from openness.blocks import markdown
from openness.evaluation.classification import Classification
from openness.reports.detail import Detail
from openness.reports.outline import outline


def write(
    classifications: Sequence[Classification], replaced: Sequence[str] = (), detail: Detail = Detail.REPORT
) -> str:
    """The report on several releases.

    Args:
        classifications: the results.
        replaced: the shipped records that a folder replaced, each with its reason.
        detail: how much is shown.
    """
    return markdown.write(outline(classifications, replaced, detail))
