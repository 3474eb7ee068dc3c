"""Runs of words that may be the name of a licence."""

import pytest

from openness.prose.licence_name import runs


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It is under cc-by-sa 4.0.", ["cc-by-sa 4.0"]),
        ("It is under cc-by-sa, 4.0.", ["4.0"]),  # a comma parts them
    ],
)
def test_a_number_behind_a_word_in_small_letters_is_its_version(text: str, names: list[str]) -> None:
    assert [name for _, name in runs(text, 0)] == names
