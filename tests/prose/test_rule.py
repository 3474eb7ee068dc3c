"""What a rule finds, and of what it is said."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import openness.prose
from openness import prose

RULES = [
    rule
    for file in sorted((Path(openness.prose.__file__).parent / "rules").glob("*.toml"))
    for rule in tomllib.loads(file.read_text("utf-8")).get("rule", ())
]


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


@pytest.mark.parametrize("rule", [rule for rule in RULES if "outside" in rule], ids=lambda rule: rule["id"])
def test_a_rule_of_what_stands_outside_some_sections_finds_nothing_below_them(rule: dict[str, Any]) -> None:
    assert rule["outside"] == "no-scope-heading"
    for text in rule["yes"]:
        about = rule.get("about", "model")
        places = (text, f"## Usage\n\n{text}", f"## Limitations\n\n{text}", f"## Limitations\n\n### Usage\n\n{text}")
        found = [rule["id"] in prose.fired(place, rule["question"], about) for place in places]
        assert found == [True, True, False, False], text
