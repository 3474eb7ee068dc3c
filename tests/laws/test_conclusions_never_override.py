"""Law: a conclusion counts only where the facts leave unknown, never against a known unmet (rule 4)."""

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.releases import resolved
from tests.support.strategies import CONCLUDABLE, PLAIN, RANK, definitions, releases, weighed

from openness.release.claim import Conclusion
from openness.release.location import Source
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.vocabulary import Kind
from openness.vocabulary.verdict import Verdict


def concluded(about: str, value: str) -> Conclusion:
    return Conclusion(about, value, "A. Reviewer", "2026-11-24", "looked at it", Source("openness.yaml", 99))


EVERYTHING_MET = tuple(concluded(name, "met") for name in CONCLUDABLE)
EVERYTHING_UNMET = tuple(concluded(name, "unmet") for name in CONCLUDABLE)
NOT_LEFT_TO_A_PERSON = tuple(
    concluded(f"{definition.id}/{criterion.id}", value)
    for definition in definitions()
    for _, criterion in definition.criteria
    for value in ("met", "unmet")
    if f"{definition.id}/{criterion.id}" not in CONCLUDABLE
)


@given(releases(PLAIN), st.sampled_from((EVERYTHING_MET, EVERYTHING_UNMET)))
@settings(max_examples=40)
def test_a_known_unmet_stays_unmet(release: Release, conclusions: tuple[Conclusion, ...]) -> None:
    judged = evolve(release, conclusions=conclusions)
    for definition in definitions():
        before, after = weighed([resolved(release), resolved(judged)], definition)
        for old, now in zip((*before.criteria, *before.grades), (*after.criteria, *after.grades), strict=True):
            assert old is Verdict.UNKNOWN or now is old, definition.id


@given(releases(PLAIN))
@settings(max_examples=40)
def test_a_criterion_that_is_not_left_to_a_person_cannot_be_concluded(release: Release) -> None:
    judged = evolve(release, conclusions=NOT_LEFT_TO_A_PERSON)
    for definition in definitions():
        before, after = weighed([resolved(release), resolved(judged)], definition)
        assert (before.criteria, before.grades) == (after.criteria, after.grades)


@given(releases(PLAIN), st.sampled_from(Kind), st.sampled_from(("MIT", "CC-BY-NC-4.0")))
@settings(max_examples=40)
def test_a_concluded_licence_changes_no_known_verdict(release: Release, kind: Kind, licence: str) -> None:
    judged = evolve(release, conclusions=(concluded(kind, licence),))
    for definition in definitions():
        before, after = weighed([resolved(release), resolved(judged)], definition)
        for old, now in zip((*before.criteria, *before.grades), (*after.criteria, *after.grades), strict=True):
            assert old is Verdict.UNKNOWN or now is old, definition.id


@given(releases(PLAIN))
@settings(max_examples=30)
def test_two_persons_who_disagree_decide_nothing(release: Release) -> None:
    judged = evolve(release, conclusions=(*EVERYTHING_MET, *EVERYTHING_UNMET))
    for definition in definitions():
        before, after = weighed([resolved(release), resolved(judged)], definition)
        assert [RANK[verdict] for verdict in before.grades] == [RANK[verdict] for verdict in after.grades]


def test_some_definition_leaves_something_to_a_person() -> None:
    assert "osaid-1.0/data-information" in CONCLUDABLE
    assert any(criterion.concluded for definition in definitions() for _, criterion in definition.criteria)
    assert not any(criterion.concluded for _, criterion in shipped().definition("spectrum").criteria)
