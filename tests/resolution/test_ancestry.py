"""The elements that reach a model from all the models it was made from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.growth import Run, ending, grows

from openness.resolution.ancestry import MORE, NOTHING, Element, Sets, inherited, nearest, strongly_connected

NODES = 9
EDGES = st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)), max_size=14, unique=True)
ELEMENTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=NODES, max_size=NODES)


def by_child(edges: list[tuple[int, int]]) -> dict[int, list[int]]:
    parents: dict[int, list[int]] = {}
    for child, parent in edges:
        parents.setdefault(child, []).append(parent)
    return parents


def behind(node: int, parents: dict[int, list[int]]) -> set[int]:
    """Every node that one comes from, by walking all ways; itself where a way by another leads back."""
    seen: set[int] = set()
    waiting = [parent for parent in parents.get(node, ()) if parent != node]
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting.extend(parents.get(at, ()))
    return seen


@given(EDGES, ELEMENTS, st.sampled_from([2, 3, 100]))
def test_every_ancestor_s_own_reaches_a_node(
    edges: list[tuple[int, int]], own: list[tuple[int, int]], most: int
) -> None:
    parents, sets = by_child(edges), Sets(most)
    numbers = [sets.of([element]) for element in own]
    found = inherited(range(NODES), parents, numbers.__getitem__, sets.join)
    for node in range(NODES):
        assert found[node] == sets.of({own[other] for other in behind(node, parents)})


@given(EDGES)
def test_the_nearest_are_those_behind_a_node_but_for_itself(edges: list[tuple[int, int]]) -> None:
    parents = by_child(edges)
    for node in range(NODES):
        found, circle = nearest(node, lambda at: parents.get(at, ()), NODES)
        assert set(found) == behind(node, parents) - {node}
        assert circle == (node in behind(node, parents))


@given(EDGES)
def test_a_knot_comes_after_what_it_comes_from(edges: list[tuple[int, int]]) -> None:
    parents = by_child(edges)
    done: set[int] = set()
    for knot in strongly_connected(range(NODES), parents):
        done.update(knot)
        assert all(set(parents.get(node, ())) <= done for node in knot)
        assert all(set(knot) - {node} <= behind(node, parents) for node in knot)
    assert done == set(range(NODES))


def test_a_set_keeps_two_makers_of_a_sort_and_says_where_it_leaves_sorts_out() -> None:
    sets = Sets(most=2)
    assert sets[sets.of([(1, 5), (1, 4), (1, 3)])] == ((1, 3), (1, 4))
    assert sets[sets.of([(3, 0), (2, 0), (1, 0)])] == (MORE, (1, 0), (2, 0))
    assert sets[sets.join(sets.of([(3, 0), (2, 0)]), sets.of([(1, 0)]))] == (MORE, (1, 0), (2, 0))
    assert sets.join(NOTHING, NOTHING) == NOTHING


def test_a_set_holds_an_element_once_and_stands_under_one_number() -> None:
    sets = Sets(most=2)
    one, other, none = sets.of([(1, 0), (1, 0)]), sets.of([(1, 0)]), sets.of([])
    assert (one, none, sets[one]) == (other, NOTHING, ((1, 0),))
    both = sets.join(one, sets.of([(2, 0)]))
    assert both == sets.join(sets.of([(2, 0)]), one) == sets.join(both, one)
    assert sets.join(one, one) == sets.join(one, NOTHING) == sets.join(NOTHING, one) == one
    assert len(sets) == 4  # with that of nothing


@pytest.mark.parametrize(
    ("elements", "kept"),
    [
        ([(1, 0), (2, 0)], [(1, 0), (2, 0)]),
        ([MORE, (1, 0), (2, 0)], [MORE, (1, 0), (2, 0)]),
        ([MORE, (1, 0), (2, 0), (3, 0)], [MORE, (1, 0), (2, 0)]),
        ([(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)], [(1, 0), (1, 1), (2, 0), (2, 1)]),
        ([(1, 0), (1, 1), (2, 0), (2, 1), (3, 0)], [MORE, (1, 0), (1, 1), (2, 0), (2, 1)]),
        ([MORE, MORE], [MORE]),
    ],
)
def test_beyond_so_many_sorts_there_is_more(elements: list[Element], kept: list[Element]) -> None:
    sets = Sets(most=2)
    assert sets[sets.of(reversed(elements))] == tuple(kept)


def test_what_is_known_already_of_a_node_reaches_it_and_what_is_made_from_it() -> None:
    sets = Sets(most=100)
    own = [sets.of([(node, 0)]) for node in range(6)]
    known = {node: sets.of([(10 + node, 0)]) for node in (0, 1, 3)}
    found = inherited(
        [1, 2, 4], {1: [0], 2: [1], 4: [3, 4]}, own.__getitem__, sets.join, lambda at: known.get(at, NOTHING)
    )
    assert {node: [sort for sort, _ in sets[number]] for node, number in found.items()} == {
        1: [0, 10, 11],
        2: [0, 1, 10, 11],
        4: [3, 13],
    }


def test_edges_to_nodes_that_are_not_asked_for_are_left_out() -> None:
    assert list(strongly_connected([1], {1: [2], 2: [1]})) == [[1]]
    assert list(strongly_connected([1, 3], {1: [2], 2: [3], 3: [1]})) == [[1], [3]]


@pytest.mark.parametrize(
    ("parents", "most", "first", "found", "circle"),
    [
        ({0: [1], 1: [2], 2: [3]}, 9, None, [1, 2, 3], False),
        ({0: [1], 1: [2], 2: [3]}, 2, None, [1, 2], False),
        ({0: [1], 1: [2], 2: [3]}, 1, None, [1], False),
        ({0: [1, 2, 3], 1: [4]}, 2, None, [1, 2, 3], False),  # its own bases are not looked for
        ({0: [1], 1: [2, 3, 4]}, 3, None, [1, 2, 3], False),
        ({0: [1, 1, 2], 1: [2, 3], 2: [3, 1]}, 9, None, [1, 2, 3], False),
        ({0: [1], 1: [0]}, 9, None, [1], True),
        ({0: [1], 1: [0]}, 1, None, [1], False),
        ({0: [0, 1]}, 9, None, [1], False),
        ({0: [1], 1: [0, 2], 2: [3]}, 9, None, [1, 2, 3], True),
        ({0: [1], 1: [2], 3: [4]}, 9, [3], [3, 4], False),
        ({0: [1], 1: [2]}, 9, [0, 2], [2], False),
        ({0: [1], 1: [2]}, 9, [], [], False),
    ],
)
def test_the_nearest_come_first_and_no_further_than_so_many(
    parents: dict[int, list[int]], most: int, first: list[int] | None, found: list[int], circle: bool
) -> None:
    assert nearest(0, lambda node: parents.get(node, ()), most, first) == (found, circle)


def test_a_long_chain_with_a_sort_in_each_is_linear() -> None:
    def prepare(length: int) -> Run:
        sets = Sets(most=100)
        own = [sets.of([(at, at)]) for at in range(length)]
        return lambda: inherited(range(length), {at: [at - 1] for at in range(1, length)}, own.__getitem__, sets.join)

    grows(prepare, 500)
    with ending():
        prepare(200_000)()
