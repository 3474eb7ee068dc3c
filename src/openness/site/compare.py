"""Two to four releases side by side: the page, and the data its script lays out."""

from typing import Any

from openness.blocks.markup import Markup, joined, tag
from openness.reports import json
from openness.site.entry import GRANTS, Entry
from openness.site.frame import Site, page
from openness.site.marks import class_of
from openness.vocabulary import Kind

_MOST = 4


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
            tag("select", tag("option", "none", value=""), options, id=f"side-{number}", class_="side"),
        )
        for number in range(1, _MOST + 1)
    ]
    body = joined(
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
    return page("Compare releases", body, site.data, at="compare.html", said=site.said, wide=True)


def _data(site: Site) -> dict[str, Any]:
    """Every release as the cells of its column; texts that return often are held once."""
    texts: dict[str, int] = {}
    rows = _rows(site)
    columns = {one.slug: [one.name, [_packed(cell, texts) for cell in _cells(one, site)]] for one in site.entries}
    return {"rows": rows, "texts": list(texts), "releases": columns}


def _packed(cell: tuple[str, str, str], texts: dict[str, int]) -> list[int]:
    return [texts.setdefault(text, len(texts)) for text in cell]


def _rows(site: Site) -> list[list[str]]:
    """Pairs of a group and a row's name, in the order of the cells."""
    rows = [("Standing", name) for name in ("maker", "reaches", "could reach", "what holds it back")]
    rows += [("Parts", kind.label) for kind in Kind]
    rows += [("Definitions", definition.name) for definition in site.definitions.values()]
    rows += [("Terms of the weights", term.label) for term in GRANTS]
    rows += [("Duties", "of the licences")]
    rows += [("What follows", row.name) for row in site.rows]
    return [list(row) for row in rows]


def _cells(one: Entry, site: Site) -> list[tuple[str, str, str]]:
    """Each cell as a verdict, a text and a reason; empty where there is none."""
    kept = one.answers["spectrum"]
    why = f"{kept.criterion}: {kept.reason}" if kept.criterion else "nothing"
    cells = [
        ("", one.producer or "not stated", ""),
        ("", site.level(one.reached) or "no ruling", ""),
        ("", site.level(one.reachable) or "no ruling", ""),
    ]
    cells.append(("", why, ""))
    for kind in Kind:
        part = one.parts[kind.value]
        shown = f"{part.word}{' in part' if part.partial else ''}"
        cells.append(
            (part.word if part.word != "unknown" else "silent", shown, part.licence.removeprefix("LicenseRef-"))
        )
    for id in site.definitions:
        answer = one.answers[id]
        cells.append(
            (class_of(answer), answer.word, f"{answer.criterion}: {answer.reason}" if answer.criterion else "")
        )
    cells += [(one.terms[term.value], "", "") for term in GRANTS]
    duties = dict.fromkeys(
        f"{duty['duty']} ({duty['licence'].removeprefix('LicenseRef-')})" for duty in one.result["duties"]
    )
    cells.append(("", ", ".join(duties) or "none known", ""))
    for row in site.rows:
        met = [
            held["statement"]
            for held in one.result["consequences"].get(row.id, ())
            if held["verdict"] in ("met", "unmet")
        ]
        cells.append(("", "; ".join(met) or "nothing is certain", ""))
    return cells
