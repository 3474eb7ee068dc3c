"""The consequences of a release: statements that hold, that do not, that are unknown, and what is refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.golden import agrees
from tests.support.releases import card, judgeable, judged, native

from openness import classify, may
from openness.definition.definition import Question, questions
from openness.errors import OpennessError
from openness.evaluation.classification import Classification
from openness.evaluation.facts import world_of
from openness.evaluation.uses.consequences import StatementRule, comparison, consequences, rows_of
from openness.evaluation.uses.use import uses
from openness.shelf.shelf import shipped
from openness.vocabulary.verdict import Verdict

COMPARISON = comparison(shipped())
ROWS = COMPARISON.rows
USES = {use.id: use for use in COMPARISON.uses}
WEIGHTS = "components: {{model-parameters-final: {{availability: {}, licence: {}}}}}"


def verdicts_of(classification: Classification) -> dict[str, Verdict | None]:
    """Each statement of a rule with its verdict."""
    return {
        statement.rule: statement.verdict
        for statements in classification.consequences.values()
        for statement in statements
        if statement.rule
    }


def of(availability: str, licence: str, more: str = "") -> dict[str, Verdict | None]:
    return verdicts_of(judged(native(f"{WEIGHTS.format(availability, licence)}\n{more}")))


def test_the_nine_rows_and_six_trade_offs_are_there() -> None:
    assert [row.id for row in ROWS if row.sort == "row"] == [
        "access",
        "cost",
        "privacy",
        "customisation",
        "performance",
        "safety-controls",
        "transparency",
        "reliability",
        "iteration-speed",
    ]
    assert len([row for row in ROWS if row.sort == "trade-off"]) == 6


def test_open_weights_can_and_may() -> None:
    verdicts = of("public", "Apache-2.0")
    for id in ("access/run-locally", "cost/no-licence-fee", "customisation/may-change", "economics/no-fee-by-use"):
        assert verdicts[id] is Verdict.MET
    assert verdicts["customisation/can-retrain"] is Verdict.UNKNOWN


def test_can_and_may_are_two_things() -> None:
    verdicts = of("gated", "llama3.1")
    assert verdicts["access/run-locally"] is Verdict.MET
    assert verdicts["access/without-asking"] is Verdict.UNMET
    assert verdicts["cost/no-licence-fee"] is Verdict.UNMET
    assert verdicts["safety-controls/can-strip"] is Verdict.MET
    assert verdicts["safety-controls/any-use"] is Verdict.UNMET


def test_a_service_alone() -> None:
    verdicts = of("hosted", "NONE", "channels: [first-party-api]")
    assert verdicts["access/run-locally"] is Verdict.UNMET
    assert verdicts["access/served"] is Verdict.MET
    assert verdicts["privacy/data-can-stay"] is Verdict.UNKNOWN  # nobody says that it is not managed on premise


def test_a_channel_that_is_not_named_is_unknown_and_never_no() -> None:
    assert of("public", "MIT")["access/served"] is Verdict.UNKNOWN


def test_silence_tells_nothing() -> None:
    assert set(verdicts_of(judged(native("components: {}"))).values()) <= {Verdict.UNKNOWN, None}


def test_nothing_is_claimed_of_what_no_release_tells() -> None:
    for release in (native(WEIGHTS.format("public", "MIT")), native("components: {}")):
        statements = judged(release).consequences
        for row in ("performance", "raw-capability"):
            assert [(one.verdict, one.sort) for one in statements[row]] == [(None, "refused")]
            assert all(one.because for one in statements[row])


def test_a_statement_that_does_not_hold_says_what_follows_instead() -> None:
    (first, *_) = judged(native(WEIGHTS.format("withheld", "MIT"))).consequences["access"]
    assert (first.verdict, first.says) == (
        Verdict.UNMET,
        "you cannot run it on your own hardware: its weights are not available",
    )
    assert first.because == ("weights: not published",)
    assert first.to_dict() == {
        "statement": first.says,
        "verdict": "unmet",
        "sort": "can",
        "because": ["weights: not published"],
    }


def test_a_statement_that_holds_rests_on_claims() -> None:
    (first, *_) = judged(native(WEIGHTS.format("public", "MIT"))).consequences["access"]
    assert first.because == ("model-parameters-final availability: public (openness.yaml:2)",)


def test_every_rule_can_hold_fail_or_stay_open() -> None:
    """The battery of definitions, for rules: some release meets each, and silence leaves each open."""
    parts = "".join(
        f"  {kind}: {{availability: public, licence: CC0-1.0}}\n"
        for kind in dict.fromkeys(q.component.value for q in QUESTIONS if q.component)
    ).replace("final: {availability: public, licence: CC0-1.0}", "final: {availability: public, licence: Apache-2.0}")
    channels = sorted({q.word for q in QUESTIONS if q.about == "channel"})
    full = verdicts_of(judged(native(f"components:\n{parts}channels: [{', '.join(channels)}]\n")))
    assert {verdict for verdict in full.values() if verdict is not None} == {Verdict.MET}
    shut = verdicts_of(judged(native("components:\n" + parts.replace("public", "withheld"))))
    assert {id for id, verdict in shut.items() if verdict is Verdict.MET} == set()


def asked(rule: StatementRule) -> Iterator[Question]:
    """The questions of a statement, wherever they are asked."""
    if rule.use:
        (criterion,) = (criterion for _, criterion in USES[rule.use].definition.criteria)
        yield from questions(criterion.requirement)
    elif rule.same:
        yield from asked(next(other for row in ROWS for other in row.rules if other.id == rule.same))
    elif rule.asks:
        yield from questions(rule.asks.requirement)


QUESTIONS = [question for row in ROWS for rule in row.rules for question in asked(rule)]


def test_can_asks_for_no_licence_and_may_asks_for_one() -> None:
    for row in ROWS:
        for rule in row.rules:
            abouts = {question.about for question in asked(rule)}
            assert ("term" in abouts) is (rule.sort == "may"), rule.id


def test_one_question_is_asked_in_one_place() -> None:
    """No two statements ask the same of their own, and none asks of its own what a use asks."""
    own = [rule.asks.requirement for row in ROWS for rule in row.rules if rule.asks]
    assert len(own) == len(set(own))
    uses_ask = {criterion.requirement for use in uses(shipped()).values() for _, criterion in use.definition.criteria}
    assert not uses_ask & set(own)


def test_a_certain_no_stays_a_no_whatever_else_is_silent() -> None:
    """Of a non-commercial licence it follows that some uses are forbidden and paid for, and that no business may sell."""
    statements = verdicts_of(judged(card("license: cc-by-nc-4.0\nlibrary_name: transformers")))
    for id in (
        "safety-controls/any-use",
        "cost/no-licence-fee",
        "economics/no-fee-by-use",
        "enterprise-and-compliance/on-premise",
    ):
        assert statements[id] is Verdict.UNMET, id


@pytest.mark.parametrize("licence", ["cc-by-nc-4.0", "apache-2.0", "llama3.1", "gemma", "other", "NONE"])
@pytest.mark.parametrize("availability", ["public", "hosted", "withheld"])
def test_a_statement_that_asks_what_a_use_asks_says_what_it_says(licence: str, availability: str) -> None:
    classification = judged(native(WEIGHTS.format(availability, licence)))
    permissions = {answer.use: answer.verdict for answer in may(classification.release, USES, shelf=shipped())}
    statements = verdicts_of(classification)
    for row in ROWS:
        for rule in row.rules:
            if rule.use and rule.subject == "model":
                assert statements[rule.id] is permissions[rule.use], rule.id


@pytest.mark.parametrize("licence", ["cc-by-nc-4.0", "odc-by", "other"])
def test_of_a_data_set_follows_what_is_said_of_data_and_nothing_of_a_model(licence: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(f"---\nlicense: {licence}\npretty_name: Birds\n---\n# Birds\n")
    classification = classify(tmp_path)
    statements = verdicts_of(classification)
    assert set(statements) == {rule.id for row in ROWS for rule in row.rules if rule.subject != "model"}
    (permission,) = classification.permissions
    assert statements["enterprise-and-compliance/train-and-sell"] is permission.verdict
    refused = [each.says for row in classification.consequences.values() for each in row if each.verdict is None]
    assert not [says for says in refused if "service" in says]


def test_of_what_may_be_a_model_or_a_data_set_every_statement_is_made() -> None:
    card_of_either = judged(card("license: mit"))
    asked = {permission.use for permission in card_of_either.permissions}
    assert {rule.use for row in ROWS for rule in row.rules if rule.id in verdicts_of(card_of_either)} - {""} <= asked


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ({"sort": "will"}, "says neither can nor may"),
        ({"terms": ["hots"]}, "names 'hots', which is not a known term; did you mean host?"),
        ({"use": "sel-a-product"}, "names 'sel-a-product', which is not a known use; did you mean sell-a-product?"),
        ({"as": "a/c"}, "names 'a/c', which is not a known question of a statement"),
        ({"component": ["datasets"]}, "has an unknown key 'component'; did you mean components?"),
        ({"subject": "data"}, "'b' is about no 'data'; write model, dataset or any"),
    ],
)
def test_a_faulty_statement_is_refused(fault: dict[str, object], message: str) -> None:
    record = {
        "id": "x",
        "name": "x",
        "source": "x",
        "dated": "x",
        "read": {"hand": "x", "from": "x"},
        "row": [{"id": "a", "name": "A", "statement": [{"id": "b", "sort": "can", "says": "c", **fault}]}],
    }
    with pytest.raises(OpennessError, match=message.replace("?", r"\?")):
        rows_of(record, uses(shipped()))


@pytest.mark.parametrize("id", ["olmo-2", "olmoe", "pythia", "gpt-4o", "amber"])
def test_the_statements_and_the_uses_give_one_answer_on_training_it_again(id: str) -> None:
    classification = classify(f"system:{id}")
    statement = next(s for s in classification.consequences["customisation"] if "train it again" in s.says)
    (permission,) = may(f"system:{id}", "retrain")
    assert statement.verdict is permission.verdict


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "open",
            "name: O\nchannels: [download, product]\ncomponents: {model-parameters-final: {availability: public, licence: MIT}, "
            "datasets: {availability: public, licence: CC-BY-4.0}, training-code: {availability: public, licence: MIT}}\n",
        ),
        (
            "restricted",
            "name: R\nchannels: [first-party-api]\ncircumstances: {monetised: true, systemic-risk: true}\n"
            "components: {model-parameters-final: {availability: gated, licence: llama3.1}, datasets: withheld}\n",
        ),
        ("nothing", "name: N\n"),
    ],
)
def test_each_statement_holds_for_the_reasons_of_the_table(name: str, text: str) -> None:
    def rows() -> Iterator[str]:
        for row, statements in classify(native(text)).consequences.items():
            for statement in statements:
                stated = statement.to_dict()
                verdict = stated["verdict"] or "-"
                because = " | ".join(reason[:70] for reason in statement.because[:3])
                yield f"{row} {statement.sort} {verdict}: {statement.says[:70]} ({len(statement.because)}: {because})"
                assert (stated["statement"], stated["because"]) == (statement.says, list(statement.because))

    agrees(Path(__file__).parent / f"answers/consequences-{name}.txt", rows())


def test_a_row_says_what_it_is_of_and_refuses_what_does_not_follow() -> None:
    record: dict[str, Any] = {
        "id": "x", "name": "X", "source": "s", "dated": "d", "read": {"hand": "h", "from": "f"},
        "row": [
            {"id": "a", "name": "A", "statement": [{"id": "b", "sort": "can", "says": "c", "channels": ["product"]}]},
            {
                "id": "e", "name": "E", "sort": "trade-off", "refused": [{"says": "g", "because": "h"}],
                "statement": [
                    {"id": "f", "sort": "may", "says": "may run", "otherwise": "may not run", "use": "run"},
                    {"id": "i", "sort": "can", "says": "the same", "as": "a/b"},
                ],
            },
        ],
    }  # fmt: skip
    table = rows_of(record, uses(shipped()))
    assert [(row.id, row.sort, len(row.rules), row.refused) for row in table.rows] == [
        ("a", "row", 1, ()),
        ("e", "trade-off", 2, (("g", "h"),)),
    ]
    assert [use.id for use in table.uses] == ["run"]
    assert [criterion.id for criterion in table.text.loose] == ["a/b"]
    resolved = judgeable(native("channels: [product]\ncomponents: {model-parameters-final: withheld}\n"))
    found = consequences(resolved, world_of(resolved), table)
    assert [(one.says, one.verdict, one.sort) for one in found["e"]] == [
        ("may not run", Verdict.UNMET, "may"),
        ("the same", Verdict.MET, "can"),
        ("g", None, "refused"),
    ]
    assert found["e"][2].because == ("h",)
