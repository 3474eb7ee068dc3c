"""Verdicts under definitions, each criterion with the claims that it rests on or the gaps that hold it back."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from openness.blocks.document import (
    Block,
    Code,
    Heading,
    Item,
    Line,
    Link,
    Listing,
    Paragraph,
    Quiet,
    Strong,
    listed,
    spans,
)
from openness.evaluation.classification import Classification
from openness.evaluation.evidence import Evidence
from openness.evaluation.judgement import Judged, Judgement
from openness.evaluation.summary import called, hindrance, level_name, marked
from openness.reports.places import Places
from openness.vocabulary import Availability, Extent, Kind, circumstance_label
from openness.vocabulary.captions import Caption
from openness.vocabulary.sentences import capital
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Band, State

if TYPE_CHECKING:
    from openness.evaluation.opening import Opening

_SHOWN = 4  # gaps of one criterion, and levels that a change would reach


class _Shown(NamedTuple):
    """A criterion as it was shown once: another definition that asks the same, with the same answer, refers to it."""

    says: str
    verdict: Verdict
    missing: tuple[object, ...]


class VerdictBlocks:
    """The verdicts of one release, as blocks; a criterion that stood under another definition refers to it."""

    def __init__(self, classification: Classification, place: Places) -> None:
        self._classification = classification
        self._place = place
        self._shown: dict[_Shown, str] = {}  # criteria that stand further up, and under which definition

    def spectrum(self) -> Iterator[Block]:
        judgement = self._classification.judgements["spectrum"]
        standing = judgement.standing
        if not judgement.criteria:
            return
        yield Heading(2, Caption.HOW_OPEN_IT_IS.label)
        basis = f" Basis: {standing.basis.label} ({standing.basis.says})." if standing.basis else ""
        yield Paragraph(f"Band: {Band(self._classification.band).label}.{basis}", quiet=True)
        floor = judgement.definition.floor  # where everything stands is nothing that a release achieves
        rungs = (rung for rung in reversed(standing.rungs) if rung != floor or rung == standing.reached)
        yield Listing(
            tuple(
                Item(self._rung(judgement, rung), standing.at_least(rung) if rung != floor else None) for rung in rungs
            )
        )
        yield self._criteria(judgement)

    def _rung(self, judgement: Judgement, rung: str) -> Line:
        name, standing = level_name(judgement.definition, rung), judgement.standing
        if rung == standing.reached:
            return (name, Quiet(" ← certain"))
        return (name, Quiet(" ← possible")) if rung == standing.reachable else name

    def definition(self, judgement: Judgement) -> Iterator[Block]:
        definition = judgement.definition
        reason = hindrance(judgement) if judgement.verdict is not None else ""
        yield Heading(2, (called(definition, whole=True), " [", Code(definition.id), "]"))
        about = f"{capital(definition.says)}. " if definition.says else ""
        yield Paragraph((about, Link("Source", definition.source)), quiet=True)
        yield Paragraph((*spans(marked(judgement)), f" – {reason}" if reason else ""))
        if definition.beside:
            yield Paragraph(definition.beside)
        if judgement.components:
            silent = judgement.silent
            yield Listing(
                tuple(
                    Item((Kind(id).label, Quiet(f" {State.SILENT.label}") if id in silent else ""), verdict)
                    for id, verdict in judgement.components.items()
                )
            )
        if judgement.criteria:
            yield self._criteria(judgement)
        easiest: dict[str, Opening] = {}
        for opening in judgement.openings:
            easiest.setdefault(opening.reaches[0][1], opening)
        if easiest:
            yield listed(
                tuple(
                    f"To reach {level_name(definition, target)}: {opening.says}"
                    for target, opening in list(easiest.items())[:_SHOWN]
                )
            )

    def _criteria(self, judgement: Judgement) -> Listing:
        silent = judgement.silent
        return Listing(
            tuple(
                self._criterion(judgement, judged)
                for judged in judgement.criteria
                if not judged.grade or judged.grade.id not in silent
            )
        )

    def _criterion(self, judgement: Judgement, judged: Judged) -> Item:
        id = judgement.definition.id
        text = (capital(judged.criterion.says), " [", Code(f"{id}/{judged.criterion.id}"), "]")
        first = self._shown.setdefault(_Shown(judged.criterion.says, judged.verdict, tuple(judged.missing)), id)
        if first != id:
            return Item((*text, Quiet(f" as under {first}")), judged.verdict)
        if judged.verdict is Verdict.MET:
            because = f"{Caption.BECAUSE.label} {'; '.join(self._evidence(judged.evidence))}"
            return Item(text, judged.verdict, (Paragraph(because, quiet=True),))
        gaps = [str(gap) for gap in judged.missing[:_SHOWN]]
        if len(judged.missing) > _SHOWN:
            gaps.append(f"and {len(judged.missing) - _SHOWN} more")
        fix = Paragraph((Strong(f"{Caption.FIX.label}: "), judged.help))
        return Item(text, judged.verdict, (listed(tuple(gaps)), fix))

    def _evidence(self, evidence: Iterable[Evidence]) -> Iterator[str]:
        """The claims that a criterion rests on, each part once."""
        evidence = tuple(evidence)
        items = Counter(component for component, _ in {(entry.component, entry.item) for entry in evidence})
        parts: dict[str, list[str]] = {}
        for entry in evidence:
            part = entry.component.label if entry.component else circumstance_label(entry.about)
            if entry.item and items[entry.component] > 1:
                part = f"{part} ({entry.item})"
            value = _value(entry)
            if entry.about == "conclusion":
                part, value = entry.claim.because, f"conclusion {entry.claim.value}"
            origin = f"; {entry.claim.origin}" if entry.claim.origin else ""
            place = f"{self._place(entry.claim.source)}, {entry.claim.basis.label}{origin}"
            parts.setdefault(part, []).append(f"{value} ({place})")
        yield from (f"{part}: {', '.join(values)}" for part, values in parts.items())


def _value(evidence: Evidence) -> str:
    """The value of a claim in words."""
    value = evidence.claim.value
    if evidence.about == "availability" and value in set(Availability):
        return Availability(value).label
    if evidence.about == "extent" and value in set(Extent):
        return Extent(value).label
    return f"{evidence.about} {value}" if evidence.component else value
