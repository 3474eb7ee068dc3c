"""Claims of others about the described systems, and whether they are true."""

from openness.blocks.markup import Markup, joined, tag
from openness.site.frame import Site, page, table
from openness.sources.systems import VERDICTS, System


def claims(site: Site) -> str:
    """The page with every entry."""
    rows = [
        tag("tr", tag("th", tag("a", entry.name, href=f"releases/{entry.slug}.html"), scope="row"), cells)
        for entry in sorted(site.entries, key=lambda entry: entry.name.lower())
        if entry.system
        for cells in _cells(entry.system)
    ]
    heads = [tag("th", text, scope="col") for text in ("System", "Source", "Claim", "Is it true?", "Why")]
    body = joined(
        tag("p", "Claims of an overview, a catalogue or an index about a system, compared with the sources."),
        tag("ul", [tag("li", _word(word), ": ", says) for word, says in VERDICTS.items()], class_="legend"),
        table("Claims about the described systems", heads, rows, class_="said"),
    )
    return page("Claims of others", body, site.data, at="said.html", with_statements=True)


def claims_of(system: System) -> Markup:
    """The claims about one system."""
    heads = [tag("th", text, scope="col") for text in ("Source", "Claim", "Is it true?", "Why")]
    return table("Claims about it", heads, [tag("tr", cells) for cells in _cells(system)], class_="said")


def _cells(system: System) -> list[list[Markup]]:
    return [
        [tag("td", claim.by), tag("td", claim.claim), tag("td", _word(claim.verdict)), tag("td", claim.why)]
        for claim in system.said
    ]


def _word(verdict: str) -> Markup:
    return tag("b", verdict.replace("-", " "), class_=verdict)
