"""The file of fingerprints: a head in JSON, and tables of numbers in little-endian order.

Nothing in the file is compressed, so it is the same byte for byte wherever it is built.
"""

import json
import struct
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from openness.licensing.matching.templates import FREE, parsed
from openness.licensing.matching.text import characters, hashed, little_endian, text_of, triples

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


def build(
    texts: Mapping[str, Iterable[str]],
    titles: Mapping[str, Iterable[str]] | None = None,
    policies: Iterable[str] = (),
) -> bytes:
    """The fingerprint file of texts.

    Args:
        texts: licence id → its texts, plain or as SPDX templates (`<<beginOptional>>`, `<<var;…>>`).
        titles: licence id → what copies are headed.
        policies: which of the ids are policies that go with a licence.
    """
    ids = sorted(texts, key=_preferred)
    entries = [*parsed({id: texts[id] for id in ids}, titles or {})]
    counts: Counter[str] = Counter()
    for _, template, heads in entries:
        counts.update(chain(template.words, *heads, *(filling for slot in template.slots for filling in slot[2])))
    counts.pop(FREE, None)
    vocabulary = sorted(counts, key=lambda word: (-counts[word], word))
    known = dict(zip(map(hashed, vocabulary), characters(), strict=False))
    policy_ids = frozenset(policies)
    built = [text_of(id, template, heads, known) for id, template, heads in entries]

    numbers = {id: number for number, id in enumerate(ids)}
    head = [[id, id in policy_ids, next((text.titles for text in built if text.licence == id), ())] for id in ids]
    bodies = [text.words.encode() for text in built]
    more = [
        _json([text.optional, [[s.start, s.end, s.fillings, s.names] for s in text.slots], text.labels])
        for text in built
    ]
    holders: dict[int, list[int]] = {}
    sampled = []
    for number, text in enumerate(built):
        keys = set(triples(text.words))
        sampled.append(len(keys))
        for key in keys:
            holders.setdefault(key, []).append(number)
    groups = {group: number for number, group in enumerate(sorted({tuple(group) for group in holders.values()}))}
    keys_in_order = sorted(holders)
    return MAGIC + b"".join(
        struct.pack("<I", len(part)) + part
        for part in (
            _json(head),
            _bytes("Q", map(hashed, vocabulary)),
            b"".join(bodies),
            b"".join(more),
            _bytes("I", _ends(bodies)),
            _bytes("I", _ends(more)),
            _bytes("I", keys_in_order),
            _bytes("I", (groups[tuple(holders[key])] for key in keys_in_order)),
            _bytes("I", _ends(groups)),
            _bytes("H", chain.from_iterable(groups)),
            _bytes("H", sampled),
            _bytes("H", (numbers[text.licence] for text in built)),
        )
    )


def _preferred(id: str) -> tuple[object, ...]:
    """The order of ids that share a text, to name the first: SPDX's own, `-only`, without what the text leaves open."""
    return id.startswith("LicenseRef-"), "or-later" in id, "invariants" in id, len(id), id


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


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
