"""Linked data read as a tree (decision 13): the objects at its top, their types, and the objects that they point to."""

import re
from collections.abc import Iterator
from functools import cached_property

from openness.formats._fields import local_name
from openness.syntax.tree import Mapping, Node, Scalar, Sequence

#: Fields that tell of conditions for those who want a thing (schema.org), and words of one that has none.
_CONDITIONS = ("conditionsOfAccess", "acquireLicensePage")
_OPEN = re.compile(r"(?i)\W*(?:open|public|unrestricted|free|none|no (?:conditions|restrictions))(?: access)?\W*\Z")


def objects(tree: Node | None) -> Iterator[Mapping]:
    """The objects at the top: the root, or those of a list or a graph."""
    if isinstance(tree, Sequence):
        for item in tree.items:
            yield from objects(item)
    elif isinstance(tree, Mapping):
        yield tree
        graph = tree.get("@graph")
        yield from (item for item in (graph.items if isinstance(graph, Sequence) else ()) if isinstance(item, Mapping))


def types_of(node: Mapping) -> set[str]:
    """The types of an object, without the prefixes of schema.org and of Croissant."""
    value = node.get("@type") or node.get("type")  # which the context of schema.org takes for the same
    items = value.items if isinstance(value, Sequence) else (value,)
    return {local_name(item.text) for item in items if isinstance(item, Scalar)}


def unprefixed(node: Mapping) -> Mapping:
    """An object whose keys are without those prefixes."""
    pairs = ((Scalar(local_name(key.text), key.plain, key.line, key.columns), value) for key, value in node)
    return Mapping(tuple(pairs), node.line)


def says(node: Mapping, key: str) -> bool:
    """True where something is said under a key."""
    value = node.get(key)
    return value is not None and not (isinstance(value, Scalar) and (value.null or not value.text.strip()))


def has_conditions(node: Mapping) -> bool:
    """True where an object says that the thing is not free, or that there are conditions for those who want it."""
    return _not_free(node) is not None or any(says(node, key) for key in _CONDITIONS)


def closed_to_some(node: Mapping) -> Node | None:
    """The field of an object that says that not everybody gets the thing; None where none does."""
    conditions = node.get("conditionsOfAccess")
    closing = says(node, "conditionsOfAccess") and not (isinstance(conditions, Scalar) and _OPEN.match(conditions.text))
    return _not_free(node) or (conditions if closing else None)


def _not_free(node: Mapping) -> Node | None:
    free = node.get("isAccessibleForFree")
    return free if isinstance(free, Scalar) and free.text.lower().rpartition("/")[2] == "false" else None


class Linked:
    """The objects of a document by their names within it."""

    def __init__(self, tree: Node | None) -> None:
        self.tree = tree

    @cached_property
    def named(self) -> dict[str, Mapping]:
        """The objects at the top by their `@id`."""
        found: dict[str, Mapping] = {}
        for node in objects(self.tree):
            name = node.get("@id")
            if isinstance(name, Scalar):
                found.setdefault(name.text, node)
        return found

    def followed(self, node: Node) -> Node:
        """The object that a value points to, without the name by which only this document knows it.

        An address is a name that everybody knows, and is kept.
        """
        name = node.get("@id") if isinstance(node, Mapping) else None
        if not isinstance(name, Scalar) or "://" in name.text or name.text not in self.named:
            return node
        pairs = ((key, _plain(value)) for key, value in self.named[name.text] if key.text != "@id")
        return Mapping(tuple(pairs), node.line)


def _plain(value: Node) -> Node:
    """The name in an object that holds nothing but that."""
    name = value.get("@id") if isinstance(value, Mapping) else None
    return value if name is None else name
