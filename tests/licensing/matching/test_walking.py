"""A known text that is walked over an input: beside a regular expression of the same shape."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise, product

import pytest
from attrs import define, field
from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.growth import ending

from openness.licensing.matching.alignment import Run
from openness.licensing.matching.fingerprint_file import build
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.reading import Input
from openness.licensing.matching.text import Slot, Text
from openness.licensing.matching.walking import walked

NONE = Fingerprints.of(build({}))
#: Words of a text; words to fly, a part that may be left out, or a slot: its default, its fillings, and whether a name.
Piece = str | list["Piece"] | tuple[str, tuple[str, ...], int]


def words(letters: str) -> Input:
    """An input of a word for each letter; capitals are names."""
    raw = ["Kite" if letter.isupper() else "not" for letter in letters]
    return Input(letters, raw, [1] * len(raw), {}, {}, False, NONE)


@define
class Shape:
    """A text, and the regular expression that finds it, with a group for each run of its own words."""

    words: str = ""
    pattern: str = ""
    optional: list[tuple[int, int]] = field(factory=list)
    slots: list[Slot] = field(factory=list)
    runs: list[int] = field(factory=list)
    fixed: str = ""

    def add(self, piece: Piece, within: bool = False) -> None:
        start = len(self.words)
        match piece:
            case str():
                self.words += piece
                self.pattern += f"({piece})"
                self.runs.append(start)
                self.fixed = self.fixed or ("" if within else piece)
            case list():
                self.pattern += "(?:"
                for part in piece:
                    self.add(part, within=True)
                self.pattern += ")?"
                self.optional.append((start, len(self.words)))
            case default, fillings, names:
                self.words += default
                name = {0: [], 3: ["[K-M]{1,3}?"], 40: ["[K-M]{0,40}?" if default else ""]}[names]
                self.pattern += f"(?:{'|'.join([default, *fillings, *name])})"
                self.slots.append(Slot(start, len(self.words), fillings, names))

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> "Shape":
        shape = cls()
        for own, together in groupby(pieces, lambda piece: isinstance(piece, str)):
            for piece in ["".join(map(str, together))] if own else together:  # words beside each other are one run
                shape.add(piece)
        return shape

    @property
    def text(self) -> Text:
        return Text("Toy", self.words, tuple(self.optional), tuple(self.slots), {})

    def found(self, letters: str, low: int, high: int) -> tuple[int, int, list[Run]] | None:
        """The first place from which the whole text stands, none behind the first of the words that no copy lacks."""
        first = letters.find(self.fixed, low, high) if self.fixed else -1
        for start in range(low, first + 1):
            if match := re.compile(self.pattern).match(letters, start, high):
                groups = enumerate(self.runs, 1)
                runs = [(at, match.start(group), len(match[group])) for group, at in groups if match[group]]
                return start, match.end(), joined(runs)
        return None


def joined(runs: Sequence[Run]) -> list[Run]:
    """Runs, those that go on put together."""
    whole: list[Run] = []
    for at, place, length in runs:
        if whole and whole[-1][0] + whole[-1][2] == at and whole[-1][1] + whole[-1][2] == place:
            at, place, length = *whole[-1][:2], whole[-1][2] + length
            whole.pop()
        whole.append((at, place, length))
    return whole


LETTERS = st.text("abc", min_size=1, max_size=3)
SLOTS = st.tuples(
    st.text("abc", max_size=2),
    st.lists(st.text("abcK", max_size=2), max_size=2).map(tuple),
    st.sampled_from([0, 0, 3, 40]),
)
PIECES = st.recursive(LETTERS | SLOTS, lambda inside: st.lists(inside, min_size=1, max_size=3), max_leaves=5)


@given(st.lists(PIECES, max_size=5), st.text("abcKd", max_size=14), st.integers(0, 3), st.integers(0, 3), st.booleans())
@example(["a", ["b"], "c"], "ac", 0, 0, False)
@example(["a", ["c"], "b"], "aab", 0, 0, False)
@example([["a", ["b"]], "c"], "dabc", 0, 0, False)
@example([["a"], ["b"], "c", ("K", ("", "b"), 3), "a"], "abcKKa", 0, 0, False)
def test_a_text_stands_where_the_regular_expression_of_its_shape_does(
    pieces: list[Piece], letters: str, low: int, less: int, copied: bool
) -> None:
    shape = Shape.of(pieces)
    letters = letters[:4] + shape.words + letters[4:] if copied else letters
    high = max(low, len(letters) - less)
    found = walked(shape.text, words(letters), low, high)
    assert (found and (*found[:2], joined(found[2]))) == shape.found(letters, low, high)
    assert not found or all(a[0] + a[2] <= b[0] and a[1] + a[2] <= b[1] for a, b in pairwise(found[2]))


#: Pieces that stand beside each other in every order.
SMALL: tuple[Piece, ...] = (
    "a", "b", ["a"], ["b", "a"], [["a"], "b"], [["b"], ("a", ("K",), 0), "b"], ("a", ("b",), 0), ("", ("b",), 0), ("a", (), 3),
    ("ab", (), 40), ("", (), 40),
)  # fmt: skip


@pytest.mark.parametrize("around", [("", ""), ("c", ""), ("", "c"), ("c", "c")])
def test_small_texts_stand_where_the_regular_expressions_of_their_shape_do(around: tuple[str, str]) -> None:
    inputs = ["".join(letters) for length in range(5) for letters in product("abK", repeat=length)]
    for pieces in [[one] for one in SMALL] + [[*two] for two in product(SMALL, repeat=2)]:
        shape = Shape.of([piece for piece in (around[0], *pieces, around[1]) if piece])
        for letters in inputs:
            whole = f"{around[0]}{letters}{around[1]}"
            found = walked(shape.text, words(whole), 0, len(whole))
            assert (found and (*found[:2], joined(found[2]))) == shape.found(whole, 0, len(whole)), (pieces, whole)


def test_what_stands_in_a_slot_may_be_left_out_with_it_alone() -> None:
    text = Text("Toy", "abcc", ((1, 2),), (Slot(0, 3, ("d",), 0), Slot(2, 2, ("e",), 0)), {})
    assert walked(text, words("abcc"), 0, 4) == (0, 4, [(3, 3, 1)])
    assert walked(text, words("dc"), 0, 2) == (0, 2, [(3, 1, 1)])
    assert walked(text, words("acc"), 0, 3) is None


def test_a_text_of_many_parts_that_may_be_left_out_is_walked_in_no_more_than_its_size() -> None:
    parts: list[Piece] = [["a"], ["b", "a"]]
    shape = Shape.of([*parts * 30, "c"])
    with ending():
        assert walked(shape.text, words("ab" * 40 + "dc"), 0, 82) == (81, 82, [(90, 81, 1)])
