"""A text as words: which signs, numbers and lines are no words, and which words can be a name."""

import pytest

from openness.licensing.matching.normalise import copyright_lines, names, naming, same, words


def read(text: str) -> str:
    """The words in a row, each number of a list before its word as `‹1›`, and each copyright line as `«…»`."""
    found = words(text)
    row: list[str] = []
    for place in range(len(found.raw) + 1):
        row += [f"«{' '.join(found.statements[place])}»"] if place in found.statements else []
        row += [f"‹{found.labels[place]}›"] if place in found.labels else []
        row += found.raw[place : place + 1]
    return " ".join(row)


# --- numbers of lists


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("1. Use it.", "‹1› Use it"),
        ("99. Use it.", "‹99› Use it"),
        ("Use it (1) here", "Use it ‹1› here"),
        ("Use it (a)(ii) here", "Use it ‹a ii› here"),
        ("Use it (1) here (2) there", "Use it ‹1› here ‹2› there"),
        ("Use it, a) here", "Use it ‹a› here"),
        ("Use it, a. Here", "Use it ‹a› Here"),
        ("Use it, xiii) here", "Use it ‹xiii› here"),
        (r"Use it, xiii\) here", "Use it ‹xiii› here"),
        ("Use it, 12) here, 13) there", "Use it ‹12› here ‹13› there"),
        ("Use it, 123) here", "Use it 123 here"),
        ("Use it (see a) here", "Use it see a here"),
        ("Use (see it (a) here)", "Use see it ‹a› here"),
        ("Use (see a. Here)", "Use see ‹a› Here"),
        (f"Use ({'x' * 198} a) here", f"Use {'x' * 198} a here"),
        (f"Use ({'x' * 199} a) here", f"Use {'x' * 199} ‹a› here"),
        (f"Use ({'x' * 399} a) here", f"Use {'x' * 399} ‹a› here"),
        ("Use it (or not), a) here", "Use it or not ‹a› here"),
        ("Use it () a) here", "Use it ‹a› here"),
        ("Use it )( a) here", "Use it a here"),
        ("Use it a) here (or there)", "Use it ‹a› here or there"),
        ("Use it (a) here", "Use it ‹a› here"),
        ("Use it(a) here", "Use it a here"),
        ("Use it (1)", "Use it 1"),
        ("Use (1)it", "Use 1 it"),
        ("1. 2. Use it.", "‹1 2› Use it"),
        ("1. (a) Use it.", "‹1 a› Use it"),
        ("Use it (c) here", "Use it ‹c› here"),
        ("Use it (C) here", "Use it ‹C› here"),
        ("Use it (c) [2026] Acme", "Use it c 2026 Acme"),
        ("Use it (c) yyyy Acme", "Use it c yyyy Acme"),
        (f"Use it (c){' ' * 6}2026 Acme", "Use it c 2026 Acme"),
        (f"Use it (c){' ' * 7}2026 Acme", "Use it ‹c› 2026 Acme"),
    ],
)
def test_a_number_of_a_list_is_no_word(text: str, row: str) -> None:
    assert read(text) == row


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("see section (a) here", "see section a here"),
        ("see Section (a) here", "see Section a here"),
        ("see sections, (a) here", "see sections a here"),
        ("see section a) here", "see section a here"),
        ("see sections of it (a) here", "see sections of it ‹a› here"),
        ("see section of 20 letters (a) here", "see section of 20 letters ‹a› here"),
        ("see 6 (a) here", "see 6 a here"),
        ("see 6, (a) here", "see 6 ‹a› here"),
        ("see it (a) here", "see it ‹a› here"),
        ("see 6(a) here", "see 6 a here"),
        ("section\n(a) here", "section a here"),
        ("section\na. Here", "section a Here"),
        ("section\n\n1. Here", "section ‹1› Here"),
        ("section (a) here", "section a here"),
        ("see the section.\n1.1. Here", "see the section ‹1.1› Here"),
        ("see section\n  1. Here", "see section 1 Here"),
        ("see section,\n1.1. Here", "see section 1.1 Here"),
        (f"see section{' ' * 17}\n1.1. Here", "see section 1.1 Here"),
        (f"see section{' ' * 18}\n1.1. Here", "see section ‹1.1› Here"),
        ("section\n1. Here", "section 1 Here"),
        ("it\n1. Here", "it ‹1› Here"),
        (f"see section{' ' * 13}(a) here", "see section a here"),
        (f"see section{' ' * 14}(a) here", "see section ‹a› here"),
    ],
)
def test_a_number_that_a_word_refers_to_is_a_word(text: str, row: str) -> None:
    assert read(text) == row


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("1.1 Use it", "‹1.1› Use it"),
        ("1.10 Use it", "‹1.10› Use it"),
        ("1.1 use it", "‹1.1› use it"),
        ("in it.\n1.1 use it", "in it 1.1 use it"),
        ("in it!\n1.1 use it", "in it ‹1.1› use it"),
        ("in it\n1.1 use it", "in it 1.1 use it"),
        ("in it\n1.1 Use it", "in it ‹1.1› Use it"),
        ("In It\n1.1 Use it", "In It 1.1 Use it"),
        ("in version\n1.1 Use it", "in version 1.1 Use it"),
        ("under the\n1.1 Use it", "under the 1.1 Use it"),
        ("in it\n\n1.1 use it", "in it ‹1.1› use it"),
        ("In It.\n1.1 Use it", "In It ‹1.1› Use it"),
        ("in it:\n1.1 Use it", "in it 1.1 Use it"),
        ("see section,\n1.1 Use it", "see section 1.1 Use it"),
        ("in It\n\n1.1 Use it", "in It ‹1.1› Use it"),
        ("in it. 1.1 Use it", "in it ‹1.1› Use it"),
        ("in it. 1.1 use it", "in it 1.1 use it"),
        ("in it: 1.1 Use it", "in it 1.1 Use it"),
        ("in it; 1.1 Use it", "in it ‹1.1› Use it"),
        ("in it; and 1.1 Use it", "in it and ‹1.1› Use it"),
        ("in it.\n1.1 “Use” it", "in it ‹1.1› Use it"),
        ("in it\n1.1 “Use” it", "in it ‹1.1› Use it"),
        ("in it\n1.1 ““Use” it", "in it 1.1 Use it"),
        ("in “it”\n1.1 Use it", "in it ‹1.1› Use it"),
        ("in **it!**\n1.1 use it", "in it ‹1.1› use it"),
        ("in it ( see: )\n1.1 use it", "in it see ‹1.1› use it"),
        (f"in{' ' * 24}\n1.1 use it", "in ‹1.1› use it"),
        (f"in{' ' * 23}\n1.1 use it", "in 1.1 use it"),
        ("1.1. Use it", "‹1.1› Use it"),
        ("in It\n1.1. use it", "in It ‹1.1› use it"),
    ],
)
def test_a_number_without_a_sign_is_one_of_a_list_where_a_sentence_begins(text: str, row: str) -> None:
    assert read(text) == row


@pytest.mark.parametrize(
    ("text", "row", "lines"),
    [
        ("Use\n\nit", "Use it", [1, 3]),
        ("1. Use\n2. it", "‹1› Use ‹2› it", [1, 2]),
        ("Use it (1) here\nand there", "Use it ‹1› here and there", [1, 1, 1, 2, 2]),
        ("Use\r\nit\rhere", "Use it here", [1, 2, 3]),
        ("Use <p\nclass> it", "Use p class it", [1, 1, 2, 2]),
        ("Use <a\nhref=x> it", "Use it", [1, 2]),
        ("Use &lt;it&gt; &amp; go", "Use it & go", [1, 1, 1, 1]),
        ("[Use](it) [here](https://x.example)", "Use here", [1, 1]),
        ("Use\u00ad it", "Use it", [1, 1]),
        ("use\u00adful ﬁt", "useful fit", [1, 1]),
        ("nº 5 €", "no 5 €", [1, 1, 1]),
        ("Use\x00it", "Use it", [1, 1]),
        ("", "", []),
    ],
)
def test_each_word_has_its_line(text: str, row: str, lines: list[int]) -> None:
    assert read(text) == row
    assert words(text).lines == lines


# --- copyright lines


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Copyright 2026 Acme\nUse it", "«Copyright 2026 Acme» Use it"),
        ("COPYRIGHT 2026 ACME\nUse it", "«COPYRIGHT 2026 ACME» Use it"),
        ("(c) 2026 Acme\nUse it", "«c 2026 Acme» Use it"),
        ("© 2026 Acme\nUse it", "«c 2026 Acme» Use it"),
        ("2026 Acme\nAll rights reserved.\nUse it", "2026 Acme All rights reserved Use it"),
        ("Copyright 2026 Acme\nAll rights reserved.\nUse it", "«Copyright 2026 Acme All rights reserved» Use it"),
        ("Copyright 2026 Acme\n\nAll rights reserved.\nUse it", "«Copyright 2026 Acme All rights reserved» Use it"),
        ("Use it\nAll rights reserved.\nCopyright 2026 Acme", "Use it «All rights reserved Copyright 2026 Acme»"),
        ("Copyright 2026 Acme\nand Others\n\nUse it", "«Copyright 2026 Acme and Others» Use it"),
        ("Copyright 2026 Acme\nand Others\nUse it", "«Copyright 2026 Acme» and Others Use it"),
        ("Use it\n\nCopyright 2026 Acme\nand Others\n\nHere", "Use it «Copyright 2026 Acme and Others» Here"),
        ("Copyright 2026 Acme\nand Others", "«Copyright 2026 Acme and Others»"),
        ("Copyright 2026 Acme\nand only others\n\nUse it", "«Copyright 2026 Acme» and only others Use it"),
        ("Copyright 2026 Acme\none two three\n\nUse it", "«Copyright 2026 Acme one two three» Use it"),
        ("Copyright 2026 Acme\none two red kites\n\nUse it", "«Copyright 2026 Acme» one two red kites Use it"),
        ("Copyright 2026 one two red\nUse it", "«Copyright 2026 one two red» Use it"),
        ("Copyright 2026 one two red kites\nUse it", "Copyright 2026 one two red kites Use it"),
        ("Copyright Acme\nUse it", "«Copyright Acme» Use it"),
        ("Copyright Acme kites\nUse it", "Copyright Acme kites Use it"),
        ("Copyright Acme kites, Inc.\nUse it", "«Copyright Acme kites Inc» Use it"),
        ("Copyright Acme red kites, Inc.\nUse it", "Copyright Acme red kites Inc Use it"),
        ("Use it\nCopyright Acme", "Use it Copyright Acme"),
        ("Use it\n\nCopyright Acme", "Use it «Copyright Acme»"),
        ("Use it\n# ----\nCopyright Acme", "Use it «Copyright Acme»"),
        ("Use it\nCopyright 2026 Acme", "Use it «Copyright 2026 Acme»"),
        ("Use it under the\ncopyright law", "Use it under the copyright law"),
        ("Use it\n\nCopyright 2026 Acme\n\nHere", "Use it «Copyright 2026 Acme» Here"),
        ("Copyright 2026 Acme\nCopyright 2027 Kite\n\nUse it", "«Copyright 2026 Acme Copyright 2027 Kite» Use it"),
        ("Copyright 2026 Acme\n(c) 2027 Kite\nUse it", "«Copyright 2026 Acme c 2027 Kite» Use it"),
        ("1. Copyright 2026 Acme\nUse it", "‹1› Copyright 2026 Acme Use it"),
        ("Copyright 2026 me@example.it\nUse it", "«Copyright 2026 me example it» Use it"),
        ("Copyright 2026 <https://not.example>\nUse it", "Copyright 2026 https not example Use it"),
        ("Copyright 2026 is.not\nUse it", "Copyright 2026 is not Use it"),
        ("Use it\u00a0(c) 2026 Acme", "Use it c 2026 Acme"),
    ],
)
def test_a_line_that_says_who_holds_the_copyright_is_no_word(text: str, row: str) -> None:
    assert read(text) == row


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Copyright 2026 Acme", [(1, "Copyright 2026 Acme")]),
        ("Use it.\n\nCopyright 2026 Acme\n", [(3, "Copyright 2026 Acme")]),
        ("# Copyright 2026 Acme -->", [(1, "Copyright 2026 Acme")]),
        ("/* Copyright 2026 Acme */", [(1, "Copyright 2026 Acme")]),
        ("Copyright 2026 Acme\r\nand Others\r\n\r\nUse it", [(1, "Copyright 2026 Acme and Others")]),
        ("Copyright 2026 Acme\rand Others\r\rUse it", [(1, "Copyright 2026 Acme and Others")]),
        ("Copyright 2026 Acme\n(c) 2027 Kite", [(1, "Copyright 2026 Acme"), (2, "(c) 2027 Kite")]),
        (
            "Copyright 2026 Acme\n\nCopyright 2027 Kite\nand Others",
            [(1, "Copyright 2026 Acme"), (3, "Copyright 2027 Kite and Others")],
        ),
        ("Copyright 2026 Acme\n\nAll rights reserved.", [(1, "Copyright 2026 Acme")]),
        ("Copyright 2026 Acme\nAll rights reserved.", [(1, "Copyright 2026 Acme All rights reserved.")]),
        ("Copyright 2026 Acme\n\f\n\nUse it", [(1, "Copyright 2026 Acme")]),
        ("All rights reserved.\nCopyright 2026 Acme", [(2, "Copyright 2026 Acme")]),
        ("SPDX-FileCopyrightText: 2026 Acme", [(1, "2026 Acme")]),
        ("© Acme", [(1, "© Acme")]),
        ("(c) Use it", []),
        ("Copyright 2026 Acme, for research only", []),
        ("(c) 2026 Acme, for research only", [(1, "(c) 2026 Acme, for research only")]),
        (f"© {'x' * 298}", [(1, f"© {'x' * 298}")]),
        (f"© {'x' * 299}", []),
        ("", []),
        ("Use it", []),
    ],
)
def test_copyright_lines_are_told_as_they_are_written(text: str, found: list[tuple[int, str]]) -> None:
    assert copyright_lines(text) == found


@pytest.mark.parametrize("text", ["“Copyright 2024 Acme”", '"Copyright 2024 Acme Inc."', "’Copyright 2024 Acme’"])
def test_a_line_that_is_quoted_names_nobody(text: str) -> None:
    assert copyright_lines(text) == []


def test_a_statement_goes_on_until_its_paragraph_ends() -> None:
    text = "Copyright 2024 Acme\nand its contributors\n\nSomebody else\n"
    assert copyright_lines(text) == [(1, "Copyright 2024 Acme and its contributors")]


# --- names


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Acme", True),
        ("", True),
        ("Acme only", False),
        ("Only Acme", False),
        ("n ot Acme", False),
        ("Acme n ot", False),
        ("Acme n o t", False),
        ("Acme n o t Kite", False),
        ("n o t", False),
        ("n ev er", False),
        ("n ow", True),
        ("notAcme", False),
        ("nowAcme", True),
        ("not", False),
        ("is it", False),
        ("one two red", True),
        ("one two red kites", False),
        ("One Two Red Kites", True),
        ("oneA twoA redA kitesA", False),
        ("one of the red and two", True),
        ("1 2 3 4 5", True),
        ("all rights reserved", True),
        ("all rights", False),
        ("rights all reserved", False),
        ("2017 to present", True),
        ("2017 to Acme", False),
        ("2017 to", False),
        ("Acme or its affiliates", True),
        ("Acme or affiliates", False),
        ("free software", True),
        ("Will Example", True),
        ("by Will Example", True),
        ("and Will Example", True),
        ("2026 Will Example", True),
        ("Acme Will Example", False),
        ("will Example", False),
        ("Will example", False),
        ("Will", False),
        ("Will Not", False),
        ("May Use", False),
        ("Acme May Example", False),
        ("Use Example", False),
    ],
)
def test_a_name_says_nothing_else(row: str, name: bool) -> None:
    assert naming(row.split()) is name


@pytest.mark.parametrize(
    ("row", "low", "high", "lengths"),
    [
        ("Ada Lovelace", 0, 2, [0, 1, 2]),
        ("Ada Lovelace", 0, 1, [0, 1]),
        ("Ada Lovelace", 1, 2, [0, 1]),
        ("Ada Lovelace", 2, 2, [0]),
        ("not Ada Lovelace", 0, 3, [0]),
        ("not Ada Lovelace", 1, 3, [0, 1, 2]),
        ("Ada not Lovelace", 0, 3, [0, 1]),
        ("n ot Lovelace", 1, 3, [0, 1, 2]),
        ("all rights reserved", 0, 3, [0, 1, 3]),
        ("Ada of Acme by Kite", 0, 5, [0, 1, 2, 3, 4, 5]),
    ],
)
def test_a_name_may_end_behind_each_of_its_words(row: str, low: int, high: int, lengths: list[int]) -> None:
    assert [*names(row.split(), low, high)] == lengths


@pytest.mark.parametrize(
    ("row", "most", "lengths"),
    [
        ("Ada A B", 2, [0, 1, 2]),
        ("Ada A B", 3, [0, 1, 2, 3]),
        ("Ada 1 2 A B", 2, [0, 1, 2, 3, 4]),
        ("Ada", 0, [0]),
        ("Ada B2", 1, [0, 1]),
    ],
)
def test_numbers_are_no_words_of_a_name_that_may_have_few(row: str, most: int, lengths: list[int]) -> None:
    assert [*names(row.split(), 0, len(row.split()), most=most)] == lengths


@pytest.mark.parametrize(("strange", "lengths"), [(0, [0, 1, 2]), (1, [0, 1, 2, 3, 4]), (2, [0, 1, 2, 3, 4, 5])])
def test_a_name_has_few_words_in_lower_case(strange: int, lengths: list[int]) -> None:
    assert [*names("Ada of red Kites fly".split(), 0, 5, strange=strange)] == lengths


def test_a_name_has_three_words_in_lower_case_at_most_and_a_thousand_in_all() -> None:
    assert [*names("one two red kites".split(), 0, 4)] == [0, 1, 2, 3]
    assert max(names(["Kite"] * 2_000, 0, 2_000)) == 1_000


@pytest.mark.parametrize(
    ("word", "compared"),
    [
        ("Licence", "license"),
        ("Noncommercial", "non commercial"),
        ("COLOUR", "colour"),
        ("merchantibility", "merchantability"),
        ("Sublicences", "sub licenses"),
        ("&", "and"),
    ],
)
def test_a_word_is_compared_without_case_and_in_one_spelling(word: str, compared: str) -> None:
    assert same(word) == compared
