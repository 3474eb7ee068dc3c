"""The report people read in a terminal: where it stands, why, what is missing and how to mend it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from openness.evaluation.classification import Classification
from openness.evaluation.judgement import Judged, Judgement
from openness.evaluation.standing import Standing
from openness.release.finding import Finding
from openness.reports.outline import COMPARED, Table, side_by_side
from openness.reports.page import Page
from openness.vocabulary.duties import Act
from openness.vocabulary.verdict import Verdict

_SHOWN = 4  # reasons shown for one criterion, and openings
_CHANGES = 4  # changes in an opening that is shown; the JSON has all


def write(
    classifications: Sequence[Classification],
    width: int = 80,
    colour: bool = False,
    replaced: Sequence[str] = (),
    whole: bool = False,
) -> str:
    """The report on several releases: every definition in one table, and the criteria of the spectrum.

    Args:
        classifications: what was found.
        width: columns of the terminal; 40 to 100 are used.
        colour: whether to colour it; it reads the same without.
        replaced: the shipped records that a folder replaced, each with its reason.
        whole: whether the criteria of every definition are shown.
    """
    page = Page(width, colour)
    for number, classification in enumerate(classifications):
        if number:
            page.lines.extend(("", "─" * page.width, ""))
        _release(page, classification, whole)
    if 1 < len(classifications) <= COMPARED:
        _compared(page, side_by_side(classifications))
    if classifications:
        page.put()
        for said in replaced:
            page.put(f"Replaced: {said}", hang=2)
        page.put(f"Licence and definition data {classifications[0].data}. This is not legal advice.", code="2")
    return "\n".join(page.lines) + "\n"


def _compared(page: Page, table: Table) -> None:
    """Several releases side by side, each by its number."""
    page.lines.extend(("", "─" * page.width))
    page.heading("Side by side")
    for number, name in enumerate(table.columns[1:], 1):
        page.put(f"{number} {name}", indent=2, hang=2)
    page.put()
    for what, *cells in table.rows:
        page.put(what, indent=2, code="1")
        for number, cell in enumerate(cells, 1):
            page.row(f"{number}  ", cell, 4, 3)


def _release(page: Page, classification: Classification, whole: bool) -> None:
    release = classification.release
    page.said.clear()
    page.name((*release.read, *release.unread))
    name = release.name.value or classification.source
    title = " ".join(part for part in (name, release.version.value) if part)
    page.put(title, code="1")
    about = [f"by {release.producer.value}" if release.producer.value else ""]
    about.append(f"from {classification.source}" if release.name.value else "")
    if any(about):
        page.put(", ".join(part for part in about if part), code="2")
    _spectrum(page, classification)
    others = [judgement for id, judgement in classification.judgements.items() if id != "spectrum"]
    _side_by_side(page, others, whole)
    for judgement in others if whole else ():
        _definition(page, judgement)
    _openings(page, classification)
    _findings(page, classification.findings)
    _duties(page, classification)
    _consequences(page, classification)
    page.heading("Read")
    page.put(", ".join(release.read) or "nothing", indent=2)
    if release.unread:
        page.put(f"not read: {', '.join(release.unread)}", indent=2)


def _spectrum(page: Page, classification: Classification) -> None:
    standing = classification.spectrum
    judgement = classification.judgements["spectrum"]
    page.heading("Spectrum")
    if standing.reached is None and standing.reachable is None:
        page.put(judgement.outcome or "no ruling", indent=2)
        return
    page.put(_sentence(standing, classification.band), indent=2)
    page.put()
    for rung in reversed(standing.rungs):
        verdict = standing.at_least(rung)
        page.row(f"{page.mark(verdict)} ", rung, 2, 2)
        if rung in (standing.reached, standing.reachable):
            page.beside(f"← {'certain' if rung == standing.reached else 'possible'}", len(rung) + 4, indent=4, code="2")
    _criteria(page, judgement)


def _sentence(standing: Standing, band: str) -> str:
    reached, reachable = standing.reached, standing.reachable
    basis = f" ({standing.basis.value})" if standing.basis else ""
    if reached == reachable:
        return f"It stands on {reached}{basis}; band: {band}."
    return f"It certainly stands on {reached}{basis} and may stand as high as {reachable}; band: {band}."


def _side_by_side(page: Page, judgements: Sequence[Judgement], whole: bool) -> None:
    """Every definition in one table, each with the criterion that decides and why."""
    if not judgements:
        return
    page.heading("Definitions")
    width = max(len(judgement.definition.id) for judgement in judgements)
    for judgement in judgements:
        mark = page.mark(judgement.verdict) if judgement.verdict is not None else "-"
        page.row(f"{mark} {page.paint(f'{judgement.definition.id:{width}}', '1')}  ", judgement.says, 2, width + 4)
        decides = judgement.deciding if judgement.verdict is not None else None
        if decides:
            why = "; ".join(decides.missing[:2]) or decides.criterion.help
            page.put(f"{decides.criterion.id}: {why}", indent=6, hang=2, code="2")
    if not whole:
        page.put()
        page.put(
            "`--under ID` shows the criteria of a definition, `openness explain ID` what it asks.", indent=2, code="2"
        )


def _definition(page: Page, judgement: Judgement) -> None:
    page.heading(f"{judgement.definition.name} [{judgement.definition.id}]")
    if not judgement.criteria:
        page.put(judgement.outcome or "no ruling", indent=2)
        return
    silent = judgement.silent
    for component, verdict in (judgement.components or {}).items():
        page.row(f"{page.mark(verdict)} ", component, 2, 2)
        if component in silent:
            page.beside("nothing is said of it", len(component) + 4, indent=4, code="2")
    if judgement.verdict is not None:
        page.row(f"{page.mark(judgement.verdict)} ", judgement.says, 2, 2)
    elif judgement.score is not None:
        page.put(judgement.says, indent=2)
    _criteria(page, judgement)
    targets = dict.fromkeys(opening.reaches[0][1] for opening in judgement.openings)
    for target in list(targets)[:_SHOWN]:
        easiest = next(opening for opening in judgement.openings if opening.reaches[0][1] == target)
        page.row(page.paint("↑ ", "36"), f"to reach {target}: {easiest.says}", 2, 2)


def _criteria(page: Page, judgement: Judgement) -> None:
    page.put()
    silent = judgement.silent
    for judged in judgement.criteria:
        if judged.grade and judged.grade.id in silent:
            continue
        criterion = judged.criterion
        same = (criterion.says, judged.verdict, judged.missing)
        said = page.said.get(same)
        page.row(f"{page.mark(judged.verdict)} ", criterion.id, 2, 2, code="1")
        if said:  # another text asks the same sentence
            page.beside(f"as under {said}", len(criterion.id) + 4, indent=4)
            continue
        page.said[same] = judgement.definition.id
        page.put(criterion.says, indent=4)
        if judged.verdict is Verdict.MET:
            page.put(f"rests on {'; '.join(_evidence(page, judged))}", indent=4, hang=2, code="2")
        else:
            _gaps(page, judged)


def _gaps(page: Page, judged: Judged) -> None:
    missing = judged.missing
    for gap in missing[:_SHOWN]:
        page.row("- ", gap, 4, 2)
    if len(missing) > _SHOWN:
        page.row("- ", f"and {len(missing) - _SHOWN} more (the JSON has all)", 4, 2)
    page.row(page.paint("→ ", "36"), judged.criterion.help, 4, 2)


def _evidence(page: Page, judged: Judged) -> Iterator[str]:
    """What a criterion rests on, each part once."""
    parts: dict[str, list[str]] = {}
    several = Counter(component for component, _ in {(one.component, one.item) for one in judged.evidence})
    for one in judged.evidence:
        what = one.component.value if one.component else one.about
        if one.item and several[one.component] > 1:
            what = f"{what} ({one.item})"
        about = f"{one.about} " if one.component and one.about != "availability" else ""
        if one.about == "conclusion":
            what, about = one.claim.because, "conclusion "
        origin = f"; {one.claim.origin}" if one.claim.origin else ""
        place = f"{page.place(one.claim.source)}, {one.claim.basis.value}{origin}"
        parts.setdefault(what, []).append(f"{about}{one.claim.value} ({place})")
    for what, said in parts.items():
        yield f"{what}: {', '.join(said)}"


def _openings(page: Page, classification: Classification) -> None:
    """The smallest changes that would raise most for the least effort."""
    openings = [opening for opening in classification.openings if len(opening.changes) <= _CHANGES]
    if not openings:
        return
    page.heading("What would raise it")
    for opening in openings[:_SHOWN]:
        reached = ", ".join(f"{id} {rung}" for id, rung in dict(opening.reaches).items())
        page.row("- ", opening.says, 2, 2)
        page.put(f"reaches {reached}", indent=4, hang=2, code="2")
        whys = dict.fromkeys(change.because for change in opening.changes)
        page.put(f"effort {opening.effort}: {'; '.join(whys)}", indent=4, hang=2, code="2")


def _findings(page: Page, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    page.heading("Findings")
    for finding in findings:
        level = finding.level
        where = f"{page.place(finding.source)}: " if finding.source else ""
        page.lines.append(f"  {page.level(level)} {finding.code.value}")
        page.put(f"{where}{finding.message}", indent=4)
        page.row(page.paint("→ ", "36"), finding.help or finding.code.help, 4, 2)


def _duties(page: Page, classification: Classification) -> None:
    """What is asked of whoever uses it, hosts it and so on, each duty once for each of them."""
    if not classification.duties:
        return
    page.heading("Duties")
    for act in Act:
        if not any(act in one.duty.when for one in classification.duties):
            continue
        page.put(act.says, indent=2, code="1")
        parts: dict[tuple[str, ...], list[str]] = {}
        for one in classification.duties:
            if act in one.duty.when:
                said = (one.duty.value, one.says, one.licence, one.clause, one.base, "" if one.certain else ", perhaps")
                parts.setdefault(said, []).append(one.component.value)
        for (duty, says, licence, clause, base, perhaps), components in parts.items():
            of = f" of the base {base}" if base else ""
            page.row("- ", f"{duty}: {says} ({licence}{of}, clause {clause}; {', '.join(components)}{perhaps})", 4, 2)


def _consequences(page: Page, classification: Classification) -> None:
    """What follows for whoever wants to use it, row by row, and what no release says."""
    page.heading("What follows")
    refused: list[str] = []
    for row, statements in classification.consequences.items():
        told = [one for one in statements if one.verdict is not None]
        refused.extend(one.says for one in statements if one.verdict is None)
        if told:
            page.put(row.replace("-", " "), indent=2, code="1")
        for one in told:
            verdict = one.verdict if one.verdict is not None else Verdict.UNKNOWN
            doubt = ": cannot be told" if verdict is Verdict.UNKNOWN else ""
            page.row(f"{page.mark(verdict)} ", f"{one.says}{doubt}", 4, 2)
    page.put(f"No release tells {'; '.join(refused)}.", indent=2, code="2")
