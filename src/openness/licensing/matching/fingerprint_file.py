"""The file of fingerprints: a head in JSON, and tables of numbers in little-endian order.

Nothing in the file is compressed, so it is the same byte for byte wherever it is built.
"""

import json
import struct
import sys
from array import array
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import Any, NamedTuple

from openness.licensing.matching.templates import FREE, Parsed, Spelt, parsed
from openness.licensing.matching.text import Text, characters, hashed, little_endian, text_of, triples
from openness.vocabulary.json_text import json_text

MAGIC = b"openness fingerprints 1\n"
_CODES = "QBBIIIIIHHH"


class Tables(NamedTuple):
    """The tables of a file, in its order.

    Args:
        vocabulary: the hash of each word; its place is the word's number.
        words: the words of all texts, one after another, in UTF-8.
        variables: of each text the parts that may vary and its list numbers, in JSON, one after another.
        ends: where each text ends among the words.
        variable_ends: where each text ends among the variables.
        triples: the sampled triples, in order.
        groups: of each triple the number of the group of texts that have it.
        group_ends: where each group ends among the holders.
        holders: the numbers of the texts of each group, one group after another.
        sampled: how many of its triples the index has of each text.
        owners: the number of each text's licence in the head.
    """

    vocabulary: "array[int]"
    words: memoryview
    variables: memoryview
    ends: "array[int]"
    variable_ends: "array[int]"
    triples: "array[int]"
    groups: "array[int]"
    group_ends: "array[int]"
    holders: "array[int]"
    sampled: "array[int]"
    owners: "array[int]"


def unpacked(data: bytes) -> tuple[list[Any], Tables]:
    """The head of a file and its tables.

    Raises:
        ValueError: when it is no such file, or one of another version.
    """
    if not data.startswith(MAGIC):
        raise ValueError("not a file of fingerprints, or one of another version of openness")
    view, at = memoryview(data), len(MAGIC)
    parts: list[memoryview] = []
    while at < len(data):
        (size,) = struct.unpack_from("<I", data, at)
        parts.append(view[at + 4 : at + 4 + size])
        at += 4 + size
    head, *rest = parts
    tables: list[Any] = [
        part if code == "B" else little_endian(code, part) for code, part in zip(_CODES, rest, strict=True)
    ]
    return json.loads(bytes(head)), Tables(*tables)


class _Entry(NamedTuple):
    """One text as the file holds it."""

    licence: str
    words: str
    variables: bytes


class _Kept(NamedTuple):
    """The texts of a file, to build another one with them: the hashes of its words, its licences and its entries."""

    vocabulary: "array[int]"
    licences: dict[str, tuple[bool, list[str]]]
    entries: list[_Entry]


def build(
    texts: Mapping[str, Iterable[str]],
    titles: Mapping[str, Iterable[str]] | None = None,
    policies: Iterable[str] = (),
    kept: bytes = b"",
) -> bytes:
    """The fingerprint file of texts.

    Args:
        texts: licence id → its texts, plain or as SPDX templates (`<<beginOptional>>`, `<<var;…>>`).
        titles: licence id → what copies are headed.
        policies: which of the ids are policies that go with a licence.
        kept: a file whose texts are kept too, but for those of a licence with a text here.
    """
    old = _kept(kept, texts)
    entries = [*parsed(texts, titles or {})]
    vocabulary = _vocabulary(entries, old.vocabulary)
    known = dict(zip(vocabulary, characters(), strict=False))
    policy_ids = frozenset(policies)
    built = [text_of(id, template, heads, known) for id, template, heads in entries]
    licences = {text.licence: (text.licence in policy_ids, text.titles) for text in built} | old.licences
    more = [_Entry(text.licence, text.words, _variables(text)) for text in built]
    return _packed(vocabulary, licences, sorted([*old.entries, *more], key=lambda entry: _preferred(entry.licence)))


def _kept(data: bytes, replaced: Container[str]) -> _Kept:
    """The texts of a file, but for those of some licences."""
    if not data:
        return _Kept(array("Q"), {}, [])
    head, tables = unpacked(data)
    licences = {id: (policy, titles) for id, policy, titles in head if id not in replaced}
    spans = zip(tables.owners, pairwise(tables.ends), pairwise(tables.variable_ends), strict=True)
    entries = [
        _Entry(head[owner][0], str(tables.words[start:end], "utf-8"), bytes(tables.variables[first:last]))
        for owner, (start, end), (first, last) in spans
        if head[owner][0] in licences
    ]
    return _Kept(tables.vocabulary, licences, entries)


def _vocabulary(entries: Iterable[tuple[str, Parsed, list[Spelt]]], kept: "array[int]") -> list[int]:
    """The hashes of all words: those that are kept in their order, then the others, the commonest first."""
    counts: Counter[str] = Counter()
    for _, template, heads in entries:
        counts.update(chain(template.words, *heads, *(filling for slot in template.slots for filling in slot[2])))
    counts.pop(FREE, None)
    return list(dict.fromkeys([*kept, *map(hashed, sorted(counts, key=lambda word: (-counts[word], word)))]))


def _variables(text: Text) -> bytes:
    slots = [[slot.start, slot.end, slot.fillings, slot.names] for slot in text.slots]
    return _json([text.optional, slots, text.labels])


def _packed(
    vocabulary: Iterable[int], licences: Mapping[str, tuple[bool, Sequence[str]]], entries: Sequence[_Entry]
) -> bytes:
    ids = sorted(licences, key=_preferred)
    numbers = {id: number for number, id in enumerate(ids)}
    bodies = [entry.words.encode() for entry in entries]
    variables = [entry.variables for entry in entries]
    holders: dict[int, list[int]] = {}
    sampled = []
    for number, entry in enumerate(entries):
        keys = set(triples(entry.words))
        sampled.append(len(keys))
        for key in keys:
            holders.setdefault(key, []).append(number)
    groups = {group: number for number, group in enumerate(sorted({tuple(group) for group in holders.values()}))}
    keys_in_order = sorted(holders)
    return MAGIC + b"".join(
        struct.pack("<I", len(part)) + part
        for part in (
            _json([[id, *licences[id]] for id in ids]),
            _bytes("Q", vocabulary),
            b"".join(bodies),
            b"".join(variables),
            _bytes("I", _ends(bodies)),
            _bytes("I", _ends(variables)),
            _bytes("I", keys_in_order),
            _bytes("I", (groups[tuple(holders[key])] for key in keys_in_order)),
            _bytes("I", _ends(groups)),
            _bytes("H", chain.from_iterable(groups)),
            _bytes("H", sampled),
            _bytes("H", (numbers[entry.licence] for entry in entries)),
        )
    )


def _preferred(id: str) -> tuple[object, ...]:
    """The order of ids that share a text, to name the first: SPDX's own, `-only`, without what the text leaves open."""
    return id.startswith("LicenseRef-"), "or-later" in id, "invariants" in id, len(id), id


def _json(value: object) -> bytes:
    return json_text(value, separators=(",", ":")).encode()


def _ends(parts: Iterable[Sequence[int]]) -> Iterator[int]:
    end = 0
    yield end
    for part in parts:
        end += len(part)
        yield end


def _bytes(code: str, numbers: Iterable[int]) -> bytes:
    packed = array(code, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()
