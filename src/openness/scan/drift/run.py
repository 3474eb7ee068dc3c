"""The comparison of two catalogues.

Rows meet by their id. Both tables are spilled into parts by a checksum of it, so that one part of each is in memory at a time;
what changed is merged again in the order of the ids.
"""

import os
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import islice

from openness.errors import OpennessError, Problem
from openness.scan import readers
from openness.scan.answer import Answering, local
from openness.scan.batch import ROWS, Progress
from openness.scan.drift.comparison import changes
from openness.scan.drift.counts import Counting, Drift
from openness.scan.drift.spill import Spill
from openness.scan.drift.states import ANSWERED, COMPARED, INHERITED, states
from openness.scan.drift.writer import Writer
from openness.scan.journal import trouble
from openness.scan.readers import TAKEN
from openness.scan.run import Run, path_of, silent
from openness.shelf.shelf import Shelf
from openness.table import Waist


def compared(
    old: str | os.PathLike[str],
    new: str | os.PathLike[str],
    output: str | os.PathLike[str] | None,
    under: Iterable[str] | None,
    shelf: Shelf | None,
    progress: Progress | None,
) -> Drift:
    """The counts of what changed between two tables, as `openness.drift` documents it."""
    paths = [path_of(table, "a table", TAKEN) for table in (old, new)]
    target = None if output is None else path_of(output, "an output", "a path that ends with .parquet, .jsonl or .csv")
    waist = Waist(under, shelf, encoded=True)
    runs = [_run(path, waist, (*COMPARED, *INHERITED)) for path in paths]
    lineage = not any(run.source.further for run in runs)
    if not lineage:
        runs = [_run(path, waist, COMPARED) for path in paths]
    counts = Counting(waist.shelf.definition("spectrum").rungs, lineage)
    with ExitStack() as stack:
        writer = None if target is None else stack.enter_context(Writer(target, paths, lineage))
        folder = writer.journal.folder if writer else stack.enter_context(tempfile.TemporaryDirectory())
        with trouble(target or folder), ExitStack() as open_files:
            names = ("old", "new", "changed")
            before, after, changed = (open_files.enter_context(Spill(os.path.join(folder, name))) for name in names)
            _fill((before, after), runs, counts, progress or silent)
            found = changes(before, after, changed, counts.changed)
            for run in iter(lambda: list(islice(found, ROWS)), []):
                if writer:
                    writer.add(run)
        if writer:
            writer.finish()
    return counts.drift(paths[0], paths[1], target, waist.shelf.data)


def _fill(spills: tuple[Spill, Spill], runs: list[Run], counts: Counting, tell: Progress) -> None:
    """Put the rows of both tables into parts."""
    rows = 0
    for side, run in enumerate(runs):
        for share, piece in states(run):
            rows += counts.read(side, piece)
            spills[side].add(piece)
            tell((side + share) / 2, rows)
        spills[side].flush()


def _run(path: str, waist: Waist, columns: tuple[str, ...]) -> Run:
    """A table that is read as it is where a scan wrote it with these columns, and else is classified.

    Raises:
        OpennessError: when it cannot be read, or a scan wrote it without columns that are compared.
    """
    source = readers.opened(path, columns)
    if source.further:
        names = readers.names_in(source.files)
        missing = [name for name in COMPARED if name not in names]
        if missing and not names.keys().isdisjoint(ANSWERED):  # as a table of models it would say something else
            what = f"a scan wrote it without {' and '.join(missing)}"
            raise OpennessError(Problem(path, None, what, f"scan again with --columns {','.join(COMPARED)}"))
    return Run(source, Answering(waist, waist.schema(source.schema())), local)
