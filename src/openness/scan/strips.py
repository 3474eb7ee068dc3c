"""Strips: a batch is answered some rows at a time, as many as take some seconds, and the answers become one again.

Where rows have whole cards, a batch takes minutes. A scan that is stopped keeps the strips that it has answered.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from attrs import evolve

from openness.scan.batch import Batch

if TYPE_CHECKING:
    import pyarrow

_FIRST = 1 << 10  # rows of the first strip of a scan
_LEAST, _MOST = 1 << 4, 1 << 17  # rows of a strip; a batch where they take no time
_SECONDS = 5.0  # that a strip should take
_GROWTH = 4  # a strip has at most so many times the rows of the one before

#: Tells seconds that only grow; a test has its own.
Clock = Callable[[], float]


class Pace:
    """How many rows a strip has: as many as took some seconds before.

    Args:
        clock: tells the seconds.
    """

    __slots__ = ("_began", "_clock", "rows")

    def __init__(self, clock: Clock = monotonic) -> None:
        self._clock = clock
        self._began = 0.0
        self.rows = _FIRST

    def begin(self) -> None:
        """A strip begins."""
        self._began = self._clock()

    def end(self, rows: int) -> None:
        """A strip of so many rows is answered."""
        seconds = self._clock() - self._began
        most = min(_GROWTH * max(rows, self.rows), _MOST)
        wanted = int(rows * _SECONDS / seconds) if seconds > 0 else most
        self.rows = max(_LEAST, min(wanted, most))


def strips(batch: Batch, after: int, pace: Pace) -> Iterator[tuple[Batch, bool]]:
    """A batch in strips, each with True where rows follow; there is one at least.

    Rows that could not be read stand in the last one.

    Args:
        batch: the batch.
        after: how many of its rows are answered already.
        pace: tells how many rows the next strip has.
    """
    while batch.rows - after > pace.rows:
        end = after + pace.rows
        yield Batch(_some(batch, after, end)), True
        after = end
    yield (evolve(batch, groups=_some(batch, after, batch.rows)) if after else batch), False


def _some(batch: Batch, begin: int, end: int) -> "tuple[tuple[pyarrow.RecordBatch, list[int] | None], ...]":
    """Some rows of a batch; the numbers of the rows of a group grow."""
    groups: list[tuple[pyarrow.RecordBatch, list[int] | None]] = []
    for rows, numbers in batch.groups:
        if numbers is None:
            groups.append((_apart(rows.slice(begin, end - begin)), None))
        elif (first := bisect_left(numbers, begin)) < (last := bisect_left(numbers, end)):
            own = [number - begin for number in numbers[first:last]]
            groups.append((_apart(rows.slice(first, last - first)), own))
    return tuple(groups)


def _apart(rows: "pyarrow.RecordBatch") -> "pyarrow.RecordBatch":
    """Rows with the words that they have, and not those of the whole batch: each word is read."""
    import pyarrow
    from pyarrow import types

    columns = [
        column.dictionary_decode().dictionary_encode() if types.is_dictionary(column.type) else column
        for column in rows.columns
    ]
    return pyarrow.RecordBatch.from_arrays(columns, names=rows.schema.names)


def joined(strips: "Sequence[pyarrow.RecordBatch]") -> "pyarrow.RecordBatch":
    """The answers of strips as those of their batch, to the byte as if it had been answered at once.

    >>> import pyarrow
    >>> word = lambda text: pyarrow.record_batch({"band": pyarrow.array([text]).dictionary_encode()})
    >>> joined([word("open"), word("closed"), word("open")])["band"].indices.to_pylist()
    [0, 1, 0]
    """
    import pyarrow

    if len(strips) == 1:
        return strips[0]
    schema = strips[0].schema
    columns = [_joined([strip.column(number) for strip in strips], kind) for number, kind in enumerate(schema.types)]
    return pyarrow.RecordBatch.from_arrays(columns, schema=schema)


def _joined(columns: "Sequence[pyarrow.Array]", kind: "pyarrow.DataType") -> "pyarrow.Array":
    """Columns one after another; words of a dictionary stand in the order in which rows have them."""
    import pyarrow
    from pyarrow import types

    if not types.is_dictionary(kind):
        return pyarrow.concat_arrays(columns)
    # Two dictionaries cannot be joined where one holds a null.
    coded = pyarrow.concat_arrays([column.dictionary_decode() for column in columns]).dictionary_encode()
    if coded.type == kind:
        return coded
    return pyarrow.DictionaryArray.from_arrays(
        coded.indices.cast(kind.index_type), coded.dictionary, ordered=kind.ordered
    )
