"""The columns that are needed of a table, as the Hub and catalogues made from it have them, and those asked for of an answer."""

from collections.abc import Iterable, Sequence

from openness.errors import OpennessError, Problem, nearest
from openness.formats import hub_record
from openness.vocabulary import Kind, hub

#: The fields of a record on which a verdict can depend, besides those of a card.
OF_RECORDS = hub_record.KEYS | {
    *("author", "gated", "private", "disabled", hub_record.PROSE),
    *(*hub_record.OF_MODELS, *hub_record.OF_DATASETS, *hub_record.OF_SPACES),
}
_OF_CARDS = hub.MODEL_KEYS | {"license", "licence"}
COMPONENT_FIELDS = ("availability", "licence")


def wanted(names: Iterable[str]) -> list[str]:
    """The columns of a table that are needed, in their order: only these need to be read from a file.

    Args:
        names: the names of all its columns.

    Raises:
        OpennessError: for a column of a component that is none.

    >>> wanted(["id", "downloads", "license", "training-code.availability"])
    ['id', 'license', 'training-code.availability']
    """
    return [name for name in names if is_wanted(name)]


def is_wanted(name: str) -> bool:
    """True for a column on which a verdict can depend."""
    return name in OF_RECORDS or name in _OF_CARDS or hub_record.is_base_field(name) or component_of(name) is not None


def asked_for(columns: Iterable[str] | None, names: Sequence[str]) -> tuple[str, ...]:
    """The columns of an answer that are asked for, in that order, each once; all where none is named.

    Args:
        columns: their names; None for all.
        names: of the columns that the answer has.

    Raises:
        OpennessError: for each that it does not have, or where none is named.
        TypeError: for one text in place of names.
    """
    if columns is None:
        return tuple(names)
    if isinstance(columns, str):
        raise TypeError("columns must be a list of names; not str")
    asked = tuple(dict.fromkeys(columns))
    have = f"it has {', '.join(names)}"
    problems = [
        Problem("", None, f"the answer has no column {name!r}", nearest(name, names) or have)
        for name in asked
        if name not in names
    ]
    if not asked:
        problems.append(Problem("", None, "no column of the answer is asked for", have))
    if problems:
        raise OpennessError(*problems)
    return asked


def component_of(name: str) -> Kind | None:
    """The component that a column is about; None where it is about none.

    Raises:
        OpennessError: where it is called as such a column is, and there is no such component.
    """
    kind, dot, field = name.rpartition(".")
    if not dot or field not in COMPONENT_FIELDS:
        return None
    if kind not in list(Kind):
        raise OpennessError(Problem("", None, f"the column {name!r} is of no component", nearest(kind, Kind)))
    return Kind(kind)
