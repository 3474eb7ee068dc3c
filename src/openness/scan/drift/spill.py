"""Rows in parts, on disk: one part at a time is in memory."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    import pyarrow

PARTS = 256
_WAITING = 1 << 18  # rows that wait in memory until they are spilled


class Spill:
    """Rows in parts, in one file: each part can be read again by itself."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._waiting: list[Any] = []
        self._count = 0
        self._places: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def __enter__(self) -> "Spill":
        self._stream = open(self.path, "w+b")
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        os.remove(self.path)

    def add(self, rows: "pyarrow.Table") -> None:
        """Add rows to the parts of their ids."""
        from pyarrow import compute

        self._waiting.append(rows.filter(compute.is_valid(rows["id"])))
        self._count += len(rows)
        if self._count >= _WAITING:
            self.flush()

    def flush(self) -> None:
        """Spill the rows that wait."""
        import pyarrow

        if not self._waiting:
            return
        rows = pyarrow.concat_tables(self._waiting).combine_chunks()
        parts = [crc32(id.encode()) % PARTS for id in rows["id"].to_pylist()]
        order = sorted(range(len(parts)), key=parts.__getitem__)  # keeps the order within a part
        rows = rows.take(pyarrow.array(order, pyarrow.int64()))
        at = 0
        for part, length in sorted(Counter(parts).items()):
            self.put(part, rows.slice(at, length))
            at += length
        self._waiting, self._count = [], 0

    def put(self, part: int, rows: "pyarrow.Table") -> None:
        """Add rows to a part."""
        import pyarrow

        sink = pyarrow.BufferOutputStream()
        with pyarrow.ipc.new_stream(sink, rows.schema) as stream:
            stream.write_table(rows.combine_chunks())
        data = sink.getvalue()
        self._places[part].append((self._stream.seek(0, os.SEEK_END), len(data)))
        self._stream.write(data)

    def chunks(self, part: int) -> "Iterator[pyarrow.Table]":
        """The rows of a part, as they were added."""
        import pyarrow

        for at, length in self._places[part]:
            self._stream.seek(at)
            yield pyarrow.ipc.open_stream(self._stream.read(length)).read_all()
