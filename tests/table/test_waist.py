"""Tables: the same verdicts as single calls, row by row."""

import datetime
import gc
import gzip
import json
import pickle
import random
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import openness
from openness.errors import OpennessError
from openness.evaluation.batch import classify_release, definitions
from openness.formats import card
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.syntax.document import Document
from openness.table import Waist, lineage_table, wanted
from openness.table.answers import SCORES, answer

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
catalogue = pytest.importorskip("tests.support.catalogue")


def rows(*given: dict[str, Any]) -> list[dict[str, Any]]:
    return openness.classify_table(arrow.Table.from_pylist(list(given))).to_pylist()  # type: ignore[no-any-return]  # pyarrow has no types


def test_the_columns_are_those_that_are_promised() -> None:
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


RECORDS = "data/corpus/hf-cards-2022_frontmatter.jsonl.gz"
COMPARED = 16  # one of so many rows is also classified by itself


def records(shared: Path) -> list[dict[str, Any]]:
    """The records of the Hub of 2022, in the shape of its API."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = []
    with gzip.open(shared / RECORDS, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            try:
                fields = yaml.load(record["frontmatter"] or "", Loader=loader)
                fields = json.loads(json.dumps(fields, default=str)) if isinstance(fields, dict) else None
            except (yaml.YAMLError, TypeError, ValueError):
                fields = None
            cells = {
                "id": record["id"],
                "author": record["id"].rpartition("/")[0] or None,
                "gated": False,
                "tags": record["hub_tags"],
                "pipeline_tag": record["pipeline_tag"],
                "siblings": [{"rfilename": name} for name in record["files"]],
                "cardData": fields,
                "config": record["config"],
            }
            found.append({name: cell for name, cell in cells.items() if cell is not None})
    return found


def of_a_snapshot(record: dict[str, Any]) -> dict[str, Any]:
    """A record as the weekly snapshots have it."""
    nested: dict[str, Any] = {name: json.dumps(record[name]) for name in ("cardData", "config") if name in record}
    return {**record, **nested, "gated": str(record["gated"]), "siblings": [f["rfilename"] for f in record["siblings"]]}


def with_its_card(record: dict[str, Any]) -> dict[str, Any]:
    """A record as the snapshot of cards has it."""
    card = {"card": f"---\n{yaml.safe_dump(record['cardData'])}---\n# A model\n"} if record.get("cardData") else {}
    return {"modelId": record["id"], "tags": record["tags"], **card}


@pytest.mark.parametrize(("shape", "step"), [(dict, 1), (of_a_snapshot, 1), (with_its_card, 10)])
def test_every_record_of_the_hub_of_2022_is_the_row_of_a_table(shared: Path, shape: Any, step: int) -> None:
    """A card's whole text takes a reading of its own; of these every tenth."""
    if not (shared / RECORDS).is_file():
        pytest.skip(f"there is no {shared / RECORDS}")
    under = definitions(["spectrum", "osaid-1.0", "mof-1.0", "g7-2026"], shipped())
    shapes = list(map(shape, records(shared)[::step]))
    names = dict.fromkeys(name for record in shapes for name in record)
    columns = {name: [record.get(name) for record in shapes] for name in names}
    for name in ("cardData", "config"):  # no column holds mappings of so many kinds
        columns = {**columns, name: list(map(_as_text, columns[name]))} if name in columns else columns
    table = openness.classify_table(arrow.table(columns), under=list(under)).to_pylist()
    assert len(table) > 29_000 // step
    differ = []
    for row, record in list(zip(table, shapes, strict=True))[::COMPARED]:
        single = answer(openness.classify(record, under=list(under)), under)
        if {name: row[name] for name in single} != single:
            differ.append(row["id"])
    assert not differ, differ[:20]


def _as_text(cell: Any) -> Any:
    """A mapping as its JSON: no column holds mappings of so many kinds."""
    return json.dumps(cell) if isinstance(cell, dict) else cell


COLUMNS = (["licence"], ["findings", "id"], ["mof-1.0.data", "band", "spectrum.reached"], ["id"])


@pytest.mark.parametrize("columns", COLUMNS, ids=",".join)
@pytest.mark.parametrize("encoded", [False, True])
def test_the_columns_that_are_asked_for_are_those_of_the_whole_answer(columns: list[str], encoded: bool) -> None:
    models = catalogue.table(2_000, names=40, bases=60)
    under = ["mof-1.0", "osaid-1.0"]
    whole = openness.classify_table(models, under=under)
    columns = [name for name in columns if name in whole.column_names] + ["osaid-1.0"]
    waist = pickle.loads(pickle.dumps(Waist(under, encoded=encoded, columns=[*columns, columns[0]])))
    (batch,) = models.select(wanted(models.column_names)).combine_chunks().to_batches()
    found = waist.batch(batch)
    assert found.schema == waist.schema(batch.schema)
    assert found.schema.names == columns
    assert found.to_pylist() == whole.select(columns).to_pylist()
    assert waist.batch(batch.slice(0, 0)).schema == found.schema


def test_a_column_that_no_answer_has_is_an_error_with_the_nearest() -> None:
    row = arrow.table({"id": ["a/b"], "license": ["mit"]})
    with pytest.raises(OpennessError, match=r"no column 'license'.*licence"):
        openness.classify_table(row, under=["spectrum"], columns=["license"])
    with pytest.raises(OpennessError, match="no column of the answer is asked for"):
        openness.classify_table(row, columns=[])
    with pytest.raises(OpennessError, match="no column of the table names the models"):
        openness.classify_table(row.select(["license"]), columns=["id"])
    with pytest.raises(OpennessError, match=r"no column 'osaid-1\.0'"):
        openness.classify_table(row, under=["mof-1.0"], columns=["osaid-1.0"])
    with pytest.raises(TypeError, match="list of names"):
        openness.classify_table(row, columns="licence")


def test_in_batches_it_is_the_same_as_at_once() -> None:
    models = catalogue.table(2_000, names=40, bases=60, several=0.3)
    whole = openness.classify_table(models, under=["osaid-1.0"])
    waist = pickle.loads(pickle.dumps(Waist(["osaid-1.0"])))
    parts = arrow.Table.from_batches(
        map(waist.batch, models.select(wanted(models.column_names)).to_batches(max_chunksize=77))
    )
    assert parts.schema == waist.schema(models.schema) == whole.schema
    assert parts.to_pylist() == whole.to_pylist()


def test_a_catalogue_and_its_snapshot_come_to_the_same() -> None:
    models = catalogue.table(3_000, names=200, bases=300, several=0.3)
    rows, nested = (
        openness.classify_table(one, under=["osaid-1.0"]).to_pylist() for one in (models, catalogue.snapshot(models))
    )
    known = [any((row["license"], row["base_model"])) for row in models.to_pylist()]
    assert sum(known) > 1_000
    for row, other in [pair for pair, one in zip(zip(rows, nested, strict=True), known, strict=True) if one]:
        assert row == other


def test_words_may_be_dictionaries() -> None:
    models = catalogue.table(500)
    encoded = Waist(["osaid-1.0"], encoded=True)
    (batch,) = models.select(wanted(models.column_names)).combine_chunks().to_batches()
    answers = encoded.batch(batch)
    assert answers.schema == encoded.schema(batch.schema)
    assert str(answers.schema.field("osaid-1.0").type) == "dictionary<values=string, indices=int32, ordered=0>"
    assert str(answers.schema.field("findings").type).startswith("list<item: dictionary<values=string")
    assert answers.to_pylist() == Waist(["osaid-1.0"]).batch(batch).to_pylist()
    none = encoded.batch(batch.slice(0, 0))
    assert (none.schema, none.num_rows) == (answers.schema, 0)


def test_dictionaries_are_written_as_parquet_and_read_back(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    models = catalogue.table(300, names=40, bases=60)
    encoded, plain = (Waist(["osaid-1.0"], encoded=encoded) for encoded in (True, False))
    batch = models.select(wanted(models.column_names)).combine_chunks().to_batches()[0]
    parquet.write_table(arrow.Table.from_batches([encoded.batch(batch)]), tmp_path / "answers.parquet")
    assert parquet.read_table(tmp_path / "answers.parquet").to_pylist() == plain.batch(batch).to_pylist()


def test_a_waist_remembers_what_is_said_and_no_rows() -> None:
    waist = Waist(["spectrum"])
    for start in range(0, 3_000, 1_000):
        ids = [f"user{number}/model" for number in range(start, start + 1_000)]
        bases = [f"other{number}/base" for number in range(start, start + 1_000)]
        names = [f"acme licence {number}" for number in range(start, start + 1_000)]
        cells = {"id": ids, "license": ["other"] * 1_000, "license_name": names, "base_model": bases}
        assert waist.batch(arrow.record_batch(cells)).column("licence").to_pylist() == names
        assert len(waist._memory.places) == 1


def test_a_waist_remembers_no_long_text_and_begins_anew_when_it_has_met_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openness.table.memory._NUMBERS", 50)
    waist = Waist(["spectrum"])
    for start in range(0, 300, 60):
        cards = [
            json.dumps({"license": "mit", "x": "y" * 600, "base_model": f"a/{at}"}) for at in range(start, start + 60)
        ]
        answers = waist.batch(arrow.record_batch({"cardData": cards, "license_name": [f"n {at}" for at in range(60)]}))
        assert (
            answers.to_pylist()
            == Waist(["spectrum"])
            .batch(arrow.record_batch({"cardData": cards, "license_name": [f"n {at}" for at in range(60)]}))
            .to_pylist()
        )
        assert all(len(table) <= 130 for table in waist._memory.cells.values())
        words = [key for table in waist._memory.cells.values() for key in table._numbers if isinstance(key, str)]
        assert words
        assert max(map(len, words)) < 600


def test_a_waist_remembers_so_many_verdicts_and_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openness.table.memory.MOST", 3)
    waist = Waist(["spectrum"])
    licences = ["mit", "cc-by-nc-4.0", "kite", "llama3.1", None, "gemma", "cc-by-4.0", "gpl-3.0"]
    for gated in (False, True):
        cells = {"license": licences, "gated": [gated] * len(licences), "pipeline_tag": ["x"] * len(licences)}
        batch = arrow.record_batch({name: arrow.array(column) for name, column in cells.items()})
        assert waist.batch(batch).to_pylist() == Waist(["spectrum"]).batch(batch).to_pylist()
        assert len(waist._memory.verdicts) <= 3


def test_a_name_beside_a_tag_is_shown_as_it_is_written() -> None:
    upper, lower = ({"id": "a/b", "license": "other", "license_name": name} for name in ("MIT", "mit"))
    assert [row["licence"] for row in rows(upper, lower)] == ["MIT", "mit"]


def test_a_name_beside_a_tag_is_read_as_any_other_unless_it_stands_elsewhere_too() -> None:
    names = ["acme", "ACME", "other one", "any licence nobody knows", "qwen", "mit", " ", ""]
    fields = [
        {"license": tag, "license_name": name, "license_link": link, "cardData": card}
        for tag in ("other", "acme", "Other One", "mit", None)
        for name in names
        for link in (None, "https://opensource.org/license/mit")
        for card in (None, '{"license": "acme"}', '{"license_name": "Acme"}')
    ]
    assert [row["licence"] for row in rows(*fields)] == [rows(row)[0]["licence"] for row in fields]
    under = definitions(None, shipped())
    for row, found in list(zip(fields, rows(*fields), strict=True))[::7]:
        assert found == answer(openness.classify({name: cell for name, cell in row.items() if cell is not None}), under)


def test_no_rows_are_no_rows() -> None:
    table = arrow.table({"id": arrow.array([], arrow.string()), "license": arrow.array([], arrow.string())})
    assert openness.classify_table(table).num_rows == 0


def test_only_columns_that_count_are_wanted() -> None:
    assert wanted(["id", "downloads", "cardData", "likes", "siblings", "createdAt"]) == ["id", "cardData", "siblings"]
    with pytest.raises(openness.OpennessError, match="training-code"):
        wanted(["traning-code.licence"])


def test_a_private_repository_in_a_table_offers_nothing() -> None:
    row = {"id": "a/b", "cardData": '{"license": "mit"}', "private": True}
    assert rows(row)[0]["spectrum.reached"] == "closed"
    assert rows({**row, "private": False})[0]["spectrum.reached"] == "open-weights"


def test_a_card_in_a_cell_is_read_as_a_card_is() -> None:
    card = "---\nlicense: mit\n---\nThe weights may be used for research only.\n"
    (row,) = rows({"modelId": "a/b", "card": card})
    assert row["licence"] is None
    assert "restriction-in-prose" in row["findings"]


def test_terms_beside_a_card_that_differ_from_its_own_are_a_second_statement() -> None:
    (row,) = rows({"id": "a/b", "license": "cc-by-nc-4.0", "cardData": '{"license": "mit"}'})
    assert row["licence"] is None
    assert "licence-disputed" in row["findings"]
    (row,) = rows({"id": "a/b", "license": "mit", "cardData": '{"license": "mit"}'})
    assert row["licence"] == "MIT"


def test_strangers_in_the_batch_change_nothing() -> None:
    alone = rows({"license": "mit"})
    assert rows({"license": "llama2"}, {"license": "mit"}, {"license": None})[1] == alone[0]


def test_a_licence_is_read_from_tags_where_there_is_no_column() -> None:
    assert rows({"id": "a/b", "tags": ["license:apache-2.0", "pytorch"]})[0]["licence"] == "Apache-2.0"


def test_batches_with_other_columns_do_not_share_what_they_said() -> None:
    waist = Waist(["spectrum"])
    for cells in ({"license": "mit", "base_model": "a/b"}, {"base_model": "a/b", "license": "llama3.1", "gated": "auto"},
                  {"tags": ["license:gemma"]}, {"license": "mit"}, {"tags": ["base_model:a/b"], "license": "mit"}):  # fmt: skip
        batch = arrow.RecordBatch.from_pylist([cells])
        assert waist.batch(batch).to_pylist() == Waist(["spectrum"]).batch(batch).to_pylist()


BASES = ["x/y", "X/y", "own/c", "own/b", "unsloth/Llama-3.1-8B", "meta-llama/Llama-3.1-8B", "z/llama-3.1-8b-it", "N/A"]


@pytest.mark.parametrize("seed", range(3))
def test_what_a_row_comes_to_depends_on_no_other_row_and_on_no_earlier_one(seed: int) -> None:
    """Bases of which the same is known stand for each other, save where the row is their maker's, or names them twice."""
    pick = random.Random(seed)
    records = []
    for _ in range(60):
        names = pick.sample(BASES, pick.choice([0, 1, 1, 2, 3]))
        row: dict[str, Any] = {"id": pick.choice(["own/b", "meta-llama/q", "unsloth/q", "w/q"]), "license": "mit"}
        row["baseModels"] = {"relation": "finetune", "models": [{"id": name} for name in names]} if names else None
        row["tags"] = [f"base_model:{pick.choice(['', 'adapter:'])}{name}" for name in names if pick.random() < 0.5]
        card = {"base_model": pick.choice([names, names[:1], names[::-1]])}
        row["cardData"] = json.dumps(card) if pick.random() < 0.7 else None
        if seed == 1:
            row["base_model"] = pick.choice([names, pick.sample(BASES, 1)])
        records.append(row)
    table = arrow.Table.from_pylist(records)
    found = Waist(["spectrum", "osaid-1.0"]).batch(table.combine_chunks().to_batches()[0]).to_pylist()
    under = definitions(["spectrum", "osaid-1.0"], shipped())
    for row, single in zip(found, records, strict=True):
        cells = {name: cell for name, cell in single.items() if cell is not None}
        assert {**answer(openness.classify(cells, under=list(under)), under), "id": single["id"]} == row, single


def test_a_card_that_says_little_is_judged_in_a_row_as_it_is_alone() -> None:
    """Tags that tell nothing, empty lists and what stands beside the card: each with each."""
    tags: list[list[str | None]] = [[], ["foo"], ["en"], [None], ["license:mit"], ["base_model:x/y"]]
    further: list[dict[str, Any]] = [{}, {"language": []}, {"pipeline_tag": "x"}, {"datasets": []}]
    cards = [{"tags": each, **more} for each in tags for more in further]
    beside: list[dict[str, Any]] = [{}, {"tags": ["foo"]}, {"tags": []}, {"license": "mit"}, {"private": False}]
    records = [{"id": "own/b", "cardData": json.dumps(card), **cells} for card in cards for cells in beside]
    columns = dict.fromkeys(name for record in records for name in record)
    table = arrow.Table.from_pylist([{name: record.get(name) for name in columns} for record in records])
    found = Waist(["spectrum"]).batch(table.combine_chunks().to_batches()[0]).to_pylist()
    under = definitions(["spectrum"], shipped())
    for row, single in zip(found, records, strict=True):
        expected = answer(openness.classify(single, under=list(under)), under)
        assert {**expected, "id": "own/b"} == row, single


@pytest.mark.parametrize(
    "address", ["https://creativecommons.org/licenses/by-nc/4.0/", "https://opensource.org/licenses/MIT"]
)
@pytest.mark.parametrize("path", ["LICENSE", "cc-by-nc-4.0", "MIT", "opensource.org/licenses/MIT", " ", None])
def test_a_link_that_is_no_address_says_no_more_beside_one_that_is(address: str, path: str | None) -> None:
    records = [
        {"license": licence, "license_link": link} for licence in ("apache-2.0", "other") for link in (address, path)
    ]
    under = definitions(["spectrum"], shipped())
    for ordered in (records, records[::-1]):
        found = Waist(["spectrum"]).batch(arrow.RecordBatch.from_pylist(ordered)).to_pylist()
        for row, single in zip(found, ordered, strict=True):
            cells = {name: cell for name, cell in single.items() if cell is not None}
            assert answer(openness.classify(cells, under=list(under)), under) == row, single


@pytest.mark.parametrize("relation", ["finetune", "adapter", None])
@pytest.mark.parametrize("models", [[{"id": "meta-llama/Llama-3.1-8B"}], [{"id": "x/y"}, {"id": "gpt2"}], ["gpt2"], []])
def test_bases_in_a_text_are_those_of_the_same_fields(models: list[Any], relation: str | None) -> None:
    bases = {key: value for key, value in (("relation", relation), ("models", models)) if value}
    (text,), (fields,) = (rows({"license": "mit", "baseModels": cell}) for cell in (json.dumps(bases), bases))
    assert text == fields
    assert ("lineage-conflict" in fields["findings"]) is ("meta-llama" in str(models))


def test_a_list_that_holds_a_word_is_no_odd_cell() -> None:
    table = arrow.table({"license": [["odd"], ["mit"]]})
    waist = Waist(["spectrum"])
    assert waist.batch(table.to_batches()[0]).column("licence").to_pylist() == ["odd", "MIT"]
    assert "field-invalid" in waist.batch(arrow.record_batch({"license": [True]})).to_pylist()[0]["findings"]


def test_the_words_of_a_dictionary_stand_in_the_order_of_the_rows() -> None:
    waist = Waist(["spectrum"], encoded=True)
    names = ["none such", "other such", "none such", None]
    tags = ["other", "other", "other", "mit"]
    for order in ([0, 1, 2, 3], [3, 1, 0, 2]):
        cells = {"license": [tags[at] for at in order], "license_name": [names[at] for at in order]}
        column = waist.batch(arrow.record_batch(cells)).column("licence")
        assert column.dictionary.to_pylist() == list(dict.fromkeys(column.to_pylist()))


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
    table = rows({"license": "mit", "training-code.availability": "sometimes"}, {"license": "mit"})
    assert "field-invalid" in table[0]["findings"]
    assert len(table) == 2


def test_a_column_of_no_component_and_a_table_without_columns_are_errors() -> None:
    with pytest.raises(openness.OpennessError, match="training-code"):
        openness.classify_table(arrow.table({"traning-code.availability": ["public"]}))
    with pytest.raises(openness.OpennessError, match="no column that is known"):
        openness.classify_table(arrow.table({"x": [1]}))


@pytest.mark.parametrize("cell", [["public"], ["public", "withheld"], [], {"value": "public"}, 5, "maybe"])
def test_an_availability_that_nobody_can_read_leaves_no_inference(cell: Any) -> None:
    (row,) = rows({"license": "mit", "model-parameters-final.availability": cell})
    assert row["spectrum.reached"] == "closed" and "field-invalid" in row["findings"]
    (row,) = rows({"license": "mit", "model-parameters-final.availability": None})
    assert row["spectrum.reached"] == "open-weights"


@pytest.mark.parametrize(
    ("card", "reached"),
    [
        ({"usage_restrictions": "non-commercial use only"}, "weights-available"),
        ({"terms": {"of_use": ["For research only."]}}, "weights-available"),
        ({"commercial_use": False}, "weights-available"),
        ({"commercial_use": True}, "open-weights"),
        ({"original_model": "meta-llama/Llama-3.1-8B"}, "weights-available"),
        ({"tags": ["research-only"]}, "weights-available"),
        ({"tags": ["research"]}, "open-weights"),
        ({"quantized_by": "somebody"}, "weights-available"),
        ({"quantized_by": "somebody", "base_model": "mistralai/Mistral-7B-v0.1"}, "open-weights"),
        ({"base_model": ["mistralai/Mistral-7B-v0.1", None]}, "weights-available"),
        ({"base_model_name": "meta-llama/Llama-3.1-8B"}, "weights-available"),
        ({"lineage": {"base_model_id": "meta-llama/Llama-3.1-8B"}}, "weights-available"),
        ({"init_from": "meta-llama/Llama-3.1-8B"}, "weights-available"),
        ({"tags": ["Base_Model:meta-llama/Llama-3.1-8B"]}, "weights-available"),
        ({"tags": [{"base_model": "meta-llama/Llama-3.1-8B"}]}, "weights-available"),
        ({"tags": ["License:cc-by-nc-4.0"]}, "weights-available"),
        ({"model-index": [{"name": "x", "base_model": "meta-llama/Llama-3.1-8B"}]}, "weights-available"),
        ({"model-index": [{"name": "x", "results": []}]}, "open-weights"),
        ({"library": "peft"}, "weights-available"),
        ({"license_details": "For research only.", "pipeline_tag": "x"}, "weights-available"),
        ({"extra_gated_eu_disallowed": True}, "weights-available"),
        ({"status": "The weights are not released yet."}, "closed"),
        ({"license": "same-as-base", "base_model": "mistralai/Mistral-7B-v0.1"}, "weights-available"),
    ],
)
def test_fields_of_ones_own_count_in_rows_as_in_a_card(card: dict[str, Any], reached: str) -> None:
    fields = {"license": "mit", **card}
    single = openness.classify({"id": "a/b", "cardData": fields}, under=[])
    for cell in (json.dumps(fields), fields):
        (row,) = rows({"id": "a/b", "cardData": cell})
        assert row["spectrum.reached"] == single.spectrum.reached == reached
        assert sorted(row["findings"]) == sorted({finding.code.value for finding in single.findings})


@pytest.mark.parametrize(
    "models", [[], None, [{"id": None}], [None], [{"id": "mistralai/Mistral-7B-v0.1"}, {"id": None}]]
)
def test_a_relation_to_a_model_that_nobody_names_is_a_base(models: Any) -> None:
    record = {"license": "mit", "baseModels": {"relation": "finetune", "models": models}}
    named = {"license": "mit", "baseModels": {"relation": None, "models": [{"id": "mistralai/Mistral-7B-v0.1"}]}}
    assert [row["spectrum.reached"] for row in rows(record, named)] == ["weights-available", "open-weights"]
    assert openness.classify({"id": "a/b", **record}, under=[]).spectrum.reached == "weights-available"


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


ODD_FIELDS = [(name, value) for name in ("pipeline_tag", "model_name", "pretty_name") for value in (["a"], {"a": "b"})]


@pytest.mark.parametrize("field", [*ODD_FIELDS, ("tags", [None])], ids=json.dumps)
def test_a_field_of_a_card_that_is_odd_is_a_finding_of_its_row_too(field: tuple[str, Any]) -> None:
    under = definitions(["spectrum"], shipped())
    record = {"id": "a/b", "cardData": dict([field])}
    single = answer(openness.classify(record, under=list(under)), under)
    row = {"id": ["a/b"], "cardData": [json.dumps(record["cardData"])]}
    (found,) = openness.classify_table(arrow.table(row), under=list(under)).to_pylist()
    assert {name: found[name] for name in single} == single


def test_a_table_of_ids_alone_is_a_table_of_unknowns() -> None:
    table = rows({"id": "a/b"}, {"id": None})
    assert [row["id"] for row in table] == ["a/b", None]
    assert all(row["spectrum.reached"] == "closed" and row["spectrum.reachable"] != "closed" for row in table)


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


def test_producers_are_folded_in_a_column_as_alone() -> None:
    from openness.release.names import producer_key
    from openness.table.spelling import producer_keys

    pick = random.Random(1)
    words = ["", *("".join(pick.choices("aZ9-_. /é\u212aſßİ²٣Ⅷ", k=pick.randint(1, 6))) for _ in range(3_000))]
    for names in (words, [word for word in words if word.isascii()]):
        assert producer_keys(arrow.array(names)).to_pylist() == list(map(producer_key, names))


def test_a_batch_goes_with_its_columns_as_soon_as_it_is_answered() -> None:
    """Nothing waits for the search for cycles, which is off while a batch is answered: a scan takes the memory of one batch."""
    waist = Waist(["spectrum"])
    rows = arrow.record_batch({"id": ["own/b", "x/y"], "license": ["mit", "other"], "base_model": ["own/c", "q/r"]})
    batch = waist.taken(rows)
    waist.of(batch, waist.schema(rows.schema))
    known = weakref.ref(batch)
    gc.disable()
    try:
        del batch
        assert known() is None
    finally:
        gc.enable()


def test_a_batch_leaves_the_collection_of_cycles_as_it_was() -> None:
    batch = arrow.record_batch({"license": ["mit"]})
    assert gc.isenabled()
    Waist(["spectrum"]).batch(batch)
    assert gc.isenabled()
    gc.disable()
    try:
        Waist(["spectrum"]).batch(batch)
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("cells", "reached"),
    [
        ({"description": "For research only."}, "weights-available"),
        ({"description": "It writes verse."}, "open-weights"),
        ({"description": ["For research only."]}, "weights-available"),
        ({"config": {"_name_or_path": "meta-llama/Llama-3.1-8B"}}, "weights-available"),
        ({"config": '{"text_config": {"_name_or_path": "meta-llama/Llama-3.1-8B"}}'}, "weights-available"),
        ({"config": '{"model_type": "llama"}'}, "open-weights"),
    ],
)
def test_cells_beside_a_card_count_in_rows_as_in_a_record(cells: dict[str, Any], reached: str) -> None:
    record = {"modelId": "a/b", "license": "mit", "pipeline_tag": "x", **cells}
    single = openness.classify(record, under=[])
    (row,) = rows(record)
    assert row["spectrum.reached"] == single.spectrum.reached == reached
    assert sorted(row["findings"]) == sorted({finding.code.value for finding in single.findings})


MANY = range(300)
#: Columns of many rows, all different, that say few things, beside `id` and `license`.
SHAPES: dict[str, dict[str, list[Any]]] = {
    "tags in a text": {"tags": [f"en, topic-{at}" for at in MANY]},
    "tags as a list in a text": {"tags": [f"['license:mit', 'topic-{at}']" for at in MANY]},
    "files as JSON": {"siblings": [json.dumps([{"rfilename": f"part-{at}.safetensors"}]) for at in MANY]},
    "names of files as JSON": {"siblings": [json.dumps([f"part-{at}.safetensors", "README.md"]) for at in MANY]},
    "files as anything": {"siblings": [f"['part-{at}.safetensors']" for at in MANY]},
    "numbers for truths": {"private": [at % 2 for at in MANY], "disabled": [0] * len(MANY), "gated": [1] * len(MANY)},
    "several libraries": {"library_name": [["transformers", f"own-{at}"] for at in MANY]},
    "places on a disk in settings": {"config": [json.dumps({"_name_or_path": f"/content/out-{at}"}) for at in MANY]},
    "two names": {"id": [str(at) for at in MANY], "modelId": [f"user{at}/model" for at in MANY]},
    "a number and a name": {"id": list(MANY), "modelId": [f"user{at}/model" for at in MANY]},
    "the maker of a known base": {
        "id": [f"meta-llama/tune-{at}" for at in MANY],
        "base_model": ["meta-llama/Llama-3.1-8B"] * len(MANY),
    },
}


def test_rows_of_one_table_after_another_are_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []

    def counted(release: Release, *arguments: Any) -> Any:
        judged.append(release)
        return classify_release(release, *arguments)

    monkeypatch.setattr("openness.table.waist.classify_release", counted)
    models = arrow.table({"id": ["a/b", "a/c"], "license": ["mit", "llama2"]})
    shelf, other = openness.Shelf(), openness.Shelf()
    first = openness.classify_table(models, under=["spectrum"], shelf=shelf)
    assert len(judged) == 2
    assert openness.classify_table(models, under=["spectrum"], shelf=shelf) == first
    assert len(judged) == 2
    more = openness.classify_table(models, under=["osaid-1.0"], shelf=shelf)
    assert more.drop_columns(["osaid-1.0"]) == first
    assert openness.classify_table(models, under=["spectrum"], shelf=other) == first
    assert len(judged) == 6


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_that_say_the_same_are_judged_once_in_any_shape(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []

    def counted(release: Release, *arguments: Any) -> Any:
        judged.append(release)
        return classify_release(release, *arguments)

    monkeypatch.setattr("openness.table.waist.classify_release", counted)
    shelf = openness.Shelf()
    columns: dict[str, list[Any]] = {"id": [f"user{at}/model" for at in MANY], "license": ["mit"] * len(MANY)}
    models = arrow.table(columns | SHAPES[shape])
    answers = openness.classify_table(models, under=["spectrum"], shelf=shelf).to_pylist()
    assert 0 < len(judged) <= 4
    for row, found in list(zip(models.to_pylist(), answers, strict=True))[::29]:
        single = answer(openness.classify(row, under=["spectrum"]), ("spectrum",))
        assert {name: found[name] for name in single} == single


def test_a_row_by_the_maker_of_one_base_of_two_owes_what_the_other_asks() -> None:
    """Of bases under one licence none stands for another that is by somebody else."""
    models = [
        {"id": "facebook/tune", "license": None, "base_model": bases}
        for bases in (["facebook/sam3", "microsoft/swin-x"], ["facebook/opt-30b", "lerobot/smolvla_base"])
    ]
    for model, found in zip(models, rows(*models), strict=True):
        single = openness.classify({name: cell for name, cell in model.items() if cell is not None}, under=[])
        assert found["findings"] == sorted({finding.code.value for finding in single.findings})


WRITTEN: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "with a label": lambda text: f"{text}: yes",
    "in full width": lambda text: text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}),
    "in bold letters": lambda text: text.translate({ord("a") + at: 0x1D41A + at for at in range(26)}),
    "with hidden marks": "\u200b".join,
    "as entities": lambda text: "".join(letter if letter == " " else f"&#{ord(letter)};" for letter in text),
    "around comments": lambda text: text.replace("e", "<!-- -->e"),
}


@pytest.mark.parametrize("words", ["for research only", "no commercial use", "you may not sell it"])
@pytest.mark.parametrize("written", WRITTEN)
def test_a_limit_counts_in_a_row_however_it_is_written(written: str, words: str) -> None:
    text = WRITTEN[written](words)
    cards = [{"license": "mit", "usage": text}, {"license": "mit", text: "x"}, {"license": "mit", "tags": [text]}]
    models: list[dict[str, Any]] = [{"id": f"a/{at}", "cardData": json.dumps(card)} for at, card in enumerate(cards)]
    models += [{"id": "a/b", "license": "mit", **cell} for cell in ({"tags": [text]}, {"description": text})]
    singles = [openness.classify(model, under=[]) for model in models]
    assert "weights-available" in {single.spectrum.reached for single in singles}
    for model, single in zip(models, singles, strict=True):
        (row,) = rows(model)
        assert row["spectrum.reached"] == single.spectrum.reached, model
        assert row["findings"] == sorted({finding.code.value for finding in single.findings})


@pytest.mark.parametrize("field", ["description", "citation", "paperswithcode_id", "sdk"])
def test_a_column_that_only_other_repositories_have_tells_the_sort_of_a_row(field: str) -> None:
    record = {"id": "a/b", "license": "mit", "base_model": "meta-llama/Llama-3.1-8B", field: "x"}
    single = openness.classify(record, under=[])
    (row,) = rows(record)
    assert row["spectrum.reached"] == single.spectrum.reached
    assert sorted(row["findings"]) == sorted({finding.code.value for finding in single.findings})


def test_a_text_with_several_levels_says_in_a_table_which_one_is_reached() -> None:
    table = arrow.table({"id": ["a/b", "a/c"], "license": ["mit", "cc-by-nc-4.0"]})
    ladders = [id for id in shipped().definitions() if len(shipped().definition(id).rungs) > 1 and id != "spectrum"]
    assert "debian-ml-policy" in ladders
    answers = openness.classify_table(table).to_pylist()
    for found, row in zip(answers, table.to_pylist(), strict=True):
        judgements = openness.classify(row).judgements
        assert {id: found[f"{id}.reached"] for id in ladders} == {id: judgements[id].standing.reached for id in ladders}
    assert [found["debian-ml-policy.reached"] for found in answers] == ["toxic-candy-model", "non-free-model"]
    others = {id for id in shipped().definitions() if id not in ladders}
    assert not {f"{id}.reached" for id in others - {"spectrum"}} & set(answers[0])


@pytest.mark.parametrize("odd", ["not json", "[1]", '{"tags": "x"}'])
@pytest.mark.parametrize("classify", [openness.classify_table, lineage_table])
def test_an_odd_card_in_a_dictionary_is_no_card_of_another_row(odd: str, classify: Any) -> None:
    """A reader gives a part of a column the words of all; the names of some rows' bases are looked at once more."""
    cards = ['{"base_model": "acme/heron", "license": "mit"}', odd, '{"base_model": "b/c", "license": "mit"}']
    table = arrow.table({"id": ["acme/chat", "a/b", "b/d"], "cardData": arrow.array(cards).dictionary_encode()})
    found = classify(table, under=()).column("findings").to_pylist()
    for row, codes in zip(table.to_pylist(), found, strict=True):
        assert codes == sorted({finding.code.value for finding in openness.classify(row).findings})


def test_sizes_of_weights_are_seen_to_be_there_and_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openness.table.cells._of_struct", None)  # reads what a mapping holds
    sizes = [None, {"total": 1}, {"total": None}, {"total": 3}]
    models = [{"id": f"a/m{at}", "license": "mit", "safetensors": size} for at, size in enumerate(sizes)]
    for model, found in zip(models, rows(*models), strict=True):
        apart = openness.classify({name: cell for name, cell in model.items() if cell is not None})
        assert found["spectrum.reachable"] == apart.spectrum.reachable
        assert found["findings"] == sorted(finding.code.value for finding in apart.findings)
