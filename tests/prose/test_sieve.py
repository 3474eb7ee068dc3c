"""The sieve passes over nothing that could have answered: it saves time and hides nothing."""

import pytest
from tests.support.growth import ending, grows
from tests.support.prose_bench import bench

from openness import prose
from openness.index.build import build
from openness.index.tables import shipped, sources
from openness.prose.clause import rules
from openness.prose.reader import sentences
from openness.prose.sieve import is_silent, may_answer, may_have

#: Rules that a sentence is asked wherever it stands.
RULES = [rule for rule in rules()["rules"] if rule["question"] != "given" and rule.get("under") != "terms"]


@pytest.mark.parametrize("about", ["model", "dataset"])
@pytest.mark.parametrize("question", ["limit", "none"])
def test_a_sentence_that_fires_a_rule_may_answer_its_question(question: str, about: str) -> None:
    fired = [row.sentence for row in bench() if prose.fired(row.sentence, question, about)]
    assert fired
    asked = (question, f"{question}-data")[: 1 + (about == "dataset")]
    assert all(any(may_answer(sentence, each) for each in asked) for sentence in fired)


def test_every_phrase_of_a_list_that_a_rule_needs_is_let_through() -> None:
    signs = build(**sources()).signs_of_prose
    begun = [numbers for lists in signs["beginnings"].values() for numbers in lists.values()]
    signed = {
        signs["lists"][number] for numbers in (*signs["words"].values(), *begun) for number in map(int, numbers.split())
    }
    asked = [rule for rule in RULES if "behind" not in rule]  # what is asked behind another sentence is read with it
    assert {name for rule in asked for name in rule["needs"]} <= signed == set(signs["lists"])


def test_most_of_a_plain_card_answers_nothing_and_stands_as_one_sentence() -> None:
    body = "# Heron\n\nIt reads birds. It has wings. It lives on worms.\n\nFor non-commercial use only.\n"
    texts = [sentence.text for sentence in sentences(body)]
    assert "It reads birds. It has wings. It lives on worms." in texts
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
    assert list(prose.terms(f"# Heron\n\n{written}\n"))


def test_an_item_below_a_line_that_introduces_bases_is_read_though_its_own_words_say_nothing() -> None:
    body = "# Heron\n\nThe following models were merged:\n\n- https://huggingface.co/acme/egret-7b\n"
    assert [base.name for base in prose.bases(body)] == ["acme/egret-7b"]


def test_a_line_below_a_licence_heading_is_read_though_its_own_words_say_nothing() -> None:
    assert [statement.names[0] for statement in prose.licences("# Heron\n\n## Licence\n\nZephyr 2\n")] == ["Zephyr 2"]


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
        list(prose.bases(body)), list(prose.terms(body)), list(prose.licences(body)), prose.not_yet(body)

    grows(lambda times: lambda: ask(line * times))
    with ending():
        ask(line * 4_000)


def answers_of(body: str) -> list[object]:
    """Every answer of every question."""
    absent = (prose.not_yet(body), prose.not_yet(body, "dataset"))
    of_data = (prose.terms(body, "dataset"), prose.licences(body, "dataset"))
    found = (prose.bases(body), prose.terms(body), prose.licences(body), prose.labels(body), *of_data)
    return [*filter(None, absent), *(answer for answers in found for answer in answers)]


WRITTEN = ("{}", "# Heron\n\n{}", "# {}", "## {}\n\nIt reads birds.", "- {}", "| Heron | {} |", "> {}", "Heron: {}")


@pytest.mark.parametrize("written", WRITTEN)
def test_a_card_that_is_silent_as_a_whole_answers_no_question(written: str) -> None:
    bodies = [written.format(row.sentence) for row in bench()]
    silent = [body for body in bodies if is_silent(body)]
    assert silent
    assert [body for body in silent if answers_of(body)] == []


@pytest.mark.parametrize(
    "body",
    [
        "# For non&#45;commercial use",
        "# ![](https://img.shields.io/badge/l%69cense-Zephyr-blue)",
        "# For non-comm<!-- -->ercial use",
        "# For n\u2010on-commercial use only",
        "# Heron\n\n## Licence\n\nZephyr 2\n",
        "# Heron\n\nThe following models were merged:\n\n- https://huggingface.co/acme/egret-7b\n",
    ],
)
def test_a_card_in_which_words_may_be_other_words_is_read(body: str) -> None:
    assert not is_silent(body)


def test_a_text_without_words_of_a_list_may_have_none_of_its_phrases() -> None:
    names = shipped().signs()["lists"]
    assert [name for name in names if may_have("Kumquats ripen.", name)] == []
    assert not may_answer("")


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("# Heron\n\nIt reads maps.", True),
        ("# Heron\n\nIt reads maps. 100%", False),  # which may stand for a letter in a badge
        ("# Heron\n\nIt reads maps & birds.", False),
        ("# Heron\n\nIt reads maps <!-- and birds -->.", False),
        ("# Heron\n\nIt reads m*a*ps.", False),  # marks within a word
        ("# Heron\n\nIt reads *maps*.", True),
        ("# Heron\n\nIt reads maps…", False),
        ("\n\n\n\n", True),
        ("", True),
        ("# Heron\n\n## Merged models\n\nZephyr", False),
        ("# Heron\n\n## Terms\n\nZephyr", False),
        ("# Heron\n\n## Permissions\n\nZephyr", False),
        ("# Heron\n\n**EULA**\n\nZephyr", False),
    ],
)
def test_a_text_is_silent_where_its_words_stand_as_they_are_and_none_says_anything(text: str, silent: bool) -> None:
    assert is_silent(text) is silent


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("For non-commercial use only.", "limit", True),
        ("For non-commercial use only.", "", True),
        ("It is based on Egret.", "base", True),
        ("It is based on Egret.", "limit", False),
        ("It reads maps.", "", False),
        ("Outputs of GPT-4", "outputs", False),  # without a word of training or of holding
        ("It contains outputs of GPT-4", "outputs", True),
        ("Noncommercially licensed", "limit", True),  # by its beginning
    ],
)
def test_a_text_may_answer_the_questions_of_whose_lists_it_has_a_sign_each(
    text: str, question: str, answer: bool
) -> None:
    assert may_answer(text, question) is answer
