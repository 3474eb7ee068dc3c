"""The facts of rows that are compared, the parts in which they wait on disk, and the changes between two of these."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from tests.support import scans

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

import pyarrow

import openness
from openness.errors import OpennessError
from openness.scan.drift import comparison, drift, spill, states
from openness.scan.drift.comparison import changes
from openness.scan.drift.spill import PARTS, Spill
from openness.scan.drift.states import Change, State, nameless
from openness.scan.drift.writer import COLUMNS, OF_LINEAGE, Writer

WORDS = pyarrow.string()
NAMES = ["id", *State._fields]
OLD = State("MIT", "open-weights", "a b", "", "")
NEW = State(None, "closed", "b c", "", "")


def state_of(**cells: Any) -> dict[str, Any]:
    """The state of one row of answers."""
    lists = pyarrow.list_(WORDS)
    arrays = {name: pyarrow.array([cell], lists if "findings" in name else WORDS) for name, cell in cells.items()}
    (row,) = states._state(
        pyarrow.record_batch({name.replace("__", "."): array for name, array in arrays.items()})
    ).to_pylist()
    return dict(row)


@pytest.mark.parametrize(
    ("cells", "level", "findings"),
    [
        ({"spectrum__reached": "closed", "band": "semi-open", "findings": ["a", "b"]}, "closed", "a b"),
        ({"spectrum__reached": "closed", "band": "unknown", "findings": []}, "unknown", ""),
        ({"spectrum__reached": None, "band": "semi-open", "findings": None}, "unknown", ""),
        ({"spectrum__reached": "closed", "band": None, "findings": None}, "closed", ""),
        ({"spectrum__reached": "closed"}, "closed", ""),
        ({}, "unknown", ""),
    ],
)
def test_a_level_is_unknown_where_the_facts_prove_none(cells: dict[str, Any], level: str, findings: str) -> None:
    assert state_of(id="a/b", licence="MIT", **cells) == {
        "id": "a/b", "licence": "MIT", "level": level, "findings": findings, "inherited_level": "", "inherited_findings": "",
    }  # fmt: skip


def test_what_is_inherited_is_compared_where_all_of_it_is_there() -> None:
    own = {"id": "a/b", "spectrum__reached": "closed", "band": "closed", "findings": ["a"]}
    inherited = {"lineage__reached": "open-weights", "lineage__band": "open", "lineage__findings": ["b", "c"]}
    whole = state_of(**own, **inherited)
    assert (whole["level"], whole["inherited_level"], whole["inherited_findings"]) == ("closed", "open-weights", "b c")
    unknown = state_of(**own, **(inherited | {"lineage__band": "unknown"}))
    assert (unknown["level"], unknown["inherited_level"]) == ("closed", "unknown")
    for name in inherited:
        some = state_of(**own, **{other: cell for other, cell in inherited.items() if other != name})
        assert (some["inherited_level"], some["inherited_findings"]) == ("", "")


def test_words_of_dictionaries_are_words() -> None:
    rows = pyarrow.record_batch(
        {"id": pyarrow.array(["a", None]).dictionary_encode(), "licence": pyarrow.nulls(2, WORDS)}
    )
    assert states._state(rows).schema == pyarrow.schema([(name, WORDS) for name in NAMES])
    assert states._state(rows)["id"].to_pylist() == ["a", None]


def test_rows_without_an_id_hold_nothing() -> None:
    assert nameless(0).num_rows == 0
    assert nameless(2).to_pylist() == [dict.fromkeys(NAMES)] * 2
    assert nameless(1).schema == pyarrow.schema([(name, WORDS) for name in NAMES])


def test_a_row_appeared_vanished_or_changed() -> None:
    assert [Change("a", *ends).kind for ends in ((None, NEW), (OLD, None), (OLD, NEW))] == [
        "appeared", "vanished", "changed",
    ]  # fmt: skip


# Parts on disk


def rows_of(*ids: str | None) -> Any:
    """States of rows with these ids, numbered by their licences."""
    return pyarrow.table(
        [
            pyarrow.array(ids, WORDS),
            pyarrow.array([str(at) for at in range(len(ids))], WORDS),
            *[pyarrow.array(["x"] * len(ids), WORDS)] * 4,
        ],
        NAMES,
    )


def kept(one: Spill) -> list[tuple[int, list[str]]]:
    """The parts with something in them, and the ids of each chunk."""
    return [(part, [id for chunk in one.chunks(part) for id in chunk["id"].to_pylist()]) for part in range(PARTS)]


@pytest.mark.parametrize(("waiting", "spilled"), [(5, 0), (4, 4), (3, 4), (1, 4)])
def test_rows_wait_until_they_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waiting: int, spilled: int
) -> None:
    monkeypatch.setattr(spill, "_WAITING", waiting)
    with Spill(str(tmp_path / "old")) as one:
        one.add(rows_of("a", "b"))
        one.add(rows_of("c", None))
        assert sum(len(ids) for _, ids in kept(one)) == (3 if spilled else 0)
        one.flush()
        one.flush()
        assert sorted(id for _, ids in kept(one) for id in ids) == ["a", "b", "c"]
    assert not (tmp_path / "old").exists()


def test_rows_stand_in_the_part_of_their_id_in_their_order(tmp_path: Path) -> None:
    ids = [f"a/{at % 300}" for at in range(900)]
    with Spill(str(tmp_path / "old")) as one:
        one.add(rows_of(*ids[:500]))
        one.flush()
        one.add(rows_of(*ids[500:]))
        one.flush()
        for part, found in kept(one):
            assert found == [id for id in ids if crc32(id.encode()) % 256 == part]
            numbers = [number for chunk in one.chunks(part) for number in chunk["licence"].to_pylist()]
            assert [*map(int, numbers)] == [at % 500 for at, id in enumerate(ids) if id in found]


@pytest.fixture
def spills(tmp_path: Path) -> Iterator[tuple[Spill, Spill, Spill]]:
    """Room for an old and a new table, and for what changed."""
    with (
        Spill(str(tmp_path / "old")) as old,
        Spill(str(tmp_path / "new")) as new,
        Spill(str(tmp_path / "x")) as changed,
    ):
        yield old, new, changed


def put(into: Spill, rows: list[tuple[str, State]]) -> None:
    """Add rows."""
    columns = list(zip(*((id, *state) for id, state in rows), strict=True)) if rows else [()] * len(NAMES)
    into.add(pyarrow.table([pyarrow.array(column, WORDS) for column in columns], NAMES))
    into.flush()


@pytest.mark.parametrize("run", [1, 2, 512])
def test_changes_come_in_the_order_of_ids_and_rows_of_one_id_meet_in_theirs(
    spills: tuple[Spill, Spill, Spill], monkeypatch: pytest.MonkeyPatch, run: int
) -> None:
    monkeypatch.setattr(comparison, "_RUN", run)
    old, new, changed = spills
    silent = State(None, "unknown", "", "", "")
    before = {"same": OLD, "gone": OLD, "moved": OLD, "once": OLD, "null": silent, "blank": silent}
    put(old, [*before.items(), ("twice", OLD), ("twice", NEW)])
    after = {"new": NEW, "moved": NEW, "same": OLD, "once": OLD}
    after |= {"null": silent._replace(licence="MIT"), "blank": silent._replace(licence="")}
    put(new, [*after.items(), ("twice", NEW), ("twice", NEW), ("once", NEW)])
    steps: list[Change] = []
    found = list(changes(old, new, changed, steps.append))
    expected = [
        Change("blank", silent, silent._replace(licence="")), Change("gone", OLD, None),
        Change("moved", OLD, NEW), Change("new", None, NEW),
        Change("null", silent, silent._replace(licence="MIT")), Change("once", None, NEW), Change("twice", OLD, NEW),
    ]  # fmt: skip
    assert found == expected
    assert sorted(steps, key=lambda change: change.id) == expected


def refused(change: Change) -> None:
    """Nothing may change."""
    raise AssertionError(change)


def test_nothing_changed_where_both_are_the_same_or_empty(spills: tuple[Spill, Spill, Spill]) -> None:
    old, new, changed = spills
    assert list(changes(old, new, changed, refused)) == []
    many = [(f"a/{at}", OLD) for at in range(50)]
    put(old, many)
    put(new, many[::-1])
    assert list(changes(old, new, changed, refused)) == []


# The file of changes


@pytest.mark.parametrize("lineage", [False, True])
def test_a_change_is_a_row_with_both_ends(tmp_path: Path, lineage: bool) -> None:
    old, new = OLD._replace(inherited_level="x", inherited_findings="a"), NEW._replace(inherited_findings="c b")
    with Writer(str(tmp_path / "o.jsonl"), [str(tmp_path / "t.csv")], lineage) as writer:
        writer.add([Change("a/b", old, new)])
        writer.add([Change("c/d", None, new), Change("e/f", old, None)])
        writer.finish()
    names = [*COLUMNS, *(OF_LINEAGE if lineage else ())]
    rows = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [[*row] for row in rows] == [names] * 3
    wanted = [
        ["a/b", "changed", "MIT", None, "open-weights", "closed", ["c"], ["a"], "x", "", ["b", "c"], ["a"]],
        ["c/d", "appeared", None, None, None, "closed", ["b", "c"], [], None, "", ["b", "c"], []],
        ["e/f", "vanished", "MIT", None, "open-weights", None, [], ["a", "b"], "x", None, [], ["a"]],
    ]
    assert [[*row.values()] for row in rows] == [row[: len(names)] for row in wanted]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["o.jsonl"]


def test_of_changes_that_were_stopped_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Writer(str(tmp_path / "o.jsonl"), [], False) as writer:
        writer.add([Change("a/b", OLD, NEW)])
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


# A comparison


def test_both_tables_are_one_work_and_rows_that_cannot_be_read_are_not_compared(tmp_path: Path) -> None:
    rows = [{"id": f"a/{at}", "license": "mit"} for at in range(8)]
    old = scans.parquet(tmp_path / "old.parquet", rows, group=4)
    new = scans.jsonl(tmp_path / "new.jsonl", rows)
    with new.open("ab") as stream:
        stream.write(b"no row\n")
    steps: list[tuple[float, int]] = []
    found = drift(old, new, progress=lambda share, count: steps.append((share, count)))
    assert steps == [(0.25, 4), (0.5, 8), (1.0, 17)]
    assert (found.rows, found.nameless, set(dict(found.kinds).values())) == ((8, 8), (0, 1), {0})
    assert (found.old, found.new, found.output) == (str(old), str(new), None)


def test_answers_are_compared_as_they_are_and_others_are_classified(tmp_path: Path) -> None:
    table = scans.jsonl(tmp_path / "t.jsonl", [{"id": "a/b", "license": "mit"}])
    openness.scan(table, tmp_path / "a.jsonl", under=["spectrum"])
    written = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(written.replace('"MIT"', '"made-up"'), encoding="utf-8")
    assert drift(tmp_path / "a.jsonl", table).licences == ((("made-up", "MIT"), 1),)
    (tmp_path / "b.jsonl").write_text('{"id": "a/b", "license": "mit", "band": "open"}\n', encoding="utf-8")
    with pytest.raises(OpennessError) as caught:
        drift(table, tmp_path / "b.jsonl")
    assert str(caught.value) == (
        f"{tmp_path / 'b.jsonl'}: a scan wrote it without licence and spectrum.reached and findings; "
        "scan again with --columns id,licence,spectrum.reached,band,findings"
    )
    for given in ((5, table), (table, 5), (table, table, 5)):
        with pytest.raises(TypeError, match=r"(a table|an output) must be a path .*; not int"):
            drift(*given)
