"""The answers to a batch of rows."""

import pytest

pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
answers = pytest.importorskip("openness.scan.answer")
batches = pytest.importorskip("openness.scan.batch")
tables = pytest.importorskip("openness.table")


def test_of_a_batch_whose_rows_are_all_kept_aside_no_row_is_answered() -> None:
    waist = tables.Waist(["spectrum"])
    schema = waist.schema(pyarrow.schema([("id", pyarrow.string()), ("license", pyarrow.string())]))
    rejected = (batches.Rejected("t.jsonl", 1, 1, "it is no JSON", "{"),)
    answer = answers.Answering(waist, schema).answer(batches.Batch((), rejected))
    answer.rows.validate(full=True)
    assert (answer.rows.num_rows, answer.rows.schema, answer.rejected) == (0, schema, rejected)
    assert [len(column) for column in answer.rows.columns] == [0] * len(schema)
