"""Scan a table: read it piece by piece, answer each batch of rows, and write the answers so that nothing is lost."""

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from time import monotonic
from typing import IO, TYPE_CHECKING

from attrs import evolve, field, frozen

from openness._version import __version__
from openness.errors import OpennessError, Problem, nearest
from openness.scan import readers
from openness.scan.answer import Answer, Answering, Answers, Engine, local
from openness.scan.batch import ROWS, Piece, Place, Progress, Rejected, changed
from openness.scan.checkpoints import Checkpoints
from openness.scan.ids import Ids, looked_up, marks
from openness.scan.journal import Journal, trouble
from openness.scan.parts import Form, form_of
from openness.scan.readers import TAKEN, Source
from openness.scan.report import Report, report_of
from openness.scan.strips import Clock
from openness.scan.tally import Tally
from openness.shelf.shelf import Shelf
from openness.table import Waist
from openness.table.columns import asked_for
from openness.value import Value
from openness.vocabulary.json_text import json_text

if TYPE_CHECKING:
    import pyarrow

ENGINES = ("local", "spark")
_FIRST = 10  # rejected rows that a report shows
_SPOOLED = 1 << 25  # bytes of a file that are kept in memory
_ASIDE = "a temporary file"


def engine_of(name: str) -> Engine:
    """An engine by its name.

    Raises:
        OpennessError: when there is none of this name, or it is not installed.
    """
    if name == "local":
        return local
    if name != "spark":
        raise OpennessError(
            Problem("", None, f"{name!r} is no engine", nearest(name, ENGINES) or f"use {' or '.join(ENGINES)}")
        )
    from openness.scan import spark

    return spark.engine()


def scanned(
    table: object,
    output: object,
    under: Iterable[str] | None,
    columns: Iterable[str] | None,
    lineage: bool,
    ids: bool,
    engine: str,
    restart: bool,
    shelf: Shelf | None,
    progress: Progress | None,
) -> Report:
    """The report on a scan; see `openness.scan`."""
    path = path_of(table, "a table", TAKEN)
    target = None if output is None else _target(path, output)
    run = begun(path, under, engine, shelf, lineage, columns, ids)
    if target is None:
        return run.report(None, (answer for _, _, answer in run.answers(progress=progress or silent)))
    return run.written(*target, restart, progress or silent)


def _target(table: str, output: object) -> tuple[str, Form]:
    """Where the answers go, and in which form."""
    path = path_of(output, "an output", "a path that ends with .parquet, .jsonl or .csv")
    form = form_of(path)
    apart(table, path)
    return path, form


def path_of(given: object, what: str, taken: str) -> str:
    path = os.fspath(given) if isinstance(given, os.PathLike) else given
    if not isinstance(path, str):
        more = "; classify_table takes a table in memory" if hasattr(given, "__arrow_c_stream__") else ""
        raise TypeError(f"{what} must be {taken}; not {type(given).__name__}{more}")
    return path


def apart(path: str, output: str) -> None:
    """Refuse an output that is the table, or would be a part of it the next time.

    Raises:
        OpennessError: when it is.
    """
    table, target = os.path.realpath(path), os.path.realpath(output)
    if target == table or target.startswith(os.path.join(table, "")):
        raise OpennessError(Problem(output, None, f"it is a part of the table {path}", "name an output outside of it"))


def silent(share: float, rows: int) -> None:
    """Tell nobody."""


@frozen(eq=False, repr=False)
class Run(Value):
    """A scan that may begin: its table can be read, and its definitions are known.

    Args:
        source: the table.
        answering: answers rows by themselves.
        engine: runs it.
        lineage: also say what rows inherit from each other.
        columns: of the output; None for all.
        ids: also find the rows that no id tells apart.
        clock: tells the seconds after which the rows of a batch so far are kept.
    """

    source: Source
    answering: Answering
    engine: Engine
    lineage: bool = False
    columns: tuple[str, ...] | None = None
    ids: bool = False
    clock: Clock = field(default=monotonic, eq=False)

    @property
    def shelf(self) -> Shelf:
        """The shelf where licences and definitions are looked up."""
        return self.answering.waist.shelf

    @property
    def schema(self) -> "pyarrow.Schema":
        """The columns of the output."""
        import pyarrow

        schema = self._schema
        return schema if self.columns is None else pyarrow.schema(map(schema.field, self.columns))

    @property
    def _schema(self) -> "pyarrow.Schema":
        """The columns of all answers."""
        if not self.lineage:
            return self.answering.schema
        from openness.scan.inheritance import schema_of

        return schema_of(self.answering)

    def showing(self, columns: tuple[str, ...]) -> "Run":
        """The same scan with these columns of the output; others are not laid out, but for those that the scan looks at."""
        import pyarrow

        answering = self.answering
        if not self.lineage:
            needed = [field for field in answering.schema if field.name in ("id", *columns)]
            answering = evolve(answering, schema=pyarrow.schema(needed))
        return evolve(self, answering=answering, columns=columns)

    def rows(self, answer: Answer) -> "pyarrow.RecordBatch":
        """The rows of an answer with the columns of the output."""
        return answer.rows if self.columns is None else answer.rows.select(list(self.columns))

    def answers(
        self,
        start: Place | None = None,
        done: tuple[int, int] = (0, 0),
        here: int = 0,
        before: int = 0,
        progress: Progress = silent,
    ) -> Iterator[tuple[Piece, int, Answer]]:
        """The answers to each strip of a batch, with its piece and the number of the batch in the piece.

        Args:
            start: the place of the first piece.
            done: the batches of that piece that are answered already, and of the next one the rows that are.
            here: how many rows of that piece these are.
            before: how many rows were answered before.
            progress: is told how far it has come when the next answer is asked for.
        """
        answering, tell = self._begun(before, progress)
        rows, number = before, done[0]
        for piece, answers in self.engine(answering, _going_on(self.source.pieces(start), done)):
            for answer in answers:
                rows += answer.rows.num_rows
                here += answer.rows.num_rows + len(answer.rejected)
                yield piece, number, answer
                tell(piece.share_of(here), rows)
                number += not answer.more
            number = here = 0

    def _begun(self, before: int, progress: Progress) -> "tuple[Answers, Progress]":
        """The answers to pieces, and whom to tell of them: with a lineage all rows are read before the first answer."""
        if not self.lineage:
            return self.answering, progress
        from openness.scan.inheritance import Inheriting

        answering = Inheriting(self.answering, self.source, before, lambda share, rows: progress(share / 2, rows // 2))
        return answering, lambda share, rows: progress((1 + share) / 2, (answering.count + rows) // 2)

    def report(self, output: str | None, answers: Iterable[Answer]) -> Report:
        """The report on answers that are written nowhere, or where somebody else writes them."""
        tally = Tally()
        rejected: list[Rejected] = []
        count = 0
        with _spooled() as kept, _spooled() as ordered:
            for answer in answers:
                tally.add(answer.tally)
                count += len(answer.rejected)
                rejected += answer.rejected[: _FIRST - len(rejected)]
                with trouble(_ASIDE):
                    kept.write(self._marks(answer))
            with trouble(_ASIDE):
                ids = looked_up(kept, ordered)
        return self._reported(output, tally, (count, tuple(rejected)), ids)

    def _reported(
        self, output: str | None, tally: Tally, rejected: tuple[int, tuple[Rejected, ...]], ids: Ids
    ) -> Report:
        spectrum = self.shelf.definition("spectrum")
        tally.columns.update(self.source.unknown)
        found = ids if self._looks_at_ids else None
        return report_of(self.source.path, output, tally, rejected, spectrum, self.shelf.data, self.lineage, found)

    @property
    def _looks_at_ids(self) -> bool:
        return self.ids and "id" in self.answering.schema.names

    def _marks(self, answer: Answer) -> bytes:
        """The marks of the ids of rows, as bytes; none where nobody asks for them, or rows have no column of ids."""
        return marks(answer.rows.column("id")).tobytes() if self._looks_at_ids else b""

    def header(self, identity: list[list[object]]) -> dict[str, object]:
        """The description of the scan: a scan that was stopped goes on only where all of it is the same."""
        from openness.shelf.additions import stamps

        shelf = self.shelf
        records = [shelf.definition(id).record for id in self.answering.waist.under]
        added = stamps((*shelf.folders, *shelf.adding))
        known = json_text([records, added], sort_keys=True, default=str)
        return {
            "input": identity,
            "tool": __version__,
            "data": shelf.data,
            "under": list(self.answering.waist.under),
            "records": blake2b(known.encode(), digest_size=16).hexdigest(),
            "columns": [f"{field.name}: {field.type}" for field in self.schema],
            "lineage": self.lineage,
            "ids": self._looks_at_ids,
            "batch": ROWS,  # by which the journal counts
        }

    def written(self, output: str, form: Form, restart: bool, progress: Progress) -> Report:
        """The report on answers that are written to a file."""
        identity = self.source.identity()
        schema = self.schema
        journal = Journal(output, self.header(identity), form.begin(schema), restart)
        try:
            with Checkpoints(journal, self.clock) as kept:
                for piece, number, strip in self.answers(*kept.start, progress):
                    answer = kept.whole(piece.place.numbers(), number, strip)
                    if answer is None:
                        continue
                    data, footer = form.part(self.rows(answer)) if answer.rows.num_rows else (b"", b"")
                    rejected = b"".join(json_text(row.to_dict()).encode() + b"\n" for row in answer.rejected)
                    rows, known_by = answer.rows.num_rows, self._marks(answer)
                    journal.add(piece.place.numbers(), number, rows, data, footer, rejected, answer.tally, known_by)
                    kept.written()
            if self.source.identity() != identity:
                raise changed(self.source.path)
            with trouble(output), journal.scratch() as ordered:
                ids = looked_up(journal.ids, ordered)
            report = self._reported(output, journal.tally, journal.rejected(_FIRST), ids)
            journal.finish(form.end(schema, journal.footers()))
        except BaseException:
            journal.leave()
            raise
        return report


def _going_on(pieces: Iterator[Piece], done: tuple[int, int]) -> Iterator[Piece]:
    """Pieces, the first of them with what is answered of it already."""
    first = next(pieces, None)
    if first is not None:
        yield evolve(first, done=done)
        yield from pieces


def _spooled() -> IO[bytes]:
    """A file that goes when it is closed, in memory while it is short."""
    from tempfile import SpooledTemporaryFile

    return SpooledTemporaryFile(_SPOOLED)


def begun(
    path: str,
    under: Iterable[str] | None,
    engine: str,
    shelf: Shelf | None,
    lineage: bool = False,
    columns: Iterable[str] | None = None,
    ids: bool = False,
) -> Run:
    """A scan of a table, before its first row is read.

    Raises:
        OpennessError: as `scan` does.
    """
    if lineage and engine != "local":
        what = f"the engine {engine} answers rows apart, and lineage needs all of them together"
        raise OpennessError(Problem("", None, what, "leave out one of them"))
    waist = Waist(under, shelf, encoded=True)
    source = readers.opened(path)
    run = Run(source, Answering(waist, waist.schema(source.schema())), engine_of(engine), lineage, ids=ids)
    return run if columns is None else run.showing(asked_for(columns, run.schema.names))
