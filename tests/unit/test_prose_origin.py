"""Which models a card's prose says its own was made from, and which it only speaks of."""

import re

import pytest
from tests.unit.made import card, codes, judged

from openness import prose
from openness.vocabulary import Basis, Relation

MODEL = "license: mit\npipeline_tag: text-generation"
TUNED = "This model is a fine-tuned version of [org/base](https://huggingface.co/org/base) on some data."


def linked(text: str) -> str:
    """A text with `<name>` as a link to the model on the Hub."""
    return re.sub(r"<([a-z]+/[\w.-]+|bert-base-uncased)>", r"[\1](https://huggingface.co/\1)", text)


@pytest.mark.parametrize(
    ("said", "relation", "names"),
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
            ["org/base", "org/a", "org/b"],
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
def test_the_bases_of_this_model_are_heard(said: str, relation: str, names: list[str]) -> None:
    found = list(prose.bases(linked(said)))
    assert [name for _, _, name, _ in found] == names
    assert {how for _, how, _, _ in found} == {relation}


@pytest.mark.parametrize(
    "said",
    [
        "This model is compared with a fine-tuned version of <org/base>.",
        "This model is inspired by a fine-tuned version of <org/base>.",
        "It has the same architecture as <org/base>.",
        "The tokenizer is a fine-tuned version of <org/base>.",
        "This model uses the tokenizer of <org/base>.",
        "- A fine-tuned version of <org/base>",
        "* v1: a fine-tuned version of <org/base>",
        "See also the quantized version of <org/base>.",
        "## Quantized version of <org/base>",
        "This model is a fine-tuned version of BERT/RoBERTa models.",
        "This model is a fine-tuned version of [org/base](https://github.com/org/base).",
        "This model is a fine-tuned version of [None](https://huggingface.co/None) on x.",
        "This model is a fine-tuned version of [](https://huggingface.co/) on x.",
        "This model is a fine-tuned version of [data](https://huggingface.co/datasets/x) on x.",
        "This model is not a fine-tuned version of <org/base>.",
        "This model is a fine-tuned version of Llama. See <org/base>.",
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
def test_what_it_was_not_made_from_is_no_base(said: str) -> None:
    assert list(prose.bases(linked(said))) == []


def test_a_base_is_told_with_its_place_in_the_words_of_the_card() -> None:
    said = "# M\n\nIt is big. This model is\na **fine-tuned** version of <org/base>. More."
    words = linked("This model is a **fine-tuned** version of <org/base>")
    assert list(prose.bases(linked(said))) == [(3, Relation.FINE_TUNE, "org/base", words)]


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
