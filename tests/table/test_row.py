"""The cells of a row are the tree that their JSON gives."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import openness
from openness.release.finding import Code
from openness.syntax.json import json_tree
from openness.syntax.tree import DEPTH_LIMIT, KEY_LIMIT, NODE_LIMIT, Limits, Mapping, Node, Scalar, Sequence

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

from openness.table.cells import Fields
from openness.table.row import ROW, _tree, release_of

WORDS = st.text(st.characters(exclude_categories=()), max_size=5)  # lone halves of a letter too
CELLS: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | WORDS,
    lambda cells: (
        st.lists(cells, max_size=3).map(tuple)
        | st.lists(st.tuples(WORDS, cells), max_size=3).map(lambda pairs: Fields(tuple(pairs)))
    ),
    max_leaves=12,
)


def as_json(cell: Any) -> Any:
    """A cell as the value that JSON has for it."""
    if isinstance(cell, tuple):
        return list(map(as_json, cell))
    return {name: as_json(content) for name, content in cell.pairs} if isinstance(cell, Fields) else cell


def shape(node: Node | None) -> Any:
    """A tree without its places."""
    if isinstance(node, Sequence):
        return list(map(shape, node.items))
    if isinstance(node, Mapping):
        return [(shape(key), shape(value)) for key, value in node]
    assert isinstance(node, Scalar)
    return node.text, node.plain, node.line


def places(node: Node) -> list[tuple[int, int]]:
    """The places of the words in a tree, in the order in which they stand."""
    if isinstance(node, Sequence):
        return [place for item in node.items for place in places(item)]
    if isinstance(node, Mapping):
        return [place for key, value in node for place in (*places(key), *places(value))]
    return [node.columns]


@given(st.dictionaries(WORDS, CELLS, max_size=4))
def test_a_row_is_the_tree_of_its_json(cells: dict[str, Any]) -> None:
    tree = _tree(cells, Limits(ROW), 0)
    text = json.dumps({name: as_json(cell) for name, cell in cells.items()}, ensure_ascii=False)
    assert shape(tree) == shape(json_tree(text, ROW))
    assert places(tree) == sorted(set(places(tree)))


@pytest.mark.parametrize(
    "cell",
    [
        ("x",) * (NODE_LIMIT + 1),
        Fields((("x" * (KEY_LIMIT + 1), "y"),)),
        Fields((("x", Fields((("x" * (KEY_LIMIT + 1), "y"),))),)),
    ],
    ids=["many", "a long key", "a long key within"],
)
def test_a_row_past_a_limit_is_not_read(cell: Any) -> None:
    release = release_of([("id", "a/b"), ("license", "mit"), ("cardData", cell)])
    assert [finding.code for finding in release.oddities] == [Code.FIELD_INVALID]
    assert not release.components


def test_a_row_that_is_nested_too_deep_is_not_read() -> None:
    cell: Any = "x"
    for _ in range(DEPTH_LIMIT + 1):
        cell = (cell,)
    assert not release_of([("id", "a/b"), ("siblings", cell)]).components


def test_an_availability_that_cannot_be_read_keeps_the_weights_from_being_inferred_to_be_there() -> None:
    row = [("id", "a/b"), ("license", "mit"), ("pipeline_tag", "x")]
    column = "model-parameters-final.availability"
    reached = {
        word: openness.classify(release_of([*row, (column, word)]), under=[]).spectrum.reached
        for word in ("public", "soon", "", 7)
    }
    assert reached == {"public": "open-weights", "soon": "closed", "": "open-weights", 7: "closed"}


def test_a_key_may_be_as_long_as_a_reader_takes_it() -> None:
    for more, odd in ((0, []), (1, [Code.FIELD_INVALID])):
        cells = [("id", "a/b"), ("license", "mit"), ("cardData", Fields((("x" * (KEY_LIMIT + more), "y"),)))]
        assert [finding.code for finding in release_of(cells).oddities] == odd
