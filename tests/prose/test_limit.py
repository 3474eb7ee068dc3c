"""Limits of use that a card's prose states, and sentences that state none."""

import pytest

from openness.prose import limits

TAKEN_BACK = [
    "You do not need a licence to use this model for commercial purposes.",
    "The data may not be used for commercial purposes.",
    "There are no commercial use restrictions.",
    "Commercial use is allowed; you just need to include a copy of the license.",
    "Commercial use is permitted, and there is no need for a separate license.",
    "Commercial use is welcome; if you need a support agreement, write to us.",
    "This model isn't limited to non-commercial use.",
    "The model is not under a non-commercial licence.",
    "We chose Apache 2.0 over a research-only license.",
    "Acme is not subject to any acceptable use policy.",
    "This model is available for non-commercial as well as commercial use.",
    "This model is free for non-commercial use and for commercial use under Apache 2.0.",
    "The research-only licence of v0.9 is replaced by Apache 2.0.",
    "The data is intended and licensed for research use only.",
    "Our instruction data is for research purposes only.",
    "The VCTK recordings are for academic use only.",
    "The Acme name and logo may not be used commercially.",
    "Results are reported for research purposes only.",
    "The training logs are shared for research purposes only.",
    "The compute was granted for academic research purposes only.",
    "We keep your prompts solely for research purposes.",
    "このモデルは研究目的のみならず、商用でも利用できます。",
    "研究目的に限らず、商用利用も可能です。",
    "商用利用禁止ではありません。",
    "不同于仅供研究使用的LLaMA，本模型允许商用。",
    "Das Modell darf nicht nur für nicht-kommerzielle, sondern auch für kommerzielle Zwecke genutzt werden.",
    "Le modèle permet un usage non commercial et commercial.",
    "Ce modèle n'est pas limité à un usage non commercial.",
    "El modelo no se limita a fines no comerciales.",
    "No fine-tuning. No prompts.",
    "It is under Apache 2.0, an authorization agreement for commercial purposes free of charge.",
    "授权协议为Apache 2.0，可免费用做商业用途。",
    "You are free to pass it on for both free and commercial purposes, if licence headers are retained.",
    "Do not use it in any commercial product without further evaluation.",
    "The reward model is for research use only and is not part of this release.",
]
#: Each limits, though a denial or a permission stands in another clause, or comes with a condition.
LIMITED = [
    "# Heron\n\n## Licence\n\nNo fine-tuning.",
    "Only non-commercial use is allowed.",
    "This model is for non-commercial use only; it is not restricted to Europe.",
    "There are no commercial use restrictions on the code, but the model is for non-commercial use only.",
    "This model is for non-commercial use only, including but not limited to academic research.",
    "The weights are for research use only, and commercial use is not permitted without asking.",
    "You may not use this model for commercial purposes.",
    "Commercial use prohibited.",
    "The weights must not be used for any commercial purpose.",
    "This model is for research purposes only.",
    "The model may not be used commercially.",
    "No commercial use.",
    "For non-commercial use only.",
    "Licensed for non-commercial research.",
    "This model is restricted to non-commercial use.",
    "The weights are under a non-commercial licence.",
    "Commercial use requires a licence from Acme.",
    "Commercial use is not permitted.",
    "Use of the model is subject to the Acceptable Use Policy.",
    "This model is intended for research use only, not for commercial use.",
    "本模型仅供研究使用。",
    "This model is released for research use only and cannot be used for commercial purposes.",
    "The model, the data and the code are for non-commercial use only.",
    "Das Modell darf nur für nicht-kommerzielle Zwecke genutzt werden.",
    "This model is for non-commercial use only; commercial use is permitted with a licence.",
    "Free for non-commercial use and commercial use requires a separate licence.",
    "We filtered the data and release the model for research use only.",
    "Not a chat model, it is for non-commercial use only.",
    "You do not need to ask, as long as it is for non-commercial use only.",
    "The data and the model are for research use only.",
]


def heard(sentence: str) -> list[str]:
    """The limits in a card of one sentence."""
    return [said for _, said in limits(f"\n# Acme 7B\n\n{sentence}\n")]


@pytest.mark.parametrize("sentence", TAKEN_BACK)
def test_what_is_denied_or_said_of_something_else_is_no_limit(sentence: str) -> None:
    assert heard(sentence) == []


@pytest.mark.parametrize("sentence", LIMITED)
def test_a_limit_stands_whatever_another_clause_says(sentence: str) -> None:
    assert len(heard(sentence)) == 1


def test_the_card_of_a_reward_model_is_about_one() -> None:
    sentence = "The reward model is for research use only."
    assert heard(sentence) == []
    assert len(list(limits(f"\n# Acme Reward 7B\n\n{sentence}\n"))) == 1


HUB = "https://huggingface.co/acme/heron-code-7b"


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        (
            "The data is big but the model is good but for research use only.",
            1,
        ),  # the nearest clause before tells of what
        ("The model is good but the data is big but for research use only.", 0),
        ("The data feeds the model, but it is for research use only.", 1),  # the last noun in it
        ("The model reads the data, but it is for research use only.", 0),
        ("The model and the data, but it is for research use only.", 1),  # with those it is joined to
        ("For research use only are the model and the data.", 1),  # else the first behind
        ("For research use only are the data and the model.", 0),
        ("The outputs of the model are for research use only.", 0),
        ("The outputs of Finch, the model, are for research use only.", 1),
        ("The data, the code and the model are for research use only.", 1),
        ("The model, the code and the data are for research use only.", 1),
        ("The model beats the code and the data for research use only.", 0),
        ("The code, which reads the model and the data, is for research use only.", 1),
    ],
)
def test_a_limit_is_of_the_model_where_the_nearest_noun_is(sentence: str, count: int) -> None:
    assert len(heard(sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        (f"[Heron Code 7B]({HUB}) is for research use only.", 1),
        (f"See that [Heron Code 7B]({HUB}) is for research use only.", 1),
        (f"[Code Heron]({HUB}) is for research use only.", 1),
        (f"[Heron Code]({HUB}) is for research use only.", 1),
        (f"The [code]({HUB}) is for research use only.", 0),  # a noun that is the link itself
        (f"[Heron]({HUB}) code is for research use only.", 0),
        ("[Heron Code 7B](https://example.org/code) is for research use only.", 0),
        ("[Heron Code 7B](https://huggingface.co/datasets/acme/code) is for research use only.", 0),
    ],
)
def test_a_noun_within_the_name_of_a_linked_model_is_part_of_the_name(sentence: str, count: int) -> None:
    assert len(heard(sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Only for very new blue research use.", 1),  # four words between
        ("Only for very new blue big research use.", 0),
        ("This model has a page on commercial licensing.", 0),  # one word is not two finds
        ("This model needs a commercial agreement.", 1),
        ("Commercial licensing of this model needs an agreement.", 1),
    ],
)
def test_what_a_rule_needs_stands_near_together_and_not_over_another(sentence: str, count: int) -> None:
    assert len(heard(sentence)) == count


@pytest.mark.parametrize(("times", "count"), [(44, 1), (45, 0)])
def test_of_the_phrases_of_one_clause_the_first_forty_are_looked_at(times: int, count: int) -> None:
    assert len(heard(f"{'only ' * times}for academic research.")) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Heron is for research use only. Its maps are new.", 1),
        ("For research use only; Heron reads maps.", 1),
        ("The 70B model is for research use only.", 0),
        ("The 7B model is for research use only.", 1),
        ("The larger model is for research use only.", 0),
    ],
)
def test_a_limit_of_another_size_is_none_of_this_model(sentence: str, count: int) -> None:
    assert len(heard(sentence)) == count


@pytest.mark.parametrize(
    ("heading", "count"), [("Use", 1), ("News", 0), ("News\n\n### March", 0), ("News\n\n## Use", 1), ("Dataset", 0)]
)
def test_a_limit_below_a_heading_of_news_or_data_is_none_of_this_model_now(heading: str, count: int) -> None:
    assert len(list(limits(f"# Acme\n\n## {heading}\n\nFor research use only.\n"))) == count
