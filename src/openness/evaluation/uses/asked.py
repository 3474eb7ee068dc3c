"""One use, asked of one release by one caller, and the duties that come with it."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from openness.definition.definition import Grants
from openness.evaluation.evidence import facts
from openness.evaluation.facts import World
from openness.evaluation.obligations import Obligation
from openness.evaluation.uses.caller import Caller
from openness.evaluation.uses.permission import Due
from openness.evaluation.uses.use import SELL, Use, narrowed
from openness.licensing.clauses import CLASS, Limit, cited
from openness.licensing.licence import Licence
from openness.release.release import Release
from openness.resolution.resolved import Resolved, expressions_of
from openness.vocabulary import Term
from openness.vocabulary.duties import Duty, Effect
from openness.vocabulary.sentences import capital
from openness.vocabulary.verdict import Verdict

#: Grants that no use asks, and the denial of which asks something of its user.
_ASKED_FOR = (Term.ROYALTY_FREE, Term.WITHOUT_ASKING)


class UseAsked:
    """One use, asked of one release by one caller.

    Args:
        resolved: the release.
        world: what it claims.
        use: what is asked.
        caller: who asks.
    """

    def __init__(self, resolved: Resolved, world: World, use: Use, caller: Caller) -> None:
        self.caller = caller
        self.use = use
        self.plain = resolved
        self.resolved = evolve(resolved, licences=narrowed(resolved, use, caller))
        self.world = evolve(world, licences=self.resolved.licences, unchecked=())
        self.name = called(resolved.release)
        self.scopes = dict(resolved.scopes)

    def scope(self, licence: Licence, limit: Limit) -> Verdict:
        """Met where a limit reaches this model, whoever asks."""
        return self.scopes.get(licence.id, Verdict.UNKNOWN) if limit.only else Verdict.MET

    def title(self, id: str) -> str:
        """The name of a licence for people."""
        licence = self.plain.licences.licence(id)
        return licence.label if licence else id

    def duties(self, owed: Iterable[Obligation]) -> Iterator[Due]:
        """The duties of the parts that are asked, with those that limits and denied comforts add.

        Args:
            owed: every duty that the licences of the release bring.
        """
        for duty in owed:
            falls_due = duty.component in self.use.kinds and not (duty.chosen and not self.allows(duty))
            condition = self._due(duty) if falls_due else None
            if condition is not None:
                of = duty.base or self.name
                if duty.chosen and not condition:
                    condition = f"if you choose {self.title(duty.licence)}"
                due = Due(duty.says, duty.licence, duty.clause, duty.component, of, duty.duty, duty.words, duty.certain)
                yield evolve(due, title=self.title(duty.licence), condition=condition)
        for kind in self.use.kinds:
            for licence, of in self._licences(Grants(kind, self.use.terms[0])):
                for limit in filter(self.use.bears, licence.limits):
                    if limit.effect in (Effect.PAYS, Effect.DUTY) and self._past(licence, limit) is not Verdict.UNMET:
                        yield Due(limit.because, licence.id, limit.clause, kind, of, title=licence.label)
                for term in _ASKED_FOR if self.use.limits else ():
                    answer = licence.answers.get(term)
                    if answer and answer.verdict is Verdict.UNMET and not licence.gives_way(term):
                        yield Due(answer.reason, licence.id, answer.clause, kind, of, title=licence.label)

    def _past(self, licence: Licence, limit: Limit) -> Verdict:
        return self.caller.past(limit, self.scope(licence, limit))

    def on_commerce(self, licence: Licence) -> Iterator[Limit]:
        """The limits that keep the commercial side of this use, and no more, from a caller who is, or may be, past them."""
        for limit in licence.limits:
            withheld = SELL in limit.uses and limit.effect in (Effect.WITHHOLDS, Effect.ASKS)
            if withheld and not self.use.bears(limit) and self._past(licence, limit) is not Verdict.UNMET:
                yield limit

    @property
    def not_asked(self) -> Iterator[str]:
        """Sentences on the limits that may rule out every use, of a use that does not ask who is in front."""
        for kind in self.use.kinds:
            for licence, _ in self._licences(Grants(kind, self.use.terms[0]), binding=True):
                for limit in licence.limits:
                    past = self._past(licence, limit)
                    if limit.rules_out_every_use and past is not Verdict.UNMET:
                        rules = "rules" if past is Verdict.MET else "may rule"
                        which = (
                            "the limit on who may use it" if limit.metric == CLASS else f"the limit of {limit.measure}"
                        )
                        reach = f"{which} ({cited(limit.clause)}) {rules} out every use for you"
                        yield f"“{capital(self.use.label)}” does not ask who you are: {reach}."

    def allows(self, duty: Obligation) -> bool:
        """True where the licence of a duty allows the caller this use."""
        licence = self.resolved.licences.licence(duty.licence)
        terms = self.use.terms
        return licence is not None and all(licence.answer(term, duty.component) is not Verdict.UNMET for term in terms)

    def _licences(self, question: Grants, binding: bool = False) -> Iterator[tuple[Licence, str]]:
        """The licences that answer a question, each with the part or base that brings it; those that bind for certain, or all."""
        for name, about, fact in facts(question, self.plain.release):
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
        clause = licence.imitations if licence and Term.TRAIN_ON_OUTPUTS in self.use.terms else ""
        if clause and duty.duty is not Duty.NAMING:  # a name is asked of whatever was trained on outputs
            return f"if the new model is made to perform like it, which makes it a derivative ({cited(clause)})"
        return "" if duty.duty in self.use.duties else None


def called(release: Release) -> str:
    """The name of a release; the first file it was read from where nobody names it."""
    return release.name.value or next(iter(release.read), "") or "this release"


def as_sentence(words: str) -> str:
    """Words as the beginning of a sentence, without its full stop."""
    return capital(words).removesuffix(".")
