"""The effect of a base's terms on a model that was made from it: the worked cases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from tests.support.golden import agrees
from tests.support.releases import card, fact, judgeable, native

import openness
from openness import classify
from openness.evaluation.lineage import doubts, unknown_outputs
from openness.release.claim import Rule
from openness.release.finding import Code, Finding, Subject
from openness.release.location import Source
from openness.release.release import BaseModel, Release
from openness.shelf.shelf import shipped
from openness.vocabulary import Relation

LLAMA = "meta-llama/Llama-3.1-8B"


def release(
    folder: Path, licence: str, base: str, relation: str = "fine-tune", producer: str = "Somebody", more: str = ""
) -> openness.Classification:
    path = folder / "m.openness.yaml"
    path.write_text(
        f"openness: 1\nname: M\nproducer: {producer}\ncomponents:\n"
        f"  model-parameters-final: {{availability: public, licence: {licence}}}\n{more}"
        f"base-models:\n  - {{name: {base}, relation: {relation}}}\n"
    )
    return openness.classify(path)


def codes(classification: openness.Classification) -> set[str]:
    return {finding.code.value for finding in classification.findings if finding.code.value.startswith("lineage")}


@pytest.mark.parametrize(
    ("licence", "base", "teacher", "forbidden"),
    [
        ("llama3", "meta-llama/Meta-Llama-3-8B", "meta-llama/Meta-Llama-3-70B-Instruct", False),  # 1.b.v of Llama 3
        ("llama3", "meta-llama/Llama-2-7b-hf", "meta-llama/Meta-Llama-3-70B-Instruct", True),
        ("llama3", "mistralai/Mistral-7B-v0.1", "meta-llama/Meta-Llama-3-70B-Instruct", True),
        ("llama2", "codellama/CodeLlama-7b-hf", "meta-llama/Llama-2-70b-chat-hf", False),  # 1.b.v of Llama 2
        ("llama2", "meta-llama/Meta-Llama-3-8B", "meta-llama/Llama-2-70b-chat-hf", True),
        ("Apache-2.0", "mistralai/Mistral-7B-v0.1", "meta-llama/Llama-3.1-70B-Instruct", False),  # forbids it nobody
        ("LicenseRef-Stability-Community-2024-07-05", "stabilityai/stable-diffusion-3.5-medium",
         "stabilityai/stable-diffusion-3.5-large", False),
        ("LicenseRef-Databricks-Open-Model", "databricks/dbrx-base", "databricks/dbrx-instruct", False),
        ("LicenseRef-Tongyi-Qianwen", "Qwen/Qwen-7B", "Qwen/Qwen-72B-Chat", False),
    ],
)  # fmt: skip
def test_a_licence_that_spares_its_own_derivatives_lets_them_be_trained_on_outputs(
    tmp_path: Path, licence: str, base: str, teacher: str, forbidden: bool
) -> None:
    more = f"base-models:\n  - {{name: {base}, relation: fine-tune}}\n  - {{name: {teacher}, relation: trained-on-outputs}}\n"
    path = tmp_path / "m.openness.yaml"
    weights = f"components: {{model-parameters-final: {{availability: public, licence: {licence}}}}}"
    path.write_text(f"openness: 1\nname: M\nproducer: Somebody\n{weights}\n{more}")
    of_teacher = [finding for finding in classify(path).findings if finding.subject.bases == (teacher,)]
    assert (Code.LINEAGE_CONFLICT in [finding.code for finding in of_teacher]) is forbidden, of_teacher


def test_a_model_under_llama_3_s_licence_that_names_no_base_may_be_made_from_llama_3(tmp_path: Path) -> None:
    teacher = "meta-llama/Meta-Llama-3-70B-Instruct"
    assert "lineage-conflict" not in codes(release(tmp_path, "llama3", teacher, "trained-on-outputs"))
    assert "lineage-conflict" in codes(release(tmp_path, "llama2", teacher, "trained-on-outputs"))


@pytest.mark.parametrize(
    ("licence", "base", "relation", "expected"),
    [
        ("MIT", LLAMA, "fine-tune", {"lineage-conflict", "lineage-duty", "lineage-name"}),
        ("Apache-2.0", "google/gemma-2-2b", "fine-tune", {"lineage-conflict", "lineage-duty"}),
        ("CC-BY-4.0", "Qwen/Qwen2.5-3B", "fine-tune", {"lineage-conflict", "lineage-duty"}),
        ("Apache-2.0", "Qwen/Qwen2.5-72B-Instruct", "quantisation", {"lineage-conflict", "lineage-duty"}),
        ("Apache-2.0", "CohereForAI/c4ai-command-r-v01", "adapter", {"lineage-conflict", "lineage-duty"}),
        ("MIT", "Qwen/Qwen2.5-7B", "fine-tune", {"lineage-duty"}),
        ("MIT", "Qwen/Qwen2.5-7B", "distillation", set()),
        ("LicenseRef-Llama-3.1-Community", LLAMA, "quantisation", {"lineage-name"}),
        ("Apache-2.0", "Qwen/Qwen2.5-7B", "fine-tune", set()),
        ("Apache-2.0", LLAMA, "same-architecture", set()),
        (
            "Apache-2.0",
            "meta-llama/Meta-Llama-3-8B",
            "trained-on-outputs",
            {"lineage-conflict", "lineage-duty", "lineage-name"},
        ),
        ("Apache-2.0", LLAMA, "trained-on-outputs", {"lineage-duty", "lineage-name"}),
        ("Apache-2.0", "mistralai/Mistral-Large-Instruct-2407", "trained-on-outputs", {"lineage-conflict"}),
        ("CC-BY-NC-4.0", "mistralai/Mistral-Large-Instruct-2407", "trained-on-outputs", set()),
        ("Apache-2.0", "bigscience/bloom", "trained-on-outputs", {"lineage-duty"}),
        ("Apache-2.0", "ChatGPT", "trained-on-outputs", {"lineage-unknown"}),
        ("Apache-2.0", "nobody/knows-this", "fine-tune", {"lineage-unknown"}),
        (
            "MIT",
            "deepseek-ai/DeepSeek-R1-Distill-Llama-8B",
            "quantisation",
            {"lineage-conflict", "lineage-duty", "lineage-name"},
        ),
        ("MIT", "deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", "quantisation", set()),
        ("LicenseRef-CreativeML-OpenRAIL-M", "google/gemma-2-9b", "fine-tune", {"lineage-conflict", "lineage-duty"}),
        ("LicenseRef-CreativeML-OpenRAIL-M", "bigscience/bloom-7b1", "fine-tune", {"lineage-duty"}),
        ("LicenseRef-Llama-3-Community", LLAMA, "fine-tune", {"lineage-duty", "lineage-name"}),
        ("LicenseRef-CogVLM", LLAMA, "fine-tune", {"lineage-conflict", "lineage-duty", "lineage-name"}),
        ("MIT", "https://huggingface.co/google/gemma-2-9b", "adapter", {"lineage-conflict", "lineage-duty"}),
        ("MIT", "152334H/miqu-1-70b-sf", "merge", {"lineage-conflict"}),
        ("MIT", "Ultralytics/YOLO11", "fine-tune", {"lineage-conflict", "lineage-duty"}),
        ("MIT", "another/our-llama-3.1-8b", "fine-tune", {"lineage-conflict", "lineage-duty", "lineage-name"}),
        (
            "LicenseRef-Llama-3.1-Community",
            "another/our-llama-3.1-8b",
            "fine-tune",
            {"lineage-unknown", "lineage-name"},
        ),
        ("Apache-2.0", "another/our-mistral-7b", "fine-tune", {"lineage-unknown"}),
        ("CC-BY-NC-SA-4.0", "facebook/nllb-200-distilled-600M", "fine-tune", {"lineage-duty"}),
    ],
)
def test_a_derivative_is_judged_against_its_base(
    licence: str, base: str, relation: str, expected: set[str], tmp_path: Path
) -> None:
    found = release(tmp_path, licence, base, relation)
    assert codes(found) - {"lineage-cap"} == expected
    if {"lineage-conflict", "lineage-unknown"} & expected and relation != "trained-on-outputs":
        assert found.spectrum.reached == "weights-available"


def test_the_same_licensor_is_no_conflict(tmp_path: Path) -> None:
    found = release(tmp_path, "MIT", "deepseek-ai/DeepSeek-V3-Base", producer="DeepSeek-AI")
    assert codes(found) == set()
    assert found.spectrum.reached == "open-weights"


@pytest.mark.parametrize(
    ("licence", "base"),
    [
        ("MIT OR Apache-2.0", LLAMA),
        ("MIT AND Apache-2.0", LLAMA),
        ("Apache-2.0", "CohereLabs/c4ai-command-r-v01"),
    ],
)
def test_what_any_choice_grants_and_the_base_withholds_is_a_conflict(licence: str, base: str, tmp_path: Path) -> None:
    assert "lineage-conflict" in codes(release(tmp_path, licence, base))


@pytest.mark.parametrize(
    ("licence", "base"),
    [
        ("MIT AND LicenseRef-Llama-3.1-Community", LLAMA),
        ("MIT AND AGPL-3.0-only", "Ultralytics/YOLO11"),
        ("LicenseRef-Gemma-Terms-2025-03-24 AND LicenseRef-Llama-3.1-Community", LLAMA),
    ],
)
def test_a_licence_that_names_the_bases_beside_its_own_is_no_conflict(licence: str, base: str, tmp_path: Path) -> None:
    assert "lineage-conflict" not in codes(release(tmp_path, licence, base))


@pytest.mark.parametrize(
    ("licence", "base", "conflict"),
    [
        ("CC-BY-SA-4.0", "CC-BY-SA-3.0", False),
        ("CC-BY-NC-SA-4.0", "CC-BY-NC-SA-3.0-DE", False),
        ("GPL-3.0-only", "GPL-2.0-or-later", False),
        ("AGPL-3.0-only", "AGPL-3.0-or-later", False),
        ("LGPL-3.0-or-later", "LGPL-2.1-or-later", False),
        ("GPL-3.0-only", "LGPL-2.1-only", False),
        ("GPL-3.0-only", "CC-BY-SA-4.0", False),
        ("GPL-3.0-only", "EUPL-1.2", False),
        ("MPL-2.0", "MPL-1.1", False),
        ("GPL-3.0-only", "CECILL-2.1", False),
        ("MPL-1.1", "MPL-2.0", True),
        ("CC-BY-SA-3.0", "CC-BY-SA-4.0", True),
        ("CC-BY-SA-4.0", "CC-BY-SA-1.0", True),
        ("CC-BY-4.0", "CC-BY-SA-3.0", True),
        ("GPL-2.0-only", "GPL-3.0-or-later", True),
        ("GPL-3.0-only", "GPL-2.0-only", True),
        ("MIT", "GPL-2.0-or-later", True),
    ],
)
def test_a_licence_that_the_bases_own_text_lets_through_is_no_conflict(
    licence: str, base: str, conflict: bool, tmp_path: Path
) -> None:
    found = release(tmp_path, licence, f"acme/base, licence: {base}, producer: Acme")
    assert ("lineage-conflict" in codes(found)) is conflict
    assert found.spectrum.reached == ("weights-available" if conflict or "NC" in licence else "open-weights")


@pytest.mark.parametrize("stated", ["", ", producer: acme"])
def test_terms_of_a_family_are_its_makers_whoever_tuned_the_base(stated: str, tmp_path: Path) -> None:
    found = release(tmp_path, "MIT", f"acme/Llama-3-8B-acme{stated}", producer="acme")
    assert "lineage-conflict" in codes(found)
    assert found.spectrum.reached == "weights-available"


def test_a_family_of_its_own_maker_is_no_conflict(tmp_path: Path) -> None:
    assert codes(release(tmp_path, "Apache-2.0", "google/a-new-gemma-2b", producer="google")) == set()


def test_a_licensor_is_one_under_each_of_its_names(tmp_path: Path) -> None:
    for producer in ("Cohere", "CohereLabs", "CohereForAI"):
        assert codes(release(tmp_path, "MIT", "CohereForAI/aya-23-8B", producer=producer)) == set()


def test_a_tune_by_another_is_not_its_tuners_to_license(tmp_path: Path) -> None:
    found = release(tmp_path, "MIT", "lmsys/vicuna-7b-v1.5", producer="lmsys")
    assert "lineage-conflict" in codes(found)


def test_a_family_in_a_name_is_told_with_its_reason(tmp_path: Path) -> None:
    found = release(tmp_path, "MIT", "another/our-llama-3.1-8b")
    (conflict,) = [finding for finding in found.findings if finding.code.value == "lineage-conflict"]
    assert "“llama 3.1” in its name is Meta's" in conflict.message


def test_a_model_that_names_itself_is_a_cycle(tmp_path: Path) -> None:
    assert "lineage-cycle" in codes(release(tmp_path, "MIT", "M"))


def test_data_of_the_base_caps_what_the_tuner_opens(tmp_path: Path) -> None:
    more = "  datasets: {availability: public, licence: CC0-1.0}\n"
    assert "lineage-cap" in codes(release(tmp_path, "Apache-2.0", "Qwen/Qwen2.5-7B", more=more))


def test_a_known_base_is_an_inferred_claim_with_its_source(tmp_path: Path) -> None:
    (base,) = release(tmp_path, "MIT", LLAMA).release.base_models
    (claim,) = base.licence.claims
    assert (claim.value, claim.basis) == ("LicenseRef-Llama-3.1-Community", "inferred")
    assert claim.rule is Rule.KNOWN_BASE


def test_what_the_file_says_of_its_base_does_not_undo_what_is_known_of_it(tmp_path: Path) -> None:
    path = tmp_path / "m.openness.yaml"
    path.write_text(
        "openness: 1\ncomponents:\n  model-parameters-final: {availability: public, licence: MIT}\n"
        f"base-models:\n  - {{name: {LLAMA}, relation: fine-tune, licence: MIT}}\n"
    )
    found = openness.classify(path)
    assert found.spectrum.reached == "weights-available"
    assert "lineage-conflict" in codes(found)


@pytest.mark.parametrize(
    ("base", "derivative", "conflict"),
    [
        ("MPL-2.0", "GPL-3.0-only", False),
        ("MPL-2.0-no-copyleft-exception", "GPL-3.0-only", True),
        ("MPL-2.0", "MIT", True),
        ("CC-BY-SA-4.0", "LAL-1.3", False),
        ("CC-BY-SA-4.0", "MIT", True),
        ("EUPL-1.2", "LiLiQ-Rplus-1.1", False),
        ("EUPL-1.2", "LiLiQ-P-1.1", True),
    ],
)
def test_a_copyleft_lets_through_the_licences_its_own_text_names(
    tmp_path: Path, base: str, derivative: str, conflict: bool
) -> None:
    path = tmp_path / "m.openness.yaml"
    path.write_text(
        "openness: 1\nname: M\nproducer: Somebody\n"
        f"components: {{model-parameters-final: {{availability: public, licence: {derivative}}}}}\n"
        f"base-models: [{{name: a/b, relation: fine-tune, licence: {base}, producer: Another}}]\n"
    )
    assert ("lineage-conflict" in codes(openness.classify(path))) is conflict


@pytest.mark.parametrize(
    ("beside", "text"),
    [
        (
            "README.md",
            "---\nlicense: mit\npipeline_tag: x\n---\nFine-tuned from [Llama](https://huggingface.co/{base}).\n",
        ),
        ("config.json", '{{"_name_or_path": "{base}", "model_type": "llama"}}'),
        ("adapter_config.json", '{{"base_model_name_or_path": "{base}", "peft_type": "LORA"}}'),
    ],
)
def test_a_base_that_only_prose_or_a_settings_file_names_undecides_and_never_denies(
    tmp_path: Path, beside: str, text: str
) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: x\n---\n# Tuned\n")
    (tmp_path / beside).write_text(text.format(base=LLAMA))
    classification = openness.classify(tmp_path)
    (base,) = classification.release.base_models
    assert (base.name, base.certain) == (LLAMA, False)
    assert classification.spectrum.at_least("open-weights").value == "unknown"
    assert classification.spectrum.reached == "weights-available"


def test_a_base_that_the_card_names_denies_though_a_settings_file_names_it_too(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(f"---\nlicense: mit\nbase_model: {LLAMA}\npipeline_tag: x\n---\n# Tuned\n")
    (tmp_path / "adapter_config.json").write_text(f'{{"base_model_name_or_path": "{LLAMA}", "peft_type": "LORA"}}')
    classification = openness.classify(tmp_path)
    assert [base.certain for base in classification.release.base_models] == [True]
    assert classification.spectrum.at_least("open-weights").value == "unmet"


def excluded(tmp_path: Path, bases: str, weights: str = "MIT", producer: str = "Somebody") -> list[Finding]:
    """The findings that no licence is left for a release with these bases."""
    path = tmp_path / "openness.yaml"
    path.write_text(
        f"openness: 1\nname: A merge\nproducer: {producer}\ncomponents:\n"
        f"  model-parameters-final: {{availability: public, licence: {weights}}}\nbase-models:\n{bases}",
        encoding="utf-8",
    )
    found = classify(str(path), under=[]).findings
    return [finding for finding in found if finding.code is Code.LICENCE_INCOMPATIBLE]


GPL = "  - {name: one/model, relation: RELATION, licence: GPL-3.0-only}\n"
NC = "  - {name: other/model, relation: RELATION, licence: CC-BY-NC-4.0}\n"


@pytest.mark.parametrize("relation", ["merge", "fine-tune", "adapter", "quantisation"])
def test_a_derivative_of_licences_that_exclude_each_other_is_found_whatever_it_calls_its_own(
    relation: str, tmp_path: Path
) -> None:
    both = (GPL + NC).replace("RELATION", relation)
    for own in ("MIT", "GPL-3.0-only", "LicenseRef-of-our-own"):
        (finding,) = excluded(tmp_path, both, own)
        assert finding.level == "error"
        assert finding.subject == Subject(licences=["GPL-3.0-only", "CC-BY-NC-4.0"], bases=["one/model", "other/model"])
        assert finding.source is not None and finding.source.line == 7
        assert "one/model" in finding.message and "other/model" in finding.message


def test_a_base_that_lets_nobody_pass_a_derivative_on_leaves_no_licence(tmp_path: Path) -> None:
    base = "  - {name: one/model, relation: fine-tune, licence: CC-BY-ND-4.0}\n"
    (finding,) = excluded(tmp_path, base)
    assert finding.subject.bases == ("one/model",)


@pytest.mark.parametrize(
    "bases",
    [
        GPL,
        NC,
        GPL + NC.replace("RELATION", "distillation"),
        GPL + NC.replace("RELATION", "same-architecture"),
        GPL + NC.replace("CC-BY-NC-4.0", "CC-BY-SA-4.0"),
        GPL + NC.replace("CC-BY-NC-4.0", "CC-BY-NC-4.0 OR MIT"),
        GPL + NC.replace("CC-BY-NC-4.0", "no such licence"),
        NC + NC.replace("other", "one").replace("CC-BY-NC-4.0", "llama3.1"),
        GPL + NC.replace("other/", "Somebody/"),
    ],
)
def test_without_proof_that_no_licence_is_left_nothing_is_said(bases: str, tmp_path: Path) -> None:
    assert excluded(tmp_path, bases.replace("RELATION", "merge")) == []


def test_a_merge_that_a_card_names_is_found_by_what_is_known_of_its_bases(tmp_path: Path) -> None:
    names = "- meta-llama/Llama-3.1-8B\n- mosaicml/mpt-7b-chat\n- Qwen/Qwen2.5-7B\n"
    card = f"---\nlicense: llama3.1\nbase_model:\n{names}tags: [merge]\n---\n"
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    found = [
        finding for finding in classify(str(tmp_path), under=[]).findings if finding.code is Code.LICENCE_INCOMPATIBLE
    ]
    assert [finding.subject.bases for finding in found] == [("meta-llama/Llama-3.1-8B", "mosaicml/mpt-7b-chat")]


@pytest.mark.parametrize(
    ("field", "prose", "found"),
    [
        ("base_model: dataautogpt3/OpenDalleV1.1\n", "", True),
        ("", "Fine-tuned from [OpenDalle](https://huggingface.co/dataautogpt3/OpenDalleV1.1).", False),
    ],
)
def test_a_base_that_only_prose_names_proves_nothing(field: str, prose: str, found: bool, tmp_path: Path) -> None:
    card = f"---\nlicense: mit\n{field}pipeline_tag: x\n---\n{prose}\n"
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    classification = classify(str(tmp_path), under=[])
    assert [base.name for base in classification.release.base_models] == ["dataautogpt3/OpenDalleV1.1"]
    assert (Code.LICENCE_INCOMPATIBLE in {finding.code for finding in classification.findings}) is found


def test_a_conflict_says_what_to_write_in_the_card(tmp_path: Path) -> None:
    def fix(base: str) -> str:
        findings = release(tmp_path, "MIT", base).findings
        return next(finding.help for finding in findings if finding.code is Code.LINEAGE_CONFLICT)

    assert "(write `license: llama3.1` in the card)" in fix(LLAMA)
    assert "write" not in fix("Qwen/Qwen2.5-72B-Instruct")


def test_data_that_bases_may_cap_is_told_where_the_first_base_stands(tmp_path: Path) -> None:
    data = "  datasets: {availability: public, licence: CC-BY-4.0}\n"
    path = tmp_path / "m.openness.yaml"
    path.write_text(
        f"openness: 1\nname: M\ncomponents:\n  model-parameters-final: {{availability: public, licence: MIT}}\n{data}"
        "base-models:\n  - {name: a/one, relation: merge, licence: MIT}\n  - {name: a/two, relation: merge, licence: MIT}\n"
    )
    (finding,) = [found for found in openness.classify(path).findings if found.code is Code.LINEAGE_CAP]
    assert finding.source is not None
    assert (finding.source.line, finding.subject.bases) == (7, ("a/one", "a/two"))


OPEN = """\
  datasets: {availability: public, licence: CC0-1.0}
  training-code: {availability: public, licence: Apache-2.0}
  data-preprocessing-code: {availability: public, licence: Apache-2.0}
  inference-code: {availability: public, licence: Apache-2.0}
  model-architecture: {availability: public, licence: Apache-2.0}
  evaluation-code: {availability: public, licence: Apache-2.0}
  data-information: {availability: public, licence: CC-BY-4.0}
"""


def test_a_base_that_keeps_a_release_below_its_own_level_is_a_cap(tmp_path: Path) -> None:
    found = release(tmp_path, "Apache-2.0", "Qwen/Qwen2.5-7B", more=OPEN)
    message = next(finding.message for finding in found.findings if finding.code is Code.LINEAGE_CAP)
    assert message == (
        "its own licence alone would make it Open source AI + open data; "
        "its base model Qwen/Qwen2.5-7B keeps it at Open weights"
    )
    beside = release(tmp_path, "Apache-2.0", "Qwen/Qwen2.5-7B", more="")
    assert "lineage-cap" not in codes(beside)


def test_a_message_gives_four_reasons_for_which_no_licence_is_left(tmp_path: Path) -> None:
    licences = ("GPL-2.0-only", "CDDL-1.0", "EPL-1.0", "MPL-1.1", "OSL-3.0", "CC-BY-SA-4.0")
    path = tmp_path / "m.openness.yaml"
    path.write_text(
        "openness: 1\nname: M\ncomponents:\n  model-parameters-final: {availability: public, licence: MIT}\nbase-models:\n"
        + "".join(f"  - {{name: a/{licence}, relation: merge, licence: {licence}}}\n" for licence in licences)
    )
    findings = openness.classify(path).findings
    (message,) = (finding.message for finding in findings if finding.code is Code.LICENCE_INCOMPATIBLE)
    assert message.count(" every licence but ") == 1
    assert sum(f" {licence}: " in message for licence in licences) == 3


# --- every finding on bases, with its words: a table


#: The licence of the weights and of the bases, by relation; `@` stands before a producer, `+` before further components.
RELEASES = """
MIT | fine-tune meta-llama/Llama-3.1-8B
MIT | fine-tune meta-llama/Llama-3.1-8B MIT
llama3.1 | fine-tune meta-llama/Llama-3.1-8B
MIT AND llama3.1 | fine-tune meta-llama/Llama-3.1-8B
MIT OR Apache-2.0 | merge a/b CC-BY-NC-4.0 OR MIT
MIT OR CC-BY-NC-4.0 | merge a/b CC-BY-NC-4.0
CC-BY-NC-4.0 | merge a/b CC-BY-NC-4.0
CC-BY-4.0 | merge a/b CC-BY-NC-ND-4.0 OR CC-BY-NC-4.0
CC-BY-4.0 | merge a/b CC-BY-ND-4.0
MIT | merge a/b GPL-3.0-only
MIT | merge a/b GPL-3.0-only OR MPL-2.0
MIT | merge a/b GPL-3.0-only OR Apache-2.0
MIT | merge a/b GPL-3.0-only; merge c/d CC-BY-NC-4.0
MIT | merge a/b GPL-3.0-only; merge c/d gemma; merge e/f llama2
MIT | merge a/b GPL-3.0-only; merge c/d MIT
CC-BY-NC-4.0 | merge a/b GPL-3.0-only; merge c/d CC-BY-NC-4.0 @Somebody
nobody's | merge a/b GPL-3.0-only
- | merge a/b GPL-3.0-only
MIT | adapter a/b
MIT | adapter a/b nobody's
MIT | adapter a/b [MIT, nobody's]
MIT | adapter a/b NONE
MIT | adapter a/b openrail
MIT | adapter a/b llama
MIT | adapter a/b Xerox
MIT | adapter a/b @Somebody
MIT | fine-tune m nobody's
MIT | fine-tune M MIT; merge a/b MIT
MIT | fine-tune another/our-llama-3.1-8b
llama3.1 | fine-tune another/our-llama-3.1-8b
MIT | distillation another/our-llama-3.1-8b
MIT | same-architecture a/b GPL-3.0-only
MIT | trained-on-outputs ChatGPT
MIT | trained-on-outputs a/b nobody's
MIT | trained-on-outputs a/b LicenseRef-Mistral-MRL-0.1
CC-BY-NC-4.0 | trained-on-outputs a/b LicenseRef-Mistral-MRL-0.1
MIT | trained-on-outputs a/b LicenseRef-Mistral-MRL-0.1 OR MIT
MIT | trained-on-outputs a/b llama2
llama2 | trained-on-outputs a/b llama2
MIT | fine-tune c/d llama2; trained-on-outputs a/b llama2
MIT | fine-tune c/d MIT; trained-on-outputs a/b llama2
llama2 AND MIT | trained-on-outputs a/b llama2
MIT | trained-on-outputs a/b llama2 OR MIT
MIT | trained-on-outputs a/b llama3.1
MIT | distillation a/b llama3.1
MIT | distillation a/b gemma
gemma | distillation a/b gemma
MIT | distillation a/b LicenseRef-BigScience-BLOOM-RAIL-1.0
MIT | distillation a/b CC-BY-SA-4.0
MIT | fine-tune a/b Apache-2.0
Apache-2.0 | fine-tune a/b Apache-2.0 OR MIT
MIT | fine-tune a/b Apache-2.0; fine-tune c/d LicenseRef-Falcon-180B-TII-1.0; quantisation e/f LicenseRef-Qwen-License
Apache-2.0 | fine-tune a/b Apache-2.0 + datasets: public
Apache-2.0 | fine-tune a/b Apache-2.0; distillation c/d MIT; merge e/f MIT + data-information: gated, datasets: gated
Apache-2.0 | fine-tune a/b Apache-2.0 + datasets: on-request
Apache-2.0 | distillation a/b Apache-2.0 + datasets: public
Apache-2.0 | same-architecture a/b Apache-2.0 + datasets: public
Apache-2.0 | fine-tune a/b Apache-2.0 @Somebody + datasets: public
MIT | merge a/b GPL-2.0-only; merge c/d Apache-2.0
MIT | merge a/b GPL-2.0-only; merge c/d Apache-2.0; merge e/f CDDL-1.0; merge g/h MIT
MIT | merge a/b GPL-2.0-only OR MIT; merge c/d Apache-2.0
MIT | merge a/b [GPL-2.0-only, GPL-3.0-only]; merge c/d CDDL-1.0
MIT | merge a/b GPL-2.0-only @Somebody; merge c/d Apache-2.0
MIT | distillation a/b GPL-2.0-only; merge c/d Apache-2.0
MIT | merge a/b gpl; merge c/d CC-BY-NC-4.0
"""


def release_of(line: str) -> Release:
    """The release that a line describes."""
    own, _, rest = line.partition(" | ")
    bases, _, more = rest.partition(" + ")

    def base(words: str) -> str:
        words, _, producer = words.partition(" @")
        relation, name, *licence = words.split(" ", 2)
        facts = [f"name: {name}", f"relation: {relation}", *(f"licence: {one}" for one in licence)]
        return f"{{{', '.join([*facts, *([f'producer: {producer}'] if producer else [])])}}}"

    licence = "" if own == "-" else f", licence: {own}"
    named = "".join(f"  - {base(words)}\n" for words in bases.split("; "))
    components = "".join(f"  {part}\n" for part in more.split(", ") if part)
    return native(
        f"name: M\nproducer: Somebody\ncomponents:\n  model-parameters-final: {{availability: public{licence}}}\n"
        f"{components}base-models:\n{named}"
    )


def test_each_finding_on_bases_is_worded_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for line in RELEASES.strip().splitlines():
            yield line
            for finding in openness.classify(release_of(line), under=[]).findings:
                if finding.code.startswith("lineage") or finding.code is Code.LICENCE_INCOMPATIBLE:
                    subject = " ".join(filter(None, finding.subject.key))
                    place = finding.source.line if finding.source else ""
                    yield f"  {finding.code} @{place} [{subject}] {finding.message[:240]} → {finding.help[:160]}"

    agrees(Path(__file__).parent / "answers/lineage.txt", rows())


def test_each_reason_to_look_out_is_given_as_the_table_says() -> None:
    """What `may` says beside its answers: licences at odds, and outputs under terms that nobody knows."""

    def rows() -> Iterator[str]:
        for line in RELEASES.strip().splitlines():
            at_odds, outputs = doubts(judgeable(release_of(line)), shipped())
            if at_odds or outputs:
                yield f"{line} → {' '.join(found.code for found in at_odds)} | {' '.join(found.code for found in outputs)}"

    agrees(Path(__file__).parent / "answers/lineage-doubts.txt", rows())
    assert doubts(judgeable(native("name: M\n")), shipped()) == ((), ())


def test_a_base_that_nothing_names_is_told_so() -> None:
    release = card("license: mit\nlibrary_name: peft\ntags: [lora]")
    (finding,) = [
        finding for finding in openness.classify(release, under=[]).findings if finding.code is Code.LINEAGE_UNKNOWN
    ]
    assert finding.message == "a base model is stated and not named"
    assert finding.subject == Subject()


NAMED = "%scomponents: {model-parameters-final: {availability: public, licence: %s}}\nbase-models: [%s]\n"


def asked_names(name: str, licence: str, *bases: str) -> list[Finding]:
    stated = ", ".join(f"{{name: {base}, relation: fine-tune}}" for base in bases)
    found = classify(native(NAMED % (f"name: {name}\n" if name else "", licence, stated))).findings
    return [finding for finding in found if finding.code is Code.LINEAGE_NAME]


@pytest.mark.parametrize(
    ("name", "base", "fits"),
    [
        ("Acme Legal 70B", "meta-llama/Llama-3.3-70B-Instruct", False),
        ("acme/llama-legal-70b", "meta-llama/Llama-3.3-70B-Instruct", True),
        ("llama/legal-70b", "meta-llama/Llama-3.3-70B-Instruct", False),  # an account is no name
        ("x/Meta-Llama-3.1-8B-GGUF", LLAMA, True),  # as the maker writes it
        ("Legal Llama", LLAMA, False),
        ("Llama-Legal", "meta-llama/Meta-Llama-3-8B", False),  # that text asks for “Llama 3”
        ("Llama-3-Legal", "meta-llama/Meta-Llama-3-8B", True),
        ("HyperCLOVAX-Law", "naver-hyperclovax/HyperCLOVAX-SEED-Text-Instruct-1.5B", True),
        ("Law X", "naver-hyperclovax/HyperCLOVAX-SEED-Text-Instruct-1.5B", False),
        ("EXAONE-Law", "LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct", True),
        ("Law", "LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct", False),
        ("Law MiniCPM", "a/b, licence: LicenseRef-MiniCPM-Model", True),  # anywhere in the name
        ("Law", "a/b, licence: LicenseRef-MiniCPM-Model", False),
        ("Law", "openbmb/MiniCPM-2B-sft-bf16", True),  # it may be under Apache-2.0
        ("Law", "Qwen/Qwen2.5-72B-Instruct", True),  # that text asks for no name
        ("", LLAMA, True),  # nobody says what it is called
    ],
)
def test_a_name_is_asked_of_a_model_that_is_known_to_have_another(name: str, base: str, fits: bool) -> None:
    assert (asked_names(name, "MIT", base) == []) is fits


def test_a_missing_name_says_which_clause_asks_for_it_and_a_name_that_would_do() -> None:
    (found,) = asked_names("Acme Legal 70B", "llama3.3", "meta-llama/Llama-3.3-70B-Instruct")
    assert found.level == "warning"
    assert "asks for a name that begins with “Llama” (clause 1.b.i), and this is called Acme Legal 70B" in found.message
    assert found.help == "call it Llama Acme Legal 70B, say"
    assert found.subject.bases == ("meta-llama/Llama-3.3-70B-Instruct",)
    assert found.subject.licences == ("LicenseRef-Llama-3.3-Community",)


def test_each_base_asks_for_its_own_name_and_nobody_for_one_of_their_own_models() -> None:
    two = asked_names("Law", "MIT", LLAMA, "a/b, licence: LicenseRef-MiniCPM-Model")
    assert {finding.subject.bases for finding in two} == {("a/b",), (LLAMA,)}
    own = NAMED % ("name: Prompt-Guard\nproducer: Meta\n", "llama3.1", f"{{name: {LLAMA}, relation: fine-tune}}")
    assert not [f for f in classify(native(own)).findings if f.code is Code.LINEAGE_NAME]
    assert asked_names("Law", "llama3.1") == []  # it may be Meta's own


def test_a_base_with_a_misspelt_account_has_the_known_name_as_a_hint() -> None:
    def unknown(base: str) -> list[Finding]:
        found = classify(native(f"base-models: [{{name: {base}, relation: fine-tune}}]")).findings
        return [finding for finding in found if finding.code is Code.LINEAGE_UNKNOWN]

    (misspelt,) = unknown("meta-lama/Llama-3.1-8B")
    assert misspelt.help == "did you mean meta-llama/Llama-3.1-8B?"
    (nobody,) = unknown("nobody/knows-this")
    assert nobody.help == ""
    assert unknown("meta-llama/Llama-3.1-8B") == []


def conflict(licence: str, *of_base: str) -> str:
    base = BaseModel("a/b", Relation.FINE_TUNE, Source("a", 1), fact(*of_base))
    release = evolve(
        native(f"components: {{model-parameters-final: {{availability: public, licence: {licence}}}}}"),
        base_models=(base,),
    )
    found = [each for each in classify(release).findings if each.code is Code.LINEAGE_CONFLICT]
    return "; ".join(f"{each.message} → {each.help}" for each in found)


def test_a_conflict_names_the_licences_that_withhold_and_not_those_beside_them() -> None:
    both = conflict("MIT", "MIT AND LicenseRef-Llama-3.1-Community")
    assert both.startswith(
        "MIT grants what Llama 3.1 Community License Agreement of a/b withholds: use by anyone (clause 2:"
    )
    assert "→ release it under Llama 3.1 Community License Agreement (write `license: llama3.1` in the card)" in both


def test_a_conflict_with_each_licence_that_somebody_may_choose_names_them_all() -> None:
    sides = conflict("MIT", "CC-BY-NC-4.0 OR LicenseRef-Llama-3.1-Community")
    assert sides.startswith("MIT grants what CC-BY-NC-4.0 or Llama 3.1 Community License Agreement of a/b withholds: ")
    alike = conflict("MIT", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0")
    assert alike.startswith("MIT grants what CC-BY-NC-4.0 or CC-BY-NC-SA-4.0 of a/b withholds: commercial use")
    assert "commercial use" in sides and "use by anyone" in sides
    assert conflict("MIT", "CC-BY-NC-4.0", "MIT") == conflict("MIT", "CC-BY-NC-4.0 OR MIT") == ""


def test_models_whose_outputs_trained_a_release_under_terms_that_nobody_knows_are_those_in_doubt() -> None:
    def base(name: str, relation: str, licence: str = "") -> str:
        return f"{{name: '{name}', relation: {relation}{f', licence: {licence}' if licence else ''}}}"

    bases = (
        base("a/one", "trained-on-outputs"), base("", "trained-on-outputs"), base("a/two", "trained-on-outputs", "MIT"),
        base("a/three", "fine-tune"), base("a/four", "distillation"), base("a/five", "fine-tune", "MIT"),
    )  # fmt: skip
    found = unknown_outputs(judgeable(native(f"name: M\nbase-models: [{', '.join(bases)}]\n")))
    assert sorted(base.name for base in found) == ["", "a/four", "a/one"]
