"""The report of an inventory, for a terminal and as SARIF."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from openness._version import __version__
from openness.blocks import closing
from openness.blocks.escape import terminal
from openness.evaluation.summary import level_name, licence_name
from openness.references.inventory import Dependency, Inventory
from openness.references.reference import Sort, Sure
from openness.reports import json
from openness.reports.page import Page
from openness.reports.sarif import SCHEMA, page
from openness.vocabulary.words import counted

_PLACES = 5  # places of one thing that are listed
_RESULTS = 25_000
_HEADINGS = {Sort.MODEL: "Models", Sort.DATASET: "Data sets", Sort.SERVICE: "Services"}
_COUNTED = {
    Sort.MODEL: ("model", "models"),
    Sort.DATASET: ("data set", "data sets"),
    Sort.SERVICE: ("service", "services"),
}


def write(inventories: Iterable[Inventory], width: int = 80, colour: bool = False) -> str:
    """The report for a terminal: each thing once, with licence, level and the places that name it.

    Args:
        inventories: one for each path.
        width: columns of the terminal; 40 to 100 are used.
        colour: whether to colour it; it reads the same without.
    """
    sheet = Page(width, colour)
    listed = list(inventories)
    data = ""
    for inventory in listed:
        if len(listed) > 1:
            _heading(sheet, inventory.source)
        alike: dict[tuple[Sort, str], list[Dependency]] = {}
        for use in inventory.uses:
            alike.setdefault(use.reference.key, []).append(use)
            data = data or use.known.classification.data
        for sort, heading in _HEADINGS.items():
            things = [alike[key] for key in sorted(alike, key=lambda key: key[1].casefold()) if key[0] is sort]
            if things:
                _heading(sheet, heading)
            for uses in things:
                _thing(sheet, uses)
        sheet.put()
        for line in _ending(inventory, alike):
            sheet.put(line)
    sheet.put(closing(data), code="2")
    return "\n".join(sheet.lines).removeprefix("\n") + "\n"


def _heading(sheet: Page, text: str) -> None:
    sheet.put()
    sheet.put(text, code="1")


def _thing(sheet: Page, uses: list[Dependency]) -> None:
    """One thing that is used, what is known of it, and where it is named."""
    first = uses[0]
    sheet.put(first.reference.name, indent=2, hang=2, code="1")
    known = first.known.classification
    family = " or ".join(licence_name(id, known.resolved.licences) for id in first.known.family)
    licence = f"licence unknown, {family} reaches it" if family else "licence unknown"
    if first.licence:
        licence = licence_name(first.licence, known.resolved.licences)
    level = "level unknown" if first.known.place else "not known here"
    if first.reached:
        level = level_name(known.judgements["spectrum"].definition, first.reached)
    looked = {"": "", "table": "table of known models", "cache": "the Hub's cache", "lock": "openness.lock"}
    place = looked.get(first.known.place, first.known.place)
    sheet.put(f"{licence}; {level}{f' ({place})' if place else ''}", indent=4, hang=2)
    order = list(Sure)
    shown = sorted(uses, key=lambda use: (order.index(use.reference.sure), use.reference.source.order))
    places = [
        f"{use.reference.source}{f'@{use.reference.revision[:12]}' if use.reference.revision else ''}"
        f"{'' if use.reference.sure is Sure.LITERAL else f' ({use.reference.sure.value})'}"
        for use in shown[:_PLACES]
    ]
    more = f", and {len(uses) - _PLACES:,} more" if len(uses) > _PLACES else ""
    sheet.put(", ".join(places) + more, indent=4, hang=2, code="2")


def _ending(inventory: Inventory, alike: dict[tuple[Sort, str], list[Dependency]]) -> Iterator[str]:
    """The lines that count what is listed and what is not."""
    counts = Counter(sort for sort, _ in alike)
    parts = [f"{counts[sort]:,} {names[counts[sort] != 1]}" for sort, names in _COUNTED.items() if counts[sort]]
    unknown = sum(uses[0].licence is None for uses in alike.values())
    named = " and ".join(", ".join(parts).rsplit(", ", 1))
    sentence = f"{named} in {counted(len(inventory.uses), 'place')}" if parts else "No model is named"
    yield f"{sentence}{f'; the licence of {unknown:,} is unknown' if unknown else ''}."
    scanned = inventory.scanned
    left = [
        (scanned.ignored, "left out by .gitignore"),
        (scanned.vendored, "vendored folders left out"),
        (scanned.fixtures, "guesses in tests left out"),
        (scanned.large, "files too large to be settings"),
        (len(scanned.problems), "files not read whole"),
    ]
    passed = "".join(f"; {what}: {count:,}" for count, what in left if count)
    yield f"Files read: {len(scanned.read):,}{passed}."


def sarif(inventories: Iterable[Inventory]) -> str:
    """The references as notes of a SARIF 2.1.0 log, each at its line."""
    uses = [use for inventory in inventories for use in inventory.uses][:_RESULTS]
    rule = {
        "id": "model-used",
        "name": "ModelUsed",
        "shortDescription": {"text": "a model, a data set or a service is named"},
        "defaultConfiguration": {"level": "note"},
        "properties": {"tags": ["licence", "openness"]},
    }
    address = page("inventory")
    run = {
        "tool": {
            "driver": {
                "name": "openness",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [{**rule, "helpUri": address} if "://" in address else rule],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(use) for use in uses],
        "properties": {"notice": "not legal advice"},
    }
    return json.write({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(use: Dependency) -> dict[str, Any]:
    reference = use.reference
    text = (
        f"{reference.sort.value} {reference.name}: {use.licence or 'licence unknown'}, {use.reached or 'level unknown'}"
    )
    path = reference.source.document.replace("\\", "/").removeprefix("./")
    inside = not path.startswith(("../", "/"))
    uri = quote(path, errors="surrogateescape")
    region = {"startLine": reference.source.line or 1}
    return {
        "ruleId": "model-used",
        "ruleIndex": 0,
        "level": "note",
        "kind": "fail",
        "message": {
            "text": terminal(text).replace("{", "{{").replace("}", "}}").replace("[", "\\[").replace("]", "\\]")
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"} if inside else {"uri": uri},
                    "region": region,
                }
            }
        ],
        "properties": use.to_dict(),
    }
