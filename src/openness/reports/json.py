"""JSON (docs/reference/json.md) as text that is inert wherever it is pasted."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from openness.vocabulary.characters import in_json
from openness.vocabulary.json_text import json_text

if TYPE_CHECKING:
    from openness.errors import Problem
    from openness.evaluation.classification import Classification

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def write(data: Any, indent: int | None = 2) -> str:
    """A file of JSON, which ends with the end of a line.

    Args:
        data: what to write.
        indent: blanks of a level; None puts all on one line, for what holds thousands of results: it takes a tenth of the time.
    """
    return f"{inert(data, indent)}\n"


def inert(data: Any, indent: int | None = None) -> str:
    r"""Data as JSON in ASCII, with what means something to HTML or to a CI's runner escaped too.

    Args:
        data: what to write.
        indent: blanks of a level; None puts all on one line.

    >>> print(inert({"name": "<b>\u2028"}))
    {"name": "\u003cb\u003e\u2028"}
    """
    return in_json(json_text(data, indent).translate(_ESCAPES))


def pieces(
    results: Iterable["Classification"], problems: Iterable["Problem"] = (), replaced: Sequence[str] = ()
) -> Iterator[str]:
    """The JSON of `classify` on one line, release by release, so that thousands of them need the memory of one.

    Args:
        results: the classifications; each is let go when it is written.
        problems: what could not be used.
        replaced: the records that a folder replaced.
    """
    from openness.evaluation.classification import report_of

    empty = '"results": []'
    yield inert(report_of(())).partition(empty)[0] + '"results": ['
    own: dict[Problem, None] = {}
    comma = ""
    for result in results:
        yield comma + inert(result.result())
        comma = ", "
        own.update(dict.fromkeys(result.release.problems))
    yield "]" + write(report_of((), (*own, *problems), replaced), None).partition(empty)[2]
