"""How hard a change is, against others."""

from tests.support.releases import judgeable, native

from openness.evaluation.change import REBASE, Conclude, GiveUp, Offer, Say, publish, relicense
from openness.evaluation.facts import world_of
from openness.vocabulary import TRAINING_COMPUTE, Kind


def effort(kind: Kind, components: str = "{}") -> int:
    return publish(kind, world_of(judgeable(native(f"components: {components}\n")))).effort


def test_a_form_is_taken_away_more_easily_than_anything_is_written_or_released() -> None:
    kinds = (Kind.MODEL_CARD, Kind.TRAINING_CODE, Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS)
    efforts = [effort(Kind.MODEL_CARD, "{model-card: gated}"), *map(effort, kinds)]
    assert efforts == sorted(set(efforts))


def test_changes_are_ranked_from_a_sentence_to_a_model_made_anew() -> None:
    world = world_of(judgeable(native("components: {}\n")))
    changes = [
        Say("monetised", "is not so"),
        Conclude("osaid-1.0/data-information"),
        relicense(Kind.MODEL_CARD, "CC-BY-4.0"),
        relicense(Kind.TRAINING_CODE, "MIT"),
        Offer("third-party-api"),
        relicense(Kind.MODEL_PARAMETERS_FINAL, "MIT"),
        GiveUp("monetised"),
        relicense(Kind.DATASETS, "CC0-1.0"),
        publish(Kind.MODEL_PARAMETERS_FINAL, world),
        publish(Kind.DATASETS, world),
        REBASE,
    ]
    assert [change.effort for change in changes] == [1, 1, 2, 3, 4, 4, 5, 6, 6, 8, 9]


def test_a_circumstance_that_is_given_up_replaces_what_was_said_of_it_and_of_nothing_else() -> None:
    world = world_of(judgeable(native("circumstances: {monetised: true, systemic-risk: true}\n")))
    changed = GiveUp("systemic-risk").applied(world)
    assert changed.circumstances == (("monetised", ("true",)), ("systemic-risk", ("false",)))
    assert GiveUp("monetised").applied(changed).circumstances == (
        ("monetised", ("false",)),
        ("systemic-risk", ("false",)),
    )


def test_a_number_that_is_stated_is_small_and_a_circumstance_does_not_hold() -> None:
    world = world_of(judgeable(native("components: {}\n")))
    assert Say(TRAINING_COMPUTE, "is small").applied(world).circumstances == ((TRAINING_COMPUTE, ("0",)),)
    assert Say("monetised", "is not so").applied(world).circumstances == (("monetised", ("false",)),)


def test_json_names_what_a_change_is_of() -> None:
    assert relicense(Kind.MODEL_CARD, "CC-BY-4.0").to_dict()["word"] == "CC-BY-4.0"
    assert REBASE.to_dict()["word"] is None
