"""Streams of Arrow: what any engine hands out batch by batch becomes a stream of answers that any engine takes."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from openness.shelf.shelf import Shelf
from openness.table import Waist, wanted

if TYPE_CHECKING:
    import pyarrow


def answers(
    rows: Any,
    *,
    under: Iterable[str] | None = None,
    shelf: Shelf | None = None,
    columns: Iterable[str] | None = None,
) -> "pyarrow.RecordBatchReader":
    """One row of verdicts for each row of a stream; a batch is answered when it is asked for.

    Args:
        rows: anything with `__arrow_c_stream__`: a relation of DuckDB, a frame of Polars, a table or reader of pyarrow.
        under: ids of definitions, one alone as it is; by default every definition that ships.
        shelf: where licences and definitions are looked up; the shipped shelf by default.
        columns: of the answer, in this order; by default all.

    Raises:
        OpennessError: when pyarrow is missing, a definition or a column of the answer is unknown, or the stream has no column
            that is known.
        TypeError: when it is no stream of Arrow, or `columns` is one text.

    >>> import pyarrow
    >>> models = pyarrow.table({"id": ["a/one", "a/two"], "license": ["mit", "llama3.1"]})
    >>> answers(models, under=["spectrum"]).read_all()["band"].to_pylist()
    ['semi-open', 'semi-open']
    """
    waist = Waist(under, shelf, columns=columns)
    if not hasattr(rows, "__arrow_c_stream__"):
        from openness.table.arrow import way_out  # needs the extra `arrow`

        taken = "what has __arrow_c_stream__: a relation of DuckDB, a frame of Polars, a table or reader of pyarrow"
        raise TypeError(f"rows must be {taken}; not {type(rows).__name__}{way_out(rows)}")
    import pyarrow

    stream = pyarrow.RecordBatchReader.from_stream(rows)
    names = wanted(stream.schema.names)
    needed = pyarrow.schema([(name, _with_its_texts(stream.schema.field(name).type)) for name in names])
    schema = waist.schema(needed)

    def answered() -> "Iterator[pyarrow.RecordBatch]":
        for batch in stream:
            columns = [batch.column(batch.schema.names.index(field.name)).cast(field.type) for field in needed]
            yield waist.batch(pyarrow.RecordBatch.from_arrays(columns, schema=needed))

    return pyarrow.RecordBatchReader.from_batches(schema, answered())


def _with_its_texts(kind: "pyarrow.DataType") -> "pyarrow.DataType":
    """A type whose texts are held in the column: Polars hands out views, of which Arrow can take no rows."""
    import pyarrow

    if "view" not in str(kind):
        return kind
    return pyarrow.list_(pyarrow.string()) if pyarrow.types.is_nested(kind) else pyarrow.string()
