"""Why a criterion has its verdict."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from tests.support.golden import agrees
from tests.support.releases import card, judgeable, judged, native, weights

from openness.definition.definition import (
    Absent,
    Below,
    Concluded,
    Grants,
    NotUsed,
    Offered,
    Question,
    ReachedBy,
    States,
)
from openness.evaluation.evidence import Evidence, reasons
from openness.evaluation.gap import Gap, GapSort
from openness.evaluation.judgement import Judged
from openness.release.claim import Claim, Fact, Rule
from openness.release.component import Component, Item
from openness.release.location import Source
from openness.release.release import Release
from openness.vocabulary import Availability, Basis, Extent, Kind, Term
from openness.vocabulary.asking import Owner
from openness.vocabulary.elements import Element
from openness.vocabulary.verdict import Verdict

OFFER = "components: {{model-parameters-final: {{availability: public, licence: {}}}}}\n"


def criterion(release: Release, id: str, under: str = "spectrum") -> Judged:
    """One criterion with its verdict."""
    return next(
        criterion for criterion in judged(release, under).judgements[under].criteria if criterion.criterion.id == id
    )


def test_a_verdict_shows_the_claims_it_rests_on() -> None:
    one = criterion(card("license: mit\npipeline_tag: x"), "weights-licence")
    assert one.verdict is Verdict.MET
    assert one.missing == ()
    shown = [(e.about, e.claim.value, e.claim.basis, e.claim.source.line) for e in one.evidence]
    assert shown == [("availability", "public", "inferred", 2), ("licence", "MIT", "declared", 2)]


def test_evidence_has_the_keys_of_a_claim_and_what_it_is_about() -> None:
    (evidence,) = criterion(weights(), "weights").evidence
    stated = evidence.to_dict()
    assert {"component", "about", "value", "basis", "document", "line", "columns", "written"} <= set(stated)
    assert (stated["component"], stated["item"], stated["about"]) == ("model-parameters-final", None, "availability")
    of_nothing = Evidence(None, "one", "conclusion", evidence.claim).to_dict()
    assert (of_nothing["component"], of_nothing["item"]) == (None, "one")


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
    assert any(missing in gap for gap in one.missing)


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
    ("text", "name", "gap"),
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
            "OpenMDW License Agreement 1.1 is not on Debian's list, so whether it is open enough for the weights stays",
        ),
    ],
)
def test_what_a_number_a_channel_a_base_or_a_list_lacks_is_said(text: str, name: str, gap: str) -> None:
    under, _, id = name.partition("/")
    one = criterion(native(text), id, under)
    assert one.verdict is not Verdict.MET
    assert any(gap in missing for missing in one.missing), one.missing


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
    assert [(gap.sort, gap.word, gap.detail) for gap in gaps] == [(GapSort.ELEMENT_UNKNOWN, element, element.says)]


def test_an_element_that_a_document_lacks_is_a_gap_that_names_it() -> None:
    question = States(Element.SBOM_CREATOR)
    lacking = Claim("false", Basis.DETECTED, Source("bom.json", 1), because="it names nobody")
    release = evolve(native("name: M\n"), elements=((Element.SBOM_CREATOR.value, Fact((lacking,))),))
    evidence, gaps = reasons(question, {question: Verdict.UNMET}, judgeable(release))
    assert [(piece.about, piece.claim) for piece in evidence] == [(Element.SBOM_CREATOR, lacking)]
    assert [(gap.sort, gap.word, gap.detail) for gap in gaps] == [
        (GapSort.ELEMENT_MISSING, Element.SBOM_CREATOR, "it names nobody")
    ]


ASKED = (
    Term.OPEN_LICENCE, Term.OSI_APPROVED, Term.OSI_APPROVED_TERMS, Term.OD_CONFORMANT_TERMS, Term.FSF_FREE_TERMS,
    Term.DFSG_FREE_TERMS, Term.COMMERCIAL_USE, Term.OUTPUTS,
)  # fmt: skip
LICENCES = (
    "MIT", "APSL-1.0", "Artistic-1.0", "GFDL-1.3-invariants-only", "CC-BY-4.0", "CC-BY-NC-4.0", "llama3.1", "Xerox", "CC-BY",
    "MIT AND CC-BY-NC-ND-4.0", "nobody's", "NONE", "NOASSERTION", "LicenseRef-OpenMDW-1.1",
)  # fmt: skip


def worded(gap: Gap) -> str:
    """A gap with its sort and what it is about, and in words."""
    about = " ".join(filter(None, (gap.component or "", gap.item, gap.base, gap.word, gap.licence)))
    return f"{gap.sort} [{about}] {gap} → {gap.fix}"


@pytest.mark.parametrize("kind", [Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS, Kind.TRAINING_CODE])
def test_what_each_licence_lacks_for_each_term_is_said_as_in_the_table(kind: Kind) -> None:
    def rows() -> Iterator[str]:
        for licence in LICENCES:
            release = judgeable(native(f"components: {{{kind}: {{availability: public, licence: {licence}}}}}\n"))
            for term in ASKED:
                question = Grants(kind, term)
                _, gaps = reasons(question, {question: Verdict.UNMET}, release)
                yield from (f"{licence} {term}: {worded(gap)[:200]}" for gap in gaps)

    agrees(Path(__file__).parent / f"answers/gaps-{kind}.txt", rows())


PARTS = """
components:
  model-parameters-final: {availability: hosted}
  datasets:
    - {name: one, availability: public, licence: MIT}
    - {name: two, availability: public, licence: MIT, extent: part}
    - {name: three, availability: withheld}
    - {name: four, licence: CC-BY-NC-4.0}
    - {name: five}
  evaluation-data: [{name: one, availability: gated}]
  training-code: {availability: not-used, because: none}
  model-card: {licence: MIT}
base-models:
  - {name: a/b, relation: merge}
  - {name: c/d, relation: fine-tune, licence: MIT AND CC-BY-NC-4.0}
  - {name: e/f, relation: distillation, licence: llama3.1}
circumstances: {monetised: true, training-compute: 3e25}
channels: [product, download]
concluded:
  - {criterion: a/b, verdict: unmet, by: Ada, on: 2026-11-24, because: not seen}
  - {criterion: a/b, verdict: met, by: Bea, on: 2026-11-25, because: seen}
"""
QUESTIONS: tuple[Question, ...] = (
    *(Offered(kind) for kind in (Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS, Kind.EVALUATION_DATA, Kind.TRAINING_CODE)),
    Offered(Kind.MODEL_CARD), Offered(Kind.DATA_INFORMATION), Offered(Kind.EVALUATION_CODE),
    Offered(Kind.DATASETS, extent=Extent.PART), Offered(Kind.DATASETS, at=Availability.WITHHELD, doubt=Availability.WITHHELD),
    Offered(Kind.DATASETS, of=Owner.BASE), Offered(Kind.MODEL_PARAMETERS_FINAL, of=Owner.BASE),
    Offered(Kind.DATASETS, judged="a/b"),
    NotUsed(Kind.DATASETS), NotUsed(Kind.TRAINING_CODE), NotUsed(Kind.INFERENCE_CODE),
    *(Grants(kind, Term.COMMERCIAL_USE) for kind in (Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS, Kind.INFERENCE_CODE)),
    Grants(Kind.MODEL_PARAMETERS_FINAL, Term.OPEN_LICENCE), Grants(Kind.MODEL_PARAMETERS_FINAL, Term.SHARE, "a/b"),
    Grants(Kind.MODEL_CARD, Term.SHARE, "b/c"), Absent("monetised"), Absent("dual-licence"), Below("training-compute", 1e25),
    Below("parameters", 5.0), ReachedBy("product"), ReachedBy("first-party-api"), Concluded("a/b"), Concluded("b/c"),
)  # fmt: skip


def test_each_question_has_the_evidence_and_the_gaps_of_the_table() -> None:
    release = judgeable(native(PARTS))

    def rows() -> Iterator[str]:
        for question in QUESTIONS:
            for verdict in (Verdict.UNMET, Verdict.UNKNOWN):
                evidence, gaps = reasons(question, {question: verdict}, release)
                yield f"== {question.about} {question.component or ''} {question.word} {verdict.value}"
                if verdict is Verdict.UNMET:
                    for piece in evidence:
                        about = f"{piece.component or '-'} {piece.item} {piece.about}"
                        yield f"    {about}: {piece.claim.value} @{piece.claim.source.line}"
                yield from (worded(gap) for gap in gaps)

    agrees(Path(__file__).parent / "answers/reasons.txt", rows())
    assert reasons(Offered(Kind.MODEL_CARD), {Offered(Kind.MODEL_CARD): Verdict.MET}, release)[1] == ()


def test_of_very_many_claims_and_gaps_the_first_hundred_are_given() -> None:
    def given(many: int) -> tuple[int, int]:
        items = "".join(f"    - {{name: item-{at}, availability: withheld}}\n" for at in range(many))
        question = Offered(Kind.DATASETS)
        evidence, gaps = reasons(
            question, {question: Verdict.UNMET}, judgeable(native(f"components:\n  datasets:\n{items}"))
        )
        return len(evidence), len(gaps)

    assert [given(many) for many in (99, 100, 101)] == [(99, 99), (100, 100), (100, 100)]


def test_a_licence_that_may_be_of_the_code_alone_is_an_unknown_one_of_the_weights() -> None:
    of_code = Claim("NOASSERTION", Basis.INFERRED, Source("README.md", 1), rule=Rule.CODE_LICENCE)
    item = Item("", Fact((Claim("public", Basis.DECLARED, Source("README.md", 1)),)), Fact((of_code,)))
    question = Grants(Kind.MODEL_PARAMETERS_FINAL, Term.COMMERCIAL_USE)
    release = judgeable(Release(components=(Component(Kind.MODEL_PARAMETERS_FINAL, (item,)),)))
    _, gaps = reasons(question, {question: Verdict.UNKNOWN}, release)
    assert [(gap.sort, gap.detail) for gap in gaps] == [(GapSort.LICENCE_UNKNOWN, Rule.CODE_LICENCE.says)]


def test_what_a_base_lacks_as_the_release_itself_does_is_said_once() -> None:
    base = "base-models: [{name: a/b, relation: merge, licence: CC-BY-NC-4.0}]\n"
    question = Grants(Kind.MODEL_PARAMETERS_FINAL, Term.COMMERCIAL_USE)
    for own, lacking in (("CC-BY-NC-4.0", [""]), ("MIT", ["a/b"]), ("llama3.1", ["a/b"])):
        release = judgeable(native(OFFER.format(own) + base))
        assert [gap.base for gap in reasons(question, {question: Verdict.UNMET}, release)[1]] == lacking


@pytest.mark.parametrize(
    ("prose", "lack", "detail"),
    [
        ("This model is for research use only.\n", GapSort.PROSE_LIMIT, "This model is for research use only"),
        (
            "## Licence\n\nBespoke terms of Acme apply to all uses of it.\n",
            GapSort.PROSE_UNCLEAR,
            "Bespoke terms of Acme apply to all uses of it",
        ),
    ],
)
def test_a_limit_and_unclear_words_in_the_prose_are_gaps_that_quote_them(
    prose: str, lack: GapSort, detail: str
) -> None:
    one = criterion(card("license: mit\npipeline_tag: x", prose), "weights-licence")
    assert one.verdict is not Verdict.MET
    assert [(gap.sort, gap.detail.removesuffix(".")) for gap in one.gaps] == [(lack, detail)]
