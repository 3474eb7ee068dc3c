"""The counts of a comparison."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from attrs import frozen

from openness._version import document
from openness.scan.report import Counts, ranked
from openness.value import Value
from openness.vocabulary.words import Band

if TYPE_CHECKING:
    import pyarrow

    from openness.scan.drift.states import Change

_EXAMPLES = 20  # rows that a summary names of each kind
_LICENCES = 100  # pairs of an old and a new licence that it names


@frozen(eq=False, repr=False)
class Moves(Value):
    """Counts of the rows that changed their level or findings.

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

    def moved(self, move: str) -> int:
        """The number of rows that went up or down; `examples` names some of them."""
        rank = {level: at for at, (level, _, _) in enumerate(self.levels)}
        return sum(rows for (old, new), rows in self.moves if (rank[new] > rank[old]) is (move == "up"))

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
class Drift(Moves):
    """Counts of the changes between two catalogues; `fields` counts the licences too.

    Args:
        old: the old table.
        new: the new table.
        output: the file with the rows that changed; None where there is none.
        rows: how many rows the old and the new table have.
        nameless: how many rows have no id, or could not be read; they are not compared.
        kinds: how many rows appeared, vanished, and changed.
        licences: how many went from one licence to another, the most frequent first; empty for none.
        data: the version of the licence and definition data of this tool.
        lineage: the same of what rows inherit; None where one of the tables does not say it.
    """

    old: str
    new: str
    output: str | None
    rows: tuple[int, int]
    nameless: tuple[int, int]
    kinds: Counts
    licences: tuple[tuple[tuple[str, str], int], ...]
    data: str
    lineage: Moves | None = None

    def to_dict(self) -> dict[str, Any]:
        """The drift as `openness scan --diff OLD NEW --format json` prints it."""
        return document(
            self.data,
            {
                "old": {"source": self.old, "rows": self.rows[0], "not-compared": self.nameless[0]},
                "new": {"source": self.new, "rows": self.rows[1], "not-compared": self.nameless[1]},
                "output": self.output,
                **dict(self.kinds),
                **super().to_dict(),
                "licences": [
                    {"old": old or None, "new": new or None, "rows": rows} for (old, new), rows in self.licences
                ],
                "lineage": self.lineage and self.lineage.to_dict(),
            },
        )


class _Moves:
    """Counts rows that went from level to level, and that got or lost a finding."""

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
        """Count the changes of a row in level and findings."""
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


class Counting:
    """The counts of a comparison so far."""

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

    def changed(self, change: "Change") -> None:
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
            fields=(("licence", self.licences.total()), *own.fields),
            levels=own.levels,
            moves=own.moves,
            findings=own.findings,
            examples=own.examples,
            old=old,
            new=new,
            output=output,
            rows=(self.rows[0], self.rows[1]),
            nameless=(self.nameless[0], self.nameless[1]),
            kinds=tuple(self.kinds.items()),
            licences=ranked(self.licences)[:_LICENCES],
            data=data,
            lineage=self.inherited.value() if self.inherited else None,
        )
