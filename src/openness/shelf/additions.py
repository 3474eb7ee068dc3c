"""Records that a user, a project or an installed package adds to the shipped shelf; data, never executed.

Two records with one id are an error that names both, unless the later one says that it replaces the other. Shelves
are searched in order: the package, entry points `openness.shelves`, `OPENNESS_PATH`, `[tool.openness]
shelves` of the nearest project file, `--shelf`. To add a record is silent; to replace one works from
`OPENNESS_PATH` and `--shelf` alone, must say why, and is said in every report on a release.
"""

import os
import sys
from collections.abc import Callable
from importlib.machinery import PathFinder
from typing import Any

from attrs import define, field, frozen

from openness.errors import MAY_READ, OpennessError, Problem
from openness.index.records import inherited, spellings, toml_record
from openness.index.tables import Index
from openness.index.words import fold
from openness.value import Shown

Record = dict[str, Any]


@define(eq=False, repr=False)
class Additions(Shown):
    """The records and texts that folders add, by id and by folded name."""

    records: dict[str, Record] = field(factory=dict)
    definitions: dict[str, Record] = field(factory=dict)
    names: dict[str, list[str]] = field(factory=dict)
    texts: dict[str, str] = field(factory=dict)  # the licence's text, where it lies beside the record
    places: dict[str, str] = field(factory=dict)  # the file of each record
    asked: set[str] = field(factory=set)  # the definitions in folders that somebody named, not in installed packages
    replaced: list[str] = field(factory=list)


@frozen(eq=False, repr=False)
class _Shelf(Shown):
    """A folder of TOML files, each one record; `NAME.txt` beside `NAME.toml` is the licence's text.

    Args:
        folder: the folder.
        may_replace: whether a record here may replace one.
        named: whether somebody named the folder; otherwise an installed package brings it.
    """

    folder: str
    may_replace: bool = False
    named: bool = True


def loaded(folders: tuple[str, ...], adding: tuple[str, ...], shipped: Index) -> Additions:
    """The records and texts that installed packages and folders add.

    Args:
        folders: folders whose records may replace one.
        adding: folders that may only add.
        shipped: the shipped index.

    Raises:
        OpennessError: with every problem, each with its file and line.
    """
    additions = Additions()
    problems: list[Problem] = []
    for shelf in (
        *(_Shelf(folder, named=False) for folder in from_packages()),
        *map(_Shelf, adding),
        *(_Shelf(folder, may_replace=True) for folder in folders),
    ):
        try:
            paths = sorted(os.path.join(shelf.folder, name) for name in os.listdir(shelf.folder))
        except OSError as error:
            problems.append(Problem(shelf.folder, None, f"the shelf cannot be read: {error.strerror}", MAY_READ))
            continue
        records = [path for path in paths if path.endswith(".toml")]
        if not records and shelf.named:
            problems.append(
                Problem(shelf.folder, None, "the shelf holds no record", "name the folder of the TOML files")
            )
        for path in records:
            try:
                _add(additions, path, shipped, shelf)
            except OpennessError as error:
                problems.extend(error.problems)
    if problems:
        raise OpennessError(*problems)
    return additions


def _add(additions: Additions, path: str, shipped: Index, shelf: _Shelf) -> None:
    from openness.definition.parse import definition_of, is_definition  # most people have no records of their own
    from openness.licensing import limit_form
    from openness.licensing import record as form
    from openness.syntax.document import open_document, utf8_text
    from openness.syntax.toml import toml_lines, toml_tree

    text = utf8_text(open_document(path))
    toml_tree(text, path)  # refuses what is not TOML, with the line
    record = toml_record(text)
    lines = toml_lines(text)
    defines = is_definition(record)
    find: Callable[[str], Record | None] = shipped.definition if defines else shipped.record
    id = str(record.get("id", ""))
    existing = find(id)
    if not defines:

        def known(other: str) -> bool:
            return other in additions.records or shipped.record(other) is not None

        uses = limit_form.limited_uses(shipped.rules("uses"))
        if faults := list(form.problems(record, path, lines, known, uses, shared=False)):
            raise OpennessError(*faults)
        if existing is not None and not existing.get("grants"):
            existing = None  # a bare entry of the SPDX list may be filled in
    other = additions.places.get(id) or ("the shipped shelf" if existing is not None else "")
    if other:
        _replace(additions, record, path, lines, other, shelf.may_replace)
    if defines:
        definition = definition_of(record, path, lines)  # refuses what is not of the grammar
        if id == "spectrum" and existing is not None and definition.rungs != definition_of(existing).rungs:
            help = "keep the ids of the levels, or use another id"
            raise OpennessError(
                Problem(path, lines.get("id", 1), "the spectrum has other levels than the shipped one", help)
            )
        additions.definitions[id] = record
        additions.places[id] = path
        if shelf.named:
            additions.asked.add(id)
        return
    _claim_names(additions, record, path, lines, shipped, shelf)
    additions.places[id] = path
    additions.texts.pop(id, None)
    parent = record.get("same-terms-as")
    below = {id: {**(shipped.record(id) or {}), **record, "shelf": path}}
    if parent:
        below[parent] = additions.records.get(parent) or shipped.record(parent) or {}
    additions.records[id] = inherited(below[id], below)
    beside = f"{path.removesuffix('.toml')}.txt"
    if os.path.isfile(beside):
        additions.texts[id] = beside


def _replace(
    additions: Additions, record: Record, path: str, lines: dict[str, int], other: str, may_replace: bool
) -> None:
    """Refuse to replace a record in silence, or from a place that may not."""
    id = record["id"]
    because = record["replaces"].get("because") if isinstance(record.get("replaces"), dict) else None
    if not because:
        help = 'say replaces = { because = "…" }, or use another id'
        raise OpennessError(Problem(path, lines.get("id", 1), f"{id} is on the shelf already, from {other}", help))
    if not may_replace:
        help = "name the folder with --shelf or OPENNESS_PATH"
        raise OpennessError(Problem(path, lines.get("replaces", 1), f"{id} may not be replaced from here", help))
    additions.replaced.append(f"{id} by {path}: {because}")


def _claim_names(
    additions: Additions, record: Record, path: str, lines: dict[str, int], shipped: Index, shelf: _Shelf
) -> None:
    from openness.index.phrases import Words, key

    id = record["id"]
    words = Words(shipped.words())
    for spelling in (id, *spellings(record)):
        folded = fold(spelling)
        owners = shipped.named(folded) or shipped.phrased(
            key(words.telling(spelling))
        )  # in other words it is the name too
        others = [owner for owner in (*owners, *additions.names.get(folded, ())) if owner != id]
        if others:
            sorts = [f"known-as.{sort}" for sort, names in record.get("known-as", {}).items() if spelling in names]
            own = [key for key in ("id", "name") if record[key] == spelling]
            line = next((lines[key] for key in (*own, *sorts, "known-as", "name") if key in lines), 1)
            raise OpennessError(
                Problem(path, line, f"the name {spelling!r} belongs to {' and '.join(others)}", "use another name")
            )
        additions.names[folded] = [id]
    if address := record.get("text", {}).get("url"):
        place = fold(address)
        if not shelf.named and shipped.named(place):
            return  # what the shipped shelf knows is found without asking packages
        additions.names.setdefault(place, [owner for owner in shipped.named(place) if owner != id]).append(id)


def stamps(folders: tuple[str, ...]) -> tuple[object, ...]:
    """The folders, each with the name, time of change and size of its files."""
    stamps: list[object] = []
    for folder in folders:
        stamps.append(os.path.abspath(folder))
        try:
            entries = sorted(
                (entry.name, entry.stat().st_mtime_ns, entry.stat().st_size) for entry in os.scandir(folder)
            )
        except OSError:
            continue  # opening it says why
        stamps.extend(entries)
    return tuple(stamps)


def from_environment() -> tuple[str, ...]:
    """The folders that `OPENNESS_PATH` names; they may replace."""
    return tuple(folder for folder in os.environ.get("OPENNESS_PATH", "").split(os.pathsep) if folder)


_GROUP = "openness.shelves"


def from_packages() -> tuple[str, ...]:
    """The folders of installed packages: entry points `openness.shelves`, as `package.folder`; nothing is imported."""
    others = (finder for finder in sys.meta_path if finder is not PathFinder and hasattr(finder, "find_distributions"))
    if not any(others) and not any(map(_may_offer, sys.path)):
        return ()
    from importlib.metadata import entry_points  # slow, and needed only where a package offers something

    folders = []
    for point in entry_points(group=_GROUP):
        if point.dist is not None:
            folder = str(point.dist.locate_file(point.value.replace(".", "/").replace(":", "/")))
            if os.path.isdir(folder):
                folders.append(folder)
    return tuple(sorted(folders))


def _may_offer(place: str) -> bool:
    """True where a place of installed packages may hold one with shelves: a look at their entry points, or an archive."""
    try:
        entries = [entry.path for entry in os.scandir(place or ".") if entry.name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return os.path.isfile(place)
    return any(_GROUP.encode() in _bytes(os.path.join(entry, "entry_points.txt")) for entry in entries)


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""
