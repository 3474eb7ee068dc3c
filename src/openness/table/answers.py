"""The columns of the answer, and one row of them for a classification."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openness.definition.definition import Definition
from openness.evaluation.classification import Classification
from openness.release.finding import Code
from openness.vocabulary import Kind
from openness.vocabulary.asking import Ending

SCORES = ("low", "high")
REACHED = "reached"
FIXED = ("licence", "spectrum.reached", "spectrum.reachable", "band")


def parts_of(definition: Definition) -> tuple[str, ...]:
    """The further columns of a text that says more than its verdict: the ends of its score, its components, or the level.

    The verdict of a ladder only says that its lowest grade is reached, which may be no praise.
    """
    if definition.ending is Ending.POINTS:
        return SCORES
    if definition.ending is Ending.COMPONENTS:
        return tuple(grade.id for grade in definition.grades)
    return (REACHED,) if len(definition.rungs) > 1 else ()


def names_of(definitions: Sequence[Definition]) -> dict[str, type]:
    """The columns of the answer besides `id`, each with the type of its values; the findings are a list of words."""
    columns: dict[str, type] = dict.fromkeys(FIXED, str)
    for definition in definitions:
        columns[definition.id] = str
        columns.update({f"{definition.id}.{part}": float if part in SCORES else str for part in parts_of(definition)})
    return {**columns, "findings": list}


def answer(classification: Classification, under: Sequence[str]) -> dict[str, Any]:
    """One row of the answer."""
    codes = (finding.code for finding in classification.findings)
    return laid_out(classification, verdicts(classification, under), codes)


def laid_out(classification: Classification, verdicts: Mapping[str, Any], codes: Iterable[Code]) -> dict[str, Any]:
    """One row of the answer, with what depends on more than a definition can ask.

    Args:
        classification: of the row.
        verdicts: what definitions come to.
        codes: of its findings.
    """
    return {
        "licence": classification.release.component(Kind.MODEL_PARAMETERS_FINAL).licence.value,
        **verdicts,
        "findings": sorted({code.value for code in codes}),
    }


def verdicts(classification: Classification, under: Sequence[str]) -> dict[str, Any]:
    """The answers under definitions, column by column."""
    standing = classification.spectrum
    columns: dict[str, Any] = {
        "spectrum.reached": standing.reached,
        "spectrum.reachable": standing.reachable,
        "band": classification.band,
    }
    for id in (id for id in under if id != "spectrum"):
        judgement = classification.judgements[id]
        columns[id] = None if judgement.verdict is None else judgement.verdict.value
        parts: dict[str, str | float | None] = dict(judgement.score or {})
        parts[REACHED] = judgement.standing.reached
        parts.update((part, verdict.value) for part, verdict in (judgement.components or {}).items())
        columns.update((f"{id}.{part}", parts.get(part)) for part in parts_of(judgement.definition))
    return columns
