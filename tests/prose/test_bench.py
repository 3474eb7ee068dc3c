"""The labelled bench: a change may not lose recall or add a false alarm on it."""

import re

import pytest
from tests.support.prose_bench import BENCH, QUESTIONS, Labelled, bench, figures, is_heard

SAMPLE = BENCH.parent / "prose-sample.tsv"


@pytest.mark.parametrize("row", bench(), ids=lambda row: f"{row.question}-{row.language}-{row.sentence[:40]}")
def test_a_sentence_of_the_bench_is_heard_as_it_is_labelled(row: Labelled) -> None:
    assert is_heard(row.question, row.sentence) == row.heard


def test_the_page_has_the_figures_of_the_bench() -> None:
    page = (BENCH.parent / "what-a-card-says.md").read_text(encoding="utf-8")
    rows = [
        f"| `{question}` | {says} | {heard} | {does_not} | {wrong} |"
        for question, (says, heard, does_not, wrong) in figures().items()
    ]
    assert [row for row in rows if row not in page] == []


def test_the_bench_asks_every_question_in_short_sentences() -> None:
    rows = bench()
    assert {row.question for row in rows} == set(QUESTIONS)
    assert len({row.language for row in rows}) == 23
    assert all(len(row.sentence.split()) <= 25 for row in rows)


def test_the_page_has_the_figures_of_the_sample() -> None:
    page = (BENCH.parent / "what-a-card-says.md").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in SAMPLE.read_text(encoding="utf-8").splitlines()[1:]]
    for draw in ("1", "2", "3"):
        alarms = [((repository, card), label) for number, repository, card, _, label, _ in rows if number == draw]
        wrong = [card for card, label in alarms if label == "wrong"]
        assert re.search(
            rf"^\| {draw} \| \d+ \| \d+ \| {len(alarms)} \| {len(wrong)} \| {len({*wrong})} ", page, re.MULTILINE
        )
    assert all(label in ("right", "wrong") and len(words.split()) <= 12 for *_, label, words in rows)
