"""Releases against a policy: each violation with its place, its reason and its fix.

A rule whose answer is unknown fails as a violated one does, unless the policy says `unknown = "warn"`: silence is never
yes. Exceptions are applied afterwards, by `exceptions`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from openness.evaluation.classification import Classification
from openness.policy.policy import LEVELS, Demand, Policy, Rules
from openness.policy.result import Issue, called, rule_of, where
from openness.release.claim import Claim, Fact, named_licences
from openness.release.component import Component, Item
from openness.release.finding import WHOLE, Finding, Subject
from openness.release.location import Source
from openness.resolution.lineage import bases_of_others
from openness.value import Shown
from openness.vocabulary import DATASET, Availability, Kind, Term
from openness.vocabulary.verdict import Verdict

if TYPE_CHECKING:
    from openness.evaluation.evidence import Evidence
    from openness.evaluation.judgement import Judged, Judgement
    from openness.evaluation.uses.may import SystemAsked
    from openness.evaluation.uses.permission import Permission
    from openness.vocabulary.references import Sort

_BASE = "base licence"  # the subject of evidence that is a claim on a base model's licence
_SHOWN = 3  # reasons given for one violation


def weigh(
    classification: Classification,
    policy: Policy,
    more: tuple[Finding, ...] = (),
    system: "SystemAsked | None" = None,
    used: "Sort | None" = None,
) -> list[Issue]:
    """Every issue on a release under a policy, the most serious first, then by place.

    Args:
        classification: the release.
        policy: what it is held against.
        more: findings besides those of the classification.
        system: what the release is a part of; by default it is used alone.
        used: the kind of thing, where code uses it: who asks cannot change it then.
    """
    rules = policy.rules_for(*called(classification, policy.folder)) if policy.paths else policy.rules
    weighing = _Weighing(classification, where(classification), rules, more, system, used)
    issues = dict.fromkeys(weighing.issues())
    return sorted(issues, key=lambda issue: (LEVELS.index(issue.level), issue.place.order, issue.rule))


@frozen(slots=False, eq=False, repr=False)
class _Weighing(Shown):
    """One release under the rules that hold for it."""

    classification: Classification
    path: str
    rules: Rules
    more: tuple[Finding, ...] = ()
    system: "SystemAsked | None" = None
    used: "Sort | None" = None

    def fix(self, of_its_makers: str) -> str:
        """The fix for whoever makes the release; for whoever uses it, the way to another."""
        return f"use another {self.used.label}, or ask its maker" if self.used else of_its_makers

    def issues(self) -> Iterator[Issue]:
        """Every issue, rule by rule."""
        for asked in self.rules.require:
            yield from self.rung(asked)
        yield from self.terms()
        yield from self.uses()
        yield from self.licences()
        yield from self.findings()

    def issue(
        self,
        rule: str,
        verdict: Verdict,
        message: str,
        place: Source | None,
        why: str = "",
        help: str = "",
        subject: Subject = WHOLE,
        evidence: Iterable[Claim] = (),
    ) -> Issue:
        """A rule that is violated, or may be."""
        level = "warning" if verdict is Verdict.UNKNOWN and self.rules.unknown == "warn" else "error"
        claims = tuple(dict.fromkeys(evidence))
        place = place or self.top
        return Issue(
            self.classification.source,
            self.path,
            rule,
            level,
            message,
            place,
            why,
            help,
            subject=subject,
            evidence=claims,
        )

    @property
    def top(self) -> Source:
        """The place of an issue about the whole release."""
        return Source(
            self.classification.release.read[0] if self.classification.release.read else self.classification.source
        )

    @cached_property
    def claims_at(self) -> Mapping[Source, list[Claim]]:
        """The claims that stand at each place: what a finding there rests on."""
        from openness.evaluation.staleness import claims_of

        found: defaultdict[Source, list[Claim]] = defaultdict(list)
        for _, claim in claims_of(self.classification.release):
            found[claim.source].append(claim)
        return found

    def rung(self, asked: Demand) -> Iterator[Issue]:
        """A rung that is not certainly reached."""
        from openness.definition.definition import judges

        judgement = self.classification.judgement(asked.rule)
        why = _asks(asked.place, f"{asked.rule} = {asked.word}")
        component = Kind(asked.word) if asked.word in list(Kind) else None
        release = self.classification.release
        if len(release.described) == 1 and not judges(judgement.definition, release.subject):
            yield self.not_asked(asked, judgement.definition.subject)
            return
        if not judgement.criteria:  # nothing of what it judges was read
            yield self.issue(asked.rule, Verdict.UNKNOWN, judgement.says, None, why, "", Subject(component))
            return
        verdict, message = _reached(judgement, asked)
        if verdict is Verdict.MET:
            return
        judged = list(_in_the_way(judgement, asked.word, verdict))
        gaps = list(dict.fromkeys(gap for criterion in judged for gap in criterion.missing))
        because = "; ".join(gaps[:_SHOWN]) + (f"; and {len(gaps) - _SHOWN} more" if len(gaps) > _SHOWN else "")
        evidence = [reason for criterion in judged for reason in criterion.evidence]
        claims = [reason.claim for reason in evidence]
        place = claims[0].source if claims else None
        subject = _subject(component, evidence)
        help = self.fix(judged[0].help) if judged else ""
        message = f"{message}: {because}" if because else message
        yield self.issue(asked.rule, verdict, message, place, why, help, subject, claims)

    def not_asked(self, entry: Demand, subject: str) -> Issue:
        """A rule that is about releases of another sort, and so neither kept nor violated."""
        sort, other = ("data sets", "model") if subject == DATASET else ("models", "data set")
        asked = entry.rule if entry.rule.endswith(entry.word) else f"{entry.rule} = {entry.word}"
        message = f"{asked} is about {sort}, and is not asked of a {other}"
        why = _asks(entry.place, asked)
        return evolve(self.issue(entry.rule, Verdict.UNKNOWN, message, None, why), level="note", asked=False)

    def terms(self) -> Iterator[Issue]:
        """Terms that a part's licence does not certainly meet; of alternatives one must meet all that are asked of it.

        Where a rule names no part, the one that the release is about is asked.
        """
        asked: dict[Kind, list[Demand]] = {}
        for entry in self.rules.terms:
            for kind in (entry.component,) if entry.component else self.classification.release.described:
                asked.setdefault(kind, []).append(entry)
        for kind, entries in asked.items():
            words = tuple(Term(entry.word) for entry in entries)
            verdicts = self.classification.terms(kind, words)
            for entry, verdict in zip(entries, verdicts, strict=True):
                if verdict is not Verdict.MET:
                    yield self.term(kind, entry, verdict)

    def term(self, kind: Kind, entry: Demand, verdict: Verdict) -> Issue:
        from openness.definition.definition import Grants
        from openness.evaluation.evidence import reasons

        question = Grants(kind, Term(entry.word))
        evidence, gaps = reasons(question, {question: verdict}, self.classification.resolved)
        message = "; ".join(map(str, gaps[:_SHOWN])) or f"the terms of the {kind.label} leave open: {entry.word}"
        claims = [reason.claim for reason in evidence]
        place = claims[0].source if claims else None
        subject = _subject(kind, evidence)
        help = (
            "; or ".join(dict.fromkeys(gap.fix for gap in gaps[:_SHOWN])) or "name a licence that a record answers for"
        )
        if verdict is Verdict.UNMET:
            bound = kind is Kind.MODEL_PARAMETERS_FINAL and self.bases_deny(Term(entry.word))
            help = "build on a base model that grants it" if bound else "use a licence that grants it"
        says = Term(entry.word).says
        why = _asks(entry.place, f"{entry.word}: {says}")
        return self.issue(entry.rule, verdict, message, place, why, self.fix(help), subject, claims)

    def bases_deny(self, term: Term) -> bool:
        """True where a base model whose terms reach the weights is certain to deny a term: no licence of their own grants it."""
        from openness.resolution.terms import terms_of

        resolved = self.classification.resolved
        denied = frozenset([(Verdict.UNMET,)])
        return any(
            terms_of(fact).choices((term,), kind, resolved.licences) == denied
            for kind, _, fact, about in self.stated()
            if about.bases
        )

    def uses(self) -> Iterator[Issue]:
        """Uses that the licences do not certainly allow; of those asked, the ones that there are of such a release."""
        if not self.rules.uses:
            return
        from openness.evaluation.uses.caller import Caller
        from openness.evaluation.uses.may import system_of

        system = self.system or system_of([self.classification.release])
        asked = system.asked(use for _, use in self.rules.uses)
        if self.system is None:  # of a system each part is asked what the whole is
            others = ((entry, use.subject) for entry, use in self.rules.uses if use not in asked)
            yield from (self.not_asked(entry, subject) for entry, subject in others)
        entries = {use.id: entry for entry, use in self.rules.uses}
        caller = self.rules.caller or Caller()
        for permission in self.classification.permissions_for(asked, caller, system):
            if permission.verdict is not Verdict.MET or permission.doubts:
                yield self.use(entries[permission.use], permission)

    def use(self, entry: Demand, permission: "Permission") -> Issue:
        from openness.evaluation.lineage import unknown_outputs

        verdict = permission.verdict & (Verdict.UNKNOWN if permission.doubts else Verdict.MET)
        no = verdict is Verdict.UNMET
        kind = next((clause.component for clause in permission.clauses), None)
        ids = dict.fromkeys(clause.licence for clause in permission.clauses)
        claims = [claim for claim in self.licence_claims(kind) if not ids or set(ids) & set(claim.candidates)]
        brought = {clause.of for clause in permission.clauses}
        only_doubts = permission.verdict is Verdict.MET and permission.doubts
        doubted = tuple(unknown_outputs(self.classification.resolved)) if only_doubts else ()
        bases = [
            base.name for base in self.classification.release.base_models if base in doubted or base.name in brought
        ]
        word = "no" if no else "unknown"
        because = " ".join(permission.doubts) if permission.verdict is Verdict.MET else permission.because
        help = "use a model that allows it, or ask the licensor" if no else _decides(permission)
        return self.issue(
            entry.rule,
            verdict,
            f"may we {permission.label}: {word}. {because.removesuffix('.')}",
            doubted[0].source if doubted else claims[0].source if claims else None,
            _asks(entry.place, f"the use {entry.word}"),
            help,
            Subject(kind, "", tuple(ids), bases),
            claims,
        )

    def licence_claims(self, kind: Kind | None) -> tuple[Claim, ...]:
        """The claims on the licence of a part; nothing where no part is meant."""
        return self.classification.release.component(kind).licence.claims if kind else ()

    def licences(self) -> Iterator[Issue]:
        """Licences that are forbidden, or not among those allowed."""
        allowed, forbidden = (
            [entry for entry in entries if entry.of_licences] for entries in (self.rules.allow, self.rules.forbid)
        )
        if not (allowed or forbidden):
            return
        from openness.policy.listed import free_of, within

        for kind, what, fact, about in self.stated():
            allowing, forbidding = (
                [entry for entry in entries if entry.component in (None, kind)] for entries in (allowed, forbidden)
            )
            subject = evolve(about, licences=named_licences(fact.claims))
            place = fact.claims[0].source if fact.claims else None
            named = f"the licence of {what} is {' or '.join(dict.fromkeys(map(_shown, fact.claims)))}"
            unnamed = "" if fact.claims else f"no licence is named for {what}"
            if allowing:
                verdict = within(fact, allowing, self.classification.resolved.licences)
                tail = "is not allowed" if verdict is Verdict.UNMET else "may not be allowed"
                message = f"{unnamed}, so none is allowed" if unnamed else f"{named}, which {tail}"
                rules = ", ".join(dict.fromkeys(entry.rule for entry in allowing))
                why = _asks(allowing[0].place, f"nothing but {rules}")
                other = "use another base model" if about.bases else "use a licence that is allowed"
                help = "name its licence" if unnamed else f"{other}, or allow this one"
                if kind is Kind.DATASETS and self.classification.terms(kind, (Term.OPEN_LICENCE,))[0] is Verdict.MET:
                    help += "; `datasets:list:od-conformant` allows open data"
                if verdict is not Verdict.MET:
                    yield self.issue("allow", verdict, message, place, why, self.fix(help), subject, fact.claims)
            for entry in forbidding:
                verdict = free_of(fact, entry, self.classification.resolved.licences)
                tail = "is forbidden" if verdict is Verdict.UNMET else "may be forbidden"
                message = f"{unnamed}, so it may be a forbidden one" if unnamed else f"{named}, which {tail}"
                why = f"the policy forbids {entry.rule} ({entry.place})"
                other = "use another base model" if about.bases else "use another licence"
                help = "name its licence" if unnamed else other
                if verdict is not Verdict.MET:
                    yield self.issue(entry.rule, verdict, message, place, why, self.fix(help), subject, fact.claims)

    def stated(self) -> Iterator[tuple[Kind, str, Fact, Subject]]:
        """The licence claims of each part, without those a rule inferred, and of bases whose terms reach the weights.

        Each with the kind of part, what to call the part or base, and the subject.

        A part without a licence is asked for one where it is what the release is of, or is stated to be offered; of a
        release that says nothing of any part it is the former.
        """
        release, weights = self.classification.release, Kind.MODEL_PARAMETERS_FINAL
        described = release.described
        silent = not any(component.items for component in release.components)
        for component in [Component(kind, (Item(),)) for kind in described] if silent else release.components:
            kind = component.kind
            for item in component.spoken:
                claims = tuple(claim for claim in item.licence.settled.claims if claim.stated)
                if claims or _offered(item, kind in described):
                    name = f"the {kind.label} ({item.name})" if item.name else f"the {kind.label}"
                    yield kind, name, Fact(claims), Subject(kind, item.name)
        for base in bases_of_others(release):
            what = f"the base model {base.name}" if base.name else "a base model, which no file names"
            yield weights, what, base.licence.settled, base.subject()

    def findings(self) -> Iterator[Issue]:
        """Findings, as violations where they are forbidden or of a level that fails."""
        rules = self.rules
        forbidden = {entry.word for entry in rules.forbid if not entry.of_licences}
        allowed = {entry.word for entry in rules.allow if not entry.of_licences}
        fixed = [(finding, self.fix(_advice(finding))) for finding in self.classification.findings]
        for finding, help in (*fixed, *((finding, _advice(finding)) for finding in self.more)):
            code = finding.code
            rule = rule_of(code.value)
            claims = self.claims_at[finding.source] if finding.source else ()
            issue = self.issue(
                rule, Verdict.UNMET, finding.message, finding.source, code.says, help, finding.subject, claims
            )
            fails = code.value in forbidden or (fails_on(code.level, rules) and code.value not in allowed)
            yield issue if fails else evolve(issue, level="warning" if code.level == "error" else code.level)


def fails_on(level: str, rules: Rules) -> bool:
    """True for a level of finding that fails by itself."""
    return rules.fail_on in LEVELS and LEVELS.index(level) <= LEVELS.index(rules.fail_on)


def _advice(finding: Finding) -> str:
    """How to fix a finding, in its own words or in those of its code."""
    return finding.help or finding.code.help


def _offered(item: Item, described: bool) -> bool:
    """True for a part that is offered: the described one unless somebody denies it, any other where somebody states it."""
    words = {claim.value for claim in item.availability.settled.claims if described or claim.stated}
    return bool(words - {Availability.WITHHELD, Availability.NOT_USED}) or (described and not words)


def _shown(claim: Claim) -> str:
    """A licence as somebody wrote it, or as a rule inferred it."""
    return (claim.written if claim.stated else "") or claim.value


def _subject(component: Kind | None, evidence: "Sequence[Evidence]") -> Subject:
    """A component, or the whole release, with the licences and bases in the evidence: where one changes it is another."""
    licences = [reason.claim for reason in evidence if reason.about in ("licence", _BASE)]
    return Subject(
        component, "", named_licences(licences), [reason.item for reason in evidence if reason.about == _BASE]
    )


def _decides(permission: "Permission") -> str:
    """Advice on an unknown use."""
    if permission.verdict is Verdict.MET:
        return "state the terms of that model or service in base-models of a native file, or train on other outputs"
    stated = {"users": "users", "revenue": "revenue", "territory": "in", "class": "not-excluded"}
    keys = [stated[word] for word in permission.firm_with if word in stated]
    return f"write {' and '.join(keys)} in caller of the policy" if keys else "find out what the licence says, or ask"


def _asks(place: Source, what: str) -> str:
    return f"the policy asks for {what} ({place})"


def _reached(judgement: "Judgement", asked: Demand) -> tuple[Verdict, str]:
    """The verdict on what is asked of a definition, and a sentence on where the release stands instead."""
    from openness.evaluation.summary import level_name
    from openness.vocabulary.asking import Ending
    from openness.vocabulary.marks import Hand

    definition, word = judgement.definition, asked.word
    rule = f"{definition.label} ({Hand.SECOND.label})" if definition.second_hand else definition.label
    if judgement.components:
        verdict = judgement.components[word]
        return verdict, f"{rule} {'is not met' if verdict is Verdict.UNMET else 'is unknown'} for {Kind(word).label}"
    if judgement.definition.ending is Ending.POINTS and judgement.score:
        low, high = judgement.score["low"], judgement.score["high"]
        verdict = Verdict.MET if low >= float(word) else Verdict.UNMET if high < float(word) else Verdict.UNKNOWN
        return verdict, f"{rule} is {low:g} to {high:g}, and {word} is required"
    standing = judgement.standing
    reached, reachable, wanted = (level_name(definition, rung) for rung in (standing.reached, standing.reachable, word))
    verdict = standing.at_least(word)
    if verdict is Verdict.UNMET:
        return verdict, f"{rule}: at most {reachable}, and {wanted} is required"
    return verdict, f"{rule}: {reached}, perhaps {reachable}, and {wanted} is required"


def _in_the_way(judgement: "Judgement", word: str, verdict: Verdict) -> "Iterator[Judged]":
    """The criteria that have this verdict: those up to the rung, or of the component, that is asked for."""
    rungs = judgement.standing.rungs
    asked = rungs[: rungs.index(word) + 1] if word in rungs else (word,)
    for judged in judgement.criteria:
        if (judged.grade is None or judged.grade.id in asked) and judged.verdict is verdict:
            yield judged
