"""A whole table, each row with what the others say of its bases: their licences, and those of what they were made from.

A row is judged by the code that judges one release. What a row says of itself has a form that it shares with others
(`waist`), and so has what reaches it from its bases: of which sorts they are, and whether one is by its own maker. A sort is
what is known of a model by its name, and what it says of its licence. Each combination becomes one release, is judged
once, and its answer laid out row by row.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
import pyarrow.compute
from attrs import evolve, frozen

from openness.evaluation.batch import classify_release
from openness.evaluation.lineage import terms_known
from openness.release.claim import UNIDENTIFIED, Claim, Fact, joined_facts, unordered
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.names import producer_key
from openness.release.release import BaseModel, Release, join
from openness.resolution.ancestry import MORE, Element, Sets, nearest
from openness.resolution.resolve import resolve
from openness.table.alike import UNKNOWN_BASE, nobody
from openness.table.cells import Column, column_of, together
from openness.table.nodes import nodes
from openness.table.row import ROW, release_of
from openness.table.spread import circular, spread
from openness.table.waist import Form, Row, Waist, batches, cells_of
from openness.vocabulary import Basis, Kind, Relation
from openness.vocabulary.value import Shown

if TYPE_CHECKING:
    from openness.shelf.known_models import KnownModel
    from openness.table.alike import Based
    from openness.table.cells import Numbers
    from openness.table.waist import Batch, Said

MOST = 100  # bases of one row, those of its bases included, that are counted
_OWN = "own"
#: The columns of a lineage, each with its type.
COLUMNS = {
    "lineage.bases": pyarrow.int32(),
    "lineage.licences": pyarrow.list_(pyarrow.string()),
    "lineage.unknown": pyarrow.bool_(),
    "lineage.reached": pyarrow.string(),
    "lineage.reachable": pyarrow.string(),
    "lineage.band": pyarrow.string(),
    "lineage.findings": pyarrow.list_(pyarrow.string()),
}
SCHEMA = pyarrow.schema(list(COLUMNS.items()))


def with_lineage(table: Any, waist: Waist) -> pyarrow.Table:
    """A table through a waist, with the columns of its lineage beside the waist's own."""
    rows = pyarrow.table(table)
    lineage = Lineage(waist)
    answers = pyarrow.Table.from_batches(list(map(lineage.add, batches(rows))), waist.schema(rows.schema))
    columns = pyarrow.Table.from_batches(list(lineage.columns()), SCHEMA)
    for name in COLUMNS:
        answers = answers.append_column(name, columns.column(name))
    return answers


@frozen(eq=False, repr=False)
class Inherited(Shown):
    """What the rows of a table inherit.

    Args:
        bases: for each row how many models it comes from.
        at: for each row the place of its answer.
        answers: the columns of the lineage, but for the count, of the rows that differ.
    """

    bases: "Numbers"
    at: "Numbers"
    answers: pyarrow.RecordBatch

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.at)

    def columns(self, rows: "slice | Numbers") -> pyarrow.RecordBatch:
        """The columns of the lineage of some rows, in this order."""
        taken = self.answers.take(pyarrow.array(self.at[rows]))
        return pyarrow.RecordBatch.from_arrays([pyarrow.array(self.bases[rows]), *taken.columns[1:]], schema=SCHEMA)


@frozen(eq=False, repr=False)
class _Model(Shown):
    """What rows of one form are.

    Args:
        release: as they say it, before names are looked up.
        bases: the named bases whose terms are certain to reach them, by the names that the form has for them.
        terms: what they say of the licence of their weights.
        others: how many bases they have besides: without a name, or named by prose alone.
    """

    release: Release
    bases: tuple[str, ...]
    terms: Fact
    others: int

    @property
    def is_model(self) -> bool:
        """False for a data set."""
        return self.release.subject != "dataset"


@frozen(eq=False, repr=False)
class _Part(Shown):
    """What is kept of a batch: numbers and names.

    Args:
        forms: for each row the number of its form.
        names: what each is called; null where it has no name.
        owners: for each row the number of its maker; 0 where nobody is known to be it.
        child: of each edge, the row.
        base: of each edge, the name of the base.
    """

    forms: "Numbers"
    names: Any
    owners: "Numbers"
    child: "Numbers"
    base: Any


class Lineage:
    """The lineage of a table that is handed over batch by batch.

    Numbers and names are kept of each row, and no other cell; when all batches are added, `columns` gives the columns of the
    lineage, one batch for each that was added.

    Args:
        waist: judges what rows say of themselves.

    >>> lineage = Lineage(Waist(["spectrum"]))
    >>> rows = {"id": ["a/base", "b/tune"], "license": ["cc-by-nc-4.0", "mit"], "base_model": [None, "a/base"]}
    >>> lineage.add(pyarrow.record_batch(rows)).column("findings").to_pylist()[1]
    ['licence-text-missing', 'lineage-unknown']
    >>> (columns,) = lineage.columns()
    >>> columns.column("lineage.findings").to_pylist()[1]
    ['licence-text-missing', 'lineage-conflict', 'lineage-duty']
    """

    def __init__(self, waist: Waist) -> None:
        self.waist = waist
        self._forms: dict[Form | Row, int] = {}
        self._listed: list[Form | Row] = []
        self._models: dict[int, _Model] = {}
        self.owners: dict[str, int] = {"": 0}
        self._known: dict[str, KnownModel | None] = {}
        self.parts: list[_Part] = []

    def add(self, rows: pyarrow.RecordBatch) -> pyarrow.RecordBatch:
        """Take a batch in.

        Returns:
            What the waist makes of it, for whoever wants it.

        Raises:
            OpennessError: as `Waist.batch` does.
        """
        schema = self.waist.schema(rows.schema)
        batch = self.waist.taken(rows)
        answers = self.waist.of(batch, schema)
        self.parts.append(self._part(batch))
        return answers

    def columns(self) -> Iterator[pyarrow.RecordBatch]:
        """The columns of the lineage, batch by batch, in the order in which they came."""
        inherited = self.inherited()
        start = 0
        for part in self.parts:
            yield inherited.columns(slice(start, start + len(part.forms)))
            start += len(part.forms)

    def inherited(self) -> "Inherited":
        """What all the rows inherit: of the rows that were added, none is added after this."""
        if not self.parts:
            nothing = numpy.zeros(0, numpy.int32)
            return Inherited(nothing, nothing, pyarrow.RecordBatch.from_pylist([], SCHEMA))
        return _Family(self).inherited()

    @property
    def number_of_forms(self) -> int:
        """How many forms the rows have."""
        return len(self._listed)

    @property
    def owner_words(self) -> list[str]:
        """The makers by their numbers, folded; the first is nobody."""
        return list(self.owners)

    # What is kept of a batch

    def _part(self, batch: "Batch") -> _Part:
        forms = numpy.zeros(batch.count, numpy.int32)
        children: list[Numbers] = []
        bases: list[Any] = []
        owners: Numbers = numpy.zeros(batch.count, numpy.int32)
        names = pyarrow.nulls(batch.count, pyarrow.string())
        if batch.count:
            names, owners = self._named(batch)
        for said in batch.said:
            rows = numpy.arange(batch.count) if said.rows is None else said.rows
            numbers = numpy.array(list(map(self._number, said.forms)), numpy.int32)
            forms[rows] = numbers[said.at]
            child, base = self._edges(rows, said, numbers)
            children.append(child)
            bases.append(base)
            if said.based_at is None:  # who they are is read with the rest
                names, owners = self._read(rows, said, numbers, names, owners)
        whole = pyarrow.concat_arrays(bases) if bases else pyarrow.array([], pyarrow.string())
        child = numpy.concatenate(children) if children else numpy.zeros(0, numpy.int64)
        return _Part(forms, names, owners, child, whole)

    def _edges(self, rows: "Numbers", said: "Said", numbers: "Numbers") -> tuple["Numbers", Any]:
        """The edges of some rows: of each the row, and the name of the base."""
        if said.based_at is None:
            at, words = said.at, [self.model(number).bases for number in numbers.tolist()]
        else:
            places = [Column(said.based_at, range(len(said.based))), Column(said.at, range(len(said.forms)))]
            pairs = together(places, len(rows))
            at, words = pairs.at, [self._bases(said.based[part], int(numbers[form])) for part, form in pairs.cells]
        lists = pyarrow.array(words, pyarrow.list_(pyarrow.string())).take(pyarrow.array(at))
        lengths = numpy.asarray(pyarrow.compute.list_value_length(lists))
        return numpy.repeat(rows, lengths), lists.flatten()

    def _bases(self, based: "Based", form: int) -> tuple[str, ...]:
        """The names of the bases of a row of a form, which may hold others instead."""
        model = self.model(form)
        if based.form is based.part or not (
            based.bases and model.release.base_models
        ):  # as they are, a copy's own, or none
            return model.bases
        for base in based.bases:
            self._known.setdefault(base.name.lower(), base.known)
        return tuple(base.name for base in based.bases)

    def _named(self, batch: "Batch") -> tuple[Any, "Numbers"]:
        """What rows are called, and their makers, as far as that is told in a usual way."""
        compute, names = pyarrow.compute, batch.names
        account = compute.replace_substring_regex(names.name, "/.*", "")
        has_owner = compute.and_(compute.match_substring(names.name, "/"), pyarrow.array(names.valid))
        owner = compute.if_else(compute.fill_null(has_owner, False), account, None)
        author = compute.if_else(compute.equal(names.author, ""), None, names.author)
        agreed = compute.fill_null(compute.equal(owner, author), True)
        column = column_of(compute.if_else(agreed, compute.coalesce(owner, author), None))
        numbers = numpy.array([self._owner(word or "") for word in column.cells], numpy.int32)
        called = compute.if_else(pyarrow.array(names.valid), names.name, None)  # what is no repository has no name
        return called, numbers[column.at]

    def _read(
        self, rows: "Numbers", said: "Said", numbers: "Numbers", names: Any, owners: "Numbers"
    ) -> tuple[Any, "Numbers"]:
        """Names and makers, with those of rows that are read as they are."""
        words = names.to_pylist()
        owners = owners.copy()
        for row, at in zip(rows.tolist(), said.at.tolist(), strict=True):
            release = self.model(int(numbers[at])).release
            words[row] = release.name.value
            owners[row] = self._owner(release.producer.value or "")
        return pyarrow.array(words, pyarrow.string()), owners

    def _owner(self, word: str) -> int:
        return self.owners.setdefault(producer_key(word), len(self.owners))

    def model(self, number: int) -> _Model:
        """What rows of a form are."""
        found = self._models.get(number)
        if found is None:
            found = self._models[number] = self.described(release_of(cells_of(self._listed[number])))
        return found

    def described(self, release: Release) -> _Model:
        """What a release is."""
        resolved = resolve(release, self.waist.shelf)
        reaching = [base for base in resolved.base_models if base.relation.carries_terms]
        bases = tuple(base.name for base in reaching if _is_followed(base))
        terms = resolved.component(Kind.MODEL_PARAMETERS_FINAL).licence
        return _Model(release, bases, terms, len(reaching) - len(bases))

    def known(self, name: str) -> "KnownModel | None":
        """What is known of a model by its name, whatever the source."""
        key = name.lower()
        if key not in self._known:
            self._known[key] = self.waist.shelf.known_base(name)
        return self._known[key]

    def _number(self, form: Form | Row) -> int:
        number = self._forms.setdefault(form, len(self._forms))
        if number == len(self._listed):
            self._listed.append(form)
        return number


#: What reaches a row: its sorts, each with True where it is by the row's own maker; and that maker where it counts who it is.
View = tuple[tuple[tuple[int, bool], ...], str]
_NO_VIEW: View = ((), "")


class _Family:
    """The rows of a table as models that were made from each other.

    Args:
        lineage: what is kept of the table.
    """

    def __init__(self, lineage: Lineage) -> None:
        parts = lineage.parts
        self.lineage = lineage
        self.forms = numpy.concatenate([part.forms for part in parts])
        self.owners = numpy.concatenate([part.owners for part in parts])
        self.names = pyarrow.chunked_array([part.names for part in parts], pyarrow.string())
        starts = numpy.cumsum([0, *(len(part.forms) for part in parts)]).tolist()
        child = numpy.concatenate([part.child + start for part, start in zip(parts, starts, strict=False)])
        models = [lineage.model(number) for number in range(lineage.number_of_forms)]
        named = numpy.array([model.is_model for model in models], bool)[self.forms]
        states = numpy.array([bool(model.release.base_models) for model in models], bool)[self.forms]
        folded = pyarrow.compute.utf8_lower(pyarrow.compute.if_else(pyarrow.array(named), self.names, None))
        bases = pyarrow.concat_arrays([part.base for part in parts])
        self.nodes = nodes(folded, child, bases, numpy.flatnonzero(~states))
        self.owner_words = lineage.owner_words
        self.sets = Sets(MOST)
        self.sorts: dict[tuple[KnownModel | None, Fact], int] = {}
        self.makers: dict[frozenset[str], int] = {frozenset(): 0}
        self.called: dict[int, list[str]] = {}
        self.circular = circular(self.nodes.count, self.nodes.child, self.nodes.parent)
        self.first = memoryview(numpy.searchsorted(self.nodes.child, numpy.arange(self.nodes.count + 1)))
        self.elements: dict[int, Element] = {}
        self.sort_of: dict[tuple[int, int], int] = {}

    def parents(self, node: int) -> list[int]:
        """The nodes that a node names as its bases."""
        some: list[int] = self.nodes.parent[self.first[node] : self.first[node + 1]].tolist()
        return some

    # What reaches each row

    def reached(self) -> tuple["Numbers", "Numbers", "Numbers"]:
        """For each row the set of what reaches it, how many models it comes from, and whether it comes from itself."""
        graph = self.nodes
        own = numpy.zeros(graph.count, numpy.int32)
        for node in numpy.unique(graph.parent).tolist():
            own[node] = self.own(node)
        reached = spread(own, graph.child, graph.parent, self.sets.join)
        turns = numpy.zeros(graph.count, bool)
        turns[self.circular] = True
        node_of = {row: node for node, rows in graph.rows_of.items() for row in rows}
        counts: dict[int, int] = {}
        for row in (*self.circular.tolist(), *graph.rows_of, *node_of):  # none of these inherits from itself
            found, circle = nearest(node_of.get(row, row), self.parents, MOST, self.parents(row))
            elements = {element for other in found for element in self.sets[int(own[other])]}
            reached[row] = self.sets.of([*elements, MORE] if len(found) >= MOST else elements)
            turns[row] |= circle
            counts[row] = len(found)
        for row in graph.itself.tolist():
            itself = self.sets.of([self.element(node_of.get(row, row))])
            reached[row], turns[row] = self.sets.join(int(reached[row]), itself), True
        rows = graph.rows
        return reached[:rows], self.counted(counts)[:rows], turns[:rows]

    def counted(self, counts: dict[int, int]) -> "Numbers":
        """For each node how many models it comes from, at most `MOST`.

        Args:
            counts: those that are known: a node with one base comes from that and from all that it comes from, but for these.
        """
        graph = self.nodes
        bases = numpy.zeros(graph.count, numpy.int32)
        number = numpy.bincount(graph.child, minlength=graph.count)
        for node in numpy.flatnonzero(number > 1).tolist():
            if node not in counts:
                counts[node] = len(nearest(node, self.parents, MOST)[0])
        bases[list(counts)] = list(counts.values())
        number[list(counts)] = 0
        edges = numpy.flatnonzero(number[graph.child] == 1)
        child, parent = graph.child[edges], graph.parent[edges]
        waiting = numpy.arange(len(child))
        while len(waiting):  # at most as many rounds as bases are counted
            count = numpy.minimum(bases[parent[waiting]] + 1, MOST)
            changed = count != bases[child[waiting]]
            bases[child[waiting[changed]]] = count[changed]
            grown = numpy.zeros(graph.count, bool)
            grown[child[waiting[changed]]] = True
            waiting = numpy.flatnonzero(grown[parent])
        return numpy.minimum(bases, MOST)

    def own(self, node: int) -> int:
        """The set of what a model hands on of its own; where it has bases that are not known, that there is more."""
        models = {number: self.lineage.model(number) for number in self.forms[self.rows(node)].tolist()}
        others = any(model.others for model in models.values())
        if others and len(models) > 1:  # what each lacks the others may tell
            others = self.lineage.described(join(model.release for model in models.values())).others > 0
        return self.sets.of([self.element(node), MORE] if others else [self.element(node)])

    def rows(self, node: int) -> list[int]:
        """The rows that have the name of a node."""
        return [node] if node < self.nodes.rows else self.nodes.rows_of.get(node, [])

    def element(self, node: int) -> Element:
        """The sort of a model, and its maker."""
        found = self.elements.get(node)
        if found is None:
            found = self.elements[node] = self._element(node)
        return found

    def _element(self, node: int) -> Element:
        rows = self.rows(node)
        name = self.names[rows[0]].as_py() if rows else self.nodes.words[node - self.nodes.rows].as_py()
        known = self.lineage.known(name)
        if len(rows) == 1:
            key = id(known), int(self.forms[rows[0]])
            if key not in self.sort_of:
                self.sort_of[key] = self.sort(known, self.lineage.model(key[1]).terms)
            sort = self.sort_of[key]
        else:
            stated = dict.fromkeys((int(self.forms[row]), self.names[row].as_py()) for row in rows)
            terms = joined_facts([_at(self.lineage.model(form).terms, name) for form, name in stated])
            sort = self.sort(known, terms)
        if known is not None:
            called = self.called.setdefault(sort, [])
            if len(called) < 2 and name.lower() not in called:
                called.append(name.lower())
        owners = {int(self.owners[row]) for row in rows}
        producer = self.owner_words[owners.pop()] if len(owners) == 1 else ""
        makers = _makers(known, producer, producer_key(name.rpartition("/")[0]))
        return sort, self.makers.setdefault(makers, len(self.makers))

    def sort(self, known: "KnownModel | None", terms: Fact) -> int:
        """The number of the sort of models of which this is known, and that state these terms."""
        return self.sorts.setdefault((known and evolve(known, because=""), terms), len(self.sorts))

    # What each row sees

    def views(self, reached: "Numbers") -> Column:
        """For each row what reaches it, and whether that is by its own maker."""
        makers = list(self.makers)
        owner = self.lineage.owners
        known = [sort for sort, _ in self.sorts]
        width = len(owner)
        used = numpy.unique(reached).tolist()
        own = {
            number * width + owner[key]
            for number in used
            for _, maker in self.sets[number]
            for key in makers[maker]
            if key in owner
        }
        pairs = reached.astype(numpy.int64) * width + self.owners
        theirs = numpy.isin(pairs, numpy.array(sorted(own), numpy.int64)) & (self.owners > 0)
        pairs[~theirs] -= self.owners[~theirs]
        distinct_pairs, at = numpy.unique(pairs, return_inverse=True)
        cells: list[View] = []
        for pair in distinct_pairs.tolist():
            word = self.owner_words[pair % width]
            sorts: dict[int, bool] = {}
            for sort, maker in self.sets[pair // width]:
                sorts[sort] = sorts.get(sort, True) and bool(word) and word in makers[maker]
            tells = any(same and known[sort] is not None for sort, same in sorts.items())
            cells.append((tuple(sorts.items()), word if tells else ""))
        return Column(at.astype(numpy.int32), cells).mapped_to(cells)

    def inherited(self) -> Inherited:
        """What each row inherits."""
        reached, bases, turns = self.reached()
        columns = [
            Column(self.forms, range(self.lineage.number_of_forms)),
            self.views(reached),
            Column(turns.astype(numpy.int32), (False, True)),
        ]
        whole = together(columns, len(reached))
        judge = _Judge(self.lineage, list(self.sorts), self.called)
        found = pyarrow.RecordBatch.from_pylist([judge.answer(*cells) for cells in whole.cells], SCHEMA)
        return Inherited(bases, whole.at, found)


def _is_followed(base: BaseModel) -> bool:
    """True for a base with a name whose terms are certain to reach what is made from it."""
    return bool(base.name) and base.certain and base.relation.carries_terms


def _makers(known: "KnownModel | None", producer: str, account: str) -> frozenset[str]:
    """The makers, folded, of whom each is as good as the maker of a base, as `named_base` of resolution has it."""
    if known is None:
        return frozenset((producer or account,)) - {""}
    theirs = producer or producer_key(known.licensor)
    if known.producers and producer and producer not in known.producers:
        theirs = producer_key(known.licensor)
    theirs = theirs or account
    return known.producers if theirs in known.producers else frozenset((theirs,)) - {""}


def _at(fact: Fact, document: str) -> Fact:
    """A fact as another record of the same name states it."""
    return Fact(tuple(evolve(claim, source=evolve(claim.source, document=document)) for claim in fact.claims))


class _Judge:
    """Judges rows of a form that something reaches.

    Args:
        lineage: what is kept of the table.
        sorts: what is known of each sort by its name, and the terms that it states.
        called: by sort, names by which that is known.
    """

    def __init__(
        self, lineage: Lineage, sorts: Sequence[tuple["KnownModel | None", Fact]], called: dict[int, list[str]]
    ) -> None:
        self._lineage = lineage
        self._sorts = sorts
        self._called = called

    def answer(self, form: int, view: View, circle: bool) -> dict[str, Any]:
        """The columns of the lineage but for the count.

        Args:
            form: the number of what the row says.
            view: what reaches it.
            circle: whether it comes from itself.
        """
        waist = self._lineage.waist
        release = self._release(self._lineage.model(form), view, circle)
        classification = classify_release(release, ROW, ("spectrum",), waist.shelf)
        bases = [base for base in classification.release.base_models if base.relation.carries_terms]
        licences = {value for base in bases for value in base.licence.values if nobody(value) < 0}
        standing = classification.spectrum
        return {
            "lineage.licences": sorted(licences - {UNIDENTIFIED}),
            "lineage.unknown": not all(terms_known(base, classification.resolved.licences) for base in bases),
            "lineage.reached": standing.reached,
            "lineage.reachable": standing.reachable,
            "lineage.band": classification.band,
            "lineage.findings": sorted({finding.code.value for finding in classification.findings}),
        }

    def _release(self, model: _Model, view: View, circle: bool) -> Release:
        """The release that rows of a form are, with the bases that reach them."""
        release = model.release
        seen, owner = view
        own = (release.name.value or "").lower()
        kept = [base for base in release.base_models if not _is_followed(base)]
        if any(same for _, same in seen):
            producer = owner or _OWN
            release = evolve(release, producer=Fact((Claim(producer, Basis.INFERRED, Source(ROW)),)))
        bases = [self._base(sort, (release.producer.value or "") if same else "", own) for sort, same in seen]
        oddities = release.oddities
        if circle:
            oddities = (
                *oddities,
                Finding(Code.LINEAGE_CYCLE, "it comes from itself", Source(ROW)),
            )
        return evolve(release, base_models=unordered((*kept, *bases)), oddities=oddities)

    def _base(self, sort: int, maker: str, own: str) -> BaseModel:
        """A base of a sort."""
        if sort == MORE[0]:
            return BaseModel("", Relation.FINE_TUNE, Source(ROW), basis=Basis.INFERRED)
        known, terms = self._sorts[sort]
        names = self._called[sort] if known is not None else [UNKNOWN_BASE]
        name = next((name for name in names if name != own), names[0])
        return BaseModel(name, Relation.FINE_TUNE, Source(ROW), terms, maker)
