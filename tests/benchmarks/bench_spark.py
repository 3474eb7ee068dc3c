"""Times `openness.scan.spark.classify` beside a function that hands each batch back as it came (goal D1).

    python -m tests.benchmarks.bench_spark --rows 3000000

Needs pyspark and a Java. Both read the same four columns and count what comes of them; each pair alternates in one run, by wall
time, as Spark works in processes of its own. The first pair starts the workers and is left out.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

import pyarrow.parquet
from tests.support.catalogue import table

from openness.scan import spark

COLUMNS = ["id", "license", "license_name", "gated"]
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.memory": "4g",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "100000",
}


def main() -> None:
    """Make a catalogue, and print the ratio."""
    parser = argparse.ArgumentParser(description="Time Spark with and without our function.")
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--pairs", type=int, default=7)
    asked = parser.parse_args()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "catalogue.parquet")
        pyarrow.parquet.write_table(table(asked.rows, 3_000, 2_000), path, row_group_size=250_000)
        frame = session.read.parquet(path).select(*COLUMNS)
        same = frame.mapInArrow(_same, "id string, license string")
        ours = spark.classify(frame, under=["spectrum"], columns=["id", "spectrum.reached"])
        pairs = [(_seconds(same, "license"), _seconds(ours, "`spectrum.reached`")) for _ in range(asked.pairs + 1)][1:]
    session.stop()
    print(f"identity {statistics.median(pair[0] for pair in pairs):.2f} s, ", end="")
    print(f"classify {statistics.median(pair[1] for pair in pairs):.2f} s, ", end="")
    print(f"ratio {statistics.median(classified / identity for identity, classified in pairs):.3g}")


def _same(batches: Iterator[Any]) -> Iterator[Any]:
    for batch in batches:
        yield batch.select(["id", "license"])


def _seconds(frame: Any, column: str) -> float:
    start = time.perf_counter()
    frame.groupBy(column).count().collect()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
