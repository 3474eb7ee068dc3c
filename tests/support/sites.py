"""Sites made for tests, and their pages read as a browser reads them."""

from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path

from attrs import define, field, frozen

from openness import Release
from openness.evaluation.batch import classify_release, definitions
from openness.evaluation.classification import Classification
from openness.shelf.shelf import default
from openness.site.publish import publish
from openness.sources.gather import gather_all
from openness.sources.system_ids import PREFIX
from openness.sources.systems import system

#: Of every rung, with and without lineage, with much unknown, and one that is no release.
SYSTEMS = (
    "llama-3.1", "olmo-2", "claude-4", "falcon-40b", "deepseek-r1-distill-llama", "nemotron-4-340b", "apertus", "kimi-k2",
    "bloomberggpt", "amber", "microsoft-copilot",
)  # fmt: skip

VOID = frozenset("area base br col hr img input link meta".split())


@define
class Element:
    """An element of a page: its name, its attributes, and what stands in it."""

    name: str
    attributes: Mapping[str, str]
    children: "list[Element | str]" = field(factory=list)

    @property
    def whole(self) -> str:
        """All text in it, as it stands."""
        return "".join(child if isinstance(child, str) else child.whole for child in self.children)

    @property
    def text(self) -> str:
        """All text in it, with single blanks."""
        return " ".join(self.whole.split())

    def all(self, *names: str) -> "Iterator[Element]":
        """Every element below it; of these names where some are given."""
        for child in self.children:
            if isinstance(child, Element):
                if not names or child.name in names:
                    yield child
                yield from child.all(*names)

    def first(self, *names: str) -> "Element":
        """The first of these names."""
        return next(self.all(*names))

    def at(self, id: str) -> "Element":
        """The element with this id."""
        return next(element for element in self.all() if element.attributes.get("id") == id)

    @property
    def classes(self) -> list[str]:
        """The words of its class."""
        return self.attributes.get("class", "").split()

    @property
    def rows(self) -> "list[list[Element]]":
        """The cells of each row of a table's body."""
        return [list(row.all("th", "td")) for row in self.first("tbody").all("tr")]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        keys = [key for key, _ in attrs]
        assert len(keys) == len(set(keys)), f"<{tag}> says an attribute twice"
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> ends <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def read(text: str) -> Element:
    """A page as elements; elements that are not closed in order are an error."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].name}> is not closed"
    return reader.open[0]


@frozen
class Built:
    """A site and the classifications it was made from."""

    classifications: tuple[Classification, ...]
    files: Mapping[str, str]
    slugs: tuple[str, ...]

    def page(self, name: str) -> Element:
        """A page, read."""
        return read(self.files[name])


def built(sources: Sequence[str], *, badges: bool = True) -> Built:
    """The site of some sources."""
    found = gather_all(sources).found
    return published([(release.source, release.release) for release in found], badges=badges)


def published(releases: Sequence[tuple[str, Release]], *, badges: bool = True) -> Built:
    """The site of some releases."""
    shelf = default()
    under = definitions(None, shelf)
    classified = tuple(classify_release(release, source, under, shelf) for source, release in releases)
    systems = {source: system(source.removeprefix(PREFIX)) for source, _ in releases if source.startswith(PREFIX)}
    files = list(publish(classified, shelf, systems=systems, with_badges=badges))
    names = [name for name, _ in files]
    assert len(names) == len(set(names)), "a file is written twice"
    pages = [name for name in names if name.startswith("releases/") and name.endswith(".html")]
    slugs = tuple(page.removeprefix("releases/").removesuffix(".html") for page in pages)
    return Built(classified, dict(files), slugs)


def laid(site: Built, top: Path) -> Path:
    """A site in a folder."""
    for name, text in site.files.items():
        path = top / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return top


PLAIN = frozenset("a b body caption circle code dd details div dl dt figcaption figure footer form g h1 h2 h3 h4 head header "
    "html input img label li line link main marker meta nav ol option p path q rect defs script section select "
    "small span strong summary sup svg table tbody td text th thead title tr ul button".split())  # fmt: skip
