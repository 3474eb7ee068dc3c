"""The counts of a scan, as a value, as text, as Markdown and as JSON."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from openness._version import document
from openness.blocks import closing, markdown, terminal
from openness.blocks.document import Block, Code, Heading, Line, Paragraph, Table
from openness.definition.definition import Definition
from openness.release.finding import Code as Finding
from openness.scan.batch import Rejected
from openness.table.columns import meant_for, not_read
from openness.value import Value
from openness.vocabulary.sentences import counted
from openness.vocabulary.words import Band

if TYPE_CHECKING:
    from openness.scan.ids import Ids
    from openness.scan.tally import Tally

Counts = tuple[tuple[str, int], ...]
TOP = 10  # rows of a table of the summary; JSON has more
_LISTED = 100
_OF_A_BASE = {
    code.value
    for code in (
        Finding.LINEAGE_CONFLICT,
        Finding.LINEAGE_DUTY,
        Finding.LINEAGE_CAP,
        Finding.LINEAGE_UNKNOWN,
        Finding.LINEAGE_CYCLE,
        Finding.LICENCE_INCOMPATIBLE,
    )
}


@frozen(eq=False, repr=False)
class Conflict(Value):
    """A licence that is at odds with what rows under it inherit.

    Args:
        licence: of the rows; None where it is not known.
        inherited: the licences of the models that they were made from, those without a quarrel among them.
        rows: how many rows.
    """

    licence: str | None
    inherited: tuple[str, ...]
    rows: int

    def to_dict(self) -> dict[str, Any]:
        """The conflict as JSON has it."""
        return {"licence": self.licence, "inherited": list(self.inherited), "rows": self.rows}


@frozen(eq=False, repr=False)
class Inherited(Value):
    """Counts of the rows of a table with what they inherit from each other.

    Args:
        rows: how many were made from another model.
        unknown: how many inherit terms that are unknown.
        levels: how many rows reach each level with what they inherit, the lowest first.
        bands: the same for the three bands.
        findings: in how many rows each finding is with what they inherit, the most frequent first.
        conflicts: licences at odds with what is inherited, the most frequent first.
    """

    rows: int
    unknown: int
    levels: Counts
    bands: Counts
    findings: Counts
    conflicts: tuple[Conflict, ...]

    def to_dict(self) -> dict[str, Any]:
        """The counts as JSON has them."""
        return {
            "rows": self.rows,
            "unknown": self.unknown,
            "levels": dict(self.levels),
            "bands": dict(self.bands),
            "findings": dict(self.findings),
            "conflicts": [conflict.to_dict() for conflict in self.conflicts],
        }


@frozen(eq=False, repr=False)
class Report(Value):
    """The counts of a scan.

    Args:
        source: the table.
        output: the file with the answers; None where there is none.
        rows: how many rows were answered.
        rejected: how many could not be read.
        first_rejected: the first of these.
        levels: how many rows reach each level, the lowest first.
        bands: the same for the three bands.
        findings: in how many rows each finding is, the most frequent first.
        unknown_licences: the licences that nobody knows, as they are written, with their rows.
        data: the version of the licence and definition data.
        lineage: what the rows inherit from each other; None where it was not asked.
        unread_columns: the columns that are not read, and that nobody knows.
        ids: the rows that no id tells from all others; None where the table has no column of ids.
    """

    source: str
    output: str | None
    rows: int
    rejected: int
    first_rejected: tuple[Rejected, ...]
    levels: Counts
    bands: Counts
    findings: Counts
    unknown_licences: Counts
    data: str
    lineage: Inherited | None = None
    unread_columns: tuple[str, ...] = ()
    ids: "Ids | None" = None

    @property
    def unread(self) -> str:
        """The columns that are not read, in a line; empty where all are."""
        return not_read(self.unread_columns)

    def to_dict(self) -> dict[str, Any]:
        """The report as `openness scan --format json` prints it."""
        return document(
            self.data,
            {
                "source": self.source,
                "output": self.output,
                "rows": self.rows,
                "rejected": self.rejected,
                "first-rejected": [row.to_dict() for row in self.first_rejected],
                "levels": dict(self.levels),
                "bands": dict(self.bands),
                "findings": dict(self.findings),
                "unknown-licences": [{"licence": name, "rows": rows} for name, rows in self.unknown_licences],
                "lineage": self.lineage and self.lineage.to_dict(),
                "ids": self.ids and self.ids.to_dict(),
                "unread-columns": [
                    {"column": name, "nearest": meant_for(name) or None} for name in self.unread_columns
                ],
            },
        )


def report_of(
    source: str,
    output: str | None,
    tally: "Tally",
    rejected: tuple[int, tuple[Rejected, ...]],
    spectrum: Definition,
    data: str,
    lineage: bool = False,
    ids: "Ids | None" = None,
) -> Report:
    """The report of a tally.

    Args:
        source: the table.
        output: the file with the answers, if any.
        tally: what was counted.
        rejected: how many rows could not be read, and the first of them.
        spectrum: the definition of the levels.
        data: the version of the data.
        lineage: whether it was asked what rows inherit.
        ids: the rows that no id tells from all others.
    """
    return Report(
        source,
        output,
        tally.bands.total(),
        *rejected,
        _of_levels(tally.levels, spectrum),
        _of_bands(tally.bands),
        ranked(tally.findings),
        ranked(tally.licences)[:_LISTED],
        data,
        _inherited(tally, spectrum) if lineage else None,
        tuple(sorted(tally.columns))[:_LISTED],
        ids,
    )


def _inherited(tally: "Tally", spectrum: Definition) -> Inherited:
    conflicts = [Conflict(*_licences(key), rows) for key, rows in ranked(tally.conflicts)[:_LISTED]]
    return Inherited(
        tally.descent["made"],
        tally.descent["unknown"],
        _of_levels(tally.inherited_levels, spectrum),
        _of_bands(tally.inherited_bands),
        ranked(tally.inherited_findings),
        tuple(conflicts),
    )


def _licences(key: str) -> tuple[str | None, tuple[str, ...]]:
    licence, theirs = json.loads(key)
    return licence, tuple(theirs)


def _of_levels(counts: dict[str, int], spectrum: Definition) -> Counts:
    return tuple((level, counts.get(level, 0)) for level in spectrum.rungs)


def _of_bands(counts: dict[str, int]) -> Counts:
    return tuple((band.value, counts.get(band.value, 0)) for band in Band)


def ranked(counts: dict[Any, int]) -> tuple[Any, ...]:
    """Counts, the highest first; of equal ones in the order of the alphabet."""
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def text(report: Report, spectrum: Definition, width: int = 80, colour: bool = False) -> str:
    """The report for a terminal."""
    return terminal.write(_blocks(report, spectrum), width, colour)


def markdown_text(report: Report, spectrum: Definition) -> str:
    """The report as Markdown."""
    return markdown.write(_blocks(report, spectrum))


def _blocks(report: Report, spectrum: Definition) -> Iterator[Block]:
    yield Heading(1, f"Scan of {report.source}")
    kept = f", {report.rejected:,} more could not be read" if report.rejected else ""
    yield Paragraph(f"{counted(report.rows, 'row')}{kept}.")
    if report.ids is not None and report.ids.line:
        yield Paragraph(f"{report.ids.line}.")
    if line := report.unread:
        yield Paragraph(f"{line[0].upper()}{line[1:]}.")
    yield Heading(2, "Levels")
    yield shares(("rows", "share", "level"), _levels(report.levels, report.bands, spectrum), report.rows)
    if report.findings:
        yield Heading(2, "Findings")
        yield _findings(report.findings, report.rows)
    if report.lineage is not None:
        yield from _lineage(report.lineage, report.rows, spectrum)
    if report.unknown_licences:
        yield Heading(2, "Licences that nobody knows")
        names = [(f"{rows:,}", Code(name)) for name, rows in report.unknown_licences]
        yield Table(("rows", "licence"), top(names, ("", more(len(names), _LISTED))))
    yield Paragraph(closing(report.data), quiet=True)


def _findings(findings: Counts, rows: int) -> Table:
    listed = shares(("rows", "share", "finding"), ((label(code), count) for code, count in findings), rows)
    return evolve(listed, rows=top(listed.rows, ("", "", more(len(findings)))))


def _lineage(lineage: Inherited, rows: int, spectrum: Definition) -> Iterator[Block]:
    """The counts of what rows inherit, for people: the levels again, and of the findings those that come of a base."""
    yield Heading(2, "With what the models were made from")
    unknown = f"; of {lineage.unknown:,} the terms of a base are unknown" if lineage.unknown else ""
    yield Paragraph(f"{counted(lineage.rows, 'row')} made from another model{unknown}.")
    yield shares(("rows", "share", "level"), _levels(lineage.levels, lineage.bands, spectrum), rows)
    inherited = tuple(pair for pair in lineage.findings if pair[0] in _OF_A_BASE)
    if inherited:
        yield _findings(inherited, rows)
    if lineage.conflicts:
        yield Heading(2, "Licences at odds with what is inherited")
        conflicts = [
            (
                f"{conflict.rows:,}",
                conflict.licence or "(not known)",
                ", ".join(conflict.inherited) or "(not known)",
            )
            for conflict in lineage.conflicts
        ]
        rest = ("", more(len(conflicts), _LISTED), "")
        yield Table(("rows", "licence", "made from models under"), top(conflicts, rest))


def _levels(levels: Counts, bands: Counts, spectrum: Definition) -> Iterator[tuple[str, int]]:
    """The levels for people: of a row that only the floor is certain of, nothing is known."""
    unknown = dict(bands)[Band.UNKNOWN]
    for level, rows in reversed(levels):
        rows -= unknown if level == spectrum.floor else 0
        yield spectrum.grade(level).name if level != spectrum.floor else "Closed", rows
    yield "Unknown: the facts prove no level", unknown


def label(code: str) -> str:
    """A finding for people, with its code."""
    return f"{Finding(code).label} [{code}]"


def top(rows: Sequence[tuple[Line, ...]], rest: tuple[Line, ...]) -> tuple[tuple[Line, ...], ...]:
    """The first rows of a table of the summary; where there are more, a last row speaks of the rest.

    >>> top([("1",), ("2",)], ("and more",))
    (('1',), ('2',))
    """
    return (*rows[:TOP], rest) if len(rows) > TOP else tuple(rows)


def more(rows: int, listed: int = 0) -> str:
    """The words for the rows that `top` leaves out.

    Args:
        rows: how many there are.
        listed: of more than so many nobody knows the number; 0 where it is always known.

    >>> more(12), more(100, 100)
    ('and 2 more', 'and 90 or more')
    """
    return f"and {rows - TOP:,}{' or' if rows == listed else ''} more"


def shares(columns: tuple[str, ...], counts: Iterable[tuple[str, int]], whole: int) -> Table:
    """Counts with their shares."""
    return Table(columns, tuple((f"{rows:,}", f"{rows / max(whole, 1):.1%}", name) for name, rows in counts))
