"""Tags, by the part of the row that they belong to."""

from typing import Any

import pytest

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

from openness.table.cells import Fields
from openness.table.tags import may_be_data


@pytest.mark.parametrize(
    ("field", "share", "may_be"),
    [
        ("tags", None, False),
        ("tags", (), False),
        ("tags", ("x", "task_categories:"), True),  # the word that stands for every tag of a data set
        ("tags", ("x",), False),
        ("tags", "task_categories:", True),
        ("cardData", None, False),
        ("cardData", Fields(()), False),
        ("cardData", Fields((("task_ids", "x"),)), True),
        ("cardData", Fields((("license", "task_categories:"),)), False),
        ("citation", "x", True),
        ("citation", " ", False),
        ("paperswithcode_id", "x", True),
        ("paperswithcode_id", None, False),
        ("task_ids", "x", False),  # beside a card it is no field of the record
        ("license", "task_categories:", False),
    ],
)
def test_a_row_may_be_of_a_data_set_where_a_cell_says_what_a_model_has_not(
    field: str, share: Any, may_be: bool
) -> None:
    assert may_be_data(field, share) is may_be
