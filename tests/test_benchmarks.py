"""What `make bench` runs works: small, so that nothing is said of speed."""

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
GROUPS = sorted(path.stem for path in (TOP / "tests/benchmarks").glob("[a-z]*.py"))
SMALL = ("--rows", "3000", "--pairs", "1", "--step", "150")


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_measures_and_writes_its_page(group: str, tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    words = [sys.executable, "-m", "tests.benchmarks", group, *SMALL, "--page", str(page)]
    done = subprocess.run(words, cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    if f"{group} is left out: " in done.stdout:
        pytest.skip(done.stdout.strip())
    rows = page.read_text(encoding="utf-8").partition("|---|---|---|---|---|\n")[2].splitlines()
    assert len(rows) == len(done.stdout.splitlines()) > 0
    for row in rows:
        _, id, _, figure, bounds, state, _ = (cell.strip() for cell in row.split("|"))
        assert float(figure) > 0 or id in ("T4", "T7"), row  # a ratio; these two count mistakes
        assert bool(bounds) == (state in ("met", "missed", "stretch")), row


def test_a_group_that_nobody_knows_is_an_error() -> None:
    words = [sys.executable, "-m", "tests.benchmarks", "weather"]
    done = subprocess.run(words, cwd=TOP, capture_output=True, text=True, check=False)
    assert (done.returncode, "there is no group weather" in done.stderr) == (2, True)
