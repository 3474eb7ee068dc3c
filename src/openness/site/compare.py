"""Two to four releases side by side: three ready comparisons, and the data that its script lays out."""

from collections.abc import Iterator
from typing import Any

from openness.blocks.markup import Markup, joined, tag
from openness.evaluation.classification import BANDS
from openness.evaluation.summary import called
from openness.evaluation.uses.permission import Permission
from openness.reports import json
from openness.reports.versions import Versions
from openness.site.entry import Entry
from openness.site.frame import Site, page
from openness.site.marks import class_of, legend, licence_names
from openness.site.uses import TILES, asking
from openness.vocabulary import WEIGHTS, Availability, Kind
from openness.vocabulary.duties import Duty
from openness.vocabulary.marks import Mark
from openness.vocabulary.sentences import capital
from openness.vocabulary.terms import GRANTS

_MOST = 4

Cell = tuple[str, str, str]


def compare(site: Site) -> str:
    """The page. Its address names the releases: `compare.html#llama-3.1+olmo-2`."""
    options = [
        tag("option", entry.name, value=entry.slug)
        for entry in sorted(site.entries, key=lambda entry: (entry.name.lower(), entry.slug))
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
                _and([entry.called for entry in chosen]),
                href=f"compare.html#{'+'.join(entry.slug for entry in chosen)}",
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
        legend(site.definitions.values(), (Mark.BELOW,)),
        tag("div", id="compared"),
        Markup(f'<script type="application/json" id="data">{json.inert(_data(site))}</script>\n'),
    )
    return page("Compare releases", body, site.data, at="compare.html", with_statements=site.has_claims, look="wide")


def _and(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _ready(site: Site) -> Iterator[tuple[str, list[Entry]]]:
    """Up to three comparisons that show how releases differ."""
    placed = [entry for entry in reversed(site.ranked) if entry.reached is not None and not entry.unknown]
    if len(placed) > 1:
        yield "the most closed and the most open", [placed[0], placed[-1]]
    each = [next((entry for entry in placed if entry.reached in rungs), None) for rungs in BANDS.values()]
    bands = [entry for entry in each if entry is not None]
    if len(bands) > 2:
        yield "closed, semi-open and fully open", bands
    alike = [entry for entry in placed if entry.reached == "weights-available"]
    other = next((entry for entry in alike if entry.parts[WEIGHTS].licence != alike[0].parts[WEIGHTS].licence), None)
    if other is not None:
        yield "the same level under different licences", [alike[0], other]


def _data(site: Site) -> dict[str, Any]:
    """Every release as the cells of its column; texts that return often are held once."""
    texts: dict[str, int] = {}
    rows = [list(row) for row in _rows(site)]
    columns = {
        entry.slug: [entry.name, [_packed(cell, texts) for cell in _cells(entry, site)]] for entry in site.entries
    }
    return {"rows": rows, "texts": list(texts), "releases": columns}


def _packed(cell: Cell, texts: dict[str, int]) -> list[int]:
    return [texts.setdefault(text, len(texts)) for text in cell]


def _rows(site: Site) -> Iterator[tuple[str, str]]:
    """Pairs of a group and a row's name, in the order of the cells; the first ten decide."""
    for name in ("Level", "Could be", capital(site.main)):
        yield "In short", name
    for answer in _asked(site).values():
        yield "In short", asking(answer)
    yield "In short", "What holds it back"
    if site.many:
        return
    yield "About", "Maker"
    yield from (("Parts", kind.label) for kind in Kind)
    yield from (("Definitions", called(definition, whole=True)) for definition in site.definitions.values())
    yield from ((f"Terms of the {site.main}", term.label) for term in GRANTS)
    yield "Duties", "of the licences"
    yield from (("What you can do", row.name) for row in site.rows)


def _asked(site: Site) -> dict[str, Permission]:
    """The uses of the tiles that some release was asked, each with an answer."""
    answers = ((use, next((entry.uses[use] for entry in site.entries if use in entry.uses), None)) for use in TILES)
    return {use: answer for use, answer in answers if answer is not None}


def _cells(entry: Entry, site: Site) -> Iterator[Cell]:
    """Each cell as a verdict, a text and a reason; empty where there is none."""
    reached = "unknown" if entry.unknown else site.level(entry.reached)
    yield "", reached or "no ruling", ""
    yield "", site.level(entry.reachable) or "no ruling", ""
    yield _part(entry, entry.main, site)
    versions = Versions(by.title for answer in entry.uses.values() for by in answer.clauses)
    for use in _asked(site):
        if answer := entry.uses.get(use):
            yield answer.verdict.value, answer.brief, "" if site.many else versions.short(answer.because)
        else:
            yield "", "not asked", ""
    spectrum = entry.answers["spectrum"]
    yield "", spectrum.reason if spectrum.criterion else "nothing", ""
    if site.many:
        return
    yield "", entry.producer or "not stated", ""
    for kind in Kind:
        yield _part(entry, kind, site)
    for id in site.definitions:
        given = entry.answers[id]
        yield class_of(given.mark), given.word, given.reason if given.criterion else ""
    for term in GRANTS:
        yield entry.terms[term.value], "", ""
    duties = dict.fromkeys(
        f"{Duty(duty['duty']).label} ({licence_names(duty['licence'], site.licences.get)})"
        for duty in entry.result["duties"]
    )
    yield "", ", ".join(duties) or "none known", ""
    for row in site.rows:
        statements = entry.result["consequences"].get(row.id, ())
        certain = [statement["statement"] for statement in statements if statement["verdict"] in ("met", "unmet")]
        yield "", "; ".join(certain) or "nothing is certain", ""


def _part(entry: Entry, kind: Kind, site: Site) -> Cell:
    part = entry.parts[kind.value]
    label = Availability(part.word).label if part.word in tuple(Availability) else part.word
    shown = f"{label}{' in part' if part.partial else ''}"
    licence = licence_names(part.licence, site.licences.get)
    conflict = entry.conflict if kind is WEIGHTS else ""
    return part.word if part.word != "unknown" else "silent", shown, "; ".join(filter(None, (licence, conflict)))
