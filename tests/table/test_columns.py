"""The columns that are read of a table."""

import pyarrow
import pytest

import openness
from openness.table.columns import wanted


@pytest.mark.parametrize(
    ("names", "strange", "meant"),
    [
        (("license", "base_models"), "base_models", "base_model"),
        (("license", "baseModel"), "baseModel", "base_model"),
        (("license", "base_modle"), "base_modle", "base_model"),
        (("base_model", "License"), "License", "license"),
        (("base_model", "licenses"), "licenses", "license"),
    ],
)
def test_a_column_that_is_meant_for_the_licence_or_the_bases_is_never_passed_over(
    names: tuple[str, ...], strange: str, meant: str
) -> None:
    row = dict.fromkeys(names, "mit")
    with pytest.raises(openness.OpennessError, match=f"the column '{strange}' is not read; rename it to {meant}"):
        openness.classify_table(pyarrow.Table.from_pylist([row]))


@pytest.mark.parametrize(
    "names",
    [("license", "base_model", "base_models"), ("license", "License"), ("baseModels", "licence"), ("tags", "License")],
)
def test_such_a_column_may_stand_beside_the_one_that_is_read(names: tuple[str, ...]) -> None:
    assert wanted(names)
