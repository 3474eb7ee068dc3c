"""Where a release certainly stands, and where it might."""

from typing import Any

import pytest
from attrs import evolve
from tests.support.releases import card, judgeable, native, weights

from openness.definition.definition import (
    Criterion,
    Definition,
    Either,
    Every,
    Grade,
    Grants,
    NotUsed,
    Offered,
    Question,
    Requirement,
)
from openness.evaluation.facts import ItemWorld, SharedAnswers, World, world_of
from openness.evaluation.standing import Standing, Weighed, deciding, verdict, verdicts_on, weigh_worlds
from openness.licensing.licence import Answer, Licence
from openness.licensing.licences import Licences
from openness.release.release import Release
from openness.resolution.terms import Terms
from openness.shelf.shelf import shipped
from openness.vocabulary import Basis, Kind, Term
from openness.vocabulary.asking import Ending
from openness.vocabulary.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
LADDER = ("closed", "hosted", "weights-available")


def standing(release: Release) -> Standing:
    """Where a release stands on the spectrum."""
    world = world_of(judgeable(release))
    return weigh_worlds(shipped().definition("spectrum"), [world])[0].standing


@pytest.mark.parametrize(
    ("reached", "reachable", "verdicts"),
    [
        ("closed", "closed", [MET, UNMET, UNMET]),
        ("closed", "weights-available", [MET, UNKNOWN, UNKNOWN]),
        ("hosted", "hosted", [MET, MET, UNMET]),
        (None, "hosted", [UNKNOWN, UNKNOWN, UNMET]),
        (None, None, [UNMET, UNMET, UNMET]),
    ],
)
def test_a_standing_is_an_interval(reached: str | None, reachable: str | None, verdicts: list[Verdict]) -> None:
    assert [Standing(LADDER, reached, reachable).at_least(rung) for rung in LADDER] == verdicts


def test_a_rung_of_no_ladder_is_an_error() -> None:
    with pytest.raises(ValueError):
        Standing(LADDER, None, None).at_least("open-weights")


@pytest.mark.parametrize(
    ("availability", "licence", "reached", "reachable"),
    [
        ("withheld", "MIT", "closed", "closed"),
        ("hosted", "MIT", "hosted", "hosted"),
        ("on-request", "MIT", "hosted", "hosted"),
        ("gated", "CC-BY-NC-4.0", "weights-available", "weights-available"),
        ("public", "NONE", "weights-available", "weights-available"),
        ("public", "LicenseRef-nobody", "weights-available", "open-source-ai-with-open-data"),
        ("public", "MIT", "open-weights", "open-source-ai-with-open-data"),
        ("gated", "MIT", "open-weights", "open-source-ai-with-open-data"),
        ("public", "MIT AND CC-BY-NC-4.0", "weights-available", "weights-available"),
        ("public", "MIT OR CC-BY-NC-4.0", "open-weights", "open-source-ai-with-open-data"),
        ("public", "CC-BY-4.0", "open-weights", "open-source-ai-with-open-data"),
    ],
)
def test_weights_alone_reach_a_rung_of_the_spectrum(
    availability: str, licence: str, reached: str, reachable: str
) -> None:
    found = standing(weights(availability, licence))
    assert (found.reached, found.reachable) == (reached, reachable)


def test_of_nothing_everything_is_possible_and_nothing_certain() -> None:
    reached = standing(Release())
    assert (reached.reached, reached.reachable, reached.basis) == ("closed", "open-source-ai-with-open-data", None)


def test_a_base_never_raises_and_may_lower_its_derivative() -> None:
    base = "base-models: [{{name: a/b, relation: fine-tune, licence: {}}}]\n"
    own = "components: {model-parameters-final: {availability: public, licence: MIT}}\n"
    assert standing(native(own + base.format("MIT"))).reached == "open-weights"
    assert standing(native(own + base.format("llama3.1"))).reachable == "weights-available"
    unknown = standing(native(own + "base-models: [{name: a/b, relation: fine-tune}]\n"))
    assert (unknown.reached, unknown.reachable) == ("weights-available", "open-source-ai-with-open-data")


@pytest.mark.parametrize("relation", ["distillation", "trained-on-outputs", "same-architecture"])
def test_other_relations_never_change_the_licence(relation: str) -> None:
    text = "components: {model-parameters-final: {availability: public, licence: MIT}}\n"
    text += f"base-models: [{{name: a/b, relation: {relation}, licence: llama3.1}}]\n"
    assert standing(native(text)).reached == "open-weights"


def test_a_base_of_the_same_licensor_binds_nothing() -> None:
    text = "producer: Meta\ncomponents: {model-parameters-final: {availability: public, licence: MIT}}\n"
    text += "base-models: [{name: a/b, relation: fine-tune, licence: llama3.1, producer: Meta}]\n"
    assert standing(native(text)).reached == "open-weights"


def test_a_standing_rests_on_its_weakest_basis() -> None:
    assert standing(weights()).basis is Basis.DECLARED
    assert standing(card("license: mit\npipeline_tag: x")).basis is Basis.INFERRED


def test_many_worlds_are_weighed_as_each_alone() -> None:
    definition = shipped().definition("spectrum")
    worlds = [world_of(judgeable(weights(a, b))) for a in ("public", "hosted") for b in ("MIT", "cc")]
    together = weigh_worlds(definition, worlds)
    alone = [weigh_worlds(definition, [world])[0] for world in worlds]
    assert [(one.criteria, one.grades, one.standing) for one in together] == [
        (one.criteria, one.grades, one.standing) for one in alone
    ]


def test_no_world_has_no_verdict() -> None:
    assert list(weigh_worlds(shipped().definition("spectrum"), [])) == []


# --- texts and worlds made by hand


def grade(id: str, *asks: Requirement) -> Grade:
    """A grade that asks some requirements."""
    return Grade(id, id, "", tuple(Criterion(f"{id}-{at}", "", "", "", one) for at, one in enumerate(asks)))


def text(*grades: Grade, **fields: Any) -> Definition:
    """A text made of grades."""
    return Definition("made", "", "1", "", "", "", fields.pop("floor", ""), grades, **{"loose": (), **fields})


def loose(*asks: Requirement, **fields: Any) -> Definition:
    """A text whose criteria belong to no grade."""
    criteria = tuple(Criterion(str(at), "", "", "", one) for at, one in enumerate(asks))
    return text(*fields.pop("grades", ()), loose=criteria, **fields)


def offered(**parts: str) -> World:
    """A world in which some parts are offered so, each with the basis of what is said."""
    kinds = {kind.value.replace("-", "_"): kind for kind in Kind}
    items = {kinds[word]: tuple(stated.split()) for word, stated in parts.items()}
    return World(tuple((kind, (ItemWorld((how,), (), Terms(), basis),)) for kind, (how, basis) in items.items()))


WEIGHTS, DATA, CODE, CARD, PAPER, REPORT = (
    Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS, Kind.TRAINING_CODE, Kind.MODEL_CARD, Kind.RESEARCH_PAPER, Kind.TECHNICAL_REPORT,
)  # fmt: skip


def weighed(definition: Definition, world: World) -> Weighed:
    """A world under a definition."""
    return weigh_worlds(definition, [world])[0]


@pytest.mark.parametrize(
    ("floor", "weights", "data", "reached", "reachable"),
    [
        ("", "public", "public", "two", "two"), ("", "public", "withheld", "one", "one"), ("", "withheld", "public", None, None),
        ("", "public", None, "one", "two"), ("", None, "withheld", None, "one"), ("", None, None, None, "two"),
        ("none", "withheld", "public", "none", "none"), ("none", "public", "public", "two", "two"),
        ("none", None, "public", "none", "two"),
    ],
)  # fmt: skip
def test_a_ladder_is_climbed_grade_by_grade_from_its_floor_where_it_has_one(
    floor: str, weights: str | None, data: str | None, reached: str | None, reachable: str | None
) -> None:
    ladder = text(grade("one", Offered(WEIGHTS)), grade("two", Offered(DATA)), floor=floor)
    stated = {"model_parameters_final": weights, "datasets": data}
    world = offered(**{part: f"{how} declared" for part, how in stated.items() if how})
    standing = weighed(ladder, world).standing
    assert (standing.reached, standing.reachable, standing.undenied) == (reached, reachable, None)
    assert standing.rungs == ((floor,) if floor else ()) + ("one", "two")


def test_a_part_that_nobody_looked_up_is_possible_for_nobody_and_denied_to_nobody() -> None:
    ladder = text(grade("one", Offered(WEIGHTS)), grade("two", Offered(DATA)), grade("three", Offered(CODE)))
    world = evolve(offered(model_parameters_final="public declared"), unchecked=(DATA,))
    standing = weighed(ladder, world).standing
    assert (standing.reached, standing.reachable, standing.undenied) == ("one", "one", "three")
    assert [standing.at_least(rung) for rung in ("one", "two", "three")] == [MET, UNKNOWN, UNKNOWN]
    assert weighed(ladder, evolve(world, unchecked=())).standing.undenied is None


def test_an_index_counts_what_is_met_and_what_may_be_of_the_best_choice() -> None:
    index = loose(*map(Offered, (WEIGHTS, DATA, CODE)), ending=Ending.POINTS)
    world = offered(model_parameters_final="public declared", datasets="withheld declared")
    assert weighed(index, world).score == {"low": 0.3333, "high": 0.6667}
    assert weighed(index, evolve(world, unchecked=(CODE,))).score == {"low": 0.3333, "high": 0.3333}
    assert weighed(index, world).standing == Standing((), None, None)
    records = tuple(
        Licence(id, id, {term: Answer(MET if sign == "y" else UNMET) for term, sign in zip(TERMS, signs, strict=True)})
        for id, signs in (("A", "yyn"), ("B", "nny"))
    )
    index = loose(*(Grants(WEIGHTS, term) for term in TERMS), ending=Ending.POINTS)
    for choice in ("A OR B", "B OR A"):
        item = ItemWorld(("public",), (), Terms(((choice,),)))
        assert weighed(index, World(((WEIGHTS, (item,)),), licences=Licences(records))).score == {
            "low": 0.6667,
            "high": 0.6667,
        }


TERMS = (Term.COMMERCIAL_USE, Term.SHARE, Term.HOST)


@pytest.mark.parametrize(
    ("grades", "choice", "answers"),
    [
        ((TERMS[:1], TERMS[1:2], TERMS[2:]), "A OR B OR C", "yyn"),  # most grades reached
        (
            (TERMS[:1], TERMS[2:], TERMS[1:2]),
            "A OR B OR C",
            "yyn",
        ),  # all reach one; then the one with most criteria met
        ((TERMS[2:], TERMS[:1], TERMS[1:2]), "A OR B OR C", "n?y"),  # only these reach a grade
    ],
)
def test_of_several_choices_the_one_that_reaches_most_is_shown(
    grades: tuple[tuple[Term, ...], ...], choice: str, answers: str
) -> None:
    verdicts = {"y": MET, "n": UNMET}
    records = tuple(
        Licence(id, id, {t: Answer(verdicts[sign]) for t, sign in zip(TERMS, signs, strict=True) if sign in verdicts})
        for id, signs in (("A", "yyn"), ("B", "y?n"), ("C", "n?y"))
    )
    ladder = text(*(grade(str(at), *(Grants(WEIGHTS, term) for term in terms)) for at, terms in enumerate(grades)))
    for written in (choice, " OR ".join(reversed(choice.split(" OR ")))):
        item = ItemWorld(("public",), (), Terms(((written,),)))
        shown = weighed(ladder, World(((WEIGHTS, (item,)),), licences=Licences(records))).answers
        signs = {MET: "y", UNMET: "n", UNKNOWN: "?"}
        assert "".join(signs[shown[Grants(WEIGHTS, term)]] for term in TERMS) == answers


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        ("ynn", "?yy"),  # more grades reached
        ("?nn", "nyy"),  # else more grades that may be reached
        ("nyn", "n??"),  # else more criteria met
        ("ny?", "nny"),  # else more criteria that may be met
    ],
)
def test_of_two_choices_what_is_reached_counts_before_what_may_be_and_grades_before_criteria(
    shown: str, other: str
) -> None:
    verdicts = {"y": MET, "n": UNMET}
    records = tuple(
        Licence(id, id, {t: Answer(verdicts[sign]) for t, sign in zip(TERMS, signs, strict=True) if sign in verdicts})
        for id, signs in (("A", shown), ("B", other))
    )
    ladder = text(
        *(grade(str(at), *(Grants(WEIGHTS, t) for t in terms)) for at, terms in enumerate((TERMS[:1], TERMS[1:])))
    )
    for written in ("A OR B", "B OR A"):
        item = ItemWorld(("public",), (), Terms(((written,),)))
        answers = weighed(ladder, World(((WEIGHTS, (item,)),), licences=Licences(records))).answers
        signs = {MET: "y", UNMET: "n", UNKNOWN: "?"}
        assert "".join(signs[answers[Grants(WEIGHTS, term)]] for term in TERMS) == shown


def test_verdicts_alone_are_those_of_the_whole_weighing() -> None:
    definition = shipped().definition("g7-2026")
    worlds = [
        world_of(judgeable(weights(a, b))) for a in ("public", "hosted") for b in ("MIT OR llama3.1", "cc", "gemma")
    ]
    whole = weigh_worlds(definition, worlds)
    alone = verdicts_on(definition, worlds, SharedAnswers())
    assert [(one.criteria, one.grades) for one in alone] == [(one.criteria, one.grades) for one in whole]
    assert verdicts_on(definition, [], SharedAnswers()) == []


def test_progress_counts_each_slot_once_and_nothing_above_a_grade_that_is_not_reached() -> None:
    paper = Either((Offered(REPORT), Offered(PAPER)))
    ladder = text(
        grade("low", Offered(WEIGHTS), paper), grade("middle", Offered(PAPER), Offered(CODE)), grade("high", Offered(DATA)),
        score="progress",
    )  # fmt: skip

    def score(**parts: str) -> dict[str, float] | None:
        return weighed(ladder, offered(**{part: f"{how} declared" for part, how in parts.items()})).score

    assert score() == {"low": 0.0, "middle": 0.0, "high": 0.0}
    assert score(model_parameters_final="public") == {"low": 50.0, "middle": 0.0, "high": 0.0}
    low = {"model_parameters_final": "public", "research_paper": "public"}
    assert score(**low) == {
        "low": 100.0,
        "middle": pytest.approx(200 / 3),
        "high": 0.0,
    }  # the paper fills one slot of two
    report = {"model_parameters_final": "public", "technical_report": "public"}
    assert score(**report) == {"low": 100.0, "middle": 50.0, "high": 0.0}
    everything = {**low, "training_code": "public", "datasets": "public"}
    assert score(**everything) == {"low": 100.0, "middle": 100.0, "high": 100.0}
    assert weighed(evolve(ladder, score=""), offered()).score is None


@pytest.mark.parametrize(
    ("bases", "reached", "basis"),
    [
        (("concluded", "declared"), "two", Basis.DECLARED), (("detected", "declared"), "two", Basis.DECLARED),
        (("inferred", "declared"), "two", Basis.INFERRED), (("declared", ""), "two", Basis.DECLARED),
        (("detected", None), "one", Basis.DETECTED), ((None, "declared"), None, None),
    ],
)  # fmt: skip
def test_the_basis_of_a_rung_is_the_weakest_of_what_it_rests_on(
    bases: tuple[str | None, ...], reached: str | None, basis: Basis | None
) -> None:
    ladder = text(grade("one", Offered(WEIGHTS)), grade("two", Offered(DATA)))
    world = World(
        tuple(
            (k, (ItemWorld(("public",), (), Terms(), b),))
            for k, b in zip((WEIGHTS, DATA), bases, strict=True)
            if b is not None
        )
    )
    standing = weighed(ladder, world).standing
    assert (standing.reached, standing.basis) == (reached, basis)


def test_the_basis_of_a_rating_is_that_of_the_criteria_that_are_met() -> None:
    rating = loose(
        *map(Offered, (WEIGHTS, DATA, CODE)),
        ending=Ending.COUNT,
        grades=tuple(map(grade, ("first", "second", "third"))),
    )
    world = offered(
        model_parameters_final="public detected", datasets="withheld inferred", training_code="public declared"
    )
    standing = weighed(rating, world).standing
    assert (standing.reached, standing.reachable, standing.basis) == ("second", "second", Basis.DECLARED)
    nothing = weighed(rating, offered(datasets="withheld inferred")).standing
    assert (nothing.reached, nothing.reachable, nothing.basis) == (None, "second", None)


GIVEN = {
    Offered(WEIGHTS): MET, Offered(DATA): UNMET, Offered(CODE): UNKNOWN, Offered(CARD): MET, NotUsed(CODE): UNKNOWN,
    NotUsed(DATA): UNMET,
}  # fmt: skip


@pytest.mark.parametrize(
    ("requirement", "expected", "counting"),
    [
        (Offered(WEIGHTS), MET, [Offered(WEIGHTS)]),
        (Every((Offered(WEIGHTS), Offered(CODE), Offered(DATA))), UNMET, [Offered(WEIGHTS), Offered(CODE), Offered(DATA)]),
        (Every((Offered(WEIGHTS), Offered(CODE))), UNKNOWN, [Offered(WEIGHTS), Offered(CODE)]),
        (Either((Offered(DATA), Offered(WEIGHTS), Offered(CARD))), MET, [Offered(WEIGHTS)]),
        (Either((Offered(DATA), Offered(CODE))), UNKNOWN, [Offered(CODE)]),
        (Either((Offered(CODE), NotUsed(CODE))), UNKNOWN, [Offered(CODE)]),  # that it is not used is the last thing to ask
        (Either((NotUsed(CODE), NotUsed(CODE))), UNKNOWN, [NotUsed(CODE), NotUsed(CODE)]),
        (Either((Offered(DATA), NotUsed(DATA))), UNMET, [Offered(DATA)]),
        (Either((Offered(DATA), Every((Offered(DATA), Offered(CARD))))), UNMET, [*map(Offered, (DATA, DATA, CARD))]),
        (Every((Offered(CARD), Either((Offered(DATA), Offered(WEIGHTS))))), MET, [Offered(CARD), Offered(WEIGHTS)]),
    ],
)  # fmt: skip
def test_of_a_requirement_the_questions_that_decide_it_count(
    requirement: Requirement, expected: Verdict, counting: list[Question]
) -> None:
    answers: dict[Question, Verdict] = dict(GIVEN)
    assert verdict(requirement, answers) is expected
    assert list(deciding(requirement, answers)) == counting


def test_json_of_a_standing_names_its_basis_where_it_has_one() -> None:
    assert Standing(LADDER, "hosted", "weights-available", Basis.DECLARED).to_dict() == {
        "reached": "hosted", "reachable": "weights-available", "basis": "declared",
    }  # fmt: skip
    assert Standing(LADDER, "closed", "closed").to_dict()["basis"] is None
