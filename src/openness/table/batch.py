"""One batch of rows on its way: its columns as numbers, the parts of its rows, and their answers.

Rows that say the same are one row from the first step on: each step is taken once for each thing that is said, and what a
thing comes to is remembered from batch to batch (`memory`). Row by row there are only numbers.
"""

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy
import pyarrow
from attrs import frozen

from openness.formats import hub_record
from openness.table import arrow
from openness.table.bases import Based
from openness.table.cells import Column, alike_rows, column_of, together
from openness.table.columns import is_slip
from openness.table.form import Form, Row
from openness.table.layout import Answers, laid_out
from openness.table.memory import Numbered
from openness.table.names import NamesOfModels
from openness.table.part import CARD, OF_BASES, OF_LICENCE
from openness.table.shares import Field, Reader, numbered
from openness.table.tags import may_be_data
from openness.table.true_bases import TrueBases
from openness.value import Shown
from openness.vocabulary import hub

if TYPE_CHECKING:
    from openness.table.cells import Numbers
    from openness.table.memory import Memory

    Truths = numpy.ndarray[Any, numpy.dtype[numpy.bool_]]

NAMES = ("id", "modelId", "author")  #: columns that name a model and its maker
_SHARED = (CARD, "tags")  # columns that say something for each part of a row
_OTHERS = (*OF_LICENCE, *OF_BASES, *_SHARED)  # columns that are no part of the rest
#: Fields that a record has and a card has not: under such a name a card has words of its own.
_OF_RECORDS = frozenset(filter(hub.is_unknown, hub_record.FIELDS))
_LICENCE, _BASES, _REST = range(3)  # the parts, as the shares of such columns stand

#: The columns of some rows, by their names.
Fields = dict[str, Field]
#: A row by its parts: the numbers of its licence, its bases and the rest, and of what its name tells.
Key = tuple[int, ...]


class Judging(Protocol):
    """A waist, as its batches know it."""

    @property
    def encoded(self) -> bool:
        """True where columns of words are dictionaries."""

    @property
    def shown(self) -> pyarrow.Schema:
        """The columns of the answer that are shown, in the types in which they are given."""

    @property
    def answers(self) -> pyarrow.Schema:
        """All columns of the answer, in plain words."""

    def judged(self, row: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        """The answer to one row."""

    def answer(self, form: Form) -> dict[str, Any]:
        """The answer to the rows of a form."""


@frozen(eq=False, repr=False)
class RowForms(Shown):
    """The forms of some rows of a batch.

    Args:
        rows: the numbers of the rows; None for all of the batch.
        at: by row, the place of its form in `forms`.
        forms: the four parts of a form, or a row as it is.
        based_at: by row, the place of its bases in `based`; None where rows are as they are.
        based: the bases.
    """

    rows: "Numbers | None"
    at: "Numbers"
    forms: "Sequence[Form | Row]"
    based_at: "Numbers | None" = None
    based: Sequence[Based] = ()


class Batch:
    """One batch on its way; when it is answered, it knows the forms of its rows.

    Args:
        waist: judges its rows.
        memory: what that remembers.
        columns: the cells, by the names of their columns.
        count: how many rows there are.
        kin: whether other rows may tell the licences of bases, so that any base may ask for a name.
    """

    def __init__(
        self, waist: Judging, memory: "Memory", columns: dict[str, Any], count: int, kin: bool = False
    ) -> None:
        self.waist = waist
        self.kin = kin
        self.memory = memory
        self.arrays = columns
        self.count = count
        #: The answers, when it is answered.
        self.found = Answers(numpy.zeros(0, numpy.int32), numpy.zeros(0, numpy.int32), [], {})
        self._odd: list[RowForms] = []
        #: Of the others the rows, the number of what each says, that by its parts, and rows that depend on their own names.
        self._usual: list[tuple[Numbers | None, Numbers, list[Key], dict[int, Form]]] = []

    def answers(self, names: Container[str]) -> dict[str, Any]:
        """Columns of the answers that are shown, row by row, by their names.

        Args:
            names: of these and other columns.
        """
        shown = [column for column in self.waist.shown if column.name in names]
        if not self.count:
            return {column.name: pyarrow.nulls(0, column.type) for column in shown}
        self.memory.make_room()
        self.found = self._found()
        return laid_out(self._kept([column.name for column in shown]), self.found, not self.waist.encoded)

    def answers_once(self, names: Iterable[str]) -> pyarrow.RecordBatch:
        """Columns of the answers, in plain words, each answer once: which rows have it, `found` tells."""
        return self._kept(names).take(arrow.numbers(numpy.array(self.found.places, numpy.int32)))

    def _kept(self, names: Iterable[str]) -> pyarrow.RecordBatch:
        """Columns of the answers that are remembered."""
        return self.memory.table(self.waist.answers).select(list(names))

    def _found(self) -> Answers:
        """The answers to the rows."""
        self.names = NamesOfModels(self.arrays, self.count)
        self.reader = Reader(self.memory, members=not {CARD, "base_model"} <= self.arrays.keys())
        strange = {name for name in self.arrays if is_slip(name)}
        fields = {
            name: self.reader.read(name, array)
            for name, array in self.arrays.items()
            if name not in NAMES and name not in strange
        }
        usual = self._are_usual(fields, strange)
        if usual.all():
            return self._alike(fields, self.names, None)
        odd, rows = numpy.flatnonzero(~usual), numpy.flatnonzero(usual)
        found = self._one_by_one(odd)
        if len(rows):
            found = found.beside(odd, self._alike(_of_rows(fields, rows), self.names.rows(rows), rows), rows)
        return found

    # Rows in a shape that is not usual

    def _one_by_one(self, rows: "Numbers") -> Answers:
        """The answers to some rows, each read as it is."""
        arrays = {name: column_of(array.take(arrow.numbers(rows))) for name, array in self.arrays.items()}
        at, first = alike_rows(list(arrays.values()), len(rows))
        cells_of_columns = [column.cells_at(first) for column in arrays.values()]
        forms = [tuple(zip(arrays, cells, strict=True)) for cells in zip(*cells_of_columns, strict=True)]
        self._odd.append(RowForms(rows, at, forms))
        return Answers(at, first, [self.memory.kept(self.waist.judged(row)) for row in forms], {})

    def _are_usual(self, fields: Fields, strange: Iterable[str]) -> "Truths":
        """True for each row whose cells all have a shape that parts are made of.

        Args:
            fields: the usual columns.
            strange: the columns that no part is made of: a row with a cell in one is read as it is.
        """
        of_cards = self._are_cards()
        odd = [
            ~self.names.usual,
            *(arrow.there(self.arrays[name]) for name in strange),
            *(of_cards & arrow.there(self.arrays[name]) for name in _OF_RECORDS & fields.keys()),
            *(cells for field in fields.values() if (cells := field.odd()) is not None),
        ]
        return ~numpy.any(odd, axis=0)

    def _are_cards(self) -> "Truths":
        """True for each row that no key tells to be a record's: what a card does not know is words in it."""
        cards = numpy.ones(self.count, bool)
        for name in hub_record.KEYS & self.arrays.keys():
            cards &= ~arrow.there(self.arrays[name])
        return cards

    # Rows in the usual shape

    def _alike(self, fields: Fields, names: NamesOfModels, rows: "Numbers | None") -> Answers:
        """The answers to the rows that have the usual shape.

        Rows that differ in nothing but their own names are one row, until it is asked whose they are.

        Args:
            fields: the columns of these rows.
            names: of these rows.
            rows: those; None where all have it.
        """
        memory, count = self.memory, self.count if rows is None else len(rows)
        at, first = alike_rows([*(field.cells for field in fields.values()), names.named_as], count)
        based, at, first = self._with_own_names(self._bases(_of_rows(fields, first), len(first)), at, first, rows)
        called, at, first, before = self._with_names_asked(names, based, at, first)
        based = based.rows(before)
        some = _of_rows(fields, first)
        named = self._part(memory.licences, _LICENCE, OF_LICENCE, some, len(first))
        rest = self._part(memory.rests, _REST, [name for name in some if name not in _OTHERS], some, len(first))
        parts = [named, numbered(based, memory.base_forms), rest, called]
        whole, which = alike_rows(parts, len(first))
        named, base_forms, rest, named_as = (part.rows(which) for part in parts)
        based, at, first = Column(based.at.take(at), based.cells), whole.take(at), first.take(which)
        licences = named.each()
        forms = numbered(named, memory.licence_forms).each()
        keys: list[Key] = list(zip(forms, base_forms.each(), rest.each(), named_as.each(), strict=True))
        places = [
            self._new(key) if place is None else place
            for key, place in zip(keys, map(memory.whole.get, keys), strict=True)
        ]
        own = self._own(names, based, rest, at, keys, rows)
        self._usual.append((rows, at, keys, own))
        if own:
            licences += [licences[at[row]] for row in own]
            places += [memory.place(form, self.waist.answer) for form in own.values()]
            at, first = _with_own(at, own, len(keys)), numpy.append(first, list(own))
        shown = "licence" in self.waist.shown.names
        return Answers(at, first, places, self._names_shown(places, licences) if shown else {})

    def _names_shown(self, places: Sequence[int], licences: Sequence[int]) -> dict[int, str]:
        """Of some answers, the name that nobody knows and that is shown as the licence.

        Args:
            places: of the answers, among those that are remembered.
            licences: of each answer the number of its part about the licence.
        """
        nobody, found = self.memory.nobody, self.memory.licences.found
        numbers = ((answer, nobody[place]) for answer, place in enumerate(places))
        return {answer: found[licences[answer]][1][number] for answer, number in numbers if number >= 0}

    def _bases(self, fields: Fields, count: int) -> Column:
        """The bases of rows, by the number of their form."""
        return self._part(self.memory.bases, _BASES, OF_BASES, fields, count)

    def _part(self, kind: Numbered, of: int, names: Iterable[str], fields: Fields, count: int) -> Column:
        """One part of rows, by the number of its form.

        Args:
            kind: the parts.
            of: where columns that say something for each part say it for this one.
            names: of the columns that are of this part alone.
            fields: the columns.
            count: how many rows there are.
        """
        own = {name: (fields[name], 0) for name in names if name in fields}
        own.update((name, (fields[name], of)) for name in _SHARED if name in fields)
        whole = together([field.share(part) for field, part in own.values()], count)
        parts = self.memory.of_parts(kind, tuple(own), [field.tables[part] for field, part in own.values()])
        return whole.mapped_to(parts.found_of(whole.cells))

    def _new(self, key: Key) -> int:
        """The place of the answer to rows that say something for the first time."""
        place = self.memory.whole[key] = self.memory.place(self._form(key), self.waist.answer)
        return place

    def _form(self, key: Key) -> Form:
        """The form of rows with these parts."""
        licence, bases, rest, named_as = key
        memory = self.memory
        return (
            memory.licence_forms.found[licence],
            memory.base_forms.found[bases],
            memory.rests.found[rest],
            memory.names_asked[named_as],
        )

    # Rows that depend on their own names

    def _own(
        self,
        names: NamesOfModels,
        based: Column,
        rest: Column,
        at: "Numbers",
        keys: Sequence[Key],
        rows: "Numbers | None",
    ) -> dict[int, Form]:
        """The forms of rows that depend on their own names, by row.

        Args:
            names: those of the rows.
            based: by row, its bases.
            rest: by answer, the other cells of its rows.
            at: by row, the number of its answer.
            keys: the parts of each answer.
            rows: the numbers of the rows; None for all of the batch.
        """
        if not names.given:
            return {}
        memory = self.memory
        found = memory.rests.found
        data = [any(may_be_data(*pair) for pair in found[number]) for number in rest.cells]
        bases = Column(based.at, [memory.bases.found[number] for number in based.cells])
        apart = names.apart(
            bases,
            TrueBases(bases, rows, self.count, self.reader.named, self._truly if self.reader.members else None),
            numpy.array(data).take(rest.at).take(at),
            memory.forms_of_bases,
            lambda row: memory.names_asked[keys[at[row]][3]],
        )
        forms = {}
        for row, (own_bases, name) in apart.items():
            licence, _, others, _ = self._form(keys[at[row]])
            forms[row] = licence, own_bases, others, name
        return forms

    def _with_names_asked(
        self, names: NamesOfModels, based: Column, at: "Numbers", first: "Numbers"
    ) -> "tuple[Column, Numbers, Numbers, Numbers]":
        """The cells that stand for the names of rows that are alike, by the words that the licences of bases ask for.

        Args:
            names: of the rows.
            based: by place, the bases of the rows that are alike.
            at: by row, that place.
            first: by place, a row.

        Returns:
            The cells by place; the places and the rows, where rows differ besides in these words; and by place that before.
        """
        found, forms, asked = self.memory.bases.found, self.memory.forms_of_bases, self.memory.names_asked
        bases = (found[number].bases for number in based.cells)
        asking = [bool(each) if self.kin else any(map(forms.asks_for_a_name, each)) for each in bases]
        if not names.given or not any(asking):
            return names.named_as.rows(first), at, first, numpy.arange(len(first))
        some = numpy.flatnonzero(numpy.array(asking).take(based.at).take(at) & names.valid & ~names.two)
        shown = names.named_as.at.copy()
        places = asked.places(names.name.take(arrow.numbers(some)), names.of_models[some])
        shown[some] = numpy.where(places, places, shown[some])
        words = Column(shown, range(len(asked)))
        apart, row = alike_rows([Column(at, range(len(first))), words], len(at))
        return words.rows(row), apart, row, at.take(row)

    def _with_own_names(
        self, based: Column, at: "Numbers", first: "Numbers", rows: "Numbers | None"
    ) -> "tuple[Column, Numbers, Numbers]":
        """The bases of rows that are alike, by their own names where no form stands for them.

        Args:
            based: by place, the bases of the rows that are alike.
            at: by row, that place.
            first: by place, a row.
            rows: the numbers of the rows; None for all of the batch.

        Returns:
            the same, where rows differ besides in the names of their bases.
        """
        found = self.memory.bases.found
        odd = [found[number].form is found[number].part and bool(found[number].bases) for number in based.cells]
        if not self.reader.members or not any(odd):
            return based, at, first
        some = numpy.flatnonzero(numpy.array(odd).take(based.at).take(at))
        own = self.true_bases(some if rows is None else rows[some])
        named = based.at.take(at)
        named[some] = own.at + len(based.cells)
        names = Column(named, []).mapped_to([*based.cells, *own.cells])
        at, first = alike_rows([Column(at, range(len(first))), names], len(at))
        return names.rows(first), at, first

    def true_bases(self, rows: "Numbers | None") -> Column:
        """The bases of rows, each by its own name, by number; None for all rows."""
        reader = Reader(self.memory, members=False)
        arrays = {name: self.arrays[name] for name in (*OF_BASES, *_SHARED) if name in self.arrays}
        if rows is not None:
            arrays = {name: array.take(arrow.numbers(rows)) for name, array in arrays.items()}
        fields = {name: reader.read(name, array).used() for name, array in arrays.items()}
        return self._bases(fields, self.count if rows is None else len(rows))

    def _truly(self, rows: "Numbers") -> list[Based]:
        """The bases of rows, each by its own name."""
        found = self.memory.bases.found
        return [found[number] for number in self.true_bases(rows).each()]

    # Afterwards

    @property
    def row_forms(self) -> list[RowForms]:
        """The forms of the rows, group by group."""
        return [*self._odd, *(self._row_forms(*usual) for usual in self._usual)]

    def _row_forms(self, rows: "Numbers | None", at: "Numbers", keys: list[Key], own: dict[int, Form]) -> RowForms:
        forms = Column(_with_own(at, own, len(keys)), []).mapped_to([*map(self._form, keys), *own.values()])
        based = self.true_bases(rows)
        found = self.memory.bases.found
        return RowForms(rows, forms.at, forms.cells, based.at, [found[number] for number in based.cells])


def _of_rows(fields: Fields, rows: "Numbers") -> Fields:
    """The columns of some rows."""
    return {name: field.rows(rows) for name, field in fields.items()}


def _with_own(at: "Numbers", own: Iterable[int], count: int) -> "Numbers":
    """The numbers of the rows' answers, with new ones, behind the others, for rows that have an answer of their own."""
    rows = list(own)
    at = at.copy()
    at[rows] = numpy.arange(count, count + len(rows))
    return at
