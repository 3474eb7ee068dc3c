"""A whole table, each row with the others' statements on its bases: their licences, and those of the models behind.

A row is judged by the code that judges one release. What a row says of itself has a form that it shares with others
(`waist`), and so has what reaches it from its bases: of which sorts they are, and whether one is by its own maker. A sort is
what is known of a model by its name, and what it says of its licence. Each combination becomes one release, is judged
once, and its answer laid out row by row.

What is kept of the rows (`gathered`) becomes a graph (`nodes`), whose models have sorts and makers (`sorts`) that reach
all that was made from them (`family`, `spread`); what a row then sees is judged (`judge`).
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
from attrs import frozen

from openness.table import arrow
from openness.table.cells import Column, together
from openness.table.columns import asked_for, warn_of_unknown
from openness.table.family import Family
from openness.table.gathered import Part, gathered
from openness.table.judge import COLUMNS, SCHEMA, LineageJudge
from openness.table.models import Models
from openness.table.waist import Waist, batches, collection_paused
from openness.value import Shown

if TYPE_CHECKING:
    from openness.table.cells import Numbers


def with_lineage(table: Any, waist: Waist, columns: Iterable[str] | None) -> pyarrow.Table:
    """A table through a waist, with the columns of its lineage beside the waist's own.

    Args:
        table: anything that exports Arrow.
        waist: judges what rows say of themselves.
        columns: of the answer; None for all.
    """
    rows = arrow.table_of(table)
    schema = waist.schema(rows.schema)
    asked = asked_for(columns, [*schema.names, *COLUMNS])
    warn_of_unknown(rows.column_names)
    lineage = Lineage(waist)
    answers = pyarrow.Table.from_batches(list(map(lineage.add, batches(rows))), schema)
    inherited = pyarrow.Table.from_batches(list(lineage.columns()), SCHEMA)
    for name in COLUMNS:
        answers = answers.append_column(name, inherited.column(name))
    return answers.select(asked)


class Lineage:
    """The lineage of a table that is handed over batch by batch.

    Numbers and names are kept of each row, and no other cell; when all batches are added, `columns` gives the columns of the
    lineage, one batch for each that was added.

    Args:
        waist: judges what rows say of themselves.

    >>> lineage = Lineage(Waist(["spectrum"]))
    >>> rows = {"id": ["a/base", "b/tune"], "license": ["cc-by-nc-4.0", "mit"], "base_model": [None, "a/base"]}
    >>> lineage.add(pyarrow.record_batch(rows)).column("findings").to_pylist()[1]
    ['licence-text-missing', 'lineage-unknown']
    >>> (columns,) = lineage.columns()
    >>> columns.column("lineage.findings").to_pylist()[1]
    ['licence-text-missing', 'lineage-conflict', 'lineage-duty']
    """

    def __init__(self, waist: Waist) -> None:
        self.waist = waist
        self._models = Models(waist.shelf)
        self._parts: list[Part] = []

    def add(self, rows: pyarrow.RecordBatch) -> pyarrow.RecordBatch:
        """Take a batch in.

        Returns:
            What the waist makes of it, for whoever wants it.

        Raises:
            OpennessError: as `Waist.batch` does.
        """
        schema = self.waist.schema(rows.schema)
        batch = self.waist.taken(rows, kin=True)
        answers = self.waist.of(batch, schema)
        with collection_paused():
            self._parts.append(gathered(batch, self._models))
        return answers

    def columns(self) -> Iterator[pyarrow.RecordBatch]:
        """The columns of the lineage, batch by batch, in the order in which they came."""
        inherited = self.inherited()
        start = 0
        for part in self._parts:
            yield inherited.columns(slice(start, start + len(part.forms)))
            start += len(part.forms)

    def inherited(self) -> "Inherited":
        """The answers about lineage for the rows that were added."""
        if not self._parts:
            nothing = numpy.zeros(0, numpy.int32)
            return Inherited(nothing, nothing, pyarrow.RecordBatch.from_pylist([], SCHEMA))
        with collection_paused():
            family = Family(self._parts, self._models)
            reached, bases, turns = family.reached()
            columns = [
                Column(family.forms, range(len(self._models))),
                family.views(reached),
                Column(turns.astype(numpy.int32), (False, True)),
            ]
            whole = together(columns, len(reached))
            judge = LineageJudge(self.waist.shelf, list(family.sorts.listed), family.sorts.called)
            answers = [judge.answer(self._models[form], view, circle) for form, view, circle in whole.cells]
            return Inherited(bases, whole.at, pyarrow.RecordBatch.from_pylist(answers, SCHEMA))


@frozen(eq=False, repr=False)
class Inherited(Shown):
    """The answers about lineage for the rows of a table.

    Args:
        bases: for each row how many models it comes from.
        at: for each row the place of its answer.
        answers: the columns of the lineage, but for the count, of the rows that differ.
    """

    bases: "Numbers"
    at: "Numbers"
    answers: pyarrow.RecordBatch

    def columns(self, rows: "slice | Numbers") -> pyarrow.RecordBatch:
        """The columns of the lineage of some rows, in this order."""
        taken = self.answers.take(pyarrow.array(self.at[rows]))
        return pyarrow.RecordBatch.from_arrays([pyarrow.array(self.bases[rows]), *taken.columns[1:]], schema=SCHEMA)
