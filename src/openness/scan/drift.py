"""What changed between two catalogues: rows that appeared, vanished, or have another licence, level or findings.

Rows meet by their id. Both tables are spilled into parts by a checksum of it, so that one part of each is in memory at a time;
what changed is merged again in the order of the ids.
"""

import heapq
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from attrs import frozen

from openness._version import __version__
from openness.scan import readers
from openness.scan.answer import Answering, local
from openness.scan.batch import ROWS
from openness.scan.journal import Journal, trouble
from openness.scan.parts import form_of
from openness.scan.readers import TAKEN
from openness.scan.report import Counts, ranked
from openness.scan.run import Progress, Run, apart, path_of, silent
from openness.scan.tally import Tally
from openness.shelf.shelf import Shelf
from openness.table import Waist
from openness.vocabulary.value import Value
from openness.vocabulary.words import Band

if TYPE_CHECKING:
    import pyarrow

_COMPARED = ("id", "licence", "spectrum.reached", "band", "findings")
_INHERITED = ("lineage.reached", "lineage.band", "lineage.findings")  # compared where both tables have them
_PARTS = 256  # of each table
_WAITING = 1 << 18  # rows that wait in memory until they are spilled
_RUN = 512  # changes of a part that are read again at a time
_EXAMPLES = 20  # rows that a summary names of each kind
COLUMNS = (
    "id", "change", "licence.old", "licence.new", "level.old", "level.new", "findings.added", "findings.removed",
)  # fmt: skip
#: Further columns, where both tables say what rows inherit.
OF_LINEAGE = ("lineage.level.old", "lineage.level.new", "lineage.findings.added", "lineage.findings.removed")


class State(NamedTuple):
    """What of a row is compared.

    Args:
        licence: of the weights.
        level: by itself.
        findings: the codes, with blanks between them.
        inherited_level: with what it inherits; empty where that is not compared.
        inherited_findings: the same for the codes.
    """

    licence: str | None
    level: str
    findings: str
    inherited_level: str
    inherited_findings: str


_GONE = (None,) * len(State._fields)


class Change(NamedTuple):
    """A row that is not what it was.

    Args:
        id: the row.
        old: what it was; None where it appeared.
        new: what it is; None where it vanished.
    """

    id: str
    old: State | None
    new: State | None

    @property
    def kind(self) -> str:
        """`appeared`, `vanished` or `changed`."""
        return "appeared" if self.old is None else "vanished" if self.new is None else "changed"


@frozen(eq=False, repr=False)
class Moves(Value):
    """How the levels and findings of rows changed.

    Args:
        fields: how many rows changed their level and findings.
        levels: how many rows each level had and has; `unknown` where the facts prove none.
        moves: how many rows that were there before went from one level to another, the most frequent first.
        findings: by finding, in how many rows it is new and in how many it is gone.
        examples: by move up, move down, the first ids, with the levels before and after.
    """

    fields: Counts
    levels: tuple[tuple[str, int, int], ...]
    moves: tuple[tuple[tuple[str, str], int], ...]
    findings: tuple[tuple[str, int, int], ...]
    examples: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]

    def to_dict(self) -> dict[str, Any]:
        """The moves as JSON has them."""
        return {
            "fields": dict(self.fields),
            "levels": {level: {"old": old, "new": new} for level, old, new in self.levels},
            "moves": [{"old": old, "new": new, "rows": rows} for (old, new), rows in self.moves],
            "findings": {code: {"new": new, "gone": gone} for code, new, gone in self.findings},
            "examples": {
                move: [{"id": id, "old": old, "new": new} for id, old, new in named] for move, named in self.examples
            },
        }


@frozen(eq=False, repr=False)
class Drift(Value):
    """What changed between two catalogues.

    Args:
        old: the old table.
        new: the new table.
        output: the file with the rows that changed; None where there is none.
        rows: how many rows the old and the new table have.
        nameless: how many rows have no id, or could not be read; they are not compared.
        kinds: how many rows appeared, vanished, and changed.
        fields: how many rows changed their licence, level and findings.
        levels: how many rows each level had and has; `unknown` where the facts prove none.
        moves: how many rows that were there before went from one level to another, the most frequent first.
        licences: how many went from one licence to another, the most frequent first; empty for none.
        findings: by finding, in how many rows it is new and in how many it is gone.
        examples: by move up, move down, the first ids, with the levels before and after.
        data: the version of the licence and definition data of this tool.
        lineage: the same of what rows inherit; None where one of the tables does not say it.
    """

    old: str
    new: str
    output: str | None
    rows: tuple[int, int]
    nameless: tuple[int, int]
    kinds: Counts
    fields: Counts
    levels: tuple[tuple[str, int, int], ...]
    moves: tuple[tuple[tuple[str, str], int], ...]
    licences: tuple[tuple[tuple[str, str], int], ...]
    findings: tuple[tuple[str, int, int], ...]
    examples: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    data: str
    lineage: Moves | None = None

    def to_dict(self) -> dict[str, Any]:
        """The drift as `openness scan --diff OLD NEW --format json` prints it."""
        return {
            "schema": 1,
            "tool": __version__,
            "data": self.data,
            "old": {"source": self.old, "rows": self.rows[0], "not-compared": self.nameless[0]},
            "new": {"source": self.new, "rows": self.rows[1], "not-compared": self.nameless[1]},
            "output": self.output,
            **dict(self.kinds),
            "fields": dict(self.fields),
            "levels": {level: {"old": old, "new": new} for level, old, new in self.levels},
            "moves": [{"old": old, "new": new, "rows": rows} for (old, new), rows in self.moves],
            "licences": [{"old": old or None, "new": new or None, "rows": rows} for (old, new), rows in self.licences],
            "findings": {code: {"new": new, "gone": gone} for code, new, gone in self.findings},
            "examples": {
                move: [{"id": id, "old": old, "new": new} for id, old, new in named] for move, named in self.examples
            },
            "lineage": self.lineage and self.lineage.to_dict(),
        }


def drift(
    old: str | os.PathLike[str],
    new: str | os.PathLike[str],
    output: str | os.PathLike[str] | None = None,
    *,
    under: Iterable[str] | None = ("spectrum",),
    shelf: Shelf | None = None,
    progress: Progress | None = None,
) -> Drift:
    """Compare two catalogues, row by row.

    Args:
        old: what `openness.scan` wrote, or a table that it takes, which is then classified.
        new: the same of a later day.
        output: the file for the rows that changed, in the order of their ids: Parquet, JSONL or CSV by its name.
        under: ids of definitions that a table is classified under, where it must be.
        shelf: where licences and definitions are looked up; the shipped shelf by default.
        progress: is told now and then the share of the tables that is read, 0 to 1, and the rows.

    Returns:
        What was counted.

    Raises:
        OpennessError: when a table cannot be read or the output not written.
        TypeError: when a table or the output is no path.

    >>> same = drift("docs/examples/catalogue.csv", "docs/examples/catalogue.csv")
    >>> same.rows, dict(same.kinds)
    ((4, 4), {'appeared': 0, 'vanished': 0, 'changed': 0})
    """
    paths = [path_of(table, "a table", TAKEN) for table in (old, new)]
    target = None if output is None else path_of(output, "an output", "a path that ends with .parquet, .jsonl or .csv")
    waist = Waist(under, shelf, encoded=True)
    runs = [_run(path, waist, (*_COMPARED, *_INHERITED)) for path in paths]
    lineage = not any(run.source.further for run in runs)
    if not lineage:
        runs = [_run(path, waist, _COMPARED) for path in paths]
    counts = _Counts(waist.shelf.definition("spectrum").rungs, lineage)
    with ExitStack() as stack:
        writer = None if target is None else stack.enter_context(_Writer(target, paths, lineage))
        folder = writer.journal.folder if writer else stack.enter_context(tempfile.TemporaryDirectory())
        with trouble(target or folder):
            changes = _changes(_spilled(runs, folder, counts, progress or silent, stack), counts)
            for run in iter(lambda: list(islice(changes, ROWS)), []):
                if writer:
                    writer.add(run)
        if writer:
            writer.finish()
    return counts.drift(paths[0], paths[1], target, waist.shelf.data)


def _spilled(runs: list[Run], folder: str, counts: "_Counts", tell: Progress, stack: ExitStack) -> list["_Spill"]:
    """The rows of both tables in parts, and room for what changed."""
    spills = [stack.enter_context(_Spill(os.path.join(folder, name))) for name in ("old", "new", "changed")]
    rows = 0
    for side, run in enumerate(runs):
        for share, states in _states(run):
            rows += counts.read(side, states)
            spills[side].add(states)
            tell((side + share) / 2, rows)
        spills[side].flush()
    return spills


def _run(path: str, waist: Waist, columns: tuple[str, ...]) -> Run:
    """A table that is read as it is where a scan wrote it with these columns, and else is classified."""
    source = readers.opened(path, columns)
    return Run(source, Answering(waist, waist.schema(source.schema())), local)


# To read both


def _states(run: Run) -> "Iterator[tuple[float, pyarrow.Table]]":
    """The ids of a table with their licences, levels and findings; empty ids for rows that have none."""
    import pyarrow

    for piece in run.source.pieces():
        for batch in readers.batches(piece):
            rows = [rows for rows, _ in batch.groups] if not run.source.further else [run.answering.answer(batch).rows]
            rejected = [_nameless(len(batch.rejected))]
            yield piece.share, pyarrow.concat_tables([*map(_state, rows), *rejected])


def _nameless(count: int) -> "pyarrow.Table":
    import pyarrow

    return pyarrow.table({name: pyarrow.nulls(count, pyarrow.string()) for name in ("id", *State._fields)})


def _state(rows: "pyarrow.RecordBatch") -> "pyarrow.Table":
    import pyarrow
    from pyarrow import compute, types

    words = pyarrow.string()

    def column(name: str) -> Any:
        if name not in rows.schema.names:
            return pyarrow.nulls(rows.num_rows, words)
        found = rows.column(rows.schema.names.index(name))
        if types.is_list(found.type):
            return compute.binary_join(found.cast(pyarrow.list_(words)), " ")
        return found.cast(words)

    def standing(reached: str, band: str, findings: str) -> tuple[Any, Any]:
        unknown = compute.fill_null(compute.equal(column(band), Band.UNKNOWN.value), False)
        level = compute.if_else(unknown, Band.UNKNOWN.value, compute.fill_null(column(reached), Band.UNKNOWN.value))
        return level, compute.fill_null(column(findings), "")

    inherited: tuple[Any, Any] = (pyarrow.array([""] * rows.num_rows, words),) * 2
    if set(_INHERITED) <= set(rows.schema.names):
        inherited = standing(*_INHERITED)
    states = (column("licence"), *standing("spectrum.reached", "band", "findings"), *inherited)
    return pyarrow.table([column("id"), *states], ["id", *State._fields])


class _Spill:
    """Rows in parts, in one file: each part can be read again by itself."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._waiting: list[Any] = []
        self._count = 0
        self._places: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def __enter__(self) -> "_Spill":
        self._stream = open(self.path, "w+b")
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        with suppress(FileNotFoundError):  # where the whole folder is gone already
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
        parts = [crc32(id.encode()) % _PARTS for id in rows["id"].to_pylist()]
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


# To compare


def _changes(spills: list[_Spill], counts: "_Counts") -> Iterator[Change]:
    """All changes, in the order of the ids."""
    import pyarrow

    old, new, changed = spills
    for part in range(_PARTS):
        found = sorted(_compared(old, new, part), key=_id)
        for change in found:
            counts.changed(change)
        left = iter(found)
        while run := list(islice(left, _RUN)):
            states = ((change.id, *(change.old or _GONE), *(change.new or _GONE)) for change in run)
            columns = [pyarrow.array(column, pyarrow.string()) for column in zip(*states, strict=True)]
            changed.put(part, pyarrow.table(columns, [str(at) for at in range(len(columns))]))

    def again(part: int) -> Iterator[Change]:
        for chunk in changed.chunks(part):
            for id, *states in zip(*(column.to_pylist() for column in chunk.columns), strict=True):
                before, after = State(*states[: len(_GONE)]), State(*states[len(_GONE) :])
                yield Change(id, None if before.level is None else before, None if after.level is None else after)

    yield from heapq.merge(*map(again, range(_PARTS)), key=_id)


def _id(change: Change) -> str:
    return change.id


def _compared(old: _Spill, new: _Spill, part: int) -> Iterator[Change]:
    """The changes of a part. Of rows with one id the first meets the first, the second the second, and so on."""
    import pyarrow
    from pyarrow import compute

    tables = []
    for spill in (old, new):
        chunks = list(spill.chunks(part))
        tables.append(pyarrow.concat_tables(chunks).combine_chunks() if chunks else _nameless(0))
    if all(compute.count_distinct(table["id"]).as_py() == len(table) for table in tables):
        whole = [
            compute.binary_join_element_wise(
                *(table[name] for name in table.column_names), "\0", null_handling="replace", null_replacement="\1"
            )
            for table in tables
        ]
        same = [compute.is_in(whole[side], value_set=whole[1 - side].combine_chunks()) for side in (0, 1)]
        tables = [table.filter(compute.invert(mask)) for table, mask in zip(tables, same, strict=True)]
    by_id: list[dict[str, list[State]]] = [defaultdict(list), defaultdict(list)]
    for states, table in zip(by_id, tables, strict=True):
        for id, *state in zip(*(column.to_pylist() for column in table.columns), strict=True):
            states[id].append(State(*state))
    for id in by_id[0].keys() | by_id[1].keys():
        for before, after in zip_longest(by_id[0].get(id, ()), by_id[1].get(id, ())):
            if before != after:
                yield Change(id, before, after)


class _Moves:
    """How many rows went from level to level, and got or lost a finding."""

    def __init__(self, rungs: tuple[str, ...]) -> None:
        self.rungs = rungs
        self.levels: tuple[Counter[str], Counter[str]] = Counter(), Counter()
        self.fields = Counter({"level": 0, "findings": 0})
        self.moves: Counter[tuple[str, str]] = Counter()
        self.findings: tuple[Counter[str], Counter[str]] = Counter(), Counter()
        self.examples: dict[str, list[tuple[str, str, str]]] = {"up": [], "down": []}

    def read(self, side: int, levels: Any) -> None:
        """Count the levels of rows of one table."""
        from pyarrow import compute

        for pair in compute.value_counts(levels).to_pylist():
            self.levels[side][pair["values"]] += pair["counts"]

    def changed(self, id: str, old: tuple[str, str], new: tuple[str, str]) -> None:
        """Count what changed of a row: its level and its findings."""
        (level, findings), (level_now, findings_now) = old, new
        if level != level_now:
            self.fields["level"] += 1
            self.moves[level, level_now] += 1
            move = "up" if self.rungs.index(level) < self.rungs.index(level_now) else "down"
            named = self.examples[move]
            named.append((id, level, level_now))
            if len(named) > 2 * _EXAMPLES:
                self.examples[move] = sorted(named)[:_EXAMPLES]
        if findings != findings_now:
            self.fields["findings"] += 1
            before, after = set(findings.split()), set(findings_now.split())
            self.findings[0].update(after - before)
            self.findings[1].update(before - after)

    def value(self) -> Moves:
        """The counts as a value."""
        codes = self.findings[0] + self.findings[1]
        return Moves(
            tuple(self.fields.items()),
            tuple((level, self.levels[0][level], self.levels[1][level]) for level in self.rungs),
            ranked(self.moves),
            tuple((code, self.findings[0][code], self.findings[1][code]) for code, _ in ranked(codes)),
            tuple((move, tuple(sorted(named)[:_EXAMPLES])) for move, named in self.examples.items()),
        )


class _Counts:
    """What a drift has counted so far."""

    def __init__(self, rungs: tuple[str, ...], lineage: bool) -> None:
        rungs = (Band.UNKNOWN.value, *rungs)
        self.rows = [0, 0]
        self.nameless = [0, 0]
        self.kinds = Counter({"appeared": 0, "vanished": 0, "changed": 0})
        self.licences: Counter[tuple[str, str]] = Counter()
        self.own = _Moves(rungs)
        self.inherited = _Moves(rungs) if lineage else None

    def read(self, side: int, states: "pyarrow.Table") -> int:
        """Count the rows of a batch, and say how many there are."""
        from pyarrow import compute

        named = states.filter(compute.is_valid(states["id"]))
        self.rows[side] += len(named)
        self.nameless[side] += len(states) - len(named)
        self.own.read(side, named["level"])
        if self.inherited:
            self.inherited.read(side, named["inherited_level"])
        return len(states)

    def changed(self, change: Change) -> None:
        """Count a change."""
        self.kinds[change.kind] += 1
        old, new = change.old, change.new
        if old is None or new is None:
            return
        if old.licence != new.licence:
            self.licences[old.licence or "", new.licence or ""] += 1
        self.own.changed(change.id, (old.level, old.findings), (new.level, new.findings))
        if self.inherited:
            before, after = (state[3:] for state in (old, new))
            self.inherited.changed(change.id, before, after)

    def drift(self, old: str, new: str, output: str | None, data: str) -> Drift:
        """The counts as a value."""
        own = self.own.value()
        return Drift(
            old,
            new,
            output,
            (self.rows[0], self.rows[1]),
            (self.nameless[0], self.nameless[1]),
            tuple(self.kinds.items()),
            (("licence", self.licences.total()), *own.fields),
            own.levels,
            own.moves,
            ranked(self.licences)[:100],
            own.findings,
            own.examples,
            data,
            self.inherited.value() if self.inherited else None,
        )


# To write


class _Writer:
    """Writes changes to a file that appears when it is complete; of a drift that was stopped nothing is left."""

    def __init__(self, output: str, paths: list[str], lineage: bool) -> None:
        import pyarrow

        for path in paths:
            apart(path, output)
        words, lists = pyarrow.string(), pyarrow.list_(pyarrow.string())
        self.form = form_of(output)
        names = (*COLUMNS, *OF_LINEAGE) if lineage else COLUMNS
        self.schema = pyarrow.schema([(name, lists if "findings" in name else words) for name in names])
        self.journal = Journal(output, {"input": paths}, self.form.begin(self.schema), restart=True)

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed:
            self.journal.discard()

    def add(self, changes: list[Change]) -> None:
        """Write changes."""
        import pyarrow

        rows = pyarrow.RecordBatch.from_pylist(list(map(_row, changes)), schema=self.schema)
        data, footer = self.form.part(rows)
        self.journal.add((0, len(self.journal.parts), 0, 0), 0, len(changes), data, footer, b"", Tally())

    def finish(self) -> None:
        """Give the file its name."""
        self.journal.finish(self.form.end(self.schema, self.journal.footers()))


def _row(change: Change) -> dict[str, object]:
    nothing = State(None, None, "", None, "")  # type: ignore[arg-type]  # a row that is not there has no level
    old, new = (change.old or nothing, change.new or nothing)
    values = (
        *(old.licence, new.licence, old.level, new.level, *_codes(old.findings, new.findings)),
        *(old.inherited_level, new.inherited_level, *_codes(old.inherited_findings, new.inherited_findings)),
    )
    return dict(zip((*COLUMNS, *OF_LINEAGE), (change.id, change.kind, *values), strict=True))


def _codes(old: str, new: str) -> tuple[list[str], list[str]]:
    """The codes that are new, and those that are gone."""
    before, after = set(old.split()), set(new.split())
    return sorted(after - before), sorted(before - after)
