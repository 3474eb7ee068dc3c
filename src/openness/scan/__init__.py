"""Scan a catalogue of models, row by row: `openness.scan(table, output)`.

The package is the function too: `openness.scan(…)` scans, and `openness.scan.spark` is a module of it. What needs the extra
`arrow` is imported by the call, so that every public name can be imported without it.
"""

import os
import sys
from collections.abc import Iterable
from inspect import Signature
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openness.scan.batch import Progress
    from openness.scan.report import Report
    from openness.shelf.shelf import Shelf


def scan(
    table: str | os.PathLike[str],
    output: str | os.PathLike[str] | None = None,
    *,
    under: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    lineage: bool = False,
    ids: bool = False,
    engine: str = "local",
    restart: bool = False,
    shelf: "Shelf | None" = None,
    progress: "Progress | None" = None,
) -> "Report":
    """Classify a catalogue of models, row by row, with as much memory as one batch takes.

    Args:
        table: a path to Parquet, JSONL or CSV (also `.gz` or `.zst`), or to a folder of such files.
        output: the file with one row of answers for each row: Parquet, JSONL or CSV by its name. It appears when it is
            complete; until then a folder `OUTPUT.scan` holds what there is, and the same call goes on from there. None
            only counts.
        under: ids of definitions, one alone as it is; by default every definition that ships.
        columns: of the output, in this order, such as `["id", "licence"]`; by default all. The report counts as ever.
        lineage: also say what each row inherits from the rows it was made from, as `lineage_table` does. The table is read
            twice, and names and numbers of all rows are in memory.
        ids: also count the rows without an id and those with the id of an earlier row.
        engine: `local`, or `spark` (extra `spark`), which knows no lineage.
        restart: throw away what a scan that was stopped has left.
        shelf: where licences and definitions are looked up; the shipped shelf by default.
        progress: is told now and then the share of the work that is done, 0 to 1, and the rows; of two readings each counts half.

    Returns:
        What was counted. Rows that cannot be read stand in `OUTPUT.rejected.jsonl`, with their numbers.

    Raises:
        OpennessError: when the table cannot be read or the output not written, when another scan writes it or one of
            something else stopped there, a definition, a column of the output or an engine is unknown, or pyarrow is missing.
        TypeError: when the table or the output is not a path, or `columns` is one text.

    >>> report = scan("docs/examples/catalogue.csv", under=["spectrum"])
    >>> report.rows, dict(report.levels)["open-weights"]
    (4, 1)
    """
    from openness.table.extra import need_arrow

    need_arrow("a scan")
    from openness.scan.run import scanned

    return scanned(table, output, under, columns, lineage, ids, engine, restart, shelf, progress)


class _Callable(ModuleType):
    """A module that can be called, with the signature of what it calls."""

    __call__ = staticmethod(scan)

    @property
    def __signature__(self) -> Signature:
        return Signature.from_callable(self.__call__)


if not TYPE_CHECKING:
    sys.modules[__name__].__class__ = _Callable
    scan = sys.modules[__name__]  # `openness.scan` is looked up here, and must stay the module
