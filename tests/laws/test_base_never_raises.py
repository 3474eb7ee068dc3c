"""Law: a base model never raises its derivative (rule 5)."""

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.releases import resolved
from tests.support.strategies import CHOICES, RANK, base_models, definitions, releases, weighed

from openness.release.claim import unordered
from openness.release.release import BaseModel, Release
from openness.vocabulary.verdict import Verdict


@given(releases(CHOICES, concluded=True), st.lists(base_models(CHOICES), min_size=1, max_size=3))
@settings(max_examples=40)
def test_on_releases(release: Release, bases: list[BaseModel]) -> None:
    derived = evolve(release, base_models=unordered((*release.base_models, *bases)))
    for definition in definitions():
        alone, derivative = weighed([resolved(release), resolved(derived)], definition)
        for own, now in zip(alone.grades, derivative.grades, strict=True):
            assert RANK[now] <= RANK[own], definition.id


@given(releases(CHOICES), base_models(CHOICES).filter(lambda base: not base.relation.carries_terms))
@settings(max_examples=30)
def test_an_edge_that_carries_no_terms_changes_nothing(release: Release, base: BaseModel) -> None:
    edged = evolve(release, base_models=unordered((*release.base_models, base)))
    for definition in definitions():
        alone, derivative = weighed([resolved(release), resolved(edged)], definition)
        assert (alone.criteria, alone.grades) == (derivative.criteria, derivative.grades)


@given(releases(CHOICES), base_models(CHOICES).filter(lambda base: base.relation.carries_terms))
@settings(max_examples=40)
def test_a_base_that_only_prose_or_a_settings_file_names_denies_nothing(release: Release, base: BaseModel) -> None:
    """Contract, rule 5: an inferred narrower term undecides and never denies."""
    likely = evolve(release, base_models=unordered((*release.base_models, evolve(base, certain=False))))
    for definition in definitions():
        alone, derivative = weighed([resolved(release), resolved(likely)], definition)
        for own, now in zip(alone.grades, derivative.grades, strict=True):
            assert RANK[now] <= RANK[own], definition.id
            assert now is own or RANK[now] == RANK[Verdict.UNKNOWN], definition.id


@given(releases(CHOICES), base_models(CHOICES).filter(lambda base: base.relation.carries_terms))
@settings(max_examples=40)
def test_an_inferred_base_leaves_nothing_certain_that_the_same_base_would_take_away(
    release: Release, base: BaseModel
) -> None:
    """Contract, rule 5: where the terms of an inferred base are narrower or unknown, no open level is certain."""
    sure = evolve(release, base_models=unordered((*release.base_models, evolve(base, certain=True))))
    likely = evolve(release, base_models=unordered((*release.base_models, evolve(base, certain=False))))
    for definition in definitions():
        stated, inferred = weighed([resolved(sure), resolved(likely)], definition)
        for known, now in zip(stated.grades, inferred.grades, strict=True):
            assert known is Verdict.MET or now is not Verdict.MET, definition.id
