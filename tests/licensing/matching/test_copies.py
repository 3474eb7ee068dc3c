"""Copies of a known text are told by a hash, and answered as they are word by word."""

import json
from pathlib import Path

import pytest

from openness.curation.spdx_texts import copies
from openness.licensing.matching import copies as table
from openness.licensing.matching.copies import copy_of
from openness.licensing.matching.fingerprints import shipped
from openness.licensing.matching.identify import identify
from openness.licensing.matching.word_by_word import identified
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
    content = json.loads(copies([]))
    assert content.items() <= json.loads(Path(table.__file__).with_name("copies.json").read_bytes()).items()
    (tmp_path / "a.txt").write_text(f"# The licence\n\n{APACHE}")
    assert len(json.loads(copies([str(tmp_path)]))) == len(content) + 1


LINES = "Kite Licence\n\n  Fly it, and land it again.\n\n\nThe wind comes as it is.\n"


def whole(text: str) -> table.Copy | None:
    """A text that anybody knows, from its first line to its last; one of nothing is none."""
    return table.Copy("Kite", 1, text.count("\n") + 1) if "Fly" in text else None


def built(*texts: str) -> dict[str, table.Copy]:
    return {key: table.Copy(*copy) for key, copy in json.loads(table.build(texts, whole)).items()}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (LINES, (1, 6)),
        (LINES.strip(), (1, 6)),
        (f"\n\n{LINES}", (3, 8)),
        (f" \n\t\n \n{LINES}\n\n", (4, 9)),
        (f"   {LINES}", (1, 6)),
        (LINES.replace("\n", "\r\n"), (1, 6)),
        (f"\n{LINES}".replace("\n", "\r\n"), (2, 7)),
        (LINES.replace("\n", "  \n").replace("again.", "again.\t "), (1, 6)),
        (LINES.replace("  Fly", " Fly"), None),
        (LINES.replace("\n\n\n", "\n\n"), None),
        (LINES.replace("wind", "Wind"), None),
        (LINES.replace("\n\n\n", "\n\n\r\n"), (1, 6)),
        (LINES.replace("\n\n\n", "\n\r\n\r"), None),
        (f"\r{LINES}", None),
        (f"{LINES}\r", None),
        (f"{LINES}\ud800", None),
        ("", None),
    ],
)
def test_a_copy_has_the_same_lines_wherever_it_begins(text: str, lines: tuple[int, int] | None) -> None:
    copy = copy_of(text, built(LINES))
    assert copy == (lines and table.Copy("Kite", *lines))


def test_a_table_has_each_text_that_is_one_licence_once_in_order() -> None:
    texts = [f"Fly {word}." for word in ("it", "on", "off", "again")]
    rows = table.build([*texts, "Land it.", "Fly\rit.", f"\n{texts[0]}\n", *texts], whole).decode().splitlines()
    assert (rows[0], rows[-1], len(rows)) == ("{", "}", 6)
    assert rows[1:-1] == sorted(rows[1:-1])
    assert [copy_of(text, built(*texts)) for text in texts] == [table.Copy("Kite", 1, 1)] * 4
    assert built(*texts) == built(*reversed(texts))
    assert copy_of(f"\n{texts[0]}", built(f"\n\n{texts[0]}")) == table.Copy("Kite", 2, 2)


def test_a_hash_has_as_many_bytes_as_nobody_can_try() -> None:
    assert {len(bytes.fromhex(key)) for key in shipped().copies} == {12}
    assert {len(bytes.fromhex(key)) for key in built(LINES)} == {12}
