"""A scan with lineage: each row with what it inherits, as a table at once has it, whatever stops the scan."""

import json
import os
import random
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.support import scans

import openness
from openness.errors import OpennessError
from openness.release.finding import Code
from openness.scan import jsonl, parquet, readers, records
from openness.table import lineage_table

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
form = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (the extra `arrow`)")

KILLS = int(os.environ.get("OPENNESS_KILLS", "5"))
COUNT = 2_000


def family(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Rows that were made from each other: chains, merges, circles, and bases that are no rows."""
    chosen = random.Random(seed)
    found: list[dict[str, Any]] = []
    for row in scans.rows(count, seed):
        bases = [found[chosen.randrange(len(found))]["id"] for _ in range(chosen.choice((0, 0, 1, 1, 1, 2))) if found]
        if chosen.random() < 0.1:
            bases.append(f"maker{chosen.randrange(900)}/model-{chosen.randrange(count)}")  # no row, or a later one
        row["id"] = row["id"].replace("è", "e")  # the name of a repository, or it is nobody's base
        found.append(row | {"base_model": [base.upper() if chosen.random() < 0.1 else base for base in bases]})
    found[5]["base_model"], found[7]["base_model"] = [found[7]["id"]], [found[5]["id"]]
    return found


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small batches."""
    for module in (jsonl, records, parquet):
        monkeypatch.setattr(module, "ROWS", 100)
    for module in (jsonl, records):
        monkeypatch.setattr(module, "BLOCK", 10_000)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of JSONL."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def scanned(table: Path, out: Path) -> list[dict[str, Any]]:
    """The answers with what rows inherit."""
    openness.scan(table, out, under=["spectrum"], lineage=True)
    return rows_of(out)


@pytest.mark.parametrize("form", scans.WRITERS)
def test_a_row_inherits_what_it_does_in_a_table(form: str, tmp_path: Path, small: None) -> None:
    models = family(700)
    table = arrow.Table.from_pylist([{name: row[name] for name in row if name != "downloads"} for row in models])
    expected = lineage_table(table, under=["spectrum"]).to_pylist()
    found = scanned(scans.WRITERS[form](tmp_path / f"t.{form}", models), tmp_path / "o.jsonl")
    assert found == expected
    assert {"lineage-cycle", "lineage-conflict"} <= {code for row in found for code in row["lineage.findings"]}


def test_rows_of_several_sorts_keep_their_places(tmp_path: Path, small: None) -> None:
    """In JSONL the cells of a column may differ, so that a batch is read in groups."""
    models = family(350)
    for at, row in enumerate(models):
        if at % 7 == 3 and len(row["base_model"]) == 1:
            (row["base_model"],) = row["base_model"]
        if at % 11 == 5:
            row["gated"] = "auto"
    found = scanned(scans.jsonl(tmp_path / "t.jsonl", models), tmp_path / "o.jsonl")
    assert [row["id"] for row in found] == [row["id"] for row in models]
    expected = openness.classify_all(
        [{k: v for k, v in row.items() if v is not None} for row in models], under=["spectrum"]
    )
    for row, one in zip(found, expected, strict=True):
        assert row["lineage.reached"] == one.spectrum.reached
        assert row["lineage.band"] == one.band
        assert row["lineage.findings"] == sorted({finding.code.value for finding in one.findings})


def test_a_chain_of_200_000_is_scanned(tmp_path: Path) -> None:
    count = 200_000
    names = arrow.array([f"a{at}/m" for at in range(count)])
    table = arrow.table(
        {
            "id": names,
            "license": arrow.array(["cc-by-nc-4.0"] + ["mit"] * (count - 1)),
            "base_model": arrow.array([None] + [[f"a{at}/m"] for at in range(count - 1)]),
        }
    )
    form.write_table(table, tmp_path / "t.parquet", row_group_size=50_000)
    report = openness.scan(tmp_path / "t.parquet", tmp_path / "o.parquet", under=["spectrum"], lineage=True)
    assert report.lineage is not None
    assert report.lineage.rows == count - 1
    last = form.read_table(tmp_path / "o.parquet").slice(count - 1).to_pylist()[0]
    assert (last["id"], last["lineage.bases"]) == (f"a{count - 1}/m", 100)
    assert last["lineage.licences"] == ["CC-BY-NC-4.0", "MIT"]


def test_a_base_that_is_no_row_and_a_circle_are_told(tmp_path: Path) -> None:
    models: list[dict[str, Any]] = [
        {"id": "a/a", "license": "mit", "base_model": "b/b"},
        {"id": "b/b", "license": "mit", "base_model": "a/a"},
        {"id": "c/c", "license": "mit", "base_model": "no/where"},
        {"id": "d/d", "license": "mit", "base_model": None},
    ]
    found = scanned(scans.csv_file(tmp_path / "t.csv", models), tmp_path / "o.jsonl")
    codes = [[code for code in row["lineage.findings"] if code.startswith("lineage")] for row in found]
    assert codes == [["lineage-cycle"], ["lineage-cycle"], ["lineage-unknown"], []]
    assert [row["lineage.unknown"] for row in found] == [False, False, True, False]


def test_the_report_counts_what_the_rows_inherit(tmp_path: Path, small: None) -> None:
    table = scans.parquet(tmp_path / "t.parquet", family(700), group=300)
    report = openness.scan(table, tmp_path / "o.jsonl", under=["spectrum"], lineage=True)
    alone = openness.scan(table, tmp_path / "alone.jsonl", under=["spectrum"])
    assert (report.rows, report.levels, report.findings) == (alone.rows, alone.levels, alone.findings)
    rows = rows_of(tmp_path / "o.jsonl")
    inherited = report.lineage
    assert inherited is not None
    assert inherited.rows == sum(row["lineage.bases"] > 0 for row in rows) > 0
    assert inherited.unknown == sum(row["lineage.unknown"] for row in rows) > 0
    for level, count in inherited.levels:
        assert count == sum(row["lineage.reached"] == level for row in rows)
    for band, count in inherited.bands:
        assert count == sum(row["lineage.band"] == band for row in rows)
    for code, count in inherited.findings:
        assert count == sum(code in row["lineage.findings"] for row in rows)
    at_odds = Counter(
        (row["licence"], tuple(row["lineage.licences"]))
        for row in rows
        if Code.LINEAGE_CONFLICT.value in row["lineage.findings"]
    )
    assert all(at_odds[conflict.licence, conflict.inherited] == conflict.rows for conflict in inherited.conflicts)
    assert [conflict.rows for conflict in inherited.conflicts] == sorted(at_odds.values(), reverse=True)[:100]
    assert (
        openness.scan(table, under=["spectrum"], lineage=True).to_dict() | {"output": report.output} == report.to_dict()
    )
    assert openness.scan(table, under=["spectrum"]).to_dict() == report.to_dict() | {"output": None, "lineage": None}


def test_both_readings_are_told_as_one_work(tmp_path: Path) -> None:
    found: list[tuple[float, int]] = []
    table = scans.parquet(tmp_path / "t.parquet", family(300), group=100)
    openness.scan(
        table, under=["spectrum"], lineage=True, progress=lambda share, rows: found.append((round(6 * share, 6), rows))
    )
    assert found == [(at, 50 * at) for at in range(1, 7)]


@pytest.mark.parametrize("form", scans.WRITERS)
def test_a_scan_that_is_killed_again_and_again_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    table = scans.WRITERS[form](tmp_path / f"t.{form}", family(COUNT))
    whole, out = tmp_path / f"whole.{form}", tmp_path / f"out.{form}"
    assert scans.run(table, "-o", whole, "--lineage").returncode == 0
    chosen = random.Random(form)
    killed = 0
    while killed < KILLS:
        process = scans.begin(table, "-o", out, "--lineage")
        try:
            process.communicate(timeout=0.3 + chosen.random() * 1.2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            killed += 1
        if out.exists():  # whole, even where the process was killed after it had given it its name
            assert out.read_bytes() == whole.read_bytes()
            out.unlink()
    assert scans.run(table, "-o", out, "--lineage").returncode == 0
    assert out.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([table.name, whole.name, out.name])


class Stopped(BaseException):
    """Ends a scan in the middle."""


@pytest.mark.parametrize("form", scans.WRITERS)
@pytest.mark.parametrize("parts", [0, 1, 4])
def test_a_scan_goes_on_with_the_row_after_the_last(form: str, parts: int, tmp_path: Path, small: None) -> None:
    table = scans.WRITERS[form](tmp_path / f"t.{form}", family(700))
    whole, out = tmp_path / f"whole.{form}", tmp_path / f"out.{form}"
    openness.scan(table, whole, under=["spectrum"], lineage=True)
    left = parts

    def stop(share: float, rows: int) -> None:
        nonlocal left
        if share > 0.5 or not left:
            left -= 1
            if left < 0:
                raise Stopped

    with pytest.raises(Stopped):
        openness.scan(table, out, under=["spectrum"], lineage=True, progress=stop)
    journal = (Path(f"{out}.scan") / "journal").read_bytes()
    assert journal.count(b"\n") == 1 + (parts and parts + 1)
    openness.scan(table, out, under=["spectrum"], lineage=True)
    assert out.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("first", [True, False])
def test_a_scan_without_lineage_does_not_go_on_with_it_nor_the_other_way_round(first: bool, tmp_path: Path) -> None:
    table, out = scans.jsonl(tmp_path / "t.jsonl", family(50)), tmp_path / "o.jsonl"

    def stop(share: float, rows: int) -> None:
        if share > 0.5:
            raise Stopped

    with pytest.raises(Stopped):
        openness.scan(table, out, under=["spectrum"], lineage=first, progress=stop)
    with pytest.raises(OpennessError, match="it cannot go on: the output had other columns"):
        openness.scan(table, out, under=["spectrum"], lineage=not first)
    openness.scan(table, out, under=["spectrum"], lineage=not first, restart=True)
    assert len(rows_of(out)) == 50


def test_a_table_that_grows_between_the_readings_gives_no_output(tmp_path: Path) -> None:
    table, out = scans.jsonl(tmp_path / "t.jsonl", family(50)), tmp_path / "o.jsonl"

    grown: list[float] = []

    def grow(share: float, rows: int) -> None:
        if not grown:  # or there would be more to read for ever
            grown.append(share)
            with table.open("ab") as stream:
                stream.write(b'{"id": "late/row"}\n')

    with pytest.raises(OpennessError, match="it was changed while it was read; scan it again with --restart"):
        openness.scan(table, out, under=["spectrum"], lineage=True, progress=grow)
    assert not out.exists()


def test_a_row_that_cannot_be_read_is_nobody_s_base(tmp_path: Path, small: None) -> None:
    table = scans.jsonl(tmp_path / "t.jsonl", family(500))
    whole = table.read_bytes().splitlines(keepends=True)
    torn = [*whole[:200], b'{"id": "torn",\n', *whole[200:]]
    table.write_bytes(b"".join(torn))
    rows = scanned(table, tmp_path / "o.jsonl")
    assert len(rows) == 500
    table.write_bytes(b"".join(whole))
    assert rows == scanned(table, tmp_path / "whole.jsonl")


def test_memory_of_rows_that_are_answered_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches are read one at a time, in both readings."""
    alive: list[int] = []
    read = readers.batches

    def batches(piece: Any) -> Any:
        for batch in read(piece):
            alive.append(1)
            assert sum(alive) == 1
            yield batch
            alive.pop()

    monkeypatch.setattr(readers, "batches", batches)
    table = scans.parquet(tmp_path / "t.parquet", family(300), group=50)
    openness.scan(table, tmp_path / "o.parquet", under=["spectrum"], lineage=True)
    assert not alive


def test_lineage_on_another_engine_is_refused(tmp_path: Path) -> None:
    table = scans.jsonl(tmp_path / "t.jsonl", family(10))
    done = scans.run(table, "--lineage", "--engine", "spark")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == (
        b"openness: the engine spark answers rows apart, and lineage needs all of them together; leave out one of them\n"
    )
    done = scans.run("--lineage", "--diff", table, table)
    assert done.returncode == 2
    assert b"scan each table with --lineage -o FILE first" in done.stderr


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_rows_on_standard_output_are_those_of_a_file(form: str, tmp_path: Path) -> None:
    table = scans.jsonl(tmp_path / "t.jsonl", family(300))
    done = scans.run(table, "--lineage", "--format", form)
    assert done.returncode == 0, done.stderr
    scans.run(table, "--lineage", "-o", tmp_path / f"o.{form}")
    assert done.stdout == (tmp_path / f"o.{form}").read_bytes()
