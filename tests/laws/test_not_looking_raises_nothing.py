"""Parts that nobody looked up: no silence of the maker, no higher level, and no denial either."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.releases import native

import openness
from openness.release.release import Release
from openness.sources.system_ids import ids
from openness.sources.systems import lines, system, system_of
from openness.syntax.document import Document
from openness.vocabulary import Kind
from openness.vocabulary.verdict import Verdict

RECORD = """openness = 1
id = "x"
name = "X"
producer = "P"
{}
[components.model-parameters-final]
availability = "public"
licence = "Apache-2.0"
source = "https://x.example"
checked = 2026-11-24
confidence = "high"
"""
ALL = f"not-checked = [{', '.join(f'{kind.value!r}' for kind in Kind if kind is not Kind.MODEL_PARAMETERS_FINAL)}]"


def described(key: str = "") -> Release:
    return system_of(Document("x.toml", RECORD.format(key))).release


def test_a_part_that_was_not_looked_up_raises_no_possible_level_and_denies_none() -> None:
    silent, unchecked = (openness.classify(described(key)).spectrum for key in ("", ALL))
    assert (silent.reached, silent.reachable) == ("open-weights", "open-source-ai-with-open-data")
    assert (unchecked.reached, unchecked.reachable) == ("open-weights", "open-weights")
    assert unchecked.at_least("open-source-ai") is Verdict.UNKNOWN
    assert unchecked.at_least("open-weights") is Verdict.MET
    assert openness.classify(described(ALL)).band == openness.classify(described()).band


def test_the_end_of_an_index_is_not_raised_either() -> None:
    silent, unchecked = (openness.classify(described(key)).judgement("osai-index-2026").score for key in ("", ALL))
    assert silent and unchecked
    assert silent["low"] == unchecked["low"]
    assert unchecked["high"] < silent["high"]


def test_reports_say_not_checked_by_us() -> None:
    classification = openness.classify(described('not-checked = ["training-code"]'))
    (code,) = (judged for judged in classification.judgement("spectrum").criteria if judged.criterion.id == "code")
    assert "training code: not checked by us" in code.missing
    assert not any("nothing is stated about the training code" in gap for gap in code.missing)
    assert classification.to_dict()["results"][0]["release"]["not-checked"] == ["training-code"]
    assert ("not checked by us", "training code") in list(
        lines(system_of(Document("x.toml", RECORD.format('not-checked = ["training-code"]'))))
    )


def test_a_file_that_speaks_of_the_part_is_believed() -> None:
    spoken = native("name: X\ncomponents: {training-code: {availability: public, licence: MIT}}")
    both = described('not-checked = ["training-code", "datasets"]').join(spoken)
    assert both.unchecked == (Kind.DATASETS,)


@pytest.mark.parametrize(
    ("key", "help"),
    [
        ('not-checked = ["training-cod"]', "training-code"),
        ('not-checked = ["model-parameters-final"]', "leave it out of one of them"),
        ("not-checked = [3]", ""),
        ("not-checked = { a = 1 }", ""),
    ],
)
def test_a_wrong_word_is_odd(key: str, help: str) -> None:
    (oddity,) = described(key).oddities
    assert help in oddity.help
    assert described(key).unchecked == ()


@given(st.sets(st.sampled_from(Kind)), st.sampled_from(ids()))
def test_not_having_looked_never_raises_what_is_possible_and_never_moves_what_is_certain(
    kinds: set[Kind], id: str
) -> None:
    release = system(id).release
    more = openness.classify(release.join(Release(not_checked=tuple(sorted(kinds))))).spectrum
    before = openness.classify(release).spectrum
    rank = before.rungs.index
    assert more.reached == before.reached
    assert rank(more.reached or "") <= rank(more.reachable or "") <= rank(before.reachable or "")
    for rung in before.rungs:
        assert more.at_least(rung) is before.at_least(rung)


def test_the_floor_is_nothing_that_a_release_achieves() -> None:
    from openness.reports import text
    from openness.reports.detail import Detail

    shown = text.write([openness.classify("docs/examples/olmo-2/openness.yaml", under=[])], detail=Detail.FULL)
    assert "✓ Open weights" in shown
    assert "Closed" not in shown
    closed = text.write([openness.classify("system:chinchilla", under=[])], detail=Detail.FULL)
    assert "- Closed" in closed and "✓ Closed" not in closed
