"""A card's text as sentences: what an author says, without marks, each with its links, its headings and its line.

Every rule of this package asks sentences, so that emphasis, the end of a line, a table or a tag makes no difference.
Most of a card answers no question: a paragraph whose words show that at once (`sieve`) is not taken apart, and stands as
one sentence. Each step looks at a character a bounded number of times.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from openness.prose.clause import Clause, clauses, is_licence_heading, is_terms_heading
from openness.prose.cut import ends, label_of, plain_words
from openness.prose.marks import Link, cleaned, goes_on, names_more, plain
from openness.prose.sieve import TELLING, bits_of, may_answer, may_have, questions_for
from openness.vocabulary import MODEL
from openness.vocabulary.patterns import pattern


class Sentence:
    """One sentence, or a heading, an item, a cell or a label with its value.

    Args:
        text: its words, without marks.
        line: how many lines down it begins, from 0.
        title: the title of the card: its first heading, where that is of the first level.
        headings: the headings it stands under, the outermost first and without the title; of a heading those above it.
        links: the links in it; `owner/name` in marks of code leads to what it says, in its marks.
        label: what stands before its colon, of a heading also before its dash, or in the cell beside it; else empty.
        value: where what the label labels begins in the text.
        lead: of an item, the sentence that introduces its list.
        row: of a cell, what its row is about: the first cell of several.
        sort: `text`, `heading`, `item`, `cell`, `quote` or `code`.
        copied: whether it stands in a copy of another model's card.
        questions: what it may answer, by its words.
        of: what the card is about, `model` or `dataset`.
    """

    __slots__ = (
        *("_clauses", "copied", "headings", "label", "lead", "line", "links"),
        *("of", "questions", "row", "sort", "text", "title", "value"),
    )

    def __init__(
        self,
        text: str,
        line: int,
        links: tuple[Link, ...] = (),
        sort: str = "text",
        questions: frozenset[str] = frozenset(),
        of: str = MODEL,
    ) -> None:
        self.text = text
        self.line = line
        self.links = links
        self.sort = sort
        self.title = ""
        self.headings: tuple[str, ...] = ()
        self.label = ""
        self.value = 0
        self.lead = ""
        self.row = ""
        self.copied = False
        self._clauses: tuple[Clause, ...] | None = None
        self.questions = questions
        self.of = of

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses, each with the phrases of the word lists in it."""
        if self._clauses is None:
            self._clauses = tuple(clauses(self.text, self.of))
        return self._clauses

    @property
    def heading(self) -> str:
        """The heading right above, never the title of the card."""
        return self.headings[-1] if self.headings else ""

    @property
    def shown(self) -> str:
        """The sentence as a report shows it."""
        return self.text.rstrip(".:|。 ")[:160]


def token_at(sentence: Sentence, place: int) -> tuple[Clause | None, int]:
    """The clause and the token at a place of a sentence."""
    for clause in sentence.clauses:
        for at, end in enumerate(clause.ends):
            if end > place:
                return clause, at
    return None, 0


_FENCE = pattern(r" {0,3}(```+|~~~+)")
_HEADING = pattern(
    r" {0,3}(#{1,6})(?:\s+|(?=[^\s#]))(?:[*_]{0,3}\d{1,2}(?:\.\d{1,2})*[.)]\s+)?(.*)"
)  # its number left out: what stands before a full stop would be the heading
_UNDERLINE = pattern(r" {0,3}(=+|-{3,})\s*")
_MARK = pattern(r"\s*(?:[-*+]\s+|•\s+|\d{1,3}[.)]\s+|\[\^[^\[\]]{1,60}\]:\s+)")
_TASK = pattern(r"\A\[ \][ \t]+")  # a box that is not ticked
_RULE = pattern(r"[\s|:=-]*")
_FENCES, _UNDERLINES, _MARKS = frozenset("`~"), frozenset("=-"), frozenset("-*+•[")
_LABELLED = pattern(
    r"(?:\*\*|__|<b>|<strong>)[^\n]{1,60}?[:：]|(?![a-z][^:]*:\s*$)[^\W\d_][\w /()-]{1,30}[:：](?:\s|$)"
)
_EMPHASISED = pattern(
    r"\s*(?:<details[^<>]*>\s*)?(?:<(summary|b|strong)>[^<>\n]{1,60}</\1>|([*_]{1,3})[^*_\s][^*_\n]{0,60}[*_]{1,3})[:：]?\s*"
)  # a line of nothing else, which heads what follows
_BELOW_ALL = 7  # the level of such a heading
_REFERENCE = pattern(r" {0,3}\[(?!\^)([^\[\]]{1,200})\]:\s*<?([^\s<>]+)>?")
_OF_USE = frozenset(("limit", "term", "limit-data", "term-data"))
_ANOTHERS = pattern(r"(?i)\W*original\b.{0,60}\b(?:card|readme|description)")
_LONGEST = 4_000  # characters of a block read as one piece: a longer one is cut, so that no clause is without end


@lru_cache(maxsize=1)  # every question is asked of one text, about one subject, before the next is read
def sentences(body: str, of: str = MODEL) -> tuple[Sentence, ...]:
    """The sentences of a card's body, in their order.

    Args:
        body: the card's text below its block.
        of: what the card is about, `model` or `dataset`.
    """
    return tuple(_SentenceReader(body, of).sentences())


class _Block(NamedTuple):
    """Lines that belong together, each with its number; a heading has a level."""

    sort: str
    lines: list[tuple[int, str]]
    level: int | None = None


@lru_cache(maxsize=4_096)
def _questions_of(of: str, questions: frozenset[str]) -> frozenset[str]:
    """The questions that a text about something is asked, of those that some text with its words is."""
    if of == MODEL:
        return frozenset(question for question in questions if not question.endswith("-data"))
    return frozenset(question.removesuffix("-data") for question in questions)


class _SentenceReader:
    """Reads one body, block by block."""

    def __init__(self, body: str, of: str) -> None:
        self.of = of
        self.lines = cleaned(body).split("\n")
        self.references = {}
        if "]:" in body:
            found = (_REFERENCE.match(line) for line in self.lines)
            self.references = {reference[1].lower(): reference[2] for reference in found if reference}
        self.title: str | None = None
        self.headings: list[tuple[int, str]] = []
        self.above: tuple[str, ...] = ()
        self.copied: int | None = None  # the level of the heading above a copy of another card
        self.lead = ""
        self.telling = False  # True where a heading above may be that of a licence, of terms, or of a list of bases
        self.of_licence = False  # True where it may be that of a licence: a block of code below is then its text

    def sentences(self) -> Iterator[Sentence]:
        for sort, block, level in self.blocks():
            if level is not None:
                yield from self.heading(level, block)
                continue
            if sort == "text" and _EMPHASISED.fullmatch(block[0][1]):
                self.close(_BELOW_ALL)
                heading = " ".join(plain(block[0][1], {})[0].split()).strip(" :：")
                if is_terms_heading(heading):
                    yield from self.below(self.read(block[:1], sort), sort)
                    self.open(_BELOW_ALL, heading)
                    block = block[1:]
            if not block:
                continue
            if self.is_idle(sort, block):
                text = " ".join(line.strip() for _, line in block)
                (number, _), *_ = block
                read = [Sentence(text, number, (), sort)]
            else:
                read = list(self.cells(block) if sort == "row" else self.read(block, sort))
            yield from self.below(read, sort)
            if sort == "text" and read:
                self.lead = read[-1].text if read[-1].text.rstrip().endswith((":", "：")) else ""

    def below(self, read: Iterable[Sentence], sort: str) -> Iterator[Sentence]:
        """Sentences with what stands above them."""
        for sentence in read:
            self.put(sentence, self.above)
            sentence.copied = self.copied is not None
            sentence.lead = self.lead if sort == "item" else ""
            yield sentence

    def put(self, sentence: Sentence, above: tuple[str, ...]) -> None:
        """Tell a sentence what stands above it, and what the card is about: one about data has questions of its own."""
        sentence.title, sentence.headings, sentence.of = self.title or "", above, self.of
        if sentence.questions:
            sentence.questions = _questions_of(self.of, sentence.questions)

    def is_idle(self, sort: str, block: list[tuple[int, str]]) -> bool:
        """True where a block can answer nothing by its words, nor by what stands above it: a heading, the line above a list."""
        if self.telling or (sort == "item" and may_answer(self.lead, "base")):
            return False
        if self.references and any("![" in line and "][" in line for _, line in block):
            return False  # a picture whose address stands elsewhere may be a badge
        return not may_answer("\n".join(line for _, line in block))

    def close(self, level: int) -> None:
        """End what stands below a heading of this level or a lower one."""
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
            self.look_up()

    def open(self, level: int, text: str) -> None:
        """Begin what stands below a heading."""
        self.headings.append((level, text))
        self.look_up()

    def look_up(self) -> None:
        """Note what stands above from here on, and what that tells."""
        self.above = tuple(text for _, text in self.headings)
        self.telling = bool(self.above) and (
            may_have(self.above[-1], *TELLING) or any(map(is_terms_heading, self.above))
        )
        self.of_licence = self.telling and is_licence_heading(self.above[-1])

    def heading(self, level: int, block: list[tuple[int, str]]) -> Iterator[Sentence]:
        self.close(level)
        if self.copied is not None and level <= self.copied:
            self.copied = None
        above = tuple(text for _, text in self.headings)
        self.lead = ""
        for sentence in self.read(block, "heading"):
            self.put(sentence, above)
            yield sentence
            if self.copied is None and _ANOTHERS.match(sentence.text):
                self.copied = level
            is_title = self.title is None and level == 1
            if self.title is None:
                self.title = sentence.text if is_title else ""
            if not is_title and (not self.headings or self.headings[-1][0] < level):
                self.open(level, sentence.text)

    def blocks(self) -> "Iterator[_Block]":
        """Headings, items, rows and paragraphs, in their order."""
        fence = ""
        fence_is_quoted = False
        block: list[tuple[int, str]] = []
        code: list[tuple[int, str]] = []
        sort = "text"
        for number, line in enumerate(self.lines):
            bare = line.strip()
            quoted = bare[:1] == ">"
            if quoted:
                line = line.lstrip("> \t")
                bare = line.strip()
            if fence_is_quoted and not quoted:
                fence = ""  # it ends with the quotation
            if fence:
                if bare.startswith(fence) and set(bare) == set(fence):
                    fence = ""
                    bare = line = ""
                elif not self.of_licence:
                    code.append((number, bare))
                    continue
            if code:
                yield from _prose_in(code)
                code = []
            first = bare[:1]  # most lines begin like no sort of their own
            fenced = _FENCE.match(line) if first in _FENCES else None
            under = _UNDERLINE.fullmatch(line) if first in _UNDERLINES and block and sort == "text" else None
            heading = _HEADING.fullmatch(line) if first == "#" else None
            mark = _MARK.match(line) if first in _MARKS or first.isdigit() else None
            if under:
                yield _Block("heading", block, 1 if under[1].startswith("=") else 2)
                block = []
            row = first == "|"
            begins = fenced or heading or row or mark or not bare or (":" in bare and _LABELLED.match(bare))
            if begins and block:
                yield _Block(sort, block)
                block = []
            if fenced:
                fence, fence_is_quoted = fenced[1], quoted
            elif heading:
                yield _Block("heading", [(number, heading[2].rstrip("# "))], len(heading[1]))
            elif row:
                yield _Block("row", [(number, bare)])
            elif bare and not _RULE.fullmatch(bare):
                if first == "[" and (reference := _REFERENCE.match(line)):
                    title = line[reference.end() :].strip(" \t\"'()")  # or words that make it none
                    if block:
                        yield _Block(sort, block)
                        block = []
                    if names_more(title):
                        yield _Block("text", [(number, title)])
                    continue
                if not block:
                    sort = "quote" if quoted else "item" if mark else "text"
                    line = _TASK.sub("Not yet done: ", line[mark.end() :], count=1) if mark else line
                block.append((number, line))
        yield from _prose_in(code)
        if block:
            yield _Block(sort, block)

    def cells(self, block: list[tuple[int, str]]) -> Iterator[Sentence]:
        """A row of two cells is a label with its value; of more cells each is by itself."""
        ((number, line),) = block
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if all(_RULE.fullmatch(cell) for cell in cells):
            return
        if len(cells) == 2 and len(cells[0]) <= 60 and cells[1]:
            for sentence in self.read([(number, f"{cells[0].rstrip(':： *')}: {cells[1]}")], "cell", whole=True):
                sentence.row = cells[0]
                yield sentence
            return
        for cell in cells:
            if self.telling or may_answer(cell):
                for sentence in self.read([(number, cell)], "cell"):
                    sentence.row = cells[0]
                    yield sentence
            elif cell:
                yield Sentence(cell, number, (), "cell")

    def read(self, block: list[tuple[int, str]], sort: str, whole: bool = False) -> Iterator[Sentence]:
        """The sentences of a block; whole: a label with its value stays one."""
        numbers = [number for number, _ in block]
        pieces: list[str] = []
        starts: list[int] = []
        length = 0
        for _, line in block:
            starts.append(length)
            piece = line.strip() + ("\n" if line.endswith(("  ", "\\")) else " ")
            pieces.append(piece)
            length += len(piece)
        raw = "".join(pieces)
        for start in range(0, len(raw), _LONGEST):
            text, links, origins = plain(raw[start : start + _LONGEST], self.references)
            places = [place for place, _ in origins]
            first = True
            broken: list[Sentence] = []  # lines that go on with each other
            for begin, end in [(0, len(text))] if whole else ends(text):
                words = text[begin:end]
                left = len(words) - len(words.lstrip())
                begin += left
                words = words.strip()
                if broken and not (words and goes_on(broken[-1].text, words)):
                    yield from _together(broken)
                    broken = []
                if not words:
                    continue
                origin, raw_at = origins[bisect_right(places, begin) - 1]
                raw_at += start + begin - origin
                number = numbers[bisect_right(starts, raw_at) - 1]
                inside = tuple(
                    Link(max(0, link.start - begin), min(link.end - begin, len(words)), link.address)
                    for link in links
                    if link.start < end and link.end > begin
                )
                questions = questions_for(bits_of(words))
                if sort == "code":
                    questions &= _OF_USE  # what else stands there is an example
                sentence = Sentence(words, number, inside, sort, questions)
                if first:
                    sentence.label, sentence.value = label_of(words, sort == "heading")
                first = False
                yield sentence
                if broken or text[end - 1] == "\n":
                    broken.append(sentence)
                if broken and text[end - 1] != "\n":
                    yield from _together(broken)
                    broken = []


def _together(broken: list[Sentence]) -> Iterator[Sentence]:
    """Lines of one sentence that its author broke, once more as that sentence: a limit that runs over a break is one.

    Nothing else is read in it, since a break may part what stands in it.
    """
    if len(broken) < 2:
        return
    words = " ".join(line.text.removesuffix("\\") for line in broken)
    if questions := questions_for(bits_of(words)) & _OF_USE:
        yield Sentence(words, broken[0].line, (), broken[0].sort, questions)


def _prose_in(code: list[tuple[int, str]]) -> Iterator[_Block]:
    """The lines of a block of code that are plainly prose, those that follow each other together.

    A reader sees a limit there as anywhere; what else is said there is an example.
    """
    if _OF_USE.isdisjoint(questions_for(bits_of("\n".join(line for _, line in code)))):
        return
    block: list[tuple[int, str]] = []
    for number, line in code:
        if words := plain_words(line):
            block.append((number, words))
        elif block:
            yield _Block("code", block)
            block = []
    if block:
        yield _Block("code", block)
