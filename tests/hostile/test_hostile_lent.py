"""Files that lie beside a release, or name it oddly, and must not make it more open than it is."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.support.releases import codes, gguf, safetensors

import openness
from openness.vocabulary import Kind

OPEN = ("open-weights", "open-source-ai", "open-source-ai-with-open-data")
SILENT = "---\npipeline_tag: x\n---\n"
MIT = "---\nlicense: mit\npipeline_tag: x\n{}---\n{}"
CODE = "training-code inference-code data-preprocessing-code evaluation-code model-architecture".split()
WHOLE = (
    "openness: 1\nname: Wren\ncomponents:\n  model-parameters-final: {availability: public, licence: MIT}\n"
    + "".join(
        f"  {kind}: {{availability: public, licence: MIT}}\n" for kind in (*CODE, "supporting-libraries-and-tools")
    )
)
TWO_SETS = WHOLE + "  datasets: [{name: Dolma, availability: public}, {name: Tulu, availability: public}]\n"
NATIVE = "openness: 1\nname: Wren\ncomponents: {model-parameters-final: {availability: public}}\n"
ENTRY = (
    "system: {{endmodelname: Wren, endmodellicense: MIT, basemodelname: {}}}\norg: {{name: Acme}}\n"
    "weights_endmodel: {{class: open}}\nmodelcard: {{class: open}}\ndatasheet: {{class: open}}\n"
)


def bill(name: str) -> str:
    """An SBOM that is about one model under MIT."""
    part = {"type": "machine-learning-model", "bom-ref": "m", "name": name, "licenses": [{"license": {"id": "MIT"}}]}
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"component": part}})


def croissant(name: str, **more: object) -> str:
    """A data set that everyone may have and use."""
    document = {
        "@context": {"cr": "http://mlcommons.org/croissant/"},
        "@type": "sc:Dataset",
        "name": name,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "distribution": [{"@type": "cr:FileObject", "contentUrl": "https://example.com/x.csv"}],
    }
    return json.dumps(document | more)


def record(**more: object) -> str:
    """The Hub's record of a repository."""
    fields = {"id": "acme/wren", "gated": False, "private": False, "tags": ["license:mit"]}
    return json.dumps(fields | {"siblings": [{"rfilename": "model.safetensors"}]} | more)


def rung(folder: Path, files: Mapping[str, str | bytes]) -> str | None:
    """The rung that files of a folder reach."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return openness.classify(folder if len(files) > 1 else path, under=[]).spectrum.reached


@pytest.mark.parametrize(
    "files",
    [
        {"openness.yaml": NATIVE, "sbom.json": bill("bert-base-uncased")},
        {"openness.yaml": NATIVE, "deep/down/sbom.json": bill("bert-base-uncased")},
        {"openness.yaml": NATIVE, "m.gguf": gguf([("general.name", "Other"), ("general.license", "mit")])},
    ],
    ids=["SBOM", "SBOM further down", "GGUF"],
)
def test_a_model_by_another_name_lends_no_licence(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert rung(tmp_path, files) == "weights-available"


def test_of_two_models_beside_a_card_neither_lends_its_licence(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "README.md": SILENT,
        "wren.gguf": gguf([("general.name", "Wren")]),
        "other.gguf": gguf([("general.name", "Other"), ("general.license", "mit")]),
    }
    assert rung(tmp_path, files) == "weights-available"


def test_two_files_of_one_model_speak_of_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "README.md": SILENT,
        "wren-q4.gguf": gguf([("general.name", "Wren"), ("general.license", "mit")]),
        "wren-q8.gguf": gguf([("general.name", "Wren 7B"), ("general.license", "mit")]),
    }
    assert rung(tmp_path, files) == "open-weights"


def test_a_model_by_a_longer_name_is_the_same(tmp_path: Path) -> None:
    assert rung(tmp_path, {"openness.yaml": NATIVE, "sbom.json": bill("acme/wren-7b")}) == "open-weights"


def test_a_model_by_another_name_still_disputes(tmp_path: Path) -> None:
    own = NATIVE.replace("public", "public, licence: Apache-2.0")
    other = gguf([("general.name", "Other"), ("general.license", "llama3.1")])
    assert rung(tmp_path, {"openness.yaml": own, "m.gguf": other}) == "weights-available"


@pytest.mark.parametrize("place", ["croissant.json", "eval/croissant.json"])
def test_a_data_set_nobody_names_is_no_training_data(tmp_path: Path, place: str) -> None:
    assert rung(tmp_path, {"openness.yaml": WHOLE, place: croissant("probe")}) == "open-weights"


def test_a_data_set_the_release_names_is_its_training_data(tmp_path: Path) -> None:
    named = WHOLE + "  datasets: [{name: wren-data}]\n"
    files = {"openness.yaml": named, "croissant.json": croissant("wren-data")}
    assert rung(tmp_path, files) == "open-source-ai-with-open-data"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("CITATION.cff", "cff-version: 1.2.0\ntype: dataset\ntitle: Another\nlicense: CC-BY-4.0\n"),
        ("REUSE.toml", 'version = 1\n[[annotations]]\npath = "data/**"\nSPDX-License-Identifier = "CC-BY-4.0"\n'),
        ("codemeta.json", '{"@context": "codemeta", "@type": "Dataset", "license": "CC-BY-4.0"}'),
    ],
)
def test_a_licence_of_data_fills_no_silence_of_several_data_sets(tmp_path: Path, name: str, text: str) -> None:
    assert rung(tmp_path, {"openness.yaml": TWO_SETS, name: text}) == "open-weights"


@pytest.mark.parametrize("key", ["conditionsOfAccess", "sc:conditionsOfAccess", "acquireLicensePage"])
def test_data_with_conditions_of_access_are_not_inferred_to_be_public(tmp_path: Path, key: str) -> None:
    (tmp_path / "croissant.json").write_text(croissant("x", **{key: "registered researchers"}))
    item = openness.read(tmp_path / "croissant.json").component(Kind.DATASETS).items[0]
    assert not item.availability.claims


def test_what_is_said_of_the_use_of_data_keeps_their_licence_from_being_certain(tmp_path: Path) -> None:
    (tmp_path / "croissant.json").write_text(croissant("x", usageInfo="https://example.com/terms"))
    assert "licence-unknown" in codes(openness.classify(tmp_path / "croissant.json", under=[]))


@pytest.mark.parametrize(
    "files",
    [
        {"README.md": MIT.format("library_name: peft\n", "")},
        {"README.md": MIT.format("tags: [lora]\n", "")},
        {"README.md": MIT.format("tags: [mergekit]\n", "")},
        {"README.md": MIT.format("base_model_relation: quantized\n", "")},
        {"README.md": MIT.format("base_model: a bird\n", "")},
        {"README.md": MIT.format("", ""), "a.gguf": gguf([("general.base_model.0.name", "Bird Base 7B")])},
        {"README.md": MIT.format("basemodel: meta-llama/Llama-3.1-8B\n", "")},
        {"README.md": MIT.format("", ""), "a.gguf": gguf([("general.type", "adapter")])},
        {"README.md": MIT.format("", ""), "a.safetensors": safetensors('{"modelspec.architecture": "sdxl/lora"}')},
        {"README.md": MIT.format("", ""), "a.safetensors": safetensors('{"ss_network_module": "networks.lora"}')},
        {
            "README.md": MIT.format("", ""),
            "MLmodel": "flavors: {t: {peft_adaptor: peft, source_model_name: /data/x}}\n",
        },
        {"README.md": MIT.format("", ""), "adapter/adapter_config.json": '{"base_model_name_or_path": "/data/x"}'},
        {"README.md": MIT.format("", ""), "Modelfile": "FROM hf.co/acme/Other.gguf\n"},
        {"README.md": MIT.format("", ""), "Modelfile": "FROM https://huggingface.co/a/b/resolve/main/x.gguf\n"},
        {"info.json": record(siblings=[{"rfilename": "adapter_model.safetensors"}])},
        *(
            {"x.yaml": ENTRY.format(base)}
            for base in ("[Llama 3.1, Qwen]", "{a: Llama}", "unknown", '"Llama, own data"')
        ),
    ],
    ids=lambda files: " ".join(files) + str(len(str(files))),
)
def test_a_base_that_must_be_there_and_is_not_named_may_have_any_terms(
    tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    assert rung(tmp_path, files) == "weights-available"


@pytest.mark.parametrize("base", ["own", '"Wren (own)"', "n/a", "none", '"-"', "null", "Wren"])
def test_an_entry_that_names_no_other_base_has_none(tmp_path: Path, base: str) -> None:
    assert rung(tmp_path, {"x.yaml": ENTRY.format(base)}) == "open-weights"


def test_an_adapter_the_base_of_which_is_named_beside_it_has_that_base(tmp_path: Path) -> None:
    settings = '{"base_model_name_or_path": "mistralai/Mistral-7B-v0.1"}'
    files = {"README.md": MIT.format("library_name: peft\n", ""), "adapter_config.json": settings}
    assert rung(tmp_path, files) == "open-weights"


@pytest.mark.parametrize("place", ["m.safetensors", "tests/x"])
def test_an_adapter_further_down_is_another_thing_beside_weights_or_in_tests(tmp_path: Path, place: str) -> None:
    settings = '{"base_model_name_or_path": "meta-llama/Llama-3.1-8B"}'
    below = "tests" if place.startswith("tests") else "examples"
    files: dict[str, str | bytes] = {
        "README.md": MIT.format("", ""),
        place: safetensors("{}"),
        f"{below}/adapter_config.json": settings,
    }
    assert rung(tmp_path, files) == "open-weights"


@pytest.mark.parametrize("name", ["meta-llama/Llama-3.1-8B", "Llama-3.1-8B"])
def test_whose_a_known_base_is_cannot_be_said_otherwise(tmp_path: Path, name: str) -> None:
    own = f"openness: 1\nname: Wren\nproducer: Acme\nbase-models: [{{name: {name}, relation: fine-tune, producer: Acme}}]\n"
    weights = "components: {model-parameters-final: {availability: public, licence: MIT}}\n"
    assert rung(tmp_path, {"openness.yaml": own + weights}) == "weights-available"


@pytest.mark.parametrize(
    "more",
    [{"private": "true"}, {"private": 1}, {"disabled": "yes"}, {"disabled": {"by": "x"}}],
    ids=str,
)
def test_a_repository_that_is_not_plainly_public_offers_nothing(tmp_path: Path, more: dict[str, object]) -> None:
    assert rung(tmp_path, {"info.json": record(**more)}) == "closed"


@pytest.mark.parametrize(
    "files",
    [
        {"info.json": record(cardData={"license": "mit"}, tags=["license:cc-by-nc-4.0"])},
        {"README.md": MIT.format("tags: ['license:cc-by-nc-4.0']\n", "")},
    ],
    ids=["record", "card"],
)
def test_a_tag_that_names_another_licence_is_a_dispute(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert rung(tmp_path, files) == "weights-available"


@pytest.mark.parametrize("name", ["license_llama3.1.txt", "license-gemma.md", "LICENSE-rail"])
def test_a_licence_text_is_met_by_the_name_of_a_family(tmp_path: Path, name: str) -> None:
    assert rung(tmp_path, {"README.md": MIT.format("", ""), name: "Not for commerce.\n"}) == "weights-available"


@pytest.mark.parametrize(
    "more",
    [
        {"description": "This model is released under CC-BY-NC-4.0."},
        {"licenses": [{"license": {"id": "MIT", "text": {"content": "For non-commercial use only."}}}]},
    ],
    ids=["in its description", "in a line beside the licence"],
)
def test_a_limit_in_an_sbom_is_heard(tmp_path: Path, more: dict[str, object]) -> None:
    document = json.loads(bill("acme/wren"))
    part = document["metadata"]["component"]
    part["externalReferences"] = [{"type": "distribution", "url": "https://huggingface.co/acme/wren"}]
    assert rung(tmp_path, {"sbom.json": json.dumps(document)}) == "open-weights"
    part |= more
    assert rung(tmp_path, {"sbom.json": json.dumps(document)}) == "weights-available"


def test_a_policy_without_a_licence_limits_nothing_open(tmp_path: Path) -> None:
    (tmp_path / "USE_POLICY.md").write_text("# Acceptable Use Policy\n\nYou agree not to harm anyone.\n")
    found = codes(openness.classify(tmp_path / "USE_POLICY.md", under=[]))
    assert "licence-unknown" in found
    assert "restriction-in-prose" not in found
