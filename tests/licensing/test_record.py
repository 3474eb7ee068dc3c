"""The form of a licence's record."""

import pytest

from openness.licensing.record import problems
from openness.vocabulary import Term


@pytest.mark.parametrize(("duty", "lacks"), [("naming", True), ("display", True), ("attribution", False)])
def test_a_duty_to_show_words_names_them(duty: str, lacks: bool) -> None:
    record = {"id": "LicenseRef-Acme", "duties": {duty: {"clause": "2", "says": "say so"}}}
    found = [problem.message for problem in problems(record, "acme.toml", {}, lambda _: True)]
    assert (f"{duty} lacks the words" in found) is lacks


@pytest.mark.parametrize("word", Term)
def test_a_grant_is_a_grant_and_a_list_is_a_list(word: Term) -> None:
    record = {"id": "LicenseRef-Acme", "grants": {word.value: {}}, "listed": {word.value: {}}}
    found = [problem.message for problem in problems(record, "acme.toml", {}, lambda _: True)]
    assert (f"there is no term {word.value!r}" in found) is (word.sort != "grant")
    assert (f"there is no list {word.value!r}" in found) is (word.sort != "list")


def test_the_licences_that_a_text_spares_are_known_and_stand_beside_its_answer_on_outputs() -> None:
    answer = {
        "answer": False,
        "clause": "1",
        "because": "Nobody may.",
        "spares": ["LicenseRef-Acme", "LicenseRef-Nobody"],
    }

    def found(term: Term) -> list[str]:
        record = {"id": "LicenseRef-Acme", "grants": {term.value: answer}}
        return [problem.message for problem in problems(record, "acme.toml", {}, "LicenseRef-Acme".__eq__)]

    assert "grants.train-on-outputs.spares is not a list of known ids" in found(Term.TRAIN_ON_OUTPUTS)
    assert "grants.share has no 'spares'" in found(Term.SHARE)
