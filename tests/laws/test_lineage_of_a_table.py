"""A table's lineage is what the same records come to when they are classified together, whatever was made from what."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import openness
from openness.table import lineage_table

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

#: Models of few makers, of which some are known, some are copies, some are called alike but for the case.
MODELS = [
    "a/one",
    "a/two",
    "b/one",
    "B/One",
    "b/three",
    "c/llama-3-tune",
    "gpt2",
    "meta-llama/Llama-2-7b-hf",
    "facebook/llama-7b",
    "unsloth/Meta-Llama-3.1-8B",
    "a/modèl",
    "a b/c",
]
OTHERS = ["x/nowhere", "meta-llama/Llama-3.1-8B", "google/gemma-7b", "A/ONE", "unknown", "none", ""]
LICENCES = ["mit", "llama3", "apache-2.0", "cc-by-nc-4.0", "llama2", "gpl-3.0", "no such licence", "gpl", None]

BASES = st.lists(st.sampled_from([*MODELS, *OTHERS]), max_size=3)
ROW = st.fixed_dictionaries(
    {"id": st.sampled_from(MODELS), "license": st.sampled_from(LICENCES)},
    optional={
        "base_model": BASES,
        "author": st.sampled_from(["a", "b", "c"]),
        "tags": st.lists(
            st.sampled_from(["lora", "base_model:a/one", "base_model:adapter:b/one", "task_ids:x"]), max_size=2
        ),
        "base_model_relation": st.sampled_from(["quantized", "merge"]),
        "gated": st.sampled_from(["auto", False]),
        "license_link": st.just(["odd"]),
    },
)


def together(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers to the records when they are classified together."""
    found = openness.classify_all(rows, under=["spectrum"])
    return [
        {
            "lineage.reached": one.spectrum.reached,
            "lineage.reachable": one.spectrum.reachable,
            "lineage.findings": sorted({finding.code.value for finding in one.findings}),
        }
        for one in found
    ]


def in_a_table(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The columns of the lineage."""
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: column([row.get(name) for row in rows]) for name in names}
    return lineage_table(arrow.table(columns), under=["spectrum"]).to_pylist()  # type: ignore[no-any-return]  # pyarrow has no types


def column(cells: list[Any]) -> Any:
    """Cells as a column; of more than one type as lists."""
    if all(cell is None or isinstance(cell, (bool, list)) for cell in cells):
        return arrow.array(cells)
    return arrow.array([None if cell is None else str(cell) for cell in cells])


@settings(max_examples=300, deadline=None)
@given(st.lists(ROW, min_size=2, max_size=7))
def test_a_row_in_a_table_is_a_release_among_others(rows: list[dict[str, Any]]) -> None:
    expected = together(rows)
    found = in_a_table(rows)
    for row, answer in zip(found, expected, strict=True):
        assert {name: row[name] for name in answer} == answer
