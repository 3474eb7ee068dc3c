"""The rows of a table as models that were made from each other: what reaches each of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy
import pyarrow
import pyarrow.compute

from openness.resolution.ancestry import MORE, Sets, nearest
from openness.table.cells import Column, distinct
from openness.table.nodes import nodes
from openness.table.sorts import Sorts
from openness.table.spread import circular, spread

if TYPE_CHECKING:
    from openness.table.cells import Numbers
    from openness.table.gathered import Part
    from openness.table.judge import View
    from openness.table.models import Models

MOST = 100  # bases of one row, those of its bases included, that are counted


class Family:
    """The rows of a table, and the graph of who was made from whom.

    Args:
        parts: what is kept of each batch.
        models: what rows of each form are.
    """

    def __init__(self, parts: "Sequence[Part]", models: "Models") -> None:
        starts = numpy.cumsum([0, *(len(part.forms) for part in parts)]).tolist()
        child = numpy.concatenate([part.child + start for part, start in zip(parts, starts, strict=False)])
        self.forms: Numbers = numpy.concatenate([part.forms for part in parts])
        names = pyarrow.concat_arrays([part.names for part in parts])
        makers = pyarrow.concat_arrays([part.makers for part in parts])
        are_models = numpy.array([model.is_model for model in models.all()])[self.forms]
        silent = numpy.array([not model.release.base_models for model in models.all()])[self.forms]
        folded = pyarrow.compute.utf8_lower(pyarrow.compute.if_else(pyarrow.array(are_models), names, None))
        self.graph = nodes(
            folded, child, pyarrow.concat_arrays([part.base for part in parts]), numpy.flatnonzero(silent)
        )
        self.sets = Sets(MOST)
        self.sorts = Sorts(models, self.graph, self.forms, names, makers)
        self._circular = circular(self.graph.count, self.graph.child, self.graph.parent)
        self._first = memoryview(numpy.searchsorted(self.graph.child, numpy.arange(self.graph.count + 1)))

    def parents(self, node: int) -> list[int]:
        """The nodes that a node names as its bases."""
        some: list[int] = self.graph.parent[self._first[node] : self._first[node + 1]].tolist()
        return some

    def reached(self) -> tuple["Numbers", "Numbers", "Numbers"]:
        """For each row: the set that reaches it, the number of models behind it, True where it comes from itself."""
        graph = self.graph
        own = numpy.zeros(graph.count, numpy.int32)
        bases = numpy.flatnonzero(numpy.bincount(graph.parent, minlength=graph.count))
        own[bases] = self.sorts.own(bases, self.sets)
        reached = spread(own, graph.child, graph.parent, self.sets.join)
        turns = numpy.zeros(graph.count, bool)
        turns[self._circular] = True
        node_of = {row: node for node, rows in graph.rows_of.items() for row in rows}
        counts: dict[int, int] = {}
        for row in (*self._circular.tolist(), *graph.rows_of, *node_of):  # none of these inherits from itself
            found, circle = nearest(node_of.get(row, row), self.parents, MOST, self.parents(row))
            elements = {element for other in found for element in self.sets[int(own[other])]}
            reached[row] = self.sets.of([*elements, MORE] if len(found) >= MOST else elements)
            turns[row] |= circle
            counts[row] = len(found)
        itself = [node_of.get(row, row) for row in graph.itself.tolist()]
        sort, maker = self.sorts.elements(numpy.array(itself, numpy.int64))
        for row, element in zip(graph.itself.tolist(), zip(sort.tolist(), maker.tolist(), strict=True), strict=True):
            reached[row], turns[row] = self.sets.join(int(reached[row]), self.sets.of([element])), True
        rows = graph.rows
        return reached[:rows], self._counted(counts)[:rows], turns[:rows]

    def _counted(self, counts: dict[int, int]) -> "Numbers":
        """The number of models from which each node comes, at most `MOST`.

        Args:
            counts: those that are known: a node with one base comes from that and from all that it comes from, but for these.
        """
        graph = self.graph
        bases = numpy.zeros(graph.count, numpy.int32)
        number = numpy.bincount(graph.child, minlength=graph.count)
        for node in numpy.flatnonzero(number > 1).tolist():
            if node not in counts:
                counts[node] = len(nearest(node, self.parents, MOST)[0])
        bases[list(counts)] = list(counts.values())
        number[list(counts)] = 0
        edges = numpy.flatnonzero(number[graph.child])
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

    def views(self, reached: "Numbers") -> Column:
        """The sorts that reach each row, each with True where the row's own maker brings it."""
        makers, owners = list(self.sorts.makers), self.sorts.owners
        known = [sort for sort, _ in self.sorts.listed]
        width = len(self.sorts.words)
        own = {
            number * width + whose
            for number in numpy.flatnonzero(numpy.bincount(reached)).tolist()
            for _, maker in self.sets[number]
            for whose in makers[maker]
        }
        pairs = reached.astype(numpy.int64) * width
        theirs = numpy.flatnonzero(numpy.isin(pairs + owners, numpy.array(sorted(own), numpy.int64)))
        pairs[theirs] += owners[theirs]
        at, first = distinct(pairs, len(self.sets) * width)
        cells: list[View] = []
        for pair in pairs[first].tolist():
            whose = pair % width
            sorts: dict[int, bool] = {}
            for sort, maker in self.sets[pair // width]:
                sorts[sort] = sorts.get(sort, True) and whose in makers[maker]
            tells = any(same and known[sort] is not None for sort, same in sorts.items())
            cells.append((tuple(sorts.items()), self.sorts.words[whose] if tells else ""))
        return Column(at, cells).mapped_to(cells)
