"""Elements that texts on SBOMs ask of a document: of itself, of its subject, and of each thing it lists.

They are those of the G7's “SBOM for AI – Minimum Elements” (12 May 2026), of NTIA's minimum elements (2021) and of the
third edition of “Framing Software Component Transparency” (2024), each once.
"""

from openness.vocabulary.words import Word


class Element(Word):
    """One thing a document may state."""

    def __init__(self, word: str, says: str = "") -> None:
        """Keep the meaning; the label is the word without hyphens."""
        super().__init__(word, word.replace("-", " "), says)

    SBOM_AUTHOR = "sbom-author", "who wrote the document: a person or an organisation, not a tool"
    SBOM_CREATOR = "sbom-creator", "who or what wrote the document"
    SBOM_VERSION = "sbom-version", "the version of the document"
    SBOM_FORMAT = "sbom-format", "the name of its format"
    SBOM_FORMAT_VERSION = "sbom-format-version", "the version of its format"
    SBOM_SIGNATURE = "sbom-signature", "a signature"
    SBOM_TIMESTAMP = "sbom-timestamp", "when it was last changed"
    SBOM_PRIMARY = "sbom-primary", "which component it is about"
    SBOM_RELATIONS = "sbom-relations", "how what it lists depends on, holds, or comes from each other"
    SBOM_DEPENDENCIES = "sbom-dependencies", "what of it is included in, or needed by, what"
    TOOL_NAME = "tool-name", "the tool that made it"
    TOOL_VERSION = "tool-version", "the version of that tool"
    GENERATION_CONTEXT = "generation-context", "at which stage it was made, such as build or after it"

    SYSTEM_NAME = "system-name", "what the system is called"
    SYSTEM_COMPONENTS = "system-components", "what the system consists of"
    SYSTEM_PRODUCER = "system-producer", "who makes the system"
    SYSTEM_VERSION = "system-version", "the version of the system"
    SYSTEM_TIMESTAMP = "system-timestamp", "when the system was last changed"
    SYSTEM_DATA_FLOW = "system-data-flow", "where the data goes that people put in"
    SYSTEM_DATA_USAGE = "system-data-usage", "what is done with that data"
    SYSTEM_INPUT_OUTPUT = "system-input-output", "what the system takes and gives"
    SYSTEM_INTENDED_USE = "system-intended-use", "what the system is meant for"

    MODEL_NAME = "model-name", "what the model is called"
    MODEL_IDENTIFIER = "model-identifier", "an identifier of the model, such as a package URL"
    MODEL_VERSION = "model-version", "the version of the model"
    MODEL_TIMESTAMP = "model-timestamp", "when the model was made or released"
    MODEL_PRODUCER = "model-producer", "who trained the model"
    MODEL_DESCRIPTION = "model-description", "what the model can do and what it cannot"
    MODEL_HASH = "model-hash", "a hash of the model"
    MODEL_HASH_ALGORITHM = "model-hash-algorithm", "the algorithm of that hash"
    MODEL_PROPERTIES = "model-properties", "the model's architecture and size"
    MODEL_INPUT_OUTPUT = "model-input-output", "what the model takes and gives"
    MODEL_TRAINING = "model-training", "how the model was trained, and on what"
    MODEL_LICENCE = "model-licence", "the licence of the model"
    MODEL_REFERENCES = "model-references", "addresses of more on the model"

    DATA_NAME = "data-name", "what the data set is called"
    DATA_DESCRIPTION = "data-description", "what the data set is used for"
    DATA_CONTENT = "data-content", "what the data set holds, and in which form"
    DATA_IDENTIFIER = "data-identifier", "an identifier or the address of the data set"
    DATA_HASH = "data-hash", "a hash of the data set"
    DATA_PROVENANCE = "data-provenance", "where the data is from"
    DATA_STATISTICS = "data-statistics", "figures on the data"
    DATA_SENSITIVITY = "data-sensitivity", "whether the data is personal, protected or secret"
    DATA_DEPENDENCIES = "data-dependencies", "which model the data set belongs to"
    DATA_LICENCE = "data-licence", "the licence of the data set"

    SOFTWARE = "software", "the software that the system runs on"
    HARDWARE = "hardware", "the hardware that the system runs on"
    SECURITY_CONTROLS = "security-controls", "what protects the system"
    SECURITY_COMPLIANCE = "security-compliance", "the standards it complies with"
    SECURITY_POLICY = "security-policy", "how to report a weakness"
    VULNERABILITIES = "vulnerabilities", "its known weaknesses, or where to find them"
    SECURITY_METRICS = "security-metrics", "figures on its security"
    OPERATION_METRICS = "operation-metrics", "figures on its operation, such as uptime"

    COMPONENT_NAME = "component-name", "what the component is called"
    COMPONENT_VERSION = "component-version", "the version of the component"
    COMPONENT_SUPPLIER = "component-supplier", "who supplies the component"
    COMPONENT_IDENTIFIER = "component-identifier", "an identifier of the component"
    COMPONENT_HASH = "component-hash", "a hash of the component"
    COMPONENT_LICENCE = "component-licence", "the licence of the component"
    COMPONENT_COPYRIGHT = "component-copyright", "the copyright holder of the component"
