"""Licences against those that a policy lists: those that a release may be under leave a choice among them, or without them."""

from collections.abc import Callable
from functools import reduce

from openness.licensing import expression as spdx
from openness.licensing.licences import Licences
from openness.release.claim import Fact
from openness.vocabulary.verdict import Verdict


def within(fact: Fact, ids: frozenset[str], licences: Licences) -> Verdict:
    """The verdict on a licence fact: does it leave a choice among these licences?"""
    return _every_claim(fact, lambda id: Verdict.MET if id in ids else Verdict.UNMET, licences)


def free_of(fact: Fact, ids: frozenset[str], licences: Licences) -> Verdict:
    """The verdict on a licence fact: does it leave a choice without these licences?"""
    return _every_claim(fact, lambda id: Verdict.UNMET if id in ids else Verdict.MET, licences)


def _every_claim(fact: Fact, answer: Callable[[str], Verdict], licences: Licences) -> Verdict:
    """The answer on which every claim, and every licence a claim may stand for, agree; unknown where they differ."""
    candidates = [candidate for claim in fact.claims for candidate in claim.candidates]
    verdicts = [_best(candidate, answer, licences) for candidate in candidates]
    return reduce(Verdict.agree, verdicts) if verdicts else Verdict.UNKNOWN


def _best(candidate: str, answer: Callable[[str], Verdict], licences: Licences) -> Verdict:
    """The answer of the best alternative of an expression."""

    def leaf(name: spdx.Name) -> frozenset[tuple[Verdict, ...]]:
        known = name.id == "NONE" or licences.licence(name.id) is not None
        return frozenset([(answer(name.id) if known else Verdict.UNKNOWN,)])

    def both(left: tuple[Verdict, ...], right: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
        return (left[0] & right[0],)

    return reduce(Verdict.__or__, (choice[0] for choice in spdx.choices(spdx.parse(candidate), leaf, both, frozenset)))
