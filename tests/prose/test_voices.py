"""Sentences in the voice of authors, on cards of otherwise open models: what is heard of them, and what is not.

`voices.tsv` holds draws of sentences of our own. Each was written with its expectation before it was first asked, so a
draw's first answers tell how much is missed of what nobody has seen (decision 52); the table has the answers of today.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.support.sentences import below, rows_of

from openness import prose

TABLE = Path(__file__).parent / "voices.tsv"
DRAWS = ("1", "2", "3", "4", "5", "6", "7")


class Row(NamedTuple):
    """A sentence: of which draw, whether it leaves the model open, whether a doubt is raised, and where it stands."""

    draw: str
    opens: str
    doubt: str
    kind: str
    language: str
    heading: str
    text: str


def rows() -> Iterator[Row]:
    return rows_of(TABLE, Row)


def doubt(row: Row) -> str:
    """`yes` where a card with the sentence is no longer certainly open."""
    heading = below(row.heading)
    text = row.text.replace("\\n", "\n")
    body = (
        f"# Heron 3B\n\nHeron 3B is a decoder.\n\n{heading}{text}\n\n## Evaluation\n\nIt scores 61.2 on our test set.\n"
    )
    licences = (licence for licence in prose.licences(body) if licence.sort != "mention")
    raised = any(prose.terms(body)) or prose.not_yet(body) or not all(licence.understood for licence in licences)
    return "yes" if raised else "no"


@pytest.mark.parametrize("draw", DRAWS)
def test_each_sentence_of_a_draw_is_heard_as_the_table_says(draw: str) -> None:
    drawn = [row for row in rows() if row.draw == draw]
    assert len(drawn) > 70
    assert [row for row in drawn if doubt(row) != row.doubt] == []


def test_most_of_what_limits_is_heard_and_most_of_what_opens_is_not() -> None:
    limits = [row.doubt for row in rows() if row.opens == "no"]
    opens = [row.doubt for row in rows() if row.opens == "yes"]
    assert limits.count("yes") > 0.85 * len(limits)
    assert opens.count("yes") < 0.15 * len(opens)
