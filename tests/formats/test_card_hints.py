"""The hints of a card outside its prose: the words of a gate, comments beside the tag, signs of how it was made."""

from pathlib import Path

import pytest
from tests.support.releases import WEIGHTS, card, codes, judged

import openness
from openness.formats import licence_file
from openness.formats.card import labelled
from openness.release.hints import LicenceInProse, LimitInProse
from openness.syntax.document import Document

OPEN = "license: apache-2.0\npipeline_tag: text-generation"


@pytest.mark.parametrize(
    "gate",
    [
        "extra_gated_prompt: You agree not to use this model commercially.",
        "extra_gated_heading: For research purposes only",
        "extra_gated_description: The weights may only be used for non-commercial research.",
        "extra_gated_fields:\n  I will use the model for academic research only: checkbox",
        "extra_gated_button_content: I agree to non-commercial use only",
    ],
)
def test_the_words_of_a_gate_limit(gate: str) -> None:
    found = judged(card(f"{OPEN}\n{gate}"))
    assert "restriction-in-prose" in codes(found)
    assert found.spectrum.reached == "weights-available"


@pytest.mark.parametrize(
    "gate", ["extra_gated_prompt: Tell us who you are.", "extra_gated_fields:\n  Country: country"]
)
def test_a_gate_that_only_asks_who_one_is_limits_nothing(gate: str) -> None:
    assert "restriction-in-prose" not in codes(judged(card(f"{OPEN}\n{gate}")))


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("commercial: no", "commercial: no (not allowed)"),
        ("commercial: 'Off'", "commercial: Off (not allowed)"),
        ("allow_commercial_use: false", "allow commercial use: no (not allowed)"),
        ("commercialUse: false", "commercial use: no (not allowed)"),
        ("x-license-restrictions: {commercial: false}", "commercial: no (not allowed)"),
        ("terms:\n- redistribution: never", "redistribution: never (not allowed)"),
        ("modification: none", "modification: none (not allowed)"),
        ("derivative-works: 'NO.'", "derivative works: NO. (not allowed)"),
        ("is_redistributable: 0", "is redistributable: 0 (not allowed)"),
        ("usage: '{\"commercial_use\": false}'", "commercial use: false (not allowed)"),
        ("notes: 'size: 3, redistribution = no; colour: red'", "redistribution: no (not allowed)"),
    ],
)
def test_a_field_that_withholds_what_an_open_licence_grants_limits(field: str, written: str) -> None:
    for fields in (f"{OPEN}\n{field}", f"{field}\n{OPEN}"):
        found = judged(card(fields))
        assert found.spectrum.reached == "weights-available"
        assert any(written in finding.message for finding in found.findings)


@pytest.mark.parametrize(
    "field",
    [
        *("commercial: yes", "commercial_use: true", "x-terms: {redistribution: true}", "modification: allowed"),
        *("usage_restrictions: none", "usage_restrictions: no", "usage_restrictions: '-'", "usage_restrictions: N/A"),
        *(
            "usage_restrictions: false",
            "usage_restrictions: []",
            "use_restrictions:\n- None.",
            "no_commercial_use: false",
        ),
        *("use_cache: false", "uses_lora: no", "distribution_shift: none", "use_flash_attention: off", "modified: no"),
        *(
            "notes: 'colour: no; layers: 3'",
            "notes: 'uses_lora: no; layers: 3'",
            "notes: 'restrictions: no'",
        ),
    ],
)
def test_a_field_that_withholds_nothing_raises_no_doubt(field: str) -> None:
    found = judged(card(f"{OPEN}\n{field}"))
    assert found.spectrum.reached == "open-weights"
    assert {"restriction-in-prose", "licence-unclear"}.isdisjoint(codes(found))


@pytest.mark.parametrize("field", ["usage_restrictions: no military use", "usage_restrictions: none but research"])
def test_a_restriction_that_begins_with_no_is_one(field: str) -> None:
    assert judged(card(f"{OPEN}\n{field}")).spectrum.reached == "weights-available"


def test_a_comment_beside_the_tag_limits() -> None:
    found = judged(card("license: mit  # research only\npipeline_tag: x"))
    assert found.spectrum.reached == "weights-available"
    assert [
        (finding.code, finding.source and finding.source.line)
        for finding in found.findings
        if finding.code == "restriction-in-prose"
    ] == [("restriction-in-prose", 2)]


@pytest.mark.parametrize("line", ["license: mit  # SPDX identifier", "license: mit\ntags: [a] # research only"])
def test_another_comment_limits_nothing(line: str) -> None:
    assert judged(card(f"{line}\npipeline_tag: x")).spectrum.reached == "open-weights"


@pytest.mark.parametrize(
    ("sign", "relation"),
    [
        ("library_name: peft", "adapter"),
        ("tags: [lora]", "adapter"),
        ("tags: [gguf]", "quantisation"),
        ("tags: [merge]", "merge"),
        ("quantized_by: someone", "quantisation"),
        ("base_model_relation: quantized\ntags: [lora]", "quantisation"),
        ("tags: [text]", "fine-tune"),
    ],
)
def test_the_signs_of_a_card_tell_the_relation(sign: str, relation: str) -> None:
    (base,) = card(f"{OPEN}\nbase_model: org/base\n{sign}").base_models
    assert base.relation.value == relation


@pytest.mark.parametrize("field", ['license: ""', "license:", 'license: " "'])
def test_an_empty_licence_says_nothing(field: str) -> None:
    assert judged(card(f"{field}\npipeline_tag: x")).release.component(WEIGHTS).licence.claims == ()


def test_an_empty_name_and_an_empty_gate_say_nothing() -> None:
    weights = card('license: mit\nlicense_name: ""\ngated: ""\npipeline_tag: x').component(WEIGHTS)
    assert (weights.licence.values, weights.availability.value) == (("mit",), "public")


def test_a_language_is_a_word_that_says_something() -> None:
    details = dict(card("license: mit\npipeline_tag: x\nlanguage: [en, '', {a: b}, [c], ~]").details)
    assert details["language"].values == ("en",)


def test_a_task_of_any_kind_of_content_states_no_kind() -> None:
    assert card("license: mit\npipeline_tag: any-to-any").details == ()


def test_a_base_without_a_name_is_none() -> None:
    assert card(f'{OPEN}\nbase_model: ""').base_models == ()


def test_a_licence_stated_only_in_prose_is_a_claim() -> None:
    found = judged(
        card("pipeline_tag: x", "# Heron\n\n## License\n\nThis model is released under the Apache 2.0 license.\n")
    )
    assert found.release.component(WEIGHTS).licence.value == "Apache-2.0"
    assert "licence-missing" not in codes(found)


def test_a_statement_that_is_not_understood_has_its_own_finding_alone() -> None:
    found = judged(card(OPEN, "# Heron\n\nLicense: see our website\n"))
    assert "licence-unclear" in codes(found)
    assert not {"licence-disputed", "restriction-in-prose", "licence-unknown"} & {*codes(found)}
    assert (found.spectrum.reached, found.release.component(WEIGHTS).licence.state) == ("weights-available", "disputed")


@pytest.mark.parametrize(
    ("path", "signs"), [("org/base", 1), ("./output/checkpoint-5", 0), ("/data/llama", 0), ("", 0)]
)
def test_settings_name_a_base_unless_they_name_a_folder(path: str, signs: int, tmp_path: Path) -> None:
    text = f'{{"_name_or_path": "{path}", "model_type": "x"}}'
    (tmp_path / "config.json").write_text(text)
    assert len(openness.read(tmp_path / "config.json").signs) == signs


def test_a_folder_says_which_cards_it_did_not_read_and_doubts_by_their_licence(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(f"---\n{OPEN}\n---\n# Heron\n")
    (tmp_path / "README_zh.md").write_text("# 苍鹭\n\n许可证：CC BY-NC 4.0\n", encoding="utf-8")
    (tmp_path / "model_cards").mkdir()
    (tmp_path / "model_cards" / "large.md").write_text("---\nlicense: mit\n---\n# Large\n")
    found = openness.classify(tmp_path)
    assert sorted(Path(name).name for name in found.release.unread) == ["README_zh.md", "large.md"]
    assert found.spectrum.reached == "weights-available"


@pytest.mark.parametrize(
    ("name", "is_text"),
    [
        ("LICENSE", True),
        ("LICENSE-MODEL.md", True),
        ("COPYING", True),
        ("MODEL_LICENSE", True),
        ("choosing-a-license.md", False),
        ("how-to-license.md", False),
        ("Llama-3-License.txt", True),
    ],
)
def test_a_file_is_a_licence_text_by_its_name_as_a_whole_word(name: str, is_text: bool) -> None:
    assert licence_file.matches_name(name) is is_text


@pytest.mark.parametrize(
    ("text", "licences", "limits"),
    [
        (
            "---\nlicense: mit\n---\n# X\n\nThe model is released under the Kite License.\n\nFor research use only.",
            2,
            0,
        ),
        ("# X\n\nThe model is released under the Kite License. The weights are for research use only.", 1, 1),
        ("# X\n\n## License\n\nsomething odd", 1, 0),
    ],
)
def test_of_a_card_for_which_another_file_speaks_each_licence_is_a_doubt_and_a_limit_where_it_has_no_fields(
    text: str, licences: int, limits: int
) -> None:
    found = labelled(Document("docs/README.md", text)).limits
    hints = [hint for hint in found if hint.subject != "dataset"]
    named = [hint for hint in hints if isinstance(hint, LicenceInProse)]
    assert (len(named), len(hints) - len(named)) == (licences, limits)
    assert all(hint.understood for hint in named)


def test_a_card_for_which_another_file_speaks_is_read_for_what_that_may_be_about() -> None:
    text = "# X\n\nThe weights are for research use only. The recordings may not be sold.\n"
    hints = labelled(Document("docs/README.md", text)).limits
    assert {(hint.subject, hint.written) for hint in hints if isinstance(hint, LimitInProse)} == {
        ("model", "The weights are for research use only"),
        ("dataset", "The recordings may not be sold"),
    }


def test_a_block_that_nobody_reads_of_a_card_for_which_another_file_speaks_is_one_doubt_and_not_understood() -> None:
    hints = labelled(Document("docs/README.md", "---\nlicense: mit\n# X\n\nWe like it.\n")).limits
    doubts = [hint for hint in hints if isinstance(hint, LicenceInProse) and hint.states]
    assert [(hint.names, hint.understood, hint.subject) for hint in doubts] == [((), False, "")]


def test_the_licence_of_a_card_for_which_another_file_speaks_is_named_and_nothing_else_of_its_fields() -> None:
    text = "---\nlicense: mit\nlicense_name: kite\nmodel_name: heron\ntags: [apache-2.0]\n---\n# X\n\nLicense: Zephyr\n"
    hints = labelled(Document("docs/README.md", text)).limits
    licences = {
        (hint.names, hint.states, hint.understood, hint.source.line)
        for hint in hints
        if isinstance(hint, LicenceInProse)
    }
    assert licences == {
        (("mit",), True, True, 2),
        (("kite",), True, True, 3),
        (("Zephyr",), False, True, 9),  # its body states no licence of the release
    }


@pytest.mark.parametrize(
    ("sentence", "licence"),
    [
        ("The model is released under the Apache 2.0 license.", "Apache-2.0"),
        ("The model may be released under the Apache 2.0 license.", None),
        ("License: weights proprietary, code Apache 2.0", None),
        ("## 2. Dataset\n\nLicense: Apache 2.0", None),
    ],
)
def test_only_a_statement_of_fact_about_the_model_is_its_licence_where_no_field_states_one(
    sentence: str, licence: str | None
) -> None:
    found = judged(card("pipeline_tag: x", f"# Heron\n\n{sentence}\n"))
    assert found.release.component(WEIGHTS).licence.value == licence
    assert ("licence-missing" in codes(found)) is (licence is None)


@pytest.mark.parametrize(
    "sentence",
    ["The model may be released under the Kite license.", "License: CC-BY-NC-4.0 soon", "License: not yet decided"],
)
def test_a_statement_that_grants_nothing_still_casts_doubt_on_an_open_licence(sentence: str) -> None:
    assert judged(card(OPEN, f"# Heron\n\n{sentence}\n")).spectrum.reached == "weights-available"
