"""Two to four releases side by side: three ready comparisons, and the data that its script lays out."""

from collections.abc import Iterator
from typing import Any

from openness.blocks.markup import Markup, joined, tag
from openness.evaluation.classification import BANDS
from openness.reports import json
from openness.site.entry import GRANTS, Entry
from openness.site.frame import Site, page
from openness.site.marks import class_of, licence_names
from openness.site.uses import TILES, asking, state, wording
from openness.vocabulary import Availability, Kind
from openness.vocabulary.duties import Duty

_MOST = 4
_WEIGHTS = Kind.MODEL_PARAMETERS_FINAL

Cell = tuple[str, str, str]


def compare(site: Site) -> str:
    """The page. Its address names the releases: `compare.html#llama-3.1+olmo-2`."""
    options = [
        tag("option", one.name, value=one.slug)
        for one in sorted(site.entries, key=lambda one: (one.name.lower(), one.slug))
    ]
    fields = [
        tag(
            "p",
            tag("label", f"Release {number}", for_=f"side-{number}"),
            tag(
                "select",
                tag("option", "none", value=""),
                options if number == 1 else None,
                id=f"side-{number}",
                class_="side",
            ),
        )
        for number in range(1, _MOST + 1)
    ]
    ready = [
        tag(
            "li",
            tag(
                "a",
                _and([one.called for one in chosen]),
                href=f"compare.html#{'+'.join(one.slug for one in chosen)}",
            ),
            f" – {why}",
        )
        for why, chosen in _ready(site)
    ]
    body = joined(
        tag("ul", ready, class_="ready") if ready else None,
        tag(
            "p",
            "This view needs scripts. Without them, ",
            tag("a", "the parts", href="components.html"),
            ", ",
            tag("a", "the definitions", href="definitions.html"),
            " and ",
            tag("a", "the licences", href="licences.html"),
            " stand side by side in tables.",
            id="without",
        ),
        tag(
            "form",
            fields,
            tag(
                "p",
                tag("input", id="differs", type="checkbox"),
                tag("label", "only where they differ", for_="differs"),
                class_="check",
            ),
            id="choose",
            class_="filter",
            hidden=True,
            aria_label="Choose two to four releases",
        ),
        tag("p", id="state", role="status", class_="quiet"),
        tag("div", id="compared", class_="scroll", tabindex="0", role="region", aria_label="Releases side by side"),
        Markup(f'<script type="application/json" id="data">{json.write(_data(site), indent=None)}</script>\n'),
    )
    return page("Compare releases", body, site.data, at="compare.html", with_statements=site.said, look="wide")


def _and(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _ready(site: Site) -> Iterator[tuple[str, list[Entry]]]:
    """Up to three comparisons that show how releases differ."""
    placed = [one for one in reversed(site.ranked) if one.reached is not None and not one.unknown]
    if len(placed) > 1:
        yield "the most closed and the most open", [placed[0], placed[-1]]
    each = [next((one for one in placed if one.reached in rungs), None) for rungs in BANDS.values()]
    bands = [one for one in each if one is not None]
    if len(bands) > 2:
        yield "closed, semi-open and fully open", bands
    alike = [one for one in placed if one.reached == "weights-available"]
    other = next((one for one in alike if one.parts[_WEIGHTS].licence != alike[0].parts[_WEIGHTS].licence), None)
    if other is not None:
        yield "the same level under different licences", [alike[0], other]


def _data(site: Site) -> dict[str, Any]:
    """Every release as the cells of its column; texts that return often are held once."""
    texts: dict[str, int] = {}
    rows = [list(row) for row in _rows(site)]
    columns = {one.slug: [one.name, [_packed(cell, texts) for cell in _cells(one, site)]] for one in site.entries}
    return {"rows": rows, "texts": list(texts), "releases": columns}


def _packed(cell: Cell, texts: dict[str, int]) -> list[int]:
    return [texts.setdefault(text, len(texts)) for text in cell]


def _rows(site: Site) -> Iterator[tuple[str, str]]:
    """Pairs of a group and a row's name, in the order of the cells; the first ten decide."""
    for name in ("Level", "Could be", "Weights"):
        yield "In short", name
    uses = site.entries[0].uses
    for use in TILES:
        if use in uses:
            yield "In short", asking(uses[use])
    yield "In short", "What holds it back"
    if site.many:
        return
    yield "About", "Maker"
    yield from (("Parts", kind.label) for kind in Kind)
    yield from (("Definitions", definition.name) for definition in site.definitions.values())
    yield from (("Terms of the weights", term.label) for term in GRANTS)
    yield "Duties", "of the licences"
    yield from (("What you can do", row.name) for row in site.rows)


def _cells(one: Entry, site: Site) -> Iterator[Cell]:
    """Each cell as a verdict, a text and a reason; empty where there is none."""
    reached = "unknown" if one.unknown else site.level(one.reached)
    yield "", reached or "no ruling", ""
    yield "", site.level(one.reachable) or "no ruling", ""
    yield _part(one, _WEIGHTS, site)
    for use in TILES:
        if use in one.uses:
            answer = one.uses[use]
            yield state(answer), wording(answer), "" if site.many else answer.because
    spectrum = one.answers["spectrum"]
    yield "", spectrum.reason if spectrum.criterion else "nothing", ""
    if site.many:
        return
    yield "", one.producer or "not stated", ""
    for kind in Kind:
        yield _part(one, kind, site)
    for id in site.definitions:
        given = one.answers[id]
        yield class_of(given), given.word, given.reason if given.criterion else ""
    for term in GRANTS:
        yield one.terms[term.value], "", ""
    duties = dict.fromkeys(
        f"{Duty(duty['duty']).label} ({licence_names(duty['licence'], site.licences.get)})"
        for duty in one.result["duties"]
    )
    yield "", ", ".join(duties) or "none known", ""
    for row in site.rows:
        statements = one.result["consequences"].get(row.id, ())
        certain = [statement["statement"] for statement in statements if statement["verdict"] in ("met", "unmet")]
        yield "", "; ".join(certain) or "nothing is certain", ""


def _part(one: Entry, kind: Kind, site: Site) -> Cell:
    part = one.parts[kind.value]
    label = Availability(part.word).label if part.word in tuple(Availability) else part.word
    shown = f"{label}{' in part' if part.partial else ''}"
    return part.word if part.word != "unknown" else "silent", shown, licence_names(part.licence, site.licences.get)
