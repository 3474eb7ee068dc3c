"""The places in CycloneDX 1.6 and 1.7 of the elements that texts on SBOMs ask for; dots lead into fields and lists."""

from openness.formats._elements import Elements, Places, Stated
from openness.formats._licences import SILENCE
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, every, word_of
from openness.vocabulary.elements import Element

_DOCUMENT: Places = {
    Element.SBOM_AUTHOR: ("metadata.authors", "metadata.manufacturer", "metadata.supplier"),
    Element.SBOM_CREATOR: ("metadata.authors", "metadata.manufacturer", "metadata.supplier", "metadata.tools"),
    Element.SBOM_VERSION: ("version", "serialNumber"),
    Element.SBOM_SIGNATURE: ("signature",),
    Element.SBOM_TIMESTAMP: ("metadata.timestamp",),
    Element.SBOM_PRIMARY: ("metadata.component",),
    Element.SBOM_RELATIONS: (
        "dependencies",
        "metadata.component.pedigree",
        "components.pedigree",
        "metadata.component.components",
    ),
    Element.SBOM_DEPENDENCIES: ("dependencies", "metadata.component.components", "components.components"),
    Element.TOOL_NAME: ("metadata.tools.components.name", "metadata.tools.name", "metadata.tools.tool.name"),
    Element.TOOL_VERSION: (
        "metadata.tools.components.version",
        "metadata.tools.version",
        "metadata.tools.tool.version",
    ),
    Element.GENERATION_CONTEXT: ("metadata.lifecycles",),
    Element.SYSTEM_NAME: ("metadata.component.name",),
    Element.SYSTEM_COMPONENTS: ("components", "metadata.component.components"),
    Element.SYSTEM_PRODUCER: (
        "metadata.component.manufacturer",
        "metadata.component.supplier",
        "metadata.component.publisher",
        "metadata.component.authors",
    ),
    Element.SYSTEM_VERSION: ("metadata.component.version",),
    Element.SYSTEM_TIMESTAMP: ("metadata.component.releaseNotes.timestamp",),
    Element.SYSTEM_DATA_FLOW: ("services.data.flow", "services.data.dataflow", "?services.endpoints"),
    Element.SYSTEM_DATA_USAGE: ("?services.data", "?metadata.component.modelCard.considerations"),
    Element.SYSTEM_INPUT_OUTPUT: (
        "metadata.component.modelCard.modelParameters.inputs",
        "metadata.component.modelCard.modelParameters.outputs",
    ),
    Element.SYSTEM_INTENDED_USE: (
        "metadata.component.modelCard.considerations.useCases",
        "?metadata.component.description",
    ),
    Element.SECURITY_CONTROLS: ("?declarations", "?metadata.component.externalReferences"),
    Element.SECURITY_COMPLIANCE: ("declarations", "?metadata.component.externalReferences"),
    Element.VULNERABILITIES: ("vulnerabilities", "?metadata.component.externalReferences"),
}
_MODEL: Places = {
    Element.MODEL_NAME: ("name",),
    Element.MODEL_IDENTIFIER: ("purl", "cpe", "swhid", "omniborId", "swid"),
    Element.MODEL_VERSION: ("version",),
    Element.MODEL_TIMESTAMP: ("releaseNotes.timestamp", "?properties:created", "?properties:timestamp"),
    Element.MODEL_PRODUCER: ("manufacturer", "supplier", "publisher", "authors", "author"),
    Element.MODEL_DESCRIPTION: ("description", "modelCard.considerations.technicalLimitations"),
    Element.MODEL_HASH: ("hashes",),
    Element.MODEL_HASH_ALGORITHM: ("hashes",),
    Element.MODEL_PROPERTIES: (
        "modelCard.modelParameters.architectureFamily",
        "modelCard.modelParameters.modelArchitecture",
    ),
    Element.MODEL_INPUT_OUTPUT: ("modelCard.modelParameters.inputs", "modelCard.modelParameters.outputs"),
    Element.MODEL_TRAINING: ("modelCard.modelParameters.approach", "modelCard.modelParameters.datasets"),
    Element.MODEL_LICENCE: ("licenses",),
    Element.MODEL_REFERENCES: ("externalReferences",),
    Element.SECURITY_METRICS: ("?modelCard.quantitativeAnalysis",),
    Element.OPERATION_METRICS: ("?modelCard.quantitativeAnalysis",),
}
_DATA: Places = {
    Element.DATA_NAME: ("name",),
    Element.DATA_DESCRIPTION: ("description", "data.description"),
    Element.DATA_CONTENT: ("data.contents", "data.description"),
    Element.DATA_IDENTIFIER: ("purl", "bom-ref"),
    Element.DATA_HASH: ("hashes",),
    Element.DATA_PROVENANCE: ("data.governance", "?pedigree"),
    Element.DATA_STATISTICS: ("data.graphics",),
    Element.DATA_SENSITIVITY: ("data.sensitiveData", "data.classification"),
    Element.DATA_LICENCE: ("licenses",),
}
_COMPONENT: Places = {
    Element.COMPONENT_NAME: ("name",),
    Element.COMPONENT_VERSION: ("version",),
    Element.COMPONENT_SUPPLIER: ("supplier", "manufacturer", "publisher"),
    Element.COMPONENT_IDENTIFIER: ("purl", "cpe", "swid", "swhid", "omniborId", "bom-ref"),
    Element.COMPONENT_HASH: ("hashes",),
    Element.COMPONENT_LICENCE: ("licenses",),
    Element.COMPONENT_COPYRIGHT: ("copyright",),
}
_SOFTWARE = frozenset("application framework library container platform operating-system".split())


def elements_of(tree: Mapping, components: list[Mapping], used: frozenset[str], document: str) -> Stated:
    """The elements that a BOM states.

    Args:
        tree: the BOM.
        components: every component in it.
        used: the ids of the data that a model is said to have been made with.
        document: the BOM's name.
    """
    found = Elements(document)
    found.look(tree, "the document", tree.line, _DOCUMENT, has)
    for element in (Element.SBOM_FORMAT, Element.SBOM_FORMAT_VERSION):  # it would not have been read otherwise
        found.say(element, True, tree.line, "CycloneDX")
    kinds = {word_of(node, "type") for node in components}
    found.say(Element.SOFTWARE, bool(kinds & _SOFTWARE), tree.line, "the document lists no software")
    found.say(Element.HARDWARE, "device" in kinds, tree.line, "the document lists no device")
    references = {
        word_of(reference, "type")
        for node in (tree, *components)
        for reference in every(node, "externalReferences")
        if isinstance(reference, Mapping)
    }
    policy = bool(references & {"rfc-9116", "security-contact"})
    found.say(Element.SECURITY_POLICY, policy, tree.line, "the document names no security contact")
    for node in components:
        kind, called = word_of(node, "type"), repr(word_of(node, "name") or "a component without a name")
        found.look(node, called, node.line, _COMPONENT, has)
        if kind == "machine-learning-model":
            found.look(node, called, node.line, _MODEL, has)
        elif kind == "data":
            found.look(node, called, node.line, _DATA, has)
            found.say(
                Element.DATA_DEPENDENCIES,
                word_of(node, "bom-ref") in used,
                node.line,
                f"{called} does not state {Element.DATA_DEPENDENCIES.says}",
            )
    return found.facts


def has(node: Node, path: str) -> bool:
    """True where something stands at the end of a path, or under a property with a word in its name (`properties:WORD`)."""
    if path.startswith("properties:"):
        word = path.partition(":")[2]
        return any(word in word_of(entry, "name").lower() for entry in every(node, "properties"))
    nodes: list[Node] = [node]
    for key in path.split("."):
        nodes = [inner for outer in nodes for inner in every(outer, key)]
    return any(map(_is_filled, nodes))


def _is_filled(node: Node) -> bool:
    if isinstance(node, Scalar):
        return not node.null and node.text.strip().upper() not in SILENCE - {"UNKNOWN"}
    return bool(node.items if isinstance(node, Sequence) else node.pairs if isinstance(node, Mapping) else ())
