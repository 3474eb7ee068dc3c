"""Characters that people cannot see, written as their numbers."""

import pytest

from openness.vocabulary.characters import escaped


@pytest.mark.parametrize(
    ("character", "written"),
    [("\xff", r"\xff"), ("\u0100", r"\u0100"), ("\uffff", r"\uffff"), ("\U00010000", r"\U00010000")],
)
def test_a_number_has_as_many_digits_as_its_form_asks_for(character: str, written: str) -> None:
    assert escaped(character) == written
