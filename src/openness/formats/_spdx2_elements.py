"""The places in SPDX 2.3 of the elements that texts on SBOMs ask for; it has none for models and data."""

from openness.formats._elements import Elements, Places, Stated
from openness.syntax.tree import Mapping, every, texts_of, word_of
from openness.vocabulary import NOASSERTION
from openness.vocabulary.elements import Element

_COMPONENT: Places = {
    Element.COMPONENT_NAME: ("name",),
    Element.COMPONENT_VERSION: ("versionInfo",),
    Element.COMPONENT_SUPPLIER: ("supplier",),
    Element.COMPONENT_IDENTIFIER: ("SPDXID",),
    Element.COMPONENT_HASH: ("checksums",),
    Element.COMPONENT_LICENCE: ("licenseConcluded", "licenseDeclared"),
    Element.COMPONENT_COPYRIGHT: ("copyrightText",),
}
NO_TIME = "1970-01-01T00:00:00"  # the time that tools write for want of one
_DEPENDENCIES = frozenset("CONTAINS CONTAINED_BY DEPENDS_ON DEPENDENCY_OF DYNAMIC_LINK STATIC_LINK".split())
_RELATIONS = _DEPENDENCIES | {"DESCENDANT_OF", "ANCESTOR_OF", "GENERATED_FROM", "GENERATES"}


def elements_of(tree: Mapping, packages: list[Mapping], described: bool, document: str) -> Stated:
    """The elements that a document states.

    Args:
        tree: the document.
        packages: every package in it.
        described: whether it says which package it is about.
        document: its name.
    """
    found = Elements(document)
    creation = [node for node in every(tree, "creationInfo") if isinstance(node, Mapping)]
    line = creation[0].line if creation else tree.line
    creators = [text for node in creation for _, text in texts_of(node, "creators")]
    people = [text for text in creators if text.startswith(("Person:", "Organization:"))]
    tools = [text for text in creators if text.startswith("Tool:")]
    relations = {word_of(node, "relationshipType").upper() for node in every(tree, "relationships")}
    stated = {
        Element.SBOM_CREATOR: bool(creators),
        Element.SBOM_AUTHOR: bool(people),
        Element.SBOM_TIMESTAMP: any(
            (created := word_of(node, "created")) and not created.startswith(NO_TIME) for node in creation
        ),
        Element.TOOL_NAME: bool(tools),
        Element.TOOL_VERSION: any("-" in text for text in tools),
        Element.SBOM_FORMAT: True,
        Element.SBOM_FORMAT_VERSION: bool(word_of(tree, "spdxVersion")),
        Element.SBOM_PRIMARY: described,
        Element.SBOM_RELATIONS: bool(relations & _RELATIONS),
        Element.SBOM_DEPENDENCIES: bool(relations & _DEPENDENCIES),
    }
    for element, is_there in stated.items():
        found.say(element, is_there, line, f"the document does not state {element.says}")
    for node in packages:
        found.look(node, repr(word_of(node, "name")), node.line, _COMPONENT, _has)
    return found.facts


def _has(node: Mapping, key: str) -> bool:
    words = [text for _, text in texts_of(node, key)]
    return any(word != NOASSERTION for word in words) or any(isinstance(inner, Mapping) for inner in every(node, key))
