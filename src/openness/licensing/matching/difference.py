"""Differences between an input and a known text, as they are found and as they are shown."""

from collections.abc import Mapping
from itertools import groupby
from typing import Literal

from attrs import frozen

from openness.licensing.matching.reading import Input
from openness.value import Shown, Value

_SHOWN_WORDS = 80


@frozen(eq=False, repr=False)
class Difference(Value):
    """One place where an input differs from the known text.

    Args:
        op: what was done to the known text.
        line: the line of the input, counted from 1.
        text: the words. Of a changed place the input's, and the known text's in brackets; words nobody here may spell are “…”.
    """

    op: Literal["added", "removed", "changed"]
    line: int
    text: str


@frozen(eq=False, repr=False)
class TextChange(Shown):
    """A difference before its words are spelt.

    Args:
        line: the line of the input.
        added: the input's words, as they are shown.
        lost: the known text's words, as characters.
        instead: the known text's list number.
        count: how many words of the input.
    """

    line: int
    added: str
    lost: str = ""
    instead: str = ""
    count: int = 0

    @property
    def op(self) -> Literal["added", "removed", "changed"]:
        """The sort of change to the known text."""
        return "added" if not (self.lost or self.instead) else "changed" if self.added else "removed"

    def spelt(self, spelling: Mapping[str, str]) -> Difference:
        """The difference in words."""
        if self.op == "added":
            return Difference("added", self.line, self.added)
        known = self.instead or _spelt(self.lost, spelling)
        return Difference(self.op, self.line, f"{self.added} (for {known})" if self.added else known)


def change(given: Input, place: int, to: int, lost: str) -> TextChange:
    """The change between two places of an input, where a known text has some words."""
    line = given.lines[min(place, len(given.lines) - 1)]
    shown = " ".join(given.raw[place : min(to, place + _SHOWN_WORDS)])
    if to - place > _SHOWN_WORDS:
        shown += f" … ({to - place} words)"
    return TextChange(line, shown, lost, count=to - place)


def _spelt(lost: str, spelling: Mapping[str, str]) -> str:
    """Words of a known text: those that may be spelt, “…” for the rest; their number if there are none, or many."""
    count = f"{len(lost)} word{'s' * (len(lost) != 1)}"
    shown = [spelling.get(character, "…") for character in lost[:_SHOWN_WORDS]]
    if all(word == "…" for word in shown):
        return count
    text = " ".join(
        "…" if word == "…" else word for gap, run in groupby(shown, "…".__eq__) for word in (["…"] if gap else run)
    )
    return f"{text} … ({count})" if len(lost) > _SHOWN_WORDS else text
