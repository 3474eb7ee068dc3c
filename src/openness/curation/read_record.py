"""Reads a record for lint: its file, what the file states, and where."""

from attrs import frozen

from openness.errors import Problem
from openness.index import Record
from openness.index.records import toml_record
from openness.sources import systems as described
from openness.syntax.document import Document, utf8_text
from openness.syntax.toml import toml_lines, toml_tree
from openness.value import Shown


@frozen(eq=False, repr=False)
class ReadRecord(Shown):
    """One record: its file, what the file states, the line of each key, and the system where it describes one."""

    document: Document
    table: Record
    lines: dict[str, int]
    system: described.System | None

    @property
    def path(self) -> str:
        """The name of the file."""
        return self.document.name

    def problem(self, key: str, message: str, help: str) -> Problem:
        """The problem at a key, or at the first line where nothing stands there."""
        return Problem(self.path, self.lines.get(key, 1), message, help)


def read_record(document: Document) -> ReadRecord:
    """The record in a file.

    Raises:
        OpennessError: when the file is not TOML, or not UTF-8.
    """
    toml_tree(utf8_text(document), document.name)  # refuses what is not TOML, with the line
    table = toml_record(document.text)
    system = described.system_of(document) if "openness" in table else None
    return ReadRecord(document, table, toml_lines(document.text), system)
