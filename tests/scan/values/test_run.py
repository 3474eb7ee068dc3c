"""A scan by its values: where its output may be, what its header holds, its answers from any place on, and its progress."""

import os
from pathlib import Path
from typing import Any

import pytest
from tests.support import scans

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

import pyarrow
from pyarrow import parquet as form

import openness
from openness.errors import OpennessError
from openness.scan import jsonl, parquet, readers, records, run
from openness.scan.answer import Answering, local
from openness.scan.batch import Batch, File, Piece, Place
from openness.scan.readers import Source
from openness.scan.strips import Pace
from openness.shelf.shelf import shipped
from openness.table import Waist


def said(call: Any, *given: Any) -> str:
    """What an error says."""
    with pytest.raises((OpennessError, TypeError)) as caught:
        call(*given)
    return str(caught.value)


@pytest.mark.parametrize(
    ("output", "is_apart"),
    [
        ("table", False),
        ("table/out.csv", False),
        ("table/below/out.csv", False),
        ("table/../table/out.csv", False),
        ("link/out.csv", False),
        ("table-2/out.csv", True),
        ("out.csv", True),
        ("table.csv", True),
    ],
)
def test_an_output_stands_apart_from_its_table(tmp_path: Path, output: str, is_apart: bool) -> None:
    (tmp_path / "table").mkdir()
    (tmp_path / "link").symlink_to("table")
    table, target = str(tmp_path / "table"), str(tmp_path / output)
    if is_apart:
        run.apart(table, target)
    else:
        what = f"{target}: it is a part of the table {table}; name an output outside of it"
        assert said(run.apart, table, target) == what


def test_a_path_is_a_text_or_what_is_one() -> None:
    assert run.path_of("t.csv", "a table", "x") == run.path_of(Path("t.csv"), "a table", "x") == "t.csv"
    assert said(run.path_of, b"t.csv", "a table", "a path") == "a table must be a path; not bytes"
    table = pyarrow.table({"id": ["a"]})
    assert said(run.path_of, table, "a table", "a path") == (
        "a table must be a path; not Table; classify_table takes a table in memory"
    )


def test_an_engine_is_known_by_its_name(tmp_path: Path) -> None:
    assert run.engine_of("local") is local
    assert said(run.engine_of, "sparc") == "'sparc' is no engine; did you mean spark?"
    assert said(run.engine_of, "zzz") == "'zzz' is no engine; use local or spark"
    apart = "the engine dask answers rows apart, and lineage needs all of them together; leave out one of them"
    assert said(run.begun, "t.csv", None, "dask", None, True) == apart


def test_a_header_is_all_that_a_scan_depends_on(tmp_path: Path) -> None:
    table = str(scans.jsonl(tmp_path / "t.jsonl", scans.rows(3)))
    begun = run.begun(table, ["spectrum", "osaid-1.0"], "local", None)
    header = begun.header([["t.jsonl"]])
    known = header.pop("records")
    schema = begun.answering.schema
    assert header == {
        "input": [["t.jsonl"]],
        "tool": openness.__version__,
        "data": shipped().data,
        "under": ["spectrum", "osaid-1.0"],
        "columns": [f"{field.name}: {field.type}" for field in schema],
        "lineage": False,
        "ids": False,
        "batch": 1 << 17,
    }
    again = run.begun(table, ["spectrum"], "local", None, lineage=True, columns=["id"], ids=True).header([])
    assert (again["lineage"], again["ids"], again["columns"]) == (True, True, ["id: string"])
    assert again["records"] != known
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf/one.toml").write_text(
        'id = "LicenseRef-One"\nname = "One"\n[read]\nfrom = "https://one.example"\non = 2026-01-01\nwhole = true\n'
    )
    added = openness.Shelf(tmp_path / "shelf")
    other = run.begun(table, ["spectrum", "osaid-1.0"], "local", added).header([])
    assert other["records"] != known
    assert run.begun(table, ["spectrum", "osaid-1.0"], "local", None).header([])["records"] == known
    nameless = str(scans.jsonl(tmp_path / "n.jsonl", [{"license": "mit"}]))
    assert run.begun(nameless, ["spectrum"], "local", None, ids=True).header([])["ids"] is False


@pytest.fixture
def long_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A table of two row groups of five rows, in batches of two; the fourth row of each group is too long."""
    monkeypatch.setattr(parquet, "ROWS", 2)
    monkeypatch.setattr(parquet, "LONGEST", 60)
    rows = [{"id": f"a/{at}", "license_name": "x" * 60 if at % 5 == 3 else "x"} for at in range(10)]
    return str(scans.parquet(tmp_path / "t.parquet", rows, group=5))


def test_answers_stand_by_piece_and_number_and_go_on_from_any_of_them(long_rows: str) -> None:
    begun = run.begun(long_rows, ["spectrum"], "local", None)
    steps: list[tuple[float, int]] = []
    found = list(begun.answers(progress=lambda share, rows: steps.append((round(share, 6), rows))))
    spots = [(piece.place, number, answer.rows["id"].to_pylist()) for piece, number, answer in found]
    first, second = Place(0, 0, 0), Place(0, 1, 5)
    assert spots == [
        (first, 0, ["a/0", "a/1"]), (first, 1, ["a/2"]), (first, 2, ["a/4"]),
        (second, 0, ["a/5", "a/6"]), (second, 1, ["a/7"]), (second, 2, ["a/9"]),
    ]  # fmt: skip
    assert steps == [(0.2, 2), (0.4, 3), (0.5, 4), (0.7, 6), (0.9, 7), (1.0, 8)]
    again: list[tuple[float, int]] = []
    left = list(begun.answers(second, (1, 0), 2, 6, lambda share, rows: again.append((round(share, 6), rows))))
    assert [(piece.place, number) for piece, number, _ in left] == [(second, 1), (second, 2)]
    assert again == steps[4:]
    left = list(begun.answers(first, (0, 1), 1, 1))
    assert [(number, answer.rows["id"].to_pylist()) for _, number, answer in left][:2] == [(0, ["a/1"]), (1, ["a/2"])]


def test_both_readings_of_a_lineage_are_one_work(long_rows: str) -> None:
    begun = run.begun(long_rows, ["spectrum"], "local", None, lineage=True)
    steps: list[tuple[float, int]] = []
    assert len(list(begun.answers(progress=lambda share, rows: steps.append((round(share, 6), rows))))) == 6
    assert steps[:6] == [(0.25, 1), (0.25, 1), (0.25, 2), (0.5, 3), (0.5, 3), (0.5, 4)]
    assert steps[6:] == [(0.6, 5), (0.7, 5), (0.75, 6), (0.85, 7), (0.95, 7), (1.0, 8)]


@pytest.mark.parametrize("output", [None, "o.jsonl"])
def test_of_many_rejected_rows_the_first_ten_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str | None
) -> None:
    monkeypatch.setattr(records, "ROWS", 8)
    (tmp_path / "t.csv").write_text("id,license\n" + "a\n" * 7 + "a/b,mit\n" + "a\n" * 7)
    report = openness.scan(tmp_path / "t.csv", output and tmp_path / output, under=["spectrum"])
    assert (report.rows, report.rejected) == (1, 14)
    assert [row.row for row in report.first_rejected] == [1, 2, 3, 4, 5, 6, 7, 9, 10, 11]


# Answers


class Even(Pace):
    """A pace that stays."""

    def end(self, rows: int) -> None:
        """Nothing changes."""


def test_batches_and_rows_that_are_answered_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "ROWS", 3)
    data = jsonl._Text.of(b"".join(b'{"id":"%d","license":"mit"}\n' % at for at in range(8)))
    waist = Waist(["spectrum"])
    schema = waist.schema(pyarrow.schema([("id", pyarrow.string()), ("license", pyarrow.string())]))

    def ids(done: tuple[int, int], rows: int) -> list[tuple[str, bool]]:
        answering = Answering(waist, schema, Even())
        answering.pace.rows = rows
        piece = Piece(File("t.jsonl", "jsonl", "", 1, 1), Place(), ("id", "license"), True, data, 1.0, 0.0, done)
        return [("".join(answer.rows["id"].to_pylist()), answer.more) for answer in answering(piece)]

    assert ids((0, 0), 9) == [("012", False), ("345", False), ("67", False)]
    assert ids((0, 0), 2) == [("01", True), ("2", False), ("34", True), ("5", False), ("67", False)]
    assert ids((1, 0), 9) == [("345", False), ("67", False)]
    assert ids((1, 1), 1) == [("4", True), ("5", False), ("6", True), ("7", False)]
    assert ids((2, 1), 9) == [("7", False)]
    assert ids((3, 0), 9) == []


def test_a_pace_is_told_of_each_strip(monkeypatch: pytest.MonkeyPatch) -> None:
    waist = Waist(["spectrum"])
    schema = waist.schema(pyarrow.schema([("id", pyarrow.string())]))
    steps: list[Any] = []

    class Told(Pace):
        def begin(self) -> None:
            steps.append("begin")

        def end(self, rows: int) -> None:
            steps.append(rows)

    answering = Answering(waist, schema, Told())
    answering.pace.rows = 2
    rows = pyarrow.record_batch({"id": [*"abc"], "license": ["mit"] * 3})
    monkeypatch.setattr(readers, "batches", lambda piece: [Batch(((rows, None),))])
    piece = Piece(File("t.jsonl", "jsonl", "", 1, 1), Place(), ("id",), True, None, 1.0)
    assert [answer.rows.num_rows for answer in answering(piece)] == [2, 1]
    assert steps == ["begin", 2, "begin", 1]


def test_only_columns_that_are_asked_for_are_laid_out() -> None:
    waist = Waist(["spectrum"])
    asked: list[list[str]] = []
    of = waist.of

    class Seen:
        def __getattr__(self, name: str) -> Any:
            return getattr(waist, name)

        def of(self, taken: Any, schema: Any) -> Any:
            asked.append(schema.names)
            return of(taken, schema)

    schema = pyarrow.schema([("id", pyarrow.string()), ("licence", pyarrow.string())])
    rows = pyarrow.record_batch({"id": [7, 8], "license": ["mit", None]})
    seen: Any = Seen()
    answer = Answering(seen, schema).answer(Batch(((rows, None),), (), frozenset({"zzq"})))
    assert answer.rows.to_pylist() == [{"id": "7", "licence": "MIT"}, {"id": "8", "licence": None}]
    assert asked == [["id", "licence"]]
    assert answer.tally.columns == {"zzq": 1}


# Tables


def file_of(path: Path, data: bytes = b"", kind: str = "jsonl") -> File:
    """A file with these bytes."""
    path.write_bytes(data)
    return File(str(path), kind, "", len(data), path.stat().st_mtime_ns)


WORDS, NUMBERS = pyarrow.string(), pyarrow.int64()


@pytest.mark.parametrize(
    ("kinds", "id"),
    [
        ([WORDS], WORDS),
        ([pyarrow.large_string()], pyarrow.large_string()),
        ([NUMBERS], NUMBERS),
        ([pyarrow.int8()], pyarrow.int8()),
        ([pyarrow.dictionary(pyarrow.int32(), WORDS)], pyarrow.dictionary(pyarrow.int32(), WORDS)),
        ([pyarrow.float64()], WORDS),
        ([pyarrow.binary()], WORDS),
        ([NUMBERS, NUMBERS], NUMBERS),
        ([NUMBERS, WORDS], WORDS),
        ([NUMBERS, None], NUMBERS),
    ],
    ids=str,
)
def test_an_id_keeps_its_type_where_all_files_have_it(tmp_path: Path, kinds: list[Any], id: Any) -> None:
    for at, kind in enumerate(kinds):
        columns = {"license": pyarrow.nulls(1, WORDS)} | ({"id": pyarrow.nulls(1, kind)} if kind else {})
        form.write_table(pyarrow.table(columns), tmp_path / f"{at}.parquet")
    assert readers.opened(str(tmp_path)).schema() == pyarrow.schema(
        [(name, id if name == "id" else WORDS) for name in readers.opened(str(tmp_path)).names]
    )
    file = file_of(tmp_path / "t.jsonl")
    assert Source("t", (file,), ("license", "id")).schema() == pyarrow.schema([("license", WORDS), ("id", WORDS)])


def test_shares_and_places_run_through_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "BLOCK", 8)
    line = b'{"id":"a"}\n'
    files = tuple(file_of(tmp_path / f"{at}.jsonl", line * count) for at, count in enumerate((2, 0, 4)))
    source = Source("t", files, ("id",))
    assert source.size == 6 * len(line)
    found = [(piece.place.numbers(), round(6 * piece.since), round(6 * piece.share)) for piece in source.pieces()]
    assert found == [
        ((0, 0, 0, 0), 0, 1), ((0, 11, 1, 1), 1, 2),
        *(((2, 11 * at, at, at), 2 + at, 3 + at) for at in range(4)),
    ]  # fmt: skip
    some = list(source.pieces(Place(2, 22, 2, 2)))
    assert [(piece.place.numbers(), round(6 * piece.share)) for piece in some] == [
        ((2, 22, 2, 2), 5),
        ((2, 33, 3, 3), 6),
    ]
    assert all(piece.names == ("id",) and piece.further and piece.done == (0, 0) for piece in some)


def test_pieces_of_parquet_have_the_columns_of_their_file(tmp_path: Path) -> None:
    form.write_table(pyarrow.table({"license": ["mit"], "id": ["a"]}), tmp_path / "1.parquet")
    form.write_table(pyarrow.table({"tags": [["x"]], "id": ["a"]}), tmp_path / "2.parquet")
    source = readers.opened(str(tmp_path))
    assert source.names == ("license", "id", "tags")
    assert [piece.names for piece in source.pieces()] == [("license", "id"), ("id", "tags")]
    own = readers.opened(str(tmp_path), ("id", "tags"))
    assert (own.names, own.further, source.further) == (("id", "tags"), False, True)
    assert readers.opened(str(tmp_path), ("id", "band")).names == source.names


def test_a_table_is_known_by_name_size_time_and_both_ends(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    ends = 1 << 16

    def known(data: bytes, time: int = 5, name: str = "t.jsonl") -> list[list[object]]:
        (tmp_path / name).write_bytes(data)
        os.utime(tmp_path / name, ns=(time, time))
        return Source("t", (File(str(tmp_path / name), "jsonl", "", 1, 1),), ("id",)).identity()

    data = bytes(3 * ends)
    ((name, size, time, _),) = before = known(data)
    assert (name, size, time) == ("t.jsonl", 3 * ends, 5)
    assert known(data) == before
    assert known(data, 6) != before
    assert known(data, name="u.jsonl") != before
    assert known(data + b"\0") != before
    for at, is_known in (
        (0, False),
        (ends - 1, False),
        (ends, True),
        (2 * ends - 1, True),
        (2 * ends, False),
        (-1, False),
    ):
        changed = bytearray(data)
        changed[at] = 1
        assert (known(bytes(changed)) == before) is is_known, at
    assert known(b"ab") != known(b"ba")
    path.unlink()
    with pytest.raises(OpennessError, match="it cannot be read: No such file"):
        Source("t", (File(str(path), "jsonl", "", 1, 1),), ("id",)).identity()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("t.parquet", ("parquet", "")), ("t.pq", ("parquet", "")), ("T.PARQUET.GZ", ("parquet", "gzip")),
        ("t.jsonl.zst", ("jsonl", "zstd")), ("t.ndjson", ("jsonl", "")), ("a.b/t.CSV", ("csv", "")),
        ("t.csv.gz", ("csv", "gzip")),
        ("t.gz", None), ("t.json", None), ("csv", None), ("t.csv.gz.gz", None), ("t.csv.bz2", None), ("t.jsonlx", None),
    ],
)  # fmt: skip
def test_a_name_tells_the_kind_of_a_table(name: str, kind: tuple[str, str] | None) -> None:
    assert readers.kind_of(name) == kind


def test_a_path_below_a_file_and_an_odd_name_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file_of(tmp_path / "t.csv", b"id\n")
    assert "it cannot be read: Not a directory" in said(readers.opened, str(tmp_path / "t.csv/u.csv"))
    none = said(readers.opened, str(tmp_path / "none.txt"))
    assert "there is no such file; check the path" in none
    file_of(tmp_path / "empty.jsonl", b"x\n")
    assert "none of its first lines holds a row; write one JSON object a line" in said(
        readers.opened, str(tmp_path / "empty.jsonl")
    )

    def walk(path: str, onerror: Any) -> Any:
        onerror(PermissionError(13, "Permission denied"))

    monkeypatch.setattr(os, "walk", walk)
    assert "it cannot be read: Permission denied" in said(readers.opened, str(tmp_path))


def test_rows_without_a_known_column_get_one_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    known, odd = pyarrow.record_batch({"license": ["mit"]}), pyarrow.record_batch({"colour": ["x"]})
    groups = ((known, [0]), (odd, [1]))
    kind = readers._Kind((), *[lambda *_: iter([Batch(groups, (), frozenset("u"))])] * 3)  # type: ignore[arg-type]  # three times one reader
    monkeypatch.setitem(readers.KINDS, "jsonl", kind)
    monkeypatch.setattr(readers, "wanted", lambda names: [name for name in names if name == "license"])

    def found(further: bool) -> Batch:
        (batch,) = readers.batches(Piece(File("t", "jsonl", "", 1, 1), Place(), (), further, None, 1.0))
        return batch

    whole = found(further=True)
    assert [(rows.to_pylist(), numbers) for rows, numbers in whole.groups] == [
        ([{"license": "mit"}], [0]),
        ([{"colour": "x", "license": None}], [1]),
    ]
    assert whole.unknown == {"u"}
    assert found(further=False).groups is groups


def test_a_table_that_is_changed_while_it_is_read_gives_no_output_and_the_folder_is_let_go(tmp_path: Path) -> None:
    table = scans.jsonl(tmp_path / "t.jsonl", scans.rows(9))
    out = tmp_path / "o.jsonl"

    changed: list[float] = []

    def change(share: float, rows: int) -> None:
        if not changed:  # or there would be more to read for ever
            changed.append(share)
            with table.open("ab") as stream:
                stream.write(b"\n")

    with pytest.raises(OpennessError, match=r"t\.jsonl: it was changed while it was read"):
        openness.scan(table, out, under=["spectrum"], progress=change)
    assert not out.exists()
    with pytest.raises(OpennessError, match="the input is another, or was changed"):
        openness.scan(table, out, under=["spectrum"])
    assert openness.scan(table, out, under=["spectrum"], restart=True).rows == 9
    assert not Path(f"{out}.scan").exists()


def test_a_temporary_file_that_cannot_be_written_is_told_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    class Full(io.BytesIO):
        def write(self, _: Any) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(run, "_spooled", Full)
    table = scans.jsonl(tmp_path / "t.jsonl", scans.rows(9))
    with pytest.raises(OpennessError) as refused:
        openness.scan(table, under=["spectrum"], ids=True)
    what = "a temporary file: it cannot be written: No space left on device"
    assert str(refused.value) == f"{what}; make room and scan again: it goes on where it stopped"


def test_a_scan_that_writes_nothing_has_no_work_folder_and_tells_the_same(tmp_path: Path) -> None:
    table = scans.jsonl(tmp_path / "t.jsonl", [*scans.rows(9), scans.rows(1)[0]])
    counted = openness.scan(table, under=["spectrum"], ids=True)
    written = openness.scan(table, tmp_path / "o.csv", under=["spectrum"], ids=True)
    assert counted.to_dict() | {"output": str(tmp_path / "o.csv")} == written.to_dict()
    assert counted.ids is not None and counted.ids.repeated == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["o.csv", "t.jsonl"]
