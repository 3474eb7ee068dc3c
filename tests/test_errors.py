"""Problems, each on one line."""

import ast
from pathlib import Path

import pytest

from openness.errors import OpennessError, Problem, nearest


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("a.yaml", 3, "it is wrong", "mend it"), "a.yaml:3: it is wrong; mend it"),
        (Problem("a.yaml", None, "it is wrong"), "a.yaml: it is wrong"),
        (Problem("", None, "it is wrong", "mend it"), "it is wrong; mend it"),
    ],
)
def test_a_problem_is_path_line_what_and_what_to_do(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_every_problem_of_the_package_says_what_to_do() -> None:
    silent = []
    for path in Path("src/openness").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Problem":
                given = [*call.args[3:], *(word.value for word in call.keywords if word.arg == "help")]
                if not any(isinstance(part, ast.Starred) for part in call.args) and (
                    not given or (isinstance(given[0], ast.Constant) and not given[0].value)
                ):
                    silent.append(f"{path}:{call.lineno}")
    assert not silent


def test_a_problem_has_the_promised_keys() -> None:
    assert Problem("a", 1, "b", "c").to_dict() == {"document": "a", "line": 1, "message": "b", "help": "c"}


def test_an_error_carries_every_problem() -> None:
    error = OpennessError(Problem("a", 1, "one"), Problem("b", 2, "two"))
    assert str(error) == "a:1: one\nb:2: two"
    assert len(error.problems) == 2


@pytest.mark.parametrize(
    ("word", "hint"),
    [("datasts", "did you mean datasets?"), ("zzz", ""), ("", ""), ("x" * 100_000, "")],
    ids=["near", "far", "empty", "very long"],
)
def test_the_nearest_words_are_named_only_where_one_is_near(word: str, hint: str) -> None:
    assert nearest(word, ["datasets", "model-card"]) == hint
