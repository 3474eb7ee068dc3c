"""CSV, in pieces that end where a record ends."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from openness.scan.batch import (
    BLOCK,
    LONGEST,
    ROWS,
    Batch,
    File,
    Piece,
    Place,
    Rejected,
    is_utf8,
    shown,
    too_long,
    unreadable,
)
from openness.scan.columns import grouped
from openness.scan.lines import Lines

_SAME = 50  # columns of one name


def names(file: File) -> tuple[str, ...]:
    """The names in the first record.

    Raises:
        OpennessError: when the file is empty, or its first record is none.
    """
    return _header(file)[0]


def _header(file: File) -> tuple[tuple[str, ...], int, int]:
    """The names of the columns, and the bytes and lines of the first record."""
    with Lines(file) as lines:
        records = _Records(lines)
        for cells, text, problem in records:
            if problem:
                break
            if not is_utf8(text):
                raise unreadable(file.path, ValueError("the bytes of its first line are no UTF-8"))
            columns = _told_apart(map(str.strip, cells))
            if any(name.endswith("_" * _SAME) for name in columns):
                raise unreadable(file.path, ValueError(f"its first line names one column more than {_SAME} times"))
            return columns, records.at, records.line
    raise unreadable(file.path, ValueError("its first line names no columns"))


def _told_apart(names: Iterable[str]) -> tuple[str, ...]:
    """The names of columns; one that stands there again is spelt otherwise, so that both count as two spellings of one do.

    >>> _told_apart(("id", "license", "license", "license_"))
    ('id', 'license', 'license_', 'license__')
    """
    taken = set[str]()
    apart: list[str] = []
    for name in names:
        for _ in range(_SAME if name else 0):
            if name not in taken:
                break
            name += "_"
        taken.add(name)
        apart.append(name)
    return tuple(apart)


class _Records:
    """The records of lines: cells, the line on which each begins, and what is wrong with it.

    A quotation mark that nobody closes would make one record of all that follows. So of a record that is none its first
    line alone is rejected, and the next begins after it.
    """

    def __init__(self, lines: Lines, line: int = 0) -> None:
        self.lines = lines
        self.line = line  #: the lines of the records so far
        self.at = lines.at  #: the bytes of the records so far
        self._taken: list[tuple[bytes, int]] = []  # lines of the record that is being read, each with its bytes
        self._again: deque[tuple[bytes, int]] = deque()  # lines that are read again

    def _fed(self) -> Iterator[str]:
        while True:
            if self._again:
                line, length = self._again.popleft()
            else:
                before = self.lines.at
                line = self.lines.line()
                length = self.lines.at - before
            if not line:
                return
            self._taken.append((line, length))
            yield line.decode("utf-8", "surrogateescape")

    def __iter__(self) -> Iterator[tuple[list[str], bytes, str]]:
        csv.field_size_limit(LONGEST)
        while True:
            reader = csv.reader(self._fed(), strict=True)
            try:
                for cells in reader:
                    yield cells, *self._done(len(self._taken))
                if not self._taken:
                    return
            except csv.Error as error:
                first, long = self._done(1)
                yield [], first, long or f"it is not valid CSV: {error}"

    def _done(self, lines: int) -> tuple[bytes, str]:
        """A record is complete after so many lines; what was read beyond them is read again."""
        record = b"".join(line for line, _ in self._taken[:lines])
        length = sum(length for _, length in self._taken[:lines])
        self._again.extendleft(reversed(self._taken[lines:]))
        self._taken = []
        self.line += lines
        self.at += length
        return record, too_long(length) if length > LONGEST else ""


def pieces(file: File, number: int, names: tuple[str, ...], start: Place) -> Iterator[tuple[Place, Any, float]]:
    """As many records as a batch may have, or as fill a block: the place of the first, the records, the share."""
    columns, first, header = _header(file)
    row = start.row
    with Lines(file, start.at or first) as lines:
        records = _Records(lines, start.line or header)
        place, waiting, length = Place(number, records.at, row, records.line), [], 0
        for cells, text, problem in records:
            if problem or cells:
                row += 1
                problem = problem or _misfit(cells, text, len(columns))
                waiting.append((records.line - max(text.count(b"\n"), 1) + 1, text if problem else cells, problem))
                length += len(text)
            if len(waiting) >= ROWS or length >= BLOCK:
                yield place, (columns, waiting), lines.share()
                place, waiting, length = Place(number, records.at, row, records.line), [], 0
        if waiting:
            yield place, (columns, waiting), 1.0


def _misfit(cells: list[str], text: bytes, width: int) -> str:
    if len(cells) != width:
        return f"it has {len(cells)} cells, and the first line names {width}"
    return "" if is_utf8(text) else "its bytes are no UTF-8"


def batches(piece: Piece) -> Iterator[Batch]:
    """The rows of some records."""
    columns, records = piece.data
    needed = [(at, name) for at, name in enumerate(columns) if name in piece.names]
    rows, rejected = [], []
    for number, (line, content, problem) in enumerate(records, piece.place.row + 1):
        if problem:
            rejected.append(Rejected(piece.file.name, number, line, problem, shown(content)))
        else:
            rows.append({name: _cell(content[at]) for at, name in needed if content[at]})
    yield Batch(grouped(rows, piece.names) if rows else (), tuple(rejected))


def _cell(text: str) -> Any:
    """The value of a cell: true or false, or its words."""
    return text in ("true", "True") if text in ("true", "True", "false", "False") else text
