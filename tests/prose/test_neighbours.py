"""Sentences that limit something in the grammar of those that limit nothing, and the other way round, of models and data sets.

`neighbours.tsv` says of each whether it limits, and whether a doubt is raised today: a rule that is mended for the one must
keep the other (decision 67).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.support.sentences import below, rows_of

from openness import prose

TABLE = Path(__file__).parent / "neighbours.tsv"


class Row(NamedTuple):
    """A sentence: whether it limits, whether that is heard, what its card is about, and below which heading it stands."""

    limits: str
    heard: str
    about: str
    heading: str
    text: str


def rows() -> Iterator[Row]:
    return rows_of(TABLE, Row)


def heard(row: Row) -> str:
    """`yes` where a card with the sentence is no longer certainly open."""
    heading = below(row.heading)
    body = (
        f"# Heron 3B\n\nHeron 3B is here.\n\n{heading}{row.text}\n\n## Evaluation\n\nIt scores 61.2 on our test set.\n"
    )
    licences = (licence for licence in prose.licences(body, row.about) if licence.sort != "mention")
    return "yes" if any(prose.terms(body, row.about)) or not all(licence.understood for licence in licences) else "no"


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row.about}-{row.text[:50]}")
def test_a_sentence_is_heard_as_the_table_says(row: Row) -> None:
    assert heard(row) == row.heard


def test_nearly_all_that_limits_is_heard_and_nearly_nothing_else() -> None:
    limits = [row.heard for row in rows() if row.limits == "yes"]
    opens = [row.heard for row in rows() if row.limits == "no"]
    assert limits.count("yes") > 0.9 * len(limits) > 70
    assert opens.count("yes") < 0.1 * len(opens)
