"""The answers to batches: one function from a piece of a table to answers, and the engines that run it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from openness.scan import readers
from openness.scan.batch import Batch, Piece, Rejected
from openness.scan.strips import Pace, strips
from openness.scan.tally import COUNTED, Tally, counted
from openness.table import Waist, arrow
from openness.table.columns import rows_as_meant
from openness.value import Value
from openness.vocabulary.json_text import json_text

if TYPE_CHECKING:
    import pyarrow


@frozen(eq=False, repr=False)
class Answer(Value):
    """The answers to a batch.

    Args:
        rows: one for each row that was read.
        rejected: the rows that could not be.
        tally: what was counted.
        more: True where rows of the same batch follow.
    """

    rows: "pyarrow.RecordBatch"
    rejected: tuple[Rejected, ...]
    tally: Tally
    more: bool = False


@frozen(eq=False, repr=False)
class Answering(Value):
    """The one function from a piece of a table to answers; it can be pickled, and an engine may run it anywhere.

    Args:
        waist: classifies rows.
        schema: the columns of all answers, of those that the waist has.
        pace: tells how many rows of a batch are answered at a time.
    """

    waist: Waist
    schema: "pyarrow.Schema"
    pace: Pace = field(factory=Pace, eq=False)

    def __call__(self, piece: Piece) -> Iterator[Answer]:
        """The answers to each batch of a piece, strip by strip, without those that are there already."""
        batches_done, rows_done = piece.done
        for number, batch in enumerate(readers.batches(piece)):
            if number < batches_done:
                continue
            for strip, more in strips(batch, rows_done if number == batches_done else 0, self.pace):
                self.pace.begin()
                answer = self.answer(strip)
                self.pace.end(strip.rows)
                yield evolve(answer, more=True) if more else answer

    def answer(self, batch: Batch) -> Answer:
        """The answers to a batch or to a strip of one, in the order of its rows."""
        import numpy
        import pyarrow

        tally = Tally()
        tally.columns.update(batch.unknown)
        parts: list[pyarrow.RecordBatch] = []
        order: list[int] = []
        for rows, numbers in batch.groups:
            rows = rows_as_meant(rows)
            asked = self.waist.taken(rows)
            parts.append(self._shaped(self.waist.of(asked, self._columns_of(rows)), rows.num_rows))
            tally.add(counted(rows, asked.found.at, asked.answers_once(COUNTED)))
            order += numbers or ()
        if not parts:
            nothing = [pyarrow.nulls(0, field.type) for field in self.schema]
            return Answer(pyarrow.record_batch(nothing, schema=self.schema), batch.rejected, tally)
        if len(parts) == 1:
            return Answer(parts[0], batch.rejected, tally)
        places = numpy.empty(len(order), numpy.int64)
        places[order] = numpy.arange(len(order))
        columns = []
        for number, column in enumerate(self.schema):
            found = pyarrow.concat_arrays([_plain(part.column(number)) for part in parts]).take(arrow.numbers(places))
            columns.append(found.dictionary_encode() if pyarrow.types.is_dictionary(column.type) else found)
        return Answer(pyarrow.record_batch(columns, schema=self.schema), batch.rejected, tally)

    def _columns_of(self, rows: "pyarrow.RecordBatch") -> "pyarrow.Schema":
        """The columns of the answers to some rows: without an id where rows have none."""
        import pyarrow

        return pyarrow.schema([field for field in self.waist.schema(rows.schema) if field.name in self.schema.names])

    def _shaped(self, answers: "pyarrow.RecordBatch", count: int) -> "pyarrow.RecordBatch":
        """So many answers in the columns of all, also where rows have no id, or one of another type."""
        import pyarrow

        columns = []
        for wanted in self.schema:
            at = answers.schema.get_field_index(wanted.name)
            column = pyarrow.nulls(count, wanted.type) if at < 0 else answers.column(at)
            columns.append(column if column.type == wanted.type else _cast(column, wanted.type))
        return pyarrow.record_batch(columns, schema=self.schema)


def _cast(column: "pyarrow.Array", type: "pyarrow.DataType") -> "pyarrow.Array":
    """A column of another type; an id that is not a word, such as an object, stands as JSON, so that no row goes without it."""
    import pyarrow

    try:
        return column.cast(type)
    except (pyarrow.ArrowNotImplementedError, pyarrow.ArrowInvalid):
        return arrow.words(list(map(_word, column.to_pylist()))).cast(type)


def _word(value: object) -> str | None:
    """An id as a word."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return json_text(value, default=str, ascii=False)


def _plain(column: "pyarrow.Array") -> "pyarrow.Array":
    """A column without a dictionary: two of them cannot be joined where one holds a null."""
    from pyarrow import types

    return column.dictionary_decode() if types.is_dictionary(column.type) else column


#: From a piece to the answers to its batches: an `Answering`, or what wants one piece after another.
Answers = Callable[[Piece], Iterable[Answer]]
#: Runs the answering over pieces, in their order.
Engine = Callable[[Answers, Iterable[Piece]], Iterator[tuple[Piece, Iterable[Answer]]]]


def local(answering: Answers, pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Iterable[Answer]]]:
    """The engine in this process: one batch is in memory at a time."""
    for piece in pieces:
        yield piece, answering(piece)
