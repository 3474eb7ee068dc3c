"""The fields of a definition's record, each of its type; what is not as the grammar has it is kept as a problem."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from openness.errors import Problem, nearest


class DefinitionFields:
    """The fields of one record.

    Args:
        document: its file.
        record: the record.
        lines: the line of each table and key in it, by dotted path, for messages.
    """

    def __init__(
        self, document: str, record: Mapping[str, Any], lines: Mapping[str, int] = MappingProxyType({})
    ) -> None:
        self.document = document
        self.lines = lines
        self.places = {id(table): path for path, table in tables_in(record)} if lines else {}
        self.place = ""  # the table that is being read, as a dotted path
        self.problems: list[Problem] = []

    def wrong(self, message: str, help: str = "", key: str = "") -> None:
        """Keep a problem, with the line of the table that is being read, or of a key in it."""
        below = f"{self.place}.{key}" if self.place else key
        line = self.lines.get(below) or self.lines.get(self.place)
        self.problems.append(Problem(self.document, line or (1 if self.lines else None), message, help))

    def mistyped(self, key: str, message: str, help: str) -> None:
        """Keep the problem of a value of a wrong type, with the line of its key or of the innermost table around it."""
        parts = key.split(".")
        above = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
        line = next((self.lines[part] for part in above if part in self.lines), 1 if self.lines else None)
        self.problems.append(Problem(self.document, line, message, help))

    def reading(self, record: Mapping[str, Any]) -> None:
        """Say of which table the next problems are."""
        self.place = self.places.get(id(record), self.place)

    def keys(self, record: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
        """See that a table has no other keys than these."""
        for key in record:
            if key not in allowed:
                self.wrong(f"{where} has an unknown key {key!r}", nearest(key, allowed), key)

    def tables(self, value: Any, where: str) -> list[Mapping[str, Any]]:
        """A list of tables; anything else is reported."""
        return self._each(value, Mapping, f"{where} is not a list of tables")

    def words(self, value: Any, where: str) -> list[str]:
        """A list of words; anything else is reported."""
        return self._each(value, str, f"{where} is not a list of words")

    def _each(self, value: Any, sort: type, message: str) -> list[Any]:
        entries = [entry for entry in value if isinstance(entry, sort)] if isinstance(value, list) else []
        if not isinstance(value, list) or len(entries) != len(value):
            self.wrong(message)
        return entries

    def text(self, record: Mapping[str, Any], key: str, where: str, default: str = "") -> str:
        """A text; anything else is reported."""
        value = record.get(key, default)
        if isinstance(value, str):
            return value
        self.wrong(f"{key} of {where} is not a text", f'write {key} = "…"', key)
        return default

    def word(self, vocabulary: Any, word: Any, where: str, default: Any) -> Any:
        """A word of a vocabulary; the default, and a problem, where it is none."""
        try:
            return vocabulary(word)
        except ValueError:
            help = nearest(str(word), vocabulary)
            self.wrong(f"{where} names {word!r}, which is not a known {vocabulary.__name__.lower()}", help)
            return default

    def stated(self, record: Mapping[str, Any], key: str, default: Any, where: str) -> Any:
        """The word of the default's list under a key; the default where it is not there."""
        return self.word(type(default), record[key], where, default) if key in record else default

    def one_of(self, word: str, words: tuple[str, ...], where: str) -> str:
        """A word of a closed list; another is reported."""
        if word not in words:
            self.wrong(f"{where} is {word!r}", nearest(word, words) or f"one of {', '.join(filter(None, words))}")
        return word


def tables_in(record: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each table in the lists of tables of a record, with its dotted path."""
    for key, value in record.items():
        for number, table in enumerate(value if isinstance(value, list) else ()):
            if isinstance(table, Mapping):
                path = f"{place}.{key}[{number}]" if place else f"{key}[{number}]"
                yield path, table
                yield from tables_in(table, path)
