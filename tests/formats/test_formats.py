"""The register of formats: what it says of each holds, and the page that lists them is true."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.releases import gguf

import openness
from openness.formats import FORMATS, format_of, name_of
from openness.syntax.document import Document
from openness.vocabulary import Kind

PAGE = Path(__file__).parents[2] / "docs/reference/files.md"
SAMPLES = {
    "explanation": "USAGE.md",
    "training_summary": "EU_Public_Summary.md",
    "filled_form": "ab-2013.md",
    "licence_file": "LICENSE",
    "card": "README.md",
    "native": "small.openness.toml",
    "spdx2": "small.spdx",
    "spdx3": "small.spdx3.json",
    "cyclonedx": "small.cdx.json",
    "gguf": "small-q4.GGUF",
    "safetensors": "model-00001-of-00002.safetensors",
    "onnx": "small.ONNX",
    "kitfile": "Kitfile",
    "modelfile": "Modelfile",
    "mlmodel": "MLmodel",
    "modelpack": "small.modelpack.json",
    "croissant": "croissant.json",
    "adapter_config": "adapter_config.json",
    "mergekit": "mergekit_config.yml",
    "model_config": "config.json",
    "citation": "CITATION.cff",
    "schema_org": "codemeta.json",
    "dataset_metadata": ".zenodo.json",
    "package": "setup.cfg",
    "reuse": "REUSE.toml",
}
PIECES = (
    "openness mof sbom bom spdx cdx croissant codemeta CITATION pyproject package setup REUSE Kitfile Modelfile MLmodel "
    "modelpack dataset_infos datapackage .zenodo ro-crate-metadata usage datasheet legal_notice index data-access model_zoo"
)
ENDINGS = (
    ". .html .txt .py .cfg .json .jsonld .yaml .yml .toml .cff .gguf .safetensors .onnx .md .markdown .xml .rdf .tag - _ x "
    "LICENSE .license"
)
NAMES = st.lists(st.sampled_from([*PIECES.split(), *ENDINGS.split()]) | st.text(max_size=3), max_size=5).map("".join)


def rows() -> dict[str, list[str]]:
    """The cells of each row of the page, by the format's name."""
    lines = (line.strip("| \n").split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| "))
    return {cells[0]: cells for cells in lines if cells[0] != "format"}


@pytest.mark.parametrize(("name", "base"), SAMPLES.items())
def test_a_name_tells_the_format(name: str, base: str) -> None:
    assert name_of(base) == name


def test_a_format_without_parts_of_names_has_none() -> None:
    named = {name for name, parts in FORMATS.items() if parts}
    assert named == set(SAMPLES)


@given(NAMES)
def test_no_name_that_a_format_recognises_is_kept_from_it(base: str) -> None:
    for name, parts in FORMATS.items():
        if import_module(f"openness.formats.{name}").matches_name(base):
            assert any(part in base.lower() for part in parts), name


@pytest.mark.parametrize("base", ["train.py", "requirements.txt", "tokenizer.model", "Dockerfile"])
def test_what_lies_in_every_repository_is_of_no_format(base: str) -> None:
    assert format_of(base) is None


def test_the_page_lists_every_format_and_where_it_counts() -> None:
    modules = [import_module(f"openness.formats.{name}") for name in FORMATS]
    assert {name: cells[-1] for name, cells in rows().items()} == {module.NAME: module.HOLDS for module in modules}


def test_the_page_names_components_that_there_are() -> None:
    for name, cells in rows().items():
        assert set(re.findall(r"`([^`]+)`", cells[3])) <= set(Kind), name


@pytest.mark.parametrize("path", [name for name, parts in FORMATS.items() if name not in ("mof", "native", "card")])
def test_the_components_of_corpus_documents_are_those_of_the_page(path: str) -> None:
    module = import_module(f"openness.formats.{path}")
    if module.BYTES or path == "licence_file":
        return
    listed = rows()[module.NAME][3]
    code = "code" in re.sub(r"`[^`]+`", "", listed) or "and the like" in listed
    allowed = {Kind(word) for word in re.findall(r"`([^`]+)`", listed)}
    for document in sorted((Path(__file__).parents[1] / "corpus" / path).iterdir()):
        if document.name.endswith(".expected.json") or "refused" in document.with_suffix(".expected.json").read_text():
            continue
        found = module.read(Document(document.name, document.read_text()))
        for release in found if isinstance(found, tuple) else (found,):
            kinds = {part.kind for part in release.components} | {kind for term in release.terms for kind in term.kinds}
            assert all(kind in allowed or (code and kind.content == "code") for kind in kinds)


def test_a_gguf_file_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "sha256-0123456789abcdef"
    path.write_bytes(gguf([("general.name", "x")]))
    assert openness.read(path).name.value == "x"
