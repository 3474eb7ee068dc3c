"""Spark: its workers give the same answers, row for row."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support import scans

import openness
from openness.errors import OpennessError

if not shutil.which("java"):
    pytest.skip("there is no Java", allow_module_level=True)
arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
pytest.importorskip("pandas", reason="pandas is not installed (the extra `spark`)")
sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed (the extra `spark`)")

from openness.scan import spark  # noqa: E402 - what it is about must be there

# Spark and py4j leave sockets and threads to their ends.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning"
)
UNDER = ["spectrum", "osaid-1.0"]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Spark on two cores of this machine."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    built = (
        builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    )
    built.sparkContext.setLogLevel("OFF")
    yield built
    built.stop()


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue as Parquet."""
    return scans.parquet(tmp_path_factory.mktemp("spark") / "models.parquet", scans.rows(1_000), group=300)


def by_id(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Rows by their ids."""
    return {row["id"]: row for row in rows}


def answers(models: Path) -> dict[str, dict[str, Any]]:
    """The answers without Spark."""
    return by_id(openness.classify_table(arrow.parquet.read_table(models), under=UNDER).to_pylist())


def test_a_frame_is_classified_as_a_table_is(session: Any, models: Path) -> None:
    frame = spark.classify(session.read.parquet(str(models)), under=UNDER)
    assert by_id([row.asDict() for row in frame.collect()]) == answers(models)


def test_a_frame_keeps_the_type_of_its_id(session: Any) -> None:
    frame = session.createDataFrame([(7, "mit"), (8, None)], "id int, license string")
    assert [(row.id, row.licence) for row in spark.classify(frame, under=["spectrum"]).collect()] == [
        (7, "MIT"),
        (8, None),
    ]


def test_a_frame_without_a_known_column_is_refused(session: Any) -> None:
    with pytest.raises(OpennessError, match="no column that is known here"):
        spark.classify(session.createDataFrame([(1,)], "downloads int"))


def test_sql_calls_it_as_a_table_function(session: Any, models: Path) -> None:
    session.read.parquet(str(models)).createOrReplaceTempView("models")
    spark.register(session, under=UNDER)
    found = session.sql("SELECT * FROM classify(TABLE(models))").collect()
    assert by_id([row.asDict() for row in found]) == answers(models)


def test_a_table_function_takes_rows_without_an_id(session: Any) -> None:
    session.createDataFrame([("mit",)], "license string").createOrReplaceTempView("nameless")
    spark.register(session, "judge", under=["spectrum"])
    (row,) = session.sql("SELECT id, band FROM judge(TABLE(nameless))").collect()
    assert (row.id, row.band) == (None, "semi-open")


@pytest.mark.parametrize("form", scans.WRITERS)
def test_the_engine_writes_the_same_bytes(session: Any, tmp_path: Path, form: str) -> None:
    records = scans.rows(1_000)
    table = scans.WRITERS[form](tmp_path / f"models.{form}", records)
    if form != "parquet":
        with table.open("ab") as stream:
            stream.write(b'{"id": \n')
    reports = [
        openness.scan(table, tmp_path / f"{engine}.parquet", under=["spectrum"], engine=engine)
        for engine in ("local", "spark")
    ]
    assert (tmp_path / "local.parquet").read_bytes() == (tmp_path / "spark.parquet").read_bytes()
    assert reports[0].levels == reports[1].levels
    assert reports[0].first_rejected == reports[1].first_rejected
    assert reports[0].rejected == (form != "parquet")


def test_a_table_that_a_worker_cannot_read_is_named(session: Any, tmp_path: Path) -> None:
    table = scans.parquet(tmp_path / "models.parquet", scans.rows(2_000))
    data = bytearray(table.read_bytes())
    data[60 : len(data) // 2] = b"\xff" * (len(data) // 2 - 60)
    table.write_bytes(bytes(data))
    with pytest.raises(OpennessError, match="it cannot be read"):
        openness.scan(table, tmp_path / "out.parquet", under=["spectrum"], engine="spark")
    assert not (tmp_path / "out.parquet").exists()
