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


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("License: MIT", "License", "MIT"),
        ("**License**: MIT", "License", "MIT"),
        ("L:MIT license", "L", "MIT license"),
        ("License：MIT", "License", "MIT"),
        ("what may be done here: MIT license", "what may be done here", "MIT license"),
        ("what may be done here now: MIT license", "", ""),
        ("License:", "", ""),
        (": MIT license", "", ""),
        ("https://example.org/license", "", ""),
        (f"{'a' * 60}: MIT license", "a" * 60, "MIT license"),
        (f"{'a' * 61}: MIT license", "", ""),
    ],
)
def test_a_label_has_up_to_five_words_in_sixty_letters_and_something_behind_it(
    text: str, label: str, value: str
) -> None:
    (sentence,) = sentences(text)
    assert sentence.label == label
    assert not label or sentence.text[sentence.value :].strip() == value
