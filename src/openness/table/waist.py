"""The one function from rows to verdicts.

Rows that say the same share one verdict. What a row says is put together from numbers, column by column (`batch`); what no
verdict depends on is left out, and names give way to others (`forms`, `licences`, `bases`). Each row that is then left is
read and judged once, by the code that reads and judges one record, and the answers are laid out row by row (`layout`).
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pyarrow
from attrs import field, frozen

from openness.errors import OpennessError, Problem
from openness.evaluation import by_base
from openness.evaluation.batch import classify_release, definitions
from openness.evaluation.classification import Classification
from openness.release.finding import Code
from openness.shelf.shelf import Shelf, default
from openness.table import arrow, layout
from openness.table.answers import laid_out, verdicts
from openness.table.bases import several_bases
from openness.table.batch import Batch
from openness.table.columns import as_meant, asked_for, none_known, rows_as_meant, wanted, warn_of_unknown
from openness.table.form import Form, cells_of
from openness.table.memory import Memory
from openness.table.row import ROW, release_of
from openness.value import Value

_ROWS = 1 << 20  # of a batch, at most
_RECENT = 1 << 9  # answers that are remembered from table to table
_FEW = 1 << 15  # of a batch: a table in smaller ones is put together first


@frozen(init=False, eq=False, repr=False)
class Waist(Value):
    """The one function from rows to verdicts: a record batch in, a record batch out, rows in their order.

    Nothing is read or written. It can be pickled, and what it remembers stays behind.

    Args:
        under: ids of definitions, one alone as it is; by default every definition that ships.
        shelf: where licences and definitions are looked up; the shipped shelf by default.
        encoded: whether columns of words are dictionaries, each word once and a number for each row, and findings lists of
            such numbers: less to lay out, and to write. Spark takes plain words alone.
        columns: of the answer, in this order; by default all that it has, `id` first.

    Raises:
        OpennessError: when a definition is unknown, or a column.
        TypeError: when `columns` is one text.

    >>> batch = pyarrow.record_batch({"id": ["a/one"], "license": ["mit"]})
    >>> Waist(["osaid-1.0"]).batch(batch).select(["id", "licence", "osaid-1.0"]).to_pylist()
    [{'id': 'a/one', 'licence': 'MIT', 'osaid-1.0': 'unknown'}]
    """

    under: tuple[str, ...]
    shelf: Shelf
    encoded: bool
    columns: tuple[str, ...] | None
    #: All that an answer has besides `id`, in plain words.
    answers: pyarrow.Schema = field(eq=False, repr=False)
    #: The columns of `answers` that are given, in the types in which they are given.
    shown: pyarrow.Schema = field(eq=False, repr=False)
    _memory: Memory = field(eq=False, repr=False)

    def __init__(
        self,
        under: Iterable[str] | None = None,
        shelf: Shelf | None = None,
        encoded: bool = False,
        columns: Iterable[str] | None = None,
    ) -> None:
        shelf = shelf or default()
        under = definitions(under, shelf)
        answers = layout.plain([shelf.definition(id) for id in under if id != "spectrum"])
        asked = None if columns is None else asked_for(columns, ["id", *answers.names])
        shown = pyarrow.schema([each for each in answers if asked is None or each.name in asked])
        shown = layout.encoded(shown) if encoded else shown
        self.__attrs_init__(under, shelf, encoded, asked, answers, shown, Memory(shelf))

    def __reduce__(self) -> tuple[Any, ...]:
        return Waist, (self.under, self.shelf, self.encoded, self.columns)

    def schema(self, input: pyarrow.Schema) -> pyarrow.Schema:
        """The columns of the answer to batches with these columns.

        Raises:
            OpennessError: when none of the columns is known, one is of no component, or `id` is asked for and there is none.
        """
        if not wanted(input.names):
            raise none_known("", input.names)
        names = as_meant(input.names)
        name = _name_column(names)
        fields = {field.name: field for field in self.shown}
        if name:
            fields = {"id": pyarrow.field("id", input.types[_last(names, name)]), **fields}
        elif self.columns and "id" in self.columns:
            raise OpennessError(Problem("", None, "no column of the table names the models", "leave out the column id"))
        return pyarrow.schema(list(fields.values()) if self.columns is None else map(fields.__getitem__, self.columns))

    def batch(self, rows: pyarrow.RecordBatch) -> pyarrow.RecordBatch:
        """One row of verdicts for each row of a batch.

        Raises:
            OpennessError: as `schema` does.
        """
        schema = self.schema(rows.schema)
        return self.of(self.taken(rows), schema)

    def of(self, batch: "Batch", schema: pyarrow.Schema) -> pyarrow.RecordBatch:
        """The answers to a batch, with its names, in some of the columns that it has."""
        name = _name_column(list(batch.arrays))
        with collection_paused():
            columns = batch.answers(schema.names)
        if name:
            columns["id"] = batch.arrays[name]
        return pyarrow.RecordBatch.from_arrays([columns[each] for each in schema.names], schema=schema)

    def taken(self, rows: pyarrow.RecordBatch, kin: bool = False) -> "Batch":
        """A batch on its way, with the columns that are needed.

        Args:
            rows: the batch.
            kin: whether other rows tell of its bases.
        """
        rows = rows_as_meant(rows)
        names = rows.schema.names
        columns = {name: rows.column(_last(names, name)) for name in wanted(names)}
        return Batch(self, self._memory, columns, rows.num_rows, kin)

    def judged(self, row: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        """The answer to one row."""
        classification = classify_release(release_of(row), ROW, self.under, self.shelf)
        return self._laid_out(classification, (finding.code for finding in classification.findings))

    def _laid_out(self, classification: Classification, codes: Iterable[Code]) -> dict[str, Any]:
        known = self._memory.verdicts
        key = classification.verdict_key
        if key not in known:
            known[key] = verdicts(classification, self.under)
        return laid_out(classification, known[key], codes)

    def answer(self, form: Form) -> dict[str, Any]:
        """The answer to the rows of a form: for a form with several bases, joined from the share of each base.

        Combinations of bases are many, and bases are few. What a base adds beside the same licence and the same rest is
        learnt from the first row that has it.
        """
        licence, bases, rest, own = form
        several = several_bases(bases)
        if several is None:
            recent = self.shelf.recent("answers to rows", _RECENT)  # of small tables, one after another
            answer: dict[str, Any] | None = recent.get((self.under, form))
            if answer is None:
                answer = recent[self.under, form] = self.judged(cells_of(form))
            return answer
        shape, words = several
        memory, beside = self._memory, (licence, shape, rest, own)
        shares = [share for word in words if (share := memory.shares.get((beside, word))) is not None]
        if len(shares) == len(words):
            resolved = by_base.joined(memory.likes[beside], shares, self.shelf)
            classification = Classification(resolved, ROW, self.under, self.shelf)
            return self._laid_out(classification, by_base.codes(classification, shares, self.shelf))
        classification = classify_release(release_of(cells_of(form)), ROW, self.under, self.shelf)
        bases_by_name = {base.name: base for base in classification.release.base_models}
        as_named = bases_by_name.keys() == {name for _, name in words}
        if as_named and by_base.is_apart(classification.resolved):
            memory.learn(beside, classification.resolved)
            for word in words:
                share = by_base.share(classification, bases_by_name[word[1]], self.shelf)
                memory.shares.setdefault((beside, word), share)
        return self._laid_out(classification, (finding.code for finding in classification.findings))


@contextmanager
def collection_paused() -> Iterator[None]:
    """A time in which no cycles are looked for: a batch makes very many small tuples, and hardly a cycle."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def classified(table: Any, waist: Waist) -> pyarrow.Table:
    """A table through a waist, in batches that are neither many nor large."""
    rows = arrow.table_of(table)
    schema = waist.schema(rows.schema)
    warn_of_unknown(rows.column_names)
    return pyarrow.Table.from_batches(map(waist.batch, batches(rows)), schema)


def batches(rows: pyarrow.Table) -> list[pyarrow.RecordBatch]:
    """The columns of a table that are needed, in batches that are neither many nor large."""
    names = wanted(rows.column_names)
    needed = rows.select([_last(rows.column_names, name) for name in dict.fromkeys(names)])
    if sum(column.num_chunks for column in needed.columns) * _FEW > needed.num_rows * needed.num_columns:
        needed = needed.combine_chunks()
    found: list[pyarrow.RecordBatch] = needed.to_batches(max_chunksize=_ROWS)
    return found


def _name_column(names: Sequence[str]) -> str:
    """The column that names the models; empty where none does."""
    return next((name for name in ("id", "modelId") if name in names), "")


def _last(names: Sequence[str], name: str) -> int:
    """The number of the last column of this name."""
    return len(names) - 1 - names[::-1].index(name)
