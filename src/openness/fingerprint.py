"""Fingerprints of licence texts: what a text is recognised by, and not the text.

Each word is a number; the numbers' table holds hashes of the words. Of each text there is the sequence of its words,
what may be left out or filled in, its list numbers, and an index of sampled word triples that names the texts a triple
stands in. The file holds no compressed part, so it is the same byte for byte wherever it is built.

`python -m openness.fingerprint` builds the file from an SPDX licence-list-XML checkout and a folder of texts.
"""

import json
import re
import struct
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from attrs import Factory, define, field, frozen

from openness.wording import same, words

MAGIC = b"openness fingerprints 1\n"
FREE = "*"
_FIRST, _GAP = 1, range(0xD800, 0xE000)  # ids are code points: a text's words are a str, and surrogates are left out
_MARK = re.compile(
    r"<<(?:beginOptional(?:;name=\"?(?P<optional>\w*)\"?)?|(?P<end>endOptional)"
    r"|var;name=\"(?P<name>[^\"]*)\";original=\"(?P<original>.*?)\";match=\"(?P<match>.*?)\")>>",
    re.DOTALL,
)
_Slot = tuple[int, int, int, list[str]]


@frozen(repr=False, eq=False)
class Text:
    """One text of a licence: its words, and where it is not fixed.

    Args:
        licence: the licence's id.
        words: every word as one character; optional parts and default fillings included.
        titles: other titles a copy may bear, each as words.
        policy: whether it is a policy that accompanies a licence.
        optional: parts that may be left out, as places from and to.
        slots: parts that are filled in: from, to, the most words of a name (0: no names), other fillings.
        labels: list numbers left out of the words: place → number.
    """

    licence: str
    words: str
    titles: tuple[str, ...]
    policy: bool
    optional: tuple[tuple[int, int], ...]
    slots: tuple[tuple[int, int, int, tuple[str, ...]], ...]
    labels: Mapping[int, str]


class _Numbers(dict[str, str]):
    """Words as written → the characters that stand for them; kept from text to text, within bounds."""

    def __init__(self, known: Mapping[int, str]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, word: str) -> str:
        if len(self) > 200_000:
            self.clear()
        found = "".join(self.known.get(hashed(part), "\x00") for part in same(word).split(" "))
        self[word] = found
        return found


@define(repr=False, eq=False)
class Fingerprints:
    """All fingerprints of a file, or of a file and the texts added to it."""

    _data: memoryview
    _licences: list[tuple[str, bool, list[str]]]
    _ends: array[int]
    _more: array[int]
    _keys: array[int]
    _sets: array[int]
    _set_ends: array[int]
    _holders: array[int]
    sampled: array[int]
    _licence_of: array[int]
    known: dict[int, str]
    numbers: _Numbers
    whole: dict[bytes, int]
    _extra: dict[int, list[int]] = Factory(dict)
    _added: list[Text] = Factory(list)
    _read: dict[int, Text] = field(factory=dict)

    @classmethod
    def of(cls, data: bytes) -> "Fingerprints":
        """Read what `build` wrote."""
        if not data.startswith(MAGIC):
            raise ValueError("not a fingerprint file of this version")
        view = memoryview(data)
        at = len(MAGIC)
        sections = []
        while at < len(data):
            (size,) = struct.unpack_from("<I", data, at)
            sections.append(view[at + 4 : at + 4 + size])
            at += 4 + size
        head, vocabulary, texts, more, *tables = sections
        arrays = [_array(code, table) for code, table in zip("IIIIHIHHH", tables, strict=True)]
        ends, more_ends, keys, sets, holders, set_ends, sampled, licence_of, _ = arrays
        licences = [(id, policy, titles) for id, policy, titles in json.loads(bytes(head))]
        known = dict(zip(_array("Q", vocabulary), map(chr, _ids()), strict=False))
        starts = [0, *ends[:-1]]
        whole = {bytes(texts[start:end]): number for number, (start, end) in enumerate(zip(starts, ends, strict=True))}
        joined = array("I", more_ends)
        data_view = memoryview(bytes(texts) + bytes(more)) if False else view
        del data_view
        made = cls(
            more,
            licences,
            ends,
            joined,
            keys,
            sets,
            set_ends,
            holders,
            sampled,
            licence_of,
            known,
            _Numbers(known),
            whole,
        )
        return made
