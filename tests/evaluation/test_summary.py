"""A section for a model card, and what a notebook shows: short, true and inert."""

import pytest
from markdown_it import MarkdownIt
from tests.support.hostile_words import WORDS
from tests.support.sites import read

from openness import Release, classify
from openness.release.claim import Claim, Fact
from openness.release.location import Source
from openness.vocabulary import Basis


def test_the_section_says_standing_licence_definitions_duties_and_what_it_is_not() -> None:
    text = classify("system:deepseek-r1-distill-llama").to_markdown()
    assert text.startswith("## Openness\n\nThis release stands on **weights-available** (band: semi-open).\n")
    assert "Its weights are public, under MIT." in text
    assert "- **naming**: " in text
    assert text.rstrip().endswith("This is not legal advice.*")
    html = MarkdownIt("commonmark").enable("table").render(text)
    rows = read(html).first("table").rows
    classification = classify("system:deepseek-r1-distill-llama")
    assert [(row[0].text, row[1].text) for row in rows] == [
        (one.definition.name, one.says) for one in classification.judgements.values()
    ]


def test_the_section_says_what_may_be_reached() -> None:
    assert (
        "stands on **weights-available** and may reach **open-weights** (" in classify("system:kimi-k2").to_markdown()
    )


def test_the_cell_says_the_same_verdicts() -> None:
    classification = classify("system:kimi-k2")
    cell = read(classification._repr_html_())
    assert [row[0].text for row in cell.first("table").rows] == list(classification.judgements)
    assert [row[1].text[2:] for row in cell.first("table").rows] == [
        one.says for one in classification.judgements.values()
    ]
    assert "not legal advice" in cell.text


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_a_word_is_inert_in_both(word: str) -> None:
    fact = Fact((Claim(word, Basis.DECLARED, Source(word, 1), word),))
    classification = classify(Release(name=fact, version=fact, read=(word,)))
    names = {one.name for one in read(classification._repr_html_()).all()}
    assert names <= {"div", "p", "b", "table", "thead", "tbody", "tr", "th", "td"}
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(classification.to_markdown())
    assert {one.name for one in read(html).all()} <= {
        "h2",
        "p",
        "strong",
        "em",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "span",
    }
