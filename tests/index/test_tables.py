"""The shelf's index: built from the files, or ready-made; both say the same."""

import json
from pathlib import Path
from random import Random

import pytest

from openness.index import tables
from openness.index.build import build, write
from openness.index.tables import ReadyIndex, sources, stamp

BUILT = build(**sources())


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> ReadyIndex:
    """The index written to a file and read back."""
    path = tmp_path_factory.mktemp("index") / "index.jsonl"
    write(BUILT, str(path), None)
    header, rest = path.read_bytes().split(b"\n", 1)
    head = json.loads(header)
    end = max(end for _, end in head["tables"].values())
    return ReadyIndex(head, str(path), len(header) + 1, rest[:end])


@pytest.mark.parametrize("sort", ["licences", "definitions", "exceptions"])
def test_a_ready_made_index_has_the_same_ids(ready: ReadyIndex, sort: str) -> None:
    assert ready.ids(sort) == BUILT.ids(sort)


def test_a_ready_made_index_has_the_same_names(ready: ReadyIndex) -> None:
    assert sorted(ready.spellings()) == sorted(BUILT.spellings())
    assert all(ready.named(name) == BUILT.named(name) for name in BUILT.spellings())


def test_whoever_asks_often_is_answered_as_whoever_asks_once(tmp_path: Path) -> None:
    path = tmp_path / "index.jsonl"
    write(BUILT, str(path), None)
    header, rest = path.read_bytes().split(b"\n", 1)
    often = ReadyIndex(json.loads(header), str(path), len(header) + 1, rest)
    keys = ["", "no such name", "\ud800", *Random(1).sample(BUILT.spellings(), 400)]
    once = [often.named(key) for key in keys[:100]]
    for _ in range(2):
        assert [often.named(key) for key in keys] == [BUILT.named(key) for key in keys]
    assert [often.named(key) for key in keys[:100]] == once
    assert often._lines.keys() == {"names"}


def test_a_ready_made_index_has_the_same_records(ready: ReadyIndex) -> None:
    assert all(ready.record(id) == BUILT.record(id) for id in ("MIT", "LicenseRef-Llama-3.1-Community", "nobody"))
    assert ready.definition("spectrum") == BUILT.definition("spectrum")
    assert (ready.data, ready.deprecated) == (BUILT.data, BUILT.deprecated)


def test_a_ready_made_index_has_the_same_titles(ready: ReadyIndex) -> None:
    assert ready.titles() == BUILT.titles()
    assert ready.titles().keys() == set(BUILT.ids("definitions"))
    assert {"Open weights", "open-weights"} <= set(ready.titles()["spectrum"])


def test_a_ready_made_index_has_the_same_statements(ready: ReadyIndex) -> None:
    assert ready.statements() == BUILT.statements()
    assert ready.statements()["statement"]


@pytest.mark.parametrize("name", ["", "mit\t", "mit\tMIT\n0bsd", "\ud800", "m", "nobody\n"])
def test_a_name_that_is_no_line_of_the_index_finds_nothing(ready: ReadyIndex, name: str) -> None:
    assert ready.named(name) == []


def test_the_stamp_changes_with_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("a = 1\n")
    before = stamp([str(tmp_path)])
    (tmp_path / "b.toml").write_text("b = 1\n")
    assert stamp([str(tmp_path)]) != before


def test_an_index_that_other_code_has_made_is_not_used() -> None:
    code = list(Path(tables.__file__).parent.glob("*.py"))
    assert stamp([]) == [
        len(code),
        sum(path.stat().st_size for path in code),
        max(path.stat().st_mtime_ns for path in code),
    ]


def test_a_ready_made_index_finds_what_a_built_one_finds_whatever_is_asked(ready: ReadyIndex) -> None:
    chance = Random(7)
    names = [*BUILT.names, *BUILT.phrases]
    asked = [*names, "", "\n", "\t", "!", "~", "\N{LATIN SMALL LETTER E WITH ACUTE}"]
    for _ in range(5_000):
        name = chance.choice(names)
        at = chance.randrange(len(name) + 1)
        asked.append(
            name[:at] + chance.choice("az0-~ .\n\t\N{CJK UNIFIED IDEOGRAPH-5B57}") + name[at + chance.randrange(2) :]
        )
    for name in asked:
        assert (ready.named(name), ready.phrased(name)) == (BUILT.named(name), BUILT.phrased(name)), name


def test_a_ready_made_index_has_the_same_rules_of_prose(ready: ReadyIndex) -> None:
    def whole(tree: object) -> object:
        return {word: whole(tree[word]) for word in tree} if isinstance(tree, dict) else tree

    read = ready.prose_rules()
    assert whole(read) == BUILT.prose_rules()
    assert ready.signs() == BUILT.signs()
    words, letters = BUILT.signs_of_prose["words"], BUILT.signs_of_prose["beginnings"]
    for sign in (*words, *letters, "kumquat", "zzz", "", "\n"):
        assert ready.lists_of_sign(sign) == BUILT.lists_of_sign(sign), sign
        assert ready.begun_signs(sign) == BUILT.begun_signs(sign), sign
    assert BUILT.lists_of_sign("weights") and BUILT.begun_signs("com")
    assert read["tree"].get("no phrase begins so") is None
