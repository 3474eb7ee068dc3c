"""Fingerprints of licence texts: what a text is recognised by, and not the text.

Each word is a number; the numbers' table holds hashes of the words. Of each text there is the sequence of its words,
what may be left out or filled in, its list numbers, and an index of sampled word triples that names the texts a triple
stands in. Nothing in the file is compressed, so it is the same byte for byte wherever it is built.

`openness lint --fingerprint` builds the shipped file.
"""

import json
import re
import struct
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from attrs import Factory, define, frozen

from openness.licensing.matching.normalise import naming, same, words
from openness.vocabulary.value import Shown

MAGIC = b"openness fingerprints 1\n"
UNKNOWN = "\x00"  # stands for a word no text has
FREE = "\x01"  # stands for a name in a filling; words count from 2
COPYRIGHT = 40  # words a copyright line may have; fewer are let into other slots
_CODES = "QBBIIIIIHHH"
_MARK = re.compile(
    r"<<(?:(?P<begin>beginOptional)[^>]*|(?P<end>endOptional)"
    r"|var;name=\"[^\"]*\";original=\"(?P<original>.*?)\";match=\"(?P<match>.*?)\")>>",
    re.DOTALL,
)
_PLACEHOLDER = re.compile(
    r"[<\[{](?:insert )?(?:the )?(?:years?|yyyy|dates?|names?|names? of (?:the )?(?:authors?|copyright (?:owner|holder)s?"
    r"|licensor)|full ?name|(?:copyright )?(?:owner|author|holder|licensor)s?(?: name)?|project|program(?: name)?"
    r"|software name|organi[sz]ation|company)[>\]}]",
    re.IGNORECASE,
)
_PRIVATE = 0xE000
_ANYTHING = chr(_PRIVATE + 6399)
Spelt = tuple[str, ...]


@frozen(eq=False, repr=False)
class Slot(Shown):
    """A part of a text that is filled in: from, to, other fillings, and how many words of a name may stand there."""

    start: int
    end: int
    fillings: tuple[str, ...]
    names: int

    @property
    def empty(self) -> bool:
        """Whether nothing need stand there."""
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


class _Numbers(dict[str, str]):
    """Words as written → the characters that stand for them; kept from text to text, within bounds."""

    def __init__(self, known: Mapping[int, str]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, word: str) -> str:
        if len(self) > 100_000:
            self.clear()
        found = "".join(self.known.get(_hashed(part), UNKNOWN) for part in same(word).split(" "))
        self[word] = found
        return found


@define(eq=False, repr=False)
class Fingerprints(Shown):
    """All fingerprints of a file, or of a file and the texts added to it."""

    _licences: Sequence[tuple[str, bool, tuple[str, ...]]]
    _tables: Sequence[Any]
    numbers: _Numbers
    whole: dict[bytes, int]
    _texts: dict[int, Text] = Factory(dict)
    _added: dict[int, list[int]] = Factory(dict)
    _samples: list[int] = Factory(list)

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
        return cls(licences, tables, _Numbers(dict(zip(tables[0], _characters(), strict=False))), whole)

    def __len__(self) -> int:
        return len(self._tables[3]) - 1 + len(self._samples)

    def spelt(self, raw: Iterable[str]) -> str:
        """Words as written → as characters, two where a word is compared as two."""
        return self._one_owner("".join(map(self.numbers.__getitem__, raw)))

    def spelling_of(self, word: str) -> str:
        """One word → as characters; not remembered, for words that an input may not have."""
        return "".join(self.numbers.known.get(_hashed(part), UNKNOWN) for part in same(word).split(" "))

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
        numbers: dict[str, list[int]] = {id: [] for id in ids}
        owners: array[int] = self._tables[10]
        for number in range(len(self)):
            id = self._licences[owners[number]][0] if number < len(owners) else self._texts[number].licence
            if id in numbers:
                numbers[id].append(number)
        return numbers

    def text(self, number: int) -> Text:
        """The text with a number."""
        if number not in self._texts:
            _, texts, more, ends, more_ends, *_, owners = self._tables
            optional, slots, labels = json.loads(bytes(more[more_ends[number] : more_ends[number + 1]]))
            id, policy, titles = self._licences[owners[number]]
            self._texts[number] = Text(
                id,
                str(texts[ends[number] : ends[number + 1]], "utf-8"),
                tuple((start, end) for start, end in optional),
                tuple(Slot(start, end, tuple(fillings), names) for start, end, fillings, names in slots),
                {int(place): label for place, label in labels.items()},
                titles,
                policy,
            )
        return self._texts[number]

    def texts_of(self, licence: str) -> list[Text]:
        """Every text of a licence, by its id."""
        of_one = {number for number, (id, _, _) in enumerate(self._licences) if id == licence}
        return [self.text(number) for number, owner in enumerate(self._tables[-1]) if owner in of_one]

    def sampled(self, number: int) -> int:
        """How many triples of a text are in the index."""
        counts: array[int] = self._tables[9]
        return counts[number] if number < len(counts) else self._samples[number - len(counts)]

    def holders(self, keys: Iterable[int]) -> list[int]:
        """How many of the triples each text has."""
        _, _, _, _, _, known, groups, starts, holders, _, _ = self._tables
        hits: Counter[int] = Counter()
        counts = [0] * len(self)
        last = len(known) - 1
        for key in keys:
            place = bisect_left(known, key)
            if place <= last and known[place] == key:
                hits[groups[place]] += 1
            for number in self._added.get(key, ()):
                counts[number] += 1
        for group, count in hits.items():
            for number in holders[starts[group] : starts[group + 1]]:
                counts[number] += count
        return counts

    def plus(
        self, texts: Mapping[str, Iterable[str]], titles: Mapping[str, Iterable[str]] | None = None
    ) -> "Fingerprints":
        """These and more texts: id → its texts."""
        known = dict(self.numbers.known)
        free = iter(_characters())
        taken = set(known.values())
        added = Fingerprints(self._licences, self._tables, _Numbers(known), dict(self.whole), dict(self._texts))
        added._samples, added._added = [*self._samples], {key: [*held] for key, held in self._added.items()}
        for id, one, heads in _parsed(texts, titles or {}):
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
    """A quarter of a text's word triples, as numbers; the same ones wherever the words stand."""
    codes = list(map(ord, spelt))
    return [
        key
        for one, two, three in zip(codes, codes[1:], codes[2:], strict=False)
        if (key := (one * 0x9E3779B1 + two * 0x85EBCA77 + three * 0xC2B2AE3D) & 0xFFFFFFFF) < 0x40000000
    ]


@cache
def shipped() -> Fingerprints:
    """The fingerprints that come with openness, read when first asked for."""
    return Fingerprints.of(Path(__file__).with_name("fingerprints.bin").read_bytes())


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
    entries = [*_parsed({id: texts[id] for id in ids}, titles or {})]
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


@define(eq=False, repr=False)
class _Parsed(Shown):
    words: list[str]
    optional: list[tuple[int, int]]
    slots: list[tuple[int, int, list[Spelt], int]]
    labels: dict[int, str]


def _parsed(
    texts: Mapping[str, Iterable[str]], titles: Mapping[str, Iterable[str]]
) -> Iterator[tuple[str, _Parsed, list[Spelt]]]:
    """Each different text of each licence, with the licence's titles."""
    for id, variants in texts.items():
        heads = sorted({spelt for title in titles.get(id, ()) if (spelt := tuple(_same(words(title).raw)))})
        seen: list[tuple[object, ...]] = []
        for variant in variants:
            one = _parse(variant)
            whole = (one.words, one.labels, one.optional, one.slots)
            if one.words and whole not in seen:
                seen.append(whole)
                yield id, one, heads


def _parse(template: str) -> _Parsed:
    """A text or an SPDX template as words, optional parts and slots."""
    marks: list[tuple[str, str]] = []

    def marked(match: re.Match[str]) -> str:
        kind = "begin" if match["begin"] else "end" if match["end"] else "slot"
        marks.append((kind, match["match"] or ""))
        mark = chr(_PRIVATE + len(marks) - 1)
        if kind != "slot":
            return mark
        marks.append(("filled", ""))
        gap = "\n" if match["match"] == ".{0,5000}" else ""  # a copyright line is a line
        return f"{mark}{gap}{match['original']}{gap}{chr(_PRIVATE + len(marks) - 1)}"

    def held(match: re.Match[str]) -> str:
        marks.extend([("slot", ".+"), ("filled", "")])
        return f"{chr(_PRIVATE + len(marks) - 2)}{match.group()}{chr(_PRIVATE + len(marks) - 1)}"

    plain = "<<" not in template
    read = words(_PLACEHOLDER.sub(held, _MARK.sub(marked, template)))
    found = _Parsed([], [], [], {})
    opened: list[tuple[str, str, int, int]] = []
    places = []
    for word in read.raw:
        places.append(len(found.words))
        if not 0 <= ord(word[0]) - _PRIVATE < len(marks):
            found.words += same(word).split(" ")
            continue
        kind, match = marks[ord(word[0]) - _PRIVATE]
        if kind in {"begin", "slot"}:
            opened.append((kind, match, len(found.words), len(places)))
            continue
        wanted = "begin" if kind == "end" else "slot"
        if opened and opened[-1][0] == wanted:
            _, match, start, since = opened.pop()
            if wanted == "slot":  # a copyright line that says more is none
                fillings, names = _fillings(match)
                if names < COPYRIGHT or naming(
                    [one for one in read.raw[since : len(places)] if ord(one[0]) < _PRIVATE]
                ):
                    found.slots.append((start, len(found.words), fillings, names))
            elif start < len(found.words):
                found.optional.append((start, len(found.words)))
    found.words = _same_owner(found.words)
    places.append(len(found.words))
    found.slots += [(places[place], places[place], [], COPYRIGHT) for place in sorted({*read.statements})]
    found.labels = {places[place]: label for place, label in read.labels.items() if place < len(places)}
    if plain and (title := _title(template)):
        found.optional.append((0, title))
    found.optional.sort(key=lambda part: (part[0], -part[1]))
    found.slots.sort(key=lambda slot: slot[0])
    return found


def _title(text: str) -> int:
    """How many words the title of a plain text has: a short first paragraph that is no sentence."""
    first = re.split(r"\n\s*\n", text.strip(), maxsplit=1)[0]
    head = _same(words(first).raw)
    return len(head) if len(head) <= 15 and not re.search(r"[.;:,]\s*$", first) else 0


def _fillings(match: str) -> tuple[list[Spelt], int]:
    """What a slot's pattern lets in: word sequences, and how many words of a name."""
    options = _options(match)
    options += [option.replace("(s)", "s") for option in options if "(s)" in option]
    found = {tuple(_same(words(option).raw)) for option in options}
    sequences = {tuple(FREE if word == _ANYTHING else word for word in sequence) for sequence in found}
    names = (COPYRIGHT if match == ".{0,5000}" else 20) if (FREE,) in sequences else 0
    return sorted(sequences - {(FREE,)}), names


def _options(pattern: str) -> list[str]:
    """The texts a simple pattern matches; nothing if it is not simple."""
    at = 0

    def either() -> list[str]:
        nonlocal at
        options = sequence()
        while at < len(pattern) and pattern[at] == "|":
            at += 1
            options = options + sequence()
        return options

    def sequence() -> list[str]:
        nonlocal at
        options = [""]
        while at < len(pattern) and pattern[at] not in "|)":
            atom = one()
            if atom == ["."] and at < len(pattern) and pattern[at] in "+*{":
                atom = [f" {_ANYTHING} "]
            if quantifier := re.compile(r"[?*+]|\{[^}]*\}").match(pattern, at):
                at = quantifier.end()
                if quantifier.group() in {"?", "*"} and _ANYTHING not in atom[0]:
                    atom = [*atom, ""]
            options = [option + more for option in options for more in atom]
            if len(options) > 64:
                raise ValueError
        return options

    def one() -> list[str]:
        nonlocal at
        character = pattern[at]
        at += 1
        if character == "(":
            options = either()
            at += 1
            return options
        if character == "[":
            end = pattern.index("]", at + 1)
            inside, at = pattern[at:end], end + 1
            if inside.startswith("^"):
                return ["."]
            return [" "] if "\\" in inside or " " in inside else ["0"] if "-" in inside else [*inside[:4]]
        if character == "\\":
            at += 1
            return [" " if pattern[at - 1] == "s" else pattern[at - 1]]
        return [character]

    try:
        return either()
    except (ValueError, IndexError):
        return []


def _text(id: str, one: _Parsed, heads: Sequence[Spelt], policy: bool, known: Mapping[int, str]) -> Text:
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


def _same(raw: Iterable[str]) -> list[str]:
    return _same_owner([part for word in raw for part in same(word).split(" ")])


def _same_owner(parts: list[str]) -> list[str]:
    return [
        {"owner": "holder", "owners": "holders"}.get(part, part) if before == "copyright" else part
        for before, part in zip(["", *parts], parts, strict=False)
    ]


@lru_cache(maxsize=65_536)
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
    made = array(code, numbers)
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


def _array(code: str, data: memoryview) -> "array[int]":
    made = array(code)
    made.frombytes(data)
    if sys.byteorder == "big":
        made.byteswap()
    return made
