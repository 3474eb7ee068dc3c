"""Words that bind whoever uses a model, and what makes them harmless."""

import pytest

from openness import prose
from openness.prose.bond import _is_in_the_other

UNDER = "# Heron\n\n## Licence\n\n{}\n"


def is_term(sentence: str, place: str = UNDER) -> bool:
    return bool(list(prose.terms(place.format(sentence))))


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("We encourage users to check it and pass copies on.", False),
        ("We encourage users to check it and pass only small copies on.", True),  # “only”
        ("We encourage users to check it and obtain consent.", False),
        ("We encourage users to check it and must obtain consent.", True),  # “must”
        ("We recommend consent of the board.", False),
        ("Users are encouraged to pay us.", False),
        ("Before you pay us, we recommend a look at it.", True),
    ],
)
def test_advice_with_a_word_that_asks_by_itself_is_a_term(sentence: str, is_one: bool) -> None:
    assert is_term(sentence) is is_one


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("A permission is not required if you cannot reach the hub.", False),
        ("Permission to use it is hereby granted.", False),
        ("Use is hereby granted to whoever has our approval.", True),  # the leave stands behind
        ("You need no permission or after many long cold days a fee.", False),
        ("No need to ask anyone for permission.", False),
        ("No need to ask anyone, over many long cold days for permission.", True),
    ],
)
def test_what_is_not_needed_and_what_an_or_joins_with_it_is_no_term(sentence: str, is_one: bool) -> None:
    assert is_term(sentence) is is_one


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("You must cite us if you use it.", False),
        ("You must cite us if you use it or share it.", False),
        ("You must cite us, only users use it.", True),  # no case
        ("Do not break the law if you use it.", True),  # no duty
        ("You must sing if you use it.", True),  # no harmless one
    ],
)
def test_the_case_in_which_a_harmless_duty_holds_is_no_term(sentence: str, is_one: bool) -> None:
    assert is_term(sentence) is is_one


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("Keep the header of files which do not leave the house.", False),
        ("Share files you do not sell.", True),
        ("Boats which do not leave the house are ours.", True),
        ("Which do not leave the files.", True),
    ],
)
def test_words_that_tell_which_files_are_meant_ban_nothing(sentence: str, is_one: bool) -> None:
    assert is_term(sentence) is is_one


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("Give credit as the board in town requires.", False),
        ("Give credit as the board in old town requires.", True),  # six words before
        ("Heron stays if guests must leave.", True),
        ("Heron stays if guests cannot leave.", True),
    ],
)
def test_what_is_only_as_asked_or_only_supposed_is_no_term(sentence: str, is_one: bool) -> None:
    assert is_term(sentence) is is_one


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("Heron was trained on maps with permission.", False),
        ("Heron was trained with permission.", False),
        ("Heron was trained on maps and may hang there with permission.", True),
        ("Heron was trained on maps and users must give credit, with permission.", True),
        ("Heron was trained on maps with required headings.", True),  # no leave
        ("Heron hangs there with permission.", True),
    ],
)
def test_a_leave_that_the_makers_had_is_no_term_unless_others_do_something_with_it(sentence: str, is_one: bool) -> None:
    assert is_term(sentence) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("@misc{heron, author={Only Lee}, year={2024}}", False),
        ("Copyright 2024 Only Lee et al., Heron Labs", False),
        ("Copyright (c) 2024 Only Lee and the (Heron) Labs", False),
        ("Copyright 2024 Lee, only", True),
        ("Written in 2024 by Only Lee", True),
    ],
)
def test_names_of_holders_and_of_authors_bind_nobody(text: str, is_one: bool) -> None:
    assert is_term(text) is is_one


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("No new blue kites permission is needed.", False),
        ("No new blue kites here permission is needed.", True),  # four words between
        ("No extra separate user licence agreement or contract form permission is needed.", False),  # but of paper
        ("No extra separate user licence agreement or contract kites permission is needed.", True),
        ("The boats need no licence agreement that you would have to accept.", False),
    ],
)
def test_what_undoes_stands_up_to_three_words_before_or_more_words_for_a_paper(sentence: str, is_one: bool) -> None:
    assert is_term(sentence) is is_one


@pytest.mark.parametrize(
    ("language", "text", "other"),
    [
        ("zh", "模型", False),
        ("zh", "模型は", True),
        ("ja", "模型は", False),
        ("ja", "模" * 12, False),
        ("ja", "模" * 13, True),  # a sentence of so many has signs of its own
        ("en", "模" * 13, False),
    ],
)
def test_signs_that_two_languages_share_are_read_in_one_of_them(language: str, text: str, other: bool) -> None:
    assert _is_in_the_other(language, text) is other


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("You need legal help.", False),
        ("You pay for legal help.", True),  # no need of help makes that harmless
        ("You must cite us and wash the boats.", True),
        ("You must cite us and to the boats.", False),  # no verb
        ("Guests must leave by noon, attribution is required.", True),
        ("Guests must leave by noon, attribution required.", False),  # nothing stands between
        ("Governed by the licence, users must sing.", True),  # the licence stands before
        ("Use is subject to the kite licence.", False),
    ],
)
def test_what_is_harmless_belongs_to_one_word_that_binds(sentence: str, is_one: bool) -> None:
    assert is_term(sentence) is is_one


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("It may not be used for clinical work.", False),
        ("It may not be used for clinical companies.", True),  # a user right beside the field
        ("It may not be used for clinical work of companies.", False),
        ("It may not be used by medical or other companies.", False),
    ],
)
def test_a_ban_of_a_field_in_which_others_are_hurt_is_advice_unless_it_is_of_users(sentence: str, is_one: bool) -> None:
    assert is_term(sentence, "# Heron\n\n{}\n") is is_one
