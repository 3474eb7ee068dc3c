"""The battery that every definition passes: each criterion can be met, can fail, and each word in it matters."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.support.strategies import CONCLUDABLE, FREE, definitions, every_answer, free_shelf

from openness.curation.criteria import deciding_world, faults
from openness.definition.definition import (
    Below,
    Concluded,
    Criterion,
    Definition,
    Grants,
    Offered,
    Question,
    fold,
    questions,
    weigh,
)
from openness.definition.parse import definition_of
from openness.errors import OpennessError
from openness.evaluation.facts import ItemWorld, World
from openness.evaluation.facts import answer as answered
from openness.evaluation.standing import weigh_worlds
from openness.release.release import OF_THE_BASE
from openness.resolution.terms import Terms
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import TRAINING_COMPUTE, Availability, Channel, Circumstance, Extent, Kind, Term
from openness.vocabulary.asking import Ending, Owner
from openness.vocabulary.verdict import Column, Verdict

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


@EACH
def test_every_question_in_it_can_change_it(definition: Definition, criterion: Criterion) -> None:
    for question in asked(criterion):
        world = deciding_world(criterion.requirement, question)
        for answer in Verdict:
            assert verdict(criterion, {**world, question: answer}) is answer, question


@pytest.mark.parametrize("definition", definitions(), ids=lambda definition: definition.id)
def test_the_linter_finds_nothing_in_it(definition: Definition) -> None:
    assert list(faults(definition, definition.id, shipped())) == []


def words(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every word a criterion's record names, with the question it must become."""
    for slot in record.get("components", ()):
        for word in slot.split("|"):
            yield "offered", word.strip()
            for key in ("terms", "judged-terms"):
                yield from (("term", f"{word.strip()} {term}") for term in record.get(key, ()))
            if record.get("if-used"):
                yield "not-used", word.strip()
    yield from (("absent", word) for word in record.get("unless", ()))
    yield from (("below", f"{word} {float(limit)}") for word, limit in record.get("below", {}).items())
    yield from (("channel", word) for word in record.get("channels", ()))
    if record.get("concluded"):
        yield "concluded", ""
    for alternative in record.get("any", ()):
        yield from words(alternative)


def written(definition: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The criteria as the file states them."""
    return [
        *definition.get("criterion", ()),
        *(one for g in definition.get("grade", ()) for one in g.get("criterion", ())),
    ]


def record_of(definition: Definition, criterion: Criterion) -> dict[str, Any]:
    """A criterion as the file states it; of a text that answers for each component, as it is asked of this one."""
    kinds = definition.record.get("components", ())
    stated = [
        {**one, "id": f"{kind}-{one['id']}", "components": [kind]}
        for kind in kinds
        for one in written(definition.record)
    ]
    (record,) = (one for one in stated or written(definition.record) if one["id"] == criterion.id)
    return record


def as_written(question: Question) -> tuple[str, str]:
    """A question as the word that became it."""
    match question:
        case Grants():
            return question.about, f"{question.component} {question.word}"
        case Below():
            return question.about, f"{question.word} {question.limit}"
        case Concluded():
            return question.about, ""
    return question.about, str(question.component or question.word)


@EACH
def test_every_word_of_its_file_is_asked(definition: Definition, criterion: Criterion) -> None:
    assert set(words(record_of(definition, criterion))) == set(map(as_written, asked(criterion)))
    for question in asked(criterion):
        if question.person:
            id, _, name = question.person.partition("/")
            assert any(name == one.id for _, one in shipped().definition(id).criteria), question.person


# The same on worlds that a release can claim


def world(availability: str, licence: str, answer: str, compute: str, verdict: str, channels: tuple[str, ...]) -> World:
    """A world in which everything is alike."""
    item = ItemWorld((availability,), (), Terms(((licence,),)))
    circumstances = tuple((word.value, (answer,)) for word in Circumstance)
    conclusions = tuple((name, verdict) for name in CONCLUDABLE)
    parts = tuple((kind, (item,)) for kind in Kind)
    return World(
        parts,
        circumstances=(*circumstances, (TRAINING_COMPUTE, (compute,))),
        conclusions=conclusions,
        channels=channels,
    )


OPENED = world("public", FREE, "false", "1", "met", tuple(Channel))
SHUT = world("withheld", "NONE", "true", "1e30", "unmet", ())


@pytest.fixture(scope="module")
def free(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The shipped shelf and one licence that grants everything and is on every list."""
    return free_shelf(tmp_path_factory.mktemp("shelf"))


def at(shelf: Shelf, world: World) -> World:
    """A world with every licence of a shelf at hand."""
    return evolve(world, licences=shelf.licences_of(tuple(shelf.licences())))


@pytest.mark.parametrize("definition", definitions(), ids=lambda definition: definition.id)
def test_a_world_all_open_meets_it_a_world_all_shut_fails_it_and_a_silent_one_does_neither(
    definition: Definition, free: Shelf
) -> None:
    opened, shut, silent = weigh_worlds(definition, [at(free, OPENED), at(free, SHUT), World()])
    for (_, criterion), met, unmet, unknown in zip(
        definition.criteria, opened.criteria, shut.criteria, silent.criteria, strict=True
    ):
        assert (met, unmet, unknown) == (MET, UNMET, UNKNOWN), criterion.id
    assert set(opened.grades) <= {MET} and set(shut.grades) <= {UNMET}
    if definition.ending is Ending.POINTS:
        assert [one.score for one in (opened, shut)] == [{"low": 1.0, "high": 1.0}, {"low": 0.0, "high": 0.0}]


OFFERS = {
    question for definition in definitions() for question in definition.questions if isinstance(question, Offered)
}


@pytest.mark.parametrize("question", sorted(OFFERS, key=repr), ids=repr)
def test_how_openly_and_how_wholly_it_must_be_offered_can_change_the_answer(question: Offered) -> None:
    def asked_of(availability: str, extent: tuple[str, ...] = (), derived: bool = False) -> Verdict:
        item = ItemWorld((availability,), extent, Terms())
        return answered(World(((question.component, (item,)),), derived=derived), question)

    for word in Availability:
        if word.openness >= question.at.openness:
            assert asked_of(word) is MET
        elif word.openness >= question.doubt.openness and word is not Availability.NOT_USED:
            assert asked_of(word) is UNKNOWN
        else:
            assert asked_of(word) is UNMET
    assert asked_of("public", ("part",)) is (UNMET if question.extent is Extent.WHOLE else MET)
    base = question.of is Owner.BASE or (question.of is Owner.BOTH and question.component in OF_THE_BASE)
    assert asked_of("public", derived=True) is (UNKNOWN if base else MET)


def test_a_part_is_offered_in_part_when_one_item_of_several_is() -> None:
    items = (ItemWorld(("withheld",), (), Terms()), ItemWorld(("public",), (), Terms()))
    world = World(((Kind.DATASETS, items),))
    whole, part = (Offered(Kind.DATASETS, extent=extent) for extent in Extent)
    assert (answered(world, whole), answered(world, part)) == (UNMET, MET)


@pytest.mark.parametrize("definition", [d for d in definitions() if d.ending is Ending.COUNT], ids=lambda d: d.id)
def test_a_rung_of_a_rating_is_the_number_of_criteria_that_hold(definition: Definition) -> None:
    """Each criterion answered as one, over all worlds."""
    alone: list[Question] = [Concluded(criterion.id) for criterion in definition.loose]
    counted = evolve(
        definition,
        loose=tuple(evolve(one, requirement=question) for one, question in zip(definition.loose, alone, strict=True)),
    )
    answers = dict(zip(alone, every_answer(len(alone)), strict=True))
    criteria, grades = weigh(counted, answers.__getitem__)
    for row in range(3 ** len(alone)):
        verdicts = [column[row] for column in criteria]
        met, possible = verdicts.count(MET), len(verdicts) - verdicts.count(UNMET)
        expected = [MET if met > rung else UNKNOWN if possible > rung else UNMET for rung in range(len(verdicts))]
        assert [column[row] for column in grades] == expected


@EACH
def test_it_says_where_it_stands_and_what_mends_it(definition: Definition, criterion: Criterion) -> None:
    assert all(text.strip() for text in (criterion.id, criterion.says, criterion.cites, criterion.help))
    assert criterion.concluded == any(q.person for q in asked(criterion) if q.about in ("concluded", "term"))


@pytest.mark.parametrize("definition", definitions(), ids=lambda definition: definition.id)
def test_its_ids_are_its_own(definition: Definition) -> None:
    criteria = [criterion.id for _, criterion in definition.criteria]
    assert len(criteria) == len(set(criteria))
    assert len(definition.rungs) == len(set(definition.rungs))
    assert definition.version and definition.source and definition.dated
    assert definition.read.startswith(("first-hand", "second-hand"))


def test_the_spectrum_is_first_and_has_the_promised_rungs() -> None:
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
    table = {"definition": whole, "grade": grade, "criterion": criterion, "alternative": alternative}[place]
    table[f"{key}-no-such-key"] = "x"
    with pytest.raises(OpennessError, match="unknown key"):
        definition_of(whole)


@pytest.mark.parametrize("shipped_id", shipped().definitions())
def test_an_unknown_key_in_a_shipped_definition_is_refused(shipped_id: str) -> None:
    record: dict[str, Any] = copy.deepcopy(dict(shipped().definition(shipped_id).record))
    written(record)[-1]["not"] = ["datasets"]
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
    assert isinstance(question, Offered)
    assert str(word) in {question.component, question.at, *(one.word for one in more)}
