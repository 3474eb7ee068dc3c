"""A published text as a ladder: its grammar, and the one interpreter."""

import re
from typing import Any

import pytest

from openness.definition.definition import (
    Absent,
    Below,
    Concluded,
    Criterion,
    Grants,
    NotUsed,
    Offered,
    Question,
    fold,
    judges,
    questions,
    weigh,
)
from openness.definition.parse import definition_of, requirement_of
from openness.errors import OpennessError
from openness.shelf.shelf import shipped
from openness.vocabulary import Kind, Term
from openness.vocabulary.verdict import Column, Verdict

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


def refused(changed: dict[str, Any]) -> str:
    """The problems of a record that is refused."""
    with pytest.raises(OpennessError) as caught:
        definition_of(changed, "made-up.toml")
    return str(caught.value)


def test_a_record_without_an_id_is_refused_under_no_name() -> None:
    with pytest.raises(OpennessError) as caught:
        definition_of({})
    assert {problem.document for problem in caught.value.problems} == {""}


def test_the_same_question_of_several_definitions_is_one_object() -> None:
    asked = [question for id in shipped().every_definition() for question in shipped().definition(id).questions]
    offers = [question for question in asked if isinstance(question, Offered)]
    assert len(set(offers)) < len(offers)
    assert len(set(map(id, offers))) == len(set(offers))


def test_a_criterion_asks_no_person_unless_it_says_so() -> None:
    assert not Criterion("c", "s", "c", "h", Offered(Kind.TRAINING_CODE)).concluded


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
    ("changed", "message"),
    [
        (record(), "has no criterion"),
        (record({}), "asks nothing"),
        (record({"components": []}), "asks nothing"),
        (record({"components": ["datasts"]}), "did you mean datasets?"),
        (record({"components": ["datasets"], "terms": ["osi-aproved"]}), "did you mean osi-approved"),
        (record({"components": ["datasets"], "at": "everywhere"}), "'everywhere', which is not a known availability"),
        (record({"components": ["datasets"], "extent": "most"}), "'most', which is not a known extent"),
        (record({"components": ["datasets"], "not": True}), "unknown key 'not'"),
        (record({"any": [{"components": ["datasets"], "unles": []}]}), "did you mean unless?"),
        (record({"unless": ["monetized"]}), "did you mean monetised?"),
        (record({"components": ["datasets"], "says": ""}), "says of grade[0].criterion[0] is empty"),
        (record({"components": ["datasets"]}, name=""), "name is empty, not a text"),
        (record({"components": ["datasets"]}, option=1), "unknown key 'option'"),
        (record({"components": ["datasets"]}, replaces={}), "nothing says why"),
        (
            record({"components": ["datasets"]}, replaces="an older text"),
            "replaces is the text 'an older text', not a table",
        ),
        (record({"components": ["datasets"]}, grade=[]), "has no 'grade'"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_grammar_does_not_have_is_refused(changed: dict[str, Any], message: str) -> None:
    assert message in refused(changed)


def test_an_empty_alternative_is_refused() -> None:
    assert "asks nothing" in refused(record({"any": [{}]}))


def test_every_problem_of_a_definition_is_said_at_once() -> None:
    assert len(refused(record({"components": ["a", "b"], "terms": ["c"]})).splitlines()) == 3


def test_a_grade_stands_on_every_grade_before_it() -> None:
    table = record({"components": ["datasets"]})
    texts = {"id": "two", "says": "s", "cites": "c", "help": "h"}
    table["grade"].append(
        {"id": "h", "name": "H", "says": "s", "criterion": [{**texts, "components": ["training-code"]}]}
    )
    rows = {Kind.DATASETS: Column.of([UNMET, UNKNOWN, MET]), Kind.TRAINING_CODE: Column.of([MET, MET, MET])}
    _, grades = weigh(definition_of(table), lambda question: rows[question.component or Kind.DATASETS])
    assert [list(column) for column in grades] == [[UNMET, UNKNOWN, MET], [UNMET, UNKNOWN, MET]]


# Endings other than a ladder


def loose(*criteria: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A definition the criteria of which belong to no grade."""
    texts = {"says": "s", "cites": "c", "help": "h"}
    table = record()
    del table["grade"]
    entries = [{"id": f"c{number}", **texts, **criterion} for number, criterion in enumerate(criteria)]
    return {**table, "criterion": entries, **more}


DATA: dict[str, Any] = {"components": ["datasets"]}
CODE: dict[str, Any] = {"components": ["training-code"]}
RUNGS = [{"id": "one", "name": "One", "says": "s"}, {"id": "two", "name": "Two", "says": "s"}]


def test_a_rating_counts_the_criteria_that_hold_whichever_they_are() -> None:
    definition = definition_of(loose(DATA, CODE, ending="count", grade=RUNGS, floor="none"))
    assert definition.rungs == ("none", "one", "two")
    rows = {Kind.DATASETS: Column.of([UNMET, UNKNOWN, MET]), Kind.TRAINING_CODE: Column.of([MET, MET, MET])}
    _, grades = weigh(definition, lambda question: rows[question.component or Kind.DATASETS])
    assert [list(column) for column in grades] == [[MET, MET, MET], [UNMET, UNKNOWN, MET]]


def test_an_index_has_criteria_and_no_rungs() -> None:
    definition = definition_of(loose(DATA, CODE, ending="points"))
    assert (definition.rungs, definition.grades, len(definition.loose)) == ((), (), 2)
    criteria, grades = weigh(definition, lambda question: Column.of([MET]))
    assert (len(criteria), grades) == (2, [])


def test_each_component_is_asked_by_itself() -> None:
    table = loose({"terms": ["share"]}, ending="each-component", components=["datasets", "evaluation-data"])
    definition = definition_of(table)
    assert [criterion.id for _, criterion in definition.criteria] == ["datasets-c0", "evaluation-data-c0"]
    assert definition.rungs == ()
    rows = {Kind.DATASETS: Column.of([MET]), Kind.EVALUATION_DATA: Column.of([UNMET])}
    _, grades = weigh(definition, lambda question: rows[question.component or Kind.DATASETS])
    assert [list(column) for column in grades] == [[MET], [UNMET]]


def test_numbers_channels_owners_and_judged_terms_can_be_asked() -> None:
    table = record(
        {
            "components": ["datasets"],
            "of": "base",
            "judged-terms": ["safety-limits-only"],
            "channels": ["product", "download"],
            "below": {"training-compute": 1e25},
        },
        scope={"training-compute": 1e23},
    )
    definition = definition_of(table)
    offered, term, product, download, below = definition.questions
    assert isinstance(offered, Offered) and isinstance(term, Grants) and isinstance(below, Below)
    assert (offered.of, term.judged, term.person) == ("base", "made-up/one", "made-up/one")
    assert [(one.about, one.word) for one in (product, download)] == [("channel", "product"), ("channel", "download")]
    assert (below.about, below.word, below.limit, below.bound) == ("below", "training-compute", 1e25, "1e25")
    assert definition.scope is not None and definition.scope.limit == 1e23
    (criterion,) = definition.grades[0].criteria
    assert criterion.concluded


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (loose(DATA), "has no 'grade'"),
        (loose(DATA), "'criterion', which the ending 'grades' does not have"),
        (record(DATA, ending="points"), "has no 'criterion'"),
        (record(DATA, ending="points"), "'grade', which the ending 'points' does not have"),
        (loose(DATA, ending="count"), "has no 'grade'"),
        (loose(DATA, ending="count", grade=RUNGS), "1 criteria and 2 rungs"),
        (loose(DATA, ending="count", grade=[{**RUNGS[0], "criterion": []}]), "unknown key 'criterion'"),
        (loose({"terms": ["share"]}, ending="each-component"), "has no 'components'"),
        (loose(DATA, ending="each-component", components=["datasets"]), "names components"),
        (loose(DATA, ending="each-component", components=["datasts"]), "did you mean datasets?"),
        (loose(DATA, ending="pionts"), "did you mean points?"),
        (record({**DATA, "of": "bose"}), "did you mean base?"),
        (record({"channels": ["prodct"]}), "did you mean product?"),
        (record({**DATA, "judged-terms": ["us"]}), "did you mean use?"),
        (record({"below": {"compute": 1}}), "'compute', which is not a number known here"),
        (record({"below": {"training-compute": "much"}}), "is the text 'much', not a number"),
        (record({"below": {"training-compute": True}}), "is true, not a number"),
        (record({"below": {"training-compute": float("inf")}}), "is the number inf, not a number"),
        (record({"below": 3}), "is the number 3, not a table"),
        (record(DATA, scope={"weight": 3}), "scope of the definition names 'weight'"),
        (record(DATA, outcomes={"maybe": "x"}), "outcomes of the definition has an unknown key 'maybe'"),
        (record(DATA, results={"out-of-scope": "x"}), "results of the definition has an unknown key 'out-of-scope'"),
        (record(DATA, results={"met": 3}), "met of results is the number 3, not a text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_ending_or_a_word_that_is_not_there_is_refused(changed: dict[str, Any], message: str) -> None:
    assert message in refused(changed)


@pytest.mark.parametrize(
    ("about", "asks", "message"),
    [
        ("document", {"elements": ["sbom-author"]}, ""),
        ("document", {"components": ["datasets"]}, "asks of another than the document"),
        ("document", {"elements": ["sbom-author"], "components": ["datasets"]}, "asks of another than the document"),
        ("release", {"elements": ["sbom-author"]}, "asks of another than the release"),
        ("document", {"elements": ["sbom-writer"]}, "which is not a known element"),
        ("model", {"components": ["datasets"]}, "about is 'model'"),
    ],
)
def test_a_definition_of_a_document_asks_for_elements_alone(about: str, asks: dict[str, object], message: str) -> None:
    criterion = {"id": "c", "says": "s", "cites": "1", "help": "h", **asks}
    grade = {"id": "g", "name": "G", "says": "s", "criterion": [criterion]}
    record = {
        "id": "x", "name": "X", "version": "1", "source": "s", "dated": "2026-01-01", "read": {"hand": "first-hand"},
        "about": about, "grade": [grade],
    }  # fmt: skip
    if not message:
        assert definition_of(record).about == "document"
        return
    with pytest.raises(OpennessError, match=message):
        definition_of(record)


def test_a_problem_stands_on_the_line_of_its_table_where_its_key_has_none() -> None:
    table = record({"components": ["nope"]}, {"components": ["nope"]})
    lines = {"grade[0].criterion[0]": 7, "grade[0].criterion[1]": 12}
    with pytest.raises(OpennessError) as caught:
        definition_of(table, "made-up.toml", lines)
    places = [line.partition(": ")[0] for line in str(caught.value).splitlines()]
    assert places == ["made-up.toml:7", "made-up.toml:12"]


@pytest.mark.parametrize(
    ("changed", "lines", "line"),
    [
        (record({"components": ["datasets"]}, option=1), {"option": 7}, 7),
        (record({"components": ["datasets"]}, option=1), {"name": 7}, 1),
        (
            record({"components": ["datasets"], "not": 1}),
            {"grade[0].criterion[0].not": 9, "grade[0].criterion[0]": 8},
            9,
        ),
        (record({"components": ["datasets"], "not": 1}), {"grade[0].criterion[0]": 8}, 8),
        (record({"components": ["datasets"], "not": 1}), {}, None),
    ],
)
def test_a_problem_has_the_line_of_its_key_or_of_its_table(
    changed: dict[str, Any], lines: dict[str, int], line: int | None
) -> None:
    with pytest.raises(OpennessError) as caught:
        definition_of(changed, "made-up.toml", lines)
    assert [problem.line for problem in caught.value.problems] == [line]


def test_a_criterion_that_names_components_which_the_definition_names_is_told_with_its_line() -> None:
    table = loose({"terms": ["use"]}, {"terms": ["use"], "components": ["datasets"]}, ending="each-component")
    with pytest.raises(OpennessError) as caught:
        definition_of({**table, "components": ["datasets"]}, "made-up.toml", {"criterion[0]": 4, "criterion[1]": 8})
    assert [(problem.line, "names components" in problem.message) for problem in caught.value.problems] == [(8, True)]


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ({"hand": "first-hand", "from": "here"}, "first-hand: here"),
        ("by us", "by us"),
        ({"hand": "first-hand"}, "first-hand: "),
    ],
)
def test_a_definition_says_how_its_text_was_read(read: Any, words: str) -> None:
    assert definition_of(record({"components": ["datasets"]}, read=read)).read == words


@pytest.mark.parametrize(
    ("limit", "accepted"), [(0, False), (0.5, True), (1, True), (float("inf"), False), (True, False)]
)
def test_a_limit_is_a_number_above_nothing(limit: Any, accepted: bool) -> None:
    table = record({"components": ["datasets"]}, scope={"training-compute": limit})
    if accepted:
        assert definition_of(table).scope == Below("training-compute", float(limit))
    else:
        assert re.search("write (a number such as|training-compute =) 1e25", refused(table))


def test_a_requirement_of_one_part_is_that_part_and_an_unknown_key_is_refused() -> None:
    assert requirement_of({"components": ["datasets"]}, "x") == Offered(Kind.DATASETS)
    with pytest.raises(OpennessError, match="did you mean components"):
        requirement_of({"components": ["datasets"], "component": []}, "x")


@pytest.mark.parametrize(
    ("question", "person"),
    [
        (Offered(Kind.DATASETS), ""),
        (Offered(Kind.DATASETS, judged="a/b"), "a/b"),
        (Grants(Kind.DATASETS, Term.USE, "a/b"), "a/b"),
        (Concluded("a/b"), "a/b"),
        (Absent("monetised"), ""),
        (Below("training-compute", 1.0), ""),
        (NotUsed(Kind.DATASETS), ""),
    ],
)
def test_a_question_names_the_criterion_on_which_a_person_s_conclusion_speaks(question: Question, person: str) -> None:
    assert question.person == person


def test_a_rating_counts_the_criteria_that_are_met() -> None:
    table = loose({"components": ["datasets"]}, {"components": ["training-code"]}, {"components": ["model-card"]})
    grades = [{"id": f"at-least-{count}", "name": "n", "says": "s"} for count in (1, 2, 3)]
    definition = definition_of({**table, "ending": "count", "floor": "none", "grade": grades})
    rows = {
        Kind.DATASETS: Column.of([MET, UNMET, MET, UNMET, UNKNOWN]),
        Kind.TRAINING_CODE: Column.of([MET, MET, UNMET, UNMET, MET]),
        Kind.MODEL_CARD: Column.of([MET, MET, UNMET, UNMET, UNMET]),
    }
    _, counts = weigh(definition, lambda question: rows[question.component or Kind.DATASETS])
    assert [list(column) for column in counts] == [
        [MET, MET, MET, UNMET, MET],
        [MET, MET, UNMET, UNMET, UNKNOWN],
        [MET, UNMET, UNMET, UNMET, UNMET],
    ]


def test_the_floor_has_its_label_and_its_meaning_and_no_criteria() -> None:
    table = record({"components": ["datasets"]}, floor="none")
    bare, named = (definition_of({**table, **more}) for more in ({}, {"floor-name": "None", "floor-says": "nothing"}))
    assert [(grade.name, grade.says, grade.criteria) for grade in (bare.grade("none"), named.grade("none"))] == [
        ("none", "", ()),
        ("None", "nothing", ()),
    ]
    assert (named.grade("g").name, named.rungs) == ("G", ("none", "g"))
    with pytest.raises(KeyError):
        named.grade("h")


def test_a_definition_lists_the_questions_about_terms_on_which_a_person_speaks() -> None:
    table = record({"components": ["datasets"], "terms": ["use"], "judged-terms": ["share"]})
    definition = definition_of(table)
    assert [(question.term, question.judged) for question in definition.judged] == [(Term.SHARE, "made-up/one")]
    assert definition.terms(Kind.DATASETS) == (Term.USE, Term.SHARE)
    assert definition.terms(Kind.MODEL_CARD) == ()


TWO = {"components": ["training-code"], "terms": ["use", "share"]}


def test_a_definition_knows_its_questions_by_the_component_and_the_terms_asked_of_it() -> None:
    judged = {"id": "two", "components": ["datasets"], "judged-terms": ["use"], "unless": ["monetised"]}
    definition = definition_of(record(TWO, judged))
    terms = {kind: [question.term for question in of] for kind, of in definition.term_questions.items()}
    assert terms == {Kind.TRAINING_CODE: [Term.USE, Term.SHARE], Kind.DATASETS: [Term.USE]}
    assert definition.asked_terms == {kind: tuple(of) for kind, of in terms.items()}
    assert [definition.terms(kind) for kind in (Kind.TRAINING_CODE, Kind.DATASETS, Kind.MODEL_CARD)] == [
        (Term.USE, Term.SHARE), (Term.USE,), (),
    ]  # fmt: skip
    assert [(question.component, question.term) for question in definition.judged] == [(Kind.DATASETS, Term.USE)]
    facts = {kind: [question.about for question in of] for kind, of in definition.fact_questions.items()}
    assert facts == {Kind.TRAINING_CODE: ["offered"], Kind.DATASETS: ["offered"], None: ["absent"]}


@pytest.mark.parametrize(
    ("text", "subject", "is_judged"),
    [
        ("model", "model", True), ("model", "", True), ("model", "dataset", False), ("dataset", "dataset", True),
        ("dataset", "", False), ("dataset", "model", False), ("any", "model", True), ("any", "dataset", True), ("any", "", True),
    ],
)  # fmt: skip
def test_a_text_judges_models_data_sets_or_both(text: str, subject: str, is_judged: bool) -> None:
    assert judges(definition_of(record(TWO, subject=text)), subject) is is_judged


CODE, DATA = {"id": "a", "components": ["training-code"]}, {"id": "b", "components": ["datasets"]}
TEXTS = {"says": "s", "cites": "c", "help": "h"}
RUNGS = [{"id": "one", "name": "One", "says": "s"}, {"id": "two", "name": "Two", "says": "s"}]


@pytest.mark.parametrize(
    ("ending", "verdicts", "grades"),
    [
        ("grades", (MET, MET), [MET, MET]),
        ("grades", (UNMET, MET), [UNMET, UNMET]),
        ("grades", (MET, UNMET), [MET, UNMET]),
        ("grades", (UNKNOWN, MET), [UNKNOWN, UNKNOWN]),
        ("one grade", (MET, UNMET), [UNMET]),
        ("one grade", (UNMET, MET), [UNMET]),
        ("one grade", (MET, MET), [MET]),
        ("count", (MET, UNMET), [MET, UNMET]),
        ("count", (UNMET, MET), [MET, UNMET]),
        ("count", (MET, MET), [MET, MET]),
        ("count", (UNMET, UNMET), [UNMET, UNMET]),
        ("count", (MET, UNKNOWN), [MET, UNKNOWN]),
        ("points", (MET, UNMET), []),
    ],
)
def test_grades_hold_as_the_ending_has_it(
    ending: str, verdicts: tuple[Verdict, Verdict], grades: list[Verdict]
) -> None:
    loose = [{**TEXTS, **CODE}, {**TEXTS, **DATA}]
    below = [{**rung, "criterion": [criterion]} for rung, criterion in zip(RUNGS, loose, strict=True)]
    shapes: dict[str, dict[str, Any]] = {
        "grades": {"grade": below},
        "one grade": {"grade": [{**RUNGS[0], "criterion": loose}]},
        "count": {"ending": "count", "floor": "none", "grade": RUNGS, "criterion": loose},
        "points": {"ending": "points", "criterion": loose},
    }
    base = record()
    del base["grade"]
    definition = definition_of(base | shapes[ending])
    asked = dict(zip((Kind.TRAINING_CODE, Kind.DATASETS), verdicts, strict=True))
    criteria, found = weigh(definition, lambda question: Column.of([asked[question.component]]))  # type: ignore[index]  # each asks of a part
    assert [column[0] for column in criteria] == [*verdicts]
    assert [column[0] for column in found] == grades


def test_a_problem_stands_on_the_line_of_its_table_also_where_a_criterion_is_asked_of_each_component() -> None:
    base = record()
    del base["grade"]
    criteria = [{**TEXTS, "id": "x"}, {**TEXTS, "id": "y", "at": "nowhere"}]
    each = base | {"ending": "each-component", "components": ["datasets"], "criterion": criteria}
    with pytest.raises(OpennessError) as caught:
        definition_of(each, "small.toml", {"criterion[0]": 20, "criterion[1]": 30})
    assert [(problem.document, problem.line) for problem in caught.value.problems] == [("small.toml", 30)]


def test_a_record_without_a_file_is_named_by_its_id() -> None:
    with pytest.raises(OpennessError) as caught:
        definition_of(record(TWO, colour="x"))
    assert [problem.document for problem in caught.value.problems] == ["made-up"]


@pytest.mark.parametrize(("hand", "second"), [("first-hand", False), ("second-hand", True)])
def test_a_definition_that_was_read_second_hand_says_so(hand: str, second: bool) -> None:
    definition = definition_of(record(TWO, read={"hand": hand, "from": "here"}))
    assert (definition.second_hand, definition.read) == (second, f"{hand}: here")


def test_nobody_changes_what_a_definition_holds() -> None:
    definition = shipped().definition("eu-ai-act-53-2")
    for held in (definition.outcomes, definition.record, definition.results):
        stored: Any = held
        with pytest.raises(TypeError, match="read-only"):
            stored.clear()
