"""Law: an expression printed and parsed is itself; and the grammar of SPDX 2.3, annex D."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.strategies import expressions

from openness.errors import OpennessError
from openness.licensing.expression import DEPTH_LIMIT, TOKEN_LIMIT, All, Any, Expression, Name, names, parse, renamed

MIT, BSD, GPL = Name("MIT"), Name("BSD-3-Clause"), Name("GPL-2.0-only")


@given(expressions())
@settings(max_examples=100)
def test_a_printed_tree_parses_to_itself(tree: Expression) -> None:
    assert parse(str(tree)) == tree


@st.composite
def spelt(draw: st.DrawFn, tree: Expression) -> str:
    """The tree in another spelling: blanks, case of the operators, parentheses more than are needed."""
    gap = st.sampled_from((" ", "  ", "\t", "\n "))
    if isinstance(tree, Name):
        plus = "+" if tree.later else ""
        word = draw(st.sampled_from(("WITH", "with", "With")))
        text = f"{tree.id}{plus}{draw(gap)}{word}{draw(gap)}{tree.exception}" if tree.exception else f"{tree.id}{plus}"
        return f"({text})" if draw(st.booleans()) else text
    word = draw(st.sampled_from(("AND", "and", "And") if isinstance(tree, All) else ("OR", "or", "Or")))
    parts = []
    for part in tree.parts:
        text = draw(spelt(part))
        needed = isinstance(tree, All) and isinstance(part, Any)
        parts.append(f"({text})" if needed or draw(st.booleans()) else text)
    return f"{draw(gap)}{word}{draw(gap)}".join(parts)


@given(expressions(), st.data())
@settings(max_examples=60)
def test_spelling_does_not_matter(tree: Expression, data: st.DataObject) -> None:
    assert parse(data.draw(spelt(tree))) == tree


@given(st.text(alphabet="AB( )+ORNDWITHmit-.:,", max_size=24))
def test_what_is_accepted_is_accepted_again(text: str) -> None:
    try:
        tree = parse(text)
    except OpennessError as error:
        assert "licence expression" in str(error)
        return
    assert parse(str(tree)) == tree


@given(expressions())
@settings(max_examples=40)
def test_renaming_to_itself_only_says_once_what_stands_twice(tree: Expression) -> None:
    once = renamed(tree, lambda name: name)
    assert once == tree or len(list(names(once))) < len(list(names(tree)))
    assert {*names(once)} == {*names(tree)}
    assert renamed(once, lambda name: name) == once
    assert renamed(tree, lambda _: MIT) == MIT


def test_what_stands_once_is_part_of_what_is_around_it() -> None:
    tree = parse("((MIT AND ISC) OR (Expat AND ISC)) AND Zlib")
    assert renamed(tree, lambda name: MIT if name.id == "Expat" else name) == parse("MIT AND ISC AND Zlib")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("MIT", MIT),
        ("mit", Name("mit")),
        ("GPL-2.0+", Name("GPL-2.0", later=True)),
        ("GPL-2.0-only WITH Classpath-exception-2.0", Name("GPL-2.0-only", exception="Classpath-exception-2.0")),
        ("GPL-2.0+ WITH x", Name("GPL-2.0", later=True, exception="x")),
        ("MIT OR BSD-3-Clause AND GPL-2.0-only", Any((MIT, All((BSD, GPL))))),
        ("(MIT OR BSD-3-Clause) AND GPL-2.0-only", All((Any((MIT, BSD)), GPL))),
        ("MIT AND (BSD-3-Clause AND GPL-2.0-only)", All((MIT, BSD, GPL))),
        ("((MIT))", MIT),
        ("MIT or BSD-3-Clause", Any((MIT, BSD))),
        ("NONE", Name("NONE")),
        ("NOASSERTION", Name("NOASSERTION")),
        ("LicenseRef-a.b-1", Name("LicenseRef-a.b-1")),
        ("DocumentRef-x:LicenseRef-y", Name("DocumentRef-x:LicenseRef-y")),
    ],
)
def test_the_grammar(text: str, tree: Expression) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "()",
        "(MIT",
        "MIT)",
        "MIT BSD-3-Clause",
        "MIT AND",
        "OR MIT",
        "AND",
        "MIT AND OR BSD-3-Clause",
        "MIT WITH",
        "WITH x",
        "MIT WITH (x)",
        "MIT WITH x WITH y",
        "MIT WITH x y",
        "(MIT OR BSD-3-Clause) WITH x",
        "MIT, BSD-3-Clause",
        "MIT/BSD-3-Clause",
        "MIT & BSD-3-Clause",
        "МIT",
        "MIT +",
        "GPL-2.0++",
    ],
)
def test_what_is_no_expression(text: str) -> None:
    with pytest.raises(OpennessError) as caught:
        parse(text)
    assert len(caught.value.problems) == 1


def test_depth_is_bounded() -> None:
    assert parse("(" * DEPTH_LIMIT + "MIT" + ")" * DEPTH_LIMIT) == MIT
    with pytest.raises(OpennessError, match="nested deeper"):
        parse("(" * (DEPTH_LIMIT + 1) + "MIT" + ")" * (DEPTH_LIMIT + 1))


def test_length_is_bounded() -> None:
    with pytest.raises(OpennessError, match="more than"):
        parse(" AND ".join(["MIT"] * TOKEN_LIMIT))
