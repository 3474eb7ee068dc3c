"""The findings that a person should look at: each code where it is raised, and where it is not."""

import pytest
from tests.support.releases import card, codes, judged, native, weights

from openness.release.finding import Code
from openness.release.release import Release
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import Kind

OURS = "components: {{model-parameters-final: {{availability: {}, licence: {}}}}}\n"
CARD = "pipeline_tag: x\n"
BASE = "base-models: [{{name: a/b, relation: fine-tune, licence: {}}}]\n"

RAISED = [
    ("licence-missing", card(CARD)),
    ("licence-missing", native("components: {training-code: public}\n")),
    ("licence-unknown", card(CARD + "license: nobody-knows")),
    ("licence-unknown", card(CARD + "license: other")),
    ("licence-unknown", card(CARD + "license: no")),
    ("licence-unknown", card(CARD + "license: {a: b}")),
    ("licence-unknown", card(CARD + "license: h-research")),  # a record that answers nothing
    ("licence-disputed", card(CARD + "license: mit\nlicense: apache-2.0")),
    ("licence-disputed", weights(licence="MIT").join(weights(licence="CC-BY-NC-4.0"))),
    ("licence-text-missing", card(CARD + "license: mit")),
    ("licence-ambiguous", card(CARD + "license: cc")),
    ("licence-ambiguous", card(CARD + "license: openrail")),
    ("licence-ambiguous", card(CARD + "license: gpl")),
    ("licence-ambiguous", card(CARD + "license: Llama licence")),
    ("licence-ambiguous", card(CARD + "license: other\nlicense_name: mit")),
    ("licence-deprecated", card(CARD + "license: gpl-3.0")),
    ("licence-deprecated", card(CARD + "license: GPL-2.0+")),
    ("licence-kind-mismatch", native("components: {datasets: {availability: public, licence: Apache-2.0}}\n")),
    (
        "field-invalid",
        native("concluded: [{criterion: osaid-1.0/cod, verdict: met, by: A, on: 2026-11-24, because: B}]\n"),
    ),
    ("component-unknown", native("components: {wieghts: public}\n")),
    ("availability-unknown", native("components: {training-code: {licence: MIT}}\n")),
    ("availability-unknown", weights("public").join(weights("gated"))),
    ("availability-unknown", native("components: {datasets: perhaps}\n")),
    ("label-above-rung", native("claims: [open-source]\n" + OURS.format("public", "llama3.1"))),
    ("label-above-rung", native("claims: [open-weights]\n" + OURS.format("hosted", "MIT"))),
    ("label-above-rung", native("claims: [open]\n" + OURS.format("public", "CC-BY-NC-4.0"))),
    ("restriction-in-prose", card(CARD + "license: mit", "This model is for research use only.\n")),
    ("gate-on-open-licence", card(CARD + "license: mit\nextra_gated_prompt: Accept.")),
    ("lineage-unknown", card(CARD + "license: mit\nbase_model: a/b")),
    ("lineage-conflict", native(OURS.format("public", "MIT") + BASE.format("llama3.1"))),
    ("lineage-duty", native(OURS.format("public", "MIT") + BASE.format("llama3.1"))),
    ("lineage-cycle", native("name: a/b\n" + OURS.format("public", "MIT") + BASE.format("MIT"))),
    ("field-invalid", card(CARD + "license: mit\nlicence: mit")),
    ("field-invalid", native("nmae: x\n")),
    ("record-stale", native("checked: 2020-01-01\ncomponents: {training-code: withheld}\n")),
    ("record-stale", native("base-models: [{name: a/b, relation: fine-tune, licence: MIT, checked: 2020-01-01}]\n")),
]
NOT_RAISED = [
    ("licence-missing", card(CARD + "license: mit")),
    ("licence-missing", native("components: {training-code: withheld, model-card: public}\n")),
    ("licence-unknown", card(CARD + "license: mit")),
    ("licence-unknown", card(CARD)),
    ("licence-disputed", card(CARD + "license: mit\nlicense: MIT")),
    ("licence-disputed", card(CARD + "license: [mit, apache-2.0]")),
    ("licence-text-missing", card(CARD)),
    ("licence-ambiguous", card(CARD + "license: mit")),
    ("licence-ambiguous", card(CARD + "license: nobody-knows")),
    ("licence-deprecated", card(CARD + "license: gpl")),
    ("licence-kind-mismatch", card(CARD + "license: apache-2.0")),
    ("availability-unknown", native("components: {datasets: {availability: withheld, licence: MIT}}\n")),
    ("label-above-rung", native("claims: [open-source]\n" + OURS.format("public", "MIT"))),
    ("label-above-rung", native("claims: [open-weights]\n" + OURS.format("public", "nobody-knows"))),
    ("label-above-rung", native(OURS.format("hosted", "MIT"))),
    ("restriction-in-prose", card(CARD + "license: mit", "The dataset is for research use only.\n")),
    ("restriction-in-prose", card(CARD + "license: mit", "It is not limited to research use only.\n")),
    ("gate-on-open-licence", card(CARD + "license: llama3.1\nextra_gated_prompt: Accept.")),
    ("gate-on-open-licence", card(CARD + "license: mit")),
    ("lineage-unknown", native(OURS.format("public", "MIT") + BASE.format("MIT"))),
    ("lineage-conflict", native(OURS.format("public", "MIT") + BASE.format("Apache-2.0"))),
    ("lineage-conflict", native("producer: A\n" + OURS.format("public", "MIT") + BASE.format("llama3.1, producer: A"))),
    ("lineage-cycle", native("name: a/c\n" + OURS.format("public", "MIT") + BASE.format("MIT"))),
    ("field-invalid", card(CARD + "license: mit")),
    ("record-stale", native("components: {training-code: withheld}\n")),
    ("record-stale", native(f"checked: {shipped().data.replace('.', '-')}\ncomponents: {{training-code: withheld}}\n")),
    ("record-stale", native("checked: 2999-01-01\ncomponents: {training-code: withheld}\n")),
]


@pytest.mark.parametrize(("code", "release"), RAISED, ids=[code for code, _ in RAISED])
def test_a_finding_is_raised(code: str, release: Release) -> None:
    assert code in codes(judged(release))


@pytest.mark.parametrize(("code", "release"), NOT_RAISED, ids=[code for code, _ in NOT_RAISED])
def test_a_finding_is_not_raised(code: str, release: Release) -> None:
    assert code not in codes(judged(release))


def test_nothing_said_is_a_silence_and_no_unknown_licence() -> None:
    held = codes(judged(card(CARD + "license: ~")))
    assert "licence-missing" in held
    assert "licence-unknown" not in held


def test_findings_come_most_serious_first() -> None:
    levels = [f.code.level for f in judged(card(CARD + "license: mit\nlicense: cc\nextra_gated_prompt: a")).findings]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    assert len(set(levels)) > 1


@pytest.mark.parametrize(("code", "release"), RAISED, ids=[code for code, _ in RAISED])
def test_a_finding_says_where_and_what_to_do(code: str, release: Release) -> None:
    for finding in judged(release).findings:
        written = finding.to_dict()
        assert written["message"] and written["help"]
        assert finding.source is None or finding.source.document


@pytest.mark.parametrize(
    ("code", "body"),
    [
        (Code.LICENCE_UNCLEAR, "## Licence\n\nBespoke terms of Acme apply to all uses of it.\n"),
        (Code.RESTRICTION_IN_PROSE, "This model is for research use only.\n"),
    ],
)
def test_what_the_prose_says_of_a_licence_is_about_the_weights(code: Code, body: str) -> None:
    (finding,) = [found for found in judged(card(CARD + "license: mit", body)).findings if found.code is code]
    assert finding.subject is not None
    assert finding.subject.component is Kind.MODEL_PARAMETERS_FINAL


def test_an_unknown_name_is_met_with_the_nearest() -> None:
    (finding,) = [f for f in judged(card(CARD + "license: apche-2.0")).findings if f.code == "licence-unknown"]
    assert "apache-2.0" in finding.help
    assert finding.source is not None
    assert finding.source.line == 3


def test_facts_of_one_day_are_one_finding() -> None:
    release = native("checked: 2020-01-01\ncomponents: {training-code: withheld, inference-code: withheld}\n")
    (finding,) = [f for f in judged(release).findings if f.code == "record-stale"]
    assert "training-code's availability, inference-code's availability" in finding.message
    assert "2020-01-01" in finding.message


def test_the_nearest_names_are_looked_for_when_a_finding_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def nearest(shelf: Shelf, name: str) -> str:
        asked.append(name)
        return "did you mean mit?"

    monkeypatch.setattr(Shelf, "nearest", nearest)
    found = [one for one in judged(card(CARD + "license: mti")).findings if one.code is Code.LICENCE_UNKNOWN]
    assert found and not asked
    assert found[0].help == "did you mean mit?" and asked == ["mti"]


OFFERED = "components: {model-parameters-final: {availability: public, licence: MIT}%s}\n"
LARGE = "circumstances: {training-compute: 2e24}\n"


def missing(text: str) -> bool:
    return any(one.code is Code.TRAINING_SUMMARY_MISSING for one in judged(native(text)).findings)


def test_a_large_model_without_a_summary_is_told_so() -> None:
    assert missing(OFFERED % "" + LARGE)
    assert missing("channels: [first-party-api]\n" + LARGE)


@pytest.mark.parametrize(
    "text",
    [
        OFFERED % "",  # of a model without a figure nothing says that it is of general purpose
        OFFERED % "" + "circumstances: {training-compute: 9e22}\n",
        LARGE,  # nothing says that anyone can use it
        "components: {model-parameters-final: {availability: withheld}}\n" + LARGE,
        OFFERED % ", data-information: {name: Public Summary of Training Content, availability: public}" + LARGE,
    ],
)
def test_nothing_is_said_where_the_duty_may_not_bear_on_it_or_a_summary_is_named(text: str) -> None:
    assert not missing(text)


def test_another_description_of_the_data_is_no_summary() -> None:
    assert missing(OFFERED % ", data-information: {name: data sheet, availability: public}" + LARGE)
    summary = ", data-information: {name: public summary of training content, availability: withheld}"
    assert missing(OFFERED % summary + LARGE)


def test_weights_that_can_be_had_in_one_way_of_two_need_a_summary_of_their_training_content() -> None:
    items = "{name: a, availability: public, licence: MIT}, {name: b, availability: withheld}"
    text = f"components: {{model-parameters-final: [{items}]}}\ncircumstances: {{training-compute: 1e24}}\n"
    assert "training-summary-missing" in codes(judged(native(text)))
