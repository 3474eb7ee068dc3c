"""The work folder of a scan: its output grows there, and a journal says how far it is good.

    OUT.scan/lock       held by the one scan that writes here
    OUT.scan/journal    what is scanned and under what, then a line for each part
    OUT.scan/rows       the output so far
    OUT.scan/rejected   the rejected rows so far
    OUT.scan/ids        of the id of each row so far what it is known by again
    OUT.scan/strips     answers to the batch that is not done
    OUT.scan/scratch    the ids in order, at the end

Whatever stops a scan, the next one with the same call keeps the parts that the journal has and whose checksum is right, cuts off
what follows them, and goes on there. When all is done the files get their names, the output last.
"""

import contextlib
import json
import os
import shutil
import stat
import zlib
from collections.abc import Iterator, Sequence
from typing import IO, Any

from openness.errors import OpennessError, Problem
from openness.scan.batch import Rejected
from openness.scan.folder import locked, settle
from openness.scan.kept import Done, Spot, Strip, folder_of, rejected_of
from openness.scan.tally import Tally
from openness.vocabulary.json_text import json_text

WINDOWS = os.name == "nt"
_WORDS = {
    "input": "the input is another, or was changed",
    "tool": "openness was of another version",
    "data": "the licence and definition data were others",
    "under": "other definitions were asked for",
    "records": "other records were on the shelf",
    "columns": "the output had other columns",
    "lineage": "what rows inherit was asked for then or is now, and not both times",
    "ids": "ids were looked at then or are now, and not both times",
    "batch": "its rows were read in batches of another size",
}


class Journal:
    """A scan on its way to its output, held by this process alone.

    Args:
        output: the file that is to be.
        header: what the scan is of; a scan of something else does not go on with it.
        begin: the first bytes of the output.
        restart: throw away what an earlier scan has left.

    Raises:
        OpennessError: when another scan writes here, when one of something else stopped here, or the folder cannot be used.
    """

    def __init__(self, output: str, header: dict[str, object], begin: bytes, restart: bool = False) -> None:
        self.output = output
        self.folder = folder_of(output)
        self.parts: list[Done] = []
        self.strips: list[Strip] = []
        self.tally = Tally()
        with trouble(self.output):
            if os.path.isdir(output):
                raise OpennessError(Problem(output, None, "it is a folder", "name a file"))
            self._lock = self._taken_lock()
            with contextlib.ExitStack() as stack:  # whoever is refused lets go of the folder
                stack.callback(os.close, self._lock)
                self._journal = stack.enter_context(self._open("journal"))
                self._rows = stack.enter_context(self._open("rows"))
                self._rejected = stack.enter_context(self._open("rejected"))
                self.ids = stack.enter_context(self._open("ids"))
                self._strips = stack.enter_context(self._open("strips"))
                lines = [] if restart else self._lines()
                if lines:
                    self._refuse_another(header, lines[0])
                good = self._kept(lines, begin) if lines else None
                if good is None:
                    self._begin(header, begin)
                else:
                    self._cut(*good)
                stack.pop_all()

    # To begin, or to go on

    def _taken_lock(self) -> int:
        """The lock of the folder, which is made where there is none.

        A folder that somebody else put here, or a link to one, is not written in.
        """
        while True:
            with contextlib.suppress(FileExistsError):
                os.mkdir(self.folder, 0o700)
            found = os.lstat(self.folder)
            if not stat.S_ISDIR(found.st_mode) or (hasattr(os, "getuid") and found.st_uid != os.getuid()):
                raise OpennessError(
                    Problem(self.folder, None, "it is no folder of yours", "remove it, or scan elsewhere")
                )
            lock = os.open(os.path.join(self.folder, "lock"), os.O_RDWR | os.O_CREAT | _NO_LINK, 0o666)
            if not locked(lock):
                os.close(lock)
                help = "wait for it, or name another output"
                raise OpennessError(Problem(self.output, None, "another scan is writing it", help))
            try:
                if os.path.samestat(os.fstat(lock), os.stat(os.path.join(self.folder, "lock"))):
                    return lock
            except FileNotFoundError:  # the other scan was done just now, and took its folder away
                pass
            os.close(lock)

    def _open(self, name: str) -> IO[bytes]:
        path = os.path.join(self.folder, name)
        return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK | _BINARY, 0o666), "r+b", buffering=0)

    def _lines(self) -> list[tuple[dict[str, Any], int]]:
        """The lines of the journal, each with the byte behind it, up to the first that is torn."""
        lines, end = [], 0
        for line in self._journal.read().splitlines(keepends=True):
            try:
                entry = json.loads(line) if line.endswith(b"\n") else None
            except ValueError:
                entry = None
            if not isinstance(entry, dict):
                break
            end += len(line)
            lines.append((entry, end))
        return lines

    def _streams(self) -> tuple[IO[bytes], ...]:
        return self._journal, self._rows, self._rejected, self.ids, self._strips

    def _refuse_another(self, header: dict[str, object], line: tuple[dict[str, Any], int]) -> None:
        written = json.loads(json_text(header))
        known = line[0]
        differ = [words for key, words in _WORDS.items() if known.get(key) != written.get(key)]
        if differ or known.keys() != written.keys():
            what = f"a scan stopped here, and it cannot go on: {'; '.join(differ) or 'it was begun in another way'}"
            raise OpennessError(Problem(self.folder, None, what, "scan as before, or use --restart to throw it away"))

    def _kept(self, lines: Sequence[tuple[dict[str, Any], int]], begin: bytes) -> tuple[int, ...] | None:
        """Keep the parts that are whole, and the strips behind them; the lengths of the files up to there."""
        if self._rows.read(len(begin)) != begin:
            return None
        (_, journal), *entries = lines
        rows, rejected, ids = len(begin), 0, 0
        strips: list[tuple[dict[str, Any], int]] = []
        for entry, end in entries:
            if "strip" in entry:
                strips.append((entry, end))
                continue
            lengths = entry["bytes"], entry["rejected"], entry["ids"]
            data, bad, marks = (
                stream.read(length)
                for stream, length in zip((self._rows, self._rejected, self.ids), lengths, strict=True)
            )
            if _sum(data, bad, marks) != entry["sum"]:
                break
            self.parts.append(
                Done(tuple(entry["place"]), entry["batch"], entry["rows"], rows, bytes.fromhex(entry["footer"]))
            )
            self.tally.add(Tally.from_dict(entry["tally"]))
            journal, rows, rejected, ids = end, rows + len(data), rejected + len(bad), ids + len(marks)
            strips.clear()
        kept, length = self._kept_strips(strips)
        return kept or journal, rows, rejected, ids, length

    def _kept_strips(self, lines: Sequence[tuple[dict[str, Any], int]]) -> tuple[int, int]:
        """Keep the strips that are whole: the lengths of the journal, 0 without one, and of their file."""
        last = (self.parts[-1].place, self.parts[-1].batch) if self.parts else None
        journal = length = 0
        for entry, end in lines:
            spot = tuple(entry["place"]), entry["batch"]
            data = self._strips.read(entry["bytes"])
            if _sum(data) != entry["sum"] or spot == last or (self.strips and spot != self.strips[0].spot):
                break
            self.strips.append(Strip(spot, entry["strip"], data, Tally.from_dict(entry["tally"])))
            journal, length = end, length + len(data)
        return journal, length

    def _begin(self, header: dict[str, object], begin: bytes) -> None:
        self._cut(0, 0, 0, 0, 0)
        _write(self._rows, begin)
        _write(self._journal, _line(header))
        self.end = len(begin)
        self._good = self._journal.tell()

    def _cut(self, journal: int, rows: int, rejected: int, ids: int, strips: int) -> None:
        lengths = (journal, rows, rejected, ids, strips)
        for stream, end in zip(self._streams(), lengths, strict=True):
            stream.truncate(end)
            stream.seek(end)
        self.end = rows
        self._good, self._whole_strips = (
            journal,
            strips,
        )  # the bytes up to the last whole line, and the last whole strip

    # To write, and to be done

    def add(
        self,
        place: tuple[int, int, int, int],
        batch: int,
        rows: int,
        data: bytes | memoryview,
        footer: bytes,
        rejected: bytes,
        tally: Tally,
        ids: bytes = b"",
    ) -> None:
        """Write a part.

        Raises:
            OpennessError: when it cannot be written; what was written before stays good.
        """
        with trouble(self.output):
            _write(self._rows, data)
            _write(self._rejected, rejected)
            _write(self.ids, ids)
            entry = {
                "place": place,
                "batch": batch,
                "rows": rows,
                "bytes": len(data),
                "rejected": len(rejected),
                "ids": len(ids),
                "sum": _sum(data, rejected, ids),
                "footer": footer.hex(),
                "tally": tally.to_dict(),
            }
            _write(self._journal, _line(entry))
            self._good, self._whole_strips = self._journal.tell(), 0
            self._strips.truncate(0)
        self.parts.append(Done(place, batch, rows, self.end, footer))
        self.tally.add(tally)
        self.end += len(data)

    def keep(self, spot: Spot, rows: int, data: bytes, tally: Tally) -> None:
        """Write a strip of the batch that is not done.

        Raises:
            OpennessError: when it cannot be written; what was written before stays good.
        """
        with trouble(self.output):
            for stream, end in ((self._journal, self._good), (self._strips, self._whole_strips)):
                stream.truncate(end)  # what an interrupt broke off
                stream.seek(end)
            _write(self._strips, data)
            place, batch = spot
            entry = {
                "place": place,
                "batch": batch,
                "strip": rows,
                "bytes": len(data),
                "sum": _sum(data),
                "tally": tally.to_dict(),
            }
            _write(self._journal, _line(entry))
            self._good, self._whole_strips = self._journal.tell(), self._strips.tell()

    def rejected(self, most: int) -> tuple[int, tuple[Rejected, ...]]:
        """The number of rejected rows, and the first of them.

        Raises:
            OpennessError: when the file with them cannot be read.
        """
        with trouble(self.output):
            count, first = 0, []
            with open(os.path.join(self.folder, "rejected"), "rb") as lines:
                for count, line in enumerate(lines, 1):
                    if count <= most:
                        first.append(Rejected(*json.loads(line).values()))
        return count, tuple(first)

    def scratch(self) -> IO[bytes]:
        """An empty file in the folder, which goes with it."""
        path = os.path.join(self.folder, "scratch")
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | _NO_LINK | _BINARY
        return os.fdopen(os.open(path, flags, 0o666), "r+b")

    def finish(self, end: bytes) -> None:
        """Write the last bytes and give the files their names: a link that stands there gives way, and is not followed.

        Raises:
            OpennessError: when that cannot be done; the scan can go on from there.
        """
        with trouble(self.output):
            _write(self._rows, end)
            rejected = self._rejected.tell()
            for stream in (self._rows, self._rejected):
                os.fsync(stream.fileno())
            for stream in self._streams():
                stream.close()
            beside = rejected_of(self.output)
            if rejected:
                self._name("rejected", beside)
            elif os.path.lexists(beside):
                os.remove(beside)
            self._name("rows", self.output)
            shutil.rmtree(self.folder, ignore_errors=True)
            os.close(self._lock)
            if WINDOWS:  # it removes no file that is open, be it the lock of this scan or the files of the next
                shutil.rmtree(self.folder, ignore_errors=True)

    def _name(self, name: str, path: str) -> None:
        part = os.path.join(self.folder, name)
        if os.path.isfile(path) and not os.path.islink(path):
            os.chmod(part, stat.S_IMODE(os.stat(path).st_mode))
        os.replace(part, path)
        settle(os.path.dirname(path) or ".")

    def leave(self) -> None:
        """Let go of the folder, with everything in it, so that a later scan can go on."""
        for stream in self._streams():
            stream.close()
        with contextlib.suppress(OSError):
            os.close(self._lock)

    def discard(self) -> None:
        """Let go of the folder, and take it away."""
        self.leave()
        shutil.rmtree(self.folder, ignore_errors=True)

    def footers(self) -> list[tuple[bytes, int]]:
        """The entry of each part in the footer of the output, and the byte where the part begins."""
        return [(part.footer, part.at) for part in self.parts if part.footer]


@contextlib.contextmanager
def trouble(output: str) -> Iterator[None]:
    """Say in one line why an output cannot be written, and what to do.

    Raises:
        OpennessError: in the place of an OSError.
    """
    try:
        yield
    except OSError as error:
        what = f"it cannot be written: {error.strerror or error}"
        help = "make room and scan again: it goes on where it stopped" if error.errno in _FULL else ""
        raise OpennessError(Problem(output, None, what, help)) from None


_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_FULL = {28, 122}  # ENOSPC, EDQUOT


def _line(entry: dict[str, object]) -> bytes:
    return json_text(entry).encode() + b"\n"


def _sum(*data: bytes | memoryview) -> int:
    checksum = 0
    for part in data:
        checksum = zlib.crc32(part, checksum)
    return checksum


def _write(stream: IO[bytes], data: bytes | memoryview) -> None:
    left = memoryview(data)
    while left:
        left = left[stream.write(left) :]
