"""The age of what files say of a release.

Counted from the day of the shelf's data and never from the clock: the same release and the same data give the same
report on every day.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from openness.release.claim import Claim
from openness.release.location import Source
from openness.release.release import Release

if TYPE_CHECKING:
    from openness.release.location import Origin


def claims_of(release: Release) -> Iterator[tuple[str, Claim]]:
    """Every claim a release makes, each with what it is about."""
    for what, fact in (("name", release.name), ("version", release.version), ("producer", release.producer)):
        yield from ((what, claim) for claim in fact.claims)
    for component in release.components:
        for item in component.items:
            for about in ("availability", "licence", "extent", "location"):
                for claim in getattr(item, about).claims:
                    yield f"{component.kind.value}'s {about}", claim
    for base in release.base_models:
        yield from ((f"the licence of the base model {base.name}", claim) for claim in base.licence.claims)
    yield from ((f"channel {claim.value}", claim) for claim in release.channels)
    yield from ((f"claim {claim.value}", claim) for claim in release.labels)
    for word, fact in release.circumstances:
        yield from ((f"circumstance {word}", claim) for claim in fact.claims)
    for word, fact in release.details:
        yield from ((f"detail {word}", claim) for claim in fact.claims)


def origins(release: Release) -> "Iterator[tuple[str, Source, Origin]]":
    """The statements that name their origin: what each is about, where it stands, and the origin."""
    for what, claim in claims_of(release):
        if claim.origin is not None:
            yield what, claim.source, claim.origin
    for base in release.base_models:
        if base.origin is not None:
            yield f"the base model {base.name}", base.source, base.origin


def stale(checked: str, data: str) -> bool:
    """True where a day lies more than a year before the day of the data.

    Args:
        checked: a day as `2026-11-24`; empty where nothing names one, which is not old.
        data: the version of the data, as `2026.11.24`.

    >>> stale("2025-11-23", "2026.11.24"), stale("2025-11-24", "2026.11.24"), stale("", "2026.11.24")
    (True, False, False)
    """
    year, _, rest = data.replace(".", "-").partition("-")
    return bool(checked) and year.isdigit() and checked < f"{int(year) - 1:04}-{rest}"
