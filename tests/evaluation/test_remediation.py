"""The changes that would raise a release, in a sentence: what to publish, and under which licence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.golden import agrees
from tests.support.releases import judged, native, weights

import openness
from openness.evaluation.change import REBASE, relicense
from openness.evaluation.remediation import Opening
from openness.release.finding import Code
from openness.release.release import Release
from openness.vocabulary import Kind

CODE = "under an open licence such as Apache-2.0"
DATA = "under an open licence such as CC-BY-4.0"


@pytest.mark.parametrize(
    ("release", "openings"),
    [
        (weights(licence="CC-BY-NC-4.0"), [(f"put the weights {CODE}", ["open-weights"])]),
        (
            weights(),
            [
                (
                    f"publish the description of the training data, {DATA}; publish the inference code, {CODE}; "
                    f"and publish the training code, {CODE}",
                    ["open-source-ai"],
                ),
                (
                    f"publish the inference code, {CODE}; publish the training code, {CODE}; "
                    f"and publish the training data, {DATA}",
                    ["open-source-ai", "open-source-ai-with-open-data"],
                ),
            ],
        ),
    ],
)
def test_an_opening_names_each_part_once_with_a_licence_that_would_do_and_what_it_reaches(
    release: Release, openings: list[tuple[str, list[str]]]
) -> None:
    found = judged(release).openings
    assert [(one.says, [rung for _, rung in one.reaches]) for one in found] == openings
    assert {definition for one in found for definition, _ in one.reaches} == {"spectrum"}


def derivative(licence: str, *bases: str) -> Release:
    """A fine-tune of some models."""
    named = "".join(f"  - {{name: {base}, relation: fine-tune}}\n" for base in bases)
    offered = f"components: {{model-parameters-final: {{availability: public, licence: {licence}}}}}"
    return native(f"name: M\nproducer: Somebody\n{offered}\nbase-models:\n{named}")


@pytest.mark.parametrize("licence", ["Apache-2.0", "llama3.1"])
def test_no_fix_suggests_a_licence_that_the_base_model_forbids(licence: str) -> None:
    classification = judged(derivative(licence, "meta-llama/Llama-3.1-8B"))
    (weights,) = [
        criterion
        for criterion in classification.judgements["spectrum"].criteria
        if criterion.criterion.id == "weights-licence"
    ]
    assert weights.help.startswith("build it on a more open base model, or on none")
    for step in (opening.says for opening in classification.openings):
        assert "put the weights" not in step or step.startswith("build it on a more open base model, or on none; "), (
            step
        )


def test_where_a_base_s_licence_holds_for_what_is_made_from_it_the_fix_is_that_licence_or_another_base() -> None:
    classification = judged(derivative("MIT", "Ultralytics/YOLO11"))
    (weights,) = [
        criterion
        for criterion in classification.judgements["spectrum"].criteria
        if criterion.criterion.id == "weights-licence"
    ]
    assert weights.help == "use the licence of the base model, or another base model"


def test_the_steps_of_an_opening_are_all_needed_and_are_not_worded_as_a_choice() -> None:
    (step,) = [
        opening
        for opening in judged(derivative("llama3.1", "meta-llama/Llama-3.1-8B")).openings
        if len(opening.changes) == 2
    ][:1]
    assert step.says == f"build it on a more open base model, or on none; and put the weights {CODE}"


def test_of_two_bases_with_terms_no_fix_names_the_licence_of_one_alone() -> None:
    classification = judged(derivative("MIT", "meta-llama/Llama-3.1-8B", "google/gemma-2-9b"))
    fixes = [found.help for found in classification.findings if found.code is Code.LINEAGE_CONFLICT]
    assert len(fixes) == 2
    for fix in fixes:
        assert "Llama 3.1 Community License Agreement" in fix and "Gemma" in fix, fix


# --- every opening of releases of each sort: a table

SORTS = {
    "nothing": "",
    "hosted in an unknown way": "components: {model-parameters-final: hosted}\n",
    "kept back": "components: {model-parameters-final: withheld}\n",
    "gated and partly": (
        "components: {model-parameters-final: {availability: gated, licence: llama3.1}, "
        "datasets: {availability: public, licence: CC-BY-NC-4.0, extent: part}, training-code: {availability: on-request}}\n"
    ),
    "service": "components: {model-parameters-final: hosted}\nchannels: [first-party-api]\ncircumstances: {monetised: true}\n",
    "all but data": (
        "components: {model-parameters-final: {availability: public, licence: MIT}, "
        "training-code: {availability: public, licence: MIT}, inference-code: {availability: public, licence: MIT}, "
        "data-preprocessing-code: not-used, datasets: withheld, model-card: public}\n"
        "circumstances: {monetised: false, training-compute: 3e25}\n"
    ),
    "tune of a restricted model": (
        "producer: Somebody\ncomponents: {model-parameters-final: {availability: public, licence: MIT}, "
        "datasets: {availability: public, licence: CC-BY-4.0}}\n"
        "base-models: [{name: a/b, relation: fine-tune, licence: CC-BY-NC-4.0}]\n"
    ),
    "tune under its base's licence": (
        "producer: Somebody\ncomponents: {model-parameters-final: {availability: public, licence: llama3.1}}\n"
        "base-models: [{name: meta-llama/Llama-3.1-8B, relation: fine-tune}]\n"
    ),
    "tune at odds with a copyleft": (
        "producer: Somebody\ncomponents: {model-parameters-final: {availability: public, licence: MIT}}\n"
        "base-models: [{name: a/b, relation: merge, licence: GPL-3.0-only}]\n"
    ),
    "open tune": (
        "producer: Somebody\ncomponents: {model-parameters-final: {availability: public, licence: MIT}, "
        "data-information: {availability: gated, licence: CC-BY-4.0}}\n"
        "base-models: [{name: a/b, relation: merge, licence: MIT}]\n"
        "concluded: [{criterion: osaid-1.0/code, verdict: met, by: A, on: 2026-11-24, because: B}]\n"
    ),
    "limits left to a person": (
        "components: {model-parameters-final: {availability: public, licence: bigscience-bloom-rail-1.0}}\n"
    ),
}


@pytest.mark.parametrize("name", SORTS)
def test_the_openings_of_a_release_are_those_of_the_table(name: str) -> None:
    def rows() -> Iterator[str]:
        classification = openness.classify(native(f"name: M\n{SORTS[name]}"))
        for id, judgement in classification.judgements.items():
            shown = dict.fromkeys(opening.reaches for opening in judgement.openings)
            for reaches in [*shown][:2]:
                for opening in [opening for opening in judgement.openings if opening.reaches == reaches][:2]:
                    yield f"{id} {reaches[0][1]} {opening.effort} {opening.says[:150]} ({len(opening.changes)})"
            for criterion in judgement.criteria:
                if criterion.help != criterion.criterion.help:
                    yield f"{id}/{criterion.criterion.id} help: {criterion.help}"
        for opening in classification.openings[:3]:
            yield f"{opening.to_dict()['reaches']} {opening.says[:100]}"
            for change in opening.changes:
                yield f"    {change.effort} {change.says[:60]}, as {change.because}"

    agrees(Path(__file__).parent / f"answers/openings-{name.replace(' ', '-').replace(chr(39), '')}.txt", rows())


def test_json_of_an_opening_names_what_it_reaches_alone_or_each_with_its_definition() -> None:
    change = relicense(Kind.MODEL_CARD, "CC-BY-4.0")
    one = Opening((change,), (("spectrum", "open-weights"),)).to_dict()
    assert one == {
        "change": "put the model card under an open licence such as CC-BY-4.0", "reaches": "open-weights", "effort": 2,
        "changes": [change.to_dict()],
    }  # fmt: skip
    two = Opening((change, REBASE), (("spectrum", "open-weights"), ("g7-2026", "open-weights"))).to_dict()
    assert two["reaches"] == [["spectrum", "open-weights"], ["g7-2026", "open-weights"]]
    assert two["effort"] == 11
    assert str(two["change"]).startswith("build it on a more open base model, or on none; and put the model card")
