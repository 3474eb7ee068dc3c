"""Names of bases as the numbers of rows: the models of a table as the nodes of a graph."""

from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
import pyarrow.compute
from attrs import frozen

from openness.value import Shown

if TYPE_CHECKING:
    from openness.table.cells import Numbers


@frozen(eq=False, repr=False)
class Nodes(Shown):
    """The rows of a table, and the names of bases that are not the name of just one row; the edges between them.

    Args:
        rows: how many rows there are; a node below that is a row.
        words: the names of bases, in small letters; the one at `at` is the node `rows + at`, unless it is the name of one row.
        child, parent: of each edge the row, and the node that it names as its base: each pair once, in order.
        rows_of: by the nodes that several rows share the name of, those rows.
        itself: the rows that name themselves.
    """

    rows: int
    words: Any
    child: "Numbers"
    parent: "Numbers"
    rows_of: dict[int, list[int]]
    itself: "Numbers"

    @property
    def count(self) -> int:
        """The number of nodes."""
        return self.rows + len(self.words)


def nodes(names: Any, child: "Numbers", base: Any, inferred: "Numbers | None" = None) -> Nodes:
    """The models of a table as nodes.

    Args:
        names: of each row, in small letters; null where it is no model, or has no name.
        child: of each edge, the row.
        base: of each edge, the name of the base, as it is written.
        inferred: the rows that state no base, so that theirs only follows from their own name: it does not follow where another
            row of that name states one.

    >>> found = nodes(pyarrow.array(["a/base", "b/tune"]), numpy.array([1, 1]), pyarrow.array(["A/Base", "c/other"]))
    >>> found.parent.tolist(), found.words.to_pylist()
    ([0, 3], ['a/base', 'c/other'])
    """
    encoded = pyarrow.compute.utf8_lower(base).dictionary_encode()
    words, count = encoded.dictionary, len(names)
    of_row = pyarrow.compute.index_in(names, value_set=words)
    rows = numpy.flatnonzero(numpy.asarray(of_row.is_valid()))
    word = numpy.asarray(of_row.fill_null(0))[rows]
    node = numpy.arange(count, count + len(words))
    alone = numpy.bincount(word, minlength=len(words))[word] == 1
    node[word[alone]] = rows[alone]
    child = child.astype(numpy.int64, copy=False)
    parent = node[numpy.asarray(encoded.indices)]
    rows_of: dict[int, list[int]] = {}
    for row, at in zip(rows[~alone].tolist(), word[~alone].tolist(), strict=True):
        rows_of.setdefault(count + at, []).append(row)
    own = child == parent
    if rows_of:
        node_of = numpy.arange(count + len(words))
        for at, several in rows_of.items():
            node_of[several] = at
        own = node_of[child] == parent
    itself, child, parent = numpy.unique(child[own]), child[~own], parent[~own]
    if rows_of:  # what any of them names as a base is one of what has their name
        shared = node_of[child] != child
        if inferred is not None:
            states = numpy.ones(count, bool)
            states[inferred] = False
            stating = numpy.zeros(count + len(words), bool)
            stating[node_of[numpy.flatnonzero(states)]] = True
            shared &= states[child] | ~stating[node_of[child]]
        child = numpy.concatenate([child, node_of[child[shared]]])
        parent = numpy.concatenate([parent, parent[shared]])
    child, parent = _once(child, parent, count + len(words))
    return Nodes(count, words, child, parent, rows_of, itself)


def _once(child: "Numbers", parent: "Numbers", bound: int) -> tuple["Numbers", "Numbers"]:
    """Each edge once, in order: most are, so that there is little to sort."""
    pairs = child * bound + parent
    pairs.sort(kind="stable")
    fresh = numpy.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]
    pairs = pairs[fresh]
    child = pairs // max(bound, 1)
    return child, pairs - child * bound
