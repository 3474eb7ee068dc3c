"""The columns that are read of a table."""

import itertools

import pyarrow
import pytest

import openness
from openness.table.columns import wanted

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
    assert wanted(["id", "downloads", "base_models", "base_model_count", "License"]) == ["id", "base_models"]
