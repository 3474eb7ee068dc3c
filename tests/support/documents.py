"""One valid document of each format, as pairs that can be changed anywhere, and how each format writes them.

A key that stands twice is two pairs, so no dictionaries are used.
"""

import json
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from attrs import evolve, frozen
from tests.support.releases import safetensors

import openness
from openness.formats import format_of, format_told_by
from openness.release.release import Release
from openness.syntax.document import Document


class Pairs(tuple[tuple[str, Any], ...]):
    """An object of JSON, with its keys in order."""

    __slots__ = ()


Path = tuple[int, ...]


def pairs(value: Any) -> Any:
    """Dictionaries as pairs, all the way down."""
    if isinstance(value, dict):
        return Pairs((key, pairs(child)) for key, child in value.items())
    return [pairs(item) for item in value] if isinstance(value, list) else value


@frozen
class Sample:
    """A valid document.

    Args:
        name: the file's name.
        tree: what it says.
        syntax: `json`, `yaml`, `toml`, `xml`, `card` or `safetensors`.
    """

    name: str
    tree: Any
    syntax: str

    @property
    def label(self) -> str:
        """The name of the test."""
        return f"{self.name} in {self.syntax}"

    def with_tree(self, tree: Any) -> "Sample":
        """The same document saying something else."""
        return evolve(self, tree=tree)

    def data(self) -> bytes:
        """The file."""
        if self.syntax == "xml":
            return f'<bom xmlns="http://cyclonedx.org/schema/bom/1.6">{xml(self.tree)}</bom>'.encode(
                "utf-8", "surrogatepass"
            )
        if self.syntax == "toml":
            return toml(self.tree).encode()
        text = flow(self.tree)
        if self.syntax in ("card", "yaml"):
            text = "".join(f"{key}: {flow(value)}\n" for key, value in self.tree)
        if self.syntax == "card":
            return f"---\n{text}---\n# A model\n".encode()
        return safetensors(text) if self.syntax == "safetensors" else text.encode()

    def read(self) -> tuple[Release, ...]:
        """The releases that the reader of its format makes of it."""
        data = self.data()
        text = data.decode("utf-8", "replace")
        kind = format_of(self.name) or format_told_by(self.name, text)
        if kind is None:
            raise openness.OpennessError(openness.Problem(self.name, None, "its format is not known"))
        read = kind.read(Document(self.name, text, data=data))
        return read if isinstance(read, tuple) else (read,)


def flow(value: Any) -> str:
    """A value as JSON, which is YAML too."""
    if isinstance(value, Pairs):
        return "{" + ", ".join(f"{json.dumps(key)}: {flow(child)}" for key, child in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return json.dumps(value)


def toml(tree: Pairs) -> str:
    """Pairs as TOML; every table is written in one line."""

    def inline(value: Any) -> str:
        if isinstance(value, Pairs):
            return "{" + ", ".join(f"{json.dumps(key)} = {inline(child)}" for key, child in value) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(inline, value)) + "]"
        return '""' if value is None else json.dumps(value)

    return "".join(f"{json.dumps(key)} = {inline(value)}\n" for key, value in tree)


def xml(value: Any) -> str:
    """Pairs as elements; a list is the element again and again, and a key that begins with `@` an attribute."""
    if not isinstance(value, Pairs):
        return "" if value is None else escape(value if isinstance(value, str) else json.dumps(value))
    written = []
    for key, child in value:
        for item in child if isinstance(child, list) else [child]:
            attributes = [(k[1:], v) for k, v in item if k[:1] == "@"] if isinstance(item, Pairs) else []
            inner = Pairs(pair for pair in item if pair[0][:1] != "@") if isinstance(item, Pairs) else item
            words = "".join(f" {name}={quoteattr(str(word))}" for name, word in attributes)
            written.append(f"<{key}{words}>{xml(inner)}</{key}>")
    return "".join(written)


# Places in a tree


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every pair of every object, by positions."""
    children = [child for _, child in value] if isinstance(value, Pairs) else value if isinstance(value, list) else []
    for at, child in enumerate(children):
        if isinstance(value, Pairs):
            yield (*path, at)
        yield from places(child, (*path, at))


def changed(value: Any, path: Path, new: Any) -> Any:
    """The tree with the pairs in the place of one; `new` makes them of its key and value."""
    at, *below = path
    if isinstance(value, Pairs):
        key, child = value[at]
        pairs = new(key, child) if not below else [(key, changed(child, tuple(below), new))]
        return Pairs((*value[:at], *pairs, *value[at + 1 :]))
    return [*value[:at], changed(value[at], tuple(below), new), *value[at + 1 :]]


def value_at(value: Any, path: Path) -> Any:
    """The value in a place."""
    for at in path:
        value = value[at][1] if isinstance(value, Pairs) else value[at]
    return value


def key_at(value: Any, path: Path) -> str:
    """The keys that lead to a place, with dots."""
    at, *below = path
    if isinstance(value, Pairs):
        key, child = value[at]
        return f"{key}.{key_at(child, tuple(below))}" if below else key
    return f"{at}.{key_at(value[at], tuple(below))}"


# The documents

_NATIVE = {
    "openness": 1,
    "name": "Heron",
    "version": "1.1",
    "producer": "Acme",
    "channels": ["download"],
    "claims": ["open-weights"],
    "components": {
        "model-parameters-final": {"availability": "public", "licence": "MIT", "location": "https://a.example/w"},
        "datasets": [{"name": "Pond", "availability": "gated", "licence": "CC-BY-4.0", "extent": "part"}],
    },
    "base-models": [{"name": "a/b", "relation": "fine-tune", "licence": "MIT", "producer": "A"}],
    "circumstances": {"monetised": False},
}
_CARD = {
    "license": "mit",
    "license_name": "heron-licence",
    "license_link": "LICENSE",
    "pipeline_tag": "text-generation",
    "library_name": "transformers",
    "base_model": "meta-llama/Llama-3.1-8B",
    "base_model_relation": "finetune",
    "datasets": ["a/pond"],
    "tags": ["merge"],
    "model_name": "Heron",
    "extra_gated_prompt": "Accept the terms",
}
_MOF = {
    "framework": {"name": "Model Openness Framework", "version": "1.0"},
    "release": {
        "name": "Heron",
        "version": "1",
        "producer": "Acme",
        "license": {"distribution": {"name": "MIT", "path": "LICENSE"}},
        "components": [
            {"name": "Model parameters (Final)", "license": "Apache-2.0", "component_path": "w.bin"},
            {"name": "Training code", "license": "MIT"},
        ],
    },
}
_SPDX2 = {
    "spdxVersion": "SPDX-2.3",
    "SPDXID": "SPDXRef-DOCUMENT",
    "documentDescribes": ["SPDXRef-m"],
    "packages": [
        {
            "SPDXID": "SPDXRef-m",
            "name": "heron",
            "versionInfo": "1",
            "supplier": "Organization: Acme",
            "downloadLocation": "https://huggingface.co/acme/heron",
            "licenseDeclared": "MIT",
            "primaryPackagePurpose": "OTHER",
            "comment": "An AI model",
        },
        {
            "SPDXID": "SPDXRef-b",
            "name": "base",
            "downloadLocation": "https://huggingface.co/a/b",
            "licenseDeclared": "MIT",
        },
    ],
    "relationships": [
        {"spdxElementId": "SPDXRef-m", "relationshipType": "DESCENDANT_OF", "relatedSpdxElement": "SPDXRef-b"},
    ],
}
_SPDX3 = {
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
        {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1"},
        {"type": "SpdxDocument", "spdxId": "urn:d", "rootElement": ["urn:m"]},
        {"type": "Organization", "spdxId": "urn:o", "name": "Acme"},
        {
            "type": "ai_AIPackage",
            "spdxId": "urn:m",
            "name": "heron",
            "software_packageVersion": "1",
            "suppliedBy": "urn:o",
            "software_downloadLocation": "https://huggingface.co/acme/heron",
        },
        {
            "type": "dataset_DatasetPackage",
            "spdxId": "urn:p",
            "name": "pond",
            "dataset_datasetAvailability": "directDownload",
        },
        {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:l", "simplelicensing_licenseExpression": "MIT"},
        {
            "type": "Relationship",
            "spdxId": "urn:1",
            "relationshipType": "hasDeclaredLicense",
            "from": "urn:m",
            "to": ["urn:l"],
        },
        {"type": "Relationship", "spdxId": "urn:2", "relationshipType": "trainedOn", "from": "urn:m", "to": ["urn:p"]},
    ],
}
_CYCLONEDX = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "metadata": {
        "component": {
            "type": "machine-learning-model",
            "bom-ref": "m",
            "name": "heron",
            "version": "1",
            "publisher": "Acme",
            "licenses": [{"license": {"id": "MIT"}}],
            "externalReferences": [{"type": "distribution", "url": "https://huggingface.co/acme/heron"}],
            "modelCard": {"modelParameters": {"datasets": [{"ref": "p"}]}},
            "pedigree": {"ancestors": [{"type": "machine-learning-model", "name": "a/b"}]},
        }
    },
    "components": [{"type": "data", "bom-ref": "p", "name": "pond", "licenses": [{"expression": "CC-BY-4.0"}]}],
}
_BOM = {
    "metadata": {
        "component": {
            "@type": "machine-learning-model",
            "@bom-ref": "m",
            "publisher": "Acme",
            "name": "heron",
            "version": "1",
            "licenses": {"license": {"id": "MIT"}},
            "externalReferences": {"reference": {"@type": "distribution", "url": "https://huggingface.co/acme/heron"}},
        }
    }
}
_HUB = {
    "id": "acme/heron",
    "author": "acme",
    "gated": "auto",
    "private": False,
    "tags": ["license:mit", "dataset:a/pond"],
    "library_name": "transformers",
    "siblings": [{"rfilename": "model.safetensors"}],
    "cardData": {"license": "mit", "base_model": "a/b", "datasets": ["a/pond"]},
    "baseModels": {"relation": "finetune", "models": [{"id": "a/b"}]},
}
_INDEX = {
    "system": {"endmodelname": "Heron", "endmodellicense": "MIT", "basemodelname": "a/b"},
    "org": {"name": "Acme"},
    "weights_endmodel": {"class": "open", "link": "https://a.example", "notes": "n"},
    "trainingcode": {"class": "closed", "link": "", "notes": "n"},
    "preprint": {"class": "open", "link": "", "notes": "n"},
    "paper": {"class": "open", "link": "", "notes": "n"},
    "modelcard": {"class": "open", "link": "", "notes": "n"},
    "datasheet": {"class": "open", "link": "", "notes": "n"},
}
_CATALOGUE = {
    "models": [
        {
            "name": "acme/heron",
            "version": "1",
            "provider": "Acme",
            "license": "mit",
            "artifacts": [{"uri": "oci://a.example/heron"}],
            "readme": "A model",
        }
    ]
}
_KITFILE = {
    "manifestVersion": "1.0.0",
    "package": {"name": "heron", "version": "1", "license": "MIT", "authors": ["Acme"]},
    "model": {"name": "heron", "path": "w.gguf", "license": "MIT", "version": "1"},
    "datasets": [{"name": "pond", "path": "d", "license": "CC-BY-4.0"}],
    "code": [{"path": "src", "license": "Apache-2.0"}],
}
_MODELPACK = {
    "descriptor": {
        "name": "heron",
        "version": "1",
        "vendor": "Acme",
        "licenses": ["MIT"],
        "datasetsURL": ["https://a.example/d"],
    },
    "modelfs": {"type": "layers", "diffIds": []},
    "config": {"paramSize": "8b"},
}
_MLMODEL = {"flavors": {"transformers": {"source_model_name": "a/b", "peft_adaptor": "peft"}}, "model_uuid": "x"}
_CROISSANT = {
    "@context": {"sc": "https://schema.org/"},
    "@type": "sc:Dataset",
    "conformsTo": "http://mlcommons.org/croissant/1.0",
    "name": "pond",
    "version": "1",
    "creator": {"@type": "sc:Organization", "name": "Acme"},
    "license": "https://spdx.org/licenses/CC-BY-4.0",
    "distribution": [{"@type": "cr:FileObject", "@id": "z", "contentUrl": "https://a.example/d.zip"}],
}
_CITATION = {"cff-version": "1.2.0", "title": "Heron", "message": "m", "license": "MIT", "type": "software"}
_CODEMETA = {
    "@context": "https://w3id.org/codemeta/3.0",
    "@type": "SoftwareSourceCode",
    "name": "heron",
    "license": "MIT",
}
_PACKAGE = {"name": "pond", "licenses": [{"name": "CC-BY-4.0"}], "resources": [{"path": "d.csv", "licenses": []}]}
_DEPOSIT = {"upload_type": "software", "title": "heron", "license": "mit", "access_right": "open"}
_PYPROJECT = {"project": {"name": "heron", "license": "MIT", "classifiers": ["License :: OSI Approved :: MIT License"]}}
_REUSE = {"version": 1, "annotations": [{"path": "**", "SPDX-License-Identifier": "MIT"}]}
_ADAPTER = {"peft_type": "LORA", "base_model_name_or_path": "a/b", "task_type": "CAUSAL_LM"}
_CONFIG = {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "_name_or_path": "a/b"}
_MERGEKIT = {
    "merge_method": "slerp",
    "base_model": "a/b",
    "slices": [
        {"sources": [{"model": "a/b", "layer_range": [0, 8]}, {"model": {"path": "a/c"}, "layer_range": [0, 8]}]}
    ],
    "models": [{"model": "a/d+a/e", "parameters": {"weight": 0.5}}],
}
_SAFETENSORS = {"modelspec.title": "heron", "license": "mit", "base_model": "a/b", "author": "Acme"}

SAMPLES = tuple(
    Sample(name, pairs(tree), syntax)
    for name, tree, syntax in (
        ("README.md", _CARD, "card"),
        ("openness.yaml", _NATIVE, "yaml"),
        ("openness.json", _NATIVE, "json"),
        ("openness.toml", _NATIVE, "toml"),
        ("mof.yaml", _MOF, "yaml"),
        ("x.spdx.json", _SPDX2, "json"),
        ("x.spdx.yaml", _SPDX2, "yaml"),
        ("x.spdx3.json", _SPDX3, "json"),
        ("x.cdx.json", _CYCLONEDX, "json"),
        ("x.cdx.xml", _BOM, "xml"),
        ("info.json", _HUB, "json"),
        ("heron.yaml", _INDEX, "yaml"),
        ("catalogue.json", _CATALOGUE, "json"),
        ("Kitfile", _KITFILE, "yaml"),
        ("x.modelpack.json", _MODELPACK, "json"),
        ("MLmodel", _MLMODEL, "yaml"),
        ("x.croissant.json", _CROISSANT, "json"),
        ("CITATION.cff", _CITATION, "yaml"),
        ("codemeta.json", _CODEMETA, "json"),
        ("datapackage.json", _PACKAGE, "json"),
        (".zenodo.json", _DEPOSIT, "json"),
        ("pyproject.toml", _PYPROJECT, "toml"),
        ("REUSE.toml", _REUSE, "toml"),
        ("adapter_config.json", _ADAPTER, "json"),
        ("config.json", _CONFIG, "json"),
        ("mergekit_config.yml", _MERGEKIT, "yaml"),
        ("x.safetensors", _SAFETENSORS, "safetensors"),
    )
)
