"""The places in SPDX 3.0.1 of the elements that texts on SBOMs ask for.

A place is a property by its last word, `X@Y` the property Y of what the property X leads to, or `>word` a relationship
from the element, and `<word` one to it, that leads to something.
"""

from collections import deque
from collections.abc import Iterator, Mapping

from openness.formats import _spdx3_graph as graph
from openness.formats._elements import Elements, Places, Stated
from openness.vocabulary.elements import Element

#: Relationships that make what they lead to a component of what is described.
REACHING = frozenset(
    "contains hasOptionalComponent packagedBy dependsOn hasDynamicLink hasStaticLink hasPrerequisite "
    "hasOptionalDependency hasProvidedDependency describes".split()
)
_DEPENDENCIES = frozenset("contains dependsOn hasDynamicLink hasStaticLink".split())
_RELATIONS = _DEPENDENCIES | {"descendantOf", "ancestorOf"}

_CREATION: Places = {
    Element.SBOM_AUTHOR: ("createdBy@person",),
    Element.SBOM_CREATOR: ("createdBy",),
    Element.SBOM_TIMESTAMP: ("created",),
    Element.TOOL_NAME: ("createdUsing@name",),
    Element.TOOL_VERSION: ("?createdUsing@name", "?createdUsing@summary"),
}
_SYSTEM: Places = {
    Element.SYSTEM_NAME: ("name",),
    Element.SYSTEM_COMPONENTS: (">contains", ">dependsOn"),
    Element.SYSTEM_PRODUCER: ("suppliedBy@name", "originatedBy@name"),
    Element.SYSTEM_VERSION: ("packageVersion",),
    Element.SYSTEM_TIMESTAMP: ("releaseTime", "builtTime"),
    Element.SYSTEM_DATA_FLOW: ("?informationAboutApplication",),
    Element.SYSTEM_DATA_USAGE: ("?informationAboutApplication", "?useSensitivePersonalInformation"),
    Element.SYSTEM_INPUT_OUTPUT: ("?informationAboutApplication", "?description"),
    Element.SYSTEM_INTENDED_USE: ("domain", "?informationAboutApplication"),
    Element.SECURITY_CONTROLS: ("?externalRef",),
    Element.SECURITY_COMPLIANCE: ("standardCompliance",),
    Element.SECURITY_POLICY: ("?externalRef",),
    Element.VULNERABILITIES: (">hasAssociatedVulnerability", "<affects", "?externalRef"),
}
_MODEL: Places = {
    Element.MODEL_NAME: ("name",),
    Element.MODEL_IDENTIFIER: ("packageUrl", "externalIdentifier", "contentIdentifier"),
    Element.MODEL_VERSION: ("packageVersion",),
    Element.MODEL_TIMESTAMP: ("releaseTime", "builtTime"),
    Element.MODEL_PRODUCER: ("originatedBy@name", "suppliedBy@name"),
    Element.MODEL_DESCRIPTION: ("description", "summary", "limitation"),
    Element.MODEL_HASH: ("verifiedUsing",),
    Element.MODEL_HASH_ALGORITHM: ("verifiedUsing",),
    Element.MODEL_PROPERTIES: ("typeOfModel", "hyperparameter"),
    Element.MODEL_TRAINING: ("informationAboutTraining", ">trainedOn"),
    Element.MODEL_LICENCE: (">hasDeclaredLicense", ">hasConcludedLicense"),
    Element.MODEL_REFERENCES: ("externalRef", "homePage", "downloadLocation"),
    Element.SECURITY_METRICS: ("?metric",),
    Element.OPERATION_METRICS: ("?metric",),
}
_DATA: Places = {
    Element.DATA_NAME: ("name",),
    Element.DATA_DESCRIPTION: ("description", "summary", "intendedUse"),
    Element.DATA_CONTENT: ("datasetType", "datasetSize"),
    Element.DATA_IDENTIFIER: ("downloadLocation", "packageUrl", "externalIdentifier"),
    Element.DATA_HASH: ("verifiedUsing",),
    Element.DATA_PROVENANCE: ("dataCollectionProcess", "dataPreprocessing", "originatedBy@name"),
    Element.DATA_STATISTICS: ("?datasetSize", "?datasetNoise"),
    Element.DATA_SENSITIVITY: ("hasSensitivePersonalInformation", "confidentialityLevel"),
    Element.DATA_DEPENDENCIES: ("<trainedOn", "<testedOn", "<dependsOn", ">usesTool", ">hasInput"),
    Element.DATA_LICENCE: (">hasDeclaredLicense", ">hasConcludedLicense"),
}
_COMPONENT: Places = {
    Element.COMPONENT_NAME: ("name",),
    Element.COMPONENT_VERSION: ("packageVersion",),
    Element.COMPONENT_SUPPLIER: ("suppliedBy@name",),
    Element.COMPONENT_HASH: ("verifiedUsing",),
    Element.COMPONENT_LICENCE: (">hasConcludedLicense", ">hasDeclaredLicense"),
    Element.COMPONENT_COPYRIGHT: ("copyrightText",),
}
_NOT_SAID = ("NoAssertionElement", "NoAssertionLicense", "NoAssertion", "NoneElement")
#: The time that tools write for want of one.
NO_TIME = "1970-01-01T00:00:00"
_PACKAGES = ("Package", "AIPackage", "DatasetPackage")


class Document:
    """The elements of one document and the relationships among them."""

    def __init__(self, name: str, elements: Mapping[str, graph.Element]) -> None:
        self.name = name
        self.elements = elements
        self.relationships: dict[tuple[str, str], list[str]] = {}
        self.words: set[str] = set()
        for node in elements.values():
            if node.is_relationship:
                for word in node.values("relationshipType"):
                    self.relate(word.rpartition("/")[2], node)

    def relate(self, word: str, node: graph.Element) -> None:
        ends = [id for id in node.values("to") if id.rpartition("/")[2] not in _NOT_SAID]
        if ends:
            self.words.add(word)
        for of in node.values("from"):
            self.relationships.setdefault((of, f">{word}"), []).extend(ends)
            for to in ends:
                self.relationships.setdefault((to, f"<{word}"), []).append(of)

    def of(self, *sorts: str) -> Iterator[graph.Element]:
        """The elements of some classes."""
        return (node for node in self.elements.values() if node.sort in sorts)

    def has(self, node: graph.Element, place: str) -> bool:
        """True where a place of an element holds something."""
        if place[0] in "<>":
            return bool(self.relationships.get((node.id, place)))
        key, _, inner = place.partition("@")
        values = [value for value in node.values(key) if not value.startswith(NO_TIME)]
        if not inner:
            return bool(values)
        led = [self.elements[id] for id in values if id in self.elements]
        if inner == "person":
            return any(other.sort in ("Person", "Organization") and any(other.values("name")) for other in led)
        return any(any(other.values(inner)) for other in led)

    def reached(self) -> dict[str, None]:
        """The ids of the elements that the document describes, and of their components."""
        roots = [
            id
            for node in self.of("SpdxDocument", "Sbom", "Bom", "Bundle")
            for id in (node.id, *node.values("rootElement"))
        ]
        reached: dict[str, None] = dict.fromkeys(roots)
        waiting = deque(reached)
        while waiting:
            at = waiting.popleft()
            for to in (to for word in REACHING for to in self.relationships.get((at, f">{word}"), ())):
                if to not in reached:
                    reached[to] = None
                    waiting.append(to)
        return reached


def elements_of(name: str, elements: Mapping[str, graph.Element]) -> Stated:
    """The elements that a document states.

    Args:
        name: the document's.
        elements: every element in it, by its id.
    """
    document, found = Document(name, elements), Elements(name)
    line = next((node.line for node in document.of("SpdxDocument")), 1)
    creations = list(document.of("CreationInfo"))
    for node in creations[:1]:
        found.look(node, "the document", node.line, _CREATION, document.has)
    for element in (Element.SBOM_FORMAT, Element.SBOM_FORMAT_VERSION):
        found.say(element, bool(creations), line, "the document has no CreationInfo")
    found.say(Element.SBOM_RELATIONS, bool(document.words & _RELATIONS), line, "the document relates nothing it lists")
    includes = bool(document.words & _DEPENDENCIES)
    found.say(Element.SBOM_DEPENDENCIES, includes, line, "the document does not say what contains or depends on what")
    staged = any(any(node.values("sbomType")) for node in document.of("Sbom"))
    found.say(Element.GENERATION_CONTEXT, staged, line, "the document has no Sbom with a type")
    reached = document.reached()
    components = [elements[id] for id in reached if id in elements and elements[id].sort in _PACKAGES]
    found.say(Element.SBOM_PRIMARY, bool(components), line, "the document describes no package")
    for node in components[:1]:
        found.look(node, _called(node), node.line, _SYSTEM, document.has)
    for node in components:
        found.look(node, _called(node), node.line, _COMPONENT, document.has)
        found.say(
            Element.COMPONENT_IDENTIFIER, not node.id.startswith("_:"), node.line, f"{_called(node)} has no identifier"
        )
    for node in document.of("AIPackage"):
        found.look(node, _called(node), node.line, _MODEL, document.has)
    for node in document.of("DatasetPackage"):
        found.look(node, _called(node), node.line, _DATA, document.has)
    software = any(
        elements[to].sort == "Package"
        for (_, word), ends in document.relationships.items()
        for to in ends
        if word in (">dependsOn", ">usesTool") and to in elements
    )
    found.say(Element.SOFTWARE, software, line, "the document lists no software that something depends on")
    return found.facts


def _called(node: graph.Element) -> str:
    return repr(next(iter(node.values("name")), node.id))
