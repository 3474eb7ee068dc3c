"""A section for a model card, and what a notebook shows: short, true and inert."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.support.golden import agrees
from tests.support.hostile_words import WORDS
from tests.support.releases import card, judgeable, native, weights
from tests.support.sites import read

from openness import Release, classify
from openness import read as read_source
from openness.blocks.document import plain
from openness.definition.definition import Criterion, Definition, Grade, Offered
from openness.evaluation.facts import world_of
from openness.evaluation.judgement import judge
from openness.evaluation.summary import (
    availability,
    called,
    hindrance,
    level_sentence,
    licence_name,
    marked,
    result,
)
from openness.release.claim import Claim, Fact
from openness.release.location import Source
from openness.vocabulary import Basis, Kind


def test_the_section_says_standing_licence_definitions_duties_and_what_it_is_not() -> None:
    text = classify("system:deepseek-r1-distill-llama").to_markdown()
    assert text.startswith("## Openness\n\n**Weights available** (level 3 of 6): you can download it; the licence")
    assert (
        "Band: semi-open. Weights: public. Licence: MIT; in conflict with Llama 3.3 Community License Agreement" in text
    )
    assert "\nIts licences ask:\n\n- **" in text
    assert "- **use a given name**: " in text
    assert "This is not legal advice." in text.splitlines()[-1]
    html = MarkdownIt("commonmark").enable("table").render(text)
    rows = read(html).first("table").rows
    classification = classify("system:deepseek-r1-distill-llama")
    assert [(row[0].text, row[1].text) for row in rows] == [
        (called(judgement.definition, whole=True), plain(marked(judgement)))
        for judgement in classification.judgements.values()
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
        (called(judgement.definition, whole=True), plain(marked(judgement)))
        for judgement in classification.judgements.values()
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
    assert names <= {"div", "p", "strong", "span", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(classification.to_markdown())
    assert {one.name for one in read(html).all()} <= {
        "h2",
        "p",
        "ul",
        "li",
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


RELEASES = {
    "nothing": Release(),
    "data set": card("license: cc-by-4.0\npretty_name: D\ntask_categories: [x]"),
    "open weights": weights(),
    "restricted": weights("gated", "llama3.1"),
    "service": weights("hosted", "nobody's"),
    "kept back": weights("withheld"),
    "described": read_source("system:olmo-2"),
    "not looked up": read_source("system:gpt-4"),
    "parts": native(
        "name: P\nversion: 2\ncomponents: {model-parameters-final: {availability: public, licence: Apache-2.0}, "
        "datasets: {availability: public, licence: CC-BY-NC-4.0}, training-code: {availability: public, licence: MIT}}\n"
        "circumstances: {monetised: true}\nchannels: [first-party-api]\n"
    ),
}


@pytest.mark.parametrize("name", RELEASES)
def test_each_definition_is_summed_up_as_the_table_says(name: str) -> None:
    classification = classify(RELEASES[name])

    def rows() -> Iterator[str]:
        yield plain(level_sentence(classification.judgements["spectrum"]))
        cell = read(classification._repr_html_())
        yield from (paragraph.text for paragraph in [*cell.all("p")][:-1])
        yield next(line for line in classification.to_markdown().splitlines() if line.startswith("Band: "))
        for id, judgement in classification.judgements.items():
            yield f"{id}: {plain(marked(judgement))} | {judgement.says} | {hindrance(judgement)[:100]}"

    agrees(Path(__file__).parent / f"answers/summary-{name.replace(' ', '-')}.txt", rows())


@pytest.mark.parametrize("name", RELEASES)
def test_each_reason_stands_once_and_whole_with_every_definition_it_concerns(name: str) -> None:
    classification = classify(RELEASES[name])
    reasons = {
        hindrance(judgement): "" for judgement in classification.judgements.values() if judgement.verdict is not None
    }
    reasons.pop("", None)
    items = [item.text for item in read(classification._repr_html_()).all("li")]
    assert [item.rpartition(" – ")[0] for item in items] == list(reasons)
    written = " ".join(MarkdownIt("commonmark").enable("table").render(classification.to_markdown()).split())
    for one in classification.judgements.values():
        if one.verdict is not None and (reason := hindrance(one)):
            (item,) = (item for item in items if item.startswith(f"{reason} – "))
            assert called(one.definition, whole=True) in item.rpartition(" – ")[2]
            assert written.count(f"<li>{escape(reason, quote=False)} <em>– ".replace('"', "&quot;")) == 1


def test_an_availability_is_told_in_words_where_a_source_states_one() -> None:
    claims = [Claim(word, Basis.DECLARED, Source("a", 1)) for word in ("public", "gated")]
    assert availability(Fact(tuple(claims[:1]))) == "public"
    assert availability(Fact(tuple(claims))) == "disputed"
    assert availability(Fact()) == ""


def test_names_of_licences_take_the_place_of_ids_that_only_we_and_spdx_know() -> None:
    licences = classify(weights(licence="llama3.1")).resolved.licences
    written = "LicenseRef-Llama-3.1-Community OR LicenseRef-of-nobody AND MIT"
    assert licence_name(written, licences) == "Llama 3.1 Community License Agreement OR LicenseRef-of-nobody AND MIT"


@pytest.mark.parametrize(
    ("grades", "shown"), [(1, "met"), (2, "met: level 1, possibly level 2"), (3, "met: level 1, possibly level 3")]
)
def test_of_a_text_with_one_level_the_verdict_is_the_result_and_of_one_with_more_the_level_too(
    grades: int, shown: str
) -> None:
    kinds = (Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS, Kind.TRAINING_CODE)
    ladder = tuple(
        Grade(f"grade-{at}", f"level {at}", "", (Criterion(f"{at}", "", "", "", Offered(kind)),))
        for at, kind in enumerate(kinds[:grades], 1)
    )
    definition = Definition("made", "Made", "1", "", "", "", "", ladder, ())
    release = judgeable(weights())
    judgement = judge(release, definition, world_of(release))
    assert result(judgement) == shown
    assert judgement.says == ("met" if grades == 1 else f"met: reached grade-1, reachable grade-{grades}")
