"""What limits a release counts where it is said of a part: a model within it, a folder of weights, a file by its name."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.support.licence_texts import MIT as MIT_TEXT
from tests.support.releases import gguf, safetensors

import openness
from openness.formats import licence_file

CARD = "---\nlicense: mit\npipeline_tag: x\n{}---\n# Wren\n"
WEIGHTS = safetensors('{"format":"pt"}')
OPEN, LIMITED = "open-weights", "weights-available"
HUB = "https://huggingface.co/acme/wren"


def folder(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with these files."""
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return root


def reached(root: Path, files: Mapping[str, str | bytes]) -> set[str | None]:
    """The levels of the releases in a folder with these files."""
    return {release.spectrum.reached for release in openness.classify_all(folder(root, files), under=[])}


# A model within a model

NC, MIT = "CC-BY-NC-4.0", "MIT"


def cyclonedx(inner: str, licence: str) -> tuple[str, dict[str, Any]]:
    def component(sort: str, name: str, licence: str, *within: Any) -> dict[str, Any]:
        stated = {"type": sort, "name": name, "licenses": [{"license": {"id": licence}}]}
        return stated | ({"components": [*within]} if within else {})

    encoder = component("machine-learning-model", inner, licence)
    whole = component(
        "machine-learning-model", "acme/wren", MIT, {"type": "file", "name": "parts", "components": [encoder]}
    )
    whole["externalReferences"] = [{"type": "distribution", "url": HUB}]
    return "w.cdx.json", {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"component": whole}}


def spdx2(inner: str, licence: str) -> tuple[str, dict[str, Any]]:
    def package(id: str, name: str, licence: str) -> dict[str, str]:
        address = f"https://huggingface.co/{name}"
        return {"SPDXID": id, "name": name, "downloadLocation": address, "licenseDeclared": licence}

    tie = {"spdxElementId": "SPDXRef-w", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-i"}
    packages = [package("SPDXRef-w", "acme/wren", MIT), package("SPDXRef-i", inner, licence)]
    document = {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "documentDescribes": ["SPDXRef-w"]}
    return "w.spdx.json", document | {"packages": packages, "relationships": [tie]}


def spdx3(inner: str, licence: str) -> tuple[str, dict[str, Any]]:
    def model(id: str, name: str, licence: str) -> list[dict[str, Any]]:
        text = {"type": "simplelicensing_LicenseExpression", "spdxId": f"{id}-l"}
        return [
            {"type": "ai_AIPackage", "spdxId": id, "name": name, "software_downloadLocation": f"https://hf.co/{name}"},
            text | {"simplelicensing_licenseExpression": licence},
            {"type": "Relationship", "from": id, "to": [f"{id}-l"], "relationshipType": "hasDeclaredLicense"},
        ]

    tie = {"type": "Relationship", "from": "urn:w", "to": ["urn:i"], "relationshipType": "contains"}
    graph = [*model("urn:w", "acme/wren", MIT), *model("urn:i", inner, licence), tie]
    return "w.spdx3.json", {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": graph}


@pytest.mark.parametrize("document", [cyclonedx, spdx2, spdx3])
@pytest.mark.parametrize(("inner", "licence", "level"), [("acme/egret", NC, LIMITED), ("acme/egret", MIT, OPEN)])
def test_whoever_has_a_model_is_bound_by_the_terms_of_those_within_it(
    tmp_path: Path, document: Any, inner: str, licence: str, level: str
) -> None:
    name, text = document(inner, licence)
    (tmp_path / name).write_text(json.dumps(text))
    whole = next(found for found in openness.classify_all(tmp_path / name) if found.release.name.value == "acme/wren")
    assert whole.spectrum.reached == level


# Settings of a part

PART = "text_encoder"


@pytest.mark.parametrize(
    ("place", "base", "level"),
    [
        (PART, "meta-llama/Llama-3.1-8B", LIMITED),
        (PART, "acme/unheard-of", LIMITED),
        (PART, "openai/clip-vit-large-patch14", OPEN),
        (PART, "/home/acme/out", OPEN),
        ("third_party/llama", "meta-llama/Llama-3.1-8B", OPEN),
        ("tests/llama", "meta-llama/Llama-3.1-8B", OPEN),
    ],
)
def test_settings_beside_the_weights_of_a_part_name_a_base(tmp_path: Path, place: str, base: str, level: str) -> None:
    files: dict[str, str | bytes] = {
        "README.md": CARD.format(""),
        "model_index.json": '{"_class_name": "WrenPipeline"}',
        "unet/diffusion_pytorch_model.safetensors": WEIGHTS,
        f"{place}/config.json": json.dumps({"architectures": ["X"], "_name_or_path": base}),
        f"{place}/model.safetensors": WEIGHTS,
    }
    assert reached(tmp_path, files) == {level}


# A licence by its name alone


@pytest.mark.parametrize(
    "name",
    """WrenLicense.txt ModelLicense modellicense weights_licence.odt Model-License.hwp license.pages legalcode.txt
    cc-by-nc-4.0.txt
    CC_BY_NC_4.0.md cc0.txt MODEL-LICENSE/terms-v1 license_files/x model-licenses/wren.txt""".split(),
)
def test_a_file_is_a_licence_by_its_name(name: str) -> None:
    place, _, base = name.rpartition("/")
    assert licence_file.matches_name(base, place)


@pytest.mark.parametrize(
    "name",
    """LicenseManager.txt AboutLicenses.txt ChooseALicense.md relicensing.txt MyTermsheet.txt cc.txt ccby.py
    license-checker/x.txt models/x.txt search_terms.txt""".split(),
)
def test_another_file_is_none(name: str) -> None:
    place, _, base = name.rpartition("/")
    assert not licence_file.matches_name(base, place)


@pytest.mark.parametrize(
    ("fields", "level"),
    [
        ("license_link: LICENSE-WREN\n", LIMITED),
        ("license_link: https://huggingface.co/acme/wren/blob/main/MODEL_LICENSE.md\n", LIMITED),
        ("license_link: LICENSE\n", OPEN),
        ("license_link: LICENSE-MIT\n", OPEN),
        ("tags: 'birds, license:cc-by-nc-4.0'\n", LIMITED),
        ("tags: |\n  birds\n  base_model:meta-llama/Llama-3.1-8B\n", LIMITED),
        ("tags: birds, license:mit\n", OPEN),
        ("model_name: Meta-Llama-3.1-8B-Instruct\n", LIMITED),
        ("model_name: wren-8b\n", OPEN),
    ],
)
def test_fields_that_point_to_other_terms_count(tmp_path: Path, fields: str, level: str) -> None:
    assert reached(tmp_path, {"README.md": CARD.format(fields)}) == {level}


def test_a_file_to_which_a_field_points_is_read_where_it_lies(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "LICENSE").read_text()
    card = CARD.format("license_link: LICENSE-WREN\n").replace("mit", "apache-2.0")
    files = {"README.md": card, "LICENSE-WREN": text}
    assert reached(tmp_path, files) == {OPEN}


@pytest.mark.parametrize(
    ("part", "level"),
    [
        ("weights: {availability: public, licence: CC-BY-NC-4.0}", LIMITED),
        ("vision_encoder: {availability: public, licence: CC-BY-NC-4.0}", LIMITED),
        ("adapters: withheld", LIMITED),
        ("weights: public", OPEN),
        ("logo: {availability: public, licence: CC-BY-NC-4.0}", OPEN),
    ],
)
def test_a_part_that_no_list_knows_may_be_of_the_weights(tmp_path: Path, part: str, level: str) -> None:
    text = "openness: 1\nname: Wren\ncomponents:\n  model-parameters-final: {availability: public, licence: MIT}\n"
    (tmp_path / "openness.yaml").write_text(f"{text}  {part}\n")
    assert openness.classify(tmp_path / "openness.yaml", under=[]).spectrum.reached == level


# Names and fields within the files of weights, and beside them


@pytest.mark.parametrize(
    ("file", "words", "level"),
    [
        ("w.gguf", {"general.name": "Meta Llama 3.1 8B Instruct"}, LIMITED),
        ("w.gguf", {"general.name": "Meta-Llama-3.1-8B-Instruct-Q4_K_M"}, LIMITED),
        ("w.gguf", {"general.name": "Wren", "general.basename": "gemma-2", "general.size_label": "9B"}, LIMITED),
        ("llama-2-7b.Q4_K_M.gguf", {}, LIMITED),
        ("w.gguf", {"general.name": "Phi-3 mini 3.8B"}, OPEN),
        ("w.gguf", {"general.name": "LLaMA v2"}, OPEN),  # what old programs wrote for the architecture
        ("wren-8B-llama.gguf", {"general.name": "Wren 8B"}, OPEN),
        ("wren-7b.Q4_K_M.gguf", {}, OPEN),
    ],
)
def test_weights_called_as_a_model_under_other_terms_may_be_that_model(
    tmp_path: Path, file: str, words: dict[str, str], level: str
) -> None:
    assert reached(tmp_path, {"README.md": CARD.format(""), file: gguf(words.items())}) == {level}


def test_a_base_that_is_named_tells_why_weights_are_called_so(tmp_path: Path) -> None:
    header = gguf([("general.name", "Wren Meta Llama 3.1 8B Tokenizer")])
    card = CARD.format("base_model: Qwen/Qwen2.5-7B\n").replace("mit", "apache-2.0")
    assert reached(tmp_path, {"README.md": card, "w.gguf": header}) == {OPEN}


@pytest.mark.parametrize(
    ("file", "text", "level"),
    [
        ("config.yaml", "model: {name: Wren, license: cc-by-nc-4.0}\n", LIMITED),
        ("config.yaml", "model_name_or_path: meta-llama/Llama-3.1-8B\n", LIMITED),
        ("config.yaml", "defaults: [base]\nmodel: {name: Wren, hidden: 8}\n", OPEN),
        ("config.yaml", "a: !!python/object:x.Y {}\n---\nb: ${oc.env:HOME}\n", OPEN),
        ("model-instance-metadata.json", '{"modelSlug": "wren", "licenseName": "CC BY-NC 4.0"}', LIMITED),
        ("model-instance-metadata.json", '{"modelSlug": "wren", "licenseName": "MIT"}', OPEN),
    ],
)
def test_settings_beside_a_model_tell_of_its_terms(tmp_path: Path, file: str, text: str, level: str) -> None:
    assert reached(tmp_path, {"README.md": CARD.format(""), file: text, "w.safetensors": WEIGHTS}) == {level}


@pytest.mark.parametrize(("base", "level"), [("meta-llama/Llama-3.1-8B", LIMITED), ("Qwen/Qwen2.5-7B", OPEN)])
def test_the_settings_of_adapters_in_a_record_name_their_model(tmp_path: Path, base: str, level: str) -> None:
    record = {"id": "acme/wren", "gated": False, "private": False, "tags": ["license:apache-2.0"]}
    record |= {"siblings": [{"rfilename": "model.bin"}], "config": {"adapter_transformers": {"model_name": base}}}
    (tmp_path / "info.json").write_text(json.dumps(record))
    assert openness.classify(tmp_path / "info.json", under=[]).spectrum.reached == level


@pytest.mark.parametrize(
    ("words", "level"), [("For non-commercial use only", LIMITED), ("Bias against small birds", OPEN)]
)
def test_the_name_of_a_consideration_may_limit(tmp_path: Path, words: str, level: str) -> None:
    name, document = cyclonedx("acme/egret", MIT)
    document["metadata"]["component"]["modelCard"] = {"considerations": {"ethicalConsiderations": [{"name": words}]}}
    (tmp_path / name).write_text(json.dumps(document))
    assert level in {found.spectrum.reached for found in openness.classify_all(tmp_path / name, under=[])}


@pytest.mark.parametrize(
    ("settings", "level"),
    [
        ({"model": {"text_config": {"_name_or_path": "meta-llama/Llama-3.1-8B"}}}, LIMITED),
        ({"experts": [{"_name_or_path": "meta-llama/Llama-3.1-8B"}]}, LIMITED),
        ({"experts": [[{"_name_or_path": ["openai/clip-vit-large-patch14"]}]], "layers": [[1, [2]], None]}, OPEN),
    ],
)
def test_settings_name_a_base_however_deep(tmp_path: Path, settings: dict[str, Any], level: str) -> None:
    text = json.dumps({"model_type": "x"} | settings)
    assert reached(tmp_path, {"README.md": CARD.format(""), "config.json": text}) == {level}


def test_a_policy_behind_an_open_licence_limits_it_and_one_behind_its_own_does_not(
    tmp_path: Path, shared: Path
) -> None:
    texts = shared / "data" / "licence_texts"
    policy, llama = ((texts / f"LicenseRef-Llama-3.1-{name}.txt").read_text() for name in ("AUP", "Community"))
    parts = {"README.md": CARD.format(""), "LICENSE": f"{MIT_TEXT}\n\n---\n\n{policy}"}
    assert reached(tmp_path / "open", parts) == {LIMITED}
    own = {"README.md": CARD.format("").replace("mit", "llama3.1"), "LICENSE": f"{llama}\n\n---\n\n{policy}"}
    (result,) = openness.classify_all(folder(tmp_path / "own", own), under=[])
    assert result.findings == ()


# Rows of a table are answered as they are by themselves


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ({"license": "mit", "license_link": "LICENSE-WREN"}, LIMITED),
        ({"license": "mit", "license_link": "https://huggingface.co/acme/wren/blob/main/MODEL_LICENSE.md"}, LIMITED),
        ({"license": "mit", "license_link": "LICENSE"}, OPEN),
        ({"license": "mit", "tags": "birds; license:cc-by-nc-4.0"}, LIMITED),
        ({"cardData": {"license": "mit", "tags": "birds, license:cc-by-nc-4.0"}}, LIMITED),
        ({"cardData": {"license": "mit", "model_name": "Meta-Llama-3.1-8B"}}, LIMITED),
        ({"cardData": {"license": "mit", "model_name": "Wren-8B"}}, OPEN),
        ({"license": "mit", "config": '{"a": {"b": [{"_name_or_path": "meta-llama/Llama-3.1-8B"}]}}'}, LIMITED),
        ({"license": "mit", "config": {"adapter_transformers": {"model_name": "meta-llama/Llama-3.1-8B"}}}, LIMITED),
        ({"license": "mit", "tags": ["dora"]}, LIMITED),
    ],
)
def test_a_row_is_answered_as_by_itself(row: dict[str, Any], level: str) -> None:
    arrow = pytest.importorskip("pyarrow")
    record = {"id": "acme/wren", "gated": False, "siblings": ["model.safetensors"]} | row
    assert openness.classify(record, under=[]).spectrum.reached == level
    assert openness.classify_table(arrow.Table.from_pylist([record]), under=[])["spectrum.reached"].to_pylist() == [
        level
    ]
