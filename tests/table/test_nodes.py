"""The graph of a table's models is that of its rows looked at one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

numpy = pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
nodes_of = pytest.importorskip("openness.table.nodes")

NAMES = st.lists(st.sampled_from([None, "a/a", "b/b", "c/c", "d/d"]), min_size=1, max_size=6)
BASES = st.lists(st.sampled_from(["a/a", "A/A", "b/b", "B/b", "c/c", "x/y", "X/Y"]), max_size=2)


@given(st.data(), NAMES, st.booleans())
def test_rows_and_bases_are_nodes_by_their_names(data: st.DataObject, names: list[str | None], told: bool) -> None:
    bases = [data.draw(BASES) for _ in names]
    inferred = data.draw(st.sets(st.integers(0, len(names) - 1))) if told else set()
    edges = [(row, base) for row, of in enumerate(bases) for base in of]
    child, base = ([edge[at] for edge in edges] for at in (0, 1))
    graph = nodes_of.nodes(
        arrow.array(names, arrow.string()), numpy.array(child, numpy.int32), arrow.array(base, arrow.string()),
        numpy.array(sorted(inferred), numpy.int64) if told else None,
    )  # fmt: skip
    words = list(dict.fromkeys(word.lower() for _, word in edges))
    assert (graph.rows, graph.words.to_pylist(), graph.count) == (len(names), words, len(names) + len(words))
    called = {word: [row for row, name in enumerate(names) if name == word] for word in words}
    node = {word: rows[0] if len(rows) == 1 else len(names) + words.index(word) for word, rows in called.items()}
    several = {node[word]: rows for word, rows in called.items() if len(rows) > 1}
    assert graph.rows_of == several
    of_row = {row: at for at, rows in several.items() for row in rows}
    stating = {of_row.get(row, row) for row in range(len(names)) if row not in inferred}
    expected, itself = set(), set()
    for row, word in edges:
        whole, parent = of_row.get(row, row), node[word.lower()]
        if whole == parent:
            itself.add(row)
            continue
        expected.add((row, parent))
        if row not in inferred or whole not in stating:
            expected.add((whole, parent))
    assert graph.itself.tolist() == sorted(itself)
    assert list(zip(graph.child.tolist(), graph.parent.tolist(), strict=True)) == sorted(expected)


def test_a_base_that_only_a_name_tells_is_none_of_all_rows_of_that_name_where_one_states_another() -> None:
    names, bases = ["a/copy", "a/copy", "b/tune"], ["known/model", "own/model", "a/copy"]
    copy, known, stated = 5, 3, 4
    for inferred, further in (([0], [(copy, stated)]), ([], [(copy, known), (copy, stated)])):
        graph = nodes_of.nodes(
            arrow.array(names), numpy.arange(3), arrow.array(bases), numpy.array(inferred, numpy.int64)
        )
        edges = zip(graph.child.tolist(), graph.parent.tolist(), strict=True)
        assert list(edges) == [(0, known), (1, stated), (2, copy), *further]


def test_models_of_which_nobody_was_made_have_no_edges() -> None:
    graph = nodes_of.nodes(arrow.array(["a/a", None]), numpy.array([], numpy.int32), arrow.array([], arrow.string()))
    assert (graph.count, graph.child.tolist(), graph.parent.tolist(), graph.itself.tolist()) == (2, [], [], [])
