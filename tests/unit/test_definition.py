"""A published text as a ladder: its grammar, and the one interpreter."""

from typing import Any

import pytest

from openness.definition import Question, fold, questions, weigh
from openness.grammar import definition_of
from openness.problem import OpennessError
from openness.verdict import Column, Verdict
from openness.vocabulary import Kind

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN


def record(*criteria: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A definition of one grade with these criteria."""
    texts = {"says": "s", "cites": "c", "help": "h"}
    return {
        "id": "made-up",
        "name": "Made up",
        "version": "1",
        "source": "here",
        "dated": "2026-11-24",
        "read": {"hand": "first-hand", "from": "here"},
        "grade": [{"id": "g", "name": "G", "says": "s", "criterion": [{"id": "one", **texts, **c} for c in criteria]}],
        **more,
    }


def refused(made: dict[str, Any]) -> str:
    """What is said against a record."""
    with pytest.raises(OpennessError) as caught:
        definition_of(made, "made-up.toml")
    return str(caught.value)


def test_a_criterion_asks_whether_it_is_offered_and_on_what_terms() -> None:
    definition = definition_of(record({"components": ["training-code"], "terms": ["osi-approved"]}))
    assert [(question.about, question.component, question.word) for question in definition.questions] == [
        ("offered", Kind.TRAINING_CODE, ""),
        ("term", Kind.TRAINING_CODE, "osi-approved"),
    ]


def test_if_used_lets_a_part_that_does_not_exist_pass() -> None:
    definition = definition_of(record({"components": ["datasets"], "if-used": True}))
    assert {question.about for question in definition.questions} == {"offered", "not-used"}


def test_either_component_fills_a_slot() -> None:
    (criterion,) = definition_of(record({"components": ["technical-report | research-paper"]})).grades[0].criteria

    def ask(question: Question) -> Column:
        return Column.of([MET if question.component is Kind.RESEARCH_PAPER else UNMET])

    assert fold(criterion.requirement, ask)[0] is MET


def test_a_criterion_a_person_concludes_says_so() -> None:
    (criterion,) = definition_of(record({"components": ["datasets"], "concluded": True})).grades[0].criteria
    assert criterion.concluded
    assert [q.word for q in questions(criterion.requirement) if q.about == "concluded"] == ["made-up/one"]


def test_unless_asks_that_a_circumstance_does_not_hold() -> None:
    definition = definition_of(record({"unless": ["monetised"]}))
    assert [(question.about, question.word) for question in definition.questions] == [("absent", "monetised")]


def test_the_floor_is_the_lowest_rung() -> None:
    assert definition_of(record({"components": ["datasets"]}, floor="closed")).rungs == ("closed", "g")


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (record(), "has no criterion"),
        (record({}), "asks nothing"),
        (record({"components": []}), "asks nothing"),
        (record({"components": ["datasts"]}), "did you mean datasets?"),
        (record({"components": ["datasets"], "terms": ["osi-aproved"]}), "did you mean osi-approved"),
        (record({"components": ["datasets"], "at": "everywhere"}), "'everywhere', which is no availability"),
        (record({"components": ["datasets"], "extent": "most"}), "'most', which is no extent"),
        (record({"components": ["datasets"], "not": True}), "unknown key 'not'"),
        (record({"any": [{"components": ["datasets"], "unles": []}]}), "did you mean unless?"),
        (record({"unless": ["monetized"]}), "did you mean monetised?"),
        (record({"components": ["datasets"], "says": ""}), "has no 'says'"),
        (record({"components": ["datasets"]}, name=""), "has no 'name'"),
        (record({"components": ["datasets"]}, option=1), "unknown key 'option'"),
        (record({"components": ["datasets"]}, grade=[]), "has no 'grade'"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_grammar_does_not_have_is_refused(made: dict[str, Any], said: str) -> None:
    assert said in refused(made)


def test_an_empty_alternative_is_refused() -> None:
    assert "asks nothing" in refused(record({"any": [{}]}))


def test_every_problem_of_a_definition_is_said_at_once() -> None:
    assert len(refused(record({"components": ["a", "b"], "terms": ["c"]})).splitlines()) == 3


def test_a_grade_stands_on_every_grade_before_it() -> None:
    made = record({"components": ["datasets"]})
    texts = {"id": "two", "says": "s", "cites": "c", "help": "h"}
    made["grade"].append(
        {"id": "h", "name": "H", "says": "s", "criterion": [{**texts, "components": ["training-code"]}]}
    )
    rows = {Kind.DATASETS: Column.of([UNMET, UNKNOWN, MET]), Kind.TRAINING_CODE: Column.of([MET, MET, MET])}
    _, grades = weigh(definition_of(made), lambda question: rows[question.component or Kind.DATASETS])
    assert [list(column) for column in grades] == [[UNMET, UNKNOWN, MET], [UNMET, UNKNOWN, MET]]
