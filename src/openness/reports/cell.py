"""What a notebook shows of a classification: where it stands and every definition in one table."""

from openness.blocks.markup import between, joined, tag
from openness.evaluation.classification import Classification
from openness.reports.page import MARKS


def write(classification: Classification) -> str:
    """A piece of HTML that needs no style and no script."""
    release, standing = classification.release, classification.spectrum
    name = " ".join(filter(None, (release.name.value, release.version.value))) or classification.source
    where = [tag("b", standing.reached or "no rung")]
    if standing.reachable != standing.reached:
        where.append(joined("may reach ", tag("b", standing.reachable or "")))
    rows = []
    for judgement in classification.judgements.values():
        decides = judgement.deciding
        why = f"{decides.criterion.id}: {next(iter(decides.missing), decides.criterion.help)}" if decides else ""
        mark = MARKS[judgement.verdict] if judgement.verdict is not None else "–"
        rows.append(
            tag(
                "tr",
                tag("th", judgement.definition.id, scope="row"),
                tag("td", f"{mark} {judgement.says}"),
                tag("td", why),
            )
        )
    heads = [tag("th", text, scope="col") for text in ("definition", "verdict", "what keeps it from more")]
    findings = between(", ", dict.fromkeys(f"{one.code.level}: {one.code.value}" for one in classification.findings))
    return str(
        tag(
            "div",
            tag("p", tag("b", name), ": stands on ", between(", ", where), f"; band: {classification.band}"),
            tag("table", tag("thead", tag("tr", heads)), tag("tbody", rows)),
            tag("p", "Findings: ", findings) if classification.findings else None,
            tag("p", f"Licence and definition data {classification.data}. This is not legal advice."),
        )
    )
