"""The graph of what a release was made from: the base models, the data, and how each leads to it."""

from collections.abc import Callable, Mapping
from typing import Any

from openness.blocks.markup import NOTHING, Child, Markup, joined, tag
from openness.licensing.licence import Licence
from openness.site.entry import Entry, clipped, licence_said
from openness.site.frame import table
from openness.site.marks import availability, licence, licence_names
from openness.vocabulary import Kind, Relation

_WIDTH, _BOX, _HIGH, _GAP = 720, 270, 52, 18  # of the drawing, of a box and between boxes
_LETTERS, _MOST = 36, 40  # letters in a box, and boxes that are drawn


def lineage(entry: Entry, result: Mapping[str, Any], known: Mapping[str, Licence] | Any, drawn: bool = True) -> Markup:
    """The graph, unless it is not to be drawn, and the same as a table; nothing where no origin is stated."""
    bases = result["release"]["base-models"]
    data = [item for item in result["release"]["components"][Kind.DATASETS.value].get("items", ()) if item["name"]]
    if not bases and not data:
        return NOTHING
    find = known if callable(known) else known.get
    return joined(_graph(entry, bases, data, find) if drawn else None, _table(bases, data, known))


def _graph(entry: Entry, bases: list[Any], data: list[Any], find: Callable[[str], Licence | None]) -> Markup:
    def terms_of(fact: Any) -> str:
        return licence_names(licence_said(fact), find)

    origins = [
        *(
            (base["name"], terms_of(base["licence"]), Relation(base["relation"]).label, _carries(base["relation"]))
            for base in bases
        ),
        *((item["name"], terms_of(item["licence"]), "trained on", False) for item in data),
    ][:_MOST]
    height = len(origins) * (_HIGH + _GAP) - _GAP + 2
    middle = height / 2
    left = _WIDTH - _BOX - 1
    shapes: list[Child] = []
    for number, (name, terms, relation, carries) in enumerate(origins):
        top = 1 + number * (_HIGH + _GAP)
        centre = top + _HIGH / 2
        bend = (_BOX + left) / 2
        shapes.append(
            tag(
                "path",
                d=f"M{_BOX + 1} {centre:g} C{bend:g} {centre:g} {bend:g} {middle:g} {left - 10:g} {middle:g}",
                class_="edge carries" if carries else "edge",
                marker_end="url(#arrow)",
            )
        )
        beside = 15 if centre > middle else -7  # the line bends to the other side
        shapes.append(tag("text", relation, x=_BOX + 12, y=f"{centre + beside:g}", class_="relation"))
        shapes.append(_box(1, top, name, terms or "licence not stated"))
    shapes.append(
        _box(
            left,
            middle - _HIGH / 2,
            entry.name,
            licence_names(entry.parts[Kind.MODEL_PARAMETERS_FINAL.value].licence, find),
            "this",
        )
    )
    arrow = tag(
        "defs",
        tag(
            "marker",
            tag("path", d="M0 0 L8 4 L0 8 z", class_="head"),
            id="arrow",
            viewBox="0 0 8 8",
            refX=1,
            refY=4,
            markerWidth=10,
            markerHeight=10,
            markerUnits="userSpaceOnUse",
            orient="auto",
        ),
    )
    bases_in_words = "; ".join(f"{name}, {relation}" for name, _, relation, _ in origins)
    svg = tag(
        "svg",
        tag("title", clipped(f"{entry.name} was made from: {bases_in_words}", 2_000)),
        arrow,
        shapes,
        viewBox=f"0 0 {_WIDTH} {max(height, _HIGH + 2):g}",
        width=_WIDTH,
        height=f"{max(height, _HIGH + 2):g}",
        role="img",
        class_="lineage",
    )
    return tag(
        "figure",
        tag("div", svg, class_="scroll", tabindex="0", role="region", aria_label="Lineage, drawn"),
        tag("figcaption", "A thick line: the base’s terms reach the weights. The table below says the same in words."),
    )


def _carries(relation: str) -> bool:
    return Relation(relation).carries_terms


def _box(x: float, y: float, name: str, terms: str, class_: str = "") -> Markup:
    return tag(
        "g",
        tag("rect", x=f"{x:g}", y=f"{y:g}", width=_BOX, height=_HIGH, rx=6, class_=f"box {class_}".strip()),
        tag("text", clipped(name, _LETTERS), x=f"{x + 12:g}", y=f"{y + 22:g}", class_="name"),
        tag("text", clipped(terms, _LETTERS), x=f"{x + 12:g}", y=f"{y + 40:g}", class_="terms"),
    )


def _table(bases: list[Any], data: list[Any], known: Any) -> Markup:
    rows = [
        tag(
            "tr",
            tag("th", clipped(base["name"], 200), scope="row"),
            tag("td", Relation(base["relation"]).label, " (", base["basis"], ")"),
            tag(
                "td",
                licence(licence_said(base["licence"]), known, "../") if base["licence"]["claims"] else "not stated",
            ),
            tag("td", "yes" if _carries(base["relation"]) else "no"),
        )
        for base in bases
    ]
    rows += [
        tag(
            "tr",
            tag("th", clipped(item["name"], 200), scope="row"),
            tag("td", "trained on; ", availability(item["availability"]["value"] or "unknown")),
            tag(
                "td",
                licence(licence_said(item["licence"]), known, "../") if item["licence"]["claims"] else "not stated",
            ),
            tag("td", "–"),
        )
        for item in data
    ]
    heads = [
        tag("th", text, scope="col") for text in ("Made from", "How", "Licence", "Do its terms reach the weights?")
    ]
    return table("What it was made from", heads, rows)
