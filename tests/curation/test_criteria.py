"""Definitions of the grammar that nothing can meet, or in which a word changes nothing."""

from pathlib import Path
from typing import Any

import pytest

from openness.curation.criteria import faults
from openness.curation.lint import lint
from openness.definition.parse import definition_of
from openness.shelf.shelf import shipped


def faults_of(*criteria: dict[str, Any], **more: Any) -> list[str]:
    """The faults of a ladder of one rung with these criteria."""
    full = [{"says": "x", "cites": "1", "help": "y", "id": f"c{at}", **one} for at, one in enumerate(criteria)]
    record = {
        "id": "own",
        "name": "Own",
        "version": "1",
        "source": "here",
        "dated": "2026-11-26",
        "read": {"hand": "first-hand", "from": "here"},
        "grade": [{"id": "one", "name": "One", "says": "one", "criterion": full}],
        **more,
    }
    return [str(problem) for problem in faults(definition_of(record), "own.toml", shipped())]


def test_an_ordinary_one_passes() -> None:
    assert (
        faults_of({"components": ["model-parameters-final"], "terms": ["open-licence"]}, {"components": ["datasets"]})
        == []
    )


@pytest.mark.parametrize(
    ("criterion", "asks"),
    [
        (
            {"components": ["datasets"], "any": [{"components": ["datasets"]}, {"components": ["model-card"]}]},
            "offered model-card",
        ),
        ({"any": [{"components": ["datasets"]}, {"components": ["datasets"], "terms": ["use"]}]}, "term datasets use"),
    ],
)
def test_a_word_that_changes_nothing_is_said(criterion: dict[str, Any], asks: str) -> None:
    problems = faults_of(criterion)
    assert problems == [
        f"own.toml: criterion 'c0' asks for {asks}, which can never change its verdict; take it out, or out of the "
        "alternative that makes it needless"
    ]


def test_terms_that_no_licence_meets_are_said() -> None:
    every = ["osi-approved", "od-conformant", "dfsg-free", "relicense", "irrevocable", "patents", "royalty-free"]
    (problem,) = faults_of({"components": ["datasets"], "terms": every})
    assert problem.startswith(f"own.toml: no licence on the shelf is known to meet {', '.join(every)} for datasets")


def test_names_that_are_there_twice_are_said() -> None:
    problems = faults_of({"id": "a", "components": ["datasets"]}, {"id": "a", "components": ["model-card"]})
    assert problems == ["own.toml: there are two of the criterion 'a'; give each its own name"]


DEFINITION = (Path(__file__).parents[2] / "src/openness/definitions/mof-1.0.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ('doubt      = "gated"', 'dubt       = "gated"', 'dubt       = "gated"'),
        (
            'terms      = ["mof-open"]',
            'terms      = ["mof-opn"]',
            '[[grade.criterion]]\nid         = "model-architecture"',
        ),
        (
            'components = ["evaluation-results"]',
            'components = ["evaluation"]',
            '[[grade.criterion]]\nid         = "evaluation-r',
        ),
        (
            'id         = "model-card"',
            'id         = "technical-report"',
            '[[grade.criterion]]\nid         = "technical-report"',
        ),
        ('score   = "progress"', 'scor    = "progress"', 'scor    = "progress"'),
        ('name = "Class III - Open Model"', "name = 3", "name = 3"),
    ],
)
def test_lint_names_the_line_of_what_is_wrong_with_a_definition(old: str, new: str, at: str, tmp_path: Path) -> None:
    text = DEFINITION.replace(old, new, 1)
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    problems = lint([str(tmp_path / "own.toml")], shipped()).faults
    line = text[: text.rindex(at)].count("\n") + 1
    assert line in [problem.line for problem in problems], problems
    assert all(problem.line for problem in problems), problems
