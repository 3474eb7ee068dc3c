"""Records as their files state them, and what a member of a family takes from the record that it points to."""

import os
from collections.abc import Iterable
from typing import Any

from openness.index import Record


def records_in(folder: str) -> list[Record]:
    """The records of a folder's TOML files, in the order of their names."""
    loaded = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".toml"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                loaded.append(toml_record(file.read()))
    return loaded


def toml_record(text: str) -> Record:
    """The record a TOML text states, its days as words."""
    import tomllib

    record: Record = _dated(tomllib.loads(text))
    return record


class UnquotedDay(str):
    """A day or a time that stands in a file without quotes; whoever checks types tells it from a text."""

    __slots__ = ()


def _dated(value: Any) -> Any:
    """The same tree with days as `2026-11-24`: JSON knows no dates."""
    if isinstance(value, dict):
        return {key: _dated(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_dated(child) for child in value]
    return UnquotedDay(value.isoformat()) if hasattr(value, "isoformat") else value


def rows(path: str) -> tuple[list[dict[str, str]], str]:
    """The rows of a generated table, and the day its first line names."""
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    notes = " ".join(line for line in lines if line.startswith("#"))
    day = max(word.strip(".,;()") for word in notes.split() if word[:2] == "20" and word.count("-") == 2)
    header, *rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [dict(zip(header, row, strict=True)) for row in rows], day


def titles(definition: Record) -> list[str]:
    """The names of a definition and of its levels."""
    names = [definition.get(key) for key in ("name", "label", "floor", "floor-name")]
    names += [grade.get(key) for grade in definition.get("grade", ()) for key in ("id", "name")]
    return list(filter(None, names))


def spellings(record: Record) -> Iterable[str]:
    """Every name a record goes by, apart from its id."""
    yield record["name"]
    for names in record.get("known-as", {}).values():
        yield from names
    for key in record.get("known-as", {}).get("scancode", ()):
        yield f"LicenseRef-scancode-{key}"


def inherited(record: Record, by_id: dict[str, Record], below: tuple[str, ...] = ()) -> Record:
    """A member of a family with the answers of the record it points to, each marked with where it comes from."""
    parent_id = record.get("same-terms-as")
    if parent_id is None or record.get("inherited"):
        return record
    if parent_id in below or parent_id not in by_id:
        raise ValueError(
            f"{record['id']}: same-terms-as names {parent_id}, which is not a record or comes back to itself"
        )
    parent = inherited(by_id[parent_id], by_id, (*below, record["id"]))
    for table in ("grants", "duties"):
        answers = record.setdefault(table, {})
        for word, answer in parent.get(table, {}).items():
            answers.setdefault(word, {**answer, "from": answer.get("from", parent_id)})
    for term, reason in parent.get("unclear", {}).items():
        if term not in record["grants"]:
            record.setdefault("unclear", {}).setdefault(term, reason)
    for key in ("limit", "made-for", "category", "policy"):
        if key in parent:
            record.setdefault(key, parent[key])
    record["inherited"] = True
    return record
