"""The changes between two catalogues, beside a comparison by dictionaries."""

import errno
import json
import os
import random
import sys
from collections import defaultdict
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from tests.support import scans

import openness
from openness.errors import OpennessError
from openness.scan.drift import Drift, comparison, drift, spill
from openness.scan.drift.report import markdown_text
from openness.scan.drift.writer import COLUMNS
from openness.shelf.shelf import shipped

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")


def lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def state(row: dict[str, Any]) -> tuple[Any, ...]:
    """The facts of a row that are compared."""
    level = "unknown" if row["band"] == "unknown" else row["spectrum.reached"]
    return row["licence"], level, tuple(row["findings"])


def expected(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """The changes between the answers of two scans."""
    by_id: list[dict[str, list[tuple[Any, ...]]]] = [defaultdict(list), defaultdict(list)]
    for states, rows in zip(by_id, (old, new), strict=True):
        for row in rows:
            if row["id"] is not None:
                states[row["id"]].append(state(row))
    found = []
    for id in sorted(set(by_id[0]) | set(by_id[1])):
        for before, after in zip_longest(by_id[0].get(id, ()), by_id[1].get(id, ())):
            if before != after:
                gone = set(before[2] if before else ()) - set(after[2] if after else ())
                come = set(after[2] if after else ()) - set(before[2] if before else ())
                kind = "appeared" if before is None else "vanished" if after is None else "changed"
                ends = [end for at in (0, 1) for end in ((before or (None, None))[at], (after or (None, None))[at])]
                found.append((id, kind, *ends, sorted(come), sorted(gone)))
    return found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it needs Linux")
def test_no_file_but_the_lock_is_open_when_the_folder_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows would keep the folder."""
    table = scans.jsonl(tmp_path / "t.jsonl", scans.rows(20))
    found: list[str] = []
    monkeypatch.setattr(
        "openness.scan.journal.shutil.rmtree", lambda folder, **_: found.extend(scans.open_below(Path(folder)))
    )
    drift(table, table, tmp_path / "changes.jsonl")
    assert found == ["lock"]


def test_answers_without_what_is_compared_are_refused(tmp_path: Path) -> None:
    table = scans.WRITERS["jsonl"](tmp_path / "t.jsonl", scans.rows(20))
    openness.scan(table, tmp_path / "some.parquet", under=["spectrum"], columns=["id", "licence", "spectrum.reached"])
    with pytest.raises(OpennessError, match="a scan wrote it without band and findings"):
        drift(table, tmp_path / "some.parquet")
    compared = ["findings", "band", "id", "licence", "spectrum.reached"]
    openness.scan(table, tmp_path / "all.parquet", under=["spectrum"], columns=compared)
    assert dict(drift(table, tmp_path / "all.parquet").kinds)["changed"] == 0


def later(records: list[dict[str, Any]], chosen: random.Random) -> list[dict[str, Any]]:
    """The rows of a later week, in another order."""
    new = [row | ({"license": chosen.choice(scans.LICENCES)} if chosen.random() < 0.2 else {}) for row in records]
    new = [row for row in new if chosen.random() > 0.1] + scans.rows(50, seed=9)
    chosen.shuffle(new)
    return new


@pytest.mark.parametrize("output", ["drift.jsonl", None])
def test_a_disk_without_room_is_told_by_the_name_of_the_output(
    tmp_path: Path, output: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(spill.Spill, "put", full)
    table = scans.jsonl(tmp_path / "week.jsonl", scans.rows(5))
    target = None if output is None else str(tmp_path / output)
    with pytest.raises(OpennessError, match="it cannot be written: No space left on device") as caught:
        drift(table, table, target)
    (problem,) = caught.value.problems
    assert target is None or problem.document == target
    assert problem.document  # else the folder of temporary files


@pytest.mark.parametrize("seed", range(5))
def test_the_changes_are_those_of_a_comparison_in_memory(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spill, "_WAITING", 100)
    monkeypatch.setattr(comparison, "_RUN", 3)
    chosen = random.Random(seed)
    records = scans.rows(800, seed)
    records += [row | {"id": records[0]["id"]} for row in records[:seed]] + [
        {"license": "mit"}
    ] * seed  # one id, and none
    tables = [
        scans.jsonl(tmp_path / "old.jsonl", records),
        scans.parquet(tmp_path / "new.parquet", later(records, chosen)),
    ]
    outputs = [tmp_path / "old.answers.jsonl", tmp_path / "new.answers.parquet"]
    for table, output in zip(tables, outputs, strict=True):
        openness.scan(table, output, under=["spectrum"])
    openness.scan(tables[1], tmp_path / "new.answers.jsonl", under=["spectrum"])
    wanted = expected(lines(outputs[0]), lines(tmp_path / "new.answers.jsonl"))
    found = drift(tables[0], tables[1], tmp_path / "of-tables.jsonl")
    rows = lines(tmp_path / "of-tables.jsonl")
    assert [tuple(row[name] for name in COLUMNS) for row in rows] == wanted
    again = drift(outputs[0], outputs[1], tmp_path / "of-answers.jsonl")
    assert (tmp_path / "of-answers.jsonl").read_bytes() == (tmp_path / "of-tables.jsonl").read_bytes()
    assert found.to_dict() | {"old": None, "new": None, "output": None} == again.to_dict() | {
        "old": None, "new": None, "output": None
    }  # fmt: skip
    assert_counts(found, rows)
    assert found.nameless[0] == seed


def assert_counts(found: Drift, rows: list[dict[str, Any]]) -> None:
    """The numbers of a drift are those of its rows."""
    changed = [row for row in rows if row["change"] == "changed"]
    assert dict(found.kinds) == {
        kind: sum(row["change"] == kind for row in rows) for kind in ("appeared", "vanished", "changed")
    }
    assert dict(found.fields)["licence"] == sum(row["licence.old"] != row["licence.new"] for row in changed)
    moved = [row for row in changed if row["level.old"] != row["level.new"]]
    assert dict(found.fields)["level"] == sum(dict(found.moves).values()) == len(moved)
    for code, new, gone in found.findings:
        assert new == sum(code in row["findings.added"] for row in changed)
        assert gone == sum(code in row["findings.removed"] for row in changed)
    assert (sum(old for _, old, _ in found.levels), sum(new for _, _, new in found.levels)) == found.rows
    named = [id for _, examples in found.examples for id, _, _ in examples]
    assert set(named) <= {row["id"] for row in moved}


def test_a_table_beside_itself_has_not_changed(tmp_path: Path) -> None:
    table = scans.jsonl(tmp_path / "t.jsonl", scans.rows(300))
    found = drift(table, table, tmp_path / "o.jsonl")
    assert set(dict(found.kinds).values()) == {0}
    assert (tmp_path / "o.jsonl").read_bytes() == b""
    assert "No change" not in markdown_text(found, shipped().definition("spectrum"))


def test_the_summary_for_people_names_what_moved(tmp_path: Path) -> None:
    old = scans.jsonl(
        tmp_path / "old.jsonl", [{"id": "a/<b>|x", "license": "mit"}, {"id": "c/d", "license": "llama3.1"}]
    )
    new = scans.jsonl(
        tmp_path / "new.jsonl", [{"id": "a/<b>|x", "license": "cc-by-nc-4.0"}, {"id": "c/d", "license": "mit"}]
    )
    text = markdown_text(drift(old, new), shipped().definition("spectrum"))
    less = text.partition("## Less open than before\n\n")[2]
    assert less.startswith(
        "| id | move |\n|---|---|\n| <code>a/&lt;b&gt;\\|x</code> | Open weights → Weights available |\n"
    )
    assert "| `c/d` | Weights available → Open weights |" in text


@pytest.mark.parametrize("which", [0, 1])
def test_a_table_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path, which: int) -> None:
    good = scans.jsonl(tmp_path / "t.jsonl", scans.rows(30))
    bad = tmp_path / "bad.jsonl.gz"
    import gzip

    bad.write_bytes(gzip.compress(good.read_bytes() * 2000)[:3000])
    tables = [good, good]
    tables[which] = bad
    with pytest.raises(OpennessError, match="it cannot be read"):
        drift(tables[0], tables[1], tmp_path / "o.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.jsonl.gz", "t.jsonl"]


def test_an_output_that_is_one_of_the_tables_is_refused(tmp_path: Path) -> None:
    table = scans.jsonl(tmp_path / "t.jsonl", scans.rows(3))
    with pytest.raises(OpennessError, match="it is a part of the table"):
        drift(table, table, table)


def test_a_wrong_type_lists_what_is_taken() -> None:
    with pytest.raises(TypeError, match=r"a table must be a path to Parquet, JSONL or CSV .*; not int"):
        drift(5, "t.csv")  # type: ignore[arg-type]  # a number is refused


def test_a_base_that_changes_its_licence_changes_what_is_made_from_it(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [
        {"id": "a/base", "license": "mit", "base_model": None},
        {"id": "b/tune", "license": "mit", "base_model": "a/base"},
        {"id": "c/other", "license": "mit", "base_model": None},
    ]
    tables = [
        scans.csv_file(tmp_path / "old.csv", records),
        scans.csv_file(tmp_path / "new.csv", [records[0] | {"license": "cc-by-nc-4.0"}, *records[1:]]),
    ]
    for table in tables:
        openness.scan(table, table.with_suffix(".csv.parquet"), under=["spectrum"], lineage=True)
    old, new = (table.with_suffix(".csv.parquet") for table in tables)
    found = drift(old, new, tmp_path / "changes.jsonl")
    base, tune = lines(tmp_path / "changes.jsonl")
    assert (base["id"], tune["id"]) == ("a/base", "b/tune")
    assert (tune["level.old"], tune["findings.added"]) == (tune["level.new"], [])
    assert (tune["lineage.level.old"], tune["lineage.level.new"]) == ("open-weights", "weights-available")
    assert "lineage-conflict" in tune["lineage.findings.added"]
    assert found.lineage is not None
    assert dict(found.lineage.fields) == {"level": 2, "findings": 1}
    assert dict(found.fields) == {"licence": 1, "level": 1, "findings": 0}
    assert dict(found.lineage.examples)["down"][1] == ("b/tune", "open-weights", "weights-available")
    assert "Less open than before, with what is inherited" in markdown_text(found, shipped().definition("spectrum"))
    openness.scan(tables[0], tmp_path / "own.parquet", under=["spectrum"])
    alone = drift(tmp_path / "own.parquet", new)
    assert (alone.lineage, dict(alone.kinds)["changed"]) == (None, 1)
    assert drift(old, old).lineage is not None
