"""A known text laid beside a part of an input: what is found where, how well it fits, and what differs."""

from functools import cache

import pytest

from openness.licensing.matching.fingerprint_file import build
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.fit import Fit, idle, other_labels, overlooking, search
from openness.licensing.matching.identify import identify
from openness.licensing.matching.reading import Input, read
from openness.licensing.matching.text import Text

LETTERS = Text("Toy", "abcdefghij", (), (), {})


def fit(
    matched: int, missing: int = 0, added: int = 0, *, number: int = 0, exact: bool = False, same: bool = False
) -> Fit:
    return Fit(LETTERS, number, 0, matched, (), matched, missing, added, exact=exact, same=same)


def numbered(count: int, first: int = 0) -> list[str]:
    """Words no two of which are the same."""
    return [f"word{first + number}" for number in range(count)]


def foreign(count: int) -> list[str]:
    return [f"other{number}" for number in range(count)]


LONG = numbered(200)


# --- how well it fits


@pytest.mark.parametrize(
    ("laid_fit", "score", "likeness", "kind"),
    [
        (fit(100, exact=True), 105, 1.0, "exact"),
        (fit(100, 10, same=True), 94, 100 / 110, "same-wording"),
        (fit(100, 0, 7), 93, 100 / 107, "modified"),
        (fit(100, 40, 7), 69, 100 / 147, "modified"),
        (fit(100, 50), 70, 100 / 150, "modified"),
        (fit(100, 60), 70, 100 / 160, "modified"),
        (fit(60, 40), 42, 0.6, "modified"),
        (fit(59, 41), 59 - 0.3 * 59, 0.59, "partial"),
        (fit(100_000, 1), 100_000 - 0.6, 0.9999, "modified"),
        (fit(60, 0, 600), -540, 60 / 660, "modified"),
    ],
)
def test_words_in_common_count_for_a_fit_and_others_against_it(
    laid_fit: Fit, score: float, likeness: float, kind: str
) -> None:
    assert laid_fit.score == pytest.approx(score)
    assert laid_fit.likeness == pytest.approx(likeness)
    assert laid_fit.kind == kind


def test_a_fit_starts_without_what_differs() -> None:
    plain = Fit(LETTERS, 0, 0, 5, (), 5)
    assert not any((plain.missing, plain.added, plain.changes, plain.exact, plain.same, plain.gaps))


@pytest.mark.parametrize(
    ("first", "second", "beats"),
    [
        (fit(103, number=1), fit(100), True),
        (fit(102, number=1), fit(100), False),
        (fit(99), fit(100, number=1), True),
        (fit(98), fit(100, number=1), False),
        (fit(100), fit(100), True),
        (fit(98), fit(100), False),
        (fit(100, exact=True), fit(120, 0, 1), False),
        (fit(100, exact=True), fit(113, 0, 1), True),
        (fit(100, exact=True), fit(114, 0, 1), False),
        (fit(100, exact=True), fit(130, 1, 2), True),
        (fit(100, exact=True), fit(132, 1, 2), False),
        (fit(114, 0, 1), fit(100, exact=True), False),
        (fit(115, 0, 1), fit(100, exact=True), True),
        (fit(130, 1, 2), fit(100, exact=True), False),
        (fit(132, 1, 2), fit(100, exact=True), True),
        (fit(103, number=1, exact=True), fit(100, exact=True), True),
        (fit(102, number=1, exact=True), fit(100, exact=True), False),
    ],
)
def test_a_fit_beats_one_that_explains_less_and_an_exact_one_only_if_it_explains_far_more(
    first: Fit, second: Fit, beats: bool
) -> None:
    assert first.beats(second) is beats


# --- list numbers


def lettered(spelt: str, labels: dict[int, str], lines: list[int] | None = None) -> Input:
    return Input(spelt, [*spelt], lines or [1] * len(spelt), labels, {}, False, Fingerprints.of(build({})))


@pytest.mark.parametrize(
    ("found", "known", "other"),
    [
        ("1", "1", False),
        ("1", "2", True),
        ("a", "b", True),
        ("1", "a", False),
        ("a", "1", False),
        ("A", "a", False),
        ("A", "b", True),
        ("1 a", "1 b", True),
        ("1 a", "2 a", True),
        ("1 a", "1 A", False),
        ("1 a", "1", False),
        ("1", "1 a", False),
        ("1 a", "a 1", False),
        ("1 b", "a a", True),
        ("1.1", "2", True),
        ("1.1", "a", False),
        ("iv", "v", True),
    ],
)
def test_a_list_number_may_be_written_otherwise_and_be_no_other_number(found: str, known: str, other: bool) -> None:
    text = Text("Toy", "abcdef", (), (), {2: known})
    changed = other_labels(text, lettered("abcdef", {2: found}), [(0, 0, 6)])
    assert [(label.place, label.found, label.known) for label in changed] == ([(2, found, known)] if other else [])


@pytest.mark.parametrize(
    ("runs", "places"),
    [
        ([(0, 0, 6)], [0, 2, 6]),
        ([(0, 0, 2)], [0, 2]),
        ([(1, 1, 1)], [2]),
        ([(2, 2, 1)], [2]),
        ([(3, 3, 2)], []),
        ([(3, 3, 3)], [6]),
        ([(0, 0, 1), (4, 4, 2)], [0, 6]),
        ([], []),
    ],
)
def test_list_numbers_are_compared_where_words_are_in_common(
    runs: list[tuple[int, int, int]], places: list[int]
) -> None:
    text = Text("Toy", "abcdef", (), (), {0: "1", 2: "2", 6: "3"})
    given = lettered("abcdef", {0: "7", 2: "8", 6: "9"}, [1, 2, 3, 4, 5, 6])
    changed = other_labels(text, given, runs)
    assert [label.place for label in changed] == places
    assert [label.line for label in changed] == [min(place + 1, 6) for place in places]


def test_a_list_number_stands_elsewhere_in_the_input() -> None:
    text = Text("Toy", "abcdef", (), (), {2: "2"})
    changed = other_labels(text, lettered("xyabcdef", {4: "3"}), [(0, 2, 6)])
    assert [(label.place, label.found) for label in changed] == [(4, "3")]
    assert other_labels(text, lettered("xyabcdef", {2: "3"}), [(0, 2, 6)]) == []


# --- what is found


SWING = """A swing is lent to every neighbour of the yard for as long as the sun stands above the roof. Whoever swings sits
down and looks ahead."""
KITE = """A kite may be flown by anybody on any hill that has no tree, and the club of its builders is not liable for lost
strings or torn tails."""
SHORT = "Do with this small and very old wooden toy whatever you like."


@cache
def known() -> Fingerprints:
    return Fingerprints.of(build({"Swing": [SWING], "Kite": [KITE], "Short": [SHORT]}))


def found(text: str, low: int = 0, high: int | None = None) -> list[tuple[str, int, int, str]]:
    given = read(text, known())
    fits = search(known(), given, low, len(given.spelt) if high is None else high)
    return sorted(((fit.text.licence, fit.start, fit.end, fit.kind) for fit in fits), key=lambda row: row[1])


LENGTH, HEIGHT = len(SWING.split()), len(KITE.split())


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (SWING, [("Swing", 0, LENGTH, "exact")]),
        (f"one two {SWING}", [("Swing", 2, LENGTH + 2, "exact")]),
        (f"{SWING} {KITE}", [("Swing", 0, LENGTH, "exact"), ("Kite", LENGTH, LENGTH + HEIGHT, "exact")]),
        (f"{SWING} three {KITE} four",
         [("Swing", 0, LENGTH, "exact"), ("Kite", LENGTH + 1, LENGTH + HEIGHT + 1, "exact")]),
        (f"{SHORT} {SWING}", [("Short", 0, 12, "exact"), ("Swing", 12, LENGTH + 12, "exact")]),
        (f"{SWING} {SHORT}", [("Swing", 0, LENGTH, "exact"), ("Short", LENGTH, LENGTH + 12, "exact")]),
        (SHORT, [("Short", 0, 12, "exact")]),
        (SHORT.replace("old ", ""), []),
        (" ".join([SWING] * 300), [("Swing", LENGTH * at, LENGTH * (at + 1), "exact") for at in range(300)]),
        (" ".join([SWING] * 5), [("Swing", LENGTH * at, LENGTH * (at + 1), "exact") for at in range(5)]),
        (" ".join([SWING] * 5 + [KITE] + [SWING] * 2),
         [*(("Swing", LENGTH * at, LENGTH * (at + 1), "exact") for at in range(5)),
          ("Kite", LENGTH * 5, LENGTH * 5 + HEIGHT, "exact"),
          *(("Swing", LENGTH * at + HEIGHT, LENGTH * (at + 1) + HEIGHT, "exact") for at in (5, 6))]),
    ],
)  # fmt: skip
def test_each_text_is_found_where_it_stands(text: str, rows: list[tuple[str, int, int, str]]) -> None:
    assert found(text) == rows


def test_what_stands_beside_the_two_places_is_not_searched() -> None:
    text = f"{SWING} {KITE} {SWING}"
    swing, kite = ("Swing", 0, LENGTH, "exact"), ("Kite", LENGTH, LENGTH + HEIGHT, "exact")
    second = ("Swing", LENGTH + HEIGHT, 2 * LENGTH + HEIGHT, "exact")
    assert found(text) == [swing, kite, second]
    assert found(text, LENGTH) == [kite, second]
    assert found(text, LENGTH, LENGTH + HEIGHT) == [kite]
    assert found(text, 0, LENGTH + HEIGHT) == [swing, kite]
    assert found(text, LENGTH + HEIGHT, LENGTH + HEIGHT + 11) == []


def test_a_copy_is_as_good_as_what_it_is_a_copy_of() -> None:
    given = read(" ".join([SWING] * 5), known())
    fits = [*search(known(), given, 0, len(given.spelt))]
    assert [(fit.matched, fit.missing, fit.added, fit.likeness) for fit in fits] == [(LENGTH, 0, 0, 1.0)] * 5


def test_a_copy_may_have_a_part_that_the_first_has_not() -> None:
    texts = Fingerprints.of(build({"Swing": [f"{SWING} <<beginOptional>>{' '.join(LONG[:20])}<<endOptional>> {KITE}"]}))
    given = read(" ".join([SWING, KITE, *([SWING, *LONG[:20], KITE] * 300)]), texts)
    fits = [*search(texts, given, 0, len(given.spelt))]
    assert [fit.exact for fit in fits] == [True] * 301
    given = read(" ".join([SWING, KITE, SWING, *LONG[:20], KITE] * 200), texts)
    fits = [*search(texts, given, 0, len(given.spelt))]
    assert [fit.exact for fit in fits] == [True] * 400


def test_a_copy_with_another_list_number_is_none() -> None:
    text = f"{HEAD}:\n\n1. Sit.\n2. Hold on.\n3. Look up.\n\n{TAIL}.\n\n"
    texts = Fingerprints.of(build({"Swing": [text]}))
    assert [match.kind for match in identify(text * 4, texts)] == ["exact"]
    for many in (1, 2, 3):
        changed = f"{text * many}{text.replace('2.', '7.')}{text * 3}"
        assert [match.kind for match in identify(changed, texts)] == ["modified"]


@pytest.mark.parametrize(("length", "many"), [(11, 0), (12, 1)])
def test_a_dozen_words_are_searched_and_no_fewer(length: int, many: int) -> None:
    short = " ".join(SHORT.split()[:length])
    texts = Fingerprints.of(build({"Short": [short]}))
    assert len([*search(texts, read(short, texts), 0, length)]) == many
    below = read(" ".join(foreign(20)) + " " + short, texts)
    assert len([*search(texts, below, 20, 20 + length)]) == many


# --- what differs


def kinds(template: str, text: str, titles: tuple[str, ...] = ()) -> list[str]:
    texts = Fingerprints.of(build({"Swing": [template]}, {"Swing": titles}))
    return [match.kind for match in identify(text, texts)]


HEAD = """A swing is lent to every neighbour of the yard for as long as the sun stands above the roof. Whoever swings sits
down and looks ahead, and whoever pushes stands behind the seat and never before it"""
TAIL = """It is given back at dusk to whoever owns the tree. Nobody has a claim against anybody of the house, for a rope that
breaks or a branch that falls, even if somebody was told before that it might happen"""
NAME = '<<var;name="club";original="the Swing Club of Rome";match=".+">>'
LISTED = '<<var;name="lost";original="lost or torn";match="lost or torn|broken">>'
ALIKE = (
    '<<var;name="kept";original="kept and worn at noon";'
    'match="kept and worn at noon|kept or worn at noon|kept and worn at dusk|lost and worn at noon|left and worn at rest">>'
)
PARTY = '<<var;name="party";original="the copyright holder";match="the copyright holder|the author">>'


@pytest.mark.parametrize(
    ("slot", "filling", "kind"),
    [
        (NAME, "the Swing Club of Rome", "exact"),
        (NAME, "Acme", "exact"),
        (NAME, "the Kite Club of Rome", "exact"),
        (NAME, "the Kite Club of Oslo", "exact"),
        (NAME, "Swing Club of Rome", "exact"),
        (NAME, "the Swing Club", "exact"),
        (NAME, "the Swing Club of Rome and Oslo", "exact"),
        (NAME, "the only Club of Rome", "modified"),
        (NAME, "the 30 Swing Club of Rome", "modified"),
        (NAME, "", "modified"),
        (NAME, "whoever may not swing", "modified"),
        (LISTED, "lost or torn", "exact"),
        (LISTED, "broken", "exact"),
        (LISTED, "", "modified"),
        (LISTED, "lost", "modified"),
        (LISTED, "torn", "modified"),
        (LISTED, "lost or broken", "modified"),
        (LISTED, "Acme", "modified"),
        (LISTED, "30", "modified"),
        (ALIKE, "kept and worn at noon", "exact"),
        (ALIKE, "kept or worn at noon", "exact"),
        (ALIKE, "kept and worn at dusk", "exact"),
        (ALIKE, "lost and worn at noon", "exact"),
        (ALIKE, "left and worn at rest", "exact"),
        (ALIKE, "lost or worn at noon", "modified"),
        (ALIKE, "lost and worn at dusk", "modified"),
        (ALIKE, "kept or worn at dusk", "modified"),
        (ALIKE, "kept or worn", "modified"),
        (PARTY, "the author", "exact"),
        (PARTY, "Acme", "exact"),
        (PARTY, "the Acme holder", "exact"),
        (PARTY, "the weights", "modified"),
        (PARTY, "", "modified"),
    ],
)
def test_a_slot_beside_words_that_differ_takes_what_it_takes_elsewhere(slot: str, filling: str, kind: str) -> None:
    template, text = f"{HEAD}, says {slot}. {TAIL}.", f"{HEAD}, says {filling}. {TAIL}."
    changed = text.replace("looks ahead", "looks far ahead")
    texts = Fingerprints.of(build({"Swing": [template]}))
    assert [match.kind for match in identify(text, texts)] == [kind]
    (match,) = identify(changed, texts)
    assert (len(match.differences) == 1) is (kind == "exact")
    assert match.differences[0].text == "far"


@pytest.mark.parametrize(
    ("filling", "before", "after"),
    [
        ("kept and worn at noon", "it says", "it tells"),
        ("kept or worn at noon", "it says", "it tells"),
        ("kept and worn at dusk", "it says", "it tells"),
        ("kept and worn at noon", "It is", "That is"),
        ("kept or worn at noon", "It is", "That is"),
        ("lost and worn at noon", "It is", "That is"),
    ],
)
def test_a_slot_takes_what_it_takes_beside_a_word_that_differs(filling: str, before: str, after: str) -> None:
    texts = Fingerprints.of(build({"Swing": [f"{HEAD}, it says {ALIKE}. {TAIL}."]}))
    (match,) = identify(f"{HEAD}, it says {filling}. {TAIL}.".replace(before, after), texts)
    (changed,) = {*after.split()} - {*before.split()}
    assert [each.text for each in match.differences] == [f"{changed} (for 1 word)"]


def test_a_slot_of_which_the_beginning_is_changed_with_words_before_it_takes_nothing() -> None:
    template, text = f"{HEAD}, it says {LISTED}. {TAIL}.", f"{HEAD}, it tells kept or worn. {TAIL}."
    texts = Fingerprints.of(build({"Swing": [template]}))
    (match,) = identify(text, texts)
    assert [each.text for each in match.differences] == ["tells kept (for 2 words)", "worn (for 1 word)"]
    (match,) = identify(
        f"{HEAD}, it tells Acme. {TAIL}.", Fingerprints.of(build({"Swing": [template.replace(LISTED, NAME)]}))
    )
    assert [each.text for each in match.differences] == ["tells Acme (for 6 words)"]
    (match,) = identify(text.replace("tells kept or worn", "says lost and kept. That"), texts)
    assert [each.op for each in match.differences] == ["changed"]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("\n1. Sit", "\n1. Sit", "exact"),
        ("\n1. Sit", "\n1 Sit", "exact"),
        ("\n1. Sit", "\nSit", "exact"),
        ("\n1. Sit", "\n- Sit", "exact"),
        ("\n1. Sit", "\na. Sit", "exact"),
        ("\n1. Sit", "\n2. Sit", "modified"),
        ("\n1. Sit", "\n2 Sit", "modified"),
        ("\n(2)(b) Hold", "\n2 B Hold", "exact"),
        ("\n(2)(b) Hold", "\n2 c Hold", "modified"),
        ("\nSection 3 Look", "\nSection 3. Look", "exact"),
        ("\nSection 3 Look", "\nSection\n\n3. Look", "exact"),
        ("\nSection 3 Look", "\nSection\n\n4. Look", "modified"),
        ("\nSection 3 Look", "\nSection\n\n3. Rest Look", "modified"),
        ("\nSection 3 Look", "\nSection Look", "modified"),
        ("\nCopyright Acme Kites\n", "\nCopyright Acme Kites\n", "exact"),
    ],
)
def test_a_list_number_is_one_whether_it_was_read_as_a_word_or_not(before: str, after: str, kind: str) -> None:
    text = f"{HEAD}:\n\n1. Sit.\n(2)(b) Hold on.\nSection 3 Look up.\n\nCopyright Acme Kites\n\n{TAIL}.\n"
    assert before in text
    assert kinds(text, text.replace(before, after)) == [kind]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Copyright 2026 Acme", "exact"),
        ("Copyright 2026 Acme Kites", "modified"),
        ("Copyright", "modified"),
    ],
)
def test_words_that_a_known_text_has_may_be_read_as_a_copyright_line(line: str, kind: str) -> None:
    """In running text a copyright line is words."""
    template = f"{HEAD}. Copyright 2026 Acme\n{TAIL}."
    assert kinds(template, f"{HEAD}.\n\n{line}\n\n{TAIL}.") == [kind]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("{body}", "", "exact"),
        ("Swing License\n\n{body}", "", "exact"),
        ("License\n\n{body}", "", "exact"),
        ("SPDX-License-Identifier: Swing License\n\n{body}", "", "exact"),
        ("SPDX-License-Identifier: Kite\n\n{body}", "", "modified"),
        ("SPDX-License-Identifier {body}", "", "exact"),
        ("SPDX-License {body}", "", "modified"),
        ("{license} {body}", "license " * 40, "exact"),
        ("{license} {body}", "license " * 41, "modified"),
        ("Swing License Swing License\n\n{body}", "", "exact"),
        ("{body}\n\nSwing License", "", "exact"),
        ("{body}\n\nKite License", "", "modified"),
        ("License of Kites\n\n{body}", "", "modified"),
        ("Copyright Acme\n\n{body}", "", "exact"),
        ("License Copyright Acme\n\n{body}", "", "exact"),
        ("License Copyright Acme only\n\n{body}", "", "modified"),
        ("License (c) 2026 Acme\n\n{body}", "", "exact"),
        ("{body}\n\nnotice (c) 2026 Acme", "", "exact"),
        ("The license file\n\n{body}", "", "exact"),
    ],
)
def test_titles_and_headings_beside_a_text_say_nothing(text: str, words: str, kind: str) -> None:
    body = f"{HEAD}. {TAIL}."
    assert kinds(body, text.format(body=body, license=words), ("Swing License",)) == [kind]


def test_of_titles_that_begin_alike_the_longest_is_passed_over() -> None:
    texts = Fingerprints.of(build({"Swing": [f"{HEAD}. {TAIL}."]}, {"Swing": ("Swing", "Swing License of Rome")}))
    (number,) = texts.numbers_of(["Swing"])["Swing"]
    given = read("Swing License of Rome here", texts)
    text = texts.text(number)
    assert idle(given, 0, 4, [text])
    assert idle(given, 0, 0, [])
    assert not idle(given, 0, 5, [text])
    assert not idle(given, 0, 4, [])
    assert idle(given, 1, 2, [])
    assert not idle(given, 1, 3, [text])


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("{head}. {tail}.", []),
        ("{head}. now {tail}.", [("added", 1, "now")]),
        ("{head}. {tail} again.", [("added", 1, "again")]),
        ("now {head}. {tail}.", [("added", 1, "now")]),
        ("{head}\n. {tail} again.\n", [("added", 2, "again")]),
        ("not {head}.\n\n never {tail}.", [("added", 1, "not"), ("added", 3, "never")]),
    ],
)
def test_what_differs_is_told_with_its_line(text: str, rows: list[tuple[str, int, str]]) -> None:
    head, tail = " ".join(HEAD.split()), " ".join(TAIL.split())
    texts = Fingerprints.of(build({"Swing": [f"{HEAD}. {TAIL}."]}))
    (match,) = identify(text.format(head=head, tail=tail), texts)
    assert [(each.op, each.line, each.text) for each in match.differences] == rows


def beside(text: str, given: str, low: int = 0, high: int | None = None) -> Fit | None:
    texts = Fingerprints.of(build({"Swing": [text]}))
    words = read(given, texts)
    return overlooking(texts.text(0), 0, words, low, len(words.raw) if high is None else high)


def test_layout_is_overlooked_and_told() -> None:
    text = f"{HEAD}:\n\n1. Sit.\n2. Hold on.\n4. Look up.\n\n{TAIL}."
    whole = beside(text, text)
    assert whole is not None
    assert (whole.exact, whole.same, whole.missing, whole.added, whole.changes) == (True, False, 0, 0, ())
    count = len(text.split()) - 3
    assert (whole.start, whole.end, whole.matched) == (0, count, count)
    other = beside(
        text, text.replace("Hold on", "Ho ld on").replace("4. Look", "3. Look").replace("happen", "hap\npen")
    )
    assert other is not None
    assert (other.exact, other.same, other.missing, other.added) == (False, True, 2, 4)
    assert [(each.line, each.added) for each in other.changes] == [(5, "Ho ld"), (6, "3"), (9, "hap pen")]
    assert (other.start, other.end, other.matched) == (0, count, count - 2)


@pytest.mark.parametrize("change", ["not happen", "burn"])
def test_a_word_is_not_overlooked(change: str) -> None:
    text = f"{HEAD}. {TAIL}."
    assert beside(text, text.replace("happen", change)) is None
    assert beside(text, text.replace("A swing", change)) is None
    assert beside(text, "Nothing of it.") is None


def test_what_stands_beside_the_two_places_is_not_overlooked() -> None:
    text = f"{HEAD}. {TAIL}."
    length = len(text.split())
    assert beside(text, f"now {text} again") is None
    assert beside(text, f"now {text} again", 1) is None
    assert beside(text, f"now {text} again", 0, length + 1) is None
    within = beside(text, f"now {text} again", 1, length + 1)
    assert within is not None
    assert (within.start, within.end) == (1, length + 1)


def test_a_list_that_does_not_count_on_is_not_overlooked() -> None:
    text = f"{HEAD}:\n\n1. Sit.\n2. Hold on.\n4. Look up.\n\n{TAIL}."
    assert beside(text, text.replace("4. Look", "5. Look")) is None


# --- how much of a text must be there


def laid(text: list[str], given: list[str]) -> list[tuple[int, int, int, int, int, str]]:
    """From where to where a text is found, how many words are in common, missing and added, and what it is."""
    texts = Fingerprints.of(build({"Toy": [" ".join(text)]}))
    fits = search(texts, read(" ".join(given), texts), 0, len(given))
    return [(fit.start, fit.end, fit.matched, fit.missing, fit.added, fit.kind) for fit in fits]


@pytest.mark.parametrize(
    ("text", "given", "rows"),
    [
        (LONG, LONG[:49], []),
        (LONG, LONG[:50], [(0, 50, 50, 150, 0, "partial")]),
        (numbered(20), [*numbered(12), *foreign(8)], [(0, 12, 12, 8, 0, "modified")]),
        (numbered(21), [*numbered(12), *foreign(8)], []),
        (numbered(20), numbered(11), []),
        (numbered(19), [*numbered(12), *foreign(8)], [(0, 12, 12, 7, 0, "modified")]),
        (numbered(18), numbered(11), []),
        (numbered(18), [*numbered(11), *foreign(5)], []),
        (numbered(40), numbered(23), []),
        (numbered(40), numbered(24), [(0, 24, 24, 16, 0, "modified")]),
        (numbered(24), [*numbered(12), *foreign(24), *numbered(12, 12)], [(0, 48, 24, 0, 24, "modified")]),
        (numbered(24), [*numbered(12), *foreign(25), *numbered(12, 12)], []),
        (LONG, [*LONG[:30], *foreign(40), *LONG[30:60]], [(0, 100, 60, 140, 40, "partial")]),
        (LONG, [*LONG[:30], *foreign(41), *LONG[30:60]], []),
        (LONG, [*LONG[:30], "other", *LONG[30:35], "other", *LONG[35:65]], [(0, 67, 65, 135, 2, "partial")]),
        (LONG, [word for at in range(0, 80, 20) for word in (*LONG[at : at + 20], "other")],
         [(0, 83, 80, 120, 3, "partial")]),
        (LONG, [word for at in range(0, 76, 19) for word in (*LONG[at : at + 19], "other")], []),
    ],
)  # fmt: skip
def test_a_text_is_found_where_enough_of_it_is_there(
    text: list[str], given: list[str], rows: list[tuple[int, int, int, int, int, str]]
) -> None:
    assert laid(text, given) == rows


@pytest.mark.parametrize(("count", "found_all"), [(250, True), (251, False)])
def test_the_words_of_an_input_are_searched_sixty_four_times_and_no_more(count: int, found_all: bool) -> None:
    """Two texts in turn: each pass finds the first, so that the next one has two texts fewer to search."""
    texts = Fingerprints.of(build({"One": [" ".join(LONG[:20])], "Two": [" ".join(LONG[20:40])]}))
    given = read(" ".join(" ".join(LONG[20 * (turn % 2) :][:20]) for turn in range(count)), texts)
    fits = [*search(texts, given, 0, len(given.spelt))]
    assert (len(fits) == count) is found_all
    assert len(fits) > 64
    below = read(f"{' '.join(foreign(4_000))} {' '.join(given.raw)}", texts)
    assert (len([*search(texts, below, 4_000, len(below.spelt))]) == count) is found_all


@pytest.mark.parametrize(("count", "exact"), [(11, True), (12, False)])
def test_of_texts_that_share_the_same_words_eleven_are_laid_beside_an_input(count: int, exact: bool) -> None:
    text = f"{HEAD}:\n\n{{}}. Sit and hold on.\n\n{TAIL}."
    texts = Fingerprints.of(build({f"Swing-{number:02}": [text.format(number)] for number in range(1, count + 1)}))
    (match,) = identify(text.format(count), texts)
    assert ((match.licence, match.kind) == (f"Swing-{count:02}", "exact")) is exact


# --- parts that may be left out


@pytest.mark.parametrize(
    ("count", "differences"),
    [(12, ["other5 (for 1 word)"]), (11, [" ".join([*numbered(5), "other5", *numbered(5, 6)])])],
)
def test_a_part_that_may_be_left_out_is_there_but_changed_where_it_has_a_dozen_words(
    count: int, differences: list[str]
) -> None:
    part = numbered(count)
    texts = Fingerprints.of(build({"Swing": [f"{HEAD}. <<beginOptional>>{' '.join(part)}<<endOptional>>"]}))
    part[5] = "other5"
    (match,) = identify(f"{HEAD}. {' '.join(part)}", texts)
    assert [each.text for each in match.differences] == differences
    (match,) = identify(f"now and then {HEAD}. {' '.join(part)}", texts)
    assert [each.text for each in match.differences] == ["now and then", *differences]


def test_a_piece_of_such_a_part_counts_where_nothing_else_differs() -> None:
    texts = Fingerprints.of(
        build({"Swing": [f"{HEAD}. <<beginOptional>>{' '.join(numbered(30))}<<endOptional>> {TAIL}."]})
    )
    text = f"{HEAD}. {' '.join(numbered(20))} {TAIL}."
    (match,) = identify(text, texts)
    assert (match.kind, match.likeness, [each.text for each in match.differences]) == ("modified", 0.9999, ["10 words"])
    (match,) = identify(text.replace("looks ahead", "looks far ahead"), texts)
    count = len(text.split())
    assert ([each.text for each in match.differences], match.likeness) == (["far"], count / (count + 1))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{head}. {tail}.", "exact"),
        ("{head}.\n\nLicense\n\n{tail}.", "modified"),
        ("A License {head}. {tail}.", "modified"),
        ("License\n\n{head}. {tail}.", "exact"),
    ],
)
def test_a_heading_is_none_within_a_text(text: str, kind: str) -> None:
    parts = f"{HEAD}. {TAIL}.\n\n<<beginOptional>>{' '.join(numbered(20))}<<endOptional>>"
    assert kinds(parts, text.format(head=HEAD, tail=TAIL).replace("A License A", "A License")) == [kind]


@pytest.mark.parametrize(
    ("title", "missing"),
    [
        ("Swing License of Rome", []),
        ("Swing License of Rome\n\nThe License", []),
        ("License\n\nSwing License of Rome", []),
        ("Swing License", [2]),
        ("License", [1, 2]),
        ("", []),
    ],
)
def test_headings_before_a_text_are_no_difference_beside_another(title: str, missing: list[int]) -> None:
    title_of = "<<beginOptional>><<beginOptional>>Swing License<<endOptional>> of Rome<<endOptional>>"
    texts = Fingerprints.of(build({"Swing": [f"{title_of}\n\n{HEAD}. {TAIL}."]}, {"Swing": ["Swing License of Rome"]}))
    words = read(f"{title}\n\n{HEAD}. {TAIL}.".replace("happen", "hap pen"), texts)
    found = overlooking(texts.text(0), 0, words, 0, len(words.raw))
    assert found is not None
    assert [(each.added, len(each.lost)) for each in found.changes] == [
        *(("", count) for count in missing),
        ("hap pen", 1),
    ]


def test_a_heading_before_a_text_without_a_title_is_no_difference_beside_another() -> None:
    found = beside(
        f"{HEAD}. {TAIL}.\n<<beginOptional>>End<<endOptional>>",
        f"License\n\n{HEAD}. {TAIL.replace('might', 'mi ght')}.",
    )
    assert found is not None
    assert [each.added for each in found.changes] == ["mi ght"]


# --- what list numbers make of a fit


def test_each_other_list_number_counts_as_a_word() -> None:
    text = f"{HEAD}:\n\n1. Sit.\n2. Hold on.\n3. Look up.\n\n{TAIL}."
    texts = Fingerprints.of(build({"Swing": [text]}))
    count = len(text.split()) - 3
    (match,) = identify(text.replace("2.", "7."), texts)
    assert (match.kind, match.likeness) == ("modified", (count - 1) / count)
    (match,) = identify(f"now {text.replace('2.', '7.').replace('3.', '9.')}", texts)
    assert match.likeness == (count - 2) / (count + 1)


def test_differences_are_told_in_the_order_of_their_lines() -> None:
    text = f"{HEAD}:\n\n1. Sit.\n2. Hold on.\n3. Look up.\n\n{TAIL}."
    texts = Fingerprints.of(build({"Swing": [text]}))
    (match,) = identify(text.replace("looks ahead", "looks far ahead").replace("2.", "7."), texts)
    assert [(each.line, each.text) for each in match.differences] == [(2, "far"), (5, "7 (for 2)")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n1. Sit", "\n1 Sit"),
        ("\nSection 3 Look", "\nSection\n\n3. Look"),
        (" Copyright 2026 Acme", "\n\nCopyright 2026 Acme\n\n"),
    ],
)
def test_a_number_read_as_a_word_is_no_difference_when_a_text_is_searched(before: str, after: str) -> None:
    text = f"{HEAD}:\n\n1. Sit.\nSection 3 Look up. Copyright 2026 Acme\n\n{TAIL}.\n"
    assert before in text
    texts = Fingerprints.of(build({"Swing": [text]}))
    given = read(text.replace(before, after), texts)
    assert [fit.kind for fit in search(texts, given, 0, len(given.spelt))] == ["exact"]


# --- which of several texts is found


@pytest.mark.parametrize("names", [("A", "B"), ("B", "A")])
def test_of_two_texts_that_have_the_words_of_an_input_the_one_without_further_words_is_found(
    names: tuple[str, str],
) -> None:
    texts = Fingerprints.of(
        build({names[0]: [" ".join(LONG[:100])], names[1]: [" ".join(LONG[:100] + numbered(500, 300))]})
    )
    (match,) = identify(" ".join([*LONG[:50], "other", *LONG[51:100]]), texts)
    assert (match.licence, match.kind) == (names[0], "modified")


@pytest.mark.parametrize("name", ["L99", "N00"])
def test_of_many_texts_that_have_some_words_of_an_input_the_one_that_has_the_most_is_found(name: str) -> None:
    beside = {f"M{at:02}": [" ".join([*LONG[at : at + 90], *numbered(150, 1_000 * at)])] for at in range(1, 14)}
    texts = Fingerprints.of(build({name: [" ".join(LONG)], **beside}))
    (match,) = identify(" ".join([*LONG[:50], "other", *LONG[51:]]), texts)
    assert (match.licence, match.kind) == (name, "modified")
