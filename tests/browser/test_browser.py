"""The site in a real browser, opened from a folder: it works, asks nothing of a network, and everyone can use it."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.support.sites import Built

from openness.evaluation.summary import called
from openness.shelf.shelf import shipped
from openness.site.frame import PAGES as FRAME
from openness.site.uses import INTENTS
from openness.vocabulary import Availability

PAGES = (
    "index.html", "components.html", "definitions.html", "definitions/osaid-1.0.html", "comparison.html", "licences.html",
    "licences/licenseref-llama-3.1-community.html", "said.html", "compare.html#llama-3.1+olmo-2", "releases/llama-3.1.html",
    "releases/deepseek-r1-distill-llama.html",
)  # fmt: skip


@contextmanager
def opened(browser: Any, folder: Path, page: str, width: int = 1440, **context: Any) -> Iterator[Any]:
    """A page in a tab of its own, which must ask for nothing outside the folder and complain of nothing."""
    session = browser.new_context(viewport={"width": width, "height": 900}, **context)
    tab = session.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(f"{folder.as_uri()}/{page}")
    yield tab
    session.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(f"{folder.as_uri()}/")] == []
    assert asked


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("shelved", ["few", "folder"])
def test_a_column_names_every_release_or_leads_to_all_of_them(
    browser: Any, request: pytest.FixtureRequest, shelved: str, width: int
) -> None:
    with opened(browser, request.getfixturevalue(shelved), "index.html", width) as tab:
        for column in tab.locator(".level").all():
            names = column.locator(".names li:visible").all_inner_texts()
            many = int(column.locator(".n").inner_text())
            assert many == len(names) or names[-1] == f"All {many}"


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
def test_a_page_has_no_fault_for_whoever_cannot_see_or_point(browser: Any, few: Path, page: str, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed (the group browser)"
    )
    width = 1440 if scheme == "light" else 360
    with opened(browser, few, page, width, color_scheme=scheme, bypass_csp=True) as tab:
        found = axe.Axe().run(tab, options={"preload": False}).response
        assert len(found["passes"]) > 10
        violations = [
            (violation["id"], [node["html"][:200] for node in violation["nodes"]][:3])
            for violation in found["violations"]
        ]
        assert violations == []


def test_search_and_filters_show_what_is_certain_and_say_what_is_unknown(
    browser: Any, folder: Path, catalogue: Built
) -> None:
    many = len(catalogue.classifications)
    with opened(browser, folder, "index.html") as tab:

        def shown() -> str:
            return str(tab.locator("#shown").inner_text())

        def names() -> set[str]:
            return set(tab.locator("#rows tr:visible th").all_inner_texts())

        assert shown() == f"{many} of {many} releases."
        assert len(names()) == 25  # a page of the table
        tab.fill("#by-words", "llama 3.1")
        assert names() == {"Llama 3.1 8B, 70B, 405B", "DeepSeek-R1-Distill-Llama-8B"}
        assert not tab.locator("#levels").is_visible()  # the answer stands below the search at once
        assert tab.locator("#rows tr:visible").first.bounding_box()["y"] < 700
        tab.get_by_text("More filters").click()
        tab.click("#all")
        assert shown() == f"{many} of {many} releases." and tab.locator("#levels").is_visible()
        rungs = list(catalogue.classifications[0].spectrum.rungs)
        asked = rungs.index("open-weights")
        tab.select_option("#by-rung", label="Open weights")
        sure = sum(
            rungs.index(classification.spectrum.reached or rungs[0]) >= asked
            for classification in catalogue.classifications
        )
        maybe = sum(
            rungs.index(classification.spectrum.reachable or rungs[0]) >= asked
            for classification in catalogue.classifications
        )
        assert shown() == f"{sure} of {many} releases; of {maybe - sure} more it is unknown."
        tab.check("#maybe")
        assert shown() == f"{maybe} of {many} releases."
        tab.click("#all")
        tab.select_option("#by-text", value="text:osaid-1.0")
        met = sum(
            str(classification.judgements["osaid-1.0"].verdict) == "met" for classification in catalogue.classifications
        )
        assert len(names()) == met
        tab.select_option("#by-text", value="")
        tab.select_option("#by-licence", value="LicenseRef-Llama-3.1-Community")
        assert names() == {"Llama 3.1 8B, 70B, 405B"}
        tab.select_option("#by-term", value="term:anyone")
        assert names() == set()


@pytest.mark.parametrize("width", [360, 400])
def test_every_field_of_a_narrow_page_has_a_label_that_one_sees(browser: Any, few: Path, width: int) -> None:
    with opened(browser, few, "index.html", width) as tab:
        boxes = tab.locator("#rows tr:visible td.pick")
        assert boxes.count() > 1
        labels = boxes.evaluate_all("cells => cells.map(cell => getComputedStyle(cell, '::before').content)")
        assert all("Compare" in label or "attr(data-name)" in label for label in labels), labels
        assert boxes.evaluate_all("cells => cells.map(cell => cell.dataset.name)") == ["Compare"] * boxes.count()
        assert max(boxes.evaluate_all("cells => cells.map(cell => cell.clientHeight)")) < 40  # the word in one line


def test_the_table_sorts_turns_its_pages_and_keeps_all_that_in_its_address(
    browser: Any, folder: Path, catalogue: Built
) -> None:
    with opened(browser, folder, "index.html") as tab:

        def first() -> str:
            return str(tab.locator("#rows tr:visible th").first.inner_text())

        tab.locator("thead button", has_text="Release").click()
        names = sorted(
            (one.first("th").text for one in catalogue.page("index.html").at("rows").all("tr")), key=str.lower
        )
        assert first() == names[0]
        assert tab.locator("th[aria-sort=ascending]").inner_text().startswith("Release")
        tab.locator("thead button", has_text="Release").click()
        assert first() == names[-1]
        tab.locator("#turn").get_by_role("button", name="Next").click()
        last = first()
        assert last == names[-26] and "sort=-1" in tab.url and "page=2" in tab.url
        tab.reload()
        assert first() == last
        tab.get_by_role("button", name="I want to sell a product").click()
        assert tab.get_by_role("button", name="I want to sell a product").get_attribute("aria-pressed") == "true"
        assert "use=use" in tab.url
        tab.evaluate("location.hash = '#words=olmo&level=9&page=-1&sort=x&__proto__=1'")
        tab.wait_for_function("document.querySelector('#by-words').value === 'olmo'")


def test_two_releases_that_are_ticked_can_be_compared(browser: Any, folder: Path) -> None:
    with opened(browser, folder, "index.html#words=olmo") as tab:
        boxes = tab.locator("#rows tr:visible input")
        boxes.nth(0).check()
        boxes.nth(1).check()
        tab.get_by_role("link", name="Compare 2 releases").click()
        tab.wait_for_selector("#compared thead a")
        assert tab.locator("#compared thead a").count() == 2


def test_compare_says_the_verdicts_of_the_json_and_its_address_can_be_shared(
    browser: Any, folder: Path, catalogue: Built
) -> None:
    slugs = ("llama-3.1", "olmo-2", "falcon-180b")
    results = [catalogue.classifications[catalogue.slugs.index(slug)].result() for slug in slugs]
    with opened(browser, folder, f"compare.html#{'+'.join(slugs)}") as tab:

        def row(name: str) -> list[str]:
            cells = tab.locator(f"#compared tbody tr:has(th:text-is({json.dumps(name, ensure_ascii=False)})) td")
            return [text.splitlines()[0] for text in cells.all_inner_texts()]

        def classes(name: str) -> list[str]:
            cells = tab.locator(
                f"#compared tbody tr:has(th:text-is({json.dumps(name, ensure_ascii=False)})) td b:first-child"
            )
            return [cell.get_attribute("class").split()[0] for cell in cells.all()]

        spectrum = shipped().definition("spectrum")
        assert row("Level") == [spectrum.grade(result["spectrum"]["reached"]).name for result in results]
        assert row("Could be") == [spectrum.grade(result["spectrum"]["reachable"]).name for result in results]
        for id, judgement in catalogue.classifications[0].judgements.items():
            assert classes(called(judgement.definition, whole=True)) == [
                result["definitions"][id]["verdict"] or "none" for result in results
            ]
        offered = [result["release"]["components"]["training-code"]["availability"]["value"] for result in results]
        assert row("training code") == [Availability(word).label for word in offered]
        before = tab.locator("#compared tbody tr").count()
        tab.check("#differs")
        assert 0 < tab.locator("#compared tbody tr").count() < before
        tab.select_option("#side-4", "falcon-40b")
        assert tab.evaluate("location.hash") == "#llama-3.1+olmo-2+falcon-180b+falcon-40b"
        tab.select_option("#side-1", "")
        assert tab.evaluate("location.hash") == "#olmo-2+falcon-180b+falcon-40b"
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
        assert tab.locator("h1").inner_text() == "Llama 3.1"
        tab.locator("nav").get_by_text("Compare").click()
        assert tab.get_by_text("This view needs scripts.").is_visible()
        tab.locator("nav").get_by_text("What you can do").click()
        details = tab.locator("details").first
        details.locator("summary").click()
        assert details.locator("p").first.is_visible()


def test_the_keyboard_reaches_the_search_at_once_and_then_everything_in_order(browser: Any, folder: Path) -> None:
    with opened(browser, folder, "index.html") as tab:
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.textContent") == "Skip to the search"
        assert tab.locator(".skip").first.bounding_box()["x"] >= 0
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "by-words"
        order = []
        for _ in range(4):
            tab.keyboard.press("Tab")
            order.append(tab.evaluate("document.activeElement.textContent"))
        assert order == [*INTENTS, "More filters"]
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    with opened(browser, folder, "licences.html") as tab:
        seen = []
        for _ in range(len(FRAME) + 2):
            tab.keyboard.press("Tab")
            seen.append(tab.evaluate("document.activeElement.textContent"))
        assert seen == ["Skip to the text", "openness", *FRAME.values()]
        tab.focus(".skip")
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "text"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_comparison_lies_in_no_box_and_says_a_long_reason_once_a_release(
    browser: Any, folder: Path, width: int
) -> None:
    with opened(browser, folder, "compare.html#llama-3.1+gemma-3+olmo-2", width) as tab:
        box = tab.locator("#compared")
        assert box.evaluate("(e) => e.scrollHeight <= e.clientHeight && e.scrollWidth <= e.clientWidth")
        last = tab.locator("#compared tbody tr:last-child td").last.bounding_box()
        assert last["x"] + last["width"] <= width
        for row in tab.locator("#compared tbody td").all()[:60]:
            assert row.evaluate("(e) => e.scrollWidth <= e.clientWidth")
        of_the_first = tab.locator("#compared tbody td:nth-child(2) small").all_inner_texts()
        assert sum(text.startswith("It depends on your number of users.") for text in of_the_first) == 1
        assert of_the_first.count("The same as for “Run it”.") == 3
        tab.check("#differs")  # what a row refers to is always there
        shown = tab.locator("#compared tbody td:nth-child(2) small").all_inner_texts()
        named = {
            text.removeprefix("The same as for “").removesuffix("”.")
            for text in shown
            if text.startswith("The same as")
        }
        assert named <= set(tab.locator("#compared tbody th").all_inner_texts())


def test_a_printed_page_shows_no_marks_to_click_and_no_name_that_is_cut(browser: Any, folder: Path) -> None:
    with opened(browser, folder, "index.html") as tab:
        tab.emulate_media(media="print")
        assert tab.evaluate("getComputedStyle(document.querySelector('th button'), '::after').content") == "none"
        for name in tab.locator(".level .names li").filter(visible=True).all():
            assert name.evaluate("(e) => e.scrollWidth <= e.clientWidth")


def test_a_page_prints_the_folds_that_were_opened(browser: Any, folder: Path) -> None:
    with opened(browser, folder, "comparison.html", color_scheme="dark") as tab:
        tab.emulate_media(media="print")
        assert not tab.locator("nav").is_visible()
        folds = tab.locator("main details")
        assert not folds.first.locator("p").first.is_visible()
        folds.first.evaluate("(fold) => { fold.open = true }")
        assert folds.first.locator("p").first.is_visible()
        assert not folds.nth(1).locator("p").first.is_visible()
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert tab.pdf().startswith(b"%PDF")


def test_the_table_of_releases_prints_whole_and_without_what_one_clicks(browser: Any, folder: Path) -> None:
    with opened(browser, folder, "index.html") as tab:
        rows, clicked = tab.locator("#rows tr"), tab.locator("#turn, .pick")
        everything, page = rows.count(), rows.filter(visible=True).count()
        assert page < everything
        tab.emulate_media(media="print")
        tab.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert rows.filter(visible=True).count() == everything
        assert clicked.filter(visible=True).count() == 0
        tab.emulate_media(media="screen")
        tab.evaluate("dispatchEvent(new Event('afterprint'))")
        assert rows.filter(visible=True).count() == page
        assert clicked.filter(visible=True).count() > 0


def test_a_release_prints_its_duties_reasons_and_evidence_on_four_pages(browser: Any, folder: Path) -> None:
    for name in ("llama-3.1", "olmo-2", "deepseek-r1-distill-llama"):
        with opened(browser, folder, f"releases/{name}.html") as tab:
            assert len(re.findall(rb"/Type\s*/Page\b", tab.pdf(format="A4"))) <= 4
            tab.emulate_media(media="print")
            for id in ("duties", "d-spectrum", "findings", "evidence"):
                for line in tab.locator(f"#{id} li, #{id} tbody tr").all():
                    assert line.bounding_box()["height"] > 0
            assert not tab.locator("#follows li").first.is_visible()
            tab.evaluate("document.getElementById('follows').open = true")  # an open fold is printed
            assert tab.locator("#follows li").first.is_visible()
            assert not tab.locator(".sub").inner_text().rstrip().endswith("·")  # what leads on is left out whole


def test_a_newcomer_reads_why_at_once(browser: Any, folder: Path) -> None:
    with opened(browser, folder, "releases/llama-3.1.html") as tab:
        for part in (".say", ".tiles"):
            box = tab.locator(part).bounding_box()
            assert box["y"] + box["height"] < 900  # no need to scroll
        text = tab.locator(".say").inner_text()
        assert "Companies with more than 700 million" in text and "clause 2)" in text
        assert "does not meet the Open Source AI Definition 1.0" in text
    with opened(browser, folder, "releases/falcon-40b.html") as tab:
        assert "training code: not published" in tab.locator(".say").inner_text()
