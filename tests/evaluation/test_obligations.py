"""The duties of those who use a release, from its licences, and when they fall due."""

import pytest
from tests.support.releases import card, judgeable, native

import openness
from openness.evaluation.obligations import Obligation, obligations, owed_once
from openness.release.release import Release
from openness.vocabulary.duties import Act, Duty


def asked(release: Release) -> list[Obligation]:
    return list(obligations(judgeable(release)))


def words(release: Release) -> list[tuple[str, str, str]]:
    """Each duty with its licence and the base it comes from."""
    return [(one.duty.value, one.licence, one.base) for one in asked(release)]


def test_each_duty_of_a_licence_is_one_with_its_clause() -> None:
    duties = asked(card("license: llama3.1\npipeline_tag: x"))
    assert {duty.duty for duty in duties} >= {Duty.NAMING, Duty.DISPLAY, Duty.ATTRIBUTION, Duty.INCLUDE_LICENCE}
    assert all(duty.clause and duty.says and duty.certain for duty in duties)
    (naming,) = [duty for duty in duties if duty.duty is Duty.NAMING]
    assert naming.words == "Llama"
    assert [duty.duty for duty in duties] == sorted((duty.duty for duty in duties), key=list(Duty).index)


def test_a_duty_is_read_once_for_all_licences_and_parts_that_ask_it_alike() -> None:
    gemma = native(
        "components:\n  model-parameters-final: {availability: public, licence: gemma}\n"
        "  inference-code: {availability: public, licence: Apache-2.0}\n"
        "  training-code: {availability: public, licence: Apache-2.0}\n"
    )
    every = asked(gemma)
    owed = owed_once(every)
    assert {(each.asked.duty, id, part) for each in owed for id in each.licences for part in each.components} == {
        (duty.duty, duty.licence, duty.component) for duty in every
    }
    assert sum(len(each.licences) * len(each.components) for each in owed) == len(every) > len(owed)
    resolved = judgeable(gemma)
    lines = [(each.asked.says, each.asked_by(resolved.licences), each.components) for each in owed]
    assert len(lines) == len(set(lines))
    assert {len(each.licences) for each in owed} == {1, 3}  # Apache's, and the three editions of Gemma's terms
    copies = next(each for each in owed if each.asked.duty is Duty.INCLUDE_LICENCE and len(each.licences) > 1)
    assert (
        copies.asked_by(resolved.licences)
        == "Gemma Terms of Use (1 April 2024, 24 March 2025 and 1 April 2026), clause 3.1"
    )


def test_a_licence_that_asks_nothing_brings_none() -> None:
    assert asked(card("license: cc0-1.0\npipeline_tag: x")) == []
    assert asked(card("license: their-own\npipeline_tag: x")) == []
    assert asked(card("pipeline_tag: x")) == []


def test_a_base_brings_what_the_own_licence_does_not_ask_already() -> None:
    llama, base = "LicenseRef-Llama-3.1-Community", "meta-llama/Llama-3.1-8B"
    assert ("naming", llama, base) in words(card(f"license: mit\nbase_model: {base}"))
    assert {of for _, _, of in words(card(f"license: llama3.1\nbase_model: {base}"))} == {""}


@pytest.mark.parametrize(
    ("relation", "duties"), [("distillation", {"naming", "display"}), ("same-architecture", set())]
)
def test_what_is_made_from_outputs_owes_what_reaches_outputs(relation: str, duties: set[str]) -> None:
    release = native(
        "components: {model-parameters-final: {availability: public, licence: CC0-1.0}}\n"
        f"base-models: [{{name: x/y, relation: {relation}, licence: llama3.1}}]"
    )
    assert {duty for duty, _, _ in words(release)} == duties


def test_the_same_licensor_asks_nothing_of_itself() -> None:
    release = native(
        "producer: Meta\ncomponents: {model-parameters-final: {availability: public, licence: CC0-1.0}}\n"
        "base-models: [{name: x/y, relation: fine-tune, licence: llama3.1, producer: Meta}]"
    )
    assert words(release) == []


def test_what_each_licence_asks_that_it_may_be_is_certain() -> None:
    release = native("components: {model-parameters-final: {availability: public, licence: gpl-3.0}}")
    assert {one.certain for one in asked(release)} == {True}


def test_a_choice_or_a_doubt_is_not_certain() -> None:
    for written in ("MIT OR Apache-2.0", "MIT OR GPL-3.0-only"):
        release = native(f"components: {{model-parameters-final: {{availability: public, licence: {written}}}}}")
        assert {one.certain for one in asked(release)} == {False}


def test_a_library_a_rule_inferred_brings_none() -> None:
    assert asked(card("license: cc0-1.0\nlibrary_name: transformers")) == []


def test_every_duty_falls_due_with_something() -> None:
    assert all(duty.when and set(duty.when) <= set(Act) and duty.says for duty in Duty)


def test_as_json_it_has_the_promised_keys() -> None:
    (one, *_) = asked(card("license: mit\npipeline_tag: x"))
    assert one.to_dict() == {
        "duty": "attribution",
        "when": ["pass-on"],
        "licence": "MIT",
        "component": "model-parameters-final",
        "base": None,
        "says": one.says,
        "words": None,
        "clause": one.clause,
        "certain": True,
        "chosen": False,
    }


def test_a_duty_keeps_the_numbers_past_which_alone_it_is_asked_apart_from_what_is_asked() -> None:
    weights = "{availability: public, licence: LicenseRef-Kimi-K2-Modified-MIT}"
    duties = asked(native(f"components: {{model-parameters-final: {weights}}}"))
    (shown,) = [duty for duty in duties if duty.duty is Duty.DISPLAY]
    assert shown.condition.startswith("if you have more than 100 million ")
    assert shown.says == shown.to_dict()["says"] == f"{shown.condition}: {shown.asks}"
    assert not any(limited in shown.asks for limited in ("if you have", "100 million"))
    assert all(duty.says == duty.asks for duty in duties if not duty.condition) and len(duties) > 1


def test_a_described_system_owes_what_its_licences_ask() -> None:
    duties = {duty.duty.value for duty in openness.classify("system:llama-3.1", under=[]).duties}
    assert {"naming", "display", "attribution"} <= duties


@pytest.mark.parametrize(("relation", "certain"), [("distillation", True), ("trained-on-outputs", False)])
def test_a_licence_that_reaches_imitations_binds_a_distillation_and_perhaps_what_was_trained_on_outputs(
    relation: str, certain: bool
) -> None:
    base = f"base-models: [{{name: google/gemma-2-9b, relation: {relation}, licence: LicenseRef-Gemma-Terms-2025-03-24}}]\n"
    owed = asked(native("components: {model-parameters-final: {availability: public, licence: MIT}}\n" + base))
    assert {
        obligation.certain for obligation in owed if obligation.base and obligation.duty is Duty.INCLUDE_LICENCE
    } == {certain}


def test_a_duty_shows_in_a_line_what_is_not_as_usual() -> None:
    sure = asked(card("license: mit\npipeline_tag: x"))
    doubtful = asked(native("components: {model-parameters-final: {availability: public, licence: MIT OR Zlib}}\n"))
    assert sure
    assert doubtful
    assert not any("certain" in repr(duty) for duty in sure)
    assert not any(duty.certain for duty in doubtful)


@pytest.mark.parametrize(
    ("own", "asked_of_the_base"),
    [
        ("model-parameters-final: {availability: public, licence: Apache-2.0}", False),
        ("model-parameters-final: {availability: public, licence: MIT}", True),
        (
            "model-parameters-final: {availability: public, licence: MIT OR Apache-2.0}",
            True,
        ),  # perhaps the other is chosen
        ("model-parameters-final: {availability: public, licence: MIT AND Apache-2.0}", False),
        ("training-code: {availability: public, licence: Apache-2.0}", True),  # which is another part
    ],
)
def test_what_a_base_s_licence_asks_is_owed_unless_the_weights_owe_it_for_certain_already(
    own: str, asked_of_the_base: bool
) -> None:
    base = "base-models: [{name: x/y, relation: fine-tune, licence: Apache-2.0}]"
    owed = words(native(f"components: {{{own}}}\n{base}\n"))
    assert (("state-changes", "Apache-2.0", "x/y") in owed) is asked_of_the_base
