"""The lock: what a repository uses, as it was when somebody looked (docs/reference/inventory.md).

`openness.lock` is TOML, sorted, one table a thing, each key on a line of its own, so that two branches that add different
models merge without a conflict. An entry keeps its day as long as nothing else in it changes.
"""

import os
from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen

from openness.errors import OpennessError, Problem
from openness.references.reference import Reference
from openness.syntax.document import TEXT_LIMIT, open_document
from openness.syntax.toml import toml_tree
from openness.syntax.tree import Mapping, Scalar, Sequence
from openness.value import Value
from openness.vocabulary.characters import is_seen
from openness.vocabulary.json_text import json_text
from openness.vocabulary.references import Sort

FILE = "openness.lock"
VERSION = "1"
_ANEW = "write it anew with `openness lock`"

_TOP = """# The models, data sets and services that this repository uses, as they were when somebody looked.
# Written by `openness lock`; `openness check --inventory` holds the code against it.
"""
#: An entry is known by its sort, its name and the revision that is asked for.
Key = tuple[str, str, str]
#: The keys of an entry in the order in which they are written, each with the field it fills.
_KEYS = {
    "kind": "sort",
    "name": "name",
    "revision": "revision",
    "commit": "commit",
    "licence": "licence",
    "level": "level",
    "card-sha256": "card",
    "text-sha256": "text",
    "looked-up": "day",
    "in": "place",
}


@frozen(eq=False, repr=False)
class LockEntry(Value):
    """One entry of the lock.

    Args:
        sort: what it is.
        name: as references name it.
        revision: the one that code asks for; empty for none.
        commit: the one that was looked at; empty where none is known.
        licence: an expression of ids; empty where it was unknown.
        level: the level that was certainly reached; empty where it was unknown.
        card: the SHA-256 of its card; empty where none was read.
        text: the SHA-256 of its licence texts; empty where none was read.
        place: where it was looked up; empty where nothing was known.
        day: the day on which it was, as `2026-11-29`.
        line: where it stands in the lock; 0 for one that is not written yet.
    """

    sort: Sort
    name: str
    revision: str = ""
    commit: str = ""
    licence: str = ""
    level: str = ""
    card: str = ""
    text: str = ""
    place: str = ""
    day: str = field(default="", eq=False)
    line: int = field(default=0, eq=False, repr=False)

    @property
    def key(self) -> Key:
        """Its key: references that ask for two revisions of one model are two entries."""
        return key_of(self.sort, self.name, self.revision)


@frozen(eq=False, repr=False)
class Lock(Value):
    """The content of a lock.

    Args:
        entries: by what each is known by.
        document: its file; empty for one that is not written yet.
    """

    entries: dict[Key, LockEntry] = field(factory=dict, hash=False)
    document: str = field(default="", eq=False)

    def holds(self, reference: Reference) -> LockEntry | None:
        """The entry of what a reference names; None where there is none."""
        return self.entries.get(key_of(reference.sort, reference.name, reference.revision))

    def after(self, new: "Lock") -> "Lock":
        """A new lock in which what stayed the same keeps its day, and what only this lock knows stays as it is."""
        kept = {}
        for key, entry in new.entries.items():
            old = self.entries.get(key)
            kept[key] = old if old is not None and (entry == old or entry.place == "lock") else entry
        return evolve(new, entries=kept)

    def text(self) -> str:
        """The lock as its file holds it."""
        return _TOP + f"version = {VERSION}\n" + "".join(map(_table, sorted(self.entries.values(), key=_order)))


def _order(entry: LockEntry) -> tuple[str, ...]:
    return (entry.sort.value, entry.name.casefold(), *entry.key)


def _table(entry: LockEntry) -> str:
    lines = ["", "[[used]]"]
    for key, name in _KEYS.items():
        if value := str(getattr(entry, name)):
            lines.append(f"{key} = {value if name == 'day' else _word(value)}")
    return "".join(f"{line}\n" for line in lines)


def _word(text: str) -> str:
    """A text as TOML writes it: one string of JSON, with an escape for each character that would not show as itself."""
    return "".join(
        character
        if is_seen(character)
        else f"\\u{ord(character):04x}"
        if character < "\U00010000"
        else f"\\U{ord(character):08x}"
        for character in json_text(text, ascii=False)
    )


def key_of(sort: Sort, name: str, revision: str) -> Key:
    """The key of the entry for a thing that references name, at the revision that they ask for."""
    return sort.value, name, revision


def at(path: str | None) -> Lock:
    """The lock at a path; where none is named that of the working directory, or an empty one.

    Raises:
        OpennessError: when it cannot be read or is none.
    """
    if path is None and not os.path.lexists(FILE):
        return Lock()
    return read(path or FILE)


def read(path: str) -> Lock:
    """The lock in a file.

    Raises:
        OpennessError: with every problem, when it cannot be read or is none.
    """
    document = open_document(path, TEXT_LIMIT)
    if document.replaced:
        raise OpennessError(Problem(path, None, "some bytes are not UTF-8", _ANEW))
    tree = toml_tree(document.text, path)
    if not isinstance(tree, Mapping) or not isinstance(version := tree.get("version"), Scalar):
        raise OpennessError(Problem(path, 1, "it is not a lock", _ANEW))
    if version.text != VERSION:
        message = f"it is of version {version.text[:20]}, which is not known here"
        raise OpennessError(Problem(path, version.line, message, "update openness, or write it anew"))
    used = tree.get("used")
    if used is not None and not isinstance(used, Sequence):
        raise OpennessError(Problem(path, used.line, "used is not a list of entries", _ANEW))
    entries: dict[Key, LockEntry] = {}
    problems: list[Problem] = []
    for node in used.items if used else ():
        words = dict(_words(node))
        if not isinstance(node, Mapping) or len(words) < len(node.pairs):
            problems.append(Problem(path, node.line, "an entry holds something that is not a word", _ANEW))
            continue
        if words.get("kind") not in list(Sort) or not words.get("name"):
            problems.append(Problem(path, node.line, "an entry has no kind or no name", _ANEW))
            continue
        values = {name: words.get(key, "") for key, name in _KEYS.items() if key != "kind"}
        entry = LockEntry(sort=Sort(words["kind"]), line=node.line, **values)
        if entry.key in entries:
            message = f"{entry.name} appears twice, as after a merge"
            problems.append(Problem(path, node.line, message, _ANEW))
        entries[entry.key] = entry
    if problems:
        raise OpennessError(*problems)
    return Lock(entries, path)


def _words(node: object) -> Iterator[tuple[str, str]]:
    for key, value in node if isinstance(node, Mapping) else ():
        if isinstance(value, Scalar) and (not value.plain or _KEYS.get(key.text) == "day"):
            yield key.text, value.text


def lock_of(entries: Iterable[LockEntry]) -> Lock:
    """A lock that holds these."""
    return Lock({entry.key: entry for entry in entries})


def changes(old: Lock, new: Lock) -> list[str]:
    """The differences between two locks, a line each; the day on which something was looked up is no difference."""
    lines = []
    for key in sorted({*old.entries, *new.entries}):
        before, after = old.entries.get(key), new.entries.get(key)
        named = f"{key[1]}@{key[2]}" if key[2] else key[1]
        if before is None:
            lines.append(f"{named} is used and not in it")
        elif after is None:
            lines.append(f"{named} is in it and no longer used")
        elif before != after:
            fields = [
                word for word, name in _KEYS.items() if name != "day" and getattr(before, name) != getattr(after, name)
            ]
            lines.append(f"{named} has another {', another '.join(fields)}")
    return lines
