"""The behaviour that all values share."""

import importlib
from collections.abc import Iterator

import attrs
import pytest
from tests.support.modules import MODULES

from openness.release.claim import unordered
from openness.value import Shown, Value, canonical


def classes() -> Iterator[type]:
    """Every attrs class of the package."""
    for name in MODULES:
        module = importlib.import_module(f"openness.{name}")
        for var in vars(module).values():
            if isinstance(var, type) and attrs.has(var) and var.__module__ == module.__name__:
                yield var


CLASSES = list(classes())


def test_there_are_classes() -> None:
    assert len(CLASSES) > 80


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_no_class_brings_its_own(kind: type) -> None:
    assert issubclass(kind, Shown)
    assert "__repr__" not in vars(kind)
    if issubclass(kind, Value):
        assert not {"__eq__", "__hash__"} & set(vars(kind))


@attrs.frozen(eq=False, repr=False)
class Pair(Value):
    left: int
    right: str = "right"
    note: str = attrs.field(default="", eq=False)
    words: dict[str, str] = attrs.field(factory=dict, hash=False, repr=False)


@attrs.frozen(eq=False, repr=False)
class Other(Value):
    left: int
    right: str = "right"


def test_two_with_the_same_fields_are_one_value() -> None:
    assert Pair(1) == Pair(1)
    assert hash(Pair(1)) == hash(Pair(1))
    assert len({Pair(1), Pair(1), Pair(2)}) == 2


@pytest.mark.parametrize("other", [Pair(2), Pair(1, "left"), Pair(1, words={"a": "b"}), Other(1), (1, "right"), None])
def test_what_differs_in_a_field_or_in_kind_is_another(other: object) -> None:
    assert Pair(1) != other


def test_a_field_that_is_not_compared_makes_no_difference() -> None:
    assert Pair(1, note="seen") == Pair(1)
    assert hash(Pair(1, note="seen")) == hash(Pair(1))


def test_what_cannot_be_hashed_is_left_out_of_the_hash_alone() -> None:
    assert hash(Pair(1, words={"a": "b"})) == hash(Pair(1))


def test_only_what_differs_from_its_default_is_shown() -> None:
    assert repr(Pair(1)) == "Pair(left=1)"
    assert repr(Pair(1, "left", words={"a": "b"})) == "Pair(left=1, right='left')"


@attrs.frozen(eq=False, repr=False)
class Renamed(Value):
    """`Pair` as it would be after somebody renamed it and its fields."""

    first: int
    second: str = "right"
    note: str = attrs.field(default="", eq=False)
    table: dict[str, str] = attrs.field(factory=dict, hash=False, repr=False)


PAIRS = [(2, "a"), (1, "b"), (1, "a"), (10, ""), (9, "é")]


def test_renaming_a_class_or_a_field_changes_no_canonical_form() -> None:
    assert [canonical(Pair(*pair)) for pair in PAIRS] == [canonical(Renamed(*pair)) for pair in PAIRS]


def test_renaming_a_class_or_a_field_changes_no_order() -> None:
    pairs = [(one.left, one.right) for one in unordered(Pair(*pair) for pair in PAIRS)]
    renamed = [(one.first, one.second) for one in unordered(Renamed(*pair) for pair in PAIRS)]
    assert pairs == renamed == [(1, "a"), (1, "b"), (2, "a"), (9, "é"), (10, "")]


def test_the_canonical_form_is_the_same_in_whatever_order_a_table_was_filled() -> None:
    assert canonical(Pair(1, words={"a": "1", "b": "2"})) == canonical(Pair(1, words={"b": "2", "a": "1"}))


def test_what_is_no_value_has_no_canonical_form() -> None:
    with pytest.raises(TypeError, match="object has no canonical form"):
        canonical(object())
