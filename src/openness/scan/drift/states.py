"""The facts of a row that are compared, and how the rows of a table come to them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from openness.scan import readers
from openness.scan.run import Run
from openness.vocabulary.words import Band

if TYPE_CHECKING:
    import pyarrow

#: The columns of an answer that are compared.
COMPARED = ("id", "licence", "spectrum.reached", "band", "findings")
ANSWERED = COMPARED[2:]  #: those that no table of models has
#: Further ones, which are compared where both tables have them.
INHERITED = ("lineage.reached", "lineage.band", "lineage.findings")


class State(NamedTuple):
    """The facts of a row that are compared.

    Args:
        licence: of the weights.
        level: by itself.
        findings: the codes, with blanks between them.
        inherited_level: with what it inherits; empty where that is not compared.
        inherited_findings: the same for the codes.
    """

    licence: str | None
    level: str
    findings: str
    inherited_level: str
    inherited_findings: str


class Change(NamedTuple):
    """A row that has changed.

    Args:
        id: the row.
        old: what it was; None where it appeared.
        new: what it is; None where it vanished.
    """

    id: str
    old: State | None
    new: State | None

    @property
    def kind(self) -> str:
        """`appeared`, `vanished` or `changed`."""
        return "appeared" if self.old is None else "vanished" if self.new is None else "changed"


def states(run: Run) -> "Iterator[tuple[float, pyarrow.Table]]":
    """The ids of a table with the states of their rows, piece by piece; no id for rows that have none.

    Beside each piece stands the share of the table that is read with it, 0 to 1.
    """
    import pyarrow

    for piece in run.source.pieces():
        for batch in readers.batches(piece):
            rows = [rows for rows, _ in batch.groups] if not run.source.further else [run.answering.answer(batch).rows]
            rejected = [nameless(len(batch.rejected))]
            yield piece.share, pyarrow.concat_tables([*map(_state, rows), *rejected])


def nameless(count: int) -> "pyarrow.Table":
    """Rows without an id; no rows for 0."""
    import pyarrow

    return pyarrow.table({name: pyarrow.nulls(count, pyarrow.string()) for name in ("id", *State._fields)})


def _state(rows: "pyarrow.RecordBatch") -> "pyarrow.Table":
    """The columns of `State` for a batch of answers."""
    import pyarrow
    from pyarrow import compute, types

    words = pyarrow.string()

    def column(name: str) -> Any:
        if name not in rows.schema.names:
            return pyarrow.nulls(rows.num_rows, words)
        found = rows.column(rows.schema.names.index(name))
        if types.is_list(found.type):
            return compute.binary_join(found.cast(pyarrow.list_(words)), " ")
        return found.cast(words)

    def standing(reached: str, band: str, findings: str) -> tuple[Any, Any]:
        unknown = compute.fill_null(compute.equal(column(band), Band.UNKNOWN.value), False)
        level = compute.if_else(unknown, Band.UNKNOWN.value, compute.fill_null(column(reached), Band.UNKNOWN.value))
        return level, compute.fill_null(column(findings), "")

    inherited: tuple[Any, Any] = (pyarrow.array([""] * rows.num_rows, words),) * 2
    if set(INHERITED) <= set(rows.schema.names):
        inherited = standing(*INHERITED)
    own = standing("spectrum.reached", "band", "findings")
    return pyarrow.table([column("id"), column("licence"), *own, *inherited], ["id", *State._fields])
