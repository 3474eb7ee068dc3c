"""The columns of a batch by part of a row, as numbers of things that are remembered."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
from attrs import frozen

from openness.formats import hub_record
from openness.formats.component_fields import component_of
from openness.table import arrow
from openness.table.card_fields import card_fields, field_form
from openness.table.cells import Column, Fields, column_of, distinct, ids_in, items_of, lengths_of
from openness.table.forms import FORMS, base_models, of_ids
from openness.table.makers import spread
from openness.table.part import CARD, ODD
from openness.table.tags import BASES, PARTS, of_text, part_of, share_of
from openness.table.words import a_set, says_something, there
from openness.value import Shown
from openness.vocabulary import hub

if TYPE_CHECKING:
    from openness.table.cells import Numbers
    from openness.table.memory import Memory, Numbered

    Truths = numpy.ndarray[Any, numpy.dtype[numpy.bool_]]


_NONE = -1  # no number of anything


@frozen(eq=False, repr=False)
class Field(Shown):
    """A column as it was read.

    Args:
        at: for each row the place of its cell.
        numbers: for each cell, in a column for each part of a row that it says something for, the number of that.
        tables: by part, the things with these numbers.
    """

    at: "Numbers"
    numbers: "Numbers"
    tables: "tuple[Numbered, ...]"

    @property
    def cells(self) -> Column:
        """The rows by their cells, whatever these say."""
        return Column(self.at, range(len(self.numbers)))

    def share(self, part: int) -> Column:
        """The claims of the rows on a part, by number."""
        return self.cells.renumbered(self.numbers[:, part])

    def rows(self, rows: "Numbers") -> "Field":
        """The same of some rows."""
        return Field(self.at.take(rows), self.numbers, self.tables).used()

    def used(self) -> "Field":
        """The same without cells that no row has, as a dictionary may have: they may be odd."""
        at, first = distinct(self.at, len(self.numbers))
        return Field(at, self.numbers[self.at[first]], self.tables)

    def odd(self) -> "Truths | None":
        """True for each row whose cell has a shape that no part is made of; None where there is none."""
        places = numpy.array([table.place(ODD) for table in self.tables], numpy.int32)
        cells = (self.numbers == places).any(axis=1)
        return cells.take(self.at) if cells.any() else None


class Reader:
    """Reads the columns of a batch.

    Args:
        memory: numbers what they say.
        members: of bases of which the same is known one stands for all; else each stands for itself.
    """

    def __init__(self, memory: "Memory", members: bool) -> None:
        self.memory = memory
        self.members = members
        #: Rows and the words for bases in them for which others stand, these by their numbers.
        self._named: list[tuple[Numbers, Numbers]] = []

    def read(self, name: str, array: Any) -> Field:
        """A column, each cell by the number of its form; of a card and of tags by that of each part."""
        memory = self.memory
        if name in hub_record.LISTED:
            array = arrow.with_lists(array)
        if name == "tags":
            return self._of_tags(array)
        if name == "baseModels" and (ids := ids_in(array)) is not None:
            table = memory.of_cells((name, "ids"), lambda cell: base_models(of_ids(cell)))
            return _field(self._of_bases(ids), table)
        form = self._form(name)
        if form is there and pyarrow.types.is_struct(array.type):  # such as the sizes of weights: hardly two are alike
            return _field(
                Column(arrow.there(array).astype(numpy.int32), (None, Fields(()))), memory.of_cells(name, form)
            )
        columns = {"base_model": self._of_bases, "datasets": self._of_sets}
        column = columns.get(name, column_of)(array)
        return self._of_cards(column) if name == CARD else _field(column, memory.of_cells(name, form))

    def _form(self, name: str) -> Callable[[Any], Any]:
        """The form of the cells of a column."""
        if name == "siblings":
            return self.memory.files.files
        if component_of(name):
            return _same
        return FORMS.get(name, says_something) if name in hub_record.FIELDS else field_form(name)

    def _of_cards(self, column: Column) -> Field:
        """The fields of cards: cards are many, and what each says for one part of the row is said by many of them."""
        memory, members = self.memory, self.members
        tables = [memory.of_cells((CARD, of), _same) for of in ("licence", "bases", "rest", "met")]

        def read(cell: Any) -> tuple[int, ...]:
            fields = card_fields(cell)
            licence, bases, rest = fields if isinstance(fields, tuple) else (fields, fields, fields)
            met: tuple[int, ...] = ()
            if members and isinstance(bases, Fields) and bases.pairs:
                bases, met = self._of_card(bases)
            things = (licence, bases, rest, met)
            return tuple([table.number(thing) for table, thing in zip(tables, things, strict=True)])

        numbers = memory.of_cells((CARD, members), read).rows(column.cells, len(tables))
        *parts, met = tables
        if members:
            words = [met.found[number] for number in numbers[:, -1].tolist()]
            rows, places = spread(column.at, words)
            self._named.append((rows, numpy.array([*chain.from_iterable(words)], numpy.int32).take(places)))
        return Field(column.at, numbers[:, :-1], tuple(parts))

    def _of_tags(self, array: Any) -> Field:
        """The share of each part in lists of tags, null where there are no tags at all; ODD for anything but words."""
        memory, members = self.memory, self.members
        tables = tuple(memory.of_cells(("tags", of), share_of(of)) for of in range(len(PARTS)))
        if not (pyarrow.types.is_list(array.type) or pyarrow.types.is_large_list(array.type)):
            column = column_of(array)

            def text(cell: Any) -> tuple[int, ...]:
                return tuple(table.number(share) for table, share in zip(tables, of_text(cell), strict=True))

            return Field(column.at, memory.of_cells("texts of tags", text).rows(column.cells, len(tables)), tables)
        words = memory.of_cells("a tag that tells something", _same)

        def tag(cell: Any) -> tuple[int, int]:
            part, word = part_of(cell)
            base = _NONE
            if members and part == BASES:
                base = self._bases.number(word.removeprefix(hub.BASE_TAG))
                word = hub.BASE_TAG + self._bases.found[base][0]
            return _NONE if part is None else words.number((part, word)), base

        def read(run: bytes | None) -> tuple[int, ...]:
            if run is None:
                return tuple(table.number(None) for table in tables)
            tags = [words.found[number] for number in numpy.frombuffer(run, numpy.int32).tolist()]
            return tuple(
                table.number(tuple([word for part, word in tags if part == of])) for of, table in enumerate(tables)
            )

        items, lengths = items_of(array)
        if members:  # all at once
            tags = (cell for cell in items.cells if isinstance(cell, str) and cell.startswith(hub.BASE_TAG))
            self._bases.numbers([cell.removeprefix(hub.BASE_TAG) for cell in tags])
        found = memory.of_cells(("a tag", members), tag).rows(items.cells, 2)
        if members:
            bases = found[:, 1].take(items.at)
            rows = numpy.repeat(numpy.arange(len(lengths)), lengths)
            self._named.append((rows[bases >= 0], bases[bases >= 0]))
        telling = (found[:, 0] >= 0).take(items.at)
        ends = _before(telling).take(_before(lengths))  # of the tags that tell something, those before each row
        numbers = found[:, 0].take(items.at.compress(telling))
        runs = arrow.runs(numbers, numpy.diff(ends), lengths > 0).dictionary_encode()
        lists = [*runs.dictionary.to_pylist(), *([None] if runs.null_count else [])]
        at = arrow.codes(runs.indices, len(runs.dictionary))
        return Field(at, memory.of_cells(("lists of tags", members), read).rows(lists, len(tables)), tables)

    def named(self) -> "Iterator[tuple[Numbers, Column]]":
        """The rows that name bases for which others stand, each with who may have made one."""
        found = self._bases.found
        for rows, words in self._named:
            numbers, at = numpy.unique(words, return_inverse=True)
            yield rows, Column(at, [found[number][1] for number in numbers.tolist()])

    @property
    def _bases(self) -> "Numbered":
        """Words for bases, each with the name that stands for it."""
        forms = self.memory.forms_of_bases
        return self.memory.of_cells("a base", forms.member, forms.members)

    def _of_sets(self, array: Any) -> Column:
        """A column with one name for all names of data sets."""
        table = self.memory.of_cells("a data set", a_set)
        return column_of(array, lambda sets: sets.mapped_to(table.found_of(sets.cells)))

    def _of_bases(self, array: Any) -> Column:
        """A column of words for bases, each with the name that stands for it; the words are noted."""
        if not self.members:
            return column_of(array)
        table = self._bases

        def members(words: Column) -> Column:
            numbers = table.numbers(words.cells)
            rows = numpy.repeat(numpy.arange(len(array)), lengths_of(array))
            self._named.append((rows, numpy.array(numbers, numpy.int32).take(words.at)))
            return words.mapped_to([table.found[number][0] for number in numbers])

        return column_of(array, members)

    def _of_card(self, share: Fields) -> tuple[Fields, tuple[int, ...]]:
        """The bases in the fields of one card, each by the name that stands for it; and the words, by their numbers."""
        table = self._bases
        met: list[int] = []

        def members(words: Iterable[Any]) -> Iterator[Any]:
            for number in table.numbers([*words]):
                met.append(number)
                yield table.found[number][0]

        def cell_of(name: str, cell: Any) -> Any:
            if name == "tags":
                return tuple(hub.BASE_TAG + word for word in members(tag.removeprefix(hub.BASE_TAG) for tag in cell))
            return tuple(members(cell)) if isinstance(cell, tuple) else next(members([cell]))

        return Fields(tuple((name, cell_of(name, cell)) for name, cell in share.pairs)), tuple(met)


def _field(column: Column, table: "Numbered") -> Field:
    """A column that says something for one part of the row."""
    return Field(column.at, numpy.array(table.numbers(column.cells), numpy.int32).reshape(-1, 1), (table,))


def numbered(column: Column, table: "Numbered") -> Column:
    """A column with the number of each cell's value in its place."""
    return column.renumbered(numpy.array(table.numbers(column.cells), numpy.int32))


def _before(counts: "Numbers | Truths") -> "Numbers":
    """The sum of the counts before each place, and of all of them."""
    sums = numpy.zeros(len(counts) + 1, numpy.int32)
    numpy.cumsum(counts, out=sums[1:])
    return sums


def _same(cell: Any) -> Any:
    return cell
