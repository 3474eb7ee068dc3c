"""A process that reads inputs for weeks stays small, however long what it is asked for is."""

import copy
import gc
import pickle
import tracemalloc

import pytest

import openness
from openness.formats import card
from openness.licensing.expression import ids
from openness.recent import Recent, remembered
from openness.shelf.shelf import shipped
from openness.syntax.document import Document
from openness.vocabulary import Kind

LONG = "word " * 1_000


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


@pytest.mark.parametrize("field", ["license_name", "base_model", "license"])
def test_long_names_are_not_kept(field: str) -> None:
    shelf = openness.Shelf()

    def held(first: int, last: int) -> int:
        for number in range(first, last):
            openness.classify({"license": "other", field: f"a/{number}{LONG}"}, shelf=shelf, under=[]).to_dict()
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    held(0, 20)
    tracemalloc.start()
    try:
        before = held(20, 40)
        after = held(40, 100)
    finally:
        tracemalloc.stop()
    assert after - before < 30 * len(LONG)  # of 60 names


def test_long_expressions_are_not_kept() -> None:
    tracemalloc.start()
    try:
        for number in range(100):
            ids(f"{' OR '.join(['MIT'] * 1_500)} OR LicenseRef-{number}")
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 500_000  # all of them take more than a million


def test_expressions_of_the_same_licences_are_not_kept() -> None:
    """However often two licences stand in them, and in whatever order."""
    licences = shipped().licences_of(("MIT", "Apache-2.0"))

    def ask(first: int, last: int) -> int:
        for number in range(first, last):
            licences.leaves_too_many(
                f"{'MIT OR ' * (number % 50 + 1)}{'Apache-2.0 OR ' * (number // 50)}MIT", Kind.DATASETS
            )
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    ask(0, 20)
    tracemalloc.start()
    try:
        before = ask(20, 200)
        after = ask(200, 1_000)
    finally:
        tracemalloc.stop()
    assert after - before < 200_000  # all of them take more than half a million


@pytest.mark.parametrize("text", ["word", "model", "Licence"])
def test_words_of_any_length_are_not_kept(text: str) -> None:
    def read(first: int, last: int) -> int:
        for number in range(first, last):
            text_of_card = f"---\nlicense: mit\n---\nA {text * 20_000}{number} of it.\n"
            openness.classify(card.read(Document("README.md", text_of_card)), under=[])
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    read(0, 20)
    tracemalloc.start()
    try:
        before = read(20, 40)
        after = read(40, 100)
    finally:
        tracemalloc.stop()
    assert after - before < 30 * 20_000 * len(text)  # of 60 words


def test_a_mapping_that_stays_small_is_copied_with_its_bound() -> None:
    things = Recent[str, int](2)
    things["a"], things["b"] = 1, 2
    for twin in (pickle.loads(pickle.dumps(things)), copy.deepcopy(things)):
        assert twin == things
        twin["c"] = 3
        assert twin == {"c": 3}
