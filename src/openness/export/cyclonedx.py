"""A CycloneDX 1.6 BOM in JSON: the model as a component with its model card, or the data set."""

import json
import re
from typing import Any

from openness._version import __version__
from openness.errors import OpennessError
from openness.export.capability import Holds, Slot
from openness.export.summary import Base, Outline, Part
from openness.export.writers import digest, moment
from openness.licensing.expression import Name, parse
from openness.release.claim import UNIDENTIFIED
from openness.vocabulary import Availability, Kind
from openness.vocabulary.hub import RELATIONS

_OF_MODEL = Slot((Availability.PUBLIC, Availability.GATED), by_address=True, conclusion=True)
_OF_DATA = Slot((Availability.PUBLIC, Availability.GATED), by_address=True, conclusion=True, several=True)
HOLDS = {
    "model": Holds(
        "CycloneDX 1.6",
        ("name", "version", "producer"),
        {
            Kind.MODEL_PARAMETERS_FINAL: _OF_MODEL,
            Kind.DATASETS: _OF_DATA,
            Kind.MODEL_CARD: Slot((Availability.PUBLIC,), by_address=True, licence=False),
        },
        bases=True,
        relations=tuple(RELATIONS.values()),
        one_relation=True,
        base=("licence", "producer"),
        mixed=False,
        one_expression=True,
        uri=True,
    ),
    "dataset": Holds(
        "CycloneDX 1.6",
        ("name", "version", "producer"),
        {Kind.DATASETS: _OF_MODEL},
        subject="dataset",
        mixed=False,
        one_expression=True,
        uri=True,
    ),
}

_WORDS = {relation: word for word, relation in RELATIONS.items()}


def write(outline: Outline) -> str:
    """The BOM."""
    of_data = outline.subject == "dataset"
    about = next(iter(outline.of(Kind.DATASETS if of_data else Kind.MODEL_PARAMETERS_FINAL)), None)
    sort = "data" if of_data else "machine-learning-model"
    release = _component("release", sort, outline.name, outline, about, outline.producer, outline.version)
    parts = [
        _component(f"datasets-{number}", "data", part.name or "datasets", outline, part)
        for number, part in enumerate(() if of_data else outline.of(Kind.DATASETS), 1)
    ]
    for card in outline.of(Kind.MODEL_CARD):
        if card.location:
            release.setdefault("externalReferences", []).append({"type": "model-card", "url": card.location})
    if not of_data:
        datasets = {"datasets": [{"ref": part["bom-ref"]} for part in parts]} if parts else {}
        release["modelCard"] = {"modelParameters": datasets}
    if outline.bases:
        release["pedigree"] = {
            "ancestors": [
                _component(f"base-{number}", "machine-learning-model", base.name, outline, base, base.producer)
                for number, base in enumerate(outline.bases, 1)
            ]
        }
        told = {base.relation for base in outline.bases}
        if len(told) == 1 and (relation := told.pop()):
            _property(release, "baseModelRelation", _WORDS[relation])
    made = moment()
    tool = {"type": "application", "name": "openness", "version": __version__}
    return (
        json.dumps(
            {
                "bomFormat": "CycloneDX",
                "specVersion": "1.6",
                "serialNumber": f"urn:uuid:{_uuid(digest(outline))}",
                "version": 1,
                "metadata": {
                    **({"timestamp": made} if made else {}),
                    "tools": {"components": [tool]},
                    "component": release,
                },
                **({"components": parts} if parts else {}),
            },
            indent=2,
        )
        + "\n"
    )


def _uuid(digits: str) -> str:
    """A UUID made from what is written, of the version that is for such (RFC 9562, version 8)."""
    return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"


def _component(
    id: str, sort: str, name: str, outline: Outline, about: Part | Base | None, producer: str = "", version: str = ""
) -> dict[str, Any]:
    made: dict[str, Any] = {"type": sort, "bom-ref": id}
    if producer:
        made["manufacturer"] = {"name": producer}
    made["name"] = name or UNIDENTIFIED
    if version:
        made["version"] = version
    if about is None:
        return made
    part = about if isinstance(about, Part) else Part(Kind.MODEL_PARAMETERS_FINAL, licence=about.licence)
    if licences := _licences(part, outline):
        made["licenses"] = licences
    if part.location:
        made["externalReferences"] = [{"type": "distribution", "url": part.location}]
    if part.availability == Availability.GATED:
        _property(made, "gated", "true")
    return made


def _property(component: dict[str, Any], name: str, value: str) -> None:
    component.setdefault("properties", []).append({"name": f"openness:{name}", "value": value})


def _licences(part: Part, outline: Outline) -> list[dict[str, Any]]:
    """The declared licence, and the one a person concluded."""
    said = [("declared", part.licence), ("concluded", part.concluded)]
    return [_licence(word, licence, outline) for word, licence in said if licence not in ("", UNIDENTIFIED)]


def _is_mixed(licence: str) -> bool:
    """Whether it is an expression of several licences."""
    try:
        return not isinstance(parse(licence), Name)
    except OpennessError:  # a name of more than one word
        return False


def _licence(word: str, licence: str, outline: Outline) -> dict[str, Any]:
    """One licence by its identifier or its name, or an expression."""
    known = dict(outline.licences).get(licence)
    if known and known.listed and re.fullmatch(r"[\w.-]+", licence):
        return {"license": {"id": licence, "acknowledgement": word}}
    if (known and known.listed) or _is_mixed(licence):
        return {"expression": licence, "acknowledgement": word}
    name = known.title if known else licence
    address = {"url": known.address} if known and known.address else {}
    return {"license": {"name": name, "acknowledgement": word, **address}}
