"""Code, policy and lock held together: each violation at the line that names the model.

The release of such a violation is what the code names (`hub:account/name`, `service:provider/name`), so an exception or a
baseline speaks of a model, wherever the code that names it moves to.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve

from openness.evaluation.classification import Classification
from openness.policy.check import fails_on, weigh
from openness.policy.gate import PartialOutcome
from openness.policy.policy import Policy
from openness.policy.result import Issue, rule_of
from openness.references.inventory import Dependency, Inventory
from openness.references.lock import Lock
from openness.references.reference import UnnamedCall
from openness.release.finding import Code, Finding, Subject
from openness.syntax.paths import names_below
from openness.vocabulary import Kind
from openness.vocabulary.references import Sort

#: Findings about a name, which nobody has where the code shows none.
_OF_NAMES = frozenset((Code.MODEL_UNLOCKED.value, Code.MODEL_UNPINNED.value))


def gated(inventories: Sequence[Inventory], policy: Policy, lock: Lock | None) -> PartialOutcome:
    """The things that are used, judged, and every issue on them.

    Args:
        inventories: what code uses.
        policy: what it is held against.
        lock: what it was when somebody looked; None where nobody asks.
    """
    compared = lock or Lock()
    used: dict[str, Classification] = {}
    issues: dict[tuple[object, ...], Issue] = {}
    for inventory in inventories:
        for use in inventory.uses:
            used.setdefault(use.known.classification.source, use.known.classification)
            for issue in _issues(use, policy, compared):
                issues.setdefault((issue.source, issue.rule, issue.subject, issue.place), issue)
        for call in inventory.scanned.unnamed:
            issue = _of_call(call, policy)
            issues.setdefault((issue.source, issue.rule, issue.subject, issue.place), issue)
    problems = tuple(problem for inventory in inventories for problem in inventory.scanned.problems)
    return PartialOutcome(tuple(used.values()), tuple(issues.values()), problems)


def _issues(use: Dependency, policy: Policy, lock: Lock) -> Iterator[Issue]:
    """The issues on one use, at the line that names it."""
    reference, known = use.reference, use.known
    own = tuple(_findings(use, lock))
    codes = {finding.code.value for finding in own}
    for issue in weigh(known.classification, policy, own, used=reference.sort):
        if issue.code and issue.code not in codes and not (issue.violates or _was_read(use)):
            continue  # what the table of known models leaves out is not a finding about the model
        if reference.sort is Sort.DATASET and issue.asked and not issue.code and not _of_data(issue):
            continue  # data has no weights to ask for
        message = issue.message if issue.code in codes or not issue.asked else f"{reference.name}: {issue.message}"
        yield evolve(issue, place=reference.source, message=message)


def _of_call(call: UnnamedCall, policy: Policy) -> Issue:
    """The issue that nobody knows which model a call asks for: a violation where the policy asks anything of models.

    Of a model without a name every answer is unknown, and `unknown` in the policy says what that does.
    """
    document, code = call.source.document, Code.MODEL_NAME_UNKNOWN
    rules = policy.rules_for(*names_below(document, policy.folder)) if policy.paths else policy.rules
    findings = {entry.word for entry in rules.forbid if not entry.of_licences}
    asks = bool(findings & _OF_NAMES or any(entry.of_licences for entry in (*rules.allow, *rules.forbid)))
    if call.sort is not Sort.DATASET:
        asks = asks or bool(rules.require or rules.terms or rules.uses)
    fails = code.value in findings or (asks and rules.unknown == "fail") or fails_on(code.level, rules)
    if code.value in {entry.word for entry in rules.allow if not entry.of_licences}:
        fails = False
    if call.placeholder:
        message = f"{call.written} is a placeholder, so the {call.sort.label} that is used is unknown"
    else:
        message = f"{call.written} does not show which {call.sort.label} is used"
    level = "error" if fails else "warning"
    subject = Subject(item=call.written)
    rule = rule_of(code.value)
    return Issue(document, document, rule, level, message, call.source, code.says, code.help, subject=subject)


def _of_data(issue: Issue) -> bool:
    """True for a rule about licences, or one that names data itself."""
    return issue.subject.component is Kind.DATASETS


def _was_read(use: Dependency) -> bool:
    """True where somebody's own words were read, and not a table alone."""
    return use.known.place not in ("", "table", "lock")


def _findings(use: Dependency, lock: Lock) -> Iterator[Finding]:
    """The findings about one use, from code and lock."""
    reference = use.reference
    name, place, subject = reference.name, reference.source, Subject(item=reference.revision)
    entry = lock.holds(reference)
    if entry is None:
        at = f" at revision {reference.revision}" if reference.revision else ""
        message = f"{name}{at} is not in {lock.document or 'a lock, and there is none'}"
        yield Finding(Code.MODEL_UNLOCKED, message, place, subject=subject)
    elif entry.licence and use.licence and entry.licence != use.licence:
        message = f"{name} is under {use.licence}, and was under {entry.licence} on {entry.day} ({lock.document}:{entry.line})"
        changed = Subject(item=reference.revision, licences=(entry.licence, use.licence))
        yield Finding(Code.LICENCE_CHANGED, message, place, subject=changed)
    elif entry.text and use.known.text and entry.text != use.known.text:
        message = f"the text of {name}'s licence is not the one of {entry.day} ({lock.document}:{entry.line})"
        yield Finding(Code.LICENCE_CHANGED, message, place, subject=subject)
    if reference.hub and reference.sort is not Sort.SERVICE and not reference.pinned:
        asked = f"asks for {reference.revision}, which is not a commit" if reference.revision else "names no commit"
        yield Finding(Code.MODEL_UNPINNED, f"the code {asked} of {name}", place, subject=subject)
