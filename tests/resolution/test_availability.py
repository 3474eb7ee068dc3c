"""The availability of parts: what channels tell, and what nobody may infer."""

import pytest
from attrs import evolve
from tests.support.releases import WEIGHTS, claim, fact, native

from openness.release.claim import Fact
from openness.release.component import Component, Item
from openness.release.hints import NothingInferred
from openness.release.location import Source
from openness.release.release import Release
from openness.resolution.availability import as_stated, by_channels
from openness.vocabulary import Basis, Kind

SIGN = NothingInferred(WEIGHTS, Source("openness.yaml", 4))


def offered(kind: Kind, basis: Basis) -> Component:
    return Component(kind, (Item(availability=Fact((claim("public", basis=basis),))),))


@pytest.mark.parametrize(
    ("kind", "basis", "kept"),
    [
        (WEIGHTS, Basis.INFERRED, False),
        (WEIGHTS, Basis.DECLARED, True),
        (WEIGHTS, Basis.DETECTED, True),
        (Kind.MODEL_CARD, Basis.INFERRED, True),
    ],
)
def test_only_what_is_inferred_of_the_part_gives_way(kind: Kind, basis: Basis, kept: bool) -> None:
    (part,) = as_stated(Release(components=(offered(kind, basis),), signs=(SIGN,))).components
    assert bool(part.availability.claims) is kept


def test_without_such_words_nothing_gives_way() -> None:
    release = Release(components=(offered(WEIGHTS, Basis.INFERRED),))
    assert as_stated(release) is release


@pytest.mark.parametrize(
    ("channels", "value"),
    [("download", "public"), ("download, product", "public"), ("product", "hosted"), ("first-party-api", "hosted")],
)
def test_channels_tell_how_people_get_the_weights(channels: str, value: str) -> None:
    (part,) = by_channels(native(f"channels: [{channels}]"))
    assert (part.kind, part.availability.value) == (WEIGHTS, value)


def test_channels_tell_nothing_beside_an_availability_that_is_stated() -> None:
    components = "components: {model-parameters-final: {availability: withheld}}"
    assert by_channels(native(f"channels: [download]\n{components}")) == ()


def test_channels_tell_nothing_where_nothing_may_be_inferred() -> None:
    assert by_channels(native("channels: [download]\ncomponents: {model-parameters-final: perhaps}")) == ()


def test_what_is_inferred_goes_and_what_is_stated_beside_it_stays() -> None:
    claims = (claim("public", basis=Basis.INFERRED), claim("gated"))
    part = Component(WEIGHTS, (Item("a", Fact(claims), fact("MIT")), Item("b", Fact(claims[:1]))))
    card = offered(Kind.MODEL_CARD, Basis.INFERRED)
    release = as_stated(Release(name=fact("M"), components=(part, card), signs=(SIGN,)))
    weights = release.component(WEIGHTS)
    assert [(item.name, item.availability.settled.values, item.licence.value) for item in weights.items] == [
        ("a", ("gated",), "MIT"),
        ("b", (), None),
    ]
    assert release.component(Kind.MODEL_CARD) == card
    assert release.name.value == "M"


def test_words_on_another_part_leave_what_channels_tell() -> None:
    other = NothingInferred(Kind.DATASETS, SIGN.source)
    release = evolve(native("channels: [download]"), signs=(other,))
    assert [part.availability.value for part in by_channels(release)] == ["public"]
    assert by_channels(evolve(release, signs=(other, SIGN))) == ()


def test_each_channel_that_tells_how_people_get_the_weights_is_its_evidence() -> None:
    def reasons(channels: str) -> list[str | None]:
        (part,) = by_channels(native(f"channels: [{channels}]"))
        return [claim.reason for claim in part.availability.claims]

    by = "rule channel: people reach it by"
    assert reasons("product, first-party-api") == [f"{by} first-party-api", f"{by} product"]
    assert reasons("product, download") == [f"{by} download"]


def test_one_item_with_an_availability_is_enough_for_channels_to_tell_nothing() -> None:
    items = "components: {model-parameters-final: [{name: a, availability: gated}, {name: b, licence: MIT}]}"
    assert by_channels(native(f"channels: [download]\n{items}")) == ()
