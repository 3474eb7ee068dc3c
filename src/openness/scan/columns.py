"""Python values as columns of Arrow: rows whose values are of the same sorts stand together, so that nothing is guessed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from openness.table import arrow

if TYPE_CHECKING:
    import pyarrow

Row = Mapping[str, Any]

_SORTS = {type(None): "", str: "text", bool: "flag", int: "whole", float: "number", dict: "struct"}
_MOST = 1 << 63  # that a whole number of Arrow can hold
_CARD = ("cardData", "card_data")  # fields of a card, for which a table has their JSON


def grouped(rows: Sequence[Row], names: Iterable[str]) -> "tuple[tuple[pyarrow.RecordBatch, list[int] | None], ...]":
    """The rows as batches, each with the numbers of its rows; None where there is one batch alone.

    In a column of Arrow all values are of one type. Rows of a text may differ, so that each group holds rows whose values
    are of the same sorts.
    """
    import pyarrow

    names = [name for name in names if any(name in row for row in rows)] or ["id"]
    columns = {name: [row.get(name) for row in rows] for name in names}
    apart = [[_sort(value) for value in column] for column in columns.values() if not _alike(column)]
    if not apart:
        return ((pyarrow.record_batch({name: _array(column, name) for name, column in columns.items()}), None),)
    members: dict[tuple[str, ...], list[int]] = {}
    for number, sorts in enumerate(zip(*apart, strict=True)):
        members.setdefault(sorts, []).append(number)
    groups = []
    for numbers in members.values():
        there = [name for name in names if any(name in rows[number] for number in numbers)] or ["id"]
        arrays = {name: _array([columns[name][number] for number in numbers], name) for name in there}
        groups.append((pyarrow.record_batch(arrays), numbers))
    return tuple(groups)


def _sort(value: Any) -> str:
    if isinstance(value, list):
        return "structs" if value and all(isinstance(item, dict) for item in value) else "list"
    if type(value) is int and not -_MOST <= value < _MOST:
        return "number"
    return _SORTS.get(type(value), "text")


def _sorts_in(values: list[Any]) -> set[str]:
    """The sorts of values that are there: all values of most types are of one sort, and need not be looked at."""
    kinds = set(map(type, values)) - {type(None)}
    if kinds & {list, int}:
        return {_sort(value) for value in values if value is not None}
    return {_SORTS.get(kind, "text") for kind in kinds}


def _alike(column: list[Any]) -> bool:
    """True where one type of Arrow can hold all values as they are."""
    kinds = set(map(type, column)) - {type(None)}
    return len(kinds) <= 1 and len(_sorts_in([value for value in column if value != []])) <= 1


def _array(values: list[Any], name: str) -> "pyarrow.Array":
    """Values of one sort as a column."""
    import pyarrow

    sorts = _sorts_in(values)
    if sorts <= {"list"} and sorts:
        words = [value if value is None else list(map(_word, value)) for value in values]
        return arrow.lists(words)
    if sorts == {"whole"}:
        return arrow.wholes(values)
    if sorts == {"number"}:
        return arrow.floats(values)
    if sorts == {"flag"}:
        return arrow.truths(values)
    if sorts & {"struct", "structs"} and name not in _CARD:
        try:
            return pyarrow.array(values)
        except (pyarrow.ArrowException, OverflowError):  # fields of several sorts
            pass
    return arrow.words([value if value is None else _word(value) for value in values])


def _word(value: Any) -> str | None:
    """A value as a word; of half a character a sign stands for it, as everywhere else."""
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def names_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """The keys of rows, in the order in which they are met."""
    return tuple(dict.fromkeys(chain.from_iterable(rows)))
