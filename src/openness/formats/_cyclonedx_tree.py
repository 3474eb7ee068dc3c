"""The lists of a CycloneDX BOM, and the properties of its components, alike in JSON and XML."""

import re
from collections.abc import Iterator

from openness.syntax.tree import Mapping, Node, Scalar, Sequence, every, texts_of, word_of
from openness.vocabulary.properties import PREFIX


def listed(node: Node | None, key: str, each: str) -> Iterator[Node]:
    """The items of a list: JSON's items, or XML's elements of a name within the list's own."""
    for value in every(node, key):
        if isinstance(value, Mapping) and any(name.text == each for name, _ in value):
            yield from every(value, each)
        else:
            yield value


def properties_of(node: Mapping) -> Iterator[tuple[str, Scalar]]:
    """The properties of a component and of its model card, by their names."""
    for holder in (node, *every(node, "modelCard")):
        yield from own_properties(holder)


def own_properties(holder: Node) -> Iterator[tuple[str, Scalar]]:
    """The properties that something has itself, by their names."""
    for property in listed(holder, "properties", "property"):
        for value, _ in (*texts_of(property, "value"), *texts_of(property, "content")):
            yield word_of(property, "name"), value


def others_of(node: Mapping) -> Iterator[tuple[str, Scalar]]:
    """The properties under names that are not ours, by the last word of their names."""
    for name, value in properties_of(node):
        if not name.startswith(PREFIX):
            yield re.sub(r"[_\s-]", "", re.split(r"[:./]", name)[-1].lower()), value


def under(key: str, node: Node) -> Iterator[Scalar]:
    """Every word that stands under a key anywhere in a node."""
    if isinstance(node, Scalar):
        return
    for name, below in ((Scalar("", False, 0), item) for item in node.items) if isinstance(node, Sequence) else node:
        if name.text == key and isinstance(below, Scalar):
            yield below
        yield from under(key, below)
