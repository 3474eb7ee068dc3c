"""The table of what each format holds, on the page about converting, is that of the writers' declarations."""

import re
from pathlib import Path

from openness.export.capability import FACTS, Holds, Slot
from openness.export.writers import WRITERS, writer
from openness.vocabulary import Availability, Content, Kind, Relation
from openness.vocabulary.properties import PREFIX, PROPERTIES

PAGE = Path(__file__).parents[2] / "docs/how-to/convert.md"
APART = (Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS, Kind.EVALUATION_DATA, Kind.MODEL_CARD)


def availability(slot: Slot | None) -> str:
    """The words a format has for how a part can be reached."""
    if slot is None or not slot.availability:
        return "–"
    if slot.availability == tuple(Availability):
        return "every word"
    words = [
        f"{word} (by address)" if word is Availability.PUBLIC and slot.by_address else str(word)
        for word in slot.availability
    ]
    return ", ".join(words)


def yes(holds: object) -> str:
    return "yes" if holds else "–"


def relations(holds: Holds) -> str:
    if not holds.bases:
        return "–"
    words = "every relation" if holds.relations == tuple(Relation) else ", ".join(holds.relations)
    return f"{words}; one for all" if holds.one_relation else words


def rows() -> list[str]:
    """The rows of the table."""
    every = [writer(name).HOLDS["model"] for name in WRITERS]

    def row(title: str, cells: list[str]) -> str:
        return f"| {title} | {' | '.join(cells)} |"

    written = [
        row(
            word.replace("_", "-"),
            [
                ", ".join(holds.words) if word == "details" and holds.words else yes(word in holds.facts)
                for holds in every
            ],
        )
        for word in FACTS
    ]
    for kind in APART:
        slots = [holds.parts.get(kind) for holds in every]
        written.append(row(f"{kind.value}: availability", [availability(slot) for slot in slots]))
        written.append(row(f"{kind.value}: licence", [yes(slot and slot.licence) for slot in slots]))
        written.append(row(f"{kind.value}: location", [yes(slot and slot.location) for slot in slots]))
    several = [[slot for kind in (Kind.DATASETS,) if (slot := holds.parts.get(kind))] for holds in every]
    written.append(row("datasets: several, by name", [yes(slots and slots[0].several) for slots in several]))
    for content in Content:
        others = [kind for kind in Kind if kind.content is content and kind not in APART]
        counts = [sum(kind in holds.parts for kind in others) for holds in every]
        written.append(row(f"other components: {content}", [f"{count} of {len(others)}" for count in counts]))
    written.append(row("extent", [yes(any(slot.extent for slot in holds.parts.values())) for holds in every]))
    written.append(row("base-models", [relations(holds) for holds in every]))
    written.extend(
        row(f"base-models: {word}", [yes(word in holds.base) for holds in every]) for word in ("licence", "producer")
    )
    written.append(row("a fact with several values", [yes(holds.disputes) for holds in every]))
    return written


def test_the_properties_of_ours_are_published() -> None:
    page = (PAGE.parents[1] / "reference/what-an-sbom-says.md").read_text(encoding="utf-8")
    rows = re.findall(rf"^\| `{PREFIX}([\w-]+)` \| (.*) \|$", page, re.MULTILINE)
    assert dict(rows) == PROPERTIES


def test_the_page_has_the_table_of_the_declarations() -> None:
    page = PAGE.read_text(encoding="utf-8").partition("## What each format holds")[2]
    page = page.partition("\n\nA data set alone")[0]
    missing = [row for row in rows() if row not in page]
    assert missing == []
    assert [line for line in page.splitlines() if line.startswith("| ") and line not in rows()][1:] == []
