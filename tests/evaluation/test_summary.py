"""A section for a model card, and what a notebook shows: short, true and inert."""

import pytest
from markdown_it import MarkdownIt
from tests.support.hostile_words import WORDS
from tests.support.sites import read

from openness import Release, classify
from openness.blocks.document import plain
from openness.evaluation.summary import level_sentence, marked
from openness.release.claim import Claim, Fact
from openness.release.location import Source
from openness.vocabulary import Basis


def test_the_section_says_standing_licence_definitions_duties_and_what_it_is_not() -> None:
    text = classify("system:deepseek-r1-distill-llama").to_markdown()
    assert text.startswith("## Openness\n\n**Weights available** (level 3 of 6): you can download it; the licence")
    assert "Band: semi-open. Weights: public, under MIT." in text
    assert "- **use a given name**: " in text
    assert "This is not legal advice." in text.splitlines()[-1]
    html = MarkdownIt("commonmark").enable("table").render(text)
    rows = read(html).first("table").rows
    classification = classify("system:deepseek-r1-distill-llama")
    assert [(row[0].text, row[1].text) for row in rows] == [
        (one.definition.name, plain(marked(one))) for one in classification.judgements.values()
    ]


def test_the_section_says_what_may_be_reached() -> None:
    text = classify("system:kimi-k2").to_markdown()
    last = text.splitlines()[-1]
    assert last.startswith("*From ") and last.endswith("no.*")
    assert "**At least Weights available** (level 3 of 6)" in text
    assert "It could be Open weights, if the missing facts are good news." in text


def test_the_cell_says_the_same_verdicts() -> None:
    classification = classify("system:kimi-k2")
    cell = read(classification._repr_html_())
    assert [(row[0].text, row[1].text) for row in cell.first("table").rows] == [
        (one.definition.name, plain(marked(one))) for one in classification.judgements.values()
    ]
    first, second = list(cell.all("p"))[:2]
    assert first.text.startswith("Kimi K2")
    assert second.text == "Closed ■■■▨□□ Open source AI + open data"
    assert "not legal advice" in cell.text


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_a_word_is_inert_in_both(word: str) -> None:
    fact = Fact((Claim(word, Basis.DECLARED, Source(word, 1), word),))
    classification = classify(Release(name=fact, version=fact, read=(word,)))
    names = {one.name for one in read(classification._repr_html_()).all()}
    assert names <= {"div", "p", "strong", "span", "table", "thead", "tbody", "tr", "th", "td"}
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


@pytest.mark.parametrize("definition", ["spectrum", "mof-1.0", "osaid-1.0"])
def test_where_no_level_is_proven_none_is_named_as_reached(definition: str) -> None:
    """Neither the floor of the spectrum, which nothing denies, nor a level of a text that has no floor."""
    sentence = plain(level_sentence(classify(Release()).judgements[definition]))
    assert sentence.startswith("Unknown: the known facts prove no level. It could be ")
