"""A yes in words: the licences that allow a use, those of a choice as a choice, and what they exclude nonetheless."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from attrs import frozen

from openness.definition.definition import Grants
from openness.evaluation.evidence import facts
from openness.evaluation.uses.asked import UseAsked, as_sentence
from openness.evaluation.uses.permission import Clause, Reason, cited_of
from openness.licensing.clauses import CLASS, Limit, cited
from openness.licensing.licence import Licence
from openness.resolution.resolved import expressions_of
from openness.value import Value
from openness.vocabulary import WEIGHTS, Kind, Term
from openness.vocabulary.duties import Effect
from openness.vocabulary.sentences import capital, editions, few, series
from openness.vocabulary.verdict import Verdict

#: Terms that a licence may deny to somebody who may do what is asked, as they end a sentence: a yes never hides them.
_FORBIDDEN = {
    Term.COMMERCIAL_USE: "not commercially",
    Term.ANY_FIELD: "not for every purpose",
    Term.EVERYWHERE: "not in every country",
    Term.ANYONE: "not for everybody",
}


@frozen(eq=False, repr=False)
class Exclusion(Value):
    """One thing that a licence keeps from somebody although it allows what is asked.

    Args:
        words: it in words, as they end a sentence.
        clause: where the text says so.
        sure: it holds for this model for certain.
        who: whom it concerns, in a sentence without its full stop; empty where the words tell it.
    """

    words: str
    clause: str
    sure: bool = True
    who: str = ""


@frozen(eq=False, repr=False)
class Allowed(Value):
    """An expression without the alternatives that do not allow the use, or that exclude more than another.

    Args:
        excluded: the words for what it excludes although it allows the use, whichever alternative is chosen.
        id: the licence; empty where it has parts.
        link: `and` where every part holds, `or` where one is chosen.
        parts: two or more, or none.
    """

    excluded: frozenset[str]
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
class Licensed(Value):
    """The licences of one thing: of the release itself, of a base, or of a part of a system.

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

    def surely_excludes(self, words: str) -> bool:
        """True where every licence that may hold excludes it."""
        return all(words in each.excluded for each in self.candidates)

    def worded(self, cite: Callable[[str], str]) -> str:
        """Its licences in words: a choice as a choice, and a doubt as a doubt."""
        words = editions([each.worded(cite) for each in self.candidates], "or")
        if len(self.candidates) > 1:
            return f"{series(few(words), 'or')}, whichever holds,"
        return f"{words[0]}, whichever you choose," if self.candidates[0].leaves_a_choice else words[0]


def granted(asked: UseAsked, grants: Iterable[Grants]) -> Reason:
    """The reason for a yes: the licences that allow the use, what stays excluded, and the limits that do not reach the caller.

    Args:
        asked: the use, as it is asked.
        grants: the questions that are answered with yes.
    """
    terms: dict[Kind, list[Term]] = {}
    for question in grants:
        terms.setdefault(question.component, []).append(question.term)
    allowing = {kind: tuple(_allowing(asked, kind)) for kind in terms}
    every = [licensed for of_kind in allowing.values() for licensed in of_kind]
    several = len({id for licensed in every for id in licensed.ids}) > 1
    clauses: dict[Clause, None] = {}
    limits: dict[str, None] = {}
    for kind, of_kind in allowing.items():
        for term in terms[kind]:
            for licensed in of_kind:
                for licence in filter(None, map(asked.plain.licences.licence, licensed.ids)):
                    clauses.update(dict.fromkeys(_clauses(asked, licensed, licence, term)))
                    limits.update(dict.fromkeys(_limits(asked, licence, several)))
    excluded, partly, who = (
        dict[str, str](),
        dict[str, str](),
        dict[str, None](),
    )  # by all licences, and by some of them
    for words, by in _exclusions(asked, every).items():
        where = cited_of((cited(exclusion.clause), asked.title(id)) for id, exclusion in by.items())
        surely = any(licensed.surely_excludes(words) for licensed in every)
        perhaps = "" if any(exclusion.sure for exclusion in by.values()) else "perhaps "
        (excluded if surely else partly)[f"{perhaps}{words}"] = f" ({where})"
        who.update(dict.fromkeys(f" {exclusion.who}." for exclusion in by.values() if exclusion.who))
    but = series(list(_excepting(excluded, partly)))
    rest = f"{f', but {but}' if but else ''}{f'; {series(list(limits))}' if limits else ''}.{''.join(who)}"
    places: dict[tuple[str, str], list[str]] = {}
    for clause in clauses:
        places.setdefault((clause.licence, clause.of), []).append(clause.clause)

    def cite(licensed: Licensed, id: str) -> str:
        clauses_of = places.get((id, licensed.of))
        return f"{asked.title(id)} ({cited(*clauses_of)})" if clauses_of else asked.title(id)

    because = _allow(asked, every, cite)
    gist = _allow(asked, every, lambda _, id: asked.title(id))
    brief = {words: "" for words in partly if not any(words.startswith(f"{other} ") for other in partly)}
    in_short = tuple(_excepting(dict.fromkeys(excluded, ""), brief))
    return Reason(f"{because}{rest}", tuple(clauses), gist=f"{gist}{rest}", but=in_short)


def _allowing(asked: UseAsked, kind: Kind) -> Iterator[Licensed]:
    """The licences of a part that allow this caller all that the use asks, by who brings them.

    They are the same for every term that is asked of the part, so any question about it finds them.
    """
    for name, about, fact in facts(Grants(kind, asked.use.terms[0]), asked.plain.release):
        allowed = (_allowed(asked, text, kind) for text in expressions_of(fact))
        if candidates := tuple(filter(None, allowed)):
            yield Licensed(name if about == "base licence" else asked.name, kind, candidates)


def _allowed(asked: UseAsked, text: str, kind: Kind) -> Allowed | None:
    """The part of an expression that allows the use, of a choice with the fewest limits; None where none does."""
    if asked.plain.licences.licence(text):
        return _licence(asked, text, kind)
    from openness.licensing import expression as spdx

    def part_of(tree: spdx.Expression) -> Allowed | None:
        if isinstance(tree, spdx.Name):
            return _licence(asked, tree.id, kind)
        parts = list(filter(None, map(part_of, tree.parts)))
        chosen = isinstance(tree, spdx.Any)
        if chosen:
            fewest = _fewest({part.excluded for part in parts})
            parts = [part for part in parts if part.excluded in fewest]
        if len(parts) < 2:
            return next(iter(parts), None)
        each = [part.excluded for part in parts]
        excluded = frozenset.intersection(*each) if chosen else frozenset[str]().union(*each)
        return Allowed(excluded, link="or" if chosen else "and", parts=tuple(parts))

    return part_of(spdx.parse(text))


def _fewest(sets: set[frozenset[str]]) -> set[frozenset[str]]:
    """The sets that no other one is a part of."""
    kept: list[frozenset[str]] = []
    for each in sorted(sets, key=len):
        if not any(other < each for other in kept):
            kept.append(each)
    return set(kept)


def _licence(asked: UseAsked, id: str, kind: Kind) -> Allowed | None:
    """A licence that allows the use to this caller; None where it does not."""
    licence = asked.resolved.licences.licence(id)
    if not licence or any(licence.answer(term, kind) is not Verdict.MET for term in asked.use.terms):
        return None
    return Allowed(frozenset(exclusion.words for exclusion in _excluded(asked, id)), id)


def _excluded(asked: UseAsked, id: str) -> Iterator[Exclusion]:
    """The purposes, people, countries and numbers that a licence excludes, or may, for somebody who may do what is asked."""
    licence = asked.plain.licences.licence(id)
    if not licence:
        return
    for term, words in _FORBIDDEN.items():
        answer = licence.answers.get(term)
        people, places = term is Term.ANYONE, term is Term.EVERYWHERE
        elsewhere = people and (licence.gives_way(term) or asked.caller.not_excluded)  # each limit is named on its own
        left = term not in asked.use.terms or (places and any(_is_abroad(asked, licence, at) for at in licence.limits))
        if left and answer and answer.may_deny and not elsewhere:
            who = as_sentence(answer.because) if people or places else ""
            yield Exclusion(words, answer.clause, licence.answer(term, WEIGHTS) is Verdict.UNMET, who)
    commercially = _FORBIDDEN[Term.COMMERCIAL_USE]
    for term in filter(licence.only_commerce, asked.use.terms):
        yield Exclusion(commercially, licence.answers[term].clause)
    for limit in asked.on_commerce(licence):
        if limit.number is None:
            yield Exclusion(f"{commercially} for everybody", limit.clause, who=as_sentence(limit.because))
        else:
            number = "as you have" if asked.past(licence, limit) is Verdict.MET else "with"
            yield Exclusion(f"{commercially} {number} {limit.excess}", limit.clause)


def _is_abroad(asked: UseAsked, licence: Licence, limit: Limit) -> bool:
    """True for a limit that takes a use from the caller in countries other than the one they named."""
    return limit.where_used and asked.scope(licence, limit) is not Verdict.UNMET


def _clauses(asked: UseAsked, licensed: Licensed, licence: Licence, term: Term) -> Iterator[Clause]:
    """The clauses of a licence that grant a term, and those of the limits that bear on the use."""
    if not licence.gives_way(term):
        yield Clause(licence.id, licence.answers[term].clause, licensed.kind, licensed.of, licence.label)
    for limit in _bearing(asked, licence):
        yield Clause(licence.id, limit.clause, licensed.kind, licensed.of, licence.label)


def _bearing(asked: UseAsked, licence: Licence) -> Iterator[Limit]:
    """The limits that could have taken the right away."""
    return (
        limit
        for limit in licence.limits
        if limit.effect in (Effect.WITHHOLDS, Effect.ASKS) and asked.narrows(licence, limit)
    )


# In words


def _allow(asked: UseAsked, every: Iterable[Licensed], cite: Callable[[Licensed, str], str]) -> str:
    """The licences that allow it: those of the release, then those that base models bring."""
    bringing: dict[str, list[Licensed]] = {}
    for licensed in every:
        bringing.setdefault(licensed.worded(partial(cite, licensed)), []).append(licensed)
    words = []
    for licences, found in bringing.items():
        bases = [licensed.of for licensed in found if licensed.of != asked.name]
        models = f" for the base model{'s' if len(bases) > 1 else ''} {series(bases)}"
        words.append(f"{licences}{models if len(bases) == len(found) else ''}")
    several = len(bringing) > 1 or any(found[0].several_hold for found in bringing.values())
    return f"{capital(series(words)) or 'Its licence'} {'allow' if several else 'allows'} it"


def _exclusions(asked: UseAsked, every: Iterable[Licensed]) -> dict[str, dict[str, Exclusion]]:
    """Everything that stays excluded, by its words and the licences that exclude it."""
    found: dict[str, dict[str, Exclusion]] = {}
    for id in dict.fromkeys(id for licensed in every for id in licensed.ids):
        for exclusion in _excluded(asked, id):
            found.setdefault(exclusion.words, {})[id] = exclusion
    return found


def _excepting(excluded: Mapping[str, str], partly: Mapping[str, str]) -> Iterator[str]:
    """The exclusions as they follow “but”, each with its clauses; what only some of the licences exclude stands together.

    Args:
        excluded: what holds whichever licence does: the words, and the clauses as they follow them.
        partly: the same of what only some of the licences exclude.
    """
    yield from (f"{words}{where}" for words, where in excluded.items())
    if len(partly) == 1:
        yield from (f"{words} under some of them{where}" for words, where in partly.items())
    elif partly:
        yield f"under some of them {series([f'{words}{where}' for words, where in partly.items()])}"


def _limits(asked: UseAsked, licence: Licence, several: bool) -> Iterator[str]:
    """The reasons why the limits of a licence do not reach the caller, or the model.

    Args:
        asked: the use, as it is asked.
        licence: the licence.
        several: True where others allow the use too, so that a limit must say whose it is.
    """
    for limit in _bearing(asked, licence):
        if _is_abroad(asked, licence, limit):
            continue  # an exclusion names its countries
        whose = f" of {licence.label}" if several else ""
        yield f"{_within(limit, asked.scope(licence, limit), several)} ({cited(limit.clause)}{whose})"


def _within(limit: Limit, scope: Verdict, several: bool) -> str:
    """The reason why a limit does not reach a caller, or a model."""
    if limit.metric == CLASS:
        return f"you say that it does not exclude you: “{limit.because.removesuffix('.')}”"
    countries = "the excluded countries" if several else "the countries it excludes"
    number = "the limit" if several else "its limit"
    if scope is Verdict.UNMET:
        what = f"{countries} apply" if limit.number is None else f"{number} applies"
        return f"{what} only to {limit.only} models, and neither this model nor its base is one"
    return f"{countries} are not yours" if limit.number is None else f"{number} of {limit.measure} does not reach you"
