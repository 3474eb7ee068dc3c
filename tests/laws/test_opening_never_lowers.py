"""Law: opening more never lowers a verdict, a rung or a score."""

import random
from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given, settings
from tests.support.releases import fact, resolved
from tests.support.strategies import (
    ASKED,
    CHOICES,
    FREE,
    RANK,
    definitions,
    every_answer,
    free_shelf,
    releases,
    weighed,
    weighed_beside,
    with_base,
    with_circumstance,
    with_item,
)

from openness.definition.definition import Definition, Question, fold, questions, weigh
from openness.release.claim import Claim, unordered
from openness.release.component import Item
from openness.release.location import Source
from openness.release.release import Release
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import TRAINING_COMPUTE, Availability, Basis, Channel, Extent, Kind
from openness.vocabulary.verdict import Column, Verdict

EXHAUSTIVE = 13  # 3^13 is 1,594,323 worlds
ROWS = 4_096


def lowered(before: Column, after: Column) -> int:
    """The rows in which the second verdict is lower than the first."""
    return (before.met & ~after.met) | (after.unmet & ~before.unmet)


def assert_exhaustively_monotone(asked: tuple[Question, ...], outcomes: list[Column]) -> None:
    """Compare every world with those in which one answer is one step more open."""
    answers = every_answer(len(asked))
    for place, question in enumerate(asked):
        step = 3**place
        can_rise = ((1 << 3 ** len(asked)) - 1) & ~answers[place].met
        for number, outcome in enumerate(outcomes):
            raised = Column(outcome.met >> step & can_rise, outcome.unmet >> step & can_rise, outcome.width)
            before = Column(outcome.met & can_rise, outcome.unmet & can_rise, outcome.width)
            assert not lowered(before, raised), f"opening {question} lowers outcome {number}"


@pytest.mark.parametrize("id", [d.id for d in definitions() if len(d.questions) <= EXHAUSTIVE])
def test_over_all_worlds_of_a_small_definition(id: str) -> None:
    definition = shipped().definition(id)
    answers = dict(zip(definition.questions, every_answer(len(definition.questions)), strict=True))
    criteria, grades = weigh(definition, answers.__getitem__)
    assert_exhaustively_monotone(definition.questions, [*criteria, *grades])


@pytest.mark.parametrize("definition", definitions(), ids=lambda definition: definition.id)
def test_over_all_worlds_of_each_small_criterion(definition: Definition) -> None:
    for _, criterion in definition.criteria:
        asked = tuple(dict.fromkeys(questions(criterion.requirement)))
        if len(asked) <= EXHAUSTIVE:
            answers = dict(zip(asked, every_answer(len(asked)), strict=True))
            assert_exhaustively_monotone(asked, [fold(criterion.requirement, answers.__getitem__)])


@pytest.mark.parametrize("id", [d.id for d in definitions() if len(d.questions) > EXHAUSTIVE])
def test_over_random_worlds_of_a_large_definition(id: str) -> None:
    definition = shipped().definition(id)
    chance = random.Random(id)
    for leaning in (1, 2, 4):  # how many draws must agree on unmet: worlds closed, mixed and open
        answers = {}
        for question in definition.questions:
            met = chance.getrandbits(ROWS)
            unmet = ~met & (1 << ROWS) - 1
            for _ in range(leaning):
                unmet &= chance.getrandbits(ROWS)
            answers[question] = Column(met, unmet, ROWS)
        plain = [column for columns in weigh(definition, answers.__getitem__) for column in columns]
        for question in definition.questions:
            column = answers[question]
            for opened in (Column(column.met, 0, ROWS), Column.same(Verdict.MET, ROWS)):
                more = weigh(definition, {**answers, question: opened}.__getitem__)
                for before, after in zip(plain, [column for columns in more for column in columns], strict=True):
                    assert not lowered(before, after), question


# The same law on releases: an opening is one more thing published, ungated, completed or relicensed


@pytest.fixture(scope="module")
def free(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The shipped shelf and one licence that grants everything and is on every list."""
    return free_shelf(tmp_path_factory.mktemp("shelf"))


def openings(release: Release) -> Iterator[Release]:
    """The release with one thing more open."""
    for kind in ASKED:
        spoken = release.component(kind).spoken
        if not spoken:
            yield with_item(release, kind, None, Item(availability=fact("public"), licence=fact(FREE)))
        for item in spoken:
            if not item.availability.claims:  # it may not exist: that alone can meet “if used”, so silence is no step
                yield with_item(release, kind, item, evolve(item, availability=fact("public"), licence=fact(FREE)))
            elif Availability.NOT_USED not in item.availability.values:
                yield with_item(release, kind, item, evolve(item, availability=fact("public")))
                if len(item.availability.values) == 1:
                    openness = Availability(item.availability.values[0]).openness
                    for word in Availability:
                        if word.openness == openness + 1:
                            yield with_item(release, kind, item, evolve(item, availability=fact(word)))
            yield with_item(release, kind, item, evolve(item, licence=fact(FREE)))
            yield with_item(release, kind, item, evolve(item, extent=fact(Extent.WHOLE)))
    for base in release.base_models:
        yield with_base(release, base, fact(FREE))
    for name, _ in release.circumstances:
        yield with_circumstance(release, name, fact("0" if name == TRAINING_COMPUTE else "false"))
    for channel in Channel:
        claim = Claim(channel.value, Basis.DECLARED, Source("opening"))
        yield evolve(release, channels=unordered((*release.channels, claim)))
    for conclusion in release.conclusions:
        if conclusion.value == "unmet":
            others = (other for other in release.conclusions if other is not conclusion)
            yield evolve(release, conclusions=unordered((*others, evolve(conclusion, value="met"))))


@given(releases(CHOICES, concluded=True))
@settings(max_examples=25)
def test_on_releases(free: Shelf, release: Release) -> None:
    plain = resolved(release)
    for definition, before, variant, after in weighed_beside(plain, list(openings(plain)), free):
        for low, high in zip(before.grades, after.grades, strict=True):
            assert RANK[high] >= RANK[low], (definition.id, variant)
        for grade, score in (before.score or {}).items():
            assert (after.score or {})[grade] >= score, (definition.id, grade, variant)


def test_a_part_that_was_silent_and_is_published_can_be_reached() -> None:
    weights = Item(availability=fact("public"), licence=fact("MIT"))
    release = with_item(Release(), Kind.MODEL_PARAMETERS_FINAL, None, weights)
    before, after = weighed([Release(), resolved(release)], shipped().definition("spectrum"))
    assert (before.standing.reached, after.standing.reached) == ("closed", "open-weights")
