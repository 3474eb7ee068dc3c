"""Python as a tree: the texts that calls are given, and nothing that would have to be run."""

import pytest

from openness.errors import OpennessError
from openness.syntax.python import _PARTS, keywords, python_tree
from openness.syntax.tree import Node, Scalar, Sequence
from openness.vocabulary import NOASSERTION


def texts(value: Node | None) -> list[tuple[str, int]]:
    items = value.items if isinstance(value, Sequence) else (value,)
    return [(item.text, item.line) for item in items if isinstance(item, Scalar)]


def given(code: str) -> list[tuple[str, int]]:
    return texts(keywords(python_tree(code, "x.py"), ("a",)).get("a"))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("f(a='one')", [("one", 1)]),
        ("X = 'one'\nf(a=X)", [("one", 1)]),
        ("X = 'one'\nX = 'two'\nf(a=X)", [("one", 1), ("two", 2)]),
        ("f(a='one' if b else 'two')", [("one", 1), ("two", 1)]),
        ("f(a=b or 'two')", [("two", 1)]),
        ("f(a=' one '.strip())", [(" one ", 1)]),
        ("f(a=dedent('one'))", [("one", 1)]),
        ("f(a='one' + ' ' + 'two')", [("one two", 1)]),
        ("f(a='one' + b)", []),
        ("f(a=[{'x': 'one'}, ('two',)])", [("one", 1), ("two", 1)]),
        ("X = Y\nY = X\nf(a=X)", []),
        ("f(a=f'{x}')", []),
        ("f(**{'a': 'one'})", []),
    ],
)
def test_a_keyword_is_given_the_texts_that_are_written_in_the_module(code: str, found: list[tuple[str, int]]) -> None:
    assert given(code) == found


def test_only_calls_by_that_name_count() -> None:
    tree = python_tree("x.f(a='one')\ng(a='two')\n", "x.py")
    assert texts(keywords(tree, ("a",), ("f",)).get("a")) == [("one", 1)]


def test_past_the_limit_nobody_knows_more() -> None:
    many = ", ".join(f"'{number}'" for number in range(_PARTS + 5))
    assert given(f"f(a=[{many}])")[-1] == (NOASSERTION, 1)


@pytest.mark.parametrize("text", ["print 'x'", "(" * 5_000, "\0"])
def test_what_is_no_python_is_an_error(text: str) -> None:
    with pytest.raises(OpennessError):
        python_tree(text, "x.py")
