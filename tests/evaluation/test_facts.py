"""The claims of a release without their places; and its answers to questions."""

import pytest
from tests.support.releases import WEIGHTS, card, judgeable, native, weights

from openness.definition.definition import Absent, Concluded, NotUsed, Offered, Question
from openness.evaluation.facts import Known, World, answer, bases, rows, term_verdicts, world_of
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.vocabulary import Availability, Basis, Extent, Kind, Term
from openness.vocabulary.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN


def asked(release: Release, question: Question) -> Verdict:
    """The answer of a release."""
    return answer(world_of(judgeable(release)), question)


def test_a_world_does_not_know_where_a_claim_stands() -> None:
    one = card("license: mit\npipeline_tag: x", name="README.md")
    other = card("pipeline_tag: x\ntags: []\nlicense: MIT", name="deep/down/README.md")
    assert world_of(judgeable(one)) == world_of(judgeable(other))


@pytest.mark.parametrize(
    ("availability", "at_public", "with_doubt", "at_hosted"),
    [
        ("public", MET, MET, MET),
        ("gated", UNMET, UNKNOWN, MET),
        ("on-request", UNMET, UNMET, MET),
        ("hosted", UNMET, UNMET, MET),
        ("withheld", UNMET, UNMET, UNMET),
        ("not-used", UNMET, UNMET, UNMET),
    ],
)
def test_a_part_is_offered_as_openly_as_it_is_said(
    availability: str, at_public: Verdict, with_doubt: Verdict, at_hosted: Verdict
) -> None:
    release = weights(availability)
    assert asked(release, Offered(WEIGHTS)) is at_public
    assert asked(release, Offered(WEIGHTS, doubt=Availability.GATED)) is with_doubt
    at = Availability.HOSTED
    assert asked(release, Offered(WEIGHTS, at=at, doubt=at)) is at_hosted


def test_of_a_part_that_is_not_listed_nothing_is_known() -> None:
    assert asked(Release(), Offered(Kind.DATASETS)) is UNKNOWN
    assert asked(Release(), NotUsed(Kind.DATASETS)) is UNKNOWN


@pytest.mark.parametrize(
    ("extent", "whole", "part"), [("part", UNMET, MET), ("whole", MET, MET)], ids=["a part", "the whole"]
)
def test_a_part_is_not_the_whole(extent: str, whole: Verdict, part: Verdict) -> None:
    release = native(f"components: {{datasets: {{availability: public, extent: {extent}}}}}\n")
    assert asked(release, Offered(Kind.DATASETS)) is whole
    assert asked(release, Offered(Kind.DATASETS, extent=Extent.PART)) is part


def test_every_item_is_asked() -> None:
    release = native("components: {datasets: [{name: a, availability: public}, {name: b, availability: withheld}]}\n")
    assert asked(release, Offered(Kind.DATASETS)) is UNMET


def test_two_claims_answer_only_what_both_answer_alike() -> None:
    release = weights("public").join(weights("gated"))
    assert asked(release, Offered(WEIGHTS)) is UNKNOWN
    at = Availability.GATED
    assert asked(release, Offered(WEIGHTS, at=at, doubt=at)) is MET


@pytest.mark.parametrize(("said", "verdict"), [("false", MET), ("true", UNMET)])
def test_a_circumstance_must_be_known_not_to_hold(said: str, verdict: Verdict) -> None:
    question = Absent("monetised")
    assert asked(native(f"circumstances: {{monetised: {said}}}\n"), question) is verdict
    assert asked(Release(), question) is UNKNOWN


def test_a_derivative_is_asked_for_its_bases_data_too() -> None:
    release = native("components: {datasets: public}\nbase-models: [{name: a, relation: fine-tune}]\n")
    assert asked(release, Offered(Kind.DATASETS)) is UNKNOWN


def test_one_of_the_same_architecture_is_not() -> None:
    release = native("components: {datasets: public}\nbase-models: [{name: a, relation: same-architecture}]\n")
    assert asked(release, Offered(Kind.DATASETS)) is MET


def test_each_choice_of_licences_is_a_row() -> None:
    definition = shipped().definition("spectrum")
    world = world_of(judgeable(weights(licence="MIT OR LicenseRef-Llama-3.1-Community")))
    assert len(rows(world, definition, Known())) == 1  # the other choice is never better
    assert set(rows(world, definition, Known())[0]) == set(definition.questions)


def test_the_terms_of_a_part_are_those_of_the_choice_that_grants_most() -> None:
    world = world_of(judgeable(weights(licence="MIT OR CC-BY-NC-ND-4.0")))
    assert term_verdicts(world, WEIGHTS, (Term.COMMERCIAL_USE, Term.SHARE_MODIFIED)) == (MET, MET)


def test_what_a_person_concluded_rests_on_that() -> None:
    stated = "{criterion: osaid-1.0/data-information, verdict: met, by: A, on: 2026-11-24, because: read it}"
    world = world_of(judgeable(native(f"concluded: [{stated}]\n")))
    assert list(bases(world, Concluded("osaid-1.0/data-information"))) == [Basis.CONCLUDED]
    assert list(bases(world, Concluded("osaid-1.0/code"))) == []


def test_items_in_another_order_and_items_that_are_alike_are_one_world() -> None:
    def world(*items: str) -> World:
        return world_of(judgeable(native(f"components: {{datasets: [{', '.join(items)}]}}\n")))

    open_, closed = "{availability: public, licence: MIT}", "{availability: withheld}"
    assert world(open_, closed) == world(closed, open_)
    assert world(open_, open_) == world(open_)
