"""Exceptions: violations that somebody answers for until a day, and a baseline of those that were there already.

An exception past its day is a violation itself, one that covers nothing a warning; one that names the hash of a licence
file lapses when that file changes, or another says what the licence is.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import evolve, field, frozen

from openness.errors import OpennessError, Problem
from openness.evaluation.classification import Classification
from openness.policy.globs import Globs
from openness.policy.policy import Policy, PolicyException
from openness.policy.result import IN_BASELINE, Issue, called, where
from openness.release.finding import Code, Subject
from openness.release.location import Source
from openness.syntax.document import open_document
from openness.syntax.paths import file_of, folder_of, is_path, names_below, path_below
from openness.value import Shown
from openness.vocabulary import Kind
from openness.vocabulary.characters import is_seen
from openness.vocabulary.json_text import json_text, with_halves_shown

_LARGEST = 64 * 1024 * 1024  # bytes of a baseline, and of a licence file that has a hash


def excepted(
    issues: Sequence[Issue], classifications: Sequence[Classification], policy: Policy, today: str = ""
) -> tuple[Issue, ...]:
    """The issues, each with the exception that covers it, and what is wrong with the exceptions themselves.

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
    for classification in classifications:
        releases.setdefault(where(classification), []).append(classification)
    checked = _Checked(policy, today, releases)
    found = [_excepted(issue, checked) for issue in issues]
    return (*found, *_of_exceptions(found, checked))


_ByRule = dict[str, list[PolicyException]]


@frozen(eq=False, repr=False)
class _Checked(Shown):
    """The releases by where they lie, and what is asked of them more than once."""

    policy: Policy
    today: str
    releases: dict[str, list[Classification]]
    globs: Globs = field(init=False)
    speaking: dict[str, _ByRule] = field(factory=dict)
    rules_of: dict[tuple[int, ...], _ByRule] = field(factory=dict)  # of the same places, as of many releases
    hashes: dict[str, tuple[frozenset[str], frozenset[str]]] = field(factory=dict)
    named: dict[tuple[str, str], frozenset[str]] = field(factory=dict)
    covering: dict[tuple[str, str], PolicyException | None] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "globs", Globs(exception.source for exception in self.policy.exceptions))

    def speaking_of(self, path: str) -> _ByRule:
        """The exceptions that speak of the release at a path, by their rules, in their order."""
        if path not in self.speaking:
            names = dict.fromkeys(
                name for release in self.releases.get(path, ()) for name in called(release, self.policy.folder)
            )
            if path not in self.releases:  # a file of code
                names = dict.fromkeys(names_below(path, self.policy.folder))
            places = self.globs.speaking(*names)
            if places not in self.rules_of:
                by_rule = self.rules_of[places] = {}
                for exception in map(self.policy.exceptions.__getitem__, places):
                    by_rule.setdefault(exception.rule, []).append(exception)
            self.speaking[path] = self.rules_of[places]
        return self.speaking[path]

    def covers(self, rule: str, path: str) -> PolicyException | None:
        """The first exception that lasts, is of this rule, and covers the release at a path."""
        key = (rule, path)
        if key not in self.covering:
            lasting = (one for one in self.speaking_of(path).get(rule, ()) if one.until >= self.today)
            self.covering[key] = next((one for one in lasting if self.still(one, path)), None)
        return self.covering[key]

    def still(self, exception: PolicyException, path: str) -> bool:
        """True where the licence of the release at a path rests on the file that an exception names.

        The file with its hash must be there, and whatever else says what the licence is be named by an exception of the
        same rule: nobody has agreed to a text that is put beside the named one, or in its place.
        """
        if not exception.sha256:
            return True
        if path not in self.hashes:
            self.hashes[path] = _hashes(self.releases.get(path, ()))
        there, saying = self.hashes[path]
        key = (exception.rule, path)
        if key not in self.named:
            others = self.speaking_of(path).get(exception.rule, ())
            self.named[key] = frozenset(other.sha256 for other in others if other.until >= self.today)
        return exception.sha256 in there and saying <= self.named[key]


def _hashes(releases: Sequence[Classification]) -> tuple[frozenset[str], frozenset[str]]:
    """The hashes of the licence files of some releases, and of those among them that say what a licence is."""
    from openness.formats import texts_among  # most exceptions name no hash

    there, deciding = set[str](), set[str]()
    for classification in releases:
        release = classification.release
        facts = [item.licence for component in release.components for item in component.items]
        stating = texts_among({claim.source.document for fact in facts for claim in fact.claims})
        there.update(map(_sha256, {*stating, *(text.source.document for text in release.texts)}))
        deciding.update(map(_sha256, stating))
    return frozenset(there), frozenset(deciding)


def _sha256(path: str) -> str:
    """The hash of a file; empty where it is none that can be read, or too large for a licence."""
    from hashlib import sha256

    try:
        data = open_document(path, _LARGEST, head=True).data
    except OpennessError:
        return ""
    return sha256(data).hexdigest() if len(data) < _LARGEST else ""


def _excepted(issue: Issue, checked: _Checked) -> Issue:
    """An issue with the exception that covers it, where one does."""
    if issue.level != "error":
        return issue
    exception = checked.covers(issue.rule, issue.path)
    if exception is None:
        return issue
    owner = f", {exception.owner}" if exception.owner else ""
    return evolve(issue, exception=f"{exception.because} (until {exception.until}{owner}; {exception.place})")


def _of_exceptions(found: Sequence[Issue], checked: _Checked) -> Iterator[Issue]:
    """The faults of the exceptions themselves: past their day, lapsed, or not needed."""
    policy, today = checked.policy, checked.today
    violated: dict[str, set[str]] = {}
    for issue in found:
        if issue.level == "error":
            violated.setdefault(issue.path, set()).add(issue.rule)
    here: dict[int, list[PolicyException]] = {}  # the exceptions of one rule that speak of a release, each list once
    hashed: dict[int, list[PolicyException]] = {}  # those of them that name a hash
    named = set[int]()  # the lists whose rule is violated there
    lapsed = set[int]()
    for path in dict.fromkeys((*checked.releases, *(issue.path for issue in found))):
        for rule, exceptions in checked.speaking_of(path).items():
            if id(exceptions) not in here:
                here[id(exceptions)] = exceptions
                hashed[id(exceptions)] = [one for one in exceptions if one.sha256]
            if rule in violated.get(path, ()):
                named.add(id(exceptions))
            lapsed.update(id(one) for one in hashed[id(exceptions)] if not checked.still(one, path))
    speaking = {id(one) for exceptions in here.values() for one in exceptions}
    needed = {id(one) for key in named for one in here[key]}
    for exception in policy.exceptions:
        what = f"the exception for {exception.rule} of {exception.source}"
        if exception.until < today:
            message = f"{what} ended on {exception.until}"
            why = "an exception is a promise with a day; past it nobody answers for it"
            help = "fix the violation and remove the exception, or decide anew and give it another day"
            yield _own(policy.document, "exception", "error", message, exception.place, why, help)
            continue
        is_here, is_named = id(exception) in speaking, id(exception) in needed
        if is_named and id(exception) in lapsed:
            message = f"{what} has lapsed: the licence files no longer have the hashes that it names"
            help = "read the changed licence files, and decide anew, with an exception for each"
        elif is_here and not is_named:
            message, help = f"{what} is not needed", "remove it"
        elif not is_here and is_path(exception.source) and not _there(exception.source, policy):
            message, help = f"{what} matches no file", "correct its source, or remove it"
        else:
            continue
        why = "an exception that covers nothing today may hide a violation tomorrow"
        yield _own(policy.document, "exception", "warning", message, exception.place, why, help)


def _own(document: str, rule: str, level: str, message: str, place: Source, why: str, help: str) -> Issue:
    """An issue about a policy or a baseline itself."""
    return Issue(document, document, rule, level, message, place, why, help)


def _there(source: str, policy: Policy) -> bool:
    """True where a path or a glob names something that is there, though it was not checked this time."""
    from glob import iglob

    file, _ = file_of(os.path.join(policy.folder, source))
    found = iglob(source.lstrip("/"), root_dir=policy.folder or ".", recursive=True, include_hidden=True)
    return os.path.exists(file) or any(True for _ in found)


# A baseline

_VERSION = 2
_BY_MESSAGE = 1  # the version whose violations were known by their messages
_MARK = "openness-baseline"  # by which its file is known
_Key = tuple[str, str, Subject | None]


def _nothing(path: str) -> bool:
    """Covers no path."""
    return False


@frozen(eq=False, repr=False)
class Baseline(Shown):
    """Violations that were there already.

    Args:
        document: its file; paths in it are seen from there.
        violations: each violation by its release, its rule and its subject, and how often it was there. The subject is
            None where an older version knew it by its message: it then stands for any violation of its release and rule.
    """

    document: str
    violations: Counter[_Key]

    @property
    def folder(self) -> str:
        """The folder that paths in it are seen from."""
        return folder_of(self.document)

    def key(self, issue: Issue) -> _Key:
        """The words by which a violation is known from one run to the next."""
        return self._known_as(issue.path), issue.rule, issue.subject

    def _known_as(self, path: str) -> str:
        """A path as it stands in a baseline, where half a character, of a name that is not UTF-8, is its escape."""
        return with_halves_shown(path_below(path, self.folder))

    def excepted(
        self,
        issues: Sequence[Issue],
        classifications: Sequence[Classification],
        covers: Callable[[str], bool] = _nothing,
    ) -> tuple[Issue, ...]:
        """The issues, those it holds as exceptions; with a warning where it holds what is gone, and where it is old.

        Args:
            issues: what was found on these releases.
            classifications: the releases.
            covers: whether a release at a path would have been found, had it been there.
        """
        named = self._named(classifications, issues)
        left = Counter({key: count * named[key[0]] for key, count in self.violations.items()})
        found = []
        for issue in issues:
            if _of_a_release(issue):
                source, rule, subject = self.key(issue)
                known = next((key for key in ((source, rule, subject), (source, rule, None)) if left[key] > 0), None)
                if known is not None:
                    left[known] -= 1
                    issue = evolve(issue, exception=IN_BASELINE)
            found.append(issue)
        gone = sum(
            left[key] // named[key[0]] if named[key[0]] else count
            for key, count in self.violations.items()
            if named[key[0]] or self._covered(key[0], covers)
        )
        if gone:
            message = f"{gone} of the violations it holds {'is' if gone == 1 else 'are'} gone"
            found.append(self._warning(message, "a baseline only shrinks when somebody updates it"))
        if any(subject is None for _, _, subject in self.violations):
            message = "an older version wrote it: its violations are matched by release, rule and number"
            found.append(self._warning(message, "a new violation of the same rule may take the place of a fixed one"))
        return tuple(found)

    def _warning(self, message: str, why: str) -> Issue:
        place, help = Source(self.document), "use --update-baseline"
        return _own(self.document, "baseline", "warning", message, place, why, help)

    def updated(
        self,
        issues: Sequence[Issue],
        classifications: Sequence[Classification],
        covers: Callable[[str], bool] = _nothing,
    ) -> "Baseline":
        """The baseline with the violations there are now; of releases that were not checked it keeps what it held.

        Args:
            issues: what was found on these releases.
            classifications: the releases.
            covers: whether a release at a path would have been found, had it been there.
        """
        named = self._named(classifications, issues)
        now = Counter(map(self.key, filter(_of_a_release, issues)))
        kept = {
            key: count
            for key, count in self.violations.items()
            if not named[key[0]] and not self._covered(key[0], covers) and self._there(key[0])
        }
        there = {key: -(-count // max(named[key[0]], 1)) for key, count in now.items()}
        return Baseline(self.document, Counter(kept | there))

    def _named(self, classifications: Sequence[Classification], issues: Sequence[Issue]) -> Counter[str]:
        """The number of times each release was named, since several PATHs may lead to one; a file of code is named once."""
        named = Counter(self._known_as(where(classification)) for classification in classifications)
        code = {self._known_as(issue.path) for issue in issues if issue.code == Code.MODEL_NAME_UNKNOWN.value}
        named.update(code.difference(named))
        return named

    def _covered(self, source: str, covers: Callable[[str], bool]) -> bool:
        return is_path(source) and covers(os.path.join(self.folder, source))

    def _there(self, source: str) -> bool:
        return not is_path(source) or "\\ud" in source or os.path.exists(file_of(os.path.join(self.folder, source))[0])

    def text(self) -> str:
        """The text of its file: one violation a line, in order, so that a change is read as a diff."""

        def order(entry: tuple[_Key, int]) -> tuple[str, str, tuple[str, ...]]:
            (source, rule, subject), _ = entry
            return source, rule, subject.key if subject else ()

        lines = (
            json_text(
                {"source": source, "rule": rule, "subject": subject.to_dict() if subject else None, "times": count},
                ascii=False,
            )
            for (source, rule, subject), count in sorted(self.violations.items(), key=order)
        )
        listed = ",\n ".join(lines)
        text = f'{{"{_MARK}": {_VERSION}, "violations": [\n {listed}\n]}}\n'
        return "".join(letter if is_seen(letter) or letter == "\n" else json_text(letter)[1:-1] for letter in text)


def _of_a_release(issue: Issue) -> bool:
    return issue.violates and issue.rule != "exception"


def baseline(path: str, missing: bool = False) -> Baseline:
    """The baseline a file holds.

    Args:
        path: the file.
        missing: whether it is made anew, so that it may be missing or spoilt, and is then empty.

    Raises:
        OpennessError: when it cannot be read or is not a baseline.
    """
    if missing and not os.path.lexists(path):
        return Baseline(path, Counter())
    if not os.path.lexists(path):
        raise OpennessError(Problem(path, None, "there is no such baseline", "--update-baseline writes it"))
    text = open_document(path, _LARGEST).text
    violations = _read(text)
    ours = _MARK in text or not text.strip()  # what somebody else wrote is not written over
    if violations is None and not (missing and ours):
        help = f"make it anew with --update-baseline{'' if ours else ', once it is moved away'}"
        raise OpennessError(Problem(path, None, "it is not a baseline of this version", help))
    return Baseline(path, violations or Counter())


def _read(text: str) -> Counter[_Key] | None:
    """The violations in a baseline's text; None where it is not a baseline."""
    try:
        data = json.loads(text)
        version = data[_MARK]
        if version not in (_BY_MESSAGE, _VERSION):
            return None
        counts = Counter[_Key]()
        for entry in data["violations"]:
            source, rule, times = entry["source"], entry["rule"], entry["times"]
            words = (source, rule, *((entry["message"],) if version == _BY_MESSAGE else ()))
            if not all(isinstance(word, str) for word in words) or type(times) is not int or times < 1:
                return None
            counts[source, rule, _subject(entry.get("subject"))] += times
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return counts


def _subject(data: Any) -> Subject | None:
    """A subject as a baseline's line holds it.

    Raises:
        ValueError, TypeError, KeyError: when it is none.
    """
    if data is None:
        return None
    kind, item, licences, bases = data["component"], data["item"], data["licences"], data["bases"]
    names = (item or "", *licences, *bases)
    if not (isinstance(licences, list) and isinstance(bases, list) and all(isinstance(name, str) for name in names)):
        raise TypeError
    return Subject(None if kind is None else Kind(kind), item or "", licences, bases)
