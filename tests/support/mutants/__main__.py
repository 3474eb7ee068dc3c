"""Counts the slips of the hand that the tests notice: `make mutants SAMPLE=200 SEED=1 PACKAGE=evaluation`.

A copy of the checkout gets one mutant at a time. The tests that run the changed line are asked until one fails, the quickest
first: the tests of the module, then, of what these do not notice, those of its folder, then all others. Which test runs which
line is recorded of tests that are asked alone. A mutant that no test notices survives: an error, unless `survivors.toml` lists
it and says why it changes nothing that counts.
"""

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Self

from attrs import frozen
from tests.support.mutants.places import Mutant, mutants
from tests.support.mutants.session import HANGS

ROOT = Path(__file__).parents[3]
BUILD = ROOT / "build/mutants"
SURVIVORS = Path(__file__).with_name("survivors.toml")
SESSION = "tests.support.mutants.session"

#: The modules that decide a verdict, an answer to "may we", or an exit code.
DECIDING = (
    "definition", "evaluation", "resolution", "licensing", "policy", "prose", "release", "scan", "shelf", "table", "vocabulary",
    "formats/card.py", "formats/_card_bases.py", "formats/_card_details.py", "formats/_card_fields.py",
    "formats/_card_licence.py", "formats/_card_links.py", "formats/_words.py",
    "cli/command_line.py", "cli/console.py", "cli/check.py",
)  # fmt: skip
#: The tests that run what decides. What takes long, needs a browser or a network is not asked.
ASKED = (
    "vocabulary", "definition", "evaluation", "licensing", "release", "resolution", "shelf", "policy", "prose", "formats", "cli",
    "table", "scan", "corpus", "verdicts", "laws", "reports", "syntax", "sources",
    "curation/test_lint.py", "peers/test_peer_schemas.py", "test_api.py", "test_promises.py", "test_values.py",
)  # fmt: skip
#: How far tests may be from a module: tests of it, tests of its folder, any other.
RINGS = OWN, BESIDE, ANY = range(3)
#: Modules whose folders of tests take as long as most others together: asked beside their tests only where they are named.
OF_TABLES = ("scan/", "table/")
#: Seconds of processor time: tests of a ring asked of one mutant.
PATIENCE = 20


@cache
def ring(file: str, module: str) -> int:
    """How far a file of tests is from a module; a module of the sources has doctests."""
    folder, own = PurePosixPath(file), PurePosixPath(module).relative_to("openness")
    path = folder.relative_to("src/openness" if folder.parts[0] == "src" else "tests")
    if path.with_name(path.name.removeprefix("test_")) == own.with_name(own.name.lstrip("_")) or path == own:
        return OWN
    return BESIDE if path.is_relative_to(own.parent) else ANY


@frozen
class Record:
    """The tests that pass, how many seconds each takes, and which lines it runs."""

    seconds: dict[str, float]
    lines: dict[str, dict[str, list[int]]]

    def covering(self, module: str, first: int = 1, last: int = sys.maxsize) -> list[str]:
        """The tests that run a line between two of a module, the quickest first."""
        tests = list(self.seconds)
        lines = self.lines.get(module, {}).items()
        numbers = {number for line, found in lines if first <= int(line) <= last for number in found}
        return sorted((tests[number] for number in numbers), key=self.seconds.__getitem__)

    def batches(self, mutant: Mutant, of: int) -> Iterator[tuple[list[str], float]]:
        """The tests of a ring to ask, and the seconds they take, the quickest first.

        First those that run the changed place, else its statement. Then, beside the module, those that run another line of it:
        what a cache or a shared fixture keeps was made in the test before. What runs on import is asked of those of the module,
        and then of all others, which may read a constant and run no line. Where no test runs the module, all are asked.
        """
        quickest = sorted(self.seconds, key=self.seconds.__getitem__)
        near = dict.fromkeys(test for test in quickest if ring(test.partition("::")[0], mutant.module) == of)
        spans = ((), *mutant.lines)
        module, place, statement = (
            [test for test in self.covering(mutant.module, *span) if test in near] for span in spans
        )
        touching = dict.fromkeys(module if mutant.top else place or statement)
        further = near if mutant.top or (of == ANY and not module) else () if of == ANY and touching else module
        left = float(PATIENCE)
        for tests in (touching, [test for test in further if test not in touching]):
            batch, before = [], left
            for test in tests:
                if left > 0:
                    left -= self.seconds[test]
                    batch.append(test)
            if batch:
                yield batch, before - left


def every_mutant(package: str = "", without: tuple[str, ...] = ()) -> list[Mutant]:
    """Every mutant of the deciding modules whose path begins with `package`, and with none of some others."""
    top = ROOT / "src/openness"
    files = sorted(file for name in DECIDING for file in ([top / name] if "." in name else (top / name).rglob("*.py")))
    return [
        mutant
        for file in files
        if (name := file.relative_to(top).as_posix()).startswith(package) and not name.startswith(without)
        for mutant in mutants(file.relative_to(top.parent).as_posix(), file.read_text("utf-8"))
    ]


def listed() -> dict[tuple[str, str, str, str, int], str]:
    """The mutants known to change nothing that counts, and why."""
    entries = tomllib.loads(SURVIVORS.read_text("utf-8"))["survivor"]
    return {(e["module"], e.get("within", ""), e["was"], e["becomes"], e.get("nth", 1)): e["because"] for e in entries}


def copy(tree: Path) -> None:
    """Copy the checkout, and make the index."""
    left_out = shutil.ignore_patterns(
        ".git", ".venv*", "build", "dist", "__pycache__", ".*_cache", ".hypothesis", "_index.jsonl*"
    )
    shutil.copytree(ROOT, tree, ignore=left_out, dirs_exist_ok=True)
    python(tree, "-m", "openness.index").check_returncode()


def python(tree: Path, *args: str, timeout: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy."""
    return subprocess.run(
        [sys.executable, *args], cwd=tree, env=environment(tree), timeout=timeout,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip


def environment(tree: Path) -> dict[str, str]:
    """The environment in which Python runs in the copy."""
    shared = os.environ.get("OPENNESS_SHARED", str(ROOT.parent / "shared"))
    own = {
        "PYTHONPATH": str(tree / "src"),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "",
        "OPENNESS_SHARED": shared,
    }
    return os.environ | own


def digest(*paths: str, tree: Path = ROOT) -> str:
    """A name for the Python files of some folders, or for some files, as they are in a checkout."""
    tops = [tree / path for path in paths]
    files = sorted(file for top in tops for file in (top.rglob("*.py") if top.is_dir() else [top]))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files if file.exists())).hexdigest()[:16]


def state(tree: Path, file: str, tests: Mapping[str, Any]) -> str:
    """A name for a file of tests and for the sources that these run, as they are in the copy."""
    return digest(file, *sorted({f"src/{module}" for _, lines in tests.values() for module in lines}), tree=tree)


def recorded(tree: Path, files: Sequence[str]) -> Record:
    """The record of these tests: that of a file is made anew when it has changed, or a source that it runs."""
    record = BUILD / f"{digest('tests/support', 'tests/conftest.py', tree=tree)}.json"
    kept: dict[str, Any] = json.loads(record.read_text("utf-8")) if record.exists() else {}
    changed = [file for file in files if file not in kept or kept[file]["of"] != state(tree, file, kept[file]["tests"])]
    if changed:
        print(f"Recording which test of {len(changed)} files runs which line …", flush=True)
        BUILD.mkdir(parents=True, exist_ok=True)
        out = tree / "record.json"
        run = python(tree, "-m", SESSION, "record", str(out), *changed)
        if run.returncode not in {0, 1, 5}:  # all pass, some fail, there are none
            raise RuntimeError(run.stdout)
        print(run.stdout.splitlines()[-1], flush=True)
        found = json.loads(out.read_text("utf-8"))
        tests = {file: found.get(file, {}) for file in changed}
        kept |= json.loads(record.read_text("utf-8")) if record.exists() else {}  # another run may have added to it
        kept |= {file: {"of": state(tree, file, tests[file]), "tests": tests[file]} for file in changed}
        record.write_text(json.dumps(kept), "utf-8")
    seconds: dict[str, float] = {}
    lines: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for file in files:
        for test, (spent, touched) in kept[file]["tests"].items():
            for module, numbers in touched.items():
                for line in numbers:
                    lines[module][str(line)].append(len(seconds))
            seconds[test] = spent
    return Record(seconds, lines)


def files_of_tests(modules: Collection[str], of: int, tree: Path = ROOT) -> list[str]:
    """The files of tests in a ring of some modules; a source with doctests is one."""
    tops = [tree / "tests" / name for name in ASKED]
    found = [file for top in tops for file in (top.rglob("test_*.py") if top.is_dir() else [top])]
    found += [file for file in (tree / "src").rglob("*.py") if ">>> " in file.read_text("utf-8")]
    files = sorted(file.relative_to(tree).as_posix() for file in found)
    return [file for file in files if any(ring(file, module) == of for module in modules)]


class Tests:
    """The tests of the copy, asked of one mutant after the other.

    A pytest that has collected them all waits and forks. Of what ran before, on import or on collecting, a new one is asked.
    Python knows a compiled file by the time and the size of its source, so each mutant of a run has a time of its own.
    """

    def __init__(self, tree: Path, record: Record, files: Sequence[str]) -> None:
        self.tree, self.record, self.asked = tree, record, 0
        own, theirs = socket.socketpair()
        with theirs:
            self._pytest = subprocess.Popen(
                [sys.executable, "-m", SESSION, "wait", str(theirs.fileno()), f"{tree}-temporary", *files],
                cwd=tree, env=environment(tree), pass_fds=[theirs.fileno()], stdout=subprocess.DEVNULL,
            )  # fmt: skip
        self._channel = own.makefile("rw")
        own.close()
        self._channel.readline()  # it has read the sources, which may change from now on

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._channel.close()
        self._pytest.wait()

    def noticing(self, mutant: Mutant, of: int) -> str:
        """The test of a ring that notices the mutant, or how the run ended; empty where it survives."""
        file = self.tree / "src" / mutant.module
        before, times = file.read_text("utf-8"), file.stat()
        after = mutant.applied(before)
        self.asked += 1
        try:
            file.write_text(after, "utf-8")
            os.utime(file, (self.asked, self.asked))
            return next(filter(None, self._answers(mutant, of, before, after)), "")
        except subprocess.TimeoutExpired:
            return "out of time"
        finally:
            file.write_text(before, "utf-8")
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))

    def _answers(self, mutant: Mutant, of: int, before: str, after: str) -> Iterator[str]:
        for tests, seconds in self.record.batches(mutant, of):
            order = {"tests": tests, "seconds": int(3 * seconds)}
            answer = None
            if not mutant.top:
                place = {"module": mutant.module, "lines": mutant.lines[1], "before": before, "after": after}
                print(json.dumps(order | place), file=self._channel, flush=True)
                answer = json.loads(self._channel.readline())
            yield self._anew(order) if answer is None else answer

    def _anew(self, order: dict[str, Any]) -> str:
        file = self.tree / "order.json"
        file.write_text(json.dumps(order))
        run = python(self.tree, "-m", SESSION, "choose", str(file), timeout=HANGS)
        if run.returncode in {0, 5}:
            return ""
        failed = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", run.stdout, re.MULTILINE)
        return failed[1] if failed else f"ended with {run.returncode}"


def asked(mutants: Sequence[Mutant], rings: Sequence[int]) -> Iterator[tuple[Mutant, str]]:
    """Each mutant with what notices it; with nothing where no test of some rings does."""
    with TemporaryDirectory(prefix="mutants-") as name:
        tree = Path(name) / "tree"
        copy(tree)
        for of in rings:
            files = files_of_tests({mutant.module for mutant in mutants}, of, tree)
            if not files:
                continue
            unnoticed = []
            with Tests(tree, recorded(tree, files), files) as tests:
                for mutant in mutants:
                    if by := tests.noticing(mutant, of):
                        yield mutant, by
                    else:
                        unnoticed.append(mutant)
            mutants = unnoticed
    yield from ((mutant, "") for mutant in mutants)


def main() -> int:
    parser = argparse.ArgumentParser(description="Change the code, one place at a time, and see that a test fails.")
    parser.add_argument("--sample", type=int, default=200, help="so many mutants at random (200); 0 takes all")
    parser.add_argument(
        "--seed", default=digest("src"), help="another seed draws others; the sources give one of their own"
    )
    parser.add_argument("--package", default="", help="only modules whose path below src/openness begins so")
    parser.add_argument(
        "--beside", action="store_true", help="ask only the tests in the folder that mirrors that of the module"
    )
    parser.add_argument("--again", action="store_true", help="those that survived the last time")
    parser.add_argument("--report", action="store_true", help="survivors are no error")
    given = parser.parse_args()
    last, known = BUILD / "last.json", listed()
    chosen = every_mutant(given.package, OF_TABLES if given.beside and not given.package else ())
    if given.again:
        before = [tuple(key) for key in json.loads(last.read_text("utf-8"))]
        chosen = [mutant for mutant in chosen if mutant.key in before]
    elif given.sample:
        chosen = random.Random(given.seed).sample(chosen, min(given.sample, len(chosen)))
    count: Counter[tuple[str, str]] = Counter()
    survivors = []
    alike = [(mutant, "") for mutant in chosen if mutant.key in known]
    others = asked([mutant for mutant in chosen if mutant.key not in known], RINGS[: ANY if given.beside else None])
    for mutant, by in chain(alike, others):
        state = "listed" if mutant.key in known else "killed" if by else "SURVIVES"
        count[mutant.module.split("/")[1], state] += 1
        if state == "SURVIVES":
            survivors.append(mutant.key)
        print(f"{state:8} {mutant}  {by}", flush=True)
    BUILD.mkdir(parents=True, exist_ok=True)
    last.write_text(json.dumps(survivors), "utf-8")
    for package in sorted({package for package, _ in count}):
        killed, survive, same = (count[package, state] for state in ("killed", "SURVIVES", "listed"))
        print(f"{package}: {killed} of {killed + survive} killed, {same} listed as changing nothing")
    return 1 if survivors and not given.report else 0


if __name__ == "__main__":
    raise SystemExit(main())
