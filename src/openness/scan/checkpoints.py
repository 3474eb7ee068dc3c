"""The answers to a batch that is not done: every half minute they go to the work folder of the scan, and come back from there."""

import contextlib
from types import TracebackType
from typing import TYPE_CHECKING

from openness.scan.answer import Answer
from openness.scan.batch import Place
from openness.scan.journal import Journal
from openness.scan.kept import Spot
from openness.scan.strips import Clock, joined
from openness.scan.tally import Tally

if TYPE_CHECKING:
    import pyarrow

_SECONDS = 30.0  # after which the strips so far are kept


class Checkpoints:
    """The strips of a batch until it is whole; who leaves in between, keeps those that there are.

    Args:
        journal: of the scan.
        clock: tells the seconds.
    """

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal = journal
        self._clock = clock
        self._at: Spot | None = None  # of the batch that is not done
        self._strips = [Answer(_read(strip.data), (), strip.tally) for strip in journal.strips]
        self._kept = len(self._strips)
        self._last = clock()
        self.start = self._started()

    def _started(self) -> tuple[Place | None, tuple[int, int], int, int]:
        """Where the scan goes on: the place of a piece, what is done of it, its rows, and all rows."""
        parts, strips = self._journal.parts, self._journal.strips
        rows = sum(strip.rows.num_rows for strip in self._strips)
        if strips:
            place, batch = strips[-1].spot
        elif parts:
            place, batch = parts[-1].place, parts[-1].batch + 1
        else:
            return None, (0, 0), 0, 0
        here = sum(part.rows for part in parts if part.place == place)
        return Place(*place), (batch, rows), here + rows, sum(part.rows for part in parts) + rows

    def whole(self, place: tuple[int, int, int, int], batch: int, strip: Answer) -> Answer | None:
        """The answer to a batch with its last strip; None before.

        Raises:
            OpennessError: when the strips so far cannot be written.
        """
        self._at = place, batch
        self._strips.append(strip)
        if strip.more:
            if self._clock() - self._last >= _SECONDS:
                self.keep()
            return None
        if len(self._strips) == 1:
            return strip
        tally = Tally()
        for part in self._strips:
            tally.add(part.tally)
        return Answer(joined([part.rows for part in self._strips]), strip.rejected, tally)

    def keep(self) -> None:
        """Write the strips that are not kept yet."""
        for strip in self._strips[self._kept :]:
            if strip.more and self._at is not None:
                self._journal.keep(self._at, strip.rows.num_rows, _written(strip.rows), strip.tally)
                self._kept += 1
        self._last = self._clock()

    def written(self) -> None:
        """The whole batch is written."""
        self._strips, self._kept, self._at = [], 0, None
        self._last = self._clock()

    def __enter__(self) -> "Checkpoints":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Keep what there is, where something stops the scan and the folder can still be written."""
        if kind is not None:
            with contextlib.suppress(Exception):
                self.keep()


def _written(rows: "pyarrow.RecordBatch") -> bytes:
    """Rows as a stream of Arrow."""
    import pyarrow

    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, rows.schema) as stream:
        stream.write_batch(rows)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _read(data: bytes) -> "pyarrow.RecordBatch":
    """The rows of such a stream."""
    import pyarrow

    return pyarrow.ipc.open_stream(data).read_next_batch()
