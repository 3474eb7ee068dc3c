"""The availability of parts: an inference from the ways by which people reach the model, and the parts where none may be made."""

from attrs import evolve

from openness.release.claim import Claim, Fact, Rule
from openness.release.component import Component, Item
from openness.release.hints import NothingInferred
from openness.release.release import Release
from openness.vocabulary import Availability, Basis, Channel, Kind


def as_stated(release: Release) -> Release:
    """The release without what is inferred of the availability of a part, where a file has words on that.

    An inference fills a silence. A statement that nobody can read is none, and prose that denies it is none either.
    """
    kinds = _never_inferred(release)
    if not kinds:
        return release
    parts = (_as_stated(part) if part.kind in kinds else part for part in release.components)
    return evolve(release, components=tuple(parts))


def _as_stated(part: Component) -> Component:
    items = (
        evolve(item, availability=Fact(tuple(claim for claim in item.availability.claims if claim.stated)))
        for item in part.items
    )
    return Component(part.kind, tuple(items))


def by_channels(release: Release) -> tuple[Component, ...]:
    """The weights with an availability by the ways people reach the model, where nothing states one (rule 11)."""
    kind = Kind.MODEL_PARAMETERS_FINAL
    if kind in _never_inferred(release) or any(item.availability.claims for item in release.component(kind).items):
        return ()
    value = Availability.PUBLIC if any(c.value == Channel.DOWNLOAD for c in release.channels) else Availability.HOSTED
    claims = (
        Claim(
            value,
            basis=Basis.INFERRED,
            source=channel.source,
            written=channel.written,
            because=f"people reach it by {channel.value}",
            origin=channel.origin,
            rule=Rule.CHANNEL,
        )
        for channel in release.channels
        if (channel.value == Channel.DOWNLOAD) == (value is Availability.PUBLIC)
    )
    return (Component(kind, (Item(availability=Fact(tuple(claims))),)),)


def _never_inferred(release: Release) -> frozenset[Kind]:
    """The parts whose availability nobody may infer."""
    return frozenset(sign.kind for sign in release.signs if isinstance(sign, NothingInferred))
