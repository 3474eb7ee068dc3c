"""Texts in the wrong encoding, and copyright lines in running text."""

import pytest

from openness.licensing.matching.fingerprint_file import build
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.mending import mended


def test_a_line_in_another_encoding_is_one_change_and_said() -> None:
    text = next(mended("as is\nâ€œAS ISâ€\x9d\n", Fingerprints.of(build({"Toy": ["as is"]}))))
    assert text.text == "as is\n“AS IS”\n"
    assert [(note.line, note.added, note.count) for note in text.notes] == [(2, "read in another encoding", 1)]


def mends(text: str, *known: str) -> list[str]:
    return [mend.text for mend in mended(text, Fingerprints.of(build({"Toy": [" ".join(known)]})))]


@pytest.mark.parametrize(
    ("lost", "whole"),
    [
        ("general", "général"),
        ("generalite", "généralite"),
        ("operee", "opérée"),
        ("repete", "repete"),
    ],
)
def test_a_word_has_lost_one_accent_or_two_and_no_more(lost: str, whole: str) -> None:
    assert mends(lost, "général", "généralite", "opérée", "répété", "réparé")[0] == whole


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("Version2", "Version 2"),
        ("2Version", "2 Version"),
        ("theToy", "the Toy"),
        ("thetoy", "the toy"),
        ("atoy", "a toy"),
        ("giveatoy", "give a toy"),
        ("thetoybook", "the toy book"),
        ("toythetoybook", "toythetoybook"),
        ("Kite2", "Kite2"),
    ],
)
def test_known_words_without_the_space_between_them_have_it_again(glued: str, apart: str) -> None:
    assert mends(glued, "the toy book give a version 2")[-1] == apart


@pytest.mark.parametrize(
    ("broken", "whole"), [("\ufffdt\ufffd", "\ufffdt\ufffd"), ("l\ufffdg", "lég"), ("g\ufffdn\ufffdr", "génér")]
)
def test_a_word_with_two_letters_left_is_known_again(broken: str, whole: str) -> None:
    assert mends(broken, "été", "lég", "génér")[0] == whole
