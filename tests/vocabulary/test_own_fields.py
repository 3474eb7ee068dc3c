"""Fields of a card's own."""

from openness.vocabulary.own_fields import is_licence_text


def test_words_of_more_than_200_letters_may_be_the_text_of_a_licence() -> None:
    assert [is_licence_text("license_text", "x" * letters) for letters in (200, 201)] == [False, True]
