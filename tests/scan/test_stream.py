"""Streams of Arrow, of whichever engine."""

from pathlib import Path
from typing import Any

import pytest
from tests.support import scans

import openness
from openness.scan.stream import answers

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A catalogue."""
    return scans.parquet(tmp_path / "t.parquet", scans.rows(500))


def expected(models: Path) -> list[dict[str, Any]]:
    """The answers of a table."""
    rows: list[dict[str, Any]] = openness.classify_table(
        arrow.parquet.read_table(models), under=["spectrum"]
    ).to_pylist()
    return rows


def test_duckdb_hands_out_rows_and_takes_answers(models: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    answered = answers(duckdb.connect().read_parquet(str(models)), under=["spectrum"])
    rows = duckdb.connect().from_arrow(answered).to_arrow_table().to_pylist()
    assert rows == expected(models)


def test_a_stream_has_the_columns_that_are_asked_for(models: Path) -> None:
    answered = answers(arrow.parquet.read_table(models), under=["spectrum"], columns=["licence", "id"]).read_all()
    assert answered.to_pylist() == [{"licence": row["licence"], "id": row["id"]} for row in expected(models)]
    assert answered.column_names == ["licence", "id"]


def test_polars_hands_out_rows_and_takes_answers(models: Path) -> None:
    polars = pytest.importorskip("polars", reason="Polars is not installed")
    frame = polars.read_parquet(models)
    assert polars.from_arrow(answers(frame, under=["spectrum"])).to_dicts() == expected(models)
    assert answers(frame, under=["spectrum"]).read_all().to_pylist() == expected(models)


def test_a_batch_is_answered_when_it_is_asked_for() -> None:
    taken = []

    def batches() -> Any:
        for number in range(3):
            taken.append(number)
            yield arrow.record_batch({"id": [f"a/{number}"], "license": ["mit"], "x": [1]})

    schema = arrow.schema([("id", arrow.string()), ("license", arrow.string()), ("x", arrow.int64())])
    stream = answers(arrow.RecordBatchReader.from_batches(schema, batches()), under=["spectrum"])
    assert taken == []
    assert stream.read_next_batch()["id"].to_pylist() == ["a/0"]
    assert taken == [0]


def test_what_is_no_stream_lists_what_is_taken() -> None:
    with pytest.raises(TypeError, match=r"rows must be what has __arrow_c_stream__: .* not list"):
        answers([{"id": "a/a"}])


def test_words_that_are_handed_out_as_views_are_words() -> None:
    rows = {"id": ["a/a", "b/b"], "license": ["mit", None], "tags": [["x"], ["license:mit"]], "x": [1, 2]}
    plain = arrow.table(rows)
    words, lists = arrow.string_view(), arrow.list_(arrow.string_view())
    kinds = {"id": words, "license": words, "tags": lists, "x": arrow.int64()}
    try:
        views = arrow.table({name: arrow.array(cells, kinds[name]) for name, cells in rows.items()})
    except (arrow.ArrowNotImplementedError, AttributeError):
        pytest.skip("this pyarrow has no views")
    found = answers(views, under=["spectrum"])
    assert found.schema.field("id").type == arrow.string()
    assert found.read_all().to_pylist() == answers(plain, under=["spectrum"]).read_all().to_pylist()


def test_an_id_keeps_its_type_and_columns_may_stand_in_any_order() -> None:
    schema = arrow.schema([("x", arrow.int64()), ("license", arrow.string()), ("id", arrow.int32())])
    batch = arrow.record_batch([[1], ["mit"], [7]], schema=schema)
    found = answers(arrow.RecordBatchReader.from_batches(schema, [batch]), under=["spectrum"])
    assert found.schema.field("id").type == arrow.int32()
    (row,) = found.read_all().to_pylist()
    assert (row["id"], row["licence"]) == (7, "MIT")


def test_a_list_is_told_how_it_becomes_a_table() -> None:
    with pytest.raises(TypeError, match=r"not list; pyarrow\.Table\.from_pylist\(rows\) makes one of rows"):
        answers([{"id": "a/a"}])
