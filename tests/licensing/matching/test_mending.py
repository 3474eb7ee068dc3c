"""Texts in the wrong encoding, and copyright lines in running text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.golden import agrees

from openness.licensing.matching.fingerprint_file import build
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.mending import mended


def test_a_line_in_another_encoding_is_one_change_and_said() -> None:
    text = next(mended("as is\nâ€œAS ISâ€\x9d\n", Fingerprints.of(build({"Toy": ["as is"]}))))
    assert text.text == "as is\n“AS IS”\n"
    assert [(note.line, note.added, note.count) for note in text.notes] == [(2, "read in another encoding", 1)]


def mends(text: str, *known: str) -> list[str]:
    return [mend.text for mend in mended(text, Fingerprints.of(build({"Toy": [" ".join(known)]})))]


@pytest.mark.parametrize(
    ("lost", "whole"),
    [
        ("general", "général"),
        ("generalite", "généralite"),
        ("operee", "opérée"),
        ("repete", "repete"),
    ],
)
def test_a_word_has_lost_one_accent_or_two_and_no_more(lost: str, whole: str) -> None:
    assert mends(lost, "général", "généralite", "opérée", "répété", "réparé")[0] == whole


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("Version2", "Version 2"),
        ("2Version", "2 Version"),
        ("theToy", "the Toy"),
        ("thetoy", "the toy"),
        ("atoy", "a toy"),
        ("giveatoy", "give a toy"),
        ("thetoybook", "the toy book"),
        ("toythetoybook", "toythetoybook"),
        ("Kite2", "Kite2"),
    ],
)
def test_known_words_without_the_space_between_them_have_it_again(glued: str, apart: str) -> None:
    assert mends(glued, "the toy book give a version 2")[-1] == apart


@pytest.mark.parametrize(
    ("broken", "whole"), [("\ufffdt\ufffd", "\ufffdt\ufffd"), ("l\ufffdg", "lég"), ("g\ufffdn\ufffdr", "génér")]
)
def test_a_word_with_two_letters_left_is_known_again(broken: str, whole: str) -> None:
    assert mends(broken, "été", "lég", "génér")[0] == whole


#: Known words, the commonest first; some are parts of others.
COMMON = (
    *"the toy in there give rein book it boo kit a is as version 2 x b license thesub sublicense general terms or".split(),
    *"and to copyright reserved rights all use given opérée général généralité répété à déjà".split(),
    *("be" * 5 + "bé", "de" * 5 + "dè", "ge" * 6 + "gé"),  # places of two letters each: the 11th, the 12th and the 13th
)
VOCABULARY = Fingerprints.of(build({f"Toy-{at}": [" ".join(COMMON[: len(COMMON) - at])] for at in range(len(COMMON))}))
SPOILT = (
    "the toy", "theToy", "thetoy", "atoy", "Atoy", "xtoy", "toya", "therein", "thebookit", "thebookkit", "thetoybookit",
    "toyboothe thetoy", "Version2", "2Version", "Version2in", "in2the", "toyKite2", "thekite", "kiteisgiven", "thesublicense",
    "isit", "isi", "kite", "kits", "givetoytheinthegive", "thetoythetoythetoythetoythetoythetoy", "use thetoy2. Give it",
    "use toy2) it", "use toy2 it", "use toy22. it", "use toy222. it", "use toyb. it", "Give it.2. the toy", "use the2.toy",
    "thetoy\nthe toy\n\ninthe", "thetoy\r\ninthe\rtoyin", "generale general", "operee", "repete", "be" * 6, "de" * 6, "ge" * 7,
    "deja", "DEJA", "Deja vu", "g\u00c3\u00a9n\u00c3\u00a9ral", "G\u00c3\u0089N", "\u00e2\u20ac\u0153as is\u00e2\u20ac\u009d",
    "\u00e2\u20ac\u0153as is\u00e2\u20ac\ufffd", "\u00e2\u20ac\ufffd", "it\u00e2\u20ac\u2122s", "\u00c2 the \u00c2toy",
    "\u00c3 la", "\u00e2 la carte", "\u00c3\u00a0", "\u00f0\u009f\u0098\u0080", "\u00c3\u00c3\u00a9", "na\u00efve thetoy",
    "g\ufffdn\ufffdral", "op\ufffdr\ufffde", "d\ufffdj\ufffd", "\ufffd la", "g\ufffdn\ufffdral \ufffd la", "x\ufffd",
    "\ufffd\ufffd", "r\ufffdp\ufffdt\ufffd", "the \ufffd toy", "toy Copyright 2020 Acme", "toy\nCopyright 2020 Acme\nbook",
    "use it copyright (c) 2020 Acme and give it", "use it copyright \u00a9 2020 Acme\nthe toy\nin all rights reserved. Give it",
    "all rights reserved", "All Rights Reserved and more", "all rights reserved.\nthe toy", "see the copyright 1842 of it",
    "the copyright of 2020", "\u00a9 2020 Acme", "use it \u00a9 2020 Acme",
    "thetoy copyright 2020 Acme all rights reserved use it", "usecopyright 2020", "use\tcopyright  (c)  2020 A",
)  # fmt: skip


def test_spoilt_texts_are_mended_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for text in SPOILT:
            yield repr(text)
            for mend in mended(text, VOCABULARY):
                notes = "; ".join(f"{note.line} {note.added} ({note.count})" for note in mend.notes)
                yield f"    {mend.text!r} | lines {mend.lines} | {notes or '-'}"

    agrees(Path(__file__).parent / "answers/mends.txt", rows())


@pytest.mark.parametrize(("unknown", "apart"), [(0, True), (197, True), (198, True), (199, False), (300, False)])
def test_two_hundred_words_of_a_text_are_looked_up_in_other_spellings(unknown: int, apart: bool) -> None:
    words = " ".join(f"kite{number:03}" for number in range(unknown))
    mend = [*mended(f"thetoy\n{words}", VOCABULARY)][-1]
    assert mend.text.startswith("the toy\n" if apart else "thetoy\n")


def test_a_word_that_comes_again_is_looked_up_once() -> None:
    mend = [*mended("thetoy\n" + "kite001 thetoy " * 150, VOCABULARY)][-1]
    assert mend.text.count("the toy") == 151
