"""The lines of a text, plain or packed."""

from openness.scan.batch import LONGEST, File, unreadable

_BOM = b"\xef\xbb\xbf"
BLANKS = b" \t\r"


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
