"""A card, a mapping, a row and a scanned line of the same fields say the same, whatever stands in them; no row is an error."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import openness
from openness.evaluation.batch import classify_release, definitions
from openness.formats import card, hub_fields, hub_record
from openness.release.claim import Claim, Fact, Rule
from openness.release.location import Source
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.syntax.document import Document
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping
from openness.table.answers import answer
from openness.vocabulary import Basis, hub

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

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
    "for research only: yes",
    "you may not sell it",
    "\uff46\uff4f\uff52 \uff52\uff45\uff53\uff45\uff41\uff52\uff43\uff48 \uff4f\uff4e\uff4c\uff59",
]


def cells(*words: str) -> st.SearchStrategy[Any]:
    """The contents of a cell: above all words it is meant for, but anything else too."""
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
        "private": cells("true", "False"),
        "disabled": cells("false"),
        "datasets": cells("a", "b/c"),
        "library_name": cells("transformers", "peft", "Diffusers"),
        "tags": st.lists(st.sampled_from([*TAGS, ""]), max_size=3) | cells(*TAGS),
        "pipeline_tag": cells("text-generation"),
        "extra_gated_prompt": cells("For research only.", "Say who you are."),
        "extra_gated_fields": cells("I use it for research only"),
        "extra_gated_eu_disallowed": cells("true", "false"),
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
    """The answer to a release."""
    return answer(classify_release(release, "x", UNDER, SHELF), UNDER)


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
    """The answers to the rows of one table, without their names."""
    names = dict.fromkeys(("license", *(name for row in rows for name in row)))
    answers = openness.classify_table(
        arrow.table({name: [row.get(name) for row in rows] for name in names}), under=list(UNDER), shelf=SHELF
    )
    return [{name: cell for name, cell in row.items() if name != "id"} for row in answers.to_pylist()]


@given(ROWS)
def test_a_card_and_a_mapping_say_the_same(row: dict[str, Any]) -> None:
    fields = fields_of(row)
    mapping = judged(named(as_mapping(fields), row.get("id")))
    assert {**mapping, "findings": []} == {**judged(named(as_card(fields), row.get("id"))), "findings": []}


def texts(*words: str) -> st.SearchStrategy[Any]:
    """A column of words."""
    return st.lists(st.sampled_from([None, *words]), min_size=COUNT, max_size=COUNT)


def lists(*words: str) -> st.SearchStrategy[Any]:
    """A column of lists."""
    return column(st.lists(st.sampled_from(words), max_size=3))


def column(cells: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A column of such cells."""
    return st.lists(st.none() | cells, min_size=COUNT, max_size=COUNT)


def as_text(words: list[str]) -> st.SearchStrategy[str]:
    """A list as a table without such a type holds it: as JSON, or as Python or numpy prints it."""
    return st.sampled_from([json.dumps(words), repr(words), f"[{' '.join(map(repr, words))}]"])


def written(*words: str) -> st.SearchStrategy[Any]:
    """A column of lists that are written as texts, or of these and words."""
    lists_as_texts = st.lists(st.sampled_from(words), max_size=3).flatmap(as_text)
    return column(lists_as_texts) | column(lists_as_texts | st.sampled_from(words))


def odd() -> st.SearchStrategy[Any]:
    """A column of anything else."""
    kinds: list[st.SearchStrategy[Any]] = [
        st.booleans(),
        st.integers(-3, 3),
        st.fixed_dictionaries({"k": st.text("ab", max_size=2)}),
        st.lists(st.booleans(), max_size=2),
        st.lists(st.lists(st.sampled_from(["mit", "a/b"]), max_size=1), max_size=2),
    ]
    return st.one_of(list(map(column, kinds)))


COUNT = 4
#: Words about a repository: some tell its terms, its base, or what cannot be had.
PROSE = [
    "It writes verse.",
    "For research only.",
    "Fine-tuned from meta-llama/Llama-3.1-8B.",
    "Licensed under the MIT licence.",
    "The weights are not released yet.",
    "N&#111; c&#111;mmercial us&#101;.",
    "F\u200bo\u200br r\u200be\u200bs\u200be\u200ba\u200br\u200bc\u200bh o\u200bn\u200bl\u200by.",
    "",
]
#: The text of a licence that nobody knows.
A_TEXT = f"Heron Terms\n\n{'Whoever feeds herons may keep them. ' * 10}"
#: The settings of a model, as the Hub's records have them.
SETTINGS: list[dict[str, Any]] = [
    {"peft": {"base_model_name_or_path": "a/b"}},
    {"peft": {"base_model_name_or_path": "meta-llama/Llama-2-7b-hf"}},
    {"peft": {"base_model_name_or_path": "/data/model"}},
    {"_name_or_path": "meta-llama/Llama-2-7b-hf"},
    {"text_config": {"_name_or_path": "x/y"}, "model_type": "x"},
    {"base_model": "a/b"},
    {"_name_or_path": "/content/out", "text_config": {"_name_or_path": "gpt2"}},
    {"_name_or_path": ["./out", "x/y"]},
    {"model_type": "x"},
    {"tokenizer_config": {"chat_template": "For research only.", "eos_token": "x"}},
    {"tokenizer_config": {"_comment": "For research only."}, "model_type": "x"},
    {"license": "cc-by-nc-4.0", "commercial_use": False},
]
FILES = [
    "README.md",
    "model.safetensors",
    "LICENSE",
    "train.py",
    "checkpoint-1/model.bin",
    "adapter_config.json",
    "NOTICE",
    "config.json",
]
NAMES = [*MODELS, "../x", "no owner", ""]
CARD = st.fixed_dictionaries(
    {},
    optional={
        "license": cells(*WORDS, "acme-1", "acme-2", "Acme-1", "gpl-3.0", "Apache 2.0"),
        "licence": st.sampled_from(["mit", ""]),
        "license_name": st.sampled_from([*WORDS, "acme-1", "qwen"]),
        "license_link": st.sampled_from(["LICENSE", "https://opensource.org/license/mit", "https://x.y/z"]),
        "base_model": cells(*BASES),
        "base-model": st.sampled_from(["a/b", None]),
        "base_model_relation": st.sampled_from(["adapter", "Merge", "none"]),
        "datasets": cells("a", ""),
        "library_name": st.sampled_from(["transformers", "peft", "ours"]),
        "tags": st.lists(st.sampled_from([*TAGS, ""]), max_size=3),
        "gated": st.sampled_from([True, False, "auto"]),
        "private": st.booleans(),
        "disabled": st.sampled_from([False, "yes", None]),
        "extra_gated_prompt": st.sampled_from(["For research only.", "Say who you are."]),
        "extra_gated_fields": st.sampled_from([{"For research only": "checkbox"}, {"Name": "text"}]),
        "extra_gated_eu_disallowed": st.booleans(),
        "task_ids": st.just("x"),
        "pipeline_tag": st.sampled_from(["text-generation", "any-to-any", "robotics", ""]),
        "language": st.sampled_from(["en", "", None]),
        "sdk": st.just("gradio"),
        "name": st.just("x"),
        "License": st.sampled_from(["mit", "llama2", ""]),
        "base_modle": cells(*BASES),
        "library": st.sampled_from(["peft", "ours"]),
        "quantized_by": st.sampled_from(["somebody", ""]),
        "model-index": st.sampled_from([[{"name": "x", "results": []}], [{"name": "x", "init_from": "x/y"}]]),
        "license_details": st.sampled_from(PROSE),
        "usage_restrictions": st.sampled_from([*PROSE, {"of_use": PROSE[:2]}, False]),
        "commercial_use": st.booleans(),
        "original_model": st.sampled_from(MODELS),
        "license_text": st.sampled_from([A_TEXT, "MIT"]),
        "metrics": st.sampled_from([["x"], {"terms": PROSE[1]}, [{"terms": PROSE[1]}]]),
    },
)
OF_BASES = st.fixed_dictionaries(
    {
        "relation": st.sampled_from(["finetune", "quantized", None]),
        "models": st.lists(st.fixed_dictionaries({"id": st.sampled_from(MODELS)}), max_size=2),
    }
)
COLUMNS: dict[str, st.SearchStrategy[Any]] = {
    "id": texts(*NAMES) | odd(),
    "modelId": texts(*NAMES),
    "author": texts("a", "x", "meta-llama", "facebook"),
    "license": texts(*WORDS, "acme-1", "acme-2", "Acme-1", "gpl-3.0")
    | lists(*WORDS, "acme-1")
    | written(*WORDS, "acme-1")
    | odd(),
    "licence": texts("mit", "llama2"),
    "license_name": texts(*WORDS, "acme-1", "acme-2", "qwen") | odd(),
    "extra_gated_heading": texts("For research only.", "Say who you are.", ""),
    "extra_gated_prompt": texts("For research only.", "Say who you are.") | odd(),
    "extra_gated_eu_disallowed": texts("true", "false") | odd(),
    "license_link": texts("LICENSE", "https://opensource.org/license/mit", "https://x.y/z"),
    "base_model": texts(*BASES) | lists(*BASES) | written(*BASES) | odd(),
    "base_model_relation": texts("finetune", "adapter", "Merge", "none"),
    "baseModels": column(OF_BASES) | column(OF_BASES.map(json.dumps)),
    "gated": texts("False", "auto", "manual", "perhaps") | odd(),
    "datasets": texts("a", "") | lists("a", "", "b/c") | written("a", "b/c") | odd(),
    "library_name": texts("transformers", "peft", "Diffusers", "") | lists("transformers", "peft", "ours", "") | odd(),
    "pipeline_tag": texts("text-generation", "any-to-any", "robotics", ""),
    "tags": lists(*TAGS, "license:acme-1", "dataset:x", "dataset:", "task_categories:x", "merge", "", "base_model:")
    | texts("x", " ", "license:mit", "License:mit", "base_model:a/b", "dataset:x", "task_categories:x", "merge")
    | texts("a, b", "['license:llama2', 'x']", '["lora"]', *TAGS[-3:])
    | written(*TAGS, "license:acme-1")
    | odd(),
    "cardData": column(CARD.map(json.dumps))
    | column(CARD)
    | texts("no JSON", "[]", '{"license": "mit", "license": "llama2"}', '{"license": NaN}'),
    "card": column(
        st.builds(
            lambda fields, words: f"---\n{json.dumps(fields)}\n---\n# A model\n\n{words}\n",
            CARD,
            st.sampled_from(["Words. Not for commercial use.", *PROSE]),
        )
    )
    | texts(*PROSE, "---\n- a list\n---\n"),
    "description": texts(*PROSE) | lists(*PROSE) | odd(),
    "siblings": lists(*FILES)
    | column(st.lists(st.fixed_dictionaries({"rfilename": st.sampled_from(FILES)}), max_size=3))
    | texts(
        "README.md", "['README.md']", "", "\u00a0", "null", "{}", '"x"', "[", "[NaN]", '[3, "README.md", null, ["x"]]'
    )
    | column(st.lists(st.sampled_from(FILES), max_size=3).map(json.dumps))
    | column(st.lists(st.fixed_dictionaries({"rfilename": st.sampled_from(FILES)}), max_size=3).map(json.dumps))
    | texts('[{"rfilename": "LICENSE", "rfilename": "x"}]', '[{"rfilename": 3}, {}, {"rfilename": "model.bin"}]')
    | odd(),
    "private": column(st.booleans())
    | texts("False", "yes")
    | column(st.integers(0, 1))
    | column(st.sampled_from([0.0, 1.5])),
    "disabled": column(st.booleans()) | column(st.integers(0, 1)),
    "config": texts(*map(json.dumps, SETTINGS), "{") | column(st.sampled_from(SETTINGS)),
    "usage_terms": texts(*PROSE) | odd(),
    "LicenseText": texts(A_TEXT, "MIT", ""),
    "commercial_use": column(st.booleans()),
    "gguf": texts("x"),
    "language": texts("en", ""),
    "model-parameters-final.availability": texts("public", "gated", "Withheld ", "perhaps", "") | odd(),
    "Training code.licence": texts("mit", "no such licence", "") | odd(),
}
#: Every other field that counts.
OTHERS = sorted(hub_record.FIELDS - {*COLUMNS})
#: Names that are meant for one of them.
SLIPS = [
    "License",
    "LICENSE",
    "licenses",
    "License-Name",
    "Base-Model",
    "base_modle",
    "Base Model Relation",
    "ID",
    "Model ID",
]
SLIPS += ["Tags", "Gated", "CardData", "card_data", "Base-Models", "Datasets", "Author", "Card"]
SLIPS += ["Description", "baseModelName", "hf_base_model_id", "base_model_url", "license-link"]
TABLES = st.builds(
    lambda known, others: known | others,
    st.fixed_dictionaries({}, optional=COLUMNS),
    st.dictionaries(
        st.sampled_from([*OTHERS, *SLIPS]), texts("x", "mit", "a/b", "") | lists("x", "a/b") | odd(), max_size=3
    ),
).filter(bool)


def an_adapter(id: str, base: str) -> dict[str, list[Any]]:
    """A table of one adapter whose base stands in its settings."""
    return {"modelId": [id], "config": [json.dumps({"peft": {"base_model_name_or_path": base}})]}


@given(TABLES)
@example(an_adapter("a/c", "a/b"))  # by the maker of its base
@example(an_adapter("a/b", "a/b"))  # its own base
@example(an_adapter("gpt2", "gpt2"))
@example({**an_adapter("a/b", "meta-llama/Llama-2-7b-hf"), "modelId": [None], "license": ["mit"]})  # a card's fields
@example({"baseModels": [json.dumps({"models": [{"id": "a/b"}]})], "id": ["a/c"], "license": ["mit"]})
@example({"license": ["mit"], "citation": ["For research only."]})
@example({"modelId": [""], "citation": ["x"]})  # no name, so that it is a data set's
@example({"id": ["a/b", "a/b"], "license": ["mit", ""], "licence": ["llama2", "mit"]})
@example({"cardData": ['{"tags": [""]}']})
@example({"id": ["a/b"], "tags": [[""]], "cardData": ['{"tags": ["license:mit"]}']})
def test_a_row_says_what_a_mapping_of_its_cells_says(columns: dict[str, list[Any]]) -> None:
    """Whatever stands in the rows beside it; a cell that is null is a field that is not there."""
    try:
        table = arrow.table({name: arrow.array(cells) for name, cells in columns.items()})
    except (arrow.ArrowInvalid, arrow.ArrowTypeError):
        return  # no column holds such values
    for cells, row in zip(table.to_pylist(), as_rows(*table.to_pylist()), strict=True):
        fields = {name: _without_nulls(cell) for name, cell in cells.items() if cell is not None}
        try:
            single = openness.classify(fields, under=list(UNDER), shelf=SHELF)
        except openness.OpennessError:
            continue  # of a mapping one may ask that it is a card's
        assert row == answer(single, UNDER), fields


@given(TABLES, texts(*NAMES))
@example(columns={"license": [False] * COUNT, "tags": [True] * COUNT}, ids=[None] * COUNT)
@settings(max_examples=25)
def test_a_scanned_line_says_what_its_row_says_alone(
    tmp_path_factory: pytest.TempPathFactory, columns: dict[str, list[Any]], ids: list[str | None]
) -> None:
    """Whatever lines stand beside it. In a list JSONL has words alone: what else stands there is read as its word."""
    table = {
        name: [None if _is_odd_list(cell) else cell for cell in cells]
        for name, cells in (columns | {"id": ids}).items()
    }
    lines = [{name: cells[number] for name, cells in table.items()} for number in range(COUNT)]
    folder = tmp_path_factory.mktemp("scan")
    (folder / "table.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    openness.scan(folder / "table.jsonl", folder / "out.jsonl", under=list(UNDER), shelf=SHELF)
    answers = [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]
    for line, scanned in zip(lines, answers, strict=True):
        cells = {name: _without_nulls(cell) for name, cell in line.items() if cell is not None} or {"id": None}
        try:
            table = arrow.table({name: arrow.array([cell]) for name, cell in cells.items()})
        except (arrow.ArrowInvalid, arrow.ArrowTypeError):
            continue  # no column holds such a cell
        (alone,) = openness.classify_table(table, under=list(UNDER), shelf=SHELF).to_pylist()
        for each in (scanned, alone):
            each.pop("id", None)
        assert scanned == alone, line


def _is_odd_list(cell: Any) -> bool:
    """True for a list of anything but words, or the fields of a record."""
    return isinstance(cell, list) and not all(isinstance(value, str | dict) for value in cell)


def _without_nulls(cell: Any) -> Any:
    """A cell as Arrow holds it: of a mapping in it, the fields that are there."""
    if isinstance(cell, dict):
        return {name: _without_nulls(value) for name, value in cell.items() if value is not None}
    return list(map(_without_nulls, cell)) if isinstance(cell, list) else cell


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


def levels(fields: dict[str, Any], folder: Path) -> list[Any]:
    """The level of a mapping, a row and a scanned line of the same fields, and of a card where it may have them."""
    (folder / "table.jsonl").write_text(json.dumps(fields) + "\n", encoding="utf-8")
    openness.scan(folder / "table.jsonl", folder / "out.jsonl", under=["spectrum"], shelf=SHELF)
    mapping = openness.classify(fields, under=[], shelf=SHELF)
    found = [mapping.spectrum.reached, as_rows(fields)[0]["spectrum.reached"]]
    found.append(json.loads((folder / "out.jsonl").read_text("utf-8"))["spectrum.reached"])
    if hub_record.KEYS.isdisjoint(fields):
        found.append(judged(as_card(fields))["spectrum.reached"])
    return found


@pytest.mark.parametrize("id", [{}, {"id": "a/b"}], ids=["without an id", "with one"])
@pytest.mark.parametrize("field", ["private", "disabled"])
@pytest.mark.parametrize(
    ("value", "level"),
    [(True, "closed"), ("yes", "closed"), ("True", "closed"), (False, "open-weights"), ("False", "open-weights")],
)
def test_a_repository_that_nobody_can_reach_is_closed_whatever_tells_of_it(
    id: dict[str, str], field: str, value: Any, level: str, tmp_path: Path
) -> None:
    assert set(levels({**id, "license": "mit", field: value}, tmp_path)) == {level}


@pytest.mark.parametrize("id", [{}, {"id": "a/b"}], ids=["without an id", "with one"])
def test_the_settings_in_a_record_name_the_base_with_or_without_an_id(id: dict[str, str], tmp_path: Path) -> None:
    settings = {"_name_or_path": "meta-llama/Llama-2-7b-hf"}
    assert set(levels({**id, "license": "mit", "config": settings}, tmp_path)[:3]) == {"weights-available"}
    assert set(levels({**id, "license": "mit", "config": {"model_type": "llama"}}, tmp_path)[:3]) == {"open-weights"}


def test_a_field_beside_settings_is_heard_where_nothing_tells_that_the_hub_wrote_it() -> None:
    fields = {"license": "mit", "config": {"model_type": "llama"}, "usage": "For non-commercial use only."}
    assert openness.classify(fields, under=[], shelf=SHELF).spectrum.reached == "weights-available"


@given(
    st.data(),
    st.sampled_from(hub_record.LISTED),
    st.fixed_dictionaries({"id": st.just("a/b"), "license": st.sampled_from(["mit", "llama2"])}),
)
def test_a_list_that_is_written_as_a_text_is_that_list(data: st.DataObject, field: str, row: dict[str, Any]) -> None:
    words = {"license": WORDS, "base_model": BASES, "tags": TAGS, "datasets": ["a", "b/c"], "siblings": FILES}[field]
    items = data.draw(st.lists(st.sampled_from(words), max_size=3))
    text = data.draw(as_text(items))
    (as_list,) = as_rows({**row, field: items})
    assert as_rows({**row, field: text}) == as_rows({**row, field: text}, row)[:1] == [as_list]
