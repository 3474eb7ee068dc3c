"""Strips of a batch: which rows each has, when they are kept, where a scan goes on, and how they become one again."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

import pyarrow

from openness.scan.answer import Answer
from openness.scan.batch import Batch, Place, Rejected
from openness.scan.checkpoints import Checkpoints
from openness.scan.journal import Journal
from openness.scan.strips import Pace, joined, strips
from openness.scan.tally import Tally

FIRST, SECOND = (0, 0, 0, 0), (0, 7, 5, 6)
REJECTED = (Rejected("t.csv", 9, 9, "it is none", "x"),)


def rows_of(*words: str | None) -> pyarrow.RecordBatch:
    """Rows of one column of words in a dictionary."""
    return pyarrow.record_batch({"id": pyarrow.array(words, pyarrow.string()).dictionary_encode()})


def ids_of(batch: Batch) -> list[tuple[list[str], list[int] | None]]:
    """The ids and the numbers of the rows of each group."""
    return [(rows["id"].to_pylist(), numbers) for rows, numbers in batch.groups]


def pace_of(rows: int) -> Pace:
    """A pace of so many rows."""
    pace = Pace()
    pace.rows = rows
    return pace


@pytest.mark.parametrize(
    ("after", "pace", "found"),
    [
        (0, 5, ["abcde"]),
        (0, 6, ["abcde"]),
        (0, 4, ["abcd", "e"]),
        (0, 2, ["ab", "cd", "e"]),
        (1, 4, ["bcde"]),
        (1, 3, ["bcd", "e"]),
        (4, 1, ["e"]),
        (5, 1, [""]),
    ],
)
def test_a_batch_is_cut_into_strips_behind_what_is_answered(after: int, pace: int, found: list[str]) -> None:
    batch = Batch(((rows_of(*"abcde"), None),), REJECTED, frozenset("x"))
    cut = list(strips(batch, after, pace_of(pace)))
    assert [ids_of(strip) for strip, _ in cut] == [[([*words], None)] for words in found]
    assert [more for _, more in cut] == [True] * (len(found) - 1) + [False]
    assert [strip.rejected for strip, _ in cut] == [()] * (len(found) - 1) + [REJECTED]
    assert cut[-1][0].unknown == {"x"}


def test_rows_of_groups_stand_in_the_strips_of_their_numbers() -> None:
    batch = Batch(((rows_of(*"ace"), [0, 2, 4]), (rows_of(*"bdf"), [1, 3, 5])))
    cut = [ids_of(strip) for strip, _ in strips(batch, 0, pace_of(2))]
    assert cut == [[(["a"], [0]), (["b"], [1])], [(["c"], [0]), (["d"], [1])], [(["e"], [0]), (["f"], [1])]]
    cut = [ids_of(strip) for strip, _ in strips(batch, 1, pace_of(1))]
    assert cut == [[(["b"], [0])], [(["c"], [0])], [(["d"], [0])], [(["e"], [0])], [(["f"], [0])]]
    ((whole, more),) = strips(batch, 0, pace_of(6))
    assert (whole is batch, more) == (True, False)


def test_a_strip_has_only_words_of_its_own() -> None:
    ((first, _), (second, _)) = strips(Batch(((rows_of("a", "b", None, "b"), None),)), 0, pace_of(2))
    assert [batch.groups[0][0]["id"].dictionary.to_pylist() for batch in (first, second)] == [["a", "b"], ["b"]]
    batch = pyarrow.record_batch({"id": ["a", "b"], "n": [1, 2]})
    ((first, _), _) = strips(Batch(((batch, None),)), 0, pace_of(1))
    assert first.groups[0][0].to_pylist() == [{"id": "a", "n": 1}]


@pytest.mark.parametrize(
    ("before", "rows", "seconds", "after"),
    [
        (100, 100, 5.0, 100),
        (100, 100, 2.5, 200),
        (100, 100, 1.0, 400),
        (100, 200, 1.0, 800),
        (100, 20, 0.1, 400),
        (100, 20, 10.0, 16),
        (100, 100, 0.0, 400),
        (100, 100, 32.0, 16),
        (100, 100, 29.0, 17),
        (1 << 17, 1 << 17, 1.0, 1 << 17),
    ],
)
def test_the_next_strip_takes_about_five_seconds_and_grows_at_most_fourfold(
    before: int, rows: int, seconds: float, after: int
) -> None:
    pace = Pace(iter((3.0, 3.0 + seconds)).__next__)
    pace.rows = before
    pace.begin()
    pace.end(rows)
    assert pace.rows == after


@pytest.mark.parametrize("index", [pyarrow.int32(), pyarrow.int8(), pyarrow.uint16()])
@pytest.mark.parametrize("ordered", [False, True])
def test_strips_become_the_batch_that_they_are(index: Any, ordered: bool) -> None:
    kind = pyarrow.dictionary(index, pyarrow.string(), ordered)

    def strip(words: list[str | None], numbers: list[int]) -> pyarrow.RecordBatch:
        coded = pyarrow.array(words, pyarrow.string()).dictionary_encode()
        column = pyarrow.DictionaryArray.from_arrays(coded.indices.cast(index), coded.dictionary, ordered=ordered)
        return pyarrow.record_batch({"word": column, "number": numbers})

    some = [strip(["b", None], [1, 2]), strip(["a", "b"], [3, 4]), strip([None], [5])]
    whole = joined(some)
    assert whole.to_pydict() == {"word": ["b", None, "a", "b", None], "number": [1, 2, 3, 4, 5]}
    assert whole["word"].type == kind
    assert whole["word"].dictionary.to_pylist() == ["b", "a"]
    assert joined(some[:1]) is some[0]


# Checkpoints


def tally(rows: int) -> Tally:
    """The counts of so many rows."""
    found = Tally()
    found.bands["open"] = rows
    return found


def answer(words: str, more: bool = True) -> Answer:
    """The answers to so many rows."""
    return Answer(rows_of(*words), () if more else REJECTED, tally(len(words)), more)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """A journal."""
    one = Journal(str(tmp_path / "out"), {}, b"")
    yield one
    one.leave()


def again(one: Journal) -> Journal:
    """The journal of the next scan."""
    one.leave()
    return Journal(one.output, {}, b"")


def kept(one: Journal) -> list[int]:
    """The rows of the strips that stand in a journal."""
    lines = (Path(one.folder) / "journal").read_text(encoding="utf-8").splitlines()[1:]
    return [entry["strip"] for entry in map(json.loads, lines) if "strip" in entry]


@pytest.mark.parametrize(
    ("parts", "strips", "start"),
    [
        ([], [], (None, (0, 0), 0, 0)),
        ([(FIRST, 0)], [], (Place(*FIRST), (1, 0), 3, 3)),
        ([(FIRST, 0), (FIRST, 1)], [], (Place(*FIRST), (2, 0), 6, 6)),
        ([(FIRST, 0), (SECOND, 0)], [], (Place(*SECOND), (1, 0), 3, 6)),
        ([(FIRST, 0), (SECOND, 0), (SECOND, 1)], [], (Place(*SECOND), (2, 0), 6, 9)),
        ([], [(FIRST, 0)], (Place(*FIRST), (0, 2), 2, 2)),
        ([(FIRST, 0)], [(FIRST, 1), (FIRST, 1)], (Place(*FIRST), (1, 4), 7, 7)),
        ([(FIRST, 0)], [(SECOND, 0)], (Place(*SECOND), (0, 2), 2, 5)),
        ([(FIRST, 0), (SECOND, 0)], [(SECOND, 1)], (Place(*SECOND), (1, 2), 5, 8)),
    ],
)
def test_a_scan_goes_on_behind_its_last_part_or_strip(
    journal: Journal, parts: list[Any], strips: list[Any], start: object
) -> None:
    for place, batch in parts:
        journal.add(place, batch, 3, b"x", b"", b"", tally(3))
    first = Checkpoints(journal, lambda: 0.0)
    for place, batch in strips:
        assert first.whole(place, batch, answer("ab")) is None
    first.keep()
    following = again(journal)
    assert Checkpoints(following, lambda: 0.0).start == start
    following.leave()


def test_a_batch_is_whole_with_its_last_strip(journal: Journal) -> None:
    checkpoints = Checkpoints(journal, lambda: 0.0)
    alone = answer("ab", more=False)
    assert checkpoints.whole(FIRST, 0, alone) is alone
    checkpoints.written()
    assert checkpoints.whole(FIRST, 1, answer("ab")) is None
    assert checkpoints.whole(FIRST, 1, answer("a")) is None
    whole = checkpoints.whole(FIRST, 1, answer("bc", more=False))
    assert whole is not None
    assert (whole.rows["id"].to_pylist(), whole.rejected, whole.more) == (["a", "b", "a", "b", "c"], REJECTED, False)
    assert whole.tally.bands == {"open": 5}
    checkpoints.written()
    assert checkpoints.whole(FIRST, 2, alone) is alone


def test_a_batch_is_whole_with_the_strips_of_the_scan_before(journal: Journal) -> None:
    with pytest.raises(KeyboardInterrupt), Checkpoints(journal, lambda: 0.0) as checkpoints:
        checkpoints.whole(FIRST, 0, answer("ab"))
        raise KeyboardInterrupt
    following = again(journal)
    found = Checkpoints(following, lambda: 0.0)
    assert found.whole(FIRST, 0, answer("c")) is None
    found.keep()
    assert kept(following) == [2, 1]
    whole = found.whole(FIRST, 0, answer("d", more=False))
    assert whole is not None
    assert (whole.rows["id"].to_pylist(), whole.tally.bands) == ([*"abcd"], {"open": 4})
    following.leave()


def test_strips_are_kept_after_half_a_minute_each_once(journal: Journal) -> None:
    now = [100.0]
    checkpoints = Checkpoints(journal, lambda: now[0])
    found: list[list[int]] = []
    for seconds in (29.9, 0.1, 29.9, 30, 31):
        now[0] += seconds
        checkpoints.whole(FIRST, 0, answer("a" * (len(found) + 1)))
        found.append(kept(journal))
    assert found == [[], [1, 2], [1, 2], [1, 2, 3, 4], [1, 2, 3, 4, 5]]
    now[0] += 29
    checkpoints.whole(FIRST, 0, answer("a", more=False))
    now[0] += 29
    checkpoints.written()
    now[0] += 29
    checkpoints.whole(FIRST, 1, answer("a" * 7))
    assert kept(journal) == [1, 2, 3, 4, 5]
    now[0] += 1
    checkpoints.whole(FIRST, 1, answer("a" * 8))
    assert kept(journal) == [1, 2, 3, 4, 5, 7, 8]


@pytest.mark.parametrize(("stopped", "found"), [(False, []), (True, [2, 1])])
def test_who_is_stopped_keeps_what_there_is_and_who_is_not_does_not(
    journal: Journal, stopped: bool, found: list[int]
) -> None:
    try:
        with Checkpoints(journal, lambda: 0.0) as checkpoints:
            checkpoints.whole(FIRST, 0, answer("ab"))
            checkpoints.whole(FIRST, 0, answer("a"))
            checkpoints.whole(FIRST, 0, answer("c", more=False))
            if stopped:
                raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert kept(journal) == found


def test_an_error_is_told_as_it_is_where_nothing_can_be_kept(journal: Journal) -> None:
    with pytest.raises(ZeroDivisionError), Checkpoints(journal, lambda: 0.0) as checkpoints:
        checkpoints.whole(FIRST, 0, answer("ab"))
        journal.leave()
        raise ZeroDivisionError


def test_nothing_is_kept_before_the_first_strip_and_after_a_batch(journal: Journal) -> None:
    checkpoints = Checkpoints(journal, lambda: 0.0)
    checkpoints.keep()
    checkpoints.whole(FIRST, 0, answer("ab"))
    checkpoints.written()
    checkpoints.keep()
    assert kept(journal) == []
