"""The result of a check, as GitHub's workflow commands: annotations on the lines of a pull request.

GitHub shows ten errors, ten warnings and ten notices of a step, so the worst come first; every value is escaped as its
toolkit does.
"""

from openness.blocks.escape import terminal
from openness.policy.result import Issue, Outcome
from openness.reports.checked import last_line, not_asked

_LEVELS = ("error", "warning")


def write(outcome: Outcome) -> str:
    """The commands, one a line."""
    shown = sorted(
        (entry for entry in outcome.issues if entry.level != "note" and not entry.exception),
        key=lambda issue: _LEVELS.index(issue.level),
    )
    lines = [_command(issue, outcome) for issue in shown]
    lines += [
        _line("error", {"file": _file(entry.document, outcome), "line": entry.line}, entry.says)
        for entry in outcome.problems
    ]
    lines += [_line("notice", {"title": "openness check"}, line) for line in not_asked(outcome)]
    lines.append(_line("notice", {"title": "openness check"}, last_line(outcome)))
    return "".join(f"{line}\n" for line in lines)


def _file(document: str, outcome: Outcome) -> str:
    """A document as GitHub knows it: by its path in the repository."""
    return outcome.path_of(document) if document else ""


def _command(issue: Issue, outcome: Outcome) -> str:
    place = issue.place
    properties: dict[str, object] = {
        "file": _file(place.document, outcome),
        "line": place.line,
        "endLine": place.line,
    }
    if place.columns != (0, 0):
        properties |= {"col": place.columns[0], "endColumn": place.columns[1]}
    properties["title"] = f"openness {issue.code or issue.rule}"
    more = (issue.why and f"why: {issue.why}", issue.help and f"fix: {issue.help}")
    return _line(issue.level, properties, issue.message, *filter(None, more))


def _line(word: str, properties: dict[str, object], *message: str) -> str:
    r"""One command with a message of some lines, inert whatever they hold.

    >>> _line("error", {"file": "a,b:c"}, "x\n::warning::y%", "z")
    '::error file=a%2Cb%3Ac::x\\n\\x3a:warning::y%25%0Az'
    """
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    return f"::{word}{' ' if listed else ''}{listed}::{'%0A'.join(map(_data, message))}"


def _data(text: str) -> str:
    return terminal(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
