"""Cells as numbers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
cells = pytest.importorskip("openness.table.cells")

WORDS = st.none() | st.sampled_from(["a", "b", "", "license:mit"])
LISTS = st.lists(st.none() | st.lists(WORDS, max_size=4), max_size=12)


@given(LISTS, st.integers(0, 3))
def test_lists_are_told_apart_by_what_they_hold(lists: list[list[str | None] | None], start: int) -> None:
    """Also those of a part of a column."""
    column = cells.column_of(arrow.array(lists, arrow.list_(arrow.string())).slice(start))
    assert column.each() == [None if items is None else tuple(items) for items in lists[start:]]
    assert len(set(column.cells)) == len(column.cells)


@given(LISTS)
def test_lists_are_told_apart_by_what_stands_for_their_items(lists: list[list[str | None] | None]) -> None:
    def first_letters(words: list[Any]) -> list[Any]:
        return [word and word[0] for word in words]

    column = cells.column_of(arrow.array(lists, arrow.list_(arrow.string())), first_letters)
    assert column.each() == [None if items is None else tuple(first_letters(items)) for items in lists]
    assert len(set(column.cells)) == len(column.cells)


def test_long_lists_take_no_more_steps_than_short_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of a model can have thousands of files."""
    distinct, steps = cells.distinct, 0

    def counted(*call: Any) -> Any:
        nonlocal steps
        steps += 1
        return distinct(*call)

    monkeypatch.setattr(cells, "distinct", counted)
    lists = [[f"file-{at}" for at in range(3_000 + row)] for row in range(5)]
    assert cells.column_of(arrow.array(lists)).each() == list(map(tuple, lists))
    assert steps < 10


@given(st.lists(st.integers(0, 5), max_size=9), st.lists(st.integers(0, 1 << 30), min_size=6, max_size=6))
def test_cells_with_one_number_become_one_cell(at: list[int], numbers: list[int]) -> None:
    import numpy

    found = cells.Column(numpy.array(at, numpy.int32), "abcdef").renumbered(numpy.array(numbers, numpy.int32))
    assert found.each() == [numbers[place] for place in at]
    assert len(set(found.cells)) == len(found.cells)
