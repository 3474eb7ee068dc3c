"""SPDX licence expressions."""

import pytest

from openness.errors import OpennessError
from openness.licensing.expression import All, Any, Name, choices, names, parse, renamed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("MIT", "MIT"),
        ("mit or Apache-2.0", "mit OR Apache-2.0"),
        ("(MIT)", "MIT"),
        ("MIT AND ISC OR 0BSD", "MIT AND ISC OR 0BSD"),
        ("MIT AND (ISC OR 0BSD)", "MIT AND (ISC OR 0BSD)"),
        ("(MIT OR ISC) OR 0BSD", "MIT OR ISC OR 0BSD"),
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
    ("text", "said"),
    [
        ("", "a licence is missing at the end"),
        ("MIT OR", "a licence is missing at the end"),
        ("OR MIT", "a licence is missing before 'OR'"),
        ("MIT AND AND ISC", "a licence is missing before 'AND'"),
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
def test_what_is_no_expression_is_refused_with_the_column(text: str, said: str) -> None:
    with pytest.raises(OpennessError) as caught:
        parse(text)
    assert said in str(caught.value)
    assert "(column " in str(caught.value)


def test_a_long_expression_is_shown_in_part() -> None:
    with pytest.raises(OpennessError) as caught:
        parse("MIT " * 1_000)
    assert len(str(caught.value)) < 250


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
            parse(text), lambda n: frozenset([frozenset(n.id)]), lambda a, b: a | b, lambda held: frozenset(held)
        )

    assert left("A OR B") == {frozenset("A"), frozenset("B")}
    assert left("A AND B") == {frozenset("AB")}
    assert left("(A OR B) AND (C OR D)") == {frozenset(x) for x in ("AC", "AD", "BC", "BD")}
