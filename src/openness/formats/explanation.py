"""Words about a release in a file that is no card of it: a page for the web, USAGE.md, a datasheet, an FAQ and the like.

They state no licence. What they say may limit the use of what lies there; a page that is called a card, a datasheet, and a page
that tells what was changed may name another licence than the card does. A page's head may hold a description for search engines.
"""

import re
from collections.abc import Iterator

from attrs import evolve

from openness.errors import OpennessError
from openness.formats._prose import hints, lost_words
from openness.formats._schema_org import described
from openness.release.claim import unordered
from openness.release.finding import Code, Finding
from openness.release.hints import LicenceHint, LicenceInProse, LimitInProse
from openness.release.location import Source
from openness.release.names import explains, tells_news
from openness.release.release import Release, join
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.html import is_page, lines_of, scripts_of
from openness.vocabulary import DATASET, MODEL

NAME = "words about a release"
HOLDS = "words"
LIMIT = TEXT_LIMIT
BYTES = False

_LINKED = "application/ld+json"
_CARDS = re.compile(r"(?:readme|.*(?:model|data|dataset)[-_ ]?card)[^.]*|data[-_ ]?sheet", re.IGNORECASE)
#: Words of which a limit on a page about many things has one: what it limits, or a kind of use.
_TELLING = re.compile(
    r"weights|checkpoints?|models?\b|data\b|datasets?|corpus|licen[cs]|terms|commerc|research|academ|educat|personal|evaluation",
    re.IGNORECASE,
)
_OF_DATA = re.compile(r".*data(?:set)?[-_ ]?(?:card|sheet|description|use|access)", re.IGNORECASE)


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format.

    >>> names = ("USAGE.md", "index.html", "model_card.html", "DATASHEET.md", "README.md", "guide.html")
    >>> [matches_name(base) for base in names]
    [True, True, True, True, False, False]
    """
    return explains(base) or tells_news(base) or (is_page(base) and (is_called_card(base) or _is_index(base)))


def is_called_card(base: str) -> bool:
    """True where a file of this name is called a card."""
    return _CARDS.fullmatch(base.partition(".")[0]) is not None


def _is_index(base: str) -> bool:
    return base.lower().startswith("index.")


def matches_content(base: str, text: str) -> bool:
    """True where a text is one: only the name tells."""
    return False


def read(document: Document) -> Release:
    """A release with the limits that the words state, and the licences that a page's head does."""
    lines = [*enumerate(document.text.split("\n"), 1)]
    heads: list[Release] = []
    if is_page(document.base):
        lines = [
            (number, line)
            for place, words in lines_of(document.text, True)
            for number, line in ((place, words), (place, ""))
        ]
        heads = [*_heads(document)]
    subjects = (DATASET,) if _OF_DATA.match(document.base) else (MODEL, DATASET)
    found = [hint for subject in subjects for hint in _hints(document, lines, subject)]
    found += [
        hint
        for subject in subjects
        for hint in lost_words(document.text, document.replaced, lambda line: Source(document.name, line + 1), subject)
    ]
    return join([Release(limits=unordered(found), read=(document.name,)), *heads])


def _hints(document: Document, lines: list[tuple[int, str]], subject: str) -> Iterator[LicenceHint]:
    """The limits in the words, and of a card the licences that it names."""
    text = "\n".join(line for _, line in lines)
    for hint in hints(text, lambda line: Source(document.name, lines[line][0]), subject):
        if isinstance(hint, LimitInProse):
            if not (_is_index(document.base) or tells_news(document.base)) or _TELLING.search(hint.written):
                yield hint
        elif isinstance(hint, LicenceInProse) and (is_called_card(document.base) or tells_news(document.base)):
            yield evolve(hint, understood=True, states=False)


def _heads(document: Document) -> Iterator[Release]:
    """The descriptions in a page's head; one that is broken is said to be so."""
    for line, text in scripts_of(document.text, _LINKED):
        try:
            yield described(Document(document.name, "\n" * (line - 1) + text))
        except OpennessError as error:
            problem = error.problems[0]
            odd = Finding(
                Code.FIELD_INVALID, problem.message, Source(document.name, problem.line or line), problem.help
            )
            yield Release(oddities=(odd,))
