"""What Spark's workers and its driver run, with a stand-in for Spark: it needs neither Spark nor Java."""

# ruff: noqa: N802, N803 - the names are Spark's

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from tests.support import scans

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

import pyarrow

import openness
from openness.errors import OpennessError
from openness.scan import readers, spark
from openness.scan.answer import Answering, local
from openness.table import Waist

ROWS = scans.rows(40)
TABLE = pyarrow.Table.from_pylist([{k: v for k, v in row.items() if k != "downloads"} for row in ROWS])
EXPECTED = openness.classify_table(TABLE, under=["spectrum"]).to_pylist()


class Type:
    """A type of Spark by its name and what it holds."""

    def __init__(self, *parts: Any) -> None:
        self.parts = parts

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)


class StringType(Type): ...


class DoubleType(Type): ...


class ArrayType(Type): ...


class StructField:
    """A column."""

    def __init__(self, name: str, kind: Type | None) -> None:
        self.name, self.dataType = name, kind


class StructType:
    """Columns, by name."""

    def __init__(self, fields: list[StructField]) -> None:
        self.fields = fields
        self.names = [field.name for field in fields]

    def __getitem__(self, name: str) -> StructField:
        return self.fields[self.names.index(name)]


class Frame:
    """A data frame of one task."""

    def __init__(self, table: Any, kinds: dict[str, Any] | None = None) -> None:
        self.table = table
        self.columns = table.column_names
        self.schema = StructType([StructField(name, (kinds or {}).get(name)) for name in self.columns])

    def select(self, *names: str) -> "Frame":
        assert all(name[0] == name[-1] == "`" for name in names)
        return Frame(self.table.select([name.strip("`") for name in names]))

    def mapInArrow(self, run: Callable[..., Iterator[Any]], schema: Any) -> Any:
        return SimpleNamespace(table=pyarrow.Table.from_batches(run(self.table.to_batches(16))), schema=schema)


@pytest.fixture
def _spark(monkeypatch: pytest.MonkeyPatch) -> None:
    types = ModuleType("pyspark.sql.types")
    for kind in (StringType, DoubleType, ArrayType, StructField, StructType):
        setattr(types, kind.__name__, kind)
    for name, module in (("pyspark", ModuleType("pyspark")), ("pyspark.sql", ModuleType("pyspark.sql"))):
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setitem(sys.modules, "pyspark.sql.types", types)


@pytest.mark.usefixtures("_spark")
def test_a_frame_is_classified_with_its_known_columns_and_its_own_type_of_id() -> None:
    number = Type("int")
    table = TABLE.append_column("downloads", pyarrow.array([1] * 40))
    found = spark.classify(Frame(table, {"id": number}), under=["spectrum"])
    assert found.table.to_pylist() == EXPECTED
    assert found.schema.names == found.table.column_names
    assert found.schema["id"].dataType is number
    kinds = {name: found.schema[name].dataType for name in ("licence", "findings")}
    assert kinds == {"licence": StringType(), "findings": ArrayType(StringType())}
    numbers = [
        name for name in found.table.column_names if pyarrow.types.is_floating(found.table.schema.field(name).type)
    ]
    assert all(found.schema[name].dataType == DoubleType() for name in numbers)


@pytest.mark.usefixtures("_spark")
def test_a_frame_without_an_id_and_an_answer_without_one_are_classified() -> None:
    nameless = spark.classify(Frame(TABLE.select(["license"])), under=["spectrum"])
    assert "id" not in nameless.schema.names
    some = spark.classify(Frame(TABLE), under=["spectrum"], columns=["band", "licence"])
    assert some.schema.names == ["band", "licence"]
    assert some.table.to_pylist() == [{name: row[name] for name in ("band", "licence")} for row in EXPECTED]


@pytest.mark.usefixtures("_spark")
def test_a_table_function_answers_batches_with_an_id_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    functions = ModuleType("pyspark.sql.functions")
    monkeypatch.setitem(sys.modules, "pyspark.sql.functions", functions)
    with pytest.raises(OpennessError, match=r"a table function needs Spark 4\.1; install openness\[spark\]"):
        spark.register(None)
    functions.arrow_udtf = lambda function, returnType: (function, returnType)  # type: ignore[attr-defined]  # a stand-in has what it is given
    known: dict[str, Any] = {}
    session = SimpleNamespace(udtf=SimpleNamespace(register=known.__setitem__))
    spark.register(session, under=["spectrum"])
    spark.register(session, "judge", under=["spectrum"])
    assert [*known] == ["classify", "judge"]
    function, schema = known["classify"]
    assert schema.names[0] == "id"
    (found,) = function().eval(TABLE.to_batches()[0])
    assert found.schema.names == schema.names
    assert found.to_pylist() == EXPECTED
    (nameless,) = function().eval(TABLE.select(["license"]).to_batches()[0])
    assert nameless["id"].to_pylist() == [None] * 40


@pytest.mark.parametrize(
    ("columns", "id", "names", "ids"),
    [
        ({"id": [7, 8], "license": ["mit", None]}, True, "id", ["7", "8"]),
        ({"id": [7, 8], "license": ["mit", None]}, False, "id", [7, 8]),
        ({"license": ["mit", None]}, True, "id", [None, None]),
        ({"license": ["mit", None]}, False, "licence", None),
    ],
)
def test_a_batch_is_answered_without_dictionaries(columns: Any, id: bool, names: str, ids: list[Any] | None) -> None:
    waist = pickle.dumps(Waist(["spectrum"], encoded=True))
    found = spark.answered(waist, pyarrow.record_batch(columns), *([True] if id else []))
    assert not any(map(pyarrow.types.is_dictionary, found.schema.types))
    assert found.schema.names[0] == names
    assert found["licence"].to_pylist() == ["MIT", None]
    if ids is not None:
        assert found["id"].to_pylist() == ids
        assert found.schema.names.count("id") == 1


@pytest.mark.parametrize(("most", "sizes"), [(1, [3, 3, 3, 1]), (4, [6, 4]), (6, [6, 4]), (7, [9, 1]), (99, [10])])
def test_small_batches_are_answered_together(most: int, sizes: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "ROWS", most)
    batches = pyarrow.table({"id": [*"abcdefghij"]}).to_batches(3)
    found = list(spark._larger(iter(batches)))
    assert [batch.num_rows for batch in found] == sizes
    assert "".join(id for batch in found for id in batch["id"].to_pylist()) == "abcdefghij"
    assert list(spark._larger(iter(()))) == []


# The engine


class Session:
    """A session that runs what it is given, and returns it in another order."""

    def __init__(self) -> None:
        self.sparkContext = SimpleNamespace(defaultParallelism=2, setLogLevel=self._level)
        self.tasks: list[int] = []
        self.level = ""

    def _level(self, level: str) -> None:
        self.level = level

    def createDataFrame(self, rows: list[tuple[int, bytes]], schema: str) -> "Session":
        assert schema == "number int, pickled binary"
        self.rows = rows
        return self

    def repartition(self, count: int, column: str) -> "Session":
        assert (count, column) == (len(self.rows), "number")
        self.tasks.append(count)
        return self

    def mapInArrow(self, run: Callable[[Iterable[Any]], Iterator[Any]], schema: str) -> "Session":
        assert schema == "number int, pickled binary"
        batches = [pyarrow.record_batch({"number": [at], "pickled": [data]}) for at, data in self.rows]
        self.found = [row for batch in run(batches) for row in batch.to_pylist()]
        return self

    def collect(self) -> list[dict[str, Any]]:
        return self.found[::-1]


def test_the_engine_answers_pieces_in_their_order_some_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session()
    monkeypatch.setattr(spark, "_session", lambda: session)
    source = readers.opened(str(scans.parquet(tmp_path / "t.parquet", ROWS, group=4)))
    waist = Waist(["spectrum"], encoded=True)
    answering = Answering(waist, waist.schema(source.schema()))
    found = list(spark.engine()(answering, source.pieces()))
    assert session.tasks == [4, 4, 2]
    assert [piece.place for piece, _ in found] == [piece.place for piece in source.pieces()]
    here = [[answer.rows for answer in answers] for _, answers in local(answering, source.pieces())]
    assert [[answer.rows for answer in answers] for _, answers in found] == here


def test_an_error_of_a_worker_is_raised_where_its_piece_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "_session", Session)
    table = scans.parquet(tmp_path / "t.parquet", ROWS, group=4)
    source = readers.opened(str(table))
    pieces = list(source.pieces())
    waist = Waist(["spectrum"], encoded=True)
    schema = waist.schema(source.schema())
    table.unlink()
    readers.parquet._opened.cache_clear()  # type: ignore[attr-defined]  # it is imported there
    with pytest.raises(OpennessError, match=r"t\.parquet: it cannot be read"):
        next(iter(spark.engine()(Answering(waist, schema), pieces)))


def test_spark_that_is_missing_or_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(OpennessError, match=r"the engine spark needs pyspark and pandas; install openness\[spark\]"):
        spark.engine()
    monkeypatch.setitem(sys.modules, "pandas", ModuleType("pandas"))
    errors, sql = ModuleType("pyspark.errors"), ModuleType("pyspark.sql")
    errors.PySparkException = type("PySparkException", (Exception,), {})  # type: ignore[attr-defined]  # a stand-in has what it is given
    session = Session()
    named: list[str] = []

    class Builder:
        error: Exception | None = None

        def appName(self, name: str) -> "Builder":
            named.append(name)
            return self

        def getOrCreate(self) -> Session:
            if self.error:
                raise self.error
            return session

    sql.SparkSession = SimpleNamespace(builder=Builder())  # type: ignore[attr-defined]  # a stand-in has what it is given
    for name, module in (("pyspark", ModuleType("pyspark")), ("pyspark.errors", errors), ("pyspark.sql", sql)):
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.delenv("PYSPARK_PYTHON", raising=False)
    assert spark._session() is session
    assert (named, session.level, os.environ["PYSPARK_PYTHON"]) == (["openness scan"], "ERROR", sys.executable)
    monkeypatch.setenv("PYSPARK_PYTHON", "another")
    for error in (OSError("no Java\nat all"), errors.PySparkException("no Java\nat all")):
        Builder.error = error
        with pytest.raises(OpennessError, match="Spark does not start: no Java; it needs Java 17 or newer"):
            spark._session()
    assert os.environ["PYSPARK_PYTHON"] == "another"
