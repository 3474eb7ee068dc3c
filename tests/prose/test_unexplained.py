"""Well-known models that a card names without a word for what."""

import pytest

from openness import prose
from openness.resolution.lineage import is_under_other_terms
from openness.shelf.shelf import shipped


def named(text: str, title: str = "Heron 7B") -> list[str]:
    return [model.name for model in prose.named_models(f"# {title}\n\n{text}\n")]


@pytest.mark.parametrize(
    "sentence",
    [
        "We connect a SigLIP encoder to Llama 3 8B through two layers.",
        "Whisper encoder + Q-Former + Vicuna-7B.",
        "Created by interleaving layers of two copies of Llama-2-70b-chat.",
        "Heron takes Llama 3 and adds vision.",
        "메타의 Llama 3 8B 모델을 한국어 데이터로 추가 학습한 모델입니다.",
        "Llama 3.1 is licensed under the Llama 3.1 Community License.",
    ],
)
def test_a_name_without_a_word_for_what_is_told(sentence: str) -> None:
    assert named(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Heron scores higher than Llama 3 8B.",
        "The chat format is the one of Llama 3.",
        "Heron was not derived from Llama 2.",
        "The loss is derived from that of Stable Diffusion.",
        "Alpaca is based on LLaMA.",
        "An embedding model for any LLM (GPT-4, Llama 3, Mistral Large).",
        "Llama 3 8B より少ないデータで学習しました。",
        "Solar panels are found in images.",
        "OpenHeron is a permissively licensed open source reproduction of Meta AI's LLaMA large language model.",
        "For more detailed instructions, please refer to LLaVA.",
        "- [Grounding Heron with Stable Diffusion](demo/stable_diffusion.ipynb)",
    ],
)
def test_a_name_that_is_explained_is_not(sentence: str) -> None:
    assert named(sentence) == []


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Llama-3.1-8B-Heron-v2", ["Llama 3.1 8B Heron v2"]),
        ("DeepSeek-V3.2-Exp", ["DeepSeek V3.2 Exp"]),
        ("Heron compared with Llama 3", []),
        ("Heron on Llamas", []),
    ],
)
def test_a_title_with_a_name_and_a_number_tells_it(title: str, names: list[str]) -> None:
    assert named("It reads maps.", title) == names


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Llama 3.1 8B Heron", True),
        ("Qwen2.5 Coder 7B Heron", False),
        ("Falcon 180B", True),
        ("Falcon 40B", False),
        ("Heron 7B", False),
    ],
)
def test_a_longer_name_has_the_terms_of_the_model_that_it_begins_with(name: str, other: bool) -> None:
    assert is_under_other_terms(name, shipped()) == other
