"""An outline cut down to what a format holds: what is cut is said."""

import pytest
from tests.support.releases import native

import openness
from openness.export.capability import Holds
from openness.export.writers import FORMS, WRITERS, holds_of

EVERY = (*WRITERS, *FORMS)
CIRCUMSTANCES = ("monetised", "systemic-risk", "training-compute")


def holds(form: str) -> Holds:
    return holds_of(form, "")["model"]


@pytest.mark.parametrize("form", EVERY)
def test_each_circumstance_is_written_or_said_to_be_left_out(form: str) -> None:
    release = native("circumstances: {monetised: false, systemic-risk: true, training-compute: 1.0e+25}\n")
    said = {omission.about for omission in openness.convert(release, to=form).omissions}
    words = holds(form).words
    kept = "circumstances" in holds(form).facts
    for word in CIRCUMSTANCES:
        written = kept and (words is None or word in words)
        assert written is not bool({"circumstances", f"circumstances, {word}"} & said), word


def test_a_form_is_among_those_that_hold_some_circumstances_and_no_others() -> None:
    assert any("circumstances" in holds(form).facts and holds(form).words is not None for form in EVERY)


@pytest.mark.parametrize(
    "form", [form for form in EVERY if "channels" in holds(form).facts and not holds(form).disputes]
)
def test_channels_that_would_settle_a_dispute_on_the_weights_are_left_out_with_it(form: str) -> None:
    """Read back, a channel fills the silence that the disputed availability leaves."""
    offered = native("channels: [download]\ncomponents: {model-parameters-final: {availability: public}}\n")
    withheld = native("components: {model-parameters-final: {availability: withheld}}\n")
    conversion = openness.convert(offered.join(withheld), to=form)
    assert "channels" in {omission.about for omission in conversion.omissions}
    assert "download" not in conversion.text
    agreed = openness.convert(offered, to=form)
    assert "channels" not in {omission.about for omission in agreed.omissions} and "download" in agreed.text
