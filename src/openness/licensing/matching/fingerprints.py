"""Fingerprints of licence texts: what a text is recognised by, and not the text.

Each word is a number; the numbers' table holds hashes of the words. Of each text there is the sequence of its words,
what may be left out or filled in, its list numbers, and an index of sampled word triples that names the texts a triple
stands in. Nothing in the file is compressed, so it is the same byte for byte wherever it is built.

`openness lint --fingerprint` builds the shipped file.
"""

import json
import struct
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from hashlib import blake2b
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from attrs import Factory, define, frozen

from openness.licensing.matching import copies, stewards
from openness.licensing.matching.copies import Copy
from openness.licensing.matching.normalise import same
from openness.licensing.matching.templates import COPYRIGHT, FREE, Parsed, Spelt, parsed
from openness.value import Shown

MAGIC = b"openness fingerprints 1\n"
UNKNOWN = "\x00"  # stands for a word no text has; words count from 2
_HALF = b"\xff\xff\xff\xff\0\0\0\0"  # of two words, the first
_CODES = "QBBIIIIIHHH"


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
    def skips(self) -> Mapping[int, list[int]]:
        """Where words need not stand: a place → the ends of the optional parts, and of the slots that may be empty."""
        ends: dict[int, list[int]] = {}
        for start, end in (*self.optional, *((slot.start, slot.end) for slot in self.slots if slot.empty)):
            if start < end:
                ends.setdefault(start, []).append(end)
        return ends


class _Numbers(dict[str, str]):
    """Words as written → the characters that stand for them; kept from text to text, within bounds."""

    def __init__(self, known: Mapping[int, str]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, word: str) -> str:
        if len(self) > 100_000:
            self.clear()
        compared = same(word)
        if " " in compared:
            found = "".join(self.known.get(_hashed(part), UNKNOWN) for part in compared.split(" "))
        else:
            found = self.known.get(_hashed(compared), UNKNOWN)
        self[word] = found
        return found


@define(eq=False, repr=False)
class Fingerprints(Shown):
    """All fingerprints of a file, or of a file and the texts added to it.

    Args:
        copies: texts that are known by a hash too; none where a user adds texts, which may share words with them.
    """

    _licences: Sequence[tuple[str, bool, tuple[str, ...]]]
    _tables: Sequence[Any]
    numbers: _Numbers
    whole: dict[bytes, int]
    copies: Mapping[str, Copy] = Factory(dict)
    _texts: dict[int, Text] = Factory(dict)
    _added: dict[int, list[int]] = Factory(dict)
    _samples: list[int] = Factory(list)
    _sets: dict[Iterable[str], frozenset[str]] = Factory(dict)
    _lanes: dict[int, int] = Factory(dict)

    @classmethod
    def of(cls, data: bytes) -> "Fingerprints":
        """Read what `build` wrote."""
        if not data.startswith(MAGIC):
            raise ValueError("not a file of fingerprints, or one of another version of openness")
        view, at = memoryview(data), len(MAGIC)
        parts: list[memoryview] = []
        while at < len(data):
            (size,) = struct.unpack_from("<I", data, at)
            parts.append(view[at + 4 : at + 4 + size])
            at += 4 + size
        head, *rest = parts
        tables = [part if code == "B" else _array(code, part) for code, part in zip(_CODES, rest, strict=True)]
        texts, ends = tables[1], tables[3]
        whole: dict[bytes, int] = {}
        for number, (start, end) in enumerate(pairwise(ends)):
            whole.setdefault(bytes(texts[start:end]), number)
        licences = [(id, policy, tuple(titles)) for id, policy, titles in json.loads(bytes(head))]
        known = dict(
            zip(chain(tables[0], sorted({*map(_hashed, stewards.words())} - {*tables[0]})), _characters(), strict=False)
        )
        return cls(licences, tables, _Numbers(known), whole)

    def __len__(self) -> int:
        return len(self._tables[3]) - 1 + len(self._samples)

    def spelt(self, raw: Iterable[str]) -> str:
        """Words as written → as characters, two where a word is compared as two."""
        return self._one_owner("".join(map(self.numbers.__getitem__, raw)))

    def characters(self, written: tuple[str, ...] | frozenset[str]) -> frozenset[str]:
        """The characters that stand for any of some words; remembered, as these are lists that stand in code."""
        if written not in self._sets:
            self._sets[written] = frozenset(self.spelt(written))
        return self._sets[written]

    def spelling(self, written: Iterable[str]) -> dict[str, str]:
        """The characters that stand for some words → the words; in lower case where they are written so too."""
        spelling: dict[str, str] = {}
        for word in written:
            parts = same(word).split(" ")
            for part in parts:
                character = self.numbers.known.get(_hashed(part))
                if character is not None and (character not in spelling or word.islower()):
                    spelling[character] = word if len(parts) == 1 else part
        return spelling

    def numbers_of(self, ids: Iterable[str]) -> dict[str, list[int]]:
        """The numbers of the texts of some licences."""
        return {id: self._numbers_by_licence.get(id, []) for id in ids}

    @cached_property
    def _numbers_by_licence(self) -> dict[str, list[int]]:
        numbers: dict[str, list[int]] = {}
        owners: array[int] = self._tables[10]
        for number in range(len(self)):
            id = self._licences[owners[number]][0] if number < len(owners) else self._texts[number].licence
            numbers.setdefault(id, []).append(number)
        return numbers

    def text(self, number: int) -> Text:
        """The text with a number."""
        if number not in self._texts:
            _, texts, more, ends, more_ends, *_, owners = self._tables
            optional, slots, labels = json.loads(bytes(more[more_ends[number] : more_ends[number + 1]]))
            id, policy, titles = self._licences[owners[number]]
            words = str(texts[ends[number] : ends[number + 1]], "utf-8")
            self._texts[number] = Text(
                id,
                words,
                tuple((start, end) for start, end in optional),
                self._filled_in(words, [Slot(start, end, tuple(taken), names) for start, end, taken, names in slots]),
                {int(place): label for place, label in labels.items()},
                titles,
                policy,
            )
        return self._texts[number]

    def _filled_in(self, words: str, slots: Sequence[Slot]) -> tuple[Slot, ...]:
        """The slots of a text, and what its steward printed in several ways, with what SPDX lets vary within it."""
        found = [*slots]
        for start, end, ways in stewards.printings(words, self.spelt, UNKNOWN):
            inside = [slot for slot in slots if start <= slot.start and slot.end <= end]
            beside = [slot for slot in found if slot.end <= start or end <= slot.start]
            if len(inside) + len(beside) == len(found):
                written = {words[start:end]}
                for slot in reversed(inside):
                    at, to = slot.start - start, slot.end - start
                    taken = (*slot.fillings, FREE) if slot.names else slot.fillings
                    written |= {f"{one[:at]}{filling}{one[to:]}" for one in written for filling in taken}
                found = [*beside, Slot(start, end, tuple(dict.fromkeys((*ways, *sorted(written)))), 0)]
        return tuple(sorted(found, key=lambda slot: slot.start))

    def texts_of(self, licence: str) -> list[Text]:
        """Every text of a licence, by its id."""
        of_one = {number for number, (id, _, _) in enumerate(self._licences) if id == licence}
        return [self.text(number) for number, owner in enumerate(self._tables[-1]) if owner in of_one]

    def sampled(self, number: int) -> int:
        """How many triples of a text are in the index."""
        counts: array[int] = self._tables[9]
        return counts[number] if number < len(counts) else self._samples[number - len(counts)]

    @cached_property
    def least(self) -> list[int]:
        """How many of its triples an input needs to have before a text is laid beside it: ten, or a quarter of few."""
        return [min(10, max(1, -(-self.sampled(number) // 4))) for number in range(len(self))]

    def holders(self, keys: Iterable[int]) -> list[int]:
        """How many of the triples each text has.

        The texts that have a triple are one number with sixteen bits a text, so that adding two such numbers counts for all
        texts at once.
        """
        _, _, _, _, _, known, groups, *_ = self._tables
        last = known[-1] if known else -1
        hits = Counter(
            [groups[place] for key in keys if key <= last and known[place := bisect_left(known, key)] == key]
        )
        total = 0
        for group, count in hits.items():
            total += self._lane(group) * count if count > 1 else self._lane(group)
        counts = array("H", total.to_bytes(2 * len(self), sys.byteorder)).tolist()
        for key in keys if self._added else ():
            for number in self._added.get(key, ()):
                counts[number] += 1
        return counts

    def _lane(self, group: int) -> int:
        """The texts that have the triples of a group, with sixteen bits for each."""
        if group not in self._lanes:
            *_, starts, holders, _, _ = self._tables
            lane = array("H", bytes(2 * (len(self._tables[3]) - 1)))
            for number in holders[starts[group] : starts[group + 1]]:
                lane[number] = 1
            self._lanes[group] = int.from_bytes(lane.tobytes(), sys.byteorder)
        return self._lanes[group]

    def plus(
        self, texts: Mapping[str, Iterable[str]], titles: Mapping[str, Iterable[str]] | None = None
    ) -> "Fingerprints":
        """These and more texts: id → its texts."""
        known = dict(self.numbers.known)
        free = iter(_characters())
        taken = set(known.values())
        added = Fingerprints(self._licences, self._tables, _Numbers(known), dict(self.whole), texts=dict(self._texts))
        added._samples, added._added = [*self._samples], {key: [*held] for key, held in self._added.items()}
        for id, one, heads in parsed(texts, titles or {}):
            for word in chain(one.words, *heads, *(filling for slot in one.slots for filling in slot[2])):
                if word != FREE and _hashed(word) not in known:
                    known[_hashed(word)] = next(character for character in free if character not in taken)
            text = _text(id, one, heads, False, known)
            number = len(added)
            keys = set(triples(text.words))
            added._texts[number] = text
            added._samples.append(len(keys))
            added.whole.setdefault(text.words.encode(), number)
            for key in keys:
                added._added.setdefault(key, []).append(number)
        return added

    def _one_owner(self, spelt: str) -> str:
        """SPDX: a copyright owner is a copyright holder."""
        known = self.numbers
        for one, other in (("owner", "holder"), ("owners", "holders")):
            spelt = spelt.replace(known["copyright"] + known[one], known["copyright"] + known[other])
        return spelt


def triples(spelt: str) -> list[int]:
    """A quarter of a text's word triples, as numbers; the same ones wherever the words stand.

    All triples are computed at once: the text is one number with 64 bits for a word, in two halves, so that the three products
    of a triple never reach into the next one.
    """
    words = int.from_bytes(spelt.encode("utf-32-le"), "little")
    every_other = int.from_bytes(_HALF * (len(spelt) // 2 + 2), "little")
    even, odd, later = words & every_other, (words >> 32) & every_other, (words >> 64) & every_other
    first = even * 0x9E3779B1 + odd * 0x85EBCA77 + later * 0xC2B2AE3D
    second = odd * 0x9E3779B1 + later * 0x85EBCA77 + ((words >> 96) & every_other) * 0xC2B2AE3D
    keys = (first & every_other) | ((second & every_other) << 32)
    found = _array("I", memoryview(keys.to_bytes(4 * len(spelt) + 16, "little")))
    return [key for key in found[: max(0, len(spelt) - 2)] if key < 0x40000000]


@cache
def shipped() -> Fingerprints:
    """The fingerprints that come with openness, read when first asked for."""
    fingerprints = Fingerprints.of(Path(__file__).with_name("fingerprints.bin").read_bytes())
    fingerprints.copies = copies.shipped()
    return fingerprints


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
    for _, one, heads in entries:
        counts.update(chain(one.words, *heads, *(filling for slot in one.slots for filling in slot[2])))
    counts.pop(FREE, None)
    vocabulary = sorted(counts, key=lambda word: (-counts[word], word))
    known = dict(zip(map(_hashed, vocabulary), _characters(), strict=False))
    policed = frozenset(policies)
    made = [_text(id, one, heads, id in policed, known) for id, one, heads in entries]

    numbers = {id: number for number, id in enumerate(ids)}
    head = [[id, id in policed, next((text.titles for text in made if text.licence == id), ())] for id in ids]
    bodies = [text.words.encode() for text in made]
    more = [
        _json([text.optional, [[s.start, s.end, s.fillings, s.names] for s in text.slots], text.labels])
        for text in made
    ]
    held: dict[int, list[int]] = {}
    sampled = []
    for number, text in enumerate(made):
        keys = set(triples(text.words))
        sampled.append(len(keys))
        for key in keys:
            held.setdefault(key, []).append(number)
    groups = {group: number for number, group in enumerate(sorted({tuple(group) for group in held.values()}))}
    keys_in_order = sorted(held)
    return MAGIC + b"".join(
        struct.pack("<I", len(part)) + part
        for part in (
            _json(head),
            _bytes("Q", map(_hashed, vocabulary)),
            b"".join(bodies),
            b"".join(more),
            _bytes("I", _ends(bodies)),
            _bytes("I", _ends(more)),
            _bytes("I", keys_in_order),
            _bytes("I", (groups[tuple(held[key])] for key in keys_in_order)),
            _bytes("I", _ends(groups)),
            _bytes("H", chain.from_iterable(groups)),
            _bytes("H", sampled),
            _bytes("H", (numbers[text.licence] for text in made)),
        )
    )


def _preferred(id: str) -> tuple[object, ...]:
    """Where ids share a text, the first is named: SPDX's own, `-only`, without what the text does not tell."""
    return id.startswith("LicenseRef-"), "or-later" in id, "invariants" in id, len(id), id


def _text(id: str, one: Parsed, heads: Sequence[Spelt], policy: bool, known: Mapping[int, str]) -> Text:
    def spelt(sequence: Iterable[str]) -> str:
        return "".join(word if word == FREE else known[_hashed(word)] for word in sequence)

    return Text(
        id,
        spelt(one.words),
        tuple(one.optional),
        tuple(Slot(start, end, tuple(map(spelt, fillings)), names) for start, end, fillings, names in one.slots),
        one.labels,
        tuple(map(spelt, heads)),
        policy,
    )


def _hashed(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def _characters() -> Iterator[str]:
    return map(chr, chain(range(2, 0xD800), range(0xE000, 0x110000)))


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


def _array(code: str, data: memoryview) -> "array[int]":
    packed = array(code)
    packed.frombytes(data)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed
