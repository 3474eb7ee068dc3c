"""Releases and claims made in memory, for tests that need one."""

import struct
from collections.abc import Iterable
from pathlib import Path

import openness
from openness.evaluation.classification import Classification
from openness.formats import card as card_format
from openness.formats import native as native_format
from openness.release.claim import Claim, Fact
from openness.release.component import Component, Item
from openness.release.location import Source
from openness.release.release import Release
from openness.resolution.resolve import resolve
from openness.resolution.resolved import Resolved, with_licences
from openness.shelf.shelf import shipped
from openness.syntax.document import Document
from openness.vocabulary import Basis, Kind

WEIGHTS = Kind.MODEL_PARAMETERS_FINAL


def claim(value: str, line: int = 1, basis: Basis = Basis.DECLARED, document: str = "README.md") -> Claim:
    """A claim on a line."""
    return Claim(value, basis, Source(document, line), value)


def fact(*values: str) -> Fact:
    """A fact with a claim for each value."""
    return Fact(tuple(claim(value, line) for line, value in enumerate(values, 1)))


def weights(availability: str = "public", licence: str = "MIT") -> Release:
    """A release of nothing but weights."""
    return Release(components=(Component(WEIGHTS, (Item("", fact(availability), fact(licence)),)),))


def card(fields: str, prose: str = "", name: str = "README.md") -> Release:
    """The release of a card with these fields."""
    return card_format.read(Document(name, f"---\n{fields.strip()}\n---\n{prose}"))


def native(text: str, name: str = "openness.yaml") -> Release:
    """The release of a native file, given without its first line."""
    return native_format.read(Document(name, f"openness: 1\n{text}"))


def judged(release: Release, *under: str) -> Classification:
    """A release under the spectrum and these definitions, by the shipped shelf."""
    return openness.classify(release, under=under, shelf=shipped())


def resolved(release: Release) -> Release:
    """A release with its licence names as records."""
    return resolve(release, shipped())


def items_of(release: Release, kind: Kind) -> list[tuple[str, str | None, str | None]]:
    """Each item of a component: its name, availability and licence."""
    return [(item.name, item.availability.value, item.licence.value) for item in release.component(kind).items]


def real(shared: Path, folder: str) -> dict[str, Release]:
    """Every real file of a kind, with licence names as records."""
    return {path.name: resolved(openness.read(path)) for path in sorted((shared / "data/corpus" / folder).iterdir())}


def licences_of(release: Release) -> dict[str, str | None]:
    """The components of a release that have a licence."""
    return {part.kind.value: part.licence.value for part in resolved(release) if part.licence.claims}


def judgeable(release: Release) -> Resolved:
    """A resolved release with the licences of the shipped shelf."""
    return with_licences(resolve(release, shipped()), shipped())


def codes(classification: Classification) -> list[str]:
    """The codes of its findings."""
    return [finding.code.value for finding in classification.findings]


def gguf(pairs: Iterable[tuple[str, object]], version: int = 3, order: str = "<", count: int | None = None) -> bytes:
    """A GGUF header; values are words, numbers, or lists of words."""
    length = "I" if version == 1 else "Q"

    def number(form: str, value: int) -> bytes:
        return struct.pack(order + form, value)

    def word(text: str) -> bytes:
        return number(length, len(text.encode())) + text.encode()

    def value(content: object) -> bytes:
        if isinstance(content, bytes):  # as it is, its type included
            return content
        if isinstance(content, list):
            return number("I", 9) + number("I", 8) + number(length, len(content)) + b"".join(map(word, content))
        return (
            number("I", 4) + number("I", content) if isinstance(content, int) else number("I", 8) + word(str(content))
        )

    pairs = list(pairs)
    start = b"GGUF" + number("I", version) + number(length, 0)
    number_of_pairs = len(pairs) if count is None else count
    return start + number(length, number_of_pairs) + b"".join(word(key) + value(content) for key, content in pairs)


def safetensors(metadata: str, length: int | None = None, tensors: str = "") -> bytes:
    """A safetensors header with this JSON as its words."""
    header = f'{{"__metadata__":{metadata}{tensors}}}'.encode()
    return struct.pack("<Q", len(header) if length is None else length) + header


def onnx(pairs: Iterable[tuple[str, str]], words: str = "", graph: bytes = b"\x12\x04wren") -> bytes:
    """An ONNX model with these words beside its graph, as `onnx.save` writes it."""

    def number(value: int) -> bytes:
        return bytes([value & 0x7F | 0x80]) + number(value >> 7) if value > 0x7F else bytes([value])

    def field(at: int, content: str | bytes) -> bytes:
        data = content.encode() if isinstance(content, str) else content
        return number(at << 3 | 2) + number(len(data)) + data

    properties = (field(14, field(1, key) + field(2, word)) for key, word in pairs)
    described = field(6, words) if words else b""
    return b"\x08\x0e" + field(2, "pytorch") + described + field(7, graph) + b"B\x02\x10\x1c" + b"".join(properties)
