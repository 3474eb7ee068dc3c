"""The answer whether licences go together, as text for a terminal, as Markdown or as data."""

from collections.abc import Iterator
from typing import Any

from openness.blocks import markdown, terminal
from openness.blocks.document import Block, Heading, Paragraph, listed
from openness.evaluation.compatibility import Carried, Combination, Compatibility
from openness.vocabulary.verdict import Verdict

_NAMED = 30  # licences of one verdict that are named; the JSON has all

_WORDS = {Verdict.MET: "yes", Verdict.UNMET: "no", Verdict.UNKNOWN: "unknown"}
_UNDER = {Verdict.MET: "Yes, under", Verdict.UNKNOWN: "Unknown under"}


def to_dict(combination: Combination) -> dict[str, Any]:
    """The JSON of `openness compatible` (contract, "JSON")."""
    return {"results": [answer.to_dict() for answer in combination.answers]}


def text(combination: Combination, width: int = 80, colour: bool = False) -> str:
    """The answer for a terminal."""
    return terminal.write(_blocks(combination), width, colour)


def markdown_text(combination: Combination) -> str:
    """The answer as Markdown."""
    return markdown.write(_blocks(combination))


def _blocks(combination: Combination) -> Iterator[Block]:
    yield from _any(combination) if combination.outbound is None else _one(combination)
    yield Paragraph(f"Licence and definition data {combination.data}. This is not legal advice.", quiet=True)


def _one(combination: Combination) -> Iterator[Block]:
    answer = combination.answers[0]
    yield Heading(1, f"{' and '.join(combination.inbound)} under {answer.outbound}: {_WORDS[answer.verdict]}")
    yield Paragraph(answer.because)
    yield from _details(answer)


def _details(answer: Compatibility) -> Iterator[Block]:
    if answer.clauses:
        yield Heading(2, "Where it says so")
        yield listed(tuple(f"{clause.licence}: {clause.clause}" for clause in answer.clauses))
    if answer.duties:
        yield Heading(2, "What must be done")
        yield listed(tuple(map(_duty, answer.duties)))


def _duty(duty: Carried) -> str:
    words = f": “{duty.words}”" if duty.words else ""
    return f"{duty.says.removesuffix('.')}{words} ({duty.licence}, {duty.clause})"


def _any(combination: Combination) -> Iterator[Block]:
    of = {verdict: [answer for answer in combination.answers if answer.verdict is verdict] for verdict in _UNDER}
    word = "yes" if of[Verdict.MET] else "no" if combination.excluded else "unknown"
    yield Heading(1, f"{' and '.join(combination.inbound)} together: {word}")
    if not of[Verdict.MET]:
        yield Paragraph(combination.excluded or "No licence on the shelf is a certain yes; another one may be.")
    for verdict, answers in of.items():
        if answers:
            named = ", ".join(answer.outbound for answer in answers[:_NAMED])
            more = f" and {len(answers) - _NAMED} more" if len(answers) > _NAMED else ""
            yield Heading(2, _UNDER[verdict])
            yield Paragraph(f"{named}{more}")
    if combination.answers:
        yield Paragraph("Name one with --as to see the reasons, the clauses and the duties.")
