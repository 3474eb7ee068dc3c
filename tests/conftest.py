"""Shared by all tests: the folder of other people's inputs, and Hypothesis's profile."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=200, database=None)
settings.load_profile("ci")

# These ask for signals, forks and limits, which Windows has not: their modules could not even be loaded there.
if sys.platform == "win32":
    collect_ignore = [
        "hostile/test_hostile_processes.py",
        "scan/test_journal.py",
        "test_benchmarks.py",
        "test_mutants.py",
        "support/timing.py",
    ]
    collect_ignore_glob = ["support/hostile/*", "support/mutants/*"]

SHARED = Path(os.environ.get("OPENNESS_SHARED", Path(__file__).parents[2] / "shared"))


@pytest.fixture(autouse=True)
def _from_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test from the top of the checkout: examples name their files from there."""
    monkeypatch.chdir(Path(__file__).parents[1])


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real inputs by other people, read in place and never part of the project."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"real inputs are not at hand: there is no folder {SHARED}/data (set OPENNESS_SHARED)")
    return SHARED
