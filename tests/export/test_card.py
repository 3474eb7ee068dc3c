"""Cards for the Hub that a release is written as."""

from pathlib import Path

from tests.support.releases import native

import openness


def test_a_release_without_a_name_gets_none_in_its_card() -> None:
    release = native("components: {model-parameters-final: {availability: public, licence: MIT}}\n")
    assert openness.convert(release, to="card").text.startswith("---\nlicense: mit\n---\n")


def test_a_release_without_any_field_of_a_card_is_read_back_from_one(tmp_path: Path) -> None:
    """A block must have a field to be a card of the Hub, whose weights can be downloaded."""
    card = tmp_path / "README.md"
    card.write_text(openness.convert(native("channels: [download]\n"), to="card").text)
    back = openness.read(card)
    assert back.name.value is None
    assert back.component("model-parameters-final").availability.value == "public"


def test_a_gate_in_front_of_the_weights_is_read_back_from_a_card(tmp_path: Path) -> None:
    card = tmp_path / "README.md"
    for availability in ("gated", "public"):
        stated = native(f"components: {{model-parameters-final: {{availability: {availability}, licence: MIT}}}}\n")
        card.write_text(openness.convert(stated, to="card").text)
        assert openness.read(card).component("model-parameters-final").availability.value == availability
