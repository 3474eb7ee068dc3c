"""The columns that are needed of a table, as the Hub's API, its public snapshots and catalogues made from them have them."""

from collections.abc import Iterable

from openness.errors import OpennessError, Problem, nearest
from openness.formats import hub_record
from openness.vocabulary import Kind, hub

#: What a record has that a verdict can depend on, besides the fields of a card.
OF_RECORDS = hub_record.KEYS | {"author", "gated", "private", "disabled", "config", "safetensors", "gguf"}
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
    return [name for name in names if name in OF_RECORDS or name in _OF_CARDS or component_of(name)]


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
