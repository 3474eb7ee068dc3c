"""Law: a second claim to a known fact never turns unknown into known and never flips a verdict.

Only a person's conclusion settles a dispute, so the releases of the law have none.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve
from hypothesis import given, settings
from tests.support.releases import resolved
from tests.support.strategies import (
    ASKED,
    CHOICES,
    PLAIN,
    releases,
    weighed,
    weighed_beside,
    with_base,
    with_circumstance,
    with_item,
)

from openness.release.claim import Claim, Conclusion, Fact
from openness.release.component import Component, Item
from openness.release.location import Source
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.vocabulary import Availability, Basis, Extent, Kind
from openness.vocabulary.verdict import Verdict

LICENCES = ("Apache-2.0", "CC-BY-NC-4.0", "llama3.1", "cc", "NONE", "nobody knows it", "MIT OR CC-BY-NC-4.0")
#: The values that a second claim on an item may have, by the question.
VALUES: dict[str, Iterable[str]] = {"availability": Availability, "licence": LICENCES, "extent": Extent}


def also(fact: Fact, value: str) -> Fact:
    return fact.join(Fact((Claim(value, Basis.DETECTED, Source("a second file", 9)),)))


def disputes(release: Release) -> Iterator[Release]:
    """The release with one more claim to something that is claimed already."""
    for kind in ASKED:
        for item in release.component(kind).spoken:
            for question, values in VALUES.items():
                fact = getattr(item, question)
                for value in values if fact.claims else ():
                    disputed: dict[str, Any] = {question: also(fact, value)}
                    yield with_item(release, kind, item, evolve(item, **disputed))
    for base in release.base_models:
        if base.licence.claims:
            for licence in LICENCES:
                yield with_base(release, base, also(base.licence, licence))
    for name, fact in release.circumstances:
        if fact.claims:
            for answer in ("true", "false"):
                yield with_circumstance(release, name, also(fact, answer))


def assert_only_undecided(release: Release, criteria: bool) -> None:
    plain = resolved(release)
    for definition, before, variant, after in weighed_beside(plain, list(map(resolved, disputes(plain)))):
        pairs = [*zip(before.grades, after.grades, strict=True)]
        pairs += zip(before.criteria, after.criteria, strict=True) if criteria else ()
        for old, new in pairs:
            assert new is old or new is Verdict.UNKNOWN, (definition.id, variant)


@given(releases(PLAIN))
@settings(max_examples=20)
def test_on_releases(release: Release) -> None:
    assert_only_undecided(release, criteria=True)


@given(releases(CHOICES))
@settings(max_examples=10)
def test_on_releases_that_leave_a_choice_of_licences(release: Release) -> None:
    assert_only_undecided(release, criteria=False)  # which choice is best, and so shown, may change


def weights(*licences: str, conclusions: tuple[Conclusion, ...] = ()) -> Release:
    claims = tuple(Claim(licence, Basis.DECLARED, Source("file", n)) for n, licence in enumerate(licences, 1))
    public = Fact((Claim("public", Basis.DECLARED, Source("file", 9)),))
    item = Item(availability=public, licence=Fact(claims))
    return Release(components=(Component(Kind.MODEL_PARAMETERS_FINAL, (item,)),), conclusions=conclusions)


def concluded(licence: str) -> tuple[Conclusion, ...]:
    about = Kind.MODEL_PARAMETERS_FINAL.value
    return (Conclusion(about, licence, "A. Reviewer", "2026-11-24", "asked the maker", Source("file", 10)),)


def reached(release: Release) -> tuple[str | None, str | None]:
    standing = weighed([resolved(release)], shipped().definition("spectrum"))[0].standing
    return standing.reached, standing.reachable


def test_two_open_licences_stay_open() -> None:
    assert reached(weights("MIT", "Apache-2.0"))[0] == "open-weights"


def test_an_open_and_a_restricted_licence_leave_the_rung_open() -> None:
    assert reached(weights("MIT", "CC-BY-NC-4.0")) == ("weights-available", "open-source-ai-with-open-data")


def test_two_restricted_licences_stay_restricted() -> None:
    assert reached(weights("llama3.1", "CC-BY-NC-4.0")) == ("weights-available", "weights-available")


def test_a_conclusion_settles_a_dispute() -> None:
    assert reached(weights("MIT", "CC-BY-NC-4.0", conclusions=concluded("MIT")))[0] == "open-weights"


def test_a_conclusion_does_not_open_what_both_claims_restrict() -> None:
    disputed = weights("llama3.1", "CC-BY-NC-4.0", conclusions=concluded("MIT"))
    assert reached(disputed) == ("weights-available", "weights-available")
