"""The sections of the report on one release."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from openness.blocks.document import Block, Code, Heading, Item, Line, Listing, Paragraph, Strong, Table, listed
from openness.evaluation.classification import Classification
from openness.evaluation.summary import availability, hindrances, judged, legend, level_name, licence_name
from openness.release.finding import Finding
from openness.reports.detail import Detail
from openness.reports.first_screen import first_screen, level_and_licence, look_out, title
from openness.reports.places import Places
from openness.reports.verdicts import VerdictBlocks
from openness.vocabulary.captions import Caption
from openness.vocabulary.sentences import capital
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Severity, State

if TYPE_CHECKING:
    from openness.evaluation.obligations import Owed
    from openness.evaluation.opening import Opening

_SHOWN = 4  # improvements
_CHANGES = 4  # changes in an improvement that is shown; the JSON has all


class Sections:
    """The blocks of one release."""

    def __init__(self, classification: Classification, detail: Detail) -> None:
        self.classification = classification
        self.release = classification.release
        self.licences = classification.resolved.licences
        self.whole = detail is Detail.FULL
        self.place = Places(self.release)
        self.verdicts = VerdictBlocks(classification, self.place)

    def blocks(self) -> Iterator[Block]:
        yield from first_screen(self.classification, brief=False)
        yield from self.verdicts.spectrum()
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
            yield from self.verdicts.spectrum() if id == "spectrum" else self.verdicts.definition(judgement)
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

    def definitions(self) -> Iterator[Block]:
        """Each reason that holds the release back; then the criteria of every definition."""
        judgements = list(judged(self.classification.judgements.values(), self.release))
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
            yield from self.verdicts.definition(judgement)

    def parts(self) -> Iterator[Block]:
        """The availability and the licence of each part, with the places that say so."""
        rows: list[tuple[Line, ...]] = []
        for component in self.release.components:
            for item in component.spoken:
                label = capital(component.kind.label)
                licence: Line = State.SILENT.label
                if item.licence.value:
                    name = licence_name(item.licence.value, self.licences)
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
                        availability(item.availability) or State.SILENT.label,
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

    def opening(self, opening: "Opening") -> Item:
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
        """The duties, by act, each once."""
        if not self.classification.duties:
            return
        from openness.evaluation.obligations import owed_once
        from openness.vocabulary.duties import Act

        yield Heading(2, "Duties")
        owed = owed_once(self.classification.duties)
        for act in Act:
            if lines := tuple(self.duty(each) for each in owed if act in each.asked.when):
                yield Heading(3, capital(act.says))
                yield listed(lines)

    def duty(self, owed: "Owed") -> str:
        parts = ", ".join(component.label for component in owed.components)
        return f"{capital(owed.asked.says)} ({owed.asked_by(self.licences)}; {parts})"

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
