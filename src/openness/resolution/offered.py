"""The availability of parts: what the ways tell by which people reach the model, and what may not be inferred at all."""

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
    apart = {sign.kind for sign in release.signs if isinstance(sign, NothingInferred)}
    if not apart:
        return release
    parts = (_as_stated(part) if part.kind in apart else part for part in release.components)
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
    apart = any(isinstance(sign, NothingInferred) and sign.kind is kind for sign in release.signs)
    if apart or any(item.availability.claims for item in release.component(kind).items):
        return ()
    value = Availability.PUBLIC if any(c.value == Channel.DOWNLOAD for c in release.channels) else Availability.HOSTED
    claims = (
        Claim(
            value,
            Basis.INFERRED,
            channel.source,
            channel.written,
            f"people reach it by {channel.value}",
            channel.origin,
            Rule.CHANNEL,
        )
        for channel in release.channels
        if (channel.value == Channel.DOWNLOAD) == (value is Availability.PUBLIC)
    )
    return (Component(kind, (Item(availability=Fact(tuple(claims))),)),)
