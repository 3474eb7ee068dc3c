"""Classify a table: Arrow in, Arrow out, by the same reading, the same resolving and the same weighing.

A row is read as a card with the same fields is, whatever its cells hold; a null cell is a field that is not there. Rows
that say the same share one verdict: what a row says is made a key, in which a name gives way to another where no verdict
depends on which of the two it is. Each distinct key is read and judged once, and the answers are laid out row by row.
Needs `pyarrow` (the extra `arrow`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from openness.api import classify_release, definitions
from openness.definition.definition import Definition, Ending
from openness.errors import OpennessError, Problem, nearest
from openness.evaluation.classification import Classification
from openness.formats import hub_fields
from openness.release.claim import UNIDENTIFIED, Claim, Fact, Rule
from openness.release.component import Component, Item, joined_components
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.names import producer_key
from openness.release.release import Release
from openness.shelf.shelf import Shelf, default
from openness.syntax.tree import Mapping, Node, Scalar
from openness.syntax.tree import Sequence as Listed
from openness.vocabulary import Availability, Basis, Kind, hub
from openness.vocabulary.value import Value

if TYPE_CHECKING:
    import pyarrow

Key = tuple[tuple[str, Any], ...]

#: The Hub's columns a verdict can depend on; of other fields of a card only whether they are there counts.
READ = (
    "license",
    "licence",
    "license_name",
    "license_link",
    "base_model",
    "base_model_relation",
    "gated",
    "datasets",
    "library_name",
    "tags",
)
_BLANKS = " \t\n"
_PRESENT = "language"  # a field of a card that is there, and on which nothing else depends
_ROW = "row"


def classify_table(table: Any, *, under: Iterable[str] | None = None, shelf: Shelf | None = None) -> "pyarrow.Table":
    """One row of verdicts for each row of a table.

    Args:
        table: an Arrow table, or anything with `__arrow_c_stream__`: the Hub's columns (`id`, `license`,
            `license_name`, `license_link`, `base_model`, `gated`, `datasets`, `library_name`, `tags`), and
            `COMPONENT.availability` and `COMPONENT.licence` for what else is known.
        under: ids of definitions; by default every definition that ships.
        shelf: where licences and definitions are looked up; the shipped shelf by default.

    Returns:
        `id` where there is one, `licence` (of the weights, resolved), `spectrum.reached`, `spectrum.reachable`,
        `band`, one column for each definition with its verdict, and `findings` (codes). Texts that come to no verdict
        have further columns: an index `ID.low` and `ID.high`, an answer for each component `ID.COMPONENT`.

    Raises:
        OpennessError: when pyarrow is missing, a definition is unknown, or the table has no column that is known.
    """
    waist = Waist(under, shelf)
    arrow = _arrow()
    rows = arrow.table(table)
    schema = waist.schema(rows.schema)
    needed = rows.select([number for number, name in enumerate(rows.column_names) if name in wanted([name])])
    return arrow.Table.from_batches(map(waist.batch, needed.to_batches()), schema)


def _arrow() -> Any:
    """The module `pyarrow`.

    Raises:
        OpennessError: when it, or `numpy` beside it, is missing.
    """
    try:
        import numpy  # noqa: F401
        import pyarrow
    except ImportError:
        raise OpennessError(Problem("", None, "a table needs pyarrow", "install openness[arrow]")) from None
    return pyarrow


def wanted(names: Iterable[str]) -> list[str]:
    """The columns of a table that are needed, in their order: only these need to be read from a file.

    Args:
        names: the names of all its columns.

    Raises:
        OpennessError: for a column of a component that is none.

    >>> wanted(["id", "downloads", "license", "training-code.availability"])
    ['id', 'license', 'training-code.availability']
    """
    return [name for name in names if _is_wanted(name)]


def _is_wanted(name: str) -> bool:
    kind, dot, field = name.rpartition(".")
    if dot and field in ("availability", "licence"):
        if kind not in list(Kind):
            raise OpennessError(Problem("", None, f"the column {name!r} is of no component", nearest(kind, Kind)))
        return True
    return name in (*READ, "id") or name in hub.MODEL_KEYS


class _Memory:
    """What a waist remembers from batch to batch, the one part of it that changes: each distinct key with its answer."""

    def __init__(self) -> None:
        self.places: dict[Key, int] = {}
        self.answers: list[dict[str, Any]] = []


@frozen(init=False, eq=False, repr=False)
class Waist(Value):
    """The one function from rows to verdicts: a record batch in, a record batch out, rows in their order.

    Nothing is read or written. It can be pickled, and what it remembers stays behind.

    Args:
        under: ids of definitions; by default every definition that ships.
        shelf: where licences and definitions are looked up; the shipped shelf by default.

    Raises:
        OpennessError: when pyarrow or numpy is missing, or a definition is unknown.

    >>> import pyarrow
    >>> batch = pyarrow.record_batch({"id": ["a/one"], "license": ["mit"]})
    >>> Waist(["osaid-1.0"]).batch(batch).select(["id", "licence", "osaid-1.0"]).to_pylist()
    [{'id': 'a/one', 'licence': 'MIT', 'osaid-1.0': 'unknown'}]
    """

    under: tuple[str, ...]
    shelf: Shelf
    _memory: _Memory = field(eq=False, repr=False)

    def __init__(self, under: Iterable[str] | None = None, shelf: Shelf | None = None) -> None:
        _arrow()
        shelf = shelf or default()
        self.__attrs_init__(definitions(under, shelf), shelf, _Memory())

    def __reduce__(self) -> tuple[Any, ...]:
        return Waist, (self.under, self.shelf)

    def schema(self, input: "pyarrow.Schema") -> "pyarrow.Schema":
        """The columns of the answer to batches with these columns.

        Raises:
            OpennessError: when none of the columns is known, or one is of no component.
        """
        arrow = _arrow()
        if not wanted(input.names):
            help = "name columns as the Hub does: id, license, base_model, tags …"
            raise OpennessError(Problem("", None, "the table has no column that is known here", help))
        columns = {name: arrow.string() for name in _FIXED}
        for id in (id for id in self.under if id != "spectrum"):
            columns[id] = arrow.string()
            parts = parts_of(self.shelf.definition(id))
            columns.update({f"{id}.{part}": arrow.float64() if part in SCORES else arrow.string() for part in parts})
        fields = [arrow.field("id", input.field(input.names.index("id")).type)] if "id" in input.names else []
        return arrow.schema([*fields, *columns.items(), ("findings", arrow.list_(arrow.string()))])

    def batch(self, rows: "pyarrow.RecordBatch") -> "pyarrow.RecordBatch":
        """One row of verdicts for each row of a batch.

        Raises:
            OpennessError: as `schema` does.
        """
        arrow = _arrow()
        schema = self.schema(rows.schema)
        memory = self._memory
        at: list[int] = []
        for key in keys(_columns(rows), self.shelf):
            place = memory.places.get(key)
            if place is None:
                place = memory.places[key] = len(memory.answers)
                judged = classify_release(release_of(key), _ROW, self.under, self.shelf)
                memory.answers.append(answer(judged, self.under))
            at.append(place)
        id = [rows.column(rows.schema.names.index("id"))] if "id" in rows.schema.names else []
        answers = arrow.schema([schema.field(number) for number in range(len(id), len(schema))])
        distinct = arrow.RecordBatch.from_pylist(memory.answers, schema=answers).take(arrow.array(at, arrow.int64()))
        return arrow.RecordBatch.from_arrays([*id, *distinct.columns], schema=schema)


def parts_of(definition: Definition) -> tuple[str, ...]:
    """What a text without a verdict comes to instead: the two ends of its score, or its components."""
    if definition.ending is Ending.POINTS:
        return SCORES
    return tuple(grade.id for grade in definition.grades) if definition.ending is Ending.COMPONENTS else ()


SCORES = ("low", "high")
_FIXED = ("licence", "spectrum.reached", "spectrum.reachable", "band")


def answer(classification: Classification, under: Sequence[str]) -> dict[str, Any]:
    """One row of the answer."""
    standing = classification.spectrum
    verdicts: dict[str, str | float | None] = {}
    for id in (id for id in under if id != "spectrum"):
        judgement = classification.judgements[id]
        verdicts[id] = None if judgement.verdict is None else judgement.verdict.value
        said: dict[str, str | float] = dict(judgement.score or {})
        said.update((part, verdict.value) for part, verdict in (judgement.components or {}).items())
        verdicts.update((f"{id}.{part}", said.get(part)) for part in parts_of(judgement.definition))
    return {
        "licence": classification.release.component(Kind.MODEL_PARAMETERS_FINAL).licence.value,
        "spectrum.reached": standing.reached,
        "spectrum.reachable": standing.reachable,
        "band": classification.band,
        **verdicts,
        "findings": sorted({finding.code.value for finding in classification.findings}),
    }


# From rows to keys


def _columns(rows: "pyarrow.RecordBatch") -> dict[str, list[Any]]:
    """The columns that say something, as Python values; of two with one name the last."""
    columns = {}
    names = {"licence": "license"} if "license" not in rows.schema.names else {}  # beside it, another statement
    for number, name in enumerate(rows.schema.names):
        if _is_wanted(name):
            columns[name if "." in name else names.get(name, name)] = _cells(rows.column(number))
    return columns


def _cells(column: Any) -> list[Any]:
    """The values of a column; one that Python cannot hold, such as a day ten thousand years ahead, by its number."""
    try:
        values: list[Any] = column.to_pylist()
    except (ValueError, OverflowError, ArithmeticError):
        values = [_Odd(str(getattr(cell, "value", cell.type))) if cell.is_valid else None for cell in column]
    return values


def keys(columns: dict[str, list[Any]], shelf: Shelf) -> Iterator[Key]:
    """What each row says, with everything left out on which no verdict depends."""
    names = list(columns)
    stand_ins = _StandIns(shelf)
    for values in zip(*columns.values(), strict=True):
        cells = zip(names, values, strict=True)
        yield _key({name: _hashable(value) for name, value in cells if value is not None}, stand_ins)


def _key(row: dict[str, Any], stand_ins: "_StandIns") -> Key:
    id = row.pop("id", None)
    tags = tuple(tag for tag in _items(row.get("tags")) if isinstance(tag, str))
    said = {name: value for name, value in row.items() if (name in READ or "." in name) and _says(value)}
    if "license" not in said and (licences := hub.tagged(tags, hub.LICENCE_TAG)):
        said["license"] = tuple(licences)
    if _words(said.get("datasets")):
        said["datasets"] = "named"
    if any(_says(value) for field, value in row.items() if "." not in field):
        said[_PRESENT] = "there"
    said.pop("tags", None)
    if telling := tuple(filter(_tells, tags)):
        said["tags"] = telling
    name = id if isinstance(id, str) and hub.is_repository(id, owned=True) else ""
    if stand_ins.own(name, said):
        said["id"] = name
    else:
        said = stand_ins.of(said)
    return tuple(sorted(said.items()))


def _tells(tag: str) -> bool:
    """Whether a verdict may depend on a tag."""
    return tag.startswith((hub.LICENCE_TAG, hub.BASE_TAG)) or tag.strip().lower() in hub.MADE_FROM_ANOTHER


def _says(value: Any) -> bool:
    return bool(value.strip(_BLANKS)) if isinstance(value, str) else value is not None and value != ()


def _words(value: Any) -> tuple[str, ...]:
    """The words in a cell that holds one or a list of them, each saying something; empty where anything else is there."""
    words = _items(value)
    return words if all(isinstance(word, str) and word.strip(_BLANKS) for word in words) else ()


@frozen(eq=False, repr=False)
class _Struct(Value):
    """A cell that holds fields of its own."""

    fields: tuple[tuple[str, Any], ...]


@frozen(eq=False, repr=False)
class _Odd(Value):
    """A cell that holds a number, a day or bytes, as it is written."""

    text: str


def _hashable(value: Any) -> Any:
    """A cell as part of a key."""
    if isinstance(value, (str, bool, _Odd)) or value is None:
        return value
    if isinstance(value, (list, tuple)):
        return tuple(map(_hashable, value))
    if isinstance(value, dict):
        return _Struct(tuple((str(key), _hashable(child)) for key, child in value.items()))
    return _Odd(str(value))


class _StandIns:
    """Names of bases for those on which a verdict depends just as little, so that rows which differ in them are one.

    What depends on a base's name is what the table of known models tells of it, and whether its maker made the row's
    model too. So a name gives way to the first one met of which the same is known, unless one maker may have made both.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.met: dict[object, list[str]] = {}

    def own(self, name: str, said: dict[str, Any]) -> bool:
        """Whether a verdict may depend on the row's own name: on what it is a copy of, or that it made its base too."""
        account = name.rpartition("/")[0]
        if not account:
            return False
        copied = self.shelf.known_base(name)
        if copied is not None and copied.copied_by(account):
            return True
        owner = producer_key(account)
        known = ((base, self.shelf.known_base(base)) for base in _bases(said))
        return any(
            owner in (producer_key(base.rpartition("/")[0]), *(told.producers if told else ()))
            or (told is not None and owner == producer_key(told.licensor))
            for base, told in known
        )

    def of(self, said: dict[str, Any]) -> dict[str, Any]:
        """What a row says, with other names for its bases."""
        bases = sorted(_bases(said))
        if len({base.lower() for base in bases}) < len(bases):
            return said  # one base in two spellings
        alike: dict[object, list[str]] = {}
        for base in bases:
            alike.setdefault(self.shelf.known_base(base), []).append(base)
        names: dict[str, str] = {}
        for known, group in alike.items():
            met = self.met.setdefault(known, [])
            for base in group:
                if len(met) < len(group) and base.lower() not in map(str.lower, met):
                    met.append(base)
            names.update(zip(group, met, strict=False))
        fields = {name: _items(said[name]) for name in ("base_model", "tags") if name in said} if names else {}
        return {**said, **{name: tuple(_renamed(item, names) for item in items) for name, items in fields.items()}}


def _items(value: Any) -> tuple[Any, ...]:
    """What is in a cell, be it a list or not."""
    return value if isinstance(value, tuple) else (value,)


def _bases(said: dict[str, Any]) -> set[str]:
    """The bases that a row names."""
    stated = [word.strip(_BLANKS) for word in _items(said.get("base_model")) if isinstance(word, str)]
    tagged = [word.strip(_BLANKS) for word in hub.tagged(said.get("tags", ()), hub.BASE_TAG)]
    return {hub.named_base(word)[1] for word in (*stated, *tagged) if word and hub.base_said(word) == word}


def _renamed(word: Any, names: dict[str, str]) -> Any:
    """A base or its tag by another name; anything else as it is."""
    if not isinstance(word, str):
        return word
    tag = hub.BASE_TAG if word.startswith(hub.BASE_TAG) else ""
    relation, name = hub.named_base(word.removeprefix(tag).strip(_BLANKS))
    return f"{tag}{relation and f'{relation}:'}{names[name]}" if name in names else word


# From a key to a release


def release_of(key: Key) -> Release:
    """What a row says, read as a card with the same fields would be."""
    said = dict(key)
    pairs = tuple((Scalar(name, True, 0), _node(said[name])) for name in (*READ, _PRESENT) if name in said)
    release = hub_fields(_ROW, Mapping(pairs, 0))
    parts, oddities = _components(said)
    row = Release(components=parts, oddities=tuple(oddities))
    if name := said.get("id", ""):
        source = Source(_ROW)
        owner = Claim(name.partition("/")[0], Basis.INFERRED, source, name, rule=Rule.HUB_OWNER)
        named = Fact((Claim(name, Basis.DECLARED, source, name),))
        row = row.join(Release(named, producer=Fact((owner,))))
    return release.join(row)


def _node(value: Any) -> Node:
    """A cell as a file would have it."""
    if isinstance(value, tuple):
        return Listed(tuple(map(_node, value)), 0)
    if isinstance(value, _Struct):
        return Mapping(tuple((Scalar(key, False, 0), _node(child)) for key, child in value.fields), 0)
    if isinstance(value, str):
        return Scalar(value, False, 0)
    if isinstance(value, _Odd):
        return Scalar(value.text, True, 0)
    return Scalar("null" if value is None else str(value).lower(), True, 0)


def _components(said: dict[str, Any]) -> tuple[tuple[Component, ...], list[Finding]]:
    """What the columns of components say, for anyone who knows more than a card."""
    parts: list[Component] = []
    oddities = []
    for name, value in said.items():
        kind, dot, field = name.rpartition(".")
        if not dot:
            continue
        word = value.strip() if isinstance(value, str) else ""
        stated = word if field == "licence" else Availability.__members__.get(word.upper().replace("-", "_"), "")
        if not stated:
            oddities.append(Finding(Code.FIELD_INVALID, f"the column {name} holds {_written(value)}", Source(_ROW)))
            if field == "availability":
                continue
        fact = Fact((Claim(stated or UNIDENTIFIED, Basis.DECLARED, Source(_ROW), word),))
        item = Item(availability=fact) if field == "availability" else Item(licence=fact)
        parts.append(Component(Kind(kind), (item,)))
    return joined_components(parts), oddities


def _written(value: Any) -> str:
    return repr(value) if isinstance(value, str) else "what is no word"
