"""The ids of rows: which have none, and which have the id of an earlier row, in a table of any size.

A row that somebody looks up by its id should be there once. Of each id 64 bits are kept, in a file; two rows have one id
where these agree. That any two of ten million ids agree by chance happens once in 300,000 tables.
"""

import os
from collections.abc import Iterator
from hashlib import blake2b
from itertools import count
from typing import IO, TYPE_CHECKING, Any

import numpy
from attrs import frozen

from openness.table import arrow
from openness.value import Value
from openness.vocabulary.sentences import counted

if TYPE_CHECKING:
    import pyarrow

    Marks = numpy.ndarray[Any, numpy.dtype[numpy.uint64]]

_WORD = 8  # bytes that are looked at together
_LONG = 64  # bytes of an id that is looked at by itself
_MIXED = numpy.uint64(0x9E3779B97F4A7C15)  # odd, its bits without a pattern: the golden ratio in 64 bits
_SHIFT = numpy.uint64(32)
#: The bytes of a word that belong to an id of so many bytes.
_OWN = numpy.array([(1 << 8 * length) - 1 for length in range(_WORD + 1)], numpy.uint64)
_AT_ONCE = 1 << 20  # marks that are compared at once, about
_SOUGHT = 1 << 18  # marks whose rows are looked for
_BLOCK = 1 << 18  # marks that are read at once
_FIRST = 10  # rows that are named


@frozen(eq=False, repr=False)
class Ids(Value):
    """The rows of a table that no id tells apart. Rows are those that were answered, from 1.

    Args:
        missing: how many rows have no id.
        first_missing: the first of them.
        repeated: how many rows have the id of an earlier row.
        first_repeated: the first of them, each with the first row of that id; where more ids than 262,144 are repeated, the
            first with one of so many.
    """

    missing: int
    first_missing: tuple[int, ...]
    repeated: int
    first_repeated: tuple[tuple[int, int], ...]

    @property
    def line(self) -> str:
        """The same in a line; empty where every row has an id of its own.

        >>> Ids(1, (3,), 2, ((4, 1), (9, 1))).line
        '1 row without an id (row 3); 2 rows with the id of an earlier one (row 4 as row 1, row 9 as row 1)'
        """
        parts = []
        if self.missing:
            parts.append(f"{counted(self.missing, 'row')} without an id ({_named(self.missing, self.first_missing)})")
        if self.repeated:
            named = _listed(self.repeated, [f"row {row:,} as row {of:,}" for row, of in self.first_repeated])
            parts.append(f"{counted(self.repeated, 'row')} with the id of an earlier one ({named})")
        return "; ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """The same as JSON has it."""
        return {
            "missing": self.missing,
            "first-missing": list(self.first_missing),
            "repeated": self.repeated,
            "first-repeated": [{"row": row, "as": of} for row, of in self.first_repeated],
        }


def _named(rows: int, first: tuple[int, ...]) -> str:
    return f"row{'' if rows == 1 else 's'} {_listed(rows, [f'{row:,}' for row in first])}"


def _listed(rows: int, first: list[str]) -> str:
    return ", ".join(first) + (" …" if rows > len(first) else "")


def marks(ids: "pyarrow.Array") -> "Marks":
    """The 64 bits by which each id is known again; nought for a null or an empty one.

    Args:
        ids: words, or what becomes words, such as numbers.

    >>> a, again, none, empty, b = marks(arrow.words(["acme/heron", "acme/heron", None, "", "acme/heron-2"])).tolist()
    >>> a == again, none, empty, a == b
    (True, 0, 0, False)
    """
    words = arrow.plain_words(ids)
    if not len(words):
        return numpy.zeros(0, numpy.uint64)
    ends = arrow.offsets(words).astype(numpy.int64)
    begins, lengths = ends[:-1] - ends[0], numpy.diff(ends)
    there = arrow.there(words) & (lengths > 0)
    text = b"".join([(words.buffers()[2] or b"")[ends[0] : ends[-1]], bytes(_WORD)])
    from_each = numpy.ndarray(len(text) - _WORD + 1, numpy.uint64, text, strides=(1,))  # byte on, a word
    shortest, longest = int(lengths.min()), int(lengths.max())
    found = lengths.astype(numpy.uint64) * _MIXED
    last = begins + numpy.maximum(lengths - _WORD, 0)
    for start in range(0, min(longest, _LONG), _WORD):
        word = from_each[numpy.minimum(begins + start, last)]
        if shortest < _WORD:
            word &= _OWN.take(lengths, mode="clip")
        word ^= found
        word *= _MIXED
        word ^= word >> _SHIFT
        found = word if start < shortest else numpy.where(lengths > start, word, found)  # whichever ids are beside it
    for row in numpy.flatnonzero(lengths > _LONG).tolist():
        id = text[begins[row] : begins[row] + lengths[row]]
        found[row] = int.from_bytes(blake2b(id, digest_size=_WORD).digest(), "little")
    found[(found == 0) & there] = 1
    found[~there] = 0
    return found


def looked_up(stream: IO[bytes], ordered: IO[bytes]) -> Ids:
    """The rows without an id, and those with the id of an earlier row.

    Each block of marks is put in order by itself, and then, part by part, each part of all blocks.

    Args:
        stream: the marks of all rows, one after another, as bytes.
        ordered: an empty file, for the marks in order.
    """
    parts = stream.seek(0, os.SEEK_END) // _WORD // _AT_ONCE + 1
    bounds = numpy.array([(part << 64) // parts for part in range(1, parts)], numpy.uint64)
    missing, repeated, some = 0, 0, _NOTHING
    first_missing: list[int] = []
    cuts = []  # for each block, where each part of it begins in the file of those in order, and where the last ends
    for start, block in _blocks(stream):
        own = numpy.sort(block)
        none = int(numpy.searchsorted(own, 0, "right"))
        if none and len(first_missing) < _FIRST:
            first_missing += (numpy.flatnonzero(block == 0)[: _FIRST - len(first_missing)] + start + 1).tolist()
        own, missing, begin = own[none:], missing + none, ordered.tell() // _WORD
        cuts.append([begin, *(numpy.searchsorted(own, bounds) + begin).tolist(), begin + len(own)])
        ordered.write(own)
    for part in range(parts):
        marks_of_part = numpy.sort(_read(ordered, [(cut[part], cut[part + 1]) for cut in cuts]))
        again = marks_of_part[1:][marks_of_part[1:] == marks_of_part[:-1]]
        repeated += len(again)
        several = again[numpy.append(True, again[1:] != again[:-1])] if len(again) else again
        some = numpy.concatenate([some, several[: _SOUGHT - len(some)]])
    return Ids(missing, tuple(first_missing), repeated, tuple(_pairs(stream, some) if repeated else ()))


_NOTHING = numpy.zeros(0, numpy.uint64)


def _read(stream: IO[bytes], ranges: list[tuple[int, int]]) -> "Marks":
    """Some marks of a file, by the places where they begin and end."""
    pieces = []
    for begin, end in ranges:
        stream.seek(begin * _WORD)
        pieces.append(stream.read((end - begin) * _WORD))
    return numpy.frombuffer(b"".join(pieces), numpy.uint64)


def _pairs(stream: IO[bytes], repeated: "Marks") -> list[tuple[int, int]]:
    """The first rows that have the mark of an earlier one, each with the first row of that mark.

    Args:
        stream: all marks.
        repeated: some that several rows have, in order.
    """
    first = numpy.full(len(repeated), -1, numpy.int64)
    pairs: list[tuple[int, int]] = []
    for start, block in _blocks(stream):
        order = numpy.argsort(block)  # a search in order stays near where it was
        places = numpy.empty(len(block), numpy.int64)
        places[order] = numpy.minimum(numpy.searchsorted(repeated, block[order]), len(repeated) - 1)
        rows = numpy.flatnonzero(repeated[places] == block)
        of, rows = places[rows], rows + start
        new = first[of] < 0
        first[of[new][::-1]] = rows[new][::-1]
        later = numpy.flatnonzero(rows != first[of])[: _FIRST - len(pairs)]
        pairs += zip((rows[later] + 1).tolist(), (first[of[later]] + 1).tolist(), strict=True)
        if len(pairs) == _FIRST:
            break
    return pairs


def _blocks(stream: IO[bytes]) -> "Iterator[tuple[int, Marks]]":
    """The marks of rows, with the number of rows before them."""
    stream.seek(0)
    for number in count():
        data = stream.read(_BLOCK * _WORD)
        if not data:
            return
        yield number * _BLOCK, numpy.frombuffer(data, numpy.uint64)
