"""Licence texts: what is the same text, what is a changed one, and what is none."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.golden import agrees
from tests.support.growth import ending

from openness.licensing import texts
from openness.licensing.matching.fingerprint_file import build
from openness.licensing.matching.fingerprints import Fingerprints, shipped
from openness.licensing.matching.identify import identify
from openness.licensing.matching.match import Match
from openness.licensing.matching.normalise import naming, words

TABLES = Path(__file__).parent / "answers"
TOY = """\
Toy License

Copyright (c) <year> <copyright holders>

Everyone may take this toy apart, paint it in any colour and give it to a friend, under the following terms:

1. The friend is told who built the toy, and where the plans for it may be found on the day of the gift.
2. Neither the name of the builder nor a picture of the workshop is printed on a toy that somebody else has painted.

THE TOY COMES AS IT IS. WHOEVER PLAYS WITH IT HAS NO CLAIM AGAINST ITS BUILDER, NOT EVEN IF A WHEEL COMES OFF.
"""
PLAYS = """\
Playhouse Terms, version 2

A playhouse is lent for thirty (30) days, and is brought back clean. Whoever lends it on to neighbours remains the one
who answers for broken windows; the lender's licence to enter it ends when the owner asks for it in writing, or as soon
as more than 500 visitors have been counted at its door in any calendar month.
"""
HILL = "by wind, rain or thunder, nor for strings cut on purpose by other fliers of other kites on the same hill."
TEMPLATE = f"""\
<<beginOptional;name="title">>Kite License 1.0<<endOptional>>

<<var;name="copyright";original="Copyright (c) 2001 Kite Club";match=".{{0,5000}}">>

A kite may be flown by anybody on any hill. <<beginOptional>>(Dunes are hills.)<<endOptional>> The club
<<var;name="club";original="of the Kite Fliers";match=".+">> is not liable for kites
<<var;name="lost";original="lost";match="lost|torn">> {HILL}
"""


@pytest.fixture(scope="module")
def toys() -> Fingerprints:
    texts = {"Toy": [TOY], "Plays": [PLAYS], "Kite": [TEMPLATE]}
    return Fingerprints.of(build(texts, {"Toy": ["Toy License", "The Toy License"], "Kite": ["Kite License 1.0"]}))


def kinds(matches: tuple[Match, ...]) -> list[tuple[str, str]]:
    return [(match.licence, match.kind) for match in matches]


def changes(matches: tuple[Match, ...]) -> list[tuple[str, int, str]]:
    return [(difference.op, difference.line, difference.text) for match in matches for difference in match.differences]


def on_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "same",
    [
        TOY,
        TOY.upper(),
        TOY.replace("\n", "\r\n"),
        "\ufeff" + TOY,
        on_one_line(TOY),
        TOY.replace("Toy License\n", "# The *Toy* Licence\n"),
        TOY.removeprefix("Toy License\n"),
        TOY.replace(
            "<year> <copyright holders>", "1999-2026 The Robot Works, Inc. and contributors. All rights reserved."
        ),
        TOY.replace("Copyright (c) <year> <copyright holders>", "© 2026 Ada Lovelace <ada@example.org>"),
        TOY.replace("Copyright (c) <year> <copyright holders>\n", ""),
        TOY.replace("Copyright", "Copyright (c) 2020 Free Software Foundation, Inc.\nCopyright"),
        TOY.replace("1. The", "(1) The").replace("2. Neither", "* Neither"),
        TOY.replace("colour", "<b>colour</b>").replace("TOY COMES", "TOY&nbsp;COMES"),
        "\n".join(f"// {line}" for line in TOY.splitlines()),
        f"SPDX-License-Identifier: Toy License\n\n{TOY}",
    ],
)
def test_what_spdx_calls_the_same_is_exact(toys: Fingerprints, same: str) -> None:
    assert kinds(identify(same, toys)) == [("Toy", "exact")]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("may take", "may not take", ("added", 5, "not")),
        ("HAS NO CLAIM", "HAS A CLAIM", ("changed", 10, "A (for 1 word)")),
        ("any colour and", "any colour", ("removed", 5, "1 word")),
        ("1. The friend", "3. The friend", ("changed", 7, "3 (for 1)")),
        ("Copyright (c) <year>", "Copyright (c) 2024 X, non-commercial use only\n\n", None),
        ("Toy License\n", "Toy License (research only)\n", ("added", 1, "Toy License research only")),
        ("<copyright holders>", "Acme. Commercial users pay.", None),
        ("OFF.\n", "OFF.\n\nNot for use by companies.\n", ("added", 12, "Not for use by companies")),
        (
            "Toy License\n",
            "Not for use by companies.\n\nToy License\n",
            ("added", 1, "Not for use by companies"),
        ),
        ("OFF.\n", "OFF. <!-- Not for companies. -->\n", ("added", 10, "Not for companies")),
        ("the toy, and", "the tоy, and", ("changed", 7, "tоy (for 1 word)")),
    ],
)
def test_a_changed_text_is_never_exact(
    toys: Fingerprints, before: str, after: str, change: tuple[str, int, str] | None
) -> None:
    assert before in TOY
    found = identify(TOY.replace(before, after), toys)
    assert kinds(found) == [("Toy", "modified")]
    assert found[0].likeness < 1
    assert change is None or change in changes(found)


@pytest.mark.parametrize(
    "limit",
    [
        "non-commercial use only",
        "for research purposes",
        "except in Europe",
        "you must pay",
        "evaluation version",
        "barred to banks",
    ],
)
def test_a_copyright_line_that_restricts_is_told(toys: Fingerprints, limit: str) -> None:
    for line in (
        f"Copyright (c) 2024 Acme, {limit}",
        f"Copyright 2024 Acme. {limit.title()}.",
        f"(c) 2024 Acme\n{limit}",
    ):
        found = identify(TOY.replace("Copyright (c) <year> <copyright holders>", line), toys)
        assert kinds(found) == [("Toy", "modified")]
        assert limit.split()[-1].lower() in changes(found)[0][2].lower()


def test_a_number_in_the_terms_is_a_term(toys: Fingerprints) -> None:
    assert kinds(identify(PLAYS.replace("500", "50"), toys)) == [("Plays", "modified")]
    assert kinds(identify(PLAYS.replace("(30)", "(60)"), toys)) == [("Plays", "modified")]


@pytest.mark.parametrize("title", ["", "Kite License 1.0\n\n", "Copyright 2026 The Hill Club\n\n"])
@pytest.mark.parametrize("dunes", ["", "(Dunes are hills.) "])
@pytest.mark.parametrize("club", ["of the Kite Fliers", "of Saint Malo"])
@pytest.mark.parametrize("lost", ["lost", "torn"])
def test_a_template_takes_what_it_lets_vary(toys: Fingerprints, title: str, dunes: str, club: str, lost: str) -> None:
    text = f"{title}A kite may be flown by anybody on any hill. {dunes}The club {club} is not liable for kites {lost} {HILL}"
    assert kinds(identify(text, toys)) == [("Kite", "exact")]


@pytest.mark.parametrize("club", ["which forbids flying for money", "without whose permission nothing may fly"])
def test_a_slot_takes_names_and_no_clause(toys: Fingerprints, club: str) -> None:
    text = f"A kite may be flown by anybody on any hill. The club {club} is not liable for kites lost {HILL}"
    assert kinds(identify(text, toys)) == [("Kite", "modified")]


def test_each_of_two_texts_is_found_with_its_lines(toys: Fingerprints) -> None:
    found = identify(f"{TOY}\n-----\n\n{PLAYS}", toys)
    assert kinds(found) == [("Toy", "exact"), ("Plays", "exact")]
    assert [match.lines for match in found] == [(1, 10), (14, 18)]


def test_words_beside_two_texts_make_neither_exact(toys: Fingerprints) -> None:
    assert kinds(identify(f"{TOY}\n{PLAYS}\nFor schools only.\n", toys)) == [("Toy", "modified"), ("Plays", "modified")]


def test_a_part_of_a_text_is_partial() -> None:
    text = Path("LICENSE").read_text("utf-8")
    (part,) = identify(text[: len(text) // 3])
    assert (part.licence, part.kind) == ("Apache-2.0", "partial")
    assert 0.2 < part.likeness < 0.5
    assert part.differences[-1].op == "removed"


@pytest.mark.parametrize("prose", ["", "\x00", "Toy License", "See LICENSE.", "This model is for research only. " * 40])
def test_prose_is_no_licence(toys: Fingerprints, prose: str) -> None:
    assert identify(prose, toys) == ()
    assert identify(prose) == ()


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert identify(text, EMPTY) == ()
    read = words(text)
    assert len(read.raw) == len(read.lines)


EMPTY = Fingerprints.of(build({"Toy": [TOY]}))


@given(st.integers(0, len(TOY.split()) - 1), st.sampled_from(["not", "only", "noncommercial", "prohibited"]))
def test_a_word_put_anywhere_is_noticed(place: int, word: str) -> None:
    parts = TOY.split(" ")
    text = " ".join([*parts[:place], word, *parts[place:]])
    assert all(match.kind != "exact" for match in identify(text, EMPTY))


def test_a_text_beyond_the_limit_is_not_exact(toys: Fingerprints, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openness.licensing.matching.word_by_word.CHARACTERS_AT_MOST", len(TOY))
    assert kinds(identify(TOY + "No companies.", toys)) == [("Toy", "modified")]


def test_fingerprints_are_the_same_to_the_byte() -> None:
    texts = {"Toy": [TOY], "Plays": [PLAYS]}
    assert build(texts) == build(dict(reversed(texts.items())))


def test_fingerprints_hold_no_text() -> None:
    built = build({"Toy": [TOY]})
    assert not any(word in built for word in (b"builder", b"workshop", b"wheel"))


def test_a_text_is_added(toys: Fingerprints) -> None:
    more = toys.plus(
        {"Swing": ["A swing is for one. " * 3 + "Whoever swings it for another one stands behind it, not before it."]}
    )
    assert len(more) == len(toys) + 1
    assert kinds(
        identify(
            "A swing is for one. " * 3 + "Whoever swings it for another one stands behind it, not before it.", more
        )
    ) == [("Swing", "exact")]
    assert kinds(identify(TOY, more)) == [("Toy", "exact")]


@pytest.mark.parametrize("data", [b"", b"openness fingerprints 0\n", b"PK"])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="fingerprints"):
        Fingerprints.of(data)


@pytest.mark.parametrize(
    ("raw", "name"), [("Ada Lovelace", True), ("The Regents of the University", True), ("you may not", False)]
)
def test_words_that_may_be_a_name(raw: str, name: bool) -> None:
    assert naming(raw.split()) is name


def test_our_own_licence() -> None:
    text = Path("LICENSE").read_text("utf-8")
    assert kinds(identify(text)) == [("Apache-2.0", "exact")]
    assert kinds(identify(text.replace("hereby grants", "hereby denies"))) == [("Apache-2.0", "modified")]
    assert kinds(identify(text[: text.index("APPENDIX")])) == [("Apache-2.0", "exact")]


@pytest.mark.parametrize(
    ("named", "other"),
    [
        ("Toy", "LicenseRef-A"),
        ("Toy-1.0-only", "Toy-1.0-or-later"),
        ("Toy-1.0-only-as-published", "Toy-invariants-only"),
        ("Toy", "Toy-2"),
        ("Toy-1", "Toy-2"),
    ],
)
def test_of_ids_that_share_a_text_one_that_claims_no_more_than_it_says_is_named(named: str, other: str) -> None:
    for ids in ((named, other), (other, named)):
        known = Fingerprints.of(build({id: [TOY] for id in ids}))
        assert kinds(identify(TOY, known)) == [(named, "exact")]


def test_of_one_text_with_two_ids_the_narrower_is_named() -> None:
    named = {shipped().text(number).licence for number in shipped().whole.values()}
    assert "GPL-3.0-only" in named
    assert "GPL-3.0-or-later" not in named
    assert "GPL-3.0" not in named


SIBLINGS = [
    "LicenseRef-Llama-3-Community",
    "LicenseRef-Llama-3.1-Community",
    "LicenseRef-Llama-3.2-Community",
    "LicenseRef-Llama-3.3-Community",
    "LicenseRef-Gemma-Terms-2024-04-01",
    "LicenseRef-Gemma-Terms-2025-03-24",
    "LicenseRef-FLUX.1-dev-NC-1.0",
    "LicenseRef-FLUX.1-dev-NC-1.1.1",
    "LicenseRef-Stability-NC-Research-Community-2023-11-28",
    "LicenseRef-Stability-NC-Research-Community-2023-12-06",
    "LicenseRef-Kimi-K2-Modified-MIT",
    "LicenseRef-MiniMax-M2-Modified-MIT",
    "LicenseRef-LFM-Open-1.0",
    "OpenMDW-1.0",
    "LicenseRef-OpenMDW-1.1",
    "MIT",
    "AML",
]


@pytest.mark.parametrize("name", SIBLINGS)
def test_siblings_are_told_apart(shared: Path, name: str) -> None:
    text = (shared / "data" / "licence_texts" / f"{name}.txt").read_text("utf-8")
    assert kinds(identify(text)) == [(name, "exact")]
    clause = f"{text}\nThis does not extend to persons in the European Union.\n"
    assert kinds(identify(clause)) == [(name, "modified")]


@pytest.mark.parametrize(("name", "plain"), [("Kimi-K2-Modified-MIT", "MIT"), ("Apple-ml-ferret", "AML")])
def test_an_edited_standard_text_is_not_the_standard_text(shared: Path, name: str, plain: str) -> None:
    text = (shared / "data" / "licence_texts" / f"LicenseRef-{name}.txt").read_text("utf-8")
    assert (plain, "exact") not in kinds(identify(text))


def test_a_licence_with_its_policy_is_exact(shared: Path) -> None:
    texts = [
        (shared / "data" / "licence_texts" / f"LicenseRef-Llama-3.1-{part}.txt").read_text("utf-8")
        for part in ("Community", "AUP")
    ]
    found = identify("\n\n".join(texts))
    assert [(match.kind, match.policy) for match in found] == [("exact", False), ("exact", True)]


def test_cards_are_no_licence_texts(shared: Path) -> None:
    cards = sorted((shared / "data" / "corpus" / "hf-model-card").rglob("*.md"))
    assert cards
    assert {card.name for card in cards if identify(card.read_text("utf-8", "replace"))} == set()


def test_a_copyright_line_of_one_long_word_costs_no_more_than_its_letters() -> None:
    with ending():
        words(f"Copyright 2024 {'x' * 4_000_000}\n\nUse it.")


def test_a_text_of_a_few_words_is_known_where_it_stands_alone() -> None:
    known = Fingerprints.of(build({"Short": ["Do with it as you like."], "Toy": [TOY]}))
    assert kinds(identify("Do with it as you like.", known)) == [("Short", "exact")]
    assert identify("Do with it as you wish.", known) == ()


def test_words_that_no_text_has_are_in_none(toys: Fingerprints) -> None:
    assert toys.holders([]) == toys.holders([1, 2, 3]) == [0] * len(toys)


@pytest.mark.parametrize(("count", "kind"), [(20, "exact"), (21, "modified")])
def test_a_slot_takes_a_name_of_twenty_words(toys: Fingerprints, count: int, kind: str) -> None:
    name = " ".join(["of", *["Kite"] * (count - 1)])
    text = f"A kite may be flown by anybody on any hill. The club {name} is not liable for kites lost {HILL}"
    assert kinds(identify(text, toys)) == [("Kite", kind)]


def test_the_title_of_a_plain_text_may_be_missing() -> None:
    known = Fingerprints.of(build({"Toy": [TOY]}))
    assert kinds(identify(TOY.removeprefix("Toy License\n"), known)) == [("Toy", "exact")]
    assert kinds(identify(TOY.replace("Toy License\n", "License\n"), known)) == [("Toy", "exact")]


def test_a_part_that_may_be_left_out_is_no_difference_beside_another(toys: Fingerprints) -> None:
    text = (
        f"A kite may be flown by any body on any hill. The club of the Kite Fliers is not liable for kites lost {HILL}"
    )
    found = identify(text, toys)
    assert kinds(found) == [("Kite", "same-wording")]
    assert changes(found) == [("changed", 1, "any body (for 1 word)")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("of Acme 2024", "exact"), ("of Acme 1999", "exact"), ("of Acme 1842", "modified"), ("of Acme 20", "modified")],
)
def test_a_name_may_have_a_year_and_no_other_number(toys: Fingerprints, name: str, kind: str) -> None:
    text = f"A kite may be flown by anybody on any hill. The club {name} is not liable for kites lost {HILL}"
    assert kinds(identify(text, toys)) == [("Kite", kind)]


def in_a_line(matches: tuple[Match, ...]) -> str:
    """The matches in one line."""
    found = [
        " ".join((
            match.licence, match.kind, f"{match.likeness:.4f}", "{}-{}".format(*match.lines),
            *(f"[{each.op}@{each.line} {each.text[:60]}]" for each in match.differences),
        ))
        for match in matches
    ]  # fmt: skip
    return " + ".join(found) or "nothing"


HALF = len(TOY) // 2
#: A text as it may stand in a file: whole, in another layout, changed, or in part.
VARIANTS = {
    "as it is": TOY,
    "glued": TOY.replace("take this", "takethis"),
    "with a statement in a line": TOY.replace("the following terms:", "the following terms: Copyright (c) 2020 Acme."),
    "changed": TOY.replace("may take", "may not take"),
    "changed at its end": TOY.replace("A WHEEL COMES", "ALL WHEELS COME"),
    "its first half": TOY[: TOY.rindex("\n", 0, HALF)],
    "its second half": TOY[TOY.index("\n", HALF) :],
    "its second half, changed": TOY[TOY.index("\n", HALF) :].replace("NO CLAIM", "NO CLAIM EVER"),
}
BETWEEN = ("", "---", "For schools only.", "Copyright 2020 Acme", "Toy License")


def test_a_text_that_stands_twice_is_told_as_the_table_says(toys: Fingerprints) -> None:
    def rows() -> Iterator[str]:
        for (one, before), (other, after) in product(VARIANTS.items(), repeat=2):
            yield f"{one}, then {other} → {in_a_line(identify(f'{before}{chr(10) * 2}{after}', toys))}"
        for (one, before), (other, after), also in product(VARIANTS.items(), VARIANTS.items(), (PLAYS, "")):
            if one < other and also:
                yield f"{one}, then another text, then {other} → {in_a_line(identify(f'{before}{also}{after}', toys))}"

    agrees(TABLES / "toys-twice.txt", rows())


def test_words_around_texts_are_told_as_the_table_says(toys: Fingerprints) -> None:
    plays = {
        "as they are": PLAYS,
        "glued": PLAYS.replace("days, and", "days,and").replace("neighbours remains", "neighboursremains"),
        "changed": PLAYS.replace("500", "50"),
        "in part": PLAYS[: len(PLAYS) // 2],
    }

    def rows() -> Iterator[str]:
        for (one, toy), (other, play), between in product(list(VARIANTS.items())[:6], plays.items(), BETWEEN):
            text = f"{toy}\n\n{between}\n\n{play}"
            yield f"toy {one}, {between!r}, plays {other} → {in_a_line(identify(text, toys))}"
        for (one, toy), other in product(VARIANTS.items(), BETWEEN[2:]):
            yield f"{other!r} before toy {one} → {in_a_line(identify(f'{other}{chr(10) * 2}{toy}', toys))}"
            yield f"{other!r} behind toy {one} → {in_a_line(identify(f'{toy}{chr(10) * 2}{other}', toys))}"
            yield f"{other!r} on both sides of toy {one} → {in_a_line(identify(f'{other}{chr(10)}{toy}{other}', toys))}"

    agrees(TABLES / "toys-beside.txt", rows())


APACHE = texts.shipped().texts["Apache-2.0"]
PART = APACHE[: APACHE.index("2. Grant of Copyright License")]
PIECES = {
    "whole": APACHE,
    "glued": APACHE.replace("hereby grants", "herebygrants", 1),
    "part": PART,
    "part with more": PART.replace("Licensor", "no Licensor", 2),
}


def test_a_part_of_a_text_apart_from_the_whole_is_told_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for (one, before), (other, after) in product(PIECES.items(), repeat=2):
            found = identify(f"{before}\n\n{texts.shipped().texts['ISC']}\n\n{after}")
            yield f"{one}, another text, {other} → {in_a_line(found)}"

    agrees(TABLES / "parts.txt", rows())


def test_what_is_not_read_of_a_long_text_is_one_word_more_below_its_last_line(
    toys: Fingerprints, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("word_by_word", "reading"):
        monkeypatch.setattr(f"openness.licensing.matching.{module}.CHARACTERS_AT_MOST", len(TOY))
    (found,) = identify(f"{TOY}\n\nNo companies.", toys)
    assert changes((found,)) == [("added", 10, f"what follows the first {len(TOY):,} characters")]
    assert found.likeness == pytest.approx(91 / 92)


def test_the_words_of_a_text_are_shown_where_some_of_them_are_lost(toys: Fingerprints) -> None:
    words = toys.spelling(TOY.split())
    given = TOY.replace("any colour and", "any colour").replace("may take", "may not take")
    (found,) = identify(given, toys, lambda id: words if id == "Toy" else {})
    assert changes((found,)) == [("added", 5, "not"), ("removed", 5, "and")]
    (found,) = identify(TOY.replace("may take", "may not take"), toys, lambda id: pytest.fail("no word is lost"))
    assert changes((found,)) == [("added", 5, "not")]


@pytest.mark.parametrize("id", ["BSD-3-Clause", "MIT", "NCSA"])
@pytest.mark.parametrize(
    ("holder", "owner"),
    [
        ("COPYRIGHT HOLDERS", "COPYRIGHT OWNERS"),
        ("COPYRIGHT HOLDER ", "COPYRIGHT OWNER "),
        ("copyright holder", "copyright owner"),
    ],
)
def test_an_owner_of_the_copyright_is_its_holder(id: str, holder: str, owner: str) -> None:
    text = texts.shipped().texts[id]
    assert [(match.licence, match.kind) for match in identify(text.replace(holder, owner))] == [(id, "exact")]
