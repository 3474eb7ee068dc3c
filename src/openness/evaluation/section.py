"""A classification in short: a section for a model card, and a cell of a notebook."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from openness.blocks import closing, html, markdown, not_read
from openness.blocks.document import Block, Heading, Inline, Line, Paragraph, Strong, Table, listed, spans
from openness.blocks.markup import tag
from openness.definition.definition import judges
from openness.evaluation.licence_stated import licence_stated, with_names
from openness.evaluation.obligations import owed_once
from openness.evaluation.summary import (
    availability,
    called,
    hindrances,
    legend,
    level_sentence,
    marked,
)
from openness.licensing.licences import Licences
from openness.release.finding import Finding
from openness.release.release import Release
from openness.value import Value
from openness.vocabulary import WEIGHTS
from openness.vocabulary.captions import Caption
from openness.vocabulary.words import Band

if TYPE_CHECKING:
    from openness.evaluation.judgement import Judgement
    from openness.evaluation.obligations import Obligation, Owed


@frozen(eq=False, repr=False)
class Summary(Value):
    """The parts of one classification that its short forms show.

    Args:
        release: the release, with its licence names resolved.
        source: where it was read from, as given.
        band: the band of the level it reaches.
        judgements: by definition id; the spectrum's is among them.
        findings: what a person should look at.
        duties: what its licences ask.
        licences: those that its names may stand for.
        data: the version of the licence and definition data.
    """

    release: Release
    source: str
    band: str
    judgements: "Mapping[str, Judgement]"
    findings: tuple[Finding, ...]
    duties: "tuple[Obligation, ...]"
    licences: Licences
    data: str

    def markdown(self) -> str:
        """A section for a model card: the level, every definition in one table, and the duties.

        >>> from openness import classify
        >>> print(classify("docs/examples/llama-3.1/README.md", under=["osaid-1.0"]).to_markdown())
        ## Openness
        <BLANKLINE>
        **Weights available** (level 3 of 6): you can download it; the licence may restrict some users or uses.
        <BLANKLINE>
        Band: semi-open. Weights: behind a form. Licence: Llama 3.1 Community License Agreement...
        <BLANKLINE>
        | definition | verdict |
        |---|---|
        | The open-to-closed spectrum | ↥ met: Weights available |
        | Open Source AI Definition 1.0 | ✗ not met |
        <BLANKLINE>
        ↥ met, not at the highest level
        <BLANKLINE>
        What holds it back:
        <BLANKLINE>
        - Companies with more than 700 million ..., clause 2) *– The open-to-closed spectrum*
        ...
        """
        return markdown.write(self._section())

    def _section(self) -> Iterator[Block]:
        yield Heading(2, "Openness")
        yield Paragraph(level_sentence(self.judgements["spectrum"]))
        offered = availability(self.release.component(WEIGHTS).availability)
        weights = f" Weights: {offered}." if offered else ""
        yield Paragraph((f"Band: {Band(self.band).label}.{weights} ", *self._licence()))
        yield from self._definitions()
        duties = dict.fromkeys(map(self._duty, owed_once(self.duties)))
        if duties:
            yield Paragraph("Its licences ask:")
            yield listed(tuple(duties))
        read = ", ".join(self.release.read) or "no file"
        yield Paragraph(f"From {read}. {self._ending()} Unknown is neither yes nor no.", quiet=True)

    def _licence(self) -> tuple[Inline, ...]:
        stated = with_names(licence_stated(self.release, self.findings), self.licences)
        return ("Licence: ", *spans(stated), ".")

    def _duty(self, owed: "Owed") -> Line:
        return (Strong(owed.asked.duty.label), f": {owed.asked.says} ({owed.asked_by(self.licences)})")

    def _definitions(self) -> Iterator[Block]:
        """Every definition in a table, and below it each reason once."""
        judgements = [each for each in self.judgements.values() if judges(each.definition, self.release.subject)]
        if not judgements:
            return
        rows = tuple((called(judgement.definition, whole=True), marked(judgement)) for judgement in judgements)
        yield Table(("definition", "verdict"), rows)
        if marks := legend(judgements):
            yield Paragraph(marks)
        reasons = hindrances(judgements, whole=True)
        if reasons.items:
            yield Paragraph(f"{Caption.WHAT_HOLDS_IT_BACK.label}:")
            yield reasons

    def _ending(self) -> str:
        return " ".join(filter(None, (not_read(self.release.unread), closing(self.data))))

    def html(self) -> str:
        """A piece of HTML for a notebook; it needs no style and no script."""
        return str(tag("div", html.markup(self._cell())))

    def _steps(self) -> Line:
        """The levels as a bar: full up to the one reached, half where it could be higher."""
        spectrum = self.judgements["spectrum"]
        rungs, standing = spectrum.definition.rungs, spectrum.standing
        if standing.reached is None or standing.reachable is None:
            return ""
        full, half = (rungs.index(rung) + 1 for rung in (standing.reached, standing.reachable))
        if self.band == Band.UNKNOWN:
            full = 0
        marks = "■" * full + "▨" * (half - full) + "□" * (len(rungs) - half)
        first, last = (spectrum.definition.grade(rung).name for rung in (rungs[0], rungs[-1]))
        return f"{first} {marks} {last}"

    def _cell(self) -> Iterator[Block]:
        name = " ".join(filter(None, (self.release.name.value, self.release.version.value))) or self.source
        yield Paragraph(
            (Strong(name), ": ", *level_sentence(self.judgements["spectrum"]), f" Band: {Band(self.band).label}.")
        )
        if steps := self._steps():
            yield Paragraph(steps)
        yield Paragraph(self._licence())
        yield from self._definitions()
        if self.findings:
            findings = dict.fromkeys(f"{finding.level}: {finding.code.label}" for finding in self.findings)
            yield Paragraph(f"Findings: {', '.join(findings)}.")
        yield Paragraph(self._ending())
