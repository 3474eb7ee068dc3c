"""The possible meanings of a licence fact, by its claims and their names: expressions, licences, sets of answers."""

from functools import reduce

from attrs import frozen

from openness.licensing.choices import Answers, agree, settle
from openness.licensing.licence import Licence
from openness.licensing.licences import Licences
from openness.release.claim import Fact
from openness.resolution.resolved import Resolved, expressions_of
from openness.value import Value
from openness.vocabulary import WEIGHTS, Basis, Kind, Term
from openness.vocabulary.verdict import Verdict

_GO_ALONG = (Term.RELICENSE, Term.ANY_FIELD, Term.ANYONE)


@frozen(eq=False, repr=False)
class Terms(Value):
    """A licence fact: the expressions each claim may stand for, and those of a person's conclusion."""

    claims: tuple[tuple[str, ...], ...] = ()
    concluded: tuple[tuple[str, ...], ...] = ()

    def choices(self, terms: tuple[Term, ...], kind: Kind, licences: Licences) -> frozenset[Answers]:
        """The answers someone may choose among; unknown where claims or candidates differ."""
        folded = _agreed(self.claims, terms, kind, licences)
        if self.concluded and (len(self.claims) > 1 or any(len(candidates) > 1 for candidates in self.claims)):
            folded = settle(folded, _agreed(self.concluded, terms, kind, licences))
        return folded


def _agreed(
    claims: tuple[tuple[str, ...], ...], terms: tuple[Term, ...], kind: Kind, licences: Licences
) -> frozenset[Answers]:
    sets = [licences.answers(expression, terms, kind) for candidates in claims for expression in candidates]
    return reduce(agree, sets) if sets else frozenset([(Verdict.UNKNOWN,) * len(terms)])


def terms_of(fact: Fact) -> Terms:
    """The expressions that each claim of a licence fact may mean, in a resolved release."""
    if len(fact.claims) == 1 and fact.claims[0].basis is not Basis.CONCLUDED:
        return Terms((fact.claims[0].candidates,))
    claims: dict[bool, set[tuple[str, ...]]] = {True: set(), False: set()}
    for claim in fact.claims:
        claims[claim.basis is Basis.CONCLUDED].add(claim.candidates)
    return Terms(tuple(sorted(claims[False])), tuple(sorted(claims[True])))


def _onward(licence: Licence) -> set[str]:
    """The other licences that the text of one lets what is made from it be under."""
    return set(licence.onward)


def leaves_out(resolved: Resolved, theirs: Fact) -> tuple[Term, ...]:
    """The terms of a base that are certain to reach its derivatives and that the release's own licence leaves out.

    They are those of a licence that must go along, or that limits fields and people in words of its own: another
    licence does not say the same, unless both limit much the same in the same words.
    """
    licences = resolved.licences
    choices = terms_of(theirs).choices(_GO_ALONG, WEIGHTS, licences)
    denied = tuple(term for at, term in enumerate(_GO_ALONG) if all(choice[at] is Verdict.UNMET for choice in choices))
    ours = resolved.licences_of(resolved.component(WEIGHTS).licence)
    own = {licence.id for licence in ours}
    alike = {group for licence in ours for group in licence.alike}

    def kept(expression: str) -> bool:
        binding = (
            licence
            for licence in filter(None, map(licences.licence, licences.ids_in(expression)))
            if any(licence.answer(term, WEIGHTS) is Verdict.UNMET for term in denied)
        )
        return all(
            own & _onward(licence) or licence.id in own or alike.intersection(licence.alike) for licence in binding
        )

    return () if not ours or any(map(kept, expressions_of(theirs))) else denied
