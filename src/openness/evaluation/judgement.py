"""A release under one definition: the verdict, each criterion with its reasons, and what would raise it."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from openness.definition.definition import Criterion, Definition, Grade, Grants, judges, questions
from openness.evaluation.facts import World, answer
from openness.evaluation.standing import Standing, Weighed, weigh_worlds
from openness.resolution.resolved import Resolved
from openness.value import ReadOnly, Value
from openness.vocabulary import DATASET, MODEL, WEIGHTS
from openness.vocabulary.asking import Ending
from openness.vocabulary.verdict import Verdict

if TYPE_CHECKING:
    from openness.evaluation.evidence import Evidence
    from openness.evaluation.gap import Gap
    from openness.evaluation.opening import Opening

_JUDGED = {MODEL: "models", DATASET: "data sets"}
_SORTS = {MODEL: "a model", DATASET: "a data set", "space": "a Space"}
_SAID = {Verdict.MET: "met", Verdict.UNMET: "not met", Verdict.UNKNOWN: "unknown"}


@frozen(slots=False, eq=False, repr=False)
class Judged(Value):
    """One criterion with its verdict and why.

    Args:
        criterion: what the text asks.
        grade: the rung, or the component, it belongs to; None where it belongs to none.
        verdict: met, unmet or unknown.
    """

    criterion: Criterion
    grade: Grade | None
    verdict: Verdict
    _judgement: "Judgement" = field(repr=False, eq=False)

    @cached_property
    def _reasons(self) -> "tuple[tuple[Evidence, ...], tuple[Gap, ...]]":
        return self._judgement.reasons(self.criterion)

    @property
    def evidence(self) -> "tuple[Evidence, ...]":
        """The claims it rests on."""
        return self._reasons[0]

    @property
    def gaps(self) -> "tuple[Gap, ...]":
        """The facts that are missing, and the clauses in the way."""
        return self._reasons[1]

    @property
    def missing(self) -> tuple[str, ...]:
        """The gaps in words."""
        return tuple(map(str, self.gaps))

    @property
    def help(self) -> str:
        """Advice for meeting the criterion: on a base model that rules it out, on doubts alone, or else what the text asks."""
        from openness.evaluation.gap import settling

        doubts = settling(self.gaps) if self.verdict is Verdict.UNKNOWN else ""
        return self._judgement.advice(self.criterion, self.verdict) or doubts or self.criterion.help

    def to_dict(self) -> dict[str, object]:
        """The criterion as the JSON of `openness classify`."""
        return {
            "id": self.criterion.id,
            "grade": self.grade.id if self.grade else None,
            "verdict": self.verdict.value,
            "says": self.criterion.says,
            "cites": self.criterion.cites,
            "evidence": [evidence.to_dict() for evidence in self.evidence],
            "missing": list(self.missing),
            "help": self.help,
        }


@frozen(slots=False, eq=False, repr=False)
class Judgement(Value):
    """A release under one definition.

    Args:
        definition: the text.
        standing: the rung reached and the rung reachable.
        verdict: whether the lowest grade is reached; None where the text does not judge this release, and of an index or
            an answer for each component, which come to no verdict on the whole.
        outcome: the text's own word for the verdict; None where it has none.
    """

    definition: Definition
    standing: Standing
    verdict: Verdict | None
    outcome: str | None
    _weighed: Weighed | None = field(default=None, repr=False, eq=False)
    _resolved: Resolved | None = field(default=None, repr=False)
    _world: World | None = field(default=None, repr=False, eq=False)

    @cached_property
    def criteria(self) -> tuple[Judged, ...]:
        """Every criterion with its verdict; none where the text does not judge this release."""
        if self._weighed is None:
            return ()
        pairs = zip(self.definition.criteria, self._weighed.criteria, strict=True)
        return tuple(Judged(criterion, grade, verdict, self) for (grade, criterion), verdict in pairs)

    def reasons(self, criterion: Criterion) -> "tuple[tuple[Evidence, ...], tuple[Gap, ...]]":
        """The evidence for a criterion, and the gaps that keep it from being met."""
        from openness.evaluation.evidence import reasons  # a check that passes gives none
        from openness.evaluation.gap import GapSort

        assert self._weighed is not None and self._resolved is not None
        evidence, gaps = reasons(criterion.requirement, self._weighed.answers, self._resolved)
        # people read what a person must judge, not the id of the criterion
        worded = (evolve(gap, detail=criterion.says) if gap.sort is GapSort.NOT_REVIEWED else gap for gap in gaps)
        return evidence, tuple(worded)

    def advice(self, criterion: Criterion, verdict: Verdict) -> str:
        """Advice on the base models that keep a criterion on the weights from being met; empty where none does."""
        world = self._world
        if verdict is Verdict.MET or world is None or not (world.bases or world.likely or world.at_odds):
            return ""
        if not any(isinstance(asks, Grants) and asks.component is WEIGHTS for asks in questions(criterion.requirement)):
            return ""
        from openness.evaluation.remediation import advice

        assert self._weighed is not None
        return advice(self.definition, world, self._weighed, criterion, verdict)

    @property
    def score(self) -> Mapping[str, float] | None:
        """The part of each grade that is certainly met, in per cent; of an index `low` and `high`; None for others."""
        score = self._weighed.score if self._weighed else None
        return None if score is None else ReadOnly(score)

    @property
    def components(self) -> Mapping[str, Verdict] | None:
        """The verdict on each component, of a text that answers for each by itself; None for other texts."""
        if self._weighed is None or self.definition.ending is not Ending.COMPONENTS:
            return None
        return ReadOnly(zip((grade.id for grade in self.definition.grades), self._weighed.grades, strict=True))

    @property
    def silent(self) -> frozenset[str]:
        """The components about which nothing is stated, where a text answers for each component."""
        if not self.components:
            return frozenset()
        spoken = {judged.grade.id for judged in self.criteria if judged.grade and judged.evidence}
        return frozenset(self.components) - spoken

    @property
    def says(self) -> str:
        """The result in a few words: the verdict, the rungs, or the score."""
        if not self.criteria:
            return self.outcome or "no ruling"
        if self.components is not None:
            answers = [f"{id} {_SAID[verdict]}" for id, verdict in self.components.items() if id not in self.silent]
            return "; ".join(answers) or "nothing is stated about any of its parts"
        if self.verdict is None and self.score is not None:
            low, high = (f"{self.score[end]:.3g}" for end in ("low", "high"))
            return f"{low} of 1" if low == high else f"certainly {low} of 1, perhaps as much as {high}; no verdict"
        standing = self.standing
        result = self.outcome or (_SAID[self.verdict] if self.verdict is not None else "no verdict")
        if len(standing.rungs) < 2:
            return result
        reachable = f", reachable {standing.reachable or 'none'}" if standing.reachable != standing.reached else ""
        return f"{result}: reached {standing.reached or 'none'}{reachable}"

    @property
    def deciding(self) -> Judged | None:
        """The criterion that keeps the release from more: one that is not met, else one that is unknown.

        Of a ladder, in the lowest grade it does not reach; None where everything is met or nothing is judged.
        """
        open_ = [judged for judged in self.criteria if judged.verdict is not Verdict.MET]
        if self.definition.ending is Ending.GRADES:
            open_ = [judged for judged in open_ if judged.grade == open_[0].grade]
        return min(open_, key=lambda judged: judged.verdict is Verdict.UNKNOWN, default=None)

    @property
    def openings(self) -> "tuple[Opening, ...]":
        """The smallest changes that would reach more under this definition, for each thing it could give."""
        if self._weighed is None or self._world is None:
            return ()
        from openness.evaluation.remediation import openings

        return openings(self.definition, self._world, self._weighed)

    def to_dict(self) -> dict[str, object]:
        """The judgement as the JSON of `openness classify`."""
        return {
            "version": self.definition.version,
            "second-hand": self.definition.second_hand,
            "verdict": self.verdict.value if self.verdict is not None else None,
            "outcome": self.outcome,
            "reached": self.standing.reached,
            "reachable": self.standing.reachable,
            "score": self.score,
            "components": {id: verdict.value for id, verdict in self.components.items()} if self.components else None,
            "criteria": [judged.to_dict() for judged in self.criteria],
            "openings": [opening.to_dict() for opening in self.openings],
        }


def judge(resolved: Resolved, definition: Definition, world: World) -> Judgement:
    """The judgement on a release.

    Args:
        resolved: the release.
        definition: the text.
        world: the release's.
    """
    if definition.about == "document" and not world.elements:
        outcome = "no ruling: it judges an SBOM, and none was read"
        return Judgement(definition, Standing(definition.rungs, None, None), None, outcome)
    if not judges(definition, resolved.release.subject):
        sort = _SORTS[resolved.release.subject or MODEL]
        outcome = f"no ruling: it judges {_JUDGED[definition.subject]}, and this is {sort}"
        return Judgement(definition, Standing(definition.rungs, None, None), None, outcome)
    if definition.scope is not None and answer(world, definition.scope) is Verdict.MET:
        beyond = definition.outcomes.get("out-of-scope", "out of scope")
        outcome = f"{beyond}: {definition.scope.word} is below {definition.scope.bound}"
        return Judgement(definition, Standing(definition.rungs, None, None), None, outcome)
    weighed = weighing(definition, world)
    lowest = weighed.grades[0] if weighed.standing.rungs else None
    word = definition.outcomes.get(lowest.value) if lowest is not None else None
    return Judgement(definition, weighed.standing, lowest, word, weighed, resolved, world)


@lru_cache(maxsize=16_384)
def weighing(definition: Definition, world: World) -> Weighed:
    """The weighing of a world, computed once for all releases that share it."""
    return weigh_worlds(definition, [world])[0]
