"""Components × releases: the availability of each part, and its licence."""

from collections import Counter

from openness.blocks.markup import Markup, joined, tag
from openness.site.entry import Entry
from openness.site.frame import Site, page, section, table
from openness.site.marks import availability, licence
from openness.vocabulary import Availability, Content, Kind

_CONTENTS = {Content.CODE: "Code", Content.DATA: "Data", Content.DOCUMENT: "Documents"}
_WORDS = {
    "unknown": "no source states it, which is neither a yes nor a no",
    "disputed": "the sources differ; both claims are on the page of the release",
}


def components(site: Site) -> str:
    """The page."""
    body = joined(
        tag(
            "p",
            "The availability of each part of each release, with its licence below if a source names one.",
        ),
        tag("ul", [tag("li", availability(word), ": ", says) for word, says in _legend()], class_="legend"),
        _counts(site) if site.many else _matrix(site),
        section("The parts", _parts(), id="parts"),
    )
    return page(
        "Components of each release",
        body,
        site.data,
        at="components.html",
        with_statements=site.has_claims,
        look="wide",
    )


def _legend() -> list[tuple[str, str]]:
    return [*((availability.value, availability.says) for availability in Availability), *_WORDS.items()]


def _matrix(site: Site) -> Markup:
    groups = [
        tag("th", name, colspan=sum(kind.content is content for kind in Kind), scope="colgroup")
        for content, name in _CONTENTS.items()
    ]
    # a column says which kind of part it is as well, so the kinds stand together
    heads = [tag("th", kind.label, scope="col", title=kind.says, id=f"col-{kind.value}") for kind in _ordered()]
    rows = [_row(entry, site) for entry in site.ranked]
    caption = "Every part of every release, the most open release first"
    matrix = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", tag("th", "Release", rowspan=2, scope="col"), groups), tag("tr", heads)),
        tag("tbody", rows),
        class_="matrix parts",
    )
    return tag("div", matrix, class_="scroll tall", tabindex="0", role="region", aria_label=caption)


def _counts(site: Site) -> Markup:
    """The number of releases that offer each part, where there are too many to name them."""
    rows = []
    for kind in _ordered():
        words = Counter(entry.parts[kind.value].word for entry in site.entries)
        tally = [tag("li", availability(word), f" {words[word]:,}") for word, _ in _legend() if words[word]]
        rows.append(tag("tr", tag("th", kind.label, scope="row"), tag("td", tag("ul", tally, class_="legend"))))
    heads = [tag("th", text, scope="col") for text in ("Part", "Releases by availability")]
    return table("Every part, and how many releases offer it", heads, rows)


def _ordered() -> list[Kind]:
    return [kind for content in _CONTENTS for kind in Kind if kind.content is content]


def _row(entry: Entry, site: Site) -> Markup:
    cells = []
    for kind in _ordered():
        part = entry.parts[kind.value]
        licence_mark = tag("small", licence(part.licence, site.licences, "")) if part.licence else None
        cells.append(tag("td", availability(part.word, part.partial), licence_mark, class_=f"is-{part.word}"))
    return tag("tr", tag("th", tag("a", entry.name, href=f"releases/{entry.slug}.html"), scope="row"), cells)


def _parts() -> Markup:
    rows = [
        tag("tr", tag("th", kind.label, scope="row"), tag("td", kind.content.value), tag("td", kind.says))
        for kind in _ordered()
    ]
    heads = [tag("th", text, scope="col") for text in ("Part", "Content", "Meaning")]
    return table("The parts a release may have: those of the Model Openness Framework, and one of OSAID", heads, rows)
