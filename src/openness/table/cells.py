"""Cells as numbers: a column becomes the place of each row's cell among the distinct cells, which are few.

What holds other values, a list or a mapping, is put together from the numbers of what it holds: no cell is made a Python
object twice.
"""

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
import pyarrow.compute
from attrs import frozen

from openness.table import arrow
from openness.value import Shown

if TYPE_CHECKING:
    Numbers = numpy.ndarray[Any, numpy.dtype[numpy.signedinteger[Any]]]

#: Makes another column of a column of words.
Change = Callable[["Column"], "Column"]

_FEW_WORDS = 1 << 8
_LAID_OUT = 1 << 16  # numbers below this have a place each; larger ones are looked up
_WIDEST = 1 << 62  # numbers below this are added and multiplied


@frozen(repr=False, order=False, cache_hash=True)
class Fields(Shown):
    """A cell that holds fields of its own, without those that are null; two are compared for a million rows, by attrs."""

    pairs: tuple[tuple[str, Any], ...]


@frozen(eq=False, repr=False)
class Column(Shown):
    """A column, or several as one.

    Args:
        at: for each row the place of its cell.
        cells: the distinct cells; None is a null.
    """

    at: "Numbers"
    cells: Sequence[Any]

    def mapped(self, change: Callable[[Any], Hashable]) -> "Column":
        """The column with each distinct cell changed, and those that have become alike made one."""
        return self.mapped_to(list(map(change, self.cells)))

    def mapped_to(self, cells: Sequence[Hashable]) -> "Column":
        """The column with other cells, each in the place of one of its own."""
        if len(set(cells)) == len(cells):
            return Column(self.at, cells)
        places = {cell: place for place, cell in enumerate(dict.fromkeys(cells))}
        changed = numpy.fromiter(map(places.__getitem__, cells), numpy.int32, len(cells))
        return Column(changed.take(self.at), list(places))

    def renumbered(self, numbers: "Numbers") -> "Column":
        """The column with a number in the place of each of its cells, those that have become alike made one."""
        places, first = distinct(numbers, int(numbers.max(initial=0)) + 1)
        if len(first) == len(numbers):
            return Column(self.at, numbers.tolist())
        return Column(places.take(self.at), numbers[first].tolist())

    def cells_at(self, rows: "Numbers") -> list[Any]:
        """The cells of some rows."""
        return list(map(self.cells.__getitem__, self.at.take(rows).tolist()))

    def each(self) -> list[Any]:
        """The cells of all rows."""
        return list(map(self.cells.__getitem__, self.at.tolist()))

    def used(self) -> "Column":
        """The column without cells that no row has."""
        at, rows = distinct(self.at, len(self.cells))
        return Column(at, [self.cells[place] for place in self.at[rows].tolist()])

    def rows(self, rows: "Numbers") -> "Column":
        """The column of some rows."""
        return Column(self.at.take(rows), self.cells)


def together(columns: Sequence[Column], count: int) -> Column:
    """Columns as one, the cells of which are tuples.

    Args:
        columns: of the same rows.
        count: how many rows there are.
    """
    several = [column for column in columns if len(column.cells) > 1]
    if len(several) == 1:  # its cells are distinct already
        (only,) = several
        cells = (column.cells if column is only else repeat(column.cells[0]) for column in columns)
        return Column(only.at, list(zip(*cells)))  # noqa: B905 - a repeated cell has no end
    at, rows = alike_rows(several, count)
    return Column(at, list(zip(*(column.cells_at(rows) for column in columns), strict=True)) if columns else [()])


def alike_rows(columns: Sequence[Column], count: int) -> "tuple[Numbers, Numbers]":
    """For each row its place among those that differ in some column, and for each of these places a row.

    Args:
        columns: of the same rows.
        count: how many rows there are.
    """
    several = [column for column in columns if len(column.cells) > 1]
    if not several:
        return numpy.zeros(count, numpy.int32), numpy.zeros(min(count, 1), numpy.int32)
    at, bound = several[0].at, len(several[0].cells)
    for column in several[1:]:
        if bound * len(column.cells) > _WIDEST:
            at, rows = distinct(at, bound)
            bound = len(rows)
        bound *= len(column.cells)
        at = numpy.multiply(at, len(column.cells), dtype=_wide(bound))
        at += column.at
    return distinct(at, bound)


def distinct(numbers: "Numbers", bound: int) -> "tuple[Numbers, Numbers]":
    """For each number its place among the distinct ones, and for each of these the first row that has it.

    Args:
        numbers: none of them negative.
        bound: all are smaller.
    """
    count = len(numbers)
    if bound <= max(_LAID_OUT, 2 * count):
        row = numpy.full(bound, -1, numpy.int32)
        row[numbers[::-1]] = numpy.arange(count - 1, -1, -1, dtype=numpy.int32)
        present = numpy.flatnonzero(row >= 0)
        if len(present) == bound:
            return numbers, row
        place = numpy.zeros(bound, numpy.int32)
        place[present] = numpy.arange(len(present))
        return place.take(numbers), row[present]
    encoded = arrow.numbers(numbers).dictionary_encode()
    at, row = arrow.codes(encoded.indices), numpy.zeros(len(encoded.dictionary), numpy.int32)
    row[at[::-1]] = numpy.arange(count - 1, -1, -1, dtype=numpy.int32)
    return at, row


def column_of(array: Any, change: Change | None = None) -> Column:
    """An Arrow array as numbers.

    Args:
        array: of any type.
        change: what stands for words, or for what lists hold; None for these as they are.
    """
    if isinstance(array, pyarrow.ExtensionArray):
        return column_of(array.storage, change)
    if _is_list(array.type):
        return _of_lists(array, change)
    column = _of_values(array)
    return change(column) if change else column


def _of_values(array: Any) -> Column:
    """The column of values other than lists."""
    types, kind = pyarrow.types, array.type
    if types.is_dictionary(kind):
        return _of_dictionary(array)
    if types.is_struct(kind):
        return _of_struct(array)
    if types.is_null(kind):
        return Column(numpy.zeros(len(array), numpy.int32), [None])
    try:
        encoded = (array.cast(pyarrow.string()) if "view" in str(kind) else array).dictionary_encode()
    except (pyarrow.ArrowNotImplementedError, pyarrow.ArrowInvalid):
        return _of_objects(array)
    values = _values(encoded.dictionary)
    cells = values if types.is_string(encoded.dictionary.type) else list(map(_plain, values))
    return _of_codes(encoded.indices, Column(numpy.arange(len(cells), dtype=numpy.int32), cells))


def _of_dictionary(array: Any) -> Column:
    """Words by their numbers, without most of those that no row has: a reader gives parts of a column the words of all."""
    words, indices = array.dictionary, array.indices
    count = len(words)
    if count < _FEW_WORDS or count * 16 < len(array):
        return _of_codes(indices, column_of(words))
    at = arrow.codes(indices, count)
    used = numpy.zeros(count + 1, bool)
    used[at] = True
    places = numpy.flatnonzero(used[:count])
    place = numpy.full(count + 1, len(places), numpy.int32)
    place[places] = numpy.arange(len(places))
    return _of_places(place.take(at), column_of(words.take(arrow.numbers(places))), bool(used[count]))


def _of_codes(indices: Any, words: Column) -> Column:
    """The column of indices into words, of which some may be null."""
    return _of_places(arrow.codes(indices, len(words.at)), words, bool(indices.null_count))


def _of_places(at: "Numbers", words: Column, nulls: bool) -> Column:
    """The column of the places of words; the place after the last word is a null's."""
    cells = [*words.cells, None] if nulls else words.cells
    if numpy.array_equal(words.at, numpy.arange(len(words.cells))):  # each word is there once
        return Column(at, cells)
    return Column(numpy.append(words.at, numpy.int32(len(words.cells))).take(at), cells)


def _of_struct(array: Any) -> Column:
    """A mapping by its fields, without those that are null."""
    names = [field.name for field in array.type]
    parts = together([*map(column_of, array.flatten()), column_of(array.is_valid())], len(array))

    def fields(values: tuple[Any, ...]) -> Fields | None:
        *found, valid = values
        pairs = zip(names, found, strict=True)
        return Fields(tuple((name, value) for name, value in pairs if value is not None)) if valid else None

    return parts.mapped(fields)


def ids_in(array: Any) -> Any:
    """The ids in a mapping that holds a list of models, as lists of words; None where it is of another shape."""
    types, kind = pyarrow.types, array.type
    at = kind.get_field_index("models") if types.is_struct(kind) else -1
    if at < 0 or not types.is_list(kind.field(at).type):
        return None
    models = array.flatten()[at]
    items, lengths = models.flatten(), lengths_of(models)
    how = kind.get_field_index("relation")
    if how >= 0 and bool((arrow.there(array.flatten()[how]) & (lengths == 0)).any()):
        return None  # a relation to a model that nobody names
    field = items.type.get_field_index("id") if types.is_struct(items.type) else -1
    ids = items.flatten()[field] if field >= 0 else items
    word = ids.type.value_type if types.is_dictionary(ids.type) else ids.type
    if not types.is_string(word):
        return None
    offsets = numpy.append(0, numpy.cumsum(lengths)).astype(numpy.int32)
    nulls = arrow.numbers(~arrow.there(array))
    return pyarrow.ListArray.from_arrays(arrow.numbers(offsets), ids, mask=nulls)


def items_of(array: Any) -> "tuple[Column, Numbers]":
    """The items of lists, one list after another, and the length of each list."""
    return column_of(array.flatten()), lengths_of(array)


def lengths_of(array: Any) -> "Numbers":
    """The length of each list; a null has none, and any other value is one item."""
    if not _is_list(array.type):
        return numpy.ones(len(array), numpy.int32)
    return arrow.codes(pyarrow.compute.list_value_length(array), 0)


def _is_list(kind: Any) -> bool:
    types = pyarrow.types
    return bool(types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind))


def _of_lists(array: Any, change: Change | None) -> Column:
    """Lists by what they hold, as tuples: the numbers of the items of each are one word, which Arrow looks up."""
    items, lengths = items_of(array)
    items = change(items) if change else items
    encoded = arrow.runs(items.at, lengths, arrow.there(array)).dictionary_encode()
    numbers, ends = arrow.of_runs(encoded.dictionary)
    cells = list(map(items.cells.__getitem__, numbers.tolist()))
    found: list[Any] = [tuple(cells[start:end]) for start, end in pairwise(ends.tolist())]
    at = arrow.codes(encoded.indices, len(found))
    if encoded.null_count:
        found.append(None)
    return Column(at, []).mapped_to(found)


def _of_objects(array: Any) -> Column:
    """Values of a type that Arrow cannot number, one by one."""
    return Column(numpy.arange(len(array), dtype=numpy.int32), list(map(_plain, _values(array)))).mapped(_same)


def _same(cell: Any) -> Any:
    return cell


def _values(array: Any) -> list[Any]:
    """The values; one that Python cannot hold, such as a day ten thousand years ahead, by its number."""
    try:
        values: list[Any] = array.to_pylist()
    except (ValueError, OverflowError, ArithmeticError):
        values = [str(getattr(cell, "value", cell.type)) if cell.is_valid else None for cell in array]
    return values


def _plain(value: Any) -> Any:
    """A value that JSON knows and that can be a key; any other by its word."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, (list, tuple)):
        return tuple(map(_plain, value))
    if isinstance(value, dict):
        return Fields(tuple((str(name), _plain(content)) for name, content in value.items() if content is not None))
    if isinstance(value, int):
        return _Number(value)
    return str(value)


class _Number(int):
    """A number that is no truth: `1` and `True` are two cells."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Number) and int(self) == int(other)

    def __hash__(self) -> int:
        return hash((_Number, int(self)))


def _wide(bound: int) -> Any:
    """The type of numbers below a bound: narrow ones are half as many bytes."""
    return numpy.int32 if bound < 1 << 31 else numpy.int64
