"""A table: Parquet, JSONL or CSV, one file or a folder of them, plain or packed; or a stream of Arrow."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve, frozen

from openness.errors import OpennessError, Problem
from openness.scan import jsonl, parquet, records
from openness.scan.batch import Batch, File, Piece, Place, unreadable
from openness.table.columns import none_known, unknown, wanted
from openness.value import Value

if TYPE_CHECKING:
    import pyarrow

PACKED = {".gz": "gzip", ".zst": "zstd"}
TAKEN = "a path to Parquet, JSONL or CSV (also .gz or .zst), or to a folder of such files"
_ENDS = 1 << 16  # bytes at each end of a file by which it is known again


class _Kind(NamedTuple):
    """The functions that read a kind of file."""

    endings: tuple[str, ...]
    names: Callable[[File], tuple[str, ...]]
    pieces: Callable[[File, int, tuple[str, ...], Place], Iterator[tuple[Place, Any, float]]]
    batches: Callable[[Piece], Iterator[Batch]]


KINDS = {
    "parquet": _Kind((".parquet", ".pq"), parquet.names, parquet.pieces, parquet.batches),
    "jsonl": _Kind((".jsonl", ".ndjson"), jsonl.names, jsonl.pieces, jsonl.batches),
    "csv": _Kind((".csv",), records.names, records.pieces, records.batches),
}


@frozen(eq=False, repr=False)
class Source(Value):
    """A table that is read piece by piece.

    Args:
        path: as its user wrote it.
        files: one, or those of a folder by name, all of one kind.
        names: the columns that are needed.
        further: rows of JSONL may have columns besides, which are needed where they are known here.
        unknown: the columns that are not read, and that nobody knows.
    """

    path: str
    files: tuple[File, ...]
    names: tuple[str, ...]
    further: bool = True
    unknown: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.size for file in self.files)

    def schema(self) -> "pyarrow.Schema":
        """The columns that are needed, `id` with its type where it is words or whole numbers; what a text holds are words."""
        import pyarrow
        from pyarrow import types

        id = pyarrow.string()
        if self.files[0].kind == "parquet" and "id" in self.names:
            kinds = {schema.field("id").type for file in self.files if "id" in (schema := parquet.schema(file)).names}
            kind = kinds.pop() if len(kinds) == 1 else id
            word = kind.value_type if types.is_dictionary(kind) else kind
            id = kind if any(test(word) for test in (types.is_string, types.is_large_string, types.is_integer)) else id
        return pyarrow.schema([(name, id if name == "id" else pyarrow.string()) for name in self.names])

    def pieces(self, start: Place | None = None) -> Iterator[Piece]:
        """The pieces in their order, from a place on that one of them began at."""
        start = start or Place()
        before = sum(file.size for file in self.files[: start.file])
        first = self.files[start.file]
        rows = parquet.rows(first) if start.row and first.kind == "parquet" else 0
        since = (before + first.size * (start.row / rows if rows else 0)) / max(self.size, 1)
        for number, file in enumerate(self.files[start.file :], start.file):
            kind = KINDS[file.kind]
            here = set(kind.names(file)) if file.kind == "parquet" else self.names
            names = tuple(name for name in self.names if name in here)
            place = start if number == start.file else Place(number)
            for at, data, share in kind.pieces(file, number, names, place):
                end = (before + share * file.size) / max(self.size, 1)
                yield Piece(file, at, names, self.further, data, end, since)
                since = end
            before += file.size

    def identity(self) -> list[list[object]]:
        """The marks by which a table is known again: of each file the name, the size, the time and both ends.

        Raises:
            OpennessError: when a file is gone or cannot be read.
        """
        return [list(_known_by(file)) for file in self.files]


def batches(piece: Piece) -> Iterator[Batch]:
    """The rows of a piece; of cards there may be some with no field that is known here."""
    for batch in KINDS[piece.file.kind].batches(piece):
        if not piece.further or all(wanted(rows.schema.names) for rows, _ in batch.groups):
            yield batch
        else:
            yield evolve(batch, groups=tuple((_with_a_known_column(rows), numbers) for rows, numbers in batch.groups))


def _with_a_known_column(rows: "pyarrow.RecordBatch") -> "pyarrow.RecordBatch":
    """Rows with one column at least that is known here: a null is no cell."""
    import pyarrow

    if wanted(rows.schema.names):
        return rows
    columns = [*rows.columns, pyarrow.nulls(rows.num_rows, pyarrow.string())]
    return pyarrow.RecordBatch.from_arrays(columns, names=[*rows.schema.names, "license"])


def opened(path: str, own: tuple[str, ...] = ()) -> Source:
    """The table at a path.

    Args:
        path: where it is.
        own: the columns to read where it has all of them; else those that are known here.

    Raises:
        OpennessError: when it cannot be read, is of no kind that is read, or has no column that is known.
    """
    files = _files(path)
    if not files:
        raise OpennessError(Problem(path, None, "the folder holds no table", f"name {TAKEN}"))
    if len({file.kind for file in files}) > 1:
        kinds = " and ".join(sorted({file.kind for file in files}))
        raise OpennessError(Problem(path, None, f"the folder holds {kinds}", "put the files of each kind in a folder"))
    names = names_in(files)
    if own and set(own) <= set(names):
        return Source(path, files, own, further=False)
    needed = tuple(wanted(names))
    if not names and files[0].kind == "jsonl":
        raise OpennessError(Problem(path, None, "none of its first lines holds a row", "write one JSON object a line"))
    if not needed:
        raise none_known(path, names)
    return Source(path, files, needed, unknown=tuple(unknown(names)))


def names_in(files: Iterable[File]) -> dict[str, None]:
    """The columns of files, in the order in which they are met."""
    return dict.fromkeys(name for file in files for name in KINDS[file.kind].names(file))


def _files(path: str) -> tuple[File, ...]:
    if not os.path.isdir(path):
        return (_file(path),)
    try:
        found = sorted(
            os.path.join(folder, name)
            for folder, _, names in os.walk(path, onerror=_raise)
            for name in names
            if not name.startswith((".", "_"))  # files that Spark and others leave beside their parts
        )
    except OSError as error:
        raise unreadable(path, error) from None
    return tuple(_file(path) for path in found if kind_of(path))


def _raise(error: OSError) -> None:
    raise error


def _file(path: str) -> File:
    kind = kind_of(path)
    try:
        status = os.stat(path)
    except FileNotFoundError:
        raise OpennessError(Problem(path, None, "there is no such file", "check the path")) from None
    except OSError as error:
        raise unreadable(path, error) from None
    if not kind:
        raise OpennessError(Problem(path, None, "its name tells no kind of table", f"name {TAKEN}"))
    if not stat.S_ISREG(status.st_mode):  # a table is read again and again, and a pipe or a device may never end
        raise OpennessError(Problem(path, None, "it is no plain file", f"name {TAKEN}"))
    return File(path, *kind, status.st_size, status.st_mtime_ns)


def kind_of(path: str) -> tuple[str, str] | None:
    """The kind of a table and how it is packed, by its name; None where it tells none.

    >>> kind_of("models.jsonl.gz"), kind_of("models.parquet"), kind_of("README.md")
    (('jsonl', 'gzip'), ('parquet', ''), None)
    """
    name, ending = os.path.splitext(path.lower())
    packed = PACKED.get(ending, "")
    ending = os.path.splitext(name)[1] if packed else ending
    return next(((id, packed) for id, kind in KINDS.items() if ending in kind.endings), None)


def _known_by(file: File) -> tuple[object, ...]:
    try:
        status = os.stat(file.path)
        with open(file.path, "rb") as stream:
            ends = blake2b(stream.read(_ENDS), digest_size=16)
            stream.seek(max(status.st_size - _ENDS, 0))
            ends.update(stream.read(_ENDS))
    except OSError as error:
        raise unreadable(file.path, error) from None
    return file.name, status.st_size, status.st_mtime_ns, ends.hexdigest()
