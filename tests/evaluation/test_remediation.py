"""The changes that would raise a release, in a sentence: what to publish, and under which licence."""

import pytest
from tests.support.releases import judged, native, weights

from openness.release.finding import Code
from openness.release.release import Release

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
        one for one in classification.judgements["spectrum"].criteria if one.criterion.id == "weights-licence"
    ]
    assert weights.help.startswith("build it on a more open base model, or on none")
    for step in (one.says for one in classification.openings):
        assert "put the weights" not in step or step.startswith("build it on a more open base model, or on none; "), (
            step
        )


def test_where_a_base_s_licence_holds_for_what_is_made_from_it_the_fix_is_that_licence_or_another_base() -> None:
    classification = judged(derivative("MIT", "Ultralytics/YOLO11"))
    (weights,) = [
        one for one in classification.judgements["spectrum"].criteria if one.criterion.id == "weights-licence"
    ]
    assert weights.help == "use the licence of the base model, or another base model"


def test_the_steps_of_an_opening_are_all_needed_and_are_not_worded_as_a_choice() -> None:
    (step,) = [
        one for one in judged(derivative("llama3.1", "meta-llama/Llama-3.1-8B")).openings if len(one.changes) == 2
    ][:1]
    assert step.says == f"build it on a more open base model, or on none; and put the weights {CODE}"


def test_of_two_bases_with_terms_no_fix_names_the_licence_of_one_alone() -> None:
    classification = judged(derivative("MIT", "meta-llama/Llama-3.1-8B", "google/gemma-2-9b"))
    fixes = [found.help for found in classification.findings if found.code is Code.LINEAGE_CONFLICT]
    assert len(fixes) == 2
    for fix in fixes:
        assert "Llama 3.1 Community License Agreement" in fix and "Gemma" in fix, fix
