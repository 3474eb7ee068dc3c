"""The changes that would raise a release, in a sentence: what to publish, and under which licence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.golden import agrees
from tests.support.releases import judged, native, weights

import openness
from openness.evaluation.change import REBASE, relicense
from openness.evaluation.opening import Opening
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


def steps(under: str, components: str, target: str) -> str:
    """The easiest opening of a release to a level of a definition, in words."""
    classification = openness.classify(native(f"name: M\nproducer: A\ncomponents: {{{components}}}\n"))
    found = classification.judgements[under].openings
    return next(opening.says for opening in found if opening.reaches[0][1] == target)


def test_of_two_parts_that_do_the_one_that_asks_less_is_proposed() -> None:
    weights = "model-parameters-final: {availability: public, licence: Apache-2.0}"
    light, all_of_it = (steps("mof-1.0", weights, level) for level in ("class-3", "class-1"))
    assert f"publish the technical report, {DATA}" in light and "research paper" not in light
    assert f"publish the research paper, {DATA}" in all_of_it and "technical report" not in all_of_it
    written = steps("mof-1.0", f"{weights}, research-paper: public", "class-3")
    assert f"put the research paper {DATA}" in written and "technical report" not in written


@pytest.mark.parametrize(
    ("stated", "step"),
    [
        ("", f"publish the training code, {CODE};"),
        (", training-code: {licence: MIT}", "publish the training code;"),
        (", training-code: {availability: public}", f"put the training code {CODE};"),
        (", training-code: {availability: withheld, licence: MIT}", "publish the training code;"),
        (", training-code: {availability: public, licence: MIT}", ""),
        (", training-code: {availability: not-used, because: made by hand}", ""),
    ],
)
def test_a_part_of_which_nothing_says_that_it_is_published_is_to_be_published(stated: str, step: str) -> None:
    weights = "model-parameters-final: {availability: public, licence: Apache-2.0}"
    says = steps("osaid-1.0", weights + stated, "open-source-ai")
    assert f"publish the data preparation code, {CODE};" in says
    assert "put the data preparation code" not in says
    assert "have a person review: the complete source code" in says
    assert step in says
    assert step or "the training code" not in says


def test_where_a_review_may_rest_on_either_of_two_parts_one_of_them_is_to_be_published() -> None:
    weights = "model-parameters-final: {availability: public, licence: Apache-2.0}"
    says = steps("osaid-1.0", weights, "open-source-ai")
    assert "publish the description of the training data" in says and "publish the training data" not in says


def test_what_is_to_be_published_counts_in_the_effort_and_stands_among_the_changes() -> None:
    weights = "model-parameters-final: {availability: public, licence: Apache-2.0}, training-code: {licence: MIT}"
    classification = openness.classify(native(f"name: M\nproducer: A\ncomponents: {{{weights}}}\n"))
    opening = classification.judgements["osaid-1.0"].openings[0]
    changes = opening.to_dict()["changes"]
    assert isinstance(changes, list)
    assert ("publish", "training-code") in {(change["sort"], change["component"]) for change in changes}
    assert opening.effort == sum(change["effort"] for change in changes)


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
