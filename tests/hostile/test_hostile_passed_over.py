"""Words in places that a reader once passed over, each with words in the same place that limit nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.releases import WEIGHTS, gguf, safetensors

import openness
from openness.evaluation.classification import Classification
from openness.vocabulary import Kind

CARD = "---\nlicense: mit\npipeline_tag: text-generation\n---\n# Heron\n"
BAN = "For non-commercial use only."
BIRDS: dict[str, Any] = {
    "@context": {"@vocab": "https://schema.org/", "cr": "http://mlcommons.org/croissant/"},
    "@type": "sc:Dataset",
    "name": "birds",
    "license": "https://spdx.org/licenses/CC-BY-4.0",
}
FILE = {"@type": "cr:FileObject", "@id": "f", "contentUrl": "https://acme.example/birds.csv"}
DEP5 = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nCopyright: Acme\nLicense: {}\n"
NC = "https://creativecommons.org/licenses/by-nc/4.0/"

#: What lies beside a card that is open: the file, the words that limit the model, and words that do not.
BESIDE = {
    "a model card as JSON": (
        "model_card.json",
        '{"model_details": {"licenses": [{"identifier": "CC-BY-NC-4.0"}]}}',
        '{"model_details": {"licenses": [{"identifier": "MIT"}], "overview": "A small model."}}',
    ),
    "a licence within an object": (
        "model-card.json",
        '{"model_details": {"license": {"identifier": "Llama2"}}}',
        '{"model_details": {"license": {"identifier": "MIT"}}}',
    ),
    "a model card as YAML": ("modelcard.yaml", "license: cc-by-nc-4.0\n", "license: mit\n"),
    "settings with tags of a program": (
        "hyperparams.yaml",
        "cnn: !new:speech.CNN\n  use_bias: False\nlicense: cc-by-nc-4.0\n",
        "cnn: !new:speech.CNN\n  use_bias: False\n",
    ),
    "a description": ("metadata.json", '{"license": "cc-by-nc-4.0"}', '{"license": "mit", "downloads": 5}'),
    "facts on a model": ("model_info.json", '{"license": "cc-by-nc-4.0"}', '{"license": "mit", "layers": 5}'),
    "metadata of a deposit": (
        ".zenodo.json",
        '{"upload_type": "model", "license": "cc-by-nc-4.0"}',
        '{"upload_type": "software", "license": "mit"}',
    ),
    "keywords of a citation": (
        "CITATION.cff",
        "cff-version: 1.2.0\ntitle: Heron\nmessage: cite it\nkeywords: [non-commercial use only]\n",
        "cff-version: 1.2.0\ntitle: Heron\nmessage: cite it\nkeywords: [research, commercial use]\n",
    ),
    "a file of DEP 5": (".reuse/dep5", DEP5.format("CC-BY-NC-4.0"), DEP5.format("MIT")),
    "another card without a block": (
        "MODEL_CARD.md",
        "# Heron\n\n## License\n\nCC BY-NC 4.0\n",
        "# Heron\n\n## License\n\nMIT\n",
    ),
    "another card that tells it in a sentence": (
        "MODEL_CARD.md",
        "# Heron\n\nThe model is licensed under CC BY-NC 4.0.\n",
        "# Heron\n\nIt has wings.\n",
    ),
    "an archive of licences": ("licenses.tar.gz", "x", None),
    "a link to a licence": ("model-license.url", "[InternetShortcut]", None),
    "terms as data": ("usage-restrictions.json", '{"commercial": false}', None),
}


def reached(folder: Path, name: str, text: str) -> str | None:
    """The level of a card with a file beside it."""
    (folder / "README.md").write_text(CARD)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    return openness.classify(folder, under=[]).spectrum.reached


@pytest.mark.parametrize(("name", "limiting", "harmless"), BESIDE.values(), ids=BESIDE)
def test_a_file_beside_a_card_may_limit_the_model(
    name: str, limiting: str, harmless: str | None, tmp_path: Path
) -> None:
    assert reached(tmp_path, name, limiting) == "weights-available"
    if harmless is not None:
        assert reached(tmp_path, name, harmless) == "open-weights"


@pytest.mark.parametrize("name", ["data_card.md", "dataset-card.md"])
def test_a_card_of_the_data_limits_no_model(name: str, tmp_path: Path) -> None:
    assert reached(tmp_path, name, "# Birds\n\nThe data is licensed under CC BY-NC 4.0.\n") == "open-weights"


def header(*pairs: tuple[str, object]) -> bytes:
    """Weights under MIT."""
    return gguf([("general.architecture", "llama"), ("general.license", "mit"), *pairs])


def words(**more: str) -> bytes:
    """Weights under MIT, in the other format."""
    return safetensors(json.dumps({"license": "mit", **more}))


def kit(more: str) -> str:
    """A kit under MIT."""
    return f"manifestVersion: 1.0.0\nmodel: {{name: h, path: h.gguf, license: MIT}}\n{more}"


def entry(more: str) -> str:
    """A catalogue of one model under MIT."""
    return f"models:\n- name: acme/heron\n  license: mit\n{more}  artifacts:\n  - uri: oci://acme.example/heron\n"


def pack(layer: dict[str, str]) -> str:
    """A manifest under MIT with one layer."""
    licence = {"org.opencontainers.image.licenses": "MIT"}
    whole = {"artifactType": "application/vnd.cncf.model.manifest.v1+json", "annotations": licence}
    return json.dumps({**whole, "layers": [{"annotations": layer}]})


def linked(more: dict[str, Any]) -> str:
    """An SPDX 3 document of a model under MIT."""
    info = {"creationInfo": "_:c"}
    model = {"type": "ai_AIPackage", "spdxId": "urn:m", "name": "acme/heron", **info, **more}
    licence = {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:l", **info}
    tie = {"type": "Relationship", "spdxId": "urn:r", **info, "from": "urn:m", "to": ["urn:l"]}
    graph = [
        {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "created": "2026-01-01T00:00:00Z"},
        model,
        {**licence, "simplelicensing_licenseExpression": "MIT"},
        {**tie, "relationshipType": "hasDeclaredLicense"},
    ]
    return json.dumps({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": graph})


def bom(more: dict[str, Any]) -> str:
    """A CycloneDX document of a model under MIT."""
    model = {"type": "machine-learning-model", "name": "acme/heron", "licenses": [{"license": {"id": "MIT"}}], **more}
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [model]})


def setting(key: str, value: str) -> dict[str, Any]:
    """A setting of a training in SPDX 3."""
    return {"ai_hyperparameter": [{"type": "DictionaryEntry", "key": key, "value": value}]}


def licence_at(address: str) -> dict[str, Any]:
    """The address of a licence in SPDX 3."""
    return {"externalRef": [{"type": "ExternalRef", "externalRefType": "license", "locator": [address]}]}


#: What a file by itself holds: its name, what limits what it is about, and the like that limits nothing.
ALONE: dict[str, tuple[str, str | bytes, str | bytes]] = {
    "a licence that is a number": (
        "h.gguf",
        header(("general.license.name", 7)),
        header(("general.license.link", "https://opensource.org/license/mit")),
    ),
    "a key below the licence": (
        "h.gguf",
        header(("general.license.notes", BAN)),
        header(("general.license.notes", "as published")),
    ),
    "the comment of a training": (
        "h.safetensors",
        words(ss_training_comment=BAN),
        words(ss_training_comment="third run, lower rate", ss_tag_frequency=BAN),
    ),
    "the documents of a kit": (
        "Kitfile",
        kit(f"docs:\n- {{path: d.md, description: {BAN}}}\n"),
        kit("docs:\n- {path: d.md, description: How it is used}\n"),
    ),
    "a comment in a Modelfile": (
        "Modelfile",
        f"# {BAN}\nFROM ./h.gguf\nLICENSE MIT\n",
        f'# made for birds\nFROM ./h.gguf\nLICENSE MIT\nTEMPLATE """\n# {BAN}\n{{{{ .Prompt }}}}"""\n',
    ),
    "a flavour of MLflow": (
        "MLmodel",
        f"metadata: {{license: MIT}}\nflavors: {{transformers: {{terms_of_use: {BAN}}}}}\n",
        f"metadata: {{license: MIT}}\nflavors: {{transformers: {{task: {BAN}}}}}\n",
    ),
    "a layer of a pack": ("h.modelpack.json", pack({"com.acme.usage": BAN}), pack({"com.acme.title": "weights"})),
    "a property of a catalogue": (
        "c.yaml",
        entry("  customProperties:\n    terms: {metadataType: MetadataStringValue, string_value: research use only}\n"),
        entry("  customProperties:\n    size: {metadataType: MetadataStringValue, string_value: 7B}\n"),
    ),
    "the maturity in a catalogue": (
        "c.yaml",
        entry("  maturity: Research use only\n"),
        entry("  maturity: Generally available\n"),
    ),
    "the address of a licence in SPDX 3": (
        "h.spdx3.json",
        linked(licence_at(NC)),
        linked(licence_at("https://opensource.org/license/mit")),
    ),
    "a setting in SPDX 3": ("h.spdx3.json", linked(setting("usage_terms", BAN)), linked(setting("lr", BAN))),
    "the tag of CycloneDX's SWID": (
        "h.cdx.json",
        bom({"swid": {"tagId": "x", "name": "h", "text": {"content": BAN}}}),
        bom({"swid": {"tagId": "x", "name": "h", "version": "1"}}),
    ),
    "the notice of a data set": (
        "croissant.json",
        json.dumps({**BIRDS, "copyrightNotice": BAN}),
        json.dumps({**BIRDS, "copyrightNotice": "Copyright 2026 Acme. All rights reserved."}),
    ),
    "a file of a data set": (
        "croissant.json",
        json.dumps({**BIRDS, "distribution": [{**FILE, "license": NC}]}),
        json.dumps({**BIRDS, "distribution": [{**FILE, "license": "https://creativecommons.org/licenses/by/4.0/"}]}),
    ),
    "a part of a data set": (
        "croissant.json",
        json.dumps({**BIRDS, "hasPart": [{"@type": "Dataset", "name": "x", "license": NC}]}),
        json.dumps({**BIRDS, "hasPart": [{"@type": "Dataset", "name": "x"}]}),
    ),
    "an author that is an object": (
        "info.json",
        json.dumps({"id": "acme/heron", "modelId": "acme/heron", "license": "mit", "author": {"terms": BAN}}),
        json.dumps({"id": "acme/heron", "modelId": "acme/heron", "license": "mit", "author": "acme"}),
    ),
}


def classified(path: Path, content: str | bytes) -> Classification:
    """A file by itself."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return openness.classify(path, under=[])


def licence(found: Classification) -> str | None:
    """The one licence of what a file is about; none where it is in doubt."""
    kind = Kind.DATASETS if found.release.subject == "dataset" else WEIGHTS
    return found.release.component(kind).licence.value


@pytest.mark.parametrize(("name", "limiting", "harmless"), ALONE.values(), ids=ALONE)
def test_a_file_by_itself_is_read_where_it_may_limit(
    name: str, limiting: str | bytes, harmless: str | bytes, tmp_path: Path
) -> None:
    assert licence(classified(tmp_path / name, limiting)) is None
    assert licence(classified(tmp_path / name, harmless)) in ("MIT", "CC-BY-4.0")
