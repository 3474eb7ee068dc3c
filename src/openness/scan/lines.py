"""JSONL and CSV, in pieces that end where a line or a record ends."""

import ast
import csv
import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

from openness.errors import OpennessError
from openness.scan.batch import BLOCK, LONGEST, ROWS, Batch, File, Piece, Place, Rejected, shown, too_long, unreadable
from openness.scan.columns import grouped, names_of
from openness.table import wanted

if TYPE_CHECKING:
    import pyarrow

_BOM = b"\xef\xbb\xbf"
_SAMPLE = 64  # lines of a piece that show of which types its columns are
_BLANKS = b" \t\r"
_BLANK_LINES = re.compile(rb"\n[ \t\r]*(?=\n)|\n[ \t\r]+\Z")
_TWO_IN_A_LINE = re.compile(rb"\}[ \t\r]*\{")
_DIGITS = 300  # of a number; what has more is no number that anything asks for


#: Whether a column is needed.
_Asked = Callable[[str], bool]


# Lines and places


class Lines:
    """The lines of a stream, each with the place behind it; of one that is too long only its beginning is kept."""

    def __init__(self, file: File, at: int = 0) -> None:
        self.file = file
        self.at = at  #: the unpacked bytes that have been read
        try:
            self._stream, self._bytes_read = file.open()
            self._skip(at)
            if at == 0 and self._stream.peek(3)[:3] == _BOM:  # type: ignore[attr-defined]  # each is buffered
                self.at = len(self._stream.read(3))
        except OSError as error:
            raise unreadable(file.path, error) from None

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def _skip(self, at: int) -> None:
        if not self.file.packed:
            self._stream.seek(at)
            return
        while at:
            skipped = len(self._stream.read(min(at, 1 << 20)))
            if not skipped:
                raise OSError("it is shorter than it was")
            at -= skipped

    def block(self, length: int) -> bytes:
        """About so many bytes, up to the end of a line; empty at the end."""
        try:
            data: bytes = self._stream.read(length)
        except OSError as error:
            raise unreadable(self.file.path, error) from None
        self.at += len(data)
        return data if len(data) < length or data.endswith(b"\n") else data + self.line()

    def line(self) -> bytes:
        """The next line; empty at the end."""
        try:
            data: bytes = self._stream.readline(LONGEST + 2)
            self.at += len(data)
            if len(data) == LONGEST + 2 and not data.endswith(b"\n"):
                while rest := self._stream.readline(LONGEST):
                    self.at += len(rest)
                    if rest.endswith(b"\n"):
                        return data + b"\n"
        except OSError as error:
            raise unreadable(self.file.path, error) from None
        return data

    def share(self) -> float:
        """The share of the file that has been read."""
        return min(self._bytes_read() / max(self.file.size, 1), 1.0)


@lru_cache(maxsize=1 << 12)
def _is_wanted(name: str) -> bool:
    return bool(wanted([name]))


# JSONL


def jsonl_names(file: File) -> tuple[str, ...]:
    """The keys of the first rows; a later row may have others."""
    rows = []
    with Lines(file) as lines:
        data = lines.block(LONGEST)
    for line in data.split(b"\n")[:1000]:
        try:
            rows.append(json.loads(line))
        except (ValueError, RecursionError):
            continue
    return names_of(row for row in rows if isinstance(row, dict))


def jsonl_pieces(file: File, number: int, names: tuple[str, ...], start: Place) -> Iterator[tuple[Place, Any, float]]:
    """Blocks of whole lines: the place of each, its bytes, and the share of the file that lies before its end."""
    row, line = start.row, start.line
    with Lines(file, start.at) as lines:
        at = lines.at
        while data := lines.block(BLOCK):
            rows = _rows(data)
            yield Place(number, at, row, line), (data, rows), lines.share()
            at = lines.at
            line += data.count(b"\n")
            row += rows


def _rows(data: bytes) -> int:
    """How many lines there are that are not blank."""
    lines = data.count(b"\n") + (not data.endswith(b"\n"))
    return lines - len(_BLANK_LINES.findall(b"\n" + data)) if data else 0


def jsonl_batches(piece: Piece) -> Iterator[Batch]:
    """The rows of a block."""
    asked = _is_wanted if piece.further else frozenset(piece.names).__contains__
    row, line = piece.place.row, piece.place.line
    for data, rows in _parts(*piece.data):
        table = _at_once(data, rows, asked)
        yield Batch(((table, None),)) if table is not None else _one_by_one(data, asked, piece.file.name, row, line)
        row += rows
        line += data.count(b"\n")


def _parts(data: bytes, rows: int) -> Iterator[tuple[bytes, int]]:
    """Lines with the number of rows in them, in parts of as many as a batch may have."""
    start, left = 0, data.count(b"\n")
    while left > ROWS:
        end = start
        for _ in range(ROWS):
            end = data.index(b"\n", end) + 1
        part = data[start:end]
        rows_of_part = _rows(part)
        yield part, rows_of_part
        start, left, rows = end, left - ROWS, rows - rows_of_part
    yield (data[start:] if start else data), rows


def _at_once(data: bytes, rows: int, asked: _Asked) -> "pyarrow.RecordBatch | None":
    """The rows of lines as Arrow reads them; None where it may not read them to the letter.

    Arrow takes an object on two lines, two objects on one, numbers that are none, and text for a day.
    """
    if not rows or _TWO_IN_A_LINE.search(data) or _may_be_too_long(data):
        return None
    import pyarrow
    from pyarrow import json as arrow_json

    types = _types(_sample(data), asked)
    if types is None:
        return None
    try:
        table = arrow_json.read_json(
            pyarrow.BufferReader(data),
            read_options=arrow_json.ReadOptions(use_threads=False, block_size=len(data) + 1),
            parse_options=arrow_json.ParseOptions(explicit_schema=pyarrow.schema(types.items())),
        )
        named = list(filter(asked, table.column_names))
        plain = {*_plain().values(), pyarrow.null()}
        if table.num_rows != rows or not named or {"license", "licence"} <= set(named):
            return None
        if any(table.schema.field(name).type not in plain for name in named):
            return None
        if "double" in str(table.schema.types) and (b"NaN" in data or b"Infinity" in data):
            return None
        table = table.select(named)
        if not data.isascii():
            table.validate(full=True)
        batches = table.to_batches()
    except (pyarrow.ArrowInvalid, pyarrow.ArrowNotImplementedError, OpennessError):
        return None
    return batches[0] if len(batches) == 1 else None


def _may_be_too_long(data: bytes) -> bool:
    """True where a stretch of half the longest line has no end of a line, so that one may be too long."""
    step = LONGEST // 2
    return any(data.find(b"\n", at, at + step) < 0 for at in range(0, len(data) - step, step))


def _sample(data: bytes) -> Iterator[bytes]:
    """Some lines, from the beginning to the end."""
    for start in range(0, len(data), len(data) // _SAMPLE + 1):
        begin = data.rfind(b"\n", 0, start) + 1
        end = data.find(b"\n", start)
        line = data[begin : end if end >= 0 else len(data)]
        if line.strip():
            yield line


def _plain() -> "dict[str, pyarrow.DataType]":
    """The types of the values that rows have most often, by the type of Python."""
    import pyarrow

    return {"str": pyarrow.string(), "bool": pyarrow.bool_(), "list": pyarrow.list_(pyarrow.string())}


def _types(lines: Iterable[bytes], asked: _Asked) -> "dict[str, pyarrow.DataType] | None":
    """The types that columns have in some lines; None where one line is enough to see that it has others."""
    kinds: dict[str, str] = {}
    for line in lines:
        try:
            row = json.loads(line)
            named = list(filter(asked, row))
        except (ValueError, RecursionError, TypeError, OpennessError):
            return None
        for name in named:
            kind = type(row[name]).__name__
            if row[name] is not None and (kind not in _plain() or kinds.setdefault(name, kind) != kind):
                return None
    return {name: _plain()[kind] for name, kind in kinds.items()}


class _Twice(dict[str, Any]):
    """An object in which a key stands twice: which of the two counts, nobody can say."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) == len(pairs):
        return row
    keys = [key for key, _ in pairs]
    twice = _Twice(row)
    twice.update(dict.fromkeys((key for key in row if keys.count(key) > 1), _Twice()))
    return twice


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON")


def _whole(text: str) -> int | float:
    return int(text) if len(text) < _DIGITS else float("inf")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_whole, parse_constant=_no_number)


def _one_by_one(data: bytes, asked: _Asked, name: str, row: int, line: int) -> Batch:
    """The rows of lines, each for itself, and the lines that hold no row."""
    rows, rejected = [], []
    for at, text in enumerate(data.split(b"\n"), line + 1):
        if not text.strip(_BLANKS):
            continue
        row += 1
        try:
            rows.append(_row(text, asked))
        except _NoRow as error:
            rejected.append(Rejected(name, row, at, str(error), shown(text)))
    return Batch(grouped(rows, names_of(rows)) if rows else (), tuple(rejected))


class _NoRow(ValueError):
    """A line or a record that holds no row; says why."""


def _row(text: bytes, asked: _Asked) -> dict[str, Any]:
    """The wanted values of a line.

    Raises:
        _NoRow: when it is none.
    """
    if len(text) > LONGEST:
        raise _NoRow(too_long(len(text)))
    try:
        value = _DECODER.decode(text.decode("utf-8"))
    except UnicodeDecodeError:
        raise _NoRow("its bytes are no UTF-8") from None
    except RecursionError:
        raise _NoRow("its values are nested too deep") from None
    except ValueError as error:
        raise _NoRow(f"it is not valid JSON: {str(error).splitlines()[0]}") from None
    if not isinstance(value, dict):
        raise _NoRow("it is not a JSON object")
    try:
        row = {name: cell for name, cell in value.items() if asked(name)}
    except OpennessError as error:
        raise _NoRow(error.problems[0].message) from None
    if any(map(_is_twice, row.values())):
        raise _NoRow("a key stands twice in it")
    return row


def _is_twice(value: Any) -> bool:
    if isinstance(value, dict):
        return isinstance(value, _Twice) or any(map(_is_twice, value.values()))
    return isinstance(value, list) and any(map(_is_twice, value))


# CSV


def csv_names(file: File) -> tuple[str, ...]:
    """The names in the first record.

    Raises:
        OpennessError: when the file is empty, or its first record is none.
    """
    return _header(file)[0]


def _header(file: File) -> tuple[tuple[str, ...], int, int]:
    """The names of the columns, and the bytes and lines of the first record."""
    with Lines(file) as lines:
        records = _Records(lines)
        for cells, _, problem in records:
            if problem:
                break
            return tuple(map(str.strip, cells)), records.at, records.line
    raise unreadable(file.path, ValueError("its first line names no columns"))


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


def csv_pieces(file: File, number: int, names: tuple[str, ...], start: Place) -> Iterator[tuple[Place, Any, float]]:
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
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return "its bytes are no UTF-8"
    return ""


def csv_batches(piece: Piece) -> Iterator[Batch]:
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
    """What a cell says: a list, as JSON or as Python writes it, true or false, or its words."""
    if text in ("true", "True", "false", "False"):
        return text in ("true", "True")
    if text.startswith("[") and text.endswith("]"):
        for read in (json.loads, ast.literal_eval):
            try:
                value = read(text)
            except (ValueError, SyntaxError, RecursionError, MemoryError):
                continue
            return value if isinstance(value, list) else text
    return text
