"""What is said of the described systems elsewhere, and whether it is so."""

from openness.blocks.markup import Markup, joined, tag
from openness.site.frame import Site, page, table
from openness.sources.systems import VERDICTS, System


def said(site: Site) -> str:
    """The page with every entry."""
    rows = [
        tag("tr", tag("th", tag("a", one.name, href=f"releases/{one.slug}.html"), scope="row"), cells)
        for one in sorted(site.entries, key=lambda one: one.name.lower())
        if one.system
        for cells in _cells(one.system)
    ]
    heads = [tag("th", text, scope="col") for text in ("System", "Who says it", "What is said", "Is it so?", "Why")]
    body = joined(
        tag("p", "What an overview, a catalogue or an index says of a system, set against what its sources show."),
        tag("ul", [tag("li", _word(word), ": ", says) for word, says in VERDICTS.items()], class_="legend"),
        table("What is said of the described systems", heads, rows, class_="said"),
    )
    return page("What is said elsewhere", body, site.data, at="said.html", said=True)


def said_of(system: System) -> Markup:
    """What is said of one system."""
    heads = [tag("th", text, scope="col") for text in ("Who says it", "What is said", "Is it so?", "Why")]
    return table("What is said of it elsewhere", heads, [tag("tr", cells) for cells in _cells(system)], class_="said")


def _cells(system: System) -> list[list[Markup]]:
    return [
        [tag("td", one.by), tag("td", one.claim), tag("td", _word(one.verdict)), tag("td", one.why)]
        for one in system.said
    ]


def _word(verdict: str) -> Markup:
    return tag("b", verdict.replace("-", " "), class_=verdict)
