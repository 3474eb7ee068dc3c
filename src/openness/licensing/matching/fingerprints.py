"""Fingerprints of licence texts: what a text is recognised by, and not the text.

Each word is a number; the numbers' table holds hashes of the words. Of each text there is the sequence of its words,
what may be left out or filled in, its list numbers, and an index of sampled word triples that names the texts a triple
stands in.

`openness lint --fingerprint` builds the shipped file.
"""

import json
import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain, pairwise

from attrs import Factory, define

from openness.licensing.matching import copies, stewards
from openness.licensing.matching.copies import Copy
from openness.licensing.matching.fingerprint_file import Tables, unpacked
from openness.licensing.matching.normalise import same
from openness.licensing.matching.templates import FREE, parsed
from openness.licensing.matching.text import UNKNOWN, Slot, Text, characters, hashed, little_endian, text_of, triples
from openness.recent import Recent
from openness.value import Shown

_WORDS = 100_000  # that are kept


class _Numbers(Recent[str, str]):
    """Words as written → the characters that stand for them; kept from text to text."""

    def __init__(self, known: Mapping[int, str]) -> None:
        super().__init__(_WORDS)
        self.known = known

    def __missing__(self, word: str) -> str:
        compared = same(word)
        if " " in compared:
            found = "".join(self.known.get(hashed(part), UNKNOWN) for part in compared.split(" "))
        else:
            found = self.known.get(hashed(compared), UNKNOWN)
        self[word] = found
        return found


@define(eq=False, repr=False)
class Fingerprints(Shown):
    """All fingerprints of a file, or of a file and the texts added to it.

    Args:
        copies: texts that are known by a hash too; none where a user adds texts, which may share words with them.
    """

    _licences: Sequence[tuple[str, bool, tuple[str, ...]]]
    _tables: Tables
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
        head, tables = unpacked(data)
        whole: dict[bytes, int] = {}
        for number, (start, end) in enumerate(pairwise(tables.ends)):
            whole.setdefault(bytes(tables.words[start:end]), number)
        licences = [(id, policy, tuple(titles)) for id, policy, titles in head]
        vocabulary = dict.fromkeys(chain(tables.vocabulary, map(hashed, stewards.words())))
        known = dict(zip(vocabulary, characters(), strict=False))
        return cls(licences, tables, _Numbers(known), whole)

    def __len__(self) -> int:
        return len(self._tables.owners) + len(self._samples)

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
            found = self.numbers[word]
            parts = (word,) if len(found) == 1 else same(word).split(" ")
            for character, part in zip(found, parts, strict=True):
                if character != UNKNOWN and (character not in spelling or word.islower()):
                    spelling[character] = part
        return spelling

    def numbers_of(self, ids: Iterable[str]) -> dict[str, list[int]]:
        """The numbers of the texts of some licences."""
        return {id: self._numbers_by_licence.get(id, []) for id in ids}

    @cached_property
    def _numbers_by_licence(self) -> dict[str, list[int]]:
        numbers: dict[str, list[int]] = {}
        owners = self._tables.owners
        for number in range(len(self)):
            id = self._licences[owners[number]][0] if number < len(owners) else self._texts[number].licence
            numbers.setdefault(id, []).append(number)
        return numbers

    def text(self, number: int) -> Text:
        """The text with a number."""
        if number not in self._texts:
            tables = self._tables
            start, end = tables.variable_ends[number : number + 2]
            optional, slots, labels = json.loads(bytes(tables.variables[start:end]))
            start, end = tables.ends[number : number + 2]
            words = str(tables.words[start:end], "utf-8")
            id, policy, titles = self._licences[tables.owners[number]]
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
        for start, end, ways in stewards.printings(words, self.spelt):
            inside = [slot for slot in slots if start <= slot.start and slot.end <= end]
            beside = [slot for slot in found if slot.end <= start or end <= slot.start]
            if len(inside) + len(beside) == len(found):
                written = {words[start:end]}
                for slot in reversed(inside):
                    at, to = slot.start - start, slot.end - start
                    taken = (*slot.fillings, FREE) if slot.names else slot.fillings
                    written |= {f"{spelling[:at]}{filling}{spelling[to:]}" for spelling in written for filling in taken}
                found = [*beside, Slot(start, end, tuple(dict.fromkeys((*ways, *sorted(written)))), 0)]
        return tuple(sorted(found, key=lambda slot: slot.start))

    def texts_of(self, licence: str) -> list[Text]:
        """Every text of a licence, by its id."""
        return [self.text(number) for number in self._numbers_by_licence.get(licence, ())]

    def sampled(self, number: int) -> int:
        """The number of triples of a text that are in the index."""
        counts = self._tables.sampled
        return counts[number] if number < len(counts) else self._samples[number - len(counts)]

    @cached_property
    def least(self) -> list[int]:
        """The number of its triples that an input needs to have before a text is laid beside it: ten, or a quarter of few."""
        return [min(10, max(1, -(-self.sampled(number) // 4))) for number in range(len(self))]

    def holders(self, keys: Iterable[int]) -> list[int]:
        """The number of the triples that each text has.

        The texts that have a triple are one number with sixteen bits a text, so that adding two such numbers counts for all
        texts at once.
        """
        known, groups = self._tables.triples, self._tables.groups
        end = len(known)
        hits = Counter(
            [groups[place] for key in keys if (place := bisect_left(known, key)) < end and known[place] == key]
        )
        total = sum(self._lane(group) * count for group, count in hits.items())
        counts = little_endian("H", memoryview(total.to_bytes(2 * len(self), "little"))).tolist()
        for key in keys if self._added else ():
            for number in self._added.get(key, ()):
                counts[number] += 1
        return counts

    def _lane(self, group: int) -> int:
        """The texts that have the triples of a group, with sixteen bits for each."""
        if group not in self._lanes:
            start, end = self._tables.group_ends[group : group + 2]
            lane = bytearray(2 * len(self))
            for number in self._tables.holders[start:end]:
                lane[2 * number] = 1
            self._lanes[group] = int.from_bytes(lane, "little")
        return self._lanes[group]

    def plus(
        self, texts: Mapping[str, Iterable[str]], titles: Mapping[str, Iterable[str]] | None = None
    ) -> "Fingerprints":
        """These and more texts: id → its texts."""
        known = dict(self.numbers.known)
        free = iter(characters())
        taken = set(known.values())
        added = Fingerprints(self._licences, self._tables, _Numbers(known), dict(self.whole), texts=dict(self._texts))
        added._samples, added._added = [*self._samples], {key: [*numbers] for key, numbers in self._added.items()}
        for id, template, heads in parsed(texts, titles or {}):
            for word in chain(template.words, *heads, *(filling for slot in template.slots for filling in slot[2])):
                if word != FREE and hashed(word) not in known:
                    known[hashed(word)] = next(character for character in free if character not in taken)
            text = text_of(id, template, heads, known)
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


@cache
def shipped() -> Fingerprints:
    """The fingerprints that come with openness, read when first asked for."""
    with open(os.path.join(os.path.dirname(__file__), "fingerprints.bin"), "rb") as file:
        fingerprints = Fingerprints.of(file.read())
    fingerprints.copies = copies.shipped()
    return fingerprints
