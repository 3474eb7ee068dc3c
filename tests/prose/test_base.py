"""Which models a card's prose says its own was made from, and which it only speaks of."""

import re

import pytest
from tests.support.releases import card, codes, judged

from openness import prose
from openness.shelf.shelf import shipped
from openness.vocabulary import Basis, Relation

MODEL = "license: mit\npipeline_tag: text-generation"
TUNED = "This model is a fine-tuned version of [org/base](https://huggingface.co/org/base) on some data."


def linked(text: str) -> str:
    """A text with `<name>` as a link to the model on the Hub."""
    return re.sub(r"<([\w-]+/[\w.-]+|bert-base-uncased)>", r"[\1](https://huggingface.co/\1)", text)


@pytest.mark.parametrize(
    ("sentence", "relation", "names"),
    [
        ("This model is a fine-tuned version of <org/base> on the None dataset.", "fine-tune", ["org/base"]),
        (
            "This model is a fine-tuned version of <bert-base-uncased> on an unknown dataset.",
            "fine-tune",
            ["bert-base-uncased"],
        ),
        (
            "# acme\n\nacme is a finetuned version of [Org Base](https://huggingface.co/org/base/).",
            "fine-tune",
            ["org/base"],
        ),
        (
            "This repo contains GGUF format model files for [Meta's Base 2](https://huggingface.co/org/base-2).",
            "quantisation",
            ["org/base-2"],
        ),
        ("These files are GPTQ model files for [X](https://huggingface.co/org/base).", "quantisation", ["org/base"]),
        ("This repo contains AWQ model files for [X](https://huggingface.co/org/base).", "quantisation", ["org/base"]),
        ("This is a quantized version of <org/base>.", "quantisation", ["org/base"]),
        ("Quantized version of `org/base`", "quantisation", ["org/base"]),
        ("4-bit quantized version of org/base-7b", "quantisation", ["org/base-7b"]),
        ("static quants of https://huggingface.co/org/base", "quantisation", ["org/base"]),
        ("weighted/imatrix quants of https://huggingface.co/org/base.1\n", "quantisation", ["org/base.1"]),
        (
            "This model was converted to GGUF format from [`org/base`](https://huggingface.co/org/base) using llama.cpp.",
            "quantisation",
            ["org/base"],
        ),
        (
            "The Model <mlx/x> was converted to MLX format from <org/base> using mlx-lm version **0.1**.",
            "quantisation",
            ["org/base"],
        ),
        (
            "These are acme LoRA adaption weights for org/base-1.0. The weights were trained",
            "adapter",
            ["org/base-1.0"],
        ),
        ("This is a LoRA adapter for <org/base>.", "adapter", ["org/base"]),
        ("LoRA adapter for **<org/base>**", "adapter", ["org/base"]),
        (
            "# merged\n\nThis is a merge of pre-trained language models created using [mergekit](https://example.org/kit)."
            "\n\n### Merge Method\n\nThis model was merged using the [TIES](https://example.org/t) merge method using "
            "<org/base> as a base.\n\n### Models Merged\n\nThe following models were included in the merge:\n* <org/a>\n"
            "* <org/b>\n* ./local\n\n### Configuration\n\n* <org/c>",
            "merge",
            ["org/base", "org/a", "org/b", "./local"],
        ),
        (
            "# x\n\nx is a merge of the following models using [kit](x):\n* <org/a>\n* <org/b>\n\n## Use",
            "merge",
            ["org/a", "org/b"],
        ),
        ("This is a merge of <org/a> and <org/b>.", "merge", ["org/a", "org/b"]),
        ("- **Finetuned from model :** org/base-bnb-4bit", "fine-tune", ["org/base-bnb-4bit"]),
        ("- **Finetuned from model [optional]:** <org/base>", "fine-tune", ["org/base"]),
        (
            "This is a [sentence-transformers](https://www.SBERT.net) model finetuned from <org/base>. It maps",
            "fine-tune",
            ["org/base"],
        ),
        ("This model was fine-tuned from <org/base>.", "fine-tune", ["org/base"]),
        ("# Heron\n\nA small Swiss German LoRA of Llama 3.1 8B.", "adapter", ["Llama 3.1 8B"]),
        (
            'This model is an instruction fine-tuned version of the <a href="https://huggingface.co/org/base">base</a>.',
            "fine-tune",
            ["org/base"],
        ),
        ("It is a fine-tuned version of\n<org/base>.", "fine-tune", ["org/base"]),
        (
            "# M\n\nM is a Mixture of Experts (MoE) made with the following models using [x](y):\n* <org/a>\n",
            "merge",
            ["org/a"],
        ),
    ],
)
def test_the_bases_of_this_model_are_heard(sentence: str, relation: str, names: list[str]) -> None:
    found = list(prose.bases(linked(sentence)))
    assert [base.name for base in found] == names
    assert {base.relation for base in found} == {relation}


@pytest.mark.parametrize(
    "sentence",
    [
        "This model is compared with a fine-tuned version of <org/base>.",
        "This model is inspired by a fine-tuned version of <org/base>.",
        "It has the same architecture as <org/base>.",
        "The tokenizer is a fine-tuned version of <org/base>.",
        "This model uses the tokenizer of <org/base>.",
        "See also the quantized version of <org/base>.",
        "This model is a fine-tuned version of BERT/RoBERTa models.",
        "This model is a fine-tuned version of [org/base](https://github.com/org/base).",
        "This model is a fine-tuned version of [None](https://huggingface.co/None) on x.",
        "This model is a fine-tuned version of [](https://huggingface.co/) on x.",
        "This model is a fine-tuned version of [data](https://huggingface.co/datasets/x) on x.",
        "This model is not a fine-tuned version of <org/base>.",
        "This model is a fine-tuned version of None. See <org/base>.",
        "The teacher model is a fine-tuned version of <org/base>.",
        "The following models were included in the comparison:\n* <org/a>",
        "```\nThis model is a fine-tuned version of <org/base>\n```",
        "# Original model card: X\n\nThis model is a fine-tuned version of <org/base>.",
        "Find GGUF files for <org/base> there.",
        "Other is a fine-tuned version of <org/base>.",
        "- **Finetuned from model [optional]:** [More Information Needed]",
        "This model outperforms the fine-tuned version of <org/base>.",
        "This model was distilled from a fine-tuned version of <org/base>.",
        "> This model is a fine-tuned version of <org/base>.",
        "This model is a fine-tuned version of [{base}]({link}).",
        "This model is a fine-tuned version of [x](https://huggingface.co//home/x) on y.",
        "This model is a fine-tuned version of [a b](https://huggingface.co/bert) on y.",
        "This model is a fine-tuned version of models/a/b-1.",
        "<!-- This model is a fine-tuned version of <org/base> on the None dataset. -->",
    ],
)
def test_what_it_was_not_made_from_is_no_base(sentence: str) -> None:
    assert list(prose.bases(linked(sentence))) == []


def test_a_base_is_told_with_its_place_in_the_words_of_the_card() -> None:
    sentence = "# M\n\nIt is big. This model is\na **fine-tuned** version of <org/base>. More."
    words = "This model is a fine-tuned version of org/base"
    assert list(prose.bases(linked(sentence))) == [(2, Relation.FINE_TUNE, "org/base", False, words)]


def test_a_base_told_twice_is_one() -> None:
    assert len(list(prose.bases(f"{TUNED}\n\n{TUNED.replace('org/base', 'Org/Base')}"))) == 1


def test_a_base_told_is_inferred_and_of_unknown_terms() -> None:
    found = judged(card(MODEL, f"# M\n\n{TUNED}"))
    (base,) = found.release.base_models
    assert (base.name, base.relation, base.basis, base.source.line) == (
        "org/base",
        Relation.FINE_TUNE,
        Basis.INFERRED,
        7,
    )
    assert "lineage-unknown" in codes(found)
    assert (found.spectrum.reached, found.spectrum.reachable) == ("weights-available", "open-source-ai-with-open-data")


@pytest.mark.parametrize("named", ["base_model: org/other", "base_model: org/BASE", "tags: ['base_model:org/other']"])
def test_a_base_told_is_not_added_to_those_named(named: str) -> None:
    (base,) = card(f"{MODEL}\n{named}", TUNED).base_models
    assert base.name != "org/base"


def test_a_field_that_is_empty_names_no_base() -> None:
    assert [base.name for base in card(f"{MODEL}\nbase_model:", TUNED).base_models] == ["org/base"]


@pytest.mark.parametrize("fields", ["license: mit\npretty_name: x", "", "{}"], ids=["data", "nothing", "no field"])
def test_bases_are_told_only_by_a_model_card_with_metadata(fields: str) -> None:
    assert card(fields, TUNED).base_models == ()


LOOSER = {
    "This model is based on Llama 3.1 8B Instruct.": "Llama 3.1 8B Instruct",
    "Wren is built on top of <org/base> and speaks German.": "org/base",
    "We fine-tuned <org/base> on 10k notes.": "org/base",
    "We trained Wren on top of <org/base>.": "org/base",
    "Wren is derived from Llama 2 13B.": "Llama 2 13B",
    "Wren is an instruction-tuned variant of org/base-7b.": "org/base-7b",
    "Wren is a chat model developed by Acme AI based on Meta's Llama 3.1 8B.": "Llama 3.1 8B",
    "Wren is a 7B chat model for German, based on Llama 2 7B.": "Llama 2 7B",
    "Wren, a small chat model, is based on Gemma 2 9B.": "Gemma 2 9B",
    "Wren is a chat assistant trained by fine-tuning Llama 2 on shared conversations.": "Llama 2",
    "Wren is a Llama 3.1 8B fine-tune.": "Llama 3.1 8B",
    "Wren builds on FLUX.1 [dev] and adds control.": "FLUX.1 [dev]",
    "Wren uses Llama 3.1 8B as its language backbone.": "Llama 3.1 8B",
    "We introduce Wren, a small model. It is based on Llama 3.1 8B. We like it.": "Llama 3.1 8B",
    "Based on <org/base>.": "org/base",
    "The LLM backbone is Llama-3.2-1B.": "Llama 3.2 1B",
    "The VAE is fine-tuned from <org/base> and subject to its terms.": "org/base",
    "The model was initialized from Stable Diffusion v1-5 and trained on birds.": "Stable Diffusion v1 5",
    "Our model is initialized with the weights of Llama 2 7B.": "Llama 2 7B",
    "This LoRA was trained on FLUX.1-dev with 20 images.": "FLUX.1 dev",
    "Original model: <org/base>": "org/base",
    "- **Base LLM:** <org/base>": "org/base",
    "Language: German\nParent model: org/base-1\nDatasets: org/data-2": "org/base-1",
    "| **Base model** | <org/base> |": "org/base",
    "本模型基于<org/base>微调而来。": "org/base",
    "该模型是在 org/base-1 的基础上微调得到的。": "org/base-1",
    "Wren 是基于 <org/base> 微调的模型。": "org/base",
    "このモデルは<org/base>をベースに日本語で学習しました。": "org/base",
    "本モデルは org/base-1 をファインチューニングしたモデルです。": "org/base-1",
    "이 모델은 <org/base>를 기반으로 한국어로 학습했습니다.": "org/base",
    "Dieses Modell basiert auf <org/base>.": "org/base",
    "Ce modèle est basé sur <org/base>.": "org/base",
    "Este modelo está basado en <org/base>.": "org/base",
}


@pytest.mark.parametrize(("sentence", "name"), LOOSER.items())
def test_a_base_is_heard_in_looser_words_of_this_model(sentence: str, name: str) -> None:
    assert [base.name for base in prose.bases(linked(f"# Wren\n\n{sentence}"))] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "This model is based on the Llama 3.1 architecture.",
        "This model is based on the Llama 3.1 8B architecture.",
        "This model is based on <meta-llama/Llama-3.1-8B> architecture.",
        "This model is based on the [Llama 3.1 architecture](https://huggingface.co/meta-llama/Llama-3.1-8B).",
        "Wren is based on the Llama 2 codebase.",
        "Wren is based on the Llama 2 paper.",
        "Wren is built on the Llama 3 recipe.",
        "Wren is based on Llama 3's tokenizer.",
        "Wren is based on the Llama 3 model design.",
        "Wren is based on Llama-2-style layers.",
        "Wren is based on a Llama-3-like architecture.",
        "Our code is based on Llama 2 7B.",
        "Our training code is based on <meta-llama/Llama-2-7b-hf>.",
        "The tokenizer is based on Llama 3.1 8B.",
        "The dataset is derived from Llama 3.1 70B.",
        "The data is based on Llama 3.1 70B outputs.",
        "Wren is built on Llama 3.1 405B generations.",
        "The larger 70B version is based on Llama 3 70B.",
        "Other models are based on Llama 2 7B.",
        "Mistral is based on Llama 2 7B.",
        "Vicuna is based on Llama 2 13B, and ours is not.",
        "Wren is not based on Llama 2 7B.",
        "Wren is no longer based on Llama 2 7B.",
        "Unlike Finch, which is based on Llama 2 7B, Wren is our own.",
        "Wren was originally based on Llama 2 7B.",
        "The previous version was based on Llama 2 7B.",
        "Version 1 was based on Llama 2 7B.",
        "Our next model will be based on Llama 3.1 8B.",
        "We plan a version based on Llama 3.1 8B.",
        "Wren is inspired by Llama 3.1 8B.",
        "Wren is similar to Llama 3.1 8B.",
        "Wren was trained based on Llama 3.1 8B over many texts.",
        "# Finch 8B\n\nFinch-Large is based on Llama 3.1 70B.",
        "# Finch 8B\n\nFinch-70B is based on Llama 3.1 70B.",
        "Wren is loosely based on Llama 3.1 8B.",
        "Wren is architecturally based on Llama 3.1 8B.",
        "Wren is based on Llama 3.1 8B, but trained from scratch.",
        "The reward model is based on Llama 3.1 8B.",
        "The teacher is built on top of Llama 3.1 70B.",
        "The judge was initialized from Llama 3.1 70B.",
        "The baseline is initialized from Llama 2 7B.",
        "We fine-tuned Llama 3.1 8B as a baseline.",
        "For comparison, we fine-tuned Llama 3.1 8B on the same data.",
        "We also fine-tuned Llama 3.1 8B.",
        "We fine-tuned Llama 3.1 8B and Mistral 7B to show that the data helps.",
        "We compare Wren with Finch. It is based on Llama 2 13B.",
        "Our judge scores the answers. This is based on Llama 3.1 70B.",
        "Wren outperforms models based on Llama 3.1 8B.",
        "This is a comparison of models based on Llama 3.1 8B.",
        "Wren is an evaluation of models based on Llama 3.1 8B.",
        "Wren is a model for judging systems based on Llama 3.1 8B.",
        "Wren can be used with adapters trained on Llama 3.1 8B.",
        "The LoRA was trained on org/pictures.",
        "This LoRA was trained on Stable Diffusion 3 outputs.",
        "Another LoRA trained on FLUX.1-dev is here.",
        "This LoRA was trained on <datasets/org/pictures>.",
        "Thanks to Meta: this work would not be without Llama 3.1 8B.",
        "Wren was evaluated against Llama 3.1 8B.",
        "> This model is based on Llama 3.1 8B.",
        "```\nThis model is based on Llama 3.1 8B.\n```",
        "If your model is based on Llama 3.1 8B, use the other file.",
        "Is this model based on Llama 3.1 8B?",
        "- v2: based on Llama 3.1 8B",
        "## Based on Llama 3.1 8B",
        "Based on Llama 3.1 8B results, we chose the learning rate.",
        "Wren's chat template is based on Llama 3.1 8B.",
        "The name of the model is derived from Llama 3.",
        "The architecture of the model is derived from Llama 3 8B.",
        "The model has the same size as Llama 3.1 8B.",
        "The demo is built on Llama 3.1 8B.",
        "This repository is based on org/code-base-1.",
        "This repo is built on top of <liuhaotian/llava-v1.5-7b>.",
        "The prompt format is based on Llama 2.",
        "本模型基于Llama-3架构从头训练。",
        "本模型基于 <meta-llama/Llama-3.1-8B> 架构训练。",
        "我们的代码基于 org/code-1 开发。",
        "其他模型基于 meta-llama/Llama-2-7b-hf 微调。",
        "評価には meta-llama/Llama-2-7b-hf をベースにしたモデルを使いました。",
        "このモデルは Llama-3-8B と同じアーキテクチャをベースにしています。",
        "このモデルはmeta-llama/Llama-2-7b-hfのトークナイザをベースにしています。",
        "비교 모델은 meta-llama/Llama-2-7b-hf를 기반으로 합니다.",
        "Dieses Modell basiert auf der Llama-3-Architektur.",
        "Der Tokenizer basiert auf meta-llama/Llama-2-7b-hf.",
        "Ce modèle est basé sur l'architecture Llama 3.",
        "Le tokenizer est basé sur meta-llama/Llama-2-7b-hf.",
        "El conjunto de datos está basado en meta-llama/Llama-2-7b-hf.",
        "Este modelo está basado en la arquitectura Llama 3.",
        "| Base model | Params |\n|---|---|\n| Llama 3.1 8B | 8B |",
        "| Base model | meta-llama/Llama-2-7b-hf | google/gemma-7b |",
        "# Original model card: X\n\nThis model is based on Llama 3.1 8B.",
        "The scores of this model are based on Llama 3.1 70B as a judge.",
        "Training of this model was based on Llama Factory 0.9.",
        "Wren is based on BERT.",
        "Wren is built on PyTorch 2.4 and Transformers 4.40.",
        "Wren uses Llama 3.1 70B as a judge.",
        "Wren uses Llama 3.1 8B as its tokenizer base? No.",
        "Wren is a family with variants: one is based on Llama 3.1 8B.",
        "Wren embeds text for retrieval models that are based on Llama 3.1 8B.",
        "The Wren benchmark is built on Llama 3.1 8B.",
        "Wren is distilled from Llama 3.1 70B.",
        "The model card is based on <meta-llama/Llama-3.1-8B>.",
        "Wren is a tool for people who use models based on Llama 3.1 8B.",
        "The base model: a transformer with 7B parameters.",
        "Original model: ours.",
        "Original model | Ours\n---|---\n",
        "The decoder is based on the Llama 3.1 8B implementation.",
        "The evaluation compares an instruction-tuned version of Llama 3.1 8B.",
        "This model is compatible with any adapter for Llama 3.1 8B.",
    ],
)
def test_what_is_like_it_or_is_not_of_this_model_is_no_base(sentence: str) -> None:
    heard = list(prose.bases(linked(sentence if sentence[0] == "#" else f"# Wren\n\n{sentence}")))
    assert [base for base in heard if not base.called or shipped().known_base(base.name)] == []


def test_where_a_data_set_may_stand_only_a_link_or_a_known_name_is_a_base() -> None:
    sentence = "This LoRA was trained on {}."
    assert list(prose.bases(sentence.format("org/pictures-1"))) == []
    assert [base.name for base in prose.bases(linked(sentence.format("<org/base>")))] == ["org/base"]


#: Told of a trial, of a tool, of what others made, or below another model's heading.
OF_ANOTHER = [
    "We fine-tuned google/gemma-2-9b-it as a safety classifier and used it to filter the prompts.",
    "Fine-tuning of Llama 3.1 8B with the same data gives 61.2.",
    "By fine-tuning Llama 3.1 8B on the same data we got 61.2.",
    "A Llama 3.1 8B fine-tuned on the same data scores 61.2.",
    "Acme is based on Llama 2 (architecture only).",
    "Adapters for meta-llama/Llama-3.1-8B are in another repository.",
    "LoRA for Llama 3.1 8B: see acme/Acme-Llama-LoRA.",
    "GGUF quantizations of acme/Acme-7B are made by bartowski.",
    "Quantized versions of acme/Acme-7B are available from the community.",
    "A fine-tuned version of acme/Acme-7B for chat is available as acme/Acme-7B-Chat.",
    "## Reward model\n\n- Base model: meta-llama/Llama-3.1-8B-Instruct",
    "## Baselines\n\nBase model: meta-llama/Llama-3.1-8B",
]


@pytest.mark.parametrize("text", OF_ANOTHER)
def test_what_was_tuned_for_another_end_is_no_base(text: str) -> None:
    assert list(prose.bases(f"\n# Acme 7B\n\n{text}\n")) == []


@pytest.mark.parametrize(
    "text",
    [
        "We fine-tuned Llama 3.1 8B to generate SQL.",
        "We fine-tuned google/gemma-2-9b-it to classify comments; it scores 61.2.",
        "This model is a fine-tuned version of meta-llama/Llama-3.1-8B, trained with a reward model.",
        "GGUF quantizations of meta-llama/Llama-3.1-8B",
        "GGUF quantizations of meta-llama/Llama-3.1-8B are provided in this repository.",
        "Quantized versions of google/gemma-2-9b-it are available here.",
        "This model is a fine-tuned version of meta-llama/Llama-3.1-8B on the same data as Acme 1.",
        "This is a fine-tuned version of meta-llama/Llama-3.1-8B with a head trained from scratch.",
        "## Other details\n\nBase model: meta-llama/Llama-3.1-8B",
    ],
)
def test_what_a_model_was_tuned_for_leaves_its_base(text: str) -> None:
    assert len(list(prose.bases(f"\n# Acme 7B\n\n{text}\n"))) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "<org/base> was fine-tuned on another dataset.",
        "In this repository, <org/base> was fine-tuned.",
        "We used <org/base> and fine-tuned it on our dataset.",
    ],
)
def test_a_word_that_parts_a_name_from_its_tuning_does_so_only_between_them(sentence: str) -> None:
    assert [base.name for base in prose.bases(linked(sentence))] == ["org/base"]


EGRET = "[egret](https://huggingface.co/acme/egret-7b)"
IBIS = "[ibis](https://huggingface.co/acme/ibis-7b)"


def named(body: str) -> list[str]:
    """The names of the bases that a body tells."""
    return [base.name for base in prose.bases(body)]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Merge of Ibis-2 and Llama-3-8B-Instruct.", ["Ibis 2", "Llama 3 8B Instruct"]),
        (
            "A merge of Ibis-2, Qwen2.5 7B and Llama-3-8B-Instruct for verse.",
            ["Ibis 2", "Qwen2.5 7B", "Llama 3 8B Instruct"],
        ),
        ("A merge of Ibis-2 with a little luck.", ["Ibis 2"]),
        ("A merge of Ibis-2 and the Llama 3 tokenizer.", ["Ibis 2"]),
        ("Built on Ibis-2 and Llama-3-8B-Instruct.", ["Ibis 2", "Llama 3 8B Instruct"]),
        ("Fine-tuned from Ibis-2, and evaluated.", ["Ibis 2"]),
    ],
)
def test_several_models_are_called_one_behind_the_other(sentence: str, names: list[str]) -> None:
    assert [base.name for base in prose.bases(f"# Heron\n\n{sentence}")] == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Adapter weights for Llama-3.1-8B.",
        "LoRA adapter for Llama-3.1-8B.",
        "Heron was obtained by continuing pre-training of Llama-3.1-8B.",
    ],
)
def test_an_adapter_and_training_that_goes_on_name_the_model_they_begin_from(sentence: str) -> None:
    assert [base.name for base in prose.bases(f"# Heron\n\n{sentence}")] == ["Llama 3.1 8B"]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("We compare with Finch. It is based on Llama 2 7B.", []),  # with nothing above it
        ("# Heron\n\nThis was evaluated against Finch. This is based on Llama 2 7B.", []),
        ("# Heron\n\nThe tokenizer of Finch is good. Thistle is based on Llama 2 7B.", []),
        ("# Thistle\n\nThe tokenizer of Finch is good. Thistle is based on Llama 2 7B.", ["Llama 2 7B"]),
        ("# Heron\n\nThe tokenizer is good but the weights are small. It is based on Llama 2 7B.", []),
        ("# Heron\n\nThe tokenizer is good.\n\n> Wow.\n\nIt is based on Llama 2 7B.", []),  # a quotation stands between
        ("# Heron\n\nThe tokenizer is good.\n\nIt reads maps.\n\nIt is based on Llama 2 7B.", ["Llama 2 7B"]),
        ("> Wow.\n\nIt is based on Llama 2 7B.\n\nThe tokenizer is good.", ["Llama 2 7B"]),  # only what stands before
    ],
)
def test_it_is_what_the_last_statement_before_was_about(body: str, names: list[str]) -> None:
    assert named(body) == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (f"Parent:{EGRET}", ["acme/egret-7b"]),  # no blank behind the colon
        (
            "[Egret:](https://huggingface.co/acme/egret-7b) fine-tuned by us on maps.",
            [],
        ),  # what a label names is described
        ("[Egret](https://huggingface.co/acme/egret-7b) fine-tuned by us on maps.", ["acme/egret-7b"]),
        ("acme/egret-7b: fine-tuned by us from acme/ibis-7b.", ["acme/ibis-7b"]),
    ],
)
def test_a_base_stands_behind_the_colon_of_its_label(sentence: str, names: list[str]) -> None:
    assert named(f"# Heron\n\n{sentence}") == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Heron is based on Llama 3.1 8B.", ["Llama 3.1 8B"]),
        ("Heron is based on Llama 3.1 8B design.", []),
        ("Heron is based on Llama 3.1 8B chat template.", []),
        ("Heron is based on Llama 3.1 8B with new template.", ["Llama 3.1 8B"]),
        (f"Heron is based on Llama 3.1 8B{' ' * 54}design.", []),  # no further than sixty letters behind
        (f"Heron is based on Llama 3.1 8B{' ' * 55}design.", ["Llama 3.1 8B"]),
        (f"Heron was fine-tuned from {EGRET} chat template.", []),
        (f"Heron was fine-tuned from {EGRET} with new template.", ["acme/egret-7b"]),
        ("Heron was fine-tuned from [code](https://huggingface.co/acme/egret-7b).", []),
        ("Heron was fine-tuned from [egret code](https://huggingface.co/acme/egret-7b).", []),
        ("Heron was fine-tuned from acme/egret-code-7b.", ["acme/egret-code-7b"]),  # a name may have any word
        ("Heron was fine-tuned from `acme/egret-code-7b`.", ["acme/egret-code-7b"]),
        ("本模型基于`acme/egret-7b`架构训练。", []),  # without a blank between
        ("本模型基于`acme/egret-7b`训练。", ["acme/egret-7b"]),
    ],
)
def test_a_thing_of_a_model_within_two_words_of_its_name_is_no_base(sentence: str, names: list[str]) -> None:
    assert named(f"# Heron\n\n{sentence}") == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (f"Heron is a merge of {IBIS} and acme/egret-7b.", ["acme/ibis-7b", "acme/egret-7b"]),
        ("Heron was fine-tuned from acme/egret-7b[†](https://example.org/note).", ["acme/egret-7b"]),
        ("Heron was fine-tuned from [(†)](https://example.org/note)acme/egret-7b.", ["acme/egret-7b"]),
        ("Heron was fine-tuned from [acme/egret-7b](https://example.org/note).", []),
        ("Heron was fine-tuned from [the acme/egret-7b model](https://example.org/note).", []),
        ("Heron was fine-tuned from /models/egret.", ["/models/egret"]),  # a path needs no number
        ("Heron was fine-tuned from ./egret.", ["./egret"]),
        ("Heron was fine-tuned from acme/egret.", []),
        ("Heron was fine-tuned from acme/egret7.", ["acme/egret7"]),
        ("Heron was fine-tuned from acme-2/egret.", []),  # nor does one in the owner's name make it a model
        ("Heron was fine-tuned from `acme/egret`.", ["acme/egret"]),
        ("Heron was fine-tuned from `datasets/egret-7b`.", []),
        ("Heron was fine-tuned from [egret](https://huggingface.co/egret).", []),  # an account
        ("Heron was fine-tuned from [egret](https://huggingface.co/egret-7b).", ["egret-7b"]),
        ("Heron was fine-tuned from [egret](https://huggingface.co/docs/egret-7b).", []),
    ],
)
def test_a_name_is_a_link_to_a_model_or_looks_like_one(sentence: str, names: list[str]) -> None:
    assert named(f"# Heron\n\n{sentence}") == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Heron was fine-tuned from acme/egret-based-7b.", ["acme/egret-based-7b"]),
        ("Heron was fine-tuned from acme/egret-7b-based.", []),
        ("Heron was fine-tuned from acme/egret.net-7b.", ["acme/egret.net-7b"]),
        ("Heron was fine-tuned from acme/egret-7b.net.", []),
        ("Heron was fine-tuned from acme/mixed-egret-7b.", ["acme/mixed-egret-7b"]),
        ("Heron was fine-tuned from [egret](https://huggingface.co/acme/egret.md-7b).", ["acme/egret.md-7b"]),
        ("Heron was fine-tuned from [egret](https://huggingface.co/acme/egret-7b.md).", []),
        ("**Base model:** egret.net-7b", ["egret.net-7b"]),
        ("**Base model:** egret-7b.net", []),
        ("Heron was fine-tuned from ./egret.md-7b.", ["./egret.md-7b"]),
        ("Heron was fine-tuned from ./egret.bin.", ["./egret.bin"]),
        ("Heron was fine-tuned from ./egret.bin.md.", []),  # words about the weights
        ("Heron was fine-tuned from ./licensed/egret.", ["./licensed/egret"]),
        ("Heron was fine-tuned from ./licensed-egret.", []),
    ],
)
def test_what_a_name_ends_with_and_not_what_stands_in_it_makes_it_a_file_or_a_word(
    sentence: str, names: list[str]
) -> None:
    assert named(f"# Heron\n\n{sentence}") == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (f"Heron uses the big new {EGRET}.", ["acme/egret-7b"]),
        (f"Heron uses the big new blue {EGRET}.", []),  # words as weak as “uses” reach three words
        (f"Heron was fine-tuned from the big new blue and very very fast {EGRET}.", ["acme/egret-7b"]),
        (f"Heron was fine-tuned from the big new blue and very very very fast {EGRET}.", []),
        ("Heron was fine-tuned from the big new acme/egret-7b.", ["acme/egret-7b"]),
        ("Heron was fine-tuned from the big new blue fast acme/egret-7b.", []),
        (f"Heron is built on code of {EGRET}.", []),
        (f"Heron is built on some code of {EGRET}.", []),
        (f"Heron is never based on {EGRET}.", []),
        (f"Heron is never again in any way based on {EGRET}.", ["acme/egret-7b"]),
    ],
)
def test_words_of_derivation_reach_a_name_near_them_with_nothing_between_that_parts_them(
    sentence: str, names: list[str]
) -> None:
    assert named(f"# Heron\n\n{sentence}") == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (f"We took {EGRET} and continued on maps.", ["acme/egret-7b"]),
        (f"We took {EGRET} samples and continued on maps.", []),
        (f"We took {EGRET} with its samples and continued on maps.", []),
        (f"We took {EGRET} for a day and continued on maps.", ["acme/egret-7b"]),
        (f"We took {EGRET} for one day of work and continued on maps.", ["acme/egret-7b"]),
        (f"We took {EGRET} that fine-tuned badly.", []),
        (f"We took {EGRET} that was then fine-tuned.", []),
    ],
)
def test_what_stands_behind_a_name_says_that_it_was_tuned(sentence: str, names: list[str]) -> None:
    assert named(f"# Heron\n\n{sentence}") == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Heron is a Llama 3.1 8B fine-tune.", ["Llama 3.1 8B"]),
        ("Heron is a Meta's Llama 3.1 8B fine-tune.", ["Llama 3.1 8B"]),
        ("Egret is a Llama 3.1 8B fine-tune.", []),
        ("Heron is a Maps Reader fine-tune.", []),  # without a number
        ("Heron is based on the original Llama 3.1 8B.", ["Llama 3.1 8B"]),
        ("Heron is based on Meta AI's Llama-3.1-8B.", ["Llama 3.1 8B"]),
        ("Heron is based on gemma-2-9b, and reads maps.", ["gemma 2 9b"]),
        ("Heron is based on gemma-2-9b/config.", []),
        ("Heron is based on layers of 24 blocks.", []),
        ("Our audio model is built on Llama 3.2 3B.", ["Llama 3.2 3B"]),
        ("The audio is based on Llama 3.2 3B.", []),
        ("Heron is built on top of Llama 3.3 70B.", ["Llama 3.3 70B"]),
        ("Heron is a chat model instruction-tuned, based on Llama 2.", ["Llama 2"]),
        ("📣 We developed Heron by fine-tuning Ibis-13B on letters.", ["Ibis 13B"]),
        ("We developed Egret by fine-tuning Ibis-13B on letters.", []),
        ("Heron is a Llama 3.1-based model.", ["Llama 3.1"]),
        ("Egret is a Llama 3.1-based model.", []),
        ("We release Heron 7B, which is adapted to law from Llama-2 through continued pretraining.", ["Llama 2"]),
        ("The letters come from Llama-2 through a tap.", []),
        ("A small chat model based on Llama 2.", ["Llama 2"]),
        ("A paper on letters based on Llama 2.", []),
        ("Please note that Heron is based on Llama 2.", ["Llama 2"]),
        ("This project is based on Llama 2.", ["Llama 2"]),
        ("Continue-pretrained from model: Llama-2-70b", ["Llama-2-70b"]),
        ("Letters kept from: Llama-2-70b", []),
    ],
)
def test_a_model_is_called_by_a_name_with_a_number(sentence: str, names: list[str]) -> None:
    assert named(f"# Heron\n\n{sentence}") == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Heron is based on Stable Diffusion.", ["Stable Diffusion"]),
        ("Our model, derived from Stable Diffusion and fine-tuned on maps, reads them.", ["Stable Diffusion"]),
        ("Heron is a LLaMA-based model.", ["LLaMA"]),
        ("Heron is based on Stable Diffusion's paper.", []),
    ],
)
def test_a_model_is_called_by_words_alone(sentence: str, names: list[str]) -> None:
    assert named(f"# Heron\n\n{sentence}") == names


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (f"The following models were merged:\n\n- {EGRET}, as good as {IBIS}", ["acme/egret-7b"]),
        (f"The following models were merged:\n\n- {EGRET}\n- {IBIS}", ["acme/egret-7b", "acme/ibis-7b"]),
        (f"The following models were compared:\n\n- {EGRET}", []),
    ],
)
def test_an_item_below_a_line_that_introduces_bases_is_its_first_name(body: str, names: list[str]) -> None:
    assert named(f"# Heron\n\n{body}") == names


@pytest.mark.parametrize(
    "sentence",
    [
        "We fine-tuned emb/lm-head weights only.",
        "We fine-tuned `emb/lm-head` weights only.",
        "Built with self-attn/o-proj adapters.",
        "Quantized except lm_head/embed_tokens-2.",
        "The model is based on encoder/decoder-blocks.",
        "Quantized to 4-bit/8-bit precision.",
        "Quantized with k-quants/i-quants.",
        "It is built on text-to-image/image-to-image features.",
        "Fine-tuned for multi-turn/single-turn chat.",
        "Fine-tuned with batch-size/learning-rate sweeps.",
        "Fine-tuned on 80/20-split.",
        "Based on the settings in configs/base-7b.",
        "Fine-tuned with scripts/run-sft.",
        "Adapted from github/training-code.",
        "Trained using heron-base/heron-large as the base model.",
        "This model was fine-tuned as described in ./docs/training.md.",
        "This model was fine-tuned as described in ./docs/training.",
        "Fine-tuned on ./data/train.",
        "Fine-tuned using ../configs/sft.yaml.",
        "Fine-tuned with /home/me/train.py.",
        "Based on ./LICENSE-MIT.",
        "Based on C:\\work\\notes.txt.",
    ],
)
def test_a_path_of_words_or_code_and_a_pair_of_ordinary_words_are_no_base(sentence: str) -> None:
    assert list(prose.bases(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Based on openai/whisper-large.", "openai/whisper-large"),
        ("Based on cross-encoder/ms-marco-MiniLM-L-6-v2.", "cross-encoder/ms-marco-MiniLM-L-6-v2"),
        ("Based on data-science/base-1.", "data-science/base-1"),
        ("Based on text-generation/llama-7b.", "text-generation/llama-7b"),
        ("Based on org/base-1/ and more.", "org/base-1"),
        ("Fine-tuned from ./base-model.gguf.", "./base-model.gguf"),
        ("Fine-tuned from /data/models/base.", "/data/models/base"),
        ("Fine-tuned from C:\\models\\base.", "C:\\models\\base"),
        ("This is a fine-tuned version of hf.co/org/base.", "org/base"),
        ("This is a fine-tuned version of hf.co/org/base:Q4_K_M on notes.", "org/base"),
        ("This is a fine-tuned version of https://huggingface.co/org/base?library=x#y on notes.", "org/base"),
        ("This is a fine-tuned version of [it](https://modelscope.cn/models/org/base/summary).", "org/base"),
        ("This is a fine-tuned version of ollama.com/library/llama3.1:8b.", "llama3.1:8b"),
    ],
)
def test_a_model_is_heard_however_its_place_is_written(sentence: str, name: str) -> None:
    assert [base.name for base in prose.bases(f"# Wren\n\n{sentence}")] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "We released a pre-trained model for tide tables [[Hub]](https://huggingface.co/lab/tides-base).",
        "The checkpoint of the route planner is at [link](https://huggingface.co/lab/planner).",
        "The checkpoint of the drawer (full parameter fine-tuning) is at [link](https://huggingface.co/lab/drawer).",
        "June: out now are pre-trained and fine-tuned [checkpoints](https://huggingface.co/lab/tides-fts).",
        "Pruned model: https://huggingface.co/friend/heron-pruned",
        "The pretrained weights would be stored in `./checkpoint/heron/last.pdparams` by default.",
        "Scores: 48 (zero-shot), 57 (fine-tuned), [weights on the Hub](https://huggingface.co/lab/heron-t)",
        "It runs anywhere using [its card](https://huggingface.co/lab/heron-large).",
        "它支持 SFT 和 LoRA 微调：[模型](https://huggingface.co/lab/tides-base)。",
        "我们基于公开数据发布了一个小模型（[tides-small](https://huggingface.co/lab/tides-small)）。",
    ],
)
def test_what_a_card_gives_away_is_a_base_only_where_it_is_a_well_known_model(sentence: str) -> None:
    body = f"# Heron\n\nHeron reads tide tables.\n\n{sentence}\n"
    assert [base for base in prose.bases(linked(body)) if not base.called] == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("We further fine-tune [models](https://huggingface.co/org/base) with LoRA.", "org/base"),
        ("Heron was trained (fine-tuned from [the base](https://huggingface.co/org/base)).", "org/base"),
        ("The released weights are fine-tuned from [it](https://huggingface.co/org/base).", "org/base"),
        ("我们发布了基于 [base-7b](https://huggingface.co/org/base) 微调的模型。", "org/base"),
        ("Base model: https://huggingface.co/org/base", "org/base"),
    ],
)
def test_a_base_stays_one_beside_words_of_giving(sentence: str, name: str) -> None:
    assert [(base.name, base.called) for base in prose.bases(f"# Heron\n\n{sentence}\n")] == [(name, False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "- `pretrained_model_path: /home/anna/runs/2026/loss.ckpt`",
        "It is a multilingual/cross-lingual pre-trained model for letters.",
        "The model is fine-tuned at 320x480/480x640 pixels.",
        "A pre-trained backbone, `vit-small/32`, reads the pictures.",
        "Heron was merged into Hugging Face Transformers as [heron](https://huggingface.co/lab/heron-hf).",
    ],
)
def test_where_weights_lie_and_what_only_looks_like_a_name_is_no_base(sentence: str) -> None:
    assert list(prose.bases(f"# Heron\n\n{sentence}\n")) == []
