"""`openness scan`: classifies a catalogue row by row, or shows what changed between two."""

import argparse
import contextlib
import os
import signal
import sys
import threading

from openness.cli.console import (
    INCOMPLETE,
    INTERRUPTED,
    OK,
    TERMINATED,
    Gauge,
    complain,
    detail,
    screen,
    write,
)
from openness.cli.verbs import file_name, shelf_of
from openness.vocabulary.sentences import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from openness.errors import Problem
    from openness.scan.answer import Answer
    from openness.scan.report import Report
    from openness.shelf.shelf import Shelf

_ROWS = ("jsonl", "csv")
_NO_THREAD = "Failed to launch worker thread"  # Arrow's words where there is no memory for the stack of one
_SUMMARIES = ("text", "json", "markdown")


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument(
        "table", metavar="TABLE", nargs="?", help="Parquet, JSONL or CSV, also .gz or .zst; or a folder of such files"
    )
    verb.add_argument("--diff", metavar=("OLD", "NEW"), nargs=2, help="show which rows changed between two tables")
    verb.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        type=file_name,
        help="the file for the rows: .parquet, .jsonl or .csv; without it they are counted",
    )
    verb.add_argument(
        "--under",
        metavar="ID",
        action="append",
        help="a definition (repeatable; all definitions by default, of --diff the spectrum alone)",
    )
    verb.add_argument(
        "--columns",
        metavar="NAME,NAME",
        type=lambda names: [name.strip() for name in names.split(",")],
        help="the columns of the rows, in this order, such as id,licence,spectrum.reached; all by default",
    )
    verb.add_argument(
        "--lineage",
        action="store_true",
        help="also say what each row inherits from the rows it was made from; the table is read twice",
    )
    verb.add_argument(
        "--ids", action="store_true", help="also count rows without an id and rows with the id of an earlier row"
    )
    verb.add_argument("--engine", choices=("local", "spark"), default="local", help="what runs it; local by default")
    verb.add_argument(
        "--format",
        choices=(*_SUMMARIES, *_ROWS),
        default="text",
        help="of the summary: text, json or markdown; jsonl or csv write the rows to standard output",
    )
    verb.add_argument("--restart", action="store_true", help="throw away what a stopped scan has left")


def run(call: argparse.Namespace) -> int:
    """Classify a catalogue, or compare two; return the exit code."""
    from openness.errors import OpennessError, Problem
    from openness.table.extra import need_arrow

    if (call.table is None) == (call.diff is None):
        raise OpennessError(Problem("", None, "scan takes one TABLE, or --diff OLD NEW", "`openness scan --help`"))
    if call.diff and call.lineage:
        help = "scan each table with --lineage -o FILE first, and compare what is written"
        raise OpennessError(
            Problem("", None, "--diff takes tables with what rows inherit, and does not work it out", help)
        )
    if call.diff and (call.format in _ROWS or call.engine != "local" or call.restart or call.columns or call.ids):
        help = "leave out --columns, --engine, --ids, --restart and --format jsonl or csv"
        raise OpennessError(Problem("", None, "--diff compares in this process, from the beginning", help))
    if call.columns and call.output is None and call.format not in _ROWS:
        help = "name a file with -o, or ask for --format jsonl or csv"
        raise OpennessError(Problem("", None, "--columns are those of the rows, and no rows are written", help))
    if call.output is not None and call.format in _ROWS:
        help = f"leave out --format {call.format}, or -o"
        raise OpennessError(Problem(call.output, None, "its name tells the format of the rows", help))
    os.environ.setdefault(
        "OPENBLAS_NUM_THREADS", "1"
    )  # NumPy brings it, and it takes room for threads that nothing needs
    shelf = shelf_of(call)
    gauge = Gauge()
    gauge.wait()
    try:
        with _ended_gently():
            need_arrow("a scan")
            code = _compared(call, shelf, gauge) if call.diff else _scanned(call, shelf, gauge)
            for table in call.diff or (call.table,):
                detail(f"read {table}")
            return code
    except (_Terminated, KeyboardInterrupt) as end:
        gauge.clear()
        complain([_stopped(call)])
        return TERMINATED if isinstance(end, _Terminated) else INTERRUPTED
    except Exception as error:
        if not isinstance(error, MemoryError) and _NO_THREAD not in str(error):
            raise
        help = "give it more; a scan with -o goes on where it stopped"
        raise OpennessError(Problem(call.table or "", None, "there is not enough memory", help)) from None
    finally:
        gauge.clear()


def _stopped(call: argparse.Namespace) -> "Problem":
    """The line for a call that somebody ended: what is kept of it, and how it goes on."""
    from openness.errors import Problem
    from openness.scan.kept import folder_of, rows_kept

    if call.diff:
        return Problem("", None, "stopped; nothing is kept", "begin again")
    if call.output is None:
        help = "with -o FILE a scan keeps them, and the same call goes on"
        return Problem("", None, "stopped; no rows are kept", help)
    folder = folder_of(call.output)
    if not os.path.isdir(folder):
        return Problem("", None, "stopped before the first rows", "begin again")
    rows = rows_kept(call.output)
    if not rows:
        return Problem("", None, "stopped before any rows were kept", "the same call begins again")
    return Problem("", None, f"stopped; {counted(rows, 'row')} kept in {folder}", "the same call continues after them")


class _Terminated(BaseException):
    """Somebody ended the process; what is written stays good."""


@contextlib.contextmanager
def _ended_gently() -> "Iterator[None]":
    """Let SIGTERM end the call as an interrupt does, with an exit code and no noise."""

    def ended(number: int, frame: "FrameType | None") -> None:
        raise _Terminated

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, ended)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _scanned(call: argparse.Namespace, shelf: "Shelf", gauge: Gauge) -> int:
    from openness.scan import scan

    if call.format in _ROWS:
        report = _streamed(call, shelf, gauge)
    else:
        report = scan(
            call.table,
            call.output,
            under=call.under,
            columns=call.columns,
            lineage=call.lineage,
            ids=call.ids,
            engine=call.engine,
            restart=call.restart,
            shelf=shelf,
            progress=gauge,
        )
    gauge.clear()
    if call.format not in _ROWS:
        write(_summary(report, shelf, call.format), "-")
    else:
        lines = filter(None, (report.unread, report.ids.line if report.ids else ""))
        complain(f"{call.table}: {line}" for line in lines)
    complain(row.problem_of for row in report.first_rejected)
    if not report.rejected:
        return OK
    stand = "it stands" if report.rejected == 1 else "they stand"
    where = f"; {stand} in {report.output}.rejected.jsonl" if report.output else ""
    complain([f"{counted(report.rejected, 'row')} could not be read{where}"])
    return INCOMPLETE


def _streamed(call: argparse.Namespace, shelf: "Shelf", gauge: Gauge) -> "Report":
    """Write the rows to standard output as they are answered; on a terminal they show how far it has come."""
    from openness.scan.parts import FORMS
    from openness.scan.run import begun, silent

    seen = sys.stdout is not None and sys.stdout.isatty()
    run = begun(call.table, call.under, call.engine, shelf, call.lineage, call.columns, call.ids)
    form = FORMS[call.format]

    def written() -> "Iterator[Answer]":
        write(form.begin(run.schema), "-")
        for _, _, answer in run.answers(progress=silent if seen else gauge):
            write(bytes(form.part(run.rows(answer)).data), "-")
            yield answer

    return run.report(None, written())


def _summary(report: "Report", shelf: "Shelf", form: str) -> str:
    from openness.reports import json
    from openness.scan import report as reports

    if form == "json":
        return json.write(report.to_dict())
    spectrum = shelf.definition("spectrum")
    return (
        reports.markdown_text(report, spectrum) if form == "markdown" else reports.text(report, spectrum, *screen("-"))
    )


def _compared(call: argparse.Namespace, shelf: "Shelf", gauge: Gauge) -> int:
    from openness.reports import json
    from openness.scan.drift import drift, report

    under = call.under or ("spectrum",)
    old, new = call.diff
    found = drift(old, new, call.output, under=under, shelf=shelf, progress=gauge)
    gauge.clear()
    spectrum = shelf.definition("spectrum")
    if call.format == "json":
        text = json.write(found.to_dict())
    elif call.format == "markdown":
        text = report.markdown_text(found, spectrum)
    else:
        text = report.text(found, spectrum, *screen("-"))
    write(text, "-")
    return OK
