"""A scan as a function: every row as `classify` says, and nothing guessed."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.support import scans

import openness
from openness.errors import OpennessError
from openness.scan import report as reports
from openness.shelf.shelf import shipped

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")


def scanned(tmp_path: Path, records: list[dict[str, Any]], form: str = "jsonl", **options: Any) -> list[dict[str, Any]]:
    """The answers to rows."""
    openness.scan(scans.WRITERS[form](tmp_path / f"t.{form}", records), tmp_path / "o.jsonl", **options)
    return [json.loads(line) for line in (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_row_is_answered_as_a_table_answers_it_alone(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [
        {"id": "a/a", "license": "mit"},
        {"id": "b/b", "license": ["mit", "apache-2.0"]},
        {"id": "c/c", "license": 5},
        {"id": 7, "license": None, "tags": ["license:mit"]},
        {"id": "d/d", "base_model": "x/y", "gated": "auto"},
        {"id": "e/e", "base_model": ["x/y"], "gated": False},
        {"id": "f/f", "license": {"name": "mit"}},
        {"id": "g/g", "licence": "mit"},
        {},
        {"downloads": 5},
        {"id": "h/h", "license": "mit", "licence": "llama3.1"},
        {"id": "i/i", "license": True},
    ] * 3
    for row, answer in zip(records, scanned(tmp_path, records, under=["osaid-1.0"]), strict=True):
        there = {name: value for name, value in row.items() if value is not None and name != "downloads"} or {
            "id": None
        }
        table = arrow.table({name: arrow.array([value]) for name, value in there.items()})
        (alone,) = openness.classify_table(table, under=["osaid-1.0"]).to_pylist()
        expected = {"id": None} | alone
        expected["id"] = None if expected["id"] is None else str(expected["id"])
        assert answer == expected, row


@pytest.mark.parametrize("lineage", [False, True])
@pytest.mark.parametrize("form", scans.WRITERS)
def test_a_scan_writes_the_columns_that_are_asked_for_and_counts_as_ever(
    tmp_path: Path, form: str, lineage: bool
) -> None:
    asked = ["spectrum.reached", "id", *(["lineage.bases"] if lineage else [])]
    table = scans.WRITERS[form](tmp_path / f"t.{form}", scans.rows(200))
    options: dict[str, Any] = {"under": ["spectrum"], "lineage": lineage}
    whole = openness.scan(table, tmp_path / "whole.jsonl", **options)
    report = openness.scan(table, tmp_path / "some.jsonl", columns=asked, **options)
    assert report.to_dict() | {"output": None} == whole.to_dict() | {"output": None}
    rows, some = (
        [json.loads(line) for line in (tmp_path / name).read_text(encoding="utf-8").splitlines()]
        for name in ("whole.jsonl", "some.jsonl")
    )
    assert list(map(list, some)) == [asked] * 200
    assert some == [{name: row[name] for name in asked} for row in rows]
    with pytest.raises(OpennessError, match="no column 'level'"):
        openness.scan(table, tmp_path / "none.jsonl", columns=["level"], **options)
    assert not (tmp_path / "none.jsonl.scan").exists()


def test_columns_that_nobody_asks_for_are_not_laid_out(tmp_path: Path) -> None:
    from openness.scan.run import begun

    table = scans.WRITERS["jsonl"](tmp_path / "t.jsonl", scans.rows(50))
    assert begun(str(table), ["spectrum"], "local", None, columns=["band"]).answering.schema.names == ["id", "band"]


def test_a_scan_goes_on_only_with_the_columns_it_began_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = scans.WRITERS["jsonl"](tmp_path / "t.jsonl", scans.rows(50))
    with monkeypatch.context() as stopped, pytest.raises(KeyboardInterrupt):
        stopped.setattr("openness.scan.journal.Journal.finish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        openness.scan(table, tmp_path / "o.csv", under=["spectrum"], columns=["id"])
    with pytest.raises(OpennessError):
        openness.scan(table, tmp_path / "o.csv", under=["spectrum"], columns=["id", "band"])
    assert openness.scan(table, tmp_path / "o.csv", under=["spectrum"], columns=["id"]).rows == 50


@pytest.mark.parametrize("ids", [[{"a": 1}, {"a": "é"}], [["x"], ["y"]], [{"a": 1}, "a/b", 5, None, True]])
def test_a_row_whose_id_is_no_word_is_answered_and_its_id_stands_as_json(tmp_path: Path, ids: list[Any]) -> None:
    answers = scanned(tmp_path, [{"id": id, "license": "mit"} for id in ids], under=["osaid-1.0"])
    expected = [id if id is None or isinstance(id, str) else json.dumps(id, ensure_ascii=False) for id in ids]
    assert [answer["id"] for answer in answers] == expected
    assert {answer["licence"] for answer in answers} == {"MIT"}


@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv"])
@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (arrow.array([b"\xffa", b"a/b", None], arrow.binary()), ["\ufffda", "a/b", None]),
        (arrow.array([{"a": 1}, None, {"a": 2}]), ['{"a": 1}', None, '{"a": 2}']),
        (arrow.array([1.5, None, 2.5]), ["1.5", None, "2.5"]),
    ],
)
def test_ids_of_a_parquet_file_that_are_no_words_lose_no_row(
    tmp_path: Path, ids: Any, expected: list[str | None], form: str
) -> None:
    from pyarrow import csv, parquet

    parquet.write_table(arrow.table({"id": ids, "license": ["mit"] * 3}), tmp_path / "t.parquet")
    out = tmp_path / f"o.{form}"
    openness.scan(tmp_path / "t.parquet", out, under=["spectrum"])
    if form == "jsonl":
        found = [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()]
    else:
        table = parquet.read_table(out) if form == "parquet" else csv.read_csv(out)
        found = table.column("id").to_pylist()
    assert [str(id) if id else None for id in found] == expected


def test_every_record_of_the_hub_of_2022_is_answered_as_in_a_table(shared: Path, tmp_path: Path) -> None:
    import yaml

    records = []
    with gzip.open(shared / "data/corpus/hf-cards-2022_frontmatter.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in list(lines)[::10]:
            record = json.loads(line)
            try:
                fields = yaml.load(record["frontmatter"] or "", Loader=yaml.BaseLoader)
            except yaml.YAMLError:
                continue
            records.append({"id": record["id"]} | (fields if isinstance(fields, dict) else {}))
    rows = scanned(tmp_path, records, under=["spectrum"])
    assert len(rows) == len(records) > 2_500
    for row, answer in list(zip(records, rows, strict=True))[::7]:
        try:
            table = arrow.Table.from_pylist([row])
        except arrow.ArrowInvalid:
            continue
        (alone,) = openness.classify_table(table, under=["spectrum"]).to_pylist()
        assert answer == alone


def test_the_report_counts_what_the_rows_say(tmp_path: Path) -> None:
    records = scans.rows(3_000)
    table = scans.parquet(tmp_path / "t.parquet", records)
    report = openness.scan(table, tmp_path / "o.jsonl", under=["spectrum"])
    rows = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()]
    assert report.rows == len(rows) == 3_000
    for level, count in report.levels:
        assert count == sum(row["spectrum.reached"] == level for row in rows)
    for band, count in report.bands:
        assert count == sum(row["band"] == band for row in rows)
    for code, count in report.findings:
        assert count == sum(code in row["findings"] for row in rows)
    unknown = {row["id"] for row in rows if "licence-unknown" in row["findings"]}
    names = {"nobody-knows", "my-own-licence", "Modèle ouvert"}
    assert names <= set(dict(report.unknown_licences))
    assert sum(dict(report.unknown_licences).values()) == len(unknown)
    assert openness.scan(table, under=["spectrum"]).to_dict() | {"output": report.output} == report.to_dict()


def test_a_scan_that_was_stopped_goes_on_behind_the_rows_that_it_has_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openness.scan.jsonl.BLOCK", 1_000)
    table = scans.jsonl(tmp_path / "t.jsonl", scans.rows(100))
    seen: list[int] = []

    def stop(_: float, rows: int) -> None:
        seen.append(rows)
        if rows >= 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        openness.scan(table, tmp_path / "o.jsonl", under=["spectrum"], progress=stop)
    again: list[int] = []
    openness.scan(table, tmp_path / "o.jsonl", under=["spectrum"], progress=lambda _, rows: again.append(rows))
    assert len(seen) > 3 and min(again) >= max(seen)


@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv"])
def test_a_stretch_of_lines_that_hold_no_row_takes_nothing_from_the_rows_around_it(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openness.scan.jsonl.BLOCK", 50)
    line = '{"id": "a/b", "license": "mit"}\n'
    (tmp_path / "t.jsonl").write_text(line + "no row at all, and a long line of it\n" * 9 + line)
    out = tmp_path / f"o.{form}"
    report = openness.scan(tmp_path / "t.jsonl", out, under=["spectrum"])
    assert report.rows == 2
    if form == "parquet":
        from pyarrow import parquet

        assert parquet.read_table(out).column("licence").to_pylist() == ["MIT", "MIT"]
    else:
        assert out.read_text(encoding="utf-8").count("MIT") == 2


def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    found: list[tuple[float, int]] = []
    table = scans.parquet(tmp_path / "t.parquet", scans.rows(900), group=300)
    openness.scan(table, under=["spectrum"], progress=lambda share, rows: found.append((share, rows)))
    assert found == [(pytest.approx(1 / 3), 300), (pytest.approx(2 / 3), 600), (1.0, 900)]


@pytest.mark.parametrize(("table", "output"), [(5, None), (b"t.csv", None), ("t.csv", 5)])
def test_a_wrong_type_lists_what_is_taken(table: Any, output: Any) -> None:
    with pytest.raises(TypeError, match=r"must be a path .*; not (int|bytes)|must be a path that ends with"):
        openness.scan(table, output)


def test_an_output_that_is_the_table_is_refused(tmp_path: Path) -> None:
    table = scans.jsonl(tmp_path / "t.jsonl", scans.rows(3))
    before = table.read_bytes()
    for source, output in ((table, table), (tmp_path, tmp_path / "o.jsonl")):
        with pytest.raises(OpennessError, match="it is a part of the table"):
            openness.scan(source, output)
    assert table.read_bytes() == before


def test_an_output_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "o.csv").mkdir()
    with pytest.raises(OpennessError, match="it is a folder; name a file"):
        openness.scan(scans.jsonl(tmp_path / "t.jsonl", scans.rows(3)), tmp_path / "o.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["o.csv", "t.jsonl"]


def test_an_unknown_engine_or_definition_is_refused(tmp_path: Path) -> None:
    table = scans.jsonl(tmp_path / "t.jsonl", scans.rows(3))
    with pytest.raises(OpennessError, match="'sparc' is no engine; did you mean spark"):
        openness.scan(table, engine="sparc")
    with pytest.raises(OpennessError, match="there is no definition"):
        openness.scan(table, tmp_path / "o.csv", under=["osaid"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.jsonl"]


def test_the_package_is_the_function_and_stays_a_package() -> None:
    code = (
        "import openness, openness.scan.stream\n"
        "assert callable(openness.scan) and openness.scan.stream.answers\n"
        "from openness import scan\n"
        "assert scan is openness.scan\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    """Four times the rows, in one process each: the peak grows by less than a tenth."""
    from pyarrow import parquet

    rows = scans.rows(5_000)
    peaks = []
    for times in (8, 32):
        table = arrow.concat_tables([arrow.Table.from_pylist(rows)] * times)
        parquet.write_table(table, tmp_path / "t.parquet", row_group_size=5_000)
        code = (
            "import openness, re\n"
            f"openness.scan({str(tmp_path / 't.parquet')!r}, {str(tmp_path / 'o.parquet')!r}, under=['spectrum'])\n"
            "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
        )
        if not Path("/proc/self/status").exists():
            pytest.skip("it needs Linux")
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        peaks.append(int(done.stdout))
    assert peaks[1] < 1.1 * peaks[0], peaks


# Columns that are not read


@pytest.mark.parametrize("form", scans.WRITERS)
def test_columns_that_nobody_knows_are_named_once(form: str, tmp_path: Path) -> None:
    rows = [{"id": "a/b", "License": "mit", "downloads": 3, "licens": "x", "shade": None}] * 3
    report = openness.scan(scans.WRITERS[form](tmp_path / f"t.{form}", rows), under=())
    assert report.unread_columns == ("licens", "shade")
    assert report.to_dict()["unread-columns"] == [
        {"column": "licens", "nearest": "license"},
        {"column": "shade", "nearest": None},
    ]
    assert dict(report.levels)["open-weights"] == 3
    text = reports.text(report, shipped().definition("spectrum"))
    assert text.count("Columns that are not read: licens (did you mean license?), shade.") == 1


@pytest.mark.parametrize("as_objects", [True, False])
def test_a_row_of_jsonl_may_be_the_first_with_a_column(as_objects: bool, tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{"id": f"a/{number}", "license": "mit"} for number in range(1_200)]
    base = "meta-llama/Llama-3.1-8B"
    rows += [
        {"id": "b/1", "License": "cc-by-nc-4.0"},
        {"id": "b/2", "license": "mit", "base_modle": base},
        {"id": "b/3", "license": "mit", "Base-Model": base},
        {"ID": "b/4", "license": "mit", "licens": "x"},
        {"id": "b/5", "license": "mit", "Training-Code.Availability": "public"},
    ]
    if as_objects:
        rows.append({"id": "b/6", "license": {"not": "a word"}})  # so that Arrow does not read all rows at once
    report = openness.scan(scans.WRITERS["jsonl"](tmp_path / "t.jsonl", rows), tmp_path / "o.jsonl", under=())
    answers = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {answer["id"]: answer["spectrum.reached"] for answer in answers}
    assert {id: found[id] for id in ("b/1", "b/2", "b/3", "b/4")} == {
        "b/1": "weights-available",
        "b/2": "weights-available",
        "b/3": "weights-available",
        "b/4": "open-weights",
    }
    assert report.unread_columns == ("licens",)


def test_a_column_that_nobody_knows_is_named_wherever_it_first_stands(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{"id": f"a/{number}", "license": "mit"} for number in range(1_200)]
    rows.append({"id": "b/1", "license": "mit", "licens": "x"})
    report = openness.scan(scans.jsonl(tmp_path / "t.jsonl", rows), under=())
    assert report.unread_columns == ("licens",)


@pytest.mark.parametrize("cell", [[], ["x"]])
def test_a_card_that_is_a_list_is_odd_in_its_own_row_alone(cell: list[str], tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"cardData": None, "id": None},
        {"cardData": cell, "id": None},
        {"id": "unsloth/Meta-Llama-3.1-8B"},
    ]
    findings = [answer["findings"] for answer in scanned(tmp_path, rows, under=())]
    assert ["field-invalid" in codes for codes in findings] == [False, bool(cell), False]
