"""Details: how their values are written, and what they come to in a release."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.releases import card, native
from tests.support.releases import gguf as gguf_of

import openness
from openness.export.convert import convert
from openness.formats import citation, gguf, hub_info, model_config, modelpack, mof
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.syntax.document import Document
from openness.vocabulary.details import TASKS, DetailSort, Modality, ModelDetail


def stated(release: Release) -> dict[str, tuple[str, ...]]:
    return {word: fact.values for word, fact in release.details}


@pytest.mark.parametrize("detail", ModelDetail)
@given(text=st.text(max_size=30))
def test_a_value_is_read_once_and_for_all(detail: ModelDetail, text: str) -> None:
    value = detail.read(text)
    assert detail.read(value) == value


@pytest.mark.parametrize(
    ("detail", "text"),
    [
        (ModelDetail.RELEASE_DATE, "2026-13-01"),
        (ModelDetail.RELEASE_DATE, "spring 2026"),
        (ModelDetail.PARAMETERS, "-1"),
        (ModelDetail.PARAMETERS, "nan"),
        (ModelDetail.PARAMETERS, "inf"),
        (ModelDetail.PARAMETERS, "7B"),
        (ModelDetail.INPUT_MODALITY, "prose"),
        (ModelDetail.LANGUAGE, "a\nb"),
        (ModelDetail.ARCHITECTURE, "Undisclosed"),
    ],
)
def test_what_is_no_value_states_nothing(detail: ModelDetail, text: str) -> None:
    assert detail.read(text) == ""


def test_a_native_file_says_what_is_odd_in_it() -> None:
    release = native("details: {parameters: many, release-dat: 2026, language: [en, [fr]], input-modality: smell}\n")
    assert stated(release) == {"language": ("en",)}
    assert len(release.oddities) == 4


def test_several_values_are_a_dispute_only_where_a_detail_has_one() -> None:
    release = native("details: {parameters: 1, language: en}\n").join(
        native("details: {parameters: 2, language: fr}\n")
    )
    details = release.to_dict()["details"]
    assert isinstance(details, dict)
    assert {word: (fact["values"], fact["state"]) for word, fact in details.items()} == {
        "language": (["en", "fr"], "known"),
        "parameters": (["1", "2"], "disputed"),
    }


def test_a_card_states_languages_and_its_task_tells_what_goes_in_and_out() -> None:
    release = card("license: mit\nlanguage: [no, pt-BR]\npipeline_tag: image-text-to-text")
    assert stated(release) == {
        "input-modality": ("image", "text"),
        "language": ("no", "pt-BR"),
        "output-modality": ("text",),
    }
    assert {claim.basis.value for claim in release.detail(ModelDetail.INPUT_MODALITY).claims} == {"inferred"}
    assert stated(card("license: mit\npipeline_tag: juggling")) == {}


def test_every_task_tells_kinds_of_content() -> None:
    assert {word for sides in TASKS.values() for side in sides for word in side.split()} <= set(map(str, Modality))


def test_other_files_state_them_in_fields_of_their_own() -> None:
    config = '{"model_type": "llama", "architectures": ["LlamaForCausalLM"], "max_position_embeddings": 8192}'
    assert stated(model_config.read(Document("config.json", "", data=config.encode()))) == {
        "architecture": ("LlamaForCausalLM",),
        "context-length": ("8192",),
    }
    release = (
        "framework: {name: MOF}\nrelease: {name: A, date: '2024-11-15', architecture: transformer, components: []}\n"
    )
    assert stated(mof.read(Document("a.yml", release))) == {
        "architecture": ("transformer",),
        "release-date": ("2024-11-15",),
    }
    cff = "cff-version: 1.2.0\ndate-released: 2025-07-08\n"
    assert stated(citation.read(Document("CITATION.cff", cff))) == {"release-date": ("2025-07-08",)}
    assert stated(citation.read(Document("CITATION.cff", cff + "type: dataset\n"))) == {}
    packed = {
        "descriptor": {"name": "a"},
        "modelfs": {},
        "config": {
            "architecture": "transformer",
            "capabilities": {"inputTypes": ["text", "smell"], "languages": ["en"]},
        },
    }
    assert stated(modelpack.read(Document("a.modelpack.json", json.dumps(packed)))) == {
        "architecture": ("transformer",),
        "input-modality": ("text",),
        "language": ("en",),
    }
    pairs = (("general.architecture", "llama"), ("general.parameter_count", 7), ("llama.context_length", 4096))
    assert stated(gguf.read(Document("a.gguf", "", data=gguf_of(pairs)))) == {
        "architecture": ("llama",),
        "context-length": ("4096",),
        "parameters": ("7",),
    }
    record = {
        "id": "acme/heron",
        "pipeline_tag": "text-generation",
        "safetensors": {"total": 7},
        "cardData": {"license": "mit"},
    }
    (read,) = hub_info.read(Document("a.json", json.dumps(record)))
    assert stated(read)["parameters"] == ("7",)
    assert stated(read)["input-modality"] == ("text",)


def test_others_sboms_state_them_in_the_formats_own_fields(tmp_path: Path) -> None:
    card = {
        "modelParameters": {
            "modelArchitecture": "BERT",
            "inputs": [{"format": "string"}],
            "outputs": [{"format": "byte[]"}],
        },
        "considerations": {
            "environmentalConsiderations": {
                "energyConsumptions": [
                    {"activity": "training", "activityEnergyCost": {"value": 12.5, "unit": "kWh"}},
                    {"activity": "inference", "activityEnergyCost": {"value": 3, "unit": "kWh"}},
                ]
            }
        },
    }
    taxonomy = {"cdx:ai-ml:model:parameter:count": "7.3B", "cdx:ai-ml:model:language": "en"}
    model = {
        "type": "machine-learning-model",
        "name": "a",
        "releaseNotes": {"type": "major", "timestamp": "2026-03-01T12:00:00Z"},
        "modelCard": card,
        "properties": [{"name": name, "value": value} for name, value in taxonomy.items()],
    }
    path = tmp_path / "a.cdx.json"
    path.write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"component": model}}))
    assert stated(openness.read(path)) == {
        "architecture": ("BERT",),
        "input-modality": ("text",),
        "language": ("en",),
        "parameters": ("7300000000",),
        "release-date": ("2026-03-01",),
        "training-energy": ("12.5",),
    }
    energy = {"trainingEnergyConsumption": [{"type": "x", "energyQuantity": "36", "energyUnit": "megajoule"}]}
    elements = [
        {
            "type": "ai_AIPackage",
            "spdxId": "urn:a",
            "name": "a",
            "ai_typeOfModel": ["BERT"],
            "ai_energyConsumption": energy,
        }
    ]
    document = {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": elements}
    path = tmp_path / "a.spdx3.json"
    path.write_text(json.dumps(document))
    assert stated(openness.read(path)) == {"architecture": ("BERT",), "training-energy": ("10",)}


@pytest.mark.parametrize("to", ["spdx3", "cyclonedx", "spdx2"])
def test_copyright_statements_go_through_an_sbom(to: str, tmp_path: Path) -> None:
    release = native(
        "name: a\ncopyrights: [Copyright 2026 Acme]\ncomponents: {model-parameters-final: {licence: MIT}}\n"
    )
    path = tmp_path / f"a.{ {'spdx3': 'spdx3', 'cyclonedx': 'cdx', 'spdx2': 'spdx'}[to] }.json"
    path.write_text(convert(release, to, shipped()).text)
    assert [claim.value for claim in openness.read(path).copyrights] == ["Copyright 2026 Acme"]


def test_a_changed_detail_is_a_changed_fact_and_no_verdict(tmp_path: Path) -> None:
    for name, details in (("old", "{parameters: 7e9, language: en}"), ("new", "{parameters: 8e9, language: [en, fr]}")):
        (tmp_path / f"{name}.openness.yaml").write_text(f"openness: 1\ndetails: {details}\n")
    comparison = openness.diff(tmp_path / "old.openness.yaml", tmp_path / "new.openness.yaml")
    assert [(fact.about, fact.before, fact.after) for fact in comparison.facts] == [
        ("language", "en", "en, fr"),
        ("parameters", "7000000000", "8000000000"),
    ]
    assert comparison.verdicts == ()


def test_every_sort_has_a_help() -> None:
    assert all(sort.help.startswith("write ") for sort in DetailSort)


def test_what_goes_into_a_task_and_comes_out_of_it_are_kinds_of_content() -> None:
    words = {word for sides in TASKS.values() for side in sides for word in side.split()}
    assert words == set(Modality)


def test_a_long_word_says_nothing_and_a_long_number_keeps_its_first_digits() -> None:
    text = next(detail for detail in ModelDetail if detail.sort is DetailSort.TEXT)
    assert [len(text.read("x" * letters)) for letters in (200, 201)] == [200, 0]
    assert ModelDetail.PARAMETERS.read("9" * 40) == "9" * 40
    assert ModelDetail.PARAMETERS.read("9" * 41) == "1e+41"
