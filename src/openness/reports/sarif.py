"""SARIF 2.1.0 within the limits GitHub sets: one run, 25,000 results, ten megabytes; the result of a check as such a log."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from types import ModuleType
from typing import Any
from urllib.parse import quote

from openness._version import __version__
from openness.blocks.escape import markdown, terminal
from openness.errors import Problem
from openness.policy.result import Issue, Outcome, fingerprints, path_from_here
from openness.release.finding import Code
from openness.release.location import Source
from openness.reports import json

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000  # results of a run
_MESSAGE = 2_000  # characters of one message


def write(outcome: Outcome) -> str:
    """The SARIF log: stable rule ids, a region and a fingerprint for each result, suppressions for what is under an exception.

    A rule that is not asked is a result of the kind `notApplicable` (3.27.9), of which the level is `none` (3.27.10).
    """
    issues = sorted(outcome.issues, key=lambda issue: (not issue.violates, not issue.asked))[:MOST]
    rules = {id_of(issue): issue for issue in reversed(issues)}
    order = {id: at for at, id in enumerate(sorted(rules))}
    results = [
        _result(issue, order[id_of(issue)], fingerprint)
        for issue, fingerprint in zip(issues, fingerprints(issues, outcome.policy.folder), strict=True)
    ]
    properties = {"data": outcome.data, "policy": outcome.policy.document or None, "unread": outcome.unread}
    return log([_rule(id, rules[id]) for id in order], results, outcome.problems, properties)


def log(
    rules: Iterable[dict[str, Any]],
    results: Iterable[dict[str, Any]],
    problems: Sequence[Problem],
    properties: Mapping[str, object],
) -> str:
    """The log of one run.

    Args:
        rules: what the results refer to, in the order of their `ruleIndex`.
        results: each with its rule, its level, its message and its place.
        problems: what could not be used; with any the run did not succeed.
        properties: of the run, besides the notice that every report gives.
    """
    driver = {"name": "openness", "version": __version__, "semanticVersion": __version__, "rules": list(rules)}
    invocation = {
        "executionSuccessful": not problems,
        "toolExecutionNotifications": list(map(_notification, islice(problems, MOST))),
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": list(results),
        "properties": {**properties, "notice": "not legal advice"},
    }
    return json.write({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def plain(text: str) -> str:
    r"""A message without links and placeholders (SARIF 2.1.0, 3.11.5 and 3.11.6), whatever the text holds.

    >>> print(plain("see [this](https://example.org) and {0}"))
    see \[this\](https://example.org) and {{0}}
    """
    cut = terminal(text)[:_MESSAGE].replace("{", "{{").replace("}", "}}")
    return re.sub(r"(\\*)([\[\]])", r"\1\1\\\2", cut)


def id_of(issue: Issue) -> str:
    """A rule's stable id: the finding's code, or the policy's word."""
    return issue.code or f"policy/{issue.rule}"


def _rule(id: str, issue: Issue) -> dict[str, Any]:
    code = next((known for known in Code if known.value == issue.code), None)
    says = code.says if code else f"a release breaks the policy's rule {issue.rule}"
    help = code.help if code else issue.help or "fix what the message names, or change the policy"
    level = code.level if code else "error"
    explained = page("findings", code.value) if code else page("policy-file")
    return {
        "id": id,
        "name": "".join(part.title() for part in id.replace("/", "-").replace(":", "-").split("-")),
        "shortDescription": {"text": plain(issue.code.replace("-", " ") if code else f"policy: {issue.rule}")},
        "fullDescription": {"text": plain(says)},
        "help": {
            "text": plain(f"{says}. Fix: {help}. More: {explained}"),
            "markdown": f"{markdown(says)}. **Fix:** {markdown(help)}. More: {explained}",
        },
        **({"helpUri": explained} if "://" in explained else {}),  # a path in a repository is not an address
        "defaultConfiguration": {"level": level},
        "properties": {"tags": ["licence", "openness"], "precision": "high"},
    }


def page(name: str, anchor: str = "") -> str:
    """The address of a page of the reference: below the project's documentation, or else in its repository.

    >>> page("findings", "licence-missing").endswith("#licence-missing")
    True
    """
    base, ending = _documentation()
    return f"{base}/reference/{name}.{ending}{anchor and f'#{anchor}'}"


@cache
def _documentation() -> tuple[str, str]:
    """The address of the pages and the ending of their names: by the project's metadata, if these have an address."""
    from importlib.metadata import PackageNotFoundError, metadata  # slow, and needed for nothing else

    try:
        stated = metadata("openness").get_all("Project-URL", [])
    except PackageNotFoundError:
        stated = []
    addresses = dict(line.partition(", ")[::2] for line in stated)
    address = addresses.get("Documentation", "").rstrip("/")
    return (address, "html") if address else ("docs", "md")


def _result(issue: Issue, index: int, fingerprint: str) -> dict[str, Any]:
    parts = (issue.message, f"Why: {issue.why}" if issue.why else "", f"Fix: {issue.help}" if issue.help else "")
    text = " ".join(f"{part}." for part in parts if part)
    result: dict[str, Any] = {
        "ruleId": id_of(issue),
        "ruleIndex": index,
        **({"level": issue.level} if issue.asked else {"kind": "notApplicable", "level": "none"}),
        "message": {"text": plain(text)},
        "locations": [{"physicalLocation": location(issue.place)}],
        "partialFingerprints": {"openness/v2": fingerprint},
    }
    if issue.exception:
        result["suppressions"] = [{"kind": "external", "justification": terminal(issue.exception)}]
    return result


def location(place: Source) -> dict[str, Any]:
    """A place; the first line where it is the document as a whole, since GitHub shows no result without a line."""
    region: dict[str, int] = {"startLine": place.line or 1}
    if place.columns != (0, 0):
        region |= {"startColumn": place.columns[0], "endColumn": place.columns[1]}
    return {"artifactLocation": artifact(place.document), "region": region}


def artifact(document: str) -> dict[str, str]:
    """A file: by its path in the repository, or its address where it lies elsewhere."""
    path = path_from_here(document)
    if path.startswith("/") or os.path.splitdrive(path)[0]:
        return {"uri": _file_uri(path)}
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}  # a name may be no UTF-8


def _file_uri(path: str, flavour: ModuleType = os.path) -> str:
    """The address of a file by its whole path with slashes (RFC 8089).

    >>> import ntpath
    >>> [_file_uri(path, ntpath) for path in ("/models/a b.md", "D:/models/README.md", "//server/share/x")]
    ['file:///models/a%20b.md', 'file:///D:/models/README.md', 'file://server/share/x']
    """
    drive = flavour.splitdrive(path)[0]
    if drive.startswith("//"):
        return f"file:{quote(path, errors='surrogateescape')}"
    return f"file://{f'/{drive}' if drive else ''}{quote(path[len(drive) :], errors='surrogateescape')}"


def _notification(problem: Problem) -> dict[str, Any]:
    notification: dict[str, Any] = {"level": "error", "message": {"text": plain(str(problem))}}
    if problem.document:
        place = Source(problem.document, problem.line or 0)
        notification["locations"] = [{"physicalLocation": location(place)}]
    return notification
