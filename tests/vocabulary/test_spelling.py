"""Words that are spelt nearly alike."""

from openness.vocabulary.spelling import is_near


def test_words_are_near_from_88_of_100_letters_on() -> None:
    assert is_near(f"{'a' * 22}bcd", f"{'a' * 22}efg")  # 44 letters of 50
    assert not is_near(f"{'a' * 21}bcd", f"{'a' * 21}efg")
