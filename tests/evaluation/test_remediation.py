"""What would raise a release, in a sentence: what to publish, and under which licence."""

import pytest
from tests.support.releases import judged, weights

from openness.release.release import Release

CODE = "under an open licence such as Apache-2.0"
DATA = "under an open licence such as CC-BY-4.0"


@pytest.mark.parametrize(
    ("release", "says"),
    [
        (weights(licence="CC-BY-NC-4.0"), [f"put the weights {CODE}"]),
        (
            weights(),
            [
                f"publish the description of the training data, {DATA}; publish the inference code, {CODE}; "
                f"publish the training code, {CODE}",
                f"publish the inference code, {CODE}; publish the training code, {CODE}; publish the training data, {DATA}",
            ],
        ),
    ],
)
def test_an_opening_names_each_part_once_with_a_licence_that_would_do(release: Release, says: list[str]) -> None:
    openings = judged(release).openings
    assert [opening.says for opening in openings if all(word == "spectrum" for word, _ in opening.reaches)] == says
