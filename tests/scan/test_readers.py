"""A table is a file or a folder of files of one kind."""

import json
import os
from pathlib import Path

import pytest
from tests.support import scans

import openness
from openness.errors import OpennessError
from openness.scan import readers

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")


def answers(table: Path) -> bytes:
    """The answers to a table."""
    out = table.parent / "out.jsonl"
    openness.scan(table, out, under=["spectrum"])
    return out.read_bytes()


@pytest.mark.parametrize("form", scans.WRITERS)
def test_a_folder_is_its_files_by_name(tmp_path: Path, form: str) -> None:
    full = scans.rows(300)
    for number, name in enumerate(("part-1", "part-2", "below/part-3")):
        path = tmp_path / "table" / f"{name}.{form}"
        path.parent.mkdir(parents=True, exist_ok=True)
        scans.WRITERS[form](path, full[number * 100 : number * 100 + 100])
    for name in ("_SUCCESS", ".part-1.crc", "README.md", f"_metadata.{form}"):
        (tmp_path / "table" / name).write_text("x", encoding="utf-8")
    order = [*full[200:], *full[:200]]  # below/ comes first
    assert answers(tmp_path / "table") == answers(scans.WRITERS[form](tmp_path / f"whole.{form}", order))


@pytest.mark.parametrize("form", scans.WRITERS)
def test_the_pieces_from_a_place_on_are_the_last_of_all_pieces(tmp_path: Path, form: str) -> None:
    (tmp_path / "table").mkdir()
    for number in range(3):
        scans.WRITERS[form](tmp_path / "table" / f"part-{number}.{form}", scans.rows(30, number))
    source = readers.opened(str(tmp_path / "table"))
    places = [piece.place for piece in source.pieces()]
    assert [place.file for place in places] == [0, 1, 2]
    for number, place in enumerate(places):
        assert [piece.place for piece in source.pieces(place)] == places[number:]


@pytest.mark.parametrize("form", scans.WRITERS)
def test_every_form_has_the_same_answers(tmp_path: Path, form: str) -> None:
    full = [row for row in scans.rows(400) if row["tags"] and row["base_model"]]
    expected = answers(scans.jsonl(tmp_path / "expected.jsonl", full))
    assert answers(scans.WRITERS[form](tmp_path / f"t.{form}", full)) == expected


def test_a_file_without_a_column_has_none_of_its_values(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    (tmp_path / "t").mkdir()
    parquet.write_table(pyarrow.table({"id": ["a/a"], "license": ["mit"]}), tmp_path / "t" / "1.parquet")
    parquet.write_table(pyarrow.table({"license": ["mit"], "x": [1]}), tmp_path / "t" / "2.parquet")
    parquet.write_table(pyarrow.table({"id": [7], "tags": [["license:mit"]]}), tmp_path / "t" / "3.parquet")
    openness.scan(tmp_path / "t", tmp_path / "o.parquet", under=["spectrum"])
    rows = parquet.read_table(tmp_path / "o.parquet").select(["id", "licence"]).to_pylist()
    assert rows == [{"id": "a/a", "licence": "MIT"}, {"id": None, "licence": "MIT"}, {"id": "7", "licence": "MIT"}]


WRONG = {
    "nowhere.parquet": (None, "there is no such file; check the path"),
    "t.txt": ("x", "its name tells no kind of table; name a path to Parquet, JSONL or CSV"),
    "t.csv": ("", "it cannot be read: its first line names no columns"),
    "u.csv": ("a,b\n1,2\n", "the table has no column that is known here; it has a, b; name columns as the Hub does"),
    "t.jsonl": ('{"a": 1}\n', "the table has no column that is known here"),
    "c.csv": ("id,engine.licence\n", "'engine.licence' is of no component"),
    "t.parquet": ("PAR1", "it cannot be read: "),
    "b.csv": ("id,lic\udcffnse\n1,mit\n", "it cannot be read: the bytes of its first line are no UTF-8"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_table_is_named(tmp_path: Path, name: str) -> None:
    text, problem = WRONG[name]
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(OpennessError) as caught:
        readers.opened(str(tmp_path / name))
    assert problem in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_a_pipe_and_a_device_are_no_tables(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "t.jsonl")
    (tmp_path / "t.csv").symlink_to("/dev/zero")
    for name in ("t.jsonl", "t.csv"):
        with pytest.raises(OpennessError, match="it is no plain file"):
            readers.opened(str(tmp_path / name))


@pytest.mark.parametrize("name", [b"license", b"downloads", b"element"])
def test_parquet_with_a_name_that_is_no_utf8_is_unreadable(tmp_path: Path, name: bytes) -> None:
    table = scans.parquet(tmp_path / "t.parquet", scans.rows(5))
    table.write_bytes(table.read_bytes().replace(name, b"\xff" * len(name)))
    with pytest.raises(OpennessError, match="it cannot be read: "):
        list(readers.opened(str(table)).pieces())


def test_a_folder_of_two_kinds_is_refused(tmp_path: Path) -> None:
    for form in ("jsonl", "csv"):
        scans.WRITERS[form](tmp_path / f"t.{form}", scans.rows(2))
    with pytest.raises(OpennessError, match="the folder holds csv and jsonl"):
        readers.opened(str(tmp_path))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OpennessError, match="the folder holds no table"):
        readers.opened(str(tmp_path))


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_table_without_rows_has_none(tmp_path: Path, form: str) -> None:
    if form == "csv":
        (tmp_path / "t.csv").write_text("id,license\n", encoding="utf-8")
    else:
        import pyarrow
        from pyarrow import parquet

        parquet.write_table(pyarrow.table({"id": pyarrow.array([], pyarrow.string())}), tmp_path / "t.parquet")
    for out in ("o.parquet", "o.csv", "o.jsonl"):
        assert openness.scan(tmp_path / f"t.{form}", tmp_path / out, under=["spectrum"]).rows == 0
        assert (tmp_path / out).exists()


def test_columns_of_one_name_in_csv_both_count(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "id,license,license\na/x,cc-by-nc-4.0,mit\na/y,,mit\na/z,mit,mit\n", encoding="utf-8"
    )
    first, second, third = map(json.loads, answers(tmp_path / "t.csv").splitlines())
    assert (first["licence"], first["spectrum.reached"]) == (None, "weights-available")
    assert [row["spectrum.reached"] for row in (second, third)] == ["open-weights", "open-weights"]


def test_a_column_that_is_named_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id" + ",license" * 60 + "\n", encoding="utf-8")
    with pytest.raises(OpennessError, match="more than 50 times"):
        answers(tmp_path / "t.csv")
