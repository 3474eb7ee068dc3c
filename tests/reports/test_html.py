"""The report as Markdown and as HTML: the same verdicts as the JSON, and inert whatever a release is called."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.support.releases import card, judged, native

from openness import classify
from openness.definition.definition import judges
from openness.evaluation.classification import Classification
from openness.evaluation.summary import called, mark
from openness.reports import html, markdown
from openness.reports import text as text_report

TOP = Path(__file__).parents[2]
RELEASES = [
    TOP / "docs/examples/llama-3.1",
    TOP / "docs/examples/olmo-2",
    *sorted(TOP.glob("tests/verdicts/releases/*")),
]
HOSTILE = "<script>alert(1)</script>|`x`[a](javascript:b)*_\n\n# h\x1b[31m]]>&\"'"


class Page(HTMLParser):
    """The cells of the tables of a page, and every tag there is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def verdicts(rows: list[list[str]]) -> dict[str, str]:
    """By label of a definition, the mark of the verdict in the table of definitions."""
    start = next(at for at, row in enumerate(rows) if row[1:2] == ["definition"])
    tags = {}
    for row in rows[start + 1 :]:
        if len(row) != 3:
            break
        tags[row[1]] = row[0].strip()
    return tags


def expected(classification: Classification) -> dict[str, str]:
    subject = classification.release.subject
    judgements = [one for id, one in classification.judgements.items() if id != "spectrum"]
    return {
        called(judgement.definition): mark(judgement).sign
        for judgement in judgements
        if judges(judgement.definition, subject)
    }


def cells(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|---")]
    return [[cell.strip().replace("\\", "") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_both_state_the_verdicts_of_the_classification(path: Path) -> None:
    classification = classify(path)
    assert verdicts(Page(html.write([classification])).rows) == expected(classification)
    assert verdicts(cells(markdown.write([classification]))) == expected(classification)


@pytest.mark.parametrize("field", ["name", "version", "producer"])
def test_both_are_inert(field: str) -> None:
    release = native("components: {}")
    hostile = judged(release.join(native(f"{field}: {json.dumps(HOSTILE)}")))
    page = html.write([hostile])
    assert "script" not in Page(page).tags
    assert {"a", "img", "iframe", "link"}.isdisjoint(Page(page).tags)
    written = markdown.write([hostile])
    for text in (page, written):
        assert "\x1b" not in text
        assert "<script" not in text
    assert "\n# h" not in written
    assert "[a](" not in written


def test_a_page_needs_nothing_from_elsewhere() -> None:
    page = html.write([classify(RELEASES[0])])
    assert page.startswith("<!doctype html>")
    assert not re.search(r"""(?:src|href|url)\s*[=(]""", page)
    assert '<html lang="en">' in page


def test_every_row_of_a_markdown_table_has_its_cells() -> None:
    for line in markdown.write([judged(card("license: a|b\npipeline_tag: x"))]).splitlines():
        if line.startswith("|"):
            assert line.endswith("|")
    widths = [len(row) for row in cells(markdown.write([judged(card("license: a|b\npipeline_tag: x"))]))]
    assert set(widths) <= {2, 3, 4, 5}


def test_the_level_is_the_first_sentence_of_every_report() -> None:
    sentence = "Weights available (level 3 of 6): you can download it; the licence may restrict some users or uses."
    llama = [classify(RELEASES[0])]
    for text in (text_report.write(llama), markdown.write(llama), re.sub("<[^>]*>", "", html.write(llama))):
        words = " ".join(text.replace("*", "").split())
        assert words.index(sentence) < words.index("What you may do")


def test_several_releases_and_what_was_replaced_are_there() -> None:
    both = [classify(path, under=[]) for path in RELEASES[:2]]
    for report in (html, markdown):
        page = report.write(both, ("X, because",))
        assert "Replaced: X, because" in page
        assert page.count("What you can do with it") == 2
        assert "not legal advice" in page
        assert report.write([]) == ""
