"""The report as Markdown."""

from collections.abc import Sequence

from openness.blocks import markdown
from openness.evaluation.classification import Classification
from openness.reports.outline import outline


def write(classifications: Sequence[Classification], replaced: Sequence[str] = (), whole: bool = False) -> str:
    """The report on several releases.

    Args:
        classifications: the results.
        replaced: the shipped records that a folder replaced, each with its reason.
        whole: show the criteria of every definition.
    """
    return markdown.write(outline(classifications, replaced, whole))
