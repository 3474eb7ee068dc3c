"""Parquet: only what is needed is read, and a row that cannot be used costs itself alone."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.support import scans

from openness.errors import OpennessError
from openness.scan import parquet, readers
from openness.scan.batch import LONGEST, Rejected

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
from pyarrow import parquet as form  # noqa: E402 - a part of what may be missing


def read(path: Path) -> tuple[list[dict[str, Any]], list[Rejected]]:
    """The rows of a table and those that are rejected."""
    rows: list[dict[str, Any]] = []
    rejected: list[Rejected] = []
    for piece in readers.opened(str(path)).pieces():
        for batch in readers.batches(piece):
            rows += [row for group, _ in batch.groups for row in group.to_pylist()]
            rejected += batch.rejected
    return rows, rejected


def test_only_the_columns_that_are_needed_are_read(tmp_path: Path) -> None:
    rows, _ = read(scans.parquet(tmp_path / "t.parquet", scans.rows(10)))
    assert "downloads" in scans.rows(1)[0]
    assert {tuple(row) for row in rows} == {("id", "license", "license_name", "base_model", "tags")}


@pytest.mark.parametrize("column", ["id", "license", "tags"])
@pytest.mark.parametrize("encoded", [True, False])
def test_bytes_that_are_no_utf8_cost_their_row(tmp_path: Path, column: str, encoded: bool) -> None:
    records = [{"id": f"a/{number}", "license": "mit", "tags": ["en"]} for number in range(5_000)]
    table = arrow.Table.from_pylist(records)
    bad = arrow.array([b"\xff\xfe"]).view(arrow.string())
    cell = arrow.ListArray.from_arrays(arrow.array([0, 1], arrow.int32()), bad) if column == "tags" else bad
    at = table.column_names.index(column)
    whole = table[column].combine_chunks()
    patched = arrow.concat_arrays([whole.slice(0, 3_333), cell.cast(whole.type), whole.slice(3_334)])
    form.write_table(table.set_column(at, column, patched), tmp_path / "t.parquet", use_dictionary=encoded)
    rows, rejected = read(tmp_path / "t.parquet")
    assert [(row.row, row.line, row.problem) for row in rejected] == [(3_334, None, "its bytes are no UTF-8")]
    assert rows == records[:3_333] + records[3_334:]


@pytest.mark.parametrize("column", ["license", "tags"])
def test_a_row_that_is_too_long_costs_itself(tmp_path: Path, column: str) -> None:
    records: list[dict[str, Any]] = [{"id": f"a/{number}", "license": "mit", "tags": ["en"]} for number in range(3_000)]
    long = "x" * (LONGEST // 2)
    records[7] = records[7] | ({"license": long + long} if column == "license" else {"tags": [long, long]})
    records[8] = records[8] | ({"license": long} if column == "license" else {"tags": [long]})
    rows, rejected = read(scans.parquet(tmp_path / "t.parquet", records))
    assert [(row.row, row.problem.endswith("or more, and 1,048,576 are read")) for row in rejected] == [(8, True)]
    assert len(rejected[0].text) <= LONGEST
    assert rows == records[:7] + records[8:]


def test_an_id_may_be_a_number(tmp_path: Path) -> None:
    import openness

    form.write_table(arrow.table({"id": [7, 8], "license": ["mit", None]}), tmp_path / "t.parquet")
    openness.scan(tmp_path / "t.parquet", tmp_path / "o.parquet", under=["spectrum"])
    assert form.read_table(tmp_path / "o.parquet")["id"].to_pylist() == [7, 8]


def test_one_row_group_is_read_batch_by_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 100)
    source = readers.opened(str(scans.parquet(tmp_path / "t.parquet", scans.rows(1_000), group=1_000)))
    (piece,) = source.pieces()
    assert [batch.rows for batch in readers.batches(piece)] == [100] * 10


def test_rows_that_are_long_are_read_a_few_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [{"id": f"a/{number}", "card": f"{number} {'x' * 2_000}"} for number in range(1_000)]
    table = tmp_path / "t.parquet"
    form.write_table(arrow.Table.from_pylist(records), table, use_dictionary=False)
    monkeypatch.setattr(parquet, "BYTES", 200_000)
    lengths = [batch.rows for piece in readers.opened(str(table)).pieces() for batch in readers.batches(piece)]
    assert sum(lengths) == 1_000
    assert 50 < max(lengths) < 110
    assert read(table)[0] == records


def test_that_no_row_of_many_with_mappings_is_too_long_shows_without_a_look_at_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = {"relation": "finetune", "models": [{"id": "maker/" + "x" * 80}]}
    records = [{"id": f"a/{number}", "baseModels": models} for number in range(30_000)]
    form.write_table(arrow.Table.from_pylist(records), tmp_path / "t.parquet", use_dictionary=False)
    monkeypatch.setattr(parquet, "_length", lambda _: pytest.fail("each row is looked at"))
    assert read(tmp_path / "t.parquet") == (records, [])


def test_a_column_that_is_described_in_two_ways_is_unreadable_and_ends_no_process(tmp_path: Path) -> None:
    """Arrow ends the process where it is asked for such a column by itself, so the scan is a process of its own."""
    table = scans.parquet(tmp_path / "t.parquet", scans.rows(5))
    optional, required = b"\x25\x02\x18\x07license", b"\x25\x00\x18\x07license"
    assert table.read_bytes().count(optional) == 1
    table.write_bytes(table.read_bytes().replace(optional, required))
    code = (
        "from openness import scan; from openness.scan import parquet\n"
        f"parquet.BYTES = 0  # so that it is looked up how long the rows are\nscan({str(table)!r}, {str(tmp_path / 'o.csv')!r})"
    )
    ran = subprocess.run([sys.executable, "-c", code], env=scans.environment(), capture_output=True, text=True)
    assert ran.returncode == 1, ran.stderr
    assert "it cannot be read: " in ran.stderr.splitlines()[-1]


def test_a_row_with_a_word_that_its_column_has_not_is_kept_aside() -> None:
    words = arrow.DictionaryArray.from_arrays(arrow.array([0, 7, 1]), ["mit", "gemma"], safe=False)
    lists = arrow.ListArray.from_arrays([0, 1, 2, 3], words)
    for column, left in ((words, ["mit", "gemma"]), (lists, [["mit"], ["gemma"]])):
        batch = parquet.checked(arrow.record_batch({"license": column}), "t.parquet", 0)
        assert [(row.row, row.problem, row.text) for row in batch.rejected] == [
            (2, "it is damaged", '{"license": null}')
        ]
        ((group, _),) = batch.groups
        assert group.to_pydict() == {"license": left}


_WRITER = """
import sys, threading
import pyarrow
from pyarrow import parquet

def write():
    kind = pyarrow.string()
    for _ in range(int(sys.argv[2])):
        kind = pyarrow.struct([("a", kind)]) if sys.argv[3] == "struct" else pyarrow.list_(kind)
    schema = pyarrow.schema([("id", pyarrow.string()), ("license", pyarrow.string()), ("config", kind)])
    table = pyarrow.table([pyarrow.array(["a/b"]), pyarrow.array(["mit"]), pyarrow.nulls(1, kind)], schema=schema)
    parquet.write_table(table, sys.argv[1], store_schema=False)

threading.stack_size(1 << 29)
thread = threading.Thread(target=write)
thread.start()
thread.join()
"""


@pytest.mark.parametrize("sort", ["struct", "list"])
@pytest.mark.parametrize("depth", [150, 10_000])
def test_a_column_that_is_nested_too_deep_is_an_error_and_no_signal(tmp_path: Path, sort: str, depth: int) -> None:
    path = tmp_path / "deep.parquet"
    subprocess.run([sys.executable, "-c", _WRITER, str(path), str(depth), sort], check=True)
    with pytest.raises(OpennessError, match=r"deep\.parquet: a column is nested too deep to be read; leave it out"):
        readers.opened(str(path))


def test_a_column_that_is_nested_less_deep_is_read(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", _WRITER, str(tmp_path / "t.parquet"), "40", "struct"], check=True)
    assert read(tmp_path / "t.parquet") == ([{"id": "a/b", "license": "mit", "config": None}], [])


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        (arrow.string(), ["", "abc", None, "é"]),
        (arrow.large_string(), ["ab", None]),
        (arrow.binary(), [b"\xff\xff", None]),
        (arrow.dictionary(arrow.int8(), arrow.string()), ["ab", None, "ab", "abc"]),
        (arrow.int32(), [1, None]),
        (arrow.bool_(), [True, False, None]),
        (arrow.null(), [None, None]),
        (arrow.list_(arrow.string()), [["a", "bc"], None, [], ["é", None]]),
        (arrow.list_(arrow.list_(arrow.int8())), [[[1, 2], [3]], None, [None, []]]),
        (arrow.struct([("a", arrow.string()), ("b", arrow.int8())]), [{"a": "xy", "b": 1}, None, {"a": None, "b": 2}]),
        (arrow.struct([]), [{}, None]),
        (arrow.list_(arrow.struct([("a", arrow.string())])), [[{"a": "xy"}, {"a": "z"}], [None], None]),
        (arrow.map_(arrow.string(), arrow.string()), [[("k", "vw")], None, []]),
        (arrow.list_(arrow.string(), 2), [["a", "bc"], None]),
    ],
)
def test_the_bytes_of_cells_are_those_of_what_they_hold(kind: Any, cells: list[Any]) -> None:
    def length(value: Any) -> int:
        if isinstance(value, (str, bytes)):
            return len(value.encode() if isinstance(value, str) else value)
        if isinstance(value, dict):
            return sum(map(length, value.values()))
        return sum(map(length, value)) if isinstance(value, (list, tuple)) else 8 * (value is not None)

    array = arrow.array([cells[0], *cells], kind)
    for start in range(len(array)):
        part = array.slice(start)
        assert parquet._lengths(part).tolist() == list(map(length, part.to_pylist()))
