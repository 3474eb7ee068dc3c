"""What a rule finds, and of what it is said."""

import pytest

from openness import prose


@pytest.mark.parametrize(
    ("sentence", "is_of_the_model"),
    [
        ("Our model was shown the data and may be used for research only.", True),
        ("Our model was shown the data for research only.", False),
        ("Our model was shown the data for research only and is fun.", False),  # it goes on behind the limit
    ],
)
def test_a_limit_behind_another_noun_is_of_the_model_where_a_verb_of_its_own_leads_back_to_it(
    sentence: str, is_of_the_model: bool
) -> None:
    assert bool(list(prose.terms(f"# Heron\n\n{sentence}\n"))) is is_of_the_model
