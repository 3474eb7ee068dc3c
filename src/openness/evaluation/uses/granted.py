"""A yes in words: the licences that allow a use, those of a choice as a choice, and what they exclude nonetheless."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from attrs import frozen

from openness.definition.definition import Grants
from openness.evaluation.evidence import facts
from openness.evaluation.uses.asked import UseAsked
from openness.evaluation.uses.permission import Clause, Reason, cited_of
from openness.evaluation.uses.use import gives_way
from openness.licensing.clauses import Limit, cited
from openness.licensing.licence import Licence
from openness.resolution.resolved import expressions_of
from openness.value import Value
from openness.vocabulary import Kind, Term
from openness.vocabulary.duties import Effect
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import capital, few, series

#: Terms that a licence may deny to somebody who may do what is asked, as they end a sentence: a yes never hides them.
_FORBIDDEN = {
    Term.COMMERCIAL_USE: "not commercially",
    Term.ANY_FIELD: "not for every purpose",
    Term.EVERYWHERE: "not in every country",
}


@frozen(eq=False, repr=False)
class Allowed(Value):
    """An expression without the alternatives that do not allow the use, or that exclude more than another.

    Args:
        excluded: the terms that it denies although it allows the use, whichever alternative is chosen.
        id: the licence; empty where it has parts.
        link: `and` where every part holds, `or` where one is chosen.
        parts: two or more, or none.
    """

    excluded: frozenset[Term]
    id: str = ""
    link: str = ""
    parts: "tuple[Allowed, ...]" = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The licences in it, each once."""
        return (self.id,) if self.id else tuple(dict.fromkeys(id for part in self.parts for id in part.ids))

    @property
    def leaves_a_choice(self) -> bool:
        """True where somebody chooses between licences."""
        return self.link == "or" or any(part.leaves_a_choice for part in self.parts)

    def worded(self, cite: Callable[[str], str]) -> str:
        """It in words, its parts in brackets where they have parts."""
        words = [cite(part.id) if part.id else f"({part.worded(cite)})" for part in self.parts]
        return cite(self.id) if self.id else series(words if self.link == "and" else few(words), self.link)


@frozen(eq=False, repr=False)
class Source(Value):
    """One bringer of licences: the release itself, a base, or a part of a system.

    Args:
        of: its name.
        kind: the part under them.
        candidates: what its licence may be; several where a name stands for several licences, or sources disagree.
    """

    of: str
    kind: Kind
    candidates: tuple[Allowed, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The licences in it, each once."""
        return tuple(dict.fromkeys(id for each in self.candidates for id in each.ids))

    @property
    def several_hold(self) -> bool:
        """True where it is under several licences that all hold."""
        return len(self.candidates) == 1 and self.candidates[0].link == "and"

    def surely_excludes(self, term: Term) -> bool:
        """True where every licence that may hold excludes it."""
        return all(term in each.excluded for each in self.candidates)

    def worded(self, cite: Callable[[str], str]) -> str:
        """Its licences in words: a choice as a choice, and a doubt as a doubt."""
        words = [each.worded(cite) for each in self.candidates]
        if len(words) > 1:
            return f"{series(few(words), 'or')}, whichever holds,"
        return f"{words[0]}, whichever you choose," if self.candidates[0].leaves_a_choice else words[0]


class Granted:
    """A yes to one use, of one caller.

    Args:
        asked: the use, as it is asked.
    """

    def __init__(self, asked: UseAsked) -> None:
        self.asked, self.use, self.plain = asked, asked.use, asked.plain

    def reason(self, grants: Iterable[Grants]) -> Reason:
        """The reason: the licences that allow it, what stays excluded, and the limits that do not reach the caller.

        Args:
            grants: the questions that are answered with yes.
        """
        terms: dict[Kind, list[Term]] = {}
        for question in grants:
            terms.setdefault(question.component, []).append(question.term)
        sources: list[Source] = []
        clauses: dict[Clause, None] = {}
        limits: dict[str, None] = {}
        for kind, asked in terms.items():
            found = list(self._sources(Grants(kind, asked[0])))
            sources.extend(found)
            for term in asked:
                for source in found:
                    for licence in filter(None, map(self.plain.licences.licence, source.ids)):
                        clauses.update(dict.fromkeys(self._clauses(source, licence, term)))
                        limits.update(dict.fromkeys(self._limits(licence)))
        rest = f"{self._but(sources)}{f'; {series(list(limits))}' if limits else ''}."
        places: dict[tuple[str, str], list[str]] = {}
        for clause in clauses:
            places.setdefault((clause.licence, clause.of), []).append(clause.clause)

        def cite(source: Source, id: str) -> str:
            clauses_of = places.get((id, source.of))
            return f"{self.asked.title(id)} ({cited(*clauses_of)})" if clauses_of else self.asked.title(id)

        because = self._allowing(sources, cite)
        gist = self._allowing(sources, lambda _, id: self.asked.title(id))
        return Reason(f"{because}{rest}", tuple(clauses), gist=f"{gist}{rest}")

    def _sources(self, question: Grants) -> Iterator[Source]:
        """The licences that answer a question and allow this caller all that the use asks, by who brings them."""
        for name, about, fact in facts(question, self.plain.release):
            allowed = (self._allowed(text, question.component) for text in expressions_of(fact))
            if candidates := tuple(filter(None, allowed)):
                yield Source(name if about == "base licence" else self.asked.name, question.component, candidates)

    def _allowed(self, text: str, kind: Kind) -> Allowed | None:
        """An expression as far as it allows the use; None where it does not. Of a choice those that exclude least stay."""
        if self.plain.licences.licence(text):
            return self._licence(text, kind)
        from openness.licensing import expression as spdx

        def allowed(tree: spdx.Expression) -> Allowed | None:
            if isinstance(tree, spdx.Name):
                return self._licence(tree.id, kind)
            parts = list(filter(None, map(allowed, tree.parts)))
            chosen = isinstance(tree, spdx.Any)
            if chosen:
                sets = {part.excluded for part in parts}
                parts = [part for part in parts if not any(other < part.excluded for other in sets)]
            if len(parts) < 2:
                return next(iter(parts), None)
            excluded = [part.excluded for part in parts]
            both = frozenset.intersection(*excluded) if chosen else frozenset[Term]().union(*excluded)
            return Allowed(both, link="or" if chosen else "and", parts=tuple(parts))

        return allowed(spdx.parse(text))

    def _licence(self, id: str, kind: Kind) -> Allowed | None:
        """A licence that allows the use to this caller; None where it does not."""
        licence = self.asked.resolved.licences.licence(id)
        if not licence or any(licence.answer(term, kind) is not Verdict.MET for term in self.use.terms):
            return None
        return Allowed(frozenset(self._excluded(id)), id)

    def _excluded(self, id: str) -> dict[Term, str]:
        """The clauses by which a licence excludes purposes and countries of somebody who may do what is asked."""
        licence = self.plain.licences.licence(id)
        denied = licence.answers if licence else {}
        return {
            term: denied[term].clause
            for term in _FORBIDDEN
            if licence
            and term in denied
            and denied[term].verdict is Verdict.UNMET
            and term not in self.use.terms
            and not self._spares(licence, term)
        }

    def _spares(self, licence: Licence, term: Term) -> bool:
        """True where limits alone deny a term, and every one of them is confined to models of another sort."""
        limits = [limit for limit in licence.limits if limit.of is term]
        return gives_way(licence, term) and all(self.asked.scope(licence, limit) is Verdict.UNMET for limit in limits)

    def _clauses(self, source: Source, licence: Licence, term: Term) -> Iterator[Clause]:
        """The clauses of a licence that grant a term, and those of the limits that bear on the use."""
        if not gives_way(licence, term):
            yield Clause(licence.id, licence.answers[term].clause, source.kind, source.of, licence.label)
        for limit in self._bearing(licence):
            yield Clause(licence.id, limit.clause, source.kind, source.of, licence.label)

    def _limits(self, licence: Licence) -> Iterator[str]:
        """The reasons why the limits of a licence do not reach the caller, or the model."""
        for limit in self._bearing(licence):
            yield f"{_within(limit, self.asked.scope(licence, limit))} ({cited(limit.clause)})"

    def _bearing(self, licence: Licence) -> Iterator[Limit]:
        """The limits that could have taken the right away."""
        return (
            limit for limit in filter(self.use.bears, licence.limits) if limit.effect in (Effect.WITHHOLDS, Effect.ASKS)
        )

    # In words

    def _allowing(self, sources: Iterable[Source], cite: Callable[[Source, str], str]) -> str:
        """The licences that allow it: those of the release, then those that base models bring."""
        bringing: dict[str, list[Source]] = {}
        for source in sources:
            bringing.setdefault(source.worded(partial(cite, source)), []).append(source)
        words = []
        for licences, found in bringing.items():
            bases = [source.of for source in found if source.of != self.asked.name]
            models = f" for the base model{'s' if len(bases) > 1 else ''} {series(bases)}"
            words.append(f"{licences}{models if len(bases) == len(found) else ''}")
        several = len(bringing) > 1 or any(found[0].several_hold for found in bringing.values())
        return f"{capital(series(words)) or 'Its licence'} {'allow' if several else 'allows'} it"

    def _but(self, sources: Sequence[Source]) -> str:
        """The purposes and the countries that stay excluded, by every licence that may hold or by some of them."""
        excluded = []
        for term, words in _FORBIDDEN.items():
            ids = dict.fromkeys(id for source in sources for id in source.ids if term in self._excluded(id))
            if ids:
                sure = any(source.surely_excludes(term) for source in sources)
                places = cited_of((cited(self._excluded(id)[term]), self.asked.title(id)) for id in ids)
                excluded.append(f"{words}{'' if sure else ' under some of them'} ({places})")
        return f", but {series(excluded)}" if excluded else ""


def _within(limit: Limit, scope: Verdict) -> str:
    """The reason why a limit does not reach a caller, or a model."""
    if scope is Verdict.UNMET:
        what = "the countries it excludes" if limit.number is None else "its limit"
        return f"{what} apply only to {limit.only} models, and neither this model nor its base is one"
    if limit.number is None:
        return "the countries it excludes are not yours"
    return f"its limit of {limit.measure} does not reach you"
