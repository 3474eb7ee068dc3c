"""Folders of releases, written for a test."""

import os
from pathlib import Path

import pytest

from openness.release.release import Release
from openness.sources.file import Gathered
from openness.sources.gather import gather

CARD = "---\nlicense: mit\npipeline_tag: x\n---\n"


def releases(root: Path, files: dict[str, str], exclude: tuple[str, ...] = ()) -> dict[str, Release]:
    """The releases of a folder of these files, by their source below it."""
    found_there = gathered(root, files, exclude)
    assert found_there.problems == ()
    return {found.source.removeprefix(str(root)): found.release for found in found_there.found}


def gathered(root: Path, files: dict[str, str], exclude: tuple[str, ...] = ()) -> Gathered:
    """The releases that a folder of these files gives."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return gather(str(root), exclude)


def named_pipe(path: str | Path) -> None:
    """Make a pipe that has a name; where the system has none the test is skipped."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes by name here")
    os.mkfifo(path)
