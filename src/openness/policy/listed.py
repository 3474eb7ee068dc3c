"""Licences against those that a policy lists: those that a release may be under leave a choice among them, or without them.

A policy lists expressions: GPL-2.0-only with an exception is not GPL-2.0-only, and `MIT AND CC-BY-4.0` is neither alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import product

from openness.licensing import expression as spdx
from openness.licensing.licences import Licences
from openness.policy.policy import Demand
from openness.release.claim import Fact
from openness.vocabulary.verdict import Verdict

_CHOICES = 256  # that an entry may leave


def choices_of(expression: str) -> frozenset[frozenset[str]]:
    """The choices that an expression of ids leaves, each as the licences that apply together; nothing where these are too many.

    >>> sorted(map(sorted, choices_of("(MIT OR ISC) AND CC-BY-4.0")))
    [['CC-BY-4.0', 'ISC'], ['CC-BY-4.0', 'MIT']]
    """
    return _choices(spdx.parse(expression))


def _choices(tree: spdx.Expression) -> frozenset[frozenset[str]]:
    if isinstance(tree, spdx.Name):
        return frozenset([frozenset([str(tree)])])
    parts = [_choices(part) for part in tree.parts]
    if not all(parts):
        return frozenset()
    if isinstance(tree, spdx.Any):
        found = frozenset().union(*parts)
        return found if len(found) <= _CHOICES else frozenset()
    joined = frozenset([frozenset[str]()])
    for part in parts:
        if len(joined) * len(part) > _CHOICES:
            return frozenset()
        joined = frozenset(left | right for left, right in product(joined, part))
    return joined


def within(fact: Fact, entries: Iterable[Demand], licences: Licences) -> Verdict:
    """The verdict on a licence fact: does it leave a choice among the licences of these entries?"""
    entries = tuple(entries)
    ids = frozenset(id for entry in entries for id in entry.ids)
    together = [several for entry in entries for several in entry.together]

    def of_choice(names: Sequence[spdx.Name], beside: frozenset[str]) -> Iterator[Verdict]:
        joined = frozenset(name for several in together if several <= beside for name in several)
        for name in names:
            yield Verdict.MET if _is_of(name, ids) or str(name) in joined else Verdict.UNMET

    return _every_claim(fact, of_choice, bool(together), licences)


def free_of(fact: Fact, entry: Demand, licences: Licences) -> Verdict:
    """The verdict on a licence fact: does it leave a choice without the licences of this entry?"""

    def of_choice(names: Sequence[spdx.Name], beside: frozenset[str]) -> Iterator[Verdict]:
        joined = frozenset(name for several in entry.together if several <= beside for name in several)
        for name in names:
            yield Verdict.UNMET if _is_of(name, entry.ids) or str(name) in joined else Verdict.MET

    return _every_claim(fact, of_choice, bool(entry.together), licences)


def _is_of(name: spdx.Name, ids: frozenset[str]) -> bool:
    """True where a licence, or the same with its exception, is listed."""
    return name.id in ids or str(name) in ids


#: From licences that apply together, and these as words, to the verdict on each.
_OfChoice = Callable[[Sequence[spdx.Name], frozenset[str]], Iterable[Verdict]]


def _every_claim(fact: Fact, of_choice: _OfChoice, joined: bool, licences: Licences) -> Verdict:
    """The answer on which every claim, and every licence a claim may stand for, agree; unknown where they differ.

    Args:
        fact: the licence.
        of_choice: the verdict on each of the licences that apply together.
        joined: whether it rests on which apply together, and not on each alone.
        licences: those that are known.
    """
    trees = [spdx.parse(candidate) for claim in fact.claims for candidate in claim.candidates]
    best = _best_together if joined else _best
    return reduce(Verdict.agree, (best(tree, of_choice, licences) for tree in trees)) if trees else Verdict.UNKNOWN


def _best(tree: spdx.Expression, of_choice: _OfChoice, licences: Licences) -> Verdict:
    """The answer of the best alternative of an expression, where each licence stands for itself."""
    if isinstance(tree, spdx.Name):
        return _of_names([tree], of_choice, licences)
    verdicts = (_best(part, of_choice, licences) for part in tree.parts)
    return reduce(Verdict.__and__ if isinstance(tree, spdx.All) else Verdict.__or__, verdicts)


def _best_together(tree: spdx.Expression, of_choice: _OfChoice, licences: Licences) -> Verdict:
    """The same, where it counts which licences apply together; unknown where these are too many."""
    named = {str(name): name for name in spdx.names(tree)}
    choices = ([named[word] for word in sorted(choice)] for choice in _choices(tree))
    verdicts = [_of_names(names, of_choice, licences) for names in choices]
    return reduce(Verdict.__or__, verdicts) if verdicts else Verdict.UNKNOWN


def _of_names(names: Sequence[spdx.Name], of_choice: _OfChoice, licences: Licences) -> Verdict:
    """The verdict on licences that apply together: unknown on one that no record knows."""
    verdicts = zip(names, of_choice(names, frozenset(map(str, names))), strict=True)
    return reduce(
        Verdict.__and__,
        (
            verdict if name.id == "NONE" or licences.licence(name.id) is not None else Verdict.UNKNOWN
            for name, verdict in verdicts
        ),
    )
