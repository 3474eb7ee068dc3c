"""A classification in words: its level in a sentence, its results, what holds it back."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from openness.blocks.document import Inline, Line, Listing, Quiet, Strong, listed
from openness.definition.definition import judges
from openness.licensing.licences import Licences
from openness.release.claim import Fact
from openness.release.release import Release
from openness.vocabulary import Availability, Kind
from openness.vocabulary.marks import SECOND_HAND, Hand, Mark
from openness.vocabulary.verdict import Verdict

if TYPE_CHECKING:
    from openness.definition.definition import Definition
    from openness.evaluation.judgement import Judgement

#: The words that explain the mark of a definition that is known second-hand.
SECOND_HAND_EXPLAINED = f"{SECOND_HAND} {Hand.SECOND.label}: the text may ask more or less"


def level_sentence(judgement: "Judgement", brief: bool = False) -> tuple[Inline, ...]:
    """The level a release reaches, in one sentence, and how open it could be.

    Args:
        judgement: the one under the spectrum.
        brief: leave out on what the better level depends.
    """
    definition, standing = judgement.definition, judgement.standing
    if standing.reached is None and standing.reachable is None:
        return (Strong("This is a data set"), ". The levels and most definitions are for models, so they do not apply.")
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


def judged(judgements: "Iterable[Judgement]", release: Release) -> "Iterator[Judgement]":
    """The judgements that a report lists: under definitions of such releases, the spectrum's aside, which stands above."""
    return (
        each for each in judgements if each.definition.id != "spectrum" and judges(each.definition, release.subject)
    )


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
    level = "" if f" {name} ".lower() in f" {verdict} ".lower() else f": {name}"  # the text's own words may name it
    possible = f", possibly {level_name(judgement.definition, standing.reachable)}"
    return f"{verdict}{level}{possible if standing.reachable != standing.reached else ''}"


def mark(judgement: "Judgement") -> Mark:
    """The mark of the result: a level that is not the highest does not look like a plain yes."""
    if judgement.verdict is None:
        return Mark.NONE
    rungs = judgement.standing.rungs
    if judgement.verdict is Verdict.MET and rungs and judgement.standing.reached != rungs[-1]:
        return Mark.BELOW
    return Mark(judgement.verdict.value)


def marked(judgement: "Judgement") -> Line:
    """The result with its mark, where the definition gives a verdict."""
    return result(judgement) if judgement.verdict is None else (mark(judgement), f" {result(judgement)}")


def called(definition: "Definition", whole: bool = False) -> str:
    """The short name of a definition, or the whole one, with a mark behind it where the text is known second-hand."""
    name = definition.name if whole else definition.label
    return f"{name} {SECOND_HAND}" if definition.second_hand else name


def legend(judgements: "Iterable[Judgement]") -> str:
    """The line that explains the marks beside these results; empty where each explains itself."""
    judgements = tuple(judgements)
    lines = []
    if any(mark(judgement) is Mark.BELOW for judgement in judgements):
        lines.append(f"{Mark.BELOW.sign} {Mark.BELOW.label}")
    if any(judgement.definition.second_hand for judgement in judgements):
        lines.append(SECOND_HAND_EXPLAINED)
    return "; ".join(lines)


def level_name(definition: "Definition", rung: str | None) -> str:
    """The label of a level; of a part or a share, the word as it is."""
    if rung is None:
        return "no level"
    return definition.grade(rung).name if rung in definition.rungs else rung


def hindrance(judgement: "Judgement") -> str:
    """The first reason why a release does not reach more under a definition; empty where it reaches everything."""
    decides = judgement.deciding
    return next((str(gap) for gap in decides.missing), decides.help) if decides else ""


def hindrances(judgements: "Iterable[Judgement]", whole: bool = False) -> Listing:
    """The reasons of `hindrance`, each once, with the definitions under which it holds a release back.

    Args:
        judgements: those on one release.
        whole: name the definitions by their whole names.
    """
    names: dict[str, list[str]] = {}
    for judgement in judgements:
        if judgement.verdict is not None and (reason := hindrance(judgement)):
            names.setdefault(reason, []).append(called(judgement.definition, whole))
    return listed([(reason, Quiet(f" – {', '.join(under)}")) for reason, under in names.items()])


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

    return re.sub(r"LicenseRef-[\w.-]+", name, expression) if "LicenseRef-" in expression else expression


def availability(fact: Fact) -> str:
    """The availability of a part in words; empty where no source states it."""
    if fact.value:
        return Availability(fact.value).label
    return "disputed" if fact.claims else ""
