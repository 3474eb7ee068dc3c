"""The runner: gives every input to the command line in a child process that is watched, and counts what went wrong.

A child handles many inputs, one after another. Everything that Python opens, lists, writes, starts or connects to is an
event of its audit hooks, so nothing that an input sets off goes unseen. What kills the child is counted for the input that
it was busy with, and another child goes on behind that.
"""

import contextlib
import io
import json
import os
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen
from tests.support.hostile.attacks import Attack, Must, attacks
from tests.support.hostile.crosses import crosses
from tests.support.hostile.leaks import leaks

import openness
from openness import cli

TOP = Path(__file__).parents[3]
PATIENCE = 60  # seconds of CPU for one input, on the slowest of machines; what is endless takes for ever
MEMORY = 256 * 1024  # KiB that one input may add at its peak
SPACE = 4 << 30  # bytes of address space
POLICY = '[check]\nrequire = { spectrum = "open-weights" }\nfail-on = "note"\n'
REPORTS = ("text", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown")
OPEN = ("open-weights", "open-source-ai", "open-source-ai-with-open-data")


class Count(Enum):
    """The sorts of fault that are counted."""

    TRACEBACK = "an exception that nobody expects"
    SIGNAL = "a signal ended the process"
    HANG = "it did not end"
    MEMORY = "more memory than any input needs"
    SOCKET = "a socket"
    PROCESS = "another process, or code that was loaded"
    READ = "something read outside the input's folder"
    WRITE = "something written that is no output"
    EXIT = "an exit code and messages that do not belong together"
    FALSE_OPEN = "an open level that must not be reached"
    REFUSED_CONTROL = "a control that was refused"
    SILENCE = "something odd that nobody names"
    LEAK = "an output that acts where it is shown"


@frozen
class Fault:
    """Something that went wrong with an input."""

    input: str
    count: Count
    detail: str

    def __str__(self) -> str:
        return f"{self.input}: {self.count.value}: {self.detail}"


@cache
def corpus() -> tuple[Attack, ...]:
    """Every input there is."""
    return (*attacks(), *crosses())


def asked() -> tuple[int, ...]:
    """The places of the inputs that every run of the tests asks: of those that are crossed every fifth, and all for `all`."""
    listed = sum(1 for _ in attacks())
    step = 1 if os.environ.get("OPENNESS_HOSTILE") == "all" else 5
    return (*range(listed), *range(listed, len(corpus()), step))


# The parent


def run(places: Sequence[int], folder: Path, broken: str = "") -> list[Fault]:
    """Give some inputs of the corpus to the command line and count what goes wrong.

    Args:
        places: those of the inputs in the corpus.
        folder: an empty folder to work in.
        broken: what is broken before the first input, to see that it is counted (`tests.support.hostile.broken`).
    """
    faults = []
    left = list(places)
    (folder / "secret").write_text("---\nlicense: mit\n---\n")
    while left:
        begun, found, code = _child(left, folder, broken)
        faults += found
        if code == 0 and begun == len(left):
            break
        count = Count.HANG if code == -signal.SIGXCPU else Count.SIGNAL
        faults.append(Fault(corpus()[left[max(0, begun - 1)]].name, count, f"exit code {code}"))
        left = left[max(1, begun) :]
    return faults


def _child(places: Sequence[int], folder: Path, broken: str) -> tuple[int, list[Fault], int]:
    """The number of inputs that a child has begun, the faults in them, and its exit code."""
    inputs = folder / "inputs"
    inputs.write_bytes(pickle.dumps([(place, corpus()[place]) for place in places]))
    call = [sys.executable, "-m", "tests.support.hostile.run", str(inputs), str(folder), broken]
    variables = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "NO_COLOR": "1"}
    variables["PYTHONDONTWRITEBYTECODE"] = "1"
    done = subprocess.run(call, capture_output=True, text=True, env=variables, cwd=TOP)
    if done.returncode > 0:
        raise AssertionError(done.stderr)
    words = [json.loads(line) for line in done.stdout.splitlines()]
    faults = [Fault(name, Count[count], detail) for name, count, detail in filter(None, words)]
    return words.count(None), faults, done.returncode


# The child


class Watch:
    """Watches the audit events while an input is handled."""

    def __init__(self, out: str, *readable: str) -> None:
        self.busy = False
        self.out = out
        self.readable = (out, *readable)
        self.seen: list[tuple[Count, str]] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Judge an event."""
        if not self.busy:
            return
        self.busy = False  # what the judging itself does is no event
        try:
            count = self._judged(event, arguments)
            if count is not None:
                self.seen.append((count, f"{event} {arguments!r:.200}"))
        finally:
            self.busy = True

    def _judged(self, event: str, arguments: tuple[Any, ...]) -> Count | None:
        if event.startswith(("socket.", "http.", "urllib.", "ftplib.", "smtplib.")):
            return Count.SOCKET
        if event in _PROCESSES:
            return Count.PROCESS
        if event == "open":
            writes = arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
            return self._outside(arguments[0], -1, Count.WRITE if writes else Count.READ)
        if event in _LISTS:
            return self._outside(arguments[0], -1, Count.READ)
        for at, beside in _CHANGES.get(event, ()):
            if self._outside(arguments[at], arguments[beside] if beside else -1, Count.WRITE):
                return Count.WRITE
        return None

    def _outside(self, path: Any, folder: int, count: Count) -> Count | None:
        """The count, where a path, which may begin in an open folder, is not where that may happen."""
        if isinstance(path, int):  # what was opened before
            return None
        start = f"/proc/self/fd/{folder}" if folder >= 0 else ""
        real = os.path.realpath(os.path.join(start, os.fsdecode(path if path is not None else ".")))
        inside = (self.out,) if count is Count.WRITE else self.readable
        return (
            None
            if real == os.devnull or real.startswith(tuple(one + os.sep for one in inside)) or real in inside
            else count
        )


_PROCESSES = frozenset(
    "subprocess.Popen os.system os.exec os.fork os.forkpty os.posix_spawn os.spawn pty.spawn os.startfile "
    "pickle.find_class".split()
)
_LISTS = frozenset(("os.listdir", "os.scandir"))
#: Of events that change something, the places of the paths, each with that of the open folder that it begins in.
_CHANGES: dict[str, tuple[tuple[int, int], ...]] = {
    "os.remove": ((0, 1),),
    "os.rmdir": ((0, 1),),
    "os.mkdir": ((0, 2),),
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.utime": ((0, 3),),
    "os.symlink": ((1, 2),),
    "os.rename": ((0, 2), (1, 3)),
    "os.link": ((0, 2), (1, 3)),
    "os.truncate": ((0, 0),),
    "os.setxattr": ((0, 0),),
    "shutil.rmtree": ((0, 0),),
}


def child(inputs: Sequence[tuple[int, Attack]], folder: Path, broken: str) -> None:
    """Handle some inputs; each is told before it begins, and what went wrong with it after it."""
    out, work = folder / "out", folder / "work"
    out.mkdir(exist_ok=True)
    work.mkdir(exist_ok=True)
    (work / "openness-policy.toml").write_text(POLICY)
    os.chdir(work)
    code = [sys.prefix, sys.base_prefix, os.path.dirname(openness.__file__), str(TOP / "licences")]
    watch = Watch(*map(os.path.realpath, (str(out), str(work), *code, *filter(os.path.isdir, sys.path[1:]))))
    output = sys.stdout
    cli.main(
        ["classify", str(TOP / "docs/examples/llama-3.1/README.md"), "-o", os.devnull]
    )  # what is loaded once is loaded
    if broken:
        from tests.support.hostile.broken import BROKEN

        BROKEN[broken]()
    sys.addaudithook(watch)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
    for place, attack in inputs:
        print(json.dumps(None), file=output, flush=True)
        _bound()
        for fault in _handled(attack, place, work, out, watch):
            print(json.dumps([attack.name, fault[0].name, fault[1]]), file=output, flush=True)


def _bound() -> None:
    """Let the process be killed when it has used up the time of one more input."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + PATIENCE, hard))


def _handled(attack: Attack, place: int, work: Path, out: Path, watch: Watch) -> Iterator[tuple[Count, str]]:
    """The faults in handling one input."""
    folder = Path(tempfile.mkdtemp(dir=work))
    path = folder / attack.file
    path.write_bytes(attack.data)
    (folder / "json.py").write_text("import os; os.system('touch pwned')\n")
    named = str(path.relative_to(work))
    before = _peak(reset=True)
    for call, reports in calls(attack.file, named, out, place):
        for report in reports.values():
            report.unlink(missing_ok=True)
        yield from _called(call, reports, attack, watch)
        document = reports["json"] if call[0] == "check" else None
        if document is not None and not (document.exists() and json.loads(document.read_text())["results"]):
            break  # what is refused is refused by every verb
    if _peak() - before > MEMORY:
        yield Count.MEMORY, f"{(_peak() - before) // 1024} MiB"
    for left in (path, folder / "json.py"):
        left.unlink()
    folder.rmdir()  # a file that somebody has put there stops everything


def _called(call: list[str], reports: dict[str, Path], attack: Attack, watch: Watch) -> Iterator[tuple[Count, str]]:
    """The faults of one call."""
    screen, messages = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    code: int | str
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(messages):
        watch.busy = True
        try:
            code = cli.main(call)
        except Exception as error:
            code = repr(error)
        finally:
            watch.busy = False
    errors = messages.getvalue()
    yield from watch.seen
    watch.seen.clear()
    if code not in (0, 1, 2, 3) or "Traceback" in errors:
        yield Count.TRACEBACK, f"{call[0]}: {code} {errors[:200]}"
        return
    shown = {"text": screen.buffer.getvalue().decode() + errors}
    texts = {form: report.read_bytes().decode() for form, report in reports.items() if report.exists()}
    for form, text in [*shown.items(), *texts.items()]:
        for leak in leaks(form, text):
            yield Count.LEAK, f"{call[0]}: {leak}"
    if call[0] == "check":
        yield from _judged(attack, code, errors, json.loads(texts["json"]))


def _judged(attack: Attack, code: int | str, errors: str, report: dict[str, Any]) -> Iterator[tuple[Count, str]]:
    """The faults where a check does not end as it must."""
    reached = [result["spectrum"]["reached"] for result in report["results"]]
    codes = {finding["code"] for result in report["results"] for finding in result["findings"]}
    if (code == 2) is not bool(report["problems"]) or (code == 2) is not bool(errors):
        yield Count.EXIT, f"exit code {code}, {len(report['problems'])} problems, {len(errors)} letters of messages"
    if attack.must is Must.FAIL and (code != 2 or reached):
        yield Count.SILENCE, f"it is read: {reached}"
    if attack.must is Must.SAY_SO and code != 2 and "field-invalid" not in codes:
        yield Count.SILENCE, f"findings: {sorted(codes)}"
    if attack.must is Must.NOT_BE_OPEN and set(OPEN) & set(reached):
        yield Count.FALSE_OPEN, str(reached)
    if attack.must is Must.BE_READ and (code == 2 or reached != ["open-weights"]):
        yield Count.REFUSED_CONTROL, f"exit code {code}, {reached} {errors[:200]}"


def calls(file: str, named: str, out: Path, turn: int) -> Iterator[tuple[list[str], dict[str, Path]]]:
    """The calls that handle an input: the words of each call, and where it writes which format.

    The last call changes from input to input, so that each word meets each verb in some format.
    """
    if file.startswith("rows."):
        rows = out / "rows.csv"
        yield ["scan", named, "--under", "spectrum", "--restart", "-o", str(rows)], {"csv": rows}
        return
    if file.startswith("use."):
        for form in ("text", "sarif", "json"):
            report = out / f"inventory.{form}"
            yield ["inventory", named, "--format", form, "-o", str(report)], {form: report}
        return
    reports = {form: out / f"check.{form}" for form in REPORTS}
    yield ["check", named, "--full", *(f"-o{form}={report}" for form, report in reports.items())], reports
    verb, form = _TURNS[turn % len(_TURNS)]
    report = out / f"{verb}.{form}"
    if verb == "convert":
        yield [verb, named, "--to", form, "-o", str(report)], {}
    else:
        yield [verb, named, "--format", form, "-o", str(report)], {form: report}


_TURNS = (
    ("classify", "html"),
    ("classify", "markdown"),
    ("classify", "text"),
    ("may", "markdown"),
    ("convert", "spdx3"),
    ("classify", "html"),
    ("classify", "json"),
    ("notice", "markdown"),
    ("may", "text"),
    ("convert", "cyclonedx"),
    ("convert", "card"),
)


def _peak(reset: bool = False) -> int:
    """The most memory in use since the last time it was asked to begin anew, in KiB; 0 where no system tells."""
    if reset:
        with contextlib.suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")
    with contextlib.suppress(OSError):
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    return 0


if __name__ == "__main__":
    child(pickle.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]), sys.argv[3])
