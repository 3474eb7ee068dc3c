"""YAML, JSON and TOML as one kind of tree."""

import tomllib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import OpennessError
from openness.syntax.json import json_tree
from openness.syntax.toml import toml_lines, toml_tree
from openness.syntax.tree import Mapping, Node, Scalar, plain, source_of
from openness.syntax.yaml import yaml_tree

Reader = Callable[[str, str], Node | None]

SAME = {
    yaml_tree: "a: x\nb: [1, no, true]\nc: {d: ~}\n",
    json_tree: '{"a": "x", "b": [1, "no", true], "c": {"d": "~"}}',
    toml_tree: 'a = "x"\nb = [1, "no", true]\nc = {d = "~"}\n',
}


def tree(reader: Reader, text: str) -> Mapping:
    """The mapping a text holds."""
    node = reader(text, "x")
    assert isinstance(node, Mapping)
    return node


def scalar(text: str) -> Scalar:
    """The YAML word under `a`."""
    node = tree(yaml_tree, text).get("a")
    assert isinstance(node, Scalar)
    return node


@pytest.mark.parametrize(("reader", "text"), SAME.items(), ids=["YAML", "JSON", "TOML"])
def test_three_formats_are_one_tree(reader: Reader, text: str) -> None:
    assert plain(tree(reader, text)) == {"a": "x", "b": ["1", "no", "true"], "c": {"d": "~"}}


@pytest.mark.parametrize(
    "word", ["no", "off", "1_000", "0x10", "1e3", "2026-11-24", "1:30", "=", "1124", "0755", ".inf", "NaN"]
)
def test_a_word_is_kept_as_it_is_written(word: str) -> None:
    assert scalar(f"a: {word}").text == word


@pytest.mark.parametrize("text", ["a:", "a: ~", "a: null", "a: NULL"])
def test_a_null_says_nothing(text: str) -> None:
    assert scalar(text).null


@pytest.mark.parametrize("text", ["a: '~'", 'a: ""', "a: 'null'", "a: nil"])
def test_a_quoted_null_is_a_word(text: str) -> None:
    assert not scalar(text).null


@pytest.mark.parametrize(
    ("text", "boolean"), [("a: true", True), ("a: False", False), ("a: 'true'", None), ("a: yes", None)]
)
def test_only_true_and_false_without_quotes_are_booleans(text: str, boolean: bool | None) -> None:
    assert scalar(text).boolean is boolean


def test_a_word_has_its_line_and_columns() -> None:
    node = tree(yaml_tree, "b: x\na:  MIT # why\n").get("a")
    assert node is not None
    source = source_of("README.md", node)
    assert (source.line, source.columns) == (2, (5, 8))


def test_lines_are_counted_from_where_the_text_begins() -> None:
    node = yaml_tree("\na: x\n", "x", 10)
    assert node is not None
    assert node.line == 11


def test_json_has_lines_and_columns() -> None:
    node = tree(json_tree, '{\n  "a":\n    "MIT"\n}').get("a")
    assert isinstance(node, Scalar)
    assert (node.line, node.columns) == (3, (5, 10))


def test_toml_has_the_line_of_the_key() -> None:
    node = tree(toml_tree, 'a = 1\n[b]\n# why\nc = "x"\n').get("b")
    assert isinstance(node, Mapping)
    assert [(key.text, key.line) for key, _ in node] == [("c", 4)]


@pytest.mark.parametrize(("reader", "text"), [(yaml_tree, "a: 1\na: 2\n"), (json_tree, '{"a": 1, "a": 2}')])
def test_a_key_written_twice_is_there_twice_and_the_last_is_taken(reader: Reader, text: str) -> None:
    root = tree(reader, text)
    assert [key.text for key, _ in root] == ["a", "a"]
    assert plain(root) == {"a": "2"}


@pytest.mark.parametrize("reader", [yaml_tree, json_tree, toml_tree])
@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_text_has_no_tree(reader: Reader, text: str) -> None:
    assert reader(text, "x") is None


def test_an_alias_is_what_it_stands_for() -> None:
    assert plain(tree(yaml_tree, "a: &x {b: c}\nd: *x\n")) == {"a": {"b": "c"}, "d": {"b": "c"}}


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert plain(tree(yaml_tree, "a: &x {b: c}\nd: {<<: *x}\n"))["d"] == {"<<": {"b": "c"}}


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("!non-commercial mit", "!non-commercial mit"),
        ("!<tag:a.org,2020:nc> mit", "tag:a.org,2020:nc mit"),
        ("!non-commercial [mit]", ["!non-commercial", "mit"]),
        ("! mit", "mit"),
        ("!!str mit", "mit"),
        ("!!python/tuple [mit]", ["mit"]),
    ],
)
def test_a_tag_that_somebody_made_up_is_words_and_those_of_yaml_are_types(value: str, read: object) -> None:
    assert plain(tree(yaml_tree, f"a: {value}\n")) == {"a": read}


@pytest.mark.parametrize(
    ("reader", "text", "message"),
    [
        (yaml_tree, "a: ]", "x:1: it is not valid YAML"),
        (yaml_tree, "a: b: c", "x:1: it is not valid YAML"),
        (yaml_tree, "a: b\n\tc: d", "x:2: it is not valid YAML"),
        (yaml_tree, "a: *b", "x:1: the alias *b"),
        (yaml_tree, "a: b\nc: [x\x1b[31m]", "x:2: it is not valid YAML: it holds the character U+001B"),
        (yaml_tree, "[a]: b", "x:1: a key is a list or a mapping"),
        (yaml_tree, "a: b\n---\nc: d", "x:3: it holds more than one YAML document"),
        (yaml_tree, f"{'k' * 1100}: b", "x:1: "),
        (json_tree, "{", "x:1: it is not valid JSON"),
        (json_tree, '{"a": 1,\n}', "x:2: it is not valid JSON: a key is not a string"),
        (json_tree, '{"a" 1}', "x:1: it is not valid JSON: a colon is missing"),
        (json_tree, "[1 2]", "x:1: it is not valid JSON: a comma or ] is missing"),
        (json_tree, '{"a": 1} x', "x:1: it is not valid JSON: something follows the end"),
        (json_tree, '{"a": tru}', "x:1: it is not valid JSON"),
        (json_tree, '{"a": "\n"}', "x:1: it is not valid JSON"),
        (json_tree, '{"a": NaN}', "x:1: it is not valid JSON"),
        (json_tree, "{'a': 1}", "x:1: it is not valid JSON"),
        (toml_tree, "a = 1\nb = \n", "x:2: it is not valid TOML"),
        (toml_tree, f"a = {'[' * 20_000}{']' * 20_000}", "x: it is nested deeper than 64 levels"),
        (toml_tree, "a = 1\na = 2\n", "x:2: it is not valid TOML"),
        (toml_tree, "a = 2026-13-45\n", "x:1: it is not valid TOML"),
        (toml_tree, 'a = 1\nb = "x\nc = 2\n', "x:2: it is not valid TOML: a quote is not closed"),
        (toml_tree, "a = \"it's\"\nb = 'x\nc = 2\n", "x:2: it is not valid TOML: a quote is not closed"),
        (toml_tree, 'a = 1\nb = """x\nc = 2\n', "x:2: it is not valid TOML: a quote is not closed"),
        (toml_tree, "a = 1\nb = '''x\nc = 2\n", "x:2: it is not valid TOML: a quote is not closed"),
        (toml_tree, 'a = "x\x01"\n', "x:1: it is not valid TOML: Illegal character"),
    ],
)
def test_what_is_malformed_is_refused_with_its_line(reader: Reader, text: str, message: str) -> None:
    with pytest.raises(OpennessError) as caught:
        reader(text, "x")
    assert str(caught.value).startswith(message)


TOML_WITH_TEXTS = '''
a = """
b = 1
[c]
"""
b = 2
list = [
  [1, 2],
  "d = 3",  # [e]
  {x = 1, y = "]"},
]
[c]  # a comment
d = \'\'\'x = 1
[[e]]\'\'\'
"quoted.key" = "# no comment"
f = { g = 1 }
h = 3
[[e]]
i."j" = 1
'''


def test_a_key_in_a_text_or_a_list_of_toml_is_none() -> None:
    assert toml_lines(TOML_WITH_TEXTS) == {
        "a": 2,
        "b": 6,
        "list": 7,
        "c": 12,
        "c.d": 13,
        "c.quoted.key": 15,
        "c.f": 16,
        "c.h": 17,
        "e": 18,
        "e[0]": 18,
        "e[0].i.j": 19,
    }


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text("a=[]{}#'\n x", max_size=12)), max_size=6))
def test_the_line_of_a_key_of_toml_is_the_one_it_is_written_on(pairs: list[tuple[str, str]]) -> None:
    """Whatever stands in the texts before it; each key is written once, as TOML asks."""
    lines, places = [""], {}
    for key, text in dict(pairs).items():
        places[key] = len(lines) + 1
        lines.extend(f'{key} = """\n{text}"""'.split("\n"))
    toml = "\n".join(lines)
    assert toml_lines(toml) == places
    assert tomllib.loads(toml).keys() == places.keys()
