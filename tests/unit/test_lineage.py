"""What a base's terms mean for what was made from it: the worked cases."""

from pathlib import Path

import pytest

import openness

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
    ("licence", "base", "relation", "expected"),
    [
        ("MIT", LLAMA, "fine-tune", {"lineage-conflict", "lineage-duty"}),
        ("Apache-2.0", "google/gemma-2-2b", "fine-tune", {"lineage-conflict", "lineage-duty"}),
        ("CC-BY-4.0", "Qwen/Qwen2.5-3B", "fine-tune", {"lineage-conflict", "lineage-duty"}),
        ("Apache-2.0", "Qwen/Qwen2.5-72B-Instruct", "quantisation", {"lineage-conflict", "lineage-duty"}),
        ("Apache-2.0", "CohereForAI/c4ai-command-r-v01", "adapter", {"lineage-conflict", "lineage-duty"}),
        ("MIT", "Qwen/Qwen2.5-7B", "fine-tune", {"lineage-duty"}),
        ("MIT", "Qwen/Qwen2.5-7B", "distillation", set()),
        ("LicenseRef-Llama-3.1-Community", LLAMA, "quantisation", set()),
        ("Apache-2.0", "Qwen/Qwen2.5-7B", "fine-tune", set()),
        ("Apache-2.0", LLAMA, "same-architecture", set()),
        ("Apache-2.0", "meta-llama/Meta-Llama-3-8B", "trained-on-outputs", {"lineage-conflict", "lineage-duty"}),
        ("Apache-2.0", LLAMA, "trained-on-outputs", {"lineage-duty"}),
        ("Apache-2.0", "nobody/knows-this", "fine-tune", {"lineage-unknown"}),
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


def test_a_model_that_names_itself_is_a_cycle(tmp_path: Path) -> None:
    assert "lineage-cycle" in codes(release(tmp_path, "MIT", "M"))


def test_data_of_the_base_caps_what_the_tuner_opens(tmp_path: Path) -> None:
    more = "  datasets: {availability: public, licence: CC0-1.0}\n"
    assert "lineage-cap" in codes(release(tmp_path, "Apache-2.0", "Qwen/Qwen2.5-7B", more=more))


def test_a_known_base_is_an_inferred_claim_with_its_source(tmp_path: Path) -> None:
    (base,) = release(tmp_path, "MIT", LLAMA).release.base_models
    (claim,) = base.licence.claims
    assert (claim.value, claim.basis) == ("LicenseRef-Llama-3.1-Community", "inferred")
    assert claim.because.startswith("rule known-base: ")


def test_what_the_file_says_of_its_base_does_not_undo_what_is_known_of_it(tmp_path: Path) -> None:
    path = tmp_path / "m.openness.yaml"
    path.write_text(
        "openness: 1\ncomponents:\n  model-parameters-final: {availability: public, licence: MIT}\n"
        f"base-models:\n  - {{name: {LLAMA}, relation: fine-tune, licence: MIT}}\n"
    )
    assert openness.classify(path).spectrum.reached == "weights-available"
