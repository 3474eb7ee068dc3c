"""The shelf's index: every record and name, built from the TOML files, or read ready-made.

Parsing three hundred TOML files takes longer than a whole check, so a wheel carries the index that `hatch_build.py`
made from them, and an editable install carries one stamped with the sizes and times of the files it was made from;
once a file has changed the files themselves are read. Standard library only: this module also runs at build time.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from typing import Any

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
READY_MADE = os.path.join(PACKAGE, "_index.jsonl")

Record = dict[str, Any]

#: Files of rules beside the definitions, each with the list that tells it.
RULES = {"consequences": "row", "uses": "use"}

_OFTEN = 256  # lookups in one table that take about as long as reading all of its lines

_FOLD = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)} | dict.fromkeys(map(ord, "_\t\n "), "-")


def fold(name: str) -> str:
    r"""What two spellings of one name have in common: ASCII case, blanks, underscores, hyphens, British spelling.

    Letters outside ASCII are left as they are, so that a look-alike is never taken for the letter.

    >>> fold(" Apache  Licence 2.0 "), fold("\\N{GREEK CAPITAL LETTER MU}IT") == fold("MIT")
    ('apache-license-2.0', False)

    Of an address it is the place, marked so that it is nothing else's name: one text may be shown, raw or with a query.

    >>> fold("https://www.huggingface.co/x/y/raw/main/LICENSE.txt?download=true")
    '//huggingface.co/x/y/blob/main/license'
    """
    if "://" in name:
        return _place(name)
    words = name.translate(_FOLD).strip("-")
    while "--" in words:
        words = words.replace("--", "-")
    return words.replace("licence", "license")


def _place(address: str) -> str:
    place = address.strip().partition("#")[0].partition("?")[0].translate(_FOLD).rstrip("/")
    place = place.partition("://")[2].removeprefix("www.")
    for ending in (".txt", ".md", ".html", "/legalcode", "/deed"):
        place = place.removesuffix(ending)
    return "//" + place.replace("/raw/", "/blob/").replace("/resolve/", "/blob/")


# A character of Chinese, Japanese or Korean is a token by itself, as no blank tells its words.
_SCRIPTS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"


@cache
def token(ascii: bool) -> "re.Pattern[str]":
    """What a word of prose looks like, in a text of ASCII alone or in any; made at its first use.

    A set of all scripts takes longer to compile than a plain card to read, and most cards have none of them.
    """
    return re.compile(r"[0-9A-Za-z]+(?:'t\b)?" if ascii else rf"[{_SCRIPTS}]|[^\W_{_SCRIPTS}]+(?:['’]t\b)?")


def tokens(text: str) -> list[str]:
    """The words of a phrase as the rules of prose compare them.

    >>> tokens("Don’t use it, non-commercially"), tokens("禁止 AI")
    (['do', 'not', 'use', 'it', 'non', 'commercially'], ['禁', '止', 'ai'])
    """
    import unicodedata  # the package is built with it, and cards are read by the forms it made

    text = unicodedata.normalize("NFKC", text)
    return [word for found in token(text.isascii()).findall(text) for word in folded_token(found)]


def folded_token(token: str) -> list[str]:
    """A token in lower case; one that ends in “n't” is two."""
    token = token.lower()
    if token[-2:-1] in "'’" and len(token) > 3 and token[-1] == "t":
        return {"can": ["can", "not"], "won": ["will", "not"]}.get(token[:-2], [token[:-3], "not"])
    return [token]


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


class BuiltIndex:
    """An index made from TOML files."""

    def __init__(self, licences: Iterable[Record], families: Iterable[Record], definitions: Iterable[Record]) -> None:
        self.records: dict[str, Record] = {record["id"]: record for record in licences}
        self.definitions: dict[str, Record] = {record["id"]: record for record in definitions}
        self.exceptions: dict[str, str] = {}
        self.bases: Record = {"base": [], "copied-by": []}
        self.rules_of: dict[str, Record] = {}
        self.prose: Record = {}
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
        """What the words of names say, as its file states it."""
        return self.vocabulary

    def exception_names(self) -> dict[str, str]:
        """The name of each exception by its id."""
        return self.exceptions

    def spellings(self) -> list[str]:
        """Every folded spelling."""
        return [name for name in self.names if not name.startswith("//")]

    def record(self, id: str) -> Record | None:
        """The licence record with this id."""
        return self.records.get(id)

    def definition(self, id: str) -> Record | None:
        """The definition with this id, as its TOML file states it."""
        return self.definitions.get(id)

    def known_bases(self) -> Record:
        """The table of well-known base models, in its order, and the accounts that only copy."""
        return self.bases

    def rules(self, name: str) -> Record:
        """The rules of a file that is no definition: what follows from a release, or what one may do with it."""
        return self.rules_of.get(name, {})

    def prose_rules(self) -> Record:
        """The rules of prose with their word lists, compiled by `compiled_prose`."""
        return self.prose

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


class ReadyIndex:
    """An index read from the file `write` made.

    Its tables are kept as bytes, sorted by their keys and searched by halves, and a record is read when it is asked
    for: decoding all of it would take longer than a check.
    """

    def __init__(self, header: Record, path: str, start: int, tables: bytes) -> None:
        self.data: str = header["data"]
        self.deprecated: frozenset[str] = frozenset(header["deprecated"])
        self._listed: dict[str, list[str]] = {sort: header[sort] for sort in ("exceptions", "documents")}
        self._tables: dict[str, list[int]] = header["tables"]
        self._path = path
        self._records = start + len(tables)  # where the records begin in the file
        self._bytes = tables
        self._asked = dict.fromkeys(self._tables, 0)  # by table, how often it was looked in
        self._lines: dict[str, dict[bytes, bytes]] = {}  # those that were looked in often

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
        """What the words of names say, as its file states it."""
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

    def known_bases(self) -> Record:
        """The table of well-known base models, in its order, and the accounts that only copy."""
        return self._read("tables", "bases") or {"base": [], "copied-by": []}

    def rules(self, name: str) -> Record:
        """The rules of a file that is no definition: what follows from a release, or what one may do with it."""
        return self._read("tables", name) or {}

    def prose_rules(self) -> Record:
        """The rules of prose with their word lists, compiled by `compiled_prose`."""
        tree = self._branches("phrases of prose")
        tree["*"] = self._branches("beginnings of prose")
        return {**(self._read("tables", "prose") or {}), "tree": tree}

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
        return self._listed[sort] if sort in self._listed else self._keys(sort)


Index = BuiltIndex | ReadyIndex


def spellings(record: Record) -> Iterable[str]:
    """Every name a record goes by, apart from its id."""
    yield record["name"]
    for names in record.get("known-as", {}).values():
        yield from names
    for key in record.get("known-as", {}).get("scancode", ()):
        yield f"LicenseRef-scancode-{key}"


def sources() -> dict[str, str]:
    """Where the TOML files are: beside the package in a wheel, at the top of the checkout otherwise."""
    beside = os.path.join(PACKAGE, "licences")
    checkout = os.path.join(PACKAGE, "..", "..", "licences")
    return {
        "licences": beside if os.path.isdir(beside) else os.path.normpath(checkout),
        "definitions": os.path.join(PACKAGE, "definitions"),
        "prose": os.path.join(PACKAGE, "prose", "rules"),
    }


def stamp(folders: Iterable[str]) -> list[int]:
    """How many files an index is made from, their size in all and the time of the newest."""
    held = [
        entry.stat() for folder in folders for entry in os.scandir(folder) if entry.name.endswith((".toml", ".tsv"))
    ]
    return [len(held), sum(file.st_size for file in held), max(file.st_mtime_ns for file in held)]


def build(licences: str, definitions: str, prose: str) -> BuiltIndex:
    """The index of the shipped files.

    Args:
        licences: the folder of licence records, with the SPDX tables and the families.
        definitions: the folder of definitions.
        prose: the folder of the rules of prose and their word lists.
    """
    loaded = _load(licences)
    records = [record for record in loaded if "id" in record]
    families = [family for table in loaded for family in table.get("family", ())]
    by_id = {record["id"]: record for record in records}
    rows, day = _rows(os.path.join(licences, "spdx.tsv"))
    for row in rows:
        record = by_id.setdefault(row["id"], {"id": row["id"]})
        record.setdefault("name", row["name"])
        record["spdx"] = True
        if row["successors"]:
            record["successors"] = row["successors"].split(";")
        listed = record.setdefault("listed", {})
        for term in ("osi-approved", "fsf-free", "od-conformant", "dfsg-free", "mof-open"):
            if row[term] and term not in listed:
                listed[term] = {"answer": row[term] == "yes", "seen": day}
    for table in loaded:
        for id, keys in table.get("scancode", {}).items():
            by_id[id]["known-as"] = {"scancode": keys}
    for record in by_id.values():
        inherited(record, by_id)
    for family in families:
        for id in family["candidates"] if family.get("alike") else ():
            by_id[id].setdefault("alike", []).append(family["names"][0])
    texts = _load(definitions)
    rules = {name: next((text for text in texts if key in text), {}) for name, key in RULES.items()}
    index = BuiltIndex(by_id.values(), families, [text for text in texts if text not in rules.values()])
    index.rules_of = rules
    index.exceptions = {row["id"]: row["name"] for row in _rows(os.path.join(licences, "spdx-exceptions.tsv"))[0]}
    index.compatibility = next((table for table in loaded if "statement" in table), {})
    index.deprecated = frozenset(row["id"] for row in rows if row["deprecated"] == "yes")
    for row in rows:
        if row["successors"]:
            successors = row["successors"].split(";")
            index.names[fold(row["id"])] = successors
            index.names.setdefault(fold(row["name"]), successors)
    index.prose = compiled_prose(_load(prose))
    days = [str(record["read"]["on"]) for record in records if "read" in record]
    days += [row["seen"] for kind in ("asks", "statement") for row in index.compatibility.get(kind, ())]
    index.vocabulary = next((table for table in loaded if "word" in table), {})
    index.bases = _bases([table for table in loaded if "base" in table])
    index.data = max(
        [*days, day, *(str(one.get("read", {}).get("on", "")) for one in index.definitions.values())]
    ).replace("-", ".")
    return index


def _bases(tables: list[Record]) -> Record:
    """The entries of the tables of known bases, each with the day it was looked up, and the accounts that only copy."""
    return {
        "base": [{"seen": table["seen"], **entry} for table in tables for entry in table["base"]],
        "copied-by": sorted({account for table in tables for account in table.get("copied-by", ())}),
    }


def compiled_prose(tables: list[Record]) -> Record:
    """The rules of prose, each once a language, and every phrase of their word lists in one tree.

    A node of the tree has the nodes of the tokens that may follow; under `""` the lists that have the phrase which ends
    there, and under `"*"`, by its first three letters, each beginning that any ending may follow. The signs of a list are a
    word of each of its phrases: where none of them stands, no phrase of the list can.

    Args:
        tables: the TOML files, with `words.LANGUAGE.LIST`, and `rule`.

    Raises:
        ValueError: when a rule or a list names a list that no language has.
    """
    words: dict[str, dict[str, list[str]]] = {}
    for table in tables:
        for language, lists in table.get("words", {}).items():
            words.setdefault(language, {}).update(lists)
    tree: Record = {}
    phrases_of: dict[str, list[str]] = {}
    for language, lists in words.items():
        for name in lists:
            full_name = name if language == "any" else f"{language}.{name}"
            for phrase in _phrases(lists, name):
                _plant(tree, phrase, full_name)
                phrases_of.setdefault(full_name, []).append(phrase)
    rules: list[Record] = []
    for rule in (rule for table in tables for rule in table.get("rule", ())):
        for language in rule["language"]:
            rules.extend(_in_language(rule, language, words))
    asked = {name for rule in rules for name in rule["needs"]} | words["any"].keys()
    return {
        "tree": tree,
        "signs": _signs({name: phrases_of[name] for name in sorted(asked)}),
        "rules": rules,
    }


_OF_DATA = {"weights": "data", "own-model": "data", "our-weights": "our-data"}


def _in_language(rule: Record, language: str, words: dict[str, dict[str, list[str]]]) -> Iterator[Record]:
    """A rule with the word lists of one language; one about weights that are not there also of a data set's data."""

    def lists(key: str, of: dict[str, str]) -> list[str]:
        names = [rule[key]] if isinstance(rule.get(key), str) else rule.get(key, ())
        return [name_of(of.get(name, name)) for name in names]

    def name_of(name: str) -> str:
        if name in words.get(language, ()):
            return f"{language}.{name}"
        if name not in words["any"]:
            raise ValueError(f"{rule['id']}: no word list {name!r} in {language!r}")
        return name

    def written(of: dict[str, str], question: str) -> Record:
        return {
            "id": rule["id"],
            "question": question,
            "needs": lists("needs", of),
            "within": rule.get("within", 6),
            "ordered": rule.get("ordered", False),
            **{
                key: held
                for key in ("and", "never", "not-before", "not-after", "not-inside")
                if (held := lists(key, of))
            },
            **{key: rule[key] for key in ("later", "last", "most") if rule.get(key)},
            **({"subject": lists("subject", of)[0]} if "subject" in rule else {}),
        }

    yield written({}, rule["question"])
    of_weights = rule["question"] in ("none", "given") and not _OF_DATA.keys().isdisjoint(rule["needs"])
    if of_weights and {"data", "our-data"} <= words[language].keys():
        yield written(_OF_DATA, f"{rule['question']}-data")


def _phrases(lists: dict[str, list[str]], name: str) -> Iterator[str]:
    """The phrases of a list, with those of the lists it takes in; `?` is c or s."""
    for phrase in lists[name]:
        if phrase.startswith("@"):
            yield from _phrases(lists, phrase[1:])
        elif "?" in phrase:
            yield from (phrase.replace("?", letter) for letter in "csz")
        else:
            yield phrase


def _plant(tree: Record, phrase: str, name: str) -> None:
    node = tree
    for word in phrase.split():
        parts = tokens(word)
        for place, token in enumerate(parts):
            if word.endswith("*") and place + 1 == len(parts):
                if len(token) < 3:
                    raise ValueError(f"{name}: {phrase!r}: a beginning has three letters or more")
                beginnings = node.setdefault("*", {}).setdefault(token[:3], {})
                node = beginnings.setdefault(token, {})
            else:
                node = node.setdefault(token, {})
    held = node.setdefault("", [])
    if name not in held:
        held.append(name)


#: Words that most texts have: a sign only of a phrase that has no other.
_COMMON = frozenset(
    """a all an and any are as at be been by can for from has have if in is it its language model models more new not of
    on or our source the this to using was we were will with""".split()
)


def _signs(phrases_of: dict[str, list[str]]) -> dict[str, str]:
    """By list, one word of each of its phrases: a long one that few phrases have, so that most texts have none."""
    parts = {phrase: _parts(phrase) for phrases in phrases_of.values() for phrase in phrases}
    count: dict[str, int] = {}
    for words in parts.values():
        for word in words:
            count[word] = count.get(word, 0) + 1
    return {
        name: " ".join(
            dict.fromkeys(
                min(parts[phrase], key=lambda word: (word in _COMMON, count[word] / len(word))) for phrase in phrases
            )
        )
        for name, phrases in phrases_of.items()
    }


def _parts(phrase: str) -> list[str]:
    """The words of a phrase, with a star where any ending may follow."""
    parts: list[str] = []
    for word in phrase.split():
        parts += tokens(word)
        parts[-1] += "*" * word.endswith("*")
    return parts


def _load(folder: str) -> list[Record]:
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


def _dated(value: Any) -> Any:
    """The same tree with days as `2026-11-24`: JSON knows no dates."""
    if isinstance(value, dict):
        return {key: _dated(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_dated(child) for child in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _rows(path: str) -> tuple[list[dict[str, str]], str]:
    """The rows of a generated table, and the day its first line names."""
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    notes = " ".join(line for line in lines if line.startswith("#"))
    day = max(word.strip(".,;()") for word in notes.split() if word[:2] == "20" and word.count("-") == 2)
    header, *rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [dict(zip(header, row, strict=True)) for row in rows], day


def inherited(record: Record, by_id: dict[str, Record], below: tuple[str, ...] = ()) -> Record:
    """A member of a family with the answers of the record it points to, each marked with where it comes from."""
    parent_id = record.get("same-terms-as")
    if parent_id is None or record.get("inherited"):
        return record
    if parent_id in below or parent_id not in by_id:
        raise ValueError(f"{record['id']}: same-terms-as names {parent_id}, which is no record or comes back to itself")
    parent = inherited(by_id[parent_id], by_id, (*below, record["id"]))
    for table in ("grants", "duties"):
        held = record.setdefault(table, {})
        for word, answer in parent.get(table, {}).items():
            held.setdefault(word, {**answer, "from": answer.get("from", parent_id)})
    for key in ("limit", "made-for", "category", "policy"):
        if key in parent:
            record.setdefault(key, parent[key])
    record["inherited"] = True
    return record


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
    }
    named: dict[str, Record] = {
        "bases": index.bases,
        **index.rules_of,
        "exceptions": index.exceptions,
        "prose": {part: content for part, content in index.prose.items() if part != "tree"},
        "words": index.vocabulary,
        "compatibility": index.compatibility,
    }
    sections: tuple[tuple[str, dict[str, Record]], ...] = (
        ("licences", index.records),
        ("definitions", index.definitions),
        ("tables", named),
    )
    for table, held in sections:
        lines[table] = {}
        for id in sorted(held):
            record = _json(held[id]).encode()
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
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


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
    return build(**folders)


@lru_cache(maxsize=1)
def shipped() -> Index:
    """The index of the shipped shelf, loaded once."""
    return load()
