"""What a licence fact may mean, as its claims and the names in them stand: expressions, licences, answers to choose among."""

from functools import reduce

from attrs import frozen

from openness.licensing.licence import Answers, Licence, agree, settle
from openness.release.claim import Fact
from openness.release.release import Release
from openness.resolution.resolve import naming_of
from openness.shelf.shelf import Shelf
from openness.vocabulary import Basis, Kind, Term
from openness.vocabulary.value import Value
from openness.vocabulary.verdict import Verdict

_WEIGHTS = Kind.MODEL_PARAMETERS_FINAL

_GO_ALONG = (Term.RELICENSE, Term.ANY_FIELD, Term.ANYONE)
#: Families the texts of which limit much the same: whether one may stand for another is a lawyer's question.
_ALIKE = ("openrail", "llama", "Qwen license")


@frozen(eq=False, repr=False)
class Terms(Value):
    """A licence fact: the expressions each claim may stand for, and those of a person's conclusion."""

    claims: tuple[tuple[str, ...], ...] = ()
    concluded: tuple[tuple[str, ...], ...] = ()

    def choices(self, terms: tuple[Term, ...], kind: Kind, shelf: Shelf) -> frozenset[Answers]:
        """The answers someone may choose among; unknown where claims or candidates differ."""
        folded = _agreed(self.claims, terms, kind, shelf)
        if self.concluded and (len(self.claims) > 1 or any(len(candidates) > 1 for candidates in self.claims)):
            folded = settle(folded, _agreed(self.concluded, terms, kind, shelf))
        return folded


def _agreed(
    claims: tuple[tuple[str, ...], ...], terms: tuple[Term, ...], kind: Kind, shelf: Shelf
) -> frozenset[Answers]:
    sets = [shelf.answers(expression, terms, kind) for candidates in claims for expression in candidates]
    return reduce(agree, sets) if sets else frozenset([(Verdict.UNKNOWN,) * len(terms)])


def terms_of(fact: Fact, shelf: Shelf) -> Terms:
    """What a licence fact may mean: the expressions of each claim."""
    if len(fact.claims) == 1 and fact.claims[0].basis is not Basis.CONCLUDED:
        return Terms((naming_of(fact.claims[0], shelf).candidates,))
    held: dict[bool, set[tuple[str, ...]]] = {True: set(), False: set()}
    for claim in fact.claims:
        held[claim.basis is Basis.CONCLUDED].add(naming_of(claim, shelf).candidates)
    return Terms(tuple(sorted(held[False])), tuple(sorted(held[True])))


def expressions_of(fact: Fact, shelf: Shelf) -> list[str]:
    """The expressions of ids that a licence fact may mean."""
    held = (candidate for claim in fact.settled.claims for candidate in naming_of(claim, shelf).candidates)
    return list(dict.fromkeys(held))


def licences_of(fact: Fact, shelf: Shelf) -> list[Licence]:
    """The licences with a record that a licence fact may mean."""
    ids = dict.fromkeys(id for expression in expressions_of(fact, shelf) for id in shelf.ids_in(expression))
    return [licence for licence in map(shelf.licence, ids) if licence is not None]


def _onward(id: str, shelf: Shelf) -> set[str]:
    """The other licences that the text of one lets what is made from it be under."""
    licence = shelf.licence(id)
    return set(licence.record.get("grants", {}).get(Term.RELICENSE.value, {}).get("except", ())) if licence else set()


def leaves_out(release: Release, theirs: Fact, shelf: Shelf) -> tuple[Term, ...]:
    """The terms of a base that are certain to reach its derivatives and that the release's own licence leaves out.

    They are those of a licence that must go along, or that limits fields and people in words of its own: another
    licence does not say the same, unless both are of one family.
    """
    choices = terms_of(theirs, shelf).choices(_GO_ALONG, _WEIGHTS, shelf)
    denied = tuple(term for at, term in enumerate(_GO_ALONG) if all(choice[at] is Verdict.UNMET for choice in choices))
    ours = {licence.id for licence in licences_of(release.component(_WEIGHTS).licence, shelf)}
    families = [ours, *(family for name in _ALIKE if ours & (family := set(shelf.naming(name).candidates)))]

    def kept(expression: str) -> bool:
        binding = (
            licence.id
            for licence in filter(None, map(shelf.licence, shelf.ids_in(expression)))
            if any(licence.answer(term, _WEIGHTS) is Verdict.UNMET for term in denied)
        )
        return all(ours & _onward(id, shelf) or any(id in family for family in families) for id in binding)

    return () if not ours or any(map(kept, expressions_of(theirs, shelf))) else denied
