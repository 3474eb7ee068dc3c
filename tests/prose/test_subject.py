"""The subject of a sentence."""

import pytest

from openness.prose.subject import _stems, is_own, is_plain, name_of


@pytest.mark.parametrize(("count", "plain"), [(0, True), (10, True), (11, False)])
def test_ten_words_describe_and_more_tell_something_else(count: int, plain: bool) -> None:
    assert is_plain(["small"] * count) is plain


@pytest.mark.parametrize(
    ("phrase", "own"),
    [
        ("our small fast multilingual vision chat model", True),
        ("our small fast multilingual vision language chat model", False),
        ("all of the weights", True),
        ("both of our models", True),
        ("the final trained weights", True),
        ("the distilled weights", False),
        ("this other model", False),
        ("the models", False),
        ("wren's model weights", True),
        ("finch's model weights", False),
        ("the", False),
    ],
)
def test_a_phrase_of_up_to_six_words_names_the_model_of_the_card(phrase: str, own: bool) -> None:
    assert is_own(phrase, frozenset(["wren"])) is own


def test_a_link_in_the_heading_is_its_words_and_not_its_address() -> None:
    assert name_of("# [Wren-7B](https://example.org/finch)\n") == name_of("# Wren-7B\n")
    assert is_own("wren", name_of("# [Wren](https://example.org/finch)\n"))


def test_a_name_of_nothing_but_a_size_is_its_own_stem() -> None:
    assert list(_stems(["7B"])) == ["7b", "7b"]
