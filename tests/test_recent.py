"""A process that reads inputs for weeks stays small, however long what it is asked for is."""

import copy
import gc
import pickle
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.records import OURS

import openness
from openness.formats import card
from openness.licensing.expression import ids
from openness.recent import Recent, remembered
from openness.shelf.shelf import shipped
from openness.syntax.document import Document
from openness.vocabulary import Kind

LONG = "word " * 1_000
MANY = 6_000  # such words


def test_few_long_texts_are_remembered_and_many_short_ones() -> None:
    asked: list[str] = []

    @remembered(100)
    def answer(text: str) -> str:
        asked.append(text)
        return text

    short, long = [str(number) for number in range(50)], [f"{number}{LONG}" for number in range(50)]
    for text in (*short * 2, *long[:5] * 2, *short, *long * 2):
        assert answer(text) == text
    assert (asked.count("7"), asked.count(f"3{LONG}"), asked.count(f"7{LONG}")) == (1, 2, 2)


def kept(work: Callable[[int], object], warm: int, last: int) -> int:
    """The bytes that are still held after some work on numbered inputs, whose first ones only fill what is loaded once."""

    def held(numbers: range) -> int:
        for number in numbers:
            work(number)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = held(range(warm))
        return held(range(warm, last)) - before
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("field", ["license_name", "base_model", "license"])
def test_long_names_are_not_kept(field: str) -> None:
    shelf = openness.Shelf()

    def ask(number: int) -> None:
        openness.classify({"license": "other", field: f"a/{number}{LONG}"}, shelf=shelf, under=[]).to_dict()

    assert kept(ask, 40, 100) < 30 * len(LONG)  # of 60 names


def test_long_expressions_are_not_kept() -> None:
    assert (
        kept(lambda number: ids(f"{' OR '.join(['MIT'] * 1_500)} OR LicenseRef-{number}"), 0, 100) < 500_000
    )  # of 1 MB


def test_expressions_of_the_same_licences_are_not_kept() -> None:
    """However often two licences stand in them, and in whatever order."""
    licences = shipped().licences_of(("MIT", "Apache-2.0"))

    def ask(number: int) -> None:
        licences.leaves_too_many(
            f"{'MIT OR ' * (number % 50 + 1)}{'Apache-2.0 OR ' * (number // 50)}MIT", Kind.DATASETS
        )

    assert kept(ask, 200, 1_000) < 200_000  # all of them take more than half a million


@pytest.mark.parametrize("text", ["word", "model", "Licence"])
def test_words_of_any_length_are_not_kept(text: str) -> None:
    def read(number: int) -> None:
        text_of_card = f"---\nlicense: mit\n---\nA {text * MANY}{number} of it.\n"
        openness.classify(card.read(Document("README.md", text_of_card)), under=[])

    assert kept(read, 40, 100) < 30 * MANY * len(text)  # of 60 words


def test_of_a_shelf_that_nobody_needs_its_own_records_are_kept_at_most(tmp_path: Path) -> None:
    """Who opens a shelf for each request keeps no second copy of the definitions and the names that ship."""
    record = tmp_path / "ours.toml"

    def ask(number: int) -> None:
        record.write_text(OURS.replace("Ours", f"Ours-{number}").replace("ours 1", f"ours {number}"), encoding="utf-8")
        release = {"license": "other", "license_name": f"ours {number}"}
        assert openness.classify(release, shelf=openness.Shelf((str(tmp_path),))).spectrum.reached

    assert kept(ask, 20, 60) < 40 * 10_000


def test_a_mapping_that_stays_small_is_copied_with_its_bound() -> None:
    things = Recent[str, int](2)
    things["a"], things["b"] = 1, 2
    for twin in (pickle.loads(pickle.dumps(things)), copy.deepcopy(things)):
        assert twin == things
        twin["c"] = 3
        assert twin == {"c": 3}
