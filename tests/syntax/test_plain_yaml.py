"""The plainest YAML, held against PyYAML: the same tree, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import OpennessError
from openness.syntax import yaml as reader
from openness.syntax.plain_yaml import plain_tree
from openness.syntax.tree import Mapping, Node, Scalar, Sequence

LINES = (
    "license: mit",
    "tags:",
    "- a",
    "- b c",
    "  - d",
    "    - d",
    "-   w",
    "- 'q r'",
    '- "w"',
    'x: "y z"',
    "x: 'it'",
    "",
    "base_model: a/b:c",
    "u: https://x.y/z?q=1#f",
    "k:v",
    "k : v",
    "# c",
    "t: a #c",
    "t: a#c",
    "- a: b",
    "- x:",
    "- x :y",
    "y:   w  ",
    "z: a, b",
    "z: [a]",
    "m: {a: b}",
    "a: b: c",
    "a: 'x' y",
    'a: "b"c',
    'a: "\\n"',
    "a: 'it''s'",
    "a: it's",
    "_a: -",
    "a: |",
    "a: >-",
    "a: &b c",
    "a: *b",
    "a: !!str b",
    "a: ~",
    "a: null",
    "a: no",
    "1: b",
    "--- ",
    "---",
    "...",
    "- - x",
    "? a",
    "<<: a",
    "a: é",
    "a: b\t",
    "\ta: b",
    "a: b\x85c",
    "a: b\u2028c",
    "a: b\x07",
    " a: b",
    "  c",
)


def _shape(node: Node | None) -> object:
    """A tree as plain values, with every place."""
    match node:
        case Scalar(text, plain, line, columns, size):
            return text, plain, line, columns, size
        case Sequence(items, line, size):
            return line, size, [_shape(item) for item in items]
        case Mapping(pairs, line, size):
            return line, size, [(_shape(key), _shape(value)) for key, value in pairs]
    return None


def _parsed(text: str, line: int) -> object:
    """The shape that PyYAML gives; its message where it refuses the text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "plain_tree", lambda text, line: None)
        try:
            return _shape(reader.yaml_tree(text, "x", line))
        except OpennessError as error:
            return str(error)


@pytest.mark.parametrize(
    "text",
    [
        "license: mit\n",
        "license: apache-2.0\ntags:\n- a\n- 'b c'\nlanguage:\n  - en\n\nlibrary_name: x\n",
        "base_model: org/name:tag\nurl: https://a.b/c#d\na: it's\nb: no\nc: 012\nd: x, y   \n",
        "license: mit\nlicense: gpl-3.0\n",
    ],
)
def test_the_blocks_of_most_cards_need_no_parser(text: str) -> None:
    plain = plain_tree(text, 2)
    assert plain is not None
    assert _shape(plain) == _parsed(text, 2)


@pytest.mark.parametrize(
    "line", [line for line in LINES if line.startswith(("a: ", "1", "?", "<", "---", "z: [", "m:"))]
)
def test_what_could_mean_anything_else_is_left_to_the_parser(line: str) -> None:
    plain = plain_tree(f"license: mit\n{line}\n", 2)
    assert plain is None or _shape(plain) == _parsed(f"license: mit\n{line}\n", 2)


@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join), st.integers(1, 9))
def test_lines_of_any_yaml_give_the_tree_of_the_parser_or_none(text: str, line: int) -> None:
    plain = plain_tree(text, line)
    assert plain is None or _shape(plain) == _parsed(text, line)


@given(st.text(alphabet="ab1 \n\n::--'\"#,[]{}&*!|>%@`\\?.~\t", max_size=24))
def test_marks_in_any_order_give_the_tree_of_the_parser_or_none(text: str) -> None:
    plain = plain_tree(text, 1)
    assert plain is None or _shape(plain) == _parsed(text, 1)


def test_a_block_that_is_longer_than_any_is_read_within_the_limits_of_the_parser() -> None:
    assert plain_tree("a:\n" + "- b\n" * 20_000, 1) is None
