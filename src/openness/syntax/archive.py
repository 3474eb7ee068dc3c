"""The files in an archive, zip or tar: their names, and of each the first bytes that a caller asks for.

Nothing is written to the disk. Of a zip the list at its end is read, of a tar the heads of its files, and of a compressed tar
the first `BEGINNING` bytes are unpacked, in memory.
"""

import os
import zlib
from collections.abc import Callable
from typing import BinaryIO

from attrs import frozen

from openness.errors import OpennessError, Problem
from openness.value import Shown

LIST_LIMIT = 16 * 1024 * 1024  # bytes of the list of a zip
COUNT_LIMIT = 10_000  # files that are listed
BEGINNING = 32 * 1024 * 1024  # bytes of a compressed tar that are unpacked to list it
_NAME_LIMIT = 1_024  # bytes of a name
_FIELD_LIMIT = 65_536  # bytes of a long name, or of the further fields of a file
_DIGITS = 20  # of a length, at most

_BLOCK = 512  # bytes of a head in a tar, and of what its files are filled up to
_END_OF_LIST = 22  # bytes of what ends a zip, without its comment
_COMMENT = 65_535  # bytes of that at most
_LONG_NAME, _FIELDS, _FILES, _LINKS = b"L", (b"x", b"X"), (b"0", b"\0", b"7"), (b"1", b"2")
_TARS = (".tar", ".tar.gz", ".tgz", ".nemo")  # where a file is a tar and a zip, its name tells as what it is unpacked


@frozen(eq=False, repr=False)
class Member(Shown):
    """A file in an archive.

    Args:
        name: its path there.
        read: gives the first so many bytes of it.
    """

    name: str
    read: Callable[[int], bytes]


@frozen(eq=False, repr=False)
class Listing(Shown):
    """The files of an archive.

    Args:
        members: those that are listed.
        whole: whether those are all.
    """

    members: tuple[Member, ...]
    whole: bool


def listing(name: str, file: BinaryIO) -> Listing | None:
    """The files in an open archive; None where it is none that is read.

    A member is read while the archive is open.

    Args:
        name: the archive's, used in every message.
        file: the archive.

    Raises:
        OpennessError: when it is broken.
    """
    file.seek(0)
    head = file.read(_BLOCK)
    is_packed, is_plain = head.startswith(b"\x1f\x8b"), head[257:262] == b"ustar" or _is_old_tar(head)
    is_zip = head.startswith(b"PK") or _end_of_zip(file) is not None
    if is_zip and not ((is_packed or is_plain) and name.lower().endswith(_TARS)):
        return _zip(name, file)
    if is_packed:
        return _tar(name, _Unpacked(file))
    return _tar(name, _Plain(file)) if is_plain else None


def _broken(name: str, message: str) -> OpennessError:
    return OpennessError(Problem(name, None, message, "the archive is broken"))


# Zip


def _end_of_zip(file: BinaryIO) -> bytes | None:
    """The record that ends a zip; None where there is none."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_OF_LIST - _COMMENT))
    tail = file.read(_END_OF_LIST + _COMMENT)
    at = tail.rfind(b"PK\5\6")
    return tail[at : at + _END_OF_LIST] if at >= 0 and len(tail) - at >= _END_OF_LIST else None


def _zip(name: str, file: BinaryIO) -> Listing:
    import zipfile

    # What damage raises, a password (RuntimeError), and a packing that this Python does not know (NotImplemented, Import).
    unreadable = (
        zipfile.BadZipFile, zlib.error, EOFError, ValueError, OverflowError, RuntimeError, NotImplementedError, ImportError,
    )  # fmt: skip

    end = _end_of_zip(file)
    if end is None:
        raise _broken(name, "it has no list of its files")
    size = int.from_bytes(end[12:16], "little")
    if LIST_LIMIT < size < 0xFFFFFFFF or (file.seek(0, os.SEEK_END) > LIST_LIMIT and _long_list(file) > LIST_LIMIT):
        return Listing((), False)
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        OverflowError,
    ) as error:  # all that a damaged list raises
        raise _broken(name, "the list of its files cannot be read") from error

    def reading(entry: zipfile.ZipInfo) -> Callable[[int], bytes]:
        def read(most: int) -> bytes:
            try:
                with archive.open(entry) as stream:
                    return stream.read(most)
            except unreadable as error:
                raise _broken(name, f"{entry.filename[:80]!r} cannot be read") from error

        return read

    files = [entry for entry in entries if not entry.is_dir()]
    members = (Member(entry.filename[:_NAME_LIMIT], reading(entry)) for entry in files[:COUNT_LIMIT])
    return Listing(tuple(members), len(files) <= COUNT_LIMIT)


def _long_list(file: BinaryIO) -> int:
    """The length of the list of a zip that is longer than 4 GB or has very many files; 0 for another."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_OF_LIST - _COMMENT - 76))
    tail = file.read()
    at = tail.rfind(b"PK\6\6")
    return int.from_bytes(tail[at + 40 : at + 48], "little") if at >= 0 else 0


# Tar


class _Plain:
    """The bytes of a tar as they stand."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.end = file.seek(0, os.SEEK_END)
        self.at = 0

    def taken(self, count: int) -> bytes:
        self.file.seek(self.at)
        data = self.file.read(count)
        self.at += len(data)
        return data

    def step_over(self, count: int) -> bool:
        """Step on; False beyond the end."""
        self.at += count
        return self.at <= self.end


class _Unpacked:
    """The bytes of a tar in a gzip, as far as they are unpacked."""

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        self.file = file
        self.unpacker = zlib.decompressobj(wbits=31)
        self.data = bytearray()
        self.at = 0
        self.cut = False

    def fill(self, end: int) -> None:
        end = min(end, BEGINNING)
        while len(self.data) < end and not self.unpacker.eof:
            packed = self.unpacker.unconsumed_tail or self.file.read(65_536)
            if not packed:
                break
            self.data += self.unpacker.decompress(packed, end - len(self.data))

    def taken(self, count: int) -> bytes:
        self.fill(self.at + count)
        data = bytes(self.data[self.at : self.at + count])
        self.at += len(data)
        return data

    def step_over(self, count: int) -> bool:
        """Step on; False beyond what is unpacked."""
        self.at += count
        self.fill(self.at)
        return self.at <= len(self.data)


def _is_old_tar(head: bytes) -> bool:
    """True for a head without the later formats' mark, whose sum is right."""
    written = head[148:156].strip(b" \0")
    if len(head) < _BLOCK or not written.isdigit() or set(written) & set(b"89"):
        return False
    return int(written, 8) == sum(head[:148]) + 8 * 0x20 + sum(head[156:])


def _tar(name: str, stream: _Plain | _Unpacked) -> Listing:
    members: list[Member] = []
    long_name, long_size = "", -1  # of the next file, where its own head has no room for them
    whole = True
    try:
        while head := stream.taken(_BLOCK):
            if len(head) < _BLOCK:
                whole = False
                break
            if not head.strip(b"\0"):
                break
            if len(members) >= COUNT_LIMIT:
                whole = False
                break
            size, sort = _size(name, head), head[156:157]
            start = stream.at
            if sort == _LONG_NAME:
                long_name = _name_in(stream.taken(min(size, _FIELD_LIMIT)))
            elif sort in _FIELDS:
                fields = _fields_in(stream.taken(min(size, _FIELD_LIMIT)))
                long_name = _name_in(fields.get(b"path", b"")) or long_name
                long_size = _number(name, fields[b"size"]) if b"size" in fields else long_size
            else:
                size = size if long_size < 0 else long_size
                if sort in (*_FILES, *_LINKS):
                    read = _reading(name, stream, start, size) if sort in _FILES else _link(name)
                    members.append(Member(long_name or _name(head), read))
                long_name, long_size = "", -1
            stream.at = start
            if not stream.step_over(-(-size // _BLOCK) * _BLOCK):
                whole = False
                break
    except zlib.error:
        raise _broken(name, "it cannot be unpacked") from None
    if not members and not whole:
        raise _broken(name, "it ends in the middle of its first file")
    return Listing(tuple(members), whole)


def _reading(name: str, stream: _Plain | _Unpacked, start: int, size: int) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        stream.at = start
        data = stream.taken(min(most, size))
        if len(data) < min(most, size):
            raise _broken(name, "it ends in the middle of a file")
        return data

    return read


def _link(name: str) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        raise _broken(name, "a link in it is not followed")

    return read


def _size(name: str, head: bytes) -> int:
    """The length of a file: in digits of eight, or as a plain number where it is too long for those."""
    field = head[124:136]
    return int.from_bytes(field[1:], "big") if field[0] == 0x80 else _number(name, field.strip(b" \0") or b"0", 8)


def _number(name: str, digits: bytes, base: int = 10) -> int:
    """A length that is written in digits.

    Raises:
        OpennessError: when it is none, or longer than that of any file.
    """
    try:
        if digits.isdigit() and len(digits) <= _DIGITS:
            return int(digits, base)
    except ValueError:  # an 8 among digits of eight
        pass
    raise _broken(name, "the length of a file in it cannot be read")


def _name(head: bytes) -> str:
    before = head[345:500].split(b"\0")[0] if head[257:263] == b"ustar\0" else b""
    return _name_in(before + b"/" * bool(before) + head[:100].split(b"\0")[0])


def _name_in(field: bytes) -> str:
    return field.split(b"\0")[0][:_NAME_LIMIT].decode("utf-8", "replace")


def _fields_in(data: bytes) -> dict[bytes, bytes]:
    """The further fields of a file: each is its own length, a blank, a name, `=`, a value and a line end."""
    fields: dict[bytes, bytes] = {}
    at = 0
    while at < len(data):
        written, _, _ = data[at : at + _DIGITS].partition(b" ")
        if not written.isdigit() or int(written) <= len(written):
            break
        name, _, value = data[at + len(written) + 1 : at + int(written) - 1].partition(b"=")
        fields[name] = value
        at += int(written)
    return fields
