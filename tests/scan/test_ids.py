"""Rows without an id, and rows with the id of another."""

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import scans

import openness
from openness import cli
from openness.scan import report as reports
from openness.shelf.shelf import shipped

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
ids = pytest.importorskip("openness.scan.ids")

IDS = ["acme/heron", "acme/heron-2", "acme/Heron", None, "acme/heron", "", "b/c", "acme/heron", "acme/heron-2"]
MISSING, REPEATED = [4, 6], [{"row": 5, "as": 1}, {"row": 8, "as": 1}, {"row": 9, "as": 2}]
WORDS = (
    st.none() | st.sampled_from(["a", "aa", "b", "é", "x" * 63, "x" * 64, "x" * 65, "x" * 66]) | st.text(max_size=20)
)


@given(st.lists(st.lists(WORDS, max_size=9), max_size=6), st.integers(0, 2), st.sampled_from([1, 3, 1 << 20]))
def test_rows_are_found_as_a_mapping_of_ids_finds_them(
    batches: list[list[str | None]], start: int, at_once: int
) -> None:
    """However rows are cut into batches, and however few are looked at at once."""
    columns = [arrow.array([None, "a"][:start] + words, arrow.string()).slice(start) for words in batches]
    stream = io.BytesIO(b"".join(ids.marks(column).tobytes() for column in columns))
    seen: dict[str, int] = {}
    missing, repeated = [], []
    for row, word in enumerate((word for words in batches for word in words), 1):
        if not word:
            missing.append(row)
        elif word in seen:
            repeated.append((row, seen[word]))
        seen.setdefault(word or "", row)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ids, "_AT_ONCE", at_once)
        patch.setattr(ids, "_BLOCK", at_once)
        found = ids.looked_up(stream, io.BytesIO())
    assert found == ids.Ids(len(missing), tuple(missing[:10]), len(repeated), tuple(repeated[:10]))


def test_of_many_rows_without_an_id_of_their_own_the_first_ten_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "_BLOCK", 7)
    words = [*("a", "b") * 12, *("", None) * 12]
    found = ids.looked_up(io.BytesIO(ids.marks(arrow.array(words)).tobytes()), io.BytesIO())
    pairs = [(row, 1 + (row + 1) % 2) for row in range(3, 13)]
    assert found == ids.Ids(24, tuple(range(25, 35)), 22, tuple(pairs))


def test_ids_that_differ_in_one_byte_or_in_an_order_are_known_apart() -> None:
    words = [f"row{number}" for number in range(3_000)]
    for length in (*range(1, 18), 31, 32, 33, 63, 64, 65, 66, 80, 130):
        word = ("acme/heron-" * 12)[:length]
        parts = [word[at : at + 8] for at in range(0, length, 8)]
        words += [word, f"{word}\0", "".join(reversed(parts)), *("\0" * at + word[at:] for at in range(1, length))]
        words += [f"{word[:at]}{letter}{word[at + 1 :]}" for at in range(length) for letter in "BZ9"]
    each = list(dict.fromkeys(words))
    assert len(set(ids.marks(arrow.array(each)).tolist())) == len(each)


@pytest.mark.parametrize("ids_of", [[7, 8, 7], ["7", "8", "7"]])
@pytest.mark.parametrize("encoded", [False, True])
def test_numbers_and_dictionaries_are_ids_too(ids_of: list[Any], encoded: bool) -> None:
    column = arrow.array(ids_of)
    first, other, again = ids.marks(column.dictionary_encode() if encoded else column).tolist()
    assert first == again != other


@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv"])
def test_a_summary_counts_rows_that_no_id_tells_apart_and_names_the_first(form: str, tmp_path: Path) -> None:
    rows = [{"id": id, "license": "mit"} for id in IDS]
    report = openness.scan(
        scans.WRITERS[form](tmp_path / f"t.{form}", rows), tmp_path / "o.jsonl", under=["spectrum"], ids=True
    )
    found = {"missing": 2, "first-missing": MISSING, "repeated": 3, "first-repeated": REPEATED}
    assert report.to_dict()["ids"] == found
    text = " ".join(reports.text(report, shipped().definition("spectrum")).split())
    assert (
        "2 rows without an id (rows 4, 6); 3 rows with the id of an earlier one (row 5 as row 1, row 8 as row 1" in text
    )


def test_a_table_without_a_column_of_ids_is_told_nothing_of_them(tmp_path: Path) -> None:
    report = openness.scan(
        scans.WRITERS["jsonl"](tmp_path / "t.jsonl", [{"license": "mit"}] * 2), under=["spectrum"], ids=True
    )
    assert report.to_dict()["ids"] is None
    assert "id" not in reports.text(report, shipped().definition("spectrum")).split()


def test_a_scan_that_was_stopped_knows_the_ids_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openness.scan.jsonl.BLOCK", 100)
    table = scans.WRITERS["jsonl"](tmp_path / "t.jsonl", [{"id": id, "license": "mit"} for id in IDS])

    def stop(_: float, rows: int) -> None:
        if rows >= 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        openness.scan(table, tmp_path / "o.jsonl", under=["spectrum"], ids=True, progress=stop)
    assert (tmp_path / "o.jsonl.scan").is_dir()
    report = openness.scan(table, tmp_path / "o.jsonl", under=["spectrum"], ids=True)
    assert report.ids is not None
    assert report.ids.to_dict()["first-repeated"] == REPEATED


def test_ids_are_looked_at_where_somebody_asks_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = scans.WRITERS["jsonl"](tmp_path / "t.jsonl", [{"id": "a/b", "license": "mit"}] * 2)
    assert openness.scan(table, under=["spectrum"]).ids is None
    assert cli.main(["scan", str(table), "--ids", "--under", "spectrum"]) == 0
    assert "1 row with the id of an earlier one (row 2 as row 1)" in capsys.readouterr().out


def test_a_mark_has_all_its_bits_and_one_of_a_long_id_too() -> None:
    for words in (["a"], ["acme/heron"], ["x" * 63], ["x" * 64], ["x" * 65]):
        (mark,) = ids.marks(arrow.array(words)).tolist()
        assert mark >> 32 and mark & 0xFFFFFFFF


@pytest.mark.parametrize("at_once", [1, 3, 1 << 20])
def test_of_more_repeated_ids_than_are_sought_the_rows_of_some_are_named(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    for name, value in (("_SOUGHT", 2), ("_AT_ONCE", at_once), ("_BLOCK", at_once)):
        monkeypatch.setattr(ids, name, value)
    found = ids.looked_up(io.BytesIO(ids.marks(arrow.array([*"abcdabcd"])).tobytes()), io.BytesIO())
    assert (found.missing, found.repeated) == (0, 4)
    lowest = sorted(zip(ids.marks(arrow.array([*"abcd"])).tolist(), range(1, 5), strict=True))[:2]
    assert found.first_repeated == tuple((row + 4, row) for row in sorted(row for _, row in lowest))


@pytest.mark.parametrize("length", [*range(1, 18), 63, 64, 65, 66])
def test_the_mark_of_an_id_is_the_same_whichever_ids_are_beside_it(length: int) -> None:
    word = ("acme/heron-" * 9)[:length]
    (alone,) = ids.marks(arrow.array([word])).tolist()
    for beside in ("y", "y" * 8, "y" * 64, "y" * 100, None):
        assert ids.marks(arrow.array([word, beside, word], arrow.string())).tolist()[::2] == [alone, alone]
