"""What there is to say of a release, as headings, paragraphs, lists and tables: one outline for Markdown and HTML."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from openness.evaluation.classification import Classification
from openness.evaluation.judgement import Judgement
from openness.vocabulary import Kind
from openness.vocabulary.duties import Act
from openness.vocabulary.value import Shown
from openness.vocabulary.verdict import Verdict

_OPENINGS = 5  # openings shown; the JSON has all
COMPARED = 4  # releases that are laid side by side


@frozen(eq=False, repr=False)
class Heading(Shown):
    """A heading of a level, 1 the highest."""

    level: int
    text: str


@frozen(eq=False, repr=False)
class Paragraph(Shown):
    """A paragraph; `quiet` where it says less than the others."""

    text: str
    quiet: bool = False


@frozen(eq=False, repr=False)
class Listing(Shown):
    """A list."""

    items: tuple[str, ...]


@frozen(eq=False, repr=False)
class Table(Shown):
    """A table: its columns' names, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Listing | Table


def outline(classifications: Sequence[Classification], replaced: Sequence[str] = ()) -> Iterator[Block]:
    """Everything there is to say of several releases.

    Args:
        classifications: what was found.
        replaced: the shipped records that a folder replaced, each with its reason.
    """
    if 1 < len(classifications) <= COMPARED:
        yield Heading(1, "Side by side")
        yield side_by_side(classifications)
    for one in classifications:
        yield from _release(one)
    for said in replaced:
        yield Paragraph(f"Replaced: {said}", quiet=True)
    if classifications:
        yield Paragraph(f"Licence and definition data {classifications[0].data}. This is not legal advice.", quiet=True)


def side_by_side(classifications: Sequence[Classification]) -> Table:
    """Several releases in one table: where they stand, under each definition, and what is said of each part."""
    names = tuple(_title(one) for one in classifications)
    rows = [("spectrum", *(_standing(one) for one in classifications))]
    for id in dict.fromkeys(id for one in classifications for id in one.judgements if id != "spectrum"):
        held = (one.judgements.get(id) for one in classifications)
        rows.append((id, *(_cell(judgement) if judgement else "" for judgement in held)))
    spoken = {component.kind for one in classifications for component in one.release.components}
    for kind in (kind for kind in Kind if kind in spoken):
        rows.append((kind.value, *(_part(one, kind) for one in classifications)))
    return Table(("", *names), tuple(rows))


def _title(one: Classification) -> str:
    name = one.release.name.value or one.source
    return " ".join(part for part in (name, one.release.version.value) if part)


def _standing(one: Classification) -> str:
    reached, reachable = one.spectrum.reached or "no ruling", one.spectrum.reachable
    return reached if reachable in (reached, None) else f"{reached}, perhaps {reachable}"


def _cell(judgement: Judgement) -> str:
    mark = f"{judgement.verdict.mark} " if judgement.verdict is not None else ""
    return f"{mark}{judgement.says}"


def _part(one: Classification, kind: Kind) -> str:
    """What is said of a part: its availability and licence, of several items those that differ."""
    held = []
    for item in one.release.component(kind).spoken:
        words = ((fact.value or ("disputed" if fact.claims else "")) for fact in (item.availability, item.licence))
        held.append(", ".join(filter(None, words)) or "nothing said")
    return "; ".join(dict.fromkeys(held)) or "nothing said"


def _release(one: Classification) -> Iterator[Block]:
    release = one.release
    yield Heading(1, _title(one))
    about = [f"by {release.producer.value}" if release.producer.value else "", f"from {one.source}"]
    yield Paragraph(", ".join(part for part in about if part), quiet=True)
    yield from _spectrum(one)
    yield from _definitions(one)
    yield from _parts(one)
    yield from _openings(one)
    yield from _findings(one)
    yield from _duties(one)
    yield from _consequences(one)
    yield Heading(2, "Read")
    yield Paragraph(", ".join(release.read) or "nothing")
    if release.unread:
        yield Paragraph(f"Not read: {', '.join(release.unread)}")


def _spectrum(one: Classification) -> Iterator[Block]:
    standing = one.spectrum
    yield Heading(2, "Spectrum")
    if standing.reached is None and standing.reachable is None:
        yield Paragraph(one.judgements["spectrum"].outcome or "no ruling")
        return
    basis = f" ({standing.basis.value})" if standing.basis else ""
    higher = f" and may stand as high as {standing.reachable}" if standing.reachable != standing.reached else ""
    yield Paragraph(f"It certainly stands on {standing.reached}{basis}{higher}; band: {one.band}.")
    rungs = ((rung, standing.at_least(rung)) for rung in reversed(standing.rungs))
    yield Table(("", "rung"), tuple((verdict.mark, rung) for rung, verdict in rungs))


def _definitions(one: Classification) -> Iterator[Block]:
    yield Heading(2, "Definitions")
    rows = []
    for id, judgement in one.judgements.items():
        decides = judgement.deciding if judgement.verdict is not None else None
        why = f"{decides.criterion.id}: {'; '.join(decides.missing[:2]) or decides.criterion.help}" if decides else ""
        mark = judgement.verdict.mark if judgement.verdict is not None else ""
        rows.append((mark, id, judgement.says, why))
    yield Table(("", "definition", "verdict", "what decides"), tuple(rows))


def _parts(one: Classification) -> Iterator[Block]:
    """What is said of each part."""
    rows = []
    for component in one.release.components:
        for item in component.spoken:
            what = f"{component.kind.value} ({item.name})" if item.name else component.kind.value
            said = [
                fact.value or ("disputed: " + ", ".join(fact.values) if fact.claims else "nothing said")
                for fact in (item.availability, item.licence)
            ]
            rests = dict.fromkeys(
                str(claim.source) for fact in (item.availability, item.licence) for claim in fact.claims
            )
            rows.append((what, *said, ", ".join(rests)))
    if rows:
        yield Heading(2, "Parts")
        yield Table(("part", "availability", "licence", "rests on"), tuple(rows))


def _openings(one: Classification) -> Iterator[Block]:
    if not one.openings:
        return
    yield Heading(2, "What would raise it")
    rows = []
    for opening in one.openings[:_OPENINGS]:
        reached = ", ".join(f"{id} {rung}" for id, rung in dict(opening.reaches).items())
        because = "; ".join(dict.fromkeys(change.because for change in opening.changes))
        rows.append((opening.says, reached, f"{opening.effort}: {because}"))
    yield Table(("change", "reaches", "effort"), tuple(rows))


def _findings(one: Classification) -> Iterator[Block]:
    if not one.findings:
        return
    yield Heading(2, "Findings")
    rows = (
        (f.level, f.code.value, str(f.source) if f.source else "", f.message, f.help or f.code.help)
        for f in one.findings
    )
    yield Table(("level", "finding", "where", "what", "to mend it"), tuple(rows))


def _duties(one: Classification) -> Iterator[Block]:
    if not one.duties:
        return
    yield Heading(2, "Duties")
    rows = []
    for act in Act:
        for duty in one.duties:
            if act in duty.duty.when:
                of = f" (base {duty.base})" if duty.base else ""
                certain = "" if duty.certain else ", perhaps"
                rows.append((act.says, duty.duty.value, duty.says, f"{duty.licence}{of}{certain}", duty.clause))
    yield Table(("who", "duty", "what", "licence", "clause"), tuple(dict.fromkeys(rows)))


def _consequences(one: Classification) -> Iterator[Block]:
    yield Heading(2, "What follows")
    rows, refused = [], []
    for row, statements in one.consequences.items():
        for statement in statements:
            if statement.verdict is None:
                refused.append(f"{statement.says}: {'; '.join(statement.because)}")
            else:
                doubt = ": cannot be told" if statement.verdict is Verdict.UNKNOWN else ""
                rows.append((row, statement.verdict.mark, f"{statement.says}{doubt}"))
    yield Table(("row", "", "statement"), tuple(rows))
    yield Paragraph("No release tells:")
    yield Listing(tuple(refused))
