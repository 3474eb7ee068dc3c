"""Bases that a card calls by a name alone, and sentences that name a model and no base, on a card with an open licence.

`called.tsv` says of each sentence whether the model stays open beside it, and whether it does today; half of those that leave it
open are from cards by others (decision 71).
"""

import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.support.releases import card, judged
from tests.support.sentences import rows_of

from openness.shelf.shelf import shipped

TABLE = Path(__file__).parent / "called.tsv"
FIELDS = "license: apache-2.0\npipeline_tag: text-generation"
OPEN = ("open-weights", "open-source-ai", "open-source-ai-with-open-data")


class Row(NamedTuple):
    """A sentence: whether the model stays open beside it, whether it does today, and who wrote it."""

    opens: str
    today: str
    by: str
    text: str


def rows() -> Iterator[Row]:
    return rows_of(TABLE, Row)


def today(row: Row) -> str:
    """`yes` where a card with the sentence is of an open model."""
    text = row.text.replace("\\n", "\n")
    body = f"# Heron 3B\n\nHeron 3B reads maps.\n\n{text}\n\n## Evaluation\n\nIt scores 61.2 on our test set.\n"
    return "yes" if judged(card(FIELDS, body)).spectrum.reached in OPEN else "no"


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row.text[:60])
def test_a_sentence_leaves_a_model_open_as_the_table_says(row: Row) -> None:
    assert today(row) == row.today


def test_nearly_every_base_is_heard_and_nearly_nothing_else() -> None:
    bases = [row.today for row in rows() if row.opens == "no"]
    ordinary = [row.today for row in rows() if row.opens == "yes"]
    assert bases.count("no") > 0.9 * len(bases) > 100
    assert ordinary.count("yes") > 0.98 * len(ordinary) > 130


def test_each_family_that_prose_hears_in_small_letters_is_one_of_the_table() -> None:
    words = tomllib.loads((resources.files("openness.prose") / "rules" / "bases.toml").read_text(encoding="utf-8"))
    families, shelf = words["words"]["any"]["family"], shipped()
    assert [
        name
        for name in families
        if not (
            shelf.known_base(name)
            or shelf.known_models.versions(name)
            or shelf.known_models.versions(name.rstrip("23"))
        )
    ] == []
