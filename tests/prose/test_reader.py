"""The sentences of a card's text."""

import pytest

from openness.prose.reader import sentences


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("License: mit. Thanks: all", ["License", ""]),
        ("Thanks for reading. License: mit", ["", ""]),
        ("- License: mit\n- Language: en", ["License", "Language"]),
    ],
)
def test_a_label_begins_a_block(text: str, labels: list[str]) -> None:
    assert [sentence.label for sentence in sentences(text)] == labels
