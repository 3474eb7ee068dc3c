"""The possible meanings of a licence fact, and the answers it leaves to choose among."""

import pytest
from tests.support.releases import WEIGHTS, card, judgeable, resolved

from openness.release.release import Release
from openness.resolution.resolved import expressions_of, with_licences
from openness.resolution.terms import Terms, leaves_out, terms_of
from openness.shelf.shelf import shipped
from openness.vocabulary import Term
from openness.vocabulary.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
OPEN = (Term.OPEN_LICENCE,)
LICENCES = shipped().licences_of(tuple(shipped().licences()))


@pytest.mark.parametrize(
    ("claims", "verdict"),
    [
        ((("MIT",), ("Apache-2.0",)), MET),
        ((("MIT",), ("CC-BY-NC-4.0",)), UNKNOWN),
        ((("GPL-3.0-only", "GPL-3.0-or-later"),), MET),
        ((("MIT", "NOASSERTION"),), UNKNOWN),
        ((("CC-BY-NC-4.0",), ("LicenseRef-Llama-3.1-Community",)), UNMET),
        ((), UNKNOWN),
    ],
)
def test_claims_and_candidates_answer_where_all_answer_alike(
    claims: tuple[tuple[str, ...], ...], verdict: Verdict
) -> None:
    assert Terms(claims).choices(OPEN, WEIGHTS, LICENCES) == {(verdict,)}


def test_a_conclusion_answers_only_a_dispute() -> None:
    mit = (("MIT",),)
    assert Terms((("CC-BY-NC-4.0",),), mit).choices(OPEN, WEIGHTS, LICENCES) == {(UNMET,)}
    assert Terms((("MIT",), ("CC-BY-NC-4.0",)), mit).choices(OPEN, WEIGHTS, LICENCES) == {(MET,)}


def tuned(licence: str, base: str) -> Release:
    """A fine-tune under a licence."""
    return resolved(card(f"license: {licence}\nbase_model: {base}\npipeline_tag: x"))


def test_an_ambiguous_name_means_each_of_its_candidates() -> None:
    licence = resolved(card("license: bsd\npipeline_tag: x")).component(WEIGHTS).licence
    candidates = shipped().naming("bsd").candidates
    assert len(candidates) > 1
    assert terms_of(licence) == Terms((candidates,))
    assert expressions_of(licence) == list(candidates)


def test_only_a_licence_with_a_record_is_one() -> None:
    release = judgeable(card("license: mit AND LicenseRef-nobody-knows\npipeline_tag: x"))
    assert [licence.id for licence in release.licences_of(release.component(WEIGHTS).licence)] == ["MIT"]


@pytest.mark.parametrize(
    ("licence", "left"),
    [("mit", True), ("llama3.1", False), ("llama3.2", False), ("mit AND LicenseRef-Llama-3.1-Community", False)],
)
def test_what_must_go_along_is_left_out_by_other_words(licence: str, left: bool) -> None:
    release = tuned(licence, "meta-llama/Llama-3.1-8B")
    assert bool(leaves_out(with_licences(release, shipped()), release.base_models[0].licence)) is left
