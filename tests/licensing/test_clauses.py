"""Clauses as people read them."""

import pytest

from openness.licensing.clauses import cited


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        ("2, 3.a", "clauses 2, 3.a"),
        ("Attachment A, B", "Attachment A, B"),  # a letter behind a name belongs to it
        ("Attachment A, Schedule", "Attachment A and Schedule"),
    ],
)
def test_what_follows_a_name_and_is_none_belongs_to_it(clause: str, text: str) -> None:
    assert cited(clause) == text
