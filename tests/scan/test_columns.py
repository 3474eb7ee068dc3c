"""Rows of a text as columns of Arrow: each cell comes back as it was, or as its JSON."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import openness

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
columns = pytest.importorskip("openness.scan.columns")

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from([2**63, -(2**63), 2**63 - 1, 10**30])
    | st.floats(allow_nan=False) | st.sampled_from(["", "a", "[]", "\ud800", "é"]),
    lambda each: st.lists(each, max_size=2) | st.dictionaries(st.sampled_from("kn"), each, max_size=2),
    max_leaves=4,
)  # fmt: skip
ROWS = st.lists(st.dictionaries(st.sampled_from(["id", "license", "cardData", "x"]), VALUES), max_size=5)


def seen(text: str) -> str:
    """A text as it can be written."""
    return text.encode("utf-8", "replace").decode()


def is_of(cell: Any, value: Any) -> bool:
    """True where a cell says what a value does."""
    if value is None or isinstance(value, (bool, str)):
        return cell == (seen(value) if isinstance(value, str) else value) and type(cell) is type(value)
    if isinstance(value, (int, float)) and not isinstance(cell, str):
        in_64_bits = isinstance(value, int) and -(2**63) <= value < 2**63
        return cell == value and type(cell) is int if in_64_bits else math.isclose(cell, value)
    if isinstance(value, list) and isinstance(cell, list):
        return len(cell) == len(value) and all(
            is_of(item, of) or (of is not None and item == as_json(of)) for item, of in zip(cell, value, strict=True)
        )
    if isinstance(value, dict) and isinstance(cell, dict):
        there = {name: item for name, item in cell.items() if item is not None}
        return all(is_of(item, value.get(name)) for name, item in there.items()) and there.keys() >= {
            name for name, item in value.items() if item is not None
        }
    return bool(cell == as_json(value))


def as_json(value: Any) -> str:
    """A value as JSON, in which a number that is not finite is its word."""
    text = json.dumps(value, ensure_ascii=False)
    strict = text if isinstance(value, float) else json.dumps(json.loads(text, parse_constant=str), ensure_ascii=False)
    return seen(strict)


@given(ROWS)
@example([{"x": [{"k": 1}]}, {"x": [{"k": "a"}]}, {"x": [{}, {"n": None}]}])
@example([{"cardData": {"k": 1}}, {"cardData": {"k": 2}}])
@example([{"x": {"k": 1}}, {"x": {"n": [1]}}])
@example([{"x": []}, {"x": ["a"]}, {"x": [1, None]}, {"x": None}])
@example([{"x": 1}, {"x": 1.5}, {"x": 2**63}, {"x": True}])
@example([{"x": [[math.inf]]}, {"x": [-math.inf]}, {"x": math.inf}, {"x": {"k": [[math.inf]]}}])
@example([{"cardData": {"k": [math.inf]}}, {"cardData": math.inf}])
def test_each_cell_is_in_one_group_as_it_was(rows: list[dict[str, Any]]) -> None:
    names = columns.names_of(rows)
    assert set(names) == {name for row in rows for name in row}
    groups = columns.grouped(rows, names)
    places: list[int] = []
    for batch, numbers in groups:
        batch.validate(full=True)
        numbers = list(range(len(rows))) if numbers is None else numbers
        assert batch.num_rows == len(numbers)
        places += numbers
        for number, cells in zip(numbers, batch.to_pylist(), strict=True):
            for name in {*cells, *rows[number]}:
                assert is_of(cells.get(name), rows[number].get(name)), (name, cells, rows[number])
    assert sorted(places) == list(range(len(rows)))


def test_rows_of_one_sort_are_one_group_and_others_as_many_as_there_are_sorts() -> None:
    def count(*values: Any) -> int:
        return len(columns.grouped([{"x": value} for value in values], ["x"]))

    assert (
        count("a", None, "b")
        == count(1, 2, None)
        == count(True, False)
        == count(1.5, None)
        == count([], ["a"], [1])
        == 1
    )
    assert (
        count("a", 1)
        == count(True, 1)
        == count(1, 1.5)
        == count("a", ["a"])
        == count({}, "a")
        == count([{}], ["a"])
        == 2
    )
    assert count(1, 2**63, -(2**63), -(2**63) - 1) == 2
    assert count("a", 1, None, [{}]) == 4


def test_columns_without_a_cell_are_left_out_and_one_is_always_there() -> None:
    ((batch, _),) = columns.grouped([{"b": 1}, {"a": 2, "c": None}], ["a", "b", "c", "d"])
    assert batch.schema.names == ["a", "b", "c"]
    ((batch, _),) = columns.grouped([{}, {}], ["a"])
    assert (batch.schema.names, batch.num_rows) == (["id"], 2)
    assert columns.names_of([{"b": 1}, {"a": 2, "b": 3}, {"c": 0}]) == ("b", "a", "c")


@pytest.mark.parametrize("beside", [0.5, "x", 7, 2**63, [1, "a"], [False, 0.5], None, {"k": 1}, "\ud800"], ids=str)
def test_a_ban_within_a_mapping_counts_whatever_mappings_stand_beside_it(beside: Any, tmp_path: Path) -> None:
    """Arrow would take a truth beside a number for a number, and a number is no ban."""
    rows = [{"license": "mit", "usage": {"commercial_use": value}} for value in (False, beside)]
    table = tmp_path / "t.jsonl"
    table.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    openness.scan(table, tmp_path / "o.jsonl", under=["spectrum"])
    banned, other = map(json.loads, (tmp_path / "o.jsonl").read_text().splitlines())
    assert (banned["licence"], "restriction-in-prose" in banned["findings"]) == (None, True)
    assert other["licence"] == openness.classify(rows[1]).release.component("model-parameters-final").licence.value


@pytest.mark.parametrize(
    "beside", [{"license": False}, {"license": ["mit"], "tags": "x"}, {"usage": {"k": 1}}], ids=json.dumps
)
def test_a_row_without_a_field_is_answered_among_rows_of_several_sorts(beside: dict[str, Any], tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{}, {"license": "mit"}, beside, {"usage": {"k": "a"}}, {}]
    table = tmp_path / "t.jsonl"
    table.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    assert dict(openness.scan(table, under=["spectrum"]).levels)["open-weights"] >= 1
    assert openness.scan(table, under=["spectrum"]).rows == 5


@pytest.mark.parametrize(
    ("count", "rows", "cells", "sparse"), [(5, 4, 5, False), (7, 3, 5, True), (2, 5, 0, False), (11, 1, 0, True)]
)
def test_columns_are_sparse_beyond_a_share_of_their_cells(
    monkeypatch: pytest.MonkeyPatch, count: int, rows: int, cells: int, sparse: bool
) -> None:
    monkeypatch.setattr(columns, "_DENSE", 2)
    monkeypatch.setattr(columns, "_SMALL", 10)
    assert columns.is_sparse(count, rows, cells) is sparse


@pytest.mark.parametrize(
    ("dense", "few", "groups"),
    [
        (1, 0, [[0, 2], [1], [3]]),
        (2, 0, [[0, 2, 1], [3]]),
        (1, 3, [[0, 2, 1], [3]]),
        (1, 2, [[0, 2], [1], [3]]),
        (2, 6, [[0, 2, 1, 3]]),
        (2, 5, [[0, 2, 1], [3]]),
    ],
)
def test_rows_with_the_same_names_stand_together_and_others_while_their_names_are_few(
    monkeypatch: pytest.MonkeyPatch, dense: int, few: int, groups: list[list[int]]
) -> None:
    monkeypatch.setattr(columns, "_DENSE", dense)
    monkeypatch.setattr(columns, "_FEW", few)
    assert list(columns._apart([{"a": 1}, {"b": 1}, {"a": 2}, {"c": {"d": 1}}])) == groups


def test_names_within_mappings_count_as_names_but_for_those_of_a_card() -> None:
    row = {"a": 1, "b": {"c": {"d": 1}, "n": None}, "e": [{"f": 1}, 2], "cardData": {"g": 1}, "card_data": {"h": 1}}
    assert columns._paths(row) == {
        ("a",), ("b",), ("b", "c"), ("b", "c", "d"), ("e",), ("e", ""), ("e", "", "f"), ("cardData",), ("card_data",),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "sort"),
    [
        (None, ""), ("", "text"), (True, "flag"), (0, "whole"), (1.5, "number"), ({}, "struct"), ([], "list"), ([1], "list"),
        ([{}], "structs"), ([{}, 1], "list"), ([1, {}], "list"), (2**63 - 1, "whole"), (2**63, "number"), (-(2**63), "whole"),
        (-(2**63) - 1, "number"),
    ],
)  # fmt: skip
def test_a_value_is_of_one_sort(value: Any, sort: str) -> None:
    assert columns._sort(value) == sort


def test_rows_of_own_names_are_put_together_again_by_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("_DENSE", 1), ("_FEW", 0), ("_SMALL", 0)):
        monkeypatch.setattr(columns, name, value)
    rows = [{"b": 1}, {"a": 1}, {"b": 2, "x": 1}, {"a": 3}, {"a": "x"}]
    found = [(batch.schema.names, batch.to_pylist(), numbers) for batch, numbers in columns.grouped(rows, ["a", "b"])]
    assert found == [
        (["b"], [{"b": 1}], [0]),
        (["a"], [{"a": 1}, {"a": 3}], [1, 3]),
        (["a"], [{"a": "x"}], [4]),
        (["b"], [{"b": 2}], [2]),
    ]
    ((batch, numbers),) = columns.grouped(rows[:1], [f"n{at}" for at in range(9)])
    assert (batch.num_rows, numbers) == (1, None)
    within = [{"a": {f"k{at}": 1}} for at in range(3)]
    assert [numbers for _, numbers in columns.grouped(within, ["a"])] == [[0], [1], [2]]
    assert [numbers for _, numbers in columns.grouped([{"cardData": row["a"]} for row in within], ["cardData"])] == [
        None
    ]
