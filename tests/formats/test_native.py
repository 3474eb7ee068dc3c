"""The native file: its words, and what it keeps of what it does not understand."""

import pytest
from tests.support.releases import WEIGHTS, native

from openness.errors import OpennessError
from openness.formats import native as form
from openness.release.hints import LimitInProse, NothingInferred
from openness.syntax.document import Document
from openness.vocabulary import Kind, Relation


@pytest.mark.parametrize(
    ("base", "ours"),
    [
        ("openness.yaml", True),
        ("openness.toml", True),
        ("openness.json", True),
        ("small.openness.yml", True),
        ("openness.txt", False),
        ("myopenness.yaml", False),
        ("config.yaml", False),
        ("openness", False),
    ],
)
def test_a_native_file_is_told_by_its_name(base: str, ours: bool) -> None:
    assert form.matches_name(base) is ours


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("openness.yaml", "openness: 1\nname: A\ncomponents:\n  training-code: {availability: public, licence: MIT}\n"),
        (
            "openness.toml",
            'openness = 1\nname = "A"\n[components]\ntraining-code = {availability = "public", licence = "MIT"}\n',
        ),
        (
            "openness.json",
            '{"openness": 1, "name": "A",\n"components": {"training-code": {"availability": "public", "licence": "MIT"}}}',
        ),
    ],
)
def test_the_three_forms_say_the_same(name: str, text: str) -> None:
    release = form.read(Document(name, text))
    code = release.component(Kind.TRAINING_CODE)
    assert (release.name.value, code.availability.value, code.licence.value) == ("A", "public", "MIT")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("openness.yaml", "name: A\n", "openness.yaml:1: it is not version 1 of the format"),
        ("openness.yaml", "name: A\nopenness: 2\n", "openness.yaml:2: it is not version 1 of the format"),
        ("openness.yaml", "openness: [1]\n", "openness.yaml:1: it is not version 1 of the format"),
        ("openness.yaml", "- openness\n", "openness.yaml:1: it holds no mapping of fields"),
        ("openness.yaml", "", "openness.yaml:1: it holds no mapping of fields"),
        ("openness.json", "{", "openness.json:1: it is not valid JSON"),
        ("openness.toml", "openness: 1\n", "openness.toml:1: it is not valid TOML"),
    ],
)
def test_what_is_no_native_file_is_refused(name: str, text: str, message: str) -> None:
    with pytest.raises(OpennessError) as caught:
        form.read(Document(name, text))
    assert str(caught.value).startswith(message)


def test_one_word_is_short_for_an_availability() -> None:
    part = native("components: {inference-code: withheld}\n").component(Kind.INFERENCE_CODE)
    assert (part.availability.value, part.licence.state) == ("withheld", "silent")


def test_a_component_may_be_several_items() -> None:
    part = native(
        "components:\n  datasets:\n    - {name: a, availability: public, licence: MIT}\n"
        "    - {name: b, availability: gated, extent: part}\n"
    ).component(Kind.DATASETS)
    assert [(item.name, item.availability.value, item.extent.value) for item in part.items] == [
        ("a", "public", None),
        ("b", "gated", "part"),
    ]


@pytest.mark.parametrize(
    ("licence", "value"),
    [
        ("MIT", "MIT"),
        ("[MIT, ISC]", "MIT AND ISC"),
        ("[MIT OR ISC, 0BSD]", "(MIT OR ISC) AND 0BSD"),
        ("[MIT]", "MIT"),
        ("no", "no"),
        ("~", None),
        ("''", None),
        ("[MIT, {}]", "MIT AND NOASSERTION"),
        ("{x: y}", "NOASSERTION"),
    ],
)
def test_a_list_of_licences_is_all_of_them(licence: str, value: str | None) -> None:
    part = native(f"components: {{training-code: {{availability: public, licence: {licence}}}}}\n")
    assert part.component(Kind.TRAINING_CODE).licence.value == value


def test_a_claim_has_its_place_and_what_was_written() -> None:
    (claim,) = native("components:\n  datasets: {licence: odc-by-1.0}\n").component(Kind.DATASETS).licence.claims
    assert (claim.source.document, claim.source.line, claim.written) == ("openness.yaml", 3, "odc-by-1.0")
    assert claim.source.columns == (23, 33)


def test_base_models_have_their_relation_and_licence() -> None:
    (base,) = native("base-models: [{name: a/b, relation: adapter, licence: mit, producer: A}]\n").base_models
    assert (base.name, base.relation, base.licence.value, base.producer) == ("a/b", Relation.ADAPTER, "mit", "A")


def test_a_relation_that_is_not_said_is_one_whose_terms_may_reach_the_model() -> None:
    (base,) = native("base-models: [{name: a/b}]\n").base_models
    assert base.relation.carries_terms
    assert base.basis == "inferred"


def test_channels_and_claims_are_kept() -> None:
    release = native("channels: [download, product]\nclaims: open\n")
    assert {claim.value for claim in release.channels} == {"download", "product"}
    assert [claim.value for claim in release.labels] == ["open"]


def test_circumstances_are_true_false_or_a_number() -> None:
    release = native("circumstances: {monetised: False, training-compute: 2.1e24}\n")
    assert release.circumstance("monetised").value == "false"
    assert release.circumstance("training-compute").value == "2.1e24"


CONCLUDED = "criterion: osaid-1.0/code, verdict: met, by: A, on: 2026-11-24, because: B"


def test_a_conclusion_has_who_when_and_why() -> None:
    (conclusion,) = native(f"concluded: [{{{CONCLUDED}}}]\n").conclusions
    assert conclusion.to_dict() == {
        "about": "osaid-1.0/code",
        "value": "met",
        "by": "A",
        "on": "2026-11-24",
        "because": "B",
    }


@pytest.mark.parametrize(
    "conclusion",
    [
        CONCLUDED.replace("by: A", "by: ''"),
        CONCLUDED.replace("2026-11-24", "yesterday"),
        CONCLUDED.replace(", on: 2026-11-24", ""),
        CONCLUDED.replace(", because: B", ""),
        CONCLUDED.replace("verdict: met", "verdict: yes"),
        CONCLUDED.replace("criterion: osaid-1.0/code, ", ""),
        "component: weights, licence: MIT, by: A, on: 2026-11-24, because: B",
    ],
    ids=["nobody", "a day that is none", "no day", "no reason", "no verdict", "about nothing", "no component"],
)
def test_a_conclusion_that_lacks_something_does_not_count(conclusion: str) -> None:
    release = native(f"concluded: [{{{conclusion}}}]\n")
    assert release.conclusions == ()
    assert [finding.code for finding in release.oddities] == ["field-invalid"]


@pytest.mark.parametrize(
    ("text", "code", "line", "help"),
    [
        ("nmae: A\n", "field-invalid", 2, "did you mean name?"),
        ("name: A\nname: B\n", "field-invalid", 3, "keep one"),
        ("name: [A]\n", "field-invalid", 2, "write one word or one sentence"),
        ("channels: [downlaod]\n", "field-invalid", 2, "did you mean download?"),
        ("claims: [free]\n", "field-invalid", 2, "write open-source, open-weights or open"),
        ("components: [a]\n", "field-invalid", 2, "write `training-code: public` and the like"),
        ("components: {datasets: {licens: MIT}}\n", "field-invalid", 2, "did you mean licence?"),
        ("components: {datasets: [[a]]}\n", "field-invalid", 2, "write one mapping for each item"),
        ("components: {datasets: open}\n", "availability-unknown", 2, "write public, gated"),
        ("components: {datasets: pubic}\n", "availability-unknown", 2, "did you mean public?"),
        ("components: {datasets: {extent: most}}\n", "field-invalid", 2, "write whole or part"),
        ("base-models: [a/b]\n", "field-invalid", 2, "write `{name: …, relation: fine-tune}`"),
        ("base-models: [{name: a, relation: finetune}]\n", "field-invalid", 2, "did you mean fine-tune"),
        ("circumstances: {monetised: perhaps}\n", "field-invalid", 2, "write true or false"),
        ("circumstances: {monetised: 'true'}\n", "field-invalid", 2, "write true or false"),
        ("circumstances: {training-compute: much}\n", "field-invalid", 2, "write a number such as 2.1e24"),
        ("circumstances: {training-compute: nan}\n", "field-invalid", 2, "write a number such as 2.1e24"),
        ("circumstances: {training-compute: -1}\n", "field-invalid", 2, "write a number such as 2.1e24"),
        ("concluded: [met]\n", "field-invalid", 2, "write criterion, verdict, by, on and because"),
        (
            "weights: public\n",
            "field-invalid",
            2,
            "write it under components: `components: {model-parameters-final: …}`",
        ),
        ("monetised: true\n", "field-invalid", 2, "write it under circumstances: `circumstances: {monetised: …}`"),
        ("dual-licence: no\n", "field-invalid", 2, "write it under circumstances: `circumstances: {dual-licence: …}`"),
    ],
)
def test_what_is_odd_is_reported_and_never_guessed(text: str, code: str, line: int, help: str) -> None:
    (finding,) = native(text).oddities
    assert finding.source is not None
    assert (finding.code.value, finding.source.line) == (code, line)
    assert finding.help.startswith(help)


def test_an_unknown_component_is_a_problem_with_its_line_and_the_rest_is_kept() -> None:
    release = native("components:\n  training-cod: public\n  datasets: public\n")
    assert [str(problem) for problem in release.problems] == [
        "openness.yaml:3: there is no component 'training-cod'; did you mean training-code?"
    ]
    assert [finding.code.value for finding in release.oddities] == ["component-unknown"]
    assert [component.kind for component in release.components] == [Kind.DATASETS]


@pytest.mark.parametrize(("label", "id"), [("weights", "model-parameters-final"), ("training data", "datasets")])
def test_a_component_by_the_label_that_reports_show_is_a_problem_that_names_its_id(label: str, id: str) -> None:
    (problem,) = native(f"components:\n  {label}: public\n").problems
    assert problem.help == f"did you mean {id}?"


def test_a_word_in_no_list_says_nothing() -> None:
    assert native("components: {model-parameters-final: yes}\n").component(WEIGHTS).availability.state == "silent"


@pytest.mark.parametrize(
    ("fields", "available"),
    [
        ("location: 'https://huggingface.co/datasets/acme/corpus'", ("public", "inferred")),
        ("location: 'https://huggingface.co/datasets/acme/corpus', availability: withheld", ("withheld", "declared")),
        ("location: 'https://huggingface.co/acme/model'", None),
        ("location: 'https://example.org/corpus.zip'", None),
    ],
)
def test_a_data_set_is_public_by_its_own_address_on_the_hub_where_nothing_else_is_said(
    fields: str, available: tuple[str, str] | None
) -> None:
    release = native(f"name: A\ncomponents:\n  datasets: [{{name: D, {fields}}}]\n")
    claims = [claim for item in release.component(Kind.DATASETS).items for claim in item.availability.claims]
    assert [(claim.value, claim.basis.value) for claim in claims] == ([available] if available else [])


@pytest.mark.parametrize(
    ("licence", "value"),
    [
        ("{value: MIT, source: 'https://acme.example'}", "MIT"),
        ("{value: MIT, except: surveillance}", "NOASSERTION"),
        ("{value: MIT, licence: CC-BY-NC-4.0}", "NOASSERTION"),
    ],
)
def test_a_value_with_a_field_that_is_not_understood_is_not_known(licence: str, value: str) -> None:
    release = native(f"name: x\ncomponents: {{model-parameters-final: {{availability: public, licence: {licence}}}}}\n")
    assert release.component(Kind.MODEL_PARAMETERS_FINAL).licence.value == value


def test_an_unknown_field_that_states_a_limit_is_a_limit() -> None:
    for fields in ("terms: For research use only.\n", ""):
        more = "" if fields else ", restriction: no commercial use"
        release = native(f"name: x\n{fields}components: {{model-parameters-final: {{licence: MIT{more}}}}}\n")
        assert [type(hint).__name__ for hint in release.limits] == ["LimitInProse"]
    assert native("name: x\nnote: checked by hand\n").limits == ()


def test_an_unknown_field_that_binds_whoever_uses_it_is_a_term() -> None:
    release = native(
        "name: x\nnote: You may not ship it with a toaster.\ncomponents: {model-parameters-final: {licence: MIT}}\n"
    )
    assert [hint.understood for hint in release.limits if isinstance(hint, LimitInProse)] == [True]


@pytest.mark.parametrize(
    "stated", ["availability: perhaps", "availability: [public]", "availability: 3", "availabilty: public"]
)
def test_an_availability_that_nobody_can_read_keeps_it_from_being_inferred(stated: str) -> None:
    release = native(f"components: {{model-parameters-final: {{{stated}}}}}")
    assert [(type(sign), sign.kind) for sign in release.signs if isinstance(sign, NothingInferred)] == [
        (NothingInferred, WEIGHTS)
    ]
    assert not release.component(WEIGHTS).availability.claims


def test_of_two_availabilities_one_that_nobody_can_read_takes_the_other_back() -> None:
    text = "components: {model-parameters-final: {availability: public, availability: perhaps}}"
    assert not native(text).component(WEIGHTS).availability.claims


@pytest.mark.parametrize("availability", ["", "availability: null", "availability: withheld"])
def test_an_availability_that_is_read_or_not_stated_keeps_nothing(availability: str) -> None:
    assert native(f"components: {{model-parameters-final: {{{availability}}}}}").signs == ()


@pytest.mark.parametrize(
    "field", ["base-models: [{name: a/b, relation: fine-tune}]", "base_model: a/b", "base-model-name: a/b"]
)
def test_a_base_among_the_weights_is_a_base(field: str) -> None:
    release = native(f"components: {{model-parameters-final: {{{field}}}}}")
    assert [base.name for base in release.base_models] == ["a/b"]
    assert "unknown field" in release.oddities[0].message
