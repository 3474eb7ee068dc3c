"""Answers row by row: the columns that a waist gives, as plain words or as dictionaries."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
import pyarrow.compute
from attrs import evolve, frozen

from openness.definition.definition import Definition
from openness.release.finding import Code
from openness.table.answers import names_of
from openness.value import Shown

if TYPE_CHECKING:
    from openness.table.cells import Numbers

_TYPES = {str: pyarrow.string(), float: pyarrow.float64(), list: pyarrow.list_(pyarrow.string())}
_WORDS = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
#: Words by their numbers: the same columns with each word there once.
_ENCODED = {_TYPES[str]: _WORDS, _TYPES[list]: pyarrow.list_(_WORDS)}
_CODES = pyarrow.array([code.value for code in Code])  # the words of findings, the same for every batch


def plain(definitions: Sequence[Definition]) -> pyarrow.Schema:
    """The columns of the answer besides `id`, in plain words."""
    return pyarrow.schema([(name, _TYPES[kind]) for name, kind in names_of(definitions).items()])


def encoded(schema: pyarrow.Schema) -> pyarrow.Schema:
    """The same columns with words as dictionaries."""
    return pyarrow.schema([column.with_type(_ENCODED.get(column.type, column.type)) for column in schema])


@frozen(eq=False, repr=False)
class Names(Shown):
    """The names that nobody knows and that are shown as the licence of some rows, as these write them.

    Args:
        hidden: for each answer, whether a name stands in place of its licence.
        rows: those.
        at: for each of them the place of its name.
        words: the names.
    """

    hidden: Any
    rows: "Numbers"
    at: "Numbers"
    words: list[str]


@frozen(eq=False, repr=False)
class Answers(Shown):
    """The answers to some rows.

    Args:
        at: for each row the number of its answer.
        first: for each answer the first row that has it.
        places: of the answers, among those that are remembered.
        names: the names that some rows have as their licence.
    """

    at: "Numbers"
    first: "Numbers"
    places: list[int]
    names: Names | None = None

    def beside(self, rows: "Numbers", others: "Answers", other_rows: "Numbers") -> "Answers":
        """These answers to some rows, and others to all other rows."""
        at = numpy.empty(len(rows) + len(other_rows), numpy.int32)
        at[rows], at[other_rows] = self.at, others.at + len(self.first)
        first = numpy.append(rows[self.first], other_rows[others.first])
        names = others.names
        if names is not None:
            hidden = numpy.append(numpy.zeros(len(self.first), bool), names.hidden)
            names = evolve(names, hidden=hidden, rows=other_rows[names.rows])
        return Answers(at, first, [*self.places, *others.places], names)


def laid_out(table: pyarrow.RecordBatch, answers: Answers, words: bool) -> list[Any]:
    """Answers, row by row.

    Args:
        table: each of them once.
        answers: the rows that have them.
        words: give plain words, and no dictionaries, whose words stand in the order of the rows.
    """
    licences, *others = table.columns
    at, first = pyarrow.array(answers.at), answers.first
    columns = [_by_rows(column, first, at, words) for column in others]
    if answers.names is None:
        return [_by_rows(licences, first, at, words), *columns]
    names = answers.names
    own = answers.at.copy()
    own[names.rows] = names.at + len(first)
    known = pyarrow.compute.if_else(pyarrow.array(names.hidden), None, licences)
    licences = pyarrow.concat_arrays([known, pyarrow.array(names.words, pyarrow.string())])
    first_named = numpy.empty(len(names.words), numpy.int64)
    first_named[names.at[::-1]] = names.rows[::-1]
    return [_by_rows(licences, numpy.append(first, first_named), pyarrow.array(own), words), *columns]


def _by_rows(column: Any, first: "Numbers", at: Any, words: bool) -> Any:
    """A column of answers, row by row."""
    return (column if words else _as_dictionary(column, first)).take(at)


def _as_dictionary(column: Any, first: "Numbers") -> Any:
    """A column of words, or of lists of codes, with each word there once, in the order of the rows; a null is no word."""
    if column.type == _TYPES[list]:
        numbers = pyarrow.compute.index_in(column.values, value_set=_CODES)
        return pyarrow.ListArray.from_arrays(column.offsets, pyarrow.DictionaryArray.from_arrays(numbers, _CODES))
    if column.type != _TYPES[str]:
        return column
    order = numpy.argsort(first, kind="stable")
    back = numpy.empty(len(order), numpy.int64)
    back[order] = numpy.arange(len(order))
    encoded = column.take(pyarrow.array(order)).dictionary_encode()
    return pyarrow.DictionaryArray.from_arrays(encoded.indices.take(pyarrow.array(back)), encoded.dictionary)
