"""The columns of a batch by part of a row, as numbers of things that are remembered."""

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy
from attrs import frozen

from openness.table.card_fields import card_fields
from openness.table.cells import Column, Fields, column_of, ids_in
from openness.table.columns import component_of
from openness.table.forms import FORMS, base_models, of_ids
from openness.table.part import CARD
from openness.table.tags import of_tags
from openness.table.words import a_set, says_something
from openness.value import Shown
from openness.vocabulary import hub

if TYPE_CHECKING:
    from openness.table.bases import Base
    from openness.table.cells import Numbers
    from openness.table.memory import Memory, Numbered


@frozen(eq=False, repr=False)
class Share(Shown):
    """The share of a column in a part of the row.

    Args:
        column: by row, a number, or a thing that gets a number.
        table: the things with these numbers.
    """

    column: Column
    table: "Numbered"

    def numbered(self) -> "Share":
        """The same by the numbers of the table."""
        return Share(numbered(self.column, self.table), self.table)

    def at(self, rows: "Numbers") -> "Share":
        """The same of some rows."""
        return Share(self.column.rows(rows), self.table)

    def rows(self, rows: "Numbers") -> "Share":
        """The same of some rows, without numbers that none of them has."""
        return Share(self.column.rows(rows).used(), self.table)


class Reader:
    """Reads the columns of a batch.

    Args:
        memory: numbers what they say.
        members: of bases of which the same is known one stands for all; else each stands for itself.
    """

    def __init__(self, memory: "Memory", members: bool) -> None:
        self.memory = memory
        self.members = members
        self._met: set[int] = set()  # words for bases for which others stand, by their numbers

    def read(self, name: str, array: Any) -> tuple[Share, ...]:
        """A column, each cell by the number of its form; of a card and of tags the share of each part."""
        memory, change = self.memory, self._members if self.members else None
        if name == "tags":
            return tuple(map(Share, *of_tags(array, memory, change)))
        if name == "baseModels" and (ids := ids_in(array)) is not None:
            table = memory.of_cells((name, "ids"), lambda cell: base_models(of_ids(cell)))
            return (Share(column_of(ids, change), table).numbered(),)
        column = column_of(array, {"base_model": change, "datasets": self._sets}.get(name))
        if name == CARD:
            return self._of_cards(column)
        form = memory.files.files if name == "siblings" else FORMS.get(name, says_something)
        return (Share(column, memory.of_cells(name, _same if component_of(name) else form)).numbered(),)

    def _of_cards(self, column: Column) -> tuple[Share, ...]:
        """The fields of cards: cards are many, and what each says for one part of the row is said by many of them."""
        memory, members = self.memory, self.members
        tables = [memory.of_cells((CARD, of), _same) for of in ("licence", "bases", "rest", "met")]

        def read(cell: Any) -> tuple[int, ...]:
            fields, reader = card_fields(cell), Reader(memory, members)
            licence, bases, rest = fields if isinstance(fields, tuple) else (fields, fields, fields)
            things = (licence, reader._of_card(bases) if members else bases, rest, tuple(sorted(reader._met)))
            return tuple(table.numbers([thing])[0] for table, thing in zip(tables, things, strict=True))

        found = memory.of_cells((CARD, members), read).found_of(column.cells)
        numbers = numpy.fromiter(chain.from_iterable(found), numpy.int32).reshape(-1, len(tables))
        *parts, met = (Share(column.renumbered(numbers[:, of]), table) for of, table in enumerate(tables))
        self._met.update(*map(met.table.found.__getitem__, met.column.cells))
        return tuple(parts)

    def met(self) -> "list[Base]":
        """The bases for which others stand in what was read."""
        found = self.memory.of_cells("a base", self.memory.forms_of_bases.member).found
        return [base for number in self._met if (base := found[number][1]) is not None]

    def _sets(self, cells: list[Any]) -> list[Any]:
        """One name for all names of data sets."""
        return self.memory.of_cells("a data set", a_set).found_of(cells)

    def _members(self, cells: list[Any]) -> list[Any]:
        """Words for bases, each with the name that stands for it; the words are noted."""
        table = self.memory.of_cells("a base", self.memory.forms_of_bases.member)
        numbers = table.numbers(cells)
        self._met.update(numbers)
        return [table.found[number][0] for number in numbers]

    def _of_card(self, share: Any) -> Any:
        """The bases in the fields of one card, each by the name that stands for it."""
        if not isinstance(share, Fields):
            return share

        def cell_of(name: str, cell: Any) -> Any:
            if name == "tags":
                words = self._members([tag.removeprefix(hub.BASE_TAG) for tag in cell])
                return tuple(hub.BASE_TAG + word for word in words)
            return tuple(self._members(list(cell))) if isinstance(cell, tuple) else self._members([cell])[0]

        return Fields(tuple((name, cell_of(name, cell)) for name, cell in share.pairs))


def numbered(column: Column, table: "Numbered") -> Column:
    """A column with the number of each cell's value in its place."""
    return column.renumbered(numpy.array(table.numbers(column.cells), numpy.int32))


def _same(cell: Any) -> Any:
    return cell
