"""What every page has around it: head, ways to the other pages, and the words under each."""

from collections.abc import Mapping

from attrs import field, frozen

from openness._version import __version__
from openness.blocks.markup import NOTHING, Child, Markup, joined, tag
from openness.definition.definition import Definition
from openness.evaluation.consequences import Row
from openness.licensing.licence import Licence
from openness.site.entry import Entry
from openness.vocabulary.value import Value

#: Nothing but the site's own style and script is loaded, and no text can become a script.
POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self' file:" for kind in ("style", "script", "img")),
        "base-uri 'none'",
        "form-action 'none'",
    )
)


@frozen(eq=False, repr=False)
class Site(Value):
    """What a site is made of.

    Args:
        entries: the releases, in the order they were named.
        definitions: by id.
        licences: by id, those that anything in the site is under.
        rows: of what follows for whoever wants to use one.
        data: the version of the data it was judged by.
        catalogue: whether it holds described systems and no release of a user's own.
        replaced: the shipped records that a folder replaced, each with its reason.
    """

    entries: tuple[Entry, ...]
    definitions: Mapping[str, Definition] = field(repr=False)
    licences: Mapping[str, Licence] = field(repr=False)
    rows: tuple[Row, ...] = field(repr=False)
    data: str
    catalogue: bool
    replaced: tuple[str, ...] = ()

    @property
    def rungs(self) -> tuple[str, ...]:
        """The rungs of the spectrum, lowest first."""
        return self.definitions["spectrum"].rungs

    def level(self, rung: str | None) -> str:
        """The label of a level of the spectrum; of anything else the word as it is."""
        spectrum = self.definitions["spectrum"]
        return spectrum.grade(rung).name if rung in spectrum.rungs else rung or ""

    @property
    def ranked(self) -> list[Entry]:
        """The releases from closed to open, by what is certain and then by what is possible."""
        rank = {rung: number for number, rung in enumerate(self.rungs)}
        return sorted(
            self.entries,
            key=lambda one: (
                rank.get(one.reached or "", -1),
                rank.get(one.reachable or "", -1),
                one.name.lower(),
                one.slug,
            ),
        )

    @property
    def said(self) -> bool:
        """Whether anything is said elsewhere of a system in it."""
        return any(one.system and one.system.said for one in self.entries)


PAGES = {
    "index.html": "Overview",
    "components.html": "Components",
    "definitions.html": "Definitions",
    "comparison.html": "What follows",
    "licences.html": "Licences",
    "said.html": "Claims of others",
    "compare.html": "Compare",
}


def page(
    title: str, body: Child, data: str, *, at: str = "", root: str = "", said: bool = True, wide: bool = False
) -> str:
    """A whole page.

    Args:
        title: of the page; its first heading too.
        body: what stands below that heading.
        data: the version of the data.
        at: the page of `PAGES` it is.
        root: the way to the top of the site: empty there, `../` in a folder.
        said: whether the site has a page of what is said elsewhere.
        wide: whether it holds a table that takes the whole width.
    """
    ways = [
        tag("li", tag("a", name, href=root + file, aria_current="page" if file == at else None))
        for file, name in PAGES.items()
        if said or file != "said.html"
    ]
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="generator", content=f"openness {__version__}"),
        tag("title", f"{title} – openness"),
        tag("link", rel="stylesheet", href=f"{root}site.css"),
        tag("script", src=f"{root}site.js", defer=True),
    )
    around = tag(
        "body",
        tag("a", "Skip to the text", href="#text", class_="skip"),
        tag(
            "header",
            tag("a", "openness", href=f"{root}index.html", class_="home"),
            tag("nav", tag("ul", ways), aria_label="Pages"),
        ),
        tag("main", tag("h1", title), body, id="text", tabindex="-1"),
        tag(
            "footer",
            tag(
                "p",
                "Unknown is never a yes and never a no: a release ",
                tag("b", "reaches"),
                " a level that the known facts prove, and ",
                tag("b", "could reach"),
                " a level if the missing facts are good news.",
            ),
            tag("p", f"This is not legal advice. Licence and definition data {data}; openness {__version__}."),
        ),
        class_="wide" if wide else None,
    )
    return f"<!doctype html>\n{tag('html', head, around, lang='en')}"


def section(title: str, *body: Child, id: str, level: str = "h2") -> Markup:
    """A part of a page with its heading; nothing where it has no content."""
    held = joined(*body)
    if not held.text:
        return NOTHING
    return tag("section", tag(level, title, id=id), held, aria_labelledby=id)


def table(caption: str, heads: Child, rows: Child, *, class_: str | None = None, body: str | None = None) -> Markup:
    """A table that scrolls by itself where it is wider than the page."""
    held = tag(
        "table", tag("caption", caption), tag("thead", tag("tr", heads)), tag("tbody", rows, id=body), class_=class_
    )
    return tag("div", held, class_="scroll", tabindex="0", role="region", aria_label=caption)
