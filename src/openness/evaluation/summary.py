"""What a classification shows of itself: a section of a model card, and a cell of a notebook."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from openness.blocks.escape import markdown
from openness.blocks.markup import between, joined, tag
from openness.release.finding import Finding
from openness.release.release import Release
from openness.vocabulary import Kind
from openness.vocabulary.value import Value

if TYPE_CHECKING:
    from openness.evaluation.judgement import Judgement
    from openness.evaluation.obligations import Obligation
    from openness.evaluation.standing import Standing

_REASON = 160  # letters of a reason
_CLOSING = "Licence and definition data {data}{unknown}. This is not legal advice."


@frozen(eq=False, repr=False)
class Summary(Value):
    """What is shown of one classification.

    Args:
        release: the release, with its licence names resolved.
        source: where it was read from, as given.
        standing: where it stands on the spectrum.
        band: the band of the rung it reaches.
        judgements: by definition id.
        findings: what a person should look at.
        duties: what its licences ask.
        data: the version of the licence and definition data.
    """

    release: Release
    source: str
    standing: "Standing"
    band: str
    judgements: "Mapping[str, Judgement]"
    findings: tuple[Finding, ...]
    duties: "tuple[Obligation, ...]"
    data: str

    def markdown(self) -> str:
        """A section for a model card: where the release stands, every definition in one table, and its duties.

        >>> from openness import classify
        >>> print(classify("docs/examples/llama-3.1/README.md", under=["osaid-1.0"]).to_markdown())
        ## Openness
        <BLANKLINE>
        This release stands on **weights-available** (band: semi-open).
        Its weights are gated, under LicenseRef-Llama-3.1-Community.
        <BLANKLINE>
        | Definition | Verdict | What keeps it from more |
        |---|---|---|
        | The open-to-closed spectrum | met: reached weights-available | weights-licence: anyone is not granted: ... |
        | Open Source AI Definition 1.0 | not met | parameters: model-parameters-final is gated |
        <BLANKLINE>
        ...
        """
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield from ("## Openness", "", self._standing())
        weights = self.release.component(Kind.MODEL_PARAMETERS_FINAL)
        if weights.availability.value:
            under = f", under {markdown(weights.licence.value)}" if weights.licence.value else ""
            yield f"Its weights are {weights.availability.value}{under}."
        yield from ("", "| Definition | Verdict | What keeps it from more |", "|---|---|---|")
        for judgement in self.judgements.values():
            why = _hindrance(judgement)
            why = why if len(why) <= _REASON else f"{why[: _REASON - 1]}…"
            yield f"| {markdown(judgement.definition.name)} | {markdown(judgement.says)} | {markdown(why)} |"
        yield ""
        duties = dict.fromkeys(
            f"- **{duty.duty.value}**: {markdown(duty.says)} ({markdown(duty.licence)}, clause {markdown(duty.clause)})"
            for duty in self.duties
        )
        if duties:
            yield from ("What its licences ask:", "", *duties, "")
        read = ", ".join(markdown(document) for document in self.release.read)
        closing = _CLOSING.format(data=self.data, unknown="; unknown is neither yes nor no")
        yield f"*From what {read or 'no file'} says. {closing}*"

    def _standing(self) -> str:
        standing = self.standing
        if standing.reached is None and standing.reachable is None:
            return "The spectrum does not judge this release."
        maybe = f" and may reach **{standing.reachable}**" if standing.reachable != standing.reached else ""
        return f"This release stands on **{standing.reached}**{maybe} (band: {self.band})."

    def html(self) -> str:
        """A piece of HTML for a notebook; it needs no style and no script."""
        name = " ".join(filter(None, (self.release.name.value, self.release.version.value))) or self.source
        where = [tag("b", self.standing.reached or "no rung")]
        if self.standing.reachable != self.standing.reached:
            where.append(joined("may reach ", tag("b", self.standing.reachable or "")))
        rows = [
            tag(
                "tr",
                tag("th", judgement.definition.id, scope="row"),
                tag("td", f"{judgement.verdict.mark if judgement.verdict is not None else '–'} {judgement.says}"),
                tag("td", _hindrance(judgement)),
            )
            for judgement in self.judgements.values()
        ]
        heads = [tag("th", text, scope="col") for text in ("definition", "verdict", "what keeps it from more")]
        findings = between(", ", dict.fromkeys(f"{one.level}: {one.code.value}" for one in self.findings))
        return str(
            tag(
                "div",
                tag("p", tag("b", name), ": stands on ", between(", ", where), f"; band: {self.band}"),
                tag("table", tag("thead", tag("tr", heads)), tag("tbody", rows)),
                tag("p", "Findings: ", findings) if self.findings else None,
                tag("p", _CLOSING.format(data=self.data, unknown="")),
            )
        )


def _hindrance(judgement: "Judgement") -> str:
    """What keeps a release from more under a definition; empty where nothing does."""
    decides = judgement.deciding
    return f"{decides.criterion.id}: {next(iter(decides.missing), decides.criterion.help)}" if decides else ""
