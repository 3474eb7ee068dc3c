"""The changes between two catalogues: rows that appeared, vanished, or have another licence, level or findings."""

import os
from collections.abc import Iterable

from openness.scan.batch import Progress
from openness.scan.drift.counts import Drift
from openness.shelf.shelf import Shelf
from openness.table.extra import need_arrow

__all__ = ["Drift", "drift"]


def drift(
    old: str | os.PathLike[str],
    new: str | os.PathLike[str],
    output: str | os.PathLike[str] | None = None,
    *,
    under: Iterable[str] | None = ("spectrum",),
    shelf: Shelf | None = None,
    progress: Progress | None = None,
) -> Drift:
    """Compare two catalogues, row by row.

    Args:
        old: what `openness.scan` wrote, or a table that it takes, which is then classified.
        new: the same of a later day.
        output: the file for the rows that changed, in the order of their ids: Parquet, JSONL or CSV by its name.
        under: ids of definitions that a table is classified under, where it must be.
        shelf: where licences and definitions are looked up; the shipped shelf by default.
        progress: is told now and then the share of the tables that is read, 0 to 1, and the rows.

    Returns:
        What was counted.

    Raises:
        OpennessError: when a table cannot be read or the output not written.
        TypeError: when a table or the output is not a path.

    >>> same = drift("docs/examples/catalogue.csv", "docs/examples/catalogue.csv")
    >>> same.rows, dict(same.kinds)
    ((4, 4), {'appeared': 0, 'vanished': 0, 'changed': 0})
    """
    need_arrow("a scan")
    from openness.scan.drift.run import compared  # imported by the call: it needs the extra `arrow`

    return compared(old, new, output, under, shelf, progress)
