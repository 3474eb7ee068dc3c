"""Times lineage beside a loop in NumPy, a join in Polars and a search in plain Python, and `lineage_table` as a whole.

    python -m tests.benchmarks.bench_lineage --rows 3000000

Each pair alternates in one run; the ratio is the median of the ratios of its pairs (below 1: faster than the peer), by
processor time, beside Polars by wall time too. The loop and the search know of twelve licences and nothing else; the join only
finds the row that a name belongs to. A chain of 200,000 models, circles, and models that name themselves are part of the last.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

import numpy
import polars
import pyarrow
import pyarrow.parquet
from tests.support.catalogue import edges, family

from openness.resolution.ancestry import Sets
from openness.table import classify_table, lineage_table
from openness.table.nodes import nodes
from openness.table.spread import spread

LICENCES = 12
ROUNDS = 1_000  # of the loop, at most: on a long chain it would take one for each model


def main() -> None:
    """Make the catalogues, and print a line for each comparison."""
    parser = argparse.ArgumentParser(description="Time lineage beside NumPy, Polars and plain Python.")
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--chain", type=int, default=200_000)
    parser.add_argument("--pairs", type=int, default=7)
    asked = parser.parse_args()
    licence = numpy.random.default_rng(2).integers(0, LICENCES, asked.rows)
    child, parent = edges(asked.rows)
    print(f"{asked.rows:,} models, {len(child):,} edges")
    ours, loop = _ours(licence, child, parent), _loop(licence, child, parent)
    assert (ours() == loop()).all()
    _compare("edges in memory, beside the loop in NumPy", ours, loop, asked.pairs)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "catalogue.parquet")
        rows = family(asked.rows)
        pyarrow.parquet.write_table(rows, path, compression="zstd", row_group_size=250_000)
        known = _joined(path).unique(["row", "base"]).get_column("base").is_not_null().sum()
        assert _linked(path) == known
        _compare(
            "names to rows, from Parquet, beside Polars", lambda: _linked(path), lambda: _joined(path), asked.pairs
        )
    chain = min(asked.chain, asked.rows // 2)
    child, parent = edges(asked.rows, chain)
    ours, search = _ours(licence, child, parent), _search(licence, child, parent)
    differ = int((ours() != search()).sum())
    print(f"with a chain of {chain:,}: the search, inexact on circles, is wrong for {differ} models")
    _compare(f"a chain of {chain:,}, beside a search in plain Python", ours, search, asked.pairs)
    few = rows.slice(0, 300_000)
    under = ["spectrum"]
    whole, alone = lambda: lineage_table(few, under=under), lambda: classify_table(few, under=under)
    _compare(f"`lineage_table` of {few.num_rows:,} rows, beside `classify_table`", whole, alone, min(asked.pairs, 3))


def _ours(licence: Any, child: Any, parent: Any) -> Callable[[], Any]:
    """For each model its licence and those that it inherits, as bits."""

    def run() -> Any:
        sets = Sets(most=100)
        own = numpy.array([sets.of([(at, 0)]) for at in range(LICENCES)], numpy.int32)[licence]
        kept = child != parent
        reached = spread(own, child[kept], parent[kept], sets.join)
        bits = numpy.array([sum(1 << sort for sort, _ in sets[number]) for number in range(len(sets))])
        return bits[reached] | bits[own]

    return run


def _loop(licence: Any, child: Any, parent: Any) -> Callable[[], Any]:
    def run() -> Any:
        found = numpy.int64(1) << licence
        c, p = child, parent
        for _ in range(ROUNDS):
            if not len(c):
                break
            new = found.copy()
            numpy.bitwise_or.at(new, c, found[p])
            changed = new != found
            found = new
            kept = changed[parent]
            c, p = child[kept], parent[kept]
        return found

    return run


def _search(licence: Any, child: Any, parent: Any) -> Callable[[], Any]:
    def run() -> Any:
        found = (numpy.int64(1) << licence).tolist()
        parents: list[Any] = [None] * len(found)
        for c, p in zip(child.tolist(), parent.tolist(), strict=True):
            if parents[c] is None:
                parents[c] = [p]
            else:
                parents[c].append(p)
        state = bytearray(len(found))
        for start in range(len(found)):
            if state[start] or parents[start] is None:
                continue
            path = [start]
            while path:
                at = path[-1]
                if state[at] == 0:
                    state[at] = 1
                    path.extend(p for p in parents[at] if state[p] == 0 and parents[p] is not None)
                    continue
                path.pop()
                if state[at] == 1:
                    state[at] = 2
                    for p in parents[at]:
                        found[at] |= found[p]
        return numpy.array(found)

    return run


def _linked(path: str) -> int:
    """The edges of a catalogue, and how many of them lead to a row."""
    table = pyarrow.parquet.read_table(path, columns=["id", "base_model"])
    bases = table.column("base_model").combine_chunks()
    names = pyarrow.compute.utf8_lower(table.column("id"))
    found = nodes(names, numpy.asarray(pyarrow.compute.list_parent_indices(bases)), bases.flatten())
    return int((found.parent < found.rows).sum()) + len(found.itself)


def _joined(path: str) -> polars.DataFrame:
    rows = polars.scan_parquet(path).select("id", "base_model").with_row_index("row")
    named = rows.select("row", polars.col("base_model")).explode("base_model").drop_nulls()
    return named.join(rows.select("id", base="row"), left_on="base_model", right_on="id", how="left").collect()


def _compare(what: str, ours: Callable[[], Any], peer: Callable[[], Any], pairs: int) -> None:
    """Print the medians of the ratios."""
    ratios: dict[str, list[float]] = {"wall": [], "processor": []}
    least = [float("inf"), float("inf")]
    for _ in range(pairs):
        times = [_time(ours), _time(peer)]
        for at, name in enumerate(ratios):
            ratios[name].append(times[0][at] / times[1][at])
        least = [min(known, new[1]) for known, new in zip(least, times, strict=True)]
    wall, processor = (statistics.median(found) for found in ratios.values())
    print(
        f"{what}: {wall:.2f} × wall, {processor:.2f} × processor (at best {least[0]:.2f} s and {least[1]:.2f} s)",
        flush=True,
    )


def _time(call: Callable[[], Any]) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - wall, time.process_time() - processor


if __name__ == "__main__":
    main()
