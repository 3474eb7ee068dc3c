"""One use, asked of one release: the verdict, and the clauses, limits and gaps that decide it, in words.

Reasons and clauses are read from what decided it: of a no those that are certain, of an unknown those that keep it open.
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from openness.definition.definition import Criterion, Grants, Question, questions
from openness.evaluation.evidence import facts, reasons
from openness.evaluation.facts import World
from openness.evaluation.gap import Gap, Lack
from openness.evaluation.standing import Weighed, deciding, weigh_worlds
from openness.evaluation.uses.caller import Caller
from openness.evaluation.uses.obligations import Obligation
from openness.evaluation.uses.permission import Clause, Due, Permission
from openness.evaluation.uses.use import Use, gives_way, narrowed
from openness.licensing.clauses import Effect, Limit, cited
from openness.licensing.licence import Licence
from openness.release.release import Release
from openness.resolution.resolved import Resolved, expressions_of
from openness.vocabulary import NOASSERTION, WEIGHTS, Term
from openness.vocabulary.duties import Duty
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import capital

#: Gaps that are a certain no, and not merely open.
_DENIALS = (Lack.TERM_DENIED, Lack.NO_LICENCE, Lack.NOT_OPEN_ENOUGH, Lack.ONLY_A_PART)
#: Grants that no use asks, and the denial of which asks something of its user.
_ASKED_FOR = (Term.ROYALTY_FREE, Term.WITHOUT_ASKING)
#: Terms that a licence may deny to somebody who may do what is asked, as they end a sentence: a yes never hides them.
_FORBIDDEN = {
    Term.COMMERCIAL_USE: "not commercially",
    Term.ANY_FIELD: "not for every purpose",
    Term.EVERYWHERE: "not in every country",
}
_DEPENDS = {
    "users": "your number of users",
    "revenue": "your yearly revenue",
    "territory": "the country you are established in",
    "multimodal": "whether the model takes or makes more than text",
}
_EXEMPT = "People who only use a product that somebody else makes with it are exempt"


class UseAsked:
    """One use, asked of one release."""

    def __init__(self, resolved: Resolved, world: World, use: Use, caller: Caller) -> None:
        self.caller = caller
        self.use = use
        self.plain = resolved
        self.resolved = evolve(resolved, licences=narrowed(resolved, use, caller))
        self.world = evolve(world, licences=self.resolved.licences, unchecked=())
        self.name = _called(resolved.release)
        self.scopes = dict(resolved.scopes)

    @property
    def answer(self) -> Permission:
        """The permission as the licences give it, without its duties."""
        definition = self.use.definition
        weighed = weigh_worlds(definition, [self.world])[0]
        ((_, criterion),) = definition.criteria
        verdict = weighed.criteria[0]
        build = self._granted if verdict is Verdict.MET else self._refused
        because, clauses, depends_on = build(criterion, weighed, verdict)
        return Permission(self.use.id, verdict, because, clauses, (), depends_on, self.use.label)

    # A yes

    def _granted(
        self, criterion: Criterion, weighed: Weighed, verdict: Verdict
    ) -> tuple[str, tuple[Clause, ...], tuple[str, ...]]:
        """The licences that allow it, with the clauses, the limits that do not reach the caller, and what stays forbidden."""
        clauses: dict[Clause, None] = {}
        limits: dict[str, None] = {}
        forbidden: dict[str, dict[tuple[str, str], None]] = {}
        for question in deciding(criterion.requirement, weighed.answers):
            if isinstance(question, Grants):
                for licence, of in self._allowing(question):
                    answer = licence.answers[question.term]
                    if not gives_way(licence, question.term):
                        clauses[Clause(licence.id, answer.clause, question.component, of)] = None
                    for limit in self._limits(licence):
                        if limit.effect in (Effect.WITHHOLDS, Effect.ASKS):
                            clauses[Clause(licence.id, limit.clause, question.component, of)] = None
                            within = _within(limit, self._scope(licence, limit))
                            limits[f"{within} ({cited(limit.clause)})"] = None
                    for words, clause in self._forbidden(licence):
                        forbidden.setdefault(words, {})[licence.id, clause] = None
        allowing = list(self._brought(clauses)) or ["Its licence"]
        excluded = [f"{words} ({self._cited_of(places)})" for words, places in forbidden.items()]
        but = f", but {_and(excluded)}" if excluded else ""
        reach = f"; {_and(list(limits))}" if limits else ""
        return f"{_and(allowing)} {'allow' if len(allowing) > 1 else 'allows'} it{but}{reach}.", tuple(clauses), ()

    def _brought(self, clauses: Iterable[Clause]) -> Iterator[str]:
        """Each licence with its clauses, its own first, and with the base models that bring it."""
        places: dict[tuple[str, str], list[str]] = {}
        for clause in clauses:
            places.setdefault((clause.licence, clause.of), []).append(clause.clause)
        bringing: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for (licence, of), found in places.items():
            bringing.setdefault((licence, tuple(found)), []).append(of)
        for (licence, cites), ofs in bringing.items():
            bases = [of for of in ofs if of != self.name]
            models = f"for the base model{'s' if len(bases) > 1 else ''} {_and(bases)}, " if bases else ""
            yield f"{models if len(bases) == len(ofs) else ''}{self._title(licence)} ({cited(*cites)})"

    def _cited_of(self, places: Iterable[tuple[str, str]]) -> str:
        """Clauses, with the licences where there are several."""
        pairs = list(places)
        if len({licence for licence, _ in pairs}) == 1:
            return cited(*(clause for _, clause in pairs))
        return _and([f"{cited(clause)} of {self._title(licence)}" for licence, clause in pairs])

    def _allowing(self, question: Grants) -> Iterator[tuple[Licence, str]]:
        """The licences that answer a question and allow this caller all that the use asks: of a choice not the others."""
        for licence, of in self._licences(question):
            narrowed = self.resolved.licences.licence(licence.id)
            if narrowed and all(narrowed.answer(term, question.component) is Verdict.MET for term in self.use.terms):
                yield licence, of

    def _forbidden(self, licence: Licence) -> Iterator[tuple[str, str]]:
        """The purposes and the countries that a licence excludes, of somebody who may do what is asked, with the clause."""
        for term, words in _FORBIDDEN.items():
            answer = licence.answers.get(term)
            denied = answer is not None and answer.verdict is Verdict.UNMET and term not in self.use.terms
            if answer and denied and not self._spares(licence, term):
                yield words, answer.clause

    def _spares(self, licence: Licence, term: Term) -> bool:
        """True where limits alone deny a term, and every one of them is confined to models of another sort."""
        limits = [limit for limit in licence.limits if limit.of is term]
        return gives_way(licence, term) and all(self._scope(licence, limit) is Verdict.UNMET for limit in limits)

    def _scope(self, licence: Licence, limit: Limit) -> Verdict:
        """Met where a limit reaches this model, whoever asks."""
        return self.scopes.get(licence.id, Verdict.UNKNOWN) if limit.only else Verdict.MET

    def _licences(self, question: Grants) -> Iterator[tuple[Licence, str]]:
        """The licences that answer a question, each with the part or base that brings it."""
        for name, about, fact in facts(question, self.plain.release):
            for expression in expressions_of(fact):
                for id in self.plain.licences.ids_in(expression):
                    if licence := self.plain.licences.licence(id):
                        yield licence, name if about == "base licence" else self.name

    # A no, and an unknown

    def _refused(
        self, criterion: Criterion, weighed: Weighed, verdict: Verdict
    ) -> tuple[str, tuple[Clause, ...], tuple[str, ...]]:
        clauses: dict[Clause, None] = {}
        depends: dict[str, None] = {}
        sentences: dict[str, None] = {}
        for gap in self._gaps(criterion, weighed, verdict):
            of = gap.base or self.name
            licence = self.plain.licences.licence(gap.licence)
            limits = self._deciding_limits(licence, gap) if licence else ()
            kind = gap.component or WEIGHTS
            for limit in limits:
                clauses[Clause(gap.licence, limit.clause, kind, of)] = None
                sentence = as_sentence(limit.because or str(gap))
                if verdict is Verdict.UNKNOWN:
                    scope = self._scope(licence, limit) if licence else Verdict.MET
                    words = tuple(self.caller.open(limit, scope))
                    depends.update(dict.fromkeys(words))
                    sentence = f"It depends on {_and([_depends(word) for word in words])}. {sentence}"
                exempt = f". {_EXEMPT}" if limit.end_users_exempt else ""
                sentences[f"{sentence} ({self._cited(limit.clause, gap)}){exempt}"] = None
            if not limits:
                if gap.clause and gap.lack is Lack.TERM_DENIED:
                    clauses[Clause(gap.licence, gap.clause, kind, of)] = None
                    sentences[f"{as_sentence(gap.detail)} ({self._cited(gap.clause, gap)})"] = None
                else:
                    sentences[as_sentence(str(gap))] = None
        because = next(iter(sentences), "") or self._half_known(criterion) or "Nothing is known"
        return f"{because}.", tuple(clauses), tuple(depends)

    def _half_known(self, criterion: Criterion) -> str:
        """The bases that only their family's words tell of: other terms than the family's may reach them too."""
        asked = [question for question in questions(criterion.requirement) if isinstance(question, Grants)]
        half = dict.fromkeys(
            base
            for question in asked
            for base, about, fact in facts(question, self.plain.release)
            if about == "base licence"
            and any(NOASSERTION in self.plain.licences.ids_in(expression) for expression in expressions_of(fact))
        )
        return (
            f"Nobody says whether other terms than its family's reach the base model {_and(list(half))}" if half else ""
        )

    def _gaps(self, criterion: Criterion, weighed: Weighed, verdict: Verdict) -> list[Gap]:
        """The gaps that decide a use that is not met, denials by a licence first."""
        gaps: dict[Gap, None] = {}
        for question in deciding(criterion.requirement, weighed.answers):
            if weighed.answers[question] is verdict:
                gaps.update(dict.fromkeys(self._gaps_of(question, weighed)))
        weightiest = [gap for gap in gaps if gap.lack in _DENIALS] if verdict is Verdict.UNMET else list(gaps)
        silent = {gap.component for gap in weightiest if gap.lack in (Lack.PART_SILENT, Lack.NOT_CHECKED)}
        weightiest = [gap for gap in weightiest if not (gap.lack is Lack.NO_LICENCE_NAMED and gap.component in silent)]
        return sorted(weightiest or gaps, key=lambda gap: gap.lack is not Lack.TERM_DENIED)

    def _gaps_of(self, question: Question, weighed: Weighed) -> tuple[Gap, ...]:
        return reasons(question, weighed.answers, self.resolved)[1]

    def _limits(self, licence: Licence) -> Iterator[Limit]:
        yield from filter(self.use.bears, licence.limits)

    def _deciding_limits(self, licence: Licence, gap: Gap) -> tuple[Limit, ...]:
        """The limits that make a grant false or open; none where the record itself denies it, or says nothing."""
        if gap.lack not in (Lack.TERM_DENIED, Lack.TERM_UNKNOWN):
            return ()
        term = Term(gap.word)
        answer = licence.answers.get(term)
        if answer is not None and answer.verdict is Verdict.UNMET and not gives_way(licence, term):
            return ()
        if answer is None and gap.lack is Lack.TERM_UNKNOWN:
            return ()
        wanted = Verdict.UNMET if gap.lack is Lack.TERM_DENIED else Verdict.UNKNOWN
        return tuple(
            limit for limit in self._limits(licence) if self.caller.keeps(limit, self._scope(licence, limit)) is wanted
        )

    def _cited(self, clause: str, gap: Gap) -> str:
        place = cited(clause)
        return f"{place} of {self._title(gap.licence)}, the licence of the base model {gap.base}" if gap.base else place

    # Duties

    def duties(self, owed: Iterable[Obligation]) -> Iterator[Due]:
        """The duties of the parts that are asked, with those that limits and denied comforts add.

        Args:
            owed: every duty that the licences of the release bring.
        """
        for duty in owed:
            condition = self._due(duty) if duty.component in self.use.kinds else None
            if condition is not None:
                of = duty.base or self.name
                due = Due(duty.says, duty.licence, duty.clause, duty.component, of, duty.duty, duty.words, duty.certain)
                yield evolve(due, title=self._title(duty.licence), condition=condition)
        for kind in self.use.kinds:
            for licence, of in self._licences(Grants(kind, self.use.terms[0])):
                for limit in self._limits(licence):
                    if limit.effect in (Effect.PAYS, Effect.DUTY) and self._past(licence, limit) is not Verdict.UNMET:
                        yield Due(limit.because, licence.id, limit.clause, kind, of, title=licence.label)
                for term in _ASKED_FOR if self.use.limits else ():
                    answer = licence.answers.get(term)
                    if answer and answer.verdict is Verdict.UNMET and not gives_way(licence, term):
                        yield Due(answer.reason, licence.id, answer.clause, kind, of, title=licence.label)

    def _past(self, licence: Licence, limit: Limit) -> Verdict:
        return self.caller.past(limit, self._scope(licence, limit))

    def _title(self, id: str) -> str:
        licence = self.plain.licences.licence(id)
        return licence.label if licence else id

    def _due(self, duty: Obligation) -> str | None:
        """The condition on which a duty falls due with this use, empty for none; None where it does not fall due."""
        if any(act in self.use.acts for act in duty.when):
            return ""
        licence = self.plain.licences.licence(duty.licence)
        clause = licence.imitations if licence and Term.TRAIN_ON_OUTPUTS in self.use.terms else ""
        if clause and duty.duty is not Duty.NAMING:  # a name is asked of whatever was trained on outputs
            return f"if the new model is made to perform like it, which makes it a derivative ({cited(clause)})"
        return "" if duty.duty in self.use.duties else None


def _called(release: Release) -> str:
    """The name of a release; the first file it was read from where nobody names it."""
    return release.name.value or next(iter(release.read), "") or "this release"


def as_sentence(words: str) -> str:
    """Words as the beginning of a sentence, without its full stop."""
    return capital(words).removesuffix(".")


def _depends(word: str) -> str:
    return _DEPENDS.get(word, f"your {word.replace('-', ' ')}")


def _within(limit: Limit, scope: Verdict) -> str:
    """The reason why a limit does not reach a caller, or a model."""
    if scope is Verdict.UNMET:
        what = "the countries it excludes" if limit.number is None else "its limit"
        return f"{what} apply only to {limit.only} models, and neither this model nor its base is one"
    if limit.number is None:
        return "the countries it excludes are not yours"
    currency = f" {limit.currency} of" if limit.currency else ""
    return f"its limit of {limit.number:,}{currency} {limit.metric.replace('-', ' ')} does not reach you"


def _and(words: Sequence[str]) -> str:
    return " and ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} and {words[-1]}"
