"""The terms that reach each row from all rows it was made from: by rounds over the edges; in one pass for long chains.

It finds what `openness.resolution.ancestry.inherited` finds. A round takes all edges at once; the next one takes those below
rows of which more is known. Chains of a table are short, so few rounds are needed; what they leave is done edge by edge.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy

from openness.resolution.ancestry import inherited, strongly_connected
from openness.table.cells import distinct

if TYPE_CHECKING:
    from openness.table.cells import Numbers

_ROUNDS = 16  # over all edges that wait; chains of models are some ten long
_GOES = 64  # of a round: one for each base that one row has


def spread(own: "Numbers", child: "Numbers", parent: "Numbers", join: Callable[[int, int], int]) -> "Numbers":
    """For each row the number of a set: what all the rows it comes from have of their own, joined.

    Rows that come from each other have the same set, in which their own is too.

    Args:
        own: for each row the number of the set of what it has of its own.
        child: of each edge, the row that was made from the other.
        parent: of each edge, that other.
        join: puts two sets together, by their numbers; 0 is the empty set.
    """
    reached = numpy.zeros(len(own), numpy.int32)
    edges = _Edges(child, parent)
    child, parent = edges.child, edges.parent
    ends = edges.ends
    whole = own.astype(numpy.int32)
    rounds = 0
    while len(child):
        rounds += 1
        if rounds > _ROUNDS or len(ends) > _GOES:
            _rest(reached, own, child, edges, join)
            break
        changed = numpy.zeros(len(own), bool)
        first = 0
        for end in ends:  # no child twice in one go
            rows = child[first:end]
            before = reached[rows]
            after = _joined(before, whole[parent[first:end]], join)
            differ = after != before
            rows = rows[differ]
            reached[rows] = after[differ]
            changed[rows] = True
            first = end
        rows = numpy.flatnonzero(changed)
        whole[rows] = _joined(own[rows], reached[rows], join)
        waiting = numpy.flatnonzero(changed[edges.parent])
        child, parent = edges.child[waiting], edges.parent[waiting]
        ends = edges.ends_among(waiting)
    return reached


class _Edges:
    """Edges in such an order that those of one child are far apart.

    Args:
        child, parent: of each.
    """

    def __init__(self, child: "Numbers", parent: "Numbers") -> None:
        if (child[1:] < child[:-1]).any():
            order = numpy.argsort(child)
            child, parent = child[order], parent[order]
        again = numpy.append(False, child[1:] == child[:-1])  # most rows have one parent
        if not len(child) or not again.any():
            self.child, self.parent, self._ends = child, parent, numpy.array([len(child)] if len(child) else [], int)
            return
        places = numpy.flatnonzero(again)
        fresh = numpy.append(True, numpy.diff(places) > 1)  # the second edge of a row
        starts = numpy.flatnonzero(fresh)
        turn = numpy.arange(len(places)) - starts[numpy.cumsum(fresh) - 1]
        order = numpy.concatenate([numpy.flatnonzero(~again), places[numpy.argsort(turn)]])
        self.child, self.parent = child[order], parent[order]
        self._ends = numpy.cumsum([len(child) - len(places), *numpy.bincount(turn)])

    @property
    def ends(self) -> list[int]:
        """The end of each go."""
        ends: list[int] = self._ends.tolist()
        return ends

    def ends_among(self, edges: "Numbers") -> list[int]:
        """The end of each go among some of the edges, in order."""
        ends = numpy.searchsorted(edges, self._ends)
        some: list[int] = ends[numpy.append(True, ends[1:] != ends[:-1])].tolist() if len(edges) else []
        return some


def _joined(left: "Numbers", right: "Numbers", join: Callable[[int, int], int]) -> "Numbers":
    """The numbers of the sets of what either holds, pair by pair: each distinct pair is put together once."""
    if not len(left):
        return left
    bound = int(right.max()) + 1
    pairs = numpy.multiply(left, bound, dtype=numpy.int64)
    pairs += right
    at, rows = distinct(pairs, int(left.max() + 1) * bound)
    found = [join(*pair) for pair in zip(left[rows].tolist(), right[rows].tolist(), strict=True)]
    return numpy.array(found, numpy.int32)[at]


def _rest(
    reached: "Numbers",
    own: "Numbers",
    waiting: "Numbers",
    edges: _Edges,
    join: Callable[[int, int], int],
) -> None:
    """All rows below those that wait, edge by edge in one pass."""
    below = _below(waiting, edges)
    some = numpy.flatnonzero(below[edges.child])
    parents = _grouped(edges.child[some], edges.parent[some])
    found = inherited(numpy.flatnonzero(below).tolist(), parents, _lookup(own), join, _lookup(reached))
    rows = numpy.fromiter(found, numpy.int64, len(found))
    reached[rows] = numpy.fromiter(found.values(), numpy.int32, len(found))


def _lookup(numbers: "Numbers") -> Callable[[int], int]:
    """Numbers by their place: an array gives single ones slowly."""
    return memoryview(numpy.ascontiguousarray(numbers)).__getitem__


def _grouped(key: "Numbers", value: "Numbers") -> dict[int, list[int]]:
    """Values by their key."""
    groups: dict[int, list[int]] = {}
    for one, other in zip(key.tolist(), value.tolist(), strict=True):
        if one in groups:
            groups[one].append(other)
        else:
            groups[one] = [other]
    return groups


def _below(rows: "Numbers", edges: _Edges) -> "numpy.ndarray[Any, numpy.dtype[numpy.bool_]]":
    """True for each row that is one of some, or comes from one."""
    count = int(max(edges.child.max(), edges.parent.max())) + 1
    order = numpy.argsort(edges.parent)
    children = edges.child[order].tolist()
    first = numpy.searchsorted(edges.parent[order], numpy.arange(count + 1)).tolist()
    below = bytearray(count)
    waiting = numpy.unique(rows).tolist()
    for row in waiting:
        below[row] = True
    while waiting:
        row = waiting.pop()
        for child in children[first[row] : first[row + 1]]:
            if not below[child]:
                below[child] = True
                waiting.append(child)
    return numpy.frombuffer(below, bool)


def circular(count: int, child: "Numbers", parent: "Numbers") -> "Numbers":
    """The rows that come from themselves by way of another, in order.

    Args:
        count: how many rows there are.
        child: of each edge, the row that was made from the other.
        parent: of each edge, that other; itself does not count.
    """
    for _ in range(_ROUNDS):  # what has no parent, or no child, is in no circle
        is_child, is_parent = numpy.zeros(count, bool), numpy.zeros(count, bool)
        is_child[child], is_parent[parent] = True, True
        kept = is_child[parent] & is_parent[child] & (child != parent)
        if kept.all():
            break
        child, parent = child[kept], parent[kept]
    parents = _grouped(child, parent)
    found = [row for group in strongly_connected(parents, parents) if len(group) > 1 for row in group]
    return numpy.array(sorted(found), numpy.int64)
