"""The elements that reach a model from all the models behind it: one pass over the edges, however long a chain is.

Sets are known by their numbers, and two sets are joined once. A set keeps a bounded number of elements, the same
ones whichever way they came, so that a chain of two hundred thousand models costs as much a model as a short one.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

#: The empty set, by its number.
NOTHING = 0
#: Stands for whatever a set leaves out; it comes before every other sort.
MORE = (-1, 0)
_MAKERS = 2  # of one sort: with two of them there is always one that is somebody else

Node = TypeVar("Node", bound=Hashable)
#: One thing that reaches a model: its sort, and its maker.
Element = tuple[int, int]


class Sets:
    """Sets of elements, each known by a number.

    An element is of a sort, and by a maker. Of each sort a set keeps its two first makers, which is enough to know whether
    it is there by anybody but a given one; beyond so many sorts it keeps the first, and `MORE`.

    Args:
        most: how many sorts a set keeps.

    >>> sets = Sets(most=100)
    >>> mit, gpl = sets.of([(1, 7)]), sets.of([(2, 7)])
    >>> sets[sets.join(gpl, mit)]
    ((1, 7), (2, 7))
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._sets: list[tuple[Element, ...]] = [()]
        self._numbers: dict[tuple[Element, ...], int] = {(): NOTHING}
        self._joins: dict[tuple[int, int], int] = {}

    def __len__(self) -> int:
        return len(self._sets)

    def __getitem__(self, number: int) -> tuple[Element, ...]:
        """The elements of a set, in order."""
        return self._sets[number]

    def of(self, elements: Iterable[Element]) -> int:
        """The number of the set of some elements."""
        return self._number(sorted(elements))

    def join(self, left: int, right: int) -> int:
        """The number of the set of what either holds."""
        if left == right or not right:
            return left
        if not left:
            return right
        pair = (left, right) if left < right else (right, left)
        found = self._joins.get(pair)
        if found is None:
            found = self._joins[pair] = self._number(sorted((*self._sets[left], *self._sets[right])))
        return found

    def _number(self, elements: Iterable[Element]) -> int:
        """The number of the set of elements that are given in order."""
        kept: list[Element] = []
        sorts = makers = 0
        for element in elements:
            if kept and element == kept[-1]:
                continue
            if not kept or element[0] != kept[-1][0]:
                if sorts == self._most and element != MORE:
                    kept = kept if kept[0] == MORE else [MORE, *kept]
                    break
                sorts, makers = sorts + (element != MORE), 0
            makers += 1
            if makers <= _MAKERS:
                kept.append(element)
        key = tuple(kept)
        number = self._numbers.setdefault(key, len(self._sets))
        if number == len(self._sets):
            self._sets.append(key)
        return number


def inherited(
    nodes: Iterable[int],
    parents: Mapping[int, Sequence[int]],
    own: Callable[[int], int],
    join: Callable[[int, int], int],
    known: Callable[[int], int] = lambda _: NOTHING,
) -> dict[int, int]:
    """For each node the set of what all the nodes it comes from have of their own.

    Nodes that come from each other have the same set, in which their own is too. The time is linear in nodes and edges.

    Args:
        nodes: those that are asked for; where one comes from another of them, both are here.
        parents: by node, those it was made from.
        own: what a node has of its own.
        join: puts two sets together.
        known: what is known already to reach a node, of those that are asked for and of any other.

    >>> sets = Sets(most=100)
    >>> own = [sets.of([(node, 0)]) for node in range(3)]
    >>> found = inherited([2, 1, 0], {2: [1], 1: [0]}, own.__getitem__, sets.join)
    >>> [sets[found[node]] for node in range(3)]
    [(), ((0, 0),), ((0, 0), (1, 0))]
    """
    found: dict[int, int] = {}
    asked = set(nodes)
    for together in strongly_connected(asked, parents):
        reached = NOTHING
        inside = set(together)
        for node in together:
            reached = join(reached, known(node))
            for parent in parents.get(node, ()):
                if parent not in inside:
                    reached = join(reached, found[parent] if parent in asked else known(parent))
                if parent != node:
                    reached = join(reached, own(parent))
        for node in together:
            found[node] = reached
    return found


def strongly_connected(nodes: Collection[Node], parents: Mapping[Node, Sequence[Node]]) -> Iterator[list[Node]]:
    """The nodes, those that come from each other together, each after what it comes from (Tarjan's algorithm, no recursion).

    Args:
        nodes: those that are asked for; edges to any other are left out.
        parents: by node, those it was made from.

    >>> list(strongly_connected([1, 2, 3], {3: [2], 2: [1], 1: [2]}))
    [[2, 1], [3]]
    """
    asked = set(nodes)
    low: dict[Node, int] = {}
    order: dict[Node, int] = {}
    open_: list[Node] = []
    done = len(asked)
    for root in nodes:
        if root in order:
            continue
        order[root] = low[root] = len(order)
        open_.append(root)
        path = [(root, iter(parents.get(root, ())))]
        while path:
            node, rest = path[-1]
            for parent in rest:
                if parent not in asked:
                    continue
                if parent not in order:
                    order[parent] = low[parent] = len(order)
                    open_.append(parent)
                    path.append((parent, iter(parents.get(parent, ()))))
                    break
                low[node] = min(low[node], low[parent])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == order[node]:
                    group: list[Node] = []
                    while not group or group[-1] != node:
                        group.append(open_.pop())
                        low[group[-1]] = done
                    yield group


def nearest(
    node: int, parents: Callable[[int], Iterable[int]], most: int, first: Iterable[int] | None = None
) -> tuple[list[int], bool]:
    """The nodes that a node comes from, the nearest first, without itself; and whether it comes from itself.

    Args:
        node: any.
        parents: those that a node was made from.
        most: with so many it looks no further.
        first: those that the node itself was made from, where they are not what `parents` says of all that have its name.
    """
    found = [parent for parent in dict.fromkeys(parents(node) if first is None else first) if parent != node]
    seen = {node, *found}
    circle = False
    at = 0
    while at < len(found) < most:
        for further in parents(found[at]):
            circle = circle or further == node
            if further not in seen and len(found) < most:
                seen.add(further)
                found.append(further)
        at += 1
    return found, circle
