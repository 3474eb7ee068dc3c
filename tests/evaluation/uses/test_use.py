"""Uses as records: their form, the parts and the caller they are asked for, and the limits that bear on them."""

from typing import Any

import pytest
from attrs import evolve
from tests.support.releases import judgeable, native

from openness.definition.definition import judges
from openness.errors import OpennessError
from openness.evaluation.uses.caller import Caller
from openness.evaluation.uses.use import Use, _is_form, named, narrowed, uses, uses_of
from openness.licensing.clauses import Limit
from openness.licensing.licence import Answer, Licence
from openness.licensing.licences import Licences
from openness.shelf.shelf import shipped
from openness.vocabulary import Kind, Term
from openness.vocabulary.duties import Act, Duty, Effect
from openness.vocabulary.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
ASKS = {"components": ["model-parameters-final"], "at": "gated", "terms": ["host"]}
WHOLE: dict[str, Any] = {
    "id": "sing", "label": "sing it", "asks": ASKS, "limits": ["anyone", "royalty-free"], "acts": ["use", "host"],
    "duties": ["naming"], "subject": "dataset",
}  # fmt: skip


def read(**changes: Any) -> Use:
    """A use as its record states it, with some keys changed; a key of None is left out."""
    record = {key: value for key, value in {**WHOLE, **changes}.items() if value is not None}
    (use,) = uses_of({"use": [record]})
    return use


def test_every_key_of_a_record_is_read_and_those_with_a_default_may_be_left_out() -> None:
    use = read()
    assert (use.id, use.label, use.subject) == ("sing", "sing it", "dataset")
    assert (use.limits, use.acts, use.duties) == (
        (Term.ANYONE, Term.ROYALTY_FREE),
        (Act.USE, Act.HOST),
        (Duty.NAMING,),
    )
    assert (use.kinds, use.terms) == ((Kind.MODEL_PARAMETERS_FINAL,), (Term.HOST,))
    bare = read(limits=None, acts=None, duties=None, subject=None)
    assert (bare.limits, bare.acts, bare.duties, bare.subject) == ((), (), (), "model")
    assert use.to_dict() == WHOLE


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"lable": "x"}, r"uses/sing: a use has no key 'lable'; did you mean label\?"),
        ({"label": None}, "uses/sing: the use has no 'label'"),
        ({"asks": None}, "uses/sing: the use has no 'asks'"),
        ({"id": None}, "uses/None: the use has no 'id'"),
        ({"limits": ["anybody"]}, "uses/sing: the use names a word that does not exist: 'anybody'"),
        ({"acts": ["sing"]}, "uses/sing: the use names a word that does not exist: 'sing'"),
        ({"duties": ["sing"]}, "uses/sing: the use names a word that does not exist: 'sing'"),
        ({"asks": {**ASKS, "terms": ["sing"]}}, "uses/sing: .*sing"),
    ],
)
def test_a_record_of_another_form_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(OpennessError, match=message):
        read(**changes)


def test_each_unknown_use_is_told_and_each_known_one_given_once() -> None:
    assert [use.id for use in named(["host", "run", "host"], shipped())] == ["host", "run"]
    with pytest.raises(OpennessError) as refused:
        named(["hst", "run", "sing"], shipped())
    assert [(problem.message, problem.help) for problem in refused.value.problems] == [
        ("there is no use 'hst'", "did you mean host?"),
        ("there is no use 'sing'", f"known are {', '.join(uses(shipped()))}"),
    ]


def test_whoever_names_a_territory_asks_for_it_too() -> None:
    use, weights, data = read(), [Kind.MODEL_PARAMETERS_FINAL], [Kind.DATASETS]
    abroad, nowhere = Caller(territory="DE"), Caller(users=5)
    assert use.of(weights, nowhere) is use
    assert use.of(weights, abroad).terms == (Term.HOST, Term.EVERYWHERE)
    assert use.of(weights, abroad).kinds == (Kind.MODEL_PARAMETERS_FINAL,)
    assert (use.of(data, nowhere).kinds, use.of(data, nowhere).terms) == ((Kind.DATASETS,), (Term.HOST,))
    assert read(limits=None).of(weights, abroad).terms == (Term.HOST, Term.EVERYWHERE)
    everywhere = read(asks={**ASKS, "terms": ["everywhere"]})
    assert everywhere.of(weights, abroad) is everywhere
    assert use.asks["terms"] == ["host"]


def limit(of: Term | None = Term.ANYONE, **fields: Any) -> Limit:
    """A limit on users above 1,000."""
    stated = {
        "metric": "monthly-active-users",
        "number": 1_000,
        "effect": Effect.WITHHOLDS,
        "because": "",
        "clause": "2",
    }
    return Limit(**{**stated, "of": of, **fields})


@pytest.mark.parametrize(
    ("narrows", "bears"),
    [
        (limit(Term.HOST), True),  # what the use asks
        (limit(Term.ANYONE), True),  # what bears on it besides
        (limit(Term.COMMERCIAL_USE), False),
        (limit(None), True),  # an older record names no grant
        (limit(Term.ANYONE, uses=("sing",)), True),
        (limit(Term.COMMERCIAL_USE, uses=("sing",)), True),
        (limit(Term.HOST, uses=("run",)), False),
        (limit(Term.ANYONE, metric="territory", number=None), False),
        (limit(Term.HOST, metric="territory", number=None), True),
        (limit(None, metric="territory", number=None), False),
    ],
)
def test_a_limit_bears_on_the_uses_that_it_names_or_whose_grants_it_narrows(narrows: Limit, bears: bool) -> None:
    assert read().bears(narrows) is bears
    if narrows.of is not Term.HOST:
        assert read(limits=None).bears(narrows) is False


@pytest.mark.parametrize(
    ("narrows", "terms", "reached"),
    [
        (limit(), ["host"], True),
        (limit(Term.HOST), ["any-field", "commercial-use"], False),
        (limit(uses=("sell-a-product",)), ["any-field"], False),
        (limit(uses=("sell-a-product",)), ["any-field", "commercial-use"], True),  # commerce is a purpose
        (limit(Term.COMMERCIAL_USE, uses=("host", "sell-a-product")), ["commercial-use"], True),
        (limit(uses=("sell-a-product",), effect=Effect.DUTY), ["commercial-use"], False),
        (limit(effect=Effect.PAYS), ["host"], False),
        (limit(metric="territory", number=None), ["host"], False),
    ],
)
def test_a_use_that_does_not_ask_who_is_in_front_is_lost_to_whoever_is_known_to_be_past_a_limit(
    narrows: Limit, terms: list[str], reached: bool
) -> None:
    unasking, asking = read(limits=None, asks={**ASKS, "terms": terms}), read(asks={**ASKS, "terms": terms})
    past, below = Caller(users=1_001), Caller(users=1_000)
    if not unasking.bears(narrows):
        assert unasking.narrowing(narrows, past, MET) is reached
        assert not unasking.narrowing(narrows, past, UNKNOWN)  # it may not reach the model
    assert unasking.reached_by(narrows) is reached
    assert not asking.reached_by(narrows)
    for caller in (below, Caller()):
        assert unasking.narrowing(narrows, caller, MET) is unasking.bears(narrows)


def licence(*limits: Limit, only: bool = True, **answers: str) -> Licence:
    """A licence with limits; what it denies it denies by them alone, unless it says otherwise."""
    verdicts = {"yes": MET, "no": UNMET}
    given = {
        Term(word.replace("_", "-")): Answer(verdicts[says], "1", "not all", only_limits=only and says == "no")
        for word, says in answers.items()
    }
    record = Licence("LicenseRef-Made", "Made", given)
    object.__setattr__(record, "limits", limits)
    return record


@pytest.mark.parametrize(
    ("record", "below", "past", "unsaid"),
    [
        (licence(host="yes"), MET, MET, MET),
        (licence(host="no"), UNMET, UNMET, UNMET),
        (licence(limit(), host="yes"), MET, UNMET, UNKNOWN),
        (licence(limit(Term.HOST), host="no"), MET, UNMET, UNKNOWN),
        (licence(limit(Term.HOST), only=False, host="no"), UNMET, UNMET, UNMET),
        (licence(limit(Term.ANYONE), host="no"), UNMET, UNMET, UNMET),  # no limit on hosting denies it
        (licence(limit()), UNKNOWN, UNMET, UNKNOWN),  # the record says nothing of hosting
        (licence(limit(effect=Effect.PAYS), host="yes"), MET, MET, MET),
        (licence(limit(effect=Effect.DUTY), host="yes"), MET, MET, MET),
        (licence(limit(effect=Effect.ASKS), host="yes"), MET, UNMET, UNKNOWN),
        (licence(limit(), limit(number=10), host="yes"), UNMET, UNMET, UNKNOWN),
        (licence(limit(Term.COMMERCIAL_USE), host="yes"), MET, MET, MET),
        (licence(limit(only="multimodal"), host="yes"), MET, UNKNOWN, UNKNOWN),
    ],
)
def test_the_numbers_of_a_caller_decide_what_limits_deny(
    record: Licence, below: Verdict, past: Verdict, unsaid: Verdict
) -> None:
    resolved = judgeable(native("components: {model-parameters-final: {availability: public, licence: MIT}}\n"))
    resolved = evolve(resolved, licences=Licences((record,)))
    for users, verdict in ((1_000.0, below), (1_001.0, past), (None, unsaid)):
        (kept,) = narrowed(resolved, read(), Caller(users=users)).records
        assert kept.answer(Term.HOST, Kind.MODEL_PARAMETERS_FINAL) is verdict, users


def test_a_limit_on_some_models_alone_reaches_a_model_that_is_one_of_them() -> None:
    record = licence(limit(only="multimodal"), host="yes")
    plain = judgeable(native("name: M\n"))
    for scope, verdict in ((MET, UNMET), (UNMET, MET), (UNKNOWN, UNKNOWN)):
        resolved = evolve(plain, licences=Licences((record,)), scopes=((record.id, scope), ("MIT", UNMET)))
        (kept,) = narrowed(resolved, read(), Caller(users=2_000)).records
        assert kept.answer(Term.HOST, Kind.MODEL_PARAMETERS_FINAL) is verdict


def test_a_false_grant_gives_way_where_limits_on_that_grant_alone_deny_it() -> None:
    assert licence(limit(Term.HOST), host="no").gives_way(Term.HOST)
    assert not licence(limit(Term.HOST), only=False, host="yes").gives_way(Term.HOST)
    assert not licence(limit(Term.HOST)).gives_way(Term.HOST)
    assert not licence(limit(Term.ANYONE), host="no").gives_way(Term.HOST)
    assert not licence(host="no").gives_way(Term.HOST)
    assert not licence(limit(Term.HOST), only=False, host="no").gives_way(Term.HOST)


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("host", True),
        ("hosting", True),
        ("hostabcdef", True),
        ("hostabcdefg", False),
        ("host2", False),
        ("ghost", False),
    ],
)
def test_a_form_of_a_name_has_an_ending_of_up_to_six_letters(word: str, is_one: bool) -> None:
    assert _is_form(word, "host") is is_one


def test_a_use_is_asked_of_models_and_of_data_sets() -> None:
    for use in uses(shipped()).values():
        assert [judges(use.definition, subject) for subject in ("model", "dataset")] == [True, True], use.id
