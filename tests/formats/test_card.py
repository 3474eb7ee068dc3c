"""The card of a model or a data set; `tests/corpus/card` has whole documents."""

import pytest
from tests.support.releases import WEIGHTS, card

from openness.errors import NotThisFormat, OpennessError
from openness.formats import card as form
from openness.formats._card_bases import BASE_HELP
from openness.release.finding import Code
from openness.release.hints import LimitInProse, NeededBase, NothingInferred
from openness.release.release import BASES, Release
from openness.syntax.document import Document
from openness.syntax.front_matter import front_matter
from openness.vocabulary import Availability, Basis, Kind, Relation

TELLING = "pipeline_tag: text-generation"


def offered(release: Release) -> str | None:
    """The availability of the weights."""
    return release.component(WEIGHTS).availability.value


@pytest.mark.parametrize(
    ("base", "ours"),
    [("README.md", True), ("readme.MD", True), ("card.markdown", True), ("LICENSE", False), ("notes.txt", False)],
)
def test_a_card_is_told_by_its_name(base: str, ours: bool) -> None:
    assert form.matches_name(base) is ours


def test_a_card_says_by_its_nature_that_weights_can_be_had() -> None:
    (claim,) = card(f"license: mit\n{TELLING}").component(WEIGHTS).availability.claims
    assert (claim.value, claim.basis) == (Availability.PUBLIC, Basis.INFERRED)
    assert claim.rule


def test_a_card_speaks_of_itself_and_never_of_code_or_data() -> None:
    release = card(f"license: mit\n{TELLING}\ndatasets: [a/b]")
    kinds = {component.kind for component in release.components}
    assert kinds == {WEIGHTS, Kind.MODEL_CARD, Kind.DATASETS}
    assert release.component(Kind.DATASETS).availability.state == "silent"


def test_the_licence_has_its_place_and_what_was_written() -> None:
    (claim,) = card(f"{TELLING}\nlicense: Apache-2.0").component(WEIGHTS).licence.claims
    assert (claim.written, claim.basis, claim.source.line) == ("Apache-2.0", Basis.DECLARED, 3)
    assert claim.source.columns == (10, 20)


@pytest.mark.parametrize(
    ("field", "availability"),
    [
        ("extra_gated_prompt: Accept.", "gated"),
        ("extra_gated_fields: {Name: text}", "gated"),
        ("gated: manual", "gated"),
        ("gated: auto", "gated"),
        ("gated: true", "gated"),
        ("gated: false", "public"),
    ],
)
def test_a_gate_is_a_form_in_front(field: str, availability: str) -> None:
    assert offered(card(f"license: mit\n{TELLING}\n{field}")) == availability


def test_the_mode_of_a_gate_is_kept_as_written() -> None:
    (claim,) = card(f"license: mit\n{TELLING}\ngated: manual").component(WEIGHTS).availability.claims
    assert "manual" in claim.written


@pytest.mark.parametrize(
    "prose",
    [
        "The weights are coming soon.",
        "Weights will be released soon.",
        "Coming soon: the weights.",
        "The checkpoints are available on request.",
        "The model is only available through our API.",
        "Model weights are available upon request.",
        "This model is API only.",
    ],
)
def test_weights_are_never_inferred_against_the_prose(prose: str) -> None:
    release = card(f"license: mit\n{TELLING}", f"# A model\n\n{prose}\n")
    assert release.component(WEIGHTS).availability.state == "silent"
    assert [finding.source.line for finding in release.oddities if finding.source] == [7]


@pytest.mark.parametrize(
    "prose",
    [
        "The training code is coming soon.",
        "More languages are coming soon!",
        "Send a pull request to improve this card.",
        "The technical report is available on request.",
        "The dataset is available upon request. The model is here.",
        "Users request answers from the model.",
        "You can also reach the model through our API.",
    ],
)
def test_other_prose_does_not_hide_the_weights(prose: str) -> None:
    assert offered(card(f"license: mit\n{TELLING}", prose)) == "public"


@pytest.mark.parametrize(
    ("relation", "of"),
    [
        ("finetune", Relation.FINE_TUNE),
        ("adapter", Relation.ADAPTER),
        ("quantized", Relation.QUANTISATION),
        ("merge", Relation.MERGE),
    ],
)
def test_the_hubs_relations_are_ours(relation: str, of: Relation) -> None:
    (base,) = card(f"license: mit\nbase_model: a/b\nbase_model_relation: {relation}").base_models
    assert (base.name, base.relation, base.basis) == ("a/b", of, Basis.DECLARED)


@pytest.mark.parametrize(
    ("names", "relation"), [("a/b", Relation.FINE_TUNE), ("[a/b]", Relation.FINE_TUNE), ("[a/b, c/d]", Relation.MERGE)]
)
def test_a_relation_that_is_not_said_is_inferred(names: str, relation: Relation) -> None:
    bases = card(f"license: mit\nbase_model: {names}").base_models
    assert {(base.relation, base.basis) for base in bases} == {(relation, Basis.INFERRED)}


@pytest.mark.parametrize(
    "field",
    ["base_modle", "base_modell", "bas_model", "base-model", "Base Models", "base_model_name", "baseModelId"],
)
def test_a_slip_in_the_field_of_the_bases_hides_no_base(field: str) -> None:
    release = card(f"license: mit\n{field}: a/b")
    assert [base.name for base in release.base_models] == ["a/b"]
    assert "counts here as if it were" in release.oddities[0].message


def test_a_field_that_is_called_nearly_so_is_another() -> None:
    assert card("license: mit\nbase_model_class: a/b\nbaseline_model: c/d\nbasic_mode: e/f").base_models == ()


@pytest.mark.parametrize(
    ("word", "bases"),
    [
        ("none", []),
        ("None", []),
        ('"N/A"', []),
        ('"-"', []),
        ('"null"', []),
        ("unknown", [""]),
        ("'???'", [""]),
        ("[none, a/b]", ["a/b"]),
        ("[unknown, a/b]", ["", "a/b"]),
    ],
)
def test_a_word_that_is_no_name_names_no_base(word: str, bases: list[str]) -> None:
    release = card(f"license: mit\nbase_model: {word}")
    assert sorted(base.name for base in release.base_models) == bases
    (odd,) = release.oddities
    assert (odd.code, odd.help) == (Code.FIELD_INVALID, BASE_HELP)
    assert "which is not a model's name" in odd.message


@pytest.mark.parametrize("nothing", ["null", "~", "''", "[]"])
def test_a_base_that_is_left_out_is_nothing_odd(nothing: str) -> None:
    release = card(f"license: mit\nbase_model: {nothing}")
    assert (release.base_models, release.oddities) == ((), ())


@pytest.mark.parametrize(("tag", "bases"), [("finetune:none", []), ("unknown", [""]), ("adapter:a/b", ["a/b"])])
def test_a_tag_names_no_base_either(tag: str, bases: list[str]) -> None:
    release = card(f"license: mit\ntags: ['base_model:{tag}']")
    assert [base.name for base in release.base_models] == bases


@pytest.mark.parametrize(("library", "licence"), [("transformers", "Apache-2.0"), ("SpaCy", "MIT"), ("ours", None)])
def test_inference_code_is_inferred_from_a_known_library(library: str, licence: str | None) -> None:
    code = card(f"license: mit\nlibrary_name: {library}").component(Kind.INFERENCE_CODE)
    assert code.licence.value == licence
    assert code.availability.value == ("public" if licence else None)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("title: x\nsdk: gradio\napp_file: app.py\nlicense: mit", "a Space's page"),
        ("name: x\ndescription: y\nlicense: mit", "an agent's skill"),
        ("layout: post\ntitle: x", "a web page"),
        ("author: x", "no model card"),
    ],
    ids=["Space", "skill", "web page", "other"],
)
def test_what_only_looks_like_a_card_is_refused(fields: str, message: str) -> None:
    with pytest.raises(NotThisFormat) as caught:
        card(fields)
    assert message in str(caught.value.problem)


@pytest.mark.parametrize("block", ["- a\n- b", "just words", "'license: mit'"])
def test_a_block_that_is_no_mapping_is_an_error(block: str) -> None:
    with pytest.raises(OpennessError, match=r"README\.md:2: the YAML block is not a mapping"):
        card(block)


def test_a_broken_block_is_an_error_with_the_line_of_the_file() -> None:
    with pytest.raises(OpennessError, match=r"README\.md:4: it is not valid YAML"):
        card("license: mit\ntags: [a\nb: c: d")


def test_a_markdown_file_without_a_block_is_no_card_unless_it_is_the_readme() -> None:
    with pytest.raises(NotThisFormat):
        form.read(Document("notes.md", "# Notes\n"))
    release = form.read(Document("README.md", "# A model\n"))
    assert release.component(WEIGHTS).availability.state == "silent"


def test_replaced_bytes_are_said() -> None:
    release = form.read(Document("README.md", f"---\nlicense: mit\n{TELLING}\n---\n", replaced=True))
    assert ["not UTF-8" in finding.message for finding in release.oddities] == [True]


def test_a_field_for_a_base_in_another_spelling_counts_and_its_finding_says_so() -> None:
    release = card("license: mit\nbase-model: org/base")
    assert [base.name for base in release.base_models] == ["org/base"]
    (finding,) = release.oddities
    assert finding.message.endswith("; it counts here as if it were")
    assert "nothing is guessed" not in finding.code.says


def test_a_page_with_a_form_in_front_of_its_files_is_a_card() -> None:
    assert card("title: x\nextra_gated_heading: Accept the terms\nextra_gated_prompt: You agree").read == ("README.md",)


@pytest.mark.parametrize(
    ("base", "text", "ours"),
    [
        ("card", "---\nlicense: mit\n---\n", True),
        ("card", "\n\n---\nlicense: mit\n---\n", True),
        ("card", "license: mit\n", False),
        ("card", "--- x\n", False),
        ("card.txt", "---\nlicense: mit\n---\n", False),
        ("card.txt", "license: mit\n", False),
    ],
)
def test_a_file_without_an_ending_is_told_by_its_first_line(base: str, text: str, ours: bool) -> None:
    assert form.matches_content(base, text) is ours


def test_fields_of_something_else_are_a_card_s_where_the_hub_has_them() -> None:
    block, _, _ = front_matter(Document("README.md", "---\nname: x\ndescription: y\n---\n"))
    assert block
    with pytest.raises(NotThisFormat):
        form.fields_of("fields", block)
    assert form.fields_of("fields", block, on_hub=True).subject == "model"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\nlicense: mit\n---\nFor research use only.", 4),
        ("\n---\nlicense: mit\n---\nFor research use only.", 5),
        ("---\nlicense: mit\n---\n\n\nFor research use only.", 6),
    ],
)
def test_a_sentence_of_the_body_has_its_line_in_the_file(text: str, line: int) -> None:
    (hint,) = form.read(Document("README.md", text)).limits
    assert hint.source.line == line


@pytest.mark.parametrize(
    ("fields", "comments"),
    [
        ("license: mit # for research use only", [2]),
        ("license:\n- mit\n- x # for research use only", [4]),
        ("license_link: LICENSE\nlicense: mit # for research use only", [3]),
        ("tags: [a] # for research use only\nlicense: mit", []),
        ("license: mit#for research use only", []),
        ("license: mit # -", []),
        ("license: mit ## for research use only", [2]),
    ],
)
def test_a_comment_on_a_line_of_the_licence_is_read(fields: str, comments: list[int]) -> None:
    assert [hint.source.line for hint in card(fields).limits if isinstance(hint, LimitInProse)] == comments


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ("licence: mit\nx: y", False),  # a misspelt licence is a card's
        ("x: y\nz: y", True),
        ("tags: [a]\nx: y", False),
        ("sdk: x\nemoji: y", True),
        ("sdk: x\nx: y", True),
        ("sdk: x\nlicense: mit", False),  # one field of a page for an app beside those of a card
        ("name: x\ndescription: y\nz: y", True),
        ("name: x\nlicense: mit", False),
        ("layout: x\nlicense: mit", False),
        ("layout: x\ntags: [a]", True),
    ],
)
def test_a_block_is_a_card_s_by_its_fields(fields: str, refused: bool) -> None:
    if refused:
        with pytest.raises(NotThisFormat):
            card(fields)
    else:
        assert card(fields).read == ("README.md",)


@pytest.mark.parametrize("field", ["private", "disabled"])
@pytest.mark.parametrize(
    ("value", "closed"), [("true", True), ("yes", True), ("false", False), ("FALSE", False), ("null", False)]
)
def test_a_repository_is_closed_by_anything_but_a_plain_no(field: str, value: str, closed: bool) -> None:
    release = card(f"license: mit\n{TELLING}\n{field}: {value}")
    assert (Kind.MODEL_CARD not in {component.kind for component in release.components}) is closed


@pytest.mark.parametrize(
    ("field", "availability"),
    [
        ("extra_gated_fields: {}", "public"),  # a form that asks nothing
        ("extra_gated_fields: [[]]", "public"),
        ("extra_gated_fields: [null]", "public"),
        ("extra_gated_prompt: [' ']", "public"),
        ("extra_gated_fields: [[x]]", "gated"),
        ("gated: FALSE", "public"),
        ("gated: maybe", "gated"),
        ("gated: false\nextra_gated_prompt: x", "gated"),
    ],
)
def test_a_form_that_asks_nothing_is_no_gate(field: str, availability: str) -> None:
    assert offered(card(f"license: mit\n{TELLING}\n{field}")) == availability


@pytest.mark.parametrize(
    ("datasets", "names"),
    [
        ("a/b", ["a/b"]),
        ("[a/b, c/d]", ["a/b", "c/d"]),
        ("[' ', a/b]", ["a/b"]),
        ('["\\u00a0", a/b]', ["a/b", "\u00a0"]),  # which is no blank of YAML
        ("[' a/b ']", ["a/b"]),
        ("[null, a/b]", ["a/b"]),
        ("[true, a/b]", ["a/b"]),
        ("[[a/b], c/d]", ["c/d"]),
        ("[' ']", []),
    ],
)
def test_a_data_set_is_named_by_a_word(datasets: str, names: list[str]) -> None:
    assert [item.name for item in card(f"license: mit\ndatasets: {datasets}").component(Kind.DATASETS).items] == names


@pytest.mark.parametrize(
    ("fields", "relation"),
    [
        ("library_name: peft\ntags: [gguf]", Relation.ADAPTER),  # by its library before its tags
        ("library_name: transformers\ntags: [lora, gguf]", Relation.QUANTISATION),
        ("tags: [gguf, lora]", Relation.QUANTISATION),
        ("tags: [merge, lora]", Relation.ADAPTER),
        ("tags: [merge]", Relation.MERGE),
        ("quantized_by: x\ntags: [merge]", Relation.QUANTISATION),
        ("quantized_by: []\ntags: [merge]", Relation.MERGE),
        ("base_model_relation: adapter\ntags: [gguf]", Relation.ADAPTER),
        ("base_model_relation: Adapter\ntags: [gguf]", Relation.ADAPTER),
        ("base_model_relation: kite\ntags: [gguf]", Relation.QUANTISATION),
        ("base_model_relation: kite\ntags: ['base_model:adapter:a/b']", Relation.ADAPTER),
        ("base_model_relation: adapter\nbase_model_relation: merge\ntags: [gguf]", Relation.QUANTISATION),
    ],
)
def test_the_signs_of_a_relation_are_asked_in_their_order(fields: str, relation: Relation) -> None:
    (base,) = card(f"license: mit\nbase_model: a/b\n{fields}").base_models
    assert base.relation is relation


@pytest.mark.parametrize(("count", "kept"), [(BASES, BASES), (BASES + 1, BASES + 1), (BASES + 5, BASES + 1)])
def test_of_many_bases_one_more_is_kept_than_is_looked_at(count: int, kept: int) -> None:
    names = ", ".join(f"a/b{number}" for number in range(count))
    assert len(card(f"license: mit\nbase_model: [{names}]").base_models) == kept


@pytest.mark.parametrize(
    ("fields", "values"),
    [
        ("license: mit\ntags: ['license:apache-2.0']", {"mit", "apache-2.0"}),
        ("license: mit\ntags: ['license:MIT']", {"mit"}),
        ("license: mit\ntags: ['license:']", {"mit"}),
        ("license: mit\ntags: 'license:apache-2.0'", {"mit", "apache-2.0"}),
        ("tags: ['license:apache-2.0']", set()),  # a tag alone states none
        ("license: [mit, apache-2.0]", {"mit AND apache-2.0"}),
        ("license: mit\nlicence: apache-2.0", {"mit", "apache-2.0"}),
        ("licence: apache-2.0", set()),
        ("license: other\nlicense_name: kite", {"kite"}),
        ("license: mit\nlicense_name: kite", {"mit", "kite"}),
        ("license: [mit, x]\nlicense_name: kite", {"mit AND x", "kite"}),
        ("license: [other]\nlicense_name: kite", {"kite"}),
        ("license: [mit, [x]]", {"NOASSERTION"}),
        ("license: {mit: x}", {"NOASSERTION"}),
    ],
)
def test_every_word_about_the_licence_is_a_claim(fields: str, values: set[str]) -> None:
    licence = card(f"{TELLING}\n{fields}").component(WEIGHTS).licence
    assert {claim.value for claim in licence.claims} == values


def test_a_licence_alone_in_a_list_has_its_own_place() -> None:
    (claim,) = card(f"{TELLING}\nlicense: [mit]").component(WEIGHTS).licence.claims
    assert (claim.written, claim.source.columns) == ("mit", (11, 14))


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ("model_name: heron", ["heron"]),
        ("model_name: NOASSERTION", []),
        ("model_name: ' '", []),
        ("model_name: [heron]", []),
        ("model_name: heron\nmodel_name: egret", ["heron", "egret"]),
        ("pretty_name: heron\nlibrary_name: x", []),
    ],
)
def test_a_model_is_called_by_a_word_that_names_it(fields: str, names: list[str]) -> None:
    assert [claim.value for claim in card(f"{TELLING}\n{fields}").name.claims] == names


@pytest.mark.parametrize(
    "tag", ["'Base_Model:a/b'", "'base-models:a/b'", "base_model: a/b", "{base_model: [a/b]}", "BaseModel: a/b"]
)
def test_a_slip_in_a_tag_hides_no_base(tag: str) -> None:
    release = card(f"license: mit\ntags: [{tag}]")
    assert [base.name for base in release.base_models] == ["a/b"]


@pytest.mark.parametrize("tag", ["'License:apache-2.0'", "license: apache-2.0", "'licence:apache-2.0'"])
def test_a_slip_in_a_tag_hides_no_licence(tag: str) -> None:
    (item,) = card(f"license: mit\npipeline_tag: x\ntags: [{tag}]").component(Kind.MODEL_PARAMETERS_FINAL).items
    assert item.licence.values == ("apache-2.0", "mit")


def test_a_tag_with_a_slip_is_reported_and_one_without_is_not() -> None:
    assert [oddity.message for oddity in card("license: mit\ntags: ['Base_Model:a/b']").oddities] == [
        "the tag 'Base_Model:a/b' is not the Hub's; it counts here as if it were 'base_model:a/b'"
    ]
    assert card("license: mit\ntags: ['base_model:a/b', 'region:us', bert]").oddities == ()


@pytest.mark.parametrize(
    "fields",
    [
        "init_from: acme/wren-7b",
        "pretrainedModelNameOrPath: acme/wren-7b",
        "lineage: {base_model_id: acme/wren-7b}",
        "model-index: [{name: x, base_model: acme/wren-7b, results: []}]",
    ],
)
def test_a_field_of_its_own_names_a_base(fields: str) -> None:
    (base,) = card(f"license: mit\npipeline_tag: x\n{fields}").base_models
    assert (base.name, base.certain) == ("acme/wren-7b", False)


@pytest.mark.parametrize(
    "fields", ["teacher: acme/wren-7b", "init_code: acme/wren-7b", "model-index: [{name: acme/wren-7b, results: []}]"]
)
def test_a_field_that_tells_something_else_names_no_base(fields: str) -> None:
    assert card(f"license: mit\npipeline_tag: x\n{fields}").base_models == ()


@pytest.mark.parametrize(
    ("fields", "limits"),
    [
        ("license_details: For research only.", ["license details: For research only"]),
        ("terms: {use: research only}", ["terms: research only", "use: research only"]),
        ("tags: [terms: research only]", ["terms: research only"]),
        ("extra_gated_eu_disallowed: true", ["extra_gated_eu_disallowed: true"]),
        ("extra_gated_eu_disallowed: false", []),
    ],
)
def test_limits_are_read_in_fields_that_hold_words(fields: str, limits: list[str]) -> None:
    release = card(f"license: mit\npipeline_tag: x\n{fields}")
    assert sorted(hint.written for hint in release.limits if isinstance(hint, LimitInProse)) == limits


def test_a_field_of_its_own_may_say_that_there_are_no_weights() -> None:
    release = card("license: mit\npipeline_tag: x\nstatus: The weights are not released yet.")
    assert not release.component(Kind.MODEL_PARAMETERS_FINAL).availability.claims
    assert [type(sign) for sign in release.signs] == [NothingInferred]


@pytest.mark.parametrize("field", ["library", "libraryName", "library-name"])
def test_a_slip_in_the_library_hides_no_adapter(field: str) -> None:
    release = card(f"license: mit\npipeline_tag: x\n{field}: peft")
    assert [type(sign) for sign in release.signs] == [NeededBase]
    assert not release.component(Kind.INFERENCE_CODE).items


#: The fields of the Hub that hold one word, and those that hold a word or a list of words.
OF_ONE_WORD = "license_name license_link model_name pretty_name base_model_relation pipeline_tag".split()
OF_WORDS = "language metrics library_name library_tag quantized_by new_version thumbnail".split()
OF_WORDS += "model_type model_creator mask_token".split()


@pytest.mark.parametrize("field", [*OF_ONE_WORD, *OF_WORDS])
def test_a_field_of_words_that_holds_something_else_is_words_like_others(field: str) -> None:
    limits = card(f"license: mit\n{TELLING}\n{field}: {{terms: For research only.}}").limits
    assert {"terms: For research only"} < {hint.written for hint in limits if isinstance(hint, LimitInProse)}


def test_what_a_card_says_of_a_data_set_in_a_list_is_about_the_data() -> None:
    assert card(f"license: mit\n{TELLING}\ndatasets:\n- name: x\n  license: cc-by-nc-4.0").limits == ()


def test_a_field_of_its_own_that_holds_the_text_of_a_licence_is_such_a_text() -> None:
    text = f"Heron Terms. {'Whoever feeds herons may keep them. ' * 10}"
    release = card(f"license: mit\n{TELLING}\nlicense_text: {text}")
    assert [(text.text, text.kinds) for text in release.texts] == [(text.strip(), (WEIGHTS,))]
    assert card(f"license: mit\n{TELLING}\nlicense_text: MIT").texts == ()


@pytest.mark.parametrize("field", ["extra_gated_prompt", "extra_gated_description"])
def test_a_sentence_of_a_gate_may_go_on_in_the_next_entry_of_a_list(field: str) -> None:
    split = card(f"license: mit\n{TELLING}\n{field}:\n- I agree to use this model only for\n- non-commercial purposes")
    assert [type(hint) for hint in split.limits] == [LimitInProse]
    assert card(f"license: mit\n{TELLING}\n{field}:\n- Say who you are\n- and where you live").limits == ()
