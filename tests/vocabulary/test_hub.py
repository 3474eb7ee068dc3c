"""The meanings of the Hub's tags."""

import pytest

from openness.vocabulary import hub


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("a/b", ("", "a/b")),
        ("finetune:a/b", ("finetune", "a/b")),
        ("quantized:", ("", "quantized:")),
        ("other:a/b", ("", "other:a/b")),
    ],
)
def test_a_tag_names_a_base_and_may_tell_its_relation(word: str, base: tuple[str, str]) -> None:
    assert hub.named_base(word) == base


def test_a_base_named_by_several_tags_is_one() -> None:
    assert hub.base_relations(["a/b", "finetune:a/b", "c/d"]) == {"a/b": "finetune", "c/d": ""}


@pytest.mark.parametrize("name", ["org/name", "gpt2", "org/name-1.0_x", "kan-bayashi/a--b", f"espnet/{'x' * 150}"])
def test_names_that_repositories_have(name: str) -> None:
    assert hub.is_repository(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/",
        "a/",
        "/a",
        "a/b/c",
        "./a",
        "../a",
        "a/..",
        "a/b..c",
        "~/a",
        "a b",
        "a/b\n",
        "a\x1b",
        "C:\\a",
        "å/b",
        "x" * 300,
    ],
)
def test_what_is_no_name_of_a_repository(name: str) -> None:
    assert not hub.is_repository(name)


def test_what_tags_with_a_prefix_say() -> None:
    assert hub.tagged(["license:mit", "en", "license:gpl"], hub.LICENCE_TAG) == ["mit", "gpl"]


def test_every_list_of_fields_names_fields_that_the_hub_has() -> None:
    listed = {*hub.ONE_WORD, *hub.OF_WORDS, *hub.LICENCE_FIELDS, *hub.INDICES, *hub.CLOSING, *hub.TELLING_KEYS}
    assert listed <= hub.FIELDS
    assert {hub.NOT_IN_THE_EU} <= hub.GATE_FIELDS
    assert {*hub.MISSPELT.values()} <= hub.FIELDS and hub.FIELDS.isdisjoint(hub.MISSPELT)


def test_a_field_is_spelt_out_in_one_word_at_least() -> None:
    assert [hub.spelt_out(field) for field in ("hub", "path", "hub_path", "hub_model")] == [
        "hub",
        "path",
        "hub",
        "model",
    ]
