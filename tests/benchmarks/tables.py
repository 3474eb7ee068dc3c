"""`classify_table` beside DuckDB and Polars, which read the same columns and join them with a table of verdicts.

The peers join one key, the licence, and know nothing of the rest. They work on several cores, so the clock is told as well.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import polars
import pyarrow
import pyarrow.parquet
from tests.support.catalogue import snapshot, table
from tests.support.goals import Asked, Goal
from tests.support.timing import both

from openness.scan import readers
from openness.table import Waist
from openness.table.waist import classified

KEYS = ["license", "license_name", "gated"]
VERDICT = ["spectrum.reached"]
_SQL = "select {columns}, verdict from '{path}' c left join verdicts v on {licence} is not distinct from v.license"
#: The parts of a snapshot's row by which a peer joins it: the licence of the card, or else of the tags, and the bases.
_LICENCE = "coalesce(json_extract_string(cardData, '$.license'), list_filter(tags, lambda t: starts_with(t, 'license:'))[1][9:])"
_BASES = "list_transform(baseModels.models, lambda m: m.id) as bases"


def goals(asked: Asked) -> Iterator[Goal]:
    """A catalogue of three keys, then the snapshot of one with tags, cards and bases."""
    with tempfile.TemporaryDirectory() as folder:
        flat, nested = os.path.join(folder, "flat.parquet"), os.path.join(folder, "nested.parquet")
        models = table(asked.rows)
        pyarrow.parquet.write_table(models, flat, compression="zstd", row_group_size=250_000)
        pyarrow.parquet.write_table(snapshot(models), nested, compression="zstd", row_group_size=250_000)
        verdicts = _verdicts(models)
        keys = ", ".join(f"c.{key}" for key in KEYS)
        peers = {"DuckDB": _duckdb(flat, verdicts, keys, "c.license"), "Polars": _polars(flat, verdicts)}
        for columns, what in ((VERDICT, "the verdict"), (None, "all columns")):
            for encoded, form in ((True, "dictionaries"), (False, "words")):
                ours = _ours(flat, encoded, columns)
                for name, peer in peers.items():
                    text = f"three keys to {what} ({form}), beside {name}"
                    bounds = (1.0, 0.6) if columns and encoded else (None, None)
                    yield from _beside(text, peer, ours, asked.pairs, *bounds)
        peer = _duckdb(nested, verdicts, f"c.id, gated, {_BASES}", _LICENCE)
        for columns, what in ((["id", *VERDICT], "id and the verdict"), (None, "all columns")):
            text = f"tags, cardData and bases to {what}, beside DuckDB"
            yield from _beside(text, peer, _scanned(nested, columns), asked.pairs, 1.5 if columns else None)


def _beside(
    text: str,
    peer: Callable[[], Any],
    ours: Callable[[], Any],
    pairs: int,
    must: float | None,
    stretch: float | None = None,
) -> Iterator[Goal]:
    """The time of ours as a multiple of a peer's; each has run once."""
    peer(), ours()
    processor, clock = both({"peer": peer, "ours": ours}, pairs)["ours"]
    yield Goal("B1", text, processor, must, stretch)
    yield Goal("B1", f"{text}, by the clock", clock, must, stretch)


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


def _duckdb(path: str, verdicts: pyarrow.Table, columns: str, licence: str) -> Callable[[], Any]:
    connection = duckdb.connect()
    connection.register("given", verdicts)
    connection.execute("create table verdicts as select * from given")
    sql = _SQL.format(columns=columns, path=path, licence=licence)
    return lambda: connection.sql(sql).to_arrow_table()


def _polars(path: str, verdicts: pyarrow.Table) -> Callable[[], Any]:
    known = polars.from_arrow(verdicts)
    assert isinstance(known, polars.DataFrame)
    rows = polars.scan_parquet(path).select(KEYS)
    return lambda: rows.join(known.lazy(), on="license", how="left", nulls_equal=True).collect()
