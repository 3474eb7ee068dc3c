"""Law: one is many: a release weighed among others has the verdicts it has alone."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.releases import resolved
from tests.support.strategies import CHOICES, definitions, releases, weighed

from openness.definition.definition import Definition, weigh
from openness.release.release import Release
from openness.vocabulary.verdict import Column, Verdict

WIDTH = 150


@given(st.lists(releases(CHOICES, concluded=True), min_size=2, max_size=6))
@settings(max_examples=15)
def test_worlds_weighed_together_are_as_each_alone(several: list[Release]) -> None:
    resolved_releases = [resolved(release) for release in several]
    for definition in definitions():
        for together, release in zip(weighed(resolved_releases, definition), resolved_releases, strict=True):
            (alone,) = weighed([release], definition)
            assert together.criteria == alone.criteria
            assert together.grades == alone.grades
            assert together.answers == alone.answers
            assert together.standing == alone.standing
            assert together.score == alone.score


@pytest.mark.parametrize("definition", definitions(), ids=lambda definition: definition.id)
def test_width_one_is_a_row_of_a_wide_column(definition: Definition) -> None:
    chance = random.Random(definition.id)
    drawn = {question: chance.choices(list(Verdict), k=WIDTH) for question in definition.questions}
    wide = {question: Column.of(verdicts) for question, verdicts in drawn.items()}
    columns = [column for part in weigh(definition, wide.__getitem__) for column in part]
    for row in range(WIDTH):
        narrow = {question: Column.of([verdicts[row]]) for question, verdicts in drawn.items()}
        alone = [column for part in weigh(definition, narrow.__getitem__) for column in part]
        assert [column[row] for column in columns] == [column[0] for column in alone]


@given(st.lists(st.sampled_from(Verdict), min_size=1, max_size=40), st.data())
def test_columns_are_kleenes_logic_row_by_row(left: list[Verdict], data: st.DataObject) -> None:
    right = data.draw(st.lists(st.sampled_from(Verdict), min_size=len(left), max_size=len(left)))
    both, either = Column.of(left) & Column.of(right), Column.of(left) | Column.of(right)
    assert list(both) == [one & other for one, other in zip(left, right, strict=True)]
    assert list(either) == [one | other for one, other in zip(left, right, strict=True)]
    assert list(Column.of(left)) == left
