"""What authors write in a few words: secrecy, an address for trade, a price, a change of licence, a reason for a limit.

`in_short.tsv`, and `labelled.tsv` of labels and lines about the licence, hold of each text whether the card of a model under
MIT stays open with it, whether it did before any rule was made for it, which no change moves, and whether it does today. Each
was written with its expectation before it was asked. For draws 21 to 25 no rule was made at all: sentences are
weighed by their words there (`openness.prose.weigh`), and what is open still is beyond that.

Draws 26 and 28 were each asked once before any rule was made for them, half in the words of real cards: 26 of 40 that limit
were doubted and 2 of 60 that do not, then 18 of 30 and 1 of 40, of which the rules made for draw 26 had added one. Draw 27
was written to make rules, and so was draw 29: licences by their names and bans in other languages than English, marks that
shut out, what a limit supports. Draw 30 was asked once before any rule was made for it, half in the words of real cards, its
ordinary lines all from 54 repositories: 25 of 30 that limit were doubted and none of 53 that do not. Draw 31, of the same
sorts, was asked when the rules were made, and none was made for it: 25 of 31 that limit were doubted, of which the rules had
added one, and 3 of 64 that do not, of which they had added none.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.support.releases import judged
from tests.support.sentences import rows_of

from openness.formats.card import read
from openness.syntax.document import Document

TABLES = tuple(Path(__file__).parent / name for name in ("in_short.tsv", "labelled.tsv"))
OPEN = ("open-weights", "open-source-ai", "open-source-ai-with-open-data")


class Row(NamedTuple):
    """A text: of which draw, whether it leaves the card open, and whether the card came out so before and does today."""

    draw: str
    opens: str
    first: str
    today: str
    text: str


def rows() -> Iterator[Row]:
    return (row for table in TABLES for row in rows_of(table, Row))


def today(row: Row) -> str:
    """`yes` where the card with the text is one of an open model."""
    text = row.text.replace("\\n", "\n")
    card = f"---\nlicense: mit\n---\n# Heron\n\n{text}\n"
    return "yes" if judged(read(Document("README.md", card))).spectrum.reached in OPEN else "no"


@pytest.mark.parametrize("draw", sorted({row.draw for row in rows()}))
def test_each_text_of_a_draw_leaves_the_card_as_the_table_says(draw: str) -> None:
    drawn = [row for row in rows() if row.draw == draw]
    assert [row for row in drawn if today(row) != row.today] == []


#: Draws for which no rule was made.
WEIGHED = ("21", "22", "23", "24", "25")


@pytest.mark.parametrize(("weighed", "most"), [(False, 0.04), (True, 0.36)])
def test_few_texts_that_limit_stay_open_and_hardly_another_is_doubted(weighed: bool, most: float) -> None:
    drawn = [row for row in rows() if (row.draw in WEIGHED) == weighed]
    limits = [row.today for row in drawn if row.opens == "no"]
    opens = [row.today for row in drawn if row.opens == "yes"]
    assert limits.count("yes") <= most * len(limits)
    assert opens.count("no") <= 0.05 * len(opens)
