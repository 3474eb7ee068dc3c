"""A frame of Spark that is classified, beside one whose batches are handed back as they came.

Both read the same four columns and count what comes of them; the clock counts, as Spark works in processes of its own.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow.parquet
from tests.support.catalogue import table
from tests.support.goals import Asked, Goal, LeftOut
from tests.support.timing import both

from openness.scan import spark

COLUMNS = ["id", "license", "license_name", "gated"]
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.memory": "4g",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "100000",
}


def goals(asked: Asked) -> Iterator[Goal]:
    """One catalogue, by two workers."""
    from pyspark.sql import SparkSession

    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise LeftOut("there is no Java")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "catalogue.parquet")
        pyarrow.parquet.write_table(table(asked.rows), path, row_group_size=250_000)
        frame = session.read.parquet(path).select(*COLUMNS)
        same = frame.mapInArrow(_same, "id string, license string")
        ours = spark.classify(frame, under=["spectrum"], columns=["id", "spectrum.reached"])
        calls = {"same": _counted(same, "license"), "ours": _counted(ours, "`spectrum.reached`")}
        both(calls, 1)  # the first starts the workers
        _, clock = both(calls, asked.pairs)["ours"]
    session.stop()
    yield Goal("D1", "a frame of Spark, beside one that is handed back, by the clock", clock, 1.15, 1.0)


def _same(batches: Iterator[Any]) -> Iterator[Any]:
    for batch in batches:
        yield batch.select(["id", "license"])


def _counted(frame: Any, column: str) -> Callable[[], Any]:
    return lambda: frame.groupBy(column).count().collect()
