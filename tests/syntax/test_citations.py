"""Where what a native file says was found: on a value, on what is around it, and what is wrong with it."""

import pytest
from tests.support.releases import native

from openness.release.claim import Claim
from openness.release.location import Origin
from openness.release.release import Release
from openness.vocabulary import Basis, Kind

HERE = Origin("https://a.example", "2026-11-24", "high")
TOLD = "source: https://a.example, checked: 2026-11-24, confidence: high"


def claim(release: Release, about: str = "availability") -> Claim:
    """The one claim about the training code."""
    (item,) = release.component(Kind.TRAINING_CODE).items
    (found,) = getattr(item, about).claims
    assert isinstance(found, Claim)
    return found


@pytest.mark.parametrize(
    "text",
    [
        f"components: {{training-code: {{availability: public, {TOLD}}}}}\n",
        f"components: {{training-code: {{availability: {{value: public, {TOLD}}}}}}}\n",
        f"components: {{training-code: {{value: public, {TOLD}}}}}\n",
        f"components: {{training-code: public, {TOLD}}}\n",
        TOLD.replace(", ", "\n") + "\ncomponents: {training-code: public}\n",
        "source: https://b.example\nchecked: 2026-11-24\nconfidence: medium\n"
        "components: {training-code: {availability: public, source: https://a.example, confidence: high}}\n",
    ],
    ids=[
        "on the item",
        "on the value",
        "instead of an item",
        "on all components",
        "on the file",
        "the innermost holds",
    ],
)
def test_a_fact_has_the_source_that_stands_nearest(text: str) -> None:
    release = native(text)
    assert release.oddities == ()
    assert claim(release).origin == HERE
    assert claim(release).value == "public"
    assert claim(release).basis is Basis.DECLARED


def test_two_facts_of_an_item_may_have_two_sources() -> None:
    release = native(
        f"components: {{training-code: {{availability: public, licence: {{value: [MIT, Apache-2.0], {TOLD}}}, "
        "source: [https://b.example, https://c.example]}}\n"
    )
    assert claim(release).origin == Origin("https://b.example; https://c.example")
    assert claim(release, "licence").origin == HERE
    assert claim(release, "licence").value == "MIT AND Apache-2.0"


def test_a_quotation_and_the_mark_belong_to_their_source() -> None:
    origin = "source: https://a.example, confidence: medium, quote: It is ours, second-hand: true"
    release = native(
        f"components: {{training-code: {{availability: public, licence: {{value: MIT, source: https://b.example}}, {origin}}}}}\n"
    )
    assert claim(release).origin == Origin("https://a.example", "", "medium", "It is ours", second_hand=True)
    assert claim(release, "licence").origin == Origin("https://b.example", "", "medium")
    (oddity,) = native("source: https://a.example\nsecond-hand: maybe\nname: A\n").oddities
    assert "second-hand is 'maybe'" in oddity.message


def test_a_list_or_each_of_its_words_has_a_source() -> None:
    whole = native(f"channels: {{value: [download, product], {TOLD}}}\n")
    each = native(f"channels: [{{value: download, {TOLD}}}, product]\n")
    assert [channel.origin for channel in whole.channels] == [HERE, HERE]
    assert {channel.value: channel.origin for channel in each.channels} == {"download": HERE, "product": None}
    assert whole.oddities == each.oddities == ()


def test_a_base_model_and_a_circumstance_have_a_source() -> None:
    release = native(
        f"base-models: [{{name: a/b, relation: fine-tune, licence: MIT, {TOLD}}}]\n"
        f"circumstances: {{monetised: {{value: false, {TOLD}}}}}\n"
    )
    (base,) = release.base_models
    assert base.origin == base.licence.claims[0].origin == HERE
    assert release.circumstance("monetised").claims[0].origin == HERE
    assert base.to_dict()["origin"] == HERE.to_dict()
    assert release.oddities == ()


def test_a_file_that_tells_no_source_is_as_it_was() -> None:
    written = claim(native("components: {training-code: public}\n"))
    assert written.origin is None
    assert "origin" not in written.to_dict()


def test_an_alias_has_the_source_of_the_place_it_stands_in() -> None:
    release = native(
        "components:\n"
        "  training-code: {availability: &word public, source: https://a.example}\n"
        "  inference-code: {availability: *word, source: https://b.example}\n"
    )
    origins = {part.kind: part.items[0].availability.claims[0].origin for part in release.components}
    assert origins == {
        Kind.TRAINING_CODE: Origin("https://a.example"),
        Kind.INFERENCE_CODE: Origin("https://b.example"),
    }


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("checked: yesterday", "is not a day"),
        ("checked: 2026-W48-2", "is not a day"),
        ("confidence: hihg", "did you mean high"),
        ("confidence: low", "leave out what is less sure"),
        ("source: {a: b}", "source is not a word"),
        ("source: ~", "source is not a word"),
        ("source: a, source: b", "there twice"),
        ("sorce: a", "did you mean source"),
        (f"source: {'a' * 501}", "longer than 500 characters"),
    ],
)
def test_what_is_no_source_is_reported_and_the_fact_stays(written: str, message: str) -> None:
    release = native(f"components: {{training-code: {{availability: public, {written}}}}}\n")
    (oddity,) = release.oddities
    assert message in f"{oddity.message}; {oddity.help}"
    assert oddity.source is not None
    assert oddity.source.line == 2
    assert claim(release).value == "public"


def test_a_value_with_an_unknown_field_is_reported() -> None:
    (oddity,) = native("name: {value: A, sorce: b}\n").oddities
    assert "'sorce'" in oddity.message


def test_a_misspelt_value_is_not_guessed() -> None:
    release = native("components: {training-code: {availability: {valeu: public, source: a}}}\n")
    assert release.component(Kind.TRAINING_CODE).availability.value is None
    assert release.oddities


def test_a_conclusion_has_its_own_words_and_no_source() -> None:
    release = native(
        "concluded: [{criterion: osaid-1.0/code, verdict: met, by: A, on: 2026-11-24, because: B, source: c}]\n"
    )
    (oddity,) = release.oddities
    assert "unknown field 'source'" in oddity.message
