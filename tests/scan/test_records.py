"""CSV: records, the pieces they stand in, and the places where each begins."""

import csv
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

from openness.errors import OpennessError
from openness.scan import records
from openness.scan.batch import File, Piece, Place

HEAD = b"id,license\n"
MANY = HEAD + b'a,mit\n\n"b\nb",\nc\n"d,mit\ne,mit,x\n,\nf,"mit"\n'
#: The number and line of each row of it with its cells, or what is wrong with it.
ROWS: list[tuple[int, int, Any]] = [
    (1, 2, {"id": "a", "license": "mit"}),
    (2, 4, {"id": "b\nb"}),
    (3, 6, "it has 1 cells, and the first line names 2"),
    (4, 7, "it is not valid CSV: "),
    (5, 8, "it has 3 cells, and the first line names 2"),
    (6, 9, {}),
    (7, 10, {"id": "f", "license": "mit"}),
]


def file_of(path: Path, data: bytes) -> File:
    """A CSV with these bytes."""
    path.write_bytes(data)
    return File(str(path), "csv", "", len(data), 0)


def pieces_of(file: File, start: Place | None = None, names: tuple[str, ...] = ("id", "license")) -> list[Piece]:
    """The pieces of a file from a place on; it is the third of a table."""
    found = records.pieces(file, 2, names, start or Place(2))
    return [Piece(file, place, names, True, data, share) for place, data, share in found]


def rows_of(pieces: list[Piece]) -> list[tuple[int, int | None, Any]]:
    """The number, line and cells of each row, or what is wrong with it; of rows that were read the line is not known."""
    found: list[tuple[int, int | None, Any]] = []
    for piece in pieces:
        (batch,) = records.batches(piece)
        rows: list[dict[str, Any]] = [{} for _ in range(batch.rows)]
        for group, numbers in batch.groups:
            for at, row in zip(numbers or range(batch.rows), group.to_pylist(), strict=True):
                rows[at] = {name: cell for name, cell in row.items() if cell is not None}
        none = {row.row: (row.row, row.line, row.problem) for row in batch.rejected}
        left = iter(rows)
        for number in range(piece.place.row + 1, piece.place.row + 1 + len(rows) + len(none)):
            found.append(none[number] if number in none else (number, None, next(left)))
    return found


@pytest.mark.parametrize(("most", "block"), [(1 << 17, 1 << 23), (1, 1 << 23), (2, 1 << 23), (3, 99), (99, 7), (99, 1)])
def test_each_record_is_a_row_or_is_kept_aside_wherever_pieces_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, block: int
) -> None:
    monkeypatch.setattr(records, "ROWS", most)
    monkeypatch.setattr(records, "BLOCK", block)
    file = file_of(tmp_path / "t.csv", MANY)
    whole = pieces_of(file)
    found = rows_of(whole)
    assert len(found) == len(ROWS)
    for (number, line, cells), (row, at, content) in zip(found, ROWS, strict=True):
        assert number == row
        if isinstance(content, dict):
            assert (line, cells) == (None, content)
        else:
            assert (line, cells.startswith(content)) == (at, True)
    assert max(len(piece.data[1]) for piece in whole) <= most
    assert [piece.share for piece in whole] == sorted(piece.share for piece in whole)
    assert whole[-1].share == 1.0
    for number, piece in enumerate(whole):
        assert piece.place.file == 2
        again = pieces_of(file, piece.place)
        assert [(each.place, each.data) for each in again] == [(each.place, each.data) for each in whole[number:]]


def test_places_count_bytes_rows_and_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "ROWS", 2)
    places = [piece.place.numbers() for piece in pieces_of(file_of(tmp_path / "t.csv", MANY))]
    assert places == [(2, 11, 0, 1), (2, 25, 2, 5), (2, 34, 4, 7), (2, 44, 6, 9)]


def test_a_piece_is_as_long_as_a_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(tmp_path / "t.csv", HEAD + b"a,mit\n" * 12)
    for block, rows in ((5, 1), (6, 1), (7, 2), (12, 2), (13, 3), (72, 12)):
        monkeypatch.setattr(records, "BLOCK", block)
        assert {len(piece.data[1]) for piece in pieces_of(file)} == {rows}


def test_a_cell_may_be_as_long_as_a_row(tmp_path: Path) -> None:
    before = csv.field_size_limit(10)
    try:
        (piece,) = pieces_of(file_of(tmp_path / "t.csv", HEAD + b"a," + b"x" * 200_000 + b"\n"))
        assert rows_of([piece]) == [(1, None, {"id": "a", "license": "x" * 200_000})]
    finally:
        csv.field_size_limit(before)


def test_only_cells_of_needed_columns_are_read_and_a_flag_is_one(tmp_path: Path) -> None:
    text = b"x,id,gated\n1,a,True\n2,b,false\n3,c,true\n4,d,False\n5,e,TRUE\n6,,\n"
    (piece,) = pieces_of(file_of(tmp_path / "t.csv", text), names=("gated", "id"))
    assert [cells for _, _, cells in rows_of([piece])] == [
        {"id": "a", "gated": True}, {"id": "b", "gated": False}, {"id": "c", "gated": True}, {"id": "d", "gated": False},
        {"id": "e", "gated": "TRUE"}, {},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (b"id,license", ("id", "license")),
        (b" id ,\tlicense \nx,y\n", ("id", "license")),
        (b'\xef\xbb\xbf"id","a\nb"\nx,y\n', ("id", "a\nb")),
        (b"id,license,license,license_\n", ("id", "license", "license_", "license__")),
        (b"id,,,\n", ("id", "", "", "")),
        (b"\n\nid,license\n", ()),
        ("é,id\n".encode(), ("é", "id")),
        (b"id" + b",x" * 50 + b"\n", ("id", *(f"x{'_' * at}" for at in range(50)))),
    ],
)
def test_the_first_record_names_the_columns(tmp_path: Path, text: bytes, names: tuple[str, ...]) -> None:
    assert records.names(file_of(tmp_path / "t.csv", text)) == names


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "its first line names no columns"),
        (b'"id\n', "its first line names no columns"),
        (b"id,\xff\n", "the bytes of its first line are no UTF-8"),
        (b"id" + b",x" * 51 + b"\n", "its first line names one column more than 50 times"),
    ],
)
def test_a_first_record_that_is_none_is_told(tmp_path: Path, text: bytes, says: str) -> None:
    with pytest.raises(OpennessError, match=f"it cannot be read: {says}"):
        records.names(file_of(tmp_path / "t.csv", text))


def test_a_record_that_is_too_long_is_kept_aside_and_shown_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("openness.scan.batch", "openness.scan.records", "openness.scan.lines"):
        monkeypatch.setattr(f"{name}.LONGEST", 12)
    text = HEAD + b"a,%s\nb,%s\nc,\xff\nd,mit\n" % (b"x" * 9, b"x" * 10)
    (piece,) = pieces_of(file_of(tmp_path / "t.csv", text))
    (batch,) = records.batches(piece)
    assert [(row.row, row.line, row.text) for row in batch.rejected] == [
        (2, 3, "b," + "x" * 10),
        (3, 4, "c,\\xff\n"),
    ]
    long, torn = batch.rejected
    assert (long.file, long.problem) == ("t.csv", "the row has 13 bytes or more, and 12 are read")
    assert torn.problem == "its bytes are no UTF-8"
    assert batch.rows == 2


def test_a_piece_whose_records_are_all_kept_aside_has_no_rows(tmp_path: Path) -> None:
    (piece,) = pieces_of(file_of(tmp_path / "t.csv", HEAD + b"a\nb\n"))
    (batch,) = records.batches(piece)
    assert (batch.groups, batch.rows, [row.text for row in batch.rejected]) == ((), 0, ["a\n", "b\n"])
    assert pieces_of(file_of(tmp_path / "t.csv", HEAD)) == []
    assert pieces_of(file_of(tmp_path / "t.csv", HEAD + b"\n\n")) == []
