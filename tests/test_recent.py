"""A process that reads inputs for weeks stays small, however long what it is asked for is."""

import gc
import tracemalloc

import pytest

import openness
from openness.licensing.expression import ids
from openness.recent import remembered

LONG = "word " * 1_000


def test_few_long_texts_are_remembered_and_many_short_ones() -> None:
    asked: list[str] = []

    @remembered(100)
    def answer(text: str) -> str:
        asked.append(text)
        return text

    texts = [*(str(number) for number in range(50)), *(f"{number}{LONG}" for number in range(50))]
    for text in texts * 2:
        assert answer(text) == text
    assert (asked.count("7"), asked.count(f"7{LONG}")) == (1, 2)


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
