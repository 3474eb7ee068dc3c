"""The terms that rows inherit from each other: one reading sees which row was made from which, a second one answers.

Of the first reading only the graph is kept, numbers and names. A scan that goes on reads all rows for it again: what a row
inherits may stand anywhere in the table.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy
from attrs import evolve

from openness.scan import readers
from openness.scan.answer import Answer, Answering
from openness.scan.batch import Batch, Piece, changed
from openness.scan.readers import Source
from openness.scan.tally import Tally, inherited
from openness.table import Lineage
from openness.table.judge import SCHEMA

if TYPE_CHECKING:
    import pyarrow

    from openness.table.cells import Numbers


class Inheriting:
    """Answers pieces of a table, one after another, each row with what it inherits.

    Args:
        answering: answers rows by themselves.
        source: the whole table; it is read now.
        before: how many rows stand before the first piece that is asked for.
        progress: is told the share that is read, 0 to 1, and the rows.
    """

    def __init__(
        self, answering: Answering, source: Source, before: int, progress: Callable[[float, int], None]
    ) -> None:
        self._answering = answering
        self._path = source.path
        self._at = before
        lineage = Lineage(answering.waist)
        places: list[Numbers] = []
        self.count = 0
        for piece in source.pieces():
            for batch in readers.batches(piece):
                for rows, _ in batch.groups:
                    lineage.add(rows)
                places.append(self.count + _places(batch))
                self.count += batch.rows
                progress(piece.share, self.count)
        self._inherited = lineage.inherited()
        self._places = numpy.concatenate(places) if places else numpy.zeros(0, numpy.int64)

    def __call__(self, piece: Piece) -> Iterator[Answer]:
        """The answers to each batch of a piece, which stands behind the piece before it.

        Raises:
            OpennessError: when there are rows that were not there before.
        """
        for answer in self._answering(piece):
            yield self._beside(answer)

    def _beside(self, answer: Answer) -> Answer:
        """An answer with what its rows inherit."""
        end = self._at + answer.rows.num_rows
        if end > self.count:
            raise changed(self._path)
        columns = self._inherited.columns(self._places[self._at : end])
        self._at = end
        rows: Any = answer.rows
        for name, column in zip(SCHEMA.names, columns.columns, strict=True):
            rows = rows.append_column(name, column)
        tally = Tally()
        tally.add(answer.tally)
        tally.add(inherited(rows))
        return evolve(answer, rows=rows, tally=tally)


def schema_of(answering: Answering) -> "pyarrow.Schema":
    """The columns of answers with what rows inherit."""
    schema = answering.schema
    for field in SCHEMA:
        schema = schema.append(field)
    return schema


def _places(batch: Batch) -> "Numbers":
    """The rows of a batch in their order, by their places in its groups one after another."""
    numbers = [number for _, group in batch.groups for number in group or ()]
    return numpy.argsort(numbers) if numbers else numpy.arange(batch.rows)
