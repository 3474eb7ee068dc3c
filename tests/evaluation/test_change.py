"""How hard a change is, against others."""

import pytest
from attrs import evolve
from tests.support.releases import judgeable, native

from openness.evaluation.change import (
    REBASE,
    Conclude,
    GiveUp,
    Offer,
    PossibleChange,
    Say,
    complete,
    publish,
    relicense,
)
from openness.evaluation.facts import ItemWorld, World, world_of
from openness.resolution.terms import Terms
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


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (publish(Kind.DATASETS, World()), "publish the training data"),
        (
            publish(Kind.DATASETS, World(((Kind.DATASETS, (ItemWorld(("gated",), (), Terms()),)),))),
            "offer the training data without asking for anything",
        ),
        (
            publish(Kind.TRAINING_CODE, World(((Kind.TRAINING_CODE, (ItemWorld(("on-request",), (), Terms()),)),))),
            "offer the training code without asking for anything",
        ),
        (complete(Kind.DATASETS, World()), "publish all of the training data"),
        (relicense(Kind.DATASETS, "CC0-1.0"), "put the training data under an open licence such as CC0-1.0"),
        (REBASE, "build it on a more open base model, or on none"),
        (Say("monetised", "does not apply"), "state that “costs money” does not apply"),
        (GiveUp("monetised"), "give up: “costs money”"),
        (Conclude("a/b", "the data is described"), "have a person review: the data is described"),
        (Conclude("a/b"), "have a person review: a/b"),
        (Offer("first-party-api"), "offer it by the maker's API"),
    ],
)  # fmt: skip
def test_a_change_is_said_in_words_and_has_a_reason_for_its_effort(change: PossibleChange, says: str) -> None:
    assert change.says == says
    stated = change.to_dict()
    assert (stated["says"], stated["effort"], stated["sort"]) == (says, change.effort, change.sort)
    assert stated["because"] and 1 <= change.effort <= 9
    assert stated["component"] == (change.component.value if change.component else None)
    assert stated["word"] == (change.word or None)


def test_each_change_changes_what_it_says_and_nothing_else() -> None:
    item = ItemWorld(("gated",), ("part",), Terms((("MIT",),)), "declared", "declared")
    world = World(
        ((Kind.TRAINING_CODE, (item,)), (Kind.DATASETS, (item, evolve(item, availability=("withheld",))))),
        bases=(Terms((("MIT",),)),), likely=(Terms((("MIT",),)),), derived=True, at_odds=True, channels=("product",),
        conclusions=(("b/c", "unmet"),),
    )  # fmt: skip
    data = Kind.DATASETS

    def items(change: PossibleChange, kind: Kind = data) -> tuple[ItemWorld, ...]:
        after = change.applied(world)
        assert after.items(Kind.TRAINING_CODE) == ((item,) if kind is not Kind.TRAINING_CODE else after.items(kind))
        assert evolve(after, components=world.components) == world
        return after.items(kind)

    published = tuple(evolve(one, availability=("public",)) for one in world.items(data))
    assert items(publish(data, world)) == published
    assert items(complete(data, world)) == tuple(evolve(one, extent=("whole",)) for one in world.items(data))
    assert items(relicense(data, "CC0-1.0")) == tuple(
        evolve(one, terms=Terms((("CC0-1.0",),))) for one in world.items(data)
    )
    card = items(relicense(Kind.MODEL_CARD, "CC0-1.0"), Kind.MODEL_CARD)
    assert card == (ItemWorld((), (), Terms((("CC0-1.0",),))),)
    kinds = [kind for kind, _ in relicense(Kind.MODEL_ARCHITECTURE, "MIT").applied(world).components]
    assert kinds == [Kind.MODEL_ARCHITECTURE, Kind.TRAINING_CODE, Kind.DATASETS]
    assert REBASE.applied(world) == evolve(world, bases=(), likely=(), derived=False, at_odds=False)
    assert Conclude("a/b").applied(world) == evolve(world, conclusions=(("a/b", "met"), ("b/c", "unmet")))
    assert Offer("download").applied(world) == evolve(world, channels=("download", "product"))
    assert Offer("product").applied(world) == world


def test_changes_are_sorted_by_their_sort_their_part_and_their_word() -> None:
    assert publish(Kind.DATASETS, World()).key == ("publish", "datasets", "")
    assert relicense(Kind.DATASETS, "MIT").key == ("license", "datasets", "MIT")
    assert REBASE.key == ("rebase", "", "")
    one, other = Say("monetised", "is so"), relicense(Kind.DATASETS, "MIT")
    assert one.applied(other.applied(World())) == other.applied(one.applied(World()))


def test_what_is_hard_to_publish_is_as_hard_to_complete() -> None:
    for kind in (Kind.DATASETS, Kind.TRAINING_CODE, Kind.MODEL_CARD, Kind.MODEL_PARAMETERS_INTERMEDIATE):
        published, whole = publish(kind, World()), complete(kind, World())
        assert (whole.effort, whole.because) == (published.effort, published.because)
    assert publish(Kind.MODEL_PARAMETERS_INTERMEDIATE, World()).effort == 6
    assert relicense(Kind.MODEL_PARAMETERS_INTERMEDIATE, "MIT").effort == 4
