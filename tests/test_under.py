"""One definition may be named as it is, wherever definitions are asked for: a text is one id, and not its letters."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import openness
from openness.scan import stream
from openness.table import Waist, lineage_table

MODEL = {"license": "mit"}
pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")


def table() -> Any:
    return pyarrow.table({"id": ["a/one"], "license": ["mit"]})


def scanned(under: Any) -> Any:
    """What a scan writes."""
    path = Path("t.csv")
    path.write_text("id,license\na/one,mit\n", encoding="utf-8")
    openness.scan(path, "o.jsonl", under=under)
    return Path("o.jsonl").read_bytes()


def drifted(under: Any) -> Any:
    """What changed between a table and itself."""
    scanned(["spectrum"])
    return openness.drift("t.csv", "t.csv", under=under).to_dict()


CALLS: dict[str, Callable[[Any], Any]] = {
    "classify": lambda under: tuple(openness.classify(MODEL, under=under).judgements),
    "classify, a release": lambda under: tuple(openness.classify(openness.read(MODEL), under=under).judgements),
    "classify_all": lambda under: [tuple(each.judgements) for each in openness.classify_all([MODEL], under=under)],
    "check": lambda under: openness.check([MODEL], under=under).passes,
    "diff": lambda under: openness.diff(MODEL, {"license": "gemma"}, under=under).to_dict(),
    "classify_table": lambda under: openness.classify_table(table(), under=under),
    "lineage_table": lambda under: lineage_table(table(), under=under),
    "Waist": lambda under: Waist(under).under,
    "stream.answers": lambda under: stream.answers(table(), under=under).read_all(),
    "scan": scanned,
    "drift": drifted,
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", CALLS)
def test_one_id_is_taken_as_it_is(name: str) -> None:
    call = CALLS[name]
    alone = call("osaid-1.0")
    assert alone == call(["osaid-1.0"]) == call(iter(["osaid-1.0"]))


@pytest.mark.parametrize("name", CALLS)
def test_an_id_that_nobody_knows_is_one_problem(name: str) -> None:
    with pytest.raises(openness.OpennessError) as problem:
        CALLS[name]("osaid-1")
    assert len(problem.value.problems) == 1
    with pytest.raises(TypeError, match="a definition's id must be a str, not int"):
        CALLS[name]([5])


def public() -> Iterator[str]:
    for name in openness.__all__:
        value = getattr(openness, name)
        if callable(value) and not isinstance(value, type) and "under" in inspect.signature(value).parameters:
            yield name


def test_every_public_function_that_asks_for_definitions_is_here() -> None:
    assert set(public()) <= CALLS.keys()
