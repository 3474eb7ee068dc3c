"""A card, a mapping and a row of the same fields say the same, whatever stands in them; and no row is ever an error."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.api import classify_release, definitions
from openness.formats import card, hub_fields
from openness.release.claim import Claim, Fact, Rule
from openness.release.location import Source
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.syntax.document import Document
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping
from openness.table import waist as table
from openness.vocabulary import Basis, hub

SHELF = shipped()
UNDER = definitions(["spectrum", "osaid-1.0", "open-weights-definition-2024"], SHELF)

#: A known model, its maker's other account, a copy of it by somebody else, and names that nobody knows.
MODELS = [
    "meta-llama/Llama-2-7b-hf",
    "facebook/llama-7b",
    "unsloth/Meta-Llama-3.1-8B",
    "a/b",
    "a/c",
    "A/B",
    "x/y",
    "gpt2",
]
WORDS = [
    "",
    " ",
    "mit",
    "MIT ",
    "other",
    "cc-by-nc-4.0",
    "llama2",
    "no such licence",
    "true",
    "null",
    "~",
    "none",
    "lora",
]
BASES = [*MODELS, "finetune:a/b", "adapter:x/y", "unknown", "N/A", "-", "https://huggingface.co/x/y", "", " a/b\t"]
TAGS = [
    "x",
    "lora",
    "license:mit",
    "license:cc-by-nc-4.0",
    "base_model:a/b",
    "base_model:adapter:x/y",
    "base_model:unknown",
]


def cells(*words: str) -> st.SearchStrategy[Any]:
    """What a cell may hold: above all words it is meant for, but anything else too."""
    word = st.sampled_from(words) | st.text("ab/:-é \n", max_size=3)
    odd: st.SearchStrategy[Any] = st.one_of(
        st.booleans(), st.integers(-3, 3), st.just({}), st.dictionaries(st.just("k"), word, max_size=1)
    )
    return (
        word
        | st.lists(word, max_size=3)
        | odd
        | st.lists(word | odd | st.none() | st.lists(word, max_size=1), max_size=3)
    )


ROWS = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from([*MODELS, "", "no owner", "../x"]) | st.integers(),
        "license": cells(*WORDS),
        "license_name": cells(*WORDS),
        "license_link": cells("LICENSE", "https://opensource.org/license/mit", *WORDS),
        "base_model": cells(*BASES),
        "base_model_relation": cells("finetune", "adapter", "quantized", "merge", "Merge", "none"),
        "gated": cells("auto", "manual", "false"),
        "datasets": cells("a", "b/c"),
        "library_name": cells("transformers", "peft", "Diffusers"),
        "tags": st.lists(st.sampled_from([*TAGS, ""]), max_size=3) | cells(*TAGS),
        "pipeline_tag": cells("text-generation"),
    },
)


def fields_of(row: dict[str, Any]) -> dict[str, Any]:
    """The fields of a card that say what a row does: the Hub's tags stand in for a licence that no field names."""
    fields = {name: value for name, value in row.items() if name != "id"}
    tags = fields.get("tags")
    words = [tag for tag in (tags if isinstance(tags, list) else [tags]) if isinstance(tag, str)]
    tagged = hub.tagged(words, hub.LICENCE_TAG)
    licence = fields.get("license")
    if tagged and (licence in ("", []) or licence is None or (isinstance(licence, str) and not licence.strip())):
        fields["license"] = tagged
    return fields


def judged(release: Release) -> dict[str, Any]:
    """What a release comes to."""
    return table.answer(classify_release(release, "x", UNDER, SHELF), UNDER)


def named(release: Release, id: Any) -> Release:
    """A release with the name and the owner that its repository has."""
    if not isinstance(id, str) or not hub.is_repository(id, owned=True):
        return release
    owner = Claim(id.partition("/")[0], Basis.INFERRED, Source("x"), id, rule=Rule.HUB_OWNER)
    return release.join(Release(Fact((Claim(id, Basis.DECLARED, Source("x"), id),)), producer=Fact((owner,))))


def as_card(fields: dict[str, Any]) -> Release:
    """A card with these fields, which it says are those of a model."""
    lines = [f"{name}: {json.dumps(value)}" for name, value in fields.items()]
    return card.read(Document("README.md", "\n".join(["---", *lines, "model_type: ''", "---", ""])))


def as_mapping(fields: dict[str, Any]) -> Release:
    """The same fields as somebody's mapping."""
    tree = json_tree(json.dumps({**fields, "model_type": ""}), "x")
    assert isinstance(tree, Mapping)
    return hub_fields("x", tree)


def as_rows(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    """What rows of one table come to."""
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: [row.get(name) for row in rows] for name in names}
    keys = table.keys(columns, SHELF) if columns else [() for _ in rows]
    return [judged(table.release_of(key)) for key in keys]


@given(st.lists(ROWS, min_size=1, max_size=4))
def test_a_card_a_mapping_and_a_row_say_the_same_whatever_stands_beside_it(rows: list[dict[str, Any]]) -> None:
    for row, said in zip(rows, as_rows(*rows), strict=True):
        fields = fields_of(row)
        assert said == judged(named(as_mapping(fields), row.get("id"))), row
        assert {**said, "findings": []} == {**judged(named(as_card(fields), row.get("id"))), "findings": []}, row


@given(ROWS)
def test_any_row_is_one_row(row: dict[str, Any]) -> None:
    pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
    arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
    import openness

    try:
        cells = arrow.table({name: arrow.array([value, None]) for name, value in row.items()})
    except (arrow.ArrowInvalid, arrow.ArrowTypeError, OverflowError):
        return  # no column holds values of two types, or such a number
    if cells.num_columns:
        said = openness.classify_table(cells, under=list(UNDER), shelf=SHELF).drop_columns(
            ["id"] if "id" in row else []
        )
        assert said.to_pylist() == as_rows(row, {})


SILENCES: list[Any] = [None, "", " ", []]


@pytest.mark.parametrize(
    "name", ["license", "license_name", "base_model", "base_model_relation", "gated", "tags", "datasets"]
)
@pytest.mark.parametrize("silence", SILENCES, ids=repr)
def test_a_field_that_says_nothing_might_as_well_not_be_there(name: str, silence: Any) -> None:
    for others in ({}, {"license": "mit"}, {"license": "other", "license_name": "qwen"}, {"library_name": "peft"}):
        fields = {key: value for key, value in others.items() if key != name}
        assert as_rows({**fields, name: silence}) == as_rows(fields)
        assert judged(as_card({**fields, name: silence})) == judged(as_card(fields))
