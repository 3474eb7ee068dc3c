"""The bases of the rows of a batch by their own names, whichever stand for them."""

from collections.abc import Iterable
from typing import Any

import pytest

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

import numpy

from openness.shelf.shelf import shipped
from openness.table import arrow
from openness.table.bases import Based, BaseForms
from openness.table.cells import Column
from openness.table.makers import Made
from openness.table.true_bases import TrueBases

FORMS = BaseForms(shipped())
OWN = tuple(FORMS.bases((("base_model", name),)) for name in ("acme/x", "heron/y", "kite/z"))
ALIKE = FORMS.bases((("base_model", "_/base"),))


def rows(*numbers: int) -> Any:
    return numpy.array(numbers, numpy.int64)


def bases(some: Any, named: Iterable[Any] = (), *, apart: bool = True) -> TrueBases:
    """Three rows of a batch of five, or all three of one, whose bases stand for themselves or are read by row."""

    def read(numbers: Any) -> list[Based]:
        return [OWN[number % 3] for number in numbers.tolist()]

    based = Column(numpy.array([2, 1, 0], numpy.int32), list(OWN))
    count = 3 if some is None else 5
    return TrueBases(
        Column(based.at, [ALIKE] * 3) if apart else based, some, count, lambda: named, read if apart else None
    )


def words(found: Iterable[Based]) -> list[str]:
    return [base.word for based in found for base in based.bases]


def test_bases_for_which_others_stand_are_read_by_the_number_of_the_row_in_the_batch() -> None:
    assert words(bases(rows(4, 0, 1)).of(rows(0, 2))) == ["heron/y", "heron/y"]
    assert words(bases(rows(4, 0, 2)).of(rows(2, 1))) == ["kite/z", "acme/x"]
    assert words(bases(None).of(rows(2, 0))) == ["kite/z", "acme/x"]
    assert words(bases(rows(4, 0, 1)).of(rows())) == []


def test_bases_that_stand_for_themselves_are_those_of_the_rows() -> None:
    assert words(bases(None, apart=False).of(rows(0, 1))) == ["kite/z", "heron/y"]
    assert words(bases(rows(4, 0, 1), apart=False).of(rows(0, 2))) == ["kite/z", "acme/x"]


def test_a_row_is_by_the_maker_of_a_base_that_stands_there_or_of_one_for_which_another_stands() -> None:
    """The rows of the batch are 4, 0 and 1; what is named there is of row 1."""
    named = [(rows(1), Column(numpy.zeros(1, numpy.int32), [Made("raven", frozenset({"crow"}))]))]
    some = bases(rows(4, 0, 1), named, apart=False)
    for name, found in {
        "kite": [1, 0, 0],
        "heron": [0, 1, 0],
        "acme": [0, 0, 1],
        "raven": [0, 0, 1],
        "crow": [0, 0, 1],
    }.items():
        assert some.are_by(arrow.words([name] * 3), rows(0, 1, 2)).tolist() == list(map(bool, found)), name
    assert some.are_by(arrow.words(["acme", "heron"]), rows(2, 0)).tolist() == [True, False]
