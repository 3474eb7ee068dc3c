"""Words that may stand in a slot of a known text."""

from collections.abc import Sequence

import pytest

from openness.licensing.matching.fingerprint_file import build
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.reading import Input, read
from openness.licensing.matching.slots import fills, lengths, renames
from openness.licensing.matching.text import Slot

KNOWN = Fingerprints.of(
    build(
        {"Toy": ["Out of the kite way go the author, the holders and their heirs; in or inwards, at night or by day."]}
    )
)
KITES = " ".join(["Kite"] * 45)


def given(text: str) -> Input:
    return read(text, KNOWN, statements_too=True)


def taken(
    text: str, *fillings: str, default: str = "", names: int = 0, place: int = 0, high: int | None = None
) -> list[int]:
    """The numbers of words of a text that a slot with these fillings can take."""
    spelt = tuple(
        "".join("\x01" if word == "…" else KNOWN.spelt([word]) for word in filling.split()) for filling in fillings
    )
    standing = given(text)
    slot = Slot(5, 6, spelt, names)
    return [*lengths(slot, KNOWN.spelt(default.split()), place, len(standing.raw) if high is None else high, standing)]


@pytest.mark.parametrize(
    ("text", "fillings", "default", "found"),
    [
        ("in or out", ("in", "in or", "or"), "in", [1, 1, 2]),
        ("in or out", ("in or",), "out", [2]),
        ("in or out", (), "", [0]),
        ("in or out", ("", "in"), "out", [0, 1]),
        ("out of Kite way go", ("out … way",), "in", [4]),
        ("out of way Kite way go", ("out … way",), "in", [3, 5]),
        ("out way", ("out … way",), "in", [2]),
        ("out of the Kite", ("out … way",), "in", []),
        ("out Kite not way", ("out … way",), "in", []),
        ("Kite Kite way", ("… way",), "in", [3]),
        ("in Kite", ("in …",), "out", [1, 2]),
    ],
)
def test_a_slot_takes_its_default_and_its_fillings(
    text: str, fillings: tuple[str, ...], default: str, found: list[int]
) -> None:
    assert taken(text, *fillings, default=default) == found


def test_a_slot_takes_what_stands_at_its_place_and_before_its_end() -> None:
    text = "by day in Kite out way by day"
    assert taken(text, "in Kite", "in … way", default="in", place=2) == [1, 2, 4]
    assert taken(text, "in Kite", "in … way", default="in", place=2, high=6) == [1, 2, 4]
    assert taken(text, "in Kite", "in … way", default="in", place=2, high=5) == [1, 2]
    assert taken(text, "in Kite", "in … way", default="in", place=2, high=3) == [1]
    assert taken(text, "in Kite", "in … way", default="in", place=2, high=2) == []
    assert taken("in Acme Acme Acme", default="out", names=20, place=1, high=3) == [1, 2]
    assert taken("in Acme Acme Acme", default="out", names=40, place=1, high=3) == [0, 1, 2]


@pytest.mark.parametrize(("names", "most"), [(3, 3), (20, 20), (40, 40)])
def test_a_name_has_as_many_words_as_the_slot_lets_in(names: int, most: int) -> None:
    assert max(taken(KITES, default="out", names=names)) == most


def test_a_name_within_a_filling_has_twenty_words() -> None:
    assert taken(f"in {' '.join(['Kite'] * 20)} way", "in … way", default="out") == [22]
    assert taken(f"in {' '.join(['Kite'] * 21)} way", "in … way", default="out") == []


@pytest.mark.parametrize(
    ("word", "stands"),
    [("1999", True), ("2024", True), ("1842", False), ("20", False), ("199", False), ("20244", False), ("2a", True)],
)
def test_a_name_has_no_number_but_a_year(word: str, stands: bool) -> None:
    assert taken(f"Acme {word}", default="out", names=20) == ([1, 2] if stands else [1])
    assert taken(f"{word} Acme", default="out", names=20) == ([1, 2] if stands else [])
    assert taken(f"Acme {word}", default="out", names=40) == [0, 1, 2]


def test_a_name_is_not_nothing_unless_it_is_a_copyright_line_s() -> None:
    assert taken("not Kite", default="out", names=20) == []
    assert taken("not Kite", default="out", names=40) == [0]


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        ("Copyright Acme", True),
        ("(c) 2020 Acme", True),
        ("The Copyright Acme", True),
        ("The Kite Copyright Acme", True),
        ("The Kite Team Copyright Acme", False),
        ("2020 Copyright Acme", False),
        ("7 Copyright Acme", False),
        ("2nd Copyright Acme", False),
        ("Kite 2020 Copyright Acme", False),
        ("Copyright 2020 Acme", True),
        ("Acme", False),
        ("All Rights Reserved", True),
        ("Acme All Rights Reserved", True),
        ("Rights Reserved Acme", False),
    ],
)
def test_where_nothing_need_stand_a_copyright_line_may(line: str, stands: bool) -> None:
    words = len(given(line).raw)
    assert (words in taken(line, names=40)) is stands
    assert words in taken(line, default="out", names=40)  # in place of another


def test_a_slot_is_filled_by_all_the_words_between_two_places() -> None:
    slot, standing = Slot(0, 1, (KNOWN.spelt(["in", "or"]),), 0), given("by in or out")
    spelt = KNOWN.spelt(["in"])
    assert [
        (place, end) for place in range(4) for end in range(place, 5) if fills(slot, spelt, place, end, standing)
    ] == [
        (1, 2),
        (1, 3),
    ]


PARTY = "the author"
LONG = tuple(["Kite"] * 21)


@pytest.mark.parametrize(
    ("names", "lost", "raw", "named"),
    [
        (0, PARTY, ("Acme",), True),
        (0, PARTY, ("Acme", "Kites"), True),
        (0, PARTY, ("kite",), False),  # a word that names have not
        (0, PARTY, ("not", "Acme"), False),
        (0, PARTY, (*LONG[1:],), True),
        (0, PARTY, LONG, False),
        (0, PARTY, ("Acme", "7"), False),
        (0, PARTY, ("Acme", "2024"), True),
        (0, PARTY, (), True),
        (0, "the author kite", ("Acme",), False),  # more than a party
        (0, "at night", ("Acme",), False),
        (0, "", ("Acme",), False),
        (20, "at night", ("Acme",), True),
        (20, "at night", ("kite",), True),
        (20, "at night", ("not", "Acme"), False),
        (20, "", ("Acme",), False),
        (20, "at night", ("Acme", "7"), False),
        (20, "at night", LONG, False),
        (20, "at night", LONG[1:], True),
        (40, "at night", ("Acme", "7"), True),
        (40, "", ("Acme",), False),
        (40, "at night", LONG, False),
    ],
)
def test_words_in_place_of_some_of_a_slot_are_a_name_where_it_names_a_party(
    names: int, lost: str, raw: Sequence[str], named: bool
) -> None:
    assert renames(Slot(3, 5, (), names), KNOWN.spelt(lost.split()), raw, 0, given("by day")) is named


@pytest.mark.parametrize(
    ("slot", "place", "raw", "named"),
    [
        (Slot(3, 3, (), 40), 2, ("Acme", "7"), True),
        (Slot(3, 3, (), 40), 1, ("Acme",), False),
        (Slot(3, 3, (), 40), 2, ("not", "Acme"), False),
        (Slot(3, 3, (), 39), 2, ("Acme",), False),
        (Slot(3, 4, (), 40), 2, ("Acme",), False),
    ],
)
def test_words_below_a_copyright_line_are_of_it_where_they_are_a_name(
    slot: Slot, place: int, raw: Sequence[str], named: bool
) -> None:
    standing = read("by day\nCopyright 2020 Acme\nby night", KNOWN)
    assert [*standing.statements] == [2]
    assert renames(slot, "", raw, place, standing) is named
