"""A licence text, or SPDX's template of it, as words: what may be left out, and what is filled in.

A template marks its optional parts (`<<beginOptional>>`) and its slots (`<<var;…>>`, with a pattern of what may stand
there); a plain text has placeholders (`[year]`, `<name of author>`) and its title.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import define

from openness.licensing.matching.normalise import naming, same, words
from openness.value import Shown

FREE = "\x01"  # stands for a name in a filling
COPYRIGHT = 40  # words a copyright line may have; fewer are let into other slots
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
_QUANTIFIER = re.compile(r"[?*+]|\{[^}]*\}")
_OPTIONS = 64  # texts that a simple pattern may match at most
_PRIVATE = 0xE000
_ANYTHING = chr(_PRIVATE + 6399)
Spelt = tuple[str, ...]


@define(eq=False, repr=False)
class Parsed(Shown):
    """A text as words: parts that may be left out, slots (from, to, fillings, words of a name), and list numbers by place."""

    words: list[str]
    optional: list[tuple[int, int]]
    slots: list[tuple[int, int, list[Spelt], int]]
    labels: dict[int, str]


def parsed(
    texts: Mapping[str, Iterable[str]], titles: Mapping[str, Iterable[str]]
) -> Iterator[tuple[str, Parsed, list[Spelt]]]:
    """Each different text of each licence, with the licence's titles."""
    for id, variants in texts.items():
        heads = sorted({spelt for title in titles.get(id, ()) if (spelt := tuple(_same(words(title).raw)))})
        seen: list[tuple[object, ...]] = []
        for variant in variants:
            text = _parse(variant)
            whole = (text.words, text.labels, text.optional, text.slots)
            if text.words and whole not in seen:
                seen.append(whole)
                yield id, text, heads


def _parse(template: str) -> Parsed:
    """A text or an SPDX template as words, optional parts and slots."""
    marks: dict[str, tuple[str, str]] = {}

    def mark(kind: str, match: str = "") -> str:
        sign = chr(_PRIVATE + len(marks))
        marks[sign] = kind, match
        return sign

    def marked(match: re.Match[str]) -> str:
        if match["begin"] or match["end"]:
            return mark("begin" if match["begin"] else "end")
        gap = "\n" if match["match"] == ".{0,5000}" else ""  # a copyright line is a line
        return f"{mark('slot', match['match'])}{gap}{match['original']}{gap}{mark('filled')}"

    def placeholder(match: re.Match[str]) -> str:
        return f"{mark('slot', '.+')}{match.group()}{mark('filled')}"

    plain = "<<" not in template
    read = words(_PLACEHOLDER.sub(placeholder, _MARK.sub(marked, template)))
    found = Parsed([], [], [], {})
    opened: list[tuple[str, str, int, int]] = []
    places = []
    for word in read.raw:
        places.append(len(found.words))
        if word not in marks:
            found.words += same(word).split(" ")
            continue
        kind, match = marks[word]
        if kind in {"begin", "slot"}:
            opened.append((kind, match, len(found.words), len(places)))
            continue
        wanted = "begin" if kind == "end" else "slot"
        if opened and opened[-1][0] == wanted:
            _, match, start, since = opened.pop()
            if wanted == "slot":  # a copyright line that says more is none
                taken, names = fillings(match)
                if names < COPYRIGHT or naming(read.raw[since : len(places)]):
                    found.slots.append((start, len(found.words), taken, names))
            elif start < len(found.words):
                found.optional.append((start, len(found.words)))
    found.words = _same_owner(found.words)
    places.append(len(found.words))
    found.slots += [(places[place], places[place], [], COPYRIGHT) for place in read.statements]
    found.labels = {places[place]: label for place, label in read.labels.items()}
    if plain and (title := _title(template)):
        found.optional.append((0, title))
    found.optional.sort(key=lambda part: (part[0], -part[1]))
    found.slots.sort(key=lambda slot: slot[0])
    return found


def _title(text: str) -> int:
    """The number of words in the title of a plain text: a short first paragraph that is not a sentence."""
    first = re.split(r"\n\s*\n", text.strip())[0]
    head = _same(words(first).raw)
    return len(head) if len(head) <= 15 and not re.search(r"[.;:,]\s*$", first) else 0


def fillings(match: str) -> tuple[list[Spelt], int]:
    """The fillings that a slot's pattern lets in: word sequences, and the number of words that a name may have."""
    options = _options(match)
    options += [option.replace("(s)", "s") for option in options]
    found = {tuple(_same(words(option, statements_too=True).raw)) for option in options}
    sequences = {tuple(FREE if word == _ANYTHING else word for word in sequence) for sequence in found}
    names = (COPYRIGHT if match == ".{0,5000}" else 20) if (FREE,) in sequences else 0
    return sorted(sequences - {(FREE,)}), names


def _options(pattern: str) -> list[str]:
    """The texts a simple pattern matches; nothing if it is not simple."""
    try:
        return _Pattern(pattern).either()
    except (ValueError, IndexError):
        return []


class _Pattern:
    """A pattern, read from its beginning: alternatives of sequences of atoms."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def _next_is(self, signs: str) -> bool:
        """True where one of some signs comes next."""
        return self._at < len(self._text) and self._text[self._at] in signs

    def either(self) -> list[str]:
        """The texts of alternatives."""
        options = self._sequence()
        while self._next_is("|"):
            self._at += 1
            options = options + self._sequence()
        return options

    def _sequence(self) -> list[str]:
        options = [""]
        while self._at < len(self._text) and not self._next_is("|)"):
            atom = self._atom()
            if atom == ["."] and self._next_is("+*{"):
                atom = [f" {_ANYTHING} "]
            if quantifier := _QUANTIFIER.match(self._text, self._at):
                self._at = quantifier.end()
                if quantifier.group() in {"?", "*"} and _ANYTHING not in atom[0]:
                    atom = [*atom, ""]
            options = [option + more for option in options for more in atom]
            if len(options) > _OPTIONS:
                raise ValueError
        return options

    def _atom(self) -> list[str]:
        character = self._text[self._at]
        self._at += 1
        if character == "(":
            options = self.either()
            self._at += 1
            return options
        if character == "[":
            end = self._text.index("]", self._at + 1)
            inside, self._at = self._text[self._at : end], end + 1
            if inside.startswith("^"):
                return ["."]
            return [" "] if "\\" in inside or " " in inside else ["0"] if "-" in inside else [*inside[:4]]
        if character == "\\":
            self._at += 1
            escaped = self._text[self._at - 1]
            return [" " if escaped == "s" else escaped]
        return [character]


def _same(raw: Iterable[str]) -> list[str]:
    return _same_owner([part for word in raw for part in same(word).split(" ")])


def _same_owner(parts: list[str]) -> list[str]:
    return [
        {"owner": "holder", "owners": "holders"}.get(part, part) if before == "copyright" else part
        for before, part in zip(["", *parts], parts, strict=False)
    ]
