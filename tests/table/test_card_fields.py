"""Texts of JSON in cells: what a careful reader refuses is odd."""

import pytest

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

from openness.syntax.tree import DIGIT_LIMIT, KEY_LIMIT, NODE_LIMIT
from openness.table.card_fields import decoded
from openness.table.part import ODD


@pytest.mark.parametrize(
    ("begin", "sign", "end", "most"),
    [
        ('"', "x", '"', NODE_LIMIT - 2),
        ('{"', "k", '": 1}', KEY_LIMIT),
        ("[", "1", "]", DIGIT_LIMIT),
        ('{"a": {"', "k", '": 1}}', KEY_LIMIT),
    ],
    ids=["text", "key", "number", "key-within"],
)
def test_a_text_is_as_long_as_a_reader_takes_it(begin: str, sign: str, end: str, most: int) -> None:
    assert decoded(f"{begin}{sign * most}{end}") is not ODD
    assert decoded(f"{begin}{sign * (most + 1)}{end}") is ODD


@pytest.mark.parametrize(
    ("text", "is_odd"), [(3, True), (None, True), ('{"a": 1}\r', True), ("NaN", True), ("[]", False)]
)
def test_what_is_no_text_of_json_is_odd(text: object, is_odd: bool) -> None:
    assert (decoded(text) is ODD) is is_odd
