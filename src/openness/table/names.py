"""The names of models and of their makers in rows: few answers depend on them."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
import pyarrow.compute

from openness.shelf.shelf import Shelf
from openness.table import arrow
from openness.table.bases import Based, BaseForms
from openness.table.cells import Column, alike_rows
from openness.table.part import Part
from openness.table.spelling import Spelling, accounts_of, producer_keys
from openness.table.true_bases import TrueBases
from openness.table.words import blank

if TYPE_CHECKING:
    from openness.table.cells import Numbers

#: The cells with a name where nothing depends on whose it is: none, one that may be a repository's, another, or two of them.
NAMED: tuple[Part, ...] = (
    (),
    *(((key, name),) for key in ("id", "modelId") for name in ("_/_", "../_")),
    (("id", "_/_"), ("modelId", "_/__")),
)
_NOT_IN_WORDS = re.compile("[^A-Za-z0-9]")


class NamesAsked:
    """The names that licences ask for: of two names that have the same words of these, one stands for both.

    Args:
        shelf: knows the licences.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._places: dict[tuple[str, tuple[bool, ...]], int] = {}
        self._named = [*NAMED]

    def __getitem__(self, place: int) -> Part:
        """The cells that stand for a name."""
        return self._named[place]

    def __len__(self) -> int:
        return len(self._named)

    @cached_property
    def _expressions(self) -> list[str]:
        """An expression for each name that is asked for, the account in front."""
        return [f"^(?:[^/]*/)?{asked.expression}[^/]*$" for asked in self._shelf.names_asked]

    def places(self, names: Any, of_models: Any) -> "Numbers":
        """The places of cells that stand for these names; 0 for a name without any of the words.

        Args:
            names: of repositories.
            of_models: True for each that stands in the column of the older API.
        """
        found = numpy.zeros(len(names), numpy.int32)
        compute = pyarrow.compute
        if not self._expressions:
            return found
        any_of_them = "|".join(f"(?:{expression})" for expression in self._expressions)
        some = numpy.flatnonzero(arrow.flags(compute.match_substring_regex(names, any_of_them)))
        fitting = names.take(arrow.numbers(some))
        fits = [arrow.flags(compute.match_substring_regex(fitting, each)) for each in self._expressions]
        at, first = alike_rows(
            [Column(each.astype(numpy.int32), (False, True)) for each in (*fits, of_models[some])], len(some)
        )
        for number, row in enumerate(first.tolist()):
            field = "modelId" if of_models[some[row]] else "id"
            key = field, tuple(bool(each[row]) for each in fits)
            if key not in self._places:
                self._places[key] = len(self._named)
                words = _NOT_IN_WORDS.sub("", fitting[row].as_py().rpartition("/")[2])
                self._named.append(((field, f"_/{words}"),))
            found[some[at == number]] = self._places[key]
        return found


class NamesOfModels:
    """The names of rows.

    Args:
        arrays: the columns of a batch.
        count: how many rows it has.
    """

    def __init__(self, arrays: dict[str, Any], count: int) -> None:
        given = {name: _text(arrays[name]) for name in ("id", "modelId", "author") if name in arrays}
        self.given = bool(given)
        nothing = pyarrow.nulls(count, pyarrow.string())
        id, model_id, self.author = (given.get(name, nothing) for name in ("id", "modelId", "author"))
        self.of_models = arrow.there(model_id)
        self.name = id if "modelId" not in arrays else pyarrow.compute.coalesce(id, model_id)
        self.spelling = Spelling(self.name)
        self.valid = self.spelling.valid
        #: Rows that say who made them in a way that is usual.
        self.usual = numpy.ones(count, bool)
        for name, array in given.items():
            if len(array) and array.null_count > arrays[name].null_count:
                self.usual &= arrow.there(array) | ~arrow.there(arrays[name])
        strange = numpy.flatnonzero(self.of_models & ~self.valid)
        names = model_id.take(arrow.numbers(strange)).to_pylist()
        self.usual[strange] &= ~numpy.array(list(map(blank, names)), bool)  # a blank name tells of no model
        self.model_id = model_id
        #: Rows with two names, so that nobody knows which is theirs.
        self.two = numpy.zeros(count, bool)
        if "modelId" in arrays and "id" in arrays:
            differ = ~arrow.flags(pyarrow.compute.equal(id, model_id), null=True)
            if differ.any():
                self.two = differ & self.valid & Spelling(model_id).valid
                self.usual &= ~differ | self.two
        if "author" in arrays:
            self.usual &= self.valid | ~arrow.there(self.author)

    def rows(self, rows: "Numbers") -> "NamesOfModels":
        """The names of some rows."""
        some = object.__new__(NamesOfModels)
        places = arrow.numbers(rows)
        some.given, some.usual = self.given, self.usual[rows]
        some.name, some.author = self.name.take(places), self.author.take(places)
        some.of_models, some.spelling = self.of_models[rows], self.spelling.rows(rows)
        some.model_id, some.two = self.model_id.take(places), self.two[rows]
        some.valid = some.spelling.valid
        return some

    @cached_property
    def named_as(self) -> Column:
        """The place in `NAMED` that stands for the name of each row."""
        if not self.given:
            return Column(numpy.zeros(len(self.valid), numpy.int32), [0])
        at = 1 + self.of_models * numpy.int32(2) + ~self.valid
        at *= arrow.there(self.name)
        at[self.two] = len(NAMED) - 1
        return Column(at, range(len(NAMED)))

    def apart(
        self, based: Column, bases: TrueBases, data: Any, forms: BaseForms, asked: Callable[[int], Part]
    ) -> dict[int, tuple[Part, Part]]:
        """The rows that depend on their own names, each with its bases and its own name.

        Args:
            based: by row, its bases, by the form of these.
            bases: the bases of rows, each by its own name.
            data: True for each row that may be of a data set, which has no bases.
            forms: the forms of parts.
            asked: of a row the cells that stand for its name, with the words of it that a licence asks for.
        """
        apart: dict[int, tuple[Part, Part]] = {}

        def own(row: int, name: str) -> Part:
            author = self.author[row].as_py() if name == self.name[row].as_py() else None
            key = "modelId" if self.of_models[row] else "id"
            return ((key, name), *((("author", author),) if author else ()))

        some = numpy.array([bool(each.bases) for each in based.cells]).take(based.at)
        for row, part in self._of_two(numpy.flatnonzero(self.two), bases):
            names = (("id", self.name), ("modelId", self.model_id), ("author", self.author))
            cells = ((key, array[row].as_py()) for key, array in names)
            apart[row] = part.part, tuple((key, name) for key, name in cells if name)
        for row, owner, part in self._owned(numpy.flatnonzero(some & self.valid & ~self.two), bases):
            ((_, named),) = asked(row)
            form, name = forms.own_bases(part, owner, self.name[row].as_py(), named.rpartition("/")[2])
            apart[row] = form, own(row, name)
        plain = numpy.array([any(base.name for base in each.bases) for each in based.cells]).take(based.at) & ~data
        copies = self._copies(~plain & self.valid & ~self.two, forms)
        for row, part in zip(copies, bases.of(numpy.array(copies, numpy.int64)), strict=True):
            apart[row] = part.part, own(row, self.name[row].as_py())
        return apart

    def _owned(self, rows: "Numbers", bases: TrueBases) -> Iterator[tuple[int, str, Based]]:
        """The rows that are by the maker of one of their bases, or that name themselves as one.

        Each with its maker, folded, and its bases. A maker is empty where name and author differ, so that
        nobody is known to be it.

        Args:
            rows: those to look at, which have bases.
            bases: the bases of these.
        """
        compute = pyarrow.compute
        if not len(rows):
            return
        places = arrow.numbers(rows)
        names, authors = self.name.take(places), self.author.take(places)
        owners = accounts_of(names)
        if authors.null_count < len(authors):
            owners = compute.if_else(
                compute.match_substring(names, "/"), owners, compute.coalesce(authors, arrow.word(""))
            )
        keys = producer_keys(owners)
        match = bases.are_by(keys, rows)
        if bases.makers.any_alone:  # a base without an account may be the row itself
            match |= bases.are_by(compute.binary_join_element_wise("", compute.utf8_lower(names), "/"), rows)
        rows, some = rows[match], arrow.numbers(numpy.flatnonzero(match))
        found = zip(*(array.take(some).to_pylist() for array in (names, keys, owners, authors)), strict=True)
        for row, part, (name, key, owner, author) in zip(rows.tolist(), bases.of(rows), found, strict=True):
            if any(
                key in (base.made.account, *base.made.makers) or name.lower() == base.word.lower()
                for base in part.bases
            ):
                yield row, key if author is None or author == owner else "", part

    def _of_two(self, rows: "Numbers", bases: TrueBases) -> Iterator[tuple[int, Based]]:
        """The rows with two names that may be by the maker of one of their bases.

        Each with its bases.

        Args:
            rows: those to look at.
            bases: the bases of these.
        """
        if not len(rows):
            return
        places = arrow.numbers(rows)
        owners = (
            accounts_of(self.name.take(places)),
            accounts_of(self.model_id.take(places)),
            self.author.take(places),
        )
        match = [bases.are_by(producer_keys(each), rows) for each in owners]
        rows = rows[numpy.any(match, axis=0)]
        yield from zip(rows.tolist(), bases.of(rows), strict=True)

    def _copies(self, rows: Any, forms: BaseForms) -> list[int]:
        """The rows that are copies of a known model by their own names."""
        if not rows.any():
            return []
        places = numpy.flatnonzero(rows & self.spelling.may_be_of(forms.copying))
        if not len(places):
            return []
        names = self.name.take(arrow.numbers(places))
        theirs = forms.copying.have(names)
        names = names.filter(arrow.numbers(theirs)).to_pylist()
        return [row for row, name in zip(places[theirs].tolist(), names, strict=True) if forms.is_copy(name)]


def _text(array: Any) -> Any:
    """Words as Arrow's plain strings, a whole number by its digits; null for what is not a word."""
    types, kind = pyarrow.types, array.type
    if types.is_dictionary(kind):
        array, kind = array.dictionary_decode(), kind.value_type
    is_word = (
        types.is_string(kind) or types.is_large_string(kind) or str(kind) == "string_view" or types.is_integer(kind)
    )
    return array.cast(pyarrow.string()) if is_word else pyarrow.nulls(len(array), pyarrow.string())
