"""`openness scan` from file to file, beside DuckDB and beside a loop over `json.loads`.

Each measurement is a process of its own. DuckDB joins the keys with their answers, which it is given, and copies them out
beside the ids, with one thread. Ids are of all sorts, as the Hub's are; such that count up hardly take room, and DuckDB
copies them in no time.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy
import pyarrow
from pyarrow import parquet
from tests.support.catalogue import table
from tests.support.goals import Asked, Goal, installed
from tests.support.timing import processes

import openness

KEYS = ("license", "license_name", "gated")
COLUMNS = ("licence", "spectrum.reached", "spectrum.reachable", "band", "findings")
PARTS = 4  # of the large catalogue, each as large as the other one
LINES = 1_000_000  # of JSONL, at most
SCAN = """
import openness
openness.scan({path!r}, {output!r}, under=["spectrum"], columns={columns!r}, restart=True)
"""
JOIN = """
import duckdb
session = duckdb.connect()
session.execute("set threads = 1")
session.execute("create table answers as from '{answers}'")
session.execute('''copy (select id, {columns} from '{path}' c left join answers a on {same})
    to '{output}' (format parquet, compression zstd)''')
"""
LOADS = """
import json
with open({path!r}, "rb") as lines:
    for line in lines:
        json.loads(line)
"""


def goals(asked: Asked) -> Iterator[Goal]:
    """Parquet to Parquet with its memory, at one size and at a larger one; then JSONL."""
    with tempfile.TemporaryDirectory() as name:
        installed(name)  # a process looks for modules where it runs, before anywhere else
        folder = Path(name)
        small, large, lines = folder / "small.parquet", folder / "large.parquet", folder / "small.jsonl"
        counted = folder / "counted.parquet"
        models = table(asked.rows).select(["id", *KEYS, "downloads", "tags"])
        parquet.write_table(models.select(["id", *KEYS]), counted, compression="zstd", row_group_size=100_000)
        with parquet.ParquetWriter(large, models.schema, compression="zstd") as writer:
            for part in range(PARTS):
                named = models.set_column(0, "id", _ids(asked.rows, part))
                if not part:
                    parquet.write_table(named, small, compression="zstd", row_group_size=100_000)
                    with lines.open("w", encoding="utf-8") as file:
                        file.writelines(json.dumps(row) + "\n" for row in named.slice(0, LINES).to_pylist())
                writer.write_table(named, row_group_size=100_000)
        answers = _answers(folder, models)
        output = str(folder / "output.parquet")

        def ours(path: Path, columns: list[str] | None = None) -> str:
            return SCAN.format(path=str(path), output=output, columns=columns)

        def join(path: Path, columns: tuple[str, ...]) -> str:
            same = " and ".join(f"c.{key} is not distinct from a.{key}" for key in KEYS)
            words = ", ".join(f'a."{column}"' for column in columns)
            return JOIN.format(path=path, answers=answers, columns=words, same=same, output=output)

        seconds, memory = processes(ours(small), join(small, COLUMNS), asked.pairs, name)
        yield Goal("B2", f"Parquet to Parquet, {asked.rows:,} rows with tags, beside DuckDB", seconds, 1.1, 0.8)
        yield Goal("B3", "the peak of its memory, beside DuckDB", memory, 1.75, 1.25)
        _, grown = processes(ours(large), ours(small), 1, name)
        yield Goal("B3", f"the peak of its memory at {PARTS} times the rows, beside itself", grown, 1.1)
        level = COLUMNS[1]
        seconds, _ = processes(ours(counted, ["id", level]), join(counted, (level,)), asked.pairs, name)
        yield Goal("B2", "to id and level, where there are no tags and ids count up", seconds)
        seconds, _ = processes(ours(lines), LOADS.format(path=str(lines)), asked.pairs, name)
        rows = min(asked.rows, LINES)
        yield Goal("B4", f"JSONL to Parquet, {rows:,} rows, beside a loop over json.loads", seconds, 1.15)


def _ids(rows: int, part: int) -> pyarrow.Array:
    """Names of models as people give them: no two alike, and none told by the one before."""
    random = numpy.random.default_rng(part)
    users, numbers = random.integers(0, 400_000, rows), random.integers(0, 1 << 40, rows)
    return pyarrow.array(f"user{user}/model-{number:x}-{part}" for user, number in zip(users, numbers, strict=True))


def _answers(folder: Path, models: pyarrow.Table) -> Path:
    """The answers to the distinct keys of a catalogue, for DuckDB to join."""
    keys = models.select(KEYS).group_by(list(KEYS)).aggregate([])
    found = openness.classify_table(keys, under=["spectrum"])
    columns = {**{name: keys[name] for name in KEYS}, **{name: found[name] for name in COLUMNS}}
    path = folder / "answers.parquet"
    parquet.write_table(pyarrow.table(columns), path)
    return path
