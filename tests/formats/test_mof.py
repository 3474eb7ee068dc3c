"""MOF files and the definition `mof-1.0`: the peer's rules, after names are resolved."""

import json
from pathlib import Path

import pytest

import openness
from openness.evaluation.judgement import Judgement
from openness.formats import mof
from openness.syntax.document import Document
from openness.vocabulary import Kind
from openness.vocabulary.mof import NAMES

HEAD = "framework: {name: Model Openness Framework, version: '1.0', date: '2024-12-15'}\nrelease:\n  name: M\n"
LIGHT = (
    "Model architecture",
    "Model parameters (Final)",
    "Technical report",
    "Evaluation results",
    "Model card",
    "Data card",
)


def mof_file(components: dict[str, str | None], licences: str = "{}") -> str:
    lines = [HEAD, f"  license: {licences}\n  producer: P\n  components:\n"]
    for name, licence in components.items():
        lines.append(f"    - name: '{name}'\n")
        if licence is not None:
            lines.append(f"      license: {licence}\n")
    return "".join(lines)


def judge(text: str) -> Judgement:
    return openness.classify(mof.read(Document("m.yml", text)), under=["mof-1.0"]).judgements["mof-1.0"]


def progress(text: str) -> tuple[float, float, float]:
    score = judge(text).score
    assert score is not None
    return score["class-3"], score["class-2"], score["class-1"]


def test_every_input_at_hand_agrees_with_the_peer(shared: Path) -> None:
    expected = json.loads((shared / "data/mot/expected.json").read_text())["expected"]
    seen = 0
    for path in sorted((shared / "data/mot").glob("*.y*ml")):
        wanted = expected[path.stem].get("with_names_resolved", expected[path.stem])
        judged = openness.classify(path, under=["mof-1.0"]).judgements["mof-1.0"]
        reached = judged.standing.reached
        assert (int(reached[-1]) if reached else 0) == wanted["class"], path.name
        assert judged.score is not None
        for grade, value in judged.score.items():
            assert value == pytest.approx(wanted["progress"][grade[-1]]), (path.name, grade)
        seen += 1
    assert seen == len(expected) == 40


def test_a_bare_open_model_is_class_three_and_six_tenths_of_class_two() -> None:
    text = mof_file(dict.fromkeys(LIGHT, "Apache-2.0"))
    assert judge(text).standing.reached == "class-3"
    assert progress(text) == (100.0, 60.0, 0.0)


def test_the_paper_stands_in_for_the_report_and_counts_once() -> None:
    components: dict[str, str | None] = dict.fromkeys(LIGHT, "Apache-2.0")
    del components["Technical report"]
    components["Research paper"] = "CC-BY-4.0"
    assert progress(mof_file(components)) == (100.0, 60.0, 0.0)
    components |= dict.fromkeys(("Training code", "Inference code", "Evaluation code", "Evaluation data"), "MIT")
    components |= dict.fromkeys(("Data preprocessing code", "Model parameters (Intermediate)"), "MIT")
    assert progress(mof_file(components)) == pytest.approx((100.0, 100.0, 100 * 12 / 13))


def test_a_closed_report_beside_an_open_paper_does_not_block() -> None:
    components: dict[str, str | None] = dict.fromkeys(LIGHT, "Apache-2.0")
    components |= {"Technical report": "unlicensed", "Research paper": "CC-BY-4.0"}
    assert judge(mof_file(components)).standing.reached == "class-3"


def test_the_report_never_replaces_the_paper() -> None:
    components: dict[str, str | None] = dict.fromkeys(NAMES, "Apache-2.0")
    del components["Research paper"]
    assert progress(mof_file(components))[2] == pytest.approx(100 * 13 / 14)


@pytest.mark.parametrize(
    ("licence", "licences", "value"),
    [
        ("MIT", "{distribution: {name: Apache-2.0}}", "MIT"),
        (None, "{distribution: {name: Apache-2.0}}", "Apache-2.0"),
        (None, "{document: {name: CC-BY-4.0}, distribution: {name: Apache-2.0}}", "CC-BY-4.0"),
        (None, "{document: {name: ''}, distribution: {name: Apache-2.0}}", "Apache-2.0"),
        ("null", "{distribution: {name: Apache-2.0}}", "Apache-2.0"),
        ("''", "{distribution: {name: Apache-2.0}}", None),
        ("unlicensed", "{distribution: {name: Apache-2.0}}", "NONE"),
        ("Unlicensed", "{distribution: {name: Apache-2.0}}", "NONE"),
        (None, "{}", None),
    ],
)
def test_a_licence_is_inherited_from_type_then_distribution(
    licence: str | None, licences: str, value: str | None
) -> None:
    release = openness.classify(mof.read(Document("m.yml", mof_file({"Model card": licence}, licences)))).release
    assert release.component(Kind.MODEL_CARD).licence.value == value


def test_optional_components_neither_count_nor_block() -> None:
    components: dict[str, str | None] = dict.fromkeys(LIGHT, "Apache-2.0")
    before = progress(mof_file(components))
    components |= {"Sample model outputs": "unlicensed", "Model metadata": "Proprietary"}
    assert progress(mof_file(components)) == before


def test_an_unknown_component_is_reported_and_taken_for_no_other() -> None:
    classification = openness.classify(mof.read(Document("m.yml", mof_file({"model card": "MIT", "Weights": "MIT"}))))
    messages = [finding.message for finding in classification.findings if finding.code == "component-unknown"]
    assert len(messages) == 2
    assert "did you mean Model card?" in [finding.help for finding in classification.findings]
    assert not any(component.items for component in classification.release)


@pytest.mark.parametrize(
    "fault",
    [
        "release: {name: M, license: MIT, components: []}",
        "release: {name: M, license: null, components: null}",
        "release: {name: M, components: [plain, {license: MIT}, {name: Model card, license: [MIT, Apache-2.0]}]}",
        "release: {name: M, license: [], date: 2024-01-01, components: [{name: Model card, license: true}]}",
    ],
)
def test_what_the_peer_chokes_on_is_read(fault: str) -> None:
    release = mof.read(Document("m.yml", f"framework: {{}}\n{fault}\n"))
    assert release.name.value == "M"


def test_a_licence_of_the_wrong_kind_warns_and_does_not_block() -> None:
    text = mof_file({**dict.fromkeys(LIGHT, "Apache-2.0"), "Data card": "ODC-By-1.0"})
    classification = openness.classify(mof.read(Document("m.yml", text)), under=["mof-1.0"])
    assert classification.judgements["mof-1.0"].standing.reached == "class-3"
    assert "licence-kind-mismatch" in {finding.code.value for finding in classification.findings}
