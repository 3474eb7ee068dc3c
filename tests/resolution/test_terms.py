"""The possible meanings of a licence fact, and the answers it leaves to choose among."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from tests.support.golden import agrees
from tests.support.releases import WEIGHTS, card, claim, judgeable, native, resolved

from openness.release.claim import Fact
from openness.release.release import Release
from openness.resolution.resolved import expressions_of, with_licences
from openness.resolution.terms import Terms, leaves_out, terms_of
from openness.shelf.shelf import shipped
from openness.vocabulary import Basis, Term
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
    assert expressions_of(licence) == candidates


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


OURS = (
    "MIT", "AGPL-3.0-only", "JSON", "LicenseRef-BigScience-OpenRAIL-M", "AGPL-3.0-only AND JSON", "MIT OR JSON", "bsd", "kite",
    "", "LicenseRef-Qwen-Research", "GPL-3.0-only",
)  # fmt: skip
THEIRS = (
    "MIT", "AGPL-3.0-only", "JSON", "LicenseRef-BigCode-OpenRAIL-M-1", "AGPL-3.0-only AND JSON", "AGPL-3.0-only AND MIT",
    "AGPL-3.0-only OR MIT", "AGPL-3.0-only OR JSON", "LicenseRef-LFM-Open-1.0", "LicenseRef-DINOv3-License AND MIT", "bsd", "gpl",
    "LicenseRef-Qwen-License", "LicenseRef-DINOv3-License", "kite", "NONE", "", "EUPL-1.2", "LicenseRef-Mistral-Modified-MIT",
)  # fmt: skip


def test_the_terms_of_a_base_that_a_licence_leaves_out_are_those_of_the_table() -> None:
    def rows() -> Iterator[str]:
        for ours in OURS:
            for theirs in THEIRS:
                release = judgeable(
                    native(
                        f"name: x/y\ncomponents: {{model-parameters-final: {{availability: public, licence: '{ours}'}}}}\n"
                        f"base-models: [{{name: kite/base, relation: fine-tune, licence: '{theirs}'}}]\n"
                    )
                )
                left = leaves_out(release, release.release.base_models[0].licence)
                yield f"{ours or 'nothing'} on {theirs or 'nothing'} → {' '.join(left) or '-'}"

    agrees(Path(__file__).parent / "answers/left-out.txt", rows())


def concluded(value: str, *stated: str) -> Terms:
    """The possible meanings of a fact with claims of files and a person's conclusion."""
    claims = [evolve(claim(name, line), naming=shipped().naming(name)) for line, name in enumerate(stated, 1)]
    person = evolve(claim(value, 9, Basis.CONCLUDED), naming=shipped().naming(value))
    return terms_of(Fact((*claims, person)))


def test_the_claims_of_files_and_the_conclusion_of_a_person_stand_apart_and_in_order() -> None:
    assert concluded("MIT", "ISC", "0BSD", "ISC") == Terms((("0BSD",), ("ISC",)), (("MIT",),))
    assert concluded("MIT") == Terms((), (("MIT",),))
    bsd = shipped().naming("bsd").candidates
    assert concluded("bsd", "ISC") == Terms((("ISC",),), (bsd,))


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ((("MIT",),), MET),
        ((("CC-BY-NC-4.0",),), UNMET),
        ((("LicenseRef-nobody",),), UNKNOWN),  # one claim of one licence is no dispute
        ((("MIT", "CC-BY-NC-4.0"),), UNMET),
        ((("MIT",), ("CC-BY-NC-4.0",)), UNMET),
        ((("MIT",), ("ISC",)), MET),
        ((), UNKNOWN),
    ],
)
def test_a_conclusion_against_it_fills_only_what_is_in_dispute(
    stated: tuple[tuple[str, ...], ...], verdict: Verdict
) -> None:
    assert Terms(stated, (("CC-BY-NC-4.0",),)).choices(OPEN, WEIGHTS, LICENCES) == {(verdict,)}
