"""Apache Spark: the same function from rows to verdicts, run by its workers (extra `spark`).

`classify` takes a data frame, `register` makes `SELECT * FROM classify(TABLE models)` work, and `openness scan --engine spark`
has Spark answer the pieces of a table, each of which a worker reads for itself.
"""

import os
import pickle
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from openness.errors import OpennessError, Problem
from openness.scan.batch import ROWS, Piece
from openness.table import Waist, wanted

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

    from openness.scan.answer import Answer, Answering, Answers, Engine
    from openness.shelf.shelf import Shelf

_PIECES = 2  # that each core has at a time: what comes back waits in memory until it is written


def classify(
    frame: "DataFrame",
    *,
    under: Iterable[str] | None = None,
    shelf: "Shelf | None" = None,
    columns: Iterable[str] | None = None,
) -> "DataFrame":
    """One row of verdicts for each row of a data frame.

    Args:
        frame: the Hub's columns, as for `openness.classify_table`.
        under: ids of definitions, one alone as it is; by default every definition that ships.
        shelf: where licences and definitions are looked up; the workers open it from the same folders.
        columns: of the answer, in this order; by default all.

    Raises:
        OpennessError: when pyarrow is missing, a definition or a column of the answer is unknown, or the frame has no column
            that is known.
        TypeError: when `columns` is one text.
    """
    waist = Waist(under, shelf, columns=columns)
    names = wanted(frame.columns)
    schema = _columns(waist, names)
    if "id" in names and "id" in schema.names:
        schema["id"].dataType = frame.schema["id"].dataType
    needed = frame.select(*(f"`{name}`" for name in names))
    return needed.mapInArrow(partial(_classified, pickle.dumps(waist)), schema)


def register(
    session: "SparkSession", name: str = "classify", *, under: Iterable[str] | None = None, shelf: "Shelf | None" = None
) -> None:
    """Make a table function: `SELECT * FROM classify(TABLE models)`. Its `id` is text. Needs Spark 4.1.

    Args:
        session: where it can be called.
        name: what it is called.
        under: ids of definitions, one alone as it is; by default every definition that ships.
        shelf: as for `classify`.

    Raises:
        OpennessError: when Spark is older, pyarrow is missing, or a definition is unknown.
    """
    try:
        from pyspark.sql.functions import arrow_udtf
    except ImportError:
        raise OpennessError(Problem("", None, "a table function needs Spark 4.1", "install openness[spark]")) from None
    waist = Waist(under, shelf)
    pickled = pickle.dumps(waist)

    class Classify:
        """Answers the batches of a table."""

        def eval(self, rows):  # type: ignore[no-untyped-def]  # Spark takes annotations of its own alone
            yield answered(pickled, rows, id=True)

    function: Any = arrow_udtf(Classify, returnType=_columns(waist, ["id"]))
    session.udtf.register(name, function)


def _columns(waist: Waist, names: list[str]) -> "StructType":
    """The columns of the answers, in Spark's types."""
    import pyarrow
    from pyspark.sql.types import ArrayType, DoubleType, StringType, StructField, StructType

    kinds = {pyarrow.float64(): DoubleType(), pyarrow.list_(pyarrow.string()): ArrayType(StringType())}
    schema = waist.schema(pyarrow.schema([(name, pyarrow.string()) for name in names]))
    return StructType([StructField(field.name, kinds.get(field.type, StringType())) for field in schema])


# On a worker


@lru_cache(maxsize=4)
def _unpickled(data: bytes) -> Any:
    """The object that the driver sent; a worker keeps it, with all that it has answered, from task to task."""
    return pickle.loads(data)


def _classified(waist: bytes, batches: "Iterable[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
    for batch in _larger(batches):
        yield answered(waist, batch)


def _larger(batches: "Iterable[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
    """Batches as large as a scan's: Spark's have ten thousand rows, and each is worked out anew."""
    import pyarrow

    waiting: list[pyarrow.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(batch.num_rows for batch in waiting) >= ROWS:
            yield pyarrow.concat_batches(waiting)
            waiting = []
    if waiting:
        yield pyarrow.concat_batches(waiting)


def answered(waist: bytes, rows: "pyarrow.RecordBatch", id: bool = False) -> "pyarrow.RecordBatch":
    """The answers to rows, on a worker.

    Args:
        waist: classifies rows; pickled.
        rows: a batch.
        id: give an id of text, also where the rows have another or none.
    """
    import pyarrow

    here: Waist = _unpickled(waist)
    answers = here.batch(rows)
    columns = {
        name: column.dictionary_decode() if pyarrow.types.is_dictionary(column.type) else column
        for name, column in zip(answers.schema.names, answers.columns, strict=True)
    }
    if id:
        own = columns.get("id", pyarrow.nulls(rows.num_rows, pyarrow.string()))
        columns = {"id": own.cast(pyarrow.string())} | columns | {"id": own.cast(pyarrow.string())}
    return pyarrow.record_batch(columns)


def _pieces_answered(answering: bytes, batches: "Iterable[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
    """The answers to pieces of a table: in and out a number and what is pickled."""
    import pyarrow

    here: Answering = _unpickled(answering)
    for batch in batches:
        for row in batch.to_pylist():
            try:
                found: object = list(here(pickle.loads(row["pickled"])))
            except OpennessError as error:
                found = error
            yield pyarrow.record_batch(
                {"number": pyarrow.array([row["number"]], "int32"), "pickled": [pickle.dumps(found)]}
            )


# The engine of `openness scan`


def engine() -> "Engine":
    """The engine that has Spark answer the pieces of a table, some at a time.

    Raises:
        OpennessError: when Spark or Java is missing.
    """
    session = _session()

    def run(answering: "Answers", pieces: Iterable[Piece]) -> "Iterator[tuple[Piece, Iterable[Answer]]]":
        left = iter(pieces)
        pickled = pickle.dumps(answering)
        cores = session.sparkContext.defaultParallelism
        while some := list(islice(left, _PIECES * cores)):
            rows = [(number, pickle.dumps(piece)) for number, piece in enumerate(some)]
            frame = session.createDataFrame(rows, "number int, pickled binary").repartition(len(rows), "number")
            found = frame.mapInArrow(partial(_pieces_answered, pickled), "number int, pickled binary").collect()
            answers = {row["number"]: pickle.loads(row["pickled"]) for row in found}
            for number, piece in enumerate(some):
                if isinstance(answers[number], OpennessError):
                    raise answers[number]
                yield piece, answers.pop(number)

    return run


def _session() -> "SparkSession":
    try:
        import_module("pandas")  # Spark asks for it, whatever form the rows have
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise OpennessError(
            Problem("", None, "the engine spark needs pyspark and pandas", "install openness[spark]")
        ) from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        session = SparkSession.builder.appName("openness scan").getOrCreate()
    except (PySparkException, OSError) as error:
        what = f"Spark does not start: {str(error).splitlines()[0]}"
        raise OpennessError(Problem("", None, what, "it needs Java 17 or newer")) from None
    session.sparkContext.setLogLevel("ERROR")
    return session
