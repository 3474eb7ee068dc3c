"""`openness scan` beside DuckDB and beside a loop over `json.loads`; a frame of Spark beside one that changes nothing.

    python tests/benchmarks/bench_scan.py [--rows N] [--rounds N] [--spark]

Each measurement is a process of its own; ours and the peer's take turns, and the median of the ratios of pairs counts. Processor
time is measured, which other work on the machine moves little, and the peak of memory as the system keeps it (VmHWM).
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCAN = """
import openness
openness.scan({table!r}, {output!r}, under=["spectrum"], columns={columns!r}, restart=True)
"""
TEXT = 10  # blocks of 100,000 rows that are written as JSONL too
KEYS = ("license", "license_name", "gated")
COLUMNS = ("licence", '"spectrum.reached"', '"spectrum.reachable"', "band", "findings")
#: DuckDB joins the keys with their answers, which stand in a table, and copies them out beside the ids.
DUCKDB = """
import duckdb
session = duckdb.connect()
session.execute("set threads = 1")
session.execute("create table answers as from '{answers}'")
session.execute('''copy (select id, {columns} from '{table}' c left join answers a on {same})
    to '{output}' (format parquet, compression zstd)''')
"""
LOADS = """
import json
with open({table!r}, "rb") as lines:
    for line in lines:
        json.loads(line)
"""
PEAK = "\nprint(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])\n"


def catalogue(folder: Path, rows: int) -> tuple[Path, Path]:
    """A catalogue as the Hub's is: most rows name no licence, few licences are named most, a long tail has names of its own."""
    import pyarrow
    from pyarrow import compute, parquet

    chosen = random.Random(3)
    licences = ["apache-2.0"] * 17 + ["mit"] * 7 + ["other"] * 4 + ["openrail", "llama3.1", "gemma", "cc-by-nc-4.0"]
    licences += [None] * 55  # type: ignore[list-item]  # a null is a cell too
    tags = [
        "transformers",
        "pytorch",
        "en",
        "gguf",
        "text-generation",
        "region:us",
        *(f"arxiv:{n}" for n in range(2_000)),
    ]
    block = [
        {
            "id": f"user{chosen.randrange(400_000)}/model-{number}-",
            "license": (licence := chosen.choice(licences)),
            "license_name": f"licence-{int(chosen.paretovariate(0.8)) % 3_000}" if licence == "other" else None,
            "gated": chosen.choice(["false"] * 97 + ["auto"] * 2 + ["manual"]),
            "downloads": int(chosen.paretovariate(0.6)),
            "tags": chosen.sample(tags, chosen.randrange(12)),
        }
        for number in range(100_000)
    ]
    table = pyarrow.Table.from_pylist(block)
    as_parquet, as_jsonl = folder / "models.parquet", folder / "models.jsonl"
    with parquet.ParquetWriter(as_parquet, table.schema, compression="zstd") as writer, as_jsonl.open("w") as lines:
        for number in range(-(-rows // len(block))):
            ids = compute.binary_join_element_wise(table["id"], str(number), "")
            part = table.set_column(0, "id", ids).slice(0, min(len(block), rows - number * len(block)))
            writer.write_table(part)
            if number < TEXT:
                lines.writelines(json.dumps(row) + "\n" for row in part.to_pylist())
    return as_parquet, as_jsonl


def numbered(folder: Path, table: Path) -> Path:
    """A catalogue as a program makes one: the keys of another, and ids that are short and count up, which hardly take room."""
    import pyarrow
    from pyarrow import parquet

    path, at = folder / "numbered.parquet", 0
    file = parquet.ParquetFile(table)
    names = ["id", *KEYS]
    schema = pyarrow.schema([file.schema_arrow.field(name) for name in names])
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in range(file.num_row_groups):
            rows = file.read_row_group(group, names)
            ids = [f"org{number % 40_000}/model-{number}" for number in range(at, at + len(rows))]
            writer.write_table(rows.set_column(0, "id", pyarrow.array(ids)))
            at += len(rows)
    return path


def answers(folder: Path, table: Path) -> Path:
    """The answers to the distinct keys of a catalogue, for DuckDB to join."""
    import pyarrow
    from pyarrow import parquet

    import openness

    keys = parquet.read_table(table, columns=list(KEYS)).group_by(KEYS).aggregate([])
    found = openness.classify_table(keys, under=["spectrum"])
    path = folder / "answers.parquet"
    parquet.write_table(
        pyarrow.table(
            {**{name: keys[name] for name in KEYS}, **dict(zip(found.column_names, found.columns, strict=True))}
        ),
        path,
    )
    return path


def run(code: str) -> tuple[float, int]:
    """The processor time of a process, in seconds, and the peak of its memory, in kB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", code + PEAK], check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, int(done.stdout.split()[-1])


def compared(title: str, ours: str, peer: str, rounds: int) -> None:
    """Run both in turns, and print the medians and the ratios."""
    pairs = [(run(ours), run(peer)) for _ in range(rounds)]
    seconds = statistics.median(ours[0] / peer[0] for ours, peer in pairs)
    memory = statistics.median(ours[1] / peer[1] for ours, peer in pairs)
    mine, other = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    peak, other_peak = (statistics.median(pair[side][1] for pair in pairs) / 1024 for side in (0, 1))
    print(
        f"{title:32} {mine:7.2f} s / {other:6.2f} s = {seconds:5.2f} x   {peak:5.0f} MB / {other_peak:4.0f} MB = {memory:5.2f} x"
    )


def spark(table: Path, rounds: int) -> None:
    """A frame that is classified beside one that is handed through."""
    from pyspark.sql import SparkSession

    from openness.scan import spark

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = (
        builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    frame = session.read.parquet(str(table)).select("id", *KEYS, "tags")
    same = frame.mapInArrow(lambda batches: batches, frame.schema)
    classified = spark.classify(frame, under=["spectrum"])
    ratios = []
    for number in range(rounds + 1):
        begin = time.perf_counter()
        same.write.format("noop").mode("overwrite").save()
        between = time.perf_counter()
        classified.write.format("noop").mode("overwrite").save()
        if number:  # the first one starts the workers
            ratios.append((time.perf_counter() - between) / (between - begin))
    print(f"{'mapInArrow, ours / identity':32} {statistics.median(ratios):5.2f} x (wall)")
    session.stop()


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=3_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--spark", action="store_true", help="measure Spark too")
    call = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        as_parquet, as_jsonl = catalogue(folder, call.rows)
        output = str(folder / "out.parquet")
        same = " and ".join(f"c.{key} is not distinct from a.{key}" for key in KEYS)
        columns = ", ".join(f"a.{column}" for column in COLUMNS)
        joined = {
            "answers": answers(folder, as_parquet),
            "table": as_parquet,
            "output": output,
            "columns": columns,
            "same": same,
        }
        ours = SCAN.format(table=str(as_parquet), output=output, columns=None)
        compared(f"Parquet, {call.rows:,} rows / DuckDB", ours, DUCKDB.format(**joined), call.rounds)
        level = "spectrum.reached"
        joined |= {"table": numbered(folder, as_parquet), "columns": f'a."{level}"'}
        ours = SCAN.format(table=str(joined["table"]), output=output, columns=["id", level])
        compared("the same, ids that count up", ours, DUCKDB.format(**joined), call.rounds)
        ours = SCAN.format(table=str(as_jsonl), output=output, columns=None)
        rows = min(call.rows, TEXT * 100_000)
        compared(f"JSONL, {rows:,} rows / json.loads", ours, LOADS.format(table=str(as_jsonl)), call.rounds)
        if call.spark:
            spark(as_parquet, call.rounds)


if __name__ == "__main__":
    main()
