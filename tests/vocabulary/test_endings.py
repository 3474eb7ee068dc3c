"""Every reader takes the same endings for weights."""

import pytest

from openness.formats.file_endings import kinds_of
from openness.formats.file_names import is_weights
from openness.formats.modelfile import _LOCAL
from openness.syntax.urls import offers
from openness.vocabulary import Kind
from openness.vocabulary.endings import MAY_BE_WEIGHTS, WEIGHTS


@pytest.mark.parametrize("ending", MAY_BE_WEIGHTS)
def test_an_ending_means_the_same_to_every_reader(ending: str) -> None:
    certain = ending in WEIGHTS
    assert is_weights(f"model{ending}") and is_weights(f"MODEL{ending.upper()}")
    assert (kinds_of(f"m/model{ending}") == (Kind.MODEL_PARAMETERS_FINAL,)) is certain
    assert offers(f"https://example.org/model{ending}", "model") is not None
    assert _LOCAL.fullmatch(f"model{ending}")


def test_a_name_without_a_dot_has_no_ending() -> None:
    """MLflow's `MLmodel` is a file of text."""
    assert kinds_of("MLmodel") == kinds_of("gguf") == ()
