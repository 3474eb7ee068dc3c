"""A damaged file beside a release is named, ends no folder, and leaves nothing more open than the whole file does."""

from pathlib import Path

import pytest
from tests.support.licence_texts import MIT
from tests.support.releases import gguf

import openness

CARD = "---\nlicense: mit\nlibrary_name: transformers\n---\n# Heron 3B\n\nHeron 3B is a small model.\n"
TENSOR = '"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}'


def safetensors(metadata: str) -> bytes:
    header = f'{{"__metadata__": {{{metadata}}}, {TENSOR}}}'.encode()
    return len(header).to_bytes(8, "little") + header


#: Files that make a release under MIT doubtful where they are whole.
WHOLE = {
    "model.safetensors": safetensors('"license": "cc-by-nc-4.0"'),
    "model.gguf": gguf([("general.architecture", "llama"), ("general.license", "cc-by-nc-4.0")]),
    "model.bin": gguf([("general.architecture", "llama"), ("general.license", "cc-by-nc-4.0")]),
    "config.json": b'{"hidden_size": 64, "model_type": "llama", "_name_or_path": "meta-llama/Llama-3.1-8B"}',
    "generation_config.json": b'{"eos": [1, 2], "license_note": "for research only"}',
    "adapter_config.json": b'{"peft_type": "LORA", "base_model_name_or_path": "meta-llama/Llama-3.1-8B"}',
    "model.safetensors.index.json": b'{"weight_map": {"a": "b"}, "metadata": {"license": "cc-by-nc-4.0"}}',
}


def classified(folder: Path, name: str, content: bytes) -> openness.Classification:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(CARD)
    (folder / "LICENSE").write_text(MIT)
    (folder / name).write_bytes(content)
    return openness.classify(folder, under=[])


@pytest.mark.parametrize("name", WHOLE)
def test_no_beginning_of_a_file_is_more_open_than_the_whole(name: str, tmp_path: Path) -> None:
    whole = WHOLE[name]
    assert classified(tmp_path, name, whole).spectrum.reached == "weights-available"
    shortest = 4 if name == "model.bin" else 0  # before that nothing tells what it is
    for end in range(shortest, len(whole), 3):
        found = classified(tmp_path, name, whole[:end])
        assert found.spectrum.reached == "weights-available", whole[:end]
        assert any(name in source for source in (*found.release.unread, *found.release.read)), whole[:end]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.safetensors", b""),
        ("model.safetensors", b"\0" * 64),
        ("model.safetensors", b"hello world, this is no weights"),
        ("sub/model.gguf", b"garbage"),
        ("model.gguf", b""),
        ("config.json", b""),
        ("config.json", b'{"architectures": ["Ll'),
        ("config.json", b'{"_name_or_path": "lab/x", "_name_or_path": "lab/y"}'),
        ("config.json", b'{"a": ' * 5_000),
        ("adapter_config.json", b'{"base_model_name_or_path": "lab/x", "r": NaN}'),
        ("adapter_config.json", b'{"base_model_name_or_path": "lab/x", "base_model_name_or_path": "lab/y"}'),
        ("mergekit_config.yml", b"a: [b"),
        ("MLmodel", b"a: [b"),
    ],
)
def test_a_damaged_file_is_named_and_keeps_the_licence_from_being_certain(
    name: str, content: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    found = classified(tmp_path, name, content)
    assert found.spectrum.reached == "weights-available"
    assert f"{tmp_path}/{name}" in found.release.unread
    assert "field-invalid" in {finding.code.value for finding in found.findings}


@pytest.mark.parametrize(
    "content",
    [
        b'{"model_type": "llama", "rope": NaN}',
        b'{"model_type": "llama", "seed": ' + b"1" * 5_000 + b"}",
        b'{"model_type": "llama", "seed": 1, "seed": 2}',
        b'{"model_type": "llama", "note": "a", "note": "b"}',
    ],
)
def test_settings_of_which_nothing_is_lost_are_told_and_change_nothing(content: bytes, tmp_path: Path) -> None:
    found = classified(tmp_path, "config.json", content)
    assert found.spectrum.reached == "open-weights"
    assert "field-invalid" in {finding.code.value for finding in found.findings}


@pytest.mark.parametrize("name", ["model.safetensors", "model.gguf", "adapter_config.json"])
def test_a_damaged_file_by_itself_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "alone" / name
    path.parent.mkdir()
    path.write_bytes(b"{")
    for source in (path, path.parent):
        with pytest.raises(openness.OpennessError):
            openness.classify(source)
