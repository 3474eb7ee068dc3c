"""`openness scan` as it is typed."""

import json
import os
import re
import sys
from pathlib import Path

import pytest
from tests.support import scans

from openness import cli

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A catalogue in the working directory."""
    monkeypatch.chdir(tmp_path)
    return scans.jsonl(tmp_path / "t.jsonl", scans.rows(50)).name


def test_rows_go_to_standard_output_where_their_format_is_asked(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["scan", table, "--under", "spectrum", "--format", "jsonl"]) == 0
    found = capsys.readouterr()
    assert [json.loads(line)["id"] for line in found.out.splitlines()] == [row["id"] for row in scans.rows(50)]
    assert found.err == ""
    assert cli.main(["scan", table, "--under", "spectrum", "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith('"id","licence"')
    assert cli.main(["scan", table, "--under", "spectrum", "--format", "csv", "--columns", "band,id"]) == 0
    assert capsys.readouterr().out.startswith('"band","id"\n')


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ([], "scan takes one TABLE, or --diff OLD NEW"),
        (["t.jsonl", "--diff", "t.jsonl", "t.jsonl"], "scan takes one TABLE, or --diff OLD NEW"),
        (
            ["t.jsonl", "-o", "o.csv", "--format", "csv"],
            "its name tells the format of the rows; leave out --format csv, or -o",
        ),
        (["--diff", "t.jsonl", "t.jsonl", "--restart"], "--diff compares in this process, from the beginning"),
        (["t.jsonl", "-o", "o.txt"], "o.txt: its name tells no form of a table; end it with .parquet, .jsonl or .csv"),
        (["t.jsonl", "--engine", "sparc"], "'sparc' is no value of --engine; did you mean spark?"),
        (["t.jsonl", "--under", "osaid"], "there is no definition 'osaid'; did you mean osaid-1.0?"),
        (["t.jsonl", "-o", "o.csv", "--columns", "id,license"], "no column 'license'; did you mean licence?"),
        (["t.jsonl", "--columns", "id"], "--columns are those of the rows, and no rows are written"),
        (["--diff", "t.jsonl", "t.jsonl", "--columns", "id"], "--diff compares in this process"),
        (["--diff", "t.jsonl", "t.jsonl", "--ids"], "--diff compares in this process"),
        (["nowhere.csv"], "nowhere.csv: there is no such file; check the path"),
    ],
)
def test_a_call_that_cannot_be_used_ends_in_one_line(
    table: str, capsys: pytest.CaptureFixture[str], words: list[str], problem: str
) -> None:
    assert cli.main(["scan", *words]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert problem in found.err
    assert found.err.count("\n") == 1
    assert os.listdir() == ["t.jsonl"]


def test_nothing_of_a_table_reaches_the_terminal_as_it_is(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.jsonl").write_text(
        json.dumps({"id": "a/a", "license": "other", "license_name": "\x1b[31mred\u202e"}) + "\n\x1b[31m\n",
        encoding="utf-8",
    )
    assert cli.main(["scan", "x.jsonl", "--under", "spectrum"]) == 3
    found = capsys.readouterr()
    assert not re.search("[\x1b\u202e]", found.out + found.err)
    assert "red" in found.out


@pytest.mark.skipif(sys.platform == "win32", reason="it needs a terminal of Unix")
def test_a_terminal_shows_a_bar_with_rate_and_time_left(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from openness.cli import console

    class Terminal(io.StringIO):
        """A terminal that keeps what is drawn."""

        def isatty(self) -> bool:
            """Yes."""
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(console, "monotonic", iter(range(100)).__next__)
    gauge = console.Gauge()
    for done in (1, 2, 3):
        gauge(done / 4, done * 1_000_000)
    gauge.clear()
    drawn = screen.getvalue().split("\r")
    assert drawn[2].rstrip() == f"[{'#' * 20}{' ' * 20}] 2,000,000 rows, 1,000,000 a second, 0:02 left"
    assert drawn[-1] == ""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["models.csv"], "stopped; no rows are kept; with -o FILE a scan keeps them, and the same call goes on"),
        (["models.csv", "-o", "o.csv"], "stopped before the first rows; begin again"),
        (["--diff", "models.csv", "models.csv"], "stopped; nothing is kept; begin again"),
    ],
)
def test_an_interrupt_says_what_is_kept(
    words: list[str], says: str, table: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("openness.cli.scan._scanned", interrupted)
    monkeypatch.setattr("openness.cli.scan._compared", interrupted)
    assert cli.main(["scan", *(table if word == "models.csv" else word for word in words)]) == 130
    assert capsys.readouterr() == ("", f"openness: {says}\n")


def test_the_drift_is_shown_and_written(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    scans.csv_file(Path("u.csv"), [row | {"license": "mit", "license_name": None} for row in scans.rows(40)])
    assert cli.main(["scan", "--diff", table, "u.csv", "-o", "o.csv", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["old"]["rows"], found["new"]["rows"], found["vanished"]) == (50, 40, 10)
    assert len(Path("o.csv").read_text(encoding="utf-8").splitlines()) == 1 + found["vanished"] + found["changed"]
    assert cli.main(["scan", "--diff", table, "u.csv"]) == 0
    assert capsys.readouterr().out.startswith("What changed from t.jsonl to u.csv\n")
