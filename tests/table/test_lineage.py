"""A table with what its rows say of each other's bases."""

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest

import openness
from openness.errors import OpennessError
from openness.table import Lineage, Waist, classify_table, lineage_table

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
catalogue = pytest.importorskip("tests.support.catalogue")


NAMES = "bases licences unknown reached reachable band findings".split()


def lineage(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    found = lineage_table(arrow.Table.from_pylist(list(rows)), under=["spectrum"]).to_pylist()
    return [{name.removeprefix("lineage."): cell for name, cell in row.items()} for row in found]


def row(id: str, licence: str | None, *bases: str) -> dict[str, Any]:
    return {"id": id, "license": licence, "base_model": list(bases)}


def test_what_the_waist_says_stands_beside_it_unchanged() -> None:
    models = catalogue.family(3_000)
    found = lineage_table(models, under=["osaid-1.0"])
    waist = classify_table(models, under=["osaid-1.0"])
    assert found.select(waist.column_names) == waist
    assert found.column_names[len(waist.column_names) :] == [
        "lineage.bases",
        "lineage.licences",
        "lineage.unknown",
        "lineage.reached",
        "lineage.reachable",
        "lineage.band",
        "lineage.findings",
    ]


def test_of_a_lineage_too_the_columns_that_are_asked_for_are_given() -> None:
    models = catalogue.family(1_000)
    asked = ["lineage.reached", "id", "licence"]
    assert lineage_table(models, under=["spectrum"], columns=asked) == lineage_table(models, under=["spectrum"]).select(
        asked
    )
    with pytest.raises(OpennessError, match=r"no column 'lineage\.level'"):
        lineage_table(models, columns=["lineage.level"])


def test_a_catalogue_is_judged_as_its_records_together() -> None:
    rows = catalogue.family(400, chain=30, seed=3).to_pylist()
    expected = openness.classify_all(rows, under=["spectrum"])
    for found, one in zip(lineage(*rows), expected, strict=True):
        assert (found["reached"], found["reachable"]) == (one.spectrum.reached, one.spectrum.reachable)
        assert found["findings"] == sorted({finding.code.value for finding in one.findings})


@pytest.mark.parametrize("seed", range(4))
def test_rows_of_one_name_are_judged_as_their_records_together(seed: int) -> None:
    """Rows that share a name, or name themselves or each other as bases, in any order."""
    pick = random.Random(seed)
    names = ["a/base", "a/tune", "b/base", "b/tune", "meta-llama/Llama-3.1-8B"]
    rows = [
        row(
            pick.choice(names[:4]), pick.choice(["mit", "cc-by-nc-4.0"]), *pick.sample(names, pick.choice([0, 1, 1, 2]))
        )
        for _ in range(9)
    ]
    assert len({each["id"] for each in rows}) < len(rows)
    expected = openness.classify_all(rows, under=["spectrum"])
    for found, one, each in zip(lineage(*rows), expected, rows, strict=True):
        assert (found["reached"], found["reachable"]) == (one.spectrum.reached, one.spectrum.reachable), each
        assert found["findings"] == sorted({finding.code.value for finding in one.findings}), each


ANY = ("a/base", "A/Tune", "b/base", "b/tune", "acme/m", "gpt2", "meta-llama/mine", "meta-llama/Llama-3.1-8B", "tune")
COPIES = ("TheBloke/Llama-2-7B-GGUF", "google/gemma-2-9b")


def any_row(pick: random.Random, name: str | None) -> dict[str, Any]:
    """A row by any maker that names its bases in a column, in tags, in its card or not at all."""
    bases = pick.sample([*ANY, *COPIES, "nobody/knows"], pick.choice([0, 0, 1, 1, 1, 2]))
    said = pick.choice(["column", "tags", "card", "nowhere"])
    licence = pick.choice(["mit", "cc-by-nc-4.0", "llama3.1", "other", None, "cc-by-nd-4.0"])
    return {
        "id": name,
        "author": pick.choice([None, None, None, "a", "meta-llama", "acme", "google", ""]),
        "license": licence,
        "license_name": pick.choice([None, "kite", "llama-3"]) if licence in ("other", None) else None,
        "base_model": bases if said == "column" else None,
        "tags": [*(f"base_model:{base}" for base in bases), "x"] if said == "tags" else pick.choice([None, ["lora"]]),
        "cardData": json.dumps({"base_model": bases}) if said == "card" else pick.choice([None, None, "not json"]),
        "gated": False,
    }


@pytest.mark.parametrize("repeated", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_rows_of_any_kind_are_judged_as_their_records_together(seed: int, repeated: bool) -> None:
    """In one batch and in several; each of its own name, or several of one, which may differ in capitals."""
    pick = random.Random(seed)
    names = [*ANY, *COPIES, "../x", None, None]
    if repeated:
        names += ["A/Base", "META-LLAMA/mine"]
        rows = [any_row(pick, name) for name in pick.choices(names, k=2 * len(names))]
    else:
        rows = [any_row(pick, name) for name in pick.sample(names, len(names))]
    records = [{name: cell for name, cell in each.items() if cell is not None} for each in rows]
    whole = lineage(*rows)
    parts = Lineage(Waist(["spectrum"]))
    for batch in arrow.Table.from_pylist(rows).to_batches(max_chunksize=5):
        parts.add(batch)
    found = arrow.Table.from_batches(list(parts.columns())).to_pylist()
    assert found == [{f"lineage.{name}": each[name] for name in NAMES} for each in whole]
    for answer, one, record in zip(whole, openness.classify_all(records, under=["spectrum"]), records, strict=True):
        levels = (answer["reached"], answer["reachable"], answer["band"])
        assert levels == (one.spectrum.reached, one.spectrum.reachable, one.band), record
        assert answer["findings"] == sorted({finding.code.value for finding in one.findings}), record


def test_the_terms_of_a_base_of_a_base_reach_a_row() -> None:
    *_, tune = lineage(row("a/base", "cc-by-nc-4.0"), row("b/mid", "mit", "A/Base"), row("c/tune", "mit", "b/mid"))
    assert tune["bases"] == 2
    assert tune["licences"] == ["CC-BY-NC-4.0", "MIT"]
    assert not tune["unknown"]
    assert tune["reached"] == "weights-available"
    assert "lineage-conflict" in tune["findings"]


def test_a_base_that_no_row_tells_of_is_unknown() -> None:
    (tune,) = lineage(row("c/tune", "mit", "nobody/knows"))
    assert (tune["bases"], tune["licences"], tune["unknown"]) == (1, [], True)
    assert "lineage-unknown" in tune["findings"]


def test_a_name_that_nobody_knows_is_no_licence_inherited() -> None:
    _, tune = lineage(
        {"id": "a/base", "license": "other", "license_name": "acme terms", "base_model": []},
        row("b/tune", "mit", "a/base"),
    )
    assert (tune["licences"], tune["unknown"]) == ([], True)


def test_a_copy_of_a_known_model_is_no_base_of_itself() -> None:
    """Of models with the same terms one stands for all, and never the row's own name for its base."""
    copy, other = "TheBloke/Llama-2-7B-GGUF", "TheBloke/Llama-2-13B-GGUF"
    answers = lineage(row(copy, None), row("a/tune", "mit", copy, other))
    assert not any("lineage-cycle" in answer["findings"] for answer in answers)


def test_a_row_without_an_account_is_by_no_maker_of_the_table() -> None:
    answers = lineage(
        row("acme/base", "cc-by-nc-4.0"), row("tune", "mit", "acme/base"), row("acme/t", "mit", "acme/base")
    )
    assert ["lineage-conflict" in answer["findings"] for answer in answers] == [False, True, False]


def test_a_base_that_one_of_two_rows_of_a_name_lacks_is_known_by_the_other() -> None:
    adapter: dict[str, Any] = {"id": "a/a", "license": "mit", "base_model": [], "tags": ["lora"]}
    rows = [row("a/a", "mit", "b/b"), row("b/b", "mit"), row("c/c", "mit", "a/a")]
    assert lineage(adapter, *rows)[-1]["unknown"] is False
    assert lineage(adapter, *rows[1:])[-1]["unknown"] is True


def test_circles_and_rows_that_name_themselves_are_cycles() -> None:
    found = lineage(
        row("a/a", "mit", "b/b"), row("b/b", "mit", "a/a"), row("c/c", "mit", "a/a"), row("d/d", "mit", "d/d")
    )
    assert ["lineage-cycle" in one["findings"] for one in found] == [True, True, False, True]
    assert [one["bases"] for one in found] == [1, 1, 2, 0]


@pytest.mark.parametrize("licence", ["cc-by-nd-4.0", "llama3.1", "other"])
def test_a_row_that_names_itself_is_its_own_maker_and_owes_itself_nothing(licence: str) -> None:
    """No maker has another row; to anybody else a licence that forbids changes, asks for a name or is not known would matter."""
    found, _ = lineage(row("d/d", licence, "d/d"), row("e/e", "mit"))
    alone = openness.classify(row("d/d", licence))
    assert set(found["findings"]) == {finding.code.value for finding in alone.findings} | {"lineage-cycle"}


def test_at_most_a_hundred_bases_are_counted_and_the_terms_of_all_are_known() -> None:
    many = [row(f"a{at}/m", "mit", *([f"a{at - 1}/m"] if at else [])) for at in range(130)]
    found = lineage(*many)
    assert [found[at]["bases"] for at in (0, 1, 99, 100, 101, 129)] == [0, 1, 99, 100, 100, 100]
    wide = lineage(row("x/all", "mit", *(f"a{at}/m" for at in range(130))), *many)
    assert (wide[0]["bases"], wide[0]["licences"], wide[0]["unknown"]) == (100, ["MIT"], False)


def test_bases_of_several_bases_are_counted_once_each() -> None:
    found = lineage(
        row("a/a", "mit"), row("b/b", "mit", "a/a"), row("c/c", "mit", "a/a"), row("d/d", "mit", "b/b", "c/c"),
        row("e/e", "mit", "d/d"), row("f/f", "mit", "e/e", "a/a"),
    )  # fmt: skip
    assert [one["bases"] for one in found] == [0, 1, 1, 3, 4, 5]


def test_a_base_by_the_same_maker_may_be_licensed_anew() -> None:
    *_, own, other = lineage(
        row("a/base", "cc-by-nc-4.0"),
        row("b/mid", "mit", "a/base"),
        row("a/tune", "mit", "b/mid"),
        row("c/tune", "mit", "b/mid"),
    )
    assert "lineage-conflict" not in own["findings"]
    assert "lineage-conflict" in other["findings"]


def test_in_batches_it_is_the_same_as_at_once() -> None:
    models = catalogue.family(2_000)
    whole = lineage_table(models, under=["spectrum"])
    parts = Lineage(Waist(["spectrum"]))
    alone = [parts.add(batch) for batch in models.combine_chunks().to_batches(max_chunksize=77)]
    columns = list(parts.columns())
    assert [batch.num_rows for batch in columns] == [batch.num_rows for batch in alone]
    found = arrow.Table.from_batches(columns).to_pylist()
    assert found == whole.select(arrow.Table.from_batches(columns).column_names).to_pylist()


def test_no_rows_have_no_lineage(tmp_path: Path) -> None:
    empty = arrow.table(
        {"id": arrow.array([], arrow.string()), "base_model": arrow.array([], arrow.list_(arrow.string()))}
    )
    assert lineage_table(empty, under=["spectrum"]).num_rows == 0
    assert list(Lineage(Waist(["spectrum"])).columns()) == []
    nothing = Lineage(Waist(["spectrum"])).inherited().columns(slice(0, 0))
    assert (nothing.num_rows, nothing.schema.names) == (0, [f"lineage.{name}" for name in NAMES])
    without = lineage_table(arrow.table({"license": ["mit", None]}), under=["spectrum"])
    assert without.column("lineage.bases").to_pylist() == [0, 0]


def test_a_chain_of_20_000_takes_no_recursion_and_no_square() -> None:
    count = 20_000
    chain = [
        row(f"a{at}/m", "cc-by-nc-4.0" if not at else "mit", *([f"a{at - 1}/m"] if at else [])) for at in range(count)
    ]
    last = lineage(*chain)[-1]
    assert last["licences"] == ["CC-BY-NC-4.0", "MIT"]
    assert "lineage-conflict" in last["findings"]


RECORDS = "data/corpus/hf-cards-2022_frontmatter.jsonl.gz"


def test_records_of_the_hub_that_name_each_other_are_judged_as_they_are_together(shared: Path) -> None:
    """The records name few bases, so each third is made to name others by chance."""
    if not (shared / RECORDS).is_file():
        pytest.skip(f"there is no {shared / RECORDS}")
    with gzip.open(shared / RECORDS, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    chance = random.Random(5)
    some = chance.sample(found, 300)
    rows: list[dict[str, Any]] = [
        {"id": one["id"], "tags": one["hub_tags"], "siblings": [{"rfilename": name} for name in one["files"]]}
        for one in some
    ]
    for record in chance.sample(rows, 100):
        record["base_model"] = [other["id"] for other in chance.sample(rows, chance.choice([1, 1, 1, 2]))]
    expected = openness.classify_all(rows, under=["spectrum"])
    answers = lineage(*rows)
    assert max(answer["bases"] for answer in answers) > 2
    for answer, one in zip(answers, expected, strict=True):
        assert (answer["reached"], answer["reachable"]) == (one.spectrum.reached, one.spectrum.reachable), answer["id"]
        assert answer["findings"] == sorted({finding.code.value for finding in one.findings}), answer["id"]
