"""JSONL and CSV: every line is a row or is kept aside, and nobody guesses."""

import json
import random
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.support import scans
from tests.support.growth import Run, ending, grows

import openness
from openness.scan import jsonl, readers, records
from openness.scan.batch import LONGEST, Batch, Piece
from openness.table.columns import is_wanted

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

WORDS = ("mit", "2024-01-01", "", "a/b", 'Ünïcode \\ "x"', "true", "5", "{}{", "NaN")


def read(path: Path) -> tuple[list[dict[str, Any]], list[tuple[int, int | None, str]]]:
    """The rows of a table, without cells that say nothing; and of each rejected row its number, line and problem."""
    rows: list[dict[str, Any]] = []
    rejected = []
    for piece in readers.opened(str(path)).pieces():
        for batch in readers.batches(piece):
            rows += in_order(batch)
            rejected += [(row.row, row.line, row.problem) for row in batch.rejected]
    return rows, rejected


def in_order(batch: Batch) -> list[dict[str, Any]]:
    """The rows of a batch, in their order."""
    numbered = []
    for group, numbers in batch.groups:
        numbered += list(zip(numbers or range(group.num_rows), group.to_pylist(), strict=True))
    return [
        {name: value for name, value in row.items() if value is not None}
        for _, row in sorted(numbered, key=lambda pair: pair[0])
    ]


def row_of(chosen: random.Random, odd: bool) -> dict[str, Any]:
    """A row, now and then with values of other sorts."""
    words = WORDS if chosen.random() < 0.05 else WORDS[:-2]

    def word() -> str:
        return chosen.choice(words)

    values: dict[str, Callable[[], Any]] = {
        "id": lambda: f"a/{chosen.randrange(99)}",
        "license": word,
        "license_name": word,
        "tags": lambda: [word() for _ in range(chosen.randrange(3))],
        "downloads": lambda: chosen.choice((5, 1.5, None, [1], {"a": 1}) if odd else (5, 6)),
        "base_model": (lambda: chosen.choice(("x/y", ["x/y"], None, [], True))) if odd else word,
        "gated": (lambda: chosen.choice((False, "auto", "manual"))) if odd else word,
    }
    return {name: make() for name, make in values.items() if chosen.random() < 0.8}


@pytest.mark.parametrize("odd", [False, True])
def test_rows_that_arrow_reads_are_those_that_are_read_one_by_one(odd: bool) -> None:
    at_once = 0
    for seed in range(200):
        chosen = random.Random(seed)
        rows = [row_of(chosen, odd) for _ in range(chosen.randrange(1, 40))]
        data = "".join(json.dumps(row, ensure_ascii=chosen.random() < 0.5) + "\n" for row in rows).encode()
        slowly = in_order(jsonl._one_by_one(data, is_wanted, "x", 0, 0))
        wanted = [
            {name: value for name, value in row.items() if value is not None and name != "downloads"} for row in rows
        ]
        assert slowly == wanted
        batch = jsonl._at_once(jsonl._Text.of(data), is_wanted)
        if batch is not None:
            at_once += 1
            assert in_order(batch) == slowly, seed
    assert at_once > (0 if odd else 100)


TRAPS = {
    "two rows on one line and one row on two": b'{"id": "a/a"} {"id": "b/b"}\n{"id":\n"c/c"}\n{"id": "d/d"}\n',
    "a list over two lines": b'{"id": "a/a", "tags": ["x",\n"y"]}{"id": "b/b"}\n{"id": "d/d"}\n',
    "an object over two lines that look like two": b'{"id": "d/d"}\n{"id": "a/a", "tags": [{}\n{}]}\n',
    "a word over two lines that look like two": b'{"id": "d/d"}\n{"id": "a}\n{b"}\n',
    "two rows on one line and a word over two": b'{"id": "a/a"}{"id": "b/b"}\n{"id": "d/d"}\n{"id": "a}\n{b"}\n',
    "a number that is none": b'{"id": "d/d"}\n{"id": "a/a", "downloads": NaN}\n',
    "a number that is none within": b'{"id": "d/d"}\n{"id": "a/a", "x": {"downloads": [-Infinity]}}\n',
    "a key that stands twice": b'{"id": "d/d"}\n{"id": "a/a", "license": "mit", "license": "gpl"}\n',
    "a key that stands twice within": b'{"id": "d/d"}\n{"id": "a/a", "base_model": {"a": "mit", "a": "gpl"}}\n',
    "bytes that are no UTF-8": b'{"id": "d/d"}\n{"id": "a/\xff"}\n',
    "values nested too deep": b'{"id": "d/d"}\n{"id": "a/a", "license": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
    "no object": b'{"id": "d/d"}\n["a/a"]\n',
    "a row that is cut": b'{"id": "d/d"}\n{"id": "a/a", "license": "mi',
    "a row that is too long": b'{"id": "d/d"}\n{"id": "' + b"a" * LONGEST + b'"}\n',
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_line_that_is_no_row_is_kept_aside_alone(tmp_path: Path, trap: str) -> None:
    (tmp_path / "t.jsonl").write_bytes(TRAPS[trap])
    rows, rejected = read(tmp_path / "t.jsonl")
    assert [row["id"] for row in rows] == ["d/d"]
    assert len(rejected) == TRAPS[trap].count(b"\n") + (not TRAPS[trap].endswith(b"\n")) - 1


@pytest.mark.parametrize("digits", [299, 300, 5_000])
def test_a_number_of_very_many_digits_costs_no_row(tmp_path: Path, digits: int) -> None:
    (tmp_path / "t.jsonl").write_text(f'{{"id": "a/a", "downloads": {"9" * digits}}}\n')
    assert read(tmp_path / "t.jsonl") == ([{"id": "a/a"}], [])


@pytest.mark.parametrize(
    "line",
    [
        b'{"id": "a/b", "q": "\xff"}',
        b'{"id": "a/b", "q\xff": 1}',
        b'{"id": "a/b", "x": {"y\xff": 1}}',
        b'{"id": "a/b", "x": {"y": "\xff"}}',
    ],
)
def test_bytes_that_are_no_utf8_cost_their_row_wherever_they_stand(tmp_path: Path, line: bytes) -> None:
    """In a name and in a column that nobody asks for, and where a row is one of more than are looked at beforehand."""
    lines = [b'{"id": "a/b", "x": {"y": "\xc3\xa9"}}'] * 500
    lines[321] = line
    (tmp_path / "x.jsonl").write_bytes(b"\n".join(lines))
    rows, rejected = read(tmp_path / "x.jsonl")
    assert (len(rows), rejected) == (499, [(322, 322, "its bytes are no UTF-8")])


def test_a_late_column_of_no_component_costs_its_row(tmp_path: Path) -> None:
    table = scans.jsonl(tmp_path / "t.jsonl", scans.rows(1_001))
    with table.open("a") as stream:
        stream.write('{"id": "a/a", "engine.licence": "mit"}\n')
    rows, rejected = read(table)
    assert len(rows) == 1_001
    assert rejected == [(1_002, 1_002, "'engine.licence' is of no component")]


def test_a_word_that_looks_like_a_day_stays_a_word(tmp_path: Path) -> None:
    lines = [{"id": f"a/{number}", "license_name": "2024-01-01"} for number in range(200)]
    lines += [{"id": "a/late", "license_link": "2024-01-01T00:00:00"}]
    rows, _ = read(scans.jsonl(tmp_path / "t.jsonl", lines))
    assert rows == lines


@pytest.mark.parametrize("end", ["", "\n", "  ", " \n", "\n\n"])
def test_rows_are_counted_as_they_are_read(end: str) -> None:
    for seed in range(300):
        chosen = random.Random(seed)
        text = "\n".join(
            chosen.choice(("", " ", "\t\r", '{"id": "a"}', "x", " y ")) for _ in range(chosen.randrange(6))
        )
        data = (text + end).encode()
        batch = jsonl._one_by_one(data, is_wanted, "x", 0, 0)
        assert jsonl._Text.of(data).rows == batch.rows + len(batch.rejected), data


def test_blank_lines_are_no_rows_and_count_as_lines(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_bytes(b'\xef\xbb\xbf\n{"id": "a/a"}\r\n  \n{"id"\n')
    rows, rejected = read(tmp_path / "t.jsonl")
    assert rows == [{"id": "a/a"}]
    assert [(row, line) for row, line, _ in rejected] == [(2, 4)]


def test_licence_and_license_in_other_rows_stay_what_they_are_alone(tmp_path: Path) -> None:
    import openness

    rows: list[dict[str, Any]] = [{"id": "a/a", "licence": "mit"}, {"id": "b/b", "license": "llama3.1"}]
    openness.scan(scans.jsonl(tmp_path / "t.jsonl", rows), tmp_path / "o.jsonl", under=["spectrum"])
    together = [json.loads(line)["licence"] for line in (tmp_path / "o.jsonl").read_text().splitlines()]
    assert together == ["MIT", "LicenseRef-Llama-3.1-Community"]


def test_half_a_character_is_a_sign_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_bytes(b'{"id": "a/\\ud800"}\n{"id": "b/b"}\n')
    assert read(tmp_path / "t.jsonl") == ([{"id": "a/?"}, {"id": "b/b"}], [])


# CSV

CSV = "id,license,base_model,gated,tags\n"


def csv_of(tmp_path: Path, text: str) -> tuple[list[dict[str, Any]], list[tuple[int, int | None, str]]]:
    """The rows of a CSV."""
    (tmp_path / "t.csv").write_bytes((CSV + text).encode("utf-8", "surrogateescape"))
    return read(tmp_path / "t.csv")


def test_a_cell_holds_words_or_a_flag_and_a_list_stays_the_text_that_a_table_reads(tmp_path: Path) -> None:
    rows, rejected = csv_of(
        tmp_path, 'a/a,mit,"[""x/y"", ""z/w""]",False,"[\'license:mit\', \'en\']"\nb/b,,x/y,true,[broken\n'
    )
    assert rows == [
        {
            "id": "a/a",
            "license": "mit",
            "base_model": '["x/y", "z/w"]',
            "gated": False,
            "tags": "['license:mit', 'en']",
        },
        {"id": "b/b", "base_model": "x/y", "gated": True, "tags": "[broken"},
    ]
    assert rejected == []


def test_a_cell_may_hold_lines(tmp_path: Path) -> None:
    rows, rejected = csv_of(tmp_path, 'a/a,"mit\n\nor so",,,\nb/b\n')
    assert rows == [{"id": "a/a", "license": "mit\n\nor so"}]
    assert rejected == [(2, 5, "it has 1 cells, and the first line names 5")]


def test_a_record_that_is_none_is_named_by_its_number_in_the_whole_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "ROWS", 2)
    _, rejected = csv_of(tmp_path, "a/a,mit,,,\n" * 3 + "b/b\n" + "\n" + "c/c,mit,,,\n" * 2 + "d/d\n")
    assert [(row, line) for row, line, _ in rejected] == [(4, 5), (7, 9)]


def test_a_quotation_mark_that_nobody_closes_costs_its_own_line(tmp_path: Path) -> None:
    text = "".join(f"a/{number},mit,,,\n" for number in range(3_000))
    rows, rejected = csv_of(tmp_path, text + '"open,mit,,,\n' + text + "last/\udcff,mit,,,\n")
    assert [row["id"] for row in rows] == [f"a/{number}" for number in (*range(3_000), *range(3_000))]
    assert [(row, line) for row, line, _ in rejected] == [(3_001, 3_002), (6_002, 6_003)]
    assert rejected[0][2].startswith("it is not valid CSV: ")
    assert rejected[1][2] == "its bytes are no UTF-8"


def test_a_line_of_csv_that_is_too_long_is_kept_aside(tmp_path: Path) -> None:
    rows, rejected = csv_of(tmp_path, f"a/a,{'x' * 3 * LONGEST},,,\nb/b,mit,,,\n")
    assert rows == [{"id": "b/b", "license": "mit"}]
    assert [(row, line) for row, line, _ in rejected] == [(1, 2)]


def test_names_may_stand_behind_a_mark_of_byte_order(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b'\xef\xbb\xbf"id",license\na/a,mit\n')
    assert read(tmp_path / "t.csv") == ([{"id": "a/a", "license": "mit"}], [])


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize("packed", ["", ".gz", ".zst"])
def test_pieces_from_any_place_on_are_the_pieces_that_follow(
    tmp_path: Path, form: str, packed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow

    for module in (jsonl, records):
        monkeypatch.setattr(module, "BLOCK", 10_000)
        monkeypatch.setattr(module, "ROWS", 40)
    path = scans.WRITERS[form](tmp_path / f"t.{form}", scans.rows(1_000))
    if form != "parquet":
        written = path.read_bytes().splitlines(keepends=True)
        written[500:500] = [b'"\n', b"x" * 2 * LONGEST + b"\n", b"\xff\n"]
        path.write_bytes(b"".join(written))
    if packed:
        data = pyarrow.compress(path.read_bytes(), readers.PACKED[packed], asbytes=True)
        path = tmp_path / f"t.{form}{packed}"
        path.write_bytes(data)
    source = readers.opened(str(path))
    whole = list(source.pieces())
    assert len(whole) > (0 if form == "parquet" else 5)

    def what(pieces: list[Piece]) -> list[Any]:
        return [(piece.place, piece.data, [in_order(batch) for batch in readers.batches(piece)]) for piece in pieces]

    expected = what(whole)
    for number in range(0, len(whole), 3):
        assert what(list(source.pieces(whole[number].place))) == expected[number:]


def test_unclosed_quotation_marks_cost_no_more_than_the_lines_they_open(tmp_path: Path) -> None:
    def prepare(count: int) -> Run:
        path = tmp_path / f"{count}.csv"
        path.write_bytes((CSV + '"a,"b\n' * count).encode())
        return lambda: len(read(path)[1]) == count or pytest.fail("lines are lost")

    grows(prepare, 500)
    with ending():
        prepare(40_000)()


def test_only_rows_in_which_a_key_stands_twice_are_looked_through_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    is_twice = jsonl._is_twice

    def counted(value: object) -> bool:
        looked.append(value)
        return is_twice(value)

    monkeypatch.setattr(jsonl, "_is_twice", counted)
    plain, twice = '{"id": "a/%d", "cardData": {"license": "mit"}}\n', '{"id": "a/b", "cardData": {"a": 1, "a": 2}}\n'
    table = tmp_path / "t.jsonl"
    table.write_text("".join([*(plain % at for at in range(50)), twice, plain % 50]))
    report = openness.scan(table, tmp_path / "o.csv", under=["spectrum"])
    assert (report.rows, report.rejected) == (51, 1)
    assert looked[0] == "a/b" and len(looked) < 6


def test_a_sample_has_no_line_twice_however_long_it_is() -> None:
    lines = [b'{"id": "a/a"}', b'{"card": "' + b"x" * 10_000 + b'"}', b'{"id": "a/b"}']
    assert list(jsonl._sample(b"\n".join([*lines, b""]))) == lines[:2]
    many = [b'{"id": "a/%d"}' % at for at in range(1_000)]
    sample = list(jsonl._sample(b"\n".join(many)))
    assert len(sample) == len(set(sample)) == 64 and set(sample) <= set(many)


def test_keys_of_a_row_in_which_one_stands_twice_are_compared_a_bounded_number_of_times() -> None:
    compared = 0

    class Key(str):
        __slots__ = ()
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            nonlocal compared
            compared += 1
            return str.__eq__(self, other)

    count = 500
    decoder = jsonl._Decoder()
    row = decoder._object([(Key(at), at) for at in [*range(count), 1]])
    assert decoder.twice and [key for key, value in row.items() if isinstance(value, jsonl._Twice)] == ["1"]
    assert compared < 10 * count


@pytest.mark.parametrize("depth", [250, 900])
def test_a_deep_row_among_many_is_read_in_a_thread_with_little_room(tmp_path: Path, depth: int) -> None:
    """Arrow reads by recursion, and would end the process: it gets no row that may be too deep for it."""
    lines = [b'{"id": "d/d%d", "license": "mit"}\n' % number for number in range(20_000)]
    lines[9_001] = b'{"id": "a/a", "license": "mit", "z": ' + b"[" * depth + b"]" * depth + b"}\n"
    (tmp_path / "t.jsonl").write_bytes(b"".join(lines))
    found: list[Any] = []
    before = threading.stack_size(1 << 18)
    try:
        thread = threading.Thread(target=lambda: found.append(read(tmp_path / "t.jsonl")))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    ((rows, rejected),) = found
    assert len(rows) + len(rejected) == 20_000 and len(rejected) <= 1


def test_a_long_row_among_short_ones_is_no_deep_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Arrow reads all of them: brackets count where they open in one line, and not where lines are short."""
    slow: list[object] = []
    monkeypatch.setattr(jsonl, "_one_by_one", lambda *given: slow.append(given))
    lines = [b'{"id": "d/d%d", "tags": ["a"]}\n' % number for number in range(2_000)]
    lines[1_000] = b'{"id": "a/a", "tags": ["' + b"x" * 9_000 + b'"]}\n'
    (tmp_path / "t.jsonl").write_bytes(b"".join(lines))
    rows, rejected = read(tmp_path / "t.jsonl")
    assert (len(rows), rejected, slow) == (2_000, [], [])


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize("packed", [".gz", ".zst"])
def test_a_packed_table_that_ends_in_the_middle_is_named_wherever_it_is_read(
    tmp_path: Path, form: str, packed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow

    monkeypatch.setattr(jsonl, "BLOCK", 1_000)
    rows = scans.WRITERS[form](tmp_path / f"t.{form}", scans.rows(3_000)).read_bytes()
    path = tmp_path / f"t.{form}{packed}"
    data = pyarrow.compress(rows, readers.PACKED[packed], asbytes=True)
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(openness.OpennessError) as raised:
        read(path)
    assert str(path) in str(raised.value)
    assert "it cannot be read" in str(raised.value)
