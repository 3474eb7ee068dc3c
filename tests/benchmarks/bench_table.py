"""Times `classify_table` beside DuckDB and Polars, which read the same columns and join them with a table of verdicts.

    python -m tests.benchmarks.bench_table --rows 3000000

Each pair alternates in one run; the ratio is the median of the ratios of its pairs, by wall time (`×` below 1: faster than
the peer) and by processor time. The peers join one key, the licence, and know nothing of the rest.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

import duckdb
import polars
import pyarrow
import pyarrow.parquet
from tests.support.catalogue import snapshot, table

from openness.scan import readers
from openness.table import Waist
from openness.table.waist import classified

KEYS = ["license", "license_name", "gated"]
VERDICT = ["spectrum.reached"]
_SQL = "select {columns}, verdict from '{path}' c left join verdicts v on {licence} is not distinct from v.license"
#: The parts of a snapshot's row by which a peer joins it: the licence of the card, or else of the tags, and the bases.
_LICENCE = "coalesce(json_extract_string(cardData, '$.license'), list_filter(tags, lambda t: starts_with(t, 'license:'))[1][9:])"
_BASES = "list_transform(baseModels.models, lambda m: m.id) as bases"


def main() -> None:
    """Make the catalogues, and print a line for each comparison."""
    parser = argparse.ArgumentParser(description="Time tables beside DuckDB and Polars.")
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--names", type=int, default=3_000)
    parser.add_argument("--bases", type=int, default=2_000)
    parser.add_argument("--pairs", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        flat, nested = os.path.join(folder, "flat.parquet"), os.path.join(folder, "nested.parquet")
        models = table(asked.rows, asked.names, asked.bases)
        pyarrow.parquet.write_table(models, flat, compression="zstd", row_group_size=250_000)
        pyarrow.parquet.write_table(snapshot(models), nested, compression="zstd", row_group_size=250_000)
        verdicts = _verdicts(models)
        peers = {"DuckDB": _duckdb(flat, verdicts), "Polars": _polars(flat, verdicts)}
        for columns, what in ((VERDICT, "the verdict"), (None, "all columns")):
            for encoded in (True, False):
                ours = _ours(flat, encoded, columns)
                for name, peer in peers.items():
                    form = "dictionaries" if encoded else "words"
                    _compare(f"three keys to {what} ({form}), beside {name}", ours, peer, asked.pairs)
        for columns, what in ((["id", *VERDICT], "id and the verdict"), (None, "all columns")):
            ours = _scanned(nested, columns)
            _compare(f"tags, cardData and bases to {what}, beside DuckDB", ours, _nested(nested, verdicts), asked.pairs)


def _verdicts(models: pyarrow.Table) -> pyarrow.Table:
    """The table that the peers join."""
    licences = models.column("license").unique()
    return pyarrow.table({"license": licences, "verdict": pyarrow.array(["open-weights"] * len(licences))})


def _ours(path: str, encoded: bool, columns: list[str] | None) -> Callable[[], Any]:
    """Read keys as dictionaries, and classify; the answers are remembered, as they are between the batches of one run."""
    waist = Waist(["spectrum"], encoded=encoded, columns=columns)
    return lambda: classified(pyarrow.parquet.read_table(path, columns=KEYS, read_dictionary=KEYS), waist)


def _scanned(path: str, columns: list[str] | None) -> Callable[[], Any]:
    """Read batches as a scan does, and classify them."""
    waist = Waist(["spectrum"], encoded=True, columns=columns)
    source = readers.opened(path)

    def run() -> list[Any]:
        batches = (batch for piece in source.pieces() for batch in readers.batches(piece))
        return [waist.batch(rows) for batch in batches for rows, _ in batch.groups]

    return run


def _duckdb(path: str, verdicts: pyarrow.Table) -> Callable[[], Any]:
    connection = _connection(verdicts)
    sql = _SQL.format(columns=", ".join(f"c.{key}" for key in KEYS), path=path, licence="c.license")
    return lambda: connection.sql(sql).to_arrow_table()


def _nested(path: str, verdicts: pyarrow.Table) -> Callable[[], Any]:
    connection = _connection(verdicts)
    sql = _SQL.format(columns=f"c.id, gated, {_BASES}", path=path, licence=_LICENCE)
    return lambda: connection.sql(sql).to_arrow_table()


def _connection(verdicts: pyarrow.Table) -> Any:
    connection = duckdb.connect()
    connection.register("given", verdicts)
    connection.execute("create table verdicts as select * from given")
    return connection


def _polars(path: str, verdicts: pyarrow.Table) -> Callable[[], Any]:
    known = polars.from_arrow(verdicts)
    assert isinstance(known, polars.DataFrame)
    rows = polars.scan_parquet(path).select(KEYS)
    return lambda: rows.join(known.lazy(), on="license", how="left", nulls_equal=True).collect()


def _compare(what: str, ours: Callable[[], Any], peer: Callable[[], Any], pairs: int) -> None:
    """Print the ratio of ours to a peer's, the two in turn."""
    ours(), peer()
    taken = [(_timed(ours), _timed(peer)) for _ in range(pairs)]
    wall, processor = (statistics.median(own[at] / other[at] for own, other in taken) for at in (0, 1))
    own = statistics.median(own[0] for own, _ in taken)
    print(f"{wall:6.2f} × wall  {processor:6.2f} × processor  {own * 1_000:8.0f} ms  {what}", flush=True)


def _timed(run: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of wall and of processor time."""
    wall, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - wall, time.process_time() - processor


if __name__ == "__main__":
    main()
