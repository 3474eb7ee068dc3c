"""The terms that a release states where few readers look count: in a model's own file, in an archive, in another tool's files."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.support.releases import onnx

import openness

CARD = "---\nlicense: {}\npipeline_tag: x\n---\n# Wren\n"
OPEN, LIMITED = "open-weights", "weights-available"
NC = "cc-by-nc-4.0"


def classified(root: Path, files: Mapping[str, str | bytes], licence: str = "mit") -> openness.Classification:
    """A card with these files beside it."""
    for name, data in {"README.md": CARD.format(licence), **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return openness.classify(root, under=[])


def reached(root: Path, files: Mapping[str, str | bytes], licence: str = "mit") -> str | None:
    """The level that a card with these files beside it reaches."""
    return classified(root, files, licence).spectrum.reached


# ONNX

GRAPH = b"\x12\x04wren"


@pytest.mark.parametrize(
    ("pairs", "words", "level"),
    [
        ([("license", NC)], "", LIMITED),
        ([("model_license", NC)], "", LIMITED),
        ([("Licence", NC)], "", LIMITED),
        ([("license", "Acme Model Licence")], "", LIMITED),
        ([("license", "mit"), ("license", NC)], "", LIMITED),
        ([("comment", "For research use only.")], "", LIMITED),
        ([("commercial_use", "false")], "", LIMITED),
        ([("base_model", "meta-llama/Llama-3.1-8B")], "", LIMITED),
        ([], "For non-commercial use only.", LIMITED),
        ([("license", "MIT")], "A small bird.", OPEN),
        ([("license", "MIT License (https://opensource.org/license/mit)")], "", OPEN),
        ([("description", "Heron trained on birds.yaml"), ("author", "Acme"), ("names", "{0: 'bird'}")], "", OPEN),
        ([("name", "torch-jit-export"), ("version", "8.0.1"), ("stride", "32"), ("batch", "1")], "", OPEN),
        ([], "", OPEN),
    ],
)
@pytest.mark.parametrize("place", ["wren.onnx", "onnx/model_q4.ONNX"])
def test_the_words_of_an_onnx_model_count(
    pairs: list[tuple[str, str]], words: str, level: str, place: str, tmp_path: Path
) -> None:
    assert reached(tmp_path, {place: onnx(pairs, words)}) == level


@pytest.mark.parametrize(("pairs", "level"), [([], OPEN), ([("license", NC)], LIMITED)])
def test_a_model_that_the_onnx_package_wrote_is_read(pairs: list[tuple[str, str]], level: str, tmp_path: Path) -> None:
    """`onnx.save` of onnx 1.23: a Relu, with `producer_name`, `domain` and `doc_string`."""
    model = (
        b'\x08\x0e\x12\x07pytorch\x1a\x032.1"\x08org.acme2\rA small bird.:K\n\x0c\n\x01X\x12\x01Y"\x04Relu\x12\x04wrenR\x0b'
        b"graph wordsZ\x13\n\x01X\x12\x0e\n\x0c\x08\x01\x12\x08\n\x02\x08\x01\n\x02\x08\x02b\x13\n\x01Y\x12\x0e\n\x0c\x08\x01"
        b"\x12\x08\n\x02\x08\x01\n\x02\x08\x02B\x02\x10\x1c"
    )
    assert reached(tmp_path, {"wren.onnx": model + onnx(pairs).partition(b"B\x02\x10\x1c")[2]}) == level


def test_yolo_s_licence_with_its_address_is_a_name(tmp_path: Path) -> None:
    model = onnx([("license", "AGPL-3.0 License (https://ultralytics.com/license)")])
    found = classified(tmp_path, {"yolo.onnx": model}, "agpl-3.0")
    assert found.spectrum.reached == OPEN
    assert not [finding for finding in found.findings if "no record knows" in finding.message]


def test_a_graph_of_many_gigabytes_is_stepped_over(tmp_path: Path) -> None:
    head, tail = b"\x08\x0e:\x80\x80\x80\x80\x20", onnx([("license", NC)]).partition(b"B\x02\x10\x1c")[2]
    with (tmp_path / "wren.onnx").open("wb") as file:
        file.write(head)
        try:
            file.seek(1 << 33, os.SEEK_CUR)
            file.write(tail)
            file.flush()
        except OSError:
            pytest.skip("no room for a file with a hole")
    assert reached(tmp_path, {}) == LIMITED
    (tmp_path / "wren.onnx").unlink()


WHOLE = onnx([("license", "mit")], "A small bird.")


@pytest.mark.parametrize(
    "model",
    [
        b"",
        b"garbage",
        b"\xff" * 64,
        b"PK\x03\x04",
        WHOLE[:5],
        WHOLE[:-1],
        WHOLE.replace(GRAPH, b"")[:20],
        WHOLE.partition(b":")[0],  # before the graph
        WHOLE + b"r",
        WHOLE + b"r\x7f",
        WHOLE + b"r" + b"\xff" * 9 + b"\x01",  # a length below zero
        WHOLE + b"r" + b"\x80" * 10 + b"\x01",  # a number that is too long
        WHOLE + b"r\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
        WHOLE + b"p\x01",  # a property that is a number
        WHOLE + b"\x0b",  # a group
        WHOLE + b"\x00",
        WHOLE + b"r\x06\n\x01a\n\x01b",  # two keys
        WHOLE + b"r\x03\n\x7fa",
        WHOLE + b"H\x00" * 100_001,
        WHOLE + b"r\x80\x80\x80\x04" + b"\n\xfb\xff\xff\x03" + b"a" * (8 << 20),
    ],
)
def test_a_damaged_onnx_model_is_said_and_settles_no_licence(model: bytes, tmp_path: Path) -> None:
    found = classified(tmp_path, {"wren.onnx": model})
    assert found.spectrum.reached == LIMITED
    assert str(tmp_path / "wren.onnx") in found.release.unread
    with pytest.raises(openness.OpennessError):
        openness.classify(tmp_path / "wren.onnx")


def test_a_pointer_in_the_place_of_a_model_is_listed(tmp_path: Path) -> None:
    found = classified(tmp_path, {"wren.onnx": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"})
    assert (found.spectrum.reached, found.release.unread) == (OPEN, (str(tmp_path / "wren.onnx"),))


def test_bytes_that_are_no_words_are_reported(tmp_path: Path) -> None:
    for at, byte in enumerate((b"\xff", b"\0")):
        model = onnx([("note", "abc")]).replace(b"abc", b"a" + byte + b"c")
        found = classified(tmp_path / str(at), {"wren.onnx": model})
        assert any("bytes" in finding.message for finding in found.findings)
