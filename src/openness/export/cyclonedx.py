"""A CycloneDX BOM in JSON: the model as a component with its model card, or the data set.

The data it was trained on stands in the model card, the models it came from in its pedigree, every other part among the
components; what CycloneDX has no field for is a property, under the names of `openness.vocabulary.properties`.
"""

import re
from collections.abc import Iterable
from typing import Any

from attrs import evolve

from openness._version import __version__
from openness.errors import OpennessError
from openness.export import _properties as properties
from openness.export.capability import is_address, with_properties
from openness.export.summary import Base, Outline, Part
from openness.export.writers import SPEC_VERSIONS, digest, moment
from openness.licensing.expression import Name, parse
from openness.release.author import Author
from openness.syntax.urls import on_hub
from openness.vocabulary import NOASSERTION, Content, Kind, Relation
from openness.vocabulary.characters import in_json
from openness.vocabulary.details import ModelDetail
from openness.vocabulary.json_text import json_text
from openness.vocabulary.properties import PREFIX, Property

HOLDS = with_properties("CycloneDX 1.6", one_expression=True)
#: From 1.7 on a declared expression and a concluded licence may stand side by side.
NEWER = {
    "1.7": {subject: evolve(holds, title="CycloneDX 1.7", one_expression=False) for subject, holds in HOLDS.items()}
}

#: The type of a component, where what it is made of does not tell it.
_TYPES = {
    Kind.MODEL_ARCHITECTURE: "library",
    Kind.SUPPORTING_LIBRARIES_AND_TOOLS: "library",
    Kind.DATASETS: "data",
    Kind.EVALUATION_DATA: "data",
    Kind.SAMPLE_MODEL_OUTPUTS: "data",
}
_OF_CONTENT = {Content.CODE: "application", Content.DATA: "file", Content.DOCUMENT: "file"}
#: As what an address is referred to, where the part is not distributed there but described or kept.
_ADDRESSES = {
    Kind.MODEL_CARD: "model-card",
    Kind.EVALUATION_RESULTS: "quality-metrics",
    Kind.MODEL_METADATA: "configuration",
}
_OF_ADDRESS = {Content.CODE: "vcs", Content.DATA: "distribution", Content.DOCUMENT: "documentation"}
_LONGEST_VERSION = 1_024  # characters, by the schemas of 1.6 and 1.7
#: The parts inside the model, and those that the model needs to be run, or was made with.
_INSIDE = (Kind.MODEL_ARCHITECTURE, Kind.MODEL_PARAMETERS_FINAL)
_NEEDED = (Kind.SUPPORTING_LIBRARIES_AND_TOOLS,)
_NEEDS = (Kind.INFERENCE_CODE, Kind.EVALUATION_CODE)


def write(outline: Outline, version: str = SPEC_VERSIONS["cyclonedx"][0], author: Author | None = None) -> str:
    """The BOM.

    Args:
        outline: what it holds.
        version: of the format.
        author: who makes it.
    """
    itself, parts = properties.itself_and_parts(outline)
    of_data = outline.subject == "dataset"
    release = _component("release", "data" if of_data else "machine-learning-model", outline.name, outline.producer)
    if 0 < len(outline.version) <= _LONGEST_VERSION:
        release["version"] = outline.version
    if url := properties.package_url(outline):
        release["purl"] = url
    _describe(release, itself, outline, True)
    parameters = {} if of_data else _parameters(outline)
    _state(release, properties.of_release(outline, parameters))
    if len(outline.copyrights) == 1:
        release["copyright"] = outline.copyrights[0]
    if len(outline.version) > _LONGEST_VERSION:
        _state(release, [(f"{PREFIX}{Property.VERSION}", outline.version)])
    refs = {part: f"{part.kind.value}-{number}" for part, number in properties.numbered(parts)}
    components = {part: _part(ref, part, outline) for part, ref in refs.items()}
    there = [part for part in parts if properties.is_there(part)]
    inside = [part for part in there if part.kind in _INSIDE]
    if inside:
        release["components"] = [components[part] for part in inside]
    if not of_data:
        trained_on = [{"ref": refs[part]} for part in there if part.kind is Kind.DATASETS]
        fields = {key: value for parameter in parameters.values() for key, value in parameter.items()}
        release["modelCard"] = {"modelParameters": {**fields, **({"datasets": trained_on} if trained_on else {})}}
    documents = [part for part in there if part.kind.content is Content.DOCUMENT and is_address(part.location)]
    for sort, url in dict.fromkeys((_address(part.kind), part.location) for part in documents):
        if on_hub(url) is None:  # a page of the Hub at a model is read as where the model is
            _refer(release, sort, url)
    bases: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    for number, base in enumerate(outline.bases, 1):
        bases[_is_ancestor(base) and not of_data].append(_base(number, base, outline))
    if bases[True]:
        release["pedigree"] = {"ancestors": bases[True]}
    kept = set(inside)
    others = [*(component for part, component in components.items() if part not in kept), *bases[False]]
    timestamp = moment()
    tool = {"type": "application", "name": "openness", "version": __version__}
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "serialNumber": f"urn:uuid:{_uuid(digest(outline, author))}",
        "version": 1,
        "metadata": {
            **({"timestamp": timestamp} if timestamp else {}),
            "lifecycles": [{"phase": "post-build"}],
            "tools": {"components": [tool]},
            **(author.of_bill() if author else {}),
            "component": release,
        },
        **({"components": others} if others else {}),
        "dependencies": _dependencies([(part, refs[part]) for part in there]),
    }
    return in_json(json_text(bom, 2)) + "\n"


def _parameters(outline: Outline) -> dict[str, dict[str, Any]]:
    """The fields of a model card's parameters for the details that it has a field for."""
    values_of: dict[str, list[str]] = {}
    for word, value in outline.details:
        values_of.setdefault(word, []).append(value)
    fields: dict[str, dict[str, Any]] = {}
    for word, key in _FORMATS.items():
        if word in values_of:
            fields[word] = {key: [{"format": value} for value in values_of[word]]}
    if len(structures := values_of.get(ModelDetail.ARCHITECTURE, [])) == 1:
        fields[ModelDetail.ARCHITECTURE] = {"modelArchitecture": structures[0]}
    return fields


_FORMATS = {ModelDetail.INPUT_MODALITY: "inputs", ModelDetail.OUTPUT_MODALITY: "outputs"}


def _uuid(digits: str) -> str:
    """A UUID made from what is written, of the version that is for such (RFC 9562, version 8)."""
    return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"


def _component(id: str, sort: str, name: str, producer: str = "") -> dict[str, Any]:
    component: dict[str, Any] = {"type": sort, "bom-ref": id}
    if producer:
        component["manufacturer"] = {"name": producer}
        component["supplier"] = {"name": producer}
    component["name"] = name or NOASSERTION
    return component


def _part(ref: str, part: Part, outline: Outline) -> dict[str, Any]:
    """A part of the release as a component of its own."""
    component = _component(ref, _TYPES.get(part.kind) or _OF_CONTENT[part.kind.content], part.name or part.kind.value)
    _describe(component, part, outline, False)
    return component


def _describe(component: dict[str, Any], part: Part | None, outline: Outline, itself: bool) -> None:
    """Adds what is known of a part."""
    if part is None:
        return
    if licences := _licences(part.licence, part.concluded, outline):
        component["licenses"] = licences
    if is_address(part.location):
        _refer(component, _address(part.kind), part.location)
    _state(component, properties.of_part(part, outline, itself))


def _base(number: int, base: Base, outline: Outline) -> dict[str, Any]:
    """A model that the release came from."""
    component = _component(f"base-{number}", "machine-learning-model", base.name, base.producer)
    if licences := _licences(base.licence, "", outline):
        component["licenses"] = licences
    _state(component, properties.of_base(base, outline))
    return component


def _is_ancestor(base: Base) -> bool:
    """True where the release is derived from a model, and not only made like it or with what it says."""
    return base.relation is None or base.relation.carries_terms or base.relation is Relation.DISTILLATION


def _address(kind: Kind) -> str:
    return _ADDRESSES.get(kind) or _OF_ADDRESS[kind.content]


def _refer(component: dict[str, Any], sort: str, url: str) -> None:
    component.setdefault("externalReferences", []).append({"type": sort, "url": url})


def _state(component: dict[str, Any], pairs: Iterable[tuple[str, str]]) -> None:
    """Adds properties to a component."""
    if entries := [{"name": name, "value": value} for name, value in pairs]:
        component.setdefault("properties", []).extend(entries)


def _dependencies(parts: list[tuple[Part, str]]) -> list[dict[str, Any]]:
    """The parts that the release needs, and the code that needs the release; its data stands in its model card."""
    needed = [ref for part, ref in parts if part.kind in _NEEDED]
    needing = [{"ref": ref, "dependsOn": ["release"]} for part, ref in parts if part.kind in _NEEDS]
    return [{"ref": "release", **({"dependsOn": needed} if needed else {})}, *needing]


def _licences(declared: str, concluded: str, outline: Outline) -> list[dict[str, Any]]:
    """The declared licence, and the one a person concluded."""
    licences = [("declared", declared), ("concluded", concluded)]
    return [_licence(word, licence, outline) for word, licence in licences if licence not in ("", NOASSERTION)]


def _is_mixed(licence: str) -> bool:
    """True where it is an expression of several licences."""
    try:
        return not isinstance(parse(licence), Name)
    except OpennessError:  # a name of more than one word
        return False


def _licence(word: str, licence: str, outline: Outline) -> dict[str, Any]:
    """One licence by its identifier or its name, or an expression."""
    known = outline.named.get(licence)
    if known and known.listed and re.fullmatch(r"[\w.-]+", licence):
        return {"license": {"id": licence, "acknowledgement": word}}
    if (known and known.listed) or _is_mixed(licence):
        return {"expression": licence, "acknowledgement": word}
    name = known.title if known else licence
    address = {"url": known.address} if known and known.address else {}
    return {"license": {"name": name, "acknowledgement": word, **address}}
