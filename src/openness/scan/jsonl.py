"""JSONL, in pieces that end where a line ends."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn

import numpy
from attrs import field, frozen

from openness.errors import OpennessError
from openness.scan.batch import BLOCK, LONGEST, ROWS, Batch, File, Piece, Place, Rejected, is_utf8, shown, too_long
from openness.scan.columns import grouped, is_sparse, names_of
from openness.scan.lines import BLANKS, Lines
from openness.table.columns import as_meant, is_of_a_card, is_slip, is_wanted, may_be_records, unknown
from openness.value import Value

if TYPE_CHECKING:
    import pyarrow

_NESTED = 200  # brackets in a line: Arrow reads by recursion, and a thread has room for a thousand levels
_SAMPLE = 64  # lines of a piece that show of which types its columns are
_BLANK_LINES = re.compile(rb"\n[ \t\r]*(?=\n)|\n[ \t\r]+\Z")
_DIGITS = 300  # of a number; what has more is no number that anything asks for


#: True for a column that is needed.
_Needed = Callable[[str], bool]
_FURTHER = 1_000  # names of columns of a batch that are looked at
_LONGEST_NAME = 200  # characters of one that is kept
_AT_A_TIME = 1 << 13  # lines that Arrow reads: it makes a column of each name, and a cell for each row
_FEW = 256  # columns that any table may have
_DEPTH = 64  # levels of nesting, as in a document


def names(file: File) -> tuple[str, ...]:
    """The keys of the first rows; a later row may have others."""
    rows = []
    with Lines(file) as lines:
        data = lines.block(LONGEST)
    for line in data.split(b"\n")[:1000]:
        try:
            rows.append(json.loads(line, parse_int=_whole))
        except (ValueError, RecursionError):
            continue
    return names_of(row for row in rows if isinstance(row, dict))


def pieces(file: File, number: int, names: tuple[str, ...], start: Place) -> Iterator[tuple[Place, Any, float]]:
    """Blocks of whole lines: the place of each, its text, and the share of the file that lies before its end."""
    row, line = start.row, start.line
    with Lines(file, start.at) as lines:
        at = lines.at
        while data := lines.block(BLOCK):
            text = _Text.of(data)
            yield Place(number, at, row, line), text, lines.share()
            at = lines.at
            line += text.lines
            row += text.rows


@frozen(eq=False, repr=False)
class _Text(Value):
    """Some lines.

    Args:
        data: their bytes; the last may have no end.
        ends: the bytes at which they end.
        is_plain: true where each of them begins as an object begins and ends as one ends, and none is too long or deep.
    """

    data: bytes
    ends: "numpy.ndarray[Any, numpy.dtype[numpy.int64]]" = field(eq=False)
    is_plain: bool

    @classmethod
    def of(cls, data: bytes) -> "_Text":
        """The lines in some bytes."""
        signs = numpy.frombuffer(data, numpy.uint8)
        ends = numpy.flatnonzero(signs == ord("\n"))
        if data and not data.endswith(b"\n"):
            ends = numpy.append(ends, len(data))
        begins = numpy.append(0, ends + 1)[: len(ends)]
        if not len(ends) or not (signs.take(begins) == ord("{")).all():
            return cls(data, ends, False)
        last = signs.take(ends - 1)
        last = numpy.where(last == ord("\r"), signs.take(ends - 2), last)
        longest = int((ends - begins).max())
        whole = bool((last == ord("}")).all()) and longest <= LONGEST
        return cls(data, ends, whole and (longest <= _NESTED or not _may_be_deep(signs, ends, longest)))

    @property
    def lines(self) -> int:
        """The number of line ends."""
        return len(self.ends) - (bool(self.data) and not self.data.endswith(b"\n"))

    @property
    def rows(self) -> int:
        """The number of lines that are not blank."""
        return len(self.ends) if self.is_plain else len(self.ends) - len(_BLANK_LINES.findall(b"\n" + self.data))

    def parts(self) -> "Iterator[_Text]":
        """The same in parts of as many lines as a batch may have rows."""
        if len(self.ends) <= ROWS:
            yield self
            return
        cuts = [0, *(self.ends[ROWS - 1 : -1 : ROWS] + 1).tolist(), len(self.data)]
        for start, end in pairwise(cuts):
            yield _Text.of(self.data[start:end])


def _may_be_deep(
    signs: "numpy.ndarray[Any, numpy.dtype[numpy.uint8]]",
    ends: "numpy.ndarray[Any, numpy.dtype[numpy.int64]]",
    longest: int,
) -> bool:
    """True where so many brackets open in one line that its values may be nested too deep for Arrow.

    Args:
        signs: the bytes of lines.
        ends: the bytes at which these end.
        longest: the bytes of the longest line.
    """
    opening = numpy.flatnonzero((signs | 0x20) == ord("{"))  # and what differs in that bit alone: “[”
    first, last = opening[:-_NESTED], opening[_NESTED:]
    near = numpy.flatnonzero(last - first < longest)  # few are: most rows have two
    return bool((numpy.searchsorted(ends, first[near]) == numpy.searchsorted(ends, last[near])).any())


def batches(piece: Piece) -> Iterator[Batch]:
    """The rows of a block."""
    needed: _Needed = frozenset(piece.names).__contains__
    if piece.further:
        needed = is_wanted if may_be_records(piece.names) else is_of_a_card
    row, line = piece.place.row, piece.place.line
    for text in piece.data.parts():
        at_once = _at_once(text, needed)
        yield at_once or _one_by_one(text.data, needed, piece.file.name, row, line)
        row += text.rows
        line += text.lines


def _at_once(text: _Text, needed: _Needed) -> Batch | None:
    """The rows of lines as Arrow reads them; None where it may not read them to the letter.

    Arrow takes an object on two lines, two objects on one, numbers that are none, and text for a day. Where each line is
    plain, none holds a part of an object, for what begins with a brace stands behind no brace inside of one; then there
    are as many rows as lines only where each line holds one.
    """
    if not text.is_plain:
        return None
    data, rows = text.data, len(text.ends)
    if not is_utf8(data):  # be it in a name, or in a column that nobody asks for: Arrow does not look
        return None
    import pyarrow

    types = _types(_sample(data), needed)
    if types is None:
        return None
    try:
        tables = list(_tables(text, types))
        table = _joined(tables, needed)
        named = table.column_names
        plain = {*_plain().values(), pyarrow.null()}
        if table.num_rows != rows or not named:
            return None
        if any(map(is_slip, named)) and any(map(is_slip, as_meant(named))):  # rows name one thing in two ways
            return None
        if any(table.schema.field(name).type not in plain for name in named):
            return None
        are_numbers = any("double" in str(one.schema.types) for one in tables)
        if are_numbers and (b"NaN" in data or b"Infinity" in data):
            return None
        further = _unknown(dict.fromkeys(name for one in tables for name in one.column_names))
        (batch,) = table.combine_chunks().to_batches()
    except (pyarrow.ArrowInvalid, pyarrow.ArrowNotImplementedError, pyarrow.ArrowTypeError, _TooWide, OpennessError):
        return None
    return Batch(((batch, None),), unknown=further)


class _TooWide(ValueError):
    """Rows have so many columns of their own that a column for each would hold hardly anything."""


def _tables(text: _Text, types: "dict[str, pyarrow.DataType]") -> "Iterator[pyarrow.Table]":
    """Lines as Arrow reads them, so many at a time that few are read before it shows that they have too many columns.

    Raises:
        _TooWide: when they have.
    """
    import pyarrow
    from pyarrow import json as arrow_json

    whole, rows = pyarrow.py_buffer(text.data), len(text.ends)
    schema = pyarrow.schema(types.items())
    first = (_AT_A_TIME >> shift for shift in (5, 3, 1))
    lines = [each for each in (*first, *range(_AT_A_TIME, rows, _AT_A_TIME)) if each < rows]
    cuts = [0, *(int(text.ends[each - 1]) + 1 for each in lines), len(text.data)]
    columns: set[str] = set()
    cells = 0
    for start, end in pairwise(cuts):
        table = arrow_json.read_json(
            pyarrow.BufferReader(whole.slice(start, end - start)),
            read_options=arrow_json.ReadOptions(use_threads=False, block_size=end - start + 1),
            parse_options=arrow_json.ParseOptions(explicit_schema=schema),
        )
        columns.update(table.column_names)
        if len(columns) > _FEW:
            cells = cells or text.data.count(b'":')
            if is_sparse(len(columns), rows, cells):
                raise _TooWide
        yield table


def _joined(tables: "list[pyarrow.Table]", needed: _Needed) -> "pyarrow.Table":
    """The needed columns of tables, below each other; a column that one lacks holds nothing there."""
    import pyarrow

    some = [table.select(list(filter(needed, table.column_names))) for table in tables]
    return pyarrow.concat_tables(some, promote_options="default")


def _sample(data: bytes) -> Iterator[bytes]:
    """Some lines, from the beginning to the end, each once."""
    end = -1
    for start in range(0, len(data), len(data) // _SAMPLE + 1):
        if start <= end:  # in a line that was given
            continue
        begin = data.rfind(b"\n", 0, start) + 1
        end = data.find(b"\n", start)
        end = end if end >= 0 else len(data)
        line = data[begin:end]
        if line.strip():
            yield line


def _plain() -> "dict[str, pyarrow.DataType]":
    """The types of the values that rows have most often, by the type of Python."""
    import pyarrow

    return {"str": pyarrow.string(), "bool": pyarrow.bool_(), "list": pyarrow.list_(pyarrow.string())}


def _types(lines: Iterable[bytes], needed: _Needed) -> "dict[str, pyarrow.DataType] | None":
    """The types that columns have in some lines; None where one line is enough to see that it has others."""
    kinds: dict[str, str] = {}
    for line in lines:
        try:
            row = json.loads(line)
            named = list(filter(needed, row))
        except (ValueError, RecursionError, TypeError, OpennessError):
            return None
        for name in named:
            kind = type(row[name]).__name__
            if row[name] is not None and (kind not in _plain() or kinds.setdefault(name, kind) != kind):
                return None
    return {name: _plain()[kind] for name, kind in kinds.items()}


class _Twice(dict[str, Any]):
    """An object in which a key stands twice: which of the two counts, nobody can say."""


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON")


def _whole(text: str) -> int | float:
    return int(text) if len(text) < _DIGITS else float("inf")


class _Decoder:
    """Reads objects, and knows of the last text whether a key stands twice in an object of it: few values are looked at."""

    def __init__(self) -> None:
        self.twice = False
        decoder = json.JSONDecoder(object_pairs_hook=self._object, parse_int=_whole, parse_constant=_no_number)
        self._decode = decoder.decode

    def __call__(self, text: str) -> Any:
        """The value of a text.

        Raises:
            ValueError: when it is no JSON.
            RecursionError: when values are nested too deep.
        """
        self.twice = False
        return self._decode(text)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        row = dict(pairs)
        if len(row) == len(pairs):
            return row
        self.twice = True
        times = Counter(key for key, _ in pairs)
        twice = _Twice(row)
        twice.update(dict.fromkeys((key for key in row if times[key] > 1), _Twice()))
        return twice


def _one_by_one(data: bytes, needed: _Needed, name: str, row: int, line: int) -> Batch:
    """The rows of lines, each for itself, and the lines that hold no row."""
    rows, rejected = [], []
    further: dict[str, None] = {}
    decode = _Decoder()
    for at, text in enumerate(data.split(b"\n"), line + 1):
        if not text.strip(BLANKS):
            continue
        row += 1
        try:
            value = _object_of(text, decode)
            rows.append(_row(value, needed, decode.twice))
            further.update(dict.fromkeys(value) if len(further) < _FURTHER else ())
        except _NoRow as error:
            rejected.append(Rejected(name, row, at, str(error), shown(text)))
    return Batch(grouped(rows, names_of(rows)) if rows else (), tuple(rejected), _unknown(further))


def _unknown(names: Iterable[str]) -> frozenset[str]:
    """Those of the columns that are not read, as a tally keeps them."""
    return frozenset(name[:_LONGEST_NAME] for name in unknown(names))


class _NoRow(ValueError):
    """A line or a record that holds no row; says why."""


def _object_of(text: bytes, decode: _Decoder) -> dict[str, Any]:
    """The object that a line holds.

    Raises:
        _NoRow: when it holds none.
    """
    if len(text) > LONGEST:
        raise _NoRow(too_long(len(text)))
    try:
        value = decode(text.decode("utf-8"))
        if text.count(b"[") + text.count(b"{") > _DEPTH and _is_deep(value):
            raise RecursionError  # how deep JSON is read is up to the interpreter, and what walks over it is not
    except UnicodeDecodeError:
        raise _NoRow("its bytes are no UTF-8") from None
    except RecursionError:
        raise _NoRow("its values are nested too deep") from None
    except ValueError as error:
        raise _NoRow(f"it is not valid JSON: {str(error).splitlines()[0]}") from None
    if not isinstance(value, dict):
        raise _NoRow("it is not a JSON object")
    return value


def _is_deep(value: object) -> bool:
    """True where objects and lists lie in each other deeper than may be."""
    level = [value]
    for _ in range(_DEPTH):
        outer = [one for one in level if isinstance(one, dict | list)]
        level = [inner for one in outer for inner in (one.values() if isinstance(one, dict) else one)]
    return any(isinstance(one, dict | list) for one in level)


def _row(value: dict[str, Any], needed: _Needed, twice: bool) -> dict[str, Any]:
    """The wanted values of an object.

    Args:
        value: the object.
        needed: tells which are wanted.
        twice: whether a key stands twice somewhere in it.

    Raises:
        _NoRow: when it is no row.
    """
    try:
        row = {name: cell for name, cell in value.items() if needed(name)}
    except OpennessError as error:
        raise _NoRow(error.problems[0].message) from None
    if twice and any(map(_is_twice, row.values())):
        raise _NoRow("a key stands twice in it")
    if needed not in (is_wanted, is_of_a_card) or not any(
        map(is_slip, row)
    ):  # what a scan wrote is called as it is asked for
        return row
    return dict(zip(as_meant(list(row)), row.values(), strict=True))


def _is_twice(value: Any) -> bool:
    if isinstance(value, dict):
        return isinstance(value, _Twice) or any(map(_is_twice, value.values()))
    return isinstance(value, list) and any(map(_is_twice, value))
