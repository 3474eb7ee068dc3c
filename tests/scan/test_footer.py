"""Parquet out of parts, as others read it."""

import io
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openness.scan import footer

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
from pyarrow import parquet  # noqa: E402 - a part of what may be missing


def table(seed: int, count: int) -> Any:
    """A table with columns of many types."""
    chosen = random.Random(seed)
    words = [chosen.choice(("a", "b", None, "ü" * 50)) for _ in range(count)]
    return arrow.table(
        {
            "id": [f"{seed}/{number}" for number in range(count)],
            "word": arrow.array(words).dictionary_encode(),
            "number": [chosen.choice((None, chosen.random())) for _ in range(count)],
            "words": arrow.array([["x"] * chosen.randrange(3) for _ in range(count)], arrow.list_(arrow.string())),
            "flag": [chosen.random() < 0.5 for _ in range(count)],
        }
    )


def written(tables: list[Any], **options: Any) -> bytes:
    """The tables as row groups of one file."""
    whole = bytearray(footer.MAGIC)
    footers = []
    for table in tables:
        sink = io.BytesIO()
        parquet.write_table(table, sink, row_group_size=max(len(table), 1), **options)
        pages, end = footer.parted(sink.getvalue())
        footers.append((end, len(whole)))
        whole += pages
    return bytes(whole) + footer.joined(footers)


OPTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"compression": "zstd", "use_dictionary": False},
    {"write_page_index": True, "store_schema": False, "data_page_version": "2.0"},
    {"write_statistics": False, "use_dictionary": ["word"]},
)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("parts", [1, 3, 40])
def test_parts_are_read_as_one_file(parts: int, options: dict[str, Any]) -> None:
    tables = [table(seed, 1 + seed * 7) for seed in range(parts)]
    data = written(tables, **options)
    read = parquet.ParquetFile(io.BytesIO(data))
    assert read.num_row_groups == parts
    assert read.read().to_pylist() == arrow.concat_tables(tables, promote_options="default").to_pylist()
    assert read.read_row_group(parts - 1).to_pylist() == tables[-1].to_pylist()


def test_one_part_is_the_file_it_was_cut_from() -> None:
    sink = io.BytesIO()
    parquet.write_table(table(1, 500), sink)
    pages, end = footer.parted(sink.getvalue())
    again = footer.MAGIC + pages + footer.joined([(end, len(footer.MAGIC))])
    assert parquet.read_metadata(io.BytesIO(again)).to_dict() == parquet.read_metadata(sink).to_dict()


KINDS: dict[int, st.SearchStrategy[Any]] = {
    footer._BYTE: st.integers(0, 255),
    footer._I16: st.integers(-(1 << 15), (1 << 15) - 1),
    footer._I32: st.integers(-(1 << 31), (1 << 31) - 1),
    footer._I64: st.integers(-(1 << 63), (1 << 63) - 1),
    footer._DOUBLE: st.binary(min_size=8, max_size=8),
    footer._BINARY: st.binary(max_size=200),
}
ALONE = st.sampled_from([*KINDS]).flatmap(lambda kind: st.tuples(st.just(kind), KINDS[kind]))
LISTS = st.sampled_from([*KINDS]).flatmap(
    lambda of: st.tuples(
        st.sampled_from((footer._LIST, footer._SET)), st.tuples(st.just(of), st.lists(KINDS[of], max_size=20))
    )
)
TRUTHS = st.sampled_from((footer._TRUE, footer._FALSE)).map(lambda kind: (kind, None))
STRUCTS = st.recursive(
    st.dictionaries(st.integers(1, 40), ALONE | LISTS | TRUTHS, max_size=5),
    lambda structs: st.dictionaries(
        st.integers(1, 40), ALONE | structs.map(lambda struct: (footer._STRUCT, struct)), max_size=3
    ),
    max_leaves=5,
)


@settings(max_examples=50)
@given(STRUCTS)
def test_every_struct_of_a_footer_is_read_as_it_was_written(struct: footer.Struct) -> None:
    out = bytearray()
    footer._write_struct(struct, out)
    assert footer._FooterReader(bytes(out)).struct() == struct


@pytest.mark.parametrize(("length", "head"), [(14, b"\xe5"), (15, b"\xf5\x0f"), (16, b"\xf5\x10")])
def test_the_head_of_a_list_holds_its_length_below_15(length: int, head: bytes) -> None:
    out = bytearray()
    footer._write(footer._LIST, (footer._I32, [0] * length), out)
    assert bytes(out) == head + b"\0" * length


def test_statistics_and_indexes_go_along() -> None:
    data = written([table(1, 50), table(2, 50)], write_page_index=True)
    groups = parquet.read_metadata(io.BytesIO(data))
    assert [groups.row_group(at).column(0).statistics.min for at in (0, 1)] == ["1/0", "2/0"]
    assert groups.row_group(1).column(0).has_column_index
    assert [groups.row_group(at).num_rows for at in (0, 1)] == [50, 50]
    assert groups.num_rows == 100


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_other_readers_read_it(tmp_path: Path, options: dict[str, Any]) -> None:
    tables = [table(seed, 200) for seed in range(20)]
    path = tmp_path / "t.parquet"
    path.write_bytes(written(tables, **options))
    expected = arrow.concat_tables(tables, promote_options="default").to_pylist()
    found = 0
    try:
        import duckdb
    except ImportError:
        pass
    else:
        assert duckdb.read_parquet(str(path)).to_arrow_table().to_pylist() == expected
        assert duckdb.read_parquet(str(path)).filter("id = '19/7'").count("flag").fetchall() == [(1,)]
        found += 1
    try:
        import polars
    except ImportError:
        pass
    else:
        assert polars.read_parquet(path).to_dicts() == expected
        assert polars.scan_parquet(path).filter(polars.col("id") == "19/7").collect().height == 1
        found += 1
    if not found:
        pytest.skip("neither DuckDB nor Polars is installed")


def element(children: int) -> bytes:
    """An element of a schema, as a struct of Thrift: a name, and how many elements lie in it."""
    number = bytearray()
    footer._write_integer(children, number)
    return b"\x48\x01a" + (b"\x15" + bytes(number) if children else b"") + b"\x00"


def schema(*children: int) -> bytes:
    """A footer with nothing but its version and a schema of elements with so many in them."""
    size = bytearray()
    footer._write_varint(len(children), size)
    return b"\x15\x04\x19\xfc" + bytes(size) + b"".join(map(element, children)) + b"\x00"


@pytest.mark.parametrize(
    ("end", "depth"),
    [
        (schema(2, 0, 0), 1),
        (schema(2, 1, 1, 0, 0), 3),
        (schema(2, 0, 1, 1, 0), 3),
        (schema(*[1] * 10_000, 0), 10_000),
        (schema(), 0),
        (schema(2, 0, 0)[:-8], 0),
        (b"", 0),
        (b"\x19\xf7\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 0),  # a list of very many numbers, and none of them
        (b"\x19" * 5_000, 0),
    ],
)
def test_the_depth_of_a_schema_is_told_without_recursion_and_of_a_damaged_one_none(end: bytes, depth: int) -> None:
    assert footer.depth(end) == depth


def test_the_depth_of_a_schema_that_arrow_has_written() -> None:
    kind: Any = arrow.string()
    for _ in range(20):
        kind = arrow.struct([("a", kind)])
    sink = io.BytesIO()
    parquet.write_table(arrow.table({"id": ["x"], "deep": arrow.nulls(1, kind)}), sink)
    assert footer.depth(footer.parted(sink.getvalue())[1]) == 21
