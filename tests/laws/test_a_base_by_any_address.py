"""However the address of a base is written, and whatever names it, it is one base: its name and its terms are the same."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.releases import gguf, safetensors

import openness
from openness.shelf.shelf import shipped
from openness.vocabulary import hub

CARD = "---\nlicense: mit\npipeline_tag: x\n---\n# Wren\n"
FIELDS = "license: mit\npipeline_tag: x\n"
WEIGHTS = "openness: 1\nname: x\ncomponents: {model-parameters-final: {availability: public, licence: MIT}}\n"
INDEX = "org: {name: A}\nweights_endmodel: {class: open}\nmodelcard: {class: open}\ndatasheet: {class: open}\n"
HOME = "https://huggingface.co/acme/wren"
MIT = [{"license": {"id": "MIT"}}]


def record(**fields: Any) -> dict[str, str]:
    """The file of a record of the Hub's API with these fields besides."""
    whole = {"id": "acme/wren", "license": "mit", "siblings": [{"rfilename": "model.safetensors"}], **fields}
    return {"info.json": json.dumps({**whole, "modelId": "acme/wren"})}


def cyclonedx(**fields: Any) -> dict[str, str]:
    """A BOM of a model with these fields besides."""
    model = {"type": "machine-learning-model", "name": "wren", "licenses": MIT}
    whole = {**model, "externalReferences": [{"type": "distribution", "url": HOME}], **fields}
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"component": whole}}
    return {"x.cdx.json": json.dumps(bom)}


def spdx2(base: str) -> dict[str, str]:
    """An SPDX 2.3 document of a model and its base."""
    own = {"SPDXID": "SPDXRef-m", "name": "wren", "downloadLocation": HOME, "licenseDeclared": "MIT"}
    other = {"SPDXID": "SPDXRef-b", "name": base, "downloadLocation": "NOASSERTION", "comment": "AIPackage"}
    edge = {"spdxElementId": "SPDXRef-m", "relationshipType": "DESCENDANT_OF", "relatedSpdxElement": "SPDXRef-b"}
    head = {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "documentDescribes": ["SPDXRef-m"]}
    return {"x.spdx.json": json.dumps({**head, "packages": [own, other], "relationships": [edge]})}


def spdx3(base: str) -> dict[str, str]:
    """An SPDX 3 document of a model and its base."""
    graph = [
        {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1"},
        {"type": "SpdxDocument", "spdxId": "urn:d", "rootElement": ["urn:m"]},
        {"type": "ai_AIPackage", "spdxId": "urn:m", "name": "wren", "software_downloadLocation": HOME},
        {"type": "ai_AIPackage", "spdxId": "urn:b", "name": base},
        {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:l", "simplelicensing_licenseExpression": "MIT"},
        {"type": "Relationship", "relationshipType": "hasDeclaredLicense", "from": "urn:m", "to": ["urn:l"]},
        {"type": "Relationship", "relationshipType": "descendantOf", "from": "urn:m", "to": ["urn:b"]},
    ]
    context = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
    return {"x.spdx3.json": json.dumps({"@context": context, "@graph": graph})}


#: By what names the base, the files of a release under MIT; a lone file is read by itself.
NAMING: dict[str, Callable[[str], dict[str, Any]]] = {
    "a card": lambda base: {"README.md": f"---\n{FIELDS}base_model: {json.dumps(base)}\n---\n"},
    "a card's list": lambda base: {"README.md": f"---\n{FIELDS}base_model: [{json.dumps(base)}]\n---\n"},
    "a tag": lambda base: {"README.md": f"---\n{FIELDS}tags: [{json.dumps(f'base_model:finetune:{base}')}]\n---\n"},
    "a field of its own": lambda base: {"README.md": f"---\n{FIELDS}original_model: {json.dumps(base)}\n---\n"},
    "prose": lambda base: {"README.md": f"{CARD}\nThis model is a fine-tuned version of {base} on notes.\n"},
    "a label": lambda base: {"README.md": f"{CARD}\n- **Base model:** {base}\n"},
    "a record": lambda base: record(cardData={"license": "mit", "base_model": base}),
    "baseModels": lambda base: record(baseModels={"models": [{"id": base}]}),
    "a record's settings": lambda base: record(config={"_name_or_path": base}),
    "an adapter's record": lambda base: record(config={"peft": {"base_model_name_or_path": base}}),
    "a native file": lambda base: {"openness.yaml": f"{WEIGHTS}base-models: [{{name: {json.dumps(base)}}}]\n"},
    "a native word": lambda base: {"openness.yaml": f"{WEIGHTS}base-models: [{json.dumps(base)}]\n"},
    "adapter_config.json": lambda base: {
        "README.md": CARD,
        "adapter_config.json": json.dumps({"base_model_name_or_path": base}),
    },
    "config.json": lambda base: {"README.md": CARD, "config.json": json.dumps({"_name_or_path": base})},
    "mergekit": lambda base: {
        "README.md": CARD,
        "mergekit_config.yml": f"merge_method: slerp\nmodels:\n- model: {json.dumps(base)}\n",
    },
    "a Modelfile": lambda base: {"README.md": CARD, "Modelfile": f"FROM {base}\nPARAMETER num_ctx 1\n"},
    "MLmodel": lambda base: {
        "README.md": CARD,
        "MLmodel": f"flavors:\n  transformers:\n    source_model_name: {json.dumps(base)}\n",
    },
    "GGUF": lambda base: {
        "README.md": CARD,
        "m.gguf": gguf([("general.license", "mit"), ("general.base_model.0.name", base)]),
    },
    "GGUF's address": lambda base: {
        "README.md": CARD,
        "m.gguf": gguf([("general.license", "mit"), ("general.base_model.0.repo_url", base)]),
    },
    "safetensors": lambda base: {
        "README.md": CARD,
        "m.safetensors": safetensors(json.dumps({"license": "mit", "base_model": base})),
    },
    "the index": lambda base: {
        "heron.yaml": f"system: {{endmodelname: Wren, endmodellicense: MIT, basemodelname: {json.dumps(base)}}}\n{INDEX}"
    },
    "CycloneDX": lambda base: cyclonedx(pedigree={"ancestors": [{"type": "machine-learning-model", "name": base}]}),
    "a property of CycloneDX": lambda base: cyclonedx(properties=[{"name": "base_model", "value": base}]),
    "SPDX 2": spdx2,
    "SPDX 3": spdx3,
}
#: Ways to write one address; a name in braces is put in.
ADDRESSES = (
    "https://huggingface.co/{}",
    "http://www.huggingface.co/{}/",
    "https://huggingface.co/{}/tree/main",
    "https://huggingface.co/{}/blob/main/model.gguf",
    "https://huggingface.co/{}?library=x#y",
    "https://huggingface.co/{}.git",
    "hf.co/{}",
    "hf.co/{}:Q4_K_M",
    "HuggingFace.co/{}",
    "hf://{}",
    "https://hf-mirror.com/{}",
    "https://modelscope.cn/models/{}",
    "www.modelscope.cn/models/{}/summary",
    "{}@main",
    "{}/",
)
LLAMA, MISTRAL = "meta-llama/Llama-3.1-8B", "mistralai/Mistral-7B-v0.1"


def bases_and_level(folder: Path, files: dict[str, Any]) -> tuple[list[str], str | None]:
    """The names of the bases, and the level."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    path = folder / next(iter(files)) if len(files) == 1 else folder
    found = openness.classify(path, under=[], shelf=shipped())
    return [base.name for base in found.release.base_models], found.spectrum.reached


@pytest.mark.parametrize("what", NAMING)
def test_a_base_is_the_same_by_any_address(what: str, tmp_path: Path) -> None:
    for number, address in enumerate(("{}", *ADDRESSES)):
        files = NAMING[what](address.format(LLAMA))
        assert bases_and_level(tmp_path / str(number), files) == ([LLAMA], "weights-available"), address


@pytest.mark.parametrize("what", NAMING)
def test_the_terms_of_an_open_base_are_found_by_its_address(what: str, tmp_path: Path) -> None:
    assert bases_and_level(tmp_path / "a", NAMING[what](f"https://huggingface.co/{MISTRAL}/tree/main")) == (
        [MISTRAL],
        "open-weights",
    )


#: Places on a disk, one of them in the Hub's cache.
CACHED = "/root/.cache/huggingface/hub/models--meta-llama--Llama-3.1-8B/snapshots/0123"
PLACES = ("/data/models/Llama-3.1-8B", "./Llama-3.1-8B", "C:\\models\\Llama-3.1-8B", "Llama-3.1-8B.Q4_K_M.gguf")
#: What is loaded or run from a place on a disk may be the weights themselves, so it names no base.
OF_PLACES = ("a record's settings", "config.json", "a Modelfile", "MLmodel")


@pytest.mark.parametrize("what", [what for what in NAMING if what not in OF_PLACES])
def test_a_base_on_somebodys_disk_is_one_of_unclear_terms(what: str, tmp_path: Path) -> None:
    for number, place in enumerate(PLACES):
        names, level = bases_and_level(tmp_path / str(number), NAMING[what](place))
        assert names, place
        assert level == "weights-available", place


#: What a model's settings were loaded from is no base where it is a place on a disk, by the contract also in that cache.
OF_SETTINGS = ("config.json", "a record's settings")


@pytest.mark.parametrize("what", OF_SETTINGS)
def test_settings_that_were_loaded_from_a_disk_name_no_base(what: str, tmp_path: Path) -> None:
    for number, place in enumerate((*PLACES, CACHED)):
        assert bases_and_level(tmp_path / str(number), NAMING[what](place))[0] == [], place


@pytest.mark.parametrize(
    "what", [what for what in NAMING if what not in ("prose", "a field of its own", "a label", *OF_SETTINGS)]
)
def test_a_place_in_the_hubs_cache_names_a_repository(what: str, tmp_path: Path) -> None:
    assert bases_and_level(tmp_path / "a", NAMING[what](CACHED)) == ([LLAMA], "weights-available")


PIECES = "a b/ / hf.co/ https:// huggingface.co/ datasets/ models--a--b models-- @main :q tree/ .git ollama.com/ library/ \\ ."


@given(st.lists(st.sampled_from(PIECES.split()), max_size=6).map("".join))
def test_a_name_that_an_address_leads_to_leads_nowhere_else(text: str) -> None:
    assert hub.repository(hub.repository(text)) == hub.repository(text)
