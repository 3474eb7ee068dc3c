"""The words of a card's prose for its model, and other things that are called open beside it."""

import pytest
from tests.support.releases import card, codes, judged

from openness import prose

MODEL = "license: llama3.1\npipeline_tag: text-generation"


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("This model is open source.", "open-source"),
        ("This model is open-source.", "open-source"),
        ("This model is fully **open source**.", "open-source"),
        ("# X\n\nX is a fully open-source LLM.", "open-source"),
        ("# X: an open-source chatbot", "open-source"),
        ("# X - A Fully Open Bilingual Language Model", "open"),
        ("We release X, an open-source model for chat.", "open-source"),
        ("# X\n\nWe release X, an open-source model for chat.", "open-source"),
        ("We open-source the model weights.", "open-source"),
        ("We open-source the model weights and the code.", "open-source"),
        ("We open-source our code, data and model weights.", "open-source"),
        ("We have open-sourced the model under Apache 2.0.", "open-source"),
        ("The model is fully open.", "open"),
        ("Our model is truly open and free.", "open"),
        ("Our model is 100% open source.", "open-source"),
        ("# Acme-7B-Chat\n\nAcme-7B is an open-weight model.", "open-weights"),
        (
            "# Acme-7B-Chat\n\n**Acme** (A Clever Model) is a 7B-parameter, open-source language model trained by Acme.",
            "open-source",
        ),
        ("# Acme\n\nAcme, developed by Acme AI, is a family of lightweight, state-of-the-art open models.", "open"),
        (
            "# Acme\n\nThe Acme series models are the next generation of open-source large language models trained from scratch.",
            "open-source",
        ),
        ("# Acme\n\nThe Acme series models are fully open under Apache 2.0.", "open"),
        ("This is an open-source LLM.", "open-source"),
        ("This is a fully open model.", "open"),
        ("The weights are open source.", "open-source"),
        ("The code and model weights are open-sourced under MIT.", "open-source"),
        ("Our models and code are open source.", "open-source"),
        ("This model has open weights.", "open-weights"),
        ("# Acme\n\nAcme is one of the best open-source LLMs.", "open-source"),
        ("# Acme\n\nAcme has been open-sourced by Acme AI.", "open-source"),
        ("Our open-source model outperforms GPT-4.", "open-source"),
        ("We are excited to announce the release of a new open-source model.", "open-source"),
        ("We introduce a fully open LLM that is trained on public data.", "open"),
        ("# acme/Acme-1.5\n\nAcme 1.5 is an open-source alternative to GPT-4.", "open-source"),
        ("# Acme\n\nIntroducing Acme: an open source text-to-image model.", "open-source"),
        ("# Model Card for Acme\n\nAcme is an open model.", "open"),
        ("Note that this model is open source.", "open-source"),
        ("Unlike Llama, this model is open source.", "open-source"),
        ("# Acme\n\nAcme's weights are open source.", "open-source"),
        ("This model is released as open source.", "open-source"),
        ("# Acme\n\nAcme is available as an open-source model.", "open-source"),
        ("We're open-sourcing our model and weights.", "open-source"),
        (
            "# Acme 2 13B\n\nOLMo and friends.\n\nAcme 2 is a series of **Open\nlanguage\nmodels** designed for science.",
            "open",
        ),
        ("All our models are open source.", "open-source"),
        ("# X\n\nWe are open-sourcing X today.", "open-source"),
        ("# X\n\nToday we release X-7B, a truly open-source chat model.", "open-source"),
        ("All weights, code and data are fully open source.", "open-source"),
        ("# X\n\nX is an open-source TTS.", "open-source"),
        ("# X\n\nThis repository hosts X, a fully open-source LLM.", "open-source"),
    ],
)
def test_the_producers_word_for_this_model_is_heard(sentence: str, label: str) -> None:
    assert [word for _, word, _ in prose.labels(sentence)] == [label]


@pytest.mark.parametrize(
    "sentence",
    [
        "This model is not open source.",
        "This model isn't open source.",
        "This model will be open-sourced.",
        "The model will be open source soon.",
        "We will open-source the weights.",
        "We plan to open-source the model.",
        "Is this model open source?",
        "This model is the best among open-source models.",
        "This model outperforms other open-source LLMs.",
        "This model is better than open-source models.",
        "Compared with open models, this model is small.",
        "This model is based on Llama, an open source model.",
        "# Acme\n\nMistral is an open-source model.",
        "# Mistral-7B-Acme-Tuned\n\nMistral 7B is an open-source model.",
        "# Llama-2-7B-GGUF\n\nLlama 2 is an open source model.",
        "Our code is open source.",
        "The code is open source.",
        "We open-source our code and dataset.",
        "We open-source the code for the model.",
        "We open-source the model training code.",
        "This model uses the open-source library transformers.",
        "The dataset is fully open.",
        "This model is under an open-source licence.",
        "This model is open-source licensed.",
        "Approved by the Open Source Initiative.",
        "Thanks to the open source community.",
        "This model is a gift to the open-source community.",
        "This model is trained on open-source data.",
        "This model is a fine-tuned version of the open-source model Llama.",
        "This model is a merge of open-source models.",
        "This model is an open-domain dialogue model.",
        "This is an open-vocabulary detection model.",
        "This model is an open-ended chat model.",
        "The base model is open source.",
        "The teacher model is open source.",
        "Our reward model is open source.",
        "If the model is open source, use it.",
        "It is an open-source model.",
        "> This model is open source.",
        "```\nThis model is open source.\n```",
        "<!-- This model is open source. -->",
        "# Original model card: Llama\n\nThis model is open source.",
        "| Acme | is an open-source model |",
        "We compare with an open-source model.",
        "We evaluate Acme, an open-source model.",
        "This is the official open-source implementation.",
        "This is a collection of open-source LLMs.",
        "This model is an open-source model hub.",
        "# Llama 2's base\n\nOpen-source models are great.",
        "Open source models such as Llama are great.",
        "This model is fully open-ended.",
        "This model is competitive with open-source models.",
        "This model was open source.",
        "The model of Meta, Llama, is open source.",
        "These models are open source.",
        "This model is supported by open-source tools.",
        "This model is neither open source nor free.",
        "The weights are not open source.",
        "The tokenizer of this model is open source.",
        "The training code of our model is open source.",
        "This model is open to feedback.",
        "This model is fully open to commercial use.",
        "This model has fully open source code.",
        "The other models are open source.",
        "This model is semi-open source.",
        "Using this model requires open source software.",
        "This model, unlike open-source ones, is closed.",
        "Llama, which this model is based on, is open source.",
        "Llama is the open-source model this model is based on.",
        "# Open LLM Leaderboard\n\nThis is an Open LLM Leaderboard model.",
        "Our team loves open source models.",
        "This model is an open-source dataset generator.",
        "This model may be open source.",
        "GPT-4 is closed and Llama is open source.",
        "The models are open source.",
        "Existing open-source models, including this model, lag behind.",
        "We have open source models.",
        "# Acme\n\nAcme, the maker of chatbots, has open-sourced a small model.",
        "# Acme: Advancing Open-source Language Models",
        "The tokenizer, weights and code of Llama 2 are open source.",
        "# Acme 7B - GGUF\n\nAcme is an open-source model.",
        "Llama 2, the base of our model, is open source.",
        "We also release an open-source reward model.",
        "# Acme 2\n\nAcme 1 is an open-source model.",
        "# Model Card\n\nModel Card is open source.",
        "# Wren\n\nThis repository contains the open-source code of Wren.",
        "This repository contains an open-source implementation of Llama.",
        "This repository hosts an open source model zoo.",
        "Today, open-source models are everywhere.",
        "Today we open-source our training code.",
        "Now we release an open-source benchmark.",
        "In this work we compare an open-source model with ours.",
        "We are open-sourcing the data today.",
        "All code and data are open source.",
        "All models compared here are open source.",
        "Both baselines and data are open source.",
        "All weights of Llama and code are open source.",
        "# Wren\n\nWren uses an open-source TTS.",
        "# Wren\n\nWren runs on an open-source operating system.",
        "# Wren\n\nWren beats every open-source TTS system.",
        "This repository contains scripts for open-source models.",
        "This repository provides a list of open-source models.",
        "This repo contains a comparison of open-source LLMs.",
        "# Wren\n\nWren is trained with an open-source ASR.",
        "Open-source LLMs such as Llama are the teachers.",
        "The tokenizer is open source.",
        "We thank the open-source community.",
        "# Wren\n\nWe plan to open-source Wren.",
        "# Wren\n\nWren will be fully open source.",
        "# Wren\n\nWren is not fully open source.",
        "# Wren\n\nWren is partly open source.",
        "# Wren\n\nIs Wren fully open source?",
        "Finch is a fully open-source LLM.",
        "# Wren\n\nCompared to Finch, a fully open-source LLM, Wren is small.",
        "# Wren\n\nWren is distilled from a fully open-source LLM.",
        "# Wren\n\nWren was judged by an open-source model.",
        "# Wren\n\nWren is on the Open LLM Leaderboard.",
        "# Wren\n\nWren is for open-ended chat.",
        "- **Fully open**: weights, code and data are public.\n- **Open weights**: weights only.",
        "Here open-source means that weights are public.",
        "# Wren\n\nThis repository contains Finch, a fully open-source LLM.",
        "# Wren\n\nWren supports fully open source tools.",
        "Our demo is open source.",
        "# Wren\n\nWren is under an open-source license.",
        "All checkpoints of Finch are open source.",
    ],
)
def test_what_is_said_of_other_things_is_no_label(sentence: str) -> None:
    assert list(prose.labels(sentence)) == []


def test_a_label_is_told_with_its_place_in_the_words_of_the_card() -> None:
    body = "# Acme\n\nIt is big. **Acme** is a\nfully **open-source** LLM. More."
    assert list(prose.labels(body)) == [(2, "open-source", "Acme is a fully open-source LLM")]


def test_labels_are_claims_that_a_rule_inferred() -> None:
    (claim,) = card(MODEL, "# Acme\n\nThis model is open source.").labels
    assert (claim.value, claim.basis, claim.rule) == ("open-source", "inferred", "prose-label")
    assert (claim.source.line, claim.written) == (7, "This model is open source")


@pytest.mark.parametrize("fields", ["license: mit\npretty_name: x", "", "{}"], ids=["data", "nothing", "no field"])
def test_labels_come_only_from_a_model_card_with_metadata(fields: str) -> None:
    assert card(fields, "This model is open source.").labels == ()


def test_a_label_above_what_is_reachable_is_found_with_its_words() -> None:
    found = judged(card(MODEL, "# Acme\n\nAcme is a fully open-source LLM."))
    (finding,) = [finding for finding in found.findings if finding.code == "label-above-rung"]
    words = "it is called “open source” (“Acme is a fully open-source LLM”), and can be Weights available at most"
    assert finding.message == words
    assert finding.source and finding.source.line == 7


def test_a_label_that_may_be_true_is_no_finding() -> None:
    found = judged(card(MODEL.replace("llama3.1", "mit"), "This model is open source."))
    assert found.release.labels
    assert "label-above-rung" not in codes(found)


@pytest.mark.parametrize(
    "sentence",
    ["This model is open source and open weights.", "Our model is open source, our weights are open."],
)
def test_a_sentence_says_one_label_its_first(sentence: str) -> None:
    assert [word for _, word, _ in prose.labels(sentence)] == ["open-source"]


@pytest.mark.parametrize(("others", "heard"), [(19, ["open-source"]), (20, [])])
def test_a_label_is_one_of_the_first_twenty_words_that_may_be_one(others: int, heard: list[str]) -> None:
    body = "".join(f"Egret {number} is an open-source model.\n\n" for number in range(others))
    assert [word for _, word, _ in prose.labels(f"# Heron\n\n{body}This model is open source.")] == heard


def words_of(body: str) -> list[str]:
    """The words of a body for its model."""
    return [word for _, word, _ in prose.labels(body)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Heron is open source?", []),
        ("We hope that Heron is open source.", []),
        ("We know that Heron is open source.", ["open-source"]),
        ("Heron has been recently open-sourced.", ["open-source"]),
        ("Heron has been never open-sourced.", []),
        ("Heron has recently open-sourced.", []),
        ("Heron was open-sourced.", ["open-source"]),
        ("Here we open-source the weights.", ["open-source"]),
        ("There we open-source the weights.", []),
        ("Heron was open source.", []),
        ("Heron comes with small open weights.", ["open-weights"]),
        ("Heron comes with no open weights.", []),
        ("HERON IS OPEN SOURCE.", ["open-source"]),
        ("Heron IS open source and so is what is trained on it.", ["open-source"]),
        ("WE OPEN-SOURCE THE WEIGHTS ON THE HUB.", ["open-source"]),
        ("We open-source the weights on the Hub with code on a server.", ["open-source"]),
        ("We open-source Egret on the Hub of Heron.", []),
    ],
)
def test_a_label_is_stated_of_the_model_and_not_asked_hoped_or_denied(sentence: str, words: list[str]) -> None:
    assert words_of(f"# Heron\n\n{sentence}") == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("This is an open-source effort: models that learn.", []),
        ("This is an open-source effort for models.", []),
        ("This is an open-source rival to the model.", []),
        ("This is an open-source code model.", []),
        ("This is an open-source vision model.", ["open-source"]),
        ("This is an open vision model.", ["open"]),
        ("This is an open domain model.", []),
        ("This is an open-source small fast blue very new vision chat model.", ["open-source"]),  # eight words on
        ("This is an open-source small fast blue very new vision language chat model.", []),
        ("This is an open-source model (a very large one).", ["open-source"]),
        (f"This is an open-source (MIT{' or so' * 40}) model.", []),
        ("This is an open-source model B2B platform.", []),
        ("This is an open-source model 7 times.", ["open-source"]),
        ("This is an open-source model zoo.", []),
        ("This is an open-source model, zoo and all.", ["open-source"]),
        ("This is an open-source model family.", ["open-source"]),
    ],
)
def test_a_label_leads_to_what_a_model_is_called_and_to_nothing_else(sentence: str, words: list[str]) -> None:
    assert words_of(f"# Heron\n\n{sentence}") == words


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("# Heron\n\n## Heron: new multilingual open model", ["open"]),
        ("# Heron\n\n## Heron: better multilingual open model", []),
        ("# Heron\n\nHeron: new multilingual open model", []),  # only a heading needs no article
        ("# Heron\n\nHeron: a new multilingual open model", ["open"]),
        (
            "We release Heron Small Vision Chat, an open model.",
            ["open"],
        ),  # four words of a name, where no title tells one
        ("We release Heron Small Vision Chat Two, an open model.", []),
        ("We release heron, an open model.", []),
        ("# Heron\n\nWe release Egret, an open model.", []),
        ("Egret, an open model.", []),
    ],
)
def test_a_label_may_stand_beside_the_name_without_a_verb(body: str, words: list[str]) -> None:
    assert words_of(body) == words
