"""A section for a model card: where the release stands, every definition in one table, and what its licences ask."""

from collections.abc import Iterator

from openness.blocks.escape import markdown
from openness.evaluation.classification import Classification

_REASON = 160  # letters of a reason


def write(classification: Classification) -> str:
    """The section, in Markdown.

    >>> from openness import classify
    >>> print(write(classify("docs/examples/llama-3.1/README.md", under=["osaid-1.0"])))
    ## Openness
    <BLANKLINE>
    This release stands on **weights-available** (band: semi-open).
    Its weights are gated, under LicenseRef-Llama-3.1-Community.
    <BLANKLINE>
    | Definition | Verdict | What keeps it from more |
    |---|---|---|
    | The open-to-closed spectrum | met: reached weights-available | weights-licence: LicenseRef-Llama-3.1-Community ... |
    | Open Source AI Definition 1.0 | not met | parameters: model-parameters-final is gated |
    <BLANKLINE>
    ...
    """
    return "\n".join(_lines(classification)) + "\n"


def _lines(classification: Classification) -> Iterator[str]:
    yield from ("## Openness", "", _standing(classification))
    for component in classification.release.components:
        if component.kind.value == "model-parameters-final" and component.availability.value:
            under = f", under {markdown(component.licence.value)}" if component.licence.value else ""
            yield f"Its weights are {component.availability.value}{under}."
    yield from ("", "| Definition | Verdict | What keeps it from more |", "|---|---|---|")
    for judgement in classification.judgements.values():
        decides = judgement.deciding
        why = f"{decides.criterion.id}: {next(iter(decides.missing), decides.criterion.help)}" if decides else ""
        why = why if len(why) <= _REASON else f"{why[: _REASON - 1]}…"
        yield f"| {markdown(judgement.definition.name)} | {markdown(judgement.says)} | {markdown(why)} |"
    yield ""
    duties = dict.fromkeys(
        f"- **{one.duty.value}**: {markdown(one.says)} ({markdown(one.licence)}, clause {markdown(one.clause)})"
        for one in classification.duties
    )
    if duties:
        yield from ("What its licences ask:", "", *duties, "")
    read = ", ".join(markdown(one) for one in classification.release.read)
    yield (
        f"*From what {read or 'no file'} says. Licence and definition data {classification.data}; unknown is neither yes nor "
        "no. This is not legal advice.*"
    )


def _standing(classification: Classification) -> str:
    standing = classification.spectrum
    if standing.reached is None and standing.reachable is None:
        return "The spectrum does not judge this release."
    maybe = f" and may reach **{standing.reachable}**" if standing.reachable != standing.reached else ""
    return f"This release stands on **{standing.reached}**{maybe} (band: {classification.band})."
