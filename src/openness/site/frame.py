"""The frame around every page: head, ways to the other pages, and the words under each."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from openness._version import __version__
from openness.blocks import closing
from openness.blocks.markup import NOTHING, Child, Markup, between, joined, tag
from openness.definition.definition import Definition
from openness.evaluation.uses.consequences import Row
from openness.licensing.licence import Licence
from openness.site.entry import Entry
from openness.value import Value
from openness.vocabulary.sentences import series

#: Nothing but the site's own style and script is loaded, and no text can become a script.
POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self' file:" for kind in ("style", "script", "img")),
        "base-uri 'none'",
        "form-action 'none'",
    )
)


MANY = 400  #: releases beyond which pages count and name none; the described systems are fewer


@frozen(slots=False, eq=False, repr=False)
class Site(Value):
    """The content of a site.

    Args:
        entries: the releases, in the order they were named.
        definitions: by id.
        licences: by id, those that anything in the site is under.
        rows: of what follows for whoever wants to use one.
        uses: the ids of all uses.
        data: the version of the data it was judged by.
        catalogue: whether it holds described systems and no release of a user's own.
        replaced: the shipped records that a folder replaced, each with its reason.
        problems: what could not be read, each in one line.
    """

    entries: tuple[Entry, ...]
    definitions: Mapping[str, Definition] = field(repr=False)
    licences: Mapping[str, Licence] = field(repr=False)
    rows: tuple[Row, ...] = field(repr=False)
    uses: tuple[str, ...] = field(repr=False)
    data: str
    catalogue: bool
    replaced: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def many(self) -> bool:
        """True where there are so many releases that lists of their names help nobody."""
        return len(self.entries) > MANY

    @property
    def rungs(self) -> tuple[str, ...]:
        """The rungs of the spectrum, lowest first."""
        return self.definitions["spectrum"].rungs

    def level(self, rung: str | None) -> str:
        """The label of a level of the spectrum; of anything else the word as it is."""
        spectrum = self.definitions["spectrum"]
        return spectrum.grade(rung).name if rung in spectrum.rungs else rung or ""

    @cached_property
    def ranked(self) -> list[Entry]:
        """The releases from open to closed, by what is certain and then by what is possible; on a level by their names."""
        rank = {rung: number for number, rung in enumerate(self.rungs)}

        def key(entry: Entry) -> tuple[int, int, str, str]:
            certain, possible = (rank.get(rung or "", -1) for rung in (entry.reached, entry.reachable))
            return (-certain, -possible, entry.name.lower(), entry.slug)

        return sorted(self.entries, key=key)

    @property
    def main(self) -> str:
        """The parts that the releases are about, in words: the weights, the data of data sets, or either."""
        parts = {entry.main: None for entry in self.entries}
        return series(sorted((kind.label for kind in parts), reverse=True), "or")

    @property
    def has_claims(self) -> bool:
        """True where anything is said elsewhere of a system in it."""
        return any(entry.system and entry.system.said for entry in self.entries)


PAGES = {
    "index.html": "Releases",
    "compare.html": "Compare",
    "comparison.html": "What you can do",
    "licences.html": "Licences",
    "definitions.html": "Definitions",
    "components.html": "Parts",
    "said.html": "Fact-checks",
}

#: The files for machines, with their names.
DATA = {"data.json": "JSON", "data.csv": "CSV"}

_ABOUT = (
    "How open an AI model is, with a source for every answer: which parts are published, and what the licences allow."
)


def page(
    title: str,
    body: Child,
    data: str,
    *,
    at: str = "",
    root: str = "",
    with_statements: bool = True,
    look: str = "",
    heading: str = "",
    about: str = _ABOUT,
    search: bool = False,
    above: Child = None,
) -> str:
    """A whole page.

    Args:
        title: of the page; its first heading too.
        body: what stands below that heading.
        data: the version of the data.
        at: the page of `PAGES` it is.
        root: the way to the top of the site: empty there, `../` in a folder.
        with_statements: whether the site has a page of what others say.
        look: `wide` where it holds a table that takes the whole width, `brief` where lines are short.
        heading: the first heading, where it is shorter than the title.
        about: the page in one sentence, for those who show a link to it.
        search: whether the page has the search.
        above: what stands above the first heading.
    """
    ways = [
        tag("li", tag("a", name, href=root + file, aria_current="page" if file == at else None))
        for file, name in PAGES.items()
        if with_statements or file != "said.html"
    ]
    whole = f"{title} – openness"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="generator", content=f"openness {__version__}"),
        tag("meta", name="description", content=about),
        tag("meta", property="og:type", content="website"),
        tag("meta", property="og:title", content=whole),
        tag("meta", property="og:description", content=about),
        tag("meta", name="twitter:card", content="summary"),
        tag("title", whole),
        tag("link", rel="icon", href=f"{root}favicon.svg", type="image/svg+xml"),
        tag("link", rel="stylesheet", href=f"{root}site.css"),
        tag("script", src=f"{root}site.js", defer=True),
    )
    around = tag(
        "body",
        tag("a", "Skip to the search", href="#by-words", class_="skip") if search else None,
        tag("a", "Skip to the text", href="#text", class_="skip"),
        tag(
            "header",
            tag("a", "openness", href=f"{root}index.html", class_="home"),
            tag("nav", tag("ul", ways), aria_label="Pages"),
        ),
        tag("main", above, tag("h1", heading or title), body, id="text", tabindex="-1"),
        tag("footer", [tag("p", line) for line in _footer(data, root)]),
        class_=look or None,
    )
    return f"<!doctype html>\n{tag('html', head, around, lang='en')}"


def _footer(data: str, root: str) -> Iterator[Child]:
    files = between(" or ", (tag("a", name, href=root + file) for file, name in DATA.items()))
    yield (
        "Unknown is never a yes and never a no: a release ",
        tag("b", "reaches"),
        " a level that the known facts prove, and ",
        tag("b", "could reach"),
        " a level if the missing facts are good news.",
    )
    yield "Everything here as ", files, "."
    yield f"{closing(data)} Written by openness {__version__}."


def section(title: str, *body: Child, id: str, level: str = "h2") -> Markup:
    """A part of a page with its heading; nothing where it has no content."""
    content = joined(*body)
    if not content.text:
        return NOTHING
    return tag("section", tag(level, title, id=id), content, aria_labelledby=id)


def fold(title: str, result: str, *body: Child, id: str, printed: bool = False) -> Markup:
    """A part of a page that is closed at first; nothing where it has no content.

    Args:
        title: its heading.
        result: the result, which stands in the heading.
        body: what it holds.
        id: its name in addresses.
        printed: whether paper shows it open; any other is printed where it was opened.
    """
    content = joined(*body)
    if not content.text:
        return NOTHING
    summary = tag("summary", tag("h2", title), tag("span", f" – {result}", class_="quiet") if result else None)
    return tag("details", summary, content, id=id, class_="fold printed" if printed else "fold")


def table(caption: str, heads: Child, rows: Child, *, class_: str | None = None, body: str | None = None) -> Markup:
    """A table that scrolls by itself where it is wider than the page."""
    content = tag(
        "table", tag("caption", caption), tag("thead", tag("tr", heads)), tag("tbody", rows, id=body), class_=class_
    )
    return tag("div", content, class_="scroll", tabindex="0", role="region", aria_label=caption)
