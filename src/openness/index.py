"""The shelf's index: every record and name, built from the TOML files, or read ready-made.

Parsing three hundred TOML files takes longer than a whole check, so a wheel carries the index that `hatch_build.py`
made from them, and an editable install carries one stamped with the sizes and times of the files it was made from;
once a file has changed the files themselves are read. Standard library only: this module also runs at build time.
"""

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - pathlib is a tenth of a start-up
READY_MADE = os.path.join(PACKAGE, "_index.jsonl")  # noqa: PTH118

Record = dict[str, Any]

_FOLD = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)} | dict.fromkeys(map(ord, "_\t\n "), "-")


def fold(name: str) -> str:
    """What two spellings of one name have in common: ASCII case, blanks, underscores, hyphens, British spelling.

    Letters outside ASCII are left as they are, so that a look-alike is never taken for the letter.

    >>> fold(" Apache  Licence 2.0 "), fold("\\N{GREEK CAPITAL LETTER MU}IT") == fold("MIT")
    ('apache-license-2.0', False)
    """
    words = name.translate(_FOLD).strip("-")
    while "--" in words:
        words = words.replace("--", "-")
    return words.replace("licence", "license")


class Index(Protocol):
    """Records by id, names by folded spelling, definitions by id."""

    names: Mapping[str, list[str]]
    deprecated: frozenset[str]
    data: str

    def record(self, id: str) -> Record | None:
        """The licence record with this id."""

    def definition(self, id: str) -> Record | None:
        """The definition with this id, as its TOML file states it."""

    def ids(self, sort: str) -> list[str]:
        """The ids of all records of a sort: `licences`, `exceptions` or `definitions`."""


class BuiltIndex:
    """An index made from TOML files."""

    def __init__(self, licences: Iterable[Record], families: Iterable[Record], definitions: Iterable[Record]) -> None:
        self.records: dict[str, Record] = {record["id"]: record for record in licences}
        self.definitions: dict[str, Record] = {record["id"]: record for record in definitions}
        self.exceptions: list[str] = []
        self.deprecated: frozenset[str] = frozenset()
        self.names: dict[str, list[str]] = {}
        self.data = ""
        for id, record in self.records.items():
            # a retired id has the title of the one that replaced it and no claim to it
            for name in (id,) if "successors" in record else (id, *spellings(record)):
                self._claim(name, id)
        for family in families:
            for name in family["names"]:
                self.names[fold(name)] = list(family["candidates"])

    def _claim(self, name: str, id: str) -> None:
        claims = self.names.setdefault(fold(name), [])
        if id not in claims:
            claims.append(id)

    def record(self, id: str) -> Record | None:
        return self.records.get(id)

    def definition(self, id: str) -> Record | None:
        return self.definitions.get(id)

    def ids(self, sort: str) -> list[str]:
        held = {"licences": self.records, "definitions": self.definitions, "exceptions": self.exceptions}[sort]
        return sorted(held)


class ReadyIndex:
    """An index read from the file `write` made: the header at once, each record when it is asked for."""

    def __init__(self, header: Record, path: str, offset: int) -> None:
        self.names: dict[str, list[str]] = header["names"]
        self.deprecated: frozenset[str] = frozenset(header["deprecated"])
        self.data: str = header["data"]
        self._places: dict[str, dict[str, list[int]]] = header["places"]
        self._exceptions: list[str] = header["exceptions"]
        self._path = path
        self._offset = offset

    def _read(self, sort: str, id: str) -> Record | None:
        place = self._places[sort].get(id)
        if place is None:
            return None
        with open(self._path, "rb") as file:  # noqa: PTH123
            file.seek(self._offset + place[0])
            record: Record = json.loads(file.read(place[1]))
            return record

    def record(self, id: str) -> Record | None:
        return self._read("licences", id)

    def definition(self, id: str) -> Record | None:
        return self._read("definitions", id)

    def ids(self, sort: str) -> list[str]:
        return self._exceptions if sort == "exceptions" else sorted(self._places[sort])


def spellings(record: Record) -> Iterable[str]:
    """Every name a record goes by, apart from its id."""
    yield record["name"]
    for names in record.get("known-as", {}).values():
        yield from names
    for key in record.get("known-as", {}).get("scancode", ()):
        yield f"LicenseRef-scancode-{key}"


def sources() -> dict[str, str]:
    """Where the TOML files are: beside the package in a wheel, at the top of the checkout otherwise."""
    beside = os.path.join(PACKAGE, "licences")  # noqa: PTH118
    checkout = os.path.join(PACKAGE, "..", "..", "licences")  # noqa: PTH118
    return {
        "licences": beside if os.path.isdir(beside) else os.path.normpath(checkout),  # noqa: PTH112
        "definitions": os.path.join(PACKAGE, "definitions"),  # noqa: PTH118
    }


def stamp(folders: Iterable[str]) -> Record:
    """The sizes and times of the files an index is made from."""
    return {
        entry.name: [entry.stat().st_size, entry.stat().st_mtime_ns]
        for folder in folders
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name)
        if entry.name.endswith((".toml", ".tsv"))
    }


def build(licences: str, definitions: str) -> BuiltIndex:
    """The index of the shipped files.

    Args:
        licences: the folder of licence records, with the SPDX tables and the families.
        definitions: the folder of definitions.
    """
    records = [record for record in _load(licences) if "id" in record]
    families = [family for record in _load(licences) for family in record.get("family", ())]
    by_id = {record["id"]: record for record in records}
    rows, day = _rows(os.path.join(licences, "spdx.tsv"))  # noqa: PTH118
    for row in rows:
        record = by_id.setdefault(row["id"], {"id": row["id"]})
        record.setdefault("name", row["name"])
        record["spdx"] = True
        if row["successors"]:
            record["successors"] = row["successors"].split()
        listed = record.setdefault("listed", {})
        for term in ("osi-approved", "fsf-free", "od-conformant", "dfsg-free", "mof-open"):
            if row[term] and term not in listed:
                listed[term] = {"answer": row[term] == "yes", "seen": day}
    for record in by_id.values():
        _inherit(record, by_id, ())
    index = BuiltIndex(by_id.values(), families, _load(definitions))
    index.exceptions = [row["id"] for row in _rows(os.path.join(licences, "spdx-exceptions.tsv"))[0]]  # noqa: PTH118
    index.deprecated = frozenset(row["id"] for row in rows if row["deprecated"] == "yes")
    for row in rows:
        if row["successors"]:
            index.names[fold(row["id"])] = row["successors"].split()
    days = [str(record["read"]["on"]) for record in records if "read" in record]
    index.data = max([*days, day, *(str(one.get("read", {}).get("on", "")) for one in index.definitions.values())]).replace("-", ".")
    return index


def _load(folder: str) -> list[Record]:
    loaded = []
    for name in sorted(os.listdir(folder)):  # noqa: PTH208
        if name.endswith(".toml"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:  # noqa: PTH118, PTH123
                loaded.append(toml_record(file.read()))
    return loaded


def toml_record(text: str) -> Record:
    """The record a TOML text states, its days as words."""
    import tomllib

    record: Record = _dated(tomllib.loads(text))
    return record


def _dated(value: Any) -> Any:
    """The same tree with days as `2026-11-24`: JSON knows no dates."""
    if isinstance(value, dict):
        return {key: _dated(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_dated(child) for child in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _rows(path: str) -> tuple[list[dict[str, str]], str]:
    """The rows of a generated table, and the day its first line names."""
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        lines = [line.rstrip("\n") for line in file]
    notes = " ".join(line for line in lines if line.startswith("#"))
    day = max(word.strip(".,;()") for word in notes.split() if word[:2] == "20" and word.count("-") == 2)
    header, *rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [dict(zip(header, row, strict=True)) for row in rows], day


def _inherit(record: Record, by_id: dict[str, Record], below: tuple[str, ...]) -> Record:
    """Fill a member of a family with the answers of the record it points to, each marked with where it comes from."""
    parent_id = record.get("same-terms-as")
    if parent_id is None or record.get("inherited"):
        return record
    if parent_id in below or parent_id not in by_id:
        raise ValueError(f"{record['id']}: same-terms-as names {parent_id}, which is no record or comes back to itself")
    parent = _inherit(by_id[parent_id], by_id, (*below, record["id"]))
    for table in ("grants", "duties"):
        held = record.setdefault(table, {})
        for word, answer in parent.get(table, {}).items():
            held.setdefault(word, {**answer, "from": answer.get("from", parent_id)})
    for key in ("limit", "made-for", "category"):
        if key in parent:
            record.setdefault(key, parent[key])
    record["inherited"] = True
    return record


def write(index: BuiltIndex, path: str, made_from: Record | None) -> None:
    """Write an index to a file, the same bytes for the same records.

    Args:
        index: what to write.
        path: the file.
        made_from: the stamp that keeps it honest in a checkout; None in a wheel, the files of which do not change.
    """
    places: dict[str, dict[str, list[int]]] = {"licences": {}, "definitions": {}}
    body = bytearray()
    for sort, held in (("licences", index.records), ("definitions", index.definitions)):
        for id in sorted(held):
            line = json.dumps(held[id], ensure_ascii=False, separators=(",", ":")).encode()
            places[sort][id] = [len(body), len(line)]
            body += line + b"\n"
    header = {
        "data": index.data,
        "stamp": made_from,
        "names": dict(sorted(index.names.items())),
        "deprecated": sorted(index.deprecated),
        "exceptions": index.exceptions,
        "places": places,
    }
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + bytes(body))


def load() -> Index:
    """The index of the shipped shelf: the ready-made one while it is true, otherwise one built from the files."""
    folders = sources()
    try:
        with open(READY_MADE, "rb") as file:  # noqa: PTH123
            line = file.readline()
        header = json.loads(line)
    except (OSError, ValueError):
        return build(**folders)
    if header["stamp"] is not None and header["stamp"] != stamp(folders.values()):
        return build(**folders)
    return ReadyIndex(header, READY_MADE, len(line))
