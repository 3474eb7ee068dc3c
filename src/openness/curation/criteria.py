"""Faults of a definition that is of the grammar: a criterion nothing can meet, or a word that changes nothing.

Shipped definitions pass it, and `openness lint` puts it to a user's own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from openness.definition.definition import Criterion, Definition, Either, Question, Requirement, fold, questions
from openness.errors import Problem
from openness.shelf.shelf import Shelf
from openness.vocabulary import Kind, Term
from openness.vocabulary.verdict import Column, Verdict


def faults(
    definition: Definition, document: str, shelf: Shelf, lines: Mapping[str, int] | None = None
) -> Iterator[Problem]:
    """The faults of a definition, in its order.

    Args:
        definition: the text.
        document: its file.
        shelf: whose licences may meet it.
        lines: the line of each criterion, by its id, where they are known; what has none there is said of the first.
    """

    def line_of(id: str) -> int | None:
        return None if lines is None else lines.get(id, 1)

    for what, ids in (
        ("criterion", [criterion.id for _, criterion in definition.criteria]),
        ("rung", [grade.id for grade in definition.grades]),
    ):
        for id in (id for id, times in Counter(ids).items() if times > 1):
            yield Problem(document, line_of(id), f"there are two of the {what} {id!r}", "give each its own name")
    for _, criterion in definition.criteria:
        for question in dict.fromkeys(questions(criterion.requirement)):
            if not _matters(criterion, question):
                message = f"criterion {criterion.id!r} asks for {_words(question)}, which can never change its verdict"
                yield Problem(
                    document,
                    line_of(criterion.id),
                    message,
                    "take it out, or out of the alternative that makes it needless",
                )
    for kind, asked in definition.term_questions.items():
        if not _some_licence(kind, tuple(Term(question.word) for question in asked), shelf):
            listed = ", ".join(question.word for question in asked)
            message = f"no licence on the shelf is known to meet {listed} for {kind.value}"
            yield Problem(document, line_of(""), message, "ask for less, or add the record of a licence that does")


def _words(question: Question) -> str:
    return " ".join(
        filter(None, (question.about, question.component.value if question.component else "", question.word))
    )


def _matters(criterion: Criterion, question: Question) -> bool:
    """True where the verdict on a criterion is that of one question in some world."""
    world = deciding_world(criterion.requirement, question)

    def verdict(answer: Verdict) -> Verdict:
        answers = {**world, question: answer}
        return fold(criterion.requirement, lambda leaf: Column.of([answers[leaf]]))[0]

    return all(verdict(answer) is answer for answer in Verdict)


def deciding_world(requirement: Requirement, question: Question) -> dict[Question, Verdict]:
    """A world in which the verdict is that of one question: all others beside it met, all other ways shut."""
    answers = dict.fromkeys(questions(requirement), Verdict.MET)

    def shut(part: Requirement) -> None:
        if isinstance(part, Question):
            return
        on_the_way = [child for child in part.parts if question in questions(child)]
        if isinstance(part, Either):
            on_the_way = on_the_way[:1]
            kept = {leaf for child in on_the_way for leaf in questions(child)}
            for child in part.parts:
                if child not in on_the_way:
                    answers.update((leaf, Verdict.UNMET) for leaf in questions(child) if leaf not in kept)
        for child in on_the_way:
            shut(child)

    shut(requirement)
    return answers


def _some_licence(kind: Kind, terms: tuple[Term, ...], shelf: Shelf) -> bool:
    """True where some licence on the shelf meets all of these terms."""
    wanted = (Verdict.MET,) * len(terms)
    return any(wanted in shelf.answers(id, terms, kind) for id in shelf.licences())
