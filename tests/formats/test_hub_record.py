"""The record the Hub's API gives, as a tree."""

import json
from typing import Any

import pytest

import openness
from openness.formats import hub_record
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Scalar, plain
from openness.vocabulary import Kind


def record(**fields: Any) -> Mapping:
    """A record with these fields."""
    tree = json_tree(json.dumps(fields), "info.json")
    assert isinstance(tree, Mapping)
    return tree


@pytest.mark.parametrize(
    ("fields", "subject"),
    [
        ({"modelId": "a/b", "description": "x"}, "model"),
        ({"pipeline_tag": "x"}, "model"),
        ({"modelId": None, "description": "x"}, ""),
        ({"modelId": None, "citation": "x", "description": "x"}, "dataset"),
        ({"base_model": "a/b", "citation": "x"}, "model"),
        ({"tags": ["library:datasets"]}, "dataset"),
        ({"tags": ["size_categories:1K<n<10K"]}, "dataset"),
        ({"sdk": "gradio", "modelId": "a/b"}, "space"),
        ({"tags": ["en"], "gated": False}, ""),
    ],
)
def test_what_a_record_is_of(fields: dict[str, Any], subject: str) -> None:
    assert hub_record.subject_of(record(**fields)) == subject


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"id": "a/b"}, "a/b"),
        ({"modelId": "gpt2"}, "gpt2"),
        ({"id": "a/b", "modelId": "a/b"}, "a/b"),
        ({"id": "a/b", "modelId": "a/c"}, ""),
        ({"id": "../b"}, ""),
        ({"id": ["a/b"]}, ""),
        ({"id": None}, ""),
    ],
)
def test_the_one_name_it_says(fields: dict[str, Any], name: str) -> None:
    assert hub_record.name_of(record(**fields)) == name


@pytest.mark.parametrize(("siblings", "files"), [(None, None), ([], ()), ("x", ()), ([{"rfilename": "a"}, 3], ("a",))])
def test_the_files_it_lists(siblings: object, files: tuple[str, ...] | None) -> None:
    listed = hub_record.files_of(record(siblings=siblings))
    assert (listed if listed is None else tuple(node.text for node in listed)) == files


def test_the_fields_of_its_card_are_the_hubs_where_the_hub_has_them() -> None:
    fields = record(
        gated="auto",
        library_name="transformers",
        tags=["license:mit", "dataset:a", "dataset:b"],
        cardData={"license": None, "tags": ["own"], "gated": True, "extra_gated_prompt": "x", "library_name": "timm"},
        baseModels={"relation": "merge", "models": [{"id": "org/a"}, "org/b", {"id": None}, 3]},
    )
    assert plain(hub_record.fields_of(fields, False)) == {
        "license": "mit",
        "library_name": "timm",
        "gated": "auto",
        "datasets": ["a", "b"],
        "base_model": ["null"],
        "tags": [
            *("license:mit", "dataset:a", "dataset:b"),
            *("base_model:merge:org/a", "base_model:merge:org/b", "base_model:merge:3"),
        ],
    }


def test_what_the_hub_took_from_a_card_that_is_read_is_left_out() -> None:
    fields = record(gated=False, tags=["license:mit"], cardData={"license": "mit"}, library_name="transformers")
    assert plain(hub_record.fields_of(fields, True)) == {"gated": "false", "library_name": "transformers", "tags": []}


CC = "cc-by-nc-4.0"


@pytest.mark.parametrize(
    ("fields", "card", "besides"),
    [
        ({"license": CC}, {"license": "mit"}, ["license"]),
        ({"license": "MIT"}, {"license": "mit"}, []),
        ({"license": ["a", "b"]}, {"license": ["B", "a"]}, []),
        ({"licence": CC}, {"licence": "mit"}, ["licence"]),
        ({"base-model": "a/b"}, {"base-model": "a/c"}, ["base-model"]),
        ({"license": "mit"}, {"license": " "}, ["license"]),
        ({"pipeline_tag": "x"}, {"pipeline_tag": "y"}, []),
        ({"pipeline_tag": "x"}, {}, ["pipeline_tag"]),
    ],
)
def test_what_a_record_says_besides_its_card(fields: dict[str, Any], card: dict[str, Any], besides: list[str]) -> None:
    assert [key.text for key, _ in hub_record.besides(record(**fields), record(**card))] == besides


@pytest.mark.parametrize("word", ["licence", "base-model"])
def test_a_slip_in_a_record_is_heard_whether_its_card_lies_within_or_is_read_by_itself(word: str) -> None:
    stated, other = {"licence": (CC, "mit"), "base-model": ("a/nc", "a/free")}[word]
    within = hub_record.fields_of(record(id="a/b", **{word: stated}, cardData={word: other}), card_read=False)
    beside = hub_record.terms_beside(record(id="a/b", **{word: stated}), record(**{word: other}))
    for found in (within, beside):
        assert stated in [node.text for key, node in found if key.text == word and isinstance(node, Scalar)]


def test_the_hubs_number_of_a_record_is_not_its_name() -> None:
    assert hub_record.right_names(["_id", "License"]) == {"_id": "_id", "License": "license"}
    assert not hub_record.is_slip("_id") and not hub_record.is_record(record(_id="621ffdc0", license="mit"))
    assert hub_record.name_of(hub_record.with_right_names(record(_id="621ffdc0", id="a/b"))) == "a/b"


@pytest.mark.parametrize(
    "fields",
    [
        {"license": ["mit", "MIT"]},
        {"tags": ["license:mit", "license:mit"]},
        {"cardData": {"license": ["mit", "mit", "apache-2.0"]}},
    ],
)
def test_a_licence_that_is_named_twice_is_one(fields: dict[str, Any]) -> None:
    licence = (
        openness.classify({"id": "a/b", **fields}).resolved.release.component(Kind.MODEL_PARAMETERS_FINAL).licence.value
    )
    assert licence == ("MIT AND Apache-2.0" if "cardData" in fields else "MIT")
