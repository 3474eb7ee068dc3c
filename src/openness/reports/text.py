"""The report people read in a terminal: where it stands, why, what is missing and how to mend it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from openness.classification import Classification, Judged, Judgement
from openness.escape import terminal
from openness.finding import Finding
from openness.judgement import Standing
from openness.source import Source
from openness.verdict import Verdict

MARKS = {Verdict.MET: "✓", Verdict.UNMET: "✗", Verdict.UNKNOWN: "?"}
_COLOURS = {Verdict.MET: "32", Verdict.UNMET: "31", Verdict.UNKNOWN: "33"}
_LEVELS = {"error": "31", "warning": "33", "note": "36"}
_SHOWN = 4  # reasons shown for one criterion


class _Page:
    """Lines of a certain width, coloured or not."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = max(40, min(width, 100))
        self.colour = colour
        self.lines: list[str] = []
        self.said: dict[tuple[str, Verdict], str] = {}  # criteria shown already, and under which definition
        self.documents: dict[str, str] = {}  # how documents are called here

    def name(self, documents: Sequence[str]) -> None:
        """Call documents by their last part where that tells them apart."""
        short = [document.rpartition("/")[2] for document in documents]
        self.documents = {
            document: base for document, base in zip(documents, short, strict=True) if short.count(base) == 1
        }

    def place(self, source: Source) -> str:
        """A place, its document by the short name."""
        document = self.documents.get(source.document, source.document)
        return f"{document}:{source.line}" if source.line else document

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def mark(self, verdict: Verdict) -> str:
        return self.paint(MARKS[verdict], _COLOURS[verdict])

    def put(self, text: str = "", indent: int = 0, hang: int = 0, code: str = "") -> None:
        """A paragraph, wrapped, its later lines hanging in."""
        clean = terminal(text)
        first, later = " " * indent, " " * (indent + hang)
        lines = _wrap(clean, self.width - indent, self.width - indent - hang)
        shown = (f"{later if at else first}{line}".rstrip() for at, line in enumerate(lines))
        self.lines.extend(self.paint(line, code) if code else line for line in shown)

    def row(self, lead: str, text: str, indent: int, plain_lead: int, code: str = "") -> None:
        """A line that begins with something coloured, of a known width, and goes on as a paragraph."""
        hang = indent + plain_lead
        lines = _wrap(terminal(text), self.width - hang, self.width - hang)
        first, *rest = (self.paint(line, code) if code else line for line in lines)
        self.lines.append(f"{' ' * indent}{lead}{first}".rstrip())
        self.lines.extend(f"{' ' * hang}{line}" for line in rest)

    def beside(self, text: str, taken: int, indent: int, code: str = "") -> None:
        """Two blanks on in the last line, of which so much is taken; below it where there is no room."""
        if taken + 2 + len(text) <= self.width:
            self.lines[-1] += self.paint(f"  {text}", code) if code else f"  {text}"
        else:
            self.put(text, indent, code=code)

    def heading(self, text: str) -> None:
        self.lines.append("")
        self.put(text, code="1")


def _wrap(text: str, first: int, later: int) -> list[str]:
    """Lines of at most so many characters; a longer word is cut."""
    lines = [""]
    for word in text.split():
        room = (first if len(lines) == 1 else later) - len(lines[-1]) - (1 if lines[-1] else 0)
        if len(word) <= room:
            lines[-1] += f" {word}" if lines[-1] else word
            continue
        if lines[-1]:
            lines.append("")
        while len(word) > (room := first if len(lines) == 1 else later):
            lines[-1], word = word[:room], word[room:]
            lines.append("")
        lines[-1] = word
    return lines


def paragraph(text: str, width: int) -> list[str]:
    """Lines of at most so many characters."""
    return _wrap(text, width, width)


def write(
    classifications: Sequence[Classification], width: int = 80, colour: bool = False, replaced: Sequence[str] = ()
) -> str:
    """The report on several releases.

    Args:
        classifications: what was found.
        width: columns of the terminal; 40 to 100 are used.
        colour: whether to colour it; it reads the same without.
        replaced: the shipped records that a folder replaced, each with its reason.
    """
    page = _Page(width, colour)
    for number, classification in enumerate(classifications):
        if number:
            page.lines.extend(("", "─" * page.width, ""))
        _release(page, classification)
    if classifications:
        page.put()
        for said in replaced:
            page.put(f"Replaced: {said}", hang=2)
        page.put(f"Licence and definition data {classifications[0].data}. This is not legal advice.", code="2")
    return "\n".join(page.lines) + "\n"


def _release(page: _Page, classification: Classification) -> None:
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
    for id, judgement in classification.judgements.items():
        if id != "spectrum":
            _definition(page, judgement)
    _findings(page, classification.findings)
    page.heading("Read")
    page.put(", ".join(release.read) or "nothing", indent=2)
    if release.unread:
        page.put(f"not read: {', '.join(release.unread)}", indent=2)


def _spectrum(page: _Page, classification: Classification) -> None:
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


def _definition(page: _Page, judgement: Judgement) -> None:
    page.heading(f"{judgement.definition.name} [{judgement.definition.id}]")
    if judgement.verdict is None:
        page.put(judgement.outcome or "no ruling", indent=2)
        return
    standing = judgement.standing
    said = {Verdict.MET: "met", Verdict.UNMET: "not met", Verdict.UNKNOWN: "cannot be told"}[judgement.verdict]
    rungs = ""
    if len(standing.rungs) > 1:
        rungs = f": reached {standing.reached or 'none'}"
        rungs += f", reachable {standing.reachable or 'none'}" if standing.reachable != standing.reached else ""
    page.row(f"{page.mark(judgement.verdict)} ", f"{judgement.outcome or said}{rungs}", 2, 2)
    _criteria(page, judgement)


def _criteria(page: _Page, judgement: Judgement) -> None:
    page.put()
    for judged in judgement.criteria:
        criterion = judged.criterion
        said = page.said.get((criterion.says, judged.verdict))
        page.row(f"{page.mark(judged.verdict)} ", criterion.id, 2, 2, code="1")
        if said:  # another text asks the same sentence
            page.beside(f"as under {said}", len(criterion.id) + 4, indent=4)
            continue
        page.said[criterion.says, judged.verdict] = judgement.definition.id
        page.put(criterion.says, indent=4)
        if judged.verdict is Verdict.MET:
            page.put(f"rests on {'; '.join(_evidence(page, judged))}", indent=4, hang=2, code="2")
        else:
            _gaps(page, judged)


def _gaps(page: _Page, judged: Judged) -> None:
    missing = judged.missing
    for gap in missing[:_SHOWN]:
        page.row("- ", gap, 4, 2)
    if len(missing) > _SHOWN:
        page.row("- ", f"and {len(missing) - _SHOWN} more (the JSON has all)", 4, 2)
    page.row(page.paint("→ ", "36"), judged.criterion.help, 4, 2)


def _evidence(page: _Page, judged: Judged) -> Iterator[str]:
    """What a criterion rests on, each part once."""
    parts: dict[str, list[str]] = {}
    several = Counter(component for component, _ in {(one.component, one.item) for one in judged.evidence})
    for one in judged.evidence:
        what = one.component.value if one.component else one.claim.because
        if one.item and several[one.component] > 1:
            what = f"{what} ({one.item})"
        about = "" if one.about == "availability" else f"{one.about} "
        origin = f"; {one.claim.origin}" if one.claim.origin else ""
        place = f"{page.place(one.claim.source)}, {one.claim.basis.value}{origin}"
        parts.setdefault(what, []).append(f"{about}{one.claim.value} ({place})")
    for what, said in parts.items():
        yield f"{what}: {', '.join(said)}"


def _findings(page: _Page, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    page.heading("Findings")
    for finding in findings:
        level = finding.code.level
        where = f"{page.place(finding.source)}: " if finding.source else ""
        page.lines.append(f"  {page.paint(level, _LEVELS[level])} {finding.code.value}")
        page.put(f"{where}{finding.message}", indent=4)
        page.row(page.paint("→ ", "36"), finding.help or finding.code.help, 4, 2)
