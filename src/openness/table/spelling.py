"""The spelling of names, read from their bytes, those of a whole column at once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
import pyarrow.compute

from openness.release.names import producer_key
from openness.table import arrow
from openness.vocabulary import hub

if TYPE_CHECKING:
    from openness.table.cells import Numbers

    Truths = numpy.ndarray[Any, numpy.dtype[numpy.bool_]]

_WORD, _DASH, _DOT, _STROKE, _OTHER = range(5)  # the sorts of bytes in names
_LONGEST = 200  # characters of a name that is not looked at by itself
_PLAIN = r"^[\w-]+/[\w.-]+$"  # neither in a folder of the Hub's cache nor behind an address


def _sorts() -> bytes:
    """The sort of each byte."""
    sorts = bytearray([_OTHER]) * 256
    for byte in range(128):
        if chr(byte).isalnum() or chr(byte) == "_":
            sorts[byte] = _WORD
    for sort, sign in ((_DASH, "-"), (_DOT, "."), (_STROKE, "/")):
        sorts[ord(sign)] = sort
    return bytes(sorts)


_SORTS = _sorts()


class Spelling:
    """The spelling of names.

    Args:
        names: plain strings of Arrow.
    """

    def __init__(self, names: Any) -> None:
        ends = arrow.offsets(names) if len(names) else numpy.zeros(1, numpy.int32)
        text = (names.buffers()[2] or pyarrow.py_buffer(b"")).slice(ends[0], ends[-1] - ends[0]).to_pybytes()
        self._bytes = numpy.frombuffer(text, numpy.uint8)
        self._begins, self._ends = (ends - ends[0])[:-1], (ends - ends[0])[1:]
        if not text:
            self._strokes, self.valid = self._ends, numpy.zeros(len(names), bool)
            return
        there = arrow.there(names)
        sorts = numpy.frombuffer(text.translate(_SORTS), numpy.uint8)
        strokes = numpy.flatnonzero(sorts == _STROKE)
        #: Of each name the place of the first stroke; where there is none its end.
        self._strokes, several = self._of_names(strokes)
        #: True for each name that can be a repository's.
        self.valid = there & ~several & ~self._are_odd(sorts, strokes)
        odd = numpy.flatnonzero(there & ~self.valid)
        if len(odd):
            self.valid[odd] = list(map(hub.is_repository, names.take(arrow.numbers(odd)).to_pylist()))

    def _of_names(self, strokes: "Numbers") -> "tuple[Numbers, Truths]":
        """The first stroke of each name, and True for a name with several."""
        several = numpy.zeros(len(self._begins), bool)
        if len(strokes) == len(several) and (self._begins <= strokes).all() and (strokes < self._ends).all():
            return strokes, several  # each name has its own
        places = self._ends.astype(numpy.int64)
        names = numpy.searchsorted(self._ends, strokes, "right")
        places[names[::-1]] = strokes[::-1]
        several[names[1:][names[1:] == names[:-1]]] = True
        return places, several

    def _are_odd(self, sorts: "numpy.ndarray[Any, numpy.dtype[numpy.uint8]]", strokes: "Numbers") -> "Truths":
        """True for each name that is not spelt as most are; some that are good names are odd too.

        Most consist of letters, digits, dashes and dots. Each half begins with a letter or digit, and no dot follows a dot.

        Args:
            sorts: of all bytes.
            strokes: the places of all strokes.
        """
        odd: Truths = (self._begins == self._ends) | (self._ends - self._begins > _LONGEST)
        dots, others = (numpy.flatnonzero(sorts == sort) for sort in (_DOT, _OTHER))
        dots = dots.compress(numpy.diff(dots, append=-1) == 1)
        strokes = strokes.compress(sorts.take(strokes + 1, mode="clip") != _WORD)
        places = numpy.concatenate([dots, strokes, others])
        if len(places):
            odd[numpy.searchsorted(self._ends, places, "right")] = True
        last = sorts.take(self._ends - 1, mode="clip")
        odd |= (sorts.take(self._begins, mode="clip") != _WORD) | (last == _STROKE) | (last == _OTHER)
        return odd

    def rows(self, rows: "Numbers") -> "Spelling":
        """The spelling of some of the names."""
        some = object.__new__(Spelling)
        some._bytes, some.valid = self._bytes, self.valid[rows]
        some._begins, some._ends, some._strokes = self._begins[rows], self._ends[rows], self._strokes[rows]
        return some

    def may_be_of(self, accounts: "Accounts") -> "Truths":
        """True for each name whose account may be one of some."""
        if not len(self._bytes):
            return numpy.zeros(len(self._begins), bool)
        first, last = (self._bytes.take(at, mode="clip") for at in (self._begins, self._strokes - 1))
        return accounts.alike.take(_alike(self._strokes - self._begins, first, last))


class Accounts:
    """Some accounts.

    Args:
        accounts: their names, of ASCII; whether letters are small does not matter.
    """

    def __init__(self, accounts: Iterable[str]) -> None:
        words = [account.lower() for account in accounts if account and account.isascii()]
        self._words = arrow.words(words)
        names = [word.encode() for word in words]
        first, last = (numpy.array([name[at] for name in names], numpy.uint8) for at in (0, -1))
        #: By their lengths, their first bytes and their last: what tells most others from them.
        self.alike = numpy.zeros(1 << 16, bool)
        self.alike[_alike(numpy.array([*map(len, names)], numpy.int32), first, last)] = True

    def have(self, names: Any) -> "Truths":
        """True for each name whose account is one of them; names are as `accounts_of` takes them."""
        accounts = pyarrow.compute.utf8_lower(accounts_of(names))
        theirs: Truths = arrow.flags(pyarrow.compute.is_in(accounts, value_set=self._words))
        return theirs


def _alike(lengths: "Numbers", first: Any, last: Any) -> "Numbers":
    """One number for all names of one length that begin and end with the same letters, small or large."""
    numbers: Numbers = (numpy.minimum(lengths, 63) << 10) + ((first & 31).astype(numpy.int32) << 5) + (last & 31)
    return numbers


_FOLDED = numpy.zeros(256, numpy.uint8)  # a letter or digit of ASCII in lower case; nought for any other byte
_FOLDED[list(b"abcdefghijklmnopqrstuvwxyz0123456789")] = list(b"abcdefghijklmnopqrstuvwxyz0123456789")
_FOLDED[list(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")] = list(b"abcdefghijklmnopqrstuvwxyz")


def accounts_of(names: Any) -> Any:
    """The text before the stroke in each name; empty where there is none.

    Args:
        names: without nulls, beginning at the first byte of their buffer's slice.
    """
    return halves_of(names)[0]


def halves_of(names: Any) -> tuple[Any, Any]:
    """The text before the stroke in each name, empty where there is none, and the rest from the stroke on.

    Args:
        names: without nulls, beginning at the first byte of their buffer's slice.
    """
    offsets = arrow.offsets(names)
    ends = numpy.empty(2 * len(names) + 1, numpy.int32)
    ends[::2] = offsets
    ends[1::2] = offsets[:-1] + numpy.maximum(arrow.codes(pyarrow.compute.find_substring(names, "/")), 0)
    halves = pyarrow.StringArray.from_buffers(2 * len(names), pyarrow.py_buffer(ends), names.buffers()[2])
    first = numpy.arange(0, 2 * len(names), 2)
    return halves.take(arrow.numbers(first)), halves.take(arrow.numbers(first + 1))


def are_plain(words: Any) -> "Truths":
    """True for each word that is the name of a repository with its account, and could be nothing else.

    Args:
        words: of ASCII, without nulls.
    """
    compute = pyarrow.compute
    plain: Truths = Spelling(words).valid & arrow.flags(compute.match_substring_regex(words, _PLAIN))
    plain &= ~arrow.flags(compute.starts_with(words, "models--"))
    small = compute.utf8_lower(words)
    return plain & ~arrow.flags(compute.is_in(small, value_set=arrow.words(sorted(hub.NO_NAMES))))


def producer_keys(names: Any) -> Any:
    """The names of producers, folded as `producer_key` does: those of ASCII byte by byte, all at once.

    Args:
        names: without nulls.
    """
    if not len(names):
        return names
    offsets, data = arrow.offsets(names), names.buffers()[2]
    data = numpy.frombuffer(data or b"", numpy.uint8)[offsets[0] : offsets[-1]]
    folded = _FOLDED.take(data)
    ends = numpy.append(numpy.int32(0), numpy.cumsum(folded != 0, dtype=numpy.int32))[offsets - offsets[0]]
    keys = pyarrow.StringArray.from_buffers(len(names), pyarrow.py_buffer(ends), pyarrow.py_buffer(folded[folded != 0]))
    if not len(data) or data.max() < 128:
        return keys
    words = keys.to_pylist()
    for place in numpy.flatnonzero(~arrow.flags(pyarrow.compute.string_is_ascii(names))).tolist():
        words[place] = producer_key(names[place].as_py())
    return arrow.words(words)
