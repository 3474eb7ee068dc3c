"""Rounds over a table find what one pass over the edges does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.resolution.ancestry import Sets, inherited

numpy = pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
spread_of = pytest.importorskip("openness.table.spread")

NODES = 9
EDGES = st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)), max_size=14, unique=True)
ELEMENTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=NODES, max_size=NODES)


@given(EDGES, ELEMENTS, st.sampled_from([0, 1, 2, 16]))
def test_rounds_and_what_they_leave_agree_with_one_pass(
    edges: list[tuple[int, int]], own: list[tuple[int, int]], rounds: int
) -> None:
    sets = Sets(3)
    parents: dict[int, list[int]] = {}
    for child, parent in edges:
        parents.setdefault(child, []).append(parent)
    numbers = [sets.of([element]) for element in own]
    expected = inherited(range(NODES), parents, numbers.__getitem__, sets.join)
    others = [(child, parent) for child, parent in edges if child != parent]
    child, parent = (numpy.array([edge[at] for edge in others], numpy.int64) for at in (0, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spread_of, "_ROUNDS", rounds)
        found = spread_of.spread(numpy.array(numbers), child, parent, sets.join)
        circles = spread_of.circular(NODES, child, parent).tolist()
    assert found.tolist() == [expected[node] for node in range(NODES)]
    assert circles == [node for node in range(NODES) if _returns(node, parents)]


@given(EDGES, st.data())
def test_each_go_has_one_edge_of_every_child_that_has_so_many(
    edges: list[tuple[int, int]], data: st.DataObject
) -> None:
    child, parent = (numpy.array([edge[at] for edge in edges], numpy.int64) for at in (0, 1))
    found = spread_of._Edges(child, parent)
    pairs = list(zip(found.child.tolist(), found.parent.tolist(), strict=True))
    assert sorted(pairs) == sorted(edges)
    children = [own for own, _ in edges]
    starts = [0, *found.ends]
    for turn, (start, end) in enumerate(zip(starts, found.ends, strict=False)):
        assert sorted(own for own, _ in pairs[start:end]) == [
            node for node in range(NODES) if children.count(node) > turn
        ]
    assert starts[-1] == len(edges)
    some = sorted(data.draw(st.sets(st.sampled_from(range(len(edges)))))) if edges else []
    ends = found.ends_among(numpy.array(some, numpy.int64))
    assert ends == sorted({sum(at < end for at in some) for end in found.ends} if some else set())


def _returns(node: int, parents: dict[int, list[int]]) -> bool:
    seen: set[int] = set()
    waiting = [parent for parent in parents.get(node, ()) if parent != node]
    while waiting:
        at = waiting.pop()
        if at == node:
            return True
        if at not in seen:
            seen.add(at)
            waiting.extend(parents.get(at, ()))
    return False


def test_a_chain_and_a_circle_of_200_000_need_no_recursion() -> None:
    sets, count = Sets(most=100), 200_000
    own = numpy.array([sets.of([(at % 3, 0)]) for at in range(count)])
    child = numpy.arange(1, count)
    found = spread_of.spread(own, child, child - 1, sets.join)
    assert [sets[number] for number in found[[0, 1, 2, -1]].tolist()] == [
        (),
        ((0, 0),),
        ((0, 0), (1, 0)),
        ((0, 0), (1, 0), (2, 0)),
    ]
    ring = numpy.append(child, 0), numpy.append(child - 1, count - 1)
    assert len(spread_of.circular(count, *ring)) == count
    assert set(spread_of.spread(own, *ring, sets.join).tolist()) == {found[-1]}
