"""What excuses a violation: exceptions with a reason and a day, and a baseline of what was there already.

An exception past its day is a violation itself, one that excuses nothing a warning; one that names the hash of a licence
file lapses when that file changes.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import evolve, field, frozen

from openness.classification import Classification
from openness.document import open_document
from openness.exemption import Exemption
from openness.outcome import Issue, path_below, where, words_of
from openness.policy import Policy, speaks_of
from openness.problem import OpennessError, Problem
from openness.source import Source
from openness.value import Shown


def exempted(
    issues: Sequence[Issue], classifications: Sequence[Classification], policy: Policy, today: str = ""
) -> tuple[Issue, ...]:
    """The issues with what excuses them, and what is wrong with the exceptions themselves.

    Args:
        issues: what was found on these releases.
        classifications: the releases.
        policy: whose exceptions count.
        today: the day, as `2026-11-26`; the clock's by default.
    """
    if not today:
        from datetime import date

        today = date.today().isoformat()
    releases: dict[str, list[Classification]] = {}
    for one in classifications:
        releases.setdefault(where(one), []).append(one)
    checked = _Checked(releases)
    found = [_excused(issue, policy, checked, today) for issue in issues]
    return (*found, *_of_exemptions(policy, found, checked, today))


@frozen(eq=False, repr=False)
class _Checked(Shown):
    """The releases by where they lie, and the hashes of their licence files, computed when they are asked for."""

    releases: dict[str, list[Classification]]
    hashes: dict[str, frozenset[str]] = field(factory=dict)

    def still(self, one: Exemption, path: str) -> bool:
        """Whether the licence file that an exception excuses is as it was in the release at a path."""
        if not one.sha256:
            return True
        if path not in self.hashes:
            texts = (text for held in self.releases.get(path, ()) for text in held.release.texts)
            self.hashes[path] = frozenset(filter(None, (_sha256(text.source.document) for text in texts)))
        return one.sha256 in self.hashes[path]


def _sha256(path: str) -> str:
    from hashlib import file_digest

    try:
        with open(path, "rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _excused(issue: Issue, policy: Policy, checked: _Checked, today: str) -> Issue:
    """An issue with what excuses it, where an exception does."""
    if issue.level != "error":
        return issue
    for one in policy.exemptions:
        if one.until >= today and _names(one, issue, policy) and checked.still(one, issue.path):
            owner = f", {one.owner}" if one.owner else ""
            return evolve(issue, excuse=f"{one.because} (until {one.until}{owner}; {one.place})")
    return issue


def _names(one: Exemption, issue: Issue, policy: Policy) -> bool:
    return one.rule == issue.rule and speaks_of(one.source, path_below(issue.path, policy.folder))


def _of_exemptions(policy: Policy, found: Sequence[Issue], checked: _Checked, today: str) -> Iterator[Issue]:
    """What is wrong with the exceptions themselves: past their day, lapsed, or not needed."""
    for one in policy.exemptions:
        said = f"the exception for {one.rule} of {one.source}"
        if one.until < today:
            message = f"{said} ended on {one.until}"
            why = "an exception is a promise with a day; past it nobody answers for it"
            help = "mend what it excused and remove it, or decide anew and give it another day"
            yield _own(policy.document, "exception", "error", message, one.place, why, help)
            continue
        here = [path for path in checked.releases if speaks_of(one.source, path_below(path, policy.folder))]
        named = [issue for issue in found if issue.level == "error" and _names(one, issue, policy)]
        lapsed = [path for path in here if not checked.still(one, path)]
        if named and lapsed:
            message = f"{said} has lapsed: no licence file there has the hash it names"
            help = "read the changed licence file, and decide anew"
        elif here and not named:
            message, help = f"{said} is not needed", "remove it"
        elif not here and not any(mark in one.source for mark in "*?[") and not _there(one.source, policy):
            message, help = f"{said} speaks of nothing that is there", "correct its source, or remove it"
        else:
            continue
        why = "what excuses nothing today may hide something tomorrow"
        yield _own(policy.document, "exception", "warning", message, one.place, why, help)


def _own(document: str, rule: str, level: str, message: str, place: Source, why: str, help: str) -> Issue:
    """An issue about a policy or a baseline itself."""
    return Issue(document, document, rule, level, message, place, why, help)


def _there(source: str, policy: Policy) -> bool:
    return os.path.exists(os.path.join(policy.folder, source))


# A baseline

_VERSION = 1
_Key = tuple[str, str, str]


@frozen(eq=False, repr=False)
class Baseline(Shown):
    """Violations that were there already.

    Args:
        document: its file; paths in it are seen from there.
        held: each violation by its release, its rule and its words without line numbers, and how often it was there.
    """

    document: str
    held: Counter[_Key]

    @property
    def folder(self) -> str:
        """What paths in it are seen from."""
        return os.path.dirname(os.path.abspath(self.document))

    def key(self, issue: Issue) -> _Key:
        """What a violation is known by from one run to the next."""
        return path_below(issue.path, self.folder), issue.rule, words_of(issue)

    def excused(self, issues: Sequence[Issue], classifications: Sequence[Classification]) -> tuple[Issue, ...]:
        """The issues with those that are in it excused; one more where it holds what is gone."""
        left = Counter(self.held)
        found = []
        for issue in issues:
            if _of_a_release(issue) and left[self.key(issue)] > 0:
                left[self.key(issue)] -= 1
                issue = evolve(issue, excuse="it is in the baseline")
            found.append(issue)
        checked = {path_below(where(one), self.folder) for one in classifications}
        gone = sum(count for (source, _, _), count in left.items() if source in checked)
        if gone:
            message = f"{gone} of the violations it holds {'is' if gone == 1 else 'are'} gone"
            why, help = "a baseline only shrinks when somebody makes it anew", "use --update-baseline"
            found.append(_own(self.document, "baseline", "warning", message, Source(self.document), why, help))
        return tuple(found)

    def updated(self, issues: Sequence[Issue], classifications: Sequence[Classification]) -> "Baseline":
        """The baseline with the violations there are now; of releases that were not checked it keeps what it held."""
        checked = {path_below(where(one), self.folder) for one in classifications}
        kept = {
            key: count
            for key, count in self.held.items()
            if key[0] not in checked and os.path.exists(os.path.join(self.folder, key[0]))
        }
        return Baseline(self.document, Counter(kept) + Counter(map(self.key, filter(_of_a_release, issues))))

    def text(self) -> str:
        """It as its file holds it: one violation a line, in order, so that a change is read as a diff."""
        lines = (
            json.dumps({"source": source, "rule": rule, "message": message, "times": count})
            for (source, rule, message), count in sorted(self.held.items())
        )
        listed = ",\n ".join(lines)
        return f'{{"openness-baseline": {_VERSION}, "violations": [\n {listed}\n]}}\n'


def _of_a_release(issue: Issue) -> bool:
    return issue.violates and issue.rule != "exception"


def baseline(path: str, missing: bool = False) -> Baseline:
    """The baseline a file holds.

    Args:
        path: the file.
        missing: whether it may be missing, and is then empty.

    Raises:
        OpennessError: when it cannot be read or is no baseline.
    """
    if missing and not os.path.exists(path):
        return Baseline(path, Counter())
    text = open_document(path, 64 * 1024 * 1024).text
    try:
        held = json.loads(text)
        if held["openness-baseline"] != _VERSION:
            raise ValueError
        counts = Counter({(one["source"], one["rule"], one["message"]): one["times"] for one in held["violations"]})
        if not all(isinstance(word, str) for key in counts for word in key):
            raise TypeError
        if not all(type(count) is int and count > 0 for count in counts.values()):
            raise TypeError
    except (ValueError, TypeError, KeyError, RecursionError):
        problem = Problem(path, None, "it is no baseline of this version", "make it anew with --update-baseline")
        raise OpennessError(problem) from None
    return Baseline(path, counts)
