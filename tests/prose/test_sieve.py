"""What the sieve passes over could not have answered: it saves time and hides nothing."""

import pytest
from tests.support.growth import ending, grows
from tests.support.prose_bench import bench

from openness import prose
from openness.prose.clause import rules
from openness.prose.reader import sentences
from openness.prose.sieve import may_answer

RULES = [rule for rule in rules()["rules"] if rule["question"] != "given"]


@pytest.mark.parametrize("question", ["limit", "none", "none-data"])
def test_a_sentence_that_fires_a_rule_may_answer_its_question(question: str) -> None:
    fired = [row.sentence for row in bench() if prose.fired(row.sentence, question)]
    assert fired
    assert all(may_answer(sentence, question) for sentence in fired)


def test_every_phrase_of_a_list_that_a_rule_needs_is_let_through() -> None:
    signs = {name: words.split() for name, words in rules()["signs"].items()}
    assert {name for rule in RULES for name in rule["needs"]} <= signs.keys()
    assert all(signs.values())


def test_most_of_a_plain_card_answers_nothing_and_stands_as_one_sentence() -> None:
    body = "# Heron\n\nIt reads birds. It has wings. It was fed on fish.\n\nFor non-commercial use only.\n"
    texts = [sentence.text for sentence in sentences(body)]
    assert "It reads birds. It has wings. It was fed on fish." in texts
    assert "For non-commercial use only." in texts


@pytest.mark.parametrize(
    "written",
    [
        "For non-comm*erc*ial use on**ly**.",
        "For non-comm<b>ercial</b> use only.",
        "For non-[comm](https://example.org/a)ercial use only.",
        "For non-commercial\nuse\nonly.",
        "> For non-commercial use **only**.",
        "| Use | non-commercial use only |",
    ],
)
def test_marks_and_line_ends_within_a_phrase_hide_nothing(written: str) -> None:
    assert list(prose.limits(f"# Heron\n\n{written}\n"))


def test_an_item_below_a_line_that_introduces_bases_is_read_though_its_own_words_say_nothing() -> None:
    body = "# Heron\n\nThe following models were merged:\n\n- https://huggingface.co/acme/egret-7b\n"
    assert [base.name for base in prose.bases(body)] == ["acme/egret-7b"]


def test_a_line_below_a_licence_heading_is_read_though_its_own_words_say_nothing() -> None:
    assert [said.names[0] for said in prose.licences("# Heron\n\n## Licence\n\nZephyr 2\n")] == ["Zephyr 2"]


@pytest.mark.parametrize(
    "line",
    [
        "It is fine-tuned from Egret 7B and more.\n\n",
        "> It is quoted.\n\nIt is fine-tuned from Egret 7B.\n\n",
        "- based on 7B\n",
        "This model is not for commercial use without permission. ",
    ],
)
def test_many_sentences_that_may_answer_cost_no_more_than_their_number(line: str) -> None:
    def ask(body: str) -> None:
        sentences.cache_clear()
        list(prose.bases(body)), list(prose.limits(body)), list(prose.licences(body)), prose.not_yet(body)

    grows(lambda times: lambda: ask(line * times))
    with ending():
        ask(line * 4_000)
