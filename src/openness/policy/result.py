"""The result of a check: issues, each with its place, its reason and its fix, and the outcome they add up to.

A violation is known by its subject: the release, the rule, and the part, licences and base models it is about. Messages
are for people; no file and no report knows a violation by its words.
"""

import os
from collections import Counter
from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from openness.errors import Problem
from openness.evaluation.classification import Classification, report_of
from openness.policy.policy import Policy
from openness.release.claim import Claim
from openness.release.finding import WHOLE, Code, Subject
from openness.release.location import Source
from openness.shelf.shelf import shipped
from openness.sources.file import is_card_of_folder
from openness.syntax.paths import file_of, folder_around, folder_of, is_outside, is_path, names_below, path_below
from openness.value import Value
from openness.vocabulary.sentences import counted

_FINDING = "finding:"


def rule_of(code: str) -> str:
    """The rule of a policy that a finding of this code breaks."""
    return f"{_FINDING}{code}"


#: The reason why a violation that a baseline holds does not fail a check.
IN_BASELINE = "it is in the baseline"


@frozen(eq=False, repr=False)
class Issue(Value):
    """One thing to show: what is wrong, where, why it matters, and the edit that fixes it.

    Args:
        source: the release, as its path was given.
        path: where the release lies, which is what exceptions and baselines know it by.
        rule: the policy's word for what is violated: `spectrum`, `commercial-use`, `finding:lineage-conflict` …
        level: `error` for a violation; `warning` or `note` for what does not fail.
        message: what is wrong in this case.
        place: where it stands.
        why: why it matters.
        help: what fixes it.
        exception: why it does not fail though it is a violation; empty where no exception covers it.
        subject: the part, licences and base models it is about.
        evidence: the claims it rests on.
        asked: False for a rule that is about releases of another sort, and so neither kept nor violated.
    """

    source: str
    path: str
    rule: str
    level: str
    message: str
    place: Source
    why: str = ""
    help: str = ""
    exception: str = ""
    subject: Subject = WHOLE
    evidence: tuple[Claim, ...] = field(default=(), eq=False)
    asked: bool = True

    @property
    def code(self) -> str:
        """The finding's code; empty for a rule that is about no finding."""
        return self.rule.removeprefix(_FINDING) if self.rule.startswith(_FINDING) else ""

    @property
    def violates(self) -> bool:
        """True where it fails the check."""
        return self.level == "error" and not self.exception

    def to_dict(self, folder: str = "") -> dict[str, object]:
        """The issue as the JSON of `openness check`, its release seen from a folder, the policy's own."""
        return {
            "source": self.source,
            "rule": self.rule,
            "code": self.code or None,
            "level": self.level,
            "message": self.message,
            "document": self.place.document,
            "line": self.place.line or None,
            "why": self.why,
            "help": self.help,
            "subject": {"release": path_below(self.path, folder), "rule": self.rule, **self.subject.to_dict()},
            "evidence": [claim.to_dict() for claim in self.evidence],
            **({"exception": self.exception, "excuse": self.exception} if self.exception else {}),
        }


@frozen(eq=False, repr=False)
class Outcome(Value):
    """The result of a check.

    Args:
        classifications: one for each release.
        issues: what to show on them, in their order; violations first.
        policy: the policy they were checked against.
        problems: what could not be used.
        replaced: the shipped records that a folder replaced, each with its reason.
        ignored: how many files and folders a `.gitignore` left out.
    """

    classifications: tuple[Classification, ...]
    issues: tuple[Issue, ...]
    policy: Policy
    problems: tuple[Problem, ...] = ()
    replaced: tuple[str, ...] = ()
    ignored: int = 0

    def __str__(self) -> str:
        """The result in one sentence, behind the word that it passes or fails."""
        return f"{'passes' if self.passes else 'fails'}: {self.summary}"

    @property
    def violations(self) -> tuple[Issue, ...]:
        """The issues that fail it."""
        return tuple(issue for issue in self.issues if issue.violates)

    @property
    def not_asked(self) -> tuple[Issue, ...]:
        """The rules of the policy that are about releases of another sort than the one at hand."""
        return tuple(issue for issue in self.issues if not issue.asked)

    @property
    def passes(self) -> bool:
        """True where every release keeps the policy; an input that cannot be used keeps nothing."""
        return not self.violations and not self.problems

    @property
    def data(self) -> str:
        """The version of the data it was judged by."""
        return self.classifications[0].data if self.classifications else shipped().data

    @property
    def unread(self) -> tuple[str, ...]:
        """The files that were found and not read, each once."""
        documents = (document for classification in self.classifications for document in classification.release.unread)
        return tuple(sorted(set(documents)))

    def path_of(self, document: str) -> str:
        """A document's path seen from the working directory, with slashes; absolute where it lies elsewhere."""
        return path_from_here(document)

    @property
    def summary(self) -> str:
        """The result in one sentence."""
        releases = counted(len(self.classifications), "release")
        if not self.violations:
            result = f"{releases} passed" if not self.problems else f"{releases} read without a violation"
        else:
            sources = {issue.source for issue in self.violations}
            broken = sum(classification.source in sources for classification in self.classifications)
            in_code = all(issue.code == Code.MODEL_NAME_UNKNOWN.value for issue in self.violations)
            where = f"code, and none in {releases}" if in_code else f"{broken} of {releases}"
            result = f"{counted(len(self.violations), 'violation')} in {where}"
        known = sum(issue.exception == IN_BASELINE for issue in self.issues)
        excepted = sum(bool(issue.exception) for issue in self.issues) - known
        parts = [result]
        if self.not_asked:
            rules, others = ({getattr(issue, word) for issue in self.not_asked} for word in ("rule", "source"))
            parts.append(f"{counted(len(rules), 'rule')} not asked of {counted(len(others), 'release')}")
        if unnamed := sum(issue.code == Code.MODEL_NAME_UNKNOWN.value for issue in self.issues):
            parts.append(
                f"{counted(unnamed, 'call')} {'asks' if unnamed == 1 else 'ask'} for a model or data that the code does not name"
            )
        if excepted:
            parts.append(f"{excepted} under {'an exception' if excepted == 1 else 'exceptions'}")
        if known:
            parts.append(f"{known} in the baseline")
        if self.problems:
            parts.append(f"{counted(len(self.problems), 'problem')} with the inputs")
        return "; ".join(parts)

    def to_dict(self, full: bool = False) -> dict[str, Any]:
        """The outcome as the JSON of `openness check`.

        Args:
            full: whether each result is the whole classification, and not its source, spectrum, band and findings alone.
        """

        def listed(issues: Iterable[Issue]) -> list[dict[str, object]]:
            return [issue.to_dict(self.policy.folder) for issue in issues]

        policy = {
            "passes": self.passes,
            "file": self.policy.document or None,
            "violations": listed(self.violations),
            "excused": listed(issue for issue in self.issues if issue.exception),
            "warnings": listed(issue for issue in self.issues if issue.level == "warning" and not issue.exception),
            "not-asked": listed(self.not_asked),
        }
        return report_of(self.classifications, self.problems, self.replaced, full) | {"policy": policy}


def path_from_here(document: str) -> str:
    """A document's path seen from the working directory, with slashes; absolute where it lies elsewhere."""
    path = path_below(document)
    return os.path.abspath(document).replace(os.sep, "/") if is_outside(path) else path


def where(classification: Classification) -> str:
    """The path a release lies at, however it was named.

    A card lies at its folder, and so does the native file that is called as a folder's is; what was found in a folder, or
    made one of several PATHs, at the folder that holds all it was read from; and any other file at itself.
    """
    file, named = file_of(classification.source)
    base = os.path.basename(file)
    if os.path.isfile(file) and not named and (is_card_of_folder(base) or base.lower().startswith("openness.")):
        return os.path.dirname(file) or "."
    folders = _folders(classification)
    spread = bool(folders) and is_path(file) and not os.path.isfile(file)
    return (folder_around(folders) if spread else "") or classification.source


def _folders(classification: Classification) -> list[str]:
    """The folders of what a release was read from, as whole paths."""
    return [folder_of(document) for document in classification.release.read if is_path(document)]


def called(classification: Classification, folder: str) -> tuple[str, ...]:
    """The names by which globs may call a release, seen from a folder: where it lies, the file that was named, each card of it.

    Of several PATHs made one it is all their places, so that none's rules are passed over.
    """
    cards = (document for document in classification.release.read if is_card_of_folder(os.path.basename(document)))
    places = [where(classification), *cards]
    file, _ = file_of(classification.source)
    if os.path.isfile(file):
        places.append(classification.source)
    elif is_path(file) and not os.path.isdir(file):
        places.extend(_folders(classification))
    return tuple(dict.fromkeys(name for place in places for name in names_below(place, folder)))


def fingerprints(issues: Iterable[Issue], folder: str = "") -> list[str]:
    """A hash for each issue, by which the next run knows it; issues with one subject are numbered.

    Args:
        issues: in the order in which they are shown.
        folder: the folder that paths of releases are seen from, the policy's own; empty for the working directory.
    """
    from hashlib import sha256

    seen: Counter[tuple[str, ...]] = Counter()
    marks = []
    for issue in issues:
        key = (path_below(issue.path, folder), issue.rule, *issue.subject.key)
        seen[key] += 1
        marks.append(sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "replace")).hexdigest())
    return marks
