"""The report of an inventory, for a terminal and as SARIF."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from openness.blocks import closing
from openness.errors import Problem
from openness.evaluation.summary import level_name, licence_name
from openness.references.inventory import Dependency, Inventory
from openness.references.reference import UnnamedCall
from openness.release.finding import Code
from openness.reports import sarif as log
from openness.reports.page import Page
from openness.vocabulary.references import Sort, Sure
from openness.vocabulary.sentences import counted, editions, few, series

_PLACES = 5  # places of one thing that are listed
_HEADINGS = {Sort.MODEL: "Models", Sort.DATASET: "Data sets", Sort.SERVICE: "Services"}


def write(inventories: Iterable[Inventory], data: str, width: int = 80, colour: bool = False) -> str:
    """The report for a terminal: each thing once, with licence, level and the places that name it.

    Args:
        inventories: one for each path.
        data: the version of the data that the levels rest on.
        width: columns of the terminal; 40 to 100 are used.
        colour: whether to colour it; it reads the same without.
    """
    sheet = Page(width, colour)
    listed = list(inventories)
    for inventory in listed:
        if len(listed) > 1:
            _heading(sheet, inventory.source)
        alike: dict[tuple[Sort, str], list[Dependency]] = {}
        for use in inventory.uses:
            alike.setdefault(use.reference.key, []).append(use)
        for sort, heading in _HEADINGS.items():
            things = [alike[key] for key in sorted(alike, key=lambda key: key[1].casefold()) if key[0] is sort]
            if things:
                _heading(sheet, heading)
            for uses in things:
                _dependency(sheet, uses)
        if inventory.scanned.unnamed:
            _unnamed(sheet, inventory.scanned.unnamed)
        sheet.put()
        for line in _ending(inventory, alike):
            sheet.put(line)
    sheet.put(closing(data), code="2")
    return "\n".join(sheet.lines).removeprefix("\n") + "\n"


def _heading(sheet: Page, text: str) -> None:
    sheet.put()
    sheet.put(text, code="1")


def _dependency(sheet: Page, uses: list[Dependency]) -> None:
    """One thing that is used, what is known of it, and where it is named."""
    first = uses[0]
    sheet.put(first.reference.name, indent=2, hang=2, code="1")
    licence, level = _licence_and_level(first)
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


def _unnamed(sheet: Page, calls: Sequence[UnnamedCall]) -> None:
    """The calls that show no name, each expression once with its places."""
    _heading(sheet, "Not named in the code")
    places: dict[tuple[str, bool], list[UnnamedCall]] = {}
    for call in calls:
        places.setdefault((call.written, call.placeholder), []).append(call)
    for (written, placeholder), alike in places.items():
        sheet.put(f"{written}{' (placeholder)' if placeholder else ''}", indent=2, hang=2, code="1")
        more = f", and {len(alike) - _PLACES:,} more" if len(alike) > _PLACES else ""
        sheet.put(", ".join(str(call.source) for call in alike[:_PLACES]) + more, indent=4, hang=2, code="2")


def _licence_and_level(use: Dependency) -> tuple[str, str]:
    """The licence and the level of what is used, in the words that people read."""
    known = use.known.classification

    def named(licences: Iterable[str]) -> str:
        return series(few(editions((licence_name(id, known.resolved.licences) for id in licences), "or")), "or")

    licence = "licence unknown"
    if use.licence:
        licence = licence_name(use.licence, known.resolved.licences)
    elif use.known.family:
        licence += f", {named(use.known.family)} reaches it"
    elif use.known.perhaps:
        licence += f": {named(use.known.perhaps)}"
    level = "level unknown" if use.known.place else "not known here"
    if use.reached:
        level = level_name(known.judgements["spectrum"].definition, use.reached)
    return licence, level


def _ending(inventory: Inventory, alike: dict[tuple[Sort, str], list[Dependency]]) -> Iterator[str]:
    """The lines that count what is listed and what is not."""
    counts = Counter(sort for sort, _ in alike)
    parts = [counted(counts[sort], sort.label) for sort in Sort if counts[sort]]
    unknown = sum(uses[0].licence is None for uses in alike.values())
    named = " and ".join(", ".join(parts).rsplit(", ", 1))
    sentence = f"{named} in {counted(len(inventory.uses), 'place')}" if parts else "No model is named"
    yield f"{sentence}{f'; the licence of {unknown:,} is unknown' if unknown else ''}."
    scanned = inventory.scanned
    if calls := scanned.unnamed:
        yield (
            f"{counted(len(calls), 'call')} {'asks' if len(calls) == 1 else 'ask'} for a model or a data set that the code "
            "does not name; which one is unknown."
        )
    left = [
        (scanned.ignored, "left out by .gitignore"),
        (scanned.vendored, "vendored folders left out"),
        (scanned.fixtures, "guesses in tests left out"),
        (scanned.large, "files too large to be settings"),
        (len(scanned.problems), "files not read whole"),
    ]
    passed = "".join(f"; {what}: {count:,}" for count, what in left if count)
    yield f"Files read: {len(scanned.read):,}{passed}."


def sarif(inventories: Sequence[Inventory], data: str, problems: Iterable[Problem] = ()) -> str:
    """The references as notes of a SARIF 2.1.0 log, each at its line.

    Args:
        inventories: one for each path.
        data: the version of the data that the levels rest on.
        problems: the paths that could not be read; the files that could not be are known to the inventories.
    """
    uses = [use for inventory in inventories for use in inventory.uses]
    unread = (problem for inventory in inventories for problem in inventory.scanned.problems)
    address = log.page("inventory")
    rule = {
        "id": "model-used",
        "name": "ModelUsed",
        "shortDescription": {"text": "a model, a data set or a service is named"},
        "defaultConfiguration": {"level": "note"},
        "properties": {"tags": ["licence", "openness"]},
        **({"helpUri": address} if "://" in address else {}),
    }
    unnamed = [call for inventory in inventories for call in inventory.scanned.unnamed]
    results = [*map(_result, uses[: log.MOST]), *map(_unnamed_result, unnamed[: log.MOST - len(uses[: log.MOST])])]
    rules = [rule, _RULE_UNNAMED] if unnamed else [rule]
    return log.log(rules, results, tuple(dict.fromkeys((*problems, *unread))), {"data": data})


_RULE_UNNAMED = {
    "id": Code.MODEL_NAME_UNKNOWN.value,
    "name": "ModelNameUnknown",
    "shortDescription": {"text": Code.MODEL_NAME_UNKNOWN.says},
    "defaultConfiguration": {"level": Code.MODEL_NAME_UNKNOWN.level},
    "properties": {"tags": ["licence", "openness"]},
}


def _unnamed_result(call: UnnamedCall) -> dict[str, Any]:
    return {
        "ruleId": Code.MODEL_NAME_UNKNOWN.value,
        "ruleIndex": 1,
        "level": Code.MODEL_NAME_UNKNOWN.level,
        "message": {"text": log.plain(f"{call.written} does not show which {call.sort.label} is used")},
        "locations": [{"physicalLocation": log.location(call.source)}],
        "properties": call.to_dict(),
    }


def _result(use: Dependency) -> dict[str, Any]:
    reference = use.reference
    return {
        "ruleId": "model-used",
        "ruleIndex": 0,
        "level": "note",
        "kind": "fail",
        "message": {
            "text": log.plain(f"{reference.sort.label} {reference.name}: {'; '.join(_licence_and_level(use))}")
        },
        "locations": [{"physicalLocation": log.location(reference.source)}],
        "properties": use.to_dict(),
    }
