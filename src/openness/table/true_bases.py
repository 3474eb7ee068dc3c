"""The bases of the rows of a batch by their own names, where one stands for all of which the same is known."""

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy
from attrs import frozen

from openness.table.bases import Based
from openness.table.cells import Column
from openness.table.makers import Makers, spread
from openness.value import Shown

if TYPE_CHECKING:
    from openness.table.cells import Numbers


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
        """The rows with who may have made their bases: those for which others stand, and those that stand here."""
        named = self.named()
        if self.rows is not None:
            place = numpy.full(self.count, -1)
            place[self.rows] = numpy.arange(len(self.rows))
            numbered = ((place[rows], made) for rows, made in named)
            named = ((rows[rows >= 0], Column(made.at[rows >= 0], made.cells)) for rows, made in numbered)
        bases = [part.bases for part in self.based.cells]
        rows, places = spread(self.based.at, bases)
        here = Column(places, [base.made for base in chain.from_iterable(bases)])
        return Makers.of(len(self.based.at), [*named, (rows, here)])

    def of(self, rows: "Numbers") -> Iterable[Based]:
        """The bases of some of the rows."""
        if not len(rows) or self.read is None:
            return self.based.cells_at(rows)
        return self.read(rows if self.rows is None else self.rows[rows])
