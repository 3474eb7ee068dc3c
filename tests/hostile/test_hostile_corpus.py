"""Every input of the corpus ends as it must, reaches nothing, and acts nowhere; and what breaks this is counted.

`OPENNESS_HOSTILE=all`, which `make test-deep` sets, asks every input that is crossed, not every fifth.
"""

import signal
from collections import Counter
from pathlib import Path

import pytest
from tests.support.hostile.attacks import Must

run = pytest.importorskip(
    "tests.support.hostile.run", reason="the runner needs limits of resources (POSIX) and markdown-it"
)
pytest.importorskip("pyarrow", reason="some inputs are tables (the extra `arrow`)")

SLICES = 12
COUNTED = [  # what is broken, the name of inputs that show it or a part of it, and how it is counted
    ("crash", "README.md: as it is", "TRACEBACK"),
    ("signal", "README.md: as it is", "SIGNAL"),
    ("hang", "README.md: as it is", "HANG"),
    ("memory", "README.md: as it is", "MEMORY"),
    ("socket", "README.md: as it is", "SOCKET"),
    ("process", "README.md: as it is", "PROCESS"),
    ("read", "README.md: as it is", "READ"),
    ("listed", "README.md: as it is", "READ"),
    ("write", "README.md: as it is", "WRITE"),
    ("removed", "README.md: as it is", "WRITE"),
    ("mute", "NUL", "EXIT"),
    ("open", "README.md: cut before its last byte", "FALSE_OPEN"),
    ("refused", "README.md: as it is", "REFUSED_CONTROL"),
    ("refused", "a control character in README.md", ""),
    ("silent", "openness.yaml: bytes that are not UTF-8", "SILENCE"),
    ("terminal", "openness.yaml: a licence: escape codes", "LEAK"),
    ("terminal", "openness.json: a licence: bidi", "LEAK"),
    ("html", ": HTML", "LEAK"),
    ("markdown", "a licence with HTML", "LEAK"),
    ("mention", "openness.json: a licence: people", "LEAK"),
    ("json", "a licence with HTML", "LEAK"),
    ("sarif", "openness.json: a licence: links of SARIF", "LEAK"),
    ("junit", "a licence with HTML", "LEAK"),
    ("github", "openness.yaml: a licence: newlines", "LEAK"),
    ("azure", "openness.json: a licence: a command of another CI", "LEAK"),
    ("azure", "openness.yaml: a licence: a command of TeamCity", "LEAK"),
    ("csv", "rows.jsonl: a licence: a formula", "LEAK"),
]


@pytest.mark.parametrize("part", range(SLICES))
def test_nothing_goes_wrong_with_any_input(part: int, tmp_path: Path) -> None:
    faults = run.run(run.asked()[part::SLICES], tmp_path)
    assert not faults, "\n".join(map(str, faults))


@pytest.mark.parametrize(("broken", "name", "count"), COUNTED, ids=[f"{one[0]}: {one[1]}" for one in COUNTED])
def test_what_breaks_is_counted(broken: str, name: str, count: str, tmp_path: Path) -> None:
    places = [at for at, attack in enumerate(run.corpus()) if name in attack.name]
    assert places
    assert {fault.count.name for fault in run.run(places, tmp_path, broken)} == ({count} if count else set())


def test_an_input_behind_one_that_killed_the_child_is_handled(tmp_path: Path) -> None:
    names = ("README.md: as it is", "openness.yaml: as it is", "README.md: as it is")
    places = [next(at for at, attack in enumerate(run.corpus()) if attack.name == name) for name in names]
    faults = run.run(places, tmp_path, "signal")
    assert [(fault.input, fault.detail) for fault in faults] == [(names[0], f"exit code {-signal.SIGSEGV}")] * 2


def test_the_corpus_is_large_and_one_input_in_eight_is_a_control() -> None:
    corpus = [run.corpus()[place] for place in run.asked()]
    counts = Counter(attack.must for attack in corpus)
    assert len(corpus) >= 900
    assert counts[Must.BE_READ] * 8 >= len(corpus)
    assert set(counts) == set(Must)
    assert len({attack.name for attack in corpus}) == len(corpus)
