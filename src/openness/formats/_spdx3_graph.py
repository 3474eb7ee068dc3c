"""The elements of an SPDX 3 document: a table by their ids, wherever in the document each stands.

Classes and properties are known by their last word, so that `ai_AIPackage` and its full address are the same.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from openness.syntax.tree import Mapping, Node, Scalar, Sequence, plain, texts_of
from openness.vocabulary import NOASSERTION


def local(word: str) -> str:
    """The last part of a class's or a property's name.

    >>> local("ai_AIPackage"), local("https://spdx.org/rdf/3.0.1/terms/AI/AIPackage"), local("spdxId")
    ('AIPackage', 'AIPackage', 'spdxId')
    """
    return re.split(r"[/#:_]", word)[-1]


class Element:
    """An object of the document, with its properties by their last words."""

    __slots__ = ("_states", "differs", "fields", "id", "line", "sort")

    def __init__(self, node: Mapping, id: str) -> None:
        self.id = id
        self.line = node.line
        self._states: dict[str, list[Any]] | None = None
        self.differs = False  # whether the document describes it again, in other words
        self.fields: dict[str, list[Node]] = {}
        for key, value in node:
            word = key.text if key.text.startswith("@") else local(key.text)
            self.fields.setdefault(word, []).extend(value.items if isinstance(value, Sequence) else (value,))
        sorts = [
            node.text for word in ("type", "@type") for node in self.fields.get(word, ()) if isinstance(node, Scalar)
        ]
        self.sort = local(sorts[-1]) if sorts else ""

    def states(self) -> dict[str, list[Any]]:
        """The content of its properties, without places: as it is when it is first asked for."""
        if self._states is None:
            self._states = {word: [plain(node) for node in nodes] for word, nodes in self.fields.items()}
        return self._states

    @property
    def is_relationship(self) -> bool:
        """True where it states something of others."""
        return self.sort.endswith("Relationship")

    def words(self, key: str) -> Iterator[Scalar]:
        """Each word a property holds."""
        for node in self.fields.get(key, ()):
            if isinstance(node, Mapping):  # JSON-LD's long form
                node = node.get("@value") or node
            if isinstance(node, Scalar) and not node.null and node.text.strip():
                yield node

    def values(self, key: str) -> list[str]:
        """The words that a property holds, the ids of elements, and those of objects in place."""
        values = []
        for node in self.fields.get(key, ()):
            if isinstance(node, Mapping):
                values.append(id_of(node) or f"object on line {node.line}")
            elif isinstance(node, Scalar) and not node.null and node.text.strip() not in ("", NOASSERTION):
                values.append(node.text.strip())
        return values

    def word(self, key: str) -> str:
        """The last word a property holds; empty where it holds none."""
        return next((word.text.strip() for word in reversed(list(self.words(key)))), "")


def id_of(node: Node) -> str:
    """The id of an element, or of a reference to one; empty where there is none."""
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Mapping):
        ids = [value.text for key, value in node if key.text in ("spdxId", "@id") and isinstance(value, Scalar)]
        return ids[0].strip() if ids else ""
    return ""


class Graph:
    """The elements of a document.

    Args:
        tree: the document.
        several: is told the id and the line of an element that is described twice.
    """

    def __init__(self, tree: Mapping, several: Callable[[str, int], None]) -> None:
        self.elements: dict[str, Element] = {}
        self.order: list[Element] = []
        self._several = several
        self._met = 0  # objects, so that two without ids are two, on whatever line they stand
        self._gather(tree)
        maps = (node for outer in self.order for node in outer.fields.get("import", ()))
        self._elsewhere = {
            word for node in maps if isinstance(node, Mapping) for _, word in texts_of(node, "externalSpdxId")
        }

    def get(self, id: str) -> Element | None:
        """The element of an id."""
        return self.elements.get(id)

    def knows(self, id: str) -> bool:
        """True where an id is of something that the document describes, or that it says another one does."""
        return id in self.elements or id in self._elsewhere

    def of(self, *sorts: str) -> Iterator[Element]:
        """The elements of some classes, in the order of the document."""
        return (element for element in self.order if element.sort in sorts)

    def relationships(self) -> Iterator[Element]:
        """The relationships, in the order of the document."""
        return (element for element in self.order if element.is_relationship)

    def objects(self, outer: Element, key: str) -> Iterator[Element]:
        """The objects that a property holds, in place or by their ids."""
        for node in outer.fields.get(key, ()):
            element = Element(node, "") if isinstance(node, Mapping) else self.get(id_of(node))
            if element is not None:
                yield element

    def package_urls(self, element: Element) -> Iterator[Scalar]:
        """The package URLs of an element: its own field, and its external identifiers that are some."""
        yield from element.words("packageUrl")
        for identifier in self.objects(element, "externalIdentifier"):
            if local(identifier.word("externalIdentifierType")) == "packageUrl":
                yield from identifier.words("identifier")

    def properties(self, element: Element) -> Iterator[tuple[str, Scalar]]:
        """The entries of the extension for CycloneDX's properties."""
        for extension in self.objects(element, "extension"):
            for entry in self.objects(extension, "cdxProperty"):
                yield from ((entry.word("cdxPropName"), value) for value in entry.words("cdxPropValue"))

    def locators(self, element: Element, kind: str) -> Iterator[Scalar]:
        """The addresses of external references of a kind; of every kind where none is named."""
        for reference in self.objects(element, "externalRef"):
            if kind in ("", local(reference.word("externalRefType"))):
                yield from reference.words("locator")

    def _gather(self, tree: Mapping) -> None:
        """Every object that has an id or a class, wherever it stands; one that stands twice is one."""
        waiting: list[Node] = [tree]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Sequence):
                waiting.extend(reversed(node.items))
            elif isinstance(node, Mapping):
                waiting.extend(value for key, value in reversed(node.pairs) if key.text != "@context")
                id = id_of(node)
                self._met += 1
                element = Element(node, id or f"element {self._met} on line {node.line}")
                if element.sort or (id and len(node.pairs) > 1):
                    self._keep(element)

    def _keep(self, element: Element) -> None:
        """Keep an element; one that is described again is one, but for a relationship: each of those states something."""
        known = self.elements.setdefault(element.id, element)
        again = known is not element
        again_described = again and bool(known.sort and element.sort)
        if again_described:
            self._several(element.id, element.line)
        if not again or (known.is_relationship and element.is_relationship):
            self.order.append(element)
            return
        known.differs = known.differs or (again_described and known.states() != element.states())
        for word, nodes in element.fields.items():
            known.fields.setdefault(word, []).extend(nodes)
        known.sort = known.sort or element.sort
