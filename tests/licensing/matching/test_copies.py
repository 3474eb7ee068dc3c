"""Copies of a known text are told by a hash, and answered as they are word by word."""

import json
from pathlib import Path

import pytest

from openness.curation.spdx_texts import copies
from openness.licensing.matching import copies as table
from openness.licensing.matching.copies import copy_of
from openness.licensing.matching.fingerprints import shipped
from openness.licensing.matching.match import identified, identify
from openness.licensing.texts import shipped as texts

APACHE = texts().texts["Apache-2.0"]


@pytest.mark.parametrize(
    "same",
    [
        APACHE,
        APACHE.replace("\n", "\r\n"),
        f"\n\n  \n{APACHE.strip()}",
        f"{APACHE}\n\n",
        APACHE.replace("\n", " \t\n"),
    ],
)
def test_a_copy_is_answered_as_it_is_word_by_word(same: str) -> None:
    assert copy_of(same, shipped().copies)
    (match,) = identify(same)
    assert (match,) == identified(same, shipped())
    assert match.kind == "exact"


@pytest.mark.parametrize(
    "other",
    [
        APACHE.replace("not", "", 1),
        APACHE.replace(" ", "  ", 1),
        APACHE.replace("\n", "\r", 1),
        APACHE.replace("\n", "\n\n", 1) if "\n\n\n" not in APACHE else APACHE + ".",
        f"{APACHE}\nNo commercial use.",
    ],
)
def test_what_differs_in_a_sign_is_read_word_by_word(other: str) -> None:
    assert copy_of(other, shipped().copies) is None
    assert identify(other) == identified(other, shipped())


def test_every_text_that_ships_is_answered_as_word_by_word() -> None:
    found = 0
    for text in texts().texts.values():
        copy = copy_of(text, shipped().copies)
        if copy:
            found += 1
            (match,) = identified(text, shipped())
            assert (match.licence, match.kind, match.lines) == (copy.licence, "exact", copy[1:])
    assert found > 600


def test_a_shelf_with_texts_of_its_own_tells_nothing_by_a_hash() -> None:
    assert not shipped().plus({"Mine": [APACHE]}).copies


def test_the_table_that_ships_is_that_of_the_texts_that_ship_and_more(tmp_path: Path) -> None:
    made = json.loads(copies([]))
    assert made.items() <= json.loads(Path(table.__file__).with_name("copies.json").read_bytes()).items()
    (tmp_path / "a.txt").write_text(f"# The licence\n\n{APACHE}")
    assert len(json.loads(copies([str(tmp_path)]))) == len(made) + 1
