"""Numbers and words as Arrow arrays, made without `pyarrow.array`.

That function, and each of `pyarrow.compute` that is given a value of Python, looks whether the value is one of pandas and
imports pandas for it: half of the time in which a scan starts.
"""

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

import numpy
import pyarrow

Values = numpy.ndarray[Any, numpy.dtype[Any]]


def numbers(values: Values) -> pyarrow.Array:
    """Numbers or truths of NumPy; numbers are shared, not copied.

    >>> numbers(numpy.array([3, 1])).to_pylist(), numbers(numpy.array([True, False])).to_pylist()
    ([3, 1], [True, False])
    """
    kind, count = pyarrow.from_numpy_dtype(values.dtype), len(values)
    values = _bits(values) if values.dtype == bool else numpy.ascontiguousarray(values)
    return pyarrow.Array.from_buffers(kind, count, [None, pyarrow.py_buffer(values)])


def words(values: Sequence[str | None]) -> pyarrow.Array:
    """Words, of which some may be null.

    Raises:
        OverflowError: when they are more than an array can hold, 2 GiB.

    >>> words(["mit", None, "été"]).to_pylist()
    ['mit', None, 'été']
    """
    texts = [b"" if value is None else value.encode() for value in values]
    there = numpy.array([value is not None for value in values], bool)
    buffers = [pyarrow.py_buffer(each) for each in (_bits(there), array("i", _ends(texts)), b"".join(texts))]
    return pyarrow.Array.from_buffers(pyarrow.string(), len(values), buffers)


def word(value: str) -> pyarrow.Scalar:
    """A word as a value of Arrow."""
    return words([value])[0]


def lists(values: Sequence[Sequence[str]]) -> pyarrow.Array:
    """Lists of words."""
    items = words([item for value in values for item in value])
    return pyarrow.ListArray.from_arrays(numbers(numpy.array(list(_ends(values)), numpy.int32)), items)


def _ends(values: Iterable[Any]) -> Iterable[int]:
    """Where each value begins among what all of them hold, and where the last ends."""
    return accumulate(map(len, values), initial=0)


def _bits(truths: Values) -> Values:
    return numpy.packbits(truths, bitorder="little")
