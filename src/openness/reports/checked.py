"""What a check came to, as people read it: in a terminal, and as Markdown for a job's summary."""

from openness.escape import markdown
from openness.outcome import Issue, Outcome
from openness.reports.page import Page

_MOST = 200  # rows of a Markdown table: a summary has a limit, and nobody reads more


def write(outcome: Outcome, width: int = 80, colour: bool = False) -> str:
    """The report for a terminal: violations and warnings; what is excused and notes are counted.

    Args:
        outcome: what the check came to.
        width: columns of the terminal; 40 to 100 are used.
        colour: whether to colour it; it reads the same without.
    """
    page = Page(width, colour)
    for issue in outcome.issues:
        if issue.level != "note" and not issue.excuse:
            _issue(page, issue)
            page.put()
    page.put(f"{outcome.summary}.", code="32" if outcome.passes else "31")
    for line in _ending(outcome):
        page.put(line, code="2")
    return "\n".join(page.lines) + "\n"


def _issue(page: Page, issue: Issue) -> None:
    page.put(f"{issue.place}")
    page.lines[-1] += f": {page.level(issue.level)}: {page.paint(issue.code or issue.rule, '1')}"
    page.put(issue.message, indent=2)
    if issue.why:
        page.row("why: ", issue.why, 2, 5)
    if issue.help:
        page.row(f"{page.paint('fix:', '36')} ", issue.help, 2, 5)


def _ending(outcome: Outcome) -> list[str]:
    """What every report ends with."""
    notes = sum(issue.level == "note" for issue in outcome.issues)
    unread = sorted({document for one in outcome.classifications for document in one.release.unread})
    lines = [f"Policy: {outcome.policy.document or 'none; any finding of level error fails'}."]
    if notes:
        lines.append(f"Notes are not shown here ({notes}); `openness classify` shows them.")
    if unread:
        more = f" and {len(unread) - 5} more" if len(unread) > 5 else ""
        lines.append(f"Not read: {', '.join(unread[:5])}{more}.")
    lines.extend(f"Replaced: {said}" for said in outcome.replaced)
    lines.append(f"Licence and definition data {outcome.data}. This is not legal advice.")
    return lines


def markdown_text(outcome: Outcome) -> str:
    """The report as Markdown, for a job's summary or a comment."""
    mark = "✅" if outcome.passes else "❌"
    lines = [f"## {mark} openness check: {outcome.summary}", ""]
    shown = [issue for issue in outcome.issues if issue.level != "note"]
    if shown:
        lines.extend(("| where | what | why | fix |", "|---|---|---|---|"))
    for issue in shown[:_MOST]:
        level = "excused" if issue.excuse else issue.level
        what = f"**{level}: {markdown(issue.code or issue.rule)}** {markdown(issue.message)}"
        why = f"{issue.why}; excused: {issue.excuse}" if issue.excuse else issue.why
        lines.append(f"| {markdown(str(issue.place))} | {what} | {markdown(why)} | {markdown(issue.help)} |")
    if len(shown) > _MOST:
        lines.extend(("", f"… and {len(shown) - _MOST:,} more; the JSON has all."))
    for problem in outcome.problems:
        lines.extend(("", f"Not usable: {markdown(str(problem))}"))
    lines.extend(("", *(f"{markdown(line)}  " for line in _ending(outcome))))
    return "\n".join(lines) + "\n"
