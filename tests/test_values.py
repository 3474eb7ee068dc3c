"""The public functions give values: equal when they say the same, with one hash, and able to travel to a process."""

import copy
import json
import multiprocessing
import pickle
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs
import pytest

import openness

CARD = "docs/examples/llama-3.1"
NATIVE = "docs/examples/olmo-2/openness.yaml"

RESULTS: dict[str, Callable[[], object]] = {
    "a classification of a card": lambda: openness.classify(CARD),
    "a classification of a native file": lambda: openness.classify(NATIVE),
    "a classification of a described system": lambda: openness.classify("system:gemma-2"),
    "a release": lambda: openness.read(NATIVE),
    "judgements": lambda: tuple(openness.classify(CARD).judgements.values()),
    "findings": lambda: openness.classify(CARD).findings,
    "duties": lambda: openness.classify(CARD).duties,
    "openings": lambda: openness.classify(CARD).openings,
    "a check": lambda: openness.check(CARD),
    "a conversion": lambda: openness.convert(NATIVE, to="spdx3"),
    "matches": lambda: openness.identify(Path("LICENSE").read_text(encoding="utf-8")),
    "an explanation": lambda: openness.explain("gated"),
    "a notice": lambda: openness.notice([CARD, NATIVE]),
    "a comparison": lambda: openness.diff(NATIVE, CARD),
    "a shelf": openness.Shelf,
    "a licence": lambda: openness.Shelf().licence("MIT"),
    "a definition": lambda: openness.Shelf().definition("osaid-1.0"),
}


@pytest.mark.parametrize("make", RESULTS.values(), ids=RESULTS)
def test_two_results_that_say_the_same_are_equal_and_have_one_hash(make: Callable[[], object]) -> None:
    one, other = make(), make()
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize("make", RESULTS.values(), ids=RESULTS)
def test_a_result_can_be_pickled_and_is_the_same_afterwards(make: Callable[[], object]) -> None:
    one = make()
    again = pickle.loads(pickle.dumps(one))
    assert again == one
    assert hash(again) == hash(one)


@pytest.mark.parametrize("make", RESULTS.values(), ids=RESULTS)
def test_a_result_shows_itself_in_one_short_line(make: Callable[[], object]) -> None:
    value = make()
    for one in value if isinstance(value, tuple) else (value,):
        assert "\n" not in repr(one)
        assert 0 < len(repr(one)) <= 160


def test_a_pickled_classification_answers_as_the_first_one() -> None:
    one = openness.classify(CARD)
    again = pickle.loads(pickle.dumps(one))
    assert again.to_dict() == one.to_dict()
    assert again.to_markdown() == one.to_markdown()


@pytest.mark.parametrize("name", ["judgements", "consequences"])
def test_nobody_changes_what_a_classification_answers(name: str) -> None:
    classification = openness.classify(CARD)
    answers = getattr(classification, name)
    with pytest.raises(TypeError, match="does not support item assignment"):
        answers["mine"] = ()
    assert getattr(pickle.loads(pickle.dumps(classification)), name) == answers


def test_releases_that_say_something_else_are_not_equal() -> None:
    assert openness.classify(CARD) != openness.classify(NATIVE)
    assert openness.classify(CARD, under=["osaid-1.0"]) != openness.classify(CARD, under=[])


@pytest.mark.parametrize("start", ["spawn", "fork"])
def test_a_classification_travels_between_processes(start: str) -> None:
    if start not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system starts no process by {start}")
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(start)) as pool:
        assert pool.submit(openness.classify, CARD).result() == openness.classify(CARD)


def open_to_change(value: object, path: str, depth: int = 6) -> Iterator[str]:
    """The places in a result, by its public names, where a mapping, a list or a set can be changed."""
    if type(value) in (dict, list, set):
        yield path
    if isinstance(value, Mapping):
        inner = [(f"{path}[{key!r}]", child) for key, child in value.items()]
    elif isinstance(value, (tuple, list, frozenset)):
        inner = [(f"{path}[]", child) for child in value]
    elif attrs.has(type(value)):
        names = {name for base in type(value).__mro__ for name, one in vars(base).items() if isinstance(one, PARTS)}
        kind: Any = type(value)
        names |= {field.name for field in attrs.fields(kind)}
        inner = [
            (f"{path}.{name}", getattr(value, name)) for name in sorted(names) if name[0] != "_" and name not in MADE
        ]
    else:
        inner = []
    for way, child in inner if depth else ():
        yield from open_to_change(child, way, depth - 1)


PARTS = (property, cached_property)
#: What is made anew whenever it is asked for, so that a change reaches nobody; and what stands behind answers.
MADE = ("data", "stands_for", "candidates", "verdict_key", "value")


@pytest.mark.parametrize("word", ["gated", "MIT", "llama3.1", "osaid-1.0", "spectrum"])
def test_nobody_changes_what_an_explanation_answers(word: str) -> None:
    assert list(open_to_change(openness.explain(word), word)) == []


@pytest.mark.parametrize("name", ["matches", "a licence", "a definition", "a check", "a notice", "a release"])
def test_nobody_changes_what_an_answer_holds(name: str) -> None:
    assert list(open_to_change(RESULTS[name](), name)) == []


def llama() -> openness.Licence:
    """A licence with a long record."""
    licence = openness.Shelf().licence("LicenseRef-Llama-3.1-Community")
    assert licence is not None
    return licence


def test_a_record_that_nobody_can_change_is_written_pickled_and_copied_like_any() -> None:
    record: Any = llama().record
    for change in (record.clear, record["grants"].clear, record["limit"].clear, record["limit"].sort):
        with pytest.raises(TypeError, match="read-only"):
            change()
    assert json.loads(json.dumps(record)) == record == pickle.loads(pickle.dumps(record))
    free = copy.deepcopy(record)
    free["limit"].append({})
    free["grants"]["use"] = {}
    assert llama().record == record != free
