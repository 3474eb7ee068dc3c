"""Which licence a card's prose names, and what must not be taken for it."""

import pytest
from tests.unit.made import card, codes, judged

from openness import prose

FIELDS = "license: mit\npipeline_tag: text-generation"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("This model is released under CC-BY-NC-4.0.", "CC-BY-NC-4.0"),
        (
            "The **weights** are licensed under the [Llama 2 Community License](https://x.y).",
            "Llama 2 Community License",
        ),
        ("Licensed under the Gemma terms of use.", "Gemma terms of use"),
        ("# Wren 7B\nWren-7B is made available under the Gemma license.", "Gemma license"),
        ("The code and weights are available under the MIT License, see below.", "MIT License"),
        ("The code is MIT; the weights are CC BY-NC 4.0.", "CC BY-NC 4.0"),
        ("MIT for code, weights under the OpenRAIL-M license.", "OpenRAIL-M license"),
        ("- **License:** cc-by-nc-4.0", "cc-by-nc-4.0"),
        ("| License | CC-BY-NC-4.0 |", "CC-BY-NC-4.0"),
        ("Model License: Gemma (see link)", "Gemma"),
        ("Language: English\nLicense: Gemma\nSize: 7B", "Gemma"),
        ("## License\n\nCC BY-NC-SA 4.0\n", "CC BY-NC-SA 4.0"),
        ("## 5. License\nCC BY-NC-SA 4.0", "CC BY-NC-SA 4.0"),
    ],
)
def test_a_licence_is_heard(said: str, name: str) -> None:
    assert name in [heard for _, heard, _ in prose.licences(said)]


@pytest.mark.parametrize(
    "said",
    [
        "The dataset is released under CC-BY-NC-4.0.",
        "The base model is released under the Gemma license.",
        "Mistral is released under CC-BY-NC-4.0.",
        "## Training data\n- License: CC-BY-NC-4.0",
        "<!-- License: CC-BY-NC-4.0 -->",
        "```\nLicense: CC-BY-NC-4.0\n```",
        "> License: CC-BY-NC-4.0",
        "The model was previously released under CC-BY-NC-4.0.",
        "# Original model card\nLicense: CC-BY-NC-4.0",
        "## Licensed datasets\nCC BY-NC 4.0",
    ],
)
def test_what_is_under_it_must_be_the_model(said: str) -> None:
    assert "restriction-in-prose" not in codes(judged(card(FIELDS, said)))


def test_a_name_is_told_with_its_line() -> None:
    assert [(line, name) for line, name, _ in prose.licences("a\nb\n\nc\n\nLicense: Gemma\n")] == [(5, "Gemma")]


@pytest.mark.parametrize(
    ("licence", "said", "reached"),
    [
        ("mit", "License: CC-BY-NC-4.0", "weights-available"),
        ("mit", "License: Llama 3.1 Community License Agreement", "weights-available"),
        ("mit", "License: MIT", "open-weights"),
        ("mit", "License: Apache 2.0", "open-weights"),
        ("mit", "License: our own words", "open-weights"),
        ("cc-by-nc-4.0", "License: Gemma", "weights-available"),
    ],
)
def test_a_licence_with_limits_beside_an_open_one_is_a_dispute(licence: str, said: str, reached: str) -> None:
    held = judged(card(f"license: {licence}\npipeline_tag: x", said))
    assert held.spectrum.reached == reached
    assert ("restriction-in-prose" in codes(held)) == (licence == "mit" and reached == "weights-available")


@pytest.mark.parametrize(
    "said",
    [
        "You may not use this model commercially.",
        "Commercial use of the model requires a separate licence from us.",
        "The license of this model is academic-only.",
        "Use of the model is subject to our Acceptable Use Policy.",
        "本模型仅限非商业用途",
        "仅供学术研究使用,禁止商用。",
        "このモデルは商用利用禁止です。",
        "Nur für nicht-kommerzielle Nutzung.",
        "Ce modèle est réservé à un usage non commercial.",
        "Este modelo es solo para uso no comercial.",
    ],
)
def test_a_limit_is_heard_in_other_words_and_languages(said: str) -> None:
    assert judged(card(FIELDS, said)).spectrum.reached == "weights-available"


@pytest.mark.parametrize(
    "said",
    [
        "Commercial use does not require a licence.",
        "Commercial use requires no permission.",
        "本模型完全开放,允许商用,不限于学术研究。",
        "Cite our research-only baseline.",
        "See our privacy policy and acceptable use policy.",
    ],
)
def test_no_limit_is_heard_where_everything_is_allowed(said: str) -> None:
    assert judged(card(FIELDS, said)).spectrum.reached == "open-weights"


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("- **Base model**: Llama 3", ["Llama 3"]),
        ("**Base Model:** meta-llama/Llama-3.1-8B", ["meta-llama/Llama-3.1-8B"]),
        ("Finetuned from model: Llama-2-7b", ["Llama 2 7b"]),
        ("Base model: our own", []),
        ("Base model: trained from scratch on 3 data sets", []),
        ("Base model: 7B parameters", []),
    ],
)
def test_a_base_behind_a_label_needs_no_maker(said: str, names: list[str]) -> None:
    assert [name for _, _, name, _ in prose.bases(said)] == names
