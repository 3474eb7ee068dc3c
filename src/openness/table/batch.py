"""One batch of rows on its way: its columns as numbers, the parts of its rows, and their answers.

Rows that say the same are one row from the first step on: each step is taken once for each thing that is said, and what a
thing comes to is remembered from batch to batch (`memory`). Row by row there are only numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
from attrs import frozen

from openness.table import alike
from openness.table.alike import CARD, ODD, Based, Part
from openness.table.cells import Column, alike_rows, column_of, together
from openness.table.columns import component_of
from openness.table.form import Form, Row
from openness.table.layout import Answers, Names, laid_out
from openness.table.memory import Numbered
from openness.table.names import NAMED
from openness.table.names import Names as NamesOfModels
from openness.table.tags import of_tags
from openness.vocabulary.value import Shown

if TYPE_CHECKING:
    from openness.table.cells import Numbers
    from openness.table.waist import Waist

NAMES = ("id", "modelId", "author")  #: columns that name a model and its maker
_SHARED = (CARD, "tags")  # columns that say something for each part of a row
_OTHERS = (*alike.OF_LICENCE, *alike.OF_BASES, *_SHARED)  # columns that are no part of the rest


@frozen(eq=False, repr=False)
class Said(Shown):
    """What some rows of a batch say.

    Args:
        rows: those; None where it is all of them.
        at: for each of them the place of what it says.
        forms: that: the four parts of a form, or a row as it is.
        based_at: for each of them the place of what it says of its bases; None where rows are as they are.
        based: that.
    """

    rows: "Numbers | None"
    at: "Numbers"
    forms: "Sequence[Form | Row]"
    based_at: "Numbers | None" = None
    based: Sequence[Based] = ()


@frozen(eq=False, repr=False)
class Parts(Shown):
    """The parts of some rows: columns of the numbers by which they are remembered.

    Args:
        named: what rows say of their licence, names that nobody knows included.
        licence: the form of that.
        based: what they say of their bases.
        bases: the form of that.
        rest: what they say besides.
    """

    named: Column
    licence: Column
    based: Column
    bases: Column
    rest: Column


class Batch:
    """One batch on its way; afterwards it knows what its rows said."""

    def __init__(self, waist: "Waist", columns: dict[str, Any], count: int) -> None:
        self.waist = waist
        self.memory = waist._memory
        self.arrays = columns
        self.count = count
        self._said: list[Callable[[], Said]] = []

    def answers(self) -> list[Any]:
        """The columns of the answer."""
        if not self.count:
            return [pyarrow.array([], kind) for kind in self.waist.shown.types]
        self.memory.make_room()
        self.names = NamesOfModels(self.arrays, self.count)
        columns = {name: self._read(name) for name in self.arrays if name not in NAMES}
        usual = self._usual(columns)
        if usual is None:
            return self._laid_out(self._alike(columns, self.names, None))
        odd, rows = numpy.flatnonzero(~usual), numpy.flatnonzero(usual)
        some = {name: tuple(column.rows(rows).used() for column in shares) for name, shares in columns.items()}
        if not len(odd):
            return self._laid_out(self._alike(some, self.names, None))
        found = self._one_by_one(odd)
        if len(rows):
            found = found.beside(odd, self._alike(some, self.names.rows(rows), rows), rows)
        return self._laid_out(found)

    def _laid_out(self, found: Answers) -> list[Any]:
        """The answers, row by row."""
        table = self.memory.table(self.waist.answers).take(pyarrow.array(numpy.array(found.places, numpy.int64)))
        return laid_out(table, found, not self.waist.encoded)

    # Rows in a shape that is not usual

    def _one_by_one(self, rows: "Numbers") -> Answers:
        """The answers to some rows, each read as it is."""
        arrays = {name: column_of(array.take(pyarrow.array(rows))) for name, array in self.arrays.items()}
        at, first = alike_rows(list(arrays.values()), len(rows))
        cells_of_columns = [column.cells_at(first) for column in arrays.values()]
        forms = [tuple(zip(arrays, cells, strict=True)) for cells in zip(*cells_of_columns, strict=True)]
        self._said.append(lambda: Said(rows, at, forms))
        return Answers(at, first, [self.memory.kept(self.waist.judged(row)) for row in forms])

    def _usual(self, columns: dict[str, tuple[Column, ...]]) -> "numpy.ndarray[Any, numpy.dtype[numpy.bool_]] | None":
        """For each row, whether all of its cells have a shape that parts are made of; None where all cells have it."""
        usual, any_odd = self.names.usual, not self.names.usual.all()
        for name, shares in columns.items():
            for of, column in enumerate(shares):
                forms = self.memory.cells[name, of].found
                odd = numpy.array([forms[number] is ODD for number in column.cells])
                if odd.any():
                    usual, any_odd = usual & ~odd[column.at], True
        return usual if any_odd else None

    # Columns

    def _read(self, name: str) -> tuple[Column, ...]:
        """A column, each cell by the number of its form; of a card and of tags the share of each part."""
        array, memory = self.arrays[name], self.memory
        if name == "tags":
            return of_tags(array, memory)
        column = column_of(array)
        if name != CARD:
            form = memory.alike.files if name == "siblings" else alike.FORMS.get(name, alike.says_something)
            return (_numbered(column, memory.of_cells((name, 0), _same if component_of(name) else form)),)
        cards = memory.of_cells(name, alike.FORMS[name])
        whole = _numbered(column, cards)
        return tuple(_numbered(whole, memory.of_cells((name, of), _share(cards, of))) for of in range(3))

    # Parts

    def _alike(self, columns: dict[str, tuple[Column, ...]], names: NamesOfModels, rows: "Numbers | None") -> Answers:
        """The answers to the rows that have the usual shape.

        Rows that differ in nothing but their own names are one row, until it is asked whose they are.

        Args:
            columns: of these rows.
            names: of these rows.
            rows: those; None where all have it.
        """
        memory, count = self.memory, self.count if rows is None else len(rows)
        parts = self._parts(columns, count)
        whole = (parts.licence, parts.bases, parts.rest, names.told)
        at, first = alike_rows(whole, count)
        keys = list(zip(*(column.cells_at(first) for column in whole), strict=True))
        apart = names.apart(parts.based, memory.bases.found, self._may_be_data(parts.rest), memory.alike)
        forms = {row: self._own(parts, row, *own) for row, own in apart.items()}
        self._said.append(lambda: self._as_said(rows, at, keys, forms, parts.based))
        found = zip(keys, map(memory.whole.get, keys), strict=True)
        places = [self._whole(key) if place is None else place for key, place in found]
        if forms:
            at, first = at.copy(), numpy.append(first, list(forms))
            at[list(forms)] = numpy.arange(len(keys), len(first))
            places += [memory.place(form, self.waist.answer) for form in forms.values()]
        return Answers(at, first, places, self._names(at, places, parts.named))

    def _names(self, at: "Numbers", places: list[int], named: Column) -> Names | None:
        """The names that nobody knows and that are shown as the licence of rows."""
        numbers = numpy.array([self.memory.nobody[place] for place in places], numpy.int32)
        if numbers.max() < 0:
            return None
        of_rows = numbers.take(at)
        rows = numpy.flatnonzero(of_rows >= 0)
        of_rows, named = of_rows[rows], named.rows(rows)
        at, first = alike_rows([named, Column(of_rows, range(int(numbers.max()) + 1))], len(rows))
        licences = (self.memory.licences.found[licence][1] for licence in named.cells_at(first))
        return Names(
            numbers >= 0, rows, at, [own[number] for own, number in zip(licences, of_rows[first].tolist(), strict=True)]
        )

    def _parts(self, columns: dict[str, tuple[Column, ...]], count: int) -> Parts:
        """The parts of rows with these columns."""
        memory = self.memory
        shared = [name for name in _SHARED if name in columns]

        def part(kind: Numbered, of: int, fields: Iterable[str]) -> Column:
            own = {(name, 0): columns[name][0] for name in fields if name in columns}
            own.update(((name, of), columns[name][of]) for name in shared)
            whole = together(list(own.values()), count)
            names = tuple(name for name, _ in own)
            return _numbered(whole, memory.of_parts(kind, names, [memory.cells[key] for key in own]))

        named = part(memory.licences, 0, alike.OF_LICENCE)
        based = part(memory.bases, 1, alike.OF_BASES)
        return Parts(
            named,
            _numbered(named, memory.licence_forms),
            based,
            _numbered(based, memory.base_forms),
            part(memory.rests, 2, [name for name in columns if name not in _OTHERS]),
        )

    def _may_be_data(self, rest: Column) -> Any:
        """For each row, whether it may be of a data set."""
        found = self.memory.rests.found
        data = [
            any(alike.may_be_data(cell) for name, cell in found[number] if name in _SHARED) for number in rest.cells
        ]
        return numpy.array(data)[rest.at]

    def _whole(self, key: tuple[int, ...]) -> int:
        """The place of the answer to rows with these parts, by their numbers."""
        place = self.memory.whole[key] = self.memory.place(self._form(key), self.waist.answer)
        return place

    def _form(self, key: tuple[int, ...]) -> Form:
        """What rows with these parts say."""
        licence, bases, rest, told = key
        memory = self.memory
        return (
            memory.licence_forms.found[licence],
            memory.base_forms.found[bases],
            memory.rests.found[rest],
            NAMED[told],
        )

    def _own(self, parts: Parts, row: int, bases: Part, name: Part) -> Form:
        """What a row says that depends on its own name."""
        some = numpy.array([row])
        (licence,), (rest,) = parts.licence.cells_at(some), parts.rest.cells_at(some)
        return self.memory.licence_forms.found[licence], bases, self.memory.rests.found[rest], name

    # Afterwards

    @property
    def said(self) -> list[Said]:
        """What the rows said."""
        return [said() for said in self._said]

    def _as_said(
        self, rows: "Numbers | None", at: "Numbers", keys: list[tuple[int, ...]], own: dict[int, Form], based: Column
    ) -> Said:
        forms = list(map(self._form, keys))
        if own:
            at = at.copy()
            at[list(own)] = numpy.arange(len(forms), len(forms) + len(own))
        found = self.memory.bases.found
        return Said(rows, at, [*forms, *own.values()], based.at, [found[number] for number in based.cells])


def _numbered(column: Column, table: Numbered) -> Column:
    """A column with each cell as the number of what it comes to."""
    return column.mapped_to(table.numbers(column.cells))


def _same(cell: Any) -> Any:
    return cell


def _share(cards: Numbered, of: int) -> "Callable[[int], Any]":
    """The share of a part of the row in what a card says, by the number of that."""

    def share(number: int) -> Any:
        fields = cards.found[number]
        return fields if fields is None or fields is ODD else fields[of]

    return share
