"""The forms of an output hold the same rows."""

import csv
import gzip
import io
import json
from typing import Any

import pytest

from openness.errors import OpennessError
from openness.scan.parts import Form, form_of

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
from pyarrow import parquet  # noqa: E402 - a part of what may be missing

SCHEMA = arrow.schema(
    [
        ("id", arrow.string()),
        ("licence", arrow.string()),
        ("x.low", arrow.float64()),
        ("findings", arrow.list_(arrow.string())),
    ]
)
ROWS: list[dict[str, Any]] = [
    {"id": 'a/"b"\n\\ü', "licence": "MIT", "x.low": 0.25, "findings": ["licence-missing", "licence-unknown"]},
    {"id": None, "licence": None, "x.low": None, "findings": []},
    {"id": "c/d", "licence": "MIT AND Apache-2.0", "x.low": 1.0, "findings": None},
]


def whole(form: Form, *parts: list[dict[str, Any]]) -> bytes:
    """A file of some parts."""
    data = bytearray(form.begin(SCHEMA))
    footers = []
    for rows in parts:
        part = form.part(arrow.RecordBatch.from_pylist(rows, schema=SCHEMA))
        if part.footer:
            footers.append((part.footer, len(data)))
        data += part.data
    return bytes(data) + form.end(SCHEMA, footers)


@pytest.mark.parametrize("parts", [(), (ROWS,), (ROWS[:1], ROWS[1:]), (ROWS, ROWS, [])])
def test_parquet_holds_the_rows(parts: tuple[list[dict[str, Any]], ...]) -> None:
    table = parquet.read_table(io.BytesIO(whole(form_of("o.parquet"), *parts)))
    assert table.to_pylist() == [row for part in parts for row in part]
    assert table.schema.equals(SCHEMA)


@pytest.mark.parametrize("packed", ["", ".gz", ".zst"])
def test_jsonl_holds_the_rows(packed: str) -> None:
    data = whole(form_of(f"o.jsonl{packed}"), ROWS, ROWS)
    assert [json.loads(line) for line in unpacked(data, packed).splitlines()] == ROWS * 2


@pytest.mark.parametrize("packed", ["", ".gz", ".zst"])
def test_csv_holds_the_rows(packed: str) -> None:
    data = whole(form_of(f"o.csv{packed}"), ROWS, ROWS)
    rows = list(csv.DictReader(io.StringIO(unpacked(data, packed).decode())))
    assert len(rows) == 6
    assert rows[0] == {
        "id": 'a/"b"\n\\ü',
        "licence": "MIT",
        "x.low": "0.25",
        "findings": "licence-missing licence-unknown",
    }
    assert rows[1] == {"id": "", "licence": "", "x.low": "", "findings": ""}


def unpacked(data: bytes, packed: str) -> bytes:
    """The bytes of a file that may be packed."""
    if packed == ".gz":
        return gzip.decompress(data)
    if packed == ".zst":
        stream: bytes = arrow.CompressedInputStream(arrow.BufferReader(data), "zstd").read()
        return stream
    return data


@pytest.mark.parametrize("column", ["id", "licence"])
@pytest.mark.parametrize(
    "word", ["=1+1", "+1", "-1", "@x", "\tx", "\r=1", "\n=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x"]
)
def test_a_spreadsheet_takes_no_word_for_a_formula(word: str, column: str) -> None:
    data = whole(form_of("o.csv"), [ROWS[0] | {column: word}])
    shown = word.replace("\r", "\\r")
    assert next(csv.DictReader(io.StringIO(data.decode(), newline="")))[column] == f"'{shown}"
    assert json.loads(whole(form_of("o.jsonl"), [ROWS[0] | {column: word}]))[column] == word


@pytest.mark.parametrize("kind", [arrow.large_string(), arrow.dictionary(arrow.int32(), arrow.string())], ids=str)
def test_a_spreadsheet_takes_no_word_for_a_formula_however_it_is_held(kind: Any) -> None:
    batch = arrow.record_batch([arrow.array(["=1", "x", None, "=1"]).cast(kind)], names=["id"])
    assert bytes(form_of("o.csv").part(batch).data).decode().splitlines() == ['"\'=1"', '"x"', "", '"\'=1"']


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\u202eb\x00", "a\\u202eb\\x00"),
        ("a\n::error::b", "a\n\\x3a:error::b"),
        ("##vso[x]b", "\\x23#vso[x]b"),
        ("a\tb\nc", "a\tb\nc"),
        ("Organisation/模型", "Organisation/模型"),
    ],
)
def test_no_terminal_and_no_runner_obeys_a_cell(word: str, shown: str) -> None:
    assert list(csv.reader(io.StringIO(whole(form_of("o.csv"), [ROWS[0] | {"id": word}]).decode())))[1][0] == shown
    line = whole(form_of("o.jsonl"), [ROWS[0] | {"id": word}]).decode()
    assert json.loads(line)["id"] == word
    assert "##" not in line


@pytest.mark.parametrize("name", ["o", "o.txt", "o.parquet.gz", "o.json", "-"])
def test_a_name_that_tells_no_form_is_refused(name: str) -> None:
    with pytest.raises(OpennessError, match="its name tells no form of a table"):
        form_of(name)


def test_the_bytes_do_not_depend_on_the_day() -> None:
    assert whole(form_of("o.csv.gz"), ROWS)[4:8] == b"\0\0\0\0"
