"""The shelf's index, read ready-made, or built from the TOML files where none is true.

Parsing three hundred TOML files takes longer than a whole check, so a wheel carries the index that `hatch_build.py`
made from them, and an editable install carries one stamped with the sizes and times of the files it was made from and by;
once a file has changed the files themselves are read. `python -m openness.index` makes it again.
"""

import json
import os
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from openness.index import Record

if TYPE_CHECKING:
    from openness.index.build import BuiltIndex

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
READY_MADE = os.path.join(PACKAGE, "_index.jsonl")

Index: TypeAlias = "BuiltIndex | ReadyIndex"
_OFTEN = 256  # lookups in one table that take about as long as reading all of its lines


class Branches(dict[str, Any]):
    """The branches of a tree by their first word, each read from its JSON when it is first asked for.

    A card has the first words of few phrases, and reading all of them takes longer than reading its prose.

    >>> Branches({"any": b'{"use":{"":["limit"]}}'})["any"]
    {'use': {'': ['limit']}}
    """

    def __getitem__(self, word: str) -> Any:
        branch = super().__getitem__(word)
        if isinstance(branch, bytes):
            branch = self[word] = json.loads(branch)
        return branch

    def get(self, word: str, default: Any = None) -> Any:
        """The branch that a word begins, or the default."""
        try:
            return self[word]
        except KeyError:
            return default


class ReadyIndex:
    """An index read from the file `write` made.

    Its tables are kept as bytes, sorted by their keys and searched by halves, and a record is read when it is asked
    for: decoding all of it would take longer than a check.
    """

    def __init__(self, header: Record, path: str, start: int, tables: bytes) -> None:
        self.data: str = header["data"]
        self.deprecated: frozenset[str] = frozenset(header["deprecated"])
        self.exception_ids: frozenset[str] = frozenset(header["exceptions"])  # one set for all shelves
        self._listed: dict[str, list[str]] = {sort: header[sort] for sort in ("exceptions", "documents")}
        self._tables: dict[str, list[int]] = header["tables"]
        self._path = path
        self._records = start + len(tables)  # where the records begin in the file
        self._bytes = tables
        self._asked = dict.fromkeys(self._tables, 0)  # by table, how often it was looked in
        self._lines: dict[str, dict[bytes, bytes]] = {}  # those that were looked in often
        self._begun: dict[str, dict[str, str]] = {}  # the begun signs that were asked for

    def _line(self, table: str, key: str) -> list[str]:
        """The words on the line of a key.

        It is found by halves, as the lines are sorted by their keys; whoever asks often is answered from all lines.
        """
        wanted = key.encode("utf-8", "replace")
        self._asked[table] += 1
        if self._asked[table] > _OFTEN and wanted:
            if table not in self._lines:
                start, end = self._tables[table]
                lines = (line.partition(b"\t") for line in self._bytes[start:end].split(b"\n") if line)
                self._lines[table] = {key: words for key, _, words in lines}
            words = self._lines[table].get(wanted)
            return words.decode().split("\t") if words else []
        start, end = self._tables[table]
        while start < end:
            line = self._bytes.rfind(b"\n", start, (start + end) // 2 + 1)
            line = start if line == -1 else line  # each line begins with its break, the table's last one aside
            after = self._bytes.find(b"\n", line + 1, end)
            after = end if after == -1 else after
            found, _, words = self._bytes[line + 1 : after].partition(b"\t")
            if found == wanted and wanted:
                return words.decode().split("\t") if words else []
            if found < wanted and after < end:
                start = after
            elif found < wanted:
                return []
            else:
                end = line
        return []

    def _keys(self, table: str) -> list[str]:
        start, end = self._tables[table]
        return [line.partition(b"\t")[0].decode() for line in self._bytes[start:end].split(b"\n") if line]

    def _read(self, table: str, id: str) -> Record | None:
        place = self._line(table, id)
        if not place:
            return None
        with open(self._path, "rb") as file:
            file.seek(self._records + int(place[0]))
            record: Record = json.loads(file.read(int(place[1])))
            return record

    def named(self, folded: str) -> list[str]:
        """The ids of the records that a folded spelling may mean."""
        return self._line("names", folded)

    def phrased(self, phrase: str) -> list[str]:
        """The ids of the records that the telling words of a name, written as one, may mean."""
        return self._line("phrases", phrase)

    def words(self) -> Record:
        """The words of names, as their file states them."""
        return self._read("tables", "words") or {}

    def exception_names(self) -> dict[str, str]:
        """The name of each exception by its id."""
        return self._read("tables", "exceptions") or {}

    def spellings(self) -> list[str]:
        """Every folded spelling."""
        return [name for name in self._keys("names") if not name.startswith("//")]

    def record(self, id: str) -> Record | None:
        """The licence record with this id."""
        return self._read("licences", id)

    def definition(self, id: str) -> Record | None:
        """The definition with this id, as its TOML file states it."""
        return self._read("definitions", id)

    def titles(self) -> dict[str, list[str]]:
        """The names of every definition and of its levels, by its id."""
        return self._read("tables", "titles") or {}

    def known_bases(self) -> Record:
        """The table of well-known base models, in its order, and the accounts that only copy."""
        return self._read("tables", "bases") or {"base": [], "copied-by": []}

    def rules(self, name: str) -> Record:
        """The rules of a file that is not a definition: what follows from a release, or what one may do with it."""
        return self._read("tables", name) or {}

    def prose_rules(self) -> Record:
        """The rules of prose with their word lists, compiled by `compiled_prose`."""
        tree = self._branches("phrases of prose")
        tree["*"] = self._branches("beginnings of prose")
        return {**(self._read("tables", "prose") or {}), "tree": tree}

    def signs(self) -> Record:
        """The lists that have signs, and those of which a text must have some for a rule of prose: `compiled_prose`."""
        return self._read("tables", "signs") or {}

    def lists_of_sign(self, word: str) -> str:
        """The numbers of the lists that a word is a sign of."""
        return next(iter(self._line("signs of prose", word)), "")

    def begun_signs(self, letters: str) -> dict[str, str]:
        """The beginnings of words that are signs and have these three letters first, with the numbers of their lists."""
        begun = self._begun.get(letters)
        if begun is None:
            if not (line := self._line("begun signs of prose", letters)):
                return {}
            begun = self._begun[letters] = json.loads(line[0])
        return begun

    def _branches(self, table: str) -> Branches:
        """A table of branches, each the JSON on the line of its first word."""
        start, end = self._tables[table]
        lines = self._bytes[start:end].decode().split("\n")
        return Branches((word, branch.encode()) for word, _, branch in (line.partition("\t") for line in lines) if word)

    def statements(self) -> Record:
        """The statements of licences and their stewards on each other, as the file states them."""
        return self._read("tables", "compatibility") or {}

    def ids(self, sort: str) -> list[str]:
        """The ids of all records of a sort: `licences`, `exceptions`, `definitions`, or `documents` for definitions of one."""
        if sort not in self._listed:
            self._listed[sort] = self._keys(sort)
        return self._listed[sort]


def sources() -> dict[str, str]:
    """The folders of the TOML files: beside the package in a wheel, at the top of the checkout otherwise."""
    beside = os.path.join(PACKAGE, "licences")
    checkout = os.path.join(PACKAGE, "..", "..", "licences")
    return {
        "licences": beside if os.path.isdir(beside) else os.path.normpath(checkout),
        "definitions": os.path.join(PACKAGE, "definitions"),
        "prose": os.path.join(PACKAGE, "prose", "rules"),
    }


def stamp(folders: Iterable[str]) -> list[int]:
    """The number of files behind an index, their size in all and the time of the newest: records, and this package."""
    places = (*folders, os.path.dirname(os.path.abspath(__file__)))
    endings = (".toml", ".tsv", ".py")
    files = [entry.stat() for place in places for entry in os.scandir(place) if entry.name.endswith(endings)]
    return [len(files), sum(file.st_size for file in files), max(file.st_mtime_ns for file in files)]


def load() -> Index:
    """The index of the shipped shelf: the ready-made one while it is true, otherwise one built from the files."""
    folders = sources()
    try:
        with open(READY_MADE, "rb") as file:
            header = json.loads(file.readline())
            if header["stamp"] is None or header["stamp"] == stamp(folders.values()):
                start = file.tell()
                return ReadyIndex(
                    header, READY_MADE, start, file.read(max(end for _, end in header["tables"].values()))
                )
    except (OSError, ValueError, KeyError):
        pass  # there is none, or it is of another version
    from openness.index.build import build

    return build(**folders)


@lru_cache(maxsize=1)
def shipped() -> Index:
    """The index of the shipped shelf, loaded once."""
    return load()
