"""What is stated beside an open tag, in a place or under a name that hides it, keeps the tag from being certain."""

import json
from pathlib import Path

import pytest
from tests.support.releases import gguf

import openness

BODY = "# Heron 3B\n\nHeron 3B is a small model.\n"
NC = "cc-by-nc-4.0"


def reached(folder: Path, files: dict[str, str | bytes], field: str = "", below: str = "") -> str | None:
    files = {"README.md": f"---\nlicense: mit\nlibrary_name: transformers\n{field}\n---\n{BODY}\n{below}\n", **files}
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return openness.classify(folder, under=[]).spectrum.reached


@pytest.mark.parametrize("name", ["model.bin", "model", "ggml-model-q4_0.bin", "sha256-0a1b", "gguf/model.bin"])
def test_weights_are_what_their_first_bytes_say(name: str, tmp_path: Path) -> None:
    assert reached(tmp_path / "narrow", {name: gguf([("general.license", NC)])}) == "weights-available"
    assert reached(tmp_path / "same", {name: gguf([("general.license", "mit")])}) == "open-weights"
    assert reached(tmp_path / "other", {name: b"\x80\x02}"}) == "open-weights"


@pytest.mark.parametrize("name", ["model.safetensors.index.json", "unet/diffusion_pytorch_model.bin.index.json"])
@pytest.mark.parametrize("key", ["metadata", "__metadata__"])
def test_a_list_of_shards_states_a_licence(name: str, key: str, tmp_path: Path) -> None:
    shards = {"weight_map": {"a.weight": "model-00001-of-00002.safetensors"}}
    narrow = json.dumps({key: {"total_size": 8, "license": NC}, **shards})
    assert reached(tmp_path / "narrow", {name: narrow}) == "weights-available"
    assert reached(tmp_path / "silent", {name: json.dumps({key: {"total_size": 8}, **shards})}) == "open-weights"
    long = json.dumps({key: {"license": NC}, "weight_map": {f"layer.{at:040}": "model.bin" for at in range(90_000)}})
    assert reached(tmp_path / "long", {name: long}) == "weights-available"


@pytest.mark.parametrize(
    ("field", "limits"),
    [
        ("rights: All rights reserved", True),
        ("rights: All rights are reserved.", True),
        ("copyright: All rights reserved", True),
        ("usage: all rights reserved", True),
        ("terms: All Rights Reserved.", True),
        ("terms_of_use: Alle Rechte vorbehalten", True),
        # whose the copyright is, as above any licence
        ("copyright: Copyright 2024 Acme Inc. All rights reserved.", False),
        ("copyright: (c) 2024 Acme Inc.", False),
        ("rights: MIT", False),
        ("usage: text generation", False),
        ("footer: All rights reserved", False),
    ],
)
def test_a_field_that_reserves_all_rights_gives_none(field: str, limits: bool, tmp_path: Path) -> None:
    assert reached(tmp_path, {}, field) == ("weights-available" if limits else "open-weights")


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("LICENSE.svg", True),
        ("LICENSE.ipynb", True),
        ("LICENSE.html", True),
        ("MODEL_LICENSE.svg", True),
        # badges, and pages about licences
        ("assets/license.svg", False),
        ("license-MIT.svg", False),
        ("docs/licensing.ipynb", False),
        ("notebooks/license_plates.ipynb", False),
    ],
)
def test_terms_that_nobody_reads_are_a_doubt(name: str, counts: bool, tmp_path: Path) -> None:
    assert reached(tmp_path, {name: "<p>For non-commercial use only.</p>"}) == (
        "weights-available" if counts else "open-weights"
    )


@pytest.mark.parametrize(
    ("address", "counts"),
    [
        ("https://huggingface.co/other/repo/blob/main/LICENSE", True),
        ("https://huggingface.co/other/repo/resolve/main/LICENSE.md", True),
        ("https://huggingface.co/meta-llama/Llama-3.1-8B/blob/main/LICENSE", True),
        ("https://huggingface.co/lab/heron-3b/blob/main/LICENSE", False),
        ("https://huggingface.co/lab/Heron/blob/main/LICENSE", False),
        ("https://github.com/lab/code/blob/main/LICENSE", False),
        ("LICENSE", False),
    ],
)
@pytest.mark.parametrize(
    "words", ["## License\n\n[LICENSE]({})", "License: [LICENSE]({})", "## License\n\nSee the [LICENSE]({})."]
)
def test_the_licence_of_another_model_is_another(words: str, address: str, counts: bool, tmp_path: Path) -> None:
    assert reached(tmp_path, {}, below=words.format(address)) == ("weights-available" if counts else "open-weights")


def test_a_known_name_of_the_licence_says_what_stands_behind_a_link(tmp_path: Path) -> None:
    words = "## License\n\n[MIT](https://huggingface.co/other/repo/blob/main/LICENSE)"
    assert reached(tmp_path, {}, below=words) == "open-weights"


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        ("License of the weights: ask us.", True),
        ("Contact us for a license.", True),
        ("Contact us for a question on the license.", False),
    ],
)
def test_a_licence_that_one_asks_for_is_not_the_tag(words: str, limits: bool, tmp_path: Path) -> None:
    assert reached(tmp_path, {}, below=words) == ("weights-available" if limits else "open-weights")
