"""Definitions × releases with the criterion that decides, and one page for each definition."""

from collections import Counter

from openness.blocks.markup import Child, Markup, joined, tag
from openness.definition.definition import Definition
from openness.evaluation.summary import called
from openness.site.entry import Entry, clipped, slug_of
from openness.site.frame import Site, page, section, table
from openness.site.marks import class_of, legend, place, remark, stacked, why, worded
from openness.vocabulary.marks import Mark

_SHORT, _LONG = (
    72,
    160,
)  # letters of an answer in a cell, and of its reason beside the mark; two other pages have it whole
_ORDER = {"met": 0, "unknown": 1, "unmet": 2, None: 3}


def definition_file(id: str) -> str:
    """The page of a definition."""
    return f"definitions/{slug_of(id)}.html"


def definitions(site: Site) -> str:
    """The page with all of them."""
    heads = [tag("th", "Release", scope="col")]
    for id, definition in site.definitions.items():
        heads.append(
            tag("th", tag("a", called(definition), href=definition_file(id), title=definition.name), scope="col")
        )
    rows = [_row(definition, site) for definition in site.ranked]
    caption = "Every release under every definition, the most open release first"
    matrix = tag(
        "div",
        tag(
            "table",
            tag("caption", caption),
            tag("thead", tag("tr", heads)),
            tag("tbody", rows),
            class_="matrix glyphs",
        ),
        class_="scroll tall",
        tabindex="0",
        role="region",
        aria_label=caption,
    )
    listed = [
        tag(
            "tr",
            tag("th", tag("a", called(definition, whole=True), href=definition_file(id)), scope="row"),
            tag("td", _shares(site, id), tag("small", _tally(site, id))),
        )
        for id, definition in site.definitions.items()
    ]
    texts = table(
        "How many releases meet each", [tag("th", t, scope="col") for t in ("Definition", "Releases")], listed
    )
    body = joined(
        tag(
            "p",
            "Each cell says whether the release meets the text; its page says why. "
            "No publisher of a definition has certified any of these verdicts.",
        ),
        legend(site.definitions.values()),
        None if site.many else matrix,
        section("The definitions", texts, id="texts"),
    )
    return page(
        "Releases under each definition",
        body,
        site.data,
        at="definitions.html",
        with_statements=site.has_claims,
        look="wide",
    )


def _shares(site: Site, id: str) -> Markup:
    given = _marks(site, id)
    return stacked({mark.value: given[mark] for mark in Mark if mark is not Mark.NONE})


def _tally(site: Site, id: str) -> Child:
    given = _marks(site, id)
    return "; ".join(f"{given[mark]} {mark.label}" for mark in Mark if given[mark]) or "none: it is for other releases"


def _marks(site: Site, id: str) -> Counter[Mark]:
    """The number of releases with each mark, of those that the definition is for."""
    return Counter(entry.judged[id].mark for entry in site.entries if id in entry.judged)


def _row(entry: Entry, site: Site) -> Markup:
    cells = [tag("td", _cell(entry, id), class_=_tint(entry, id)) for id in site.definitions]
    return tag("tr", tag("th", tag("a", entry.name, href=f"releases/{entry.slug}.html"), scope="row"), cells)


def _tint(entry: Entry, id: str) -> str | None:
    """The paper of a cell: only a plain yes and a plain no have one."""
    answer = entry.answers[id]
    return f"is-{answer.verdict}" if answer.mark in (Mark.MET, Mark.UNMET) else None


def _cell(entry: Entry, id: str) -> Markup:
    """One mark, which is read out as the result."""
    answer = entry.answers[id]
    words = clipped(f"{answer.word}. {answer.reason}" if answer.reason else answer.word, _LONG)
    return tag(
        "b", tag("span", clipped(answer.word, _SHORT), class_="aloud"), class_=class_of(answer.mark), title=words
    )


def definition_page(id: str, site: Site) -> str:
    """The page of one definition: what it asks, and every release under it with the whole reason."""
    definition = site.definitions[id]
    about = [
        tag("dt", "Text"),
        tag("dd", place(definition.source)),
        tag("dt", "Dated"),
        tag("dd", definition.dated),
        tag("dt", "Read"),
        tag("dd", definition.read),
    ]
    body = joined(
        tag("dl", about, class_="facts"),
        tag("p", definition.beside) if definition.beside else None,
        tag("p", remark(definition.note)) if definition.note else None,
        section("What it asks", _criteria(definition), id="asks"),
        section(
            "Releases under it",
            legend((definition,), (Mark.BELOW,) if len(definition.rungs) > 1 else ()),
            tag("p", _tally(site, id)) if site.many else _answers(site, id),
            id="releases",
        ),
    )
    return page(definition.name, body, site.data, root="../", with_statements=site.has_claims)


def _criteria(definition: Definition) -> Markup:
    rows = [
        tag(
            "tr",
            tag("th", criterion.says, scope="row", id=f"c-{criterion.id}"),
            tag("td", grade.name if grade else ""),
            tag("td", criterion.cites, " ", tag("code", criterion.id)),
            tag("td", criterion.help),
        )
        for grade, criterion in definition.criteria
    ]
    heads = [tag("th", text, scope="col") for text in ("What it asks", "Level", "Where", "How to meet it")]
    names = ", ".join(definition.grade(rung).name for rung in definition.rungs)
    rungs = tag("p", "Its levels, lowest first: ", names, ".") if len(definition.rungs) > 1 else None
    return joined(rungs, table(f"The criteria of {definition.name}", heads, rows))


def _answers(site: Site, id: str) -> Markup:
    placed = [entry for entry in site.ranked if id in entry.judged]
    placed.sort(key=lambda entry: _ORDER[entry.answers[id].verdict])
    rows = []
    for entry in placed:
        answer = entry.answers[id]
        rows.append(
            tag(
                "tr",
                tag("th", tag("a", entry.name, href=f"../releases/{entry.slug}.html#d-{slug_of(id)}"), scope="row"),
                tag("td", worded(answer)),
                tag("td", why(answer)),
            )
        )
    heads = [tag("th", text, scope="col") for text in ("Release", "Verdict", "What keeps it from more")]
    return table(f"Releases under {site.definitions[id].name}", heads, rows)
