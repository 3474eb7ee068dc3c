"""Law: grades are nested: a grade that holds has every grade below it (rule 8)."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from tests.support.releases import resolved
from tests.support.strategies import CHOICES, RANK, definitions, every_answer, ladders, releases, weighed

from openness.definition.definition import Definition, weigh
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.vocabulary.verdict import Column

ROWS = 20_000


def assert_nested(grades: list[Column]) -> None:
    for lower, higher in pairwise(grades):
        assert not higher.met & ~lower.met
        assert not lower.unmet & ~higher.unmet


@pytest.mark.parametrize("id", [d.id for d in ladders() if len(d.questions) <= 13])
def test_over_all_worlds_of_a_small_definition(id: str) -> None:
    definition = shipped().definition(id)
    answers = dict(zip(definition.questions, every_answer(len(definition.questions)), strict=True))
    assert_nested(weigh(definition, answers.__getitem__)[1])


@pytest.mark.parametrize("definition", ladders(), ids=lambda definition: definition.id)
def test_over_random_worlds(definition: Definition) -> None:
    chance = random.Random(definition.id)
    answers = {}
    for question in definition.questions:
        met = chance.getrandbits(ROWS) | chance.getrandbits(ROWS) | chance.getrandbits(ROWS)
        answers[question] = Column(met, chance.getrandbits(ROWS) & ~met & (1 << ROWS) - 1, ROWS)
    assert_nested(weigh(definition, answers.__getitem__)[1])


@given(releases(CHOICES, concluded=True))
@settings(max_examples=40)
def test_on_releases(release: Release) -> None:
    for definition in ladders():
        (one,) = weighed([resolved(release)], definition)
        ranks = [RANK[verdict] for verdict in one.grades]
        assert ranks == sorted(ranks, reverse=True)
        rungs = one.standing.rungs
        assert rungs == tuple(dict.fromkeys(rungs)), "two rungs of one name"
        at_least = [RANK[one.standing.at_least(rung)] for rung in rungs]
        assert at_least == sorted(at_least, reverse=True)


@pytest.mark.parametrize("definition", definitions(), ids=lambda definition: definition.id)
def test_a_floor_is_reached_by_everything_and_no_grade_by_nothing(definition: Definition) -> None:
    (nothing,) = weighed([Release()], definition)
    assert nothing.standing.reached == (definition.floor or None)
