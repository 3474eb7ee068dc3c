"""Cards for the Hub that a release is written as."""

from tests.support.releases import native

import openness


def test_a_release_without_a_name_gets_none_in_its_card() -> None:
    release = native("components: {model-parameters-final: {availability: public, licence: MIT}}\n")
    assert openness.convert(release, to="card").text.startswith("---\nlicense: mit\n---\n")


def test_a_release_of_which_a_card_holds_no_field_gets_an_empty_block() -> None:
    text = openness.convert(native("components: {training-code: public}\n"), to="card").text
    assert text.startswith("---\n---\n")
    assert openness.classify(openness.read({"license": "mit"})).release.name.value is None
