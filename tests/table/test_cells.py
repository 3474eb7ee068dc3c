"""Cells as numbers."""

import datetime
from decimal import Decimal
from operator import eq
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

numpy = pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
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

    column = cells.column_of(
        arrow.array(lists, arrow.list_(arrow.string())), lambda words: words.mapped_to(first_letters([*words.cells]))
    )
    assert column.each() == [None if items is None else tuple(first_letters(items)) for items in lists]
    assert len(set(column.cells)) == len(column.cells)


def plain(value: Any) -> Any:
    """A value of Python or a cell, as JSON has it, with its sort: what JSON does not know is the word for it."""
    if isinstance(value, cells.Fields):
        return {name: plain(content) for name, content in value.pairs}
    if isinstance(value, dict):
        return {name: plain(content) for name, content in value.items() if content is not None}
    if isinstance(value, (list, tuple)):
        return list(map(plain, value))
    if value is None or isinstance(value, (bool, str)):
        return value
    return ("number", int(value)) if isinstance(value, int) else str(value)


DAY = datetime.date(2026, 11, 30)
KINDS: dict[str, tuple[Any, list[Any]]] = {
    "words": (arrow.string(), ["a", "b", "", "模型"]),
    "long words": (arrow.large_string(), ["a", "b", ""]),
    "bytes": (arrow.binary(), [b"a", b"", b"\xff"]),
    "truths": (arrow.bool_(), [True, False]),
    "bytes of numbers": (arrow.int8(), [-1, 0, 1]),
    "wholes": (arrow.int64(), [0, 1, -(2**63), 2**63 - 1]),
    "large wholes": (arrow.uint64(), [0, 2**63, 2**64 - 1]),
    "fractions": (arrow.float64(), [0.0, 1.5, -2.25]),
    "decimals": (arrow.decimal128(5, 2), [Decimal("1.50"), Decimal("0.00")]),
    "days": (arrow.date32(), [DAY, datetime.date(1969, 1, 1)]),
    "times": (arrow.timestamp("us"), [datetime.datetime(2026, 11, 30, 1), datetime.datetime(1970, 1, 1)]),
    "spans": (arrow.duration("s"), [datetime.timedelta(seconds=3), datetime.timedelta(0)]),
    "nothing": (arrow.null(), [None]),
    "lists": (arrow.list_(arrow.string()), [[], ["a"], ["a", None], ["b", "a"]]),
    "long lists": (arrow.large_list(arrow.int32()), [[], [1], [1, None]]),
    "pairs": (arrow.list_(arrow.bool_(), 2), [[True, False], [None, True]]),
    "lists of lists": (arrow.list_(arrow.list_(arrow.string())), [[], [["a"], None], [[]], [["b", "c"], ["a"]]]),
    "mappings": (
        arrow.struct([("k", arrow.string()), ("n", arrow.int32())]),
        [{"k": "a", "n": 1}, {"k": None, "n": 1}, {"k": None, "n": None}, {"k": "a", "n": None}],
    ),
    "lists of mappings": (arrow.list_(arrow.struct([("k", arrow.string())])), [[], [{"k": "a"}, None], [{"k": None}]]),
    "mappings of lists": (arrow.struct([("k", arrow.list_(arrow.string()))]), [{"k": ["a"]}, {"k": []}, {"k": None}]),
    "pairs of keys and values": (arrow.map_(arrow.string(), arrow.int32()), [[("a", 1)], [], [("b", None), ("a", 2)]]),
}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(data=st.data())
def test_a_column_of_any_type_holds_the_values_of_its_rows(kind: str, data: st.DataObject) -> None:
    """Whatever stands before and behind it in its buffers; as a dictionary too, with words that no row has."""
    of, values = KINDS[kind]
    rows = data.draw(st.lists(st.none() | st.sampled_from(values), max_size=9))
    start, end = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 2))
    array = arrow.array(rows, of)
    arrays = [array.slice(start, max(0, len(array) - start - end))]
    if not (arrow.types.is_nested(of) or arrow.types.is_null(of)):
        arrays.append(array.dictionary_encode().slice(start, len(arrays[0])))
    for each in arrays:
        column = cells.column_of(each)
        assert list(map(plain, column.each())) == list(map(plain, each.to_pylist()))
        assert len(set(column.cells)) == len(column.cells)
        places = numpy.array(data.draw(st.lists(st.integers(0, len(each) - 1), max_size=4)) if len(each) else [], int)
        assert column.cells_at(places) == column.rows(places).each() == [column.each()[place] for place in places]
        used = column.used()
        assert used.each() == column.each()
        assert set(used.cells) == set(column.each())
        changed = column.mapped(type)
        assert changed.each() == list(map(type, column.each()))
        assert len(set(changed.cells)) == len(changed.cells)


@pytest.mark.parametrize(
    "kind", [arrow.list_(arrow.string()), arrow.large_list(arrow.string()), arrow.list_(arrow.string(), 2)]
)
def test_a_list_of_any_type_has_its_length_and_anything_else_is_one_item(kind: Any) -> None:
    assert cells.lengths_of(arrow.array([["a", "b"], None, ["b", None]], kind)).tolist() == [2, 0, 2]
    assert cells.lengths_of(arrow.array(["a", None])).tolist() == [1, 1]


def test_a_truth_a_number_and_its_digits_are_three_cells() -> None:
    whole, truth, word = (cells.column_of(arrow.array([value])).cells[0] for value in (1, True, "1"))
    assert len({whole, truth, word}) == 3
    assert whole == cells.column_of(arrow.array([2, 1])).cells[1]


@pytest.mark.parametrize("words", [3, 300])
def test_a_dictionary_that_is_longer_than_its_column_gives_the_words_of_the_rows_alone(words: int) -> None:
    column = arrow.array([f"w{at % words}" for at in range(2 * words)]).dictionary_encode()
    for rows in (
        column[:2],
        column[1:words],
        arrow.concat_arrays([column[:2], column[:1].take(arrow.array([None], "int8"))]),
    ):
        found = cells.column_of(rows)
        assert found.each() == rows.to_pylist()
        assert words == 3 or len(found.cells) <= len(rows)


COLUMNS = st.lists(
    st.tuples(st.lists(st.integers(0, 3), min_size=6, max_size=6), st.sampled_from([1, 4, 1 << 30])),
    max_size=4,
)


@given(COLUMNS, st.sampled_from([0, 1, 6]))
def test_rows_are_alike_where_all_their_cells_are(columns: list[tuple[list[int], int]], count: int) -> None:
    """However many cells a column has besides those of these rows."""
    given_columns = [
        cells.Column(numpy.array([number % bound for number in at[:count]], numpy.int32), range(bound))
        for at, bound in columns
    ]
    rows = list(zip(*(column.at.tolist() for column in given_columns), strict=True)) if columns else [()] * count
    at, first = cells.alike_rows(given_columns, count)
    assert [rows[first[place]] for place in at.tolist()] == rows
    assert len(first) == len(set(rows))
    if all(bound < 9 for _, bound in columns):
        assert cells.together(given_columns, count).each() == rows


@given(st.lists(st.integers(0, 9), max_size=12), st.sampled_from([10, 1 << 17, 1 << 40]))
def test_distinct_numbers_have_a_place_each_and_the_first_row_of_it(numbers: list[int], bound: int) -> None:
    at, first = cells.distinct(numpy.array(numbers, numpy.int64), bound)
    assert [numbers[first[place]] for place in at.tolist()] == numbers
    assert sorted(first.tolist()) == sorted({numbers.index(number) for number in numbers})


@given(st.lists(st.none() | st.lists(WORDS, max_size=3), max_size=6), st.booleans(), st.integers(0, 2))
def test_the_ids_in_lists_of_models_are_found_however_models_are_written(
    lists: list[list[str | None] | None], as_mappings: bool, start: int
) -> None:
    models = [None if each is None else [{"id": id} for id in each] if as_mappings else each for each in lists]
    of = arrow.struct([("id", arrow.string())]) if as_mappings else arrow.string()
    kind = arrow.struct([("models", arrow.list_(of))])
    array = arrow.array([None if each is None else {"models": each} for each in models], kind).slice(start)
    assert cells.ids_in(array).to_pylist() == lists[start:]


def test_where_a_relation_has_no_model_or_models_are_something_else_nothing_is_taken_for_ids() -> None:
    shapes: list[Any] = [
        {"models": [], "relation": "merge"}, {"models": None, "relation": "merge"}, {"models": "a/b"}, {"models": [3]},
        {"models": [{"name": "a/b"}]}, {"bases": ["a/b"]}, ["a/b"], "a/b",
    ]  # fmt: skip
    for shape in shapes:
        assert cells.ids_in(arrow.array([shape])) is None, shape
    assert cells.ids_in(arrow.array([{"models": ["a/b"], "relation": "merge"}])).to_pylist() == [["a/b"]]
    assert cells.ids_in(
        arrow.array(
            [{"models": [], "relation": None}],
            arrow.struct([("models", arrow.list_(arrow.string())), ("relation", arrow.string())]),
        )
    ).to_pylist() == [[]]


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
    found = cells.Column(numpy.array(at, numpy.int32), "abcdef").renumbered(numpy.array(numbers, numpy.int32))
    assert found.each() == [numbers[place] for place in at]
    assert len(set(found.cells)) == len(found.cells)


def test_a_number_is_itself_and_no_truth() -> None:
    one, two = (cells.column_of(arrow.array([{"k": number}])).cells[0].pairs[0][1] for number in (1, 2))
    assert [eq(one, other) for other in (two, True, 1)] == [False, False, False]
    assert {one: "x"}.get(two) is None
    (again,) = cells.column_of(arrow.array([1])).cells
    assert again == one and hash(again) == hash(one)


def test_numbers_of_rows_are_as_narrow_as_they_can_be() -> None:
    """There is one for each row of each column: wide ones would be half of the memory of a scan."""
    for bound in (10, 1 << 17):
        at, first = cells.distinct(numpy.array([3, 1, 3], numpy.int32), bound)
        assert (at.dtype, first.dtype) == (numpy.int32, numpy.int32)
    narrow, wide = (1 << 15, 1 << 17)
    for bound, kind in ((narrow, numpy.int32), (wide, numpy.int64)):
        assert cells._wide(bound * bound) is kind
    assert [cells._wide((1 << 31) + more) for more in (-1, 0)] == [numpy.int32, numpy.int64]
