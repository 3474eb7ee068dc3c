"""Parquet out of parts: the footers of files that hold one row group each become the footer of all of them together.

A footer is a struct of Thrift's compact protocol (`FileMetaData` of Apache Parquet's `parquet.thrift`). Each row group keeps the
bytes it was written with; only the places that its footer names move.
"""

from collections.abc import Iterator, Sequence
from typing import Any

MAGIC = b"PAR1"

#: Fields of `parquet.thrift`, by number: of `FileMetaData`, `SchemaElement`, `RowGroup`, `ColumnChunk` and `ColumnMetaData`.
_SCHEMA, _ROWS, _GROUPS = 2, 3, 4
_CHILDREN = 5
_COLUMNS, _GROUP_AT, _ORDINAL = 1, 5, 7
_CHUNK_AT, _META, _CHUNK_INDEXES = 2, 3, (4, 6)
_PAGES = (9, 10, 11, 14)
_MOST_GROUPS = 0x8000  # that an ordinal, of 16 bits, can count

_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)

#: A field's type and value. A list is its items' type and values, a struct its fields by number.
Field = tuple[int, Any]
Struct = dict[int, Field]


def parted(file: bytes | memoryview) -> tuple[memoryview, bytes]:
    """The pages of a Parquet file, and its footer."""
    whole = memoryview(file)
    length = int.from_bytes(whole[-8:-4], "little")
    return whole[len(MAGIC) : -8 - length], bytes(whole[-8 - length : -8])


def depth(footer: bytes) -> int:
    """The levels of the column that is nested deepest; 0 where the footer is damaged, which its reader tells better.

    Arrow builds columns by recursion, and versions of it end the process where they are nested very deep.
    """
    try:
        elements = _FooterReader(footer).field(_SCHEMA)[1]
        open_groups, deepest = [1], 0  # how many elements are still to come in each group around the next
        for element in elements:
            deepest = max(deepest, len(open_groups) - 1)
            open_groups[-1] -= 1
            if (children := element.get(_CHILDREN, (_I32, 0))[1]) > 0:
                open_groups.append(children)
            while open_groups and open_groups[-1] <= 0:
                open_groups.pop()
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return 0
    return deepest


def joined(footers: Sequence[tuple[bytes, int]]) -> bytes:
    """The end of a Parquet file.

    Args:
        footers: the footer of each part, and the byte of the whole at which its pages begin.

    Returns:
        The footer of the whole, its length, and the mark at the end.
    """
    whole: Struct = {}
    groups: list[Struct] = []
    for footer, at in footers:
        part = _FooterReader(footer).struct()
        whole = whole or part
        for group in part[_GROUPS][1][1]:
            _move(group, at - len(MAGIC))
            if group.pop(_ORDINAL, None) and len(groups) < _MOST_GROUPS:
                group[_ORDINAL] = (_I16, len(groups))
            groups.append(group)
    whole[_ROWS] = (_I64, sum(group[3][1] for group in groups))
    whole[_GROUPS] = (_LIST, (_STRUCT, groups))
    out = bytearray()
    _write_struct(whole, out)
    return bytes(out) + len(out).to_bytes(4, "little") + MAGIC


def _move(group: Struct, by: int) -> None:
    """Move all places that a row group names."""
    _shift(group, (_GROUP_AT,), by)
    for chunk in group[_COLUMNS][1][1]:
        _shift(chunk, (_CHUNK_AT, *_CHUNK_INDEXES), by)
        if _META in chunk:
            _shift(chunk[_META][1], _PAGES, by)


def _shift(struct: Struct, fields: tuple[int, ...], by: int) -> None:
    for field in fields:
        if field in struct and struct[field][1]:  # 0 stands for no place
            struct[field] = (_I64, struct[field][1] + by)


class _FooterReader:
    """Reads a struct of Thrift's compact protocol."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def varint(self) -> int:
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def integer(self) -> int:
        value = self.varint()
        return (value >> 1) ^ -(value & 1)

    def taken(self, length: int) -> bytes:
        self.at += length
        if self.at > len(self.data):
            raise IndexError("the footer ends too early")
        return self.data[self.at - length : self.at]

    def field(self, number: int) -> Any:
        """The value of one field, and nothing of what stands behind it."""
        return next((value for at, (_, value) in self.fields() if at == number), None)

    def struct(self) -> Struct:
        return dict(self.fields())

    def fields(self) -> Iterator[tuple[int, Field]]:
        """Each field of a struct by its number, in order."""
        number = 0
        while header := self.byte():
            number = number + (header >> 4) if header >> 4 else self.integer()
            kind = header & 15
            yield number, (kind, None if kind in (_TRUE, _FALSE) else self.value(kind))

    def value(self, kind: int) -> Any:
        if kind in (_TRUE, _FALSE, _BYTE):  # true and false are a byte each in a list
            return self.byte()
        if kind in (_I16, _I32, _I64):
            return self.integer()
        if kind == _DOUBLE:
            return self.taken(8)
        if kind == _BINARY:
            return self.taken(self.varint())
        if kind in (_LIST, _SET):
            header = self.byte()
            length = header >> 4 if header >> 4 < 15 else self.varint()
            return header & 15, [self.value(header & 15) for _ in range(length)]
        if kind == _STRUCT:
            return self.struct()
        raise ValueError(f"a footer holds no value of type {kind}")


def _write_struct(struct: Struct, out: bytearray) -> None:
    before = 0
    for number, (kind, value) in sorted(struct.items()):
        if 0 < number - before < 16:
            out.append((number - before) << 4 | kind)
        else:
            out.append(kind)
            _write_integer(number, out)
        before = number
        if kind not in (_TRUE, _FALSE):
            _write(kind, value, out)
    out.append(0)


def _write(kind: int, value: Any, out: bytearray) -> None:
    if kind in (_TRUE, _FALSE, _BYTE):
        out.append(value)
    elif kind in (_I16, _I32, _I64):
        _write_integer(value, out)
    elif kind == _DOUBLE:
        out += value
    elif kind == _BINARY:
        _write_varint(len(value), out)
        out += value
    elif kind in (_LIST, _SET):
        of, items = value
        out.append(min(len(items), 15) << 4 | of)
        if len(items) >= 15:
            _write_varint(len(items), out)
        for item in items:
            _write(of, item, out)
    else:
        _write_struct(value, out)


def _write_integer(value: int, out: bytearray) -> None:
    _write_varint((value << 1) ^ (value >> 63), out)


def _write_varint(value: int, out: bytearray) -> None:
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
