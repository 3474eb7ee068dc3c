"""A classification in short: its level in a sentence, a section for a model card, a cell of a notebook."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from openness.blocks import html, markdown
from openness.blocks.document import Block, Heading, Inline, Line, Paragraph, Strong, Table, listed
from openness.blocks.markup import tag
from openness.licensing.licences import Licences
from openness.release.claim import Fact
from openness.release.finding import Finding
from openness.release.release import Release
from openness.value import Value
from openness.vocabulary import Availability, Kind
from openness.vocabulary.words import Band

if TYPE_CHECKING:
    from openness.definition.definition import Definition
    from openness.evaluation.judgement import Judgement
    from openness.evaluation.obligations import Obligation

_REASON = 160  # letters of a reason


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
    return next((str(gap) for gap in decides.missing), decides.criterion.help) if decides else ""


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
        Band: semi-open. Weights: behind a form, under Llama 3.1 Community License Agreement.
        <BLANKLINE>
        | definition | verdict | what holds it back |
        |---|---|---|
        | The open-to-closed spectrum | ✓ met: Weights available | ... |
        | Open Source AI Definition 1.0 | ✗ not met | ... |
        <BLANKLINE>
        ...
        """
        return markdown.write(self._section())

    def _section(self) -> Iterator[Block]:
        from openness.licensing.clauses import cited

        yield Heading(2, "Openness")
        yield Paragraph(level_sentence(self.judgements["spectrum"]))
        yield Paragraph(f"Band: {Band(self.band).label}.{self._weights()}")
        yield self._table()
        duties = dict.fromkeys(
            (Strong(duty.duty.label), f": {duty.says} ({self._name(duty.licence)}, {cited(duty.clause)})")
            for duty in self.duties
        )
        if duties:
            yield Paragraph("Its licences ask:")
            yield listed(tuple(duties))
        read = ", ".join(self.release.read) or "no file"
        yield Paragraph(f"From {read}. {self._closing()} Unknown is neither yes nor no.", quiet=True)

    def _weights(self) -> str:
        weights = self.release.component(Kind.MODEL_PARAMETERS_FINAL)
        offered = availability(weights.availability)
        licence = f", under {self._name(weights.licence.value)}" if weights.licence.value else ""
        return f" Weights: {offered}{licence}." if offered else ""

    def _name(self, licence: str) -> str:
        return licence_name(licence, self.licences)

    def _table(self) -> Table:
        rows: list[tuple[Line, ...]] = []
        for judgement in self.judgements.values():
            why = hindrance(judgement)
            why = why if len(why) <= _REASON else f"{why[: _REASON - 1]}…"
            rows.append((judgement.definition.name, marked(judgement), why))
        return Table(("definition", "verdict", "what holds it back"), tuple(rows))

    def _closing(self) -> str:
        return f"Licence and definition data {self.data}. This is not legal advice."

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
        yield self._table()
        if self.findings:
            findings = dict.fromkeys(f"{finding.level}: {finding.code.label}" for finding in self.findings)
            yield Paragraph(f"Findings: {', '.join(findings)}.")
        yield Paragraph(self._closing())
