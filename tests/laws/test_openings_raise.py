"""Law: an opening reaches what it says it reaches, and nothing smaller does."""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.support.strategies import CHOICES, releases

from openness import classify
from openness.evaluation.change import PossibleChange
from openness.evaluation.classification import Classification
from openness.evaluation.facts import World, world_of
from openness.evaluation.opening import Opening
from openness.evaluation.remediation import with_proposed
from openness.evaluation.standing import Weighed, weigh_worlds
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.sources.system_ids import PREFIX, ids
from openness.vocabulary.asking import Ending
from openness.vocabulary.verdict import Verdict

RELEASES = sorted((Path(__file__).parents[1] / "verdicts" / "releases").glob("*.yaml"))


def world(classification: Classification) -> World:
    return with_proposed(world_of(classification.resolved))


def changed(world: World, changes: Iterable[PossibleChange]) -> World:
    """The world as it would be."""
    for change in changes:
        world = change.applied(world)
    return world


def weighed(id: str, worlds: list[World]) -> list[Weighed]:
    return weigh_worlds(shipped().definition(id), worlds) if worlds else []


def holds(id: str, outcome: Weighed, target: str) -> bool:
    """True where a definition gives something for certain."""
    definition = shipped().definition(id)
    if definition.ending is Ending.POINTS:
        ids = [criterion.id for _, criterion in definition.criteria]
        return outcome.criteria[ids.index(target)] is Verdict.MET
    return outcome.grades[[grade.id for grade in definition.grades].index(target)] is Verdict.MET


def assert_reaches_and_is_minimal(classification: Classification, opening: Opening) -> None:
    here = world(classification)
    smaller = [opening.changes[:at] + opening.changes[at + 1 :] for at in range(len(opening.changes))]
    for id, target in opening.reaches:
        whole, *parts = weighed(id, [changed(here, changes) for changes in (opening.changes, *smaller)])
        assert holds(id, whole, target), (id, target, opening.says)
        if len(opening.reaches) == 1:
            assert not any(holds(id, part, target) for part in parts), (id, target, opening.says)


#: Every third described system, and those made from another, where keeping the base may do as well.
SYSTEMS = sorted({*ids()[::3], "deepseek-r1", "deepseek-r1-distill-qwen", "llama-3.2-vision"})


on_each = pytest.mark.parametrize(
    "source", [*map(str, RELEASES), *(PREFIX + id for id in SYSTEMS)], ids=lambda source: Path(source).stem
)


@on_each
def test_on_the_golden_releases_and_described_systems(source: str) -> None:
    classification = classify(source)
    for judgement in classification.judgements.values():
        for opening in judgement.openings:
            assert_reaches_and_is_minimal(classification, opening)
    for opening in classification.openings:
        assert_reaches_and_is_minimal(classification, opening)


@given(releases(CHOICES, concluded=True))
@settings(max_examples=15, deadline=None)
def test_on_releases(release: Release) -> None:
    classification = classify(release)
    for judgement in classification.judgements.values():
        for opening in judgement.openings:
            assert_reaches_and_is_minimal(classification, opening)


@on_each
def test_nothing_smaller_is_overlooked(source: str) -> None:
    """Every set of one or two changes that a definition's openings name, weighed by brute force."""
    classification = classify(source)
    here = world(classification)
    for id, judgement in classification.judgements.items():
        known = dict.fromkeys(change for opening in judgement.openings for change in opening.changes)
        sets = [frozenset(some) for count in (1, 2) for some in combinations(known, count)]
        after = weighed(id, [changed(here, some) for some in sets])
        ways: dict[str, list[frozenset[PossibleChange]]] = {}
        for opening in judgement.openings:
            ways.setdefault(opening.reaches[0][1], []).append(frozenset(opening.changes))
        for target, proposed in ways.items():
            for some, outcome in zip(sets, after, strict=True):
                if holds(id, outcome, target):
                    assert any(way <= some for way in proposed), (id, target, [change.says for change in some])


def test_what_is_reached_needs_no_opening() -> None:
    for path in RELEASES:
        for id, judgement in classify(path).judgements.items():
            if judgement.criteria:
                now = weighed(id, [world(classify(path))])[0]
                assert not any(holds(id, now, opening.reaches[0][1]) for opening in judgement.openings)


def test_the_easiest_comes_first() -> None:
    for path in RELEASES:
        for judgement in classify(path).judgements.values():
            by_target: dict[str, list[int]] = {}
            for opening in judgement.openings:
                by_target.setdefault(opening.reaches[0][1], []).append(opening.effort)
                assert all(change.effort and change.because and change.says for change in opening.changes)
            assert all(efforts == sorted(efforts) for efforts in by_target.values())
