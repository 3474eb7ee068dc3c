"""A text mended before it is read a second time: another encoding, copyright lines in running text, words without spaces.

Each mend leaves a note with its line, so that a mended text is never called exact. A mend changes no letter that a
reader sees: it puts back signs that a wrong encoding lost, ends of lines, and spaces.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product

from attrs import frozen

from openness.licensing.matching.difference import TextChange
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.text import UNKNOWN
from openness.value import Shown

_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,3}"
)
_LEFT_OVER = re.compile("\u00e2\u20ac\ufffd?|[\u00c2\u00c3\u00e2](?![^\\W_])")  # a lone “ is â€œ, its last sign lost
_STATEMENT = re.compile(r"(?<=\S)[ \t]*(?=copyright[ \t]+(?:\(c\)|©)?[ \t]*(?:19|20)\d\d)", re.IGNORECASE)
_RESERVED = re.compile(r"(all rights reserved\.?)(?=[ \t]*\S)", re.IGNORECASE)
_BROKEN = re.compile("(?=[^\\W\\d_\ufffd]*\ufffd)[^\\W\\d_\ufffd]*\ufffd[^\\W\\d_\ufffd]*(?:\ufffd[^\\W\\d_\ufffd]*)?")
_ALONE = re.compile("(?<=\\s)\ufffd(?=\\s)")
_WORD = re.compile(r"[0-9A-Za-z]{4,30}")
_BORDER = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_ITEM = re.compile(r"(?:\d{1,2}|[a-z])[.)]")  # a number of a list, with its mark
_ACCENTED = "éèàêâçîïôùûëü"
_LOST = {"e": "éè", "a": "à"}
_ACCENTS = 2  # accents that one word may have lost
_TRIED_AT_MOST = 200  # words of a text that are looked up in other spellings


@frozen(eq=False, repr=False)
class Mended(Shown):
    """A mended text, the line of the original for each of its lines, and what was mended."""

    text: str
    lines: list[int]
    notes: tuple[TextChange, ...]


def mended(text: str, known: Fingerprints) -> Iterator[Mended]:
    """A text mended more and more: first its encoding, then words without spaces; each also with copyright lines apart.

    Copyright lines are not always lines: some texts name their holder in a sentence.

    Args:
        text: the text.
        known: the words that the known texts have.
    """
    spellings = _Spellings(known)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    numbers = [*range(1, len(lines) + 1)]
    strange = spellings.strange(text)
    decoded = [_decoded(line, spellings) if strange or not line.isascii() else line for line in lines]
    notes = _notes(lines, decoded, "read in another encoding")
    yield from _with_statements(Mended(whole := "\n".join(decoded), numbers, notes))
    strange = strange if whole == text else spellings.strange(whole)
    spaced = [spellings.each(spellings.spaced, line) for line in decoded] if strange else decoded
    if spaced != decoded:
        notes = (*notes, *_notes(decoded, spaced, "words without the space between them"))
        origins = [number for number, line in enumerate(spaced, 1) for _ in line.split("\n")]
        yield from _with_statements(Mended("\n".join(spaced), origins, notes))


def _notes(before: list[str], after: list[str], what: str) -> tuple[TextChange, ...]:
    changed = (number for number, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new)
    return tuple(TextChange(number, what, count=1) for number in changed)


def _with_statements(mend: Mended) -> Iterator[Mended]:
    """A mended text, and once more with its copyright lines on lines of their own, if it has some in running text."""
    yield mend
    if not _states(mend.text):
        return
    pieces: list[str] = []
    origins: list[int] = []
    notes = [*mend.notes]
    for number, line in zip(mend.lines, mend.text.split("\n"), strict=True):
        parts = [line]
        if _states(line):
            parts = _RESERVED.sub(r"\1\n", _STATEMENT.sub("\n", line)).split("\n")
        if len(parts) > 1:
            notes.append(TextChange(number, "a copyright line in running text", count=1))
        pieces += parts
        origins += [number] * len(parts)
    if len(pieces) > len(mend.lines):
        yield Mended("\n".join(pieces), origins, tuple(notes))


def _states(text: str) -> bool:
    """True where a text can have a copyright line."""
    return "copyr" in text.lower() or "©" in text


def _decoded(line: str, spellings: "_Spellings") -> str:
    """A line in the encoding that its words show."""
    if line.isascii():
        return spellings.each(spellings.accented, line)
    line = _MOJIBAKE.sub(_utf8, line)
    if "\ufffd" in line:
        repaired = _BROKEN.sub(spellings.whole, line)
        line = _ALONE.sub("à", repaired) if repaired != line else line
    return spellings.each(spellings.accented, _LEFT_OVER.sub(" ", line))


def _utf8(match: re.Match[str]) -> str:
    """The sign whose UTF-8 was read as cp1252, or as Latin-1 where that has no sign."""
    data = b"".join(_byte(sign) for sign in match.group())
    try:
        return data.decode()
    except UnicodeError:
        return match.group()


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeError:
        return sign.encode("latin-1")


class _Spellings:
    """Other spellings of words that no known text has; each word is looked up once, and only so many."""

    def __init__(self, known: Fingerprints) -> None:
        self.fingerprints = known
        self.left = _TRIED_AT_MOST
        self.found: dict[tuple[str, str], str] = {}
        self.plain: set[str] = set()  # lines without a strange word: each is asked about twice

    def knows(self, word: str) -> bool:
        return UNKNOWN not in self.fingerprints.numbers[word]

    def strange(self, text: str) -> bool:
        """True where a text has a word that no known text has."""
        if text not in self.plain and all(map(self.knows, _WORD.findall(text))):
            self.plain.add(text)
        return text not in self.plain

    def each(self, other: Callable[[re.Match[str]], str], line: str) -> str:
        """A line with its words in other spellings; a word that is known keeps its own."""
        return _WORD.sub(other, line) if self.strange(line) else line

    def whole(self, match: re.Match[str]) -> str:
        """A word of which one or two letters were lost, with the accented letters that make it a known one."""
        word = match.group()
        if len(word.replace("\ufffd", "")) < 2:
            return word
        return self._other(
            "whole", word, lambda: (_filled(word, signs) for signs in product(_ACCENTED, repeat=word.count("\ufffd")))
        )

    def accented(self, match: re.Match[str]) -> str:
        """A word that lost its accents, with those that make it a known one."""
        word = match.group()
        return self._other("accented", word, lambda: _with_accents(word))

    def spaced(self, match: re.Match[str]) -> str:
        """Known words without the space between them, with it; a number of a list begins a line."""
        word = match.group()
        spaced = self._other("spaced", word, lambda: self._parted(word))
        before, _, last = spaced.rpartition(" ")
        if before and _ITEM.match(last + match.string[match.end() : match.end() + 1]):
            return f"{before}\n{last}"
        return spaced

    def _other(self, how: str, word: str, spellings: "Callable[[], Iterable[str]]") -> str:
        if (how, word) not in self.found:
            self.found[how, word] = word
            if self.left > 0 and not self.knows(word):
                self.left -= 1
                other = next((spelling for spelling in spellings() if all(map(self.knows, spelling.split(" ")))), word)
                self.found[how, word] = other
        return self.found[how, word]

    def _parted(self, word: str) -> Iterator[str]:
        """The ways to cut a word: at its borders; else into two or three known words, the commonest first."""
        yield " ".join(_BORDER.split(word))
        if not word.isalpha():
            return
        whole = len(word)
        first = {end: rare for end in range(whole) if (rare := self._rare(word[:end]))}
        last = {start: rare for start in range(whole) if (rare := self._rare(word[start:]))}
        if two := [(max(first[cut], last[cut]), cut) for cut in first if cut in last]:
            _, cut = min(two)
            yield f"{word[:cut]} {word[cut:]}"
        if three := [
            (max(first[cut], rare, last[other]), cut, other)
            for cut, other in product(first, last)
            if (rare := self._rare(word[cut:other]))
        ]:
            _, cut, other = min(three)
            yield f"{word[:cut]} {word[cut:other]} {word[other:]}"

    def _rare(self, part: str) -> str:
        """The rarity of a part of a word among the known words, as a character; empty where it is none of them."""
        spelling = self.fingerprints.numbers[part]
        known = UNKNOWN not in spelling and (len(part) > 1 or part.lower() == "a")
        return max(spelling) if known else ""


def _filled(word: str, signs: Iterable[str]) -> str:
    for sign in signs:
        word = word.replace("\ufffd", sign, 1)
    return word


def _with_accents(word: str) -> Iterator[str]:
    """A word as it is, and with one or two accents put on it."""
    places = [(place, sign) for place, letter in enumerate(word) for sign in _LOST.get(letter, "")]
    for count in range(_ACCENTS + 1):
        for chosen in combinations(places[:12], count):
            letters = [*word]
            for place, sign in chosen:
                letters[place] = sign
            yield "".join(letters)
