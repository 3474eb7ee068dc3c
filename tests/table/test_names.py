"""The names of rows, where the licence of a base asks for a name: each row is what its record is by itself."""

import json
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import pytest

import openness
from openness.shelf.known_models import KnownModels

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

NAMES = (
    "acme/law", "acme/llama-law", "acme/Llama-3-law", "x/Meta-Llama-3.1-8B-GGUF", "llama/law", "law", "Llama", "../llama",
    "q/law-MiniCPM", "a/EXAONE-x", "a/lLaMa_3", "meta-llama/Prompt-Law",
)  # fmt: skip
BASES: tuple[list[str] | None, ...] = (
    None, ["meta-llama/Llama-3.1-8B"], ["meta-llama/Meta-Llama-3-8B"], ["LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct"],
    ["meta-llama/Llama-3.1-8B", "meta-llama/Meta-Llama-3-8B"], ["acme/llama-3.1-tune"], ["meta-llama/Llama-3.1-8B", "acme/base"],
)  # fmt: skip


def test_a_row_is_held_against_the_name_that_its_base_asks_for_as_its_record_is() -> None:
    rows = [
        {
            "id": name if key == "id" else None,
            "modelId": name if key == "modelId" else None,
            "license": "mit",
            "base_model": base,
        }
        for name, base, key in product(NAMES, BASES, ("id", "modelId"))
    ]
    answers = openness.classify_table(pyarrow.Table.from_pylist(rows), under=["spectrum"]).to_pylist()
    asked = 0
    for row, answer in zip(rows, answers, strict=True):
        record = {name: cell for name, cell in row.items() if cell is not None}
        codes = {finding.code.value for finding in openness.classify(record).findings}
        assert set(answer["findings"]) == codes, row
        asked += "lineage-name" in codes
    assert 40 < asked < len(rows) - 40


def tags(bases: list[str]) -> list[str]:
    return [f"base_model:{base}" for base in bases]


#: Where a record names its bases: in a column, in its tags, or in the fields of its card.
SAID: dict[str, Callable[[list[str]], dict[str, object]]] = {
    "column": lambda bases: {"base_model": bases},
    "tags": lambda bases: {"tags": ["x", *tags(bases)]},
    "card": lambda bases: {"cardData": json.dumps({"base_model": bases if bases[1:] else bases[0]})},
    "tags of a card": lambda bases: {"cardData": json.dumps({"tags": ["x", *tags(bases)]})},
}


@pytest.mark.parametrize("said", SAID)
def test_the_maker_of_a_row_is_whom_its_record_names_whichever_rows_stand_beside_it(said: str) -> None:
    """A base by the row's own maker adds no terms; a name and an author that differ leave nobody known to be its maker.

    The first row is read as it is, for it has a licence in a column that is called otherwise.
    """
    names = ("meta-llama/Llama-mine", "acme/x", "acme/llama-y", "gpt2", "x/gpt2", "google/gemma-2-9b", "../x")
    bases = (["meta-llama/Llama-3.1-8B"], ["acme/base"], ["gpt2"], ["acme/base", "google/gemma-2-9b"])
    rows: list[dict[str, object]] = [
        {"id": name, "author": author, "license": "mit", "licenses": None, **SAID[said](base)}
        for name, author, base in product(names, ("meta-llama", "acme", "google", "someone", None), bases)
    ]
    rows.insert(0, {**rows[0], "id": "acme/odd", "author": None, "licenses": "mit"})
    answers = openness.classify_table(pyarrow.Table.from_pylist(rows), under=["spectrum"]).to_pylist()
    for row, answer in zip(rows, answers, strict=True):
        record = openness.classify({name: cell for name, cell in row.items() if cell is not None})
        codes = {finding.code.value for finding in record.findings}
        assert (answer["spectrum.reached"], set(answer["findings"])) == (record.spectrum.reached, codes), row
    assert len({tuple(answer["findings"]) for answer in answers}) > 3


@pytest.mark.parametrize("key", ["id", "modelId"])
def test_a_name_that_is_no_word_is_a_field_that_is_not_valid_as_in_its_record(key: str) -> None:
    rows: list[dict[str, Any]] = [
        {key: name, "author": author, "license": "mit", "base_model": ["acme/base"]}
        for name, author in product((b"acme/x", None), ("acme", None))
    ]
    answers = openness.classify_table(pyarrow.Table.from_pylist(rows), under=["spectrum"]).to_pylist()
    for row, answer in zip(rows, answers, strict=True):
        record = openness.classify({name: cell for name, cell in row.items() if cell is not None})
        assert set(answer["findings"]) == {finding.code.value for finding in record.findings}
    assert ["field-invalid" in answer["findings"] for answer in answers] == [True, True, False, False]


def test_a_row_with_two_names_is_what_its_record_is() -> None:
    names = ("acme/x", "other/x", "../x", "x", None)
    rows = [
        {"id": id, "modelId": model_id, "license": "mit", "base_model": base}
        for id, model_id, base in product(names, names, (["acme/base"], ["meta-llama/Llama-3.1-8B"], None))
    ]
    answers = openness.classify_table(pyarrow.Table.from_pylist(rows), under=["spectrum"]).to_pylist()
    for row, answer in zip(rows, answers, strict=True):
        record = openness.classify({name: cell for name, cell in row.items() if cell is not None})
        codes = {finding.code.value for finding in record.findings}
        assert (answer["spectrum.reached"], set(answer["findings"])) == (record.spectrum.reached, codes), row


def test_a_row_with_two_names_is_no_copy_by_one_of_them() -> None:
    row = {"id": "TheBloke/Llama-2-7B-GGUF", "modelId": "other/x", "license": "apache-2.0"}
    (answer,) = openness.classify_table(pyarrow.Table.from_pylist([row]), under=["spectrum"]).to_pylist()
    assert set(answer["findings"]) == {finding.code.value for finding in openness.classify(row).findings}


def test_the_licence_of_a_base_in_the_table_asks_for_a_name_too() -> None:
    rows = [
        {"id": "acme/base", "license": "llama3.1", "base_model": None},
        {"id": "x/law", "license": "mit", "base_model": ["acme/base"]},
        {"id": "x/Llama-law", "license": "mit", "base_model": ["acme/base"]},
        {"id": "y/law", "license": "mit", "base_model": ["x/Llama-law"]},
    ]
    from openness.table.lineage import with_lineage
    from openness.table.waist import Waist

    answers = with_lineage(pyarrow.Table.from_pylist(rows), Waist(["spectrum"]), None).to_pylist()
    assert ["lineage-name" in answer["lineage.findings"] for answer in answers] == [False, True, False, True]
    assert not any("lineage-name" in answer["findings"] for answer in answers)


def test_few_names_of_rows_are_asked_whether_they_are_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    is_copy = KnownModels.is_copy

    def counted(models: KnownModels, name: str) -> bool:
        asked.append(name)
        return is_copy(models, name)

    monkeypatch.setattr(KnownModels, "is_copy", counted)
    accounts = ("org{}", "user-{}", "meta-llama", "mistralai", "Qwen", "unslot{}", "thebloke{}")
    ids = [f"{account.format(at)}/model-{at}" for at in range(2_000) for account in accounts]
    copies = ["TheBloke/Llama-2-7B-GGUF", "unsloth/mine"]
    rows = pyarrow.table({"id": ids + copies, "license": ["apache-2.0"] * (len(ids) + len(copies))})
    answers = openness.classify_table(rows, under=["spectrum"])
    assert asked == copies
    assert "lineage-conflict" in answers["findings"][len(ids)].as_py()


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The rows that are judged from now on."""
    from openness.table.waist import Waist

    rows: list[object] = []
    judge = Waist.judged

    def counted(waist: Waist, row: Iterable[tuple[str, object]]) -> dict[str, object]:
        rows.append(row)
        return judge(waist, row)

    monkeypatch.setattr(Waist, "judged", counted)
    return rows


@pytest.mark.parametrize("ids", [range(2_000), [f"{at:024x}" for at in range(2_000)]], ids=["numbers", "the-hubs-own"])
def test_rows_that_are_numbered_are_judged_once(ids: Iterable[object], judged: list[object]) -> None:
    numbered = {"id": ids} if isinstance(ids, range) else {"_id": ids, "id": [f"a/m{at}" for at in range(2_000)]}
    table = pyarrow.table({**numbered, "license": ["mit", "apache-2.0"] * 1_000})
    answers = openness.classify_table(table, shelf=openness.Shelf())
    assert len(judged) == 2
    assert answers["id"].to_pylist() == list(numbered["id"])
    assert answers["licence"].to_pylist() == ["MIT", "Apache-2.0"] * 1_000


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view"])
def test_rows_that_differ_in_their_names_alone_are_judged_once_whatever_sort_of_words_these_are(
    kind: str, judged: list[object]
) -> None:
    if not hasattr(pyarrow, kind):
        pytest.skip("this pyarrow has no such words")
    ids = pyarrow.array([f"a/m{at}" for at in range(100)], getattr(pyarrow, kind)())
    answers = openness.classify_table(pyarrow.table({"id": ids, "license": ["mit"] * 100}), shelf=openness.Shelf())
    assert len(judged) == 1
    assert answers["id"].to_pylist() == ids.to_pylist()


def test_a_blank_name_beside_a_maker_is_what_its_record_is() -> None:
    names = ("", " ", "\t", "x y", "../x")
    rows = [
        {"modelId": name, "author": author, "license": "mit", "base_model": base}
        for name, author, base in product(
            names, ("acme", "meta-llama", None), (["acme/base"], ["meta-llama/Llama-3.1-8B"])
        )
    ]
    answers = openness.classify_table(pyarrow.Table.from_pylist(rows), under=["spectrum"]).to_pylist()
    for row, answer in zip(rows, answers, strict=True):
        record = openness.classify({name: cell for name, cell in row.items() if cell is not None})
        codes = {finding.code.value for finding in record.findings}
        assert (answer["spectrum.reached"], set(answer["findings"])) == (record.spectrum.reached, codes), row
