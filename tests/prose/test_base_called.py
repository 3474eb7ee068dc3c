"""Bases that a sentence calls by the name of a well-known family."""

import pytest

from openness import prose
from openness.prose import base_called, derivation


@pytest.mark.parametrize(("furthest", "is_found"), [(13, True), (12, False)])
def test_the_name_of_a_family_begins_within_the_first_characters(
    furthest: int, is_found: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a sentence the first 400 are looked at; here the name begins at the thirteenth."""
    monkeypatch.setattr(derivation, "FURTHEST", 0)
    monkeypatch.setattr(base_called, "FURTHEST", furthest)
    assert bool(list(prose.bases("# Heron\n\nA fine-tuned Llama 3.1 8B"))) is is_found
