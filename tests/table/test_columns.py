"""The columns that are read of a table."""

import itertools
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from tests.support import scans

import openness
from openness.scan import stream
from openness.table import lineage_table
from openness.table.columns import as_meant, not_read, unknown, wanted

LLAMA = "meta-llama/Llama-3.1-8B"


@pytest.mark.parametrize("field", ["base_models", "baseModel", "base_modle", "Base-Model"])
@pytest.mark.parametrize("record", [{"id": "a/b"}, {"pipeline_tag": "text-generation"}, {"id": "a/b", "tags": ["x"]}])
def test_a_slip_in_the_name_of_the_column_of_the_bases_hides_no_base(field: str, record: dict[str, object]) -> None:
    for licence, base, other in itertools.product(("apache-2.0", None), (LLAMA, "", None), ("google/gemma-7b", None)):
        row = {**record, "license": licence, field: base, "base_model": other}
        table = pyarrow.Table.from_pylist([row, {**record, "license": "mit"}])
        answer, beside = openness.classify_table(table).to_pylist()
        single = openness.classify({name: cell for name, cell in row.items() if cell is not None})
        assert (answer["spectrum.reached"], answer["spectrum.reachable"]) == (
            single.spectrum.reached,
            single.spectrum.reachable,
        )
        assert sorted(answer["findings"]) == sorted({finding.code.value for finding in single.findings})
        assert base != LLAMA or answer["spectrum.reached"] != "open-weights"
        assert beside["spectrum.reached"] == "open-weights"


def test_only_columns_on_which_a_verdict_can_depend_are_wanted() -> None:
    names = ["id", "downloads", "base_models", "base_model_count", "license_text", "notes", "colour"]
    assert wanted(names) == ["id", "base_models", "license_text", "notes"]


ROW = {
    "id": "acme/b",
    "license": "cc-by-nc-4.0",
    "license_name": "x",
    "base_model": LLAMA,
    "tags": ["gguf"],
    "gated": "auto",
}
SLIPS = {
    "id": ["ID", "Id"],
    "license": ["License", "LICENSE", "licenses", "Licence"],
    "license_name": ["License-Name", "license name", "licenseName"],
    "base_model": ["Base-Model", "baseModel", "BASE_MODEL", "base_models"],
    "tags": ["Tags", "TAGS"],
    "gated": ["Gated"],
}


def answer(row: Mapping[str, object]) -> dict[str, Any]:
    """The answer to a row of a table, which is that to the same mapping."""
    (found,) = openness.classify_table(pyarrow.Table.from_pylist([row])).to_pylist()
    single = openness.classify({name: cell for name, cell in row.items() if cell is not None})
    assert found["spectrum.reached"] == single.spectrum.reached
    assert found["licence"] == single.release.component("model-parameters-final").licence.value
    assert found["findings"] == sorted({finding.code.value for finding in single.findings})
    return dict(found)


@pytest.mark.parametrize(("field", "slip"), [(field, slip) for field, slips in SLIPS.items() for slip in slips])
def test_a_column_called_otherwise_by_case_hyphen_or_blank_is_that_column(field: str, slip: str) -> None:
    expected = answer(ROW)
    found = answer({slip if name == field else name: cell for name, cell in ROW.items()})
    findings = set(found.pop("findings"))
    assert findings - set(expected.pop("findings")) <= ({"field-invalid"} if slip == "base_models" else set())
    assert found == expected


@pytest.mark.parametrize("slip", ["License", "LICENSE", "licenses"])
@pytest.mark.parametrize("other", ["mit", "cc-by-nc-4.0", "", None])
def test_of_two_columns_for_the_licence_both_count(slip: str, other: str | None) -> None:
    found = answer({"id": "acme/b", "license": "mit", slip: other})
    assert (found["spectrum.reached"] == "open-weights") is (other != "cc-by-nc-4.0")
    for silence in (None, "", " "):
        found = answer({"id": "acme/b", "license": silence, slip: other})
        assert (found["licence"] is None) is (not other)


def test_a_column_of_a_component_may_be_called_otherwise_too() -> None:
    code = {"training-code.availability": "public", "training-code.licence": "MIT"}
    slips = {"Training Code.Availability": "public", "training_code.LICENCE": "MIT"}
    row = {"id": "acme/b", "license": "mit"}
    tables = [pyarrow.Table.from_pylist([{**row, **of}]) for of in (code, slips)]
    expected, found = (openness.classify_table(table, under=["osaid-1.0"]) for table in tables)
    assert found.equals(expected)


def test_of_two_columns_for_one_fact_of_a_component_the_first_is_that_column() -> None:
    slips = ["id", "Training Code.Licence", "training_code.LICENCE"]
    assert as_meant(slips) == ["id", "training-code.licence", "training_code.LICENCE"]
    assert as_meant([*slips, "training-code.licence"]) == [*slips, "training-code.licence"]


@pytest.mark.parametrize("name", ["availability", "Availability", "licence"])
def test_a_column_called_as_a_fact_of_a_component_without_the_component_is_no_error(name: str) -> None:
    rows = pyarrow.Table.from_pylist([{"id": "a/b", "license": "mit", name: "mit"}])
    assert openness.classify_table(rows)["licence"].to_pylist() == ["MIT"]


def test_a_column_that_nobody_knows_is_named_with_the_nearest_known_one() -> None:
    names = ["id", "downloads", "task_categories", "licens", "notes", "colour", "training-code.license"]
    assert unknown(names) == ["licens", "colour", "training-code.license"]
    assert not_read(unknown(names)) == (
        "columns that are not read: licens (did you mean license?), colour, "
        "training-code.license (did you mean training-code.licence?)"
    )


def test_no_name_of_a_column_does_anything_to_a_terminal() -> None:
    line = not_read(["a\x1b[31mb", "x" * 500])
    assert line.isprintable()
    assert len(line) < 200


def test_classify_table_warns_of_columns_that_are_called_nearly_as_known_ones() -> None:
    table = pyarrow.Table.from_pylist([{"id": "a/b", "licens": "mit", "notes": "x"}])
    for classify in (openness.classify_table, lineage_table):
        with pytest.warns(UserWarning, match="licens") as warned:
            classify(table, under=())
        assert [Path(str(warning.filename)).name for warning in warned] == ["test_columns.py"]
        assert "notes" not in str(warned[0].message)


BAN = "for research only, no commercial use"


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        ("usage_restrictions", [BAN, "none", "", None]),
        ("commercial_use", [False, True, None]),
        ("downloads", [BAN, "7"]),
        ("notes", [["x", BAN], [], ["x"], None]),
        ("limits", [{"who": "anyone", "what": BAN}, {"who": "anyone", "what": "x"}, None]),
        ("extra_gated_prompt", [BAN, "Tell us your name", None]),
        ("pretty_name", ["A set", None]),
        ("init_from", [LLAMA, "scratch", None]),
        ("model-index", [[{"name": "x", "results": [], "use": BAN}], [{"name": "x", "results": []}]]),
        ("max_users", [700, None]),
        ("emoji", ["x", None]),
    ],
)
@pytest.mark.parametrize("encoded", [False, True])
def test_in_a_table_of_cards_every_column_counts_as_every_field_of_a_card_does(
    field: str, cells: list[object], encoded: bool
) -> None:
    rows = [{"license": licence, field: cell} for licence in ("mit", "llama3.1") for cell in cells]
    table = pyarrow.Table.from_pylist(rows)
    if encoded and pyarrow.types.is_string(table.schema.field(field).type):
        table = table.set_column(1, field, table.column(field).dictionary_encode())
    found = openness.classify_table(table, under=()).to_pylist()
    for row, answer in zip(rows, found, strict=True):
        single = openness.classify({name: cell for name, cell in row.items() if cell is not None})
        assert answer["spectrum.reached"] == single.spectrum.reached
        assert answer["findings"] == sorted({finding.code.value for finding in single.findings})


@pytest.mark.parametrize("name", ["usage_restrictions", "LicenseText", "terms-of-use", "notes", "commercial_use"])
def test_beside_a_column_of_ids_words_count_where_the_name_of_their_column_tells_of_terms(name: str) -> None:
    assert answer({"id": "a/b", "license": "mit", name: BAN})["spectrum.reached"] == "weights-available"
    assert answer({"id": "a/b", "license": "mit", name: ""})["spectrum.reached"] == "open-weights"


@pytest.mark.parametrize("name", ["LicenseText", "notes", "usage"])
def test_such_words_that_tell_of_no_terms_leave_a_row_open(name: str) -> None:
    assert answer({"id": "a/b", "license": "mit", name: "It has wings."})["spectrum.reached"] == "open-weights"


def test_beside_a_column_of_ids_other_words_that_nobody_knows_do_not_count() -> None:
    """A record has fields of many hands; what a card says is in `cardData`."""
    assert answer({"id": "a/b", "license": "mit", "colour": BAN})["spectrum.reached"] == "open-weights"


@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv"])
def test_a_scan_of_cards_hears_the_words_of_a_column_that_a_later_row_brings(form: str, tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{"license": "mit", "notes": None}] * 1_200
    rows.append({"license": "mit", "notes": BAN})
    if form == "jsonl":
        rows = [{name: cell for name, cell in row.items() if cell is not None} for row in rows]
    report = openness.scan(scans.WRITERS[form](tmp_path / f"t.{form}", rows), under=())
    assert dict(report.levels)["open-weights"] == 1_200
    assert report.unread_columns == ()


@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv"])
@pytest.mark.parametrize("lineage", [False, True])
def test_a_card_without_a_field_that_is_known_is_a_row_too(form: str, lineage: bool, tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{"license": "mit", "title": None, "notes": None}]
    rows += [{"license": None, "title": "x", "notes": None}, {"license": None, "title": None, "notes": "true"}]
    if form == "jsonl":  # values of other sorts stand in groups of their own
        rows = [{name: cell for name, cell in row.items() if cell is not None} for row in rows] + [{"notes": ["x"]}]
    report = openness.scan(scans.WRITERS[form](tmp_path / f"t.{form}", rows), under=(), lineage=lineage)
    assert (report.rows, report.rejected) == (len(rows), 0)
    assert dict(report.levels)["open-weights"] == 1


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"id": "a/b", "lizenz": "mit"}, "columns that are not read: lizenz; no column tells the licence"),
        ({"id": "a/b", "lic": "mit", "base_model": "c/d"}, "columns that are not read: lic; no column tells"),
        ({"model": "a/b", "license": "mit"}, r"columns that are not read: model \(did you mean modelId\?\)$"),
        ({"id": "a/b", "lizenz": "mit", "licens": "mit"}, r"not read: lizenz, licens \(did you mean license\?\); no"),
        ({"id": "a/b", "License": "mit", "notes": "x", "colour": "red"}, None),
        ({"id": "a/b", "tags": ["license:mit"], "colour": "red"}, None),
        ({"id": "a/b", "usage_terms": "none", "colour": "red"}, None),
        ({"id": "a/b", "model-parameters-final.licence": "MIT", "colour": "red"}, None),
        ({"id": "a/b", "downloads": 5}, None),
    ],
)
def test_a_table_in_which_nothing_tells_of_licences_gets_a_word(columns: dict[str, Any], says: str | None) -> None:
    table = pyarrow.Table.from_pylist([columns])
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        openness.classify_table(table, under=())
    found = [str(each.message) for each in warned]
    assert len(found) == (says is not None)
    assert says is None or re.search(says, found[0])


def test_a_table_without_a_known_column_is_refused_with_the_columns_that_it_has() -> None:
    table = pyarrow.table({"model": ["a/b"], "lic": ["mit"]})
    with pytest.raises(
        openness.OpennessError, match="no column that is known here; it has model, lic; name columns as the Hub"
    ):
        openness.classify_table(table)


def test_what_is_no_table_or_no_release_is_refused_with_the_way_out() -> None:
    table: Any = pyarrow.table({"id": ["a/b"], "license": ["mit"]})
    lazy: Any = type("LazyFrame", (), {"collect": lambda _: table})()  # as Polars has it
    listed: Any = [{"license": "mit"}]
    for refused, says in (
        (lambda: openness.classify(table), r"a Table is a table of many releases; use classify_table\(table\)$"),
        (lambda: openness.classify_all(table), r"use classify_table\(table\)$"),
        (lambda: openness.check(table), r"use classify_table\(table\)$"),
        (lambda: openness.may(table), r"use classify_table\(table\)$"),
        (lambda: openness.classify(lazy), r"use classify_table\(table.collect\(\)\)$"),
        (lambda: openness.classify(listed), r"not a list; use classify_all\(sources\), or read"),
        (lambda: openness.classify_table(listed), r"from_pylist\(rows\) makes one of rows$"),
        (lambda: openness.classify_table(lazy), r"not LazyFrame; its collect\(\) gives one$"),
        (lambda: stream.answers(lazy), r"not LazyFrame; its collect\(\) gives one$"),
        (lambda: openness.scan(table), r"not Table; classify_table takes a table in memory$"),
    ):
        with pytest.raises(TypeError, match=says):
            refused()


def test_twenty_columns_that_are_not_read_are_named() -> None:
    names = [f"{'q' * at}x" for at in range(9, 31)]
    assert not_read(names[:20]).endswith(names[19])
    assert not_read(names[:21]).endswith(f"{names[19]} and 1 more")
