"""Weighs worlds under definitions: where a release certainly stands, and where it would if every silence turned out well."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import evolve, field, frozen

from openness.definition.definition import Definition, Either, Every, NotUsed, Question, Requirement, weigh
from openness.errors import nearest
from openness.evaluation.facts import SharedAnswers, World, bases, rows
from openness.value import Value
from openness.vocabulary import Basis
from openness.vocabulary.asking import Ending
from openness.vocabulary.verdict import Column, Verdict


@frozen(eq=False, repr=False)
class Standing(Value):
    """The rung certainly reached and the rung possibly reached.

    Args:
        rungs: every rung of the ladder, lowest first.
        reached: the rung certainly reached; None below the lowest.
        reachable: the rung reached if every silence turned out well; a part that nobody looked up is no silence.
        basis: the weakest basis the reached rung rests on.
        undenied: the highest rung that nothing denies, where parts that nobody looked up leave it open; else None.
    """

    rungs: tuple[str, ...]
    reached: str | None
    reachable: str | None
    basis: Basis | None = None
    undenied: str | None = None

    def at_least(self, rung: str) -> Verdict:
        """The answer to: does it reach this rung, or a higher one?

        Raises:
            ValueError: when the ladder has no such rung.
        """
        if rung not in self.rungs:
            raise ValueError(f"there is no level {rung!r}; {nearest(str(rung), self.rungs) or ', '.join(self.rungs)}")
        asked = self.rungs.index(rung)
        if self.reached is not None and self.rungs.index(self.reached) >= asked:
            return Verdict.MET
        highest = self.undenied or self.reachable
        if highest is None or self.rungs.index(highest) < asked:
            return Verdict.UNMET
        return Verdict.UNKNOWN

    def to_dict(self) -> dict[str, object]:
        """The standing as the JSON of `openness classify`."""
        return {
            "reached": self.reached,
            "reachable": self.reachable,
            "basis": self.basis.value if self.basis else None,
        }


@frozen(eq=False, repr=False)
class Weighed(Value):
    """One world under one definition.

    Args:
        criteria: a verdict for each criterion, under the best choice of licences.
        grades: a verdict for each grade, under the best choice for that grade.
        answers: the answers under that best choice, by question.
        standing: the rungs these verdicts come to.
        score: by grade, how much of it is certainly met, in per cent; of an index, the share of the criteria that is met
            (`low`) and the share that may be (`high`); None where the text counts nothing.
    """

    criteria: tuple[Verdict, ...]
    grades: tuple[Verdict, ...]
    answers: dict[Question, Verdict] = field(eq=False, repr=False)
    standing: Standing
    score: dict[str, float] | None = field(hash=False)


class _Found(NamedTuple):
    """One of several worlds with its rows, by their places, and the best of them."""

    world: World
    rows: range
    best: int
    answers: dict[Question, Verdict]


class Verdicts(NamedTuple):
    """The verdicts on one world: on each criterion under the best choice of licences, on each grade under the best for it."""

    criteria: tuple[Verdict, ...]
    grades: tuple[Verdict, ...]


def _found(
    definition: Definition, worlds: Sequence[World], known: SharedAnswers
) -> tuple[list[Column], list[Column], list[_Found]]:
    """The verdicts on criteria and grades for the rows of many worlds, which stand side by side and are weighed in one pass."""
    if not worlds:
        return [], [], []
    laid = [rows(world, definition, known) for world in worlds]
    flat = [row for rows_of in laid for row in rows_of]  # each has the questions in the same order
    columns = dict(zip(flat[0], map(Column.of, zip(*(row.values() for row in flat), strict=True)), strict=True))
    criteria, grades = weigh(definition, columns.__getitem__)
    found = []
    start = 0
    for world, rows_of in zip(worlds, laid, strict=True):
        places = range(start, start + len(rows_of))
        best = max(places, key=lambda row: _rank(grades, criteria, row)) if len(rows_of) > 1 else start
        found.append(_Found(world, places, best, flat[best]))
        start = places.stop
    return criteria, grades, found


def verdicts_on(definition: Definition, worlds: Sequence[World], known: SharedAnswers) -> list[Verdicts]:
    """The verdicts on many worlds at once, without what they rest on.

    Args:
        definition: the text.
        worlds: what is claimed.
        known: what is already answered of worlds that share parts with these.
    """
    criteria, grades, found = _found(definition, worlds, known)
    return [
        Verdicts(
            tuple([column[place.best] for column in criteria]),
            tuple([column.best(place.rows.start, place.rows.stop) for column in grades]),
        )
        for place in found
    ]


def weigh_worlds(definition: Definition, worlds: Sequence[World]) -> list[Weighed]:
    """The verdicts on many worlds at once, with what they rest on.

    Args:
        definition: the text.
        worlds: what is claimed; one is the ordinary case.
    """
    criteria, grades, found = _found(definition, worlds, SharedAnswers())
    weighed = []
    for world, places, best, answers in found:
        standings = tuple(column.best(places.start, places.stop) for column in grades)
        standing = standing_of(definition, standings, answers, world)
        score = progress(definition, standings, answers) if definition.score else None
        if definition.ending is Ending.POINTS:
            score = points(criteria, places)
        if world.unchecked:
            cautious = weigh_worlds(definition, [world.cautious])[0]
            standing = evolve(standing, reachable=cautious.standing.reachable, undenied=standing.reachable)
            if score and cautious.score and "high" in score:
                score = {**score, "high": cautious.score["high"]}
        weighed.append(Weighed(tuple(column[best] for column in criteria), standings, answers, standing, score))
    return weighed


def _rank(grades: list[Column], criteria: list[Column], row: int) -> tuple[int, int, int, int]:
    """The rank of a choice of licences: grades reached, grades reachable, criteria met, criteria that may be met."""
    return (
        sum(column[row] is Verdict.MET for column in grades),
        sum(column[row] is not Verdict.UNMET for column in grades),
        sum(column[row] is Verdict.MET for column in criteria),
        sum(column[row] is not Verdict.UNMET for column in criteria),
    )


def standing_of(
    definition: Definition, grades: tuple[Verdict, ...], answers: dict[Question, Verdict], world: World
) -> Standing:
    """The standing that the verdicts on the grades come to."""
    rungs = definition.rungs
    if not rungs:
        return Standing((), None, None)
    floor = len(rungs) - len(grades)
    reached = sum(verdict is Verdict.MET for verdict in grades)
    reachable = sum(verdict is not Verdict.UNMET for verdict in grades)

    def rung(count: int) -> str | None:
        return rungs[count + floor - 1] if count + floor else None

    return Standing(rungs, rung(reached), rung(reachable), _basis(definition, reached, answers, world))


def progress(definition: Definition, grades: tuple[Verdict, ...], answers: dict[Question, Verdict]) -> dict[str, float]:
    """The part of each grade that is certainly met, in per cent of its slots and those of the grades before it.

    A grade counts nothing until the grades before it are met. Slots filled by one and the same component count once,
    above and below the line (MOF: the paper that stands in for the report).
    """
    score: dict[str, float] = {}
    slots: list[tuple[Question, ...]] = []  # the questions that fill each slot, where some do
    open_slots = 0
    standing = True
    for grade, reached in zip(definition.grades, grades, strict=True):
        for criterion in grade.criteria:
            if verdict(criterion.requirement, answers) is Verdict.MET:
                slots.append(tuple(deciding(criterion.requirement, answers)))
            else:
                open_slots += 1
        filled = len(set(slots))
        score[grade.id] = 100.0 * filled / (filled + open_slots) if standing else 0.0
        standing = reached is Verdict.MET
    return score


def points(criteria: list[Column], rows: Iterable[int]) -> dict[str, float]:
    """The share of the criteria that is certainly met, and the share that is met if every unknown fact is good news.

    Each is that of the best choice of licences for it.
    """
    rows = tuple(rows)
    met = max(sum(column[row] is Verdict.MET for column in criteria) for row in rows)
    possible = max(sum(column[row] is not Verdict.UNMET for column in criteria) for row in rows)
    return {"low": round(met / len(criteria), 4), "high": round(possible / len(criteria), 4)}


def _basis(definition: Definition, reached: int, answers: dict[Question, Verdict], world: World) -> Basis | None:
    """The weakest basis of what the reached rung rests on; None on the floor or below."""
    words: set[str] = set()
    grades = definition.grades[:reached]
    counted = definition.loose if definition.ending is Ending.COUNT else ()
    for criterion in (*counted, *(criterion for grade in grades for criterion in grade.criteria)):
        if counted and verdict(criterion.requirement, answers) is not Verdict.MET:
            continue
        for question in deciding(criterion.requirement, answers):
            words.update(bases(world, question))
    return min((Basis(word) for word in words), key=lambda basis: basis.rank, default=None)


def verdict(requirement: Requirement, answers: dict[Question, Verdict]) -> Verdict:
    """The verdict on a requirement under one set of answers."""
    if isinstance(requirement, Question):
        return answers[requirement]
    first, *rest = (verdict(part, answers) for part in requirement.parts)
    for part in rest:
        first = first & part if isinstance(requirement, Every) else first | part
    return first


def deciding(requirement: Requirement, answers: dict[Question, Verdict]) -> Iterator[Question]:
    """The questions that count: of alternatives the one that holds, or all where none does."""
    if isinstance(requirement, Question):
        yield requirement
    elif isinstance(requirement, Either):
        standing = verdict(requirement, answers)
        chosen = [part for part in requirement.parts if verdict(part, answers) is standing]
        for part in chosen[:1] if standing is Verdict.MET else [p for p in chosen if not _not_used(p)] or chosen:
            yield from deciding(part, answers)
    else:
        for part in requirement.parts:
            yield from deciding(part, answers)


def _not_used(requirement: Requirement) -> bool:
    return isinstance(requirement, NotUsed)
