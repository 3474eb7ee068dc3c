"""One release under definitions: criteria, standing, findings, evidence. Everything a report can say is here."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from attrs import field, frozen

from openness._version import __version__
from openness.definition import Criterion, Definition, Grade
from openness.evidence import Evidence, Reasons, conclusions, deciding, facts, reasons
from openness.finding import Finding
from openness.judgement import Standing, Weighed, standing_of, weigh_worlds
from openness.problem import Problem
from openness.release import Release
from openness.shelf import Shelf, shipped
from openness.verdict import Verdict
from openness.vocabulary import Basis
from openness.world import World, world_of

BANDS = {
    "closed": ("closed", "hosted"),
    "semi-open": ("weights-available", "open-weights"),
    "fully-open": ("open-source-ai", "open-source-ai-with-open-data"),
}
_BASES = {basis: rank for rank, basis in enumerate(Basis)}


@frozen
class Judged:
    """One criterion with its verdict and why.

    Args:
        criterion: what the text asks.
        grade: the rung it belongs to.
        verdict: met, unmet or unknown.
    """

    criterion: Criterion
    grade: Grade
    verdict: Verdict
    _why: "_Why" = field(repr=False, eq=False)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The claims it rests on."""
        return self._why(self.criterion).evidence

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing or in the way."""
        return self._why(self.criterion).missing if self.verdict is not Verdict.MET else ()

    def to_dict(self) -> dict[str, object]:
        """The criterion as the JSON of `openness classify`."""
        return {
            "id": self.criterion.id,
            "grade": self.grade.id,
            "verdict": self.verdict.value,
            "says": self.criterion.says,
            "cites": self.criterion.cites,
            "evidence": [evidence.to_dict() for evidence in self.evidence],
            "missing": list(self.missing),
            "help": self.criterion.help,
        }


@frozen
class _Why:
    """Finds the reasons for a criterion when they are asked for."""

    weighed: Weighed
    release: Release
    shelf: Shelf

    def __call__(self, criterion: Criterion) -> Reasons:
        return reasons(criterion.requirement, self.weighed.answers, self.release, self.shelf)


@frozen
class Judgement:
    """A release under one definition.

    Args:
        definition: the text.
        standing: the rung reached and the rung reachable.
        verdict: whether the lowest grade is reached; None where the text does not judge this release.
        outcome: the text's own word for the verdict; None where it has none.
        criteria: every criterion with its verdict.
    """

    definition: Definition
    standing: Standing
    verdict: Verdict | None
    outcome: str | None
    criteria: tuple[Judged, ...]

    @property
    def score(self) -> Mapping[str, float] | None:
        """A score, for the texts that give one."""
        return None

    def to_dict(self) -> dict[str, object]:
        """The judgement as the JSON of `openness classify`."""
        return {
            "version": self.definition.version,
            "verdict": self.verdict.value if self.verdict else None,
            "outcome": self.outcome,
            "reached": self.standing.reached,
            "reachable": self.standing.reachable,
            "score": self.score,
            "criteria": [judged.to_dict() for judged in self.criteria],
            "openings": [],
        }


@frozen(slots=False)
class Classification:
    """What a release is, why, and what a person should look at.

    Args:
        release: with its licence names resolved.
        source: where it was read from, as given.
        under: the ids of the definitions asked for, without the spectrum.
    """

    release: Release
    source: str
    under: tuple[str, ...]
    _shelf: Shelf = field(repr=False, eq=False)

    @cached_property
    def _world(self) -> World:
        return world_of(self.release, self._shelf)

    @cached_property
    def spectrum(self) -> Standing:
        """Where it stands on the open-to-closed spectrum."""
        return self._judge("spectrum").standing

    @property
    def band(self) -> str:
        """`fully-open`, `semi-open`, `closed` or `unknown`; said of the rung reached."""
        standing = self.spectrum
        if standing.reached is None or (standing.reached == "closed" and standing.reachable != "closed"):
            return "unknown"
        return next(band for band, rungs in BANDS.items() if standing.reached in rungs)

    @cached_property
    def judgements(self) -> Mapping[str, Judgement]:
        """By definition id, the judgement; the spectrum's own is among them."""
        return {id: self._judge(id) for id in dict.fromkeys(("spectrum", *self.under))}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should look at, most serious first."""
        from openness.scrutiny import findings

        return findings(self.release, self._shelf, self.spectrum)

    @property
    def data(self) -> str:
        """The version of the data it was judged by."""
        return self._shelf.data

    def _judge(self, id: str) -> Judgement:
        definition = self._shelf.definition(id)
        if definition.subject != self.release.subject:
            outcome = f"no ruling: it judges a {definition.subject}, and only a {self.release.subject} is described"
            return Judgement(definition, Standing(definition.rungs, None, None), None, outcome, ())
        weighed = _weighed(definition, self._world, self._shelf)
        why = _Why(weighed, self.release, self._shelf)
        standing = standing_of(definition, weighed, _basis(definition, weighed, self.release))
        lowest = weighed.grades[0]
        return Judgement(
            definition,
            standing,
            lowest,
            definition.outcomes.get(lowest.value),
            tuple(
                Judged(criterion, grade, verdict, why)
                for (grade, criterion), verdict in zip(definition.criteria, weighed.criteria, strict=True)
            ),
        )

    def to_dict(self) -> dict[str, Any]:
        """The classification as the JSON of `openness classify` (contract, "JSON")."""
        return report_of([self])

    def result(self) -> dict[str, Any]:
        """One entry of `results` in that JSON."""
        return {
            "source": self.source,
            "release": self.release.to_dict(),
            "band": self.band,
            "spectrum": self.spectrum.to_dict(),
            "definitions": {id: judgement.to_dict() for id, judgement in self.judgements.items()},
            "findings": [finding.to_dict() for finding in self.findings],
            "duties": [],
            "consequences": {},
        }


def report_of(classifications: Sequence[Classification], problems: Iterable[Problem] = ()) -> dict[str, Any]:
    """Several classifications, and what could not be used, as the JSON of `openness classify`."""
    own = [problem for one in classifications for problem in one.release.problems]
    return {
        "schema": 1,
        "tool": __version__,
        "data": classifications[0].data if classifications else shipped().data,
        "results": [one.result() for one in classifications],
        "problems": [problem.to_dict() for problem in dict.fromkeys((*own, *problems))],
    }


@lru_cache(maxsize=65_536)
def _weighed(definition: Definition, world: World, shelf: Shelf) -> Weighed:
    """The weighing of a world, computed once for all releases that share it."""
    return weigh_worlds(definition, [world], shelf)[0]


def _basis(definition: Definition, weighed: Weighed, release: Release) -> Basis | None:
    """The weakest basis among the facts on which the reached rung rests; None on the floor or below."""
    held: set[Basis] = set()
    reached = {grade.id for grade in definition.grades[: weighed.reached]}
    for grade, criterion in definition.criteria:
        if grade.id in reached:
            for question in deciding(criterion.requirement, weighed.answers):
                held.update(fact.basis for _, fact in facts(question, release) if fact.basis)
                held.update(Basis.CONCLUDED for _ in conclusions(question, release))
    return min(held, key=_BASES.__getitem__, default=None)
