"""The words and the triples by which a text is recognised."""

import sys
from hashlib import sha256
from itertools import islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.licensing.matching.fingerprint_file import build
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.identify import identify
from openness.licensing.matching.text import UNKNOWN, Slot, Text, triples

WORDS = tuple(map("".join, product("bdfgklmnprst", "aeiou", "bdfgklmnprst")))
BOLT = """\
Bolt Licence

Copyright (c) <year> <name>

Turn the bolt to the left, turn the nut to the right.

1. The spanner comes back.
2. The non-commercial nut stays.
"""
GATE = """\
<<beginOptional>>Gate Terms 2.0 <<beginOptional>>(final)<<endOptional>><<endOptional>>
The gate
<<var;name="who";original="of the Owner";match=".+">> opens <<var;name="how";original="inwards";match="in(wards)?|out .+ way">>
for anybody who comes along<<var;name="end";original="";match="( at night)?">>.
"""
TEXTS = {
    "Bolt": [BOLT, BOLT.replace("left", "right")],
    "Gate": [GATE],
    "LicenseRef-Bolt": [BOLT],
    "Rules": ["Be kind."],
}
TITLES = {"Bolt": ["Bolt Licence", "The Bolt Licence"], "Rules": ["Rules of the House"]}
MORE = {"Reel": [" ".join(islice(WORDS, 60))], "Gate": [GATE.replace("anybody", "nobody")], "None": ["", " . "]}


@pytest.fixture(scope="module")
def known() -> Fingerprints:
    return Fingerprints.of(build(TEXTS, TITLES, ["Rules"]))


def test_a_text_of_fewer_than_three_words_has_no_triples() -> None:
    words = map("".join, product(map(chr, range(2, 40)), repeat=2))
    assert not any(map(triples, ["", "\x02", *words]))


@given(st.text(st.characters(codec="utf-8", min_codepoint=2), max_size=40))
def test_the_triples_of_a_text_are_those_of_any_three_words_in_a_row(words: str) -> None:
    assert triples(words) == [key for at in range(len(words) - 2) for key in triples(words[at : at + 3])]


def test_a_quarter_of_all_triples_is_taken_and_they_are_spread() -> None:
    taken = [key for words in product(map(chr, range(2, 24)), repeat=3) for key in triples("".join(words))]
    assert 0.24 < len(taken) / 22**3 < 0.26
    assert len(taken) - len(set(taken)) < 3


@pytest.mark.parametrize(
    ("words", "keys"),
    [("仾会夼", [0]), ("伋习眔", [2**30 - 1]), ("伓亱呎", [])],
    ids=["the lowest", "the highest", "the next"],
)
def test_the_triples_that_count_are_those_below_a_quarter_of_all_numbers(words: str, keys: list[int]) -> None:
    assert triples(words) == keys


def test_the_words_of_a_file_come_back_as_they_were_read(known: Fingerprints) -> None:
    assert [known.text(number).licence for number in range(len(known))] == [
        "Bolt",
        "Bolt",
        "Gate",
        "Rules",
        "LicenseRef-Bolt",
    ]
    bolt, other, gate, rules, _ = map(known.text, range(5))
    assert bolt.words == known.spelt(
        "Bolt Licence Turn the bolt to the left turn the nut to the right The spanner comes back".split()
        + "The non commercial nut stays".split()
    )
    assert len(bolt.words) == 23 and UNKNOWN not in bolt.words
    assert [at for at in range(23) if bolt.words[at] != other.words[at]] == [7]
    assert bolt.labels == {14: "1", 18: "2"}
    assert bolt.optional == ((0, 2),)
    assert bolt.slots[0].start == bolt.slots[0].end == 2 and bolt.slots[0].names == 40
    assert bolt.titles == tuple(map(known.spelt, (["bolt", "license"], ["the", "bolt", "license"])))
    assert gate.optional == ((0, 4), (3, 4))
    who, how, end = gate.slots
    assert (gate.words[who.start : who.end], who.fillings, who.names) == (known.spelt("of the owner".split()), (), 20)
    assert set(how.fillings) == {
        known.spelt(["in"]),
        known.spelt(["inwards"]),
        f"{known.spelt(['out'])}\x01{known.spelt(['way'])}",
    }
    assert (end.start, end.end, set(end.fillings)) == (16, 16, {"", known.spelt(["at", "night"])})
    assert [text.policy for text in map(known.text, range(5))] == [False, False, False, True, False]
    assert rules.titles == (known.spelt("rules of the house".split()),)
    assert gate.titles == ()


def test_a_text_may_lack_its_optional_parts_and_what_an_empty_slot_holds(known: Fingerprints) -> None:
    assert known.text(2).skips == {0: [4], 3: [4]}
    assert known.text(0).skips == {0: [2]}
    slots = (Slot(1, 3, ("", "a"), 0), Slot(4, 6, ("a",), 39), Slot(6, 7, (), 40), Slot(7, 7, (), 40))
    assert Text("A", "abcdefgh", ((1, 4), (8, 8)), slots, {}).skips == {1: [4, 3], 6: [7]}


@pytest.mark.parametrize(
    ("fillings", "names", "empty"), [((), 39, False), ((), 40, True), (("a", ""), 0, True), (("a",), 20, False)]
)
def test_a_slot_is_empty_where_a_filling_is_or_a_copyright_line_may_be(
    fillings: tuple[str, ...], names: int, empty: bool
) -> None:
    assert Slot(0, 1, fillings, names).empty is empty


def test_the_texts_of_a_licence_are_found_by_its_id(known: Fingerprints) -> None:
    assert [text.words for text in known.texts_of("Bolt")] == [known.text(0).words, known.text(1).words]
    assert [text.licence for text in known.texts_of("LicenseRef-Bolt")] == ["LicenseRef-Bolt"]
    assert known.texts_of("Nut") == []
    assert known.numbers_of(["Bolt", "Nut", "Rules"]) == {"Bolt": [0, 1], "Nut": [], "Rules": [3]}
    more = known.plus(MORE)
    assert more.numbers_of(["Gate", "Reel", "LicenseRef-Bolt"]) == {"Gate": [2, 6], "Reel": [5], "LicenseRef-Bolt": [4]}


def test_the_commonest_words_are_the_lowest_characters(known: Fingerprints) -> None:
    the, bolt, nut, back = map(known.spelt, (["the"], ["bolt"], ["nut"], ["back"]))
    assert (the, the < bolt < nut < back) == ("\x02", True)


def test_words_are_compared_as_spdx_does(known: Fingerprints) -> None:
    assert known.spelt(["TURN", "licence", "bolt"]) == known.spelt(["turn", "License", "Bolt"])
    assert known.spelt(["noncommercial"]) == known.spelt(["non", "commercial"])
    assert (
        known.spelt(["nut", "kite", "sublicence"])
        == f"{known.spelt(['nut'])}{UNKNOWN}{UNKNOWN}{known.spelt(['license'])}"
    )
    copyright, owner, holder = map(known.spelt, (["copyright"], ["owner"], ["holder"]))
    assert known.spelt(["copyright", "owners"]) == known.spelt(["copyright", "holders"])
    assert known.spelt(["copyright", "owner", "owner"]) == copyright + holder + owner
    assert holder != owner


def test_a_character_is_spelt_by_the_first_word_or_one_in_small_letters(known: Fingerprints) -> None:
    bolt, turn, non, commercial, license = (known.spelt([word]) for word in "bolt turn non commercial license".split())
    assert known.spelling(["BOLT", "Bolt", "bolt", "Bolt", "kite"]) == {bolt: "bolt"}
    assert known.spelling(["Turn", "TURN"]) == {turn: "Turn"}
    assert known.spelling(["Noncommercial"]) == {non: "non", commercial: "commercial"}
    assert known.spelling(["License", "licence"]) == {license: "licence"}


def test_words_that_are_asked_for_again_are_the_same(known: Fingerprints) -> None:
    words = ("bolt", "nut")
    assert known.characters(words) == known.characters(words) == set(known.spelt(words))
    assert known.characters(("turn",)) == {known.spelt(["turn"])}


def test_a_bounded_number_of_words_is_remembered(known: Fingerprints) -> None:
    numbers = Fingerprints.of(build(TEXTS)).numbers
    numbers.update((str(number), UNKNOWN) for number in range(100_000))
    assert numbers["bolt"] == numbers["Bolt"] != UNKNOWN
    assert len(numbers) == 2 and numbers["bolt"] != UNKNOWN


def shared(known: Fingerprints, keys: list[int]) -> list[int]:
    """How many of some triples each text has, one by one."""
    return [sum(key in triples(known.text(number).words) for key in keys) for number in range(len(known))]


def test_the_texts_that_hold_triples_are_counted_at_once(known: Fingerprints) -> None:
    tale = Fingerprints.of(build(TEXTS | {"Tale": [" ".join(WORDS[100:150])], "Tales": [" ".join(WORDS[130:200])]}))
    for texts in (known.plus(MORE), tale, tale.plus(MORE).plus({"Late": [GATE], "Later": [BOLT]})):
        every = sorted({key for number in range(len(texts)) for key in triples(texts.text(number).words)})
        assert len(every) > 8
        for keys in (
            every,
            every[:1],
            every[-1:],
            every[::3],
            [],
            [0, 1],
            [every[-1] + 1, *every],
            [every[0] - 1, 2**30],
        ):
            assert texts.holders(keys) == shared(texts, keys)
        assert [texts.sampled(number) for number in range(len(texts))] == [
            len(set(triples(texts.text(number).words))) for number in range(len(texts))
        ]


def test_texts_are_added_and_those_that_were_there_stay(known: Fingerprints) -> None:
    first = known.plus(MORE, {"Reel": ["The Reel"]})
    second = first.plus({"Reel": ["Be kind to reels."], "Rules": ["Be kind."]})
    assert [len(each) for each in (known, first, second)] == [5, 7, 9]
    assert [second.text(number).licence for number in range(5, 9)] == ["Reel", "Gate", "Reel", "Rules"]
    assert second.text(7).words == second.spelt("be kind to reels".split())
    assert UNKNOWN not in second.text(7).words and known.spelt(["reels"]) == UNKNOWN
    assert first.text(5).titles == (first.spelt(["the", "reel"]),)
    assert not second.text(8).policy
    assert second.whole[second.text(8).words.encode()] == 3  # the first that has the words
    assert second.whole[second.text(7).words.encode()] == 7
    assert len({second.spelt([word]) for word in (*WORDS[:60], "be", "kind", "reels", "nobody", "turn")}) == 65
    assert [known.text(number).words for number in range(5)] == [second.text(number).words for number in range(5)]
    assert first.numbers_of(["Reel"]) == {"Reel": [5]}
    (how,) = [slot for slot in first.text(6).slots if "\x01" in "".join(slot.fillings)]
    assert how.fillings == known.text(2).slots[1].fillings


@pytest.mark.parametrize("size", [2, 30, 60, 120, 260])
def test_a_text_is_looked_for_where_an_input_has_a_quarter_of_its_triples_and_ten_are_enough(size: int) -> None:
    known = Fingerprints.of(build({f"Reel-{length}": [" ".join(islice(WORDS, length))] for length in range(2, size)}))
    for number, least in enumerate(known.least):
        count = known.sampled(number)
        assert least == (10 if count > 36 else count / 4 if count and not count % 4 else count // 4 + 1)


def test_the_same_texts_are_the_same_file_wherever_it_is_built() -> None:
    tales = {f"Tale-{at}": [" ".join(WORDS[at : at + 70])] for at in range(0, 200, 30)}
    assert sha256(build(TEXTS | tales, TITLES, ["Rules"])).hexdigest() == (
        "0dd54d3b575db008d4f007e05145d725b844757ffb0cbe328e5e6c6a190e3ede"
    )


def test_a_machine_that_keeps_numbers_the_other_way_round_reads_what_it_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    here = build(TEXTS)
    monkeypatch.setattr(sys, "byteorder", "big")
    there = build(TEXTS)
    read = Fingerprints.of(there)
    words = [read.text(number).words for number in range(len(read))]
    monkeypatch.undo()
    assert here != there
    assert words == [Fingerprints.of(here).text(number).words for number in range(len(read))]


def test_a_word_is_a_character_that_utf_8_can_write_however_many_words_there_are() -> None:
    words = [f"w{number}" for number in range(55_300)]
    known = Fingerprints.of(build({"Long": [" ".join(words)]}))
    characters = [*map(ord, sorted(known.text(0).words))]
    assert characters == [*range(2, 0xD800), *range(0xE000, 0xE000 + 55_300 - len(range(2, 0xD800)))]


def test_a_file_without_texts_knows_none() -> None:
    empty = Fingerprints.of(build({}))
    assert (len(empty), empty.holders([0, 1]), empty.least, empty.numbers_of(["MIT"])) == (0, [], [], {"MIT": []})
    assert empty.plus({"Rules": ["Be kind."]}).text(0).licence == "Rules"


def test_a_file_is_built_upon_another() -> None:
    old = build(TEXTS, TITLES, ["Rules"])
    assert build({}, kept=old) == old
    both = Fingerprints.of(
        build({"Rules": ["Kites are flown by anybody who is kind."], "Reel": MORE["Reel"]}, kept=old)
    )
    before = Fingerprints.of(old)
    assert [text.words for text in both.texts_of("Gate")] == [text.words for text in before.texts_of("Gate")]
    assert [len(text.words) for text in both.texts_of("Rules")] == [8]
    asked = [
        BOLT,
        BOLT.replace("left", "right"),
        MORE["Reel"][0],
        "Kites are flown by anybody who is kind.",
        "Be kind.",
    ]
    found = [[(match.licence, match.kind) for match in identify(text, both)] for text in asked]
    assert found == [[("Bolt", "exact")], [("Bolt", "exact")], [("Reel", "exact")], [("Rules", "exact")], []]
