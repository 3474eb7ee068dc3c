"""Where a text is cut: into sentences, a label from its value, and plain words from a line of code."""

import pytest

from openness.prose.cut import ends, label_of, plain_words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("It flies", ["It flies"]),
        ("It flies.", ["It flies."]),
        ("It flies. It rests.", ["It flies.", " It rests."]),
        ("It flies. é", ["It flies. é"]),  # no capital
        ("It flies. É", ["It flies.", " É"]),
        ("See Fig. 3.", ["See Fig. 3."]),
        ("A. B. Lee flies.", ["A. B. Lee flies."]),
        ("A Fig! 3", ["A Fig!", " 3"]),  # no abbreviation ends with this mark
        ("It flies. See Fig. 3. So", ["It flies.", " See Fig. 3.", " So"]),
        ("a\nb", ["a\n", "b"]),
        ("飞。走", ["飞。", "走"]),
    ],
)
def test_a_text_is_cut_behind_each_mark_that_ends_a_sentence(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in ends(text)] == parts


@pytest.mark.parametrize(
    ("text", "heads", "label"),
    [
        ("Licence: MIT", False, ("Licence", 8)),
        ("**Licence**: MIT", False, ("Licence", 12)),
        ("Licence - MIT", False, ("", 0)),
        ("Licence - MIT", True, ("Licence", 9)),
        ("https://a.example", False, ("", 0)),
        ("Licence:", False, ("", 0)),
        (": MIT", False, ("", 0)),
        ("a b c d e: MIT", False, ("a b c d e", 10)),
        ("a b c d e f: MIT", False, ("", 0)),
        (f"{'x' * 60}: MIT", False, ("x" * 60, 61)),
        (f"{'x' * 61}: MIT", False, ("", 0)),
    ],
)
def test_a_label_is_short_and_has_a_value(text: str, heads: bool, label: tuple[str, int]) -> None:
    assert label_of(text, heads) == label


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("# the boats are ours", "the boats are ours"),
        ("# the boats are x=1", "the boats are x=1"),  # three of four
        ("# boats are x=1", ""),
        ("# the boats x=1", ""),
        ("x = y[1]", ""),
    ],
)
def test_a_line_of_code_is_prose_where_three_of_four_words_are_plain(line: str, words: str) -> None:
    assert plain_words(line) == words
