"""Answers row by row: the columns that a waist gives, as plain words or as dictionaries."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
import pyarrow.compute
from attrs import frozen

from openness.definition.definition import Definition
from openness.release.finding import Code
from openness.table import arrow
from openness.table.answers import names_of
from openness.value import Shown

if TYPE_CHECKING:
    from openness.table.cells import Numbers

_TYPES = {str: pyarrow.string(), float: pyarrow.float64(), list: pyarrow.list_(pyarrow.string())}
_WORDS = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
#: Words by their numbers: the same columns with each word there once.
_ENCODED = {_TYPES[str]: _WORDS, _TYPES[list]: pyarrow.list_(_WORDS)}
_LISTS = (_TYPES[list], _ENCODED[_TYPES[list]])
_CODES = arrow.words([code.value for code in Code])  # the words of findings, the same for every batch


def plain(definitions: Sequence[Definition]) -> pyarrow.Schema:
    """The columns of the answer besides `id`, in plain words."""
    return pyarrow.schema([(name, _TYPES[kind]) for name, kind in names_of(definitions).items()])


def encoded(schema: pyarrow.Schema) -> pyarrow.Schema:
    """The same columns with words as dictionaries."""
    return pyarrow.schema([column.with_type(_ENCODED.get(column.type, column.type)) for column in schema])


def table(answers: Sequence[dict[str, Any]], schema: pyarrow.Schema) -> pyarrow.RecordBatch:
    """Answers as Arrow has them, each once."""
    columns = [_made(column.type, [answer[column.name] for answer in answers]) for column in schema]
    return pyarrow.RecordBatch.from_arrays(columns, schema=schema)


def _made(kind: pyarrow.DataType, values: list[Any]) -> pyarrow.Array:
    if kind == _TYPES[str]:
        return arrow.words(values)
    return arrow.lists(values) if kind == _TYPES[list] else arrow.floats(values)


@frozen(eq=False, repr=False)
class Answers(Shown):
    """The answers to some rows.

    Args:
        at: for each row the number of its answer.
        first: for each answer the first row that has it.
        places: of the answers, among those that are remembered.
        names: of some answers, the name that nobody knows and that is shown as the licence.
    """

    at: "Numbers"
    first: "Numbers"
    places: list[int]
    names: dict[int, str]

    def beside(self, rows: "Numbers", others: "Answers", other_rows: "Numbers") -> "Answers":
        """These answers to some rows, and others to all other rows."""
        at = numpy.empty(len(rows) + len(other_rows), numpy.int32)
        count = len(self.first)
        at[rows], at[other_rows] = self.at, others.at + count
        first = numpy.append(rows[self.first], other_rows[others.first])
        names = {answer + count: name for answer, name in others.names.items()}
        return Answers(at, first, [*self.places, *others.places], self.names | names)


def laid_out(table: pyarrow.RecordBatch, answers: Answers, words: bool) -> dict[str, Any]:
    """Answers, row by row: columns by their names.

    Args:
        table: the columns of the answers that are remembered, each once.
        answers: the rows that have them.
        words: give plain words, and no dictionaries, whose words stand in the order of the rows.
    """
    order = numpy.argsort(answers.first)
    place = numpy.empty(len(order), numpy.int32)
    place[order] = numpy.arange(len(order))
    at = place.take(answers.at)
    places = arrow.numbers(numpy.array(answers.places, numpy.int32)[order])
    columns = {name: column.take(places) for name, column in zip(table.schema.names, table.columns, strict=True)}
    if answers.names and "licence" in columns:
        names = {int(place[answer]): name for answer, name in answers.names.items()}
        columns["licence"] = _named(columns["licence"], names)
    return {name: _at(column if words else _as_dictionary(column), at) for name, column in columns.items()}


def _at(column: Any, rows: "Numbers") -> Any:
    """The answers of rows in a column."""
    return arrow.lists_at(column, rows) if column.type in _LISTS else column.take(arrow.numbers(rows))


def _named(licences: Any, names: dict[int, str]) -> Any:
    """Licences, some of them by the names that rows have for them."""
    own = dict.fromkeys(names.values())
    shown = numpy.arange(len(licences), dtype=numpy.int32)
    numbers = {name: number for number, name in enumerate(own, len(licences))}
    shown[list(names)] = [numbers[name] for name in names.values()]
    return pyarrow.concat_arrays([licences, arrow.words(list(own))]).take(arrow.numbers(shown))


def _as_dictionary(column: Any) -> Any:
    """A column of words, or of lists of codes, with each word there once, in their order; a null is left out."""
    if column.type == _TYPES[str]:
        return column.dictionary_encode()
    if column.type == _TYPES[list]:
        codes = pyarrow.compute.index_in(column.values, value_set=_CODES)
        return pyarrow.ListArray.from_arrays(column.offsets, pyarrow.DictionaryArray.from_arrays(codes, _CODES))
    return column
