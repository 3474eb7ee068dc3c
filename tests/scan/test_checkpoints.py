"""A batch that takes minutes is kept while it is answered, and its answers are the same to the byte however often it stops."""

import json
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.support import scans

import openness
from openness import cli

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

ROWS = 400
STRIP = 100
Told = Callable[[float, int], None]


def rows(number: int = ROWS) -> list[dict[str, Any]]:
    """Rows of a catalogue with whole cards, some of them with other columns than the rest."""
    found = scans.rows(number)
    for at, row in enumerate(found):
        row["card"] = f"# Model {at}\n\nYou may not use model {at} to harm people.\n"
    return found


def scan(table: Path, out: Path, progress: Told, seconds: float, lineage: bool = False) -> None:
    """Scan by strips of 100 rows, with a clock of which each look finds so many seconds more."""
    from attrs import evolve

    from openness.scan.parts import form_of
    from openness.scan.run import begun

    run = begun(str(table), ["spectrum"], "local", None, lineage)
    run.answering.pace.rows = STRIP
    clock = (look * seconds for look in count())
    evolve(run, clock=clock.__next__).written(str(out), form_of(str(out)), False, progress)


@pytest.fixture(autouse=True)
def _strips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openness.scan.strips._MOST", STRIP)


@pytest.mark.parametrize("lineage", [False, True])
@pytest.mark.parametrize("form", scans.WRITERS)
def test_a_batch_that_was_killed_at_any_strip_goes_on_there_and_gives_the_same_bytes(
    form: str, lineage: bool, tmp_path: Path
) -> None:
    table = scans.WRITERS[form](tmp_path / f"t.{form}", rows())
    whole, out = tmp_path / f"whole.{form}", tmp_path / f"out.{form}"
    with pytest.MonkeyPatch.context() as at_once:
        at_once.setattr("openness.scan.strips._FIRST", 2 * ROWS)
        report = openness.scan(table, whole, under=["spectrum"], lineage=lineage)
    folder = Path(f"{out}.scan")

    def kill(share: float, told: int) -> None:
        shutil.copytree(folder, tmp_path / f"killed-{len(list(tmp_path.glob('killed-*')))}")

    scan(table, out, kill, seconds=31, lineage=lineage)
    assert out.read_bytes() == whole.read_bytes()
    killed = sorted(tmp_path.glob("killed-*"))[lineage:]
    assert len(killed) == ROWS // STRIP
    for number, left in enumerate(killed, 1):
        out.unlink()
        left.rename(folder)
        told: list[int] = []

        def tell(share: float, at: int, told: list[int] = told) -> None:
            told.append(at)

        again = openness.scan(table, out, under=["spectrum"], lineage=lineage, progress=tell)
        assert out.read_bytes() == whole.read_bytes()
        assert again.to_dict() | {"output": ""} == report.to_dict() | {"output": ""}
        assert told if lineage else (not told or min(told) > number * STRIP)
        assert not folder.exists()


def interrupted(table: Path, out: Path, seconds: float, after: int) -> None:
    """A scan that somebody stops after so many rows."""

    def stop(share: float, told: int) -> None:
        if told >= after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scan(table, out, stop, seconds)


@pytest.mark.parametrize("torn", ["cut", "overwritten", "lengthened", "gone"])
@pytest.mark.parametrize("name", ["strips", "journal"])
def test_a_strip_that_a_power_cut_tore_is_done_again(name: str, torn: str, tmp_path: Path) -> None:
    table = scans.parquet(tmp_path / "t.parquet", rows())
    openness.scan(table, tmp_path / "whole.parquet", under=["spectrum"])
    out = tmp_path / "out.parquet"
    interrupted(table, out, 31, 300)
    file = Path(f"{out}.scan") / name
    data = file.read_bytes()
    changed = {"cut": data[:-70], "overwritten": data[:-70] + b"\0" * 70, "lengthened": data + b"{}", "gone": b""}
    file.write_bytes(changed[torn])
    openness.scan(table, out, under=["spectrum"])
    assert out.read_bytes() == (tmp_path / "whole.parquet").read_bytes()


def test_strips_are_kept_when_half_a_minute_is_over_and_when_somebody_stops_the_scan(tmp_path: Path) -> None:
    table = scans.parquet(tmp_path / "t.parquet", rows())
    for seconds, before in ((31, 3), (11, 1), (0, 0)):
        out = tmp_path / f"out-{seconds}.parquet"
        lines: list[int] = []

        def stop(share: float, told: int, out: Path = out, lines: list[int] = lines) -> None:
            lines.append((Path(f"{out}.scan") / "journal").read_bytes().count(b"\n") - 1)
            if told >= 3 * STRIP:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            scan(table, out, stop, seconds)
        assert lines[-1] >= before and (before or not any(lines))
        from openness.scan.kept import rows_kept

        assert rows_kept(str(out)) == 3 * STRIP


def test_a_stopped_scan_says_how_many_rows_it_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    table = scans.parquet(tmp_path / "t.parquet", rows())
    interrupted(table, Path("out.parquet"), 0, 200)

    def stopped(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("openness.cli.scan._scanned", stopped)
    assert cli.main(["scan", str(table), "-o", "out.parquet"]) == 130
    line = "openness: stopped; 200 rows kept in out.parquet.scan; the same call continues after them\n"
    assert capsys.readouterr().err == line
    for name in ("strips", "journal"):
        (Path("out.parquet.scan") / name).write_bytes(b"")
    assert cli.main(["scan", str(table), "-o", "out.parquet"]) == 130
    assert capsys.readouterr().err == "openness: stopped before any rows were kept; the same call begins again\n"


def test_what_rows_inherit_is_asked_for_each_time_or_never(tmp_path: Path) -> None:
    table = scans.parquet(tmp_path / "t.parquet", rows())
    out = tmp_path / "out.parquet"
    interrupted(table, out, 31, 200)
    with pytest.raises(openness.OpennessError, match="what rows inherit was asked for"):
        openness.scan(table, out, under=["spectrum"], lineage=True)


def test_a_strip_has_the_words_of_its_own_rows_alone(tmp_path: Path) -> None:
    from openness.scan import readers
    from openness.scan.strips import Pace, strips

    (piece,) = readers.opened(str(scans.parquet(tmp_path / "t.parquet", rows()))).pieces()
    (batch,) = readers.batches(piece)
    pace = Pace()
    pace.rows = STRIP
    found = list(strips(batch, 50, pace))
    assert [(strip.rows, more) for strip, more in found] == [*[(STRIP, True)] * 3, (50, False)]
    for strip, _ in found:
        ((own, _),) = strip.groups
        assert len(own.column("card").dictionary) == own.num_rows


def test_rows_of_other_sorts_keep_their_order_in_strips(tmp_path: Path) -> None:
    table = tmp_path / "t.jsonl"
    mixed = [{"id": f"a/{at}", "license": ["mit"] if at % 3 else "mit", "gated": at % 2 == 0} for at in range(ROWS)]
    table.write_text("".join(json.dumps(row) + "\n" for row in mixed), encoding="utf-8")
    openness.scan(table, tmp_path / "whole.jsonl", under=["spectrum"])
    scan(table, tmp_path / "out.jsonl", lambda *_: None, seconds=31)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    ids = [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert ids == [row["id"] for row in mixed]


@pytest.mark.parametrize(
    ("before", "seconds", "after"), [(100, 5.0, 100), (100, 50.0, 16), (100, 10.0, 50), (20, 0.5, 80), (90, 0.0, 100)]
)
def test_a_strip_has_as_many_rows_as_take_some_seconds(before: int, seconds: float, after: int) -> None:
    from openness.scan.strips import Pace

    pace = Pace(iter((0.0, seconds)).__next__)
    pace.rows = before
    pace.begin()
    pace.end(before)
    assert pace.rows == after


def test_progress_within_a_row_group_is_told_by_its_rows(tmp_path: Path) -> None:
    told: list[tuple[float, int]] = []
    table = scans.parquet(tmp_path / "t.parquet", rows())
    scan(table, tmp_path / "out.jsonl", lambda share, at: told.append((share, at)), seconds=0)
    assert [at for _, at in told] == list(range(STRIP, ROWS + 1, STRIP))
    assert [share for share, _ in told] == pytest.approx([at / ROWS for _, at in told])
