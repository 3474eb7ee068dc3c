"""What a sentence is about."""

import pytest

from openness.prose.subject import is_plain


@pytest.mark.parametrize(("count", "plain"), [(0, True), (10, True), (11, False)])
def test_ten_words_describe_and_more_tell_something_else(count: int, plain: bool) -> None:
    assert is_plain(["small"] * count) is plain
