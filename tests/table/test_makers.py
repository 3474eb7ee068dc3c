"""Rows that may be by the maker of one of their bases, told for all at once as for each by itself."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow")

from openness.table import arrow
from openness.table.cells import Column
from openness.table.makers import Made, Makers, spread

NAMES = st.sampled_from(["", "meta", "meta-llama", "/llama", "google", "été"])
MADE = st.builds(Made, st.none() | NAMES, st.frozensets(NAMES, max_size=2))
ROWS = st.lists(st.tuples(st.lists(MADE, max_size=3), NAMES), max_size=8)


def makers(bases: list[list[Made]]) -> Makers:
    """The makers of the bases of rows, each row in a cell of its own."""
    rows, at = spread(numpy.arange(len(bases)), bases)
    return Makers(len(bases), rows, Column(at, [made for each in bases for made in each]))


@given(ROWS, st.data())
def test_a_row_is_found_where_a_base_of_its_own_may_be_by_whom_a_name_tells(
    rows: list[tuple[list[Made], str]], data: st.DataObject
) -> None:
    bases = [each for each, _ in rows]
    some = data.draw(st.lists(st.sampled_from(range(len(rows))), unique=True)) if rows else []
    found = makers(bases).are_by(arrow.words([rows[at][1] for at in some]), numpy.array(some, numpy.int64))
    assert found.tolist() == [
        any(rows[at][1] == made.account or rows[at][1] in made.makers for made in bases[at]) for at in some
    ]


@given(ROWS, ROWS)
def test_columns_are_asked_as_one(some: list[tuple[list[Made], str]], more: list[tuple[list[Made], str]]) -> None:
    """Each column names bases of the same rows."""
    count = min(len(some), len(more))
    bases = [one[0] + other[0] for one, other in zip(some[:count], more[:count], strict=True)]
    parts = []
    for column in (some, more):
        rows, at = spread(numpy.arange(count), [each for each, _ in column[:count]])
        parts.append((rows, Column(at, [made for each, _ in column[:count] for made in each])))
    names, rows = arrow.words([name for _, name in some[:count]]), numpy.arange(count)
    assert Makers.of(count, parts).are_by(names, rows).tolist() == makers(bases).are_by(names, rows).tolist()


def test_a_base_without_an_account_is_found_by_its_name() -> None:
    alone = makers([[Made("/llama", frozenset())], [Made("meta", frozenset({"x"}))]])
    assert alone.any_alone
    assert not makers([[Made("meta", frozenset({"x"})), Made(None, frozenset())]]).any_alone
    assert alone.are_by(arrow.words(["/llama", "/llama"]), numpy.arange(2)).tolist() == [True, False]


def test_nobody_has_made_no_base() -> None:
    for name in ("", None):
        assert not makers([[Made(None, frozenset())]]).are_by(arrow.words([name]), numpy.arange(1)).any()
    assert not Makers.of(1, []).are_by(arrow.words(["x"]), numpy.arange(1)).any()
