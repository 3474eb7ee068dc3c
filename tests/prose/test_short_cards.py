"""Short cards, most with an open licence in their block.

The prose of some limits, or names another licence or base; that of others only uses the same words. The first 140 cards of
`short_cards.tsv`, and the last 130, were written with their expectation before asking, the first by a reader who had not seen the
rules; the rest are sentences that were known to be passed over, or heard in vain. The column `first` says whether the model came
out open at first sight, and no change moves it; `today` says whether it does (decision 75).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.support.releases import judged
from tests.support.sentences import rows_of

from openness.formats.card import read
from openness.syntax.document import Document

TABLE = Path(__file__).parent / "short_cards.tsv"
OPEN = ("open-weights", "open-source-ai", "open-source-ai-with-open-data")


class Row(NamedTuple):
    """A card: whether its model is open, whether it came out so at first and does today, and what kind of card it is."""

    opens: str
    first: str
    today: str
    family: str
    card: str


def rows() -> Iterator[Row]:
    return rows_of(TABLE, Row)


def today(row: Row) -> str:
    """`yes` where the card is one of an open model."""
    text = row.card.replace("\\n", "\n").replace("\\\\", "\\")
    return "yes" if judged(read(Document("README.md", text))).spectrum.reached in OPEN else "no"


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row.family)
def test_a_card_is_of_an_open_model_as_the_table_says(row: Row) -> None:
    assert today(row) == row.today


def test_hardly_a_card_that_limits_comes_out_open() -> None:
    limits = [row.today for row in rows() if row.opens == "no"]
    opens = [row.today for row in rows() if row.opens == "yes"]
    assert limits.count("yes") <= 0.05 * len(limits)
    assert opens.count("no") <= 0.06 * len(opens)
