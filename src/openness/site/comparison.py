"""What follows for whoever wants to use a release: the nine rows and six trade-offs people compare models by."""

from collections.abc import Mapping, Sequence
from typing import Any

from openness.blocks.markup import Child, Markup, joined, tag
from openness.evaluation.consequences import Row
from openness.site.entry import Entry
from openness.site.frame import Site, page, section
from openness.site.marks import count_of, follows

_SORTS = {"row": "In each respect", "trade-off": "Trade-offs"}
_ORDER = ("met", "unmet", "unknown")

Found = Sequence[tuple[Entry, Mapping[str, Any]]]


def comparison(site: Site) -> str:
    """The page."""
    body = joined(
        tag(
            "p",
            "Each statement follows from what a release publishes and what its licences allow: ",
            tag("b", "can"),
            " is about what is available, ",
            tag("b", "may"),
            " about what the licence allows. Where no fact of a release decides, the page says so.",
        ),
        tag("ul", [tag("li", tag("a", row.name, href=f"#{row.id}")) for row in site.rows], class_="ways"),
        (
            section(title, (_row(site, row) for row in site.rows if row.sort == sort), id=sort)
            for sort, title in _SORTS.items()
        ),
    )
    return page("What a user can do and may do", body, site.data, at="comparison.html", said=site.said)


def _row(site: Site, row: Row) -> Markup:
    """Each statement of a row, with the releases it holds of; what does not follow, with why."""
    held: dict[tuple[str, str], list[tuple[Entry, Mapping[str, Any]]]] = {}
    for one in reversed(site.ranked):
        for statement in one.result["consequences"].get(row.id, ()):
            if statement["verdict"] is not None:
                held.setdefault((statement["statement"], statement["verdict"]), []).append((one, statement))
    place = {says: number for number, rule in enumerate(row.rules) for says in (rule.says, rule.otherwise)}
    ordered = sorted(held, key=lambda key: (place[key[0]], _ORDER.index(key[1])))
    return section(
        row.name,
        [_statement(says, word, held[says, word]) for says, word in ordered],
        [tag("p", tag("b", "Not answered: "), says, f" – {because}.") for says, because in row.refused],
        id=row.id,
        level="h3",
    )


def _statement(says: str, word: str, found: Found) -> Markup:
    sorts = dict.fromkeys(statement["sort"] for _, statement in found)
    items: list[Child] = [tag("li", tag("a", one.name, href=f"releases/{one.slug}.html#follows")) for one, _ in found]
    return tag(
        "details",
        tag(
            "summary",
            tag("span", follows(word, says), class_="follows"),
            f" ({', '.join(sorts)})",
            tag("small", count_of(len(found), "release")),
        ),
        tag("ul", items, class_="columns"),
    )
