"""`python -m tests.support.verdicts OLD`: which verdicts this tree has changed since a commit, as Markdown for a review.

An answer that became more open stands first: a wrong “open” hurts most. Exit code 0, whatever changed; 2 when a tree
cannot be asked.
"""

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[3]
ASKED = Path(__file__).parent / "asked.py"

Key = tuple[str, str]  # a subject and a question
Answer = tuple[str, list[int]]  # and how open it is: the greater, the more
Table = Mapping[Key, Answer]


def of(tree: Path) -> tuple[str, Table]:
    """The version of a tree's data, and its verdicts.

    Raises:
        SystemExit: when it cannot be asked.
    """
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONSAFEPATH": "1"}
    environment.pop("OPENNESS_PATH", None)
    ran = subprocess.run([sys.executable, str(ASKED)], env=environment, cwd=tree, capture_output=True, check=False)
    if ran.returncode:
        sys.stderr.write(ran.stderr.decode("utf-8", "replace"))
        raise SystemExit(2)
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer["data"], {(subject, question): (text, rank) for subject, question, text, rank in answer["rows"]}


def at(commit: str, folder: Path) -> Path:
    """The tree of a commit, laid out in a folder.

    Raises:
        SystemExit: when git knows no such commit.
    """
    call = ["git", "-C", str(TOP), "archive", "--format=tar", commit, "src", "licences"]
    ran = subprocess.run(call, capture_output=True, check=False)
    if ran.returncode:
        sys.stderr.write(ran.stderr.decode("utf-8", "replace"))
        raise SystemExit(2)
    with tarfile.open(fileobj=io.BytesIO(ran.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def report(old: Table, new: Table, versions: tuple[str, str]) -> Iterator[str]:
    """The lines of the report.

    Args:
        old: the verdicts before.
        new: the verdicts now.
        versions: of the data, before and now.
    """
    both = sorted(old.keys() & new.keys())
    yield f"# Verdicts, data {versions[0]} to {versions[1]}"
    yield ""
    yield f"{sum(old[key] != new[key] for key in both):,} of {len(both):,} answers changed."
    more = [key for key in both if new[key][1] > old[key][1]]
    less = [key for key in both if new[key][1] < old[key][1]]
    for title, keys in (("More open: hold each against its source", more), ("Less open", less)):
        if keys:
            yield from ("", f"## {title} ({len(keys):,})", "", "| of | question | before | now |", "|---|---|---|---|")
            yield from ("| " + " | ".join((*key, old[key][0], new[key][0])) + " |" for key in keys)
    for part, sort in enumerate(("subjects", "questions")):
        was, now = ({key[part] for key in table} for table in (old, new))
        for title, names in ((f"New {sort}", now - was), (f"{sort.capitalize()} that are gone", was - now)):
            if names:
                yield from ("", f"## {title} ({len(names):,})", "", *(f"- {name}" for name in sorted(names)))


def main(arguments: list[str]) -> int:
    """Compare and print."""
    if len(arguments) != 1:
        sys.stderr.write("say which commit or tag to compare with: make verdict-diff OLD=v0.1.0\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        before, old = of(at(arguments[0], Path(folder)))
    now, new = of(TOP)
    print("\n".join(report(old, new, (before, now))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
