"""The fields of a message in Protocol Buffers: those that are wanted, and of all others only the length.

A model may be longer than the memory, so each other field is stepped over where it stands. Every length is held against
what is there.
"""

import os
from collections.abc import Container, Iterator
from io import BytesIO
from typing import BinaryIO

from openness.errors import OpennessError, Problem

TEXT_LIMIT = 4 * 1024 * 1024  # bytes of one field that is kept
KEPT_LIMIT = 16 * 1024 * 1024  # bytes of all of them
COUNT_LIMIT = 100_000  # fields of one message

_NUMBER, _LONG, _BYTES, _SHORT = 0, 1, 2, 5  # the kinds of value
_NUMBER_BYTES = 10  # of the longest number


class Message:
    """Walks over the fields of a message.

    Args:
        document: the name of the file, used in every message.
        file: the message, from its start to its end.
    """

    def __init__(self, document: str, file: BinaryIO) -> None:
        self.document = document
        self.file = file
        self.end = file.seek(0, os.SEEK_END)
        self.at = file.seek(0)

    @classmethod
    def within(cls, document: str, data: bytes) -> "Message":
        """The message that a field holds."""
        return cls(document, BytesIO(data))

    def error(self, message: str) -> OpennessError:
        return OpennessError(Problem(self.document, None, message, "the file is broken"))

    def fields(self, wanted: Container[int]) -> Iterator[tuple[int, bytes | None]]:
        """Every field in order: its number, and the bytes of one that is wanted.

        Raises:
            OpennessError: when the message is broken.
        """
        kept = 0
        for _ in range(COUNT_LIMIT):
            if self.at >= self.end:
                return
            number, kind = divmod(self.number(), 8)
            if not 0 < number < 1 << 29:
                raise self.error(f"there is no field {number:,}")
            if number not in wanted:
                self.step_over(kind)
                yield number, None
                continue
            if kind != _BYTES:
                raise self.error(f"its field {number} holds no text")
            length = self.number()
            kept += length
            if self.at + length <= self.end and (length > TEXT_LIMIT or kept > KEPT_LIMIT):
                raise self.error(f"its field {number} is a text of {length:,} bytes, which is too long to be read")
            yield number, self.taken(length)
        if self.at < self.end:
            raise self.error(f"it has more than {COUNT_LIMIT:,} fields")

    def step_over(self, kind: int) -> None:
        if kind == _NUMBER:
            self.number()
        elif kind in (_LONG, _SHORT):
            self.move(8 if kind == _LONG else 4)
        elif kind == _BYTES:
            self.move(self.number())
        else:
            raise self.error(f"there is no kind {kind} of value")

    def number(self) -> int:
        """A number of seven bits a byte, the last of which says that no other follows."""
        value = 0
        for place in range(_NUMBER_BYTES):
            byte = self.taken(1)[0]
            value |= (byte & 0x7F) << 7 * place
            if byte < 0x80:
                return value
        raise self.error("it names a number that is too long")

    def taken(self, length: int) -> bytes:
        self.move(length, seek=False)
        data = self.file.read(length)
        if len(data) != length:
            raise self.error("it ends in the middle of a field")
        return data

    def move(self, length: int, seek: bool = True) -> None:
        """Step on, as far as there is something; a length below zero is written as one that no file has."""
        self.at += length
        if self.at > self.end:
            raise self.error("it ends in the middle of a field")
        if seek:
            self.file.seek(self.at)
