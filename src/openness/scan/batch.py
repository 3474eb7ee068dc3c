"""Rows on their way: pieces of a table that are read apart, batches of rows, and rows that cannot be read."""

import os
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any

from attrs import frozen

from openness.errors import MAY_READ, OpennessError, Problem
from openness.value import Value

if TYPE_CHECKING:
    import pyarrow

#: Is told the share of the work that is done, 0 to 1, and the rows.
Progress = Callable[[float, int], None]

ROWS = 1 << 17  #: rows of a batch, at most
BYTES = 1 << 26  #: of a batch, at most, where a file tells how long its rows are
BLOCK = 1 << 23  #: bytes of text that are read at a time
LONGEST = 1 << 20  #: bytes of a row, at most


@frozen(eq=False, repr=False)
class File(Value):
    """One file of a table.

    Args:
        path: where it is.
        kind: `parquet`, `jsonl` or `csv`.
        packed: `gzip`, `zstd`, or empty.
        size: its bytes.
        changed: when it was changed, in nanoseconds.
    """

    path: str
    kind: str
    packed: str
    size: int
    changed: int

    @property
    def name(self) -> str:
        """Its name without the folder."""
        return os.path.basename(self.path)

    def open(self) -> "tuple[IO[bytes], Callable[[], int]]":
        """A stream of its bytes, unpacked, and a function for the number of bytes of the file that have been read.

        Raises:
            OSError: when it cannot be opened.
        """
        if not self.packed:
            stream = open(self.path, "rb")  # noqa: SIM115 - its reader closes it
            return stream, stream.tell
        import io

        import pyarrow

        raw = pyarrow.OSFile(self.path)
        return io.BufferedReader(pyarrow.CompressedInputStream(raw, self.packed), 1 << 20), raw.tell


@frozen(eq=False, repr=False)
class Place(Value):
    """The beginning of a piece of a table.

    Args:
        file: the number of the file, from 0.
        at: the byte of an unpacked text, or the row group.
        row: the rows of the file before it.
        line: the lines of the file before it.
    """

    file: int = 0
    at: int = 0
    row: int = 0
    line: int = 0

    def numbers(self) -> tuple[int, int, int, int]:
        """The place as a journal keeps it."""
        return self.file, self.at, self.row, self.line


@frozen(eq=False, repr=False)
class Piece(Value):
    """A piece of a table, which can be read apart from all others and wherever the file is.

    Args:
        file: the file.
        place: where it begins.
        names: the columns to read.
        further: also read the further columns of JSONL rows that have a meaning here.
        data: of a text its lines or records; of a row group the number of its rows.
        share: the share of the table's bytes that lies before its end, 0 to 1.
        since: the share that lies before its beginning.
        done: its batches that are answered already, and of the next one the rows that are.
    """

    file: File
    place: Place
    names: tuple[str, ...]
    further: bool
    data: Any
    share: float
    since: float = 0.0
    done: tuple[int, int] = (0, 0)

    def share_of(self, rows: int) -> float:
        """The share of the table's bytes that lies before the end of so many of its rows; of a text that of the whole piece."""
        if not isinstance(self.data, int):
            return self.share
        return self.since + (self.share - self.since) * min(rows / max(self.data, 1), 1.0)


@frozen(eq=False, repr=False)
class Rejected(Value):
    """A row that could not be read, kept aside.

    Args:
        file: the name of the file.
        row: its number in the file, from 1.
        line: the line of the file, from 1; None where there are no lines.
        problem: what is wrong.
        text: the row as text, cut where it is too long.
    """

    file: str
    row: int
    line: int | None
    problem: str
    text: str

    def to_dict(self) -> dict[str, object]:
        """The row as a line of `OUT.rejected.jsonl`."""
        return {"file": self.file, "row": self.row, "line": self.line, "problem": self.problem, "text": self.text}

    @property
    def problem_of(self) -> Problem:
        """The same as a problem of the call."""
        return Problem(
            self.file,
            self.line,
            self.problem if self.line else f"row {self.row:,}: {self.problem}",
            "correct the row, and scan the table again",
        )


@frozen(eq=False, repr=False)
class Batch(Value):
    """Rows that were read together.

    Args:
        groups: the rows, in groups of one schema, each with the numbers of its rows in the batch; None for all of them.
        rejected: the rows that could not be read.
        unknown: columns of rows of JSONL that are not read; of other tables the first line tells them.
    """

    groups: "tuple[tuple[pyarrow.RecordBatch, list[int] | None], ...]"
    rejected: tuple[Rejected, ...] = ()
    unknown: frozenset[str] = frozenset()

    @property
    def rows(self) -> int:
        """The number of rows to answer."""
        return sum(group.num_rows for group, _ in self.groups)


def too_long(length: int) -> str:
    """The problem of a row that is too long."""
    return f"the row has {length:,} bytes or more, and {LONGEST:,} are read"


def shown(text: bytes) -> str:
    """A row as text that can be written in UTF-8, cut where it is too long."""
    return text[:LONGEST].decode("utf-8", "backslashreplace")


def is_utf8(data: bytes) -> bool:
    """True where bytes are UTF-8 throughout."""
    try:
        return data.isascii() or bool(data.decode())
    except UnicodeDecodeError:
        return False


def unreadable(path: str, error: BaseException) -> OpennessError:
    """The error for a file that is damaged, or is not what its name says."""
    words = str(getattr(error, "strerror", None) or error).splitlines()
    return OpennessError(
        Problem(path, None, f"it cannot be read: {words[0] if words else type(error).__name__}", MAY_READ)
    )


def changed(path: str) -> OpennessError:
    """The error for a table that is not what it was when the scan began."""
    return OpennessError(Problem(path, None, "it was changed while it was read", "scan it again with --restart"))
