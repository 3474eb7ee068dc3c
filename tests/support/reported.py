"""Outcomes of a check made in memory, the reports of them, and GitHub's workflow commands read back."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from attrs import evolve

from openness.errors import Problem
from openness.policy.policy import Policy
from openness.policy.result import Issue, Outcome
from openness.release.location import Source
from openness.reports import outcome as report
from openness.reports.outcome import FORMATS as FORMATS

JSON = ("json", "sarif", "gitlab")


def written(form: str, outcome: Outcome) -> str:
    """The report of a format, as it is written to a file."""
    return report.write(outcome, form)


def issue(word: str, level: str = "error", line: int = 3, exception: str = "", finding: bool = False) -> Issue:
    """An issue in which everything that comes from data is this word."""
    rule = "finding:licence-disputed" if finding else f"licence:{word}"
    place = Source(path(word), line, (1, 2) if line else (0, 0))
    return Issue(path(word), path(word), rule, level, word, place, word, word, exception)


def path(word: str) -> str:
    """The word as a path: of a file there may be, or of none."""
    return word.replace("\ud800", "") or "."


def spoken(word: str) -> Outcome:
    """An outcome in which everything that comes from data is this word: issues of every sort, and a problem."""
    issues = (
        issue(word),
        issue(word, line=0, finding=True),
        issue(word, "warning"),
        issue(word, "note"),
        evolve(issue(word, "note"), asked=False),
        issue(word, exception=word),
    )
    problems = (Problem(path(word), 2, word, word), Problem("", None, word))
    return Outcome((), issues, Policy(document=path(word)), problems, (word,))


class Command(NamedTuple):
    """A workflow command, as the runner understands it."""

    name: str
    properties: dict[str, str]
    data: str


def commands(log: str) -> Iterator[Command]:
    """The commands in what a step prints: lines that begin with `::name …::`, and the older `##[name …]` anywhere."""
    for line in log.splitlines():
        if re.search(r"##\w*\[", line):  # Azure's and TeamCity's as well
            yield Command("##", {}, line)
        found = re.match(r"\s*::(.*?)::(.*)", line)
        if found:
            name, _, rest = found[1].partition(" ")
            pairs = (pair.partition("=") for pair in rest.strip().split(",") if pair)
            yield Command(name, {key: _decoded(value, ":,") for key, _, value in pairs}, _decoded(found[2], ""))


def _decoded(text: str, more: str) -> str:
    for line in f"\r\n{more}%":
        text = text.replace(f"%{ord(line):02X}", line)
    return text
