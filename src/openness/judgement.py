"""Weighs worlds under definitions: where a release certainly stands, and where it would if every silence turned out well."""

from collections.abc import Sequence

from attrs import field, frozen

from openness.definition import Definition, Question, weigh
from openness.shelf import Shelf
from openness.verdict import Column, Verdict
from openness.vocabulary import Basis
from openness.world import World, rows


@frozen
class Weighed:
    """One world under one definition.

    Args:
        criteria: a verdict for each criterion, under the best choice of licences.
        grades: a verdict for each grade, under the best choice for that grade.
        answers: the answers under that best choice, by question.
    """

    criteria: tuple[Verdict, ...]
    grades: tuple[Verdict, ...]
    answers: dict[Question, Verdict] = field(eq=False, repr=False)

    @property
    def reached(self) -> int:
        """How many grades are certainly reached."""
        return sum(verdict is Verdict.MET for verdict in self.grades)

    @property
    def reachable(self) -> int:
        """How many grades are reached or may be."""
        return sum(verdict is not Verdict.UNMET for verdict in self.grades)


def weigh_worlds(definition: Definition, worlds: Sequence[World], shelf: Shelf) -> list[Weighed]:
    """The verdicts on many worlds at once: all their rows stand side by side and are weighed in one pass.

    Args:
        definition: the text.
        worlds: what is claimed; one is the ordinary case.
        shelf: where licences are looked up.
    """
    laid = [rows(world, definition, shelf) for world in worlds]
    flat = [row for held in laid for row in held]
    columns = {question: Column.of(row[question] for row in flat) for question in definition.questions}
    criteria, grades = weigh(definition, columns.__getitem__)
    weighed = []
    start = 0
    for held in laid:
        stop = start + len(held)
        best = max(range(start, stop), key=lambda row: _rank(grades, criteria, row))
        weighed.append(
            Weighed(
                tuple(column[best] for column in criteria),
                tuple(column.best(start, stop) for column in grades),
                flat[best],
            )
        )
        start = stop
    return weighed


def _rank(grades: list[Column], criteria: list[Column], row: int) -> tuple[int, int, int]:
    """How good a choice of licences is: grades reached, grades reachable, criteria met."""
    return (
        sum(column[row] is Verdict.MET for column in grades),
        sum(column[row] is not Verdict.UNMET for column in grades),
        sum(column[row] is Verdict.MET for column in criteria),
    )


@frozen
class Standing:
    """The rung certainly reached and the rung possibly reached.

    Args:
        rungs: every rung of the ladder, lowest first.
        reached: the rung certainly reached; None below the lowest.
        reachable: the rung reached if every silence turned out well.
        basis: the weakest basis the reached rung rests on.
    """

    rungs: tuple[str, ...]
    reached: str | None
    reachable: str | None
    basis: Basis | None = None

    def at_least(self, rung: str) -> Verdict:
        """Whether it stands on this rung or above.

        Raises:
            ValueError: when the ladder has no such rung.
        """
        asked = self.rungs.index(rung)
        if self.reached is not None and self.rungs.index(self.reached) >= asked:
            return Verdict.MET
        if self.reachable is None or self.rungs.index(self.reachable) < asked:
            return Verdict.UNMET
        return Verdict.UNKNOWN

    def to_dict(self) -> dict[str, object]:
        """The standing as the JSON of `openness classify`."""
        return {
            "reached": self.reached,
            "reachable": self.reachable,
            "basis": self.basis.value if self.basis else None,
        }


def standing_of(definition: Definition, weighed: Weighed, basis: Basis | None = None) -> Standing:
    """The standing a weighing comes to."""
    floor = 1 if definition.floor else 0
    rungs = definition.rungs

    def rung(count: int) -> str | None:
        at = count + floor - 1
        return rungs[at] if at >= 0 else None

    return Standing(rungs, rung(weighed.reached), rung(weighed.reachable), basis)
