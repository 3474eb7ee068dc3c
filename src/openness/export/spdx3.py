"""An SPDX 3.0.1 document as JSON-LD, with the AI, Dataset and simple licensing profiles.

The release is an `AIPackage`, or a `DatasetPackage`; the data it was trained and tested on are data sets, the models it
came from AI packages, and every other part a file with a purpose and a relationship. What SPDX has no field for stands
in its extension for properties, under the names of `openness.vocabulary.properties`.

Every model and every data set has exactly one declared and one concluded licence, as the AI profile asks; the concluded
one is what a person concluded, and otherwise no assertion.
"""

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from openness._version import __version__
from openness.export import _properties as properties
from openness.export._spdx_licence import NO_TEXT, SpdxLicences
from openness.export.capability import is_address, with_properties
from openness.export.summary import Base, Outline, Part
from openness.export.writers import NO_MOMENT, UNDATED, digest, moment
from openness.release.author import Author
from openness.value import Value
from openness.vocabulary import Availability, Kind, Relation
from openness.vocabulary.characters import in_json
from openness.vocabulary.details import ModelDetail
from openness.vocabulary.json_text import json_text

_WORDS = {
    Availability.PUBLIC: "directDownload",
    Availability.GATED: "registration",
    Availability.HOSTED: "query",
}
HOLDS = with_properties("SPDX 3.0.1", dated=True)

CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
_TERMS = "https://spdx.org/rdf/3.0.1/terms"
_NO_LICENCE = {
    "NOASSERTION": f"{_TERMS}/ExpandedLicensing/NoAssertionLicense",
    "NONE": f"{_TERMS}/ExpandedLicensing/NoneLicense",
}


@frozen(eq=False, repr=False)
class _Place(Value):
    """The place in SPDX of a part that is neither a model nor a data set.

    Args:
        purpose: what the file is for.
        tie: the relationship between the release and the file.
        turned: whether it is said of the file.
        of_data: whether it is about the data sets, where there are any.
        address: as what kind of reference an address of it is written.
    """

    purpose: str
    tie: str
    turned: bool = False
    of_data: bool = False
    address: str = "documentation"


_PLACES = {
    Kind.MODEL_ARCHITECTURE: _Place("source", "contains", address="sourceArtifact"),
    Kind.DATA_PREPROCESSING_CODE: _Place("source", "generates", True, True, "sourceArtifact"),
    Kind.TRAINING_CODE: _Place("source", "generates", True, address="sourceArtifact"),
    Kind.INFERENCE_CODE: _Place("source", "hasDataFile", True, address="sourceArtifact"),
    Kind.EVALUATION_CODE: _Place("test", "hasTest", address="sourceArtifact"),
    Kind.SUPPORTING_LIBRARIES_AND_TOOLS: _Place("library", "usesTool", address="sourceArtifact"),
    Kind.MODEL_PARAMETERS_FINAL: _Place("model", "hasDistributionArtifact", address="binaryArtifact"),
    Kind.MODEL_PARAMETERS_INTERMEDIATE: _Place("model", "ancestorOf", True, address="binaryArtifact"),
    Kind.DATASETS: _Place("data", "hasDataFile", address="altDownloadLocation"),
    Kind.EVALUATION_DATA: _Place("data", "hasDataFile", address="altDownloadLocation"),
    Kind.MODEL_METADATA: _Place("configuration", "hasMetadata", address="productMetadata"),
    Kind.MODEL_CARD: _Place("documentation", "hasDocumentation"),
    Kind.DATA_CARD: _Place("documentation", "hasDocumentation", of_data=True),
    Kind.TECHNICAL_REPORT: _Place("documentation", "hasDocumentation"),
    Kind.RESEARCH_PAPER: _Place("documentation", "hasDocumentation"),
    Kind.EVALUATION_RESULTS: _Place("evidence", "hasEvidence", address="qualityAssessmentReport"),
    Kind.SAMPLE_MODEL_OUTPUTS: _Place("data", "hasExample", address="altDownloadLocation"),
    Kind.DATA_INFORMATION: _Place("documentation", "hasDocumentation", of_data=True),
}
_DATA = {Kind.DATASETS: "trainedOn", Kind.EVALUATION_DATA: "testedOn"}


def write(outline: Outline, author: Author | None = None) -> str:
    """The document.

    Args:
        outline: what it holds.
        author: who makes it; where nobody is named it is the tool.
    """
    return in_json(json_text({"@context": CONTEXT, "@graph": _Graph(outline, author).elements()}, 2)) + "\n"


def _details(outline: Outline) -> dict[str, dict[str, Any]]:
    """The fields of the AI profile for the details that it has a field for."""
    values_of: dict[str, list[str]] = {}
    for word, value in outline.details:
        values_of.setdefault(word, []).append(value)
    fields: dict[str, dict[str, Any]] = {}
    for word, values in values_of.items():
        match ModelDetail(word), values:
            case ModelDetail.RELEASE_DATE, [day] if len(day) == len("2026-11-24"):
                fields[word] = {"releaseTime": f"{day}T00:00:00Z"}
            case ModelDetail.ARCHITECTURE, _:
                fields[word] = {"ai_typeOfModel": values}
            case ModelDetail.TRAINING_ENERGY, [energy] if "e" not in energy:
                training = {
                    "type": "ai_EnergyConsumptionDescription",
                    "ai_energyQuantity": energy,
                    "ai_energyUnit": "kilowattHour",
                }
                consumption = {"type": "ai_EnergyConsumption", "ai_trainingEnergyConsumption": [training]}
                fields[word] = {"ai_energyConsumption": consumption}
    return fields


class _Graph:
    """The elements of one document."""

    def __init__(self, outline: Outline, author: Author | None) -> None:
        self.outline = outline
        self.author = author
        self.space = f"https://spdx.org/spdxdocs/openness-{digest(outline, author)}"
        self.licences = SpdxLicences(outline)
        self.graph: list[dict[str, Any]] = []
        self.agents: dict[str, str] = {}
        self.expressions: dict[str, str] = {}
        self.ties = 0

    def elements(self) -> list[dict[str, Any]]:
        outline = self.outline
        itself, parts = properties.itself_and_parts(outline)
        release = self.package("release", outline.name, outline.subject == "dataset", itself, outline.producer)
        if outline.version:
            release["software_packageVersion"] = outline.version
        if url := properties.package_url(outline):
            release["software_packageUrl"] = url
        details = {} if outline.subject == "dataset" else _details(outline)
        for fields in details.values():
            release |= fields
        if outline.copyrights:
            release["software_copyrightText"] = "\n".join(outline.copyrights)
        self.state(release, properties.of_release(outline, details))
        places = {part: f"{part.kind.value}-{number}" for part, number in properties.numbered(parts)}
        sets = {
            part: self.package(id, part.name or part.kind.value, True, part)["spdxId"]
            for part, id in places.items()
            if outline.subject == "model" and part.kind in _DATA and properties.is_there(part)
        }
        for part, id in sets.items():
            self.tie(release["spdxId"], _DATA[part.kind], [id])
        trained_on = [id for part, id in sets.items() if part.kind is Kind.DATASETS]
        for part, id in places.items():
            if part not in sets:
                self.file(id, part, release["spdxId"], trained_on)
        for number, base in enumerate(outline.bases, 1):
            model = self.package(f"base-{number}", base.name, False, base, base.producer)
            derived = base.relation is None or base.relation.carries_terms or base.relation is Relation.DISTILLATION
            self.tie(release["spdxId"], "descendantOf" if derived else "other", [model["spdxId"]])
        return [*self.frame(release["spdxId"]), *self.graph, *map(self.text, self.licences.refs.values())]

    def frame(self, release: str) -> list[dict[str, Any]]:
        """The elements about the document: its maker, its tool, and what it is about."""
        name = f"openness {__version__}"
        kind, maker, made_by = ("SoftwareAgent", "openness", name)
        if self.author:
            kind, maker, made_by = (self.author.kind, "author", self.author.name)
        agent = self.element(kind, maker, name=made_by)
        tool = self.element("Tool", "tool", name=name)
        creation = {
            "type": "CreationInfo",
            "@id": "_:creation",
            "specVersion": "3.0.1",
            "created": moment() or NO_MOMENT,
            **({} if moment() else {"comment": UNDATED}),
            "createdBy": [agent["spdxId"]],
            "createdUsing": [tool["spdxId"]],
        }
        bill = self.element("software_Sbom", "sbom", rootElement=[release], software_sbomType=["analyzed"])
        self.tie(bill["spdxId"], "contains", [release])
        profiles = ["core", "software", "ai", "dataset", "simpleLicensing", "extension"]
        document = self.element("SpdxDocument", "document", profileConformance=profiles, rootElement=[bill["spdxId"]])
        return [creation, agent, tool, document, bill]

    def element(self, kind: str, id: str, **fields: Any) -> dict[str, Any]:
        return {"type": kind, "spdxId": f"{self.space}#{id}", "creationInfo": "_:creation", **fields}

    def add(self, id: str, kind: str, **fields: Any) -> dict[str, Any]:
        element = self.element(kind, id, **fields)
        self.graph.append(element)
        return element

    def package(
        self, id: str, name: str, is_data: bool, about: Part | Base | None, producer: str = ""
    ) -> dict[str, Any]:
        """A model or a data set, with its two licences."""
        element = self.add(
            id,
            "dataset_DatasetPackage" if is_data else "ai_AIPackage",
            name=name or "NOASSERTION",
            software_primaryPurpose="data" if is_data else "model",
        )
        if producer:
            element["originatedBy"] = [self.agent(producer)]
            element["suppliedBy"] = self.agent(producer)
        if is_data:
            element["dataset_datasetType"] = ["noAssertion"]
        if isinstance(about, Part):
            if about.location and is_address(about.location):
                element["software_downloadLocation"] = about.location
            if is_data and about.availability in _WORDS:
                element["dataset_datasetAvailability"] = _WORDS[Availability(about.availability)]
            words = tuple(_WORDS) if is_data else ()
            itself = id == "release"
            self.state(element, properties.of_part(about, self.outline, itself, words))
        elif about:
            self.state(element, properties.of_base(about, self.outline))
        self.licence(element["spdxId"], "hasDeclaredLicense", about.licence if about else "")
        self.licence(element["spdxId"], "hasConcludedLicense", about.concluded if isinstance(about, Part) else "")
        return element

    def file(self, id: str, part: Part, release: str, data: list[str]) -> None:
        """A part that is neither a model nor a data set; of one that does not exist nothing more is said than that."""
        place = _PLACES[part.kind]
        element = self.add(
            id, "software_File", name=part.name or part.kind.value, software_primaryPurpose=place.purpose
        )
        if part.location and is_address(part.location):
            element["externalRef"] = [
                {"type": "ExternalRef", "externalRefType": place.address, "locator": [part.location]}
            ]
        self.state(element, properties.of_part(part, self.outline, itself=False))
        if part.licence:
            self.licence(element["spdxId"], "hasDeclaredLicense", part.licence)
        if part.concluded:
            self.licence(element["spdxId"], "hasConcludedLicense", part.concluded)
        about = data if place.of_data and data else [release]
        if not properties.is_there(part):
            self.tie(release, "other", [element["spdxId"]])
        elif place.tie == "generates":
            tool = place.of_data and not data  # it element no data that the document names
            self.tie(release, "usesTool", [element["spdxId"]]) if tool else self.build(element["spdxId"], about)
        elif place.turned:
            self.tie(element["spdxId"], place.tie, about)
        else:
            for id in about:
                self.tie(id, place.tie, [element["spdxId"]])

    def agent(self, name: str) -> str:
        if name not in self.agents:
            self.agents[name] = f"{self.space}#agent-{len(self.agents) + 1}"
            self.add(f"agent-{len(self.agents)}", "Organization", name=name)
        return self.agents[name]

    def tie(self, of: str, word: str, to: list[str], kind: str = "Relationship", **fields: str) -> None:
        self.ties += 1
        self.add(f"relationship-{self.ties}", kind, relationshipType=word, **fields, **{"from": of, "to": to})

    def build(self, of: str, to: list[str]) -> None:
        self.tie(of, "generates", to, "LifecycleScopedRelationship", scope="build")

    def state(self, element: dict[str, Any], pairs: Iterable[tuple[str, str]]) -> None:
        """Adds properties to an element."""
        entries = [
            {"type": "extension_CdxPropertyEntry", "extension_cdxPropName": name, "extension_cdxPropValue": value}
            for name, value in pairs
        ]
        if entries:
            extension = {"type": "extension_CdxPropertiesExtension", "extension_cdxProperty": []}
            element.setdefault("extension", [extension])[0]["extension_cdxProperty"].extend(entries)

    def licence(self, of: str, word: str, licence: str) -> None:
        expression = self.licences.expression(licence)
        to = _NO_LICENCE.get(expression) or self.expressions.get(expression)
        if to is None:
            number = len(self.expressions) + 1
            words = dict.fromkeys(expression.replace("(", " ").replace(")", " ").split())
            refs = [self.licences.refs[word] for word in words if word in self.licences.refs]
            places = [{"type": "DictionaryEntry", "key": ref.id, "value": f"{self.space}#{ref.id}"} for ref in refs]
            named = self.add(
                f"licence-{number}",
                "simplelicensing_LicenseExpression",
                simplelicensing_licenseExpression=expression,
                **({"simplelicensing_customIdToUri": places} if places else {}),
            )
            to = self.expressions[expression] = named["spdxId"]
        self.tie(of, word, [to])

    def text(self, ref: Any) -> dict[str, Any]:
        """A licence that SPDX does not list, by its name."""
        element = self.element(
            "simplelicensing_SimpleLicensingText", ref.id, name=ref.name, simplelicensing_licenseText=NO_TEXT
        )
        if ref.address:
            element["comment"] = f"Its text: {ref.address}"
        return element
