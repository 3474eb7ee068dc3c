"""The one function from rows to verdicts.

Rows that say the same share one verdict. What a row says is put together from numbers, column by column; what no verdict
depends on is left out, and names give way to others (`alike`). Each row that is then left is read and judged once, by the
code that reads and judges one record, and the answers are laid out row by row.
"""

import gc
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
import pyarrow.compute
from attrs import field, frozen

from openness.errors import OpennessError, Problem
from openness.evaluation import by_base
from openness.evaluation.batch import classify_release, definitions
from openness.evaluation.classification import Classification
from openness.release.finding import Code
from openness.release.names import producer_key
from openness.shelf.shelf import Shelf, default
from openness.table import alike
from openness.table.alike import ODD, Alike, Based, Part
from openness.table.answers import laid_out, names_of, verdicts
from openness.table.cells import Column, Fields, alike_rows, column_of, distinct, lists_of, together
from openness.table.columns import component_of, wanted
from openness.table.row import ROW, release_of
from openness.vocabulary import hub
from openness.vocabulary.value import Shown, Value

if TYPE_CHECKING:
    from openness.evaluation.by_base import Share
    from openness.evaluation.facts import Asked
    from openness.resolution.resolved import Resolved
    from openness.table.cells import Numbers

_TYPES = {str: pyarrow.string(), float: pyarrow.float64(), list: pyarrow.list_(pyarrow.string())}
_WORDS = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
#: Words by their numbers: the same columns with each word there once.
_ENCODED = {_TYPES[str]: _WORDS, _TYPES[list]: pyarrow.list_(_WORDS)}
_CODES = pyarrow.array([code.value for code in Code])  # the words of findings, the same for every batch
_ROWS = 1 << 20  # of a batch, at most
_FEW = 1 << 19  # of a batch: a table in smaller ones is put together first
_REMEMBERED = 1 << 18  # rows of which the answer is remembered


#: What rows that share one answer say: of their licence, of their bases, of the rest, and who made them.
Form = tuple[Part, Part, Part, Part]
#: A row as it is: its cells by the names of their columns.
Row = tuple[tuple[str, Any], ...]


class _Memory:
    """What a waist remembers from batch to batch, the one part of it that changes: answers, and what names stand for."""

    def __init__(self, shelf: Shelf) -> None:
        self.alike = Alike(shelf)
        self.places: dict[Form, int] = {}
        self.verdicts: dict[Asked, dict[str, Any]] = {}
        self.shares: dict[Hashable, Share] = {}
        self.likes: dict[Hashable, Resolved] = {}
        self.answers: dict[Hashable, int] = {}
        self.distinct: list[dict[str, Any]] = []
        self.laid_out: Any = None

    def place(self, form: Form, judge: Callable[[Form], dict[str, Any]]) -> int:
        """The place of the answer to the rows of a form."""
        found = self.places.get(form)
        if found is None:
            if len(self.places) >= _REMEMBERED:
                self.places.clear()
            found = self.places[form] = self.kept(judge(form))
        return found

    def learn(self, beside: Hashable, resolved: "Resolved") -> None:
        """Remember a release that others are like but for their bases."""
        if len(self.shares) >= _REMEMBERED:
            self.shares.clear()
            self.likes.clear()
        self.likes.setdefault(beside, resolved)

    def kept(self, answer: dict[str, Any]) -> int:
        """The place of an answer among those that differ."""
        key = tuple(tuple(value) if isinstance(value, list) else value for value in answer.values())
        found = self.answers.setdefault(key, len(self.distinct))
        if found == len(self.distinct):
            self.distinct.append(answer)
        return found

    def table(self, schema: Any) -> Any:
        """The answers so far, as Arrow has them."""
        if self.laid_out is None or self.laid_out.num_rows < len(self.distinct):
            self.laid_out = pyarrow.RecordBatch.from_pylist(self.distinct, schema=schema)
        return self.laid_out


@frozen(init=False, eq=False, repr=False)
class Waist(Value):
    """The one function from rows to verdicts: a record batch in, a record batch out, rows in their order.

    Nothing is read or written. It can be pickled, and what it remembers stays behind.

    Args:
        under: ids of definitions; by default every definition that ships.
        shelf: where licences and definitions are looked up; the shipped shelf by default.
        encoded: whether columns of words are dictionaries, each word once and a number for each row, and findings lists of
            such numbers: less to lay out, and to write. Spark takes plain words alone.

    Raises:
        OpennessError: when a definition is unknown.

    >>> batch = pyarrow.record_batch({"id": ["a/one"], "license": ["mit"]})
    >>> Waist(["osaid-1.0"]).batch(batch).select(["id", "licence", "osaid-1.0"]).to_pylist()
    [{'id': 'a/one', 'licence': 'MIT', 'osaid-1.0': 'unknown'}]
    """

    under: tuple[str, ...]
    shelf: Shelf
    encoded: bool
    _memory: _Memory = field(eq=False, repr=False)

    def __init__(self, under: Iterable[str] | None = None, shelf: Shelf | None = None, encoded: bool = False) -> None:
        shelf = shelf or default()
        self.__attrs_init__(definitions(under, shelf), shelf, encoded, _Memory(shelf))

    def __reduce__(self) -> tuple[Any, ...]:
        return Waist, (self.under, self.shelf, self.encoded)

    def schema(self, input: pyarrow.Schema) -> pyarrow.Schema:
        """The columns of the answer to batches with these columns.

        Raises:
            OpennessError: when none of the columns is known, or one is of no component.
        """
        if not wanted(input.names):
            help = "name columns as the Hub does: id, license, base_model, tags …"
            raise OpennessError(Problem("", None, "the table has no column that is known here", help))
        name = _name_column(input.names)
        fields = [pyarrow.field("id", input.types[_last(input.names, name)])] if name else []
        return pyarrow.schema([*fields, *self._shown])

    @property
    def _shown(self) -> pyarrow.Schema:
        """The columns of the answer in the types in which they are given."""
        kinds = _ENCODED if self.encoded else {}
        return pyarrow.schema([column.with_type(kinds.get(column.type, column.type)) for column in self._answers])

    @property
    def _answers(self) -> pyarrow.Schema:
        texts = [self.shelf.definition(id) for id in self.under if id != "spectrum"]
        return pyarrow.schema([(name, _TYPES[kind]) for name, kind in names_of(texts).items()])

    def batch(self, rows: pyarrow.RecordBatch) -> pyarrow.RecordBatch:
        """One row of verdicts for each row of a batch.

        Raises:
            OpennessError: as `schema` does.
        """
        schema = self.schema(rows.schema)
        return self.of(self.taken(rows), schema)

    def of(self, batch: "Batch", schema: pyarrow.Schema) -> pyarrow.RecordBatch:
        """The answers to a batch, with its names."""
        name = _name_column(list(batch.arrays))
        own = [batch.arrays[name]] if name else []
        with uncollected():
            answers = batch.answers()
        return pyarrow.RecordBatch.from_arrays([*own, *answers], schema=schema)

    def taken(self, rows: pyarrow.RecordBatch) -> "Batch":
        """A batch on its way, with the columns that are needed."""
        names = rows.schema.names
        return Batch(self, {name: rows.column(_last(names, name)) for name in wanted(names)}, rows.num_rows)

    def _judged(self, row: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        """The answer to one row."""
        classification = classify_release(release_of(row), ROW, self.under, self.shelf)
        return self._laid_out(classification, (finding.code for finding in classification.findings))

    def _laid_out(self, classification: Classification, codes: Iterable[Code]) -> dict[str, Any]:
        known = self._memory.verdicts
        asked = classification.asked
        if asked not in known:
            if len(known) >= _REMEMBERED:
                known.clear()
            known[asked] = verdicts(classification, self.under)
        return laid_out(classification, known[asked], codes)

    def _answer(self, form: Form) -> dict[str, Any]:
        """The answer to the rows of a form: of one with several bases it is joined from what each of them adds.

        Combinations of bases are many, and bases are few. What a base adds beside the same licence and the same rest is
        learnt from the first row that has it.
        """
        licence, bases, rest, own = form
        several = alike.several_bases(bases)
        if several is None:
            return self._judged(_row(*form))
        shape, words = several
        memory, beside = self._memory, (licence, shape, rest, own)
        shares = [share for word in words if (share := memory.shares.get((beside, word))) is not None]
        if len(shares) == len(words):
            resolved = by_base.joined(memory.likes[beside], shares, self.shelf)
            classification = Classification(resolved, ROW, self.under, self.shelf)
            return self._laid_out(classification, by_base.codes(classification, shares, self.shelf))
        classification = classify_release(release_of(_row(*form)), ROW, self.under, self.shelf)
        bases_by_name = {base.name: base for base in classification.release.base_models}
        as_named = sorted(bases_by_name) == sorted(name for _, name in words)
        if as_named and by_base.is_apart(classification.resolved):
            memory.learn(beside, classification.resolved)
            for word in words:
                share = by_base.share(classification, bases_by_name[word[1]], self.shelf)
                memory.shares.setdefault((beside, word), share)
        return self._laid_out(classification, (finding.code for finding in classification.findings))


@contextmanager
def uncollected() -> Iterator[None]:
    """A time in which no cycles are looked for: a batch makes very many small tuples, and hardly a cycle."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def classified(table: Any, waist: Waist) -> pyarrow.Table:
    """A table through a waist, in batches that are neither many nor large."""
    rows = pyarrow.table(table)
    schema = waist.schema(rows.schema)
    return pyarrow.Table.from_batches(map(waist.batch, batches(rows)), schema)


def batches(rows: pyarrow.Table) -> list[pyarrow.RecordBatch]:
    """The columns of a table that are needed, in batches that are neither many nor large."""
    names = wanted(rows.column_names)
    needed = rows.select([_last(rows.column_names, name) for name in dict.fromkeys(names)])
    if sum(column.num_chunks for column in needed.columns) * _FEW > needed.num_rows * needed.num_columns:
        needed = needed.combine_chunks()
    found: list[pyarrow.RecordBatch] = needed.to_batches(max_chunksize=_ROWS)
    return found


def _name_column(names: Sequence[str]) -> str:
    """The column that names the models; empty where none does."""
    return next((name for name in ("id", "modelId") if name in names), "")


def _last(names: Sequence[str], name: str) -> int:
    """The number of the last column of this name."""
    return len(names) - 1 - names[::-1].index(name)


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


class Batch:
    """One batch on its way: its columns as numbers, and the parts of its rows; afterwards what they said."""

    def __init__(self, waist: Waist, columns: dict[str, Any], count: int) -> None:
        self.waist = waist
        self.memory = waist._memory
        self.arrays = columns
        self.count = count
        self.said: list[Said] = []

    def answers(self) -> list[Any]:
        """The columns of the answer."""
        if not self.count:
            return [pyarrow.array([], kind) for kind in self.waist._shown.types]
        usual = self._usual()
        if usual is None:
            at, names, words = self._alike(None)
        else:
            at, names, words = numpy.zeros(self.count, numpy.int32), numpy.full(self.count, -1, numpy.int32), []
            odd, rows = numpy.flatnonzero(~usual), numpy.flatnonzero(usual)
            at[odd] = self._one_by_one(odd)
            if len(rows):
                at[rows], names[rows], words = self._alike(rows)
        table = self.memory.table(self.waist._answers)
        columns = [(column, at) for column in table.columns]
        if words:
            rows = numpy.flatnonzero(names >= 0)
            at = at.copy()
            at[rows] = names[rows] + len(table)
            licences = pyarrow.concat_arrays([table.column(0), pyarrow.array(words, pyarrow.string())])
            columns[0] = (licences, at)
        return [self._laid_out(column, places) for column, places in columns]

    def _laid_out(self, column: Any, places: "Numbers") -> Any:
        """A column of answers, row by row."""
        if not self.waist.encoded or column.type not in _ENCODED:
            return column.take(pyarrow.array(places))
        if column.type == _TYPES[list]:
            numbers = pyarrow.compute.index_in(column.values, value_set=_CODES)
            words = pyarrow.DictionaryArray.from_arrays(numbers, _CODES)
            return pyarrow.ListArray.from_arrays(column.offsets, words).take(pyarrow.array(places))
        words = column.dictionary_encode()
        silent = len(words.dictionary)  # a null is no word
        numbers = numpy.asarray(words.indices.fill_null(silent))[places]
        nulls = numbers == silent if words.null_count else None
        return pyarrow.DictionaryArray.from_arrays(pyarrow.array(numbers, mask=nulls), words.dictionary)

    # Rows in a shape that is not usual

    def _one_by_one(self, rows: "Numbers") -> "Numbers":
        """The places of the answers to some rows, each read as it is."""
        taken = {name: column_of(array.take(pyarrow.array(rows))) for name, array in self.arrays.items()}
        whole = together(list(taken.values()), len(rows))
        forms = [tuple(zip(taken, cells, strict=True)) for cells in whole.cells]
        self.said.append(Said(rows, whole.at, forms))
        places = [self.memory.kept(self.waist._judged(row)) for row in forms]
        return numpy.array(places, numpy.int64)[whole.at]

    # Columns

    def _usual(self) -> "numpy.ndarray[Any, numpy.dtype[numpy.bool_]] | None":
        """For each row, whether all of its cells have a shape that parts are made of; None where all rows have it."""
        self.columns = {name: self._read(name) for name in self.arrays if name not in ("id", "modelId", "author")}
        self.at, rows = alike_rows([column for shares in self.columns.values() for column in shares], self.count)
        self.columns = _of_rows(self.columns, rows)
        self.names = _Names(self.arrays, self.count)
        usual = numpy.ones(len(rows), bool)
        for column in (column for shares in self.columns.values() for column in shares):
            usual &= numpy.array([cell is not ODD for cell in column.cells])[column.at]
        if usual.all() and self.names.usual.all():
            return None
        return usual[self.at] & self.names.usual

    def _read(self, name: str) -> tuple[Column, ...]:
        """A column, each cell in a shape that parts are made of, or ODD; of a card and of tags the share of each part."""
        array, alike_ = self.arrays[name], self.memory.alike
        if name == "tags":
            return _tags(array)
        column = column_of(array)
        if component_of(name):
            return (column,)
        form = alike_.files if name == "siblings" else alike.FORMS.get(name, alike.says_something)
        column = column.mapped(form)
        return tuple(column.mapped(partial(_share, of)) for of in range(3)) if name == alike.CARD else (column,)

    # Parts

    def _alike(self, rows: "Numbers | None") -> "tuple[Numbers, Numbers, list[str]]":
        """The places of the answers to the rows that have the usual shape, and of the names that nobody knows, with these.

        Rows that differ in nothing but their own names are one row, until it is asked whose they are.

        Args:
            rows: those; None where all have it.
        """
        at, columns, names = self.at, self.columns, self.names
        if rows is not None:
            said = at[rows]
            at, first = distinct(said, int(said.max()) + 1)
            columns = _of_rows(columns, said[first])
            names = names.rows(rows)
        count = int(at.max()) + 1
        shared = [name for name in (alike.CARD, "tags") if name in columns]

        def part(of: int, fields: Iterable[str]) -> "tuple[list[Part], Numbers]":
            own = {name: columns[name][0] for name in fields if name in columns}
            own.update((name, columns[name][of]) for name in shared)
            whole = together(list(own.values()), count)
            return [tuple(zip(own, cells, strict=True)) for cells in whole.cells], whole.at

        forms = self.memory.alike
        parts, of_licence = part(0, alike.OF_LICENCE)
        licences = [forms.licence(own) for own in parts]
        parts, of_bases = part(1, alike.OF_BASES)
        based = [forms.bases(own) for own in parts]
        used = (*alike.OF_LICENCE, *alike.OF_BASES, *shared)
        others, of_rest = part(2, [name for name in columns if name not in used])
        data = numpy.zeros(count, bool)
        for column in (columns[name][2] for name in shared):
            data |= numpy.array(list(map(alike.may_be_data, column.cells)))[column.at]

        def form(said: int, bases: Part, own: Part) -> Form:
            return licences[of_licence[said]][0], bases, others[of_rest[said]], own

        whole = [
            Column(of_licence, parts).mapped_to([form for form, _ in licences]),
            Column(of_bases, based).mapped_to([each.form for each in based]),
            Column(of_rest, others),
        ]
        alike_at, those = alike_rows(whole, count)
        apart = names.apart(at, of_bases, based, data, forms)
        rest = numpy.ones(len(at), bool)
        rest[list(apart)] = False
        key, ways = names.with_what_is_named(alike_at[at], len(those))
        key = key[rest] if apart else key
        form_at = numpy.zeros(len(at), numpy.int32)
        found: list[Form] = []
        if len(key):
            among, first = distinct(key, len(those) * ways)
            ats, hows = numpy.divmod(key[first], ways)
            pairs = zip(those[ats].tolist(), hows.tolist(), strict=True)
            found = [form(said, based[of_bases[said]].form, NAMED[how]) for said, how in pairs]
            form_at[rest] = among
        for row, (bases, own) in apart.items():
            form_at[row] = len(found)
            found.append(form(int(at[row]), bases, own))
        self.said.append(Said(rows, form_at, found, of_bases[at], based))
        places = numpy.array([self.memory.place(each, self.waist._answer) for each in found], numpy.int32)[form_at]
        return places, *self._names(places, of_licence, at, [own for _, own in licences])

    def _names(
        self, places: "Numbers", of_licence: "Numbers", at: "Numbers", named: list[tuple[str, ...]]
    ) -> "tuple[Numbers, list[str]]":
        """For each row the place of the name that is shown as its licence and that nobody knows, -1 for none, and the names."""
        shown = numpy.array([alike.nobody(answer["licence"]) for answer in self.memory.distinct], numpy.int32)
        names = shown[places]
        rows = numpy.flatnonzero(names >= 0)
        if not len(rows):
            return names, []
        first = numpy.cumsum([0, *map(len, named)], dtype=numpy.int32)[:-1]
        names[rows] += first[of_licence[at[rows]]]
        return names, [word for own in named for word in own]


def _share(of: int, cell: Any) -> Any:
    """The share of a part of the row in what a card says."""
    return cell if cell is None or cell is ODD else cell[of]


def _of_rows(columns: dict[str, tuple[Column, ...]], rows: "Numbers") -> dict[str, tuple[Column, ...]]:
    """Columns of some rows, without cells that none of them has."""
    return {name: tuple(column.rows(rows).used() for column in shares) for name, shares in columns.items()}


def cells_of(form: Form | Row) -> Iterable[tuple[str, Any]]:
    """The cells of a row of a form."""
    return form if form[0] and isinstance(form[0][0], str) else _row(*form)


def _row(licence: Part, bases: Part, rest: Part, name: Part) -> Iterable[tuple[str, Any]]:
    """The parts of a row as its cells."""
    cells: dict[str, Any] = {}
    for field_, cell in (*name, *rest, *licence, *bases):
        own = cells.get(field_)
        if field_ == alike.CARD and own is not None and cell is not None:
            cells[field_] = Fields(tuple(_merged(dict(own.pairs), cell.pairs).items()))
        elif field_ == "tags" and own is not None and cell is not None:
            cells[field_] = (*own, *cell)
        else:
            cells[field_] = cell if own is None else own
    if (config := cells.get("config")) is not None:
        cells["config"] = Fields(
            tuple((name, Fields((("base_model_name_or_path", base),))) for name, base in config.pairs)
        )
    return cells.items()


def _merged(fields: dict[str, Any], more: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    for name, cell in more:
        fields[name] = (*fields[name], *cell) if name == "tags" and fields.get(name) else cell
    return fields


def _tags(array: Any) -> tuple[Column, ...]:
    """Tags, by the part of the row that they belong to; ODD where it is no list of words."""
    kind = array.type
    if not (pyarrow.types.is_list(kind) or pyarrow.types.is_large_list(kind)):
        return (column_of(array).mapped(lambda cell: None if cell is None else ODD),) * 3
    some = numpy.asarray(pyarrow.compute.list_value_length(array).fill_null(0)) > 0
    sorts = lists_of(array, (alike.licence_tag, alike.base_tag, alike.other_tag, alike.odd_tag))
    there = Column(some.astype(numpy.int32), (False, True))
    licence, bases, *others = sorts
    return (
        *(together([tags, there], len(array)).mapped(_tags_of_terms) for tags in (licence, bases)),
        together([*others, there], len(array)).mapped(lambda cells: alike.other_tags(*cells)),
    )


def _tags_of_terms(cells: tuple[Any, bool]) -> Any:
    """The tags of a licence, or of bases; null where there are no tags at all."""
    tags, some = cells
    return tags if some else None


#: What a name tells of a row where nothing depends on whose it is: there is none, one that may be a repository's, or another.
NAMED: tuple[Part, ...] = ((), *(((key, name),) for key in ("id", "modelId") for name in ("_/_", "../_")))


class _Names:
    """What the names of models and their authors tell of the rows: few depend on them."""

    def __init__(self, arrays: dict[str, Any], count: int) -> None:
        given = {name: _text(arrays[name]) for name in ("id", "modelId", "author") if name in arrays}
        self.given = bool(given)
        nothing = pyarrow.nulls(count, pyarrow.string())
        id, model_id, self.author = (given.get(name, nothing) for name in ("id", "modelId", "author"))
        self.of_models = numpy.asarray(model_id.is_valid())
        self.name = id if "modelId" not in arrays else pyarrow.compute.coalesce(id, model_id)
        self.valid = _are_repositories(self.name)
        #: Rows that say who made them in a way that is usual.
        self.usual = numpy.ones(count, bool)
        for name, array in given.items():
            if len(array) and array.null_count > arrays[name].null_count:
                self.usual &= numpy.asarray(array.is_valid()) | ~numpy.asarray(arrays[name].is_valid())
        if "modelId" in arrays and "id" in arrays:
            self.usual &= numpy.asarray(pyarrow.compute.equal(id, model_id).fill_null(True))
        if "author" in arrays:
            self.usual &= self.valid | ~numpy.asarray(self.author.is_valid())

    def rows(self, rows: "Numbers") -> "_Names":
        """The names of some rows."""
        some = object.__new__(_Names)
        places = pyarrow.array(rows)
        some.given, some.usual = self.given, self.usual[rows]
        some.name, some.author = self.name.take(places), self.author.take(places)
        some.of_models, some.valid = self.of_models[rows], self.valid[rows]
        return some

    def with_what_is_named(self, at: "Numbers", bound: int) -> "tuple[Numbers, int]":
        """Numbers of rows, each with what its name tells of any row, and in how many ways that can be: places in `NAMED`.

        Args:
            at: the numbers.
            bound: all are smaller.
        """
        if not self.given:
            return at, 1
        named = numpy.asarray(self.name.is_valid())
        key = numpy.multiply(at, len(NAMED), dtype=numpy.int32 if bound * len(NAMED) < 1 << 31 else numpy.int64)
        key += numpy.where(named, 1 + 2 * self.of_models + ~self.valid, 0).astype(key.dtype)
        return key, len(NAMED)

    def apart(
        self, at: "Numbers", of_bases: "Numbers", based: list[Based], data: Any, forms: Alike
    ) -> dict[int, tuple[Part, Part]]:
        """The rows that depend on their own names: what each says of its bases, and of itself.

        Args:
            at: for each row the number of what it says.
            of_bases: for each of these numbers the place of what is said of bases.
            based: that.
            data: for each number whether it may be of a data set, which has no bases.
            forms: the forms of parts.
        """
        if not self.given:
            return {}
        found: dict[int, tuple[Part, Part]] = {}

        def own(row: int, name: str) -> Part:
            author = self.author[row].as_py() if name == self.name[row].as_py() else None
            key = "modelId" if self.of_models[row] else "id"
            return ((key, name), *((("author", author),) if author else ()))

        for row, owner in self._owned(at, of_bases, based):
            bases, name = forms.own_bases(based[of_bases[at[row]]], owner, self.name[row].as_py())
            found[row] = bases, own(row, name)
        plain = numpy.array([any(base.name for base in each.bases) for each in based])[of_bases] & ~data
        for row in self._copies(~plain[at] & self.valid, forms):
            found[row] = based[of_bases[at[row]]].part, own(row, self.name[row].as_py())
        return found

    def _owned(self, said: "Numbers", of_bases: "Numbers", based: list[Based]) -> list[tuple[int, str]]:
        """The rows by the maker of one of their bases, or that name themselves as one, each with its maker, folded.

        A maker is empty where name and author differ, so that nobody is known to be it.
        """
        compute = pyarrow.compute
        bound = numpy.array([bool(one.bases) for one in based])[of_bases]
        if not bound.any() or not self.valid.any():
            return []
        rows = numpy.flatnonzero(bound[said] & self.valid)
        places = pyarrow.array(rows)
        names, authors = self.name.take(places), self.author.take(places)
        account = compute.replace_substring_regex(names, "/.*", "")
        owner = compute.if_else(compute.match_substring(names, "/"), account, compute.coalesce(authors, ""))
        agreed = numpy.asarray(compute.equal(owner, authors).fill_null(True))
        owners = owner.dictionary_encode()
        keys = producer_keys(owners.dictionary)
        accounts = {base.account for one in based for base in one.bases}
        makers = frozenset().union(*{base.makers for one in based for base in one.bases})
        known = numpy.asarray(compute.is_in(keys, pyarrow.array(sorted(accounts | makers), pyarrow.string())))
        key_of = {place: keys[place].as_py() for place in numpy.flatnonzero(known).tolist()}
        places_of: dict[str, list[int]] = {}
        for place, word in key_of.items():
            places_of.setdefault(word, []).append(place)
        pairs = [
            number * len(keys) + place
            for number, one in enumerate(based)
            for base in one.bases
            for place in places_of.get(base.account, ())
        ]
        at, part = numpy.asarray(owners.indices).astype(numpy.int64), of_bases[said[rows]].astype(numpy.int64)
        match = numpy.isin(part * len(keys) + at, numpy.array(pairs, numpy.int64))
        likely = numpy.zeros(len(keys), bool)
        likely[[place for maker in makers for place in places_of.get(maker, ())]] = True
        for number in numpy.flatnonzero(likely[at]).tolist():
            match[number] |= any(key_of[at[number]] in base.makers for base in based[part[number]].bases)
        alone = sorted(account[1:] for account in accounts if account[:1] == "/")
        if alone:  # a base without an account may be the row itself
            match |= numpy.asarray(compute.is_in(compute.utf8_lower(names), pyarrow.array(alone)))
        return [
            (int(rows[number]), keys[int(at[number])].as_py() if agreed[number] else "")
            for number in numpy.flatnonzero(match).tolist()
        ]

    def _copies(self, rows: Any, forms: Alike) -> list[int]:
        """Those of some rows that are copies of a known model by their own names."""
        if not rows.any():
            return []
        likely = numpy.asarray(pyarrow.compute.match_substring_regex(self.name, forms.copying).fill_null(False)) & rows
        places = numpy.flatnonzero(likely)
        names = self.name.take(pyarrow.array(places)).to_pylist()
        return [row for row, name in zip(places.tolist(), names, strict=True) if forms.is_copy(name)]


def producer_keys(names: Any) -> Any:
    """The names of producers, folded as `producer_key` does, column by column where they are ASCII."""
    compute = pyarrow.compute
    keys = compute.replace_substring_regex(compute.utf8_lower(names), "[^0-9a-z]+", "")
    others = numpy.flatnonzero(~numpy.asarray(compute.string_is_ascii(names)))
    if not len(others):
        return keys
    words = keys.to_pylist()
    for place in others.tolist():
        words[place] = producer_key(names[place].as_py())
    return pyarrow.array(words, pyarrow.string())


def _text(array: Any) -> Any:
    """Words as Arrow's plain strings; what is no word as null."""
    kind = array.type
    if pyarrow.types.is_dictionary(kind):
        array, kind = array.dictionary_decode(), kind.value_type
    is_text = pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind) or str(kind) == "string_view"
    return array.cast(pyarrow.string()) if is_text else pyarrow.nulls(len(array), pyarrow.string())


def _are_repositories(names: Any) -> Any:
    """For each name, whether it can be a repository's; for a null not."""
    if names.null_count == len(names):
        return numpy.zeros(len(names), bool)
    compute = pyarrow.compute
    plain = compute.match_substring_regex(names, r"^\w[\w.-]*(?:/\w[\w.-]*)?$")
    folded = compute.or_(compute.match_substring(names, ".."), compute.greater(compute.binary_length(names), 200))
    valid = numpy.asarray(compute.and_not(plain, folded).fill_null(False))
    for row in numpy.flatnonzero(numpy.asarray(compute.and_(plain, folded).fill_null(False))).tolist():
        valid[row] = hub.is_repository(names[row].as_py())
    return valid
