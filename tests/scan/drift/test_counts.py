"""The counts of a comparison are those of its changes one by one, and the report says them."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.golden import agrees

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")

from openness.scan.drift import counts
from openness.scan.drift.counts import Counting, Drift
from openness.scan.drift.report import markdown_text, text
from openness.scan.drift.states import Change, State
from openness.shelf.shelf import shipped

SPECTRUM = shipped().definition("spectrum")
RUNGS = SPECTRUM.rungs
LEVELS = st.sampled_from(["unknown", *RUNGS])
CODES = st.sampled_from(["", "licence-missing", "licence-missing licence-unknown", "licence-unknown lineage-cap"])
STATES = st.builds(State, st.sampled_from([None, "MIT", "ISC"]), LEVELS, CODES, LEVELS, CODES)
CHANGES = st.lists(
    st.tuples(st.sampled_from(["a/b", "c/d", "e/f"]), st.none() | STATES, st.none() | STATES).filter(
        lambda change: change[1:] != (None, None)
    ),
    max_size=8,
)


def counted(changes: list[Any], lineage: bool) -> Drift:
    """The drift of rows that changed, each of which stands in both tables."""
    counting = Counting(RUNGS, lineage)
    import pyarrow

    nobody = (None, None, "unknown", "", "unknown", "")
    for side in (0, 1):
        rows = [(id, *states[side]) for id, *states in changes if states[side]] + [nobody] * side
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(nobody)
        cells = [pyarrow.array(column, pyarrow.string()) for column in columns]
        assert counting.read(side, pyarrow.table(cells, ["id", *State._fields])) == len(rows)
    for change in changes:
        counting.changed(Change(*change))
    return counting.drift("old.csv", "new.csv", None, "2026-11-30")


@settings(max_examples=120)
@given(CHANGES, st.booleans())
def test_counts_are_those_of_the_changes_one_by_one(changes: list[Any], lineage: bool) -> None:
    found = counted(changes, lineage)
    both = [(id, old, new) for id, old, new in changes if old and new]
    assert found.rows == tuple(sum(states[side] is not None for _, *states in changes) for side in (0, 1))
    assert found.nameless == (0, 1)
    appeared, vanished = (sum(states[side] is None for _, *states in changes) for side in (0, 1))
    assert dict(found.kinds) == {"appeared": appeared, "vanished": vanished, "changed": len(both)}
    licences = Counter((old.licence or "", new.licence or "") for _, old, new in both if old.licence != new.licence)
    assert dict(found.licences) == licences
    assert dict(found.fields)["licence"] == licences.total()
    for moves, level, codes in ((found, "level", "findings"), (found.lineage, "inherited_level", "inherited_findings")):
        if moves is None:
            assert not lineage
            continue
        pairs = [(id, getattr(old, level), getattr(new, level)) for id, old, new in both]
        moved = [(id, old, new) for id, old, new in pairs if old != new]
        assert dict(moves.moves) == Counter((old, new) for _, old, new in moved)
        order = ["unknown", *RUNGS]
        up = sorted(each for each in moved if order.index(each[1]) < order.index(each[2]))
        down = sorted(each for each in moved if order.index(each[1]) > order.index(each[2]))
        assert dict(moves.examples) == {"up": tuple(up), "down": tuple(down)}
        was, now = (Counter(getattr(states[side], level) for _, *states in changes if states[side]) for side in (0, 1))
        assert moves.levels == tuple((each, was[each], now[each]) for each in order)
        found_codes = [(set(getattr(old, codes).split()), set(getattr(new, codes).split())) for _, old, new in both]
        added = Counter(code for old, new in found_codes for code in new - old)
        gone = Counter(code for old, new in found_codes for code in old - new)
        assert moves.findings == tuple(
            (code, added[code], gone[code])
            for code in sorted(added | gone, key=lambda code: (-added[code] - gone[code], code))
        )
        assert dict(moves.fields)["level"] == len(moved)
        assert dict(moves.fields)["findings"] == sum(old != new for old, new in found_codes)


def test_of_many_moves_the_first_ids_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "_EXAMPLES", 2)
    states = [State("MIT", level, "", level, "") for level in RUNGS[:2]]
    found = counted([(f"a/{number}", *states) for number in (5, 3, 9, 1, 7, 4)], lineage=False)
    assert [id for id, _, _ in dict(found.examples)["up"]] == ["a/1", "a/3"]
    many = counted([(f"a/{at}", State(f"L{at}", *states[0][1:]), states[0]) for at in range(130)], lineage=False)
    assert len(many.licences) == 100


@pytest.mark.parametrize("many", [3, 10, 11, 37])
@pytest.mark.parametrize("output", [None, "o.csv"])
def test_a_list_that_is_cut_says_how_many_rows_it_leaves_out(many: int, output: str | None) -> None:
    low, high = (State(None, level, "", level, "") for level in RUNGS[2:4])
    down = [(f"d/{at:02}", high._replace(licence=f"L{at}"), low) for at in range(many)]
    up = [(f"u/{at:02}", low, high) for at in range(2 * many)]
    found = evolve(counted([*down, *up], lineage=False), output=output)
    assert (found.moved("down"), found.moved("up")) == (many, 2 * many)
    lines = [line.split(None, 1) for line in text(found, SPECTRUM).splitlines() if line.strip()]
    named = Counter(line[0][0] for line in lines if line[0][:2] in ("d/", "u/"))
    others = [" ".join(line) for line in lines if line[0] == "and"]
    where = f" in {output}" if output else ""
    cut = {"d": many - 10, "u": 2 * many - 10}
    assert named == {letter: min(10, rest + 10) for letter, rest in cut.items()}
    assert [" ".join(line.split()) for line in others] == [
        f"and {rest} more{where}" for rest in cut.values() if rest > 0
    ]
    rest = [line[0] for line in lines if line[1:] and line[1].strip() == "other changes"]
    assert rest == ([str(many - 10)] if many > 10 else [])


GONE = [(f"a/{at:02}", State(f"L{at}", RUNGS[at], "licence-missing", "unknown", ""), None) for at in range(3)]
OTHER = ["licence-missing", "licence-unknown"]
MOVED = [
    (
        f"b/{at:02}",
        State("MIT" if at % 3 else None, RUNGS[at % 6], "licence-missing", RUNGS[0], "lineage-cap"),
        State(f"L{at % 12}" if at % 4 else None, RUNGS[at * 5 % 6], OTHER[at % 2], RUNGS[at % 6], ""),
    )
    for at in range(30)
]


@pytest.mark.parametrize("lineage", [False, True])
@pytest.mark.parametrize("name", ["none", "many"])
def test_a_report_says_what_the_table_says(name: str, lineage: bool) -> None:
    found = counted([*GONE, *MOVED] if name == "many" else [], lineage)

    def rows() -> Iterator[str]:
        yield from text(found, SPECTRUM).splitlines()
        yield from markdown_text(found, SPECTRUM).splitlines()
        yield from json.dumps(found.to_dict()).splitlines()

    agrees(Path(__file__).parent / "answers" / f"drift-{name}{'-lineage' if lineage else ''}.txt", rows())


def test_rows_are_counted_batch_by_batch() -> None:
    import pyarrow

    counting = Counting(RUNGS, lineage=True)
    names = ["id", *State._fields]
    for side, ids in ((0, ["a", None]), (1, ["a", "b"]), (0, ["c"]), (1, [None])):
        columns = [pyarrow.array(ids, pyarrow.string()), *[pyarrow.array(["unknown"] * len(ids))] * 5]
        assert counting.read(side, pyarrow.table(columns, names)) == len(ids)
    found = counting.drift("old", "new", None, "x")
    assert (found.rows, found.nameless) == ((2, 2), (1, 1))
    assert found.levels[0] == ("unknown", 2, 2)
    assert found.lineage is not None and found.lineage.levels[0] == ("unknown", 2, 2)
