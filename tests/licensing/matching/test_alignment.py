"""A known text laid beside an input: which words they have in common, in one order.

A letter is a word here, so that a case can be read; capitals are words that the known text has not.
"""

from itertools import pairwise
from random import Random
from string import ascii_lowercase

import pytest

from openness.licensing.matching.alignment import aligned
from openness.licensing.matching.text import Text

TEXT = ascii_lowercase


def beside(known: str, given: str, low: int = 0, high: int | None = None) -> list[tuple[int, int, str]]:
    """Where in the known text, where in the input, and which words."""
    runs = aligned(Text("Toy", known, (), (), {}), given, low, len(given) if high is None else high)
    for at, place, length in runs:
        assert known[at : at + length] == given[place : place + length]
    return [(at, place, known[at : at + length]) for at, place, length in runs]


def words(count: int, first: int = 0) -> str:
    """Words no two of which are the same."""
    return "".join(chr(0x4E00 + first + number) for number in range(count))


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("abcde", [(0, 0, "abcde")]),
        ("vwxyz", [(21, 0, "vwxyz")]),
        ("abcd", []),
        ("abcdXefgh", []),
        ("XXXabcde", [(0, 3, "abcde")]),
        ("XfghijklX", [(5, 1, "fghijkl")]),
        ("XXfghijklX", [(5, 2, "fghijkl")]),
        ("XXXfghijklX", [(5, 3, "fghijkl")]),
        ("", []),
        ("ABCDEFGHIJ", []),
        (TEXT, [(0, 0, TEXT)]),
    ],
)
def test_five_words_in_a_row_are_found_and_seven_wherever_they_stand(
    given: str, found: list[tuple[int, int, str]]
) -> None:
    assert beside(TEXT, given) == found


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (0, 26, [(0, 0, TEXT)]),
        (4, 26, [(4, 4, TEXT[4:])]),
        (0, 20, [(0, 0, TEXT[:20])]),
        (7, 19, [(7, 7, TEXT[7:19])]),
        (7, 12, [(7, 7, "hijkl")]),
        (7, 11, []),
    ],
)
def test_what_stands_beside_the_two_places_is_not_read(low: int, high: int, found: list[tuple[int, int, str]]) -> None:
    assert beside(TEXT, TEXT, low, high) == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("abcdefXghijkl", [(0, 0, "abcdef"), (6, 7, "ghijkl")]),
        ("abcdefhijkl", [(0, 0, "abcdef"), (7, 6, "hijkl")]),
        ("abcdefXhijkl", [(0, 0, "abcdef"), (7, 7, "hijkl")]),
        ("abcdefXghYijklmn", [(0, 0, "abcdef"), (6, 7, "gh"), (8, 10, "ijklmn")]),
        ("abcdefXgYijklmn", [(0, 0, "abcdef"), (6, 7, "g"), (8, 9, "ijklmn")]),
        ("abcdefXYijklmn", [(0, 0, "abcdef"), (8, 8, "ijklmn")]),
        ("aXbcdefghij", [(0, 0, "a"), (1, 2, "bcdefghij")]),
        ("abcdefghiXj", [(0, 0, "abcdefghi"), (9, 10, "j")]),
        ("abXXabcdefghi", [(0, 4, "abcdefghi")]),
        ("aabcdefghi", [(0, 1, "abcdefghi")]),
        ("abcXdefghijklmXnop", [(0, 0, "abc"), (3, 4, "defghijklm"), (13, 15, "nop")]),
        ("abcdefghgijklmn", [(0, 0, "abcdefgh"), (8, 9, "ijklmn")]),
    ],
)
def test_a_word_that_comes_goes_or_changes_parts_two_runs(given: str, found: list[tuple[int, int, str]]) -> None:
    assert beside(TEXT, given) == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("abcdefgh" + "defghijkl", [(0, 0, "abcdefgh"), (8, 13, "ijkl")]),
        ("abcdefgh" + "abcdefgh" + "ijklmn", [(0, 0, "abcdefgh"), (8, 16, "ijklmn")]),
        ("abcdefgh" + "hijklmn", [(0, 0, "abcdefgh"), (8, 9, "ijklmn")]),
        ("abcdefgh" + "X" + "fghijklmn", [(0, 0, "abcdefgh"), (8, 12, "ijklmn")]),
        ("abcdefgh" + "X" + TEXT[6:], [(0, 0, "abcdefgh"), (8, 11, TEXT[8:])]),
        ("bcdef" + "abcdef", [(0, 5, "abcdef")]),
        ("abcdef" + "X" * 20 + "abcdef", [(0, 0, "abcdef")]),
        ("abcdefghijk" + "abcdXefghijk", [(0, 0, "abcdefghijk")]),
        ("abcdefghijk" + "abcdefghij" + "klmnop", [(0, 0, "abcdefghijk"), (11, 22, "lmnop")]),
    ],
)
def test_words_that_stand_twice_are_found_once(given: str, found: list[tuple[int, int, str]]) -> None:
    assert beside(TEXT, given) == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("mnopqrstuv" + "abcdefghijk", [(0, 10, "abcdefghijk")]),
        ("mnopqrstuvw" + "abcdefghij", [(12, 0, "mnopqrstuvw")]),
        ("abcdef" + "vwxyz" + "ghijkl", [(0, 0, "abcdef"), (6, 11, "ghijkl")]),
        ("abcdef" + "stuvwxy" + "ghijkl", [(0, 0, "abcdef"), (18, 6, "stuvwxy")]),
        ("mnopqrstuvwx" + "X" + "abcdefghijkl", [(0, 13, "abcdefghijkl")]),
        ("uvwxyz" + "mnopq" + "cdefg", [(20, 0, "uvwxyz")]),
        ("ghijkl" + "abcdef" + "mnopqrs", [(0, 6, "abcdef"), (12, 12, "mnopqrs")]),
    ],
)
def test_of_parts_in_another_order_those_with_the_most_words_are_found(
    given: str, found: list[tuple[int, int, str]]
) -> None:
    assert beside(TEXT, given) == found


def edited(dice: Random) -> tuple[str, str]:
    """A known text, many of its words more than once, and the same with parts that went, came, moved or stand twice."""
    letters = TEXT[: dice.choice((4, 12, 26))]
    known = "".join(dice.choice(letters) for _ in range(dice.randint(5, 60)))
    given = known
    for _ in range(dice.randint(1, 4)):
        at, to, place = sorted(dice.randrange(len(given) + 1) for _ in range(3))
        part, more = given[at : min(to, at + 12)], dice.choice("XYZ") * dice.randint(0, 4)
        without = given[:at] + given[at + len(part) :]
        given = dice.choice((
            without, given[:at] + more + given[at:], given[:at] + more + given[at + len(part) :],
            without[:place] + part + without[place:], given[:place] + part + given[place:],
        ))  # fmt: skip
    return known, given


def test_runs_stand_in_order_and_two_that_touch_are_one() -> None:
    dice = Random(20)
    for _ in range(1_000):
        known, given = edited(dice)
        runs = beside(known, given)
        assert all(run for _, _, run in runs)
        for (at, place, run), (at_next, place_next, _) in pairwise(runs):
            lost, more = at_next - at - len(run), place_next - place - len(run)
            assert min(lost, more) >= 0, (known, given, runs)
            assert max(lost, more) > 0, (known, given, runs)


PHRASE = "pqrst"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("abcde" + PHRASE + "fghij" + PHRASE + "klmno", [(0, 0, "abcdepqrstfghijpqrstklmno")]),
        ("abcde" + PHRASE + PHRASE + "klmno", [(0, 0, "abcdepqrst"), (15, 10, "pqrstklmno")]),
        ("abcde" + "fghij" + PHRASE + "klmno", [(0, 0, "abcde"), (10, 5, "fghijpqrstklmno")]),
        (PHRASE, [(5, 0, "pqrst")]),
        ("klmno" + "X" + "abcde" + PHRASE + "fghij", [(0, 6, "abcdepqrstfghij")]),
        (PHRASE + "X" + PHRASE, [(5, 0, "pqrst"), (15, 6, "pqrst")]),
    ],
)
def test_of_words_that_the_known_text_has_twice_those_in_order_are_found(
    given: str, found: list[tuple[int, int, str]]
) -> None:
    assert beside("abcde" + PHRASE + "fghij" + PHRASE + "klmno", given) == found


@pytest.mark.parametrize(("apart", "both"), [(495, True), (496, False)])
def test_a_phrase_that_comes_again_is_looked_for_among_the_next_five_hundred_words(apart: int, both: bool) -> None:
    phrase = words(20)
    found = beside(f"{phrase}{words(apart, 20)}{phrase}", phrase * 2)
    assert found == [(0, 0, phrase), (20 + apart, 20, phrase)][: 1 + both]


@pytest.mark.parametrize(("twice", "found"), [(15, [(0, 0, 20), (20, 35, 20)]), (16, [(4, 20, 36)])])
def test_up_to_fifteen_words_that_stand_twice_part_no_text(twice: int, found: list[tuple[int, int, int]]) -> None:
    known = words(40)
    runs = beside(known, known[:20] + known[20 - twice :])
    assert [(at, place, len(run)) for at, place, run in runs] == found


def test_what_follows_words_that_stand_twice_is_found_to_its_end() -> None:
    known = words(300)
    assert beside(known, known[:100] + known[95:]) == [(0, 0, known[:100]), (100, 105, known[100:])]


def test_a_word_that_an_input_has_often_is_as_good_as_any_other() -> None:
    known = f"{words(100)}xy{words(100, 100)}"
    given = f"{words(100)}Xy{'XyXX' * 4}{'X' * 190}{words(100, 100)}"
    assert beside(known, given) == [(0, 0, known[:100]), (101, 101, "y"), (102, 308, known[102:])]


def rare(run: str) -> str:
    """Words of which each third of five is another one, so that no five in a row are left."""
    return "".join("X" if at % 5 == 2 else word for at, word in enumerate(run))


def long(run: str) -> str:
    """Words with two others behind each four."""
    return "".join(f"{run[at : at + 4]}XY" for at in range(0, len(run), 4))


@pytest.mark.parametrize("first", ["", "YYY"])
def test_short_runs_count_up_to_sixty_words_of_the_known_text_beside_a_long_one(first: str) -> None:
    known, more = words(250), len(first)
    below = beside(known, f"{first}{rare(known[:99])}X{known[100:160]}Y{known[160:]}")
    assert below[0] == (40, 40 + more, known[40:42])
    above = beside(known, f"{first}{known[:70]}Y{known[70:100]}X{rare(known[101:])}")
    assert above[-1] == (159, 160 + more, known[159:160])


def test_short_runs_count_up_to_eighty_words_of_the_input_beside_a_long_one() -> None:
    known = words(250)
    below = beside(known, f"{long(known[:100])}XYXY{known[100:160]}Y{known[160:]}")
    assert below[0] == (50, 74, known[50:52])
    above = beside(known, f"{known[:70]}Y{known[70:100]}XYXYXY{long(known[100:])}")
    assert above[-1] == (148, 179, known[148:150])
    assert beside(known, known[100:] + long(known[:100])) == [(100, 0, known[100:])]


@pytest.mark.parametrize(("lost", "more", "filled"), [(200, 200, True), (221, 181, False), (200, 201, False)])
def test_short_runs_between_two_long_ones_count_where_few_words_are_to_be_compared(
    lost: int, more: int, filled: bool
) -> None:
    known = words(200 + lost)
    between = f"X{rare(known[101:-101])[: more - 2]}".ljust(more, "X")
    found = beside(known, known[:100] + between + known[-100:])
    assert [found[0], found[-1]] == [(0, 0, known[:100]), (100 + lost, 100 + more, known[-100:])]
    assert (len(found) > 2) == filled


def test_a_long_text_with_a_word_put_in_is_found_on_both_sides_of_it() -> None:
    known = words(600)
    assert beside(known, f"{known[:300]}X{known[300:]}") == [(0, 0, known[:300]), (300, 301, known[300:])]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("abcdefg" + "X" * 20 + "hijklmno", [(0, 0, "abcdefg"), (7, 27, "hijklmno")]),
        ("abcdefg" + "X" * 21 + "hijklmno", [(7, 28, "hijklmno")]),
        ("abcdefg" + "X" * 14 + "hijkl", [(0, 0, "abcdefg"), (7, 21, "hijkl")]),
        ("abcdefg" + "X" * 15 + "hijkl", [(0, 0, "abcdefg")]),
        ("abcde" + "X" * 15 + "fghij", [(0, 0, "abcde")]),
        ("abcde" + "X" * 15 + "fghijkl", [(5, 20, "fghijkl")]),
        ("abcdefXZ" + "g", [(0, 0, "abcdef"), (6, 8, "g")]),
        ("abcdefXZY" + "g", [(0, 0, "abcdef")]),
        ("abcdefYY" + "z", [(0, 0, "abcdef")]),
        ("aXXdcefghij", [(2, 4, "c"), (4, 5, "efghij")]),
    ],
)
def test_words_belong_together_where_few_others_stand_between_them(
    given: str, found: list[tuple[int, int, str]]
) -> None:
    assert beside(TEXT, given) == found
