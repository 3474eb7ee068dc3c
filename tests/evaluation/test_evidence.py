"""Why a criterion has its verdict."""

import pytest
from attrs import evolve
from tests.support.releases import card, judgeable, judged, native, weights

from openness.definition.definition import States
from openness.evaluation.evidence import reasons
from openness.evaluation.gap import Lack
from openness.evaluation.judgement import Judged
from openness.release.claim import Claim, Fact
from openness.release.location import Source
from openness.release.release import Release
from openness.vocabulary import Basis
from openness.vocabulary.elements import Element
from openness.vocabulary.verdict import Verdict

OFFER = "components: {{model-parameters-final: {{availability: public, licence: {}}}}}\n"


def criterion(release: Release, id: str, under: str = "spectrum") -> Judged:
    """One criterion with its verdict."""
    return next(one for one in judged(release, under).judgements[under].criteria if one.criterion.id == id)


def test_a_verdict_shows_the_claims_it_rests_on() -> None:
    one = criterion(card("license: mit\npipeline_tag: x"), "weights-licence")
    assert one.verdict is Verdict.MET
    assert one.missing == ()
    shown = [(e.about, e.claim.value, e.claim.basis, e.claim.source.line) for e in one.evidence]
    assert shown == [("availability", "public", "inferred", 2), ("licence", "MIT", "declared", 2)]


def test_evidence_has_the_keys_of_a_claim_and_what_it_is_about() -> None:
    (evidence,) = criterion(weights(), "weights").evidence
    assert {"component", "about", "value", "basis", "document", "line", "columns", "written"} <= set(evidence.to_dict())


@pytest.mark.parametrize(
    ("release", "id", "missing"),
    [
        (Release(), "weights", "nothing is stated about the weights"),
        (weights("hosted"), "weights", "weights: service only"),
        (native("components: {model-parameters-final: {licence: MIT}}\n"), "weights", "unknown whether"),
        (
            weights().join(weights("hosted")),
            "weights",
            "weights: sources disagree (hosted and public)",
        ),
        (
            native("components: {model-parameters-final: {availability: public, extent: part}}\n"),
            "weights",
            "weights: only a part is published",
        ),
        (native("components: {model-parameters-final: public}\n"), "weights-licence", "no licence is named for"),
        (native(OFFER.format("nobody-knows")), "weights-licence", "unknown licence: nobody-knows"),
        (native(OFFER.format("NONE")), "weights-licence", "weights: no licence"),
        (native(OFFER.format("openrail")), "weights-licence", "openrail can mean several licences"),
        (native(OFFER.format("llama3.1")), "weights-licence", "(Llama 3.1 Community License Agreement, clause 2)"),
        (
            native(OFFER.format("MIT") + "base-models: [{name: a/b, relation: merge}]\n"),
            "weights-licence",
            "no licence is named for the base model a/b",
        ),
    ],
)
def test_what_is_missing_is_said(release: Release, id: str, missing: str) -> None:
    one = criterion(release, id)
    assert one.verdict is not Verdict.MET
    assert any(missing in said for said in one.missing)


def test_of_alternatives_the_one_that_holds_is_shown() -> None:
    text = (
        "components: {datasets: withheld, data-information: {availability: public, licence: CC-BY-4.0},"
        "training-code: withheld}\n"
    )
    one = criterion(native(text), "data-or-information")
    assert one.verdict is Verdict.MET
    assert {e.component.value for e in one.evidence if e.component} == {"data-information"}


def test_a_conclusion_nobody_has_reached_is_missing() -> None:
    assert any(
        gap.startswith("needs human review: the complete source code that trains and runs the system")
        for gap in criterion(Release(), "code", "osaid-1.0").missing
    )


def test_a_conclusion_is_shown_with_who_when_and_why() -> None:
    text = "concluded: [{criterion: osaid-1.0/code, verdict: unmet, by: Ada, on: 2026-11-24, because: no settings}]\n"
    one = criterion(native(text), "code", "osaid-1.0")
    assert "Ada concluded unmet: no settings" in one.missing
    assert [e.claim.because == "Ada, 2026-11-24: no settings" for e in one.evidence] == [True]


OPEN = "components: {model-parameters-final: {availability: public, licence: MIT}}\n"


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (OPEN, "eu-ai-act-53-2/no-systemic-risk", "training-compute: unknown"),
        (
            f"{OPEN}circumstances: {{training-compute: 3e25}}\n",
            "eu-ai-act-53-2/no-systemic-risk",
            "training-compute: 3e25; less than 1e25 is asked for",
        ),
        (
            "components: {model-parameters-final: hosted}\n",
            "gradient-2023/programmatic",
            "nothing says that people reach it by the maker's API",
        ),
        (
            f"{OPEN}base-models: [{{name: a/b, relation: fine-tune, licence: MIT}}]\n",
            "osai-index-2026/base-model-weights",
            "nothing is stated about the weights of the base model a/b",
        ),
        (
            OPEN.replace("MIT", "bigscience-bloom-rail-1.0"),
            "eu-ai-act-53-2/use-limits",
            "needs human review: the licence does not limit use, or each limit addresses a significant risk",
        ),
        (
            OPEN.replace("MIT", "Artistic-1.0"),
            "fsf-2024/parameters",
            "Artistic-1.0 is refused by the list",
        ),
        (
            OPEN.replace("MIT", "LicenseRef-OpenMDW-1.1"),
            "debian-ml-policy/model-licence",
            "OpenMDW License Agreement 1.1 is on no list of open licences for data (dfsg-free)",
        ),
    ],
)
def test_what_a_number_a_channel_a_base_or_a_list_lacks_is_said(text: str, name: str, said: str) -> None:
    under, _, id = name.partition("/")
    one = criterion(native(text), id, under)
    assert one.verdict is not Verdict.MET
    assert any(said in missing for missing in one.missing), one.missing


def test_a_number_and_a_channel_are_evidence() -> None:
    text = f"{OPEN.replace('public', 'hosted')}channels: [first-party-api]\n"
    text += "circumstances: {training-compute: 1e24, systemic-risk: false}\n"
    for name, about in (
        ("eu-ai-act-53-2/no-systemic-risk", "training-compute"),
        ("gradient-2023/programmatic", "channel"),
    ):
        under, _, id = name.partition("/")
        one = criterion(native(text), id, under)
        assert one.verdict is Verdict.MET
        assert about in {evidence.about for evidence in one.evidence}


@pytest.mark.parametrize("element", Element)
def test_an_element_that_nothing_is_said_of_is_a_gap_that_names_it(element: Element) -> None:
    question = States(element)
    _, gaps = reasons(question, {question: Verdict.UNKNOWN}, judgeable(native("name: M\n")))
    assert [(gap.lack, gap.word, gap.detail) for gap in gaps] == [(Lack.ELEMENT_UNKNOWN, element, element.says)]


def test_an_element_that_a_document_lacks_is_a_gap_that_names_it() -> None:
    question = States(Element.SBOM_CREATOR)
    lacking = Claim("false", Basis.DETECTED, Source("bom.json", 1), because="it names nobody")
    release = evolve(native("name: M\n"), elements=((Element.SBOM_CREATOR.value, Fact((lacking,))),))
    _, gaps = reasons(question, {question: Verdict.UNMET}, judgeable(release))
    assert [(gap.lack, gap.word, gap.detail) for gap in gaps] == [
        (Lack.ELEMENT_MISSING, Element.SBOM_CREATOR, "it names nobody")
    ]
