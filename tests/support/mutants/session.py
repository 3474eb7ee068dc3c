"""Two runs of pytest: one records which test runs which line, one runs chosen tests in a chosen order.

    python -m tests.support.mutants.session record OUT.json FOLDER…
    python -m tests.support.mutants.session choose CHOSEN.json

`sys.monitoring` reports a line once a test and then costs nothing, so that the record takes little longer than the tests alone;
it needs Python 3.12.
"""

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

SRC = Path(__file__).parents[3] / "src"
TOOL = 4  # Hypothesis takes 3
MEMORY = 8 << 30


class Recorder:
    """Pytest plugin: the tests that pass, the seconds of processor time each takes, and the lines of `openness` it runs."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.tests: dict[str, dict[str, tuple[float, dict[str, list[int]]]]] = defaultdict(dict)
        self._touched: set[tuple[str, int]] = set()
        self._passes = True
        events, callback = sys.monitoring.events, sys.monitoring.register_callback
        sys.monitoring.use_tool_id(TOOL, "mutants")
        callback(TOOL, events.PY_START, self._enter)
        callback(TOOL, events.LINE, self._touch)
        sys.monitoring.set_events(TOOL, events.PY_START)

    def _enter(self, code: CodeType, _: int) -> Any:
        if code.co_filename.startswith(str(SRC)):
            sys.monitoring.set_local_events(TOOL, code, sys.monitoring.events.LINE)
        return sys.monitoring.DISABLE

    def _touch(self, code: CodeType, line: int) -> Any:
        self._touched.add((code.co_filename, line))
        return sys.monitoring.DISABLE

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        self._touched.clear()
        self._passes = True
        sys.monitoring.restart_events()
        began = time.process_time()
        result = yield
        if self._passes:
            lines: dict[str, list[int]] = defaultdict(list)
            for file, line in sorted(self._touched):
                lines[Path(file).relative_to(SRC).as_posix()].append(line)
            file = item.nodeid.partition("::")[0]
            self.tests["src/openness" if file.startswith("src/") else file][item.nodeid] = (
                round(time.process_time() - began, 3),
                lines,
            )
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._passes &= not report.failed

    def pytest_sessionfinish(self) -> None:
        self.out.write_text(json.dumps(self.tests))


class Chooser:
    """Pytest plugin: keeps the chosen tests, in their order."""

    def __init__(self, tests: list[str]) -> None:
        self.rank = {test: rank for rank, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((item for item in items if item.nodeid in self.rank), key=lambda item: self.rank[item.nodeid])


def main(verb: str, file: str, *folders: str) -> int:
    common = ["-q", "-p", "no:cacheprovider"]
    if verb == "record":
        return pytest.main([*common, *folders], plugins=[Recorder(Path(file))])
    chosen = json.loads(Path(file).read_text())
    resource.setrlimit(resource.RLIMIT_CPU, (chosen["seconds"], chosen["seconds"] + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    files = sorted({test.partition("::")[0] for test in chosen["tests"]})
    return pytest.main([*common, "-x", "--no-header", *files], plugins=[Chooser(chosen["tests"])])


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
