"""The terms that a release states where few readers look count: in a model's own file, in an archive, in another tool's files."""

import gzip
import io
import os
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest
from tests.support.licence_texts import MIT
from tests.support.releases import gguf, onnx, safetensors

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


# Archives

NC_TEXT = "Wren Licence\n\nYou may use the model for non-commercial research only. You must not sell it.\n"
LIMITS = "# Wren\n\nFor non-commercial use only.\n"
Files = Mapping[str, str | bytes]


def zipped(files: Files, before: bytes = b"", kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these files."""
    out = io.BytesIO()
    out.write(before)
    with zipfile.ZipFile(out, "w" if not before else "a", kind) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: Files, form: int = tarfile.GNU_FORMAT) -> bytes:
    """A tar with these files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in files.items():
            content = data if isinstance(data, bytes) else data.encode()
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def packed(name: str, files: Files) -> bytes:
    """An archive of the kind that its name tells."""
    if name.endswith((".zip", ".keras", ".mar", ".llamafile")):
        return zipped(files)
    return gzip.compress(tarred(files)) if name.endswith(("gz", "old.nemo")) else tarred(files)


ARCHIVES = (
    "wren.zip",
    "wren.keras",
    "wren.mar",
    "wren.nemo",
    "wren.old.nemo",
    "wren.tar",
    "wren.tar.gz",
    "wren.tgz",
)
KERAS = '{"keras_version": "3.1.0", "date_saved": "2026-01-01"}'
NEMO = "name: wren\nmodel: {sample_rate: 16000, train_ds: {manifest_filepath: null}}\n"


@pytest.mark.parametrize("name", ARCHIVES)
@pytest.mark.parametrize(
    ("files", "level"),
    [
        ({"LICENSE": NC_TEXT}, LIMITED),
        ({"./wren/MODEL_LICENSE.md": NC_TEXT}, LIMITED),
        ({"licenses/wren.txt": NC_TEXT}, LIMITED),
        ({"README.md": LIMITS}, LIMITED),
        ({"wren/README.md": "---\nlicense: cc-by-nc-4.0\n---\n# Wren\n"}, LIMITED),
        ({"USAGE.txt": "You may not use the model in any commercial product."}, LIMITED),
        ({"a" * 90 + "/" + "b" * 90 + "/LICENSE": NC_TEXT}, LIMITED),
        ({"LICENSE": b"\xff\xfe\0"}, LIMITED),
        ({"LICENSE.pdf": b"%PDF"}, LIMITED),
        ({"LICENSE": "a" * (1 << 21)}, LIMITED),
        ({"LICENSE": MIT, "weights.bin": b"\0" * 2_000}, OPEN),
        ({"README.md": "# Wren\n\nA small bird.\n", "metadata.json": KERAS, "model_config.yaml": NEMO}, OPEN),
        ({"third_party/x/LICENSE": NC_TEXT, "node_modules/y/README.md": LIMITS, "tests/LICENSE": NC_TEXT}, OPEN),
        ({"notes.txt": "x", "data/1.png": b"\x89PNG"}, OPEN),
        ({}, OPEN),
    ],
)
def test_an_archive_says_what_a_folder_of_its_name_says(name: str, files: Files, level: str, tmp_path: Path) -> None:
    assert reached(tmp_path, {name: packed(name, files)}) == level


@pytest.mark.parametrize("name", ["wren.nemo", "sub/wren.keras", "wren.mar", "wren.zip"])
@pytest.mark.parametrize(
    ("files", "level"),
    [
        ({"model_config.yaml": f"{NEMO}license: cc-by-nc-4.0\n"}, LIMITED),
        ({"config.json": '{"model_type": "x", "_name_or_path": "meta-llama/Llama-3.1-8B"}'}, LIMITED),
        ({"metadata.json": '{"keras_version": "3.1.0", "license": "cc-by-nc-4.0"}'}, LIMITED),
        ({"w.gguf": gguf([("general.license", NC)])}, LIMITED),
        ({"w.safetensors": safetensors('{"license": "cc-by-nc-4.0"}')}, LIMITED),
        ({"w.onnx": onnx([("license", NC)])}, LIMITED),
        ({"w.gguf": gguf([("general.license", NC)])[:-9]}, LIMITED),
        ({"w.gguf": gguf([("general.license", "mit")]), "config.json": '{"model_type": "x"}'}, OPEN),
    ],
)
def test_what_lies_beside_weights_in_an_archive_counts(name: str, files: Files, level: str, tmp_path: Path) -> None:
    assert reached(tmp_path, {name: packed(name, {"model.ckpt": b"\0", **files})}) == level


def test_a_llamafile_holds_weights_behind_a_program(tmp_path: Path) -> None:
    for licence, level in ((NC, LIMITED), ("mit", OPEN)):
        weights: Files = {"wren.gguf": gguf([("general.license", licence)]), ".args": "-m\nwren.gguf\n"}
        data = zipped(weights, b"MZqFpD='\n" + b"\0" * 5_000, zipfile.ZIP_STORED)
        assert reached(tmp_path / licence, {"wren.llamafile": data}) == level


@pytest.mark.parametrize("name", ["wren.7z", "wren.rar", "wren.tar.xz", "wren.tar.bz2", "wren.tar.zst"])
def test_an_archive_that_is_not_looked_into_is_listed(name: str, tmp_path: Path) -> None:
    found = classified(tmp_path, {name: b"7z"})
    assert (found.spectrum.reached, found.release.unread) == (OPEN, (str(tmp_path / name),))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("wren.zip", b"PK\x03\x04"),
        ("wren.zip", zipped({"LICENSE": NC_TEXT})[:-30]),
        ("wren.tar", tarred({"LICENSE": NC_TEXT})[:600]),
        ("wren.tar.gz", gzip.compress(tarred({"LICENSE": NC_TEXT}))[:-60]),
        ("wren.tar.gz", b"\x1f\x8b" + b"x" * 64),
        ("wren.tar", tarred({"LICENSE": NC_TEXT}).replace(f"{len(NC_TEXT):011o}".encode(), b"0000000-120")),
        ("wren.keras", zipped({"LICENSE": NC_TEXT}).replace(b"PK\x01\x02", b"PK\x09\x09")),
        ("wren.nemo", tarred({"LICENSE": NC_TEXT})[:600]),
        ("wren.zip", b""),
        ("wren.zip", b"hello"),
        ("wren.nemo", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
    ],
)
def test_an_archive_that_is_broken_is_said_and_ends_no_folder(name: str, data: bytes, tmp_path: Path) -> None:
    found = classified(tmp_path, {name: data})
    assert any(place.startswith(str(tmp_path / name)) for place in found.release.unread)
    is_broken_model = name.endswith((".keras", ".nemo")) and not data.startswith(b"version")
    assert not is_broken_model or found.spectrum.reached == LIMITED


def test_a_file_in_an_archive_that_cannot_be_read_is_a_licence_that_cannot_be_read(tmp_path: Path) -> None:
    data = zipped({"LICENSE": MIT})
    at = data.index(b"PK\x01\x02")
    for number, damaged in enumerate(
        (
            data[:6] + b"\x01" + data[7 : at + 8] + b"\x01" + data[at + 9 :],  # behind a password
            data[:8] + b"\x63" + data[9 : at + 10] + b"\x63" + data[at + 11 :],  # packed as nobody knows
            data[:60] + b"\xff\xff\xff" + data[63:],
        )
    ):
        assert reached(tmp_path / str(number), {"wren.zip": damaged}) == LIMITED


def test_a_licence_that_is_cut_off_in_an_archive_cannot_be_read(tmp_path: Path) -> None:
    whole = tarred({"a.txt": "x", "LICENSE": MIT + "\n\n" + NC_TEXT * 20})
    cut = whole[: whole.index(b"Wren Licence")]
    assert reached(tmp_path / "tar", {"wren.tar": cut}) == LIMITED
    assert reached(tmp_path / "gz", {"wren.tar.gz": gzip.compress(whole)[:-400]}) == LIMITED


def test_forms_of_names_in_a_tar_are_read(tmp_path: Path) -> None:
    name = "a/" * 120 + "LICENSE"
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT, tarfile.USTAR_FORMAT):
        at = name[-160:].lstrip("/") if form == tarfile.USTAR_FORMAT else name
        assert reached(tmp_path / str(form), {"wren.tar": tarred({at: NC_TEXT}, form)}) == LIMITED
    old = bytearray(tarred({"LICENSE": NC_TEXT}, tarfile.USTAR_FORMAT))
    old[257:265] = b"\0" * 8
    old[148:156] = b" " * 8
    old[148:156] = f"{sum(old[:512]):06o}\0 ".encode()
    assert reached(tmp_path / "old", {"wren.tar": bytes(old)}) == LIMITED


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_a_licence_behind_weights_of_many_gigabytes_in_a_tar_is_read(form: Literal[1, 2], tmp_path: Path) -> None:
    """Python writes a length beyond 8 GiB into the further fields of a file (PAX) or as a plain number (GNU)."""
    weights = tarfile.TarInfo("model_weights.ckpt")
    weights.size = (1 << 33) + 512
    with (tmp_path / "wren.nemo").open("wb") as file:
        file.write(weights.tobuf(form))
        try:
            file.seek(weights.size, os.SEEK_CUR)
            file.write(tarred({"LICENSE": NC_TEXT}))
            file.flush()
        except OSError:
            pytest.skip("no room for a file with a hole")
    assert classified(tmp_path, {}).release.texts
    (tmp_path / "wren.nemo").unlink()


@pytest.mark.parametrize("size", ["-1", "x", "9" * 30, ""])
def test_a_length_in_the_further_fields_that_is_none_breaks_a_tar(size: str, tmp_path: Path) -> None:
    weights = tarfile.TarInfo("model_weights.ckpt")
    weights.pax_headers = {"size": size}
    data = weights.tobuf(tarfile.PAX_FORMAT) + tarred({"LICENSE": MIT})
    found = classified(tmp_path, {"wren.nemo": data})
    assert found.spectrum.reached == LIMITED
    assert any("length of a file" in finding.message for finding in found.findings)


def test_an_archive_that_unpacks_to_very_much_is_read_within_bounds(tmp_path: Path) -> None:
    bomb = zipped({"LICENSE": b"a" * (1 << 26), "README.md": b"b" * (1 << 26)})
    assert reached(tmp_path / "zip", {"wren.zip": bomb}) == LIMITED
    stream = gzip.compress(tarred({"data": b"\0" * (1 << 26), "LICENSE": NC_TEXT}))
    found = classified(tmp_path / "gz", {"wren.tar.gz": stream})
    assert found.release.unread == (str(tmp_path / "gz" / "wren.tar.gz"),)
    assert any("not all of its files are listed" in finding.message for finding in found.findings)


def test_of_many_archives_the_first_are_looked_into_and_all_others_listed(tmp_path: Path) -> None:
    found = classified(tmp_path, {f"shard-{number:03}.tar": tarred({"x.png": "x"}) for number in range(50)})
    assert len(found.release.unread) >= 30


def test_an_archive_that_is_named_is_read_by_itself(tmp_path: Path) -> None:
    for name in ARCHIVES:
        (tmp_path / name).write_bytes(packed(name, {"LICENSE": NC_TEXT, "model_weights.ckpt": b"x"}))
        found = openness.classify(tmp_path / name, under=[])
        assert found.spectrum.reached == "closed"
        assert [text.source.document for text in found.release.texts] == [str(tmp_path / name / "LICENSE")]
    (tmp_path / "empty.zip").write_bytes(zipped({}))
    with pytest.raises(openness.OpennessError, match="nothing that is known here"):
        openness.read(tmp_path / "empty.zip")
