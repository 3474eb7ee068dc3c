"""Parquet by its values: places of row groups, how many rows are read at a time, and which rows cannot be used."""

import gzip
import tempfile
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

import pyarrow
from pyarrow import parquet as form

from openness.errors import OpennessError
from openness.scan import parquet
from openness.scan.batch import File, Piece, Place

WORDS = pyarrow.string()
STRUCT = pyarrow.struct([("a", WORDS), ("n", pyarrow.int64())])


def file_of(path: Path, table: Any, packed: str = "", **options: Any) -> File:
    """A file with a table."""
    form.write_table(table, path, **options)
    if packed:
        path.write_bytes(gzip.compress(path.read_bytes()))
    return File(str(path), "parquet", packed, path.stat().st_size, path.stat().st_mtime_ns)


def table_of(rows: int, **columns: Any) -> Any:
    """A table with ids and further columns."""
    return pyarrow.table({"id": [f"a/{at}" for at in range(rows)], **columns})


def piece_of(file: File, group: int = 0, row: int = 0, names: tuple[str, ...] = ("id",)) -> Piece:
    """A row group of a file."""
    return Piece(file, Place(0, group, row), names, True, 0, 1.0)


@pytest.mark.parametrize("packed", ["", "gzip"])
def test_each_row_group_is_a_piece_with_its_rows_and_its_share(
    tmp_path: Path, packed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "aside").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "aside"))
    file = file_of(tmp_path / "t.parquet", table_of(8), packed, row_group_size=3)
    assert (parquet.names(file), parquet.rows(file)) == (("id",), 8)
    found = list(parquet.pieces(file, 2, ("id",), Place(2)))
    assert found == [(Place(2, 0, 0), 3, 3 / 8), (Place(2, 1, 3), 3, 6 / 8), (Place(2, 2, 6), 2, 1.0)]
    assert list(parquet.pieces(file, 2, ("id",), Place(2, 1, 3))) == found[1:]
    (batch,) = parquet.batches(piece_of(file, 2, 6))
    assert [rows.to_pylist() for rows, _ in batch.groups] == [[{"id": "a/6"}, {"id": "a/7"}]]
    assert list((tmp_path / "aside").iterdir()) == []
    empty = file_of(tmp_path / "e.parquet", table_of(0))
    assert [share for _, _, share in parquet.pieces(empty, 0, ("id",), Place())] in ([], [0.0])


def test_words_are_read_as_those_of_a_dictionary_but_for_ids(tmp_path: Path) -> None:
    names = ("id", "word", "words", "number")
    table = table_of(2, word=["a", "b"], words=[["a"], ["b"]], number=[1, 2], other=["x", "y"])
    (batch,) = parquet.batches(piece_of(file_of(tmp_path / "t.parquet", table), names=names))
    ((rows, numbers),) = batch.groups
    assert numbers is None
    assert rows.schema.names == [*names]
    assert [pyarrow.types.is_dictionary(kind) for kind in rows.schema.types] == [False, True, False, False]
    assert pyarrow.types.is_dictionary(rows.schema.field("words").type.value_type)


@pytest.mark.parametrize(
    ("bytes", "names", "rows"),
    [
        (1 << 30, ("id", "card"), 7),
        (1, ("id", "card"), 1),
        (100_000, ("card",), 4),
        (100_000, ("card", "more"), 2),
        (100_000, ("id",), 7),
        (50_000, ("card",), 2),
        (1, (), 7),
    ],
)
def test_as_many_rows_are_read_at_a_time_as_their_needed_columns_allow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bytes: int, names: tuple[str, ...], rows: int
) -> None:
    texts = [str(at) * 20_000 for at in range(9)]
    table = table_of(9, card=texts, more=[{"a": text} for text in texts])
    file = file_of(tmp_path / "t.parquet", table, use_dictionary=False, compression=None)
    monkeypatch.setattr(parquet, "ROWS", 7)
    monkeypatch.setattr(parquet, "BYTES", bytes)
    found = [batch.rows for batch in parquet.batches(piece_of(file, names=names))]
    assert (found[0], sum(found)) == (rows, 9)


def test_rows_are_counted_through_the_batches_of_a_row_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 2)
    monkeypatch.setattr(parquet, "LONGEST", 10)
    card = ["x", "x", "x", "x" * 20, "x", "x" * 20]
    file = file_of(tmp_path / "t.parquet", table_of(6, card=card))
    batches = list(parquet.batches(piece_of(file, row=100, names=("id", "card"))))
    rejected = [(row.file, row.row, row.line) for batch in batches for row in batch.rejected]
    assert rejected == [("t.parquet", 104, None), ("t.parquet", 106, None)]
    assert [batch.rows for batch in batches] == [2, 1, 1]


def cells(kind: Any, *values: Any) -> Any:
    """A column."""
    return pyarrow.array(values, kind)


def coded(*values: str) -> Any:
    """A column of words in a dictionary."""
    return pyarrow.array(values).dictionary_encode()


@pytest.mark.parametrize(
    ("column", "lengths"),
    [
        (cells(WORDS, "é", None, "abc"), [2, 0, 3]),
        (cells(pyarrow.large_string(), "é", None), [2, 0]),
        (cells(pyarrow.binary(), b"\xff\xff", None), [2, 0]),
        (cells(pyarrow.int64(), 5, None), [8, 0]),
        (cells(pyarrow.bool_(), False, None), [8, 0]),
        (cells(pyarrow.list_(WORDS), ["a", "bc", None], [], None), [3, 0, 0]),
        (cells(STRUCT, {"a": "ab", "n": 1}, {"a": None, "n": None}, None), [10, 0, 0]),
        (cells(pyarrow.list_(STRUCT), [{"a": "ab", "n": 1}, {"a": "c", "n": None}]), [11]),
        (coded("ab", "c"), [2, 1]),
        (coded("ab", "c").take(pyarrow.array([1, None, 0])), [1, 0, 2]),
        (cells(pyarrow.list_(WORDS), None, ["abc"], ["a", "bc"]).slice(1), [3, 3]),
        (cells(pyarrow.list_(pyarrow.int64(), 2), [1, None], None), [8, 0]),
        (cells(pyarrow.list_(WORDS, 2), ["é", "abc"], [None, "a"]), [5, 1]),
        (cells(pyarrow.list_(STRUCT, 1), [{"a": "ab", "n": 1}]), [10]),
        (cells(pyarrow.map_(WORDS, pyarrow.int64()), [("ab", 1)], []), [10, 0]),
        (pyarrow.FixedSizeListArray.from_arrays(pyarrow.array([b"\xff"]).view(WORDS), 1), [0]),
    ],
    ids=lambda of: str(of.type) if isinstance(of, pyarrow.Array) else "",
)
def test_a_row_is_too_long_by_the_bytes_of_all_its_cells(
    column: Any, lengths: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for at, length in enumerate(lengths):
        batch = pyarrow.record_batch({"id": cells(WORDS, *["id"] * len(column)), "x": column})
        for most, is_long in ((length + 2, False), (length + 1, True)):
            monkeypatch.setattr(parquet, "LONGEST", most)
            problems = dict(parquet._too_long(batch))
            assert (at in problems) is is_long
            if is_long:
                assert problems[at].startswith(f"the row has {length + 2} bytes or more")


MANY = 40


@pytest.mark.parametrize(
    ("column", "most"),
    [
        (cells(WORDS, *["ab", "abc", None] * MANY), 3),
        (cells(pyarrow.large_string(), *["ab", "abc"] * MANY), 3),
        (cells(pyarrow.binary(), *[b"ab", b"abc"] * MANY), 3),
        (cells(pyarrow.large_binary(), *[b"ab", b"abc"] * MANY), 3),
        (cells(WORDS, *[None] * 400), 0),
        (cells(pyarrow.list_(WORDS), *[["a", "abc"], ["b"], None] * MANY), 6),
        (cells(pyarrow.large_list(WORDS), *[["a", "abc"], ["b"], None] * MANY), 6),
        (cells(pyarrow.list_(WORDS), *[None] * 400), 0),
        (cells(STRUCT, *[{"a": "ab", "n": 1}] * MANY), 2 + 16),
        (cells(pyarrow.list_(STRUCT), *[[{"a": "ab", "n": 1}] * 3] * MANY), 3 * (2 + 16)),
        (cells(pyarrow.int64(), *range(MANY)), 16),
        (cells(pyarrow.float64(), *range(MANY)), 16),
        (cells(WORDS, "abc"), 7),
    ],
    ids=lambda of: str(of.type) if isinstance(of, pyarrow.Array) else "",
)
def test_what_one_cell_can_have_at_most_is_known_without_a_look_at_each(
    column: Any, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "LONGEST", 16 * 64)
    assert parquet._most(column) == most


def test_a_dictionary_has_at_most_what_its_words_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "LONGEST", 16 * 64)
    assert parquet._most(coded(*(f"word{at:02}" for at in range(MANY)))) == 6
    fixed = cells(pyarrow.list_(pyarrow.int64(), 2), *[[1, 2]] * MANY)
    assert parquet._most(fixed) == fixed.nbytes


BAD = pyarrow.array([b"ok", b"\xff", b"ok"]).view(WORDS)


@pytest.mark.parametrize(
    "column",
    [
        BAD,
        BAD.dictionary_encode(),
        pyarrow.ListArray.from_arrays(pyarrow.array([0, 1, 2, 3], pyarrow.int32()), BAD),
        pyarrow.LargeListArray.from_arrays(pyarrow.array([0, 1, 2, 3], pyarrow.int64()), BAD),
        pyarrow.StructArray.from_arrays([pyarrow.array([1, 2, 3]), BAD], ["n", "a"]),
        pyarrow.StructArray.from_arrays([BAD, pyarrow.array([1, 2, 3])], ["a", "n"]),
        pyarrow.ListArray.from_arrays(
            pyarrow.array([0, 1, 2, 3], pyarrow.int32()), pyarrow.StructArray.from_arrays([BAD], ["a"])
        ),
    ],
    ids=lambda column: str(column.type),
)
def test_the_row_with_bytes_that_are_no_text_is_found_in_whatever_holds_it(column: Any) -> None:
    structs = pyarrow.StructArray.from_arrays([pyarrow.array(["a", "b", "c"])], ["a"])
    batch = pyarrow.record_batch({"id": ["a", "b", "c"], "s": structs, "x": column, "y": ["a", "b", "c"]})
    found = parquet.checked(batch, "t.parquet", 10)
    assert [(row.row, row.problem) for row in found.rejected] == [(12, "its bytes are no UTF-8")]
    ((rows, numbers),) = found.groups
    assert (rows["id"].to_pylist(), numbers) == (["a", "c"], None)
    whole = batch.take(pyarrow.array([0, 2]))
    assert parquet.checked(whole, "t.parquet", 10).groups[0][0] is whole


def test_rows_that_cannot_be_used_are_told_in_their_order() -> None:
    words = pyarrow.array([b"\xff" if at in (1, 3, 6) else b"ok" for at in range(9)]).view(WORDS)
    ids = ["x" * ((1 << 20) if at in (0, 3, 8) else 1) for at in range(9)]
    found = parquet.checked(pyarrow.record_batch({"id": ids, "x": words}), "t.parquet", 0)
    assert [(row.row, row.problem[:12]) for row in found.rejected] == [
        (1, "the row has "), (2, "its bytes ar"), (4, "the row has "), (7, "its bytes ar"), (9, "the row has "),
    ]  # fmt: skip
    assert found.rows == 4


@pytest.mark.parametrize(("longest", "is_long"), [(6, True), (7, False)])
def test_words_that_are_no_text_count_by_their_bytes(
    monkeypatch: pytest.MonkeyPatch, longest: int, is_long: bool
) -> None:
    lists = pyarrow.ListArray.from_arrays(pyarrow.array([0, 1], pyarrow.int32()), BAD.slice(1, 1))
    monkeypatch.setattr(parquet, "LONGEST", longest)
    (row,) = parquet.checked(pyarrow.record_batch({"id": ["abcdef"], "x": lists}), "t.parquet", 0).rejected
    assert row.problem.startswith("the row has 7 bytes" if is_long else "its bytes are no UTF-8")


def test_a_column_that_is_described_in_two_ways_is_told_before_arrow_is_asked_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = file_of(tmp_path / "t.parquet", table_of(2, license=["mit", None]))
    data = (tmp_path / "t.parquet").read_bytes()
    assert data.count(b"\x25\x02\x18\x07license") == 1
    (tmp_path / "t.parquet").write_bytes(data.replace(b"\x25\x02\x18\x07license", b"\x25\x00\x18\x07license"))
    monkeypatch.setattr(parquet, "BYTES", 0)
    with pytest.raises(OpennessError, match="it cannot be read: "):
        list(parquet.batches(piece_of(file, names=("id", "license"))))


def test_a_rejected_row_is_shown_with_what_can_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = pyarrow.record_batch(
        {"id": ["é"], "x": BAD.slice(1, 1), "n": [1], "day": pyarrow.array([0], pyarrow.date32())}
    )
    (row,) = parquet.checked(batch, "t.parquet", 0).rejected
    assert row.text == '{"id": "é", "x": "\\\\xff", "n": 1, "day": "1970-01-01"}'
    monkeypatch.setattr(parquet, "LONGEST", 9)
    (row,) = parquet.checked(batch, "t.parquet", 0).rejected
    assert row.text == '{"id": "é'


@pytest.mark.parametrize(("deepest", "is_read"), [(3, True), (2, True), (1, False)])
def test_a_column_is_too_deep_behind_the_deepest_level(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deepest: int, is_read: bool
) -> None:
    monkeypatch.setattr(parquet, "_DEEPEST", deepest)
    file = file_of(tmp_path / f"{deepest}.parquet", table_of(1, x=[{"a": "b"}]))
    if is_read:
        assert parquet.names(file) == ("id", "x")
    else:
        with pytest.raises(OpennessError, match="a column is nested too deep"):
            parquet.names(file)


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1PAR", b"PAR1PAR1", b"\xff" * 8, b"\xff" * 99])
def test_a_file_without_a_footer_is_no_parquet(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t.parquet").write_bytes(data)
    with pytest.raises(OpennessError, match="it cannot be read: "):
        parquet.schema(File(str(tmp_path / "t.parquet"), "parquet", "", len(data), 0))


def test_a_want_of_memory_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(tmp_path / "t.parquet", table_of(1))
    for error, seen in ((MemoryError(), MemoryError), (RuntimeError("x"), OpennessError)):

        def broken(*_: object, error: BaseException = error) -> None:
            raise error

        monkeypatch.setattr(parquet, "_read", broken)
        with pytest.raises(seen):
            list(parquet.batches(piece_of(file)))
