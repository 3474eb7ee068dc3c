"""The report on releases, as one document of blocks for the terminal, Markdown and HTML."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from openness.blocks import closing
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
    Rule,
    Strong,
    Table,
    listed,
    spans,
)
from openness.evaluation.classification import Classification
from openness.evaluation.evidence import Evidence
from openness.evaluation.judgement import Judged, Judgement
from openness.evaluation.remediation import Opening
from openness.evaluation.summary import (
    availability,
    called,
    hindrance,
    hindrances,
    legend,
    level_name,
    licence_name,
    marked,
)
from openness.licensing.clauses import cited
from openness.release.finding import Finding
from openness.release.location import Source
from openness.reports.detail import Detail
from openness.reports.first_screen import first_screen, level_and_licence, look_out, more, title
from openness.vocabulary import Availability, Extent, Kind, circumstance_label
from openness.vocabulary.captions import Caption
from openness.vocabulary.duties import Act
from openness.vocabulary.sentences import capital
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Band, Severity

COMPARED = 4  # releases in one table, at most
_NOT_STATED = "not stated"
_SHOWN = 4  # reasons of one criterion, and improvements
_CHANGES = 4  # changes in an improvement that is shown; the JSON has all


def outline(
    classifications: Sequence[Classification], replaced: Sequence[str] = (), detail: Detail = Detail.FULL
) -> Iterator[Block]:
    """The report on several releases.

    Args:
        classifications: the results.
        replaced: the shipped records that a folder replaced, each with its reason.
        detail: how much is shown.
    """
    for number, classification in enumerate(classifications):
        if number:
            yield Rule()
        if detail is Detail.SCREEN:
            yield from first_screen(classification)
        elif detail is Detail.UNDER:
            yield from _Release(classification, detail).under()
        else:
            yield from _Release(classification, detail).blocks()
    if 1 < len(classifications) <= COMPARED:
        yield Rule()
        yield Heading(2, Caption.SIDE_BY_SIDE.label)
        yield side_by_side(classifications)
    for record in replaced:
        yield Paragraph(f"Replaced: {record}")
    if classifications and detail is Detail.SCREEN:
        yield more(classifications)
    elif classifications and detail is Detail.UNDER:
        yield more(classifications, "everything else")
    elif classifications:
        yield Paragraph(closing(classifications[0].data), quiet=True)


def side_by_side(classifications: Sequence[Classification]) -> Table:
    """Several releases in one table: the result under each definition, and each part."""
    rows: list[tuple[Line, ...]] = []
    for id in dict.fromkeys(id for classification in classifications for id in classification.judgements):
        judgements = [classification.judgements.get(id) for classification in classifications]
        label = next(called(judgement.definition) for judgement in judgements if judgement)
        rows.append((label, *(marked(judgement) if judgement else "" for judgement in judgements)))
    described = {
        component.kind for classification in classifications for component in classification.release.components
    }
    for kind in (kind for kind in Kind if kind in described):
        rows.append((capital(kind.label), *(_part(classification, kind) for classification in classifications)))
    return Table(("", *map(title, classifications)), tuple(rows))


def _part(classification: Classification, kind: Kind) -> str:
    """The availability and licence of a part; of several items, those that differ."""
    items = []
    for item in classification.release.component(kind).spoken:
        licence = _licence(classification, item.licence.value) or ("licence disputed" if item.licence.claims else "")
        items.append(", ".join(filter(None, (availability(item.availability), licence))) or _NOT_STATED)
    return "; ".join(dict.fromkeys(items)) or _NOT_STATED


def _licence(classification: Classification, licence: str | None) -> str:
    return licence_name(licence, classification.resolved.licences) if licence else ""


class _Told(NamedTuple):
    """A criterion as it was shown once: another definition that asks the same, with the same answer, refers to it."""

    says: str
    verdict: Verdict
    missing: tuple[object, ...]


class _Release:
    """The blocks of one release."""

    def __init__(self, classification: Classification, detail: Detail) -> None:
        self.classification = classification
        self.release = classification.release
        self.whole = detail is Detail.FULL
        self.shown: dict[_Told, str] = {}  # criteria that stand further up, and under which definition
        documents = (*self.release.read, *self.release.unread)
        names = Counter(document.rpartition("/")[2] for document in documents)
        self.unique = {document for document in documents if names[document.rpartition("/")[2]] == 1}

    def blocks(self) -> Iterator[Block]:
        yield from first_screen(self.classification, brief=False)
        yield from self.spectrum()
        yield from self.definitions()
        yield from self.parts()
        yield from self.openings()
        yield from self.findings(self.classification.findings)
        yield from self.duties()
        yield from self.consequences()
        yield Heading(2, Caption.FILES.label)
        yield from self.files()

    def under(self) -> Iterator[Block]:
        """The level in a line, the licence, and the definitions asked for."""
        producer = self.release.producer.value
        source = f"from {self.classification.source}" if self.release.name.value else ""
        about = [f"by {producer}" if producer else "", source]
        yield Heading(1, title(self.classification))
        if any(about):
            yield Paragraph(", ".join(filter(None, about)), quiet=True)
        yield from level_and_licence(self.classification)
        yield from look_out(self.classification)
        for id in self.classification.under:
            judgement = self.classification.judgements[id]
            yield from self.spectrum() if id == "spectrum" else self.definition(judgement)
        yield from self.findings(finding for finding in self.classification.findings if finding.level != Severity.NOTE)
        shown = (id for id in self.classification.under if id != "spectrum")  # its levels stand one below the other
        if marks := legend(self.classification.judgements[id] for id in shown):
            yield Paragraph(marks, quiet=True)
        yield from self.files()

    def files(self) -> Iterator[Block]:
        """The files that were read, and those that were not."""
        yield Paragraph(f"Read: {', '.join(self.release.read) or 'nothing'}")
        if self.release.unread:
            yield Paragraph(f"Not read: {', '.join(self.release.unread)}")

    def place(self, source: Source) -> str:
        """A place, its document by the last part of the path where that is enough."""
        document = source.document.rpartition("/")[2] if source.document in self.unique else source.document
        return f"{document}:{source.line}" if source.line else document

    def spectrum(self) -> Iterator[Block]:
        judgement = self.classification.judgements["spectrum"]
        standing = judgement.standing
        yield Heading(2, Caption.HOW_OPEN_IT_IS.label)
        if not judgement.criteria:
            return
        basis = f" Basis: {standing.basis.label} ({standing.basis.says})." if standing.basis else ""
        yield Paragraph(f"Band: {Band(self.classification.band).label}.{basis}", quiet=True)
        floor = judgement.definition.floor  # where everything stands is nothing that a release achieves
        rungs = (rung for rung in reversed(standing.rungs) if rung != floor or rung == standing.reached)
        yield Listing(
            tuple(
                Item(self.rung(judgement, rung), standing.at_least(rung) if rung != floor else None) for rung in rungs
            )
        )
        yield self.criteria(judgement)

    def rung(self, judgement: Judgement, rung: str) -> Line:
        name, standing = level_name(judgement.definition, rung), judgement.standing
        if rung == standing.reached:
            return (name, Quiet(" ← certain"))
        return (name, Quiet(" ← possible")) if rung == standing.reachable else name

    def definitions(self) -> Iterator[Block]:
        """Each reason that holds the release back; then the criteria of every definition."""
        judgements = [judgement for id, judgement in self.classification.judgements.items() if id != "spectrum"]
        if not judgements:
            return
        reasons = hindrances(self.classification.judgements.values())
        if reasons.items:
            yield Heading(2, Caption.WHAT_HOLDS_IT_BACK.label)
            yield reasons
        if not self.whole:
            yield Paragraph(
                (
                    Code("--under ID"),
                    " shows the criteria of a definition; ",
                    Code("openness explain definitions"),
                    " lists the ids.",
                ),
                quiet=True,
            )
        for judgement in judgements if self.whole else ():
            yield from self.definition(judgement)

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
                    Item((Kind(id).label, Quiet(f" {_NOT_STATED}") if id in silent else ""), verdict)
                    for id, verdict in judgement.components.items()
                )
            )
        if judgement.criteria:
            yield self.criteria(judgement)
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

    def criteria(self, judgement: Judgement) -> Listing:
        silent = judgement.silent
        return Listing(
            tuple(
                self.criterion(judgement, judged)
                for judged in judgement.criteria
                if not judged.grade or judged.grade.id not in silent
            )
        )

    def criterion(self, judgement: Judgement, judged: Judged) -> Item:
        id = judgement.definition.id
        text = (capital(judged.criterion.says), " [", Code(f"{id}/{judged.criterion.id}"), "]")
        first = self.shown.setdefault(_Told(judged.criterion.says, judged.verdict, tuple(judged.missing)), id)
        if first != id:
            return Item((*text, Quiet(f" as under {first}")), judged.verdict)
        if judged.verdict is Verdict.MET:
            because = f"{Caption.BECAUSE.label} {'; '.join(self.evidence(judged.evidence))}"
            return Item(text, judged.verdict, (Paragraph(because, quiet=True),))
        gaps = [str(gap) for gap in judged.missing[:_SHOWN]]
        if len(judged.missing) > _SHOWN:
            gaps.append(f"and {len(judged.missing) - _SHOWN} more")
        fix = Paragraph((Strong(f"{Caption.FIX.label}: "), judged.help))
        return Item(text, judged.verdict, (listed(tuple(gaps)), fix))

    def evidence(self, evidence: Iterable[Evidence]) -> Iterator[str]:
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
            place = f"{self.place(entry.claim.source)}, {entry.claim.basis.label}{origin}"
            parts.setdefault(part, []).append(f"{value} ({place})")
        yield from (f"{part}: {', '.join(values)}" for part, values in parts.items())

    def parts(self) -> Iterator[Block]:
        """The availability and the licence of each part, with the places that say so."""
        rows: list[tuple[Line, ...]] = []
        for component in self.release.components:
            for item in component.spoken:
                label = capital(component.kind.label)
                licence: Line = _NOT_STATED
                if item.licence.value:
                    name = _licence(self.classification, item.licence.value)
                    licence = name if name == item.licence.value else (name, " [", Code(item.licence.value), "]")
                elif item.licence.claims:
                    licence = f"disputed: {', '.join(item.licence.values)}"
                claims = (*item.availability.claims, *item.licence.claims)
                places = dict.fromkeys(
                    f"{self.place(claim.source)}{'' if claim.stated else ' (inferred)'}" for claim in claims
                )
                rows.append(
                    (
                        f"{label} ({item.name})" if item.name else label,
                        availability(item.availability) or _NOT_STATED,
                        licence,
                        ", ".join(places),
                    )
                )
        if rows:
            yield Heading(2, Caption.PARTS.label)
            yield Table(("part", "availability", "licence", "source"), tuple(rows), below=1)
        if unchecked := self.release.unchecked:
            yield Paragraph(f"Not checked by us: {', '.join(kind.label for kind in unchecked)}.", quiet=True)

    def openings(self) -> Iterator[Block]:
        """The smallest changes that raise most for the least effort."""
        openings = [opening for opening in self.classification.openings if len(opening.changes) <= _CHANGES]
        if not openings:
            return
        yield Heading(2, Caption.WHAT_WOULD_RAISE_IT.label)
        yield Listing(tuple(self.opening(opening) for opening in openings[:_SHOWN]))

    def opening(self, opening: Opening) -> Item:
        reached = ", ".join(
            f"{definition.label}: {level_name(definition, rung)}"
            for id, rung in dict(opening.reaches).items()
            if (definition := self.classification.judgements[id].definition)
        )
        why = "; ".join(dict.fromkeys(change.because for change in opening.changes))
        below = (
            Paragraph(f"Reaches {reached}", quiet=True),
            Paragraph(capital(why), quiet=True),
        )
        return Item(capital(opening.says), below=below)

    def findings(self, findings: Iterable[Finding]) -> Iterator[Block]:
        """Findings, each with its place and its fix; nothing where there are none."""
        items = []
        for finding in findings:
            place = f", {self.place(finding.source)}" if finding.source else ""
            code = finding.code
            text = (Severity(finding.level), ": ", Strong(capital(code.label)), " [", Code(code.value), f"]{place}")
            fix = Paragraph((Strong(f"{Caption.FIX.label}: "), finding.help or code.help))
            items.append(Item(text, below=(Paragraph(finding.message), fix)))
        if items:
            yield Heading(2, "Findings")
            yield Listing(tuple(items))

    def duties(self) -> Iterator[Block]:
        """The duties, by act; one that several parts bring is shown once."""
        if not self.classification.duties:
            return
        yield Heading(2, "Duties")
        for act in Act:
            parts: dict[str, list[str]] = {}
            for obligation in self.classification.duties:
                if act in obligation.when:
                    base = f" of the base model {obligation.base}" if obligation.base else ""
                    doubt = "" if obligation.certain else "if you choose it, " if obligation.chosen else "perhaps, "
                    licence = (
                        f"{doubt}{_licence(self.classification, obligation.licence)}{base}, {cited(obligation.clause)}"
                    )
                    duty = f"{capital(obligation.says)} ({licence}"
                    parts.setdefault(duty, []).append(obligation.component.label)
            if parts:
                yield Heading(3, capital(act.says))
                yield listed(tuple(f"{duty}; {', '.join(labels)})" for duty, labels in parts.items()))

    def consequences(self) -> Iterator[Block]:
        """The things a user can do and may do, and the questions that a release does not answer."""
        yield Heading(2, Caption.WHAT_YOU_CAN_DO.label)
        open_questions: list[str] = []
        for row, statements in self.classification.consequences.items():
            items = []
            for statement in statements:
                if statement.verdict is None:
                    open_questions.append(statement.says)
                else:
                    text = f"unknown: {statement.says}" if statement.verdict is Verdict.UNKNOWN else statement.says
                    items.append(Item(capital(text), statement.verdict))
            if items:
                yield Heading(3, capital(row.replace("-", " ")))
                yield Listing(tuple(items))
        yield Paragraph(f"A release does not say {'; '.join(open_questions)}.", quiet=True)


def _value(evidence: Evidence) -> str:
    """The value of a claim in words."""
    value = evidence.claim.value
    if evidence.about == "availability" and value in set(Availability):
        return Availability(value).label
    if evidence.about == "extent" and value in set(Extent):
        return Extent(value).label
    return f"{evidence.about} {value}" if evidence.component else value
