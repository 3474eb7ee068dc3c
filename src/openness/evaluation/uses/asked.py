"""One use, asked of one release by one caller, and the duties that come with it."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from openness.definition.definition import Grants
from openness.evaluation.evidence import facts
from openness.evaluation.facts import World
from openness.evaluation.obligations import Obligation, if_past
from openness.evaluation.uses.caller import Caller
from openness.evaluation.uses.permission import Due, cited_of
from openness.evaluation.uses.use import Use, narrowed
from openness.licensing.clauses import CLASS, Limit, cited
from openness.licensing.licence import Answer, Licence
from openness.release.release import Release
from openness.resolution.resolved import Resolved, expressions_of
from openness.vocabulary import NOASSERTION, Kind, Term
from openness.vocabulary.duties import Duty, Effect
from openness.vocabulary.sentences import capital, series
from openness.vocabulary.verdict import Verdict

#: Grants that no use asks, and the denial of which asks something of its user.
_ASKED_FOR = (Term.ROYALTY_FREE, Term.WITHOUT_ASKING)
_TURNING = (Duty.REGISTER, Duty.NOTIFY)
_IMITATING = "if the new model is made to perform like it, which makes it a derivative"


class UseAsked:
    """One use, asked of one release by one caller.

    Args:
        resolved: the release.
        world: what it claims.
        use: what is asked.
        caller: who asks.
    """

    def __init__(self, resolved: Resolved, world: World, use: Use, caller: Caller) -> None:
        self.caller = caller = use.by(caller)
        self.use = use
        self.plain = resolved
        self.resolved = evolve(resolved, licences=narrowed(resolved, use, caller))
        self.world = evolve(world, licences=self.resolved.licences, unchecked=())
        self.name = called(resolved.release)
        self.scopes = dict(resolved.scopes)

    def scope(self, licence: Licence, limit: Limit) -> Verdict:
        """Met where a limit reaches this model, whoever asks."""
        return limit.reach(self.scopes.get(licence.id, Verdict.UNKNOWN))

    def title(self, id: str) -> str:
        """The name of a licence for people."""
        if id == NOASSERTION:
            return "a text that openness does not know"
        licence = self.plain.licences.licence(id)
        return licence.label if licence else id

    def duties(self, owed: Iterable[Obligation]) -> Iterator[Due]:
        """The duties of the parts that are asked, with those that limits and denied comforts add.

        Args:
            owed: every duty that the licences of the release bring.
        """
        for duty in owed:
            if duty.component in self.use.kinds and not (duty.chosen and not self.allows(duty)):
                yield from self._of_licence(duty)
        for kind in self.use.kinds:
            for licence, of in self._licences(kind):
                yield from self._of_limits(licence, kind, of)

    def _of_licence(self, duty: Obligation) -> Iterator[Due]:
        """A duty that a licence states, if it falls due with this use, for this caller."""
        licence = self.plain.licences.licence(duty.licence)
        condition = self._due(duty)
        if licence is None or condition is None:
            return
        says = duty.asks
        if limits := licence.limits_on(duty.duty):
            past = {limit: self.past(licence, limit) for limit in limits}
            if passed := [limit for limit, verdict in past.items() if verdict is Verdict.MET]:
                says = f"{says}, as you have {passed[0].excess}"
            elif left := [limit for limit, verdict in past.items() if verdict is Verdict.UNKNOWN]:
                condition = condition or if_past(left)
            else:
                return
        if duty.chosen:
            choice = f"you choose {licence.label}"
            condition = f"{condition}, and {choice}" if condition else f"if {choice}"
        of = duty.base or self.name
        due = Due(says, duty.licence, duty.clause, duty.component, of, duty.duty, duty.words, duty.certain)
        clause = licence.imitations if condition.startswith(_IMITATING) else ""
        yield evolve(due, title=licence.label, condition=condition, condition_clause=clause)

    def _of_limits(self, licence: Licence, kind: Kind, of: str) -> Iterator[Due]:
        """The duties that limits and denied comforts of a licence add, save those that it states as duties too."""
        for limit in filter(self.use.bears, licence.limits):
            adds = limit.effect in (Effect.PAYS, Effect.DUTY) and not limit.duty
            if adds and self.past(licence, limit) is not Verdict.UNMET:
                yield Due(limit.because, licence.id, limit.clause, kind, of, title=licence.label)
        for term in _ASKED_FOR if self.use.limits else ():
            answer = licence.answers.get(term)
            denied = answer and answer.verdict is Verdict.UNMET and not licence.gives_way(term)
            if answer and denied and not _asking(licence, answer):
                yield Due(answer.reason, licence.id, answer.clause, kind, of, title=licence.label)

    def past(self, licence: Licence, limit: Limit) -> Verdict:
        """Met where the caller is past a limit of a licence that reaches this model."""
        return self.caller.past(limit, self.scope(licence, limit))

    def on_commerce(self, licence: Licence) -> Iterator[Limit]:
        """The limits that keep the commercial side of this use, and no more, from a caller who is, or may be, past them."""
        for limit in licence.limits:
            asked = self.narrows(licence, limit)
            if limit.withholds_commerce and not asked and self.past(licence, limit) is not Verdict.UNMET:
                yield limit

    def narrows(self, licence: Licence, limit: Limit) -> bool:
        """True for a limit of a licence that narrows this use for the caller."""
        return self.use.narrowing(limit, self.caller, self.scope(licence, limit))

    @property
    def not_asked(self) -> str:
        """A sentence on the limits that may rule out every use, of a use that does not ask who is in front; empty for none."""
        limits: dict[str, list[tuple[str, str]]] = {}
        for kind in self.use.kinds:
            for licence, _ in self._licences(kind, binding=True):
                for limit in licence.limits:
                    if limit.rules_out_every_use and self.past(licence, limit) is Verdict.UNKNOWN:
                        which = (
                            "the limit on who may use it" if limit.metric == CLASS else f"the limit of {limit.measure}"
                        )
                        limits.setdefault(which, []).append((cited(limit.clause), licence.label))
        named = [f"{which} ({cited_of(places, named=True)})" for which, places in limits.items()]
        return (
            f"“{capital(self.use.label)}” does not ask who you are: {series(named)} may rule out every use for you."
            if named
            else ""
        )

    def allows(self, duty: Obligation) -> bool:
        """True where the licence of a duty allows the caller this use."""
        licence = self.resolved.licences.licence(duty.licence)
        terms = self.use.terms
        return licence is not None and all(licence.answer(term, duty.component) is not Verdict.UNMET for term in terms)

    def _licences(self, kind: Kind, binding: bool = False) -> Iterator[tuple[Licence, str]]:
        """The licences of a part, each with the part or base that brings it; those that bind for certain, or all."""
        term, *_ = self.use.terms  # whichever it is: all are asked of the same licences
        for name, about, fact in facts(Grants(kind, term), self.plain.release):
            for expression in expressions_of(fact):
                for id in self.plain.licences.ids_in(expression):
                    licence = self.plain.licences.licence(id)
                    if licence and (not binding or self.plain.licences.binds(expression, {id})):
                        yield licence, name if about == "base licence" else self.name

    def _due(self, duty: Obligation) -> str | None:
        """The condition on which a duty falls due with this use, empty for none; None where it does not fall due."""
        if any(act in self.use.acts for act in duty.when):
            return ""
        licence = self.plain.licences.licence(duty.licence)
        if licence and self.use.limits and asks_first(licence, duty.duty):
            return ""
        clause = licence.imitations if licence and Term.TRAIN_ON_OUTPUTS in self.use.terms else ""
        if clause and duty.duty is not Duty.NAMING:  # a name is asked of whatever was trained on outputs
            return _IMITATING
        return "" if duty.duty in self.use.duties else None


def asks_first(licence: Licence, duty: Duty) -> bool:
    """True for a duty to turn to the giver of a licence without which nobody may do anything."""
    comfort = licence.answers.get(Term.WITHOUT_ASKING)
    return comfort is not None and comfort.verdict is Verdict.UNMET and duty in _asking(licence, comfort)


def _asking(licence: Licence, denied: Answer) -> tuple[Duty, ...]:
    """The duties by which a licence asks people to turn to its giver, where the clause that denies a comfort states them."""
    return tuple(word for word in _TURNING if (duty := licence.duties.get(word)) and duty.clause == denied.clause)


def called(release: Release) -> str:
    """The name of a release; the first file it was read from where nobody names it."""
    return release.name.value or release.first_document or "this release"


def as_sentence(words: str) -> str:
    """Words as the beginning of a sentence, without its full stop."""
    return capital(words).removesuffix(".")
