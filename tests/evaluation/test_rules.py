"""The findings that a person should look at: each code where it is raised, and where it is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from tests.support.golden import agrees
from tests.support.releases import card, codes, fact, judged, native, weights

import openness
from openness.release.claim import Claim, Fact, Rule
from openness.release.component import Component, Item
from openness.release.finding import Code
from openness.release.hints import LikelyPart
from openness.release.location import Source
from openness.release.release import Release
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import Basis, Kind

OURS = "components: {{model-parameters-final: {{availability: {}, licence: {}}}}}\n"
CARD = "pipeline_tag: x\n"
BASE = "base-models: [{{name: a/b, relation: fine-tune, licence: {}}}]\n"

DATA = "components: {model-parameters-final: {availability: public, licence: %s}, datasets: [%s]}\n"
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
    ("training-data-non-commercial", native(DATA % ("MIT", "{name: a, licence: CC-BY-NC-4.0}"))),
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
    found = codes(judged(card(CARD + "license: ~")))
    assert "licence-missing" in found
    assert "licence-unknown" not in found


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
    found = [
        finding for finding in judged(card(CARD + "license: mti")).findings if finding.code is Code.LICENCE_UNKNOWN
    ]
    assert found and not asked
    assert found[0].help == "did you mean mit?" and asked == ["mti"]


OFFERED = "components: {model-parameters-final: {availability: public, licence: MIT}%s}\n"
LARGE = "circumstances: {training-compute: 2e24}\n"


def missing(text: str) -> bool:
    return any(finding.code is Code.TRAINING_SUMMARY_MISSING for finding in judged(native(text)).findings)


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


# --- every finding with all its words: a table


def claimed(*claims: Claim, availability: str = "public", kind: Kind = Kind.MODEL_PARAMETERS_FINAL) -> Release:
    """A part under a licence that is claimed so."""
    return Release(components=(Component(kind, (Item("", fact(availability), Fact(claims)),)),))


def claim(
    value: str, line: int, basis: Basis = Basis.DECLARED, rule: Rule | None = None, written: str | None = None
) -> Claim:
    """A claim on a licence."""
    return Claim(value, basis, Source("README.md", line), value if written is None else written, rule=rule)


ITEMS = "{name: one, availability: public}, {name: two, availability: gated, licence: MIT}, {name: three}"
MORE = {
    "items without licences": native(f"components: {{datasets: [{ITEMS}], model-card: public, data-card: hosted}}\n"),
    "a card elsewhere": native('components: {model-card: {availability: public, location: "https://x.example"}}\n'),
    "kept back and on request": native("components: {training-code: on-request, evaluation-code: hosted}\n"),
    "a licence and nothing else": native(
        "components: {training-code: {licence: MIT}, datasets: {licence: CC-BY-4.0}}\n"
    ),
    "two availabilities": weights("public").join(weights("gated")).join(weights("public")),
    "three licences": claimed(claim("MIT", 3), claim("MIT", 4), claim("Apache-2.0", 5), claim("NOASSERTION", 6)),
    "a dispute that is settled": claimed(claim("MIT", 3), claim("Apache-2.0", 5), claim("MIT", 9, Basis.CONCLUDED)),
    "a text and a name": claimed(claim("MIT", 3), claim("MIT", 1, Basis.DETECTED)),
    "a text alone": claimed(claim("MIT", 1, Basis.DETECTED)),
    "an unknown text": claimed(claim("NOASSERTION", 1, Basis.DETECTED)),
    "an inferred name": claimed(claim("nobody's", 1, Basis.INFERRED)),
    "a detected name of several": claimed(claim("gpl", 1, Basis.DETECTED)),
    "no name at all": claimed(claim("NOASSERTION", 4, written="")),
    "a name of the document's own": claimed(claim("MIT", 4, rule=Rule.NAMED_LOCALLY)),
    "other, by a listed name": card(CARD + "license: other\nlicense_name: Apache-2.0"),
    "other, by a known name": card(CARD + "license: other\nlicense_name: llama3.1"),
    "other, by a name of several": card(CARD + "license: other\nlicense_name: gpl"),
    "other, by a choice": card(CARD + "license: other\nlicense_name: llama3.1 OR MIT"),
    "other, by a name of five": card(CARD + "license: other\nlicense_name: modified-mit"),
    "many meanings": card(CARD + "license: cc"),
    "four meanings": card(CARD + "license: agpl"),
    "retired": native(OURS.format("public", "GPL-2.0+ OR LGPL-2.1")),
    "retired, by the same name": native(OURS.format("public", "Nunit")),
    "an expression of unread records": native(OURS.format("public", "MIT AND Xerox")),
    "a choice that is unknown in part": native(OURS.format("public", "MIT OR nobody's")),
    "data under a licence for code": native(
        "components: {datasets: {availability: public, licence: MIT OR GPL-3.0-only}, data-card: {licence: MIT}}\n"
    ),
    "weights under one for data, and code under one for documents": native(
        "components: {model-parameters-final: {availability: public, licence: CDLA-Permissive-2.0}, "
        "training-code: {availability: public, licence: GFDL-1.3-only}, inference-code: {licence: ODbL-1.0}}\n"
    ),
    "a base under one for documents": native(OURS.format("public", "MIT") + BASE.format("GFDL-1.3-only")),
    "an unknown base": native(OURS.format("public", "MIT") + BASE.format("nobody's")),
    "labels": native("claims: [open-source, open, open-weights]\n" + OURS.format("hosted", "MIT")),
    "labels in prose": card(CARD + "license: cc-by-nc-4.0", "An open-source model.\n"),
    "labels of a thing that cannot be placed": native("claims: [open-source]\n"),
    "gates": native(
        "components: {model-parameters-final: {availability: gated, licence: MIT}, "
        "training-code: {availability: gated, licence: MIT OR llama3.1}, datasets: {availability: gated, licence: gpl}, "
        "inference-code: {availability: gated, licence: CC-BY-4.0}, evaluation-code: gated}\n"
    ),
    "signs": evolve(
        native("components: {training-code: {availability: public, licence: MIT}, datasets: [{name: one}]}\n"),
        signs=(
            LikelyPart(Kind.TRAINING_CODE, Source("train.py", 1), "train.py"),
            LikelyPart(Kind.DATASETS, Source("data", 1), "data/train.parquet"),
            LikelyPart(Kind.EVALUATION_CODE, Source("eval.py", 1), "eval.py"),
        ),
    ),
    "conclusions": native(
        "concluded:\n"
        "  - {criterion: osaid-1.0/cod, verdict: met, by: A, on: 2026-11-24, because: B}\n"
        "  - {criterion: osaid-1.0/code, verdict: met, by: A, on: 2026-11-24, because: B}\n"
        "  - {criterion: nobody/asks, verdict: met, by: A, on: 2026-11-24, because: B}\n"
        "  - {component: datasets, licence: MIT, by: A, on: 2026-11-24, because: B}\n"
    ),
    "old": native(
        "checked: 2020-01-01\ncomponents:\n  training-code: withheld\n"
        "  datasets: {availability: public, licence: CC-BY-4.0, checked: 2021-01-01}\n  inference-code: withheld\n"
    ),
    "described": openness.read("system:gpt-4"),
    "other, and a name the Hub has a tag for": card(CARD + "license: other\nlicense_name: mit"),
    "other, and a name of two licences": card(CARD + "license: other\nlicense_name: gpl-3.0"),
    **{
        f"compute of {compute}": native(OFFERED % "" + f"circumstances: {{training-compute: {compute}}}\n")
        for compute in ("0.99e23", "1e23", "1.01e23")
    },
    "compute of data": native("components: {datasets: public}\n" + LARGE),
    "compute, and hints of a summary": evolve(
        native(OFFERED % "" + LARGE), signs=(LikelyPart(Kind.DATA_INFORMATION, Source("s.md", 1), "s.md"),)
    ),
}


def test_each_finding_is_worded_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for name, release in MORE.items():
            yield f"== {name}"
            for finding in judged(release).findings:
                subject = " ".join(filter(None, finding.subject.key))
                place = f"{finding.source.document}:{finding.source.line}" if finding.source else ""
                if not finding.code.startswith("lineage-"):
                    message = finding.message.replace(shipped().data, "the newest record")
                    yield f"{finding.level} {finding.code} {place} [{subject}] {message} → {finding.help}"

    agrees(Path(__file__).parent / "answers/findings.txt", rows())


def test_names_that_are_alike_share_their_hint_and_after_twenty_names_none_is_looked_for() -> None:
    def helped(names: list[str]) -> list[bool]:
        items = ", ".join(f"{{name: '{at}', availability: public, licence: {name}}}" for at, name in enumerate(names))
        found = judged(native(f"components: {{datasets: [{items}]}}\n")).findings
        return [finding.help.startswith("did you mean") for finding in found if finding.code is Code.LICENCE_UNKNOWN]

    names = [f"apche-2.{number}" for number in range(20)]
    assert helped([*names, *names]) == [True] * 40
    assert helped([*names, "apche-3.0", "apche-3.1", names[0]]).count(False) == 2


@pytest.mark.parametrize("name", ["same-as-base", "Inherited from the base model", "See the original model's license"])
def test_a_licence_that_is_said_to_be_the_bases_has_its_own_words(name: str) -> None:
    (finding,) = [
        finding for finding in judged(card(f'{CARD}license: "{name}"')).findings if finding.code is Code.LICENCE_UNKNOWN
    ]
    assert finding.message == f"the licence of the weights is said to be the base's ({name!r}), and none is named"
