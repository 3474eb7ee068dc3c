"""An SPDX 3.0.1 document as JSON-LD, with the AI, Dataset and simple licensing profiles.

Every model and every data set has exactly one declared and one concluded licence, as the AI profile asks; the concluded
one is what a person concluded, and otherwise no assertion.
"""

import json
from typing import Any

from openness._version import __version__
from openness.export._spdx_licence import NO_TEXT, Licences
from openness.export.capability import Holds, Slot
from openness.export.summary import Base, Outline, Part
from openness.export.writers import NO_MOMENT, digest, moment
from openness.vocabulary import Availability, Kind, Relation

_WORDS = {
    Availability.PUBLIC: "directDownload",
    Availability.GATED: "registration",
    Availability.HOSTED: "query",
}
_MODEL = Slot((Availability.PUBLIC,), by_address=True, conclusion=True)
_DATA = Slot(tuple(_WORDS), conclusion=True, several=True)
HOLDS = {
    "model": Holds(
        "SPDX 3.0.1",
        ("name", "version", "producer"),
        {
            Kind.MODEL_PARAMETERS_FINAL: _MODEL,
            Kind.DATASETS: _DATA,
            Kind.EVALUATION_DATA: _DATA,
        },
        bases=True,
        relations=(Relation.FINE_TUNE, Relation.ADAPTER),
        base=("licence", "producer"),
        mixed=False,
        uri=True,
    ),
    "dataset": Holds(
        "SPDX 3.0.1",
        ("name", "version", "producer"),
        {Kind.DATASETS: Slot(tuple(_WORDS), conclusion=True)},
        subject="dataset",
        mixed=False,
        uri=True,
    ),
}

CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
_TERMS = "https://spdx.org/rdf/3.0.1/terms"
_NO_LICENCE = {
    "NOASSERTION": f"{_TERMS}/ExpandedLicensing/NoAssertionLicense",
    "NONE": f"{_TERMS}/ExpandedLicensing/NoneLicense",
}


def write(outline: Outline) -> str:
    """The document."""
    return json.dumps({"@context": CONTEXT, "@graph": _Graph(outline).elements()}, indent=2) + "\n"


class _Graph:
    """The elements of one document."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.space = f"https://spdx.org/spdxdocs/openness-{digest(outline)}"
        self.licences = Licences(outline)
        self.held: list[dict[str, Any]] = []
        self.agents: dict[str, str] = {}
        self.expressions: dict[str, str] = {}
        self.ties = 0

    def elements(self) -> list[dict[str, Any]]:
        outline = self.outline
        of_data = outline.subject == "dataset"
        about = next(iter(outline.of(Kind.DATASETS if of_data else Kind.MODEL_PARAMETERS_FINAL)), None)
        release = self.package("release", outline.name, of_data, about, outline.producer, outline.version)
        for kind, word in () if of_data else ((Kind.DATASETS, "trainedOn"), (Kind.EVALUATION_DATA, "testedOn")):
            for number, part in enumerate(outline.of(kind), 1):
                data = self.package(f"{kind.value}-{number}", part.name or kind.value, True, part)
                self.tie(release["spdxId"], word, data["spdxId"])
        for number, base in enumerate(outline.bases, 1):
            made = self.package(f"base-{number}", base.name, False, base, base.producer)
            word = "dependsOn" if base.relation is Relation.ADAPTER else "descendantOf"
            self.tie(release["spdxId"], word, made["spdxId"])
        return [*self.frame(release["spdxId"]), *self.held, *map(self.text, self.licences.refs.values())]

    def frame(self, release: str) -> list[dict[str, Any]]:
        """Who made the document, and what it is about."""
        tool = {
            "type": "SoftwareAgent",
            "spdxId": f"{self.space}#openness",
            "creationInfo": "_:creation",
            "name": f"openness {__version__}",
        }
        creation = {
            "type": "CreationInfo",
            "@id": "_:creation",
            "specVersion": "3.0.1",
            "created": moment() or NO_MOMENT,
            "createdBy": [tool["spdxId"]],
        }
        document = {
            "type": "SpdxDocument",
            "spdxId": f"{self.space}#document",
            "creationInfo": "_:creation",
            "profileConformance": ["core", "software", "ai", "dataset", "simpleLicensing"],
            "rootElement": [release],
        }
        return [creation, tool, document]

    def add(self, id: str, kind: str, **fields: Any) -> dict[str, Any]:
        element = {"type": kind, "spdxId": f"{self.space}#{id}", "creationInfo": "_:creation", **fields}
        self.held.append(element)
        return element

    def package(
        self, id: str, name: str, is_data: bool, about: Part | Base | None, producer: str = "", version: str = ""
    ) -> dict[str, Any]:
        """A model or a data set, with its two licences."""
        made = self.add(
            id,
            "dataset_DatasetPackage" if is_data else "ai_AIPackage",
            name=name or "NOASSERTION",
            software_primaryPurpose="data" if is_data else "model",
        )
        if version:
            made["software_packageVersion"] = version
        if producer:
            made["originatedBy"] = [self.agent(producer)]
        part = about if isinstance(about, Part) else None
        if part and part.location:
            made["software_downloadLocation"] = part.location
        if is_data:
            made["dataset_datasetType"] = ["noAssertion"]
            if part and part.availability:
                made["dataset_datasetAvailability"] = _WORDS[Availability(part.availability)]
        self.licence(made["spdxId"], "hasDeclaredLicense", about.licence if about else "")
        self.licence(made["spdxId"], "hasConcludedLicense", part.concluded if part else "")
        return made

    def agent(self, name: str) -> str:
        if name not in self.agents:
            self.agents[name] = f"{self.space}#agent-{len(self.agents) + 1}"
            self.add(f"agent-{len(self.agents)}", "Organization", name=name)
        return self.agents[name]

    def tie(self, of: str, word: str, to: str) -> None:
        self.ties += 1
        self.add(f"relationship-{self.ties}", "Relationship", relationshipType=word, **{"from": of, "to": [to]})

    def licence(self, of: str, word: str, licence: str) -> None:
        expression = self.licences.expression(licence)
        to = _NO_LICENCE.get(expression) or self.expressions.get(expression)
        if to is None:
            number = len(self.expressions) + 1
            refs = [ref for ref in self.licences.refs.values() if ref.id in expression.replace("(", " ").split()]
            places = [{"type": "DictionaryEntry", "key": ref.id, "value": f"{self.space}#{ref.id}"} for ref in refs]
            made = self.add(
                f"licence-{number}",
                "simplelicensing_LicenseExpression",
                simplelicensing_licenseExpression=expression,
                **({"simplelicensing_customIdToUri": places} if places else {}),
            )
            to = self.expressions[expression] = made["spdxId"]
        self.tie(of, word, to)

    def text(self, ref: Any) -> dict[str, Any]:
        """A licence that SPDX does not list, by its name."""
        element = {
            "type": "simplelicensing_SimpleLicensingText",
            "spdxId": f"{self.space}#{ref.id}",
            "creationInfo": "_:creation",
            "name": ref.name,
            "simplelicensing_licenseText": NO_TEXT,
        }
        if ref.address:
            element["comment"] = f"Its text: {ref.address}"
        return element
