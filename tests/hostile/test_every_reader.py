"""Every reader of `FORMATS` with every kind of damage: what is damaged is refused, reported or read as if it were whole.

The rows are the register of readers, so that a new one is asked the same: without documents here, or without an answer to
each kind of damage that only its own format can have, a test fails.
"""

import json
import struct
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tests.support.documents import SAMPLES, Pairs, Sample, changed, key_at, places, value_at
from tests.support.hostile.crosses import FORMS, Words
from tests.support.releases import gguf, onnx, safetensors

from openness import formats
from openness.errors import NotThisFormat, OpennessError
from openness.formats import FORMATS, SBOMS, format_told_by, name_of
from openness.release.release import Release

CORPUS = Path(__file__).parents[1] / "corpus"
File = tuple[str, bytes]

#: Documents of formats that no other list has.
MORE: list[File] = [
    ("EU_Public_Summary.md", (CORPUS / "training_summary/heron-training-summary.md").read_bytes()),
    ("model_card.html", (CORPUS / "explanation/model_card.html").read_bytes()),
    ("ab-2013.md", (CORPUS / "filled_form/ab-2013.md").read_bytes()),
]


def reader_of(file: File) -> str:
    """The name of the reader that reads a file."""
    name, data = file
    reader = name_of(name)
    if reader and reader not in SBOMS:
        return reader
    kind = format_told_by(name, data.decode("utf-8", "replace"))
    assert kind is not None, name
    return next(reader for reader in FORMATS if import_module(f"openness.formats.{reader}") is kind)


def documents() -> dict[str, list[File]]:
    """Valid documents, by the reader that reads them."""
    found: dict[str, list[File]] = {}
    forms = [form for form in FORMS if not form.file.startswith(("rows.", "use."))]
    for file in (
        *((one.name, one.data()) for one in SAMPLES),
        *((form.file, form.written(Words())) for form in forms),
        *MORE,
    ):
        found.setdefault(reader_of(file), []).append(file)
    return found


DOCUMENTS = documents()


@pytest.fixture
def read(tmp_path: Path) -> Callable[[File], tuple[Release, ...] | None]:
    """Reads a file; None where it is refused."""

    def read_file(file: File) -> tuple[Release, ...] | None:
        path = tmp_path / file[0]
        path.write_bytes(file[1])
        try:
            return formats.read(str(path))
        except (OpennessError, NotThisFormat) as error:
            assert str(error)
            return None

    return read_file


def faults(releases: Iterable[Release]) -> int:
    """How much is reported."""
    return sum(len(release.oddities) + len(release.problems) for release in releases)


def content(releases: Iterable[Release]) -> list[str]:
    """Everything that releases say, without places and reports."""

    def placeless(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: placeless(child) for key, child in value.items() if key not in ("line", "columns", "document")}
        return list(map(placeless, value)) if isinstance(value, (list, tuple)) else value

    return sorted(
        json.dumps(
            placeless(
                [
                    release.to_dict(),
                    [text.text for text in release.texts],
                    [terms.claim.to_dict() for terms in release.terms],
                ]
            )
        )
        + "".join(sorted(type(sign).__name__ for sign in release.signs))
        for release in releases
    )


# Damage that any file can have


def _put(data: bytes, byte: bytes) -> Iterator[bytes]:
    """The data with a byte in the place of a letter, here and there."""
    letters = [at for at, letter in enumerate(data) if chr(letter).isalpha()]
    for at in letters[:: max(1, len(letters) // 12)]:
        yield data[:at] + byte + data[at + 1 :]


#: By kind, what becomes of a file, in several ways. No reader takes it for whole: it refuses it, or reports it.
HARM: dict[str, Callable[[bytes], Iterable[bytes]]] = {
    "bytes that are no UTF-8": lambda data: _put(data, b"\xff"),
    "bytes of nothing": lambda data: _put(data, b"\0"),
}


def _wide(data: bytes) -> Iterator[bytes]:
    text = data.decode("utf-8")
    yield from (text.encode(code) for code in ("utf-16", "utf-32", "utf-16-le", "utf-16-be"))
    yield b"\xfe\xff" + text.encode("utf-16-be")


#: Other ways to write the same text: read as the same, or refused, or reported.
REWRITTEN: dict[str, Callable[[bytes], Iterable[bytes]]] = {
    "in UTF-16 and UTF-32": _wide,
    "behind a mark of byte order": lambda data: [b"\xef\xbb\xbf" + data],
    "with other line ends": lambda data: [data.replace(b"\n", b"\r\n"), data.replace(b"\n", b"\r")],
}
#: Readers of files that hold numbers and tensors besides words: any byte may stand there.
OF_BYTES = ("gguf", "safetensors", "onnx")


@pytest.mark.parametrize("reader", FORMATS)
@pytest.mark.parametrize("harm", HARM)
def test_a_file_with_damaged_bytes_is_refused_or_reported(reader: str, harm: str, read: Any) -> None:
    for name, data in DOCUMENTS[reader]:
        whole = content(read((name, data)))
        for damaged in HARM[harm](data):
            found = read((name, damaged))
            is_same = found is not None and reader in OF_BYTES and content(found) == whole
            assert found is None or faults(found) or is_same, (name, damaged[:2_000])


@pytest.mark.parametrize("reader", [reader for reader in FORMATS if reader not in OF_BYTES])
@pytest.mark.parametrize("way", REWRITTEN)
def test_a_text_in_another_encoding_says_the_same_or_is_refused(reader: str, way: str, read: Any) -> None:
    for name, data in DOCUMENTS[reader]:
        whole = content(read((name, data)))
        for written in REWRITTEN[way](data):
            found = read((name, written))
            assert found is None or faults(found) or content(found) == whole, (name, written[:60])


# Damage that a tree of fields can have

#: Readers whose files have no fields that could stand twice or hold a number.
WITHOUT_FIELDS = {
    "licence_file": "it is a text",
    "explanation": "it is a text",
    "training_summary": "it is a text under headings",
    "filled_form": "nothing in it is read",
    "gguf": "its keys have a test of their own, below",
    "onnx": "its properties have a test of their own, below",
    "modelfile": "an instruction may stand again",
}
#: Fields whose words are of a list that grows, and places: one that nobody knows, or that leads nowhere, tells nothing.
OPEN_LISTS = ("library_name", "pipeline_tag", "@type", "path", "downloadLocation")
DIGITS = "@@digits@@"


def is_word(value: Any) -> bool:
    return not isinstance(value, (Pairs, list))


def is_list(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 1 and isinstance(value[0], Pairs)


#: Values of another sort than the one that stands in a place, and in the place of what they are.
OTHERS: dict[str, tuple[Callable[[Any], bool], Callable[[Any], Any]]] = {
    "NaN": (bool, lambda _: float("nan")),
    "infinity": (bool, lambda _: float("-inf")),
    "a number of 5,000 digits": (bool, lambda _: DIGITS),
    "a negative number": (bool, lambda _: -7),
    "an object, where a word belongs": (is_word, lambda _: Pairs([("note", "x")])),
    "a list of objects, where a word belongs": (is_word, lambda _: [Pairs([("note", "x")])]),
    "a list of lists": (bool, lambda _: [["x"]]),
    "one object, where a list belongs": (is_list, lambda value: value[0]),
    "nothing beside an object in a list": (is_list, lambda value: [*value, None]),
}


def samples_of(reader: str) -> list[Sample]:
    """The samples that a reader reads."""
    return [sample for sample in SAMPLES if reader_of((sample.name, sample.data())) == reader]


def file_of(sample: Sample) -> File:
    """The file that a sample is, with a long number where one is asked for."""
    return sample.name, sample.data().replace(f'"{DIGITS}"'.encode(), b"9" * 5_000)


@pytest.mark.parametrize("reader", [reader for reader in FORMATS if reader not in WITHOUT_FIELDS])
def test_a_key_that_stands_twice_is_refused_or_reported_wherever_it_stands(reader: str, read: Any) -> None:
    for sample in samples_of(reader):
        for path in places(sample.tree) if sample.syntax != "xml" else ():  # in which what stands again is a list
            twice = sample.with_tree(changed(sample.tree, path, lambda key, value: [(key, value), (key, "other")]))
            found = read(file_of(twice))
            assert found is None or faults(found), (sample.label, key_at(sample.tree, path))


@pytest.mark.parametrize("reader", [reader for reader in FORMATS if reader not in WITHOUT_FIELDS])
@pytest.mark.parametrize("other", OTHERS)
def test_a_value_of_another_sort_is_refused_reported_or_seen(reader: str, other: str, read: Any) -> None:
    stands, value_for = OTHERS[other]

    def replaced(key: str, value: Any) -> list[tuple[str, Any]]:
        return [(key, value_for(value))]

    for sample in samples_of(reader):
        whole = content(read(file_of(sample)))
        for path in places(sample.tree):
            without = read(file_of(sample.with_tree(changed(sample.tree, path, lambda *_: []))))
            is_open = key_at(sample.tree, path).rpartition(".")[2] in OPEN_LISTS
            if not stands(value_at(sample.tree, path)) or without is None or content(without) == whole or is_open:
                continue  # nobody reads it, or it may hold anything
            found = read(file_of(sample.with_tree(changed(sample.tree, path, replaced))))
            is_seen = found is not None and content(found) != content(without)
            assert found is None or faults(found) or is_seen, (sample.label, key_at(sample.tree, path))


# Damage that only a format of its own can have


def at(reader: str, keys: str, value: Any, beside: Any = None, number: int = 0) -> File:
    """A sample with another value in one place, or with one more item in the list there."""
    sample = samples_of(reader)[number]
    path = next(path for path in places(sample.tree) if key_at(sample.tree, path) == keys)

    def new(key: str, old: Any) -> list[tuple[str, Any]]:
        return [(key, [*old, Pairs(beside.items())] if beside is not None else value)]

    return file_of(sample.with_tree(changed(sample.tree, path, new)))


def form(file: str, old: bytes, new: bytes) -> File:
    """A form with other words in it."""
    data = next(one.written(Words()) for one in FORMS if one.file == file)
    assert old in data
    return file, data.replace(old, new)


NO_VERSION = "the format states no version"
GGUF = [("general.name", "x"), ("general.license", "mit")]
#: A version that is not known yet, or a reason why the reader cannot meet one.
VERSIONS: dict[str, list[File] | str] = {
    "licence_file": NO_VERSION,
    "explanation": NO_VERSION,
    "training_summary": NO_VERSION,
    "filled_form": NO_VERSION,
    "card": NO_VERSION,
    "native": [at("native", "openness", 99, number=number) for number in range(3)],
    "mof": [at("mof", "framework.version", "9.0")],
    "spdx2": [
        *(
            at("spdx2", "spdxVersion", version, number=number)
            for version in ("SPDX-9", "SPDX-2.9")
            for number in range(2)
        ),
        *(form("x.spdx", b"SPDX-2.3", version) for version in (b"SPDX-2.9", b"SPDX-9.0")),
        form("x.spdx.rdf", b"SPDX-2.3", b"SPDX-2.9"),
    ],
    "spdx3": [
        at("spdx3", "@graph.0.specVersion", "3.9.9"),
        at("spdx3", "@context", "https://spdx.org/rdf/3.9.9/spdx-context.jsonld"),
    ],
    "cyclonedx": [
        *(at("cyclonedx", "specVersion", version) for version in ("9.9", "1.99")),
        form("x.cdx.xml", b"bom/1.6", b"bom/9.9"),
    ],
    "gguf": [("x.gguf", gguf(GGUF, version)) for version in (4, 9)],
    "safetensors": [("x.safetensors", safetensors('{"license": "mit", "modelspec.sai_model_spec": "9.0.0"}'))],
    "onnx": "a later version adds fields, and moves none",
    "kitfile": [at("kitfile", "manifestVersion", "9.0.0")],
    "modelfile": NO_VERSION,
    "mlmodel": NO_VERSION,
    "modelpack": NO_VERSION,
    "croissant": [at("croissant", "conformsTo", "http://mlcommons.org/croissant/9.9")],
    "adapter_config": NO_VERSION,
    "mergekit": NO_VERSION,
    "model_config": NO_VERSION,
    "hub_info": NO_VERSION,
    "index": NO_VERSION,
    "catalogue": NO_VERSION,
    "citation": [at("citation", "cff-version", "9.0.0")],
    "schema_org": [
        at("schema_org", "@context", f"https://{place}/9.0") for place in ("w3id.org/codemeta", "doi.org/codemeta")
    ],
    "dataset_metadata": NO_VERSION,
    "package": NO_VERSION,
    "reuse": [at("reuse", "version", 9)],
}

NO_IDS = "nothing in it has an id"
NC = "CC-BY-NC-4.0"
#: A second element under the id of another, or a reason why there is none.
AGAIN: dict[str, list[File] | str] = {
    "licence_file": NO_IDS,
    "explanation": NO_IDS,
    "training_summary": NO_IDS,
    "filled_form": NO_IDS,
    "card": "its keys are asked above",
    "native": "its keys are asked above",
    "mof": [at("mof", "release.components", None, {"name": "Model parameters (Final)", "license": NC})],
    "spdx2": [
        *(
            at("spdx2", "packages", None, {"SPDXID": "SPDXRef-m", "name": "other", "licenseDeclared": NC}, number)
            for number in range(2)
        ),
        form(
            "x.spdx",
            b"PackageName: Heron",
            b"PackageName: b\nSPDXID: SPDXRef-m\nPackageDownloadLocation: NONE\nPackageName: Heron",
        ),
    ],
    "spdx3": [at("spdx3", "@graph", None, {"type": "ai_AIPackage", "spdxId": "urn:m", "name": "other"})],
    "cyclonedx": [
        at("cyclonedx", "components", None, {"type": "machine-learning-model", "bom-ref": "m", "name": "other"})
    ],
    "gguf": [
        ("x.gguf", gguf([*GGUF, ("general.license", NC)])),
        ("x.gguf", gguf([*GGUF, *[("general.base_model.0.name", name) for name in ("a/b", "c/d")]])),
    ],
    "safetensors": [
        ("x.safetensors", safetensors('{"license": "mit"}', tensors=',"__metadata__": {"license": "cc-by-nc-4.0"}')),
        ("x.safetensors", safetensors("{}", tensors=',"t":{"dtype":"F16","shape":[1],"data_offsets":[0, 2]}' * 2)),
    ],
    "onnx": [("x.onnx", onnx([("license", "mit"), ("license", NC)]))],
    "kitfile": NO_IDS,
    "modelfile": [("Modelfile", b"FROM a/b\nFROM c/d\nPARAMETER x 1\n")],
    "mlmodel": NO_IDS,
    "modelpack": NO_IDS,
    "croissant": [
        (
            "x.croissant.json",
            json.dumps(
                {"@graph": [{"@type": "sc:Dataset", "name": "x", "license": word} for word in ("MIT", NC)]}
            ).encode(),
        )
    ],
    "adapter_config": NO_IDS,
    "mergekit": NO_IDS,
    "model_config": NO_IDS,
    "hub_info": [
        (
            "info.json",
            json.dumps([{"id": "a/b", "gated": False, "tags": [f"license:{x}"]} for x in ("mit", NC)]).encode(),
        )
    ],
    "index": NO_IDS,
    "catalogue": [at("catalogue", "models", None, {"name": "acme/heron", "version": "1", "license": NC})],
    "citation": NO_IDS,
    "schema_org": NO_IDS,
    "dataset_metadata": NO_IDS,
    "package": NO_IDS,
    "reuse": "of two annotations of a file the last counts, by the format's own rule",
}
NO_PLACES = "it states no lengths and no offsets"
TENSOR = ',"t":{{"dtype":"F16","shape":[1],"data_offsets":{}}}'
#: Lengths and offsets that no file has, or a reason why there are none.
LENGTHS: dict[str, list[File] | str] = {
    **dict.fromkeys(FORMATS, NO_PLACES),
    "gguf": [
        ("x.gguf", gguf([("general.license", struct.pack("<Iq", 8, -1)), *GGUF])),
        ("x.gguf", gguf(GGUF, count=(1 << 64) - 1)),
        ("x.gguf", gguf(GGUF)[:8] + struct.pack("<q", -1) + gguf(GGUF)[16:]),
    ],
    "safetensors": [
        ("x.safetensors", safetensors("{}", (1 << 64) - 1)),
        *(
            ("x.safetensors", safetensors('{"license": "mit"}', tensors=TENSOR.format(places)))
            for places in ("[-2, 0]", "[9, 0]", '["0", "2"]', "[0.5, 2]", "[0, 1, 2]", "null", f"[0, {'9' * 5_000}]")
        ),
    ],
    "onnx": [
        ("x.onnx", onnx([("license", "mit")]) + end)
        for end in (
            b"r\x7f",
            b"r" + b"\xff" * 9 + b"\x01",
            b"r" + b"\xff" * 12,
            b"*\xff\xff\x7f",
            b"\x02\x00",
            b"\x0b",
            b"r\x03\n\x7fa",
        )
    ],
}
OF_ONE_FORMAT = {
    "a future version": VERSIONS,
    "a second element of one id": AGAIN,
    "a length that no file has": LENGTHS,
}


@pytest.mark.parametrize("reader", FORMATS)
@pytest.mark.parametrize("damage", OF_ONE_FORMAT)
def test_what_only_its_own_format_can_have_is_refused_or_reported(reader: str, damage: str, read: Any) -> None:
    files = OF_ONE_FORMAT[damage][reader]
    for file in files if isinstance(files, list) else ():
        found = read(file)
        assert found is None or faults(found), file


def test_every_reader_is_asked_of_every_damage() -> None:
    assert set(DOCUMENTS) == set(FORMATS)
    assert all(samples_of(reader) for reader in FORMATS if reader not in WITHOUT_FIELDS)
    for damage, readers in OF_ONE_FORMAT.items():
        assert set(readers) == set(FORMATS), damage


@pytest.mark.parametrize("reader", FORMATS)
def test_the_documents_of_a_reader_are_in_order(reader: str, read: Any) -> None:
    for file in DOCUMENTS[reader]:
        found = read(file)
        assert found, file[0]
        assert not faults(found) or reader in ("filled_form", "training_summary"), file[0]
