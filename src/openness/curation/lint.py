"""Checks licence, definition and system records against their rules; each problem has its file, its line and its fix."""

import os
from collections.abc import Iterable, Iterator

from attrs import frozen

from openness.curation import anchors, contradictions, system_record
from openness.curation.read_record import ReadRecord, read_record
from openness.curation.sorts import check_of
from openness.errors import MAY_READ, OpennessError, Problem
from openness.index import Record
from openness.index.tables import sources
from openness.index.words import fold
from openness.licensing import limit_form
from openness.licensing import record as licence_record
from openness.release.release import Progress
from openness.shelf.shelf import Shelf
from openness.sources.system_ids import FOLDER
from openness.syntax.document import Document, open_document
from openness.value import Value


@frozen(eq=False, repr=False)
class Linted(Value):
    """The result of lint.

    Args:
        faults: what breaks a rule.
        doubts: what breaks none and should be looked at, such as a fact that has become old.
        unusable: what could not even be read.
        read: the files that were read.
    """

    faults: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()
    unusable: tuple[Problem, ...] = ()
    read: tuple[str, ...] = ()


def lint(paths: Iterable[str], shelf: Shelf, progress: Progress = iter) -> Linted:
    """The problems of the records at these paths; of the shipped ones where none is named.

    Args:
        paths: files or folders of TOML records.
        shelf: what is on the shelf already.
        progress: is handed the records.
    """
    documents: list[Document] = []
    unusable: list[Problem] = []
    for path in paths or (*sources().values(), FOLDER):
        try:
            documents.extend(map(open_document, _files(path)))
        except OpennessError as error:
            unusable.extend(error.problems)
    faults: list[Problem] = []
    doubts: list[Problem] = []
    claimed: dict[str, str] = {}
    sentences: contradictions.Sentences = {}
    for document in progress(documents):
        try:
            record = read_record(document)
            faults.extend(_faults(record, shelf, claimed))
            doubts.extend(_doubts(record, shelf, sentences))
        except OpennessError as error:
            faults.extend(error.problems)
    return Linted(tuple(faults), tuple(doubts), tuple(unusable), tuple(document.name for document in documents))


def _files(path: str) -> list[str]:
    """The files of records at a path.

    Raises:
        OpennessError: when it is a folder that holds none: nothing is checked, and that must not look like a pass.
    """
    if not os.path.isdir(path):
        return [path]
    try:
        files = sorted(f"{path.rstrip('/')}/{name}" for name in os.listdir(path) if name.endswith(".toml"))
    except OSError as error:
        raise OpennessError(Problem(path, None, f"it cannot be read: {error.strerror}", MAY_READ)) from None
    if not files:
        raise OpennessError(Problem(path, None, "the folder holds no record", "a record is one .toml file"))
    return files


def _faults(record: ReadRecord, shelf: Shelf, claimed: dict[str, str]) -> Iterator[Problem]:
    """The faults of a record: what breaks a rule.

    Args:
        record: any.
        shelf: what is on the shelf already.
        claimed: the names that the records before it claim, each with its id; those of this one are added.
    """
    table, path, lines = record.table, record.path, record.lines
    if record.system:
        yield from system_record.faults(record.system, record, shelf)
    elif check := check_of(table):
        yield from check(record, shelf)
    else:
        yield from licence_record.problems(
            table,
            path,
            lines,
            lambda id: shelf.licence(id) is not None,
            limit_form.limited_uses(shelf.uses),
            near=shelf.nearest,
        )
        if licence_record.well_typed(table):
            yield from contradictions.problems(table, path, lines)
            yield from anchors.problems(table, path, lines)
        if isinstance(table.get("id"), str):
            yield from _names(record, shelf, claimed)


def _names(record: ReadRecord, shelf: Shelf, claimed: dict[str, str]) -> Iterator[Problem]:
    """A name belongs to one record."""
    table = record.table
    id = table["id"]
    known_as = table.get("known-as")
    tables = known_as.values() if isinstance(known_as, dict) else ()
    names = [name for names in tables if isinstance(names, list) for name in names]
    for name in dict.fromkeys(filter(lambda name: isinstance(name, str), [id, table.get("name"), *names])):
        others = [other for other in (*shelf.owners(name), claimed.setdefault(fold(name), id)) if other != id]
        if others:
            where = next((key for key in _places(table, name) if key in record.lines), "name")
            message = f"the name {name!r} belongs to {' and '.join(dict.fromkeys(others))}"
            yield record.problem(where, message, "name it otherwise")


def _places(table: Record, name: str) -> Iterator[str]:
    """The keys at which a record has a name, the innermost first."""
    yield from (key for key in ("id", "name") if table.get(key) == name)
    known_as = table.get("known-as")
    for sort, names in known_as.items() if isinstance(known_as, dict) else ():
        if isinstance(names, list) and name in names:
            yield f"known-as.{sort}"
    yield "known-as"


def _doubts(record: ReadRecord, shelf: Shelf, sentences: contradictions.Sentences) -> Iterator[Problem]:
    """The doubts about a record: what breaks no rule and should be looked at.

    Args:
        record: any.
        shelf: what is on the shelf already.
        sentences: the words that the records before it answer; those of this one are added.
    """
    table, path, lines = record.table, record.path, record.lines
    if record.system:
        yield from system_record.doubts(record.system, path, shelf)
    elif not check_of(table) and licence_record.well_typed(table):
        yield from contradictions.doubts(table, path, lines)
        yield from contradictions.sentences(table, path, lines, sentences)
        yield from limit_form.doubts(table, path, lines)
        yield from anchors.doubts(table, path, lines)
