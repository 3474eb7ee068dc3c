"""The models that others are made from, by sort and maker: the terms they hand on, node by node of the graph."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
import pyarrow.compute
from attrs import evolve

from openness.release.claim import SILENT, Fact
from openness.release.names import producer_key
from openness.resolution.ancestry import MORE, Element, Sets
from openness.table.cells import distinct
from openness.table.gathered import accounts_of
from openness.table.spelling import producer_keys

if TYPE_CHECKING:
    from openness.shelf.known_models import KnownModel
    from openness.table.cells import Numbers
    from openness.table.judge import Sort
    from openness.table.models import Model, Models
    from openness.table.nodes import Nodes

NOBODY = 0  # a maker by whom nothing is made from another model: to every row it is somebody else


class Sorts:
    """The sorts of models, their makers, and the elements that models hand on.

    A maker matters to rows of its own alone. All that have made nothing from another of theirs are one, so that models differ
    by little and few sets are put together.

    Args:
        models: what rows of each form are.
        graph: the nodes.
        forms: of each row the number of its form.
        names: of each row.
        makers: of each row, where it is not the account in its name.
    """

    def __init__(self, models: "Models", graph: "Nodes", forms: "Numbers", names: Any, makers: Any) -> None:
        self._models = models
        self._graph = graph
        self._forms = forms
        self._names = names
        #: The makers by their numbers, folded; the first is nobody.
        self.words = [""]
        #: Of each row of the graph the number of its maker.
        self.owners: Numbers = numpy.zeros(graph.rows, numpy.int32)
        sees = numpy.zeros(graph.rows, bool)
        sees[graph.child[graph.child < graph.rows]] = sees[graph.itself] = True
        sees[[row for rows in graph.rows_of.values() for row in rows]] = True
        seen = numpy.zeros(graph.rows, bool)
        seen[graph.parent[graph.parent < graph.rows]] = True
        self._number_makers(numpy.flatnonzero(sees | seen), makers)
        seeing = numpy.unique(self.owners[sees]).tolist()
        self._number = {self.words[maker]: maker for maker in seeing if maker}
        #: The makers of whom one model may see another.
        self._counts = numpy.zeros(len(self.words), bool)
        self._counts[seeing] = True
        models_of = numpy.bincount(self.owners[sees | seen], minlength=len(self.words))
        models_of[self.owners[graph.itself]] += 1  # which see themselves
        self._counts &= models_of > 1
        self._known: dict[int, int] = {}
        self._shared: dict[int, Model] = {}
        self.listed: dict[Sort, int] = {}
        self.called: dict[int, list[str]] = {}
        self.makers: dict[frozenset[int], int] = {frozenset(): NOBODY}

    def _number_makers(self, rows: "Numbers", makers: Any) -> None:
        """Give the makers of some rows their numbers."""
        compute, places = pyarrow.compute, pyarrow.array(rows)
        words = compute.coalesce(makers.take(places), accounts_of(self._names.take(places)), "")
        encoded = words.dictionary_encode()
        numbers: dict[str, int] = {"": 0}
        at = [numbers.setdefault(word, len(numbers)) for word in producer_keys(encoded.dictionary).to_pylist()]
        self.words = list(numbers)
        self.owners[rows] = numpy.array(at, numpy.int32)[numpy.asarray(encoded.indices)]

    def own(self, nodes: "Numbers", sets: Sets) -> "Numbers":
        """The set that each of some nodes hands on of its own; with `MORE` where it has bases that are not known."""
        others = numpy.array([model.others > 0 for model in self._models.all()], bool)
        more = numpy.zeros(len(nodes), bool)
        rows = nodes < self._graph.rows
        more[rows] = others[self._forms[nodes[rows]]]
        for place in numpy.flatnonzero(~rows).tolist():
            node = int(nodes[place])
            if node in self._graph.rows_of:
                more[place] = self._together(node).others > 0
        sort, maker = self.elements(nodes)
        width, count = len(self.makers), len(self.listed)
        at, first = distinct((sort * width + maker) * 2 + more.astype(numpy.int64), max(1, 2 * width * count))
        found = [
            sets.of([(kind, whose), MORE] if further else [(kind, whose)])
            for kind, whose, further in zip(
                sort[first].tolist(), maker[first].tolist(), more[first].tolist(), strict=True
            )
        ]
        numbers: Numbers = numpy.array(found, numpy.int32)[at]
        return numbers

    def _together(self, node: int) -> "Model":
        """The model that the rows of one name describe together: one may state what another lacks, or deny it."""
        if node not in self._shared:
            rows = self._graph.rows_of[node]
            names = self._names.take(pyarrow.array(rows)).to_pylist()
            self._shared[node] = self._models.together(
                dict.fromkeys(zip(self._forms[rows].tolist(), names, strict=True))
            )
        return self._shared[node]

    def elements(self, nodes: "Numbers") -> tuple["Numbers", "Numbers"]:
        """The number of the sort, and that of the maker, of each of some nodes."""
        graph = self._graph
        rows = nodes < graph.rows
        names = numpy.empty(len(nodes), object)
        names[rows] = self._names.take(pyarrow.array(nodes[rows])).to_pylist()
        names[~rows] = graph.words.take(pyarrow.array(nodes[~rows] - graph.rows)).to_pylist()
        form, owner = numpy.full(len(nodes), -1), numpy.zeros(len(nodes), numpy.int64)
        form[rows], owner[rows] = self._forms[nodes[rows]], self.owners[nodes[rows]]
        known = list(map(self._models.known, names.tolist()))
        tells = numpy.array([each is not None for each in known], bool)
        sort, maker = self._sorts(known, form), self._makers(names, owner)
        for at in numpy.flatnonzero(tells).tolist():
            name = names[at]
            producer = self.words[int(owner[at])]
            maker[at] = self._maker(known[at], producer, producer_key(name.rpartition("/")[0]))
            self._call(int(sort[at]), name)
        shared: dict[int, Element] = {}
        for at in numpy.flatnonzero(~rows).tolist():
            node = int(nodes[at])
            if node in graph.rows_of:
                if node not in shared:
                    shared[node] = self._of_several(node, known[at])
                sort[at], maker[at] = shared[node]
        return sort, maker

    def _sorts(self, known: "Sequence[KnownModel | None]", form: "Numbers") -> "Numbers":
        """The sort of each node, by its own facts and its form; -1 where it has no row."""
        numbers: dict[int, int] = {}
        kinds = numpy.array([numbers.setdefault(id(each), len(numbers)) for each in known], numpy.int64)
        width = len(self._models) + 1
        at, first = distinct(kinds * width + form + 1, max(1, len(numbers) * width))
        sorts = [
            self._sort(known[place], SILENT if form[place] < 0 else self._models[int(form[place])].terms)
            for place in first.tolist()
        ]
        return numpy.array(sorts, numpy.int64)[at]

    def _sort(self, known: "KnownModel | None", terms: Fact) -> int:
        """The number of the sort of models with this entry of the known models and these terms."""
        return self.listed.setdefault((known and evolve(known, because=""), terms), len(self.listed))

    def _call(self, sort: int, name: str) -> None:
        """Remember two names by which models of a sort are known: one of them is not the row's own."""
        called = self.called.setdefault(sort, [])
        if len(called) < 2 and name.lower() not in called:
            called.append(name.lower())

    def _makers(self, names: Any, owner: "Numbers") -> "Numbers":
        """The number of the maker of each node without an entry of its own: who made the row, or else its account."""
        compute = pyarrow.compute
        words = pyarrow.array(names, pyarrow.string())
        accounts = compute.if_else(
            compute.match_substring(words, "/"), compute.replace_substring_regex(words, "/[^/]*$", ""), ""
        )
        by_account = list(map(self._number.get, producer_keys(accounts).to_pylist()))
        mine = owner * self._counts[owner]
        numbers = [
            counted if whose else account or 0
            for whose, counted, account in zip(owner.tolist(), mine.tolist(), by_account, strict=True)
        ]
        return numpy.array([self._of(number) for number in numbers], numpy.int64)

    def _of(self, number: int) -> int:
        """The number of one maker alone."""
        found = self._known.get(number)
        if found is None:
            alone = frozenset((number,)) - {0}
            found = self._known[number] = self.makers.setdefault(alone, len(self.makers))
        return found

    def _maker(self, known: "KnownModel | None", producer: str, account: str) -> int:
        """The number of those of whom each is as good as the maker of a base."""
        words = _makers(known, producer, account)
        numbers = frozenset(number for word in words if (number := self._number.get(word)))
        return self.makers.setdefault(numbers, len(self.makers))

    def _of_several(self, node: int, known: "KnownModel | None") -> Element:
        """The sort and the maker of a base whose name several rows have: it is under the terms that they state together."""
        rows = self._graph.rows_of[node]
        name = self._names[rows[0]].as_py()
        sort = self._sort(known, self._together(node).terms)
        if known is not None:
            self._call(sort, name)
        owners = set(self.owners[rows].tolist()) - {NOBODY}
        owner = owners.pop() if len(owners) == 1 else NOBODY
        return sort, self._maker(known, self.words[owner], producer_key(name.rpartition("/")[0]))


def _makers(known: "KnownModel | None", producer: str, account: str) -> frozenset[str]:
    """The makers, folded, of whom each is as good as the maker of a base, as `named_base` of resolution has it."""
    if known is None:
        return frozenset((producer or account,)) - {""}
    theirs = producer or producer_key(known.licensor)
    if known.producers and producer and producer not in known.producers:
        theirs = producer_key(known.licensor)
    theirs = theirs or account
    return known.producers if theirs in known.producers else frozenset((theirs,)) - {""}
