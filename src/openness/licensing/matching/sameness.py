"""The differences between a text and a known text that are layout, and change no operative word.

Every rule here says what is harmless; whatever no rule names is a difference. No rule lets a word of the terms come, go
or become another one: words may be joined or split as long as their letters are the same, and a title, a heading, the end
of a part that SPDX calls optional or a steward's wrapper may come or go.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import evolve, frozen

from openness.licensing.matching.difference import TextChange
from openness.licensing.matching.letters import letters_beside
from openness.licensing.matching.normalise import REFERRING, TELLING
from openness.licensing.matching.reading import Input
from openness.licensing.matching.text import UNKNOWN, Text
from openness.value import Shown

_WORDS_AT_MOST = 24  # words of a gap whose letters are compared
_LETTERS_AT_MOST = 400
_BESIDE = (0, 1)  # words on each side whose letters are compared too, as “copyright” stands before its sign
_TITLE = 40  # words of a text among which its title stands
_TITLE_WORDS = 15  # words of a title
_LEAST = 3  # words of an end of an optional part
_FAMILY = 8  # words before a version among which the family is named
_REFERENCE = 6  # words after “section” that may be numbers
_JOINING = ("and", "or")  # between two numbers that words refer to
#: Words that any title may have.
_TITLING = frozenset(
    """license licence licenses licences agreement notice version public domain legal code terms the of a an and for v file
    text full plain information copyright official translation""".split()
)
#: Words of a sentence that says that a licence is the licence: “This software is released under the MIT license:”.
_POINTING = frozenset(
    """this these the software project library package program repository work product is are released licensed distributed
    made available published offered provided under terms and conditions of license licence following as follows""".split()
)
_VERSION = re.compile(r"v?(\d+(?:\.\d+)*)")
#: The numbers that versions have.
_VERSIONS = (*map(str, range(1, 10)), *(f"{major}.{minor}" for major in range(10) for minor in range(10)))
#: Headings that say nothing of their own.
_HEADINGS = frozenset(
    (
        "preamble",
        "definitions",
        "terms and conditions",
        "end of terms and conditions",
        "copyright notice",
        "appendix",
        "background",
        "recitals",
        "license text",
        "license terms",
        "full license text",
        "legal code",
        "table of contents",
        "end of license",
        "end of licence",
        "end of license agreement",
        # words that Creative Commons writes round its texts
        "back to commons deed",
        "for more information please see http creativecommons org publicdomain zero 1.0",
        "for more information please see https creativecommons org publicdomain zero 1.0",
    )
)
#: Headings that are no part of a sentence, so that one may also be missing.
_MISSING = ("end of terms and conditions", "preamble")


@frozen(eq=False, repr=False)
class TextGap(Shown):
    """A place where a known text (from, to) and an input (from, to) differ."""

    at: int
    to: int
    place: int
    end: int

    @property
    def lost(self) -> int:
        """The number of words of the known text that the input lacks."""
        return self.to - self.at

    @property
    def more(self) -> int:
        """The number of words of the input that the known text lacks."""
        return self.end - self.place


@frozen(eq=False, repr=False)
class ListLabel(Shown):
    """A list number of an input that is not the known text's."""

    place: int
    found: str
    known: str
    line: int

    @property
    def change(self) -> TextChange:
        """The label as a change."""
        return TextChange(self.line, self.found, instead=self.known, count=1)


def harmless(gap: TextGap, text: Text, given: Input) -> bool:
    """True where a gap is layout."""
    return (
        any(_same_letters(gap, beside, text, given) for beside in _BESIDE)
        or _title(gap, text, given)
        or _title_instead(gap, text, given)
        or _title_again(gap, text, given)
        or _heading(gap, text, given)
        or _pointing(gap, text, given)
        or _copyright_line(gap, text, given)
        or _end_of_optional(gap, text, given)
    )


def in_optional(text: Text, at: int, to: int) -> Iterator[tuple[int, int]]:
    """The optional parts that some words of a text lie in, from and to; parts that follow each other are one."""
    return ((start, end) for start, end in text.reaches if start <= at and to <= end)


def left_out(text: Text, gap: TextGap) -> bool:
    """True where all that is missing is whole optional parts, and slots that may be empty."""
    if gap.more:
        return False
    at = gap.at
    while at < gap.to:
        at = max((end for end in text.skips.get(at, ()) if end <= gap.to), default=0)
        if not at:
            return False
    return True


def renumbered(labels: Sequence[ListLabel], given: Input) -> bool:
    """True where lists only count on where the known text's count otherwise, and no word refers to one of the numbers."""
    if not labels:
        return True
    referred = _referred(given)
    places = [*given.labels]  # in the order of the text
    for label in labels:
        found, known = label.found.lower().split(), label.known.lower().split()
        if len(found) != len(known) or found[:-1] != known[:-1] or not {found[-1], known[-1]}.isdisjoint(referred):
            return False
        before = None
        for place in reversed(places[: bisect_left(places, label.place)]):
            parts = given.labels[place].lower().split()
            if len(parts) == len(found) and parts[-1].isdigit() == found[-1].isdigit():
                before = parts[-1]
                break
        if before is None or _successor(before) != found[-1] or found[-1].isdigit() != known[-1].isdigit():
            return False
    return True


def _successor(label: str) -> str:
    if label.isdigit():
        return str(int(label) + 1)
    return chr(ord(label) + 1) if len(label) == 1 else ""


def _referred(given: Input) -> set[str]:
    """The list numbers that words of the input refer to: “Section 6(c)”, “clauses 2 and 3”.

    Where sections have headings of their own, “Section 6” is a heading, and only what stands behind it a list number. The last
    number of a sentence was read as one of a list: “in clauses 2 and 3.”
    """
    lower = [word.lower() for word in given.raw]
    headings = {
        (word, lower[place + 1])
        for place, word in enumerate(lower[:-1])
        if word in REFERRING and _at_border(place, given) and _is_number(lower[place + 1])
    }
    referred: set[str] = set()
    until, kind, heading = -1, "", False
    for place, word in enumerate([*lower, ""]):
        joined = place <= until and (lower[place - 1] in _JOINING or _is_number(lower[place - 1]))
        for each in (*(given.labels.get(place, "").lower().split() if joined else ()), word):
            if each in REFERRING:
                until, kind, heading = place + _REFERENCE, each.removesuffix("s"), True
            elif place <= until:
                heading = heading and ((kind, each) in headings or each in _JOINING)
                if not heading:
                    referred.update({each, *each.split(".")})
    return referred


# --- the same letters


def _same_letters(gap: TextGap, beside: int, text: Text, given: Input) -> bool:
    """True where the input's letters, without spaces, can be cut into exactly the words of the known text."""
    at, to, place, end = gap.at - beside, gap.to + beside, gap.place - beside, gap.end + beside
    if place < 0 or end > len(given.raw):
        return False
    if (
        text.words[at : gap.at] != given.spelt[place : gap.place]
        or text.words[gap.to : to] != given.spelt[gap.end : end]
    ):
        return False
    if to - at > _WORDS_AT_MOST + 2 * beside or end - place > 2 * _WORDS_AT_MOST + 2 * beside:
        return False
    letters = letters_beside(text, at, to, given.raw[place:end], given.known)
    return len(letters.letters) <= _LETTERS_AT_MOST and letters.spell()


# --- titles, headings, optional parts


def _title(gap: TextGap, text: Text, given: Input) -> bool:
    """True where a gap lies in the title, and has only words of the licence's own titles and no other version."""
    end = _end_of_title(text)
    if gap.end > _TITLE or gap.to > end:
        return False
    spelt, characters = given.known.spelt, given.known.characters
    titled = ({*"".join(text.titles)} - characters(TELLING) | characters(_TITLING)) - {UNKNOWN}
    numbered = not characters(_VERSIONS).isdisjoint(text.words[:end])
    own = text.words[:end] if numbered else "".join(text.titles)
    for word in filter(_is_number, given.raw[gap.place : gap.end]):
        if set(own).isdisjoint(spelt([word, word.removesuffix(".0"), f"{word}.0"])):
            return False
    return titled.issuperset(text.words[gap.at : gap.to]) and titled.issuperset(given.spelt[gap.place : gap.end])


def _end_of_title(text: Text) -> int:
    """The end of a known text's title, if it has one that may be left out; else 0."""
    return max((end for start, end in text.optional if not start and end <= _TITLE_WORDS), default=0)


def other_version(text: Text, given: Input) -> str:
    """The version that an input's title names, where the known text's titles name others; empty where none is named.

    The number stands behind “version”, “v” or a title's word, and not far behind a word that tells the family.
    """
    spelt, characters = given.known.spelt, given.known.characters
    titled = {*"".join(text.titles)} - {UNKNOWN}
    versions = titled & characters(_VERSIONS)
    family = titled - versions - characters(_TITLING)
    for place, word in enumerate(given.raw[:_TITLE]):
        number = _VERSION.fullmatch(word.lower())
        if not number or family.isdisjoint(given.spelt[max(0, place - _FAMILY) : place]):
            continue
        if given.raw[place - 1].lower() in {"version", "v"} or given.spelt[place - 1] in titled:
            version = number[1]
            own = spelt([version, version.removesuffix(".0"), f"{version}.0"])
            return version if versions and versions.isdisjoint(own) else ""
    return ""


def _is_number(word: str) -> bool:
    return word[0].isdigit()


def _heading(gap: TextGap, text: Text, given: Input) -> bool:
    """True where headings of a closed list stand alone on their lines, or one that is no part of a sentence is missing."""
    if gap.lost and gap.more:
        return False
    if gap.lost:
        missing = (given.known.spelt(heading.split()) for heading in _MISSING)
        return _at_border(gap.place, given) and text.words[gap.at : gap.to] in missing
    if not (_at_border(gap.place, given) and _at_border(gap.end, given)):
        return False
    places = range(gap.place, gap.end)
    lines = [
        " ".join(given.raw[place] for place in line) for _, line in groupby(places, lambda place: given.lines[place])
    ]
    return " ".join(lines).lower() in _HEADINGS or all(line.lower() in _HEADINGS for line in lines)


def _pointing(gap: TextGap, text: Text, given: Input) -> bool:
    """True where a sentence before the text, or behind it, only says that this is its licence.

    It has no word that limits or parts, and names no part of a work: “The code is under …” says that the rest is not.
    """
    beside = gap.to <= _end_of_title(text) or gap.at == len(text.words)
    if not beside or not _at_border(gap.place, given) or gap.more > _TITLE:
        return False
    spelt = given.known.spelt
    titled = {*"".join(text.titles)} - {*spelt(TELLING), *spelt(_VERSIONS)}
    pointing = (titled | {*spelt(_POINTING)}) - {UNKNOWN}
    licensed = {*spelt(("license", "licensed"))} - {UNKNOWN}
    words = {*given.spelt[gap.place : gap.end]}
    says = not licensed.isdisjoint(words | {*given.spelt[gap.end : gap.end + _FAMILY]})
    return says and pointing.issuperset(words)


def _copyright_line(gap: TextGap, text: Text, given: Input) -> bool:
    """True where a copyright line stands where the known text only says “copyright notice”."""
    notice = given.known.spelt(("copyright", "notice"))
    return not gap.more and text.words[gap.at : gap.to] == notice and gap.place in given.statements


def _title_instead(gap: TextGap, text: Text, given: Input) -> bool:
    """True where words of a title stand in place of whole parts that may be left out."""
    return left_out(text, evolve(gap, end=gap.place)) and _title(evolve(gap, to=gap.at), text, given)


def _title_again(gap: TextGap, text: Text, given: Input) -> bool:
    """True where the beginning of the licence's title, which its text has once more as a paragraph, is missing there."""
    if gap.more or gap.lost < _LEAST or not _between_paragraphs(gap.place, given):
        return False
    return any(title.startswith(text.words[gap.at : gap.to]) for title in text.titles)


def _at_border(place: int, given: Input) -> bool:
    """True where a line begins at a word, or the text begins or ends there."""
    return place in {0, len(given.raw)} or given.lines[place - 1] != given.lines[place]


def _between_paragraphs(place: int, given: Input) -> bool:
    """True where an empty line stands before a word, or the text begins or ends there."""
    return place in {0, len(given.raw)} or given.lines[place] - given.lines[place - 1] > 1


def _end_of_optional(gap: TextGap, text: Text, given: Input) -> bool:
    """True where the beginning or the end of an optional part is missing that begins or ends the text."""
    if gap.more or gap.lost < _LEAST or not _at_border(gap.place, given):
        return False
    return any(
        (gap.at == start == 0) or (gap.to == end == len(text.words)) for start, end in in_optional(text, gap.at, gap.to)
    )
