"""The fillings that the slots of a template let in."""

import pytest

from openness.licensing.matching.templates import fillings


@pytest.mark.parametrize(
    ("pattern", "sequences"),
    [
        ("merge|publish", {"merge", "publish"}),
        ("(merge|publish) it", {"merge it", "publish it"}),
        ("merged?", {"merge", "merged"}),
        ("[ab]c", {"ac", "bc"}),
        (r"to\sit", {"to it"}),
        ("thing(s)", {"things"}),
        ("[ab", set()),
    ],
)
def test_a_slot_of_words_lets_in_those_and_no_name(pattern: str, sequences: set[str]) -> None:
    found, names = fillings(pattern)
    assert ({" ".join(words) for words in found}, names) == (sequences, 0)


@pytest.mark.parametrize(("pattern", "names"), [(".+", 20), (".{0,20}", 20)])
def test_a_slot_of_anything_lets_in_some_words_of_a_name(pattern: str, names: int) -> None:
    assert fillings(pattern) == ([], names)
