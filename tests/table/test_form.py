"""The cells of a row, from the parts of its form or as they are."""

import pytest

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

from openness.table.cells import Fields
from openness.table.form import Form, Row, cells_of
from openness.table.part import CARD


@pytest.mark.parametrize("row", [(("id", "a/b"), ("downloads", 7)), (("downloads", 7),), (("private", None),)])
def test_a_row_as_it_is_has_its_own_cells(row: Row) -> None:
    assert cells_of(row) == row


@pytest.mark.parametrize(
    ("form", "cells"),
    [
        (((("license", "mit"),), (), (), ()), [("license", "mit")]),
        (((), (("base_model", "a/b"),), (), ()), [("base_model", "a/b")]),
        (((), (), (), (("id", "a/b"),)), [("id", "a/b")]),
        (
            ((("license", "mit"),), (("base_model", "a/b"),), (("gated", "auto"),), (("id", "c/d"),)),
            [("id", "c/d"), ("gated", "auto"), ("license", "mit"), ("base_model", "a/b")],
        ),
        (((("tags", ("mit",)),), (), (("tags", ("gguf",)),), ()), [("tags", ("gguf", "mit"))]),
        (((("tags", ("mit",)),), (), (("tags", "gguf"),), ()), [("tags", "mit")]),
        (((("tags", ()),), (), (("tags", "gguf"),), ()), [("tags", "gguf")]),
        (((("tags", None),), (), (("tags", ("gguf",)),), ()), [("tags", ("gguf",))]),
        (((("tags", ("mit",)),), (), (("tags", None),), ()), [("tags", ("mit",))]),
        (((("license", "mit"),), (), (("license", "isc"),), ()), [("license", "isc")]),
        (
            (((CARD, Fields((("license", "mit"),))),), (), ((CARD, Fields((("gated", "auto"),))),), ()),
            [(CARD, Fields((("gated", "auto"), ("license", "mit"))))],
        ),
    ],
)
def test_the_parts_of_a_form_are_the_cells_of_one_row(form: Form, cells: list[tuple[str, object]]) -> None:
    assert list(cells_of(form)) == cells
