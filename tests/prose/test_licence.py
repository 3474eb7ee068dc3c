"""Which licence a card's prose names, and what must not be taken for it."""

import pytest
from tests.support.releases import card, codes, judged, native

from openness import prose
from openness.release.release import Release

FIELDS = "license: mit\npipeline_tag: text-generation"


@pytest.mark.parametrize(
    ("sentence", "name"),
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
def test_a_licence_is_heard(sentence: str, name: str) -> None:
    assert name in [name for statement in prose.licences(sentence) for name in statement.names]


@pytest.mark.parametrize(
    "sentence",
    [
        "The dataset is released under CC-BY-NC-4.0.",
        "Mistral is released under CC-BY-NC-4.0.",
        "## Training data\n- License: CC-BY-NC-4.0",
        "<!-- License: CC-BY-NC-4.0 -->",
        "```\nLicense: CC-BY-NC-4.0\n```",
        "The model was previously released under CC-BY-NC-4.0.",
        "# Original model card\nLicense: CC-BY-NC-4.0",
        "## Licensed datasets\nCC BY-NC 4.0",
    ],
)
def test_what_is_under_it_must_be_the_model(sentence: str) -> None:
    assert "restriction-in-prose" not in codes(judged(card(FIELDS, sentence)))


def test_a_name_is_told_with_its_line() -> None:
    assert [(each.line, each.names) for each in prose.licences("a\nb\n\nc\n\nLicense: Gemma\n")] == [(5, ("Gemma",))]


@pytest.mark.parametrize(
    ("licence", "sentence", "reached"),
    [
        ("mit", "License: CC-BY-NC-4.0", "weights-available"),
        ("mit", "License: Llama 3.1 Community License Agreement", "weights-available"),
        ("mit", "License: MIT", "open-weights"),
        ("mit", "License: Apache 2.0", "open-weights"),
        ("mit", "License: our own words", "weights-available"),
        ("cc-by-nc-4.0", "License: Gemma", "weights-available"),
    ],
)
def test_a_licence_with_limits_beside_an_open_one_is_a_dispute(licence: str, sentence: str, reached: str) -> None:
    classification = judged(card(f"license: {licence}\npipeline_tag: x", sentence))
    assert classification.spectrum.reached == reached
    doubted = {"restriction-in-prose", "licence-unclear"} & {*codes(classification)}
    assert bool(doubted) == (licence == "mit" and reached == "weights-available")
    assert ("licence-unclear" in doubted) == (sentence == "License: our own words")


@pytest.mark.parametrize(
    "sentence",
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
def test_a_limit_is_heard_in_other_words_and_languages(sentence: str) -> None:
    assert judged(card(FIELDS, sentence)).spectrum.reached == "weights-available"


@pytest.mark.parametrize(
    "sentence",
    [
        "Commercial use does not require a licence.",
        "Commercial use requires no permission.",
        "本模型完全开放,允许商用,不限于学术研究。",
        "Cite our research-only baseline.",
        "See our privacy policy and acceptable use policy.",
    ],
)
def test_no_limit_is_heard_where_everything_is_allowed(sentence: str) -> None:
    assert judged(card(FIELDS, sentence)).spectrum.reached == "open-weights"


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("- **Base model**: Llama 3", ["Llama 3"]),
        ("**Base Model:** meta-llama/Llama-3.1-8B", ["meta-llama/Llama-3.1-8B"]),
        ("Finetuned from model: Llama-2-7b", ["Llama-2-7b"]),
        ("Base model: our own", []),
        ("Base model: trained from scratch on 3 data sets", []),
        ("Base model: 7B parameters", []),
    ],
)
def test_a_base_behind_a_label_needs_no_maker(sentence: str, names: list[str]) -> None:
    assert [base.name for base in prose.bases(sentence)] == names


@pytest.mark.parametrize(
    "sentence",
    [
        "The pre-trained model is licensed under the CC-BY-NC due to constraints from its training data.",
        "Our code is released under the Apache 2.0 License, while our models are under the CC BY-NC 4.0 License.",
        "The model is under the CC BY-NC 4.0 License.",
        "The model is subject to the Llama 3.1 Community License.",
        "Use of this model is governed by the Llama 2 Community License.",
        "The model follows the Llama 3 license.",
        "The model follows the Llama 3.1 license.",
        "Weights: CC-BY-NC-4.0, code: Apache-2.0.",
        "**Weights:** CC-BY-NC-4.0, **code:** Apache-2.0.",
        "| Weights | CC BY-NC 4.0 |",
        "The model is distributed under FLUX.1 [dev] Non-Commercial License.",
        "The model is distributed under the [FLUX.1 [dev] Non-Commercial License](https://x.y/z).",
        "Licensed for non-commercial research.",
        "Due to the LLaMA license, this model is non-commercial.",
        "本モデルは研究目的のみでの利用に限ります。",
        "이 모델은 연구 목적으로만 사용할 수 있습니다.",
        "비상업적 용도로만 사용 가능합니다.",
        "상업적 이용은 금지됩니다.",
        "Модель предназначена только для некоммерческого использования.",
        "Только для исследовательских целей.",
        "Коммерческое использование запрещено.",
        "# W\n\nW is a small model and is released under the CC BY-NC 4.0 license.",
        "We release the model weights under CC BY-NC 4.0.",
        "By using this model, you agree to the Gemma Terms of Use.",
        "The weights inherit the Llama 2 Community License.",
        "This model must be used in accordance with the Gemma license.",
        "Note that the weights are governed by the Gemma Terms of Use.",
        "The model is covered by the Stability AI Community License.",
        "This model is for non-commercial use.",
        "This model is released under a non-commercial license.",
        "The license of this model is CC BY-NC 4.0.",
        "This model is CC-BY-NC-4.0.",
        "本モデルは商用利用できません。",
        "モデルの商用利用は不可です。",
        "# W\n\nW falls under the Llama 3.1 Community License.",
        "The model weights are subject to the terms of the Llama 2 license.",
        "# Guanaco\n\nGuanaco is based on LLaMA and therefore should be used according to the LLaMA license.",
        "The VAE is fine-tuned from another one and subject to the Stability AI Community License Agreement.",
    ],
)
def test_what_the_model_is_bound_by_is_heard(sentence: str) -> None:
    assert "restriction-in-prose" in codes(judged(card(FIELDS, sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "The previous version was for non-commercial use only.",
        "The code is under the CC BY-NC 4.0 license.",
        "The dataset is subject to the CC BY-NC 4.0 license.",
        "The demo is governed by the Llama 2 Community License.",
        "The paper is under CC BY-NC 4.0.",
        "This model was trained on data that is under the CC BY-NC 4.0 license.",
        "The data is large, and is released under CC BY-NC 4.0.",
        "We compare with Finch (released under CC BY-NC 4.0).",
        "Finch is under the CC BY-NC 4.0 license.",
        "Llama 2 is subject to the Llama 2 Community License.",
        "Use of the data is governed by the CC BY-NC 4.0 license.",
        "The model is not under the CC BY-NC 4.0 license.",
        "The model is no longer under the CC BY-NC 4.0 license.",
        "The model is not subject to the Llama 3.1 Community License.",
        "The model does not follow the Llama 3.1 license.",
        "If the model is subject to the Llama 3.1 Community License, see there.",
        "Is the model subject to the Llama 3.1 Community License?",
        "The model will be released under the Gemma license.",
        "The model follows the Llama 3.1 architecture.",
        "The model follows the Gemma prompt format.",
        "The model inherits Qwen's tokenizer.",
        "The model is under development.",
        "The model is under the Apache 2.0 license.",
        "The model is subject to change.",
        "The model is governed by the MIT license.",
        "Unlike Finch, which is under CC BY-NC 4.0, this model is under the MIT license.",
        "Weights: Apache-2.0, data: CC-BY-NC-4.0.",
        "Code: CC-BY-NC-4.0, weights: Apache-2.0.",
        "Weights: Gemma 2 9B",
        "| Weights | Qwen |",
        "The outputs of the model are under CC BY-NC 4.0.",
        "Images in this card are under CC BY-NC 4.0.",
        "The training data is under CC BY-NC 4.0 and the weights are under Apache 2.0.",
        "We release the code under CC BY-NC 4.0.",
        "We release the data under CC BY-NC 4.0 and the model under MIT.",
        "By using this demo, you agree to the Gemma Terms of Use.",
        "The license of the data is CC BY-NC 4.0.",
        "Licensed for research and commercial use.",
        "The model is licensed for academic research and commercial use.",
        "The model is free for non-commercial and commercial use.",
        "This model is non-commercial and commercial friendly.",
        "The dataset is under a non-commercial license.",
        "モデルは商用利用できます。",
        "データセットは研究目的のみで利用できます。",
        "研究目的でも商用でも利用できます。",
        "상업적 사용이 가능합니다.",
        "데이터는 연구 목적으로만 사용할 수 있습니다.",
        "이 모델은 연구 및 상업적 용도로 사용할 수 있습니다.",
        "Коммерческое использование разрешено.",
        "Датасет только для исследовательских целей.",
        "Модель можно использовать для исследовательских целей и в продуктах.",
        "```\nThe model is under the CC BY-NC 4.0 license.\n```",
        "Other models are under the CC BY-NC 4.0 license.",
        "The teacher is subject to the Llama 3.1 Community License.",
        "The tokenizer is under the Llama 3.1 Community License.",
        "Make sure that your model is under the CC BY-NC 4.0 license.",
        "An earlier checkpoint is under the CC BY-NC 4.0 license.",
        "The model can be used under the Apache 2.0 license.",
        "The model uses images under the CC BY-NC 4.0 license.",
        "The model complies with the EU AI Act and the GPL license.",
        "The weights are available under both MIT and Apache 2.0.",
        "You must follow the Llama 3.1 license when you merge W with Llama.",
        "The model is released under Apache 2.0, not under CC BY-NC 4.0.",
        "The model was under the CC BY-NC 4.0 license; it is MIT now.",
        "# Wren 7B\n\nThe larger 70B version is based on Llama 3 and available on request under a research-only licence. "
        "This 7B version is Apache 2.0.",
        "# Wren 7B\n\nThe 70B model is for research purposes only.",
        "# Finch 8B\n\nFinch-70B is subject to the Llama 3.1 Community License.",
    ],
)
def test_what_binds_something_else_binds_no_model(sentence: str) -> None:
    assert "restriction-in-prose" not in codes(judged(card(FIELDS, sentence)))


def test_a_limit_of_a_size_that_is_this_ones_counts() -> None:
    assert "restriction-in-prose" in codes(
        judged(card(FIELDS, "# Wren 70B\n\nThe 70B model is for research purposes only."))
    )


@pytest.mark.parametrize(
    ("headings", "heard"),
    [
        ("## Datasets\n\n### Alpaca", False),
        ("## Training data\n\n### Sources\n\n#### Alpaca", False),
        ("## Training data\n\n### Alpaca\n\n## Use", True),
        ("## Benchmarks\n\n### License", True),  # whose it is the heading above does not tell for certain
    ],
)
def test_a_heading_about_something_else_holds_for_those_below_it(headings: str, heard: bool) -> None:
    body = f"\n# Acme\n\n{headings}\n\nLicense: CC BY-NC 4.0\n"
    assert any(statement.names for statement in prose.licences(body)) is heard


def test_a_title_is_about_the_model() -> None:
    (statement,) = prose.licences("# Acme Code 7B\n\n## Use\n\nLicense: CC BY-NC 4.0\n")
    assert statement.names == ("CC BY-NC 4.0",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Heron는 Apache-2.0 라이선스 하에 공개되어 있습니다.",
        "Heron采用Apache-2.0 License。",
        "HeronはApache-2.0ライセンスです。",
    ],
)
def test_a_name_ends_where_letters_of_a_script_without_blanks_begin(sentence: str) -> None:
    names = {name for found in prose.licences(f"# Heron\n\n## License\n\n{sentence}\n") for name in found.names}
    assert names & {"Apache-2.0", "Apache-2.0 License"}


@pytest.mark.parametrize("mark", ["'", '"', "' '", "''"])
def test_a_lone_quotation_mark_begins_no_name(mark: str) -> None:
    names = [name for found in prose.licences(f"Licensed under {mark} MIT license.") for name in found.names]
    assert mark not in names


@pytest.mark.parametrize(
    ("sentence", "understood"),
    [
        ("Please be kind.", True),
        ("See [the text](LICENSE).", True),
        ("See LICENSE for the terms.", True),
        ("The licence is our own.", False),
    ],
)
def test_a_section_that_says_nothing_of_a_licence_or_where_it_is_leaves_no_doubt(
    sentence: str, understood: bool
) -> None:
    assert {found.understood for found in prose.licences(f"## License\n\n{sentence}\n")} == {understood}


def statements_of(body: str) -> list[str]:
    """The statements of a body about its licence: the sort of each, and its names."""
    return [f"{statement.sort}: {' / '.join(statement.names)}" for statement in prose.licences(body)]


@pytest.mark.parametrize(
    ("sentence", "answers"),
    [
        ("This model is subject to terms.", ["sentence: "]),
        (
            "This model is subject to its own new and most very very special terms.",
            ["sentence: "],
        ),  # eight words between
        ("This model is subject to its own new and most very very very special terms.", []),
        ("By these terms, this model is subject to MIT.", ["mention: MIT"]),  # the word for a licence stands behind
        ("Subject to terms is this model.", []),  # and the model before
        ("The code is subject to terms.", []),
        ("This model reads code subject to terms.", []),
    ],
)
def test_a_sentence_that_binds_the_model_to_terms_is_relied_on(sentence: str, answers: list[str]) -> None:
    assert statements_of(f"# Heron\n\n{sentence}") == answers


@pytest.mark.parametrize(
    ("sentence", "answers"),
    [
        ("Finch is subject to the Kite License.", []),
        ("Heron is subject to the Kite License.", ["sentence: Kite License"]),
        ("HERON IS SUBJECT TO THE KITE LICENSE.", ["mention: HERON IS SUBJECT TO THE KITE LICENSE"]),
        ("Heron was and is subject to the Kite License.", ["sentence: Kite License"]),
        (
            "Licensed under MIT, Heron is subject to no other terms.",
            ["mention: MIT"],
        ),  # the first that binds has the subject
        ("finch is subject to the Kite License.", ["mention: Kite License"]),  # a small letter begins no name
        ("The encoder is subject to the Kite License.", ["mention: Kite License"]),
        ("The reader is subject to the Kite License.", []),
        ("All is subject to the Kite License.", ["sentence: Kite License"]),
        ("The larger model is subject to the Kite License.", []),
        ("Is Heron subject to the Kite License?", []),
        ("Unlike Finch, Heron is subject to the Kite License.", []),
    ],
)
def test_a_name_that_something_else_bears_is_not_the_model_s(sentence: str, answers: list[str]) -> None:
    assert statements_of(f"# Heron\n\n{sentence}") == answers


@pytest.mark.parametrize(
    ("body", "answers"),
    [
        ("## License\n\nThe Larger Model License", ["section: The Larger Model License"]),
        ("## License\n\nThe Larger Model has a License", []),  # five words may be a sentence
        ("## License of the model and code\n\nZephyr 2", ["section: Zephyr 2"]),
        ("## License of the model and our code\n\nZephyr 2", []),  # seven words are no heading of a licence
        ("## License and terms\n\nZephyr 2", ["section: Zephyr 2"]),
        ("## License, terms and copyright\n\nZephyr 2", ["section: Zephyr 2"]),
        ("## The terms\n\nZephyr 2", []),
        ("## 5. License\n\nZephyr 2", ["section: Zephyr 2"]),
        ("## Use\n\nZephyr 2", []),
        ("## License\n\n### Use\n\nZephyr 2", []),
        ("## Dataset\n\nLicense: 权重[Kite](https://example.org/kite)", ["label: https://example.org/kite"]),
        ("## Dataset\n\nLicense: [Kite](https://example.org/kite)", ["label: "]),
        ("The following holds:\n\n- License: Zephyr 2", ["label: Zephyr 2"]),
        ("The following models are fine-tuned from it:\n\n- License: Zephyr 2", []),
    ],
)
def test_a_heading_of_a_licence_tells_what_its_lines_are(body: str, answers: list[str]) -> None:
    assert statements_of(f"# Heron\n\n{body}") == answers


_HEADINGS = [
    *(
        "## License: {}",
        "# Licence – {}",
        "### Licence - {}",
        "## 5. License: {}",
        "## **License:** {}",
        "## License ({})",
    ),
    *("## {} License", "## Licensed under {}", "License: {}\n---\n\nMore.", "Licence – {}\n===\n\nMore."),
    "This model is released under the {} license.\n---",
]


@pytest.mark.parametrize("heading", _HEADINGS)
def test_a_heading_names_a_licence_as_a_sentence_does(heading: str) -> None:
    for read in (lambda text: card(FIELDS, f"# Heron\n\n{text}\n"), _noted):
        assert "restriction-in-prose" in codes(judged(read(heading.format("CC-BY-NC-4.0")))), read
        assert {"restriction-in-prose", "licence-unclear"}.isdisjoint(codes(judged(read(heading.format("MIT"))))), read


def _noted(text: str) -> Release:
    notes = "".join(f"      {line}\n" for line in text.split("\n"))
    weights = "  model-parameters-final:\n    availability: public\n    licence: MIT\n"
    return native(f"components:\n{weights}    notes: |\n{notes}")


@pytest.mark.parametrize(
    ("heading", "is_doubtful"),
    [
        ("## License: Kite Community License", True),
        ("## License: our own words", True),
        ("## Terms of use: research only", True),
        ("# Licence – non-commercial", True),
        ("## License: Terms and conditions", False),
        ("## Licence – details", False),
        ("## Licence and terms of use", False),
        ("## LICENSE AND TERMS", False),
        ("## Dataset license: CC-BY-NC-4.0", False),
        ("## License: see [LICENSE](LICENSE)", False),
    ],
)
def test_a_heading_that_only_says_what_stands_below_raises_no_doubt(heading: str, is_doubtful: bool) -> None:
    found = codes(judged(card(FIELDS, f"# Heron\n\n{heading}\n\nIt has wings.\n")))
    assert bool({"restriction-in-prose", "licence-unclear"} & {*found}) == is_doubtful


@pytest.mark.parametrize(
    ("sentence", "is_limited"),
    [
        ("License: ~~MIT~~ CC-BY-NC-4.0", True),
        ("License: CC-BY-NC-4.0 ~~MIT~~", True),
        ("License: <del>MIT</del> CC-BY-NC-4.0", True),
        ("License: <s>MIT</s> CC-BY-NC-4.0", True),
        ("| License | ~~MIT~~ CC-BY-NC-4.0 |", True),
        ("## License\n\n~~MIT~~ **CC-BY-NC-4.0**", True),
        ("## License: ~~MIT~~ CC-BY-NC-4.0", True),
        ("License: ~~CC-BY-NC-4.0~~ MIT", False),
        ("License: MIT ~~CC-BY-NC-4.0~~", False),
        ("License: <strike>CC-BY-NC-4.0</strike> MIT", False),
        ("~~For research use only.~~", False),
        ("~~ For research use only. ~~", True),  # shown as it stands, as are the next
        ("\\~~For research use only.~~", True),
        ("`~~` For research use only. `~~`", True),
        ("So: ~~~~For research use only.~~~~", True),
        ("It weighs ~3 kg. For research use only. It reads ~~2 maps.", True),
    ],
)
def test_what_is_crossed_out_is_said_no_longer(sentence: str, is_limited: bool) -> None:
    assert ("restriction-in-prose" in codes(judged(card(FIELDS, f"# Heron\n\n{sentence}\n")))) == is_limited


@pytest.mark.parametrize(
    "sentence", ["License: ~~MIT~~", "**License:** ~~MIT~~", "| License | <s>MIT</s> |", "## License: ~~MIT~~"]
)
def test_a_licence_that_is_crossed_out_without_another_is_in_doubt(sentence: str) -> None:
    assert "licence-unclear" in codes(judged(card(FIELDS, f"# Heron\n\n{sentence}\n")))
    assert "licence-unclear" not in codes(judged(card(FIELDS, f"# Heron\n\n{sentence} MIT\n")))


@pytest.mark.parametrize(
    ("sentence", "is_limited"),
    [
        ("<!--> {}", True),
        ("<!-->\n{}", True),
        ("<!--->\n\n{}\n\n<!-- -->", True),
        ("<!-- a --!> {}", True),
        ("<!-- a --> {}", True),
        ("It has wings. <!-- a\n\n{}", True),  # no comment, since the paragraph ends before it does
        ("It has wings. <!-- a\n\n{}\n\n-->", True),
        ("```\n<!--\n```\n\n{}\n\n```\n-->\n```", True),
        ("~~~~ html\n<!--\n~~~\n~~~~\n\n{}\n\n-->", True),
        ("Write `<!--` first.\n{}\nThen `-->`.", True),
        ("<!-->```\n{}", True),  # what follows a comment on its line is no mark
        ("It has wings. <!-- {} --!>", True),
        ("> ```\n{}", True),  # a quotation ends with its code
        ("> ```\n> wings\n\n{}", True),
        ("> ```\n> {}\n> ```", False),
        ("<!-- a\n\n{}", True),  # hidden on the Hub, and not everywhere
        ("<!-- {} -->", False),
        ("<!-- a\n\n{}\n\n-->", False),
        ("It has wings. <!-- a\n{}\n-->", False),
        ("  <!--\n```\n{}\n-->", False),
    ],
)
def test_what_a_reader_of_the_rendered_card_sees_is_said(sentence: str, is_limited: bool) -> None:
    found = codes(judged(card(FIELDS, f"# Heron\n\n{sentence.format('License: CC-BY-NC-4.0')}\n")))
    assert ("restriction-in-prose" in found) == is_limited
    found = codes(judged(card(FIELDS, f"# Heron\n\n{sentence.format('License: MIT')}\n")))
    assert {"restriction-in-prose", "licence-unclear"}.isdisjoint(found)


@pytest.mark.parametrize(
    "sentence",
    ["<!-- a\n\nLicense: MIT", "<!-- a\n\n## License: MIT", "<!-- a\n\n## License\n\nMIT", "> ## License: MIT"],
)
def test_what_may_be_hidden_and_what_is_quoted_states_no_licence(sentence: str) -> None:
    assert (
        judged(card("pipeline_tag: text-generation", f"# Heron\n\n{sentence}\n")).spectrum.reached
        == "weights-available"
    )


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Kite 2 terms (v1.2)", "Kite 2 terms (v1.2) / Kite 2 terms"),
        ("the Kite License, Version 2", "the Kite License, Version 2 / Kite License, Version 2"),
        ("the Kite License, v 2", "the Kite License, v 2 / Kite License, v 2"),
        ("the Kite License, Copyright 2", "the Kite License, Copyright 2 / Kite License / Copyright 2"),
        ("the Kite: Egret License", "the Kite: Egret License / Egret License"),
        ("kite of Egret License", "kite of Egret License / Egret License"),
        ("Kite for the Egret License", "Kite for the Egret License"),
        ("Kite will be Egret License", "Kite will be Egret License / Egret License"),
        ("'Kite 2' License", "Kite 2' License"),
        ("the 'Kite License", "the 'Kite License / Kite License"),
        ("the kite-2 terms of use", "the kite-2 terms of use / kite-2 terms of use"),
        ("the kite-x terms of use", "the kite-x terms of use"),
        ("the 2.0 terms", "the 2.0 terms / 2.0 terms"),
        ("MIT", "MIT"),
        ("the MIT", "the MIT / MIT"),
        ("the Kite", "the Kite"),  # one word that begins with a capital is no name in a text
        ("the Kite-A", "the Kite-A / Kite-A"),
        ("A B C D E F G H I J", "A B C D E F G H I J"),
        ("A B C D E F G H I J K", "A B C D E F G H I J"),  # no name has more than ten words
        ("a b c d e f g h i MIT", "a b c d e f g h i MIT / MIT"),
        ("a b c d e f g h i j MIT", "MIT"),  # nor is a value of eleven words one
        ("MIT (code), Kite License (weights)", "Kite License"),
        ("MIT (the new code of us)", "MIT (the new code of us) / MIT"),  # five words in brackets tell nothing
        ("MIT (the new code here)", ""),
        ("MIT (original)", ""),
        ("base MIT, model Kite-2", "base MIT, model Kite-2 / Kite-2"),
        ("model Kite-2, base MIT", "model Kite-2, base MIT / Kite-2"),
        ("the upstream has MIT, and the model has Kite-2", "the upstream has MIT, and the model has Kite-2 / Kite-2"),
        ("权重[Kite](https://example.org/kite)", "https://example.org/kite / 权重Kite"),
        ("MIT (code and weights)", "MIT"),
        ("MIT (2024)", "MIT (2024) / MIT / 2024"),
    ],
)
def test_the_names_behind_a_label_are_the_value_and_the_runs_of_words_in_it(value: str, names: str) -> None:
    assert statements_of(f"# Heron\n\nLicense: {value}") == [f"label: {names}"]


@pytest.mark.parametrize(
    ("sentence", "answers"),
    [
        ("its terms of very new blue Kite-2 apply.", ["mention: Kite-2"]),
        ("the licence here and now is surely Kite-2.", ["mention: Kite-2"]),  # five words behind the word for a licence
        ("the licence here and now is most surely Kite-2.", []),
        ("Kite-2 as licence holds.", ["mention: Kite-2"]),  # one word before it
        ("Kite-2 as the licence holds.", []),
        (
            "the licence is old but it is governed by very new blue big Kite-2.",
            ["mention: Kite-2"],
        ),  # four words behind
        ("the licence is old but it is governed by very new blue big fast Kite-2.", []),
        ("The base has Kite-2 terms.", []),
        (
            "The base has, as all of those that came very very long before, Kite-2 terms.",
            [],
        ),  # eleven words behind the base
        (
            "The base has, as all of those that came very very very long before, Kite-2 terms.",
            ["mention: Kite-2 terms"],
        ),
        ("The base model has Kite-2 terms.", ["mention: Kite-2 terms"]),  # which limits what is made of it
        ("The base, model has Kite-2 terms.", []),
        ("If it is so, Kite-2 terms hold.", []),
    ],
)
def test_a_name_in_a_sentence_stands_beside_a_word_for_a_licence_and_is_the_model_s(
    sentence: str, answers: list[str]
) -> None:
    assert statements_of(f"# Heron\n\n{sentence}") == answers


@pytest.mark.parametrize(
    ("body", "understood"),
    [
        ("License: [Zephyr](LICENSE)", True),
        ("License: [Zephyr](https://example.org/zephyr)", False),
        ("License: Zephyr", False),
        ("License: LICENSE", False),  # behind a label it is a name
        ("## License\n\nIt is under the [Zephyr Community License](LICENSE).", False),  # a name that is nobody's here
        ("## License\n\n[License](https://github.com/acme/heron/blob/main/LICENSE)", True),
        ("## License\n\n[Zephyr Open License](https://github.com/acme/heron/blob/main/LICENSE)", False),
        ("## License\n\nThe license applies to the weights as well.", True),
        ("## License\n\nA license of our own applies to the weights.", False),
        ("## License\n\nThe parts carry their own licenses.", True),
        ("## License\n\nSee LICENSE.", True),
        ("## License\n\nLICENSE holds.", True),
        ("## License\n\n[LICENSE](https://example.org/x) holds.", False),
        ("## License\n\nThe licence holds.", False),
        ("## License\n\nZephyr 2", True),
        ("## License\n\nThe Zephyr Model License", False),
        ("## License\n\nThe licence asks for attribution.", True),
        ("## License\n\nThe licence is for research use only.", True),
        ("License: MIT (code)", True),
        ("License: MIT (weights)", False),
    ],
)
def test_what_needs_no_name_is_understood(body: str, understood: bool) -> None:
    assert [each.understood for each in prose.licences(f"# Heron\n\n{body}")] == [understood]


UNDER = "released under the Apache 2.0 license"


def granted(body: str) -> list[str]:
    """The names of the licences that a body states as a fact, of the model and of nothing else."""
    return [
        statement.names[0]
        for statement in prose.licences(body)
        if statement.sort != "mention" and statement.certain and statement.names
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        f"This model is {UNDER}.",
        f"This model was {UNDER}.",
        f"The model and code are {UNDER}.",
        f"The code and the weights are {UNDER}.",
        f"We release the weights {UNDER.removeprefix('released ')}.",
        "This model may be used under the Apache 2.0 license.",
        f"This is a model for chat, {UNDER}.",
        f"This model is {UNDER}, which is not long.",  # what stands behind the name leaves it as it is
        f"The code is not ours but the model is {UNDER}.",
        f"This model is {UNDER}, for more of it see the paper.",
        f"For code and data, the model is {UNDER}.",
        f"This model is {UNDER} and will be covered by the terms of Acme.",
        "License: Apache 2.0",
        "License: Apache-2.0 (code and weights)",
        "License: Apache 2.0 for code and weights",
        "License: Apache 2.0 for the code and the weights",
        "License: MIT (code), Apache 2.0 (weights)",
        "**License:** Apache 2.0, see LICENSE",
        "| License | Apache 2.0 |",
        "## License\n\nApache 2.0",
        "## Model license\n\nApache 2.0",
        "## License of model and code\n\nApache 2.0",
        "## License\n\nThe model is licensed under Apache 2.0 and may be used commercially.",
        "## License\n\nThe model is licensed under Apache 2.0, will you believe it.",
    ],
)
def test_what_is_said_as_a_fact_of_the_model_grants(sentence: str) -> None:
    assert len(granted(f"# Heron 7B\n\n{sentence}")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        *(
            f"The model {verb} {UNDER}."
            for verb in (
                "would be", "could be", "should be", "might be", "may be", "will be", "was never", "is not", "is soon",
                "is perhaps", "is to be", "is expected to be", "can be", "is, we hope,", "is not yet",
            )
        ),
        f"We plan for the model to be {UNDER}.",
        f"Once accepted, this model is {UNDER}.",
        f"Nobody says that the model is {UNDER}.",
        f"It is false that this model is {UNDER}.",
        f"Is the model {UNDER}?",
        f"If you pay, the model is {UNDER}.",
        f"The model uses a library {UNDER}.",
        f"The model architecture is {UNDER}.",
        f"The implementation of the model is {UNDER}.",
        f"The inference code for this model is {UNDER}.",
        f"The code of this model is {UNDER}.",
        f"The model was trained on data {UNDER}.",
        f"The larger model is {UNDER}.",
        f"Our model is {UNDER}, except for its weights.",
        f"This repository is {UNDER} for the code.",
        f"This repository is {UNDER} for all of our code, and its weights are proprietary.",
        "License: released under Apache 2.0 for the code",
        "License: Apache 2.0?",
        "License: Apache 2.0 soon",
        "License: not Apache 2.0",
        "License: TBD (Apache 2.0 planned)",
        "License: Apache 2.0 (code)",
        "License: Apache 2.0 for the code",
        "License: Apache 2.0 for the code, weights are proprietary",
        "License: weights proprietary, code Apache 2.0",
        "License: Apache 2.0 for the code and data",
        "License: Apache 2.0 for code and weights, data",
        "License: Apache 2.0 for the code, which reads the weights and maps",
        "## License\n\nApache 2.0 for the code, proprietary weights",
        "## License of the data\n\nApache 2.0",
        "## 2. Dataset\n\nLicense: Apache 2.0",
        "## Base model: Egret\n\nLicense: Apache 2.0",
        "## Third-party software\n\nLicense: Apache 2.0",
        "## Evaluation\n\n### Egret\n\nLicense: Apache 2.0",
        "## Acknowledgements\n\nThe model is released under the Apache 2.0 license.",
    ],
)  # fmt: skip
def test_what_is_denied_planned_or_said_of_something_else_grants_nothing(sentence: str) -> None:
    assert granted(f"# Heron 7B\n\n{sentence}") == []


@pytest.mark.parametrize(
    ("licence", "sentence", "doubted"),
    [
        ("mit", "MIT applies to the code only.", True),
        ("mit", "Only the code is MIT.", True),
        ("mit", "Everything here except the weights is MIT.", True),
        ("mit", "The weights are not covered by the MIT licence.", True),
        ("mit", "## License\n\nIt covers the source code only.", True),
        ("mit", "Apache-2.0 applies to the code only.", False),
        ("mit", "The code is released under MIT.", False),
        ("mit", "The MIT license applies to the code and the weights.", False),
        ("mit", "The code of this model is not under the MIT license.", False),
        ("mit", "The dataset is not covered by this license.", False),
        ("mit", "Does MIT apply to the code only?", False),
        ("cc-by-nc-4.0", "CC-BY-NC-4.0 applies to the code only.", False),
    ],
)
def test_a_licence_that_is_kept_to_the_code_leaves_the_weights_in_doubt(
    licence: str, sentence: str, doubted: bool
) -> None:
    assert ("licence-unclear" in codes(judged(card(f"license: {licence}\npipeline_tag: x", sentence)))) is doubted


@pytest.mark.parametrize(
    ("sentence", "limited"),
    [
        ("Production use is not permitted.", True),
        ("Non-production use only.", True),
        ("## License\n\nNot for production use.", True),
        ("## Limitations\n\nNot for production use.", False),
        ("Not for production use.", False),
        ("Production use is not recommended.", False),
    ],
)
def test_a_ban_on_production_is_a_limit_and_advice_against_it_is_none(sentence: str, limited: bool) -> None:
    assert ("restriction-in-prose" in codes(judged(card("license: mit\npipeline_tag: x", sentence)))) is limited


@pytest.mark.parametrize(
    ("quoted", "code"),
    [
        ("> License: CC-BY-NC-4.0", "restriction-in-prose"),
        ("> [!NOTE]\n> The model is under the CC BY-NC 4.0 license.", "restriction-in-prose"),
        ("> The model is subject to the Kite License.", "licence-unclear"),
        ("> The checkpoint carries the Kite License.", "licence-unclear"),
    ],
)
def test_a_quotation_warns_of_a_licence_and_grants_none(quoted: str, code: str) -> None:
    assert code in codes(judged(card(FIELDS, f"# Heron\n\n{quoted}")))
    assert not [statement for statement in prose.licences(f"# Heron\n\n{quoted}") if statement.certain]


def test_a_quoted_open_licence_is_no_statement_of_one() -> None:
    untagged = judged(card("pipeline_tag: x", "# Heron\n\n> License: MIT"))
    assert untagged.spectrum.reached == "weights-available"


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("License: [More information needed]", []),
        ("License: [More information needed] MIT", ["MIT"]),  # more than the words of a template
        ("License: {{ license }}", []),
        ("Heron is released under the terms of MIT.", ["MIT"]),
        ("Heron is released under the terms of APIs.", []),  # not all of its letters are capitals
        ("Heron is released under the terms of Kite-2.", ["Kite-2"]),
        ("Heron is released under the terms of Kite.", []),
    ],
)
def test_a_word_alone_is_a_name_where_the_whole_of_it_looks_like_one(sentence: str, names: list[str]) -> None:
    found = [name for licence in prose.licences(f"# Heron\n\n{sentence}\n") for name in licence.names]
    assert found[-1:] == names
