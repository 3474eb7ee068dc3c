"""Parquet, row group by row group: only the columns that are needed, and rows that cannot be used kept aside."""

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy

from openness.errors import OpennessError
from openness.scan import footer
from openness.scan.batch import BYTES, LONGEST, ROWS, Batch, File, Piece, Place, Rejected, shown, too_long, unreadable
from openness.table import arrow
from openness.table.extra import too_deep
from openness.vocabulary.json_text import json_text

if TYPE_CHECKING:
    import pyarrow

    from openness.table.cells import Numbers

_END = 8  # bytes behind a footer: its length, and a mark
_DEEPEST = 100  # levels of a column, as newer versions of Arrow have it


def names(file: File) -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(schema(file).names)


def schema(file: File) -> "pyarrow.Schema":
    """The columns of a file.

    Raises:
        OpennessError: when it is no Parquet, or damaged.
    """
    with _damage(file):
        return _opened(file, ()).schema_arrow


def rows(file: File) -> int:
    """The number of rows in a file."""
    return int(_opened(file, ()).metadata.num_rows)


def pieces(file: File, number: int, names: tuple[str, ...], start: Place) -> Iterator[tuple[Place, Any, float]]:
    """Each row group: its place, the number of its rows, and the share of the file's rows that lies before its end."""
    metadata = _opened(file, names).metadata
    row = start.row
    for group in range(start.at, metadata.num_row_groups):
        with _damage(file):
            end = row + metadata.row_group(group).num_rows
        yield Place(number, group, row), end - row, end / max(metadata.num_rows, 1)
        row = end


def batches(piece: Piece) -> Iterator[Batch]:
    """The rows of a row group.

    Raises:
        OpennessError: when the file is damaged.
    """
    file = _opened(piece.file, piece.names)
    row = piece.place.row
    with _damage(piece.file):
        waiting = _read(file, piece, _rows_at_a_time(file, piece))
    while True:
        with _damage(piece.file):
            batch = next(waiting, None)
        if batch is None:
            return
        yield checked(batch, piece.file.name, row)
        row += batch.num_rows


@contextlib.contextmanager
def _damage(file: File) -> Iterator[None]:
    """Say in one line that a file is damaged: where it is, Arrow raises errors of every sort, plain ones of C++ too.

    Raises:
        OpennessError: in the place of any but a want of memory.
    """
    try:
        yield
    except (MemoryError, OpennessError):
        raise
    except Exception as error:
        raise unreadable(file.path, error) from None


def _read(file: Any, piece: Piece, rows: int) -> Iterator[Any]:
    """The rows of a row group as Arrow reads them, so many at a time."""
    found: Iterator[Any] = file.iter_batches(
        rows, row_groups=[piece.place.at], columns=list(piece.names), use_threads=False
    )
    return found


def _rows_at_a_time(file: Any, piece: Piece) -> int:
    """The number of rows of a row group in a batch: fewer where they are long, such as the texts of cards."""
    group = file.metadata.row_group(piece.place.at)
    if group.total_byte_size <= BYTES:
        return ROWS
    # The description of a column may be damaged: here that is an error, and where Arrow is asked for it alone a signal.
    next(_read(file, piece, 1), None)
    wanted = [at for at in range(len(file.schema)) if file.schema.column(at).path.split(".")[0] in piece.names]
    size = sum(group.column(at).total_uncompressed_size for at in wanted)
    rows: int = BYTES * group.num_rows // max(size, 1)
    return max(1, min(ROWS, rows))


@lru_cache(maxsize=2)
def _opened(file: File, names: tuple[str, ...]) -> Any:
    """A file that is open for these columns; of those with words the dictionary is kept, by which rows differ."""
    from pyarrow import parquet

    with _damage(file):
        stream = _whole(file)
        if _depth(stream) > _DEEPEST:
            raise too_deep(file.path)
        whole = parquet.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20)
        if not names:
            return whole
        leaves = [whole.schema.column(at) for at in range(len(whole.schema))]
        words = [leaf.path for leaf in leaves if leaf.physical_type == "BYTE_ARRAY" and leaf.path != "id"]
        return parquet.ParquetFile(
            stream, metadata=whole.metadata, read_dictionary=words, pre_buffer=False, buffer_size=1 << 20
        )


def _depth(stream: "pyarrow.NativeFile") -> int:
    """The levels of the column that is nested deepest, by the end of a file: what is damaged there Arrow tells."""
    size = stream.size()
    if size < _END:
        return 0
    stream.seek(size - _END)
    length = int.from_bytes(stream.read(4), "little")
    stream.seek(max(size - _END - length, 0))
    return footer.depth(stream.read(min(length, size - _END)))


def _whole(file: File) -> "pyarrow.NativeFile":
    """A stream that can be read from any place: of a packed file a copy, whose name is gone before it is read."""
    import pyarrow

    if not file.packed:
        return pyarrow.OSFile(file.path)
    import shutil
    import tempfile

    handle, path = tempfile.mkstemp()
    try:
        stream, _ = file.open()
        with os.fdopen(handle, "wb") as copy, stream:
            shutil.copyfileobj(stream, copy, 1 << 20)
        return pyarrow.OSFile(path)
    finally:
        with contextlib.suppress(PermissionError):  # Windows takes no name from an open file
            os.remove(path)


def checked(batch: "pyarrow.RecordBatch", name: str, first: int) -> Batch:
    """A batch without the rows that cannot be used: bytes that are damaged or no UTF-8, and more of them than are read."""
    problems = dict(_faulty(batch)) | dict(_too_long(batch))
    if not problems:
        return Batch(((batch, None),))
    import pyarrow

    left = batch.take(pyarrow.array([at for at in range(batch.num_rows) if at not in problems], pyarrow.int64()))
    rejected = (
        Rejected(name, first + at + 1, None, problem, _shown(batch.slice(at)))
        for at, problem in sorted(problems.items())
    )
    return Batch(((left, None),), tuple(rejected))


def _faulty(batch: "pyarrow.RecordBatch") -> Iterator[tuple[int, str]]:
    """The rows with bytes that are damaged or no UTF-8, by halves: most batches have none."""
    import pyarrow

    try:
        batch.validate(full=True)
        return
    except pyarrow.ArrowInvalid:
        pass
    parts = [(0, batch)]
    while parts:
        at, part = parts.pop()
        fault = _fault(part.columns)
        if part.num_rows == 1 and fault:
            yield at, fault
        elif fault:
            half = part.num_rows // 2
            parts += [(at, part.slice(0, half)), (at + half, part.slice(half))]


def _fault(columns: Iterable[Any]) -> str:
    """The problem of parts of columns, whatever the rest of a column holds; empty where there is none."""
    import pyarrow
    from pyarrow import types

    for column in columns:
        is_list = types.is_list(column.type) or types.is_large_list(column.type)
        if is_list or types.is_struct(column.type):
            if fault := _fault([column.flatten()] if is_list else column.flatten()):
                return fault
            continue
        try:
            (column.dictionary_decode() if types.is_dictionary(column.type) else column).validate(full=True)
        except IndexError:  # the number of a word that the column's list of words has not
            return "it is damaged"
        except pyarrow.ArrowInvalid:
            return "its bytes are no UTF-8"
    return ""


def _too_long(batch: "pyarrow.RecordBatch") -> Iterator[tuple[int, str]]:
    """The rows that are too long; what one cell can have at most shows in most batches that there are none."""
    if sum(map(_most, batch.columns)) <= LONGEST:
        return
    lengths = _together(batch.columns)
    for at in numpy.flatnonzero(lengths > LONGEST).tolist():
        yield at, too_long(int(lengths[at]))


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    return bool(
        types.is_string(kind) or types.is_large_string(kind) or types.is_binary(kind) or types.is_large_binary(kind)
    )


def _most(column: Any) -> int:
    """The bytes that one cell of a column has at most."""
    from pyarrow import compute, types

    if column.nbytes <= LONGEST // 64:
        return int(column.nbytes)
    if types.is_dictionary(column.type):
        return _most(column.dictionary)
    if _is_text(column.type):
        return compute.max(compute.binary_length(column)).as_py() or 0
    if types.is_list(column.type) or types.is_large_list(column.type):
        most = compute.max(compute.list_value_length(column)).as_py() or 0
        return int(most * _most(column.values))
    if types.is_struct(column.type):
        return sum(_most(column.field(at)) for at in range(column.type.num_fields))
    return int(column.nbytes) if types.is_nested(column.type) else 16


def _lengths(column: Any) -> "Numbers":
    """The bytes of each cell of a column; of a number or a truth 8."""
    from pyarrow import compute, types

    kind = column.type
    lengths: Numbers
    if types.is_dictionary(kind):
        words = numpy.append(_lengths(column.dictionary), 0)
        lengths = words.take(arrow.codes(column.indices, len(words) - 1), mode="clip")
    elif _is_text(kind):
        lengths = arrow.codes(compute.binary_length(column))
    elif types.is_list(kind) or types.is_large_list(kind):
        ends = numpy.append(0, numpy.cumsum(_lengths(column.flatten())))
        items = numpy.append(0, numpy.cumsum(arrow.codes(compute.list_value_length(column)), dtype=numpy.int64))
        lengths = numpy.diff(ends[items])
    elif types.is_struct(kind) and kind.num_fields:
        lengths = _together(column.flatten())
    elif types.is_nested(kind):
        lengths = numpy.array(list(map(_length, column)), numpy.int64)
    else:
        lengths = 8 * arrow.there(column).astype(numpy.int64)
    return lengths.astype(numpy.int64, copy=False)


def _together(columns: Sequence[Any]) -> "Numbers":
    """The bytes of the cells of several columns, row by row."""
    lengths: Numbers = numpy.sum(list(map(_lengths, columns)), axis=0, dtype=numpy.int64)
    return lengths


def _length(cell: Any) -> int:
    """The bytes of a cell of a kind that hardly any column is of."""
    if isinstance(cell, str):
        return len(cell.encode())
    try:
        value = cell.as_py() if hasattr(cell, "as_py") else cell
    except (UnicodeDecodeError, ValueError, OverflowError):
        return 0  # rejected for its bytes, or no text
    if isinstance(value, dict):
        return sum(map(_length, value.values()))
    return sum(map(_length, value)) if isinstance(value, (list, tuple)) else 8 * (value is not None)


def _shown(row: "pyarrow.RecordBatch") -> str:
    """A row as JSON; a value that JSON does not have becomes a text."""
    values: dict[str, Any] = {}
    for name, column in zip(row.schema.names, row.columns, strict=True):
        try:
            values[name] = column[0].as_py()
        except (UnicodeDecodeError, ValueError, OverflowError, IndexError):
            buffer = getattr(column[0], "as_buffer", lambda: None)()
            values[name] = None if buffer is None else shown(buffer.to_pybytes())
    return json_text(values, ascii=False, default=str)[:LONGEST]
