"""The forms of cells, in which those that say the same are one."""

from typing import Any

import pytest

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

from openness.table.cells import Fields
from openness.table.forms import settings, telling
from openness.table.part import ODD


def fields(**content: Any) -> Fields:
    """Fields within a cell, `__` for the point in a name."""
    return Fields(tuple((name.replace("__", "."), value) for name, value in content.items()))


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        (None, None), ("", None), (" \n", None), ("a text", "x"), ("It sails.\nIt flies.", "x"), ("For research only.", ODD),
        ("It sails.\nFor research only.", ODD), (3, ODD), (("a text",), ODD),
    ],
)  # fmt: skip
def test_a_text_is_usual_where_it_tells_of_no_terms(cell: Any, form: Any) -> None:
    assert telling(cell) == form


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        (None, None), (fields(), Fields(())), (fields(hidden_size=3), Fields(())), (fields(a=fields(b="x")), Fields(())),
        (fields(license="mit"), ODD), (fields(x__license="mit"), ODD), (fields(a=fields(license="mit")), ODD),
        (fields(a=fields(b=fields(x__license="mit"))), ODD), (fields(a=(1, fields(usage_terms="x"))), ODD),
        (fields(a=fields(x__usage_terms=True)), ODD),
        (fields(peft=fields(base_model_name_or_path="a/b")), fields(peft="a/b")),
        (fields(peft=fields(base_model_name_or_path=3)), ODD),
    ],
)  # fmt: skip
def test_settings_are_usual_where_no_field_in_them_tells_of_terms(cell: Any, form: Any) -> None:
    assert settings(cell) == form
