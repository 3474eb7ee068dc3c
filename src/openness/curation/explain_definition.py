"""Explains definitions: their levels, their criteria, and what a criterion asks, in words."""

from collections.abc import Iterator
from typing import Any

from openness.curation.explanation import Explanation, key_of
from openness.definition.definition import (
    Absent,
    Below,
    Concluded,
    Criterion,
    Definition,
    Either,
    Grade,
    Grants,
    NotUsed,
    Offered,
    Question,
    ReachedBy,
    Requirement,
    States,
    questions,
)
from openness.definition.parse import OUTCOMES, RESULTS
from openness.errors import OpennessError, Problem, nearest
from openness.shelf.shelf import Shelf
from openness.vocabulary import Availability, Channel, Extent, Term, circumstance_label
from openness.vocabulary.asking import Ending, Owner
from openness.vocabulary.elements import Element
from openness.vocabulary.glossary import Notion
from openness.vocabulary.verdict import Verdict


def definitions(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A definition by its id, its name or its label."""
    for id in shelf.every_definition():
        definition = shelf.definition(id)
        if key_of(word) in map(key_of, (id, definition.name, definition.label)):
            yield Explanation(id, "definition", tuple(_definition_lines(definition)), definition.record)


def _definition_lines(definition: Definition) -> Iterator[tuple[str, str]]:
    yield "", definition.name
    if definition.says:
        yield "", definition.says
    yield "version", definition.version
    yield "published", f"{definition.dated}, {definition.source}"
    yield "read", definition.read
    yield "result", definition.ending.says
    if definition.rungs:
        yield "levels", " < ".join(definition.grade(rung).name for rung in definition.rungs)
    if definition.scope is not None:
        yield "does not judge", _question_words(definition.scope)
    yield from ((f"outcome {key}", word) for key, word in definition.outcomes.items())
    if definition.beside:
        yield "beside", definition.beside
    if definition.note:
        yield "note", definition.note
    for grade, criterion in definition.criteria:
        yield f"{grade.id}/{criterion.id}" if grade else criterion.id, criterion.says


def results(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A result in the words of a definition, such as “plausible”, or in those that reports show for it."""
    for id in shelf.every_definition():
        definition = shelf.definition(id)
        for verdict in OUTCOMES:
            wordings = [words[verdict] for words in (definition.outcomes, definition.results) if verdict in words]
            if key_of(word) in map(key_of, wordings):
                meaning = Notion.NO_RULING if verdict not in RESULTS else Verdict(verdict)
                lines = [("", f"{meaning.label}: {meaning.says}"), ("from", definition.name)]
                if len(wordings) > 1:
                    lines += [("in JSON", wordings[0]), ("in reports", wordings[1])]
                lines.append(("more", f"openness explain {id}"))
                record = {"sort": "result", "definition": id, "verdict": verdict, "words": wordings}
                yield Explanation(wordings[0], f"result of {id}", tuple(lines), record | {"says": meaning.says})


def levels(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A level of every definition that has one of this name."""
    for id in shelf.every_definition():
        definition = shelf.definition(id)
        for rung in definition.rungs:
            grade = definition.grade(rung)
            if key_of(word) in (key_of(rung), key_of(grade.name), key_of(f"{id}/{rung}")):
                yield Explanation(
                    rung,
                    f"level of {id}",
                    (
                        ("", ": ".join(filter(None, (grade.name, grade.says)))),
                        *(("asks", criterion.says) for criterion in grade.criteria),
                        ("levels", " < ".join(definition.grade(other).name for other in definition.rungs)),
                        ("from", definition.name),
                    ),
                    {
                        "id": rung,
                        "sort": "level",
                        "definition": id,
                        "label": grade.name,
                        "says": grade.says,
                        "criteria": [criterion.id for criterion in grade.criteria],
                    },
                )


def criteria(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A criterion as `definition/criterion`.

    Raises:
        OpennessError: when the definition has no such criterion.
    """
    id, slash, name = word.lower().partition("/")
    if not slash or id not in shelf.every_definition():
        return
    definition = shelf.definition(id)
    pair = next(((grade, criterion) for grade, criterion in definition.criteria if criterion.id == name), None)
    if pair:
        grade, criterion = pair
        lines = tuple(_criterion_lines(definition, grade, criterion))
        yield Explanation(f"{id}/{name}", "criterion", lines, _record(grade, criterion))
    elif name not in definition.rungs:
        known = [f"{id}/{criterion.id}" for _, criterion in definition.criteria]
        raise OpennessError(
            Problem("", None, f"{id} has no criterion {name!r}", nearest(word, known) or ", ".join(known))
        )


def _criterion_lines(definition: Definition, grade: Grade | None, criterion: Criterion) -> Iterator[tuple[str, str]]:
    yield "", criterion.says
    yield "from", f"{definition.name}, {criterion.cites} ({definition.source})"
    if grade:
        yield "level" if definition.ending is Ending.GRADES else "part", f"{grade.name} ({grade.id})"
    else:
        yield "result", definition.ending.says
    yield "asks", requirement_words(criterion.requirement)
    yield "met", f"the facts show that all of this holds{_by_a_person(criterion, 'it')}"
    yield "not met", f"the facts show that something of this does not hold{_by_a_person(criterion, 'the opposite')}"
    yield "unknown", "neither: a fact is not stated or is disputed, or a person has not judged yet"
    yield "fix", criterion.help


def _by_a_person(criterion: Criterion, what: str) -> str:
    """The part of a verdict that is a person's; empty where a criterion asks facts alone."""
    if any(isinstance(question, Concluded) for question in questions(criterion.requirement)):
        return f", and a person has concluded {what}" if what == "it" else f", or a person has concluded {what}"
    return f"; where a licence record leaves it open, a person has concluded {what}" if criterion.concluded else ""


def _record(grade: Grade | None, criterion: Criterion) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "grade": grade.id if grade else None,
        "says": criterion.says,
        "cites": criterion.cites,
        "asks": requirement_words(criterion.requirement),
        "concluded": criterion.concluded,
        "help": criterion.help,
    }


def requirement_words(requirement: Requirement) -> str:
    """A requirement in words."""
    if isinstance(requirement, Question):
        return _question_words(requirement)
    joiner = " or " if isinstance(requirement, Either) else " and "
    parts = [requirement_words(part) for part in requirement.parts]
    return joiner.join(f"({part})" if " or " in part or " and " in part else part for part in parts)


def _question_words(question: Question) -> str:
    match question:
        case Offered():
            least = "public" if question.at is Availability.PUBLIC else f"at least {question.at.label}"
            doubt = f" (unknown when {question.doubt.label})" if question.doubt is not question.at else ""
            whole = "" if question.extent is Extent.WHOLE else ", at least in part"
            owner = f"{question.of.label} " if question.of is not Owner.BOTH else ""
            return f"{owner}{question.component.label}: {least}{doubt}{whole}"
        case Grants():
            person = ", where a licence record leaves it open by a person's conclusion" if question.judged else ""
            return f"{question.component.label}: its licence meets “{Term(question.word).label}”{person}"
        case NotUsed():
            return f"{question.component.label}: not used"
        case Absent():
            return f"not “{circumstance_label(question.word)}”"
        case Below():
            return f"{circumstance_label(question.word)}: known to be below {question.bound}"
        case ReachedBy():
            return f"people reach it by {Channel(question.word).label}"
        case States():
            return f"the document states {Element(question.word).says}, of everything it lists that has it"
    return f"a person's conclusion on {question.word}"
