"""Problems, each on one line."""

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
