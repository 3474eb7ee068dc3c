"""The facts in a card's prose, and words that must not be taken for one."""

from pathlib import Path

import pytest
from tests.support.prose_terms import limits
from tests.support.releases import WEIGHTS, card

from openness import prose
from openness.vocabulary import Kind

MODEL = "license: mit\npipeline_tag: text-generation"
DATA = "license: mit\npretty_name: x"


@pytest.mark.parametrize(
    "sentence",
    [
        "We will release the weights soon.",
        "We will **soon** release the model weights.",
        "We'll release the weights upon acceptance.",
        "The weights are not yet released.",
        "The weights are not\nyet released.",
        "The weights haven't been released yet.",
        "The weights haven’t been released yet.",
        "THE WEIGHTS HAVEN'T BEEN RELEASED YET",
        "The model weights are not publicly available.",
        "The model weights are **not** publicly available.",
        "The model weights are currently not publicly available.",
        "The training data is public, but the weights are not publicly available.",
        "We do not release the weights.",
        "We don't plan to release the model weights.",
        "We are not releasing the weights.",
        "Access to the model is granted on request.",
        "The weights can be provided upon request.",
        "The weights are available only through our API",
        "The weights are only available through our API",
        "The model is accessible exclusively via the Acme API.",
        "The model can only be accessed through our API.",
        "Only available through our API",
        "It is available only through our API.",
        "Currently, it is only available via our API.",
        "They are only available through our API.",
        "Both models are available only through our API.",
        "This version is available only via our API.",
        "Availability: only available through our API.",
        "The weights of this model are available only through our API.",
        "For now the model is available only through our API.",
        "Access through our API only.",
        "The model is available via the Acme API only.",
        "The weights can be accessed through our API exclusively.",
        "- [ ] Weights: coming soon",
        "| Weights | coming soon |",
        "Code, training data, and model weights will be released soon.",
        "The weights, along with the code, will be released shortly.",
        "Weights of [Ours-7B](https://example.org/a) will be released soon.",
    ],
)
def test_weights_that_are_not_there_are_heard(sentence: str) -> None:
    found = prose.not_yet(f"\n# A model\n\nIt is good.\n\n{sentence}")
    assert found and found[0] == 5


@pytest.mark.parametrize(
    "sentence",
    [
        "Training data is available on request.",
        "The model was trained on data that is available on request.",
        "Data used to train this model is available on request.",
        "A licence for this model is available on request.",
        "The weights are available now; the 70B model is available through our API as well.",
        "The 7B models are now available, and the 70B model is coming soon.",
        "We have released the weights. The pretrained weights will be released soon.",
        "The model card will be released soon.",
        "A demo of the model is coming soon.",
        "The model supports English, with French coming soon.",
        "More checkpoints will be released soon.",
        "Quantized weights coming soon.",
        "We will release the training code soon.",
        "We will release a larger model soon.",
        "The base model is not publicly available.",
        "Since the Other model is not publicly available, we compare with ours.",
        "Closed models are those whose weights are not publicly available.",
        "The weights of the original model are not released.",
        "We do not release the weights of the frame generator.",
        "We do not provide weights in GGUF.",
        "The model is not yet available in GGUF format.",
        "The model is not released under an open licence.",
        "If the weights are not available, run the script.",
        "Only available through our API.\n\nThe weights are here.",
        "API-only features: none.",
        "Our demo is available only through our API.",
        "This demo is only available through our API.",
        "The dataset is available only through our API.",
        "The 70B version is available only through our API.",
        "The larger model is available only via our API.",
        "The teacher model is available only through our API.",
        "GPT-4 is available only through our API.",
        "Function calling is only available through our API.",
        "Demo: only available through our API.",
        "## Demo\n\nOnly available through our API.",
        "A demo of the model is only available via our API.",
        "The training data of this model is available only through our API.",
        "The weights of the larger model are available only through our API.",
        "Access through our API only.\n\nThe weights are here.",
        "The 70B model is available via the Acme API only, this one is here.",
        "# Calling functions\n\n- Only available through our API",
        "Unlike others, which are only available through an API, ours is open.",
        "The model is not only available through our API but here as well.",
        "The weights are no longer only available through our API.",
        "# The weights\nComing soon",
        "The weights are here.\n\nComing soon: the paper",
        "The model\n- is\n- coming soon",
        "```\nthe weights\ncoming soon\n```",
    ],
)
def test_what_is_said_of_other_things_is_not_taken_for_the_weights(sentence: str) -> None:
    assert prose.not_yet(sentence) is None


@pytest.mark.parametrize(
    ("title", "sentence", "heard"),
    [
        ("Heron-7B", "Heron is available only through our API.", True),
        ("Heron-7B", "Heron-7B is available only through our API.", True),
        ("Heron-7B", "Heron-70B is available only through our API.", False),
        ("Heron-70B", "The 70B version is available only through our API.", True),
        ("Heron-70B", "Our 7B version is available only through our API.", False),
        ("Heron", "Heron reads maps and is only available through our API.", True),
        ("Heron", "Heron supports function calling, which is only available through our API.", False),
        ("Heron", "Heron's tokenizer is only available through our API.", False),
        ("Heron", "It remains available only through our API.", True),
    ],
)
def test_a_service_is_the_only_way_to_the_model_that_the_title_names(title: str, sentence: str, heard: bool) -> None:
    assert (prose.not_yet(f"# {title}\n\nA model of maps.\n\n{sentence}") is not None) is heard


@pytest.mark.parametrize(
    ("sentence", "heard"),
    [
        ("The dataset will be released soon", True),
        ("data available on request", True),
        ("The data is not publicly available.", True),
        ("We do not release the dataset.", True),
        ("The code will be released soon", False),
        ("More data will be released soon", False),
        ("The test data is not publicly available.", False),
        ("A paper about the dataset will be released soon", False),
        ("Models trained on the data are available on request", False),
        ("The weights will be released soon", False),
    ],
)
def test_data_that_are_not_there_are_heard(sentence: str, heard: bool) -> None:
    assert (prose.not_yet(sentence, "dataset") is not None) is heard
    state = card(DATA, sentence).component(Kind.DATASETS).availability.state
    assert (state == "silent") is heard


@pytest.mark.parametrize(
    "sentence",
    [
        "This model is for research\npurposes only.",
        "for research\npurposes only",
        "**Non-commercial** use only",
        "The model is for `non-commercial` use\n*only*.",
        "Not for commercial use",
        "YOU CAN'T USE THIS COMMERCIALLY",
        "_Not_ for **commercial** use.",
        "It cannot be used for commercial purposes.",
    ],
)
def test_a_limit_is_heard_across_marks_and_lines(sentence: str) -> None:
    assert [line for line, _ in limits(f"\n# A model\n\n{sentence}")] == [3]


@pytest.mark.parametrize(
    "sentence",
    [
        "The dataset is for research purposes only",
        "The samples are\nnot for commercial use.",
        "no longer limited to non-commercial use",
        "The model is no longer limited\nto non-commercial use only.",
        "It is not just for research use only.",
        "Good for research and commercial use.",
        "Good for research.\n\nUse only the tokenizer.",
        "# Research\nUse only the tokenizer",
        "- for research\n- use only one machine",
        "Commercial use\n\nis prohibited",
    ],
)
def test_no_limit_is_heard_where_none_is(sentence: str) -> None:
    assert limits(sentence) == []


@pytest.mark.parametrize("after", ["\nMore.", "\n\nMore.", "", " More."])
def test_a_limit_is_told_in_the_words_of_the_card(after: str) -> None:
    assert limits(f"It is big. This model is for\n**research** use only.{after}") == [
        (0, "This model is for research use only")
    ]


@pytest.mark.parametrize("gate", ["extra_gated_prompt: x", "gated: auto", "extra_gated_prompt:", "license_name: x"])
def test_the_prose_wins_over_a_gate(gate: str) -> None:
    release = card(f"{MODEL}\n{gate}", "The weights are only available through our API.")
    assert release.component(WEIGHTS).availability.state == "silent"


@pytest.mark.parametrize(
    "gate", ["extra_gated_prompt:", "extra_gated_prompt: null", "gated: null", "gated:", "gated: ~"]
)
def test_a_gate_that_is_empty_is_none(gate: str) -> None:
    assert card(f"{MODEL}\n{gate}").component(WEIGHTS).availability.value == "public"


def test_no_question_is_called_like_a_module() -> None:
    """A module that is imported stands under its name in the package, and would hide a function of that name."""
    modules = {path.stem for path in Path(prose.__file__).parent.glob("*.py")}
    assert not modules & set(prose.__all__)


@pytest.mark.parametrize(
    ("sentence", "heard"),
    [
        ("The larger new blue weights are not released.", False),  # what makes it another stands within three words
        ("The larger new blue kite weights are not released.", True),
        ("The weights of the model are not released.", True),
        ("The weights of the generator are not released.", False),
        ("The weights are not released as of the time of writing.", True),
        ("The weights are not released of the generator.", False),
        ("The weights are not very new or blue kites released.", True),  # seven words between
        ("The weights are not very new or blue or red kites released.", False),
        ("The 70B weights are not released.", False),
        ("The 7B weights are not released.", True),  # the size in the title
        ("The weights, 70B in all, are not released.", True),
        ("70B weights are not released.", False),
        ("The 8bit weights are not released.", True),  # no size
        ("Weights are not released.", True),
    ],
)
def test_weights_are_those_of_the_model_unless_words_before_or_behind_tell_of_others(
    sentence: str, heard: bool
) -> None:
    assert (prose.not_yet(f"# Heron 7B\n\n{sentence}") is not None) is heard


@pytest.mark.parametrize(
    ("sentence", "heard"),
    [
        ("THIS MODEL WILL BE ONLY AVAILABLE THROUGH OUR API.", True),
        ("IT WILL BE ONLY AVAILABLE THROUGH OUR API.", True),
        ("IT REMAINS ONLY AVAILABLE THROUGH OUR API.", True),
        ("CURRENTLY, IT IS ONLY AVAILABLE THROUGH OUR API.", True),
        ("Heron reads maps and is only available through our API, with a demo.", True),
        ("The demo of Heron is only available through our API, with the code.", False),
        ("Heron demo: only available through our API.", False),
        ("Heron: only available through our API.", True),
    ],
)
def test_the_last_words_of_a_card_tell_of_a_service_that_is_the_model(sentence: str, heard: bool) -> None:
    assert (prose.not_yet(f"# Heron\n\nA model of maps.\n\n{sentence}") is not None) is heard


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ("The weights will be released soon.\n\nWe do not release the weights.", 4),  # a denial wins over a promise
        ("The weights will be released soon.\n\nThe weights are coming soon.", 2),  # of two promises the first
        ("The weights will be released soon.\n\nThe weights are now available.", None),
        ("The weights are now available.\n\nWe do not release the weights.", 4),
        ("Only available through our API.\n\nThe weights will be released soon.", 4),
    ],
)
def test_a_denial_wins_over_a_promise_and_a_gift_takes_it_back(sentence: str, line: int | None) -> None:
    found = prose.not_yet(f"# Heron\n\n{sentence}")
    assert (found and found[0]) == line


def test_the_package_has_its_questions_and_nothing_else() -> None:
    assert all(callable(getattr(prose, name)) for name in prose.__all__)
    with pytest.raises(AttributeError, match="'answers'"):
        prose.answers  # noqa: B018  # to look it up is the test


@pytest.mark.parametrize(
    ("body", "heard"),
    [
        ("## Weights\n\nWill be released soon.", True),
        ("## Model weights\n\nComing soon.", True),
        ("## Checkpoints\n\nNot available.", True),
        ("## Weights\n\nThe code will be released soon.", False),
        ("## Weights\n\nTwo files.\n\nWill be released soon.", False),
        ("## Results\n\nWill be released soon.", False),
        ("- [ ] weights", True),
        ("- [ ] Release the model weights", True),
        ("- [x] weights", False),
        ("- [ ] training code", False),
    ],
)
def test_weights_are_not_there_by_their_heading_and_by_a_task_that_is_open(body: str, heard: bool) -> None:
    assert (prose.not_yet(f"# Heron\n\n{body}\n") is not None) == heard


@pytest.mark.parametrize(
    ("text", "question", "about", "rules"),
    [
        ("The weights are for research only.", "limit", "model", ["limit-only"]),
        ("The weights are for research only.", "term", "model", []),
        ("The corpus is for research only.", "limit", "model", []),
        ("The corpus is for research only.", "limit", "dataset", ["limit-is", "limit-only"]),
        ("The weights follow the consortium rules.", "term", "model", ["term-follows-rules"]),
        ("The weights follow the consortium rules.", "limit", "model", []),
        ("The weights may be sold.", "none", "model", []),
        ("The weights are not available.", "none", "model", ["none-not-given"]),
    ],
)
def test_a_text_fires_rules_of_the_question_that_is_asked(
    text: str, question: str, about: str, rules: list[str]
) -> None:
    assert prose.fired(text, question, about) == rules


@pytest.mark.parametrize(("times", "heard"), [(1, True), (40, True), (41, False)])
def test_of_one_phrase_in_one_sentence_the_first_forty_are_looked_at(times: int, heard: bool) -> None:
    assert any(prose.terms(f"# Heron\n\nFor {'academic research ' * times}alone.", "model")) is heard
