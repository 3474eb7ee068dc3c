"""Law: results depend neither on the order of files nor on PYTHONHASHSEED."""

import json
import os
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest

from openness import classify, read

CARD = """---
license: apache-2.0
library_name: transformers
datasets: [allenai/dolma, c4, oscar]
base_model: [meta-llama/Llama-3.1-8B, mistralai/Mistral-7B-v0.1]
tags: [a, b]
---
# A model
"""
NATIVE = """openness: 1
name: A model
channels: [download, product, first-party-api]
claims: [open-source, open]
components:
  model-parameters-final: {availability: gated, licence: MIT OR CC-BY-NC-4.0}
  training-code: {availability: public, licence: [MIT, Apache-2.0]}
  datasets: [{name: C4, availability: public, licence: ODC-By-1.0}, {name: dolma, availability: withheld}]
circumstances: {monetised: false, dual-licence: true}
"""
OTHER = """openness: 1
name: Another name
components:
  model-parameters-final: {availability: public, licence: gpl-3.0}
  datasets: [{name: OSCAR, availability: on-request}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Several releases in one tree, with licence texts between them."""
    for name, files in {
        "one": {"README.md": CARD, "LICENSE": "some text", "LICENSE-DATA": "other text"},
        "two": {"openness.yaml": NATIVE, "README.md": CARD},
        "three": {"b.openness.yaml": OTHER, "a.openness.yaml": NATIVE, "README.md": CARD},
    }.items():
        for file, text in files.items():
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / file).write_text(text, encoding="utf-8")
    return tmp_path


def run(seed: str, folder: Path, *options: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "openness", "classify", str(folder), *options]
    return subprocess.run(command, env=environment, check=True, capture_output=True).stdout


@pytest.mark.parametrize("format", ["json", "text"])
def test_two_hash_seeds_give_the_same_bytes(folder: Path, format: str) -> None:
    first = run("1", folder, "--format", format)
    assert first == run("4242", folder, "--format", format)
    assert len(json.loads(first)["results"]) == 4 if format == "json" else first.count(b"What you may do") == 4


def test_files_joined_in_any_order_give_one_release(folder: Path) -> None:
    files = [folder / "one" / "README.md", folder / "two" / "openness.yaml", folder / "three" / "b.openness.yaml"]
    results = {json.dumps(classify(read(*order)).to_dict()) for order in permutations(files)}
    assert len(results) == 1


def test_the_same_file_twice_is_that_file(folder: Path) -> None:
    file = folder / "two" / "openness.yaml"
    assert read(file, file) == read(file)


@pytest.mark.parametrize("backwards", [False, True], ids=["written in order", "written backwards"])
def test_the_order_in_which_files_were_written_does_not_matter(tmp_path: Path, backwards: bool) -> None:
    names = ["README.md", "openness.yaml", "LICENSE", "NOTICE", "LICENSE-CODE"]
    texts = dict(zip(names, [CARD, NATIVE, "text", "note", "code text"], strict=True))
    for name in reversed(names) if backwards else names:
        (tmp_path / name).write_text(texts[name], encoding="utf-8")
    result = classify(tmp_path).to_dict()
    documents = [os.path.basename(name) for name in result["results"][0]["release"]["read"]]
    assert documents == sorted(documents)
    assert (
        result["results"][0]["release"]["components"]["model-parameters-final"]["availability"]["state"] == "disputed"
    )
