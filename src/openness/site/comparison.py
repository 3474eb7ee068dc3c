"""Answers for a user who wants to do something: one row a question, with how many releases say yes, no and unknown."""

from collections.abc import Iterator, Mapping

from openness.blocks.markup import Child, Markup, between, joined, tag
from openness.evaluation.uses.consequences import Row
from openness.site.entry import Entry
from openness.site.frame import Site, page, section, table
from openness.site.marks import stacked
from openness.vocabulary.sentences import capital, counted

_SORTS = {"row": "In each respect", "trade-off": "Trade-offs"}
_WORDS = {"met": "yes", "unmet": "no", "unknown": "unknown"}

Found = Mapping[str, list[Entry]]


def comparison(site: Site) -> str:
    """The page."""
    body = joined(
        tag(
            "p",
            "Each answer follows from what a release publishes and what its licences allow. Where no fact of a release "
            "decides, the page says so.",
        ),
        tag("ul", [tag("li", tag("b", word, class_=mark)) for mark, word in _WORDS.items()], class_="legend"),
        tag("ul", [tag("li", tag("a", row.name, href=f"#{row.id}")) for row in site.rows], class_="ways"),
        (
            section(title, (_row(site, row) for row in site.rows if row.sort == sort), id=sort)
            for sort, title in _SORTS.items()
        ),
    )
    return page("What you can do", body, site.data, at="comparison.html", with_statements=site.has_claims)


def _row(site: Site, row: Row) -> Markup:
    """Each question of a row with its answers; and the questions that no fact decides, with the reason."""
    questions = [_question(site, rule.says, found) for rule, found in zip(row.rules, _found(site, row), strict=True)]
    heads = [tag("th", text, scope="col") for text in ("Question", "Answers", "Releases")]
    return section(
        row.name,
        table(f"{row.name}: how many releases", heads, questions, class_="questions") if questions else None,
        [tag("p", tag("b", "Not answered: "), says, f" – {because}.") for says, because in row.refused],
        id=row.id,
        level="h3",
    )


def _found(site: Site, row: Row) -> Iterator[Found]:
    """For each question, the releases by answer, the most open first."""
    for rule in row.rules:
        found: dict[str, list[Entry]] = {word: [] for word in _WORDS}
        for entry in site.ranked:
            verdict = entry.follows.get(rule.id)
            if verdict is not None:
                found[verdict.value].append(entry)
        yield found


def _question(site: Site, says: str, found: Found) -> Markup:
    counts = {word: len(entries) for word, entries in found.items()}
    tally = ", ".join(f"{_WORDS[word]} {count:,}" for word, count in counts.items() if count) or "no answer"
    return tag(
        "tr",
        tag("th", capital(says), scope="row"),
        tag("td", stacked(counts), tag("small", tally)),
        tag("td", None if site.many else _who(found)),
    )


def _who(found: Found) -> Child:
    """The names behind a fold: without the answer that most of them share, if that is very long."""
    folds = [
        tag("p", tag("b", _WORDS[word], class_=word), ": ", between(", ", map(_link, entries)))
        for word, entries in found.items()
        if entries
    ]
    many = sum(map(len, found.values()))
    return tag("details", tag("summary", counted(many, "release")), folds) if folds else None


def _link(entry: Entry) -> Markup:
    return tag("a", entry.called, href=f"releases/{entry.slug}.html")
