"""Lineage beside a loop in NumPy, a join in Polars and a search in plain Python, and `lineage_table` as a whole.

The loop and the search know of twelve licences and nothing else; the join only finds the row that a name belongs to. A long
chain of models, circles, and models that name themselves are part of the search, which is not exact on circles.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import numpy
import polars
import pyarrow
import pyarrow.parquet
from tests.support.catalogue import edges, family
from tests.support.goals import Asked, Goal
from tests.support.timing import both, ratios

from openness.resolution.ancestry import Sets
from openness.table import classify_table, lineage_table
from openness.table.nodes import nodes
from openness.table.spread import spread

LICENCES = 12
ROUNDS = 1_000  # of the loop, at most: on a long chain it would take one for each model
CHAIN = 200_000
WHOLE = 300_000  # rows of which the whole lineage is asked


def goals(asked: Asked) -> Iterator[Goal]:
    """What is inherited, names to rows, a long chain, and all of it."""
    licence = numpy.random.default_rng(2).integers(0, LICENCES, asked.rows)
    child, parent = edges(asked.rows)
    ours, loop = _ours(licence, child, parent), _loop(licence, child, parent)
    assert (ours() == loop()).all()
    found = ratios({"loop": loop, "ours": ours}, asked.pairs)
    yield Goal("L1", f"licences inherited by {asked.rows:,} models, beside a loop in NumPy", found["ours"], 4, 2)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "catalogue.parquet")
        rows = family(asked.rows)
        pyarrow.parquet.write_table(rows, path, compression="zstd", row_group_size=250_000)
        known = _joined(path).unique(["row", "base"]).get_column("base").is_not_null().sum()
        assert _linked(path) == known
        calls = {"join": lambda: _joined(path), "ours": lambda: _linked(path)}
        processor, clock = both(calls, asked.pairs)["ours"]
        yield Goal("L2", "names to rows, from Parquet, beside Polars", processor, 1.75, 1.3)
        yield Goal("L2", "names to rows, from Parquet, beside Polars, by the clock", clock, 1.75, 1.3)
    chain = min(CHAIN, asked.rows // 2)
    child, parent = edges(asked.rows, chain)
    calls = {"search": _search(licence, child, parent), "ours": _ours(licence, child, parent)}
    found = ratios(calls, asked.pairs)
    yield Goal("L3", f"with a chain of {chain:,}, beside a search in plain Python", found["ours"], 1.5, 1.0)
    few = rows.slice(0, WHOLE)
    under = ["spectrum"]
    calls = {"classify": lambda: classify_table(few, under=under), "ours": lambda: lineage_table(few, under=under)}
    found = ratios(calls, min(asked.pairs, 3))
    yield Goal("L3", f"`lineage_table` of {few.num_rows:,} rows, beside `classify_table`", found["ours"])


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
