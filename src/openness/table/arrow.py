"""Numbers and words as Arrow arrays, made without `pyarrow.array`.

That function, and each of `pyarrow.compute` that is given a value of Python, looks whether the value is one of pandas and
imports pandas for it: half of the time in which a scan starts.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

import numpy
import pyarrow

from openness.syntax.written_list import list_in
from openness.table.extra import too_deep
from openness.vocabulary.json_text import json_text

Values = numpy.ndarray[Any, numpy.dtype[Any]]
_TABLE = (
    "a table must be what has __arrow_c_stream__ (of pyarrow, pandas, Polars, DuckDB), or a mapping of names to columns"
)
_TOO_DEEP = "Recursion level"  # how Arrow begins to say that a column is


def table_of(given: Any) -> pyarrow.Table:
    """A table that somebody hands over.

    Raises:
        OpennessError: when a column is nested too deep.
        TypeError: when it is something else, such as a list of rows.

    >>> table_of({"id": ["a/one"]}).num_rows
    1
    """
    columns = isinstance(given, Mapping)
    if not columns and not hasattr(given, "__arrow_c_stream__") and not hasattr(given, "__arrow_c_array__"):
        raise TypeError(f"{_TABLE}; not {type(given).__name__}{way_out(given)}")
    try:
        return pyarrow.table(dict(given) if columns else given)
    except (TypeError, ValueError) as error:  # of which those of Arrow are some
        if str(error).startswith(_TOO_DEEP):
            raise too_deep("") from None
        cause = str(error).rstrip(".")
        help = "give each column a list of values of one kind, all lists as long"
        raise TypeError(f"the table cannot become one of Arrow: {cause}; {help}") from None


def way_out(given: Any) -> str:
    """The end of a message that something cannot be used as a table, where one is easily made of it.

    >>> way_out([{"id": "a/one"}]), way_out(5)
    ('; pyarrow.Table.from_pylist(rows) makes one of rows', '')
    """
    if isinstance(given, list | tuple):
        return "; pyarrow.Table.from_pylist(rows) makes one of rows"
    return "; its collect() gives one" if hasattr(given, "collect") else ""


def without_maps(rows: pyarrow.RecordBatch) -> pyarrow.RecordBatch:
    """Rows in which each mapping of Arrow's, a list of pairs to Python, is its text as JSON.

    >>> maps = pyarrow.array([[("license", "mit")], None], pyarrow.map_(pyarrow.string(), pyarrow.string()))
    >>> without_maps(pyarrow.RecordBatch.from_arrays([maps], ["cardData"]))["cardData"].to_pylist()
    ['{"license": "mit"}', None]
    """
    for at, kind in enumerate(rows.schema.types):
        if pyarrow.types.is_map(kind):
            column = words([None if pairs is None else _object(pairs) for pairs in rows.column(at).to_pylist()])
            rows = rows.set_column(at, rows.schema.names[at], column)
    return rows


def _object(pairs: Iterable[tuple[Any, Any]]) -> str:
    """Pairs as an object of JSON, in which a key may stand twice."""
    return "{" + ", ".join(f"{json_text(str(key))}: {json_text(value, default=str)}" for key, value in pairs) + "}"


def numbers(values: Values) -> pyarrow.Array:
    """Numbers or truths of NumPy; numbers are shared, not copied.

    >>> numbers(numpy.array([3, 1])).to_pylist(), numbers(numpy.array([True, False])).to_pylist()
    ([3, 1], [True, False])
    """
    kind, count = pyarrow.from_numpy_dtype(values.dtype), len(values)
    values = _bits(values) if values.dtype == bool else numpy.ascontiguousarray(values)
    return pyarrow.Array.from_buffers(kind, count, [None, pyarrow.py_buffer(values)])


def codes(array: pyarrow.Array, null: int = 0) -> Values:
    """Whole numbers as NumPy has them, such as the indices of a dictionary, with a number for the nulls.

    >>> codes(wholes([7, None]), null=-1).tolist()
    [7, -1]
    """
    kind = numpy.dtype(str(array.type))  # older versions of Arrow import pandas to tell it
    values: Values = numpy.frombuffer(array.buffers()[1] or b"", kind, len(array), array.offset * kind.itemsize)
    values = values.astype(numpy.int64 if kind.itemsize == 8 else numpy.int32, copy=False)
    if array.null_count:
        other = values.dtype.type(null)
        values = (values - other) * _there(array) + other  # no branch: nulls come in no order
    return values


def flags(array: pyarrow.Array, null: bool = False) -> Values:
    """Truths as NumPy has them, with one for the nulls."""
    values = _unpacked(array.buffers()[1], array).view(bool)
    return numpy.where(there(array), values, null) if array.null_count else values


def there(array: pyarrow.Array) -> Values:
    """True for each value of an array that is no null."""
    if not array.null_count:
        return numpy.ones(len(array), bool)
    return _there(array).view(bool)


def _there(array: pyarrow.Array) -> Values:
    """The same as numbers, of an array with nulls."""
    valid = array.buffers()[0]
    return numpy.zeros(len(array), numpy.uint8) if valid is None else _unpacked(valid, array)


def _unpacked(bits: pyarrow.Buffer, array: pyarrow.Array) -> Values:
    """The bits that are of the values of an array, which may be a part of another."""
    start, end = array.offset, array.offset + len(array)
    return numpy.unpackbits(numpy.frombuffer(bits or b"", numpy.uint8), count=end, bitorder="little")[start:]


def truths(values: Sequence[bool | None]) -> pyarrow.Array:
    """Truths, of which some may be null."""
    cells = pyarrow.py_buffer(_bits(numpy.array(values, bool)))
    return pyarrow.Array.from_buffers(pyarrow.bool_(), len(values), [_valid(values), cells])


def wholes(values: Sequence[int | None]) -> pyarrow.Array:
    """Whole numbers, of which some may be null."""
    cells = numpy.array([value or 0 for value in values], numpy.int64)
    return pyarrow.Array.from_buffers(pyarrow.int64(), len(values), [_valid(values), pyarrow.py_buffer(cells)])


def floats(values: Sequence[float | None]) -> pyarrow.Array:
    """Numbers with a fraction, of which some may be null."""
    cells = numpy.array(values, numpy.float64)  # a null is no number
    return pyarrow.Array.from_buffers(pyarrow.float64(), len(values), [_valid(values), pyarrow.py_buffer(cells)])


def words(values: Sequence[str | None]) -> pyarrow.Array:
    """Words, of which some may be null.

    Raises:
        OverflowError: when they are more than an array can hold, 2 GiB.

    >>> words(["mit", None, "été"]).to_pylist()
    ['mit', None, 'été']
    """
    texts = [b"" if value is None else value.encode() for value in values]
    buffers = [_valid(values), _ends(texts), pyarrow.py_buffer(b"".join(texts))]
    return pyarrow.Array.from_buffers(pyarrow.string(), len(values), buffers)


def word(value: str) -> pyarrow.Scalar:
    """A word as a value of Arrow."""
    return words([value])[0]


def plain_words(column: pyarrow.Array) -> pyarrow.Array:
    """A column as plain strings of Arrow: words without their dictionary, and of numbers their words."""
    if pyarrow.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return column if pyarrow.types.is_string(column.type) else column.cast(pyarrow.string())


def offsets(words: pyarrow.Array) -> Values:
    """The bytes at which words begin in their buffer, and the end of the last.

    >>> offsets(words(["mit", "gemma"])).tolist()
    [0, 3, 8]
    """
    return numpy.frombuffer(words.buffers()[1], numpy.int32, len(words) + 1, 4 * words.offset)


def lists(values: Sequence[Sequence[str | None] | None]) -> pyarrow.Array:
    """Lists of words; lists and words may be null.

    >>> lists([["mit", None], None, []]).to_pylist()
    [['mit', None], None, []]
    """
    there = [value or () for value in values]
    items = words(list(chain.from_iterable(there)))
    kind, buffers = pyarrow.list_(pyarrow.string()), [_valid(values), _ends(there)]
    return pyarrow.Array.from_buffers(kind, len(values), buffers, children=[items])


def with_lists(texts: pyarrow.Array) -> pyarrow.Array:
    """A column of texts as lists, where each of them is a list that is written as a text; any other column as it is.

    >>> with_lists(words(['["a", "b"]', None, "[]"])).to_pylist(), with_lists(words(["[]", "a"])).to_pylist()
    ([['a', 'b'], None, []], ['[]', 'a'])
    """
    types, kind = pyarrow.types, texts.type
    of_words = kind.value_type if types.is_dictionary(kind) else kind
    if not (types.is_string(of_words) or types.is_large_string(of_words)):
        return texts
    encoded = types.is_dictionary(kind)
    if not pyarrow.compute.any(pyarrow.compute.starts_with(texts.dictionary if encoded else texts, "[")).as_py():
        return texts
    encoded = texts if encoded else texts.dictionary_encode()
    found = [list_in(text) for text in encoded.dictionary.to_pylist() if text is not None]
    if None in found or len(found) < len(encoded.dictionary):
        return texts
    return lists([*found, None]).take(numbers(codes(encoded.indices, len(found))))


def lists_at(lists: pyarrow.Array, places: Values) -> pyarrow.Array:
    """Lists by their places among some, none of them null.

    `take` of Arrow makes room for the items as it meets them, and so touches new memory more than once.

    >>> lists_at(lists([["a", "b"], [], ["c"]]), numpy.array([2, 0])).to_pylist()
    [['c'], ['a', 'b']]
    """
    begins = numpy.frombuffer(lists.buffers()[1], numpy.int32, len(lists) + 1, 4 * lists.offset)
    lengths, ends = numpy.diff(begins).take(places), numpy.zeros(len(places) + 1, numpy.int32)
    numpy.cumsum(lengths, out=ends[1:])
    items = numpy.repeat(begins[:-1].take(places) - ends[:-1], lengths)
    items += numpy.arange(len(items), dtype=numpy.int32)
    return pyarrow.ListArray.from_arrays(numbers(ends), lists.values.take(numbers(items)))


def runs(values: Values, lengths: Values, there: Values) -> pyarrow.Array:
    """Runs of numbers, each as the bytes of its numbers, so that equal runs are equal values.

    Args:
        values: of all runs, one after another, none larger than 32 bits hold.
        lengths: of the runs.
        there: True for each run that is no null.
    """
    items, ends = values.astype(numpy.int32, copy=False), numpy.zeros(len(lengths) + 1, numpy.int64)
    numpy.cumsum(lengths, out=ends[1:])
    buffers = [pyarrow.py_buffer(_bits(there)), pyarrow.py_buffer(ends * items.itemsize), pyarrow.py_buffer(items)]
    return pyarrow.Array.from_buffers(pyarrow.large_binary(), len(lengths), buffers)


def of_runs(array: pyarrow.Array) -> tuple[Values, Values]:
    """The numbers of runs that are all there, one run after another, and where each begins and the last ends.

    >>> [part.tolist() for part in of_runs(runs(numpy.array([7, 8, 9]), numpy.array([1, 0, 2]), numpy.ones(3, bool)))]
    [[7, 8, 9], [0, 1, 1, 3]]
    """
    _, ends, items = array.buffers()
    return numpy.frombuffer(items or b"", numpy.int32), numpy.frombuffer(ends, numpy.int64, len(array) + 1) // 4


def _valid(values: Sequence[object]) -> pyarrow.Buffer:
    """The bitmap of the values that are there."""
    return pyarrow.py_buffer(_bits(numpy.array([value is not None for value in values], bool)))


def _ends(values: Iterable[Any]) -> pyarrow.Buffer:
    """The offsets of values among the items of all of them: where each begins, and where the last ends."""
    return pyarrow.py_buffer(array("i", accumulate(map(len, values), initial=0)))


def _bits(values: Values) -> Values:
    return numpy.packbits(values, bitorder="little")
