"""What follows for whoever wants to use a release: the nine rows and six trade-offs people compare models by."""

from collections.abc import Mapping, Sequence
from typing import Any

from openness.markup import Child, Markup, joined, tag
from openness.site.entry import Entry
from openness.site.frame import Site, page, section
from openness.site.marks import count_of, follows
from openness.site.upshot import row_name


def comparison(site: Site) -> str:
    """The page."""
    rows = dict.fromkeys(row for one in site.entries for row in one.result["consequences"])
    if rows:
        body = joined(
            tag(
                "p",
                "Each statement follows from what is offered and on what terms, release by release. What no fact of a release "
                "decides is said as plainly, and not answered.",
            ),
            tag("ul", [tag("li", tag("a", row_name(row), href=f"#{row}")) for row in rows], class_="ways"),
            (section(row_name(row), _row(site, row), id=row) for row in rows),
        )
    else:
        body = joined(tag("p", "No statements were derived from these releases."))
    return page("What follows for whoever wants to use one", body, site.data, at="comparison.html", said=site.said)


def _row(site: Site, row: str) -> Child:
    """Each statement of a row, with the releases it holds of; what does not follow, with why."""
    held: dict[tuple[str, str | None], list[tuple[Entry, Mapping[str, Any]]]] = {}
    for one in reversed(site.ranked):
        for statement in one.result["consequences"].get(row, ()):
            held.setdefault((statement["statement"], statement["verdict"]), []).append((one, statement))
    decided = {key: found for key, found in held.items() if key[1] is not None}
    refused = [found[0][1] for key, found in held.items() if key[1] is None]
    return joined(
        [_statement(says, word, found) for (says, word), found in decided.items() if word is not None],
        [_refused(one) for one in refused],
        tag("p", "Nothing follows from these releases.") if not held else None,
    )


def _statement(says: str, word: str, found: Sequence[tuple[Entry, Mapping[str, Any]]]) -> Markup:
    sorts = dict.fromkeys(statement["sort"] for _, statement in found if statement.get("sort"))
    items = [
        tag(
            "li",
            tag("a", one.name, href=f"releases/{one.slug}.html#follows"),
        )
        for one, _ in found
    ]
    return tag(
        "details",
        tag(
            "summary",
            tag("span", follows(word, says), class_="follows"),
            f" ({', '.join(sorts)})" if sorts else None,
            tag("small", count_of(len(found), "release")),
        ),
        tag("ul", items, class_="columns"),
    )


def _refused(statement: Mapping[str, Any]) -> Markup:
    because = "; ".join(statement["because"])
    return tag(
        "p", tag("b", "Not answered: "), statement["statement"], f" – {because}." if because else ".", class_="refused"
    )
