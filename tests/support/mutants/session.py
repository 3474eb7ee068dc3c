"""Three runs of pytest: one records which test runs which line, one runs chosen tests, one waits and is asked again and again.

    python -m tests.support.mutants.session record OUT.json FOLDER…
    python -m tests.support.mutants.session choose CHOSEN.json
    python -m tests.support.mutants.session wait SOCKET TEMPORARY FOLDER…

`sys.monitoring` reports a line once a test and then costs nothing, so that the record takes little longer than the tests alone;
it needs Python 3.12.
"""

import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

SRC = Path(__file__).parents[3] / "src"
TOOL = 4  # Hypothesis takes 3
MEMORY = 4 << 30
COMMON = ("-q", "-p", "no:cacheprovider")
#: Seconds of processor time that pytest may need besides its tests: to start and collect, and to go from one test to the next.
STARTS, BESIDES = 60, 10
#: Seconds on the clock after which a run is given up, whatever it waits for.
HANGS = 1_800


class Lines:
    """The lines of `openness` that ran since `clear`, by module."""

    def __init__(self) -> None:
        self._run: dict[str, set[int]] = defaultdict(set)
        self._quiet: dict[int, CodeType] = {}  # code that ran, by its identity: equal code of two modules is equal
        events, callback = sys.monitoring.events, sys.monitoring.register_callback
        sys.monitoring.use_tool_id(TOOL, "mutants")
        callback(TOOL, events.PY_START, self._enter)
        callback(TOOL, events.LINE, self._touch)
        sys.monitoring.set_events(TOOL, events.PY_START)

    def stop(self) -> None:
        for event in (sys.monitoring.events.PY_START, sys.monitoring.events.LINE):
            sys.monitoring.register_callback(TOOL, event, None)
        sys.monitoring.set_events(TOOL, sys.monitoring.events.NO_EVENTS)

    def _enter(self, code: CodeType, _: int) -> Any:
        if code.co_filename.startswith(str(SRC)):
            sys.monitoring.set_local_events(TOOL, code, sys.monitoring.events.LINE)
        return sys.monitoring.DISABLE

    def _touch(self, code: CodeType, line: int) -> Any:
        self._run[code.co_filename].add(line)
        return sys.monitoring.DISABLE

    def clear(self) -> None:
        """Let the code that ran report its lines again; to restart all events would cost as much as a short test."""
        sys.monitoring.restart_events()
        self._run.clear()
        self._quiet.clear()

    def by_module(self) -> dict[str, list[int]]:
        return {os.path.relpath(file, SRC): sorted(lines) for file, lines in sorted(self._run.items())}


class Recorder:
    """Pytest plugin: the tests that pass, the seconds of processor time each takes, and the lines of `openness` it runs."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.tests: dict[str, dict[str, tuple[float, dict[str, list[int]]]]] = defaultdict(dict)
        self._lines = Lines()
        self._passes = True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        self._lines.clear()
        self._passes = True
        began = time.process_time()
        result = yield
        if self._passes:
            seconds = round(time.process_time() - began, 3)
            file = item.nodeid.partition("::")[0]
            self.tests[file][item.nodeid] = (seconds, self._lines.by_module())
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._passes &= not report.failed

    def pytest_sessionfinish(self) -> None:
        self._lines.stop()
        self.out.write_text(json.dumps(self.tests))


class Chooser:
    """Pytest plugin: keeps the chosen tests, in their order."""

    def __init__(self, tests: list[str]) -> None:
        self.rank = {test: rank for rank, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((item for item in items if item.nodeid in self.rank), key=lambda item: self.rank[item.nodeid])


class Waiting:
    """Pytest plugin: once all tests are collected, answers what comes by the socket, each question in a fork of this process.

    A fork puts the changed code into its functions before the first test runs: nothing is imported or collected again.
    """

    def __init__(self, questions: socket.socket) -> None:
        self.questions = questions
        self._lines = Lines()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = {item.nodeid: item for item in session.items}
        self._lines.stop()
        self._early = self._lines.by_module()
        self._functions: dict[str, list[FunctionType]] = defaultdict(list)
        for known in gc.get_objects():
            if isinstance(known, FunctionType):
                self._functions[known.__code__.co_filename].append(known)
        gc.freeze()  # so that a fork leaves the shared memory alone
        with self.questions.makefile("rw") as channel:
            print("all is imported", file=channel, flush=True)
            for line in channel:
                print(json.dumps(self._answer(session, **json.loads(line))), file=channel, flush=True)
        return True

    def _answer(
        self, session: pytest.Session, module: str, lines: tuple[int, int], before: str, after: str,
        tests: list[str], seconds: int,
    ) -> str | None:  # fmt: skip
        """The test that fails, or how the run ended; empty where all pass, none where this process has run the lines already."""
        swaps = self._swaps(module, before, after)
        if not swaps or any(lines[0] <= line <= lines[1] for line in self._early.get(module, ())):
            return None
        answer, own = os.pipe()
        child = os.fork()
        if not child:
            failing = None
            try:
                bound(seconds + BESIDES)
                for function, code in swaps:
                    function.__code__ = code
                failing = self._failing(session, tests)
            finally:
                os.write(own, json.dumps(failing).encode())
                os._exit(0)
        os.close(own)
        ready, _, _ = select.select([answer], [], [], HANGS)
        if not ready:
            os.kill(child, signal.SIGKILL)
        found = os.read(answer, 1 << 16) if ready else b""
        os.close(answer)
        _, status = os.waitpid(child, 0)
        return json.loads(found) if found else f"ended with {os.waitstatus_to_exitcode(status)}"

    def _swaps(self, module: str, before: str, after: str) -> list[tuple[FunctionType, CodeType]]:
        """The functions whose code changes, and their new code; none where they cannot take it."""
        file = str(SRC / module)
        codes = dict(_changed(compile(before, file, "exec"), compile(after, file, "exec")))
        swaps = [
            (function, codes[function.__code__]) for function in self._functions[file] if function.__code__ in codes
        ]
        return swaps if all(_sort(function.__code__) == _sort(code) for function, code in swaps) else []

    def _failing(self, session: pytest.Session, tests: Sequence[str]) -> str:
        items = [self._items[test] for test in tests]
        for item, following in zip_longest(items, items[1:]):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return item.nodeid
        return ""


def _sort(code: CodeType) -> tuple[object, ...]:
    """Properties that a function keeps when its code changes: the variables around it, and being a generator."""
    return code.co_freevars, code.co_flags


def _changed(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Each code object inside a module that changes, with what it becomes."""
    inside, becomes = ([part for part in code.co_consts if isinstance(part, CodeType)] for code in (before, after))
    if len(inside) == len(becomes):
        for old, new in zip(inside, becomes, strict=True):
            if old != new:
                yield old, new
                yield from _changed(old, new)


def bound(seconds: int) -> None:
    """Bound the processor time and the memory of this process."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(verb: str, file: str, *folders: str) -> int:
    if verb == "record":
        return pytest.main([*COMMON, *folders], plugins=[Recorder(Path(file))])
    if verb == "wait":
        temporary, *below = folders
        asked = Waiting(socket.socket(fileno=int(file)))
        return pytest.main([*COMMON, f"--basetemp={temporary}", *below], plugins=[asked])
    chosen = json.loads(Path(file).read_text())
    bound(chosen["seconds"] + STARTS)
    files = sorted({test.partition("::")[0] for test in chosen["tests"]})
    return pytest.main([*COMMON, "-x", "--no-header", *files], plugins=[Chooser(chosen["tests"])])


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
