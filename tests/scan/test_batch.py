"""Files, places, pieces and batches of a table, and the lines of a text, as values that one can look at."""

import gzip
import random
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

import pyarrow

from openness.errors import OpennessError
from openness.scan import batch, lines
from openness.scan.batch import Batch, File, Piece, Place, Rejected
from openness.scan.lines import Lines

TEXT = b"one\ntwo\nthree\n"


def file_of(path: Path, data: bytes, packed: str = "") -> File:
    """A file with these bytes, packed or not."""
    codec = {"gzip": gzip.compress, "zstd": lambda data: pyarrow.compress(data, "zstd", asbytes=True)}
    written = codec[packed](data) if packed else data
    path.write_bytes(written)
    return File(str(path), "jsonl", packed, len(written), 0)


@pytest.mark.parametrize("packed", ["", "gzip", "zstd"])
def test_a_file_has_a_name_and_is_opened_unpacked(tmp_path: Path, packed: str) -> None:
    file = file_of(tmp_path / "t.jsonl", TEXT * 9, packed)
    assert file.name == "t.jsonl"
    stream, bytes_read = file.open()
    with stream:
        assert bytes_read() == 0
        assert stream.read() == TEXT * 9
        assert bytes_read() == file.size


def test_a_place_is_written_as_four_numbers() -> None:
    assert Place(1, 2, 3, 4).numbers() == (1, 2, 3, 4)
    assert Place().numbers() == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("data", "rows", "share"),
    [(10, 0, 0.5), (10, 5, 0.75), (10, 10, 1.0), (10, 20, 1.0), (0, 0, 0.5), (0, 1, 1.0), ("a text", 0, 1.0)],
)
def test_the_share_of_a_table_grows_with_the_rows_of_a_row_group(data: Any, rows: int, share: float) -> None:
    file = File("t", "parquet", "", 1, 1)
    assert Piece(file, Place(), ("id",), True, data, 1.0, 0.5).share_of(rows) == share
    first = Piece(file, Place(), ("id",), True, 4, 0.5)
    assert (first.done, first.since, first.share_of(1)) == ((0, 0), 0.0, 0.125)


def test_a_rejected_row_is_named_by_its_line_or_its_number() -> None:
    row = Rejected("t.csv", 1_234, 5, "it is none", "x")
    assert row.to_dict() == {"file": "t.csv", "row": 1_234, "line": 5, "problem": "it is none", "text": "x"}
    assert str(row.problem_of) == "t.csv:5: it is none; correct the row, and scan the table again"
    row = Rejected("t.csv", 1_234, None, "it is none", "x")
    assert str(row.problem_of) == "t.csv: row 1,234: it is none; correct the row, and scan the table again"


def test_a_batch_has_the_rows_of_its_groups() -> None:
    groups = tuple((pyarrow.record_batch({"id": ["a"] * count}), None) for count in (2, 3))
    assert (Batch(groups).rows, Batch(()).rows) == (5, 0)
    assert (Batch(()).rejected, Batch(()).unknown) == ((), frozenset())


def test_a_row_is_shown_up_to_what_is_read_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert batch.shown(b"a\xff\xc3\xa9") == "a\\xffé"
    monkeypatch.setattr(batch, "LONGEST", 4)
    assert batch.shown(b"abcdef") == "abcd"
    assert batch.too_long(12_345) == "the row has 12,345 bytes or more, and 4 are read"


@pytest.mark.parametrize(("data", "whether"), [(b"", True), (b"a", True), ("é".encode(), True), (b"\xff", False)])
def test_bytes_are_utf8_or_not(data: bytes, whether: bool) -> None:
    assert batch.is_utf8(data) is whether


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(5, "Broken"), "Broken"),
        (ValueError("one\ntwo"), "one"),
        (ValueError(), "ValueError"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(error: Exception, words: str) -> None:
    assert str(batch.unreadable("t", error)).startswith(f"t: it cannot be read: {words};")
    assert str(batch.changed("t")) == "t: it was changed while it was read; scan it again with --restart"


# Lines


@pytest.mark.parametrize("packed", ["", "gzip", "zstd"])
def test_lines_come_one_by_one_from_any_place_on(tmp_path: Path, packed: str) -> None:
    file = file_of(tmp_path / "t", TEXT, packed)
    for start, left in ((0, [b"one\n", b"two\n", b"three\n"]), (4, [b"two\n", b"three\n"]), (8, [b"three\n"])):
        with Lines(file, start) as of:
            assert of.at == start
            for line in left:
                before = of.at
                assert (of.line(), of.at) == (line, before + len(line))
            assert (of.line(), of.at, of.share()) == (b"", len(TEXT), 1.0)


@pytest.mark.parametrize("packed", ["", "gzip", "zstd"])
def test_a_mark_of_byte_order_belongs_to_no_line_and_counts_as_read(tmp_path: Path, packed: str) -> None:
    file = file_of(tmp_path / "t", b"\xef\xbb\xbfone\n\xef\xbb\xbftwo\n", packed)
    with Lines(file) as of:
        assert [(of.at, of.line()) for _ in range(2)] == [(3, b"one\n"), (7, b"\xef\xbb\xbftwo\n")]
    with Lines(file, 7) as of:
        assert of.line() == b"\xef\xbb\xbftwo\n"
    with Lines(file_of(tmp_path / "t", b"\xef\xbbone\n", packed)) as of:
        assert (of.at, of.line()) == (0, b"\xef\xbbone\n")


@pytest.mark.parametrize(
    ("length", "block"),
    [(1, b"one\n"), (3, b"one\n"), (4, b"one\n"), (5, b"one\ntwo\n"), (12, TEXT), (13, TEXT), (14, TEXT), (99, TEXT)],
)
def test_a_block_ends_where_a_line_does(tmp_path: Path, length: int, block: bytes) -> None:
    with Lines(file_of(tmp_path / "t", TEXT)) as of:
        assert (of.block(length), of.at) == (block, len(block))
        assert of.line() == TEXT[len(block) :].splitlines(keepends=True)[0] if block != TEXT else of.block(9) == b""


@pytest.mark.parametrize(("length", "blocks"), [(3, [b"one\n", b"two"]), (7, [b"one\ntwo"]), (99, [b"one\ntwo"])])
def test_a_block_at_the_end_may_have_no_line_end(tmp_path: Path, length: int, blocks: list[bytes]) -> None:
    with Lines(file_of(tmp_path / "t", b"one\ntwo")) as of:
        assert [of.block(length) for _ in blocks] == blocks
        assert (of.block(length), of.at) == (b"", 7)


@pytest.mark.parametrize(
    ("text", "line", "at"),
    [
        (b"abcd\n", b"abcd\n", 5),
        (b"abcde\n", b"abcde\n", 6),
        (b"abcdef\n", b"abcdef\n", 7),
        (b"abcdefghi\n", b"abcdef\n", 10),
        (b"abcdefghij\n", b"abcdef\n", 11),
        (b"abcdefghijklmnop\n", b"abcdef\n", 17),
        (b"abcde", b"abcde", 5),
        (b"abcdef", b"abcdef", 6),
        (b"abcdefghijklm", b"abcdef", 13),
    ],
)
@pytest.mark.parametrize("next_line", [b"", b"x\n"])
def test_of_a_line_that_is_too_long_the_beginning_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: bytes, line: bytes, at: int, next_line: bytes
) -> None:
    monkeypatch.setattr(lines, "LONGEST", 4)
    if not text.endswith(b"\n") and next_line:
        return
    with Lines(file_of(tmp_path / "t", text + next_line)) as of:
        assert (of.line(), of.at) == (line, at)
        assert of.line() == next_line


def test_the_share_is_that_of_the_bytes_of_the_file(tmp_path: Path) -> None:
    with Lines(file_of(tmp_path / "t", b"x" * 19_999 + b"\n")) as of:
        assert of.share() == 0.0
    with Lines(File(str(tmp_path / "t"), "csv", "", 40_000, 0)) as of:
        of.block(20_000)
        assert of.share() == 0.5
    with Lines(file_of(tmp_path / "one", b"x")) as of:
        assert (of.line(), of.share()) == (b"x", 1.0)
    with Lines(File(str(tmp_path / "t"), "csv", "", 0, 0)) as of:
        assert of.share() == 0.0
        of.line()
        assert of.share() == 1.0


@pytest.mark.parametrize("packed", ["gzip", "zstd"])
def test_a_place_far_behind_in_a_packed_file_is_found_and_one_behind_its_end_is_none(
    tmp_path: Path, packed: str
) -> None:
    long = b"x" * ((3 << 20) - 1) + b"\n"
    file = file_of(tmp_path / "t", long + TEXT, packed)
    with Lines(file, len(long)) as of:
        assert of.line() == b"one\n"
    with Lines(file, len(long + TEXT)) as of:
        assert of.line() == b""
    with pytest.raises(OpennessError, match="it cannot be read: it is shorter than it was"):
        Lines(file, len(long + TEXT) + 1)


def test_a_file_that_is_gone_or_damaged_is_named(tmp_path: Path) -> None:
    with pytest.raises(OpennessError, match="none: it cannot be read: No such file"):
        Lines(File(str(tmp_path / "none"), "csv", "", 0, 0))
    file = file_of(tmp_path / "t", random.Random(1).randbytes(3 << 20), "gzip")
    data = (tmp_path / "t").read_bytes()
    (tmp_path / "t").write_bytes(data[: len(data) // 2])

    def blocks(of: Lines) -> None:
        while of.block(1 << 16):
            pass

    def lines_of(of: Lines) -> None:
        while of.line():
            pass

    for read in (blocks, lines_of):
        with Lines(file) as of, pytest.raises(OpennessError, match="t: it cannot be read: "):
            read(of)
    (tmp_path / "t").write_bytes(data[:20])
    with pytest.raises(OpennessError, match="t: it cannot be read: "):
        Lines(file)
