"""Records and calls with anything in any place: refused with a place and a reason, or taken; never a crash."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import openness
from openness.cli.command_line import main
from openness.curation.lint import lint
from openness.reports import explained, text

LICENCE = """
id = "LicenseRef-Ours"
name = "Our Licence"
version = "1"
dated = 2026-11-24
made-for = ["weights"]
category = "proprietary"
read = { on = 2026-11-24, from = "our own text", whole = true }
known-as = { other = ["ours 1"] }
grants = { use = { answer = true, clause = "1" } }
listed = { osi-approved = { answer = false, seen = 2026-11-24 } }
duties = { attribution = { clause = "1", says = "name us" } }
limit = [{ metric = "users", above = 7, effect = "no rights", test = "ever", clause = "2" }]
"""
INDEX = """
id = "made-up"
name = "Made up"
version = "1"
source = "here"
dated = 2026-11-24
read = { hand = "first-hand", from = "here" }
ending = "points"
scope = { training-compute = 1e23 }
outcomes = { out-of-scope = "no" }
[[criterion]]
id = "one"
says = "s"
cites = "c"
help = "h"
components = ["datasets"]
of = "base"
extent = "part"
judged-terms = ["safety-limits-only"]
channels = ["product"]
below = { training-compute = 1e25 }
"""
RATING = """
id = "made-up"
name = "Made up"
version = "1"
source = "here"
dated = 2026-11-24
read = { hand = "first-hand", from = "here" }
ending = "count"
floor = "low"
[[grade]]
id = "g"
name = "G"
says = "s"
[[criterion]]
id = "one"
says = "s"
cites = "c"
help = "h"
unless = ["monetised"]
"""
EACH = """
id = "made-up"
name = "Made up"
version = "1"
source = "here"
dated = 2026-11-24
read = { hand = "first-hand", from = "here" }
ending = "each-component"
components = ["datasets"]
subject = "any"
[[criterion]]
id = "one"
says = "s"
cites = "c"
help = "h"
at = "gated"
terms = ["share"]
"""
DEFINITION = """
id = "made-up"
name = "Made up"
version = "1"
source = "here"
dated = 2026-11-24
read = { hand = "first-hand", from = "here" }
floor = "low"
subject = "model"
score = "progress"
note = "none"
outcomes = { met = "yes" }
[[grade]]
id = "g"
name = "G"
says = "s"
[[grade.criterion]]
id = "one"
says = "s"
cites = "c"
help = "h"
components = ["datasets"]
at = "public"
doubt = "gated"
extent = "whole"
terms = ["use"]
unless = ["monetised"]
if-used = true
concluded = true
any = [{ components = ["datasets"] }]
"""
FAMILIES = '[[family]]\nnames = ["x"]\ncandidates = ["MIT"]\n'
BASES = 'seen = 2026-11-24\n[[base]]\nnames = ["x"]\nlicence = ["MIT"]\nproducer = "p"\nsource = "s"\n'
VALUES = ("3", '["a"]', "{ a = 1 }", '""', "[]", "true", "[3]", "[[]]", "2026-11-24")


def broken(record: str) -> Iterator[str]:
    """The record with one value replaced, in every place by every other sort of value."""
    lines = record.strip().split("\n")
    for number, line in enumerate(lines):
        key, equals, _ = line.partition(" = ")
        for value in VALUES if equals else ():
            yield "\n".join((*lines[:number], f"{key} = {value}", *lines[number + 1 :])) + "\n"


def used(folder: Path) -> None:
    """Do with a shelf what a call does with it."""
    shelf = openness.Shelf((str(folder),))
    classification = openness.classify(openness.Release(), shelf=shelf)
    classification.to_dict()
    text.write([classification], 40)
    for word in ("LicenseRef-Ours", "made-up"):
        if word in (*shelf.licences(), *shelf.definitions()):
            explained.write(openness.explain(word, shelf=shelf), 40)


@pytest.mark.parametrize(
    "record",
    [LICENCE, DEFINITION, INDEX, RATING, EACH, FAMILIES, BASES],
    ids=["licence", "definition", "index", "rating", "each component", "families", "bases"],
)
def test_a_record_with_anything_in_any_place_crashes_nothing(record: str, tmp_path: Path) -> None:
    for spoilt in (record, *broken(record), "family = 3\n", "base = [3]\n", "grade = 3\n", "criterion = [[]]\n"):
        (tmp_path / "ours.toml").write_text(spoilt, encoding="utf-8")
        found = lint([str(tmp_path)], openness.Shelf())
        assert all(fault.line or fault.message for fault in found.faults)
        assert not found.unusable
        try:
            used(tmp_path)
        except openness.OpennessError as error:
            assert all(problem.document.startswith(str(tmp_path)) for problem in error.problems), spoilt
            assert found.faults or record in (FAMILIES, BASES), spoilt  # lint says what the verbs refuse


@pytest.mark.parametrize(
    "line",
    [
        "grants = { use = { answer = true, clause = 2 } }",
        'duties = { naming = { clause = "1", says = "s", words = 5 } }',
        'duties = { naming = { clause = "1", says = 7, words = "Acme" } }',
        'read = { on = 2026-11-24, from = "here", whole = true, note = 5 }',
        'limit = [{ metric = "users", above = 7, of = "anyone", effect = "asks", because = 5, period = 5, clause = "2" }]',
        "text = { url = 5 }",
        "steward = 5",
        "version = 1",
        "version = 2026-11-24",
        'made-for = "weights"',
        "made-for = []",
    ],
)
def test_a_value_of_a_wrong_type_is_refused_by_each_verb_as_lint_says(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = f"{line.partition(' = ')[0]} = "
    kept = [each for each in LICENCE.strip().split("\n") if not each.startswith(key)]
    (tmp_path / "ours.toml").write_text("\n".join([line, *kept]), encoding="utf-8")
    (tmp_path / "README.md").write_text("---\nlicense: LicenseRef-Ours\n---\n", encoding="utf-8")
    card, shelf = str(tmp_path / "README.md"), ("--shelf", str(tmp_path))
    assert main(["lint", str(tmp_path / "ours.toml")]) == 1
    said = capsys.readouterr().out
    assert f"{tmp_path / 'ours.toml'}:1: " in said
    assert "; write " in said
    for verb in (["explain", "LicenseRef-Ours"], ["classify", card], ["may", card], ["notice", card]):
        assert main([*verb, *shelf]) == 2
        assert said.splitlines()[0] in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('id = ["a"]', "id is a list, not a text"),
        ("id = { a = 1 }", "id is a table, not a text"),
        ("name = 3", 'name is the number 3, not a text; write name = "3"'),
        ("subject = 4", "subject is the number 4, not a text"),
        ('subject = "modle"', "the subject is 'modle'; did you mean model?"),
        ("floor = 1", "floor is the number 1, not a text"),
        ("outcomes = { met = 1 }", "met of outcomes is the number 1, not a text"),
        ('at = ["public"]', "at of grade[0].criterion[0] is a list, not a text"),
    ],
)
def test_a_definition_of_no_text_is_refused(line: str, message: str, tmp_path: Path) -> None:
    key = line.partition(" = ")[0]
    lines = DEFINITION.split("\n")
    lines[next(number for number, written in enumerate(lines) if written.startswith(f"{key} = "))] = line
    (tmp_path / "made-up.toml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(openness.OpennessError) as caught:
        openness.Shelf((str(tmp_path),))
    assert message in str(caught.value)


UNTYPED: Any = openness  # what a caller without a type checker hands over
CALLS: dict[str, Callable[[], Any]] = {
    "classify(None)": lambda: UNTYPED.classify(None),
    "classify(bytes)": lambda: UNTYPED.classify(b"README.md"),
    "classify(3)": lambda: UNTYPED.classify(3),
    "classify a shelf by name": lambda: UNTYPED.classify(openness.Release(), shelf="d"),
    "classify under a number": lambda: UNTYPED.classify(openness.Release(), under=[3]),
    "classify_all(None)": lambda: UNTYPED.classify_all(None),
    "classify_all([None])": lambda: UNTYPED.classify_all([None]),
    "classify_all([bytes])": lambda: UNTYPED.classify_all([b"a"]),
    "classify_all(bytes)": lambda: UNTYPED.classify_all(b"a"),
    "read(bytes)": lambda: UNTYPED.read(b"a"),
    "diff(None, None)": lambda: UNTYPED.diff(None, None),
    "identify(None)": lambda: UNTYPED.identify(None),
    "identify(bytes)": lambda: UNTYPED.identify(b"MIT"),
    "explain(None)": lambda: UNTYPED.explain(None),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_call_with_the_wrong_sort_of_thing_is_a_type_error_that_says_so(call: Callable[[], Any]) -> None:
    with pytest.raises(TypeError, match=r"must be|expected|not iterable"):
        call()


def test_one_path_alone_is_that_path(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: x\n---\n", encoding="utf-8")
    path = tmp_path / "README.md"
    for named in (path, str(path)):
        (one,) = openness.classify_all(named, under=[])
        assert one.source == str(path)


def test_an_empty_folder_and_a_path_that_is_none_are_said(tmp_path: Path) -> None:
    for path in (tmp_path, "a\0b", "\udcff", "x" * 5_000):
        with pytest.raises(openness.OpennessError):
            openness.classify(path)


def test_a_record_that_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    record = LICENCE.replace('"Our Licence"', '"Licence Héron"')
    (tmp_path / "ours.toml").write_bytes(record.encode("latin-1"))
    (fault,) = lint([str(tmp_path)], openness.Shelf()).faults
    assert str(fault) == f"{tmp_path}/ours.toml:3: it is not UTF-8 text; save it as UTF-8"
    with pytest.raises(openness.OpennessError, match=r"ours\.toml:3: it is not UTF-8 text"):
        openness.Shelf((str(tmp_path),))
