"""A CycloneDX 1.6 bill of materials of the models, data sets and services that a repository uses."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from openness._version import __version__
from openness.references.inventory import Inventory, Use
from openness.references.reference import Sort

_TYPES = {Sort.MODEL: "machine-learning-model", Sort.SERVICE: "machine-learning-model", Sort.DATASET: "data"}


def write(inventories: Iterable[Inventory]) -> str:
    """The bill of materials, the same for the same uses.

    Args:
        inventories: one for each path; a thing that several name is one component.
    """
    alike: dict[tuple[str, str, str], list[Use]] = {}
    for inventory in inventories:
        for use in inventory.uses:
            key = (use.reference.sort.value, use.reference.name, use.reference.revision)
            alike.setdefault(key, []).append(use)
    components = [_component(alike[key]) for key in sorted(alike)]
    digits = sha256(json.dumps(components, sort_keys=True).encode()).hexdigest()
    serial = f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"  # RFC 9562, version 8
    tool = {"type": "application", "name": "openness", "version": __version__}
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"tools": {"components": [tool]}},
        "components": components,
    }
    return json.dumps(bill, indent=2) + "\n"


def _component(uses: list[Use]) -> dict[str, Any]:
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
    occurrences = sorted({(place.source.document, place.source.line) for place in (use.reference for use in uses)})
    component["evidence"] = {
        "occurrences": [{"location": document, **({"line": line} if line else {})} for document, line in occurrences]
    }
    properties = {"kind": reference.sort.value, "level": use.reached or "", "looked-up-in": use.known.place}
    component["properties"] = [
        {"name": f"ai-openness:{name}", "value": value} for name, value in properties.items() if value
    ]
    return component


def _licence(licence: str) -> dict[str, Any]:
    """A licence as an expression, or by its name where it is on no list."""
    if licence.startswith("LicenseRef-") and " " not in licence:
        return {"license": {"name": licence}}
    return {"expression": licence}
