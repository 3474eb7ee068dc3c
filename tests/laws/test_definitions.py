"""The battery that every definition passes: each criterion can be met, can fail, and each word in it matters."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws.strategies import definitions

from openness.definition import Criterion, Definition, Either, Question, Requirement, fold, questions
from openness.grammar import definition_of
from openness.problem import OpennessError
from openness.shelf import shipped
from openness.verdict import Column, Verdict
from openness.vocabulary import Availability, Circumstance, Kind, Term

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN

CRITERIA = [(definition, criterion) for definition in definitions() for _, criterion in definition.criteria]
EACH = pytest.mark.parametrize(
    ("definition", "criterion"), CRITERIA, ids=[f"{definition.id}/{criterion.id}" for definition, criterion in CRITERIA]
)


def asked(criterion: Criterion) -> list[Question]:
    return list(dict.fromkeys(questions(criterion.requirement)))


def verdict(criterion: Criterion, answers: dict[Question, Verdict]) -> Verdict:
    return fold(criterion.requirement, lambda question: Column.of([answers[question]]))[0]


@EACH
def test_some_world_meets_it_some_world_fails_it_and_silence_does_neither(
    definition: Definition, criterion: Criterion
) -> None:
    for answer in Verdict:
        assert verdict(criterion, dict.fromkeys(asked(criterion), answer)) is answer


def deciding_world(requirement: Requirement, question: Question) -> dict[Question, Verdict]:
    """A world in which the verdict is that of one question: all others beside it met, all other ways shut."""
    answers = dict.fromkeys(questions(requirement), MET)

    def shut(part: Requirement) -> None:
        if isinstance(part, Question):
            return
        on_the_way = [child for child in part.parts if question in questions(child)]
        if isinstance(part, Either):
            for child in part.parts:
                if child not in on_the_way:
                    answers.update(dict.fromkeys(questions(child), UNMET))
        for child in on_the_way:
            shut(child)

    shut(requirement)
    return answers


@EACH
def test_every_question_in_it_can_change_it(definition: Definition, criterion: Criterion) -> None:
    for question in asked(criterion):
        world = deciding_world(criterion.requirement, question)
        for answer in Verdict:
            assert verdict(criterion, {**world, question: answer}) is answer, question


def words(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every word a criterion's record names, with the question it must become."""
    for slot in record.get("components", ()):
        for word in slot.split("|"):
            yield "offered", word.strip()
            yield from (("term", f"{word.strip()} {term}") for term in record.get("terms", ()))
            if record.get("if-used"):
                yield "not-used", word.strip()
    yield from (("absent", word) for word in record.get("unless", ()))
    if record.get("concluded"):
        yield "concluded", ""
    for alternative in record.get("any", ()):
        yield from words(alternative)


@EACH
def test_every_word_of_its_file_is_asked(definition: Definition, criterion: Criterion) -> None:
    (record,) = (one for grade in definition.record["grade"] for one in grade["criterion"] if one["id"] == criterion.id)
    named = set(words(record))
    questioned = {
        (
            question.about,
            f"{question.component} {question.word}"
            if question.about == "term"
            else str(question.component or ("" if question.about == "concluded" else question.word)),
        )
        for question in asked(criterion)
    }
    assert named == questioned
    for question in asked(criterion):
        if question.about == "concluded":
            id, _, name = question.word.partition("/")
            assert any(name == one.id for _, one in shipped().definition(id).criteria), question.word


@EACH
def test_it_says_where_it_stands_and_what_mends_it(definition: Definition, criterion: Criterion) -> None:
    assert all(text.strip() for text in (criterion.id, criterion.says, criterion.cites, criterion.help))
    assert criterion.concluded == any(question.about == "concluded" for question in asked(criterion))


@pytest.mark.parametrize("definition", definitions(), ids=lambda definition: definition.id)
def test_its_ids_are_its_own(definition: Definition) -> None:
    criteria = [criterion.id for _, criterion in definition.criteria]
    assert len(criteria) == len(set(criteria))
    assert len(definition.rungs) == len(set(definition.rungs))
    assert definition.version and definition.source and definition.dated
    assert definition.read.startswith(("first-hand", "second-hand"))


def test_the_spectrum_is_first_and_has_the_rungs_of_the_contract() -> None:
    assert shipped().definitions()[0] == "spectrum"
    assert shipped().definition("spectrum").rungs == (
        "closed",
        "hosted",
        "weights-available",
        "open-weights",
        "open-source-ai",
        "open-source-ai-with-open-data",
    )


# What is refused


@pytest.fixture
def record() -> dict[str, Any]:
    """The smallest definition there is."""
    criterion = {"id": "weights", "says": "weights", "cites": "1", "help": "publish", "components": ["model-card"]}
    return {
        "id": "small",
        "name": "Small",
        "version": "1",
        "source": "here",
        "dated": "2026-11-24",
        "read": {"hand": "first-hand", "from": "here", "on": "2026-11-24"},
        "grade": [{"id": "one", "name": "One", "says": "one", "criterion": [criterion]}],
    }


def test_the_smallest_definition_is_accepted(record: dict[str, Any]) -> None:
    assert [question.about for question in definition_of(record).questions] == ["offered"]


NONSENSE = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=12)


@pytest.mark.parametrize("place", ["definition", "grade", "criterion", "alternative"])
@given(key=NONSENSE)
def test_an_unknown_key_is_refused(place: str, key: str) -> None:
    alternative: dict[str, Any] = {"components": ["datasets"]}
    criterion: dict[str, Any] = {"id": "c", "says": "c", "cites": "1", "help": "h", "any": [alternative]}
    grade: dict[str, Any] = {"id": "g", "name": "G", "says": "g", "criterion": [criterion]}
    whole: dict[str, Any] = {"id": "d", "name": "D", "version": "1", "source": "s", "dated": "2026", "read": "r"}
    whole["grade"] = [grade]
    held = {"definition": whole, "grade": grade, "criterion": criterion, "alternative": alternative}[place]
    held[f"{key}-no-such-key"] = "x"
    with pytest.raises(OpennessError, match="unknown key"):
        definition_of(whole)


@pytest.mark.parametrize("shipped_id", shipped().definitions())
def test_an_unknown_key_in_a_shipped_definition_is_refused(shipped_id: str) -> None:
    record: dict[str, Any] = copy.deepcopy(dict(shipped().definition(shipped_id).record))
    record["grade"][-1]["criterion"][-1]["not"] = ["datasets"]
    with pytest.raises(OpennessError, match="unknown key 'not'"):
        definition_of(record)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"components": []}, "asks nothing"),
        ({"components": [], "any": []}, "asks nothing"),
        ({"components": [], "any": [{}]}, "asks nothing"),
        ({"components": ["weights"]}, "names 'weights'"),
        ({"components": ["model-card | weights"]}, "names 'weights'"),
        ({"terms": ["open"]}, "names 'open'"),
        ({"at": "free"}, "names 'free'"),
        ({"doubt": "maybe"}, "names 'maybe'"),
        ({"extent": "some"}, "names 'some'"),
        ({"unless": ["rainy"]}, "names 'rainy'"),
        ({"says": ""}, "has no 'says'"),
        ({"cites": ""}, "has no 'cites'"),
        ({"help": ""}, "has no 'help'"),
        ({"id": ""}, "has no 'id'"),
    ],
    ids=lambda change: str(change),
)
def test_a_criterion_that_does_not_say_what_it_asks_is_refused(
    record: dict[str, Any], change: dict[str, Any], message: str
) -> None:
    record["grade"][0]["criterion"][0].update(change)
    with pytest.raises(OpennessError, match=message):
        definition_of(record)


def test_a_grade_without_a_criterion_is_refused(record: dict[str, Any]) -> None:
    record["grade"][0]["criterion"] = []
    with pytest.raises(OpennessError, match="has no criterion"):
        definition_of(record)


@pytest.mark.parametrize("key", ["id", "name", "version", "source", "dated", "read", "grade"])
def test_a_definition_without_its_head_is_refused(record: dict[str, Any], key: str) -> None:
    del record[key]
    with pytest.raises(OpennessError, match=f"has no '{key}'"):
        definition_of(record)


def test_many_problems_are_reported_together(record: dict[str, Any]) -> None:
    record["grade"][0]["criterion"][0].update(components=["weights"], terms=["open"], at="free", no=1)
    with pytest.raises(OpennessError) as caught:
        definition_of(record)
    assert len(caught.value.problems) >= 4


@pytest.mark.parametrize("word", [*Kind, *Term, *Circumstance, *Availability], ids=str)
def test_every_word_of_the_vocabulary_can_be_asked(record: dict[str, Any], word: str) -> None:
    criterion = record["grade"][0]["criterion"][0]
    if isinstance(word, Kind):
        criterion["components"] = [word.value]
    elif isinstance(word, Term):
        criterion["terms"] = [word.value]
    elif isinstance(word, Circumstance):
        criterion["unless"] = [word.value]
    else:
        criterion["at"] = word
    (question, *more) = definition_of(record).questions
    assert str(word) in {question.component, question.at, *(one.word for one in more)}
