"""XML as a tree."""

import pytest

from openness.errors import OpennessError
from openness.syntax.tree import Mapping, every, texts_of, word_of
from openness.syntax.xml import xml_tree


def tree(text: str) -> Mapping:
    _, _, root = xml_tree(text, "x.xml", 100)
    assert isinstance(root, Mapping)
    return root


def test_elements_attributes_and_text_are_fields_with_their_lines() -> None:
    root = tree('<a>\n<b c="1"> x </b>\n<b>y<!-- z --></b>\n<d/><![CDATA[ ]]></a>')
    assert [node.line for node in every(root, "b")] == [2, 3]
    assert [word_of(node, "content") for node in every(root, "b")] == ["x", ""]
    assert [text for _, text in texts_of(root, "b")] == ["y"]
    assert word_of(next(every(root, "b")), "c") == "1"


def test_the_root_is_named_with_its_namespace() -> None:
    space, name, _ = xml_tree('<p:a xmlns:p="urn:p"/>', "x.xml", 9)
    assert (space, name) == ("urn:p", "a")


def test_what_is_in_another_namespace_is_left_out() -> None:
    root = tree('<a xmlns="urn:a"><b xmlns="urn:b">x</b><b>y</b><o:b xmlns:o="urn:o">z</o:b></a>')
    assert [text for _, text in texts_of(root, "b")] == ["y"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!DOCTYPE a><a/>", "document type"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
        ('<!DOCTYPE a SYSTEM "a.dtd"><a/>', "document type"),
        ("<a>&b;</a>", "undefined entity"),
        ("<a>" + "<b/>" * 101 + "</a>", "more than 100"),
        ("<a " + " ".join(f'b{i}=""' for i in range(101)) + "/>", "more than 100"),
        ("<a>" * 65, "deeper than 64"),
        (f"<{'a' * 2_000}/>", "longer than"),
        ("<a>", "no element found"),
        ("", "no element found"),
        ("<a/><b/>", "junk"),
        ("<a>\x00</a>", "not well-formed"),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(OpennessError, match=message):
        xml_tree(text, "x.xml", 100)
