"""Classify a table: Arrow in, Arrow out, by the same reading, the same resolving and the same weighing.

Rows that say the same share one verdict: what a row says is made a key, each distinct key is judged once, and the
answers are laid out row by row. Needs `pyarrow` (the extra `arrow`).
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from openness.api import classify_release, definitions
from openness.definition.definition import Definition, Ending
from openness.errors import OpennessError, Problem, nearest
from openness.evaluation.classification import Classification
from openness.formats import hub_fields
from openness.release.claim import Claim, Fact, unordered
from openness.release.component import Component, Item, joined_components
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.names import producer_key
from openness.release.release import BaseModel, Release
from openness.shelf.shelf import Shelf, default
from openness.syntax.tree import Mapping, Node, Scalar
from openness.syntax.tree import Sequence as Listed
from openness.vocabulary import Availability, Basis, Kind, Relation, hub

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
)
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
    try:
        import pyarrow as arrow
    except ImportError:
        raise OpennessError(Problem("", None, "a table needs pyarrow", "install openness[arrow]")) from None
    shelf = shelf or default()
    asked = definitions(under, shelf)
    rows = arrow.table(table)
    columns = _columns(rows)
    if not columns:
        help = "name columns as the Hub does: id, license, base_model, tags …"
        raise OpennessError(Problem("", None, "the table has no column that is known here", help))
    answers: dict[Key, int] = {}
    distinct: list[dict[str, Any]] = []
    at: list[int] = []
    for key in _keys(columns, shelf):
        place = answers.get(key)
        if place is None:
            place = answers[key] = len(distinct)
            distinct.append(answer(classify_release(release_of(key), _ROW, asked, shelf), asked))
        at.append(place)
    held = {name: arrow.string() for name in _FIXED}
    for id in (id for id in asked if id != "spectrum"):
        held[id] = arrow.string()
        parts = parts_of(shelf.definition(id))
        held.update({f"{id}.{part}": arrow.float64() if part in SCORES else arrow.string() for part in parts})
    schema = arrow.schema([*held.items(), ("findings", arrow.list_(arrow.string()))])
    out = arrow.Table.from_pylist(distinct, schema=schema).take(arrow.array(at, arrow.int64()))
    return out.add_column(0, "id", rows.column("id")) if "id" in rows.column_names else out


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


def _columns(rows: "pyarrow.Table") -> dict[str, list[Any]]:
    """The columns that say something, as Python values.

    Raises:
        OpennessError: for a column of a component that is none.
    """
    held = {}
    names = {"licence": "license"} if "license" not in rows.column_names else {}  # beside it, another statement
    for name in rows.column_names:
        kind, dot, field = name.rpartition(".")
        known = names.get(name, name)
        if dot and field in ("availability", "licence"):
            if kind not in list(Kind):
                raise OpennessError(Problem("", None, f"the column {name!r} is of no component", nearest(kind, Kind)))
            held[name] = rows.column(name).to_pylist()
        elif known in READ or known in ("id", "tags") or known in hub.MODEL_KEYS:
            held[known] = rows.column(name).to_pylist()
    return {name: values for name, values in held.items() if name != "id" or len(held) > 1}


def _keys(columns: dict[str, list[Any]], shelf: Shelf) -> Iterable[Key]:
    """What each row says, with everything left out on which no verdict depends."""
    names = list(columns)
    for values in zip(*columns.values(), strict=True):
        yield _key(dict(zip(names, values, strict=True)), shelf)


def _key(row: dict[str, Any], shelf: Shelf) -> Key:
    owner = _owner(row.pop("id", None))
    tags = row.pop("tags", None)
    tags = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, (list, tuple)) else []
    if "license" not in row:
        row["license"] = hub.tagged(tags, hub.LICENCE_TAG) or None
    said: dict[str, Any] = {name: _plain(value) for name, value in row.items() if name in READ or "." in name}
    bases = said.get("base_model") or ()
    stated = (str(name).strip(" \t\n") for name in ((bases,) if isinstance(bases, str) else bases))
    words = [word for word in stated if word]
    names = {word: hub.base_said(word) for word in (*words, *hub.tagged(tags, hub.BASE_TAG))}
    if names:
        relations = hub.base_relations(name for name in names.values() if name is not None)
        said["base_model"] = tuple(sorted(_base(name, relations[name], owner, shelf) for name in relations))
        said["nameless"] = tuple(word for word in words if names[word] != word)
    if said.get("datasets"):
        said["datasets"] = "named"
    said["sign"] = next((tag for tag in tags if tag.strip().lower() in hub.MADE_FROM_ANOTHER), None)
    others = bool(tags) or any(value not in (None, [], "") for name, value in row.items() if name not in said)
    said["others"] = others or None
    return tuple(sorted((name, value) for name, value in said.items() if value not in (None, (), "")))


def _owner(id: Any) -> str:
    return id.partition("/")[0].lower() if isinstance(id, str) and "/" in id else ""


def _base(name: str, relation: str, owner: str, shelf: Shelf) -> tuple[str, str, tuple[str, ...]]:
    """A base by what a verdict can depend on: its relation where a tag tells it, its maker, its licence where known."""
    known = shelf.known_base(name)
    if known is None:
        account = name.rpartition("/")[0].lower()
        return relation, "own" if owner and account == owner else "other", ()
    licensor = producer_key(known.licensor or name.rpartition("/")[0])
    own = owner and (licensor == producer_key(owner) or {licensor, producer_key(owner)} <= known.producers)
    return relation, "own" if own else "other", known.licences


def _plain(value: Any) -> Any:
    """A value that can be part of a key."""
    if isinstance(value, (list, tuple)):
        return tuple(str(item) if isinstance(item, str) else repr(item) for item in value)
    if isinstance(value, (str, bool)) or value is None:
        return value
    return ("odd", repr(value))


# From a key to a release


def release_of(key: Key) -> Release:
    """What a row says, read as a card with the same fields would be."""
    said = dict(key)
    odd: list[str] = [name for name, value in said.items() if isinstance(value, tuple) and value[:1] == ("odd",)]
    pairs: list[tuple[Scalar, Node]] = []
    for name in READ:
        value = said.get(name)
        if name in odd or value is None or name == "base_model":
            continue
        pairs.append((Scalar(name, True, 0), _node(value)))
    if any(said.get(name) for name in ("others", "base_model", "nameless")):
        sign = said.get("sign")
        pairs.append((Scalar("tags", True, 0), Listed((Scalar(sign, True, 0),) if sign else (), 0)))
    release = hub_fields(_ROW, Mapping(tuple(pairs), 0))
    own = Fact((Claim("own", Basis.INFERRED, Source(_ROW), "", "rule id: the owner of the repository"),))
    oddities = [
        Finding(Code.FIELD_INVALID, f"the column {name} holds {said[name][1]}, which is no word", Source(_ROW))
        for name in odd
    ]
    oddities += [
        Finding(Code.FIELD_INVALID, f"the column base_model says {word!r}, which is no model's name", Source(_ROW))
        for word in said.get("nameless", ())
    ]
    more, odder = _components(said)
    bases = _bases(said)
    return release.join(Release(producer=own, components=more, base_models=bases, oddities=(*oddities, *odder)))


def _bases(said: dict[str, Any]) -> tuple[BaseModel, ...]:
    """The base models of a row, as a card with the same fields would state them."""
    stated = str(said.get("base_model_relation", "")).strip().lower()
    bases = said.get("base_model", ())
    unstated = Relation.MERGE if len(bases) > 1 else Relation.FINE_TUNE
    because = "rule known-base"
    return unordered(
        BaseModel(
            f"{owner}/{number}",
            hub.RELATIONS.get(stated) or hub.RELATIONS.get(relation, unstated),
            Source(_ROW),
            Fact(tuple(Claim(id, Basis.INFERRED, Source(_ROW), id, because) for id in sorted(licences))),
            owner,
        )
        for number, (relation, owner, licences) in enumerate(bases)
    )


def _node(value: Any) -> Node:
    if isinstance(value, tuple):
        return Listed(tuple(Scalar(str(item), False, 0) for item in value), 0)
    if isinstance(value, bool):
        return Scalar(str(value).lower(), True, 0)
    return Scalar(value, False, 0)


def _components(said: dict[str, Any]) -> tuple[tuple[Component, ...], list[Finding]]:
    """What the columns of components say, for anyone who knows more than a card."""
    held: list[Component] = []
    oddities = []
    for name, value in said.items():
        kind, dot, field = name.rpartition(".")
        if not dot:
            continue
        words = (
            [Availability.__members__.get(str(value).upper().replace("-", "_"))] if field == "availability" else [value]
        )
        if not isinstance(value, str) or words[0] is None:
            oddities.append(Finding(Code.FIELD_INVALID, f"the column {name} holds {value!r}", Source(_ROW)))
            continue
        claim = Claim(str(words[0]), Basis.DECLARED, Source(_ROW), value)
        fact = Fact((claim,))
        item = Item(availability=fact) if field == "availability" else Item(licence=fact)
        held.append(Component(Kind(kind), (item,)))
    return joined_components(held), oddities
