"""Answers kept as tables, and read as diffs: one line for one question, so that a change in what decides moves a line.

After a change that is meant the tables are written anew, and every line that moved is read by a person:

    OPENNESS_REGOLD=1 pytest tests/licensing/matching/test_answers.py
"""

import os
from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path


def agrees(table: Path, rows: Iterable[str]) -> None:
    """Fail with a diff unless a table holds these rows, each of one line."""
    now = "".join(f"{row}\n" for row in rows)
    if os.environ.get("OPENNESS_REGOLD") == "1":
        table.parent.mkdir(exist_ok=True)
        table.write_text(now, encoding="utf-8")
    kept = table.read_text(encoding="utf-8") if table.exists() else ""
    moved = "".join(unified_diff(kept.splitlines(True), now.splitlines(True), f"kept/{table.name}", "now"))
    assert not moved, f"\n{moved}"
