"""A filled public summary of training content, in the EU's template: Markdown, HTML or plain text.

The template's own headings tell it. That it is there to be read is evidence of a description of the training data: of a
part where some of the template's questions on sources are open, of a part or of all where each is answered, which a person
judges, and of nothing where it is a draft. No answer offers a data set (`docs/decisions/0032-forms-are-data.md`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from attrs import frozen

from openness.errors import NotThisFormat, Problem
from openness.formats._form_lines import base_in, plain, set_in, sizes_in
from openness.release.claim import SILENT, Claim, Fact, Rule, joined_facts, unordered
from openness.release.component import Component, Item, joined_items
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import BaseModel, Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.html import is_page, lines_of
from openness.syntax.urls import on_hub
from openness.value import Value
from openness.vocabulary import Availability, Basis, Extent, Kind, Relation
from openness.vocabulary.details import Modality, ModelDetail
from openness.vocabulary.forms import BLANK, DRAFT, PRESENT, SUMMARY

NAME = "public summary of training content"
HOLDS = "form"
LIMIT = TEXT_LIMIT
BYTES = False

ENDINGS = ("md", "markdown", "html", "htm", "txt")
_CALLED = r"(?=.*(?:train|content|data|public))(?:.*[^a-z])?summary(?:[^a-z].*)?"

#: Headings of the template that no other document has together.
_HEADINGS = (
    "list of data sources",
    "publicly available datasets",
    "private non-publicly available datasets obtained from third parties",
    "data processing aspects",
)
#: Beginnings of the template's questions on sources, by the sections they stand in.
QUESTIONS = {
    "2.1": "have you used publicly available datasets to train the model",
    "2.2.1": "have you concluded transactional commercial licensing agreement",
    "2.2.2": "have you obtained private datasets from third parties",
    "2.3": "were crawlers used by the provider",
    "2.4": "was data from user interactions with the ai model",
    "2.4 (other services)": "was data collected from user interactions with the provider",
    "2.5": "was synthetic ai-generated data created by the provider",
    "2.6": "have data sources other than those described in sections 2.1 to 2.5 been used",
}
#: Beginnings of the fields that state something of the model.
FIELDS = {
    "producer": "provider name and contact details",
    "name": "versioned model name(s)",
    "bases": "model dependencies",
    "union-market-date": "date of placement of the model on the union market",
    "teachers": "if yes, specify the general-purpose ai model(s) used to generate",
    "datasets": "list of large publicly available datasets",
    "private-datasets": "if publicly known, list private datasets",
    "release-date": "release date, for comparison",
}
#: Beginnings of other fields, at which an answer ends.
_ENDS = (
    "authorised representative",
    "latest date of data acquisition",
    "description of the linguistic characteristics",
    "other relevant characteristics",
    "additional comments",
    "general description of",
    "if yes,",
    "if publicly known",
    "purposes of the crawler",
    "period of data collection",
    "comprehensive description of the type",
    "type of modality covered",
    "summary of the most relevant domain",
    "information about other ai models",
    "release date",
    "modality",
)
_LEAD = re.compile(r"[ \t>#*_|•-]{0,40}(?:\(?\d[\d.]{0,12}[A-Z]?\)?\.?[ \t]{1,4})?[*_ \t]{0,8}")
_HEADING = re.compile(r"(?m)^[ \t]{0,8}#")
_OPEN = re.compile(r"[\s|*-]*(?:(?:\[ \]|☐)[^☐\[☒☑✅✔]{0,80})+")
_CROSS = re.compile(r"(?:^|\s)[xX](?:\s|$)")
_PRESENT = re.compile(r"(?:\[[xX]\]|[☒☑✅✔])\s*☒?\s*(Text|Image|Audio|Video|Other)\b")
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_NONE = re.compile(r"(?i)(?:n\s*/?\s*a|none|no|not applicable|-+|–|nil)\.?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SETS = 500  # data sets of one summary
_LINE_LIMIT = 500  # characters of a line that are looked at for the name of a model or a data set
_NAMES_LIMIT = 80  # characters of a line that may be a name


def matches_name(base: str) -> bool:
    """True where a file's name says that it may be a summary of training data.

    >>> [matches_name(name) for name in ("Apertus_EU_Public_Summary.md", "data_summary_card.md", "SUMMARY.md", "summary.pdf")]
    [True, True, False, False]
    """
    stem, _, ending = base.lower().rpartition(".")
    return ending in ENDINGS and re.fullmatch(_CALLED, stem) is not None


def matches_content(base: str, text: str) -> bool:
    """True where a text is one: the template's headings stand in it, each on a line of its own."""
    lines = "\n".join(line for _, line in _pieces(base, text))
    return all(_label(heading).search(lines) for heading in _HEADINGS)


def read(document: Document) -> Release:
    """The release that the summary describes.

    Raises:
        NotThisFormat: when it is not a summary in the template.
    """
    if not matches_content(document.base, document.text):
        help = "keep the headings of the EU's template"
        raise NotThisFormat(
            Problem(document.name, 1, "it is not a summary of training content in the EU's template", help)
        )
    return _SummaryReader(document).release()


def _pieces(base: str, text: str) -> list[tuple[int, str]]:
    """The lines of a text with their numbers; of HTML the texts that its elements hold, each where it begins."""
    if not is_page(base) and text.lstrip()[:1] != "<":
        return list(enumerate(text.split("\n"), 1))
    return lines_of(text)


@cache
def _label(start: str) -> re.Pattern[str]:
    """A label or a heading at the beginning of a line, behind marks and a number; its words may be on several lines."""
    words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in start.split())
    return re.compile(rf"(?im)^{_LEAD.pattern}{words}(?!\w)")


@frozen(eq=False, repr=False)
class _Answer(Value):
    """The answer at a field: the number of its line, and the lines of the answer, the label's own rest among them."""

    line: int
    lines: tuple[tuple[int, str], ...]

    @property
    def filled(self) -> tuple[tuple[int, str], ...]:
        """The lines that say something: no open box, and nothing that only asks."""
        return tuple(
            (at, line)
            for at, line in self.lines
            if line.strip(" |*_>-") and (_CROSS.search(line) or not _OPEN.fullmatch(line))
        )

    @property
    def given(self) -> bool:
        """True where it is an answer: it says something, and asks for nothing more."""
        return bool(self.filled) and not any(BLANK.lower() in line.lower() for _, line in self.lines)


class _SummaryReader:
    """Reads one summary."""

    def __init__(self, document: Document) -> None:
        self.name = document.name
        self.blank = f"**{BLANK}**" in document.text
        self.draft = self.blank or f"**{DRAFT}**" in document.text
        self.lines = _pieces(document.base, document.text)
        self.answers: dict[str, _Answer] = {}
        self.gather()

    def gather(self) -> None:
        """The answers, each from the end of its label to the next label or heading; a label may go over several lines."""
        text = "\n".join(line for _, line in self.lines)
        begins = [0, *(found.end() for found in re.finditer("\n", text))]
        labels = [(key, start) for key, start in (*QUESTIONS.items(), *FIELDS.items())]
        marks = [(found.start(), found.end(), "") for found in _HEADING.finditer(text)]
        for key, start in (*labels, *(("", start) for start in (*_HEADINGS, *_ENDS))):
            marks += [(found.start(), found.end(), key) for found in _label(start).finditer(text)]
        marks.sort()
        for (_, end, key), (following, _, _) in zip(marks, (*marks[1:], (len(text), 0, "")), strict=True):
            if not key or key in self.answers or following < end:
                continue
            closed = re.compile(r"[^:?]{0,400}[:?][*_ ]*").match(text, end, following)
            first = closed.end() if closed else text.find("\n", end, following) + 1 or following
            at = bisect_right(begins, first) - 1
            written = text[first:following].split("\n")
            lines = tuple(
                (self.lines[at + more][0], line) for more, line in enumerate(written) if at + more < len(begins)
            )
            self.answers[key] = _Answer(self.lines[bisect_right(begins, end) - 1][0], lines)

    # The facts in it

    def release(self) -> Release:
        names, versions = self.names()
        open_questions = [key for key in QUESTIONS if key not in self.answers or not self.answers[key].given]
        answered = len(open_questions) < len(QUESTIONS)
        here = Source(self.name)
        item = Item(SUMMARY)
        if answered and not self.draft:
            extents = (
                (Extent.PART,) if open_questions else (Extent.PART, Extent.WHOLE)
            )  # a person judges whether it suffices
            public, *extent = (
                Fact((Claim(word, Basis.INFERRED, here, rule=Rule.TRAINING_SUMMARY),))
                for word in (Availability.PUBLIC, *extents)
            )
            item = Item(SUMMARY, public, extent=joined_facts(extent))
        sets = self.datasets()
        return Release(
            names,
            versions,
            self.producer(),
            (
                *((Component(Kind.DATASETS, sets),) if sets else ()),
                *((Component(Kind.DATA_INFORMATION, (item,)),) if item.availability.claims else ()),
            ),
            self.bases(),
            oddities=tuple(self.findings(open_questions)),
            read=(self.name,),
            subject="model",
            details=tuple(self.details()),
        )

    def findings(self, questions: list[str]) -> Iterator[Finding]:
        """The finding that the summary is a draft or leaves questions open, where it is or does."""
        if questions or self.draft:
            line = min((self.answers[key].line for key in questions if key in self.answers), default=1)
            draft = (
                "it has fields to fill in" if self.blank else "its first lines call it a draft" if self.draft else ""
            )
            left = f"it leaves these questions of the template open: {', '.join(questions)}" if questions else ""
            message = f"of the summary of training content: {'; '.join(filter(None, (draft, left)))}"
            yield Finding(Code.TRAINING_SUMMARY_INCOMPLETE, message, Source(self.name, line))

    def one_line(self, key: str) -> tuple[int, str]:
        """The one line of an answer, plain; none where it has several, or asks for more above it."""
        answer = self.answers.get(key)
        lines = [(at, line) for at, line in answer.filled if BLANK not in line] if answer else []
        return (lines[0][0], plain(lines[0][1])) if len(lines) == 1 else (0, "")

    def fact(self, line: int, value: str, written: str = "", basis: Basis = Basis.DECLARED) -> Fact:
        return Fact((Claim(value, basis, Source(self.name, line), written or value),)) if value else SILENT

    def names(self) -> tuple[Fact, Fact]:
        """The name and the version of the model, where it is about one."""
        line, text = self.one_line("name")
        if not text or len(text) > _NAMES_LIMIT or _NONE.fullmatch(text) or "http" in text:
            return SILENT, SILENT
        name, _, version = text.partition(", version ")
        return self.fact(line, name, text), self.fact(line, version, text)

    def producer(self) -> Fact:
        """The provider, where a name stands alone: of a name with an address nothing tells where the name ends."""
        line, text = self.one_line("producer")
        alone = len(text) <= _NAMES_LIMIT and not re.search(r"[,;:@\d]|\bat\b", text)
        return self.fact(line, text) if alone and not _NONE.fullmatch(text) else SILENT

    def bases(self) -> tuple[BaseModel, ...]:
        """The models this one was made from. In the summary's own words a base may be any, and its terms bind."""
        named = [
            (key, at, line, text)
            for key in ("bases", "teachers")
            for at, line in (self.answers[key].filled if key in self.answers else ())
            if BLANK not in line and (text := plain(line)) and not _NONE.fullmatch(text)
        ]
        models = []
        for key, at, line, text in named:
            source = Source(self.name, at)
            if ours := base_in(line):
                name, relation, maker, licence, certain = ours
                basis = Basis.DECLARED if certain else Basis.INFERRED
                base = BaseModel(name, relation, source, self.fact(at, licence), maker, basis, certain=certain)
                models.append(base)
            elif key == "bases":
                name = text if len(text) <= _NAMES_LIMIT and not re.search(r"\bmodel\b|\bis\b", text) else ""
                models.append(BaseModel(name, Relation.FINE_TUNE, source, basis=Basis.INFERRED, certain=False))
        return unordered(models)

    def datasets(self) -> tuple[Item, ...]:
        """The data sets that it names, in a line of ours or with an address: naming one is not releasing it."""
        answers = [self.answers[key] for key in ("datasets", "private-datasets") if key in self.answers]
        items = []
        for at, line in (line for answer in answers for line in answer.filled):
            begin = 0
            if (own := set_in(line)) and "http" not in line:
                items.append(Item(own))
            for found in _ADDRESS.finditer(line):
                address = found[0].rstrip(".,;").replace("\\_", "_")
                repository = on_hub(address)
                before = plain(line[begin : found.start()][-_LINE_LIMIT:]).rpartition(":")[0]
                begin = found.end()
                listed = repository[1] if repository and repository[0] == "data" else ""
                name = own or listed or before.partition(":")[0] or address
                items.append(Item(name, location=self.fact(at, address)))
        return joined_items(items[:_SETS])

    def details(self) -> Iterator[tuple[str, Fact]]:
        """The kinds and sizes of the training data, and the days of the release and on the Union market."""
        if ticked := list(self.modalities()):
            yield ModelDetail.TRAINING_MODALITY.value, joined_facts(ticked)
        for word in (ModelDetail.RELEASE_DATE, ModelDetail.UNION_MARKET_DATE):
            line, text = self.one_line(word.value)
            if day := _day(text):
                yield word.value, self.fact(line, day, text)
        sizes: dict[str, list[Fact]] = {}
        for word, size in self.sizes():
            sizes.setdefault(word.value, []).append(size)
        yield from ((word, joined_facts(facts)) for word, facts in sizes.items())

    def modalities(self) -> Iterator[Fact]:
        """The kinds of content that are ticked in section 1.3: in the template's table, or at the fields of a form of ours."""
        for at, field, line in self.characteristics():
            if field and line.startswith(f"- [x] {PRESENT}"):
                yield self.fact(at, field, line.strip())
            else:
                yield from (self.fact(at, found[1].lower(), found[0]) for found in _PRESENT.finditer(line))

    def sizes(self) -> Iterator[tuple[ModelDetail, Fact]]:
        """The sizes of the training data, at the fields of a form of ours."""
        for at, field, line in self.characteristics():
            for word, size in sizes_in(field, line):
                yield word, self.fact(at, size, plain(line))

    def characteristics(self) -> Iterator[tuple[int, str, str]]:
        """The lines of section 1.3, each with the kind of content whose field of a form of ours it stands in."""
        within, field = False, ""
        for at, line in self.lines:
            label = _LEAD.sub("", line, count=1).strip(" *_:#").lower()
            if label.startswith("modalities, overall training data size"):
                within = True
            elif within and label.startswith(("latest date of", _HEADINGS[0])):
                return
            elif within and label in list(Modality):
                field = label
            elif within:
                yield at, field, line


def _day(text: str) -> str:
    """A day in the ways of the template, as `2026-11-24`; empty where it may be another.

    >>> [_day(text) for text in ("Sept 2nd, 2025", "23 April 2026", "31.12.2025", "2025-09-02", "03/04/2025")]
    ['2025-09-02', '2026-04-23', '2025-12-31', '2025-09-02', '']
    """
    text = text.strip(" .")
    if found := re.fullmatch(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", text):
        month, day, year = found.groups()
    elif found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})", text):
        day, month, year = found.groups()
    elif found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
        return ModelDetail.UNION_MARKET_DATE.read(f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}")
    else:
        return ModelDetail.UNION_MARKET_DATE.read(text) if re.fullmatch(r"[\d-]{4,10}", text) else ""
    start = month[:3].lower()
    return (
        ModelDetail.UNION_MARKET_DATE.read(f"{year}-{_MONTHS.index(start) + 1:02}-{int(day):02}")
        if start in _MONTHS
        else ""
    )
