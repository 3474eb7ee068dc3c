"""The matches in licence texts that somebody changed: a table for each text, a line for each change.

The changes are those that people make (layout, titles, headings, list numbers, copyright lines, texts put together) and
those of a slip (a word that goes, comes, is swapped, joined or split), all through the text.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.golden import agrees

from openness.licensing import texts
from openness.licensing.matching.identify import identify
from openness.licensing.matching.normalise import naming, same, words

TABLES = Path(__file__).parent / "answers"
#: Texts of every make: with slots, with optional parts, with lists of each sort, with a version; how far apart slips are.
TEXTS = {
    "MIT": 5, "ISC": 4, "BSD-3-Clause": 6, "Zlib": 5, "PostgreSQL": 7, "Apache-2.0": 47, "OFL-1.1": 31, "Artistic-2.0": 53,
    "CC0-1.0": 41, "BSL-1.0": 9, "NCSA": 8, "OpenSSL": 23, "EPL-2.0": 97, "WTFPL": 4, "MS-PL": 17, "Apache-1.1": 12,
}  # fmt: skip

BEFORE = (
    "{id}", "{id} License", "The {id} Licence (the \"License\")", "{id} Version 9.9", "License\n=======", "Preamble",
    "Terms and Conditions\n\n", "Copyright (c) 2020-2026 Acme, Inc. All rights reserved.\n", "© 2021 The Kite Team\n",
    "Copyright 2020 Acme, for research only.\n", "SPDX-License-Identifier: {id}\n", "Not for companies.\n",
    "This model is under the following licence:\n", "Version 1.0, January 2004", "v2", "<!-- {id} -->", "Full license text\n",
)  # fmt: skip
AFTER = (
    "END OF TERMS AND CONDITIONS", "Copyright (c) 2020 Acme", "Not for companies.", "Preamble", "{id}", "License",
    "4. Be kind.", "For more information, please see <http://creativecommons.org/publicdomain/zero/1.0/>",
    "End of License\n\nAppendix",
)  # fmt: skip


def layouts(text: str) -> Iterator[tuple[str, str]]:
    lines, paragraphs = text.splitlines(), re.split(r"\n\s*\n", text)
    yield "as it is", text
    yield "in capitals", text.upper()
    yield "in small letters", text.lower()
    yield "on one line", " ".join(text.split())
    yield "a word a line", "\n".join(text.split())
    yield "lines of Windows", "\r\n".join(lines)
    yield "as a quotation", "\n".join(f"> {line}" for line in lines)
    yield "as a comment", "\n".join(f" * {line}" for line in lines)
    yield "as a page", "".join(f"<p>{part.replace('&', '&amp;')}</p>\n" for part in paragraphs)
    yield "as a list", "".join(f"- {part}\n" for part in paragraphs)
    yield "numbered", "".join(f"{number}. {part}\n\n" for number, part in enumerate(paragraphs, 1))
    yield "in emphasis", "".join(f"**{part.strip()}**\n\n" for part in paragraphs)
    yield "hyphens at the ends of lines", re.sub(r"(\w{4})(\w{4}) ", r"\1-\n\2 ", text, count=5)
    yield "lists count on", re.sub(r"(?m)^(\W*)([1-8])([.)])", lambda m: f"{m[1]}{int(m[2]) + 1}{m[3]}", text)
    yield (
        "lists in letters",
        re.sub(r"(?m)^(\W*)([1-8])([.)])", lambda m: f"{m[1]}{'abcdefgh'[int(m[2]) - 1]}{m[3]}", text),
    )
    yield "a list begins at 3", re.sub(r"(?m)^(\W*)1([.)])", r"\g<1>3\2", text)
    yield "a list without its second number", re.sub(r"(?m)^(\W*)2[.)]", r"\1", text)
    yield "numbers joined to the word before", re.sub(r"(?<=[a-z]) (?=\d)", "", text)
    yield "numbers joined to the word behind", re.sub(r"(?<=\d) (?=[a-z])", "", text)
    yield "numbers in two pieces", re.sub(r"(?<=\d)(?=\d)", " ", text)
    yield "other years", re.sub(r"<year>|\b(?:19|20)\d\d\b", "2031", text)
    yield "other versions", re.sub(r"(?i)\bversion \d+(\.\d+)?", "Version 7.3", text)
    yield (
        "other versions, and words lost",
        re.sub(r"(?i)\bversion \d+(\.\d+)?", "Version 7.3", re.sub(r"\b(any|such)\b", "", text)),
    )
    yield "twice", f"{text}\n\n{text}"
    yield "twice, once changed", f"{text}\n\n{text.replace(' the ', ' no ', 2)}"
    yield "twice, and a part", f"{text}\n\n{text[: len(text) // 3]}"


def cuts(text: str) -> Iterator[tuple[str, str]]:
    pieces, paragraphs = text.split(" "), re.split(r"\n\s*\n", text)
    for share in (8, 20, 35, 55, 65, 80, 95):
        at = len(pieces) * share // 100
        yield f"the first {share} %", " ".join(pieces[:at])
        yield f"without the first {share} %", " ".join(pieces[at:])
    yield "without the last word", " ".join(pieces[:-1])
    for number in range(min(len(paragraphs), 12)):
        yield f"without paragraph {number}", "\n\n".join(paragraphs[:number] + paragraphs[number + 1 :])
    yield "the first two paragraphs swapped", "\n\n".join([*paragraphs[1:2], *paragraphs[:1], *paragraphs[2:]])


def beside(id: str, text: str) -> Iterator[tuple[str, str]]:
    for added in BEFORE:
        yield f"below {added!r}", f"{added.format(id=id)}\n\n{text}"
        yield f"without its first line below {added!r}", f"{added.format(id=id)}\n{text.partition(chr(10))[2]}"
    for added in AFTER:
        yield f"above {added!r}", f"{text}\n\n{added.format(id=id)}\n"
    middle = text.find("\n\n", len(text) // 2)
    for added in (
        "Preamble",
        "Definitions",
        "Be kind.",
        "Copyright 2020 Acme",
        "Full License Text",
        "5.",
        "and not for companies",
    ):
        yield f"around {added!r}", f"{text[:middle]}\n\n{added}{text[middle:]}"
    for other in ("ISC", "BSD-2-Clause", "JSON"):
        yield f"above {other}", f"{text}\n\n---\n\n{texts.shipped().texts[other]}"
        yield f"below half of {other}", f"{texts.shipped().texts[other][:900]}\n\n{text}"


def slips(text: str, apart: int) -> Iterator[tuple[str, str]]:
    pieces = re.split(r"(\s+)", text)  # a word, a blank, a word …
    for turn, at in enumerate(range(0, len(pieces) - 4, 2 * apart)):
        word, gap, after = pieces[at : at + 3]
        half = (len(word) + 1) // 2
        changed, how = [
            ([after], "goes"), ([word, gap, "not", gap, after], "is followed by not"), ([after, gap, word], "changes places"),
            ([word + after], "is joined to the next"), ([word[:half], " ", word[half:], gap, after], "is split"),
            ([word, gap, "kite"], "is followed by kite"), ([word, "\n", after], "ends its line"),
            (["Kite", gap, after], "is Kite"),
            ([word[:half], "-\n", word[half:], gap, after], "is broken"), ([word, gap, word, gap, after], "comes twice"),
            ([word, gap, "http://", after], "gets a scheme"), ([word, gap, "2 ", after], "is followed by a number"),
            ([word, gap, "(c) 2020 ", after], "is followed by a mark"),
        ][turn % 13]  # fmt: skip
        yield f"word {at // 2} {how}: {word}", "".join([*pieces[:at], *changed, *pieces[at + 3 :]])


def damages(text: str) -> Iterator[tuple[str, str]]:
    """A text of which more and more goes, comes or moves: where it stops to be that licence, and is none at last."""
    pieces, paragraphs = text.split(" "), re.split(r"\n\s*\n", text)
    other, whole = texts.shipped().texts["BSD-2-Clause"].split(" "), len(pieces)
    for share in range(5, 100, 5):
        at = whole * share // 100
        middle = (whole - at) // 2
        yield f"without {share} % in the middle", " ".join([*pieces[:middle], *pieces[middle + at :]])
        yield f"only {share} % in the middle", " ".join(pieces[middle : middle + at])
        yield f"{share} %, and then another text", " ".join([*pieces[:at], *other[len(other) * share // 100 :]])
    for apart in (2, 3, 4, 5, 6, 7, 9, 12, 16, 23):
        yield (
            f"without every {apart}. word",
            " ".join(word for at, word in enumerate(pieces, 1) if at % apart),
        )
        yield (
            f"a kite behind every {apart}. word",
            " ".join(word if at % apart else f"{word} kite" for at, word in enumerate(pieces, 1)),
        )
    for many in (2, 4, 6, 8, 10, 14, 20):
        kites = " kite" * many
        yield (
            f"{many} kites behind every 8. word",
            " ".join(word if at % 8 else f"{word}{kites}" for at, word in enumerate(pieces, 1)),
        )
    for many in (1, 3, 8, 20, 36, 37, 38, 39, 40, 41, 60, 79, 80, 81, 82, 120, 300):
        kites = " ".join(["kites fly"] * (many // 2) + ["high"] * (many % 2))
        yield (
            f"{many} words of another thing in the middle",
            " ".join([*pieces[: whole // 2], kites, *pieces[whole // 2 :]]),
        )
        yield f"{many} words of a heading before it", f"{' '.join(['license'] * many)}\n\n{text}"
        yield f"{many} words twice in the middle", " ".join([*pieces[: whole // 2 + many], *pieces[whole // 2 :]])
        yield f"{many} words of it behind it", f"{text} {' '.join(pieces[:many])}"
    yield "its paragraphs from the last to the first", "\n\n".join(reversed(paragraphs))
    yield "its first half behind its second", " ".join([*pieces[whole // 2 :], *pieces[: whole // 2]])
    yield "three times", "\n\n".join([text] * 3)
    yield "five times, the third without its end", "\n\n".join([text, text, " ".join(pieces[: whole // 2]), text, text])
    yield (
        "a paragraph of it and a paragraph of another",
        "\n\n".join(
            part for both in zip(paragraphs, re.split(r"\n\s*\n", " ".join(other)), strict=False) for part in both
        ),
    )


def answer(text: str) -> str:
    """The matches in one line."""
    found = [
        " ".join((
            match.licence, match.kind, f"{match.likeness:.4f}", "{}-{}".format(*match.lines),
            *([f"is version {match.version}"] if match.version else []),
            *(f"[{each.op}@{each.line} {each.text[:50]}]" for each in match.differences[:6]),
            *([f"and {len(match.differences) - 6} more"] if len(match.differences) > 6 else []),
        ))
        for match in identify(text)
    ]  # fmt: skip
    return " + ".join(found) or "nothing"


@pytest.mark.parametrize("id", TEXTS)
@pytest.mark.parametrize("how", ["layouts", "cuts", "beside", "slips"])
def test_every_change_of_a_text_is_answered_as_the_table_says(id: str, how: str) -> None:
    text = texts.shipped().texts[id]
    changed = {
        "layouts": layouts(text),
        "cuts": cuts(text),
        "beside": beside(id, text),
        "slips": slips(text, TEXTS[id]),
    }
    agrees(
        TABLES / f"{id}-{how}.txt",
        (f"{' '.join(key.split())} → {' '.join(answer(each).split())}" for key, each in changed[how]),
    )


@pytest.mark.parametrize("id", ["MIT", "BSD-3-Clause", "NCSA", "MS-PL", "OFL-1.1", "Artistic-2.0"])
def test_every_damage_to_a_text_is_answered_as_the_table_says(id: str) -> None:
    changed = damages(texts.shipped().texts[id])
    agrees(TABLES / f"{id}-damages.txt", (f"{key} → {' '.join(answer(each).split())}" for key, each in changed))


#: Texts the titles of which have some number of words, of the shortest kind and of more than a title may have.
TITLED = (
    "WTFPL",
    "OCLC-2.0",
    "LPPL-1.3c",
    "Xdebug-1.03",
    "OLFL-1.3",
    "HDF5",
    "UnRAR",
    "DOC",
    "CERN-OHL-1.2",
    "WTFNMFPL",
)


def test_titles_without_a_word_are_answered_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for id in TITLED:
            pieces = texts.shipped().texts[id].split(" ")
            for gone in (1, 2, 5, 9):
                found = answer(" ".join([*pieces[:gone], *pieces[gone + 1 :]]))
                yield f"{id} without {gone}: {' '.join(pieces[gone].split())} → {' '.join(found.split())}"

    agrees(TABLES / "titles.txt", rows())


#: Pieces of texts that are read in a way of their own: numbers of lists, copyright lines, marks, spellings.
PIECES = (
    "1. Use it.", "1) Use it.", "(1) Use it.", "(a)(i) Use it.", "a. Use it.", "A) Use it.", "iv. Use it.", "ivxl. Use it.",
    "1.2 Use it.", "1.2.3. Use it.", "12. Use it.", "1234. Use it.", "- Use it.", "* 2. Use it.", "> 3. Use it.", "• Use it.",
    "1. 2. Use it.", "Use it: a) here", "Use it; and b) here", "Use it; or (c) here", "use (see b) it", "use (see a, or b) it",
    "see section a) of it", "see 6(c) of it", "in 12 a) of it", "Section 2. Use it.", "Sections 2. and 3. hold",
    "It is used by v. The", "use it\n2. And more", "use it.\n2. And more", "use it\nb. and more", "version\n2. And more",
    "of\n2. And more", "NOT\n2. And more", "use 3.5 or 1,000 of $5 & 7%", "a&amp;b &copy; c", "<p>use</p><br>it", "<use it>",
    "[use](https://example.org) it", "![use](x.png) it", "use\u00a0it\u00ad", "colour licence noncommercial per cent percent",
    "sub-licence sublicensable", "© 2024 Acme", "(c) 2024 Acme\nUse it",
    "Copyright (c) 2024 Acme. All rights reserved.\nUse it", "Copyright 2024, 2025-2026 The Kite Team and others\nUse it",
    "Copyright 2024 Acme for research only\nUse it", "Copyright (c) <year> <name>\nUse it", "Copyright law applies.\nUse it",
    "copyright notice above\nUse it", "SPDX-FileCopyrightText: 2024 Acme <a@b.org>\nUse it",
    "Portions Copyright 2024 Acme\nUse it", "Copyright 2024\nAcme Inc.\nUse it",
    "Copyright 2024 Acme,\nand the Kite Team\nUse it", "Copyright (C) 20xx yyyy Acme\nUse it", "All rights reserved.\nUse it",
    "Acme (c) 2024\nUse it", "Copyright Acme 2024 https://acme.example www.acme.example\nUse it",
    "Copyright 2024 Acme n ot for sale\nUse it", "Copyright 2024 Acme, a free software foundation\nUse it",
    "Use it (c) 2024 Acme here", "(c) Use it", "(c) by Acme\nUse it", "// Copyright 2024 Acme\n// Use it", "使用する。第2条",
    "x\x00y\r\nz\rw", "1.\nUse it", "--- 1. ---\nUse it",
)  # fmt: skip
NAMES = (
    "Acme", "The Regents of the University of California", "Acme for research use only", "Ada Lovelace and others", "2024 Acme",
    "not Acme", "n ot Acme", "no n Acme", "notAcme", "Acme Inc 2024 2025 2026", "free software foundation", "free Acme",
    "all rights reserved", "rights Acme", "one two three kites", "one two kites fly", "one kite", "De la Kite",
    "kite@acme example org", "", "use", "Acme use", "Only Acme", "acme corp", "Ada of Acme n ot", "Ada Acme no t f or",
    "Ada f o r Acme", "Ada fo r Acme", "Ada only Acme", "2020 Only Acme", "Ada of Acme",
)  # fmt: skip


def test_pieces_of_texts_are_read_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for piece in PIECES:
            for statements_too in (False, True):
                read = words(piece, statements_too=statements_too)
                spelt = (
                    f"{' '.join(read.raw)} | lines {read.lines} | numbers {read.labels} | statements {read.statements}"
                )
                if not statements_too:
                    plain = spelt
                    yield f"{piece!r} → {spelt} | {' '.join(map(same, read.raw))}"
                elif spelt != plain:
                    yield f"{piece!r}, statements too → {spelt}"
        for name in NAMES:
            yield f"a name of {name!r}: {[naming(name.split(), strange=strange) for strange in range(4)]}"

    agrees(TABLES / "words.txt", rows())
