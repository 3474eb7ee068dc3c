"""The tables of a licence record, as whoever looks for faults in them meets them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from openness.errors import Problem, nearest

#: Makes a problem of the key it stands at, a message and a hint.
Wrong = Callable[..., Problem]


def wrong_in(path: str, lines: Mapping[str, int]) -> Wrong:
    """Makes problems of one record, each on the line of its key, or of the innermost table around it that has one.

    Args:
        path: the file of the record.
        lines: the line of each key, by dotted path.
    """

    def wrong(key: str, message: str, help: str = "") -> Problem:
        line = next((lines[part] for part in _prefixes(key) if part in lines), 1)
        return Problem(path, line, message, help)

    return wrong


def _prefixes(key: str) -> Iterator[str]:
    """A dotted key and the tables it stands in, innermost first."""
    parts = key.split(".")
    for count in range(len(parts), 0, -1):
        yield ".".join(parts[:count])


def table_under(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The table under a key; an empty one where none stands there."""
    value = record.get(key, {})
    return value if isinstance(value, Mapping) else {}


def is_words(value: Any) -> bool:
    """True for a list of words."""
    return isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)


def strange_keys(table: Mapping[str, Any], known: Iterable[str], key: str, wrong: Wrong) -> Iterator[Problem]:
    """The faults of keys that nobody knows.

    Args:
        table: the table.
        known: the keys that it may have.
        key: its own, as a dotted path.
        wrong: makes a problem.
    """
    for word in table:
        if word not in known:
            yield wrong(f"{key}.{word}", f"{key} has no {word!r}", nearest(word, known))
