"""One text of a licence as its fingerprint holds it: each word is one character, and what may vary is apart."""

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import chain, count

from attrs import frozen

from openness.licensing.matching.templates import COPYRIGHT, FREE, Parsed, Spelt
from openness.value import Shown

UNKNOWN = "\x00"  # stands for a word no text has; words count from 2
_HALF = b"\xff\xff\xff\xff\0\0\0\0"  # of two words, the first


@frozen(eq=False, repr=False)
class Slot(Shown):
    """A part of a text that is filled in: from, to, other fillings, and how many words of a name may stand there."""

    start: int
    end: int
    fillings: tuple[str, ...]
    names: int

    @property
    def empty(self) -> bool:
        """True where nothing need stand there."""
        return "" in self.fillings or self.names >= COPYRIGHT


@frozen(eq=False, repr=False)
class Text(Shown):
    """One text of a licence: its words, and where it is not fixed.

    Args:
        licence: the licence's id.
        words: every word as one character; optional parts and default fillings are among them.
        optional: parts that may be left out, as places from and to.
        slots: parts that are filled in.
        labels: list numbers left out of the words: place → number.
        titles: what a copy may be headed, as words.
        policy: whether it is a policy that goes with a licence.
    """

    licence: str
    words: str
    optional: tuple[tuple[int, int], ...]
    slots: tuple[Slot, ...]
    labels: Mapping[int, str]
    titles: tuple[str, ...] = ()
    policy: bool = False

    @cached_property
    def reaches(self) -> tuple[tuple[int, int], ...]:
        """The optional parts, from and to, each with those that follow it or overlap it as one."""
        found = []
        for start, end in self.optional:
            for since, until in self.optional:
                end = max(end, until) if since <= end else end
            found.append((start, end))
        return tuple(found)

    @cached_property
    def skips(self) -> Mapping[int, list[int]]:
        """Places where words may be missing → the ends of the optional parts, and of the slots that may be empty."""
        ends: dict[int, list[int]] = {}
        for start, end in (*self.optional, *((slot.start, slot.end) for slot in self.slots if slot.empty)):
            if start < end:
                ends.setdefault(start, []).append(end)
        return ends


def text_of(id: str, template: Parsed, heads: Sequence[Spelt], known: Mapping[int, str]) -> Text:
    """A parsed text as characters, by the numbers of its words."""

    def spelt(sequence: Iterable[str]) -> str:
        return "".join(word if word == FREE else known[hashed(word)] for word in sequence)

    return Text(
        id,
        spelt(template.words),
        tuple(template.optional),
        tuple(Slot(start, end, tuple(map(spelt, fillings)), names) for start, end, fillings, names in template.slots),
        template.labels,
        tuple(map(spelt, heads)),
    )


def hashed(word: str) -> int:
    """The number that stands for a word in the table of all words."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def characters() -> Iterator[str]:
    """The characters that stand for words, the commonest word's first."""
    return map(chr, chain(range(2, 0xD800), count(0xE000)))


def triples(spelt: str) -> list[int]:
    """A quarter of a text's word triples, as numbers; the same ones wherever the words stand.

    All triples are computed at once: the text is one number with 64 bits for a word, in two halves, so that the three products
    of a triple never reach into the next one.
    """
    words = int.from_bytes(spelt.encode("utf-32-le"), "little")
    every_other = int.from_bytes(_HALF * len(spelt), "little")
    even, odd, later = words & every_other, (words >> 32) & every_other, (words >> 64) & every_other
    first = even * 0x9E3779B1 + odd * 0x85EBCA77 + later * 0xC2B2AE3D
    second = odd * 0x9E3779B1 + later * 0x85EBCA77 + ((words >> 96) & every_other) * 0xC2B2AE3D
    keys = (first & every_other) | ((second & every_other) << 32)
    found = little_endian("I", memoryview(keys.to_bytes(4 * len(spelt) + 16, "little")))
    return [key for key in found[: max(0, len(spelt) - 2)] if key < 0x40000000]


def little_endian(code: str, data: memoryview) -> "array[int]":
    """Numbers as they lie in a file, wherever it is read."""
    packed = array(code)
    packed.frombytes(data)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed
