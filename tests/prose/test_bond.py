"""Words that bind whoever uses a model, and what makes them harmless."""

import pytest

from openness import prose

UNDER = "# Heron\n\n## Licence\n\n{}\n"


def is_term(sentence: str, place: str = UNDER) -> bool:
    return bool(list(prose.terms(place.format(sentence))))


@pytest.mark.parametrize(
    ("duty", "is_one"),
    [
        ("pass copies on", False),
        ("pass only small copies on", True),  # “only”
        ("obtain consent", False),
        ("must obtain consent", True),  # “must”
    ],
)
def test_advice_with_a_word_that_asks_by_itself_is_a_term(duty: str, is_one: bool) -> None:
    assert is_term(f"We encourage users to check it and {duty}.") is is_one
