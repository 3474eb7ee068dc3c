"""Three values, and many side by side."""

from functools import reduce
from itertools import combinations, product

import pytest

from openness.vocabulary.verdict import Column, Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_neither_true_nor_false(verdict: Verdict) -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(verdict)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (MET, MET, MET, MET),
        (MET, UNKNOWN, UNKNOWN, MET),
        (MET, UNMET, UNMET, MET),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, UNMET, UNMET, UNKNOWN),
        (UNMET, UNMET, UNMET, UNMET),
    ],
)
def test_conjunction_and_disjunction_are_kleenes(left: Verdict, right: Verdict, both: Verdict, either: Verdict) -> None:
    assert (left & right, right & left) == (both, both)
    assert (left | right, right | left) == (either, either)


def test_only_equal_verdicts_agree() -> None:
    agreed = {(a, b): a.agree(b) for a, b in product(Verdict, repeat=2)}
    assert all(verdict is (a if a is b else UNKNOWN) for (a, b), verdict in agreed.items())


def test_a_column_combines_row_by_row_as_single_verdicts_do() -> None:
    pairs = list(product(Verdict, repeat=2))
    left, right = Column.of(a for a, _ in pairs), Column.of(b for _, b in pairs)
    assert list(left & right) == [a & b for a, b in pairs]
    assert list(left | right) == [a | b for a, b in pairs]


@pytest.mark.parametrize("verdict", Verdict)
def test_a_column_of_one_verdict_holds_it_in_every_row(verdict: Verdict) -> None:
    column = Column.same(verdict, 3)
    assert (list(column), len(column)) == ([verdict] * 3, 3)


@pytest.mark.parametrize("width", range(4))
@pytest.mark.parametrize("verdict", Verdict)
def test_a_column_of_one_verdict_equals_the_column_of_its_rows(verdict: Verdict, width: int) -> None:
    assert Column.same(verdict, width) == Column.of([verdict] * width)


def test_a_column_has_one_row_unless_it_says_otherwise() -> None:
    assert Column(1, 0) == Column.of([MET])


@pytest.mark.parametrize("verdicts", list(product(Verdict, repeat=3)))
def test_the_best_of_rows_is_their_disjunction(verdicts: tuple[Verdict, ...]) -> None:
    column = Column.of(verdicts)
    for start, stop in combinations(range(4), 2):
        assert column.best(start, stop) is reduce(Verdict.__or__, verdicts[start:stop])


@pytest.mark.parametrize(
    ("verdict", "value", "mark", "label", "answer"),
    [
        (MET, "met", "✓", "met", "yes"),
        (UNMET, "unmet", "✗", "not met", "no"),
        (UNKNOWN, "unknown", "?", "unknown", "unknown"),
    ],
)
def test_a_verdict_has_a_word_for_programs_a_sign_words_for_people_and_a_meaning(
    verdict: Verdict, value: str, mark: str, label: str, answer: str
) -> None:
    assert (verdict.value, verdict.mark, verdict.label, verdict.answer) == (value, mark, label, answer)
    assert verdict.says.startswith("the facts ")


@pytest.mark.parametrize("row", [-1, 2])
def test_a_row_outside_a_column_is_an_error(row: int) -> None:
    with pytest.raises(IndexError):
        Column.of([MET, UNMET])[row]


@pytest.mark.parametrize(
    ("start", "stop", "best"), [(0, 1, UNMET), (0, 2, UNKNOWN), (1, 3, MET), (0, 4, MET), (3, 4, UNMET)]
)
def test_the_best_of_some_rows_looks_at_no_other(start: int, stop: int, best: Verdict) -> None:
    assert Column.of([UNMET, UNKNOWN, MET, UNMET]).best(start, stop) is best


def test_a_column_shows_its_rows() -> None:
    assert repr(Column.of([MET, UNMET])) == "Column(met=1, unmet=2, width=2)"
