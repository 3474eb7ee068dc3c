"""The grammar of licence expressions against two other parsers: license-expression and packaging.

Where they differ on purpose or by accident the difference is written down in a table, so that it cannot grow unseen.
"""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openness.errors import OpennessError
from openness.licensing import expression as ours

LICENCES = ("MIT", "Apache-2.0", "BSD-3-Clause", "ISC", "GPL-2.0-only", "LicenseRef-mine")
EXCEPTIONS = ("Classpath-exception-2.0", "LLVM-exception")

TABLE = (
    "MIT",
    "mit",
    "MIT OR Apache-2.0",
    "mit or apache-2.0",
    "MIT oR ISC aNd Apache-2.0",
    "MIT OR Apache-2.0 AND BSD-3-Clause",
    "(MIT OR Apache-2.0) AND BSD-3-Clause",
    "MIT AND (Apache-2.0 AND ISC)",
    "MIT OR (Apache-2.0 OR ISC) OR MIT",
    "((MIT))",
    "( MIT )",
    "MIT\tOR\nISC",
    "Apache-2.0+",
    "GPL-2.0-only WITH Classpath-exception-2.0",
    "GPL-2.0-only with Classpath-exception-2.0 OR MIT",
    "(GPL-2.0-only WITH Classpath-exception-2.0)",
    "LicenseRef-mine",
    "LicenseRef-mine.too-1",
    "()",
    "( )",
    "MIT OR ()",
    "AND",
    "or",
    "WITH",
    "MIT AND",
    "OR MIT",
    "MIT AND OR ISC",
    "MIT WITH",
    "WITH LLVM-exception",
    "MIT WITH (LLVM-exception)",
    "MIT WITH LLVM-exception WITH LLVM-exception",
    "(MIT OR ISC) WITH LLVM-exception",
    "(MIT",
    "((((MIT",
    "MIT)",
    "MIT OR (ISC",
    "(MIT OR) ISC",
    "(MIT)(ISC)",
    "MIT (ISC)",
    "MIT()",
    "MIT, ISC",
    "MIT/ISC",
    "MIT & ISC",
    "MIT | ISC",
    "MIT ~ ISC",
    "MIT ISC",
    "",
    " ",
    "МIT",
    "MIT +",
    "Apache-2.0++",
    "not MIT",
    "NONE",
    "NOASSERTION",
    "DocumentRef-a:LicenseRef-b",
    "a_b",
)


def parsed(text: str) -> ours.Expression | None:
    """Our tree; None where it is not an expression."""
    try:
        return ours.parse(text)
    except OpennessError:
        return None


def shape(tree: ours.Expression) -> Any:
    """A tree as nested tuples."""
    if isinstance(tree, ours.Name):
        return str(tree)
    return ("AND" if isinstance(tree, ours.All) else "OR", *map(shape, tree.parts))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Expressions and near misses: words of the grammar in any order."""
    words = (*LICENCES[:4], *EXCEPTIONS[:1], "AND", "OR", "WITH", "(", ")", "and", "or")
    return " ".join(draw(st.lists(st.sampled_from(words), min_size=1, max_size=9)))


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> str:
    """Expressions."""
    if not depth or draw(st.booleans()):
        name = draw(st.sampled_from(LICENCES))
        return f"{name} WITH {draw(st.sampled_from(EXCEPTIONS))}" if draw(st.integers(0, 3)) == 0 else name
    parts = draw(st.lists(expressions(depth - 1), min_size=2, max_size=3))
    text = f" {draw(st.sampled_from(('AND', 'OR')))} ".join(f"({part})" if " " in part else part for part in parts)
    return f"({text})" if draw(st.booleans()) else text


# license-expression

LICENSE_EXPRESSION_DIFFERS = {
    "()": "it crashes with an IndexError",
    "( )": "it crashes with an IndexError",
    "MIT OR ()": "it crashes with an IndexError",
    "MIT ISC": "it takes several words for one name",
    "": "it gives None for nothing",
    " ": "it gives None for nothing",
    "МIT": "it takes letters outside ASCII",
    "MIT +": "it takes several words for one name",
    "Apache-2.0++": "it takes + for a letter",
    "not MIT": "it takes several words for one name",
}


def theirs(text: str) -> Any:
    """license-expression's tree as nested tuples; None where it refuses or gives nothing, a crash as it is."""
    library = pytest.importorskip("license_expression", reason="license-expression is not installed")
    try:
        tree = library.Licensing().parse(text)
    except (library.ExpressionError, library.ExpressionParseError):
        return None
    return None if tree is None else _their_shape(tree)


def _their_shape(tree: Any) -> Any:
    operator = getattr(tree, "operator", "").strip()
    if not operator:
        return tree.render()
    parts: list[Any] = []
    for part in map(_their_shape, tree.args):
        parts.extend(part[1:] if isinstance(part, tuple) and part[0] == operator else (part,))
    return (operator, *parts)


@pytest.mark.parametrize("text", [text for text in TABLE if text not in LICENSE_EXPRESSION_DIFFERS])
def test_license_expression_parses_the_same_tree(text: str) -> None:
    tree = parsed(text)
    assert (shape(tree) if tree else None) == theirs(text)


@pytest.mark.parametrize("text", LICENSE_EXPRESSION_DIFFERS)
def test_license_expression_differs_where_we_say_so(text: str) -> None:
    assert parsed(text) is None
    why = LICENSE_EXPRESSION_DIFFERS[text]
    if "crashes" in why:
        with pytest.raises(IndexError):
            theirs(text)
    else:
        assert (theirs(text) is None) == ("None" in why)


@given(expressions())
@settings(max_examples=100)
def test_license_expression_parses_the_same_trees(text: str) -> None:
    tree = parsed(text)
    assert tree is not None
    assert shape(tree) == theirs(text)


# packaging, which knows SPDX's ids and takes no other

PACKAGING_DIFFERS = {
    "NONE": "it takes SPDX ids only",
    "NOASSERTION": "it takes SPDX ids only",
    "DocumentRef-a:LicenseRef-b": "it takes no DocumentRef",
    "a_b": "it takes SPDX ids only",
}


def canonical(text: str) -> str | None:
    """Packaging's canonical form; None where it refuses."""
    licenses = pytest.importorskip("packaging.licenses", reason="packaging is not installed, or older than 24.2")
    try:
        form: str = licenses.canonicalize_license_expression(text)
    except licenses.InvalidLicenseExpression:
        return None
    return form


def without_case(tree: ours.Expression | None) -> Any:
    """A shape in which names differ by more than case."""
    return None if tree is None else str(shape(tree)).lower()


@pytest.mark.parametrize("text", [text for text in TABLE if text not in PACKAGING_DIFFERS])
def test_packaging_accepts_the_same(text: str) -> None:
    form = canonical(text)
    assert (parsed(text) is None) == (form is None)
    if form is not None:
        assert without_case(parsed(form)) == without_case(parsed(text))


@pytest.mark.parametrize("text", PACKAGING_DIFFERS)
def test_packaging_differs_where_we_say_so(text: str) -> None:
    assert parsed(text) is not None
    assert canonical(text) is None


@given(st.one_of(expressions(), texts()))
@settings(max_examples=200)
def test_packaging_accepts_the_same_texts(text: str) -> None:
    known = not re.search(r"(?i)with (?!Classpath-exception-2\.0|LLVM-exception|\(|\)|and\b|or\b|with\b|$)", text)
    alone = re.search(r"(?i)(?<!with )(Classpath-exception-2\.0|LLVM-exception)", text)  # an exception is no licence
    form = canonical(text)
    if known and not alone:
        assert (parsed(text) is None) == (form is None)
    if form is not None:
        assert without_case(parsed(form)) == without_case(parsed(text)) is not None
