"""Where a release certainly stands, and where it might."""

import pytest
from tests.support.releases import card, judgeable, native, weights

from openness.evaluation.facts import world_of
from openness.evaluation.standing import Standing, weigh_worlds
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.vocabulary import Basis
from openness.vocabulary.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
LADDER = ("closed", "hosted", "weights-available")


def standing(release: Release) -> Standing:
    """Where a release stands on the spectrum."""
    world = world_of(judgeable(release))
    return weigh_worlds(shipped().definition("spectrum"), [world])[0].standing


@pytest.mark.parametrize(
    ("reached", "reachable", "verdicts"),
    [
        ("closed", "closed", [MET, UNMET, UNMET]),
        ("closed", "weights-available", [MET, UNKNOWN, UNKNOWN]),
        ("hosted", "hosted", [MET, MET, UNMET]),
        (None, "hosted", [UNKNOWN, UNKNOWN, UNMET]),
        (None, None, [UNMET, UNMET, UNMET]),
    ],
)
def test_a_standing_is_an_interval(reached: str | None, reachable: str | None, verdicts: list[Verdict]) -> None:
    assert [Standing(LADDER, reached, reachable).at_least(rung) for rung in LADDER] == verdicts


def test_a_rung_of_no_ladder_is_an_error() -> None:
    with pytest.raises(ValueError):
        Standing(LADDER, None, None).at_least("open-weights")


@pytest.mark.parametrize(
    ("availability", "licence", "reached", "reachable"),
    [
        ("withheld", "MIT", "closed", "closed"),
        ("hosted", "MIT", "hosted", "hosted"),
        ("on-request", "MIT", "hosted", "hosted"),
        ("gated", "CC-BY-NC-4.0", "weights-available", "weights-available"),
        ("public", "NONE", "weights-available", "weights-available"),
        ("public", "LicenseRef-nobody", "weights-available", "open-source-ai-with-open-data"),
        ("public", "MIT", "open-weights", "open-source-ai-with-open-data"),
        ("gated", "MIT", "open-weights", "open-source-ai-with-open-data"),
        ("public", "MIT AND CC-BY-NC-4.0", "weights-available", "weights-available"),
        ("public", "MIT OR CC-BY-NC-4.0", "open-weights", "open-source-ai-with-open-data"),
        ("public", "CC-BY-4.0", "open-weights", "open-source-ai-with-open-data"),
    ],
)
def test_weights_alone_reach_a_rung_of_the_spectrum(
    availability: str, licence: str, reached: str, reachable: str
) -> None:
    held = standing(weights(availability, licence))
    assert (held.reached, held.reachable) == (reached, reachable)


def test_of_nothing_everything_is_possible_and_nothing_certain() -> None:
    held = standing(Release())
    assert (held.reached, held.reachable, held.basis) == ("closed", "open-source-ai-with-open-data", None)


def test_a_base_never_raises_and_may_lower_its_derivative() -> None:
    base = "base-models: [{{name: a/b, relation: fine-tune, licence: {}}}]\n"
    own = "components: {model-parameters-final: {availability: public, licence: MIT}}\n"
    assert standing(native(own + base.format("MIT"))).reached == "open-weights"
    assert standing(native(own + base.format("llama3.1"))).reachable == "weights-available"
    unknown = standing(native(own + "base-models: [{name: a/b, relation: fine-tune}]\n"))
    assert (unknown.reached, unknown.reachable) == ("weights-available", "open-source-ai-with-open-data")


@pytest.mark.parametrize("relation", ["distillation", "trained-on-outputs", "same-architecture"])
def test_other_relations_never_change_the_licence(relation: str) -> None:
    text = "components: {model-parameters-final: {availability: public, licence: MIT}}\n"
    text += f"base-models: [{{name: a/b, relation: {relation}, licence: llama3.1}}]\n"
    assert standing(native(text)).reached == "open-weights"


def test_a_base_of_the_same_licensor_binds_nothing() -> None:
    text = "producer: Meta\ncomponents: {model-parameters-final: {availability: public, licence: MIT}}\n"
    text += "base-models: [{name: a/b, relation: fine-tune, licence: llama3.1, producer: Meta}]\n"
    assert standing(native(text)).reached == "open-weights"


def test_a_standing_rests_on_its_weakest_basis() -> None:
    assert standing(weights()).basis is Basis.DECLARED
    assert standing(card("license: mit\npipeline_tag: x")).basis is Basis.INFERRED


def test_many_worlds_are_weighed_as_each_alone() -> None:
    definition = shipped().definition("spectrum")
    worlds = [world_of(judgeable(weights(a, b))) for a in ("public", "hosted") for b in ("MIT", "cc")]
    together = weigh_worlds(definition, worlds)
    alone = [weigh_worlds(definition, [world])[0] for world in worlds]
    assert [(one.criteria, one.grades, one.standing) for one in together] == [
        (one.criteria, one.grades, one.standing) for one in alone
    ]


def test_no_world_has_no_verdict() -> None:
    assert list(weigh_worlds(shipped().definition("spectrum"), [])) == []
