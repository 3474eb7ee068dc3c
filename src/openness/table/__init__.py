"""Tables: a batch of rows in, a batch of verdicts out. Needs `pyarrow` and `numpy` (the extra `arrow`)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from openness.errors import OpennessError, Problem
from openness.shelf.shelf import Shelf
from openness.table.columns import wanted

if TYPE_CHECKING:
    import pyarrow

    from openness.table.waist import Waist

__all__ = ["Waist", "classify_table", "wanted"]


def classify_table(table: Any, *, under: Iterable[str] | None = None, shelf: Shelf | None = None) -> "pyarrow.Table":
    """One row of verdicts for each row of a table.

    Args:
        table: an Arrow table, or anything with `__arrow_c_stream__`, with columns as the Hub's API, its public snapshots
            or catalogues made from them have them, and `COMPONENT.availability` and `COMPONENT.licence` for what else is
            known.
        under: ids of definitions; by default every definition that ships.
        shelf: where licences and definitions are looked up; the shipped shelf by default.

    Returns:
        `id` where there is one, `licence` (of the weights, resolved), `spectrum.reached`, `spectrum.reachable`,
        `band`, one column for each definition with its verdict, and `findings` (codes). Texts that come to no verdict
        have further columns: an index `ID.low` and `ID.high`, an answer for each component `ID.COMPONENT`.

    Raises:
        OpennessError: when pyarrow or numpy is missing, a definition is unknown, or the table has no column that is known.
    """
    waist = _waist()
    return waist.classified(table, waist.Waist(under, shelf))


def _waist() -> Any:
    """The module that needs them.

    Raises:
        OpennessError: when pyarrow or numpy is missing.
    """
    try:
        from openness.table import waist
    except ImportError:
        raise OpennessError(Problem("", None, "a table needs pyarrow and numpy", "install openness[arrow]")) from None
    return waist


def __getattr__(name: str) -> Any:
    """`Waist`, imported when it is first asked for, with what it needs."""
    if name != "Waist":
        raise AttributeError(f"module 'openness.table' has no attribute {name!r}")
    return _waist().Waist
