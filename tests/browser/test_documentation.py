"""The tables of the documentation in a real browser: a long one can be narrowed, and none is cut at the right."""

from pathlib import Path
from typing import Any

import pytest

STATIC = Path(__file__).parents[2] / "docs/_static"
HEADS = ("licence", "id", "what it asks of whoever passes the work on", "where", "since")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page as Sphinx writes one, with thirty rows."""
    rows = [
        f"<tr><td><p>Licence {number}</p></td><td><p><code class='literal'>LicenseRef-Of-Some-Maker-{number}</code></p></td>"
        f"<td><p>attribution, and a notice of changes</p></td><td><p>clause {number}</p></td><td></td></tr>"
        for number in range(30)
    ]
    heads = "".join(f"<th>{head}</th>" for head in HEADS)
    file = tmp_path_factory.mktemp("docs") / "page.html"
    file.write_text(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>t</title>"
        f"<link rel=stylesheet href='{STATIC.as_uri()}/openness.css'><link rel=stylesheet href='{STATIC.as_uri()}/site.css'>"
        f"<script src='{STATIC.as_uri()}/tables.js'></script><article><div class=table-wrapper><table class=docutils>"
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></article>",
        encoding="utf-8",
    )
    return file.as_uri()


def test_a_long_table_shows_the_rows_with_the_words_that_are_written(browser: Any, page: str) -> None:
    """Every word counts, in any order, and the number of rows is said."""
    tab = browser.new_page()
    tab.goto(page)
    field = tab.get_by_label("Show rows with")
    field.fill("maker licence 17")
    assert tab.locator("tbody tr:visible").all_inner_texts()[0].startswith("Licence 17")
    assert tab.locator("tbody tr:visible").count() == 1
    assert tab.locator("output").inner_text() == "1 of 30 rows"
    field.fill("")
    assert tab.locator("tbody tr:visible").count() == 30
    tab.close()


@pytest.mark.parametrize("width", [360, 800, 1440])
def test_no_table_is_cut_at_the_right(browser: Any, page: str, width: int) -> None:
    """On a phone a row is a list of its cells, each with its heading; an empty cell is not shown."""
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(page)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown = tab.evaluate("getComputedStyle(document.querySelectorAll('td')[2], '::before').content")
    assert shown == (f'"{HEADS[2]}: "' if width == 360 else "none")
    assert tab.evaluate("getComputedStyle(document.querySelectorAll('td')[4], '::before').content") == "none"
    tab.close()
