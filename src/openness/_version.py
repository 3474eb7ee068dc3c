"""The version, as a constant: asking the installed metadata costs a third of a start-up; and the head that names it."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

__version__ = "0.1.0"

_SCHEMA = 1  # of the JSON; keys are added to it, and none moves


def document(data: str, content: "Mapping[str, Any]") -> "dict[str, Any]":
    """A document of JSON, which begins with its schema, this tool's version and that of the data.

    Args:
        data: the version of the licence and definition data that the answers rest on, as `2026.11.29`.
        content: what follows.

    >>> list(document("2026.11.29", {"results": []}))
    ['schema', 'tool', 'data', 'results']
    """
    return {"schema": _SCHEMA, "tool": __version__, "data": data, **content}
