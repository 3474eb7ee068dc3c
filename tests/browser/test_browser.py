"""The site in a real browser, opened from a folder: it works, asks nothing of a network, and everyone can use it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.support.sites import Built

from openness.shelf.shelf import shipped

PAGES = (
    "index.html", "components.html", "definitions.html", "definitions/osaid-1.0.html", "comparison.html", "licences.html",
    "licences/licenseref-llama-3.1-community.html", "said.html", "compare.html#llama-3.1+olmo-2", "releases/llama-3.1.html",
    "releases/deepseek-r1-distill-llama.html",
)  # fmt: skip


@contextmanager
def opened(browser: Any, folder: Path, page: str, width: int = 1440, **context: Any) -> Iterator[Any]:
    """A page in a tab of its own, which must ask for nothing outside the folder and complain of nothing."""
    held = browser.new_context(viewport={"width": width, "height": 900}, **context)
    tab = held.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(f"{folder.as_uri()}/{page}")
    yield tab
    held.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(f"{folder.as_uri()}/")] == []
    assert asked


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_nothing_of_a_network_and_never_scrolls_sideways(
    browser: Any, folder: Path, page: str, width: int
) -> None:
    with opened(browser, folder, page, width) as tab:
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.evaluate("getComputedStyle(document.body).margin") == "0px"  # its style is there


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_serious_fault_for_whoever_cannot_see_or_point(
    browser: Any, few: Path, page: str, scheme: str
) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed (the group browser)"
    )
    width = 1440 if scheme == "light" else 360
    with opened(browser, few, page, width, color_scheme=scheme, bypass_csp=True) as tab:
        found = axe.Axe().run(tab, options={"preload": False}).response
        assert len(found["passes"]) > 10
        serious = [
            (one["id"], [node["html"][:200] for node in one["nodes"]][:3])
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == []


def test_search_and_filters_show_what_is_certain_and_say_what_is_unknown(
    browser: Any, folder: Path, catalogue: Built
) -> None:
    many = len(catalogue.classifications)
    with opened(browser, folder, "index.html") as tab:
        assert tab.locator("#shown").inner_text() == f"{many} of {many} shown."

        def names() -> set[str]:
            return set(tab.locator("#rows tr:visible th").all_inner_texts())

        assert len(names()) == many
        tab.fill("#by-words", "llama 3.1")
        assert names() == {"Llama 3.1 8B, 70B, 405B", "DeepSeek-R1-Distill-Llama 8B, 70B"}
        tab.click("#filter button")
        assert len(names()) == many
        rungs = list(catalogue.classifications[0].spectrum.rungs)
        asked = rungs.index("open-weights")
        tab.select_option("#by-rung", label="Open weights")
        sure = sum(rungs.index(one.spectrum.reached or rungs[0]) >= asked for one in catalogue.classifications)
        maybe = sum(rungs.index(one.spectrum.reachable or rungs[0]) >= asked for one in catalogue.classifications)
        assert len(names()) == sure < maybe
        assert tab.locator("#shown").inner_text() == f"{sure} of {many} shown; of {maybe - sure} more it is unknown."
        tab.check("#maybe")
        assert len(names()) == maybe
        tab.click("#filter button")
        tab.select_option("#by-text", value="text:osaid-1.0")
        met = sum(str(one.judgements["osaid-1.0"].verdict) == "met" for one in catalogue.classifications)
        assert len(names()) == met
        tab.select_option("#by-text", value="")
        tab.select_option("#by-licence", value="LicenseRef-Llama-3.1-Community")
        assert names() == {"Llama 3.1 8B, 70B, 405B"}
        tab.select_option("#by-term", value="term:anyone")
        assert names() == set()


def test_compare_says_the_verdicts_of_the_json_and_its_address_can_be_shared(
    browser: Any, folder: Path, catalogue: Built
) -> None:
    slugs = ("llama-3.1", "olmo-2", "claude-4")
    held = [catalogue.classifications[catalogue.slugs.index(slug)].result() for slug in slugs]
    with opened(browser, folder, f"compare.html#{'+'.join(slugs)}") as tab:

        def row(name: str) -> list[str]:
            cells = tab.locator(f"#compared tbody tr:has(th:text-is({json.dumps(name)})) td")
            return [text.splitlines()[0] for text in cells.all_inner_texts()]

        def classes(name: str) -> list[str]:
            cells = tab.locator(f"#compared tbody tr:has(th:text-is({json.dumps(name)})) td b:first-child")
            return [cell.get_attribute("class").split()[0] for cell in cells.all()]

        spectrum = shipped().definition("spectrum")
        assert row("reaches") == [spectrum.grade(one["spectrum"]["reached"]).name for one in held]
        assert row("could reach") == [spectrum.grade(one["spectrum"]["reachable"]).name for one in held]
        for id, judgement in catalogue.classifications[0].judgements.items():
            assert classes(judgement.definition.name) == [one["definitions"][id]["verdict"] or "none" for one in held]
        offered = [one["release"]["components"]["training-code"]["availability"]["value"] for one in held]
        assert row("training-code") == offered
        before = tab.locator("#compared tbody tr").count()
        tab.check("#differs")
        assert 0 < tab.locator("#compared tbody tr").count() < before
        tab.select_option("#side-4", "falcon-40b")
        assert tab.evaluate("location.hash") == "#llama-3.1+olmo-2+claude-4+falcon-40b"
        tab.select_option("#side-1", "")
        assert tab.evaluate("location.hash") == "#olmo-2+claude-4+falcon-40b"
        tab.reload()
        assert tab.locator("#compared thead th").count() == 4
        tab.evaluate("location.hash = '#%E0%A4%A+__proto__+constructor+olmo-2+nobody'")
        tab.wait_for_function("document.querySelectorAll('#compared thead th').length <= 2")


def test_everything_but_search_and_comparing_works_without_scripts(
    browser: Any, folder: Path, catalogue: Built
) -> None:
    with opened(browser, folder, "index.html", java_script_enabled=False) as tab:
        assert tab.locator("#rows tr:visible").count() == len(catalogue.classifications)
        assert not tab.locator("#filter").is_visible()
        tab.get_by_role("link", name="Llama 3.1 8B, 70B, 405B", exact=True).first.click()
        assert tab.locator("h1").inner_text() == "Llama 3.1 8B, 70B, 405B"
        tab.locator("nav").get_by_text("Compare").click()
        assert tab.get_by_text("This view needs scripts.").is_visible()
        tab.locator("nav").get_by_text("What follows").click()
        details = tab.locator("details").first
        details.locator("summary").click()
        assert details.locator("li").first.is_visible()


def test_the_keyboard_reaches_the_text_the_menu_and_the_filters_in_order(browser: Any, folder: Path) -> None:
    with opened(browser, folder, "index.html") as tab:
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.textContent") == "Skip to the text"
        assert tab.locator(".skip").bounding_box()["x"] >= 0
        seen = []
        for _ in range(8):
            tab.keyboard.press("Tab")
            seen.append(tab.evaluate("document.activeElement.textContent"))
        menu = ["Overview", "Components", "Definitions", "What follows", "Licences", "Claims of others", "Compare"]
        assert seen == ["openness", *menu]
        tab.focus(".skip")
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "text"
        tab.focus("#by-words")
        order = ["by-words"]
        for _ in range(5):
            tab.keyboard.press("Tab")
            order.append(tab.evaluate("document.activeElement.id"))
        assert order == ["by-words", "by-rung", "by-licence", "by-term", "by-text", "maybe"]
        tab.keyboard.press("Space")
        assert tab.locator("#maybe").is_checked()
        outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


def test_a_page_can_be_printed_whole(browser: Any, folder: Path) -> None:
    with opened(browser, folder, "comparison.html", color_scheme="dark") as tab:
        tab.emulate_media(media="print")
        assert not tab.locator("nav").is_visible()
        assert tab.locator("details li").first.bounding_box()["height"] > 0
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert tab.pdf().startswith(b"%PDF")


def test_a_newcomer_reads_why_at_once(browser: Any, folder: Path) -> None:
    with opened(browser, folder, "releases/llama-3.1.html") as tab:
        lead = tab.locator(".lead")
        assert lead.bounding_box()["y"] + lead.bounding_box()["height"] < 900  # no need to scroll
        text = lead.inner_text()
        assert "(LicenseRef-Llama-3.1-Community, clause 2)" in text
        assert "not met" in text and "Open source AI (OSAID 1.0)" in text
    with opened(browser, folder, "releases/falcon-40b.html") as tab:
        assert "code: training-code is withheld" in tab.locator(".lead").inner_text()
