"""Records that a user, a project or an installed package adds to the shipped shelf; data, never executed.

Shelves are searched in order: the package, entry points `openness.shelves`, `OPENNESS_PATH`, `[tool.openness]
shelves` of the nearest project file, `--shelf`. To add a record is silent; to replace one works from
`OPENNESS_PATH` and `--shelf` alone, must say why, and is said in every report on a release.
"""

import os
from collections.abc import Callable
from typing import Any

from attrs import define, field

from openness.definition.parse import definition_of, is_definition
from openness.errors import OpennessError, Problem
from openness.index import tables as indexes
from openness.shelf.project import sections
from openness.syntax.document import open_document
from openness.syntax.tree import Scalar, Sequence, toml_lines, toml_tree
from openness.vocabulary.value import Shown

Record = dict[str, Any]


@define(eq=False, repr=False)
class Additions(Shown):
    """What folders add, by id and by folded name."""

    records: dict[str, Record] = field(factory=dict)
    definitions: dict[str, Record] = field(factory=dict)
    names: dict[str, list[str]] = field(factory=dict)
    texts: dict[str, str] = field(factory=dict)  # the licence's text, where it lies beside the record
    replaced: list[str] = field(factory=list)


def add(additions: Additions, folder: str, shipped: indexes.Index, may_replace: bool) -> None:
    """Take the records of a folder.

    Args:
        additions: what to add to.
        folder: TOML files, each one record; `NAME.txt` beside `NAME.toml` is the licence's text.
        shipped: the shipped index.
        may_replace: whether a record here may replace one.

    Raises:
        OpennessError: with every problem, each with its file and line.
    """
    try:
        files = sorted(name for name in os.listdir(folder) if name.endswith(".toml"))
    except OSError as error:
        raise OpennessError(Problem(folder, None, f"the shelf cannot be read: {error.strerror}")) from None
    problems: list[Problem] = []
    for name in files:
        try:
            _add(additions, os.path.join(folder, name), shipped, may_replace)
        except OpennessError as error:
            problems.extend(error.problems)
    if problems:
        raise OpennessError(*problems)


def _add(additions: Additions, path: str, shipped: indexes.Index, may_replace: bool) -> None:
    from openness.licensing import record as form

    text = open_document(path).text
    toml_tree(text, path)  # refuses what is no TOML, with the line
    record = indexes.toml_record(text)
    lines = toml_lines(text)
    defines = is_definition(record)
    find: Callable[[str], Record | None] = shipped.definition if defines else shipped.record
    id = str(record.get("id", ""))
    held = find(id)
    if not defines:

        def known(other: str) -> bool:
            return other in additions.records or shipped.record(other) is not None

        if faults := list(form.problems(record, path, lines, known, shared=False)):
            raise OpennessError(*faults)
        if held is not None and not held.get("grants"):
            held = None  # a bare entry of the SPDX list may be filled in
    if held is not None:
        _replace(additions, record, path, lines, may_replace)
    if defines:
        held = {key: value for key, value in record.items() if key != "replaces"}
        definition_of(held, path)  # refuses what is not of the grammar
        additions.definitions[id] = held
        return
    _claim_names(additions, record, path, lines, shipped)
    parent = record.get("same-terms-as")
    below = {id: {**(shipped.record(id) or {}), **record, "shelf": path}}
    if parent:
        below[parent] = additions.records.get(parent) or shipped.record(parent) or {}
    additions.records[id] = indexes.inherited(below[id], below)
    beside = f"{path.removesuffix('.toml')}.txt"
    if os.path.isfile(beside):
        additions.texts[id] = beside


def _replace(additions: Additions, record: Record, path: str, lines: dict[str, int], may_replace: bool) -> None:
    """Refuse to replace a record in silence, or from a place that may not."""
    id = record["id"]
    because = record["replaces"].get("because") if isinstance(record.get("replaces"), dict) else None
    if not because:
        help = 'say replaces = { because = "…" }, or use another id'
        raise OpennessError(Problem(path, lines.get("id", 1), f"{id} is on the shelf already", help))
    if not may_replace:
        help = "name the folder with --shelf or OPENNESS_PATH"
        raise OpennessError(Problem(path, lines.get("replaces", 1), f"{id} may not be replaced from here", help))
    additions.replaced.append(f"{id} by {path}: {because}")


def _claim_names(
    additions: Additions, record: Record, path: str, lines: dict[str, int], shipped: indexes.Index
) -> None:
    from openness.index.phrases import Words, key

    id = record["id"]
    words = Words(shipped.words())
    for spelling in (id, *indexes.spellings(record)):
        folded = indexes.fold(spelling)
        owners = shipped.named(folded) or shipped.phrased(
            key(words.telling(spelling))
        )  # in other words it is the name too
        others = [one for one in (*owners, *additions.names.get(folded, ())) if one != id]
        if others:
            line = lines.get("known-as", lines.get("name", 1))
            raise OpennessError(
                Problem(path, line, f"the name {spelling!r} belongs to {' and '.join(others)}", "use another name")
            )
        additions.names[folded] = [id]
    if address := record.get("text", {}).get("url"):
        place = indexes.fold(address)
        additions.names.setdefault(place, [one for one in shipped.named(place) if one != id]).append(id)


def stamps(folders: tuple[str, ...]) -> tuple[object, ...]:
    """Which files some folders hold, and when each was changed."""
    held: list[object] = []
    for folder in folders:
        held.append(os.path.abspath(folder))
        try:
            entries = sorted(
                (entry.name, entry.stat().st_mtime_ns, entry.stat().st_size) for entry in os.scandir(folder)
            )
        except OSError:
            continue  # opening it says why
        held.extend(entries)
    return tuple(held)


def configured() -> tuple[str, ...]:
    """The folders that the nearest project file with `shelves` names; they may add and not replace.

    Raises:
        OpennessError: when a project file speaks of this package and cannot be used.
    """
    for section in sections():
        held = section.table.get("shelves")
        if held is None:
            continue
        folders = held.items if isinstance(held, Sequence) else (held,)
        if not isinstance(held, Sequence) or not all(isinstance(one, Scalar) and not one.plain for one in folders):
            message = f"{section.prefix}shelves is no list of folders"
            raise OpennessError(Problem(section.document, held.line, message, 'write shelves = ["FOLDER"]'))
        place = os.path.dirname(section.document)
        return tuple(os.path.join(place, one.text) for one in folders if isinstance(one, Scalar))
    return ()


def from_environment() -> tuple[str, ...]:
    """The folders that `OPENNESS_PATH` names; they may replace."""
    return tuple(folder for folder in os.environ.get("OPENNESS_PATH", "").split(os.pathsep) if folder)


def from_packages() -> tuple[str, ...]:
    """The folders of installed packages: entry points `openness.shelves`, as `package.folder`; nothing is imported."""
    from importlib.metadata import entry_points  # slow, and needed only for a name that nothing else knows

    folders = []
    for point in entry_points(group="openness.shelves"):
        if point.dist is not None:
            folder = str(point.dist.locate_file(point.value.replace(".", "/").replace(":", "/")))
            if os.path.isdir(folder):
                folders.append(folder)
    return tuple(sorted(folders))
