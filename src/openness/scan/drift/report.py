"""The drift between two catalogues, as text and as Markdown: a summary to publish."""

from collections.abc import Iterator, Sequence

from openness.blocks import closing, markdown, terminal
from openness.blocks.document import Block, Code, Heading, Item, Line, Listing, Paragraph, Strong, Table
from openness.definition.definition import Definition
from openness.scan.drift.counts import Drift, Moves
from openness.scan.report import TOP, label, more, top
from openness.vocabulary.sentences import counted

_NO_LICENCE = "no known licence"


def text(drift: Drift, spectrum: Definition, width: int = 80, colour: bool = False) -> str:
    """The drift for a terminal."""
    return terminal.write(_blocks(drift, spectrum), width, colour)


def markdown_text(drift: Drift, spectrum: Definition) -> str:
    """The drift as Markdown."""
    return markdown.write(_blocks(drift, spectrum))


def _blocks(drift: Drift, spectrum: Definition) -> Iterator[Block]:
    kinds, fields = dict(drift.kinds), dict(drift.fields)
    names = {level: spectrum.grade(level).name for level in spectrum.rungs} | {"unknown": "Unknown"}
    yield Heading(1, f"What changed from {drift.old} to {drift.new}")
    yield Listing(
        (
            Item((Strong(counted(drift.rows[1], "row")), f", {drift.rows[0]:,} before")),
            Item((Strong(f"{kinds['appeared']:,}"), " new, ", Strong(f"{kinds['vanished']:,}"), " gone")),
            Item(
                (
                    Strong(f"{kinds['changed']:,}"),
                    f" changed: {fields['licence']:,} the licence, {fields['level']:,} the level, "
                    f"{fields['findings']:,} the findings",
                )
            ),
        )
    )
    if any(drift.nameless):
        yield Paragraph(
            f"Not compared, for want of an id: {drift.nameless[0]:,} rows before, {drift.nameless[1]:,} now."
        )
    yield from _levels(drift, names, drift.output, "")
    if drift.licences:
        yield Heading(2, "Licences")
        changes = [(f"{rows:,}", _arrow(old or _NO_LICENCE, new or _NO_LICENCE)) for (old, new), rows in drift.licences]
        rest = _rows(fields["licence"], [rows for _, rows in drift.licences])
        yield Table(("rows", "change"), top(changes, (rest, "other changes")))
    yield from _findings(drift, "")
    if drift.lineage is not None:
        how = ", with what is inherited"
        yield from _levels(drift.lineage, names, drift.output, how)
        yield from _findings(drift.lineage, how)
    yield Paragraph(closing(drift.data), quiet=True)


def _levels(of: Moves, names: dict[str, str], output: str | None, how: str) -> Iterator[Block]:
    """The number of rows on each level, and the rows that went up and down."""
    yield Heading(2, f"Levels{how}")
    yield Table(
        ("before", "now", "change", "level"),
        tuple((f"{old:,}", f"{new:,}", f"{new - old:+,}", names[level]) for level, old, new in reversed(of.levels)),
    )
    if of.moves:
        yield Heading(2, f"From level to level{how}")
        moves = [(f"{rows:,}", _arrow(names[old], names[new])) for (old, new), rows in of.moves]
        rest = _rows(dict(of.fields)["level"], [rows for _, rows in of.moves])
        yield Table(("rows", "move"), top(moves, (rest, "other moves")))
    for move, title in (("down", "Less open than before"), ("up", "More open than before")):
        if named := dict(of.examples)[move]:
            yield Heading(2, f"{title}{how}")
            rows = [(Code(id), _arrow(names[old], names[new])) for id, old, new in named]
            yield Table(("id", "move"), top(rows, (more(of.moved(move)), f"in {output}" if output else "")))


def _rows(whole: int, counts: Sequence[int]) -> str:
    """The number of rows that the first lines of a table do not count."""
    return f"{whole - sum(counts[:TOP]):,}"


def _findings(of: Moves, how: str) -> Iterator[Block]:
    if of.findings:
        yield Heading(2, f"Findings{how}")
        codes = [(f"{new:,}", f"{gone:,}", label(code)) for code, new, gone in of.findings]
        yield Table(("new", "gone", "finding"), top(codes, ("", "", more(len(codes)))))


def _arrow(old: str, new: str) -> Line:
    return f"{old} → {new}"
