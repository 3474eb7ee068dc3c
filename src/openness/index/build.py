"""The index built from the TOML files, and written to one file; standard library only, as it runs at build time."""

import json
import os
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from openness.index import Record
from openness.index.prose_rules import compiled_prose
from openness.index.records import inherited, records_in, rows, spellings, titles
from openness.index.words import fold

#: Files of rules beside the definitions, each with the list by which it is known.
RULES = {"consequences": "row", "uses": "use"}


class BuiltIndex:
    """An index made from TOML files."""

    def __init__(self, licences: Iterable[Record], families: Iterable[Record], definitions: Iterable[Record]) -> None:
        self.records: dict[str, Record] = {record["id"]: record for record in licences}
        self.definitions: dict[str, Record] = {record["id"]: record for record in definitions}
        self.exceptions: dict[str, str] = {}
        self.bases: Record = {"base": [], "copied-by": []}
        self.rules_of: dict[str, Record] = {}
        self.prose: Record = {}
        self.signs_of_prose: Record = {}
        self.compatibility: Record = {}
        self.deprecated: frozenset[str] = frozenset()
        self.names: dict[str, list[str]] = {}
        self.vocabulary: Record = {}
        self.data = ""
        for id, record in self.records.items():
            # a retired id has the title of the one that replaced it and no claim to it
            for name in (id,) if "successors" in record else (id, *spellings(record)):
                self._claim(name, id)
            address = "" if "successors" in record else record.get("text", {}).get("url")
            if address:  # several dated texts may have one
                self._claim(address, id)
                later = f"{id.removesuffix('-only')}-or-later"
                if id.endswith("-only") and "-only" not in address and later in self.records:
                    self._claim(address, later)  # one text, whichever is chosen
        for family in families:
            unread = ["NOASSERTION"] if family.get("complete") is False else []  # texts known that have no record
            for name in family["names"]:
                self.names[fold(name)] = [*family["candidates"], *unread]

    @cached_property
    def phrases(self) -> dict[str, list[str]]:
        """The ids that the words of a name may mean."""
        from openness.index.phrases import Words, phrases  # only an unknown name asks for them

        return phrases(self.names, self.records, Words(self.vocabulary))

    def _claim(self, name: str, id: str) -> None:
        claims = self.names.setdefault(fold(name), [])
        if id not in claims:
            claims.append(id)

    def named(self, folded: str) -> list[str]:
        """The ids of the records that a folded spelling, or the place of a text, may mean."""
        return self.names.get(folded, [])

    def phrased(self, phrase: str) -> list[str]:
        """The ids of the records that the telling words of a name, written as one, may mean."""
        return self.phrases.get(phrase, [])

    def words(self) -> Record:
        """The words of names, as their file states them."""
        return self.vocabulary

    def exception_names(self) -> dict[str, str]:
        """The name of each exception by its id."""
        return self.exceptions

    @property
    def exception_ids(self) -> frozenset[str]:
        """The ids of all exceptions."""
        return frozenset(self.exceptions)

    def spellings(self) -> list[str]:
        """Every folded spelling."""
        return [name for name in self.names if not name.startswith("//")]

    def record(self, id: str) -> Record | None:
        """The licence record with this id."""
        return self.records.get(id)

    def definition(self, id: str) -> Record | None:
        """The definition with this id, as its TOML file states it."""
        return self.definitions.get(id)

    def titles(self) -> dict[str, list[str]]:
        """The names of every definition and of its levels, by its id."""
        return {id: titles(record) for id, record in self.definitions.items()}

    def known_bases(self) -> Record:
        """The table of well-known base models, in its order, and the accounts that only copy."""
        return self.bases

    def rules(self, name: str) -> Record:
        """The rules of a file that is not a definition: what follows from a release, or what one may do with it."""
        return self.rules_of.get(name, {})

    def prose_rules(self) -> Record:
        """The rules of prose with their word lists, compiled by `compiled_prose`."""
        return self.prose

    def signs(self) -> Record:
        """The lists that have signs, and those of which a text must have some for a rule of prose: `compiled_prose`."""
        return {part: self.signs_of_prose[part] for part in ("lists", "asked")}

    def lists_of_sign(self, word: str) -> str:
        """The numbers of the lists that a word is a sign of."""
        numbers: str = self.signs_of_prose["words"].get(word, "")
        return numbers

    def begun_signs(self, letters: str) -> dict[str, str]:
        """The beginnings of words that are signs and have these three letters first, with the numbers of their lists."""
        begun: dict[str, str] = self.signs_of_prose["beginnings"].get(letters, {})
        return begun

    def statements(self) -> Record:
        """The statements of licences and their stewards on each other, as the file states them."""
        return self.compatibility

    def ids(self, sort: str) -> list[str]:
        """The ids of all records of a sort: `licences`, `exceptions`, `definitions`, or `documents` for definitions of one."""
        sorts: dict[str, Iterable[str]] = {
            "licences": self.records,
            "definitions": self.definitions,
            "documents": [id for id, record in self.definitions.items() if record.get("about") == "document"],
            "exceptions": self.exceptions,
        }
        return sorted(sorts[sort])


def build(licences: str, definitions: str, prose: str) -> BuiltIndex:
    """The index of the shipped files.

    Args:
        licences: the folder of licence records, with the SPDX tables and the families.
        definitions: the folder of definitions.
        prose: the folder of the rules of prose and their word lists.
    """
    files = records_in(licences)
    records = [record for record in files if "id" in record]
    families = [family for table in files for family in table.get("family", ())]
    by_id = {record["id"]: record for record in records}
    listed_licences, day = rows(os.path.join(licences, "spdx.tsv"))
    for row in listed_licences:
        record = by_id.setdefault(row["id"], {"id": row["id"]})
        record.setdefault("name", row["name"])
        record["spdx"] = True
        if row["successors"]:
            record["successors"] = row["successors"].split(";")
        listed = record.setdefault("listed", {})
        for term in ("osi-approved", "fsf-free", "od-conformant", "dfsg-free", "mof-open"):
            if row[term] and term not in listed:
                listed[term] = {"answer": row[term] == "yes", "seen": day}
    for table in files:
        for id, keys in table.get("scancode", {}).items():
            by_id[id]["known-as"] = {"scancode": keys}
    for record in by_id.values():
        inherited(record, by_id)
    for family in families:
        for id in family["candidates"] if family.get("alike") else ():
            by_id[id].setdefault("alike", []).append(family["names"][0])
    texts = records_in(definitions)
    rules = {name: next((text for text in texts if key in text), {}) for name, key in RULES.items()}
    index = BuiltIndex(by_id.values(), families, [text for text in texts if text not in rules.values()])
    index.rules_of = rules
    index.exceptions = {row["id"]: row["name"] for row in rows(os.path.join(licences, "spdx-exceptions.tsv"))[0]}
    index.compatibility = next((table for table in files if "statement" in table), {})
    index.deprecated = frozenset(row["id"] for row in listed_licences if row["deprecated"] == "yes")
    for row in listed_licences:
        if row["successors"]:
            successors = row["successors"].split(";")
            index.names[fold(row["id"])] = successors
            index.names.setdefault(fold(row["name"]), successors)
    index.prose, index.signs_of_prose = compiled_prose(records_in(prose))
    days = [str(record["read"]["on"]) for record in records if "read" in record]
    days += [row["seen"] for kind in ("asks", "statement") for row in index.compatibility.get(kind, ())]
    index.vocabulary = next((table for table in files if "word" in table), {})
    index.bases = _bases([table for table in files if "base" in table])
    index.data = max(
        [*days, day, *(str(definition.get("read", {}).get("on", "")) for definition in index.definitions.values())]
    ).replace("-", ".")
    return index


def _bases(tables: list[Record]) -> Record:
    """The entries of the tables of known bases, each with the day it was looked up, and the accounts that only copy."""
    return {
        "base": [{"seen": table["seen"], **entry} for table in tables for entry in table["base"]],
        "copied-by": sorted({account for table in tables for account in table.get("copied-by", ())}),
    }


def write(index: BuiltIndex, path: str, made_from: list[int] | None) -> None:
    """Write an index to a file, the same bytes for the same records.

    Args:
        index: what to write.
        path: the file.
        made_from: the stamp that keeps it honest in a checkout; None in a wheel, the files of which do not change.
    """
    records = bytearray()
    tables = bytearray()
    places: dict[str, list[int]] = {}
    lines = {
        "names": {name: "\t".join(ids) for name, ids in index.names.items()},
        "phrases": {phrase: "\t".join(ids) for phrase, ids in index.phrases.items()},
        "phrases of prose": {word: _json(branch) for word, branch in index.prose["tree"].items() if word != "*"},
        "beginnings of prose": {word: _json(branch) for word, branch in index.prose["tree"].get("*", {}).items()},
        "signs of prose": index.signs_of_prose["words"],
        "begun signs of prose": {
            letters: _json(begun) for letters, begun in index.signs_of_prose["beginnings"].items()
        },
    }
    named: dict[str, Record] = {
        "bases": index.bases,
        **index.rules_of,
        "exceptions": index.exceptions,
        "prose": {part: content for part, content in index.prose.items() if part != "tree"},
        "signs": index.signs(),
        "titles": index.titles(),
        "words": index.vocabulary,
        "compatibility": index.compatibility,
    }
    sections: tuple[tuple[str, dict[str, Record]], ...] = (
        ("licences", index.records),
        ("definitions", index.definitions),
        ("tables", named),
    )
    for table, entries in sections:
        lines[table] = {}
        for id in sorted(entries):
            record = _json(entries[id]).encode()
            lines[table][id] = f"{len(records)}\t{len(record)}"
            records += record + b"\n"
    for table, keys in lines.items():
        start = len(tables)
        for key in sorted(keys):
            tables += f"\n{key}\t{keys[key]}".encode()
        tables += b"\n"
        places[table] = [start, len(tables)]
    header = {
        "data": index.data,
        "stamp": made_from,
        "deprecated": sorted(index.deprecated),
        "exceptions": sorted(index.exceptions),
        "documents": index.ids("documents"),
        "tables": places,
    }
    with open(path, "wb") as file:
        file.write(_json(header).encode() + b"\n" + tables + records)


def _json(data: Any) -> str:
    return json.dumps(data, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
