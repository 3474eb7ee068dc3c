"""The letters of an input, without their spaces, beside the words of a known text.

A web address may have its scheme or lack it, “copyright” its sign, and a list number of the known text may stand among the
letters. Two numbers are never joined and none is cut.
"""

from collections.abc import Iterator, Mapping, Sequence, Set

from attrs import frozen

from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.text import UNKNOWN, Text
from openness.value import Shown

_LONGEST = 40  # letters of a word
_SEAM = " "  # between two numbers, so that they stay two words
_ADDRESS = ("http", "https", "www")


@frozen(eq=False, repr=False)
class Letters(Shown):
    """Letters that may be cut into words.

    Args:
        wanted: the words, each one character.
        labels: list numbers that may stand before a word: its place → the numbers, as letters.
        letters: what is cut.
        borders: places among the letters where a word of the input begins or ends.
        sign: “copyright” and the sign behind it, as words.
        known: the words that there are.
    """

    wanted: str
    labels: Mapping[int, Sequence[str]]
    letters: str
    borders: Set[int]
    sign: str
    known: Fingerprints

    def spell(self) -> bool:
        """True where they can be cut into exactly the words, by any way of cutting."""
        reached, tried = {(0, 0)}, set[tuple[int, int]]()
        while reached:
            place = reached.pop()
            if place == (len(self.wanted), len(self.letters)):
                return True
            tried.add(place)
            reached |= {step for step in self._steps(*place) if step not in tried}
        return False

    def _steps(self, word: int, letter: int) -> Iterator[tuple[int, int]]:
        """The next word and the next letter, behind whatever may stand here."""
        for label in self.labels.get(word, ()):
            if self.letters.startswith(label, letter) and letter + len(label) in self.borders:
                yield word, letter + len(label)
        for scheme in _ADDRESS:
            if self.letters.startswith(scheme, letter):
                yield word, letter + len(scheme)
        if word and self.wanted[word - 1 : word + 1] == self.sign:
            yield word + 1, letter
        if self.letters[letter : letter + 1] == _SEAM:
            yield word, letter + 1
        for stop in range(letter + 1, min(len(self.letters), letter + _LONGEST) + 1):
            if self.letters[stop - 1].isdigit() and self.letters[stop : stop + 1].isdigit():
                continue
            spelt = self.known.numbers[self.letters[letter:stop]]
            if UNKNOWN not in spelt and self.wanted.startswith(spelt, word):
                yield word + len(spelt), stop


def letters_beside(text: Text, at: int, to: int, words: Sequence[str], known: Fingerprints) -> Letters:
    """The letters of some words of an input beside the words of a known text, from and to."""
    skipped = known.characters(_ADDRESS)
    wanted = "".join(character for character in text.words[at:to] if character not in skipped)
    letters, borders = _joined(words)
    sign = known.spelt(["copyright", "c"])
    return Letters(wanted, _labels(text, at, to, skipped), letters, borders, sign, known)


def _joined(words: Sequence[str]) -> tuple[str, set[int]]:
    """The letters of words, with a seam between two numbers, and where a word begins or ends."""
    letters, borders = "", set[int]()
    for word in words:
        letters += f"{_SEAM}{word}" if letters[-1:].isdigit() and word[:1].isdigit() else word
        borders.add(len(letters))
    return letters.lower(), borders


def _labels(text: Text, at: int, to: int, skipped: Set[str]) -> dict[int, list[str]]:
    """The known text's list numbers before each of some words, as letters."""
    labels: dict[int, list[str]] = {}
    place = 0
    for known in range(at, to):
        if label := text.labels.get(known):
            parts = label.lower().split()
            labels.setdefault(place, []).extend({_joined(parts)[0], parts[-1]})
        place += text.words[known] not in skipped
    return labels
