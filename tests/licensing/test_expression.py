"""SPDX licence expressions."""

from collections.abc import Callable

import pytest

from openness.errors import OpennessError
from openness.licensing.expression import All, Any, Name, all_of, any_of, choices, names, parse, renamed

TOKEN_LIMIT = 20_000  # words


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("MIT", "MIT"),
        ("mit or Apache-2.0", "mit OR Apache-2.0"),
        ("(MIT)", "MIT"),
        ("MIT AND ISC OR 0BSD", "MIT AND ISC OR 0BSD"),
        ("MIT AND (ISC OR 0BSD)", "MIT AND (ISC OR 0BSD)"),
        ("(MIT OR ISC) OR 0BSD", "MIT OR ISC OR 0BSD"),
        ("MIT  OR(ISC)OR ( 0BSD )", "MIT OR ISC OR 0BSD"),
        ("(MIT AND ISC) AND (0BSD AND ((Zlib)))", "MIT AND ISC AND 0BSD AND Zlib"),
        (
            "((MIT OR ISC)) AND (0BSD OR (Zlib OR X11 AND (AFL-3.0)))",
            "(MIT OR ISC) AND (0BSD OR Zlib OR X11 AND AFL-3.0)",
        ),
        ("and+ OR MIT WITH with+", "and+ OR MIT WITH with+"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("Apache-2.0+", "Apache-2.0+"),
        ("NONE", "NONE"),
        ("NOASSERTION AND MIT", "NOASSERTION AND MIT"),
        ("DocumentRef-a:LicenseRef-b", "DocumentRef-a:LicenseRef-b"),
        ("  MIT\tOR\nISC ", "MIT OR ISC"),
    ],
)
def test_an_expression_prints_as_it_was_meant(text: str, printed: str) -> None:
    assert str(parse(text)) == printed


def test_and_binds_closer_than_or() -> None:
    assert parse("A OR B AND C") == Any((Name("A"), All((Name("B"), Name("C")))))


def test_the_same_parts_are_another_expression_where_all_apply_than_where_one_does() -> None:
    parts = (Name("MIT"), Name("ISC"))
    assert len({All(parts), Any(parts), All(parts)}) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a licence is missing at the end"),
        ("MIT OR", "a licence is missing at the end"),
        ("OR MIT", "a licence is missing before 'OR'"),
        ("MIT AND AND ISC", "a licence is missing before 'AND'"),
        ("MIT  ISC", "AND or OR is missing before 'ISC'"),
        ("MIT)  ", "out of place"),
        ("MIT AND  ", "a licence is missing at the end"),
        ("MIT AND (ISC", "a parenthesis is not closed"),
        ("MIT WITH and", "an exception is missing after WITH"),
        ("MIT WITH a WITH b", "AND or OR is missing before 'WITH'"),
        ("(MIT", "a parenthesis is not closed"),
        ("MIT)", "out of place"),
        ("()", "a licence is missing before ')'"),
        ("MIT ISC", "AND or OR is missing before 'ISC'"),
        ("GPL-2.0-only WITH", "an exception is missing after WITH"),
        ("GPL-2.0-only WITH (a)", "an exception is missing after WITH"),
        ("(MIT OR ISC) WITH a", "out of place"),
        ("MIT/ISC", "'/' belongs to no licence expression"),
        ("MIT, ISC", "',' belongs to no licence expression"),
        ("MIT\u00a0OR ISC", "belongs to no licence expression"),
    ],
)
def test_what_is_no_expression_is_refused_with_the_column(text: str, message: str) -> None:
    with pytest.raises(OpennessError) as caught:
        parse(text)
    assert message in str(caught.value)
    assert "(column " in str(caught.value)


def test_a_long_expression_is_shown_in_part() -> None:
    with pytest.raises(OpennessError) as caught:
        parse("MIT " * 1_000)
    assert len(str(caught.value)) < 250


def problem(text: str) -> str:
    """The problem of a text that is no expression."""
    with pytest.raises(OpennessError) as caught:
        parse(text)
    return str(caught.value)


@pytest.mark.parametrize(("length", "shown"), [(79, 79), (80, 80), (81, 78), (200, 78)])
def test_of_a_text_of_more_than_eighty_characters_the_beginning_is_shown(length: int, shown: int) -> None:
    text = "MIT ".ljust(length, "X")
    quoted = problem(text).partition("expression '")[2].partition("')")[0]
    assert (len(quoted), quoted.removesuffix("…")) == (shown, text[: shown - (shown < length)])


def test_of_two_signs_that_belong_to_no_expression_the_first_is_named() -> None:
    assert problem("MIT & ISC $ 0BSD").startswith("'&' belongs to no licence expression (column 5 ")


def test_an_expression_has_so_many_words_and_no_more() -> None:
    assert "a licence is missing at the end" in problem("MIT OR " * (TOKEN_LIMIT // 2))
    assert f"it has more than {TOKEN_LIMIT:,} words" in problem("MIT OR " * (TOKEN_LIMIT // 2) + "MIT")


def test_an_expression_is_nested_so_deep_and_no_deeper() -> None:
    assert str(parse("(" * 100 + "MIT" + ")" * 100)) == "MIT"
    assert "it is nested deeper than 100 levels" in problem("(" * 101 + "MIT" + ")" * 101)


def test_a_sign_beyond_the_words_that_are_read_is_not_looked_for() -> None:
    assert "'&' belongs to no licence expression" in problem("MIT " * TOKEN_LIMIT + "& MIT")
    assert "more than" in problem("MIT " * (TOKEN_LIMIT + 1) + "& MIT")


@pytest.mark.parametrize("together", [all_of, any_of])
@pytest.mark.parametrize(
    ("words", "expression"),
    [
        (["the Kite licence"], "the Kite licence"),
        ([""], "NOASSERTION"),
        (["MIT OR"], "MIT OR"),
    ],
)
def test_one_licence_alone_stays_as_it_is_written(
    together: Callable[[list[str]], str], words: list[str], expression: str
) -> None:
    assert together(words) == expression


def test_names_come_in_order() -> None:
    assert [name.id for name in names(parse("(MIT OR ISC AND X) AND 0BSD"))] == ["MIT", "ISC", "X", "0BSD"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("MIT OR OR ISC", 8),
        ("MIT OR", 7),
        ("A AND (B OR (C D) E)", 16),
        ("(MIT) ISC", 7),
        ("((MIT) ISC)", 1),
        ("A B , C", 5),
    ],
)
def test_the_column_is_that_of_the_word(text: str, column: int) -> None:
    with pytest.raises(OpennessError, match=f"column {column} "):
        parse(text)


def test_renaming_reaches_every_name() -> None:
    assert str(renamed(parse("a AND (b OR c)"), lambda name: Name(name.id.upper()))) == "A AND (B OR C)"


def test_choices_are_folded_on_the_tree() -> None:
    def left(text: str) -> frozenset[frozenset[str]]:
        return choices(
            parse(text), lambda n: frozenset([frozenset(n.id)]), lambda a, b: a | b, lambda ids: frozenset(ids)
        )

    assert left("A OR B") == {frozenset("A"), frozenset("B")}
    assert left("A AND B") == {frozenset("AB")}
    assert left("(A OR B) AND (C OR D)") == {frozenset(x) for x in ("AC", "AD", "BC", "BD")}
