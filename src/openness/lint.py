"""Do licence and definition records keep the rules: each fault with its file, its line and what mends it."""

import os
from collections.abc import Iterable, Iterator

from openness import index as indexes
from openness import record
from openness.definition import definition_of
from openness.document import open_document
from openness.problem import OpennessError, Problem
from openness.shelf import Shelf
from openness.tree import toml_lines, toml_tree


def lint(paths: Iterable[str], shelf: Shelf) -> list[Problem]:
    """What is wrong with the records at these paths; with the shipped ones where none is named.

    Args:
        paths: files or folders of TOML records.
        shelf: what is on the shelf already.
    """
    files = list(_files(paths or indexes.sources().values()))
    problems: list[Problem] = []
    claimed: dict[str, str] = {}
    for path in files:
        try:
            problems.extend(_file(path, shelf, claimed))
        except OpennessError as error:
            problems.extend(error.problems)
    return problems


def _files(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if os.path.isdir(path):
            yield from sorted(f"{path.rstrip('/')}/{name}" for name in os.listdir(path) if name.endswith(".toml"))
        else:
            yield path


def _file(path: str, shelf: Shelf, claimed: dict[str, str]) -> Iterator[Problem]:
    text = open_document(path).text
    toml_tree(text, path)  # refuses what is no TOML, with the line
    held = indexes.toml_record(text)
    lines = toml_lines(text)
    if "family" in held:
        yield from _families(held, path, lines, shelf)
    elif "base" in held:
        yield from _bases(held, path, lines, shelf)
    elif "grade" in held:
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
    names = [name for table in held.get("known-as", {}).values() if isinstance(table, list) for name in table]
    for name in dict.fromkeys(filter(lambda name: isinstance(name, str), [id, held.get("name", ""), *names])):
        folded = indexes.fold(name)
        others = [other for other in (*shelf.owners(name), claimed.setdefault(folded, id)) if other != id]
        if others:
            line = lines.get("known-as", lines.get("name", 1))
            yield Problem(
                path, line, f"the name {name!r} belongs to {' and '.join(dict.fromkeys(others))}", "name it otherwise"
            )


def _families(held: indexes.Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    for number, family in enumerate(held["family"]):
        for id in family.get("candidates", ()):
            if id not in ("NONE", "NOASSERTION") and shelf.licence(id) is None:
                yield Problem(path, lines.get(f"family[{number}]", 1), f"the candidate {id} is no record")


def _bases(held: indexes.Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    if not held.get("seen"):
        yield Problem(path, 1, "nothing says when the table was made", "add seen")
    for number, base in enumerate(held["base"]):
        line = lines.get(f"base[{number}]", 1)
        for key in ("names", "licence", "producer", "source"):
            if not base.get(key):
                yield Problem(path, line, f"the entry has no {key}")
        licences = base.get("licence", [])
        for id in [licences] if isinstance(licences, str) else licences:
            if shelf.licence(id) is None:
                yield Problem(path, line, f"{id} is no record")
