"""Arrow arrays made by hand, beside those that pyarrow makes."""

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.support import scans

from openness import table
from openness.errors import OpennessError

pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
arrow = pytest.importorskip("openness.table.arrow")

CHOSEN = random.Random(5)
KINDS: tuple[tuple[str, Any, Callable[[], Any]], ...] = (
    ("words", pyarrow.string(), lambda: CHOSEN.choice(["", "mit", "été", "模型"])),
    ("lists", pyarrow.list_(pyarrow.string()), lambda: CHOSEN.choices(["a", "", None], k=CHOSEN.randrange(3))),
    ("wholes", pyarrow.int64(), lambda: CHOSEN.randrange(-(2**63), 2**63)),
    ("floats", pyarrow.float64(), CHOSEN.random),
    ("truths", pyarrow.bool_(), lambda: CHOSEN.random() < 0.5),
)


@pytest.mark.parametrize(("make", "kind", "value"), KINDS, ids=[kind[0] for kind in KINDS])
@pytest.mark.parametrize("count", [0, 1, 7, 8, 100])
def test_an_array_made_by_hand_is_as_pyarrow_makes_it(
    make: str, kind: Any, value: Callable[[], Any], count: int
) -> None:
    for nulls in (0, 0.4, 1):
        values = [None if CHOSEN.random() < nulls else value() for _ in range(count)]
        array = getattr(arrow, make)(values)
        array.validate(full=True)
        assert array == pyarrow.array(values, kind)
        part = array[count // 3 :]
        assert arrow.there(part).tolist() == part.is_valid().to_pylist()
        if make == "wholes":
            assert arrow.codes(part, 5).tolist() == part.fill_null(5).to_pylist()
        if make == "truths":
            assert arrow.flags(part, null=True).tolist() == part.fill_null(True).to_pylist()


def test_numbers_of_any_width_are_numbers() -> None:
    for kind in (pyarrow.int8(), pyarrow.uint8(), pyarrow.int16(), pyarrow.uint32(), pyarrow.int32(), pyarrow.int64()):
        assert arrow.codes(pyarrow.array([1, None, 100], kind), 70_000).tolist() == [1, 70_000, 100]
        assert arrow.numbers(arrow.codes(pyarrow.array([1, 100], kind))).to_pylist() == [1, 100]


WATCHED = """
import sys
import openness
openness.scan({table!r}, {output!r}, under=["spectrum"])
assert not {{"pandas", "pyarrow.dataset"}} & set(sys.modules), "imported"
"""


@pytest.mark.parametrize("form", scans.WRITERS)
@pytest.mark.parametrize("output", ["parquet", "jsonl", "csv"])
def test_a_scan_imports_no_pandas(tmp_path: Path, form: str, output: str) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    table = scans.WRITERS[form](tmp_path / f"t.{form}", scans.rows(300))
    code = WATCHED.format(table=str(table), output=str(tmp_path / f"o.{output}"))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("ask", ["classify_table", "lineage_table"])
@pytest.mark.parametrize(
    ("given", "says"),
    [
        *(
            (given, "a table must be what has __arrow_c_stream__")
            for given in ([{"id": "a/one"}], [], "a.parquet", None, 5)
        ),
        ({"id": 1}, "the table cannot become one of Arrow: .*; give each column a list of values of one kind"),
        ({"id": ["a"], "license": []}, "the table cannot become one of Arrow: .* length"),
        (
            {"base_model": [None, "a/b", ["a/b"]]},
            "the table cannot become one of Arrow: .*; give each column a list of values of one kind",
        ),
    ],
)
def test_what_is_no_table_is_a_type_error_that_says_what_is(ask: str, given: object, says: str) -> None:
    with pytest.raises(TypeError, match=says):
        getattr(table, ask)(given)


def test_rows_are_told_how_they_become_a_table() -> None:
    with pytest.raises(TypeError, match=r"not list; pyarrow\.Table\.from_pylist\(rows\)"):
        arrow.table_of([{"id": "a/one"}])
    rows = pyarrow.Table.from_pylist([{"id": "a/one"}])
    assert arrow.table_of(rows) == arrow.table_of(rows.to_batches()[0]) == arrow.table_of({"id": ["a/one"]})


def test_a_table_with_a_column_that_is_nested_too_deep_is_refused_in_plain_words() -> None:
    kind = pyarrow.string()
    for _ in range(200):
        kind = pyarrow.list_(kind)
    deep = pyarrow.table({"id": ["a/b"], "config": pyarrow.nulls(1, kind)})
    with pytest.raises(OpennessError, match="a column is nested too deep to be read; leave it out"):
        table.classify_table(deep, under=["spectrum"])


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (["mit", None], ["mit", None]),
        ([7, None, -1], ["7", None, "-1"]),
        ([], []),
    ],
)
def test_a_column_of_words_or_of_numbers_has_plain_words_however_they_are_kept(
    column: list[object], words: list[str | None]
) -> None:
    plain = pyarrow.array(column, None if column else pyarrow.string())
    for array in (plain, plain.dictionary_encode()):
        found = arrow.plain_words(array)
        assert (found.type, found.to_pylist()) == (pyarrow.string(), words)
