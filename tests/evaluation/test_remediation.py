"""What would raise a release, in a sentence: what to publish, and under which licence."""

import pytest
from tests.support.releases import judged, weights

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
                    f"publish the training code, {CODE}",
                    ["open-source-ai"],
                ),
                (
                    f"publish the inference code, {CODE}; publish the training code, {CODE}; publish the training data, {DATA}",
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
