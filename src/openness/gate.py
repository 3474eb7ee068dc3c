"""Releases against a policy: each violation with where, why it matters and what mends it.

A rule that cannot be told fails as one that is broken does, unless the policy says `unknown = "warn"`: silence is never
yes. What excuses a violation is `excuse`'s business.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from typing import Any

from attrs import frozen

from openness.claim import Fact
from openness.classification import Classification, Judged, Judgement, report_of
from openness.definition import Question
from openness.finding import Finding
from openness.policy import LEVELS, Entry, Policy, Rules
from openness.problem import Problem
from openness.resolve import naming_of, same_licensor
from openness.shelf import Shelf, shipped
from openness.show import shown
from openness.source import Source
from openness.verdict import Verdict
from openness.vocabulary import Basis, Kind, Term
from openness.world import term_verdicts

_SHOWN = 3  # reasons given for one violation
_FINDING = "finding:"


@frozen(repr=False)
class Issue:
    """One thing to show: what is wrong, where, why it matters, and the edit that mends it.

    Args:
        source: the release, as its path was given.
        rule: the policy's word for what is broken: `spectrum`, `commercial-use`, `finding:lineage-conflict` …
        level: `error` for a violation; `warning` or `note` for what does not fail.
        message: what is wrong in this case.
        place: where it stands.
        why: why it matters.
        help: what mends it.
        excuse: why it does not fail though it is a violation; empty where nothing excuses it.
    """

    source: str
    rule: str
    level: str
    message: str
    place: Source
    why: str = ""
    help: str = ""
    excuse: str = ""

    __repr__ = shown

    @property
    def code(self) -> str:
        """The finding's code; empty for a rule that is about no finding."""
        return self.rule.removeprefix(_FINDING) if self.rule.startswith(_FINDING) else ""

    @property
    def violates(self) -> bool:
        """Whether it fails the check."""
        return self.level == "error" and not self.excuse

    def to_dict(self) -> dict[str, object]:
        """The issue as the JSON of `openness check`."""
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
            **({"excuse": self.excuse} if self.excuse else {}),
        }


@frozen(eq=False, repr=False)
class Outcome:
    """What a check came to.

    Args:
        classifications: every release.
        issues: what there is to show on them, in their order; violations first.
        policy: what they were held against.
        problems: what could not be used.
        replaced: the shipped records that a folder replaced, each with its reason.
    """

    classifications: tuple[Classification, ...]
    issues: tuple[Issue, ...]
    policy: Policy
    problems: tuple[Problem, ...] = ()
    replaced: tuple[str, ...] = ()

    __repr__ = shown

    @property
    def violations(self) -> tuple[Issue, ...]:
        """What fails it."""
        return tuple(issue for issue in self.issues if issue.violates)

    @property
    def passes(self) -> bool:
        """Whether every release keeps the policy; an input that cannot be used keeps nothing."""
        return not self.violations and not self.problems

    @property
    def data(self) -> str:
        """The version of the data it was judged by."""
        return self.classifications[0].data if self.classifications else shipped().data

    def path_of(self, document: str) -> str:
        """A document's path seen from the working directory, with slashes; absolute where it lies elsewhere."""
        path = path_below(document, "")
        return os.path.abspath(document).replace(os.sep, "/") if path.startswith("../") else path

    @property
    def summary(self) -> str:
        """What it came to, in one sentence."""
        releases = _count(len(self.classifications), "release")
        if not self.violations:
            said = f"{releases} passed" if not self.problems else f"{releases} read without a violation"
        else:
            broken = len({issue.source for issue in self.violations})
            said = f"{_count(len(self.violations), 'violation')} in {broken} of {releases}"
        excused = sum(bool(issue.excuse) for issue in self.issues)
        parts = [said, f"{excused} excused"] if excused else [said]
        if self.problems:
            parts.append(f"{_count(len(self.problems), 'problem')} with the inputs")
        return "; ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """The outcome as the JSON of `openness check` (contract, "Policy")."""
        said = {
            "passes": self.passes,
            "file": self.policy.document or None,
            "violations": [issue.to_dict() for issue in self.violations],
            "excused": [issue.to_dict() for issue in self.issues if issue.excuse],
            "warnings": [issue.to_dict() for issue in self.issues if issue.level == "warning" and not issue.excuse],
        }
        return report_of(self.classifications, self.problems, self.replaced) | {"policy": said}


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def weigh(one: Classification, policy: Policy, shelf: Shelf) -> list[Issue]:
    """Every issue on a release under a policy, the most serious first, then by place."""
    issues = dict.fromkeys(_issues(one, policy, shelf))
    return sorted(issues, key=lambda issue: (LEVELS.index(issue.level), issue.place.order, issue.rule))


def path_below(source: str, folder: str) -> str:
    """A release's path seen from a folder, with slashes; what is no path stays as it is."""
    if source == "-" or ":" in source.partition("/")[0]:
        return source
    return os.path.relpath(source, folder or ".").replace(os.sep, "/")


def words_of(issue: Issue) -> str:
    """An issue's words without line numbers, which change whenever a line is added above."""
    return re.sub(r"(?<=\S):\d+\b", "", issue.message)


def fingerprints(issues: Iterable[Issue]) -> list[str]:
    """What each issue is known by from one run to the next; two that are alike in all else are told apart by number."""
    from hashlib import sha256

    seen: Counter[tuple[str, ...]] = Counter()
    held = []
    for issue in issues:
        key = (path_below(issue.source, ""), issue.rule, words_of(issue))
        seen[key] += 1
        held.append(sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "replace")).hexdigest())
    return held


# Rules


def _issues(one: Classification, policy: Policy, shelf: Shelf) -> Iterator[Issue]:
    rules = policy.rules_for(path_below(one.source, policy.folder))
    top = Source(one.release.read[0] if one.release.read else one.source)
    for asked in rules.require:
        yield from _rung(one, asked, rules, top)
    yield from _terms(one, rules, shelf, top)
    yield from _licences(one, rules, shelf, top)
    yield from _findings(one, rules, top)


def _level(verdict: Verdict, rules: Rules) -> str:
    return "warning" if verdict is Verdict.UNKNOWN and rules.unknown == "warn" else "error"


def _asks(place: Source, what: str) -> str:
    return f"the policy asks for {what} ({place})"


def _rung(one: Classification, asked: Entry, rules: Rules, top: Source) -> Iterator[Issue]:
    """A rung that is not certainly reached."""
    judgement = one.judgement(asked.rule)
    standing = judgement.standing
    why = _asks(asked.place, f"{asked.rule} = {asked.word}")
    if judgement.verdict is None:
        level = _level(Verdict.UNKNOWN, rules)
        yield Issue(one.source, asked.rule, level, judgement.outcome or "no ruling", top, why)
        return
    verdict = standing.at_least(asked.word)
    if verdict is Verdict.MET:
        return
    reached, reachable = standing.reached or "nothing", standing.reachable or "nothing"
    if verdict is Verdict.UNMET:
        message = f"{asked.rule} is {reachable} at most, and {asked.word} is required"
    else:
        message = f"{asked.rule} is certainly {reached} and may be {reachable}, and {asked.word} is required"
    judged = list(_in_the_way(judgement, asked.word, verdict))
    gaps = list(dict.fromkeys(gap for criterion in judged for gap in criterion.missing))
    shown = "; ".join(gaps[:_SHOWN]) + (f"; and {len(gaps) - _SHOWN} more" if len(gaps) > _SHOWN else "")
    place = next((evidence.claim.source for criterion in judged for evidence in criterion.evidence), top)
    yield Issue(
        one.source,
        asked.rule,
        _level(verdict, rules),
        f"{message}: {shown}" if shown else message,
        place,
        why,
        judged[0].criterion.help if judged else "",
    )


def _in_the_way(judgement: Judgement, rung: str, verdict: Verdict) -> Iterator[Judged]:
    """The criteria up to a rung that have this verdict."""
    rungs = judgement.standing.rungs
    for judged in judgement.criteria:
        if judged.verdict is verdict and rungs.index(judged.grade.id) <= rungs.index(rung):
            yield judged


def _terms(one: Classification, rules: Rules, shelf: Shelf, top: Source) -> Iterator[Issue]:
    """Terms that a part's licence does not certainly meet; of alternatives one must meet all that are asked of it."""
    asked: dict[Kind, list[Entry]] = {}
    for entry in rules.terms:
        asked.setdefault(entry.component or Kind.MODEL_PARAMETERS_FINAL, []).append(entry)
    for kind, entries in asked.items():
        verdicts = term_verdicts(one.release, kind, tuple(Term(entry.word) for entry in entries), shelf)
        for entry, verdict in zip(entries, verdicts, strict=True):
            if verdict is not Verdict.MET:
                yield _term(one, kind, entry, verdict, rules, shelf, top)


def _term(
    one: Classification, kind: Kind, entry: Entry, verdict: Verdict, rules: Rules, shelf: Shelf, top: Source
) -> Issue:
    from openness.evidence import reasons

    question = Question("term", kind, entry.word)
    evidence, gaps = reasons(question, {question: verdict}, one.release, shelf)
    message = "; ".join(gaps[:_SHOWN]) or f"{kind.value} is under terms that leave {entry.word} open"
    place = evidence[0].claim.source if evidence else top
    help = "use a licence that grants it" if verdict is Verdict.UNMET else "name a licence that a record answers for"
    why = _asks(entry.place, f"{entry.word} ({Term(entry.word).says})")
    return Issue(one.source, entry.rule, _level(verdict, rules), message, place, why, help)


def _licences(one: Classification, rules: Rules, shelf: Shelf, top: Source) -> Iterator[Issue]:
    """Licences that are forbidden, or not among those allowed."""
    allowed = [entry for entry in rules.allow if entry.ids]
    for kind, what, fact in _stated(one):
        allowing = [entry for entry in allowed if entry.component in (None, kind)]
        forbidding = [entry for entry in rules.forbid if entry.ids and entry.component in (None, kind)]
        if not (allowing or forbidding):
            continue
        said = " or ".join(dict.fromkeys(claim.written or claim.value for claim in fact.claims)) or "no licence"
        place = fact.claims[0].source if fact.claims else top
        within = _within(fact, frozenset(id for entry in allowing for id in entry.ids), shelf)
        if allowing and within is not Verdict.MET:
            tells = "is not allowed" if within is Verdict.UNMET else "cannot be told to be allowed"
            listed = ", ".join(dict.fromkeys(entry.rule for entry in allowing))
            why = _asks(allowing[0].place, f"nothing but {listed}")
            message = f"{what} is under {said}, which {tells}"
            help = "use a licence that is allowed, or allow this one"
            yield Issue(one.source, "allow", _level(within, rules), message, place, why, help)
        for entry in forbidding:
            verdict = _free_of(fact, entry.ids, shelf)
            if verdict is Verdict.MET or not fact.claims:
                continue
            tells = "is forbidden" if verdict is Verdict.UNMET else "may be one that is forbidden"
            why = f"the policy forbids {entry.rule} ({entry.place})"
            message = f"{what} is under {said}, which {tells}"
            yield Issue(one.source, entry.rule, _level(verdict, rules), message, place, why, "use another licence")


def _stated(one: Classification) -> Iterator[tuple[Kind, str, Fact]]:
    """What is said of each part's licence, and of the bases whose terms reach the weights; not what a rule inferred."""
    weights = Kind.MODEL_PARAMETERS_FINAL
    for kind in dict.fromkeys((weights, *(component.kind for component in one.release.components))):
        for item in one.release.component(kind).spoken:
            claims = tuple(claim for claim in item.licence.settled.claims if claim.basis is not Basis.INFERRED)
            if claims or (kind is weights and one.release.subject != "dataset"):
                yield kind, f"{kind.value} ({item.name})" if item.name else kind.value, Fact(claims)
    for base in one.release.base_models:
        if base.relation.carries_terms and not same_licensor(one.release, base):
            yield weights, f"the base model {base.name}", base.licence.settled


def _within(fact: Fact, ids: frozenset[str], shelf: Shelf) -> Verdict:
    """Whether a licence fact leaves a choice among these licences."""
    return _every_claim(fact, lambda id: Verdict.MET if id in ids else Verdict.UNMET, shelf)


def _free_of(fact: Fact, ids: frozenset[str], shelf: Shelf) -> Verdict:
    """Whether a licence fact leaves a choice without these licences."""
    return _every_claim(fact, lambda id: Verdict.UNMET if id in ids else Verdict.MET, shelf)


def _every_claim(fact: Fact, answer: Callable[[str], Verdict], shelf: Shelf) -> Verdict:
    """What every claim and every licence a claim may stand for answer alike; unknown where they differ."""
    candidates = [candidate for claim in fact.claims for candidate in naming_of(claim, shelf).candidates]
    verdicts = [_best(candidate, answer, shelf) for candidate in candidates]
    return reduce(Verdict.agree, verdicts) if verdicts else Verdict.UNKNOWN


def _best(candidate: str, answer: Callable[[str], Verdict], shelf: Shelf) -> Verdict:
    """What the best alternative of an expression answers."""
    from openness import expression as spdx

    def leaf(name: spdx.Name) -> frozenset[tuple[Verdict, ...]]:
        known = name.id == "NONE" or shelf.licence(name.id) is not None
        return frozenset([(answer(name.id) if known else Verdict.UNKNOWN,)])

    def both(one: tuple[Verdict, ...], other: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
        return (one[0] & other[0],)

    return reduce(Verdict.__or__, (held[0] for held in spdx.choices(spdx.parse(candidate), leaf, both, frozenset)))


def _findings(one: Classification, rules: Rules, top: Source) -> Iterator[Issue]:
    """Findings, as violations where they are forbidden or of a level that fails."""
    forbidden = {entry.word for entry in rules.forbid if not entry.ids}
    allowed = {entry.word for entry in rules.allow if not entry.ids}
    failing = LEVELS[: LEVELS.index(rules.fail_on) + 1] if rules.fail_on in LEVELS else ()
    for finding in one.findings:
        code = finding.code.value
        fails = code in forbidden or (finding.code.level in failing and code not in allowed)
        level = "error" if fails else "warning" if finding.code.level == "error" else finding.code.level
        yield _of_finding(one.source, finding, level, top)


def _of_finding(source: str, finding: Finding, level: str, top: Source) -> Issue:
    code = finding.code
    help = finding.help or code.help
    return Issue(source, f"{_FINDING}{code.value}", level, finding.message, finding.source or top, code.says, help)
