"""The result of a check, as people read it: in a terminal, and as Markdown for a job's summary."""

from collections import Counter
from collections.abc import Iterable, Iterator

from openness.blocks import closing, not_read
from openness.blocks.escape import markdown, terminal
from openness.policy.result import Issue, Outcome
from openness.release.finding import Code
from openness.reports.page import Page
from openness.vocabulary.sentences import few, series

_MOST = 200  # rows of a Markdown table: nobody reads more
_MESSAGE = 2_000  # characters of a message on a screen or in a cell; the JSON has all
_BYTES = 400_000  # of its rows, and of its problems: GitHub takes a megabyte for a job's summary


def write(outcome: Outcome, width: int = 80, colour: bool = False) -> str:
    """The report for a terminal: violations and warnings, those with one reason and one fix together.

    Exceptions and notes are counted.

    Args:
        outcome: what the check came to.
        width: columns of the terminal; 40 to 100 are used.
        colour: whether to colour it; it reads the same without.
    """
    page = Page(width, colour)
    alike: dict[tuple[str, str, str, str], list[Issue]] = {}
    for issue in _shown(outcome):
        alike.setdefault((issue.level, issue.rule, issue.why, issue.help), []).append(issue)
    for (_, _, why, help), issues in alike.items():
        for issue in issues:
            page.put(f"{issue.place}")
            page.lines[-1] += f": {page.level(issue.level)}: {page.paint(terminal(issue.code or issue.rule), '1')}"
            page.put(_cut(issue.message, _MESSAGE), indent=2)
        of = f" (all {len(issues)})" if len(issues) > 1 else ""  # they stand below the last, and are those of each
        if why:
            page.row(f"why{of}: ", why, 2, 5)
        if help:
            page.row(f"{page.paint(f'fix{of}:', '36')} ", help, 2, 5)
        page.put()
    page.put(f"{outcome.summary}.", code="32" if outcome.passes else "31")
    for line in _ending(outcome):
        page.put(line, code="2")
    return "\n".join(page.lines) + "\n"


def _shown(outcome: Outcome) -> Iterator[Issue]:
    """The issues that a report lists: no notes, and none under an exception."""
    return (issue for issue in outcome.issues if issue.level != "note" and not issue.exception)


def concise(outcome: Outcome) -> str:
    """The violations, one a line, and a last line that counts the rest, with what every report ends with."""
    lines = [
        f"{issue.place}: {issue.code or issue.rule}: {_cut(issue.message, _MESSAGE)}" for issue in outcome.violations
    ]
    lines.append(f"{outcome.summary}. {' '.join((*_warnings_left_out(outcome), *_ending(outcome)))}")
    return "".join(f"{terminal(line)}\n" for line in lines)


def statistics(outcome: Outcome) -> str:
    """The number of violations and warnings by rule, the most frequent first, and the lines that end every report."""
    counts = Counter((issue.level, issue.code or issue.rule) for issue in _shown(outcome))
    width = max((len(f"{count:,}") for count in counts.values()), default=0)
    order = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    lines = [f"{count:>{width},}  {level:7}  {rule}" for (level, rule), count in order]
    lines.extend(([""] if lines else []) + [f"{outcome.summary}.", *_ending(outcome)])
    return "".join(f"{terminal(line)}\n" for line in lines)


def _warnings_left_out(outcome: Outcome) -> Iterator[str]:
    """The line of a report that shows violations alone: how many warnings there are besides."""
    if warnings := sum(issue.level == "warning" for issue in _shown(outcome)):
        yield f"Warnings are not shown here ({warnings}); `--format text` shows them."


def _ending(outcome: Outcome) -> list[str]:
    """The lines that end every report."""
    notes = sum(issue.level == "note" and issue.asked for issue in outcome.issues)
    lines = [f"Policy: {outcome.policy.document or 'none; any finding of level error fails'}."]
    lines.extend(not_asked(outcome))
    if notes:
        lines.append(f"Notes are not shown here ({notes}); `openness classify` shows them.")
    if unread := not_read(outcome.unread):
        lines.append(unread)
    lines.extend(f"Replaced: {record}" for record in outcome.replaced)
    ignored = f"Left out by .gitignore: {outcome.ignored:,}. " if outcome.ignored else ""
    lines.append(f"{ignored}{closing(outcome.data)}")
    return lines


def last_line(outcome: Outcome) -> str:
    """The summary, what was not read and the notice, for a report that has a place of its own for all else."""
    return " ".join(filter(None, (f"{outcome.summary}.", not_read(outcome.unread), closing(outcome.data))))


def not_asked(outcome: Outcome) -> Iterator[str]:
    """A line for each rule that was not asked of releases, as it is about others; a gate that says nothing may look passed."""
    sources: dict[str, list[str]] = {}
    for issue in outcome.not_asked:
        sources.setdefault(issue.message, []).append(issue.place.document)
    for message, named in sources.items():
        yield _cut(f"Not asked: {message} ({series(few(named))}).", _MESSAGE)


def markdown_text(outcome: Outcome) -> str:
    """The report as Markdown, for a job's summary or a comment: no more than either takes."""
    mark = "✅" if outcome.passes else "❌"
    lines = [f"## {mark} openness check: {outcome.summary}", ""]
    shown = [issue for issue in outcome.issues if issue.level != "note"]
    if shown:
        rows = list(_fitting(map(_row, shown)))
        lines.extend(("| where | what | why | fix |", "|---|---|---|---|", *rows))
        if len(shown) > len(rows):
            lines.extend(("", f"… and {len(shown) - len(rows):,} more; the JSON has all."))
    if outcome.problems:
        problems = list(_fitting(f"Not usable: {_cell(str(problem))}" for problem in outcome.problems))
        lines.extend(part for line in problems for part in ("", line))
        if len(outcome.problems) > len(problems):
            lines.extend(("", f"… and {len(outcome.problems) - len(problems):,} more that are not usable."))
    lines.extend(("", *(f"{_cell(part)}  " for part in _ending(outcome))))
    return "\n".join(lines) + "\n"


def _row(issue: Issue) -> str:
    level = "exception" if issue.exception else issue.level
    code = issue.code or issue.rule
    named = f"{Code(code).label} ({code})" if code in list(Code) else code
    what = f"**{level}: {_cell(named)}** {_cell(issue.message)}"
    why = f"{_cell(issue.why)}; exception: {_cell(issue.exception)}" if issue.exception else _cell(issue.why)
    return f"| {_cell(str(issue.place))} | {what} | {why} | {_cell(issue.help)} |"


def _cell(text: str) -> str:
    """Text as Markdown, cut where it is long."""
    return markdown(_cut(terminal(text), _MESSAGE))


def _cut(text: str, most: int) -> str:
    """The text, or its first words where it is long."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]} …"


def _fitting(lines: Iterable[str]) -> Iterator[str]:
    """The first of these lines, as many as there is room for."""
    room = _BYTES
    for _, line in zip(range(_MOST), lines, strict=False):
        room -= len(line.encode("utf-8"))
        if room < 0:
            return
        yield line
