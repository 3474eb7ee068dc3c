"""Words of a policy: truths are read as booleans of YAML are."""

import pytest
from tests.support.releases import native

import openness

RELEASE = native("components: {model-parameters-final: {availability: public, licence: LicenseRef-DINOv3-License}}\n")


def asked(value: object) -> bool:
    """True where the policy says that no licence excludes the caller."""
    policy = {"require-uses": ["run"], "caller": {"not-excluded": value}}
    return openness.check(RELEASE, policy=policy).passes


@pytest.mark.parametrize("value", [True, False])
def test_a_truth_is_read_as_it_is(value: bool) -> None:
    assert asked(value) is value


@pytest.mark.parametrize("value", ["true", "yes", 1, [True], {}])
def test_what_is_no_boolean_is_an_error_and_no_guess(value: object) -> None:
    with pytest.raises(openness.OpennessError, match="not-excluded is neither true nor false"):
        asked(value)
