"""One batch of rows on its way: its columns as numbers, the parts of its rows, and their answers.

Rows that say the same are one row from the first step on: each step is taken once for each thing that is said, and what a
thing comes to is remembered from batch to batch (`memory`). Row by row there are only numbers.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import numpy
import pyarrow
from attrs import frozen

from openness.table.bases import Based
from openness.table.cells import Column, Fields, alike_rows, column_of, ids_in, together
from openness.table.columns import component_of
from openness.table.form import Form, Row
from openness.table.forms import FORMS, of_ids
from openness.table.layout import Answers, Names, laid_out
from openness.table.memory import Numbered
from openness.table.names import NAMED
from openness.table.names import Names as NamesOfModels
from openness.table.part import CARD, ODD, OF_BASES, OF_LICENCE, Part
from openness.table.tags import may_be_data, of_tags
from openness.table.words import a_set, says_something
from openness.value import Shown
from openness.vocabulary import hub

if TYPE_CHECKING:
    from openness.table.cells import Numbers
    from openness.table.memory import Memory

NAMES = ("id", "modelId", "author")  #: columns that name a model and its maker
_SHARED = (CARD, "tags")  # columns that say something for each part of a row
_OTHERS = (*OF_LICENCE, *OF_BASES, *_SHARED)  # columns that are no part of the rest


class Judge(Protocol):
    """A waist, as its batches know it."""

    @property
    def encoded(self) -> bool:
        """True where columns of words are dictionaries."""

    @property
    def shown(self) -> pyarrow.Schema:
        """The columns of the answer in the types in which they are given."""

    @property
    def answers(self) -> pyarrow.Schema:
        """The same columns in plain words."""

    def judged(self, row: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        """The answer to one row."""

    def answer(self, form: Form) -> dict[str, Any]:
        """The answer to the rows of a form."""


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


@frozen(eq=False, repr=False)
class Share(Shown):
    """What a column says for a part of the row.

    Args:
        column: for each row a number, or what gets one.
        table: what the numbers are of.
    """

    column: Column
    table: Numbered

    def numbered(self) -> "Share":
        """The same by the numbers of the table."""
        return Share(_numbered(self.column, self.table), self.table)

    def rows(self, rows: "Numbers") -> "Share":
        """The same of some rows, without numbers that none of them has."""
        return Share(self.column.rows(rows).used(), self.table)


class Batch:
    """One batch on its way; afterwards it knows what its rows said."""

    def __init__(self, waist: Judge, memory: "Memory", columns: dict[str, Any], count: int) -> None:
        self.waist = waist
        self.memory = memory
        self.arrays = columns
        self.count = count
        self.words: set[str] = set()  #: for bases, where one stands for others
        self.makers: set[frozenset[str]] = set()  #: of these, by what is known of them
        self._odd: list[Said] = []
        #: Of the others the rows, the number of what each says, that by its parts, and rows that depend on their own names.
        self._usual: list[tuple[Numbers | None, Numbers, list[tuple[int, ...]], dict[int, Form]]] = []

    def answers(self) -> list[Any]:
        """The columns of the answer."""
        if not self.count:
            return [pyarrow.array([], kind) for kind in self.waist.shown.types]
        self.memory.make_room()
        self.names = NamesOfModels(self.arrays, self.count)
        self.members = not {CARD, "base_model"} <= self.arrays.keys()
        columns = {
            name: self._read(name, array, self.members) for name, array in self.arrays.items() if name not in NAMES
        }
        usual = self._are_usual(columns)
        if usual is None:
            return self._laid_out(self._alike(columns, self.names, None))
        odd, rows = numpy.flatnonzero(~usual), numpy.flatnonzero(usual)
        some = {name: tuple(share.rows(rows) for share in shares) for name, shares in columns.items()}
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
        self._odd.append(Said(rows, at, forms))
        return Answers(at, first, [self.memory.kept(self.waist.judged(row)) for row in forms])

    def _are_usual(
        self, columns: dict[str, tuple[Share, ...]]
    ) -> "numpy.ndarray[Any, numpy.dtype[numpy.bool_]] | None":
        """For each row, whether all of its cells have a shape that parts are made of; None where all cells have it."""
        usual, any_odd = self.names.usual, not self.names.usual.all()
        for shares in columns.values():
            for share in shares:
                odd = numpy.array([share.table.found[number] is ODD for number in share.column.cells])
                if odd.any():
                    usual, any_odd = usual & ~odd[share.column.at], True
        return usual if any_odd else None

    # Columns

    def _read(self, name: str, array: Any, members: bool) -> tuple[Share, ...]:
        """A column, each cell by the number of its form; of a card and of tags the share of each part.

        Args:
            name: of the column.
            array: its cells.
            members: of bases of which the same is known one stands for all.
        """
        memory = self.memory
        change = self._members if members else None
        if name == "tags":
            return tuple(map(Share, *of_tags(array, memory, change)))
        ids = ids_in(array) if name == "baseModels" else None
        if ids is not None:
            column = column_of(ids, change).mapped(of_ids)
        else:
            column = column_of(array, {"base_model": change, "datasets": self._sets}.get(name))
        form = memory.files.files if name == "siblings" else FORMS.get(name, says_something)
        table = memory.of_cells(name, _same if component_of(name) else form)
        whole = Share(column, table).numbered()
        if name != CARD:
            return (whole,)
        shares = (partial(_share, table, of) for of in range(3))
        licence, bases, rest = (
            Share(whole.column, memory.of_cells((name, of), share)).numbered() for of, share in enumerate(shares)
        )
        if change is not None:
            found = [bases.table.found[number] for number in bases.column.cells]
            fields = bases.column.mapped_to(list(map(self._with_members, found)))
            bases = Share(fields, memory.of_cells((name, "members"), _same)).numbered()
        return licence, bases, rest

    def _sets(self, cells: list[Any]) -> list[Any]:
        """One name for all names of data sets."""
        return self.memory.of_cells("a data set", a_set).found_of(cells)

    def _members(self, cells: list[Any]) -> list[Any]:
        """Words for bases, each with the name that stands for it; the words are noted."""
        found = self.memory.of_cells("a base", self.memory.forms_of_bases.member).found_of(cells)
        self.words.update(cell for cell in cells if isinstance(cell, str))
        self.makers.update(makers for _, makers in found)
        return [word for word, _ in found]

    def _with_members(self, share: Any) -> Any:
        """What a card says of its bases, each with the name that stands for it."""
        if not isinstance(share, Fields):
            return share

        def cell_of(name: str, cell: Any) -> Any:
            if name == "tags":
                words = self._members([tag.removeprefix(hub.BASE_TAG) for tag in cell])
                return tuple(hub.BASE_TAG + word for word in words)
            return tuple(self._members(list(cell))) if isinstance(cell, tuple) else self._members([cell])[0]

        return Fields(tuple((name, cell_of(name, cell)) for name, cell in share.pairs))

    # Parts

    def _alike(self, columns: dict[str, tuple[Share, ...]], names: NamesOfModels, rows: "Numbers | None") -> Answers:
        """The answers to the rows that have the usual shape.

        Rows that differ in nothing but their own names are one row, until it is asked whose they are.

        Args:
            columns: of these rows.
            names: of these rows.
            rows: those; None where all have it.
        """
        memory, count = self.memory, self.count if rows is None else len(rows)
        parts = self._parts(columns, count, rows)
        whole = (parts.licence, parts.bases, parts.rest, names.named_as)
        at, first = alike_rows(whole, count)
        keys = list(zip(*(column.cells_at(first) for column in whole), strict=True))
        based = Column(parts.based.at, [memory.bases.found[number] for number in parts.based.cells])
        apart = names.apart(based, _TrueBases(self, based, rows), self._may_be_data(parts.rest), memory.forms_of_bases)
        forms = {row: self._own(parts, row, *own) for row, own in apart.items()}
        self._usual.append((rows, at, keys, forms))
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

    def _parts(self, columns: dict[str, tuple[Share, ...]], count: int, rows: "Numbers | None") -> Parts:
        """The parts of rows with these columns."""
        memory = self.memory
        named = self._part(memory.licences, 0, OF_LICENCE, columns, count)
        based = self._with_own_names(self._part(memory.bases, 1, OF_BASES, columns, count), rows)
        others = [name for name in columns if name not in _OTHERS]
        return Parts(
            named,
            _numbered(named, memory.licence_forms),
            based,
            _numbered(based, memory.base_forms),
            self._part(memory.rests, 2, others, columns, count),
        )

    def _part(
        self, kind: Numbered, of: int, fields: Iterable[str], columns: dict[str, tuple[Share, ...]], count: int
    ) -> Column:
        """A part of rows, by the number of what it comes to."""
        own = {name: columns[name][0] for name in fields if name in columns}
        own.update((name, columns[name][of]) for name in _SHARED if name in columns)
        whole = together([share.column for share in own.values()], count)
        parts = self.memory.of_parts(kind, tuple(own), [share.table for share in own.values()])
        return whole.mapped_to(parts.found_of(whole.cells))

    def _with_own_names(self, based: Column, rows: "Numbers | None") -> Column:
        """What rows say of their bases, with the bases by their own names where no form tells as much."""
        found = self.memory.bases.found
        odd = [found[number].form is found[number].part and bool(found[number].bases) for number in based.cells]
        if not self.members or not any(odd):
            return based
        some = numpy.flatnonzero(numpy.array(odd)[based.at])
        own = self.true_bases(some if rows is None else rows[some])
        at = based.at.copy()
        at[some] = own.at + len(based.cells)
        return Column(at, []).mapped_to([*based.cells, *own.cells])

    def true_bases(self, rows: "Numbers | None") -> Column:
        """What rows say of their bases, each by its own name."""
        columns: dict[str, tuple[Share, ...]] = {}
        for name in (name for name in (*OF_BASES, *_SHARED) if name in self.arrays):
            array = self.arrays[name] if rows is None else self.arrays[name].take(pyarrow.array(rows))
            columns[name] = self._read(name, array, False)
        return self._part(self.memory.bases, 1, OF_BASES, columns, self.count if rows is None else len(rows))

    def _may_be_data(self, rest: Column) -> Any:
        """For each row, whether it may be of a data set."""
        found = self.memory.rests.found
        data = [any(may_be_data(cell) for name, cell in found[number] if name in _SHARED) for number in rest.cells]
        return numpy.array(data)[rest.at]

    def _whole(self, key: tuple[int, ...]) -> int:
        """The place of the answer to rows with these parts, by their numbers."""
        place = self.memory.whole[key] = self.memory.place(self._form(key), self.waist.answer)
        return place

    def _form(self, key: tuple[int, ...]) -> Form:
        """What rows with these parts say."""
        licence, bases, rest, named_as = key
        memory = self.memory
        return (
            memory.licence_forms.found[licence],
            memory.base_forms.found[bases],
            memory.rests.found[rest],
            NAMED[named_as],
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
        return [*self._odd, *(self._as_said(*usual) for usual in self._usual)]

    def _as_said(
        self, rows: "Numbers | None", at: "Numbers", keys: list[tuple[int, ...]], own: dict[int, Form]
    ) -> Said:
        forms = list(map(self._form, keys))
        if own:
            at = at.copy()
            at[list(own)] = numpy.arange(len(forms), len(forms) + len(own))
        based = self.true_bases(rows)
        found = self.memory.bases.found
        return Said(rows, at, [*forms, *own.values()], based.at, [found[number] for number in based.cells])


@frozen(eq=False, repr=False)
class _TrueBases(Shown):
    """What some rows of a batch say of their bases, each base by its own name.

    Args:
        batch: that.
        based: for each row what it says, by the form of that.
        rows: those; None where it is all of them.
    """

    batch: Batch
    based: Column
    rows: "Numbers | None"

    def met(self) -> tuple[list[str], frozenset[str]]:
        """The names of the bases of all rows, and who may be their makers by what is known; some of them may be no row's."""
        if not self.batch.members:
            bases = {id(base): base for part in self.based.cells for base in part.bases}.values()
            return [base.word for base in bases], frozenset().union(*(base.makers for base in bases))
        base = self.batch.memory.forms_of_bases.base
        words = (word.strip() if _is_bare(word) else base(word).word for word in self.batch.words if word.strip())
        return list(words), frozenset().union(*self.batch.makers)

    def of(self, rows: "Numbers") -> list[Based]:
        """What some rows say of theirs."""
        if not len(rows) or not self.batch.members:
            return self.based.cells_at(rows)
        column = self.batch.true_bases(rows if self.rows is None else self.rows[rows])
        found = self.batch.memory.bases.found
        return [found[number] for number in column.cells_at(numpy.arange(len(rows)))]


def _numbered(column: Column, table: Numbered) -> Column:
    """A column with each cell as the number of what it comes to."""
    return column.mapped_to(table.numbers(column.cells))


def _same(cell: Any) -> Any:
    return cell


def _share(cards: Numbered, of: int, number: int) -> Any:
    """The share of a part of the row in what a card says, by the number of that."""
    fields = cards.found[number]
    return fields if fields is None or fields is ODD else fields[of]


def _is_bare(word: str) -> bool:
    """True for a word that is no address and names no relation."""
    return ":" not in word and ".co/" not in word.lower()
