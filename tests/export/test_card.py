"""Cards for the Hub that a release is written as."""

from pathlib import Path

import pytest
from tests.support.releases import native

import openness
from openness.vocabulary.details import TASKS


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


@pytest.mark.parametrize("licence", ["mit", "llama3.2"])
@pytest.mark.parametrize("task", TASKS)
def test_a_card_keeps_its_task_and_all_that_rests_on_it(task: str, licence: str, tmp_path: Path) -> None:
    """Llama 3.2 gives no rights in a multimodal model to those who are established in the Union."""
    card = tmp_path / "README.md"
    card.write_text(f"---\nlicense: {licence}\nlanguage: [en, de]\npipeline_tag: {task}\n---\n")
    before = openness.read(card)
    conversion = openness.convert(card, to="card")
    assert (conversion.omissions, f"pipeline_tag: {task}\n" in conversion.text) == (
        (),
        bool(before.details[1:]) or task == "any-to-any",
    )
    card.write_text(conversion.text)
    after = openness.read(card)
    assert (after.circumstances, after.details) != ((), ())
    for facts in ("circumstances", "details"):
        assert [(word, fact.values) for word, fact in getattr(after, facts)] == [
            (word, fact.values) for word, fact in getattr(before, facts)
        ]
    answers = [
        [(each.use, each.verdict) for each in openness.may(release, territory="DE")] for release in (before, after)
    ]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("other", ["circumstances: {multimodal: true}", "details: {output-modality: audio}"])
def test_a_task_that_says_other_things_than_the_release_is_not_written_and_that_is_said(
    other: str, tmp_path: Path
) -> None:
    card = tmp_path / "README.md"
    card.write_text("---\nlicense: mit\npipeline_tag: text-generation\n---\n")
    conversion = openness.convert(openness.read(card).join(native(other)), to="card")
    assert "pipeline_tag" not in conversion.text
    left = {omission.about: omission.message for omission in conversion.omissions}
    assert left["details, input-modality"] == (
        "'text' is left out: a card says it by a task (pipeline_tag), and none is known that says it"
    )


def test_a_release_without_a_task_gets_none_in_its_card() -> None:
    stated = "circumstances: {multimodal: false, monetised: true}\ndetails: {input-modality: text, language: en}\n"
    conversion = openness.convert(native(stated), to="card")
    assert "language:\n  - en\n" in conversion.text and "pipeline_tag" not in conversion.text
    assert list(map(str, conversion.omissions)) == [
        "circumstances, multimodal: 'false' is left out: a card says it by a task (pipeline_tag), and none is known that says it",
        "details, input-modality: 'text' is left out: a card says it by a task (pipeline_tag), and none is known that says it",
        "circumstances: 'monetised: true' is left out: a card has no field for it",
    ]
