"""Catalogues to scan, and scans as processes of their own; run as a program, the command line with small batches."""

import contextlib
import csv
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[2]
LICENCES = (
    None,
    None,
    None,
    "apache-2.0",
    "mit",
    "other",
    "llama3.1",
    "cc-by-nc-4.0",
    "openrail",
    "gemma",
    "nobody-knows",
)
NAMES = ("qwen", "my-own-licence", "Modèle ouvert", "deepseek", None)
ROWS = 500  # of a batch, and about so many of a block
PAUSE = "OPENNESS_TEST_PAUSE"


def rows(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Rows as the Hub has them, the same for a seed."""
    chosen = random.Random(seed)
    found = []
    for number in range(count):
        licence = chosen.choice(LICENCES)
        found.append(
            {
                "id": f"maker{chosen.randrange(900)}/modèl-{number}",
                "downloads": chosen.randrange(10_000),
                "license": licence,
                "license_name": chosen.choice(NAMES) if licence == "other" else None,
                "base_model": chosen.choice(([], ["meta-llama/Llama-3.1-8B"], [f"maker{chosen.randrange(9)}/base"])),
                "tags": chosen.sample(("pytorch", "en", "gguf", "license:mit", "text-generation"), chosen.randrange(4)),
            }
        )
    return found


def parquet(path: Path, rows: list[dict[str, Any]], group: int = 3_000) -> Path:
    """The rows as Parquet, in row groups."""
    import pyarrow
    from pyarrow import parquet as form

    form.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=group)
    return path


def jsonl(path: Path, rows: list[dict[str, Any]]) -> Path:
    """The rows as JSONL."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def csv_file(path: Path, rows: list[dict[str, Any]]) -> Path:
    """The rows as CSV, lists as JSON."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow(json.dumps(value) if isinstance(value, list) else value for value in row.values())
    return path


WRITERS: Mapping[str, Callable[[Path, list[dict[str, Any]]], Path]] = {
    "parquet": parquet,
    "jsonl": jsonl,
    "csv": csv_file,
}


def open_below(folder: Path) -> list[str]:
    """The names of the files in a folder that this process has open; it needs Linux."""
    opened = {os.path.realpath(entry.path) for entry in os.scandir("/proc/self/fd")}
    return [path.name for path in folder.iterdir() if str(path.resolve()) in opened]


def environment(**more: str) -> dict[str, str]:
    """The variables of a scan that is a process of its own."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": f"{TOP / 'src'}{os.pathsep}{TOP}", **more}


def begin(*words: object, **options: Any) -> "subprocess.Popen[bytes]":
    """A scan of small batches, begun."""
    call = [sys.executable, str(Path(__file__)), "scan", *map(str, words), "--under", "spectrum"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environment(), "cwd": "/"}
    return subprocess.Popen(call, **{**pipes, **options})


def run(*words: object, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    """A scan of small batches, to its end."""
    process = begin(*words, **options)
    out, err = process.communicate(timeout=300)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def paused(*words: object, lines: int = 1) -> "subprocess.Popen[bytes]":
    """A scan that has stopped itself once its journal has more than so many lines; SIGCONT lets it go on."""
    process = begin(*words, env=environment(**{PAUSE: str(lines)}))
    status = os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    assert status is not None and status.si_code == os.CLD_STOPPED, process.communicate()
    return process


def pausing(lines: int) -> None:
    """Let this process stop itself once the journal has more than so many lines."""
    from openness.scan.journal import Journal

    add = Journal.add

    def added(journal: Journal, *arguments: Any, **options: Any) -> None:
        add(journal, *arguments, **options)
        if (Path(journal.folder) / "journal").read_bytes().count(b"\n") > lines:
            Journal.add = add  # type: ignore[method-assign]  # it stops once
            os.kill(os.getpid(), signal.SIGSTOP)

    Journal.add = added  # type: ignore[method-assign, assignment]  # in a process of its own


def small() -> None:
    """Let batches and blocks be small, so that 20,000 rows are many."""
    from openness.table.extra import need_arrow

    need_arrow("a scan")
    from openness.scan import jsonl, parquet, records

    jsonl.ROWS = records.ROWS = parquet.ROWS = ROWS  # type: ignore[attr-defined]  # they are imported there
    jsonl.BLOCK = records.BLOCK = 100 * ROWS  # type: ignore[attr-defined]  # the same


if __name__ == "__main__":
    from openness import cli
    from openness.errors import OpennessError

    with contextlib.suppress(OpennessError, MemoryError):  # what cannot be loaded is for the command line to say
        small()
        if PAUSE in os.environ:
            pausing(int(os.environ[PAUSE]))
    sys.exit(cli.main(sys.argv[1:]))
