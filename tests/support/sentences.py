"""Tables of sentences, each with what is expected of it: one a line, its cells parted by tabs, below a line of names."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

_Row = TypeVar("_Row")


def rows_of(table: Path, row: Callable[..., _Row]) -> Iterator[_Row]:
    """The rows of a table, as tuples with names."""
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        yield row(*line.split("\t"))


def below(heading: str) -> str:
    """A heading of Markdown with an empty line behind it; empty where there is none."""
    return f"## {heading}\n\n" if heading else ""
