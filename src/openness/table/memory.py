"""The memory of a waist from batch to batch: cells of columns, parts of rows, and answers, each by a number.

A batch brings numbers and cells; a cell that was met before costs a look into a mapping, and so does a part of a row.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence, Sized
from typing import TYPE_CHECKING, Any

import numpy

from openness.recent import Recent
from openness.shelf.shelf import Shelf
from openness.table import layout
from openness.table.bases import BaseForms
from openness.table.cells import Fields
from openness.table.files import Files
from openness.table.form import Form
from openness.table.licences import Licences, nobody
from openness.table.names import NamesAsked

if TYPE_CHECKING:
    from openness.evaluation.by_base import Share
    from openness.evaluation.facts import VerdictKey
    from openness.resolution.resolved import Resolved
    from openness.table.cells import Numbers

MOST = 1 << 18  # answers, and what they are joined from, that are remembered
_NUMBERS = 1 << 17  # cells of a column, parts, and rows that are remembered
_LONG = 512  # characters of a thing that is remembered, at most
_ROOM = (1 << 25) - (1 << 16)  # bytes: a little less than the largest block that the C library of Linux learns from


class _Places(dict[Hashable, int]):
    """Values to their numbers, in the order in which they are met."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Any] = []

    def __missing__(self, value: Hashable) -> int:
        number = self[value] = len(self.found)
        self.found.append(value)
        return number


class Numbered:
    """Things by the numbers of their values, in the order in which they are met; each thing is looked at once.

    A long one, such as the text of a card, is looked at whenever it is met: texts would fill the memory.

    Args:
        read: gives the value of a thing. Things with one value have one number.
        read_all: gives the values of many things; None where each is read by itself.
    """

    __slots__ = ("_numbers", "_places", "_read", "_read_all", "_rows", "found")

    def __init__(
        self, read: Callable[[Any], Hashable], read_all: Callable[[list[Any]], Iterable[Hashable]] | None = None
    ) -> None:
        self._read = read
        self._read_all = read_all or (lambda things: map(read, things))
        self._numbers: dict[Any, int] = {}
        self._places = _Places()
        self.found = self._places.found  #: the values of things, by number
        self._rows: Numbers | None = None

    def __len__(self) -> int:
        return max(len(self._numbers), len(self.found))

    def numbers(self, things: Sequence[Any]) -> list[int]:
        """The number of each thing."""
        found = list(map(self._numbers.get, things))
        if None in found:
            new = list(dict.fromkeys(thing for thing, number in zip(things, found, strict=True) if number is None))
            numbers = dict(zip(new, map(self._places.__getitem__, self._read_all(new)), strict=True))
            self._numbers.update((thing, number) for thing, number in numbers.items() if _is_short(thing))
            return [numbers[thing] if number is None else number for thing, number in zip(things, found, strict=True)]
        return found  # type: ignore[return-value]  # there is no None in it

    def found_of(self, things: Sequence[Any]) -> list[Any]:
        """The value found for each thing."""
        return list(map(self.found.__getitem__, self.numbers(things)))

    def number(self, thing: Any) -> int:
        """The number of one thing."""
        number = self._numbers.get(thing)
        if number is None:
            number = self._places[self._read(thing)]
            if _is_short(thing):
                self._numbers[thing] = number
        return number

    def place(self, value: Hashable) -> int:
        """The number of a value; -1 where no thing has it."""
        return self._places.get(value, -1)

    def rows(self, things: Sequence[Any], width: int) -> "Numbers":
        """The values found for things, a row for each, where every value consists of so many numbers."""
        numbers = self.numbers(things)
        if self._rows is None or len(self._rows) < len(self.found):
            before = numpy.zeros((0, width), numpy.int32) if self._rows is None else self._rows
            new = numpy.array(self.found[len(before) :], numpy.int32).reshape(-1, width)
            self._rows = numpy.concatenate([before, new])
        rows: Numbers = self._rows.take(numbers, axis=0)
        return rows


def _is_short(thing: Any) -> bool:
    """True for a thing that is remembered."""
    return (len(thing) if type(thing) is str else _size(thing)) <= _LONG


def _size(thing: Any) -> int:
    """About how many characters a thing holds."""
    if isinstance(thing, (str, bytes)):
        return len(thing)
    if isinstance(thing, Fields):
        return _size(thing.pairs)
    return sum(map(_size, thing)) if isinstance(thing, tuple) else 1


def keep_room() -> None:
    """Have the room of a batch kept for the next one.

    The C library of Linux gives free room back to the system, which clears each page of it before it hands it out again:
    up to a twelfth of the time of a scan. When a large block is freed, it learns to keep twice as much. No page is touched here.
    """
    numpy.empty(_ROOM, numpy.uint8)


class Memory:
    """The memory of a waist, the one part of it that changes."""

    def __init__(self, shelf: Shelf) -> None:
        keep_room()
        self.forms_of_bases = BaseForms(shelf)
        self.forms_of_licences = Licences(shelf)
        self.names_asked = NamesAsked(shelf)
        self.files = Files()
        self.places: Recent[Form, int] = Recent(MOST)
        self.verdicts: Recent[VerdictKey, dict[str, Any]] = Recent(MOST)
        self.shares: dict[Hashable, Share] = {}
        self.likes: dict[Hashable, Resolved] = {}
        self.answers: dict[Hashable, int] = {}
        self.distinct: list[dict[str, Any]] = []
        self.nobody: list[int] = []  # of each of these, the number of the name that is shown as its licence
        self.laid_out: Any = None
        self._begin()

    def _begin(self) -> None:
        """Numbers from nought."""
        self.cells: dict[Hashable, Numbered] = {}
        self.parts: dict[Hashable, Numbered] = {}
        self.licences = Numbered(self.forms_of_licences.licence)
        self.licence_forms = Numbered(lambda licence: self.licences.found[licence][0])
        self.bases = Numbered(self.forms_of_bases.bases)
        self.base_forms = Numbered(lambda based: self.bases.found[based].form)
        self.rests = Numbered(lambda part: part)
        self.whole: dict[tuple[int, ...], int] = {}

    def make_room(self) -> None:
        """Forget all numbers when there are too many; a batch that is on its way keeps its own."""
        tables: tuple[Sized, ...] = (*self.cells.values(), *self.parts.values(), self.licences, self.bases, self.rests)
        if any(len(table) > _NUMBERS for table in (*tables, self.whole)):
            self._begin()

    # Numbers

    def of_cells(
        self,
        name: Hashable,
        form: Callable[[Any], Any],
        forms: Callable[[list[Any]], Iterable[Any]] | None = None,
    ) -> Numbered:
        """The cells of a column by the numbers of their forms.

        Args:
            name: of the column.
            form: gives that of a cell.
            forms: gives those of many cells; None where each is read by itself.
        """
        found = self.cells.get(name)
        if found is None:
            found = self.cells[name] = Numbered(form, forms)
        return found

    def of_parts(self, of: Numbered, names: tuple[str, ...], tables: Sequence[Numbered]) -> Numbered:
        """The parts of rows with these columns: each comes to its number among the parts of all rows.

        Args:
            of: the parts, whatever their columns.
            names: of the columns.
            tables: the cells of each; a part is known by their numbers.
        """
        key = (names, *map(id, (of, *tables)))  # which live as long as this mapping
        found = self.parts.get(key)
        if found is None:

            def read(numbers: tuple[int, ...]) -> int:
                cells = (table.found[number] for table, number in zip(tables, numbers, strict=True))
                return of.numbers([tuple(zip(names, cells, strict=True))])[0]

            found = self.parts[key] = Numbered(read)
        return found

    # Answers

    def place(self, form: Form, judge: Callable[[Form], dict[str, Any]]) -> int:
        """The place of the answer to the rows of a form."""
        found = self.places.get(form)
        if found is None:
            found = self.places[form] = self.kept(judge(form))
        return found

    def learn(self, beside: Hashable, resolved: "Resolved") -> None:
        """Remember a release that others are like but for their bases."""
        if len(self.shares) >= MOST:
            self.shares.clear()
            self.likes.clear()
        self.likes.setdefault(beside, resolved)

    def kept(self, answer: dict[str, Any]) -> int:
        """The place of an answer among those that differ."""
        key = tuple(tuple(value) if isinstance(value, list) else value for value in answer.values())
        found = self.answers.setdefault(key, len(self.distinct))
        if found == len(self.distinct):
            self.distinct.append(answer)
            self.nobody.append(nobody(answer["licence"]))
        return found

    def table(self, schema: Any) -> Any:
        """The answers so far, as Arrow has them."""
        if self.laid_out is None or self.laid_out.num_rows < len(self.distinct):
            self.laid_out = layout.table(self.distinct, schema)
        return self.laid_out
