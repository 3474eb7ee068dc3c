"""Write the tables ``spdx.tsv`` and ``spdx-exceptions.tsv`` from the SPDX License List.

The input is SPDX's own ``licenses.json`` and ``exceptions.json``. The curated columns are not SPDX's; they
are taken from an earlier table (``--keep``), so an update of the list never loses them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

FROM_SPDX = ("id", "name", "deprecated", "osi-approved", "fsf-free")
CURATED_FLAGS = ("mof-open", "od-conformant", "dfsg-free")
CURATED = (*CURATED_FLAGS, "successors")
COLUMNS = (*FROM_SPDX, *CURATED)
EXCEPTION_COLUMNS = ("id", "name", "deprecated")
LICENCE_TABLE = "spdx.tsv"
EXCEPTION_TABLE = "spdx-exceptions.tsv"

Row = dict[str, str]


class SpdxListError(ValueError):
    """The input is not what this program can make a table of."""


@dataclass(frozen=True)
class Kept:
    """The comment lines of an earlier table, and its curated cells by id."""

    notes: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Row] = field(default_factory=dict)


def _entries(document: object, key: str, where: str) -> list[Mapping[str, object]]:
    entries = document.get(key) if isinstance(document, dict) else None
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise SpdxListError(f"{where}: no list of objects under {key!r}")
    return entries


def _text(entry: Mapping[str, object], key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise SpdxListError(f"{where}: no text under {key!r}")
    return " ".join(value.split())


def _flag(entry: Mapping[str, object], key: str, where: str, *, required: bool = False) -> str:
    value = entry.get(key)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None and not required:
        return ""
    raise SpdxListError(f"{where}: {key!r} is {value!r}, not true or false")


def _sorted(rows: Iterable[Row], where: str) -> list[Row]:
    ordered = sorted(rows, key=lambda row: row["id"])
    for before, after in pairwise(ordered):
        if before["id"] == after["id"]:
            raise SpdxListError(f"{where}: {after['id']} is there twice")
    return ordered


def read_kept(path: Path) -> Kept:
    """Read the comment lines and the curated cells of an earlier licence table."""
    notes: dict[str, str] = {}
    rows: dict[str, Row] = {}
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        where = f"{path}:{number}"
        if header is None and line.startswith("#"):
            name, _, value = line[1:].partition(":")
            notes[name.strip()] = value.strip()
        elif header is None:
            header = line.split("\t")
            if header != list(COLUMNS):
                raise SpdxListError(f"{where}: the header is not {' '.join(COLUMNS)}")
        elif line:
            cells = line.split("\t")
            if len(cells) != len(COLUMNS):
                raise SpdxListError(f"{where}: {len(cells)} cells instead of {len(COLUMNS)}")
            row = dict(zip(COLUMNS, cells, strict=True))
            if row["id"] in rows:
                raise SpdxListError(f"{where}: {row['id']} is there twice")
            for column in CURATED_FLAGS:
                if row[column] not in {"yes", "no", ""}:
                    raise SpdxListError(f"{where}: {column} is {row[column]!r}, not yes, no or empty")
            rows[row["id"]] = {column: row[column] for column in CURATED}
    if header is None:
        raise SpdxListError(f"{path}: no header line")
    return Kept(notes, rows)


def licence_rows(document: object, kept: Kept, where: str) -> list[Row]:
    """Return one row per licence of the document, with the kept curated cells."""
    rows: list[Row] = []
    for entry in _entries(document, "licenses", where):
        licence = _text(entry, "licenseId", where)
        place = f"{where}: {licence}"
        curated = kept.rows.get(licence, {})
        rows.append(
            {
                "id": licence,
                "name": _text(entry, "name", place),
                "deprecated": _flag(entry, "isDeprecatedLicenseId", place, required=True),
                "osi-approved": _flag(entry, "isOsiApproved", place),
                "fsf-free": _flag(entry, "isFsfLibre", place),
                **{column: curated.get(column, "") for column in CURATED},
            }
        )
    current = {row["id"] for row in rows if row["deprecated"] == "no"}
    for row in rows:
        for successor in filter(None, row["successors"].split(";")):
            if row["deprecated"] == "no" or successor.partition(" WITH ")[0] not in current:
                raise SpdxListError(f"{where}: {row['id']} cannot have the successor {successor}")
    return _sorted(rows, where)


def exception_rows(document: object, where: str) -> list[Row]:
    """Return one row per licence exception of the document."""
    rows: list[Row] = []
    for entry in _entries(document, "exceptions", where):
        exception = _text(entry, "licenseExceptionId", where)
        place = f"{where}: {exception}"
        rows.append(
            {
                "id": exception,
                "name": _text(entry, "name", place),
                "deprecated": _flag(entry, "isDeprecatedLicenseId", place, required=True),
            }
        )
    return _sorted(rows, where)


def table(notes: Mapping[str, str], columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return the text of a table: comment lines, the header, the rows."""
    lines = [f"# {name}: {value}" for name, value in notes.items()]
    lines.append("\t".join(columns))
    lines.extend("\t".join(row[column] for column in columns) for row in rows)
    return "\n".join(lines) + "\n"


def _load(path: Path) -> object:
    try:
        document: object = json.loads(path.read_bytes())
    except ValueError as error:
        raise SpdxListError(f"{path}: not JSON ({error})") from error
    return document


def _version(document: object) -> object:
    return document.get("licenseListVersion") if isinstance(document, dict) else None


def _notes(document: object, kept: Kept, source: str | None, built: str | None, where: str) -> dict[str, str]:
    """Return the comment lines; without options, an earlier table's stay if it is of the same list."""
    if not isinstance(document, dict):
        raise SpdxListError(f"{where}: not an object")
    released = _text(document, "releaseDate", where)[:10]
    version = f"{_text(document, 'licenseListVersion', where)}, released {released}"
    same = kept.notes.get("SPDX License List") == version
    source = source or (kept.notes.get("source") if same else None)
    built = built or (kept.notes.get("made") if same else None)
    if not source or not built:
        raise SpdxListError(f"--source and --made are needed: nothing kept says them for list {version}")
    return {"SPDX License List": version, "source": " ".join(source.split()), "made": " ".join(built.split())}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write both tables; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m openness.curation.spdx_list", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("licences", metavar="LICENSES_JSON", type=Path)
    parser.add_argument("exceptions", metavar="EXCEPTIONS_JSON", type=Path)
    parser.add_argument("--keep", metavar="OLD_TSV", type=Path, help="the table that the curated columns come from")
    parser.add_argument("--source", help="where the JSON files came from, for the tables' second line")
    parser.add_argument("--made", metavar="YYYY-MM-DD", help="the day, for the tables' third line")
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, required=True)
    options = parser.parse_args(arguments)
    try:
        kept = read_kept(options.keep) if options.keep else Kept()
        document = _load(options.licences)
        notes = _notes(document, kept, options.source, options.made, str(options.licences))
        licences = licence_rows(document, kept, str(options.licences))
        exception_document = _load(options.exceptions)
        exceptions = exception_rows(exception_document, str(options.exceptions))
        if _version(document) != _version(exception_document):
            raise SpdxListError("the two files are of different versions of the list")
        for name, columns, rows in (
            (LICENCE_TABLE, COLUMNS, licences),
            (EXCEPTION_TABLE, EXCEPTION_COLUMNS, exceptions),
        ):
            (options.output / name).write_bytes(table(notes, columns, rows).encode())
    except (SpdxListError, UnicodeDecodeError, OSError) as error:
        print(f"spdxlist: {error}", file=sys.stderr)
        return 1
    ids = {row["id"] for row in licences}
    if kept.rows:
        for what, some in (("new, not curated", ids - kept.rows.keys()), ("no longer there", kept.rows.keys() - ids)):
            if some:
                print(f"spdxlist: {what}: {' '.join(sorted(some))}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
