"""Words of a policy: truths are read as booleans of YAML are."""

import pytest
from tests.support.releases import native

import openness
from openness.errors import OpennessError
from openness.policy.parse import policy_of
from openness.shelf.shelf import shipped

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


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        (
            {"require": {"osaid-1": {"0": True}}},
            """there is no definition 'osaid-1'; put the id in quotes: "osaid-1.0" = …""",
        ),
        ({"require": {"spectrum": "closed"}}, "which everything reaches: it asks for nothing; leave it out"),
        ({"require-terms": ["sell"]}, "require-terms names 'sell', which is not a term; terms are use, study"),
        ({"forbid": ["finding:foo"]}, "there is no finding 'foo'; known are licence-missing"),
        (
            {"forbid": ["licence:llama*"]},
            "a glob is of ids, such as LicenseRef-Llama-*; did you mean licence:LicenseRef-llama*?",
        ),
        ({"forbid": ["licence:kite*"]}, "a glob is of ids, such as LicenseRef-Llama-*"),
    ],
)
def test_what_is_nearly_right_is_told_what_to_write(stated: dict[str, object], message: str) -> None:
    with pytest.raises(OpennessError) as caught:
        policy_of(stated, shipped())
    assert message in str(caught.value)
