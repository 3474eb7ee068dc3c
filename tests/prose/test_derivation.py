"""Words of derivation, and of which model they are said."""

import pytest

from openness import prose
from openness.prose import derivation


@pytest.mark.parametrize(("furthest", "is_said"), [(11, True), (10, False)])
def test_words_of_derivation_begin_within_the_first_characters(
    furthest: int, is_said: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a sentence the first 400 are looked at; here “fine-tune” begins at the eleventh."""
    monkeypatch.setattr(derivation, "FURTHEST", furthest)
    assert bool(list(prose.bases("# Heron\n\nHeron is a fine-tune of Llama 3.1 8B"))) is is_said
