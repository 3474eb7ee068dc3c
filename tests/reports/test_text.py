"""The report people read in a terminal."""

import re

import pytest
from tests.support.releases import judged, native

import openness
from openness.evaluation.summary import called
from openness.reports import text
from openness.reports.detail import Detail

OLMO = judged(openness.read("docs/examples/olmo-2/openness.yaml"), *openness.Shelf().definitions())
LLAMA = judged(openness.read("docs/examples/llama-3.1/README.md"), *openness.Shelf().definitions())
COLOUR = re.compile(r"\x1b\[\d*m")


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("classification", [OLMO, LLAMA], ids=["OLMo 2", "Llama 3.1"])
def test_no_line_is_wider_than_the_terminal(width: int, classification: openness.Classification) -> None:
    assert max(map(len, text.write([classification], width).splitlines())) <= width


@pytest.mark.parametrize("width", [40, 80])
def test_a_very_long_word_is_cut(width: int) -> None:
    long = judged(native(f"name: {'x' * 500}\nproducer: {'y' * 500}\n"))
    assert max(map(len, text.write([long], width).splitlines())) <= width


@pytest.mark.parametrize("width", [40, 80])
def test_colour_changes_nothing_but_colour(width: int) -> None:
    coloured = text.write([LLAMA], width, colour=True)
    assert COLOUR.search(coloured)
    assert COLOUR.sub("", coloured) == text.write([LLAMA], width)


def test_without_colour_there_is_no_control_character() -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text.write([OLMO, LLAMA]))


@pytest.mark.parametrize(
    "hostile",
    ["\x1b[31m", "\x07", "\u202e", "\u200b", "\u2028", "\u0085", "\u2066", "\ufeff", "\U000e0041"],
    ids=lambda character: f"U+{ord(character[0]):04X}",
)
def test_what_could_act_is_shown_as_an_escape(hostile: str) -> None:
    written = "".join(f"\\U{ord(character):08x}" for character in hostile)
    release = native(f'name: "a{written}b"\nproducer: "{written}"\n')
    for colour in (False, True):
        assert hostile not in COLOUR.sub("", text.write([judged(release)], colour=colour))


def test_the_report_says_where_it_stands_and_why() -> None:
    report = text.write([LLAMA], detail=Detail.UNDER)
    assert "\nWeights available (level 3 of 6): you can download it" in report
    assert "Companies with more than 700 million monthly active users" in " ".join(report.split())


@pytest.mark.parametrize("classification", [OLMO, LLAMA], ids=["OLMo 2", "Llama 3.1"])
def test_every_report_ends_with_the_data_what_was_not_read_and_no_advice(
    classification: openness.Classification,
) -> None:
    *_, last = text.write([classification]).strip().splitlines()
    assert classification.data in last
    assert "not legal advice" in last


def test_what_was_not_read_is_said() -> None:
    release = openness.Release(read=("a/README.md",), unread=("a/terms.pdf",))
    assert "Not read: a/terms.pdf" in text.write([judged(release)], detail=Detail.FULL)


def test_every_finding_is_in_the_report() -> None:
    report = text.write([LLAMA], detail=Detail.FULL)
    assert LLAMA.findings
    assert all(finding.code.value in report and finding.code.label in report.lower() for finding in LLAMA.findings)


def test_several_releases_are_told_apart() -> None:
    assert text.write([OLMO, LLAMA]).count("─" * 80) == 2  # between them, and before both side by side


def test_a_few_releases_are_laid_side_by_side() -> None:
    report = text.write([OLMO, LLAMA])
    table = report.partition("\nSide by side\n")[2]
    assert "  Training code\n    OLMo 2 13B 1124: public, Apache-2.0\n" in table
    assert re.search(
        r"  Spectrum\n    OLMo 2 13B 1124: ✓ met: Open source AI \+ open data\n    .*\n? *↥ met: Weights", table
    )
    for judgement in OLMO.judgements.values():
        assert f"  {called(judgement.definition)}\n" in table
    assert "Side by side" not in text.write([OLMO])
    assert "Side by side" not in text.write([OLMO] * 5)


def test_no_release_is_no_report() -> None:
    assert text.write([]).strip() == ""


# Endings other than a ladder


def test_an_index_shows_its_interval_and_no_verdict() -> None:
    written = text.write(
        [judged(native("components: {datasets: withheld}\n"), "osai-index-2026")], 100, detail=Detail.UNDER
    )
    _, section = written.split("[osai-index-2026]")
    assert "between 0 and 0.792 of 1; no verdict" in section


def test_each_component_is_answered_and_a_silent_one_takes_one_line() -> None:
    parts = "components: {datasets: {availability: public, licence: CC-BY-4.0}}\n"
    written = text.write([judged(native(parts), "open-definition-2.1")], 100, detail=Detail.UNDER)
    assert "  ? training data\n" in written and "[open-definition-2.1/datasets-licence]" in written
    assert "  ? evaluation data not stated\n" in written
    assert "evaluation-data-licence" not in written


def test_a_rating_shows_its_colour() -> None:
    parts = "components: {model-parameters-final: {availability: public, licence: MIT}}\n"
    written = text.write([judged(native(parts), "nextcloud-2023")], 100, detail=Detail.UNDER)
    assert "↥ met: Orange, possibly Green" in written


def test_a_circumstance_is_named_where_it_is_evidence() -> None:
    parts = "circumstances: {dual-licence: false}\n"
    written = text.write([judged(native(parts), "eu-ai-act-53-2")], 100, detail=Detail.UNDER)
    assert "Because free for some, paid for others: false (openness.yaml:2, declared)" in written


def test_the_same_sentence_with_another_reason_is_shown_in_full() -> None:
    parts = "components: {datasets: {availability: gated, licence: MIT}, evaluation-data: {licence: MIT}}\n"
    written = text.write([judged(native(parts), "open-definition-2.1")], 100, detail=Detail.UNDER)
    assert "- training data: behind a form" in written
    assert "- evaluation data: unknown whether published" in written


def test_out_of_scope_says_why() -> None:
    small = judged(native("circumstances: {training-compute: 1e20}\n"), "eu-ai-act-53-2")
    assert "  out of scope: training-compute is below 1e23\n" in text.write([small], 100, detail=Detail.UNDER)
