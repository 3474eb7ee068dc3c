"""Python as a tree: the texts that calls are given, and nothing that would have to be run."""

import pytest

from openness.errors import OpennessError
from openness.syntax.python import _PARTS, keywords, loose_texts, python_tree
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
        ("X = 'one'\nX = 'two'\nf(a=X)", [(NOASSERTION, 3), ("one", 1), ("two", 2)]),
        ("f(a='one' if b else 'two')", [("one", 1), ("two", 1)]),
        ("f(a=b or 'two')", [(NOASSERTION, 1), ("two", 1)]),
        ("f(a=' one '.strip())", [(" one ", 1)]),
        ("f(a=dedent('one'))", [("one", 1)]),
        ("f(a='one' + ' ' + 'two')", [("one two", 1)]),
        ("f(a='one' + b)", [(NOASSERTION, 1), ("one", 1), (NOASSERTION, 1)]),
        ("f(a=[{'x': 'one'}, ('two',)])", [("one", 1), ("two", 1)]),
        ("a = 'one'\nf(a=a)", [("one", 1)]),
        ("a: str\na = 'one'\nf(a=a)", [("one", 2)]),
        ("import textwrap\nf(a=textwrap.dedent('one'))", [("one", 2)]),
        ("X = {'x': 'one', 'y': 'two'}\nf(a=X.get(y, 'three').strip())", [("three", 2), ("one", 1), ("two", 1)]),
        ("X = Y\nY = X\nf(a=X)", []),
        ("f(a=f'{x}')", [(NOASSERTION, 1)]),
        ("f(**{'a': 'one'})", [("one", 1)]),
        ("X = {'a': 'one'}\nf(**X)", [("one", 1)]),
        ("X = dict(a='one')\nf(**X)", [("one", 1)]),
        ("f(**X)", []),
        ("f(b='one').a = 'two'", [("two", 1)]),
        ("setattr(f, 'a', 'one')", [("one", 1)]),
    ],
)
def test_a_keyword_is_given_the_texts_that_are_written_in_the_module(code: str, found: list[tuple[str, int]]) -> None:
    assert given(code) == found


@pytest.mark.parametrize(
    "code",
    [
        *(
            "X = 'one'\nX += 'two'",
            "X = 'one'\nX = X + 'two'",
            "X, Y = 'one', 'two'",
            "X = 'one'\ndef f():\n  X = 'two'",
        ),
        *("X = 'one'\nfor X in y: pass", "X = 'one'\nwith y as X: pass", "from y import X", "X = 'one'\nimport y as X"),
        *("X = ['one']\nX.append('two')", "X = ['one']\nX[0] = 'two'", "X = 'one'\nglobals()['X'] = 'two'"),
        *(
            "X = 'one'\ndel X",
            "X = 'one'\n[X := 'two']",
            "X = 'one'\ndef f(X): pass",
            "X: str\n",
            "X = 'one'.replace('o', '')",
        ),
        *("X = {}", "X = 'one'[1:]", "X = 'one'\ntry: pass\nexcept E as X: pass", "X = f(*y)", "X = [y for y in z]"),
    ],
)
def test_a_name_that_may_be_another_text_is_unknown(code: str) -> None:
    assert any(text == NOASSERTION for text, _ in given(f"{code}\ng(a=X)"))


def test_a_call_that_may_hide_a_keyword_is_given_one_that_nobody_knows() -> None:
    for code in ("f(**x)", "f('one')", "f(*x)", "f(**{**x})"):
        assert texts(keywords(python_tree(code, "x.py"), ("a",), sure=("f",)).get("a")) == [(NOASSERTION, 1)]
    assert texts(keywords(python_tree("f(a='one', **x)", "x.py"), ("a",), sure=("f",)).get("a")) == [("one", 1)]


def test_the_texts_that_stand_alone() -> None:
    tree = python_tree('"""one"""\nclass A:\n    """two"""\n\nclass B:\n    x = 1\n', "x.py")
    assert [(text.text, text.line) for text in loose_texts(tree)] == [("one", 1), ("two", 3)]


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
