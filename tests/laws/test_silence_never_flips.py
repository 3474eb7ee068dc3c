"""Law: filling a silence never flips a verdict; what was known stays as it was.

A person's conclusion speaks where the facts are silent, so it is no silence that could be filled: the releases here
have none. An extent that is not stated is `whole` by the native format's own rule, so it is none either.
"""

from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given, settings
from tests.support.releases import fact, resolved
from tests.support.strategies import (
    ASKED,
    CHOICES,
    COMPUTE,
    PLAIN,
    definitions,
    every_answer,
    releases,
    weighed_beside,
    with_base,
    with_circumstance,
    with_item,
)

from openness.definition.definition import Definition, weigh
from openness.release.claim import Claim, unordered
from openness.release.component import Item
from openness.release.location import Source
from openness.release.release import Release
from openness.vocabulary import TRAINING_COMPUTE, Availability, Basis, Channel, Circumstance, Kind
from openness.vocabulary.asking import Ending
from openness.vocabulary.verdict import Verdict

LICENCES = ("MIT", "CC-BY-NC-4.0", "llama3.1", "openrail", "NONE")


def fillings(release: Release) -> Iterator[Release]:
    """The release with one silence filled, well or badly."""
    for kind in ASKED:
        yield from of_a_component(release, kind)
    for base in release.base_models:
        if not base.licence.claims:
            yield from (with_base(release, base, fact(licence)) for licence in LICENCES)
    answers = {**dict.fromkeys(map(str, Circumstance), ("true", "false")), TRAINING_COMPUTE: COMPUTE}
    for name, words in answers.items():
        if not release.circumstance(name).claims:
            yield from (with_circumstance(release, name, fact(word)) for word in words)
    for channel in Channel:
        claim = Claim(channel.value, Basis.DECLARED, Source("filled in"))
        yield evolve(release, channels=unordered((*release.channels, claim)))


def of_a_component(release: Release, kind: Kind) -> Iterator[Release]:
    """The release with one silence of one component filled."""
    spoken = release.component(kind).spoken
    for item in spoken or (None,):
        if item is None or not item.availability.claims:
            for word in Availability:
                yield with_item(release, kind, item, evolve(item or Item(), availability=fact(word)))
        if item is None or not item.licence.claims:
            for licence in LICENCES:
                yield with_item(release, kind, item, evolve(item or Item(), licence=fact(licence)))


def assert_nothing_flips(release: Release, criteria: bool) -> None:
    plain = resolved(release)
    for definition, before, variant, after in weighed_beside(plain, list(map(resolved, fillings(plain)))):
        pairs = [*zip(before.grades, after.grades, strict=True)]
        pairs += zip(before.criteria, after.criteria, strict=True) if criteria else ()
        for old, new in pairs:
            assert old is Verdict.UNKNOWN or new is old, (definition.id, variant)
        if criteria and definition.ending is Ending.POINTS and before.score and after.score:
            assert before.score["low"] <= after.score["low"] <= after.score["high"] <= before.score["high"], variant


@given(releases(PLAIN))
@settings(max_examples=10)
def test_on_releases(release: Release) -> None:
    assert_nothing_flips(release, criteria=True)


@given(releases(CHOICES))
@settings(max_examples=5)
def test_on_releases_that_leave_a_choice_of_licences(release: Release) -> None:
    assert_nothing_flips(release, criteria=False)  # which choice is best, and so shown, may change


@pytest.mark.parametrize("definition", [d for d in definitions() if len(d.questions) <= 11], ids=lambda d: d.id)
def test_over_all_worlds_of_a_small_definition(definition: Definition) -> None:
    answers = every_answer(len(definition.questions))
    criteria, grades = weigh(definition, dict(zip(definition.questions, answers, strict=True)).__getitem__)
    for place, column in enumerate(answers):
        silent = ((1 << column.width) - 1) & ~(column.met | column.unmet)
        step = 3**place
        for outcome in (*criteria, *grades):
            for bits in (outcome.met & silent, outcome.unmet & silent):
                known = outcome.met if bits & outcome.met else outcome.unmet
                assert not (bits << step) & ~known
                assert not (bits >> step) & ~known
