"""Words that are not the known text's, as they are shown."""

import pytest

from openness.licensing.matching.difference import Difference, TextChange, change
from openness.licensing.matching.fingerprint_file import build
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.reading import read

NONE = Fingerprints.of(build({}))
SPELLING = {letter: letter * 2 for letter in "abcdefgh"}
MANY = "ab" * 41


@pytest.mark.parametrize(
    ("change", "op", "text"),
    [
        (TextChange(3, "kite"), "added", "kite"),
        (TextChange(3, "kite", "ab"), "changed", "kite (for aa bb)"),
        (TextChange(3, "", "ab"), "removed", "aa bb"),
        (TextChange(3, "kite", "xyz"), "changed", "kite (for 3 words)"),
        (TextChange(3, "", "x"), "removed", "1 word"),
        (TextChange(3, "", "xy"), "removed", "2 words"),
        (TextChange(3, "2", "", "1"), "changed", "2 (for 1)"),
        (TextChange(3, "", "", "1"), "removed", "1"),
        (TextChange(3, "2", "ab", "1"), "changed", "2 (for 1)"),
        (TextChange(3, "", "axb"), "removed", "aa … bb"),
        (TextChange(3, "", "axyb"), "removed", "aa … bb"),
        (TextChange(3, "", "xayyb"), "removed", "… aa … bb"),
        (TextChange(3, "", "aaxxaab"), "removed", "aa aa … aa aa bb"),
        (TextChange(3, "", MANY[:80]), "removed", " ".join(["aa bb"] * 40)),
        (TextChange(3, "", MANY[:81]), "removed", " ".join(["aa bb"] * 40) + " … (81 words)"),
        (TextChange(3, "", "x" * 80 + "ab"), "removed", "82 words"),
        (TextChange(3, "", "a" + "x" * 80), "removed", "aa … … (81 words)"),
        (
            TextChange(3, "kite", MANY[:81]),
            "changed",
            "kite (for " + " ".join(["aa bb"] * 40) + " … (81 words))",
        ),
    ],
)
def test_a_change_is_spelt_in_the_words_that_may_be_shown(change: TextChange, op: str, text: str) -> None:
    spelt = change.spelt(SPELLING)
    assert (change.op, spelt.op, spelt.line, spelt.text) == (op, op, 3, text)


def test_a_change_that_says_no_more_adds_its_words_and_counts_none() -> None:
    assert TextChange(3, "kite").spelt({}) == Difference("added", 3, "kite")
    assert TextChange(3, "kite").count == 0


LINES = "a b\nc d\n" + "e " * 90 + "\nf"


@pytest.mark.parametrize(
    ("place", "to", "line", "added", "count"),
    [
        (0, 1, 1, "a", 1),
        (1, 4, 1, "b c d", 3),
        (2, 2, 2, "", 0),
        (93, 94, 3, "e", 1),
        (95, 95, 4, "", 0),  # behind the last word
        (14, 94, 3, " ".join("e" * 80), 80),
        (13, 94, 3, " ".join("e" * 80) + " … (81 words)", 81),
    ],
)
def test_words_of_an_input_are_told_with_their_line_and_not_all_of_many(
    place: int, to: int, line: int, added: str, count: int
) -> None:
    found = change(read(LINES, NONE), place, to, "x")
    assert (found.line, found.added, found.lost, found.instead, found.count) == (line, added, "x", "", count)
