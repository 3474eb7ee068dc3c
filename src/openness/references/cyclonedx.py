"""A CycloneDX bill of materials of the models, data sets and services that a repository uses, alone or added to another.

What is added to keeps everything in it. A component of ours is known by its `bom-ref`, so a second run puts it in no second
time; of what another tool has listed under the same package URL or name, nothing is added or changed.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from openness._version import __version__
from openness.errors import OpennessError, Problem
from openness.references.inventory import Dependency, Inventory
from openness.release.author import Author, author_of
from openness.syntax.document import open_document
from openness.vocabulary.characters import in_json
from openness.vocabulary.json_text import json_text
from openness.vocabulary.properties import PREFIX
from openness.vocabulary.references import Sort

#: The versions of CycloneDX that know models and data, the one that is written unasked first.
VERSIONS = ("1.6", "1.5", "1.7")
BILL_LIMIT = 64 * 1024 * 1024  # bytes of a bill that is added to

_TYPES = {Sort.MODEL: "machine-learning-model", Sort.SERVICE: "machine-learning-model", Sort.DATASET: "data"}


def bill_of(inventories: Sequence[Inventory], to: str, version: str, add_to: str | None, author: str) -> str:
    """The models and data sets that code uses, as the text of a bill of materials, alone or added to another.

    Args:
        inventories: one for each path.
        to: the format, which must be `cyclonedx`.
        version: of the format; empty for the one that is written unasked.
        add_to: the bill that the text holds besides.
        author: who makes the bill, as `author_of` reads it; empty where that is not said.

    Raises:
        OpennessError: when the other bill cannot be used, the format is none that an inventory is written in, or an
            author is named for a bill that has one.
    """
    if to != "cyclonedx":
        raise OpennessError(Problem("", None, f"an inventory is not written as {to}", "write cyclonedx"))
    if add_to is None:
        return write(inventories, version, author_of(author, to))
    if author:
        raise OpennessError(Problem(add_to, None, "a bill that is added to keeps its author", "leave --author out"))
    return added(inventories, add_to, version)


def write(inventories: Iterable[Inventory], version: str = "", author: Author | None = None) -> str:
    """The bill of materials, the same for the same uses.

    Args:
        inventories: one for each path; a thing that several name is one component.
        version: of CycloneDX; empty for the one that is written unasked.
        author: who makes the bill; None where that is not said.

    Raises:
        OpennessError: when that version cannot be written.
    """
    version = _writable(version or VERSIONS[0], "")
    components = _components(inventories, version)
    digits = sha256(f"{json_text(components, sort_keys=True)}{author or ''}".encode()).hexdigest()
    serial = f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"  # RFC 9562, version 8
    tool = {"type": "application", "name": "openness", "version": __version__}
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"tools": {"components": [tool]}, **(author.of_bill(version != "1.5") if author else {})},
        "components": components,
    }
    return in_json(json_text(bill, 2)) + "\n"


def added(inventories: Iterable[Inventory], path: str, version: str = "") -> str:
    """A bill of materials that is there already, with what is used added to it.

    The text is the same where nothing is new. Where something is, the bill's `version` is one higher, as CycloneDX asks.

    Args:
        inventories: as for `write`.
        path: the bill, CycloneDX as JSON.
        version: of CycloneDX; the bill keeps its own, so another is an error.

    Raises:
        OpennessError: when the bill cannot be read, is none, or is of a version that knows no models.
    """
    text = open_document(path, BILL_LIMIT).text
    bill = _bill(text, path)
    own = _writable(str(bill.get("specVersion")), path)
    if version not in ("", own):
        raise OpennessError(
            Problem(path, None, f"it is CycloneDX {own}, and keeps its version", "leave the version out")
        )
    if not _is_list_of_objects(bill.get("components", [])):
        raise OpennessError(Problem(path, None, "its components are not a list of objects", "fix it first"))
    before = json_text(bill)
    _depend(bill, _put_in(bill, _components(inventories, own)))
    if json_text(bill) == before:
        return text
    if isinstance(number := bill.get("version", 1), int):
        bill["version"] = number + 1
    return json_text(bill, _indent(text), ascii=text.isascii()) + "\n" * text.endswith("\n")


def _bill(text: str, path: str) -> dict[str, Any]:
    """The bill in a text, with nothing lost that JSON can hold.

    Raises:
        OpennessError: when it is not CycloneDX, or says something that could not be written again.
    """
    problem = Problem(path, None, "it is not a CycloneDX bill as JSON", "name one, or write a new one")
    try:
        bill = json.loads(text, object_pairs_hook=_each_once)
        json_text(bill, 1, exact=True)
    except json.JSONDecodeError as error:
        raise OpennessError(
            Problem(path, error.lineno, "it is not valid JSON", "name a CycloneDX bill as JSON")
        ) from None
    except (ValueError, RecursionError):
        raise OpennessError(Problem(path, None, "it could not be written again as it is", problem.help)) from None
    if not isinstance(bill, dict) or bill.get("bomFormat") != "CycloneDX":
        raise OpennessError(problem)
    return bill


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON.

    Raises:
        ValueError: when a key stands in it twice.
    """
    if len(known := dict(pairs)) < len(pairs):
        raise ValueError("a key appears twice")
    return known


def _writable(version: str, path: str) -> str:
    """A version of CycloneDX that can be written.

    Raises:
        OpennessError: when it cannot be.
    """
    if version not in VERSIONS:
        message = f"CycloneDX {version[:20]} cannot be written"
        raise OpennessError(Problem(path, None, message, f"use one of {', '.join(sorted(VERSIONS))}"))
    return version


def _indent(text: str) -> int | None:
    """The indentation of a JSON text: spaces of the first line that has any; None for a text on one line."""
    lines = text.split("\n", 2)
    return len(lines[1]) - len(lines[1].lstrip(" ")) if len(lines) > 2 else None


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _put_in(bill: dict[str, Any], components: list[dict[str, Any]]) -> list[str]:
    """Put the components in that a bill does not hold, and renew those of ours; the `bom-ref`s of ours."""
    there = list(_every(bill.get("components", [])))
    by_ref = {component.get("bom-ref"): component for component in there}
    others = {key for component in there for key in _keys(component)}
    ours = []
    for component in components:
        old = by_ref.get(component["bom-ref"])
        if old is not None:
            old.update({**component, "properties": _properties(old, component)})
        elif others.isdisjoint(_keys(component)):
            bill.setdefault("components", []).append(component)
        else:
            continue
        ours.append(component["bom-ref"])
    return ours


def _every(components: Iterable[object]) -> Iterator[dict[str, Any]]:
    """Components, and those within them."""
    waiting = list(components)
    while waiting:
        component = waiting.pop()
        if isinstance(component, dict):
            yield component
            below = component.get("components")
            waiting.extend(below if isinstance(below, list) else ())


def _keys(component: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The keys by which a component is known: its package URL, and its kind, name and version."""
    if isinstance(address := component.get("purl"), str):
        yield (address.partition("?")[0].casefold(),)
    name = "/".join(str(component[key]) for key in ("group", "name") if component.get(key))
    yield str(component.get("type")), name.casefold(), str(component.get("version") or "")


def _properties(old: dict[str, Any], new: dict[str, Any]) -> list[Any]:
    """The properties of a component of ours that somebody may have added to."""
    names = {entry["name"] for entry in new["properties"]}
    there = old.get("properties")
    kept = [
        entry
        for entry in (there if isinstance(there, list) else ())
        if not (isinstance(entry, dict) and (entry.get("name") in names or str(entry.get("name")).startswith(PREFIX)))
    ]
    return [*kept, *new["properties"]]


def _depend(bill: dict[str, Any], refs: list[str]) -> None:
    """Say that what a bill is about depends on these; where nothing in it has a `bom-ref`, nothing can be said."""
    about = bill.get("metadata", {}).get("component", {}) if isinstance(bill.get("metadata"), dict) else {}
    ref = about.get("bom-ref") if isinstance(about, dict) else None
    if not refs or not isinstance(ref, str) or not _is_list_of_objects(bill.get("dependencies", [])):
        return
    listed = bill.setdefault("dependencies", [])
    entry = next((entry for entry in listed if entry.get("ref") == ref), None)
    if entry is None:
        listed.append(entry := {"ref": ref})
    there = entry.get("dependsOn", [])
    if isinstance(there, list):
        entry["dependsOn"] = [*there, *(ref for ref in refs if ref not in there)]


def _components(inventories: Iterable[Inventory], version: str) -> list[dict[str, Any]]:
    """One component for each thing and revision, in order."""
    alike: dict[tuple[str, str, str], list[Dependency]] = {}
    for inventory in inventories:
        for use in inventory.uses:
            key = (use.reference.sort.value, use.reference.name, use.reference.revision)
            alike.setdefault(key, []).append(use)
    return [_component(alike[key], version) for key in sorted(alike)]


def _component(uses: list[Dependency], version: str) -> dict[str, Any]:
    """One component, with every place that names it as evidence."""
    use = uses[0]
    reference = use.reference
    at = f"@{reference.revision}" if reference.revision else ""
    account, _, last = reference.name.partition("/")
    component: dict[str, Any] = {
        "type": _TYPES[reference.sort],
        "bom-ref": f"{reference.sort.value}:{reference.name}{at}",
        "name": reference.name,
    }
    if last:
        component["publisher"] = account
    if reference.revision:
        component["version"] = reference.revision
    if use.licence:
        component["licenses"] = [_licence(use.licence)]
    if reference.hub:
        data = "datasets/" if reference.sort is Sort.DATASET else ""
        if reference.sort is Sort.MODEL:
            component["purl"] = f"pkg:huggingface/{reference.name}{at}"
        address = f"https://huggingface.co/{data}{reference.name}"
        component["externalReferences"] = [{"type": "distribution", "url": address}]
    places = sorted({(place.source.document, place.source.line) for place in (use.reference for use in uses)})
    component["evidence"] = {"occurrences": [_occurrence(document, line, version) for document, line in places]}
    properties = {"kind": reference.sort.value, "level": use.reached or "", "looked-up-in": use.known.place}
    component["properties"] = [
        {"name": f"{PREFIX}{name}", "value": value} for name, value in properties.items() if value
    ]
    return component


def _occurrence(document: str, line: int, version: str) -> dict[str, Any]:
    """A place; CycloneDX 1.5 has no field for a line."""
    if not line:
        return {"location": document}
    return {"location": f"{document}:{line}"} if version == "1.5" else {"location": document, "line": line}


def _licence(licence: str) -> dict[str, Any]:
    """A licence as an expression, or by its name where it is on no list."""
    if licence.startswith("LicenseRef-") and " " not in licence:
        return {"license": {"name": licence}}
    return {"expression": licence}
