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

from openness.prose.called import called_at, families, leads_to_thing, merged_at, name_at, word_at
from openness.prose.clause import clauses
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


@pytest.mark.parametrize(
    ("text", "names", "whole"),
    [
        ("made from llama 3.1 8b", ["llama 3.1 8b"], ["llama 3.1 8b"]),
        ("Code Llama 7B and llama 2", ["Code Llama 7B", "llama 2"], ["Code Llama 7B", "llama 2"]),  # the longest phrase
        ("Llama-3-8B+Qwen", ["Llama 3 8B", "Qwen"], ["Llama 3 8B", "Qwen"]),
        ("Llama 3 license", [], ["Llama 3"]),
        ("Llama-3.1-8b-zephyr", [], ["Llama 3.1 8b zephyr"]),
        ("Llama/x", [], []),  # a path
        ("x/llama 3", [], []),
        ("Llama 3 tokenizer", [], []),
        ("Heron Llama 3 is", ["Llama 3"], ["Llama 3"]),
    ],
)
def test_the_names_of_families_are_found_as_far_as_they_go(text: str, names: list[str], whole: list[str]) -> None:
    for wanted, entire in ((names, False), (whole, True)):
        found = [name.text for clause in clauses(text) for name in families(text, clause, frozenset(), entire)]
        assert found == wanted


def test_a_family_that_is_the_cards_own_name_is_none() -> None:
    (clause,) = clauses("We like Llama 3")
    assert not list(families("We like Llama 3", clause, frozenset({"llama3", "llama 3"})))
    assert list(families("We like Llama 3", clause, frozenset({"welikellama3", "we like llama 3"})))


@pytest.mark.parametrize(
    ("after", "leads"),
    [
        (" tokenizer", True),
        (" small paper", True),
        (" very small paper", False),  # the third word
        (", paper", False),
        ("(paper)", False),
        (f" {'x' * 53} paper", True),
        (f" {'x' * 54} paper", False),  # of sixty characters the word has lost its last
        ("", False),
    ],
)
def test_a_word_behind_a_name_makes_it_something_else(after: str, leads: bool) -> None:
    assert leads_to_thing(after) is leads


def test_a_name_stands_at_a_place() -> None:
    assert called_at("an Egret-7B is", 3) == ("Egret 7B", 11)
    assert called_at("an Egret Large is", 3) is None  # without a number
    assert (name_at("Egret 7B is", 0), name_at("Egret 7B paper", 0), name_at("egret", 0)) == ("Egret 7B", "", "")
    assert (word_at("Egret is", 0, frozenset()), word_at("Egret paper", 0, frozenset())) == ("Egret", "")
    assert word_at("Egret is", 0, frozenset({"egret"})) == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Egret 7B and Crane 3B, Owl 2 and Kite", ["Egret 7B", "Crane 3B", "Owl 2"]),
        ("Egret 7B was cut and Crane 3B", ["Egret 7B"]),
        ("Egret 7B paper and Crane 3B", []),
        ("and Crane 3B", []),
    ],
)
def test_what_was_merged_stands_one_behind_the_other(text: str, names: list[str]) -> None:
    assert list(merged_at(text, 0)) == names
