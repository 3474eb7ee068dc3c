"""The clauses of a sentence, and how far apart their words stand."""

import pytest

from openness.prose.clause import clauses, lists_in, lists_of_whole


def test_four_signs_of_a_script_without_blanks_are_as_far_as_one_word() -> None:
    (latin,) = clauses("made from that model")
    (japanese,) = clauses("東京大学")
    assert (latin.count(1, 2), japanese.count(0, 4)) == (1, 1)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("model", 1),
        ("Ω", 1),
        ("ก", 0.25),  # the first sign of Thai, and the last
        ("๛", 0.25),
        ("ກ", 1),  # Lao
        ("あ", 0.25),
        ("ぁ", 0.25),  # the first sign of Japanese
        ("한", 0.25),
        ("a模b型c", 3.5),
        ("model modèle", 2),
    ],
)
def test_a_word_counts_one_and_a_sign_that_is_a_word_by_itself_a_quarter(words: str, count: float) -> None:
    (clause,) = clauses(words)
    assert clause.count(0, len(clause.words)) == count
    assert [clause.count(at, at) for at in range(len(clause.words))] == [0] * len(clause.words)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the code is MIT but the model is not", ["the code is mit", "but the model is not"]),
        ("the code is MIT, the model is not", ["the code is mit the model is not"]),
        ("the code; the model", ["the code", "the model"]),
        ("the code ；the model", ["the code", "the model"]),
        ("the code – the model", ["the code", "the model"]),
        ("the code — the model", ["the code", "the model"]),
        ("the code - the model", ["the code", "the model"]),
        ("the code -- the model", ["the code the model"]),
        (
            "7–8 models, code—models and code;models",
            ["7 8 models code models and code models"],
        ),  # no blank beside the mark
        ("; but while the model", ["but", "while the model"]),
        ("all but the model", ["all but the model"]),
        ("all while the model", ["all", "while the model"]),
        ("the code ;the model", ["the code", "the model"]),
        ("the code;the model", ["the code the model"]),
        ("it isn't; can't it", ["it is not", "can not it"]),
        ("it isn’t a model’s", ["it is not a model s"]),
        ("THE MODEL WON'T", ["the model will not"]),
        ("", []),
        ("…", []),
    ],
)
def test_a_clause_ends_where_the_sentence_turns(text: str, parts: list[str]) -> None:
    assert [" ".join(clause.words) for clause in clauses(text)] == parts


@pytest.mark.parametrize(("words", "counts"), [(239, [239]), (240, [240]), (241, [240, 1]), (480, [240, 240])])
def test_a_clause_has_at_most_two_hundred_and_forty_words(words: int, counts: list[int]) -> None:
    assert [len(clause.words) for clause in clauses("word " * words)] == counts


def test_a_word_knows_where_it_stands_in_its_sentence() -> None:
    text = "It isn't so; the modèle is"
    places = [
        (word, text[start:end])
        for clause in clauses(text)
        for word, start, end in zip(clause.words, clause.starts, clause.ends, strict=True)
    ]
    assert places == [
        ("it", "It"), ("is", "isn't"), ("not", "isn't"), ("so", "so"), ("the", "the"), ("modèle", "modèle"), ("is", "is")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "inside", "whole"),
    [
        ("License", True, True),
        ("The license", True, False),
        ("license now", True, False),
        ("License; license", True, False),
        ("Kite", False, False),
        ("", False, False),
    ],
)
def test_a_list_has_a_phrase_within_a_text_or_the_whole_of_it(text: str, inside: bool, whole: bool) -> None:
    assert ("licence-label" in lists_in(text)) is inside
    assert ("licence-label" in lists_of_whole(text)) is whole


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("for commercial use", True),
        ("for-commercial use", True),
        ("for commercials", False),
        ("fine-tuned", False),
    ],
)
def test_a_phrase_is_found_word_by_word_and_a_beginning_with_any_ending(text: str, heard: bool) -> None:
    (clause,) = clauses(text)
    assert clause.has("en.commerce", "en.firms") is heard


@pytest.mark.parametrize(
    ("start", "end", "is_parted"),
    [
        (1, 1, False),
        (2, 2, True),
        (1, 2, True),
        (0, 0, False),
        (0, 1, False),
        (0, 4, True),
        (3, 3, True),
        (3, 4, True),
        (4, 2, False),
        (4, 9, False),
    ],
)  # what ends before it begins, where a find reaches over another, is not parted
def test_a_mark_before_a_word_parts_it_from_that_before(start: int, end: int, is_parted: bool) -> None:
    (clause,) = clauses("the code, model (ours)")
    assert clause.is_parted(start, end) is is_parted


def test_what_begins_within_a_phrase_that_is_as_one_word_is_no_thing_by_itself() -> None:
    assert "en.commerce" in lists_in("commercial use")
    for text in ("non-commercial use", "noncommercial use", "non-profit work"):
        assert "en.commerce" not in lists_in(text)
        assert "en.non-commercial" in lists_in(text)
    assert "zh.commerce" in lists_in("商业用途")
    assert "zh.commerce" not in lists_in("非商业用途")
    assert "en.commerce" in lists_in("non-commercial use and commercial use")
