"""The answers to “may we?”, as text for a terminal or as Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from openness.blocks import closing, markdown, terminal
from openness.blocks.document import Block, Code, Heading, Item, Line, Listing, Paragraph, Quiet, Strong
from openness.evaluation.uses.permission import Answered, Due, Permission
from openness.licensing.clauses import cited
from openness.vocabulary.duties import Duty
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import capital

_WRITTEN = (Duty.ATTRIBUTION, Duty.INCLUDE_LICENCE, Duty.DISPLAY)  # duties that a notice fulfils, or helps to
_OPTIONS = {"users": "--users N", "revenue": "--revenue USD", "territory": "--in TERRITORY"}


def text(answered: Sequence[Answered], data: str, width: int = 80, colour: bool = False) -> str:
    """The answers for a terminal."""
    return terminal.write(blocks(answered, data), width, colour)


def markdown_text(answered: Sequence[Answered], data: str) -> str:
    """The answers as Markdown."""
    return markdown.write(blocks(answered, data))


def blocks(answered: Sequence[Answered], data: str) -> Iterator[Block]:
    """The answers as a document."""
    for answer in answered:
        yield Heading(1, f"May we use {answer.source}?")
        yield Listing(tuple(_items(answer.permissions)))
        for says in dict.fromkeys(says for permission in answer.permissions for says in permission.look_out):
            yield Paragraph((Strong("Look out:"), f" {says}"))
        if options := _options(answer.permissions):
            yield Paragraph(("For a firm answer add ", Code(options), "."))
        duties = _duties(answer.permissions)
        if duties:
            yield Heading(2, "What you must do")
        for condition, due in duties.items():
            if condition:
                yield Paragraph(f"{capital(condition)}:")
            yield Listing(tuple(Item(says, below=_bringing(uses, answer.permissions)) for says, uses in due))
        if any(due.duty in _WRITTEN for permission in answer.permissions for due in permission.duties):
            yield Paragraph((Code("openness notice"), " writes the texts and words that must go along."))
    yield Paragraph(closing(data), quiet=True)


def _items(permissions: Iterable[Permission]) -> Iterator[Item]:
    """Each use with its answer; a reason that several have is said once, below the last of those that first follow each other."""
    saying: dict[tuple[Verdict, str], str] = {}  # the use below which a reason stands
    for key, alike in groupby(permissions, lambda permission: (permission.verdict, permission.because)):
        verdict, because = key
        *others, last = alike
        place = f"as for “{saying[key]}”" if key in saying else "as below"
        for permission in (*others, last) if key in saying else others:
            clauses = cited(*(by.clause for by in permission.clauses))
            where = Quiet(f" ({clauses}; {place})" if clauses else f" ({place})")
            yield Item((f"{permission.label}: {verdict.answer}", where), verdict)
        if key not in saying:
            saying[key] = last.label
            yield Item(f"{last.label}: {verdict.answer}", verdict, (Paragraph(because, quiet=True),))


def _duties(permissions: Iterable[Permission]) -> dict[str, list[tuple[Line, list[str]]]]:
    """Each duty once, with the uses that bring it, by the condition on which it falls due; those without one first."""
    uses: dict[tuple[str, str], dict[str, None]] = {}
    licences: dict[tuple[str, str], dict[str, None]] = {}
    for permission in permissions:
        for due in permission.duties:
            key = (due.condition, _worded(due))
            uses.setdefault(key, {})[permission.use] = None
            licences.setdefault(key, {})[_asking(due)] = None
    by_condition: dict[str, list[tuple[Line, list[str]]]] = {}
    for key, bringing in sorted(uses.items(), key=lambda pair: bool(pair[0][0])):
        condition, says = key
        line: Line = (says, " ", Quiet(f"({'; '.join(licences[key])})"))
        by_condition.setdefault(condition, []).append((line, list(bringing)))
    return by_condition


def _bringing(uses: Sequence[str], permissions: Sequence[Permission]) -> tuple[Block, ...]:
    """The uses that bring a duty; none where only one was asked."""
    return (Paragraph(("for ", ", ".join(uses)), quiet=True),) if len(permissions) > 1 else ()


def _worded(due: Due) -> str:
    """A duty, with the words that it prescribes where it does not quote them itself."""
    words = f": “{due.words}”" if due.words and due.words not in due.says else ""
    return f"{due.says.removesuffix('.')}{words}"


def _asking(due: Due) -> str:
    """The licence that asks a duty, with its clause."""
    return f"{due.title}, {due.clause}{'' if due.certain else ', if that licence holds'}"


def _options(permissions: Iterable[Permission]) -> str:
    """The options that would decide what is unknown."""
    words = dict.fromkeys(word for permission in permissions for word in permission.depends_on)
    return " ".join(_OPTIONS[word] for word in words if word in _OPTIONS)
