"""JSONL line by line: which texts Arrow may read, what each line counts for, and why a line is no row."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

from openness.scan import jsonl
from openness.scan.batch import Batch, File, Piece, Place
from openness.table.columns import is_wanted

NAMES = ("id", "license", "tags")


def file_of(path: Path, data: bytes) -> File:
    """A file with these bytes."""
    path.write_bytes(data)
    return File(str(path), "jsonl", "", len(data), 0)


def batches_of(
    data: bytes, names: tuple[str, ...] = NAMES, further: bool = True, place: Place | None = None
) -> list[Batch]:
    """The batches of some lines."""
    piece = Piece(File("t.jsonl", "jsonl", "", 1, 1), place or Place(), names, further, jsonl._Text.of(data), 1.0)
    return list(jsonl.batches(piece))


def cells_of(data: bytes, names: tuple[str, ...] = NAMES, further: bool = True) -> list[dict[str, Any]]:
    """The rows of some lines, without cells that say nothing."""
    found: dict[int, dict[str, Any]] = {}
    for batch in batches_of(data, names, further):
        assert batch.rejected == ()
        for group, numbers in batch.groups:
            found |= dict(zip(numbers or range(group.num_rows), group.to_pylist(), strict=True))
    return [{name: cell for name, cell in found[at].items() if cell is not None} for at in sorted(found)]


def problems_of(data: bytes) -> list[tuple[int, int | None, str]]:
    """The rejected rows of some lines, with number, line and problem."""
    return [(row.row, row.line, row.problem) for batch in batches_of(data) for row in batch.rejected]


@pytest.mark.parametrize(
    ("data", "is_plain", "lines", "rows"),
    [
        (b"", False, 0, 0),
        (b"{}\n", True, 1, 1),
        (b"{}", True, 0, 1),
        (b"{}\r\n", True, 1, 1),
        (b"{}\r", True, 0, 1),
        (b"{}\n{}", True, 1, 2),
        (b"{}\n{}\r\n{}\n", True, 3, 3),
        (b"{\r\n", False, 1, 1),
        (b"{} \n", False, 1, 1),
        (b" {}\n", False, 1, 1),
        (b"\n{}\n", False, 2, 1),
        (b"{}\n\n", False, 2, 1),
        (b"{}\n \t\r\n{}\n", False, 3, 2),
        (b"{}\n{", False, 1, 2),
        (b"{\n{}\n", False, 2, 2),
        (b"{}\n[]\n", False, 2, 2),
        (b"[]\n{}\n", False, 2, 2),
        (b"{}\n  ", False, 1, 1),
        (b"x", False, 0, 1),
        (b'{"abcd":1}\n', True, 1, 1),
        (b'{"abcde":1}\n', False, 1, 1),
        (b'{}\n{"abcde":1}\n{}\n', False, 3, 3),
    ],
)
def test_lines_are_plain_where_each_is_an_object_of_some_length(
    monkeypatch: pytest.MonkeyPatch, data: bytes, is_plain: bool, lines: int, rows: int
) -> None:
    monkeypatch.setattr(jsonl, "LONGEST", 10)
    text = jsonl._Text.of(data)
    assert (text.is_plain, text.lines, text.rows) == (is_plain, lines, rows)


@pytest.mark.parametrize(
    ("data", "is_plain"),
    [
        (b'{"a":[[1]]}\n', True),
        (b'{"a":[[[1]]]}\n', False),
        (b'{"a":{"a":{"a":{}}}}\n', False),
        (b'{"a":[[[1]]]}', False),
        (b'{"a":[1],"b":[1]}\n', True),
        (b'{"a":[1]}\n{"a":[1],"b":"xxxxxxxxxxxxxxxxxxxxxxxxxx"}\n', True),
        (b'{"b":"xxxxxxxxxxxxxxxxxxxxxxxxxx"}\n{"a":[[[1]]]}\n{}\n', False),
        (b'{"b":"xxxxxxxxxxxxxxxxxxxxxxxxxx"}\n{}\n{"a":[[1]]}\n', True),
    ],
)
def test_lines_in_which_too_many_brackets_open_are_not_plain(
    monkeypatch: pytest.MonkeyPatch, data: bytes, is_plain: bool
) -> None:
    monkeypatch.setattr(jsonl, "_NESTED", 3)
    assert jsonl._Text.of(data).is_plain is is_plain


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        (b"", [b""]),
        (b"1\n2\n", [b"1\n2\n"]),
        (b"1\n2", [b"1\n2"]),
        (b"1\n2\n3", [b"1\n2\n", b"3"]),
        (b"1\n2\n3\n4\n", [b"1\n2\n", b"3\n4\n"]),
        (b"1\n2\n3\n4\n5\n", [b"1\n2\n", b"3\n4\n", b"5\n"]),
    ],
)
def test_a_text_is_read_in_parts_of_as_many_lines_as_a_batch_has_rows(
    monkeypatch: pytest.MonkeyPatch, data: bytes, parts: list[bytes]
) -> None:
    monkeypatch.setattr(jsonl, "ROWS", 2)
    assert [part.data for part in jsonl._Text.of(data).parts()] == parts


def test_blocks_count_rows_and_lines_and_so_do_their_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "BLOCK", 10)
    data = b'{"id":"a"}\n\n{"id":"b"}\nx\n{"id":"c"}\n'
    pieces = list(jsonl.pieces(file_of(tmp_path / "t.jsonl", data), 3, NAMES, Place(3)))
    places = [place.numbers() for place, _, _ in pieces]
    assert places == [(3, 0, 0, 0), (3, 11, 1, 1), (3, 23, 2, 3)]
    assert [text.data for _, text, _ in pieces] == [b'{"id":"a"}\n', b'\n{"id":"b"}\n', b'x\n{"id":"c"}\n']
    assert [share for _, _, share in pieces][-1] == 1.0
    monkeypatch.setattr(jsonl, "ROWS", 2)
    batches = batches_of(data + b"y\n", place=Place(0, 0, 100, 200))
    assert [(row.row, row.line) for batch in batches for row in batch.rejected] == [(103, 204), (105, 206)]
    assert [batch.rows for batch in batches] == [1, 1, 1]


@pytest.mark.parametrize(
    ("data", "at_once"),
    [
        (b'{"id":"a","license":"mit"}\n{"id":"b"}\n', True),
        (b'{"id":"a","tags":["x"]}\n{"tags":null}\n', True),
        (b'{"id":"a","tags":[]}\n', True),
        (b'{"id":"a","gated":true}\n', True),
        (b'{"id":"a","license":null}\n', True),
        (b'{"id":"a","zzq":{"b":[1]}}\n', True),
        (b'{"id":"a","zzq":1.5}\n', True),
        (b'{"id":"a","license":1}\n', False),
        (b'{"id":"a","license":1.5}\n', False),
        (b'{"id":"a","license":{"name":"mit"}}\n', False),
        (b'{"id":"a","tags":[1]}\n', False),
        (b'{"id":"a","license":"mit"}\n{"license":["mit"]}\n', False),
        (b'{"id":"a","license":["mit"]}\n{"license":"mit"}\n', False),
        (b'{"zzq":"a"}\n', False),
        (b'{"id":"a"}\n["a"]\n', False),
        (b'{"id":"a\xff"}\n', False),
        (b'{"id":"a}\n{b"}\n', False),
        (b'{"id":"a"}{"id":"b"}\n', False),
        (b'{"id":"a"}\n{"id":"a"}{"id":"b"}\n' + b'{"id":"a"}\n' * 1_000, False),  # which no sample shows
        (b'{"id":"a","zzq":1.5,"zzr":"NaN"}\n', False),
        (b'{"id":"a","zzq":1.5,"zzr":"Infinity"}\n', False),
        (b'{"id":"a","zzr":"NaN Infinity"}\n', True),
        (b'{"id":"a","zzq":{"b":NaN}}\n', False),
        (b'{"id":"a","license":"mit","licence":"mit"}\n', False),
        (b'{"id":"a","licence":"mit"}\n', True),
        (b'{"id":"a","id":"b"}\n', False),
        (b"{}\n", False),
        (b"", False),
    ],
)
def test_arrow_reads_lines_that_hold_words_truths_and_lists_of_words_alone(data: bytes, at_once: bool) -> None:
    (batch,) = [jsonl._at_once(jsonl._Text.of(data), is_wanted)]
    assert (batch is not None) is at_once
    if batch is not None:
        ((rows, numbers),) = batch.groups
        assert numbers is None
        assert rows.num_rows == data.count(b"\n")
        one_by_one = jsonl._one_by_one(data, is_wanted, "t.jsonl", 0, 0)
        assert one_by_one.unknown == batch.unknown
        ((slowly, _),) = one_by_one.groups
        seen = [
            [{spelt(name): cell for name, cell in row.items() if cell is not None} for row in group.to_pylist()]
            for group in (rows, slowly)
        ]
        assert seen[0] == seen[1]


def spelt(name: str) -> str:
    """A name as rows have it that are read one by one."""
    return "license" if name == "licence" else name


def test_a_line_that_no_sample_shows_is_read_as_it_is() -> None:
    lines = [b'{"id":"a/%d","license":"mit"}' % at for at in range(300)]
    for late in (b'{"id":"b","license":7}', b'{"id":"b","license":["x"]}', b'{"id":"b","license":{"name":"x"}}'):
        lines[1] = late
        rows = cells_of(b"\n".join(lines))
        assert len(rows) == 300
        assert rows[1] == json.loads(late)


def test_the_columns_that_are_read_are_those_of_a_record_of_a_card_or_those_that_are_asked_for() -> None:
    data = b'{"id":"a","license":"mit","band":"open","usage_terms":"x"}\n'
    assert cells_of(data, ("band", "id"), further=False) == [{"id": "a", "band": "open"}]
    assert cells_of(data) == [{"id": "a", "license": "mit", "usage_terms": "x"}]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"[]", "it is not a JSON object"),
        (b'"a"', "it is not a JSON object"),
        (b"null", "it is not a JSON object"),
        (b'{"id":"a"', "it is not valid JSON: Expecting ',' delimiter: line 1 column 10 (char 9)"),
        (b'{"id":NaN}', "it is not valid JSON: NaN is no JSON"),
        (b'{"id":"\xff"}', "its bytes are no UTF-8"),
        (b'{"id":"a","id":"b"}', "a key stands twice in it"),
        (b'{"id":"a","license":{"a":1,"a":2}}', "a key stands twice in it"),
        (b'{"id":"a","license":{"c":1,"b":{"a":1,"a":2},"d":1}}', "a key stands twice in it"),
        (b'{"id":"a","tags":["x",{"a":1,"a":2}]}', "a key stands twice in it"),
        (b"\x0c", "it is not valid JSON: Expecting value: line 1 column 1 (char 0)"),
        (b'{"id":"a","tags":["x",[{"b":{"a":1,"a":2}}]]}', "a key stands twice in it"),
        (b'{"id":"a","zzq":{"a":1,"a":2}}', ""),
        (b'{"id":"a","zzq":1,"zzq":2}', ""),
        (b'{"id":"a","license":{"a":1,"b":{"a":2}}}', ""),
        (b'{"engine.licence":"mit"}', "'engine.licence' is of no component"),
        (b'{"license":' + b"[" * 63 + b"]" * 63 + b"}", ""),
        (b'{"license":' + b"[" * 64 + b"]" * 64 + b"}", "its values are nested too deep"),
        (b'{"license":' + b'{"a":' * 63 + b"1" + b"}" * 64, ""),
        (b'{"license":' + b'{"a":' * 64 + b"1" + b"}" * 65, "its values are nested too deep"),
        (b'{"license":' + b'[{"a":' * 32 + b"1" + b"}]" * 32 + b"}", "its values are nested too deep"),
        (b'{"license":[' + b"[]," * 200 + b"1]}", ""),
        (b'{"license":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "its values are nested too deep"),
    ],
)
def test_a_line_that_is_no_row_says_why(line: bytes, problem: str) -> None:
    data = b'\n{"id":"before"}\n' + line + b'\n{"id":"after"}\n'
    assert problems_of(data) == ([(2, 3, problem)] if problem else [])


def test_a_line_is_too_long_by_its_bytes_and_its_beginning_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("batch", "jsonl"):
        monkeypatch.setattr(f"openness.scan.{name}.LONGEST", 12)
    assert problems_of(b'{"id":"abc"}\n') == []
    (batch,) = batches_of(b'{"id":"abcd"}\n')
    assert [(row.file, row.problem, row.text) for row in batch.rejected] == [
        ("t.jsonl", "the row has 13 bytes or more, and 12 are read", '{"id":"abcd"')
    ]
    assert (batch.groups, batch.rows) == ((), 0)


def test_a_number_is_whole_up_to_some_digits() -> None:
    decode = jsonl._Decoder()
    assert decode("9" * 299) == 10**299 - 1
    assert decode("9" * 300) == float("inf")
    assert decode("[1, 1.5, -2]") == [1, 1.5, -2]
    with pytest.raises(ValueError, match="-Infinity is no JSON"):
        decode("-Infinity")


def test_a_decoder_knows_of_its_last_text_alone_whether_a_key_stands_twice() -> None:
    decode = jsonl._Decoder()
    assert decode.twice is False
    for text, twice in (('{"a":1,"a":2}', True), ('{"a":1}', False), ('[{"b":{"a":1,"a":2}}]', True), ("1", False)):
        decode(text)
        assert decode.twice is twice


def test_columns_that_nobody_knows_are_named_up_to_a_number_and_a_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "_FURTHER", 3)
    monkeypatch.setattr(jsonl, "_LONGEST_NAME", 5)
    data = b'{"id":1,"zzq1":1}\n{"id":1,"zzq2345":1}\n{"id":1,"zzq3":1}\n'
    ((batch),) = batches_of(data)
    assert batch.unknown == {"zzq1", "zzq23"}
    ((batch),) = batches_of(data.replace(b"1,", b'"1",'))
    assert batch.unknown == {"zzq1", "zzq23", "zzq3"}


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (b"", ()),
        (b'{"b":1,"a":2}\n{"a":1,"c":2}\n', ("b", "a", "c")),
        (b'x\n[1]\n\n{"a":1', ()),
        (b'x\n["q"]\n"q"\n{"a":1}', ("a",)),
        (b"[" * 100_000 + b'\n{"a":1}\n', ("a",)),
        (b'{"a":' + b"9" * 5_000 + b"}\n", ("a",)),
        (b'{"a":1}\n' * 999 + b'{"b":1}\n{"c":1}\n', ("a", "b")),
    ],
)
def test_the_names_are_those_of_the_first_rows(tmp_path: Path, data: bytes, names: tuple[str, ...]) -> None:
    assert jsonl.names(file_of(tmp_path / "t.jsonl", data)) == names


def test_a_slip_in_a_name_is_read_as_it_is_meant_and_what_a_scan_wrote_as_it_stands() -> None:
    for odd in (b"", b" "):
        data = b'{"id":"a","licence":"mit"}' + odd + b"\n"
        assert cells_of(data, ("id", "licence"), further=False) == [{"id": "a", "licence": "mit"}]
    assert cells_of(b'{"id":"a","Licence":"mit"} \n') == [{"id": "a", "license": "mit"}]
