"""Tables: a batch of rows in, a batch of verdicts out. Needs `pyarrow` and `numpy` (the extra `arrow`)."""

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from openness.shelf.shelf import Shelf
from openness.table.columns import wanted
from openness.table.extra import need_arrow

if TYPE_CHECKING:
    import pyarrow

    from openness.table.lineage import Lineage
    from openness.table.waist import Waist

__all__ = ["Lineage", "Waist", "classify_table", "lineage_table", "wanted"]


def classify_table(
    table: Any,
    *,
    under: Iterable[str] | None = None,
    shelf: Shelf | None = None,
    columns: Iterable[str] | None = None,
) -> "pyarrow.Table":
    """One row of verdicts for each row of a table.

    Args:
        table: an Arrow table, or anything with `__arrow_c_stream__`, with columns as the Hub's API, its public snapshots
            or catalogues made from them have them, and `COMPONENT.availability` and `COMPONENT.licence` for what else is
            known.
        under: ids of definitions, one alone as it is; by default every definition that ships.
        shelf: where licences and definitions are looked up; the shipped shelf by default.
        columns: of the answer, in this order, such as `["id", "licence"]`; by default all. Fewer take less time and memory.

    Returns:
        `id` where there is one, `licence` (of the weights, resolved), `spectrum.reached`, `spectrum.reachable`,
        `band`, one column for each definition with its verdict, and `findings` (codes). A text with several levels has
        `ID.reached` besides. Texts that come to no verdict have further columns: an index `ID.low` and `ID.high`, an
        answer for each component `ID.COMPONENT`.

    Raises:
        OpennessError: when pyarrow or numpy is missing, a definition or a column of the answer is unknown, or the table has
            no column that is known.
        TypeError: when it is something else, such as a list of rows, or `columns` is one text.
    """
    waist = _needing("waist")
    return waist.classified(table, waist.Waist(under, shelf, columns=columns))


def lineage_table(
    table: Any,
    *,
    under: Iterable[str] | None = None,
    shelf: Shelf | None = None,
    columns: Iterable[str] | None = None,
) -> "pyarrow.Table":
    """The same, with the rows' statements on each other's bases: a base's own licence counts where a row names it.

    Args:
        table: as for `classify_table`; the models that rows name as their bases are looked up among all of its rows.
        under: as for `classify_table`.
        shelf: as for `classify_table`.
        columns: as for `classify_table`, those of the lineage among them.

    Returns:
        the columns of `classify_table`, and beside them `lineage.bases` (how many models a row was made from whose terms
        reach it, theirs included; 100 stands for more too), `lineage.licences` (the licences of these), `lineage.unknown`
        (whether the terms of one of them are unknown), and `lineage.reached`, `lineage.reachable`, `lineage.band` and
        `lineage.findings`: the level, the level it could reach, the band, and the findings, with these licences known.

    Raises:
        OpennessError: as `classify_table` does.
    """
    lineage = _needing("lineage")
    return lineage.with_lineage(table, lineage.Waist(under, shelf), columns)


#: Names that need pyarrow and numpy, with the module that each stands in.
_LATER = {"Lineage": "lineage", "Waist": "waist"}


def _needing(name: str) -> Any:
    """A module that needs them.

    Raises:
        OpennessError: when pyarrow or numpy is missing.
    """
    need_arrow("a table")
    return import_module(f"openness.table.{name}")


def __getattr__(name: str) -> Any:
    """Imports a name when it is first asked for, with what it needs."""
    if name not in _LATER:
        raise AttributeError(f"module 'openness.table' has no attribute {name!r}")
    return getattr(_needing(_LATER[name]), name)
