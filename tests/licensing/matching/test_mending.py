"""Texts in the wrong encoding, and copyright lines in running text."""

from openness.licensing.matching.fingerprints import Fingerprints, build
from openness.licensing.matching.mending import mended


def test_a_line_in_another_encoding_is_one_change_and_said() -> None:
    text = next(mended("as is\nâ€œAS ISâ€\x9d\n", Fingerprints.of(build({"Toy": ["as is"]}))))
    assert text.text == "as is\n“AS IS”\n"
    assert [(note.line, note.added, note.count) for note in text.notes] == [(2, "read in another encoding", 1)]
