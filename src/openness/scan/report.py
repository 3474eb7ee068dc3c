"""What a scan counted, as a value, as text, as Markdown and as JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from openness._version import __version__
from openness.blocks import markdown, terminal
from openness.blocks.document import Block, Code, Heading, Paragraph, Table
from openness.definition.definition import Definition
from openness.release.finding import Code as Finding
from openness.scan.batch import Rejected
from openness.scan.tally import Tally
from openness.vocabulary.value import Value
from openness.vocabulary.words import Band

Counts = tuple[tuple[str, int], ...]
_TOP = 10  # rows of a table of the summary; JSON has more
_LISTED = 100


@frozen(eq=False, repr=False)
class Report(Value):
    """What a scan came to.

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

    def to_dict(self) -> dict[str, Any]:
        """The report as `openness scan --format json` prints it."""
        return {
            "schema": 1,
            "tool": __version__,
            "data": self.data,
            "source": self.source,
            "output": self.output,
            "rows": self.rows,
            "rejected": self.rejected,
            "first-rejected": [row.to_dict() for row in self.first_rejected],
            "levels": dict(self.levels),
            "bands": dict(self.bands),
            "findings": dict(self.findings),
            "unknown-licences": [{"licence": name, "rows": rows} for name, rows in self.unknown_licences],
        }


def report_of(
    source: str,
    output: str | None,
    tally: Tally,
    rejected: tuple[int, tuple[Rejected, ...]],
    spectrum: Definition,
    data: str,
) -> Report:
    """The report of a tally.

    Args:
        source: the table.
        output: the file with the answers, if any.
        tally: what was counted.
        rejected: how many rows could not be read, and the first of them.
        spectrum: the definition of the levels.
        data: the version of the data.
    """
    return Report(
        source,
        output,
        tally.bands.total(),
        *rejected,
        tuple((level, tally.levels[level]) for level in spectrum.rungs),
        tuple((band.value, tally.bands[band.value]) for band in Band),
        ranked(tally.findings),
        ranked(tally.licences)[:_LISTED],
        data,
    )


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
    yield Paragraph(f"{number(report.rows, 'row')}{kept}.")
    yield Heading(2, "Levels")
    yield shares(("rows", "share", "level"), _levels(report, spectrum), report.rows)
    if report.findings:
        yield Heading(2, "Findings")
        yield shares(
            ("rows", "share", "finding"), ((label(code), rows) for code, rows in report.findings[:_TOP]), report.rows
        )
    if report.unknown_licences:
        yield Heading(2, "Licences that nobody knows")
        unknown = report.unknown_licences[:_TOP]
        yield Table(("rows", "licence"), tuple((f"{rows:,}", Code(name)) for name, rows in unknown))
    yield closing(report.data)


def _levels(report: Report, spectrum: Definition) -> Iterator[tuple[str, int]]:
    """The levels for people: of a row that only the floor is certain of, nothing is known."""
    unknown = dict(report.bands)[Band.UNKNOWN]
    for level, rows in reversed(report.levels):
        rows -= unknown if level == spectrum.floor else 0
        yield spectrum.grade(level).name if level != spectrum.floor else "Closed", rows
    yield "Unknown: the facts prove no level", unknown


def label(code: str) -> str:
    """A finding for people, with its code."""
    return f"{Finding(code).label} [{code}]"


def shares(columns: tuple[str, ...], counts: Iterable[tuple[str, int]], whole: int) -> Table:
    """Counts with their shares."""
    return Table(columns, tuple((f"{rows:,}", f"{rows / max(whole, 1):.1%}", name) for name, rows in counts))


def number(count: int, what: str) -> str:
    """A number of things.

    >>> number(1, "row"), number(3000, "row")
    ('1 row', '3,000 rows')
    """
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def closing(data: str) -> Paragraph:
    """The last line of each report."""
    return Paragraph(f"Licence and definition data {data}. This is not legal advice.", quiet=True)
