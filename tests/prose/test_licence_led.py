"""Items to which a line leads for a licence."""

import pytest

from openness.prose.licence_led import is_only_a_name, names_in_item
from openness.prose.reader import sentences


@pytest.mark.parametrize(("words", "is_a_name"), [(10, True), (11, False)])
def test_a_name_has_up_to_ten_words(words: int, is_a_name: bool) -> None:
    name = " ".join(["Kite", *["kites"] * (words - 1)])
    (item,) = sentences(name)
    assert is_only_a_name(item) is is_a_name
    assert (name in (names_in_item(item) or ())) is is_a_name
