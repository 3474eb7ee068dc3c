"""TOML as a tree: what is wrong with a text is said in the words of whoever wrote it."""

import pytest

from openness.errors import OpennessError
from openness.syntax.toml import toml_tree
from openness.syntax.tree import CORRECT


@pytest.mark.parametrize(
    ("text", "line", "message", "help"),
    [
        ("a = 1\na = 2\n", 2, "the key 'a' stands twice in one table", "keep one of them"),
        ('[grants]\nuse = { answer = yes, clause = "1" }\n', 2, "yes is no value", "write true"),
        ("a = False\n", 1, "False is no value", "write false"),
        ("\nlicence = apache-2.0\n", 2, "apache-2.0 is no value", 'write "apache-2.0", in quotes'),
        ("a = \n", 1, "Invalid value", CORRECT),
    ],
)
def test_a_key_twice_and_a_word_without_quotes_are_named(text: str, line: int, message: str, help: str) -> None:
    with pytest.raises(OpennessError) as caught:
        toml_tree(text, "x.toml")
    (problem,) = caught.value.problems
    assert (problem.line, problem.message, problem.help) == (line, f"it is not valid TOML: {message}", help)
