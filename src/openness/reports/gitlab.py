"""The result of a check, as GitLab's code quality report."""

from openness.blocks.escape import terminal
from openness.policy.result import Outcome, fingerprints
from openness.reports import json

_SEVERITY = {"error": "major", "warning": "minor", "note": "info"}


def write(outcome: Outcome) -> str:
    """The JSON: a list of issues, each with its fingerprint; notes and what is under an exception are left out.

    A rule that is not asked is there, of the lowest severity: nothing else in the format can say so.
    """
    issues = [issue for issue in outcome.issues if not issue.exception and (issue.level != "note" or not issue.asked)]
    entries: list[dict[str, object]] = [
        {
            "description": terminal(f"{issue.message}. Fix: {issue.help}" if issue.help else issue.message),
            "check_name": issue.code or issue.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITY[issue.level],
            "location": {"path": outcome.path_of(issue.place.document), "lines": {"begin": issue.place.line or 1}},
        }
        for issue, fingerprint in zip(issues, fingerprints(issues, outcome.policy.folder), strict=True)
    ]
    return json.write(entries)
