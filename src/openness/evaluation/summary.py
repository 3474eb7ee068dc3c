"""A classification in words: its level in a sentence, its results, what holds it back."""

import re
from typing import TYPE_CHECKING

from openness.blocks.document import Inline, Line, Strong
from openness.licensing.licences import Licences
from openness.release.claim import Fact
from openness.vocabulary import Availability, Kind

if TYPE_CHECKING:
    from openness.definition.definition import Definition
    from openness.evaluation.judgement import Judgement


def level_sentence(judgement: "Judgement", brief: bool = False) -> tuple[Inline, ...]:
    """The level a release reaches, in one sentence, and how open it could be.

    Args:
        judgement: the one under the spectrum, or under another text with levels.
        brief: leave out on what the better level depends.
    """
    definition, standing = judgement.definition, judgement.standing
    if standing.reached is None and standing.reachable is None:
        return (judgement.outcome or "No ruling", ".")
    possible = ""
    if standing.reachable != standing.reached:
        best = definition.grade(standing.reachable).name if standing.reachable else "none"
        possible = f" It could be {best}{'' if brief else ', if the missing facts are good news'}."
    if standing.reached is None or (possible and standing.reached == definition.floor):
        return (Strong("Unknown"), f": the known facts prove no level.{possible}")
    grade = definition.grade(standing.reached)
    place = f" (level {standing.rungs.index(standing.reached) + 1} of {len(standing.rungs)})"
    name = f"At least {grade.name}" if possible else grade.name
    return (Strong(name), f"{place}: {grade.says}.{possible}")


def result(judgement: "Judgement") -> str:
    """The result under a definition, in a few words: the verdict, the level, or the score."""
    if not judgement.criteria:
        return judgement.outcome or "no ruling"
    if judgement.components is not None:
        named = judgement.components.items()
        parts = [f"{Kind(id).label}: {verdict.label}" for id, verdict in named if id not in judgement.silent]
        return "; ".join(parts) or "no part is described"
    if judgement.verdict is None and judgement.score is not None:
        low, high = (f"{judgement.score[end]:.3g}" for end in ("low", "high"))
        return f"{low} of 1" if low == high else f"between {low} and {high} of 1; no verdict"
    standing = judgement.standing
    verdict = judgement.outcome or (judgement.verdict.label if judgement.verdict is not None else "no verdict")
    if judgement.verdict is not None:
        verdict = judgement.definition.results.get(judgement.verdict.value, verdict)
    if len(standing.rungs) < 2:
        return verdict
    name = level_name(judgement.definition, standing.reached)
    possible = f", possibly {level_name(judgement.definition, standing.reachable)}"
    return f"{verdict}: {name}{possible if standing.reachable != standing.reached else ''}"


def marked(judgement: "Judgement") -> Line:
    """The result with the mark of its verdict, where the definition gives one."""
    return result(judgement) if judgement.verdict is None else (judgement.verdict, f" {result(judgement)}")


def level_name(definition: "Definition", rung: str | None) -> str:
    """The label of a level; of a part or a share, the word as it is."""
    if rung is None:
        return "no level"
    return definition.grade(rung).name if rung in definition.rungs else rung


def hindrance(judgement: "Judgement") -> str:
    """The first reason why a release does not reach more under a definition; empty where it reaches everything."""
    decides = judgement.deciding
    return next((str(gap) for gap in decides.missing), decides.help) if decides else ""


def licence_name(expression: str, licences: Licences) -> str:
    """An expression with names in the place of the ids that nobody but us and SPDX knows.

    >>> from openness import classify
    >>> licences = classify("docs/examples/llama-3.1/README.md").resolved.licences
    >>> licence_name("LicenseRef-Llama-3.1-Community OR MIT", licences)
    'Llama 3.1 Community License Agreement OR MIT'
    """

    def name(id: re.Match[str]) -> str:
        licence = licences.licence(id[0])
        return licence.name if licence else id[0]

    return re.sub(r"LicenseRef-[\w.-]+", name, expression)


def availability(fact: Fact) -> str:
    """The availability of a part in words; empty where no source states it."""
    if fact.value:
        return Availability(fact.value).label
    return "disputed" if fact.claims else ""
