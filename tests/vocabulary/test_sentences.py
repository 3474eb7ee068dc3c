"""Words put together in a sentence."""

import pytest

from openness.vocabulary.sentences import few


@pytest.mark.parametrize(
    ("many", "named"),
    [(3, ["0", "1", "2"]), (4, ["0", "1", "2", "3"]), (5, ["0", "1", "2", "2 more"])],
)
def test_no_single_word_is_left_out_of_a_list(many: int, named: list[str]) -> None:
    assert few(map(str, range(many))) == named
