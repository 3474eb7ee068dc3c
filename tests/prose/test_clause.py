"""The clauses of a sentence, and how far apart their words stand."""

from openness.prose.clause import clauses


def test_four_signs_of_a_script_without_blanks_are_as_far_as_one_word() -> None:
    (latin,) = clauses("made from that model")
    (japanese,) = clauses("東京大学")
    assert (latin.count(1, 2), japanese.count(0, 4)) == (1, 1)
