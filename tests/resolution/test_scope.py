"""The verdict on a release as one of the models to which a limit confines itself."""

import pytest

from openness.release.location import Source
from openness.release.release import BaseModel, Release
from openness.resolution.resolve import resolve
from openness.resolution.scope import scopes
from openness.shelf.shelf import shipped
from openness.vocabulary import Relation
from openness.vocabulary.verdict import Verdict


@pytest.mark.parametrize(
    ("name", "certain", "verdict"),
    [
        ("meta-llama/Llama-3.2-11B-Vision", True, Verdict.MET),
        ("meta-llama/Llama-3.2-11B-Vision", False, Verdict.UNKNOWN),
        ("meta-llama/Llama-3.2-1B", True, Verdict.UNMET),
        ("meta-llama/Llama-3.2-1B", False, Verdict.UNMET),
    ],
)
def test_a_base_that_is_not_certain_puts_a_release_under_no_limit(name: str, certain: bool, verdict: Verdict) -> None:
    base = BaseModel(name, Relation.FINE_TUNE, Source("README.md", 1), certain=certain)
    assert (
        dict(scopes(resolve(Release(base_models=(base,)), shipped()), shipped()))["LicenseRef-Llama-3.2-Community"]
        is verdict
    )
