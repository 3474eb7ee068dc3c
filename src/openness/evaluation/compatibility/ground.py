"""Verdicts on licences with their reasons, and how several of them make one."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import reduce

from attrs import evolve, frozen

from openness.licensing.expression import Any, Expression, Name
from openness.value import Value
from openness.vocabulary.sentences import capital, few, series
from openness.vocabulary.verdict import Verdict


@frozen(eq=False, repr=False)
class CitedClause(Value):
    """A place in a licence.

    Args:
        licence: the id of the licence.
        clause: the clause, as the record of the licence numbers it.
    """

    licence: str
    clause: str

    def to_dict(self) -> dict[str, object]:
        """The clause as the JSON of `openness compatible`."""
        return {"licence": self.licence, "clause": self.clause}


@frozen(eq=False, repr=False)
class Ground(Value):
    """A verdict with its reasons.

    Args:
        verdict: the answer.
        reasons: sentences, each once.
        clauses: the clauses that the answer rests on, each once.
        inbound: the ids of the inbound licences that the answer rests on, each once.
        under: the ids of the licences whose duties come along, where the recipient chooses a later version; else empty.
    """

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    clauses: tuple[CitedClause, ...] = ()
    inbound: tuple[str, ...] = ()
    under: tuple[str, ...] = ()

    @property
    def asking(self) -> tuple[str, ...]:
        """The ids of the licences whose duties come along."""
        return self.under or self.inbound


def unknown(reason: str) -> Ground:
    """The ground of an answer that nobody knows."""
    return Ground(Verdict.UNKNOWN, (reason,))


def joined(grounds: Iterable[Ground], verdict: Verdict) -> Ground:
    """The reasons of those grounds that have a verdict, as one ground."""
    chosen = [ground for ground in grounds if ground.verdict is verdict]
    return Ground(
        verdict,
        tuple(dict.fromkeys(reason for ground in chosen for reason in ground.reasons)),
        tuple(dict.fromkeys(clause for ground in chosen for clause in ground.clauses)),
        tuple(dict.fromkeys(id for ground in chosen for id in ground.inbound)),
        tuple(dict.fromkeys(id for ground in chosen for id in ground.asking)),
    )


def all_of(grounds: Iterable[Ground]) -> Ground:
    """The ground where every one of some grounds must hold."""
    parts = tuple(grounds)
    verdict = reduce(lambda left, right: left & right, (ground.verdict for ground in parts), Verdict.MET)
    return joined(parts, verdict)


def any_of(grounds: Iterable[Ground]) -> Ground:
    """The ground where a single one of some grounds suffices: the first that is met."""
    parts = []
    for ground in grounds:
        if ground.verdict is Verdict.MET:
            return ground
        parts.append(ground)
    return joined(parts, reduce(Verdict.__or__, (ground.verdict for ground in parts)))


def folded(expression: Expression, of: Callable[[Name], Ground]) -> Ground:
    """The ground of an expression: of an OR a single part suffices, of an AND all must hold.

    Args:
        expression: an expression of ids.
        of: gives the ground of one licence.
    """
    if isinstance(expression, Name):
        return of(expression)
    parts = (folded(part, of) for part in expression.parts)
    return any_of(parts) if isinstance(expression, Any) else all_of(parts)


def agreed(grounds: Sequence[Ground], written: str, candidates: Sequence[str]) -> Ground:
    """The ground on which every candidate of a name agrees.

    Args:
        grounds: the ground for each candidate.
        written: the name.
        candidates: the expressions that the name may stand for.
    """
    verdicts = {ground.verdict for ground in grounds}
    if len(grounds) == 1:
        return grounds[0]
    if len(verdicts) == 1:
        return evolve(joined(grounds, verdicts.pop()), reasons=tuple(_each_once(grounds, candidates)))
    return unknown(f"{written!r} may mean {series(few(candidates), 'or')}, which give different answers.")


_TOKEN = re.compile(r"[\w.-]*\w")


def told_once(reasons: Sequence[str], ids: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Reasons that differ in the licence alone that they are about, as one that names each; and which these were.

    Args:
        reasons: sentences.
        ids: the licences that go in; a reason that names several of them stands alone.

    >>> reasons = ["GPL-2.0-only: It stays so.", "MIT lets people do it.", "GPL-3.0-only: It stays so.", "ISC lets people do it."]
    >>> [reason for reason, _ in told_once(reasons, {"GPL-2.0-only", "GPL-3.0-only", "MIT", "ISC"})]
    ['GPL-2.0-only and GPL-3.0-only: It stays so.', 'Each of MIT and ISC lets people do it.']
    """
    alike: dict[tuple[str, ...], dict[str, str]] = {}
    for reason in reasons:
        found = [match for match in _TOKEN.finditer(reason) if match[0] in ids]
        named = {match[0] for match in found}
        if len(named) == 1:
            ends = [0, *(end for match in found for end in match.span()), len(reason)]
            pieces = tuple(reason[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True))
            alike.setdefault(pieces, {})[named.pop()] = reason
        else:
            alike.setdefault((reason,), {})[""] = reason
    for pieces, by_id in alike.items():
        if len(by_id) == 1:
            yield next(iter(by_id.values())), tuple(by_id.values())
        else:
            listed = series(few(by_id))
            each = listed if not pieces[0] and pieces[1].startswith(":") else f"each of {listed}"
            yield capital(each.join(pieces)) if not pieces[0] else each.join(pieces), tuple(by_id.values())


def _each_once(grounds: Sequence[Ground], candidates: Sequence[str]) -> Iterator[str]:
    """The reasons on each candidate; those that differ in its name alone stand once, for all whom they are about."""
    about: dict[tuple[str, ...], list[str]] = {}
    for ground, candidate in zip(grounds, candidates, strict=True):
        named = re.compile(rf"(?<![\w.-]){re.escape(candidate)}(?![\w.-]*\w)")
        for reason in ground.reasons:
            about.setdefault(tuple(named.split(reason)), []).append(candidate)
    return (series(few(found), "or").join(pieces) for pieces, found in about.items())
