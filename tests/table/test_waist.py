"""Tables: the same verdicts as single calls, row by row."""

import datetime
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import openness
from openness.api import classify_release, definitions
from openness.formats import card
from openness.shelf.shelf import shipped
from openness.syntax.document import Document
from openness.table.answers import SCORES, answer

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")


def rows(*held: dict[str, Any]) -> list[dict[str, Any]]:
    return openness.classify_table(arrow.Table.from_pylist(list(held))).to_pylist()  # type: ignore[no-any-return]


def test_the_columns_are_those_of_the_contract() -> None:
    table = openness.classify_table(arrow.table({"id": ["a/b"], "license": ["mit"]}), under=["osaid-1.0"])
    assert table.column_names == [
        "id", "licence", "spectrum.reached", "spectrum.reachable", "band", "osaid-1.0", "findings",
    ]  # fmt: skip
    assert table.to_pylist()[0]["licence"] == "MIT"


CARDS = (
    {"license": "apache-2.0"},
    {"license": "llama3.1", "library_name": "transformers"},
    {"license": "other", "license_name": "qwen"},
    {"license": "other", "license_name": "apache-2.0"},
    {"license": "mit", "license_name": "deepseek"},
    {"license": "gpl-3.0", "datasets": ["a", "b"]},
    {"license": ["mit", "cc-by-nc-4.0"]},
    {"license": "mit", "base_model": ["x/y"], "base_model_relation": "quantized"},
    {"license": "mit", "base_model": ["none"]},
    {"license": "mit", "base_model": ["N/A", "x/y"]},
    {"license": "mit", "base_model": ["unknown"]},
    {"base_model": ["none"]},
    {"license": None, "tags": ["x"]},
    {"license": "ΜIT"},
)


@pytest.mark.parametrize("fields", CARDS, ids=json.dumps)
def test_a_row_is_judged_as_a_card_with_its_fields(fields: dict[str, Any]) -> None:
    under = definitions(None, shipped())
    text = f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n"
    single = answer(classify_release(card.read(Document("README.md", text)), "x", under, shipped()), under)
    assert rows(fields) == [single]


def test_every_record_of_the_hub_of_2022(shared: Path) -> None:
    under = definitions(None, shipped())
    held, cards = [], []
    with gzip.open(shared / "data/corpus/hf-cards-2022_frontmatter.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if (record["frontmatter"] or "").startswith("---"):
                continue  # put between dashes again, its block would end where it begins
            try:
                fields = yaml.load(record["frontmatter"] or "", Loader=yaml.BaseLoader) or {}
                text = f"---\n{record['frontmatter']}\n---\n" if record["frontmatter"] is not None else "# none\n"
                cards.append(card.read(Document("README.md", text)))
            except (yaml.YAMLError, openness.OpennessError, openness.errors.Unlike):
                continue
            held.append({"id": record["id"], **_columns(fields)})
    table = openness.classify_table(arrow.Table.from_pylist(held)).to_pylist()
    assert len(table) > 29_000
    differ = []
    for row, release in zip(table, cards, strict=True):
        single = answer(classify_release(release, "x", under, shipped()), under)
        if release.subject == "model" and any(row[key] != value for key, value in single.items() if key != "findings"):
            differ.append(row["id"])
    assert not differ, differ[:20]


def _columns(fields: dict[str, Any]) -> dict[str, Any]:
    """The Hub's columns of a card, every one as one type."""
    lists = {name: _words(fields.get(name)) for name in ("license", "datasets", "tags", "base_model", "library_name")}
    words = {name: _word(fields.get(name)) for name in ("license_name", "pipeline_tag")}
    others = {
        name: "there" if fields.get(name) else None
        for name in ("language", "widget", "metrics", "thumbnail", "model-index", "inference")
    }
    return {**lists, **words, **others}


def _words(value: Any) -> list[str] | None:
    if value in (None, "", "null", "~"):
        return None
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def test_strangers_in_the_batch_change_nothing() -> None:
    alone = rows({"license": "mit"})
    assert rows({"license": "llama2"}, {"license": "mit"}, {"license": None})[1] == alone[0]


def test_a_licence_is_read_from_tags_where_there_is_no_column() -> None:
    assert rows({"id": "a/b", "tags": ["license:apache-2.0", "pytorch"]})[0]["licence"] == "Apache-2.0"


def test_a_gate_is_a_gate() -> None:
    for gated in ("manual", "auto", True):
        assert "gate-on-open-licence" in rows({"license": "mit", "gated": gated})[0]["findings"]
    assert "gate-on-open-licence" not in rows({"license": "mit", "gated": False})[0]["findings"]


def test_a_base_by_the_same_maker_adds_no_terms() -> None:
    own, other = rows(
        {"id": "a/b", "license": "mit", "base_model": "a/c"}, {"id": "a/b", "license": "mit", "base_model": "x/c"}
    )
    assert own["spectrum.reached"] == "open-weights"
    assert other["spectrum.reached"] == "weights-available"


def test_columns_of_components_say_more() -> None:
    row = {"license": "mit", "inference-code.availability": "public", "inference-code.licence": "mit"}
    assert rows({**row, "training-code.availability": "withheld"})[0]["spectrum.reachable"] == "open-weights"
    assert rows(row)[0]["g7-2026"] == "met"


def test_an_odd_value_is_a_finding_and_loses_no_row() -> None:
    held = rows({"license": "mit", "training-code.availability": "sometimes"}, {"license": "mit"})
    assert "field-invalid" in held[0]["findings"]
    assert len(held) == 2


def test_a_column_of_no_component_and_a_table_without_columns_are_errors() -> None:
    with pytest.raises(openness.OpennessError, match="training-code"):
        openness.classify_table(arrow.table({"trainingcode.availability": ["public"]}))
    with pytest.raises(openness.OpennessError, match="no column that is known"):
        openness.classify_table(arrow.table({"x": [1]}))


@pytest.mark.parametrize(
    "row",
    [
        {"license": None, "gated": False},
        {"license": "mit", "base_model": [""]},
        {"license": "mit", "base_model": True},
        {"license": True},
        {"license": 3.5},
        {"license": b"mit"},
        {"license": {"name": "mit"}},
        {"license": "mit", "gated": datetime.datetime(2026, 1, 1, 0, 0, 0, 1)},
        {"license": "mit", "tags": "x"},
        {"license": "mit", "datasets.licence": [1]},
        {"id": "a/b"},
        {"id": 3},
    ],
    ids=str,
)
def test_any_row_is_one_row(row: dict[str, Any]) -> None:
    assert len(rows(row, dict.fromkeys(row))) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("license", True),
        ("license", {"name": "mit"}),
        ("license", [None]),
        ("base_model", True),
        ("base_model", [{"id": "a/b"}]),
        ("base_model_relation", "child"),
        ("gated", "perhaps"),
        ("gated", ["auto"]),
        ("datasets", [True]),
        ("library_name", {"name": "peft"}),
        ("datasets.availability", "sometimes"),
        ("datasets.availability", True),
        ("datasets.licence", ["mit"]),
        ("model-parameters-final.licence", {"name": "mit"}),
    ],
)
def test_an_odd_cell_is_a_finding_and_opens_nothing(name: str, value: Any) -> None:
    plain = {"license": "mit", "base_model": "a/b"}
    (row,) = rows({**plain, name: value})
    assert "field-invalid" in row["findings"]
    ranks = ["closed", "hosted-only", "weights-available", "open-weights", "open-source-ai", "open-source-ai-open-data"]
    assert ranks.index(row["spectrum.reached"]) <= ranks.index(rows(plain)[0]["spectrum.reached"])


def test_a_table_of_ids_alone_is_a_table_of_unknowns() -> None:
    held = rows({"id": "a/b"}, {"id": None})
    assert [row["id"] for row in held] == ["a/b", None]
    assert all(row["spectrum.reached"] == "closed" and row["spectrum.reachable"] != "closed" for row in held)


def test_a_time_that_python_cannot_hold_loses_no_row() -> None:
    times = arrow.array([2**62, None], arrow.timestamp("s"))
    assert openness.classify_table(arrow.table({"license": ["mit", "mit"], "gated": times})).num_rows == 2


def test_of_two_columns_with_one_name_the_last_counts() -> None:
    twice = arrow.Table.from_arrays([arrow.array(["mit"]), arrow.array(["cc-by-nc-4.0"])], ["license", "license"])
    assert openness.classify_table(twice).to_pylist()[0]["licence"] == "CC-BY-NC-4.0"


def test_a_copy_of_a_known_model_is_told_by_its_own_name() -> None:
    """As in the record of the repository: nothing but the name says what it was made from."""
    copy, other = rows({"id": "unsloth/Meta-Llama-3.1-8B", "license": "mit"}, {"id": "unsloth/x", "license": "mit"})
    assert (copy["spectrum.reached"], other["spectrum.reached"]) == ("weights-available", "open-weights")


def test_anything_with_an_arrow_stream_will_do() -> None:
    class Stream:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return arrow.table({"license": ["mit"]}).__arrow_c_stream__(requested_schema)

    assert openness.classify_table(Stream()).num_rows == 1


def test_texts_without_a_verdict_have_columns_of_their_own() -> None:
    under = ["osai-index-2026", "open-definition-2.1", "nextcloud-2023"]
    table = openness.classify_table(
        arrow.table({"license": ["cc-by-4.0", None], "datasets.availability": ["public", "withheld"]}), under=under
    )
    first, second = table.to_pylist()
    assert (first["osai-index-2026"], first["open-definition-2.1"]) == (None, None)
    assert 0 < first["osai-index-2026.low"] < first["osai-index-2026.high"] == 1.0
    assert first["open-definition-2.1.model-parameters-final"] == "unknown"
    assert second["open-definition-2.1.datasets"] == "unmet"
    assert first["nextcloud-2023"] == "met"
    assert str(table.schema.field("osai-index-2026.low").type) == "double"


def test_a_row_of_a_data_set_has_no_score() -> None:
    row = rows({"license": "mit", "task_categories": "x"})[0]
    assert set(SCORES) == {name.rpartition(".")[2] for name in row if name.startswith("osai-index-2026.")}
