"""The pages the site has besides: made from the shelf, they hold every word; and the look is one."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

import openness
from openness import Shelf
from openness.release.finding import Code
from openness.sources.system_ids import ids
from openness.vocabulary import CIRCUMSTANCES, Kind, Term
from openness.vocabulary.duties import Duty

TOP = Path(__file__).parents[2]
SHELF = Shelf()


def module(name: str) -> ModuleType:
    """A module of the site, which is no part of the package."""
    spec = importlib.util.spec_from_file_location(f"_site_{name}", TOP / f"docs/_site/{name}.py")
    assert spec and spec.loader
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


RECORDS = module("records")
PAGES: dict[str, str] = RECORDS.pages(SHELF)
PLACES: dict[str, str] = RECORDS.places(SHELF)
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")


def test_every_licence_definition_and_system_has_a_page_and_a_row() -> None:
    """The page begins with its name; the table holds its id."""
    for id in SHELF.definitions():
        assert f"`{id}`" in PAGES[f"definitions/{id}.md"]
        assert f"(definitions/{id}.md) | `{id}`" in PAGES["definitions.md"]
    for id in ids():
        assert f"openness classify system:{id}`" in PAGES[f"systems/{id}.md"]
        assert f"(systems/{id}.md) | `{id}`" in PAGES["systems.md"]
    read, _, listed = PAGES["licences.md"].partition("## On a list only")
    for id in SHELF.licences():
        page = f"{RECORDS.licence_page(id)}.md"
        assert (page in PAGES and f"({page}) | `{id}`" in read) or f"| {id} |" in listed, id


@pytest.mark.parametrize(
    ("page", "words"),
    [("terms", Term), ("duties", Duty), ("components", Kind), ("findings", Code), ("circumstances", CIRCUMSTANCES)],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_every_word_of_a_list_has_a_heading(page: str, words: list[str]) -> None:
    """In the order of the list."""
    assert re.findall(r"^## `(.*)`$", PAGES[f"{page}.md"], re.MULTILINE) == [str(word) for word in words]


def test_every_word_is_where_its_place_says() -> None:
    """The page is there, and the heading on it."""
    for word, place in PLACES.items():
        page, _, heading = place.partition("#")
        assert f"{page}.md" in PAGES, word
        if heading:
            assert f"# `{heading}`\n" in PAGES[f"{page}.md"], word


def test_every_criterion_says_what_counts() -> None:
    """When it is met, not met and unknown, and how to fix it."""
    for id in SHELF.definitions():
        text = PAGES[f"definitions/{id}.md"]
        assert len(re.findall(r"^### ", text, re.MULTILINE)) == len(list(SHELF.definition(id).criteria))
        assert text.count("\nunknown\n: ") == text.count("\nfix\n: ") == text.count("\n### ")


def test_every_relative_link_of_a_made_page_leads_somewhere() -> None:
    """To a made page or to a written one."""
    folder = TOP / "docs/records"
    broken = []
    for path, text in PAGES.items():
        for link in LINK.findall(text):
            target = ((folder / path).parent / link.partition("#")[0]).resolve()
            if "://" not in link and not target.is_file() and str(target.relative_to(folder.resolve())) not in PAGES:
                broken.append((path, link))
    assert not broken


def test_what_a_record_says_is_only_shown() -> None:
    """Markup in a name is no markup on its page."""
    assert RECORDS.found("https://example.org/<script>") == "https<span>:</span>//example.org/&lt;script&gt;"
    assert (
        RECORDS.table(("a",), [[RECORDS.markdown("x|y [z](javascript:0)")]]).splitlines()[-1]
        == r"| x\|y \[z\](javascript:0) |"
    )


def test_the_picture_of_the_levels_shows_what_the_data_says() -> None:
    """The committed file is what `python docs/_site/picture.py` draws today: levels, meanings, and where systems stand."""
    picture = module("picture")
    assert picture.FILE.read_text(encoding="utf-8") == picture.levels(SHELF)


def test_every_list_is_on_the_page_that_leads_to_all() -> None:
    """With its heading and what it is about."""
    links = re.findall(r"^- \[.+\]\((.+)\.md\): \w", PAGES["index.md"], re.MULTILINE)
    assert links == list(RECORDS.PARTS)


def test_a_folder_is_brought_to_hold_the_pages_and_no_other(tmp_path: Path) -> None:
    """A stale page goes, and what is as it should be is not touched."""
    RECORDS.write(tmp_path, {"a.md": "a", "b/c.md": "c"})
    before = (tmp_path / "a.md").stat().st_mtime_ns
    RECORDS.write(tmp_path, {"a.md": "a", "b/d.md": "d"})
    assert sorted(path.name for path in tmp_path.rglob("*.md")) == ["a.md", "d.md"]
    assert (tmp_path / "a.md").stat().st_mtime_ns == before


def test_the_reference_begins_at_the_public_names() -> None:
    """Each is there once, and so is a class they only lead to."""
    page = module("docstrings").page()
    for name in openness.__all__:
        if not name.startswith("_"):
            assert len(re.findall(rf"^\.\. auto\w+:: openness\.{name}$", page, re.MULTILINE)) == 1, name
    assert ".. autoclass:: openness.release.claim.Claim" in page


def test_the_look_is_one() -> None:
    """Every colour and font that is used is set once, in openness.css, each colour for light and dark."""
    look = (TOP / "docs/_static/openness.css").read_text(encoding="utf-8")
    colours = re.findall(r"^  (--openness-[\w-]+): (.*);$", look, re.MULTILINE)
    names = [name for name, _ in colours]
    assert len(set(names)) == len(names) == look.count("--openness-") - look.count("var(--openness-")
    for name, value in colours:
        assert "font" in name or re.fullmatch(
            r"light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)|var\(--openness-[\w-]+\)", value
        ), name
    settings = (TOP / "docs/conf.py").read_text(encoding="utf-8")
    for word in re.findall(r'^    "(?:font|color)[\w-]+": "([\w-]+)",$', settings, re.MULTILINE):
        assert f"--openness-{word}" in names
    rest = (TOP / "docs/_static/site.css").read_text(encoding="utf-8")
    assert set(re.findall(r"--openness-[\w-]+", rest)) <= set(names)
    assert not re.search(r"#[0-9a-f]{3,6}\b|url\(|@import", rest)


@pytest.mark.parametrize("name", ["text", "text-soft", "accent", "met", "unmet", "unknown"])
@pytest.mark.parametrize("ground", ["ground", "ground-soft"])
def test_words_can_be_read_on_their_ground(name: str, ground: str) -> None:
    """A contrast of 4.5 to 1 at least, in light and in dark (WCAG 2.2, 1.4.3)."""
    look = (TOP / "docs/_static/openness.css").read_text(encoding="utf-8")

    def colours(word: str) -> tuple[str, str]:
        match = re.search(rf"--openness-{word}: light-dark\((#\w+), (#\w+)\)", look)
        assert match
        return match[1], match[2]

    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for pair in zip(colours(name), colours(ground), strict=True):
        dark, light = sorted(map(luminance, pair))
        assert (light + 0.05) / (dark + 0.05) >= 4.5
