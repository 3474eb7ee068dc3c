"""Licences that leave so many choices that only what all of them have in common is known."""

import pytest
from tests.support.releases import judgeable, native

import openness
from openness.evaluation.licence_choices import too_many_choices
from openness.licensing import choices
from openness.resolution.resolve import resolve
from openness.resolution.resolved import with_licences

CHOICE = "CC-BY-NC-4.0 OR CC-BY-ND-4.0"


@pytest.mark.parametrize(
    ("most", "fields", "about"),
    [
        (1, f"components: {{model-parameters-final: {{licence: {CHOICE}}}}}", ["weights"]),
        (1, f"components: {{datasets: [{{name: a, licence: MIT}}, {{name: b, licence: {CHOICE}}}]}}", ["training data"]),
        (1, f"components: {{model-parameters-final: {{licence: {CHOICE} OR Apache-2.0}}}}", []),
        (2, f"components: {{model-parameters-final: {{licence: {CHOICE}}}}}", []),
        (1, f"base-models: [{{name: e/f, relation: fine-tune, licence: {CHOICE}}}]", ["base model e/f"]),
        (1, "base-models: [{name: e/f, relation: fine-tune, licence: MIT}]", []),
        (2, "components: {datasets: [{name: a, licence: CC-BY-NC-4.0 OR CC-BY-ND-4.0}, "
            "{name: b, licence: CC-BY-SA-4.0 OR LicenseRef-OpenRAIL-M}]}", ["training data"]),
        (2, f"components: {{datasets: [{{name: a, licence: {CHOICE}}}, {{name: b, licence: MIT}}]}}", []),
    ],
)  # fmt: skip
def test_parts_and_bases_whose_choices_are_too_many_are_named(
    most: int, fields: str, about: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choices, "CHOICES", most)
    shelf = openness.Shelf()
    found = too_many_choices(with_licences(resolve(native(f"{fields}\n"), shelf), shelf))
    said = [finding.message.partition("the licence of the ")[2].partition(" leaves ")[0] for finding in found]
    assert said == about


def test_a_release_without_a_choice_has_none_too_many() -> None:
    assert not [*too_many_choices(judgeable(native("components: {model-parameters-final: {licence: MIT}}\n")))]
