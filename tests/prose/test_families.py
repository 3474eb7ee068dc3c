"""Families of sentences on cards that are otherwise open: who is left out, whose papers hold, which model came of which.

`families.tsv` holds three draws of sentences of our own, each written with its expectation before it was first asked: the first
before any rule was made for it, the second and the third when those for the draws before stood (decision 66). The column
`first` has the answers at first sight, which no change moves; `doubt` has those of today.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.support.releases import card
from tests.support.sentences import below, rows_of

import openness
from openness.vocabulary.verdict import Verdict

TABLE = Path(__file__).parent / "families.tsv"
DRAWS = ("1", "2", "3")
BLOCKS = {
    "model": "license: apache-2.0\npipeline_tag: text-generation",
    "dataset": "license: cc-by-4.0\npretty_name: Shoreline\ntask_categories: [text-generation]",
}
BODIES = {
    "model": "# Heron 3B\n\nHeron 3B is a decoder.\n\n{}\n\n## Evaluation\n\nIt scores 61.2 on our test set.\n",
    "dataset": (
        "# Shoreline\n\nShoreline is a collection of letters, photos and recordings.\n\n{}\n\n"
        "## Statistics\n\nIt has 61,200 rows.\n"
    ),
}
USES = {"model": ("run", "redistribute", "sell-a-product", "any-purpose"), "dataset": ("train-on-it",)}


class Row(NamedTuple):
    """A sentence: whether it leaves the card open, whether a doubt was raised at first and is today, and where it stands."""

    draw: str
    opens: str
    first: str
    doubt: str
    family: str
    about: str
    heading: str
    text: str


def rows() -> Iterator[Row]:
    return rows_of(TABLE, Row)


def doubt(row: Row) -> str:
    """`yes` where a card with the sentence no longer allows all that its tag allows."""
    heading = below(row.heading)
    text = heading + row.text.replace("\\n", "\n")
    release = card(BLOCKS[row.about], BODIES[row.about].format(text))
    allowed = all(answer.verdict is Verdict.MET for answer in openness.may(release, USES[row.about]))
    return "no" if allowed else "yes"


@pytest.mark.parametrize("draw", DRAWS)
def test_each_sentence_of_a_draw_is_heard_as_the_table_says(draw: str) -> None:
    drawn = [row for row in rows() if row.draw == draw]
    assert len(drawn) > 60
    assert [row for row in drawn if doubt(row) != row.doubt] == []


@pytest.mark.parametrize("about", BLOCKS)
def test_a_card_without_such_a_sentence_is_open(about: str) -> None:
    assert doubt(Row("", "yes", "no", "no", "", about, "", "It is blue.")) == "no"


def test_most_of_what_limits_is_heard_and_nearly_nothing_of_what_opens() -> None:
    limits = [row.doubt for row in rows() if row.opens == "no"]
    opens = [row.doubt for row in rows() if row.opens == "yes"]
    assert limits.count("yes") > 2 / 3 * len(limits)
    assert opens.count("yes") < 0.03 * len(opens)
