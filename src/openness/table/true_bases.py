"""The bases of the rows of a batch by their own names, where one stands for all of which the same is known."""

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy
from attrs import frozen

from openness.table.bases import Based
from openness.table.cells import Column
from openness.table.makers import Makers, spread
from openness.value import Shown

if TYPE_CHECKING:
    from openness.table.cells import Numbers

    Truths = numpy.ndarray[Any, numpy.dtype[numpy.bool_]]


@frozen(eq=False, repr=False)
class TrueBases(Shown):
    """The bases of some rows of a batch, each by its own name.

    Args:
        based: by row, its bases, by the form of these.
        rows: the numbers of the rows; None for all of the batch.
        count: how many rows the batch has.
        named: rows of the batch that name bases for which others stand, with who may have made one.
        read: reads the bases of rows of the batch by their own names; None where no base stands for others.
    """

    based: Column
    rows: "Numbers | None"
    count: int
    named: "Callable[[], Iterable[tuple[Numbers, Column]]]"
    read: "Callable[[Numbers], Iterable[Based]] | None"

    @cached_property
    def makers(self) -> Makers:
        """The rows of the batch with who may have made their bases: those for which others stand, and those that stand here."""
        bases = [part.bases for part in self.based.cells]
        rows, places = spread(self.based.at, bases)
        here = Column(places, [base.made for base in chain.from_iterable(bases)])
        return Makers.of(self.count, [*self.named(), (self._of_batch(rows), here)])

    def are_by(self, names: Any, rows: "Numbers") -> "Truths":
        """True for each of some rows one of whose bases may be by whom a name tells; see `Makers.are_by`."""
        return self.makers.are_by(names, self._of_batch(rows))

    def of(self, rows: "Numbers") -> Iterable[Based]:
        """The bases of some of the rows."""
        if not len(rows) or self.read is None:
            return self.based.cells_at(rows)
        return self.read(self._of_batch(rows))

    def _of_batch(self, rows: "Numbers") -> "Numbers":
        """The numbers that some of the rows have in the batch."""
        return rows if self.rows is None else self.rows[rows]
