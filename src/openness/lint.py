"""Do licence and definition records keep the rules: each fault with its file, its line and what mends it."""

import os
from collections.abc import Iterable, Iterator

from openness import index as indexes
from openness import record
from openness.document import Document, open_document
from openness.grammar import definition_of, is_definition
from openness.problem import OpennessError, Problem
from openness.shelf import Shelf
from openness.tree import toml_lines, toml_tree


def lint(paths: Iterable[str], shelf: Shelf, unusable: list[Problem]) -> list[Problem]:
    """What is wrong with the records at these paths; with the shipped ones where none is named.

    Args:
        paths: files or folders of TOML records.
        shelf: what is on the shelf already.
        unusable: takes what could not even be read.
    """
    documents: list[Document] = []
    for path in paths or indexes.sources().values():
        try:
            documents.extend(map(open_document, _files(path)))
        except OpennessError as error:
            unusable.extend(error.problems)
    problems: list[Problem] = []
    claimed: dict[str, str] = {}
    for document in documents:
        try:
            problems.extend(_file(document.name, document.text, shelf, claimed))
        except OpennessError as error:
            problems.extend(error.problems)
    return problems


def _files(path: str) -> list[str]:
    if not os.path.isdir(path):
        return [path]
    try:
        return sorted(f"{path.rstrip('/')}/{name}" for name in os.listdir(path) if name.endswith(".toml"))
    except OSError as error:
        raise OpennessError(Problem(path, None, f"it cannot be read: {error.strerror}")) from None


def _file(path: str, text: str, shelf: Shelf, claimed: dict[str, str]) -> Iterator[Problem]:
    toml_tree(text, path)  # refuses what is no TOML, with the line
    held = indexes.toml_record(text)
    lines = toml_lines(text)
    if "family" in held:
        yield from _families(held, path, lines, shelf)
    elif "base" in held:
        yield from _bases(held, path, lines, shelf)
    elif is_definition(held):
        try:
            definition_of(held, path)
        except OpennessError as error:
            yield from error.problems
    else:
        yield from record.problems(held, path, lines, lambda id: shelf.licence(id) is not None)
        if isinstance(held.get("id"), str):
            yield from _names(held, path, lines, shelf, claimed)


def _names(
    held: indexes.Record, path: str, lines: dict[str, int], shelf: Shelf, claimed: dict[str, str]
) -> Iterator[Problem]:
    """A name belongs to one record."""
    id = held["id"]
    known_as = held.get("known-as")
    tables = known_as.values() if isinstance(known_as, dict) else ()
    names = [name for table in tables if isinstance(table, list) for name in table]
    for name in dict.fromkeys(filter(lambda name: isinstance(name, str), [id, held.get("name"), *names])):
        folded = indexes.fold(name)
        others = [other for other in (*shelf.owners(name), claimed.setdefault(folded, id)) if other != id]
        if others:
            line = lines.get("known-as", lines.get("name", 1))
            yield Problem(
                path, line, f"the name {name!r} belongs to {' and '.join(dict.fromkeys(others))}", "name it otherwise"
            )


def _families(held: indexes.Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    for number, family in enumerate(_tables(held, "family", path, lines)):
        for id in _ids(family.get("candidates")):
            if id not in ("NONE", "NOASSERTION") and shelf.licence(id) is None:
                yield Problem(path, lines.get(f"family[{number}]", 1), f"the candidate {id} is no record")


def _bases(held: indexes.Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    if not held.get("seen"):
        yield Problem(path, 1, "nothing says when the table was made", "add seen")
    for number, base in enumerate(_tables(held, "base", path, lines)):
        line = lines.get(f"base[{number}]", 1)
        for key in ("names", "licence", "producer", "source"):
            if not base.get(key):
                yield Problem(path, line, f"the entry has no {key}")
        for expression in _ids(base.get("licence")):
            for id in shelf.ids_in(expression):
                if id != "NONE" and shelf.licence(id) is None:
                    yield Problem(path, line, f"{id} is no record")


def _tables(held: indexes.Record, key: str, path: str, lines: dict[str, int]) -> list[indexes.Record]:
    """The tables under a key.

    Raises:
        OpennessError: when anything else stands there.
    """
    tables = held[key]
    if isinstance(tables, list) and all(isinstance(table, dict) for table in tables):
        return tables
    raise OpennessError(Problem(path, lines.get(key, 1), f"{key} is no list of tables", f"write [[{key}]]"))


def _ids(held: object) -> list[str]:
    """One id or several; what is no text is named by how it is written, and so is no record."""
    return [str(one) for one in (held if isinstance(held, list) else [] if held is None else [held])]
