"""Checks licence, definition and system records against their rules; each problem has its file, its line and its fix."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from attrs import frozen

from openness.curation import anchors, contradictions, hosts, prose_rules
from openness.curation.criteria import faults
from openness.definition.parse import criterion_lines, definition_of, is_definition
from openness.errors import MAY_READ, OpennessError, Problem
from openness.evaluation.staleness import claims_of, origins, stale
from openness.evaluation.uses.consequences import rows_of
from openness.evaluation.uses.use import uses, uses_of
from openness.index import Record
from openness.index.phrases import Words, tokens
from openness.index.records import toml_record
from openness.index.tables import sources
from openness.index.words import fold
from openness.licensing import expression, limit_form, statement
from openness.licensing import record as licence_record
from openness.release.release import Progress
from openness.shelf.shelf import Shelf
from openness.sources import systems as described
from openness.sources.system_ids import FOLDER
from openness.syntax import citations as citing
from openness.syntax.document import Document, open_document
from openness.syntax.toml import toml_lines, toml_tree
from openness.value import Shown, Value
from openness.vocabulary import NOASSERTION, Circumstance
from openness.vocabulary.doubts import Doubt, doubt

QUOTED = 25  # words of a quotation, at most
_SOURCE = r"https?://[^\s]+|github:[\w.-]+/[\w.-]+(?:@\w+)?(?::[^\s].*)?"


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


@frozen(eq=False, repr=False)
class _Record(Shown):
    """One record: its file, what the file states, the line of each key, and the system where it describes one."""

    document: Document
    table: Record
    lines: dict[str, int]
    system: described.System | None

    @property
    def path(self) -> str:
        """The name of the file."""
        return self.document.name


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
            record = _read(document)
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


def _read(document: Document) -> _Record:
    """The record in a file.

    Raises:
        OpennessError: when the file is not TOML.
    """
    toml_tree(document.text, document.name)  # refuses what is not TOML, with the line
    table = toml_record(document.text)
    system = described.system_of(document) if "openness" in table else None
    return _Record(document, table, toml_lines(document.text), system)


def _faults(record: _Record, shelf: Shelf, claimed: dict[str, str]) -> Iterator[Problem]:
    """The faults of a record: what breaks a rule.

    Args:
        record: any.
        shelf: what is on the shelf already.
        claimed: the names that the records before it claim, each with its id; those of this one are added.
    """
    table, path, lines = record.table, record.path, record.lines
    if record.system:
        yield from _system(record.system, record, shelf)
    elif check := _check_of(table):
        yield from check(table, path, lines, shelf)
    else:
        yield from licence_record.problems(
            table, path, lines, lambda id: shelf.licence(id) is not None, limit_form.limited_uses(shelf.uses)
        )
        yield from contradictions.problems(table, path, lines)
        yield from anchors.problems(table, path, lines)
        if isinstance(table.get("id"), str):
            yield from _names(table, path, lines, shelf, claimed)


def _doubts(record: _Record, shelf: Shelf, sentences: contradictions.Sentences) -> Iterator[Problem]:
    """The doubts about a record: what breaks no rule and should be looked at.

    Args:
        record: any.
        shelf: what is on the shelf already.
        sentences: the words that the records before it answer; those of this one are added.
    """
    table, path, lines = record.table, record.path, record.lines
    if record.system:
        yield from _stale(record.system, path, shelf)
    elif not _check_of(table):
        yield from contradictions.doubts(table, path, lines)
        yield from contradictions.sentences(table, path, lines, sentences)
        yield from limit_form.doubts(table, path, lines)
        yield from anchors.doubts(table, path, lines)


def _system(system: described.System, record: _Record, shelf: Shelf) -> Iterator[Problem]:
    """A described system: its own form, and where each fact was found."""
    path, lines, document = record.path, record.lines, record.document
    for finding in system.release.oddities:
        yield Problem(path, finding.source.line if finding.source else None, finding.message, finding.help)
    if system.id != document.base.removesuffix(".toml"):
        yield Problem(
            path,
            lines.get("id", 1),
            f"the file of {system.id or 'a system'} is called {document.base}",
            "id is the file's name",
        )
    for key in ("name", "producer"):
        if key not in lines:
            yield Problem(path, 1, f"the record has no {key}", f"add {key}")
    for claim in system.released.claims:
        if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", claim.value):
            yield Problem(
                path,
                claim.source.line,
                f"released is {claim.value!r}, which is not a day, month or year",
                "write it as 2026-11-24, 2026-11 or 2026",
            )
    yield from _origins(system, path)
    for what, claim in claims_of(system.release):
        for name in _strange(claim.value, shelf) if "licence" in what else ():
            help = shelf.nearest(name) or "add a record, or leave the licence out"
            yield Problem(path, claim.source.line, f"no record knows the licence {name!r} of {what}", help)


def _stale(system: described.System, path: str, shelf: Shelf) -> Iterator[Problem]:
    """The facts of a system that have become old."""
    for what, source, origin in origins(system.release):
        if stale(origin.checked, shelf.data):
            message = f"{what} was looked up on {origin.checked}, more than a year before the data"
            yield doubt(Doubt.RECORD_STALE, path, source.line, message, "look it up again")


def _strange(licence: str, shelf: Shelf) -> list[str]:
    """The names in a licence, or in an expression of licences, that no record knows."""
    if shelf.naming(licence).known:
        return []
    try:
        names = [name.id for name in expression.names(expression.parse(licence))]
    except OpennessError:
        return [licence]
    return [name for name in dict.fromkeys(names) if not shelf.naming(name).known]


def _origins(system: described.System, path: str) -> Iterator[Problem]:
    """Each fact has a source, a day that has come and a confidence; a system's own name needs none.

    A source that nobody should name is left out; a fact that rests on others alone is marked *second-hand*; a quotation is short.
    """
    facts = [(what, claim.source.line, claim.origin) for what, claim in claims_of(system.release)]
    facts += [(f"the base model {base.name}", base.source.line, base.origin) for base in system.release.base_models]
    facts += [("released", claim.source.line, claim.origin) for claim in system.released.claims]
    today = date.today().isoformat()  # a record that is right today is right tomorrow
    for what, line, origin in facts:
        if what in ("name", "version", "producer"):
            continue
        missing = [key for key in citing.NEEDED if not getattr(origin, key, "")]
        if missing:
            yield Problem(path, line, f"{what} has no {', '.join(missing)}", "leave out what nobody looked up")
            continue
        assert origin is not None
        if origin.checked > today:
            yield Problem(
                path, line, f"{what} was looked up on {origin.checked}, a day that has not come", "correct the day"
            )
        yield from (Problem(path, line, f"{what} {fault}", help) for fault, help in hosts.faults(origin))
        if len(origin.quote.split()) > QUOTED:
            yield Problem(
                path, line, f"the quotation of {what} has more than {QUOTED} words", "quote the words that matter"
            )
        for source in origin.source.split("; "):
            if not re.fullmatch(_SOURCE, source):
                yield Problem(
                    path, line, f"{what} has the source {source!r}", "an address, or github:OWNER/NAME@COMMIT:PATH"
                )


def _names(
    record: Record, path: str, lines: dict[str, int], shelf: Shelf, claimed: dict[str, str]
) -> Iterator[Problem]:
    """A name belongs to one record."""
    id = record["id"]
    known_as = record.get("known-as")
    tables = known_as.values() if isinstance(known_as, dict) else ()
    names = [name for table in tables if isinstance(table, list) for name in table]
    for name in dict.fromkeys(filter(lambda name: isinstance(name, str), [id, record.get("name"), *names])):
        folded = fold(name)
        others = [other for other in (*shelf.owners(name), claimed.setdefault(folded, id)) if other != id]
        if others:
            line = lines.get("known-as", lines.get("name", 1))
            yield Problem(
                path, line, f"the name {name!r} belongs to {' and '.join(dict.fromkeys(others))}", "name it otherwise"
            )


def _families(record: Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    for number, family in enumerate(record["family"]):
        for id in _ids(family.get("candidates")):
            if id not in ("NONE", NOASSERTION) and shelf.licence(id) is None:
                yield Problem(
                    path,
                    lines.get(f"family[{number}]", 1),
                    f"the candidate {id} is not a record",
                    shelf.nearest(id) or "add a record",
                )


def _keys(record: Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    """The keys of another catalogue: of an SPDX licence without a file here, and of no other."""
    for id, keys in record["scancode"].items():
        licence = shelf.licence(id)
        if licence is None or "grants" in licence.record:
            yield Problem(
                path, lines.get(f"scancode.{id}", 1), f"{id} is not a bare SPDX licence", "name it in its file"
            )
        for key in _ids(keys):
            if others := [other for other in shelf.owners(key) if other != id]:
                yield Problem(
                    path,
                    lines.get(f"scancode.{id}", 1),
                    f"{key!r} belongs to {' and '.join(others)}",
                    "leave it with one",
                )


def _words(record: Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    """The words of names: each phrase says one thing, and the short word for it is read as it is written."""
    words = Words({"silent": record.get("silent", []), "word": record["word"]})
    meanings: dict[tuple[str, ...], str] = {}
    for phrase, means in [(phrase, "") for phrase in record.get("silent", [])] + [
        (phrase, entry["means"]) for entry in record["word"] for phrase in entry["says"]
    ]:
        other = meanings.setdefault(tuple(tokens(phrase) or ()), means)
        if other != means:
            yield Problem(path, None, f"{phrase!r} means {other!r} and {means!r}", "let it mean one thing")
    for entry in record["word"]:
        if words.telling(entry["means"]) != tuple(entry["means"].split()):
            yield Problem(
                path,
                None,
                f"{entry['means']!r} is not a last word: it is read as something else",
                "use the word it is read as",
            )


def _bases(record: Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    if not record.get("seen"):
        yield Problem(path, 1, "nothing says when the table was made", "add seen")
    for number, base in enumerate(record["base"]):
        line = lines.get(f"base[{number}]", 1)
        for key in ("names", "licence", "producer", "source"):
            if not base.get(key):
                yield Problem(path, line, f"the entry has no {key}", f"add {key}")
        for word in Circumstance:
            if not isinstance(base.get(word, True), bool):
                yield Problem(path, line, f"{word} is neither true nor false", "write true or false")
        for written in _ids(base.get("licence")):
            for id in shelf.ids_in(written):
                if id != "NONE" and shelf.licence(id) is None:
                    yield Problem(path, line, f"{id} is not a record", shelf.nearest(id) or "add a record")


def _tables(record: Record, key: str, path: str, lines: dict[str, int]) -> list[Record]:
    """The tables under a key.

    Raises:
        OpennessError: when anything else stands there.
    """
    tables = record[key]
    if isinstance(tables, list) and all(isinstance(table, dict) for table in tables):
        return tables
    raise OpennessError(Problem(path, lines.get(key, 1), f"{key} is not a list of tables", f"write [[{key}]]"))


def _ids(value: object) -> list[str]:
    """One id or several; what is not a text is named by how it is written, and so is not a record."""
    return [str(id) for id in (value if isinstance(value, list) else [] if value is None else [value])]


def _prose(record: Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    """The rules of prose fire on their own examples; they ask no shelf."""
    return prose_rules.faults(record, path, lines)


def _statements(record: Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    """The statements of others on two licences, or on one."""

    def known(id: str) -> bool:
        return id in shelf.exceptions or shelf.licence(id) is not None

    return statement.problems(record, path, lines, known)


def _rows(record: Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    """The rows of consequences; the first that is wrong ends the reading."""
    rows_of(record, uses(shelf))
    return iter(())


def _uses(record: Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    """The uses; the first that is wrong ends the reading."""
    tuple(uses_of(record))
    return iter(())


def _definition(record: Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    """The criteria of a definition."""
    return faults(definition_of(record, path, lines), path, shelf, criterion_lines(record, lines))


_Check = Callable[[Record, str, dict[str, int], Shelf], Iterator[Problem]]

#: The check of each sort of record by a key that no other sort has, the first that fits, and the keys that each of the
#: tables under it needs; what has none is a licence.
_CHECKS: dict[str, tuple[_Check, tuple[str, ...]]] = {
    "family": (_families, ()),
    "scancode": (_keys, ()),
    "word": (_words, ("says", "means")),
    "base": (_bases, ()),
    "rule": (_prose, ()),
    "words": (_prose, ()),
    "statement": (_statements, ()),
    "row": (_rows, ("id", "name")),
    "use": (_uses, ()),
}
_PLAIN = ("scancode", "words")  # of these keys the value is one table, and of the others a list of them


def _check_of(record: Record) -> _Check | None:
    """The check of a record that is neither a system nor a licence."""
    sort = next((key for key in _CHECKS if key in record), None)
    if sort:
        return lambda *asked: _shaped(sort, *asked)
    return _definition if is_definition(record) else None


def _shaped(key: str, record: Record, path: str, lines: dict[str, int], shelf: Shelf) -> Iterator[Problem]:
    """The problems of a record of a sort; where its shape is wrong already, that alone."""
    check, needed = _CHECKS[key]
    if key in _PLAIN:
        if not isinstance(record[key], dict):
            raise OpennessError(Problem(path, lines.get(key, 1), f"{key} is not a table", f"write [{key}]"))
    else:
        for number, table in enumerate(_tables(record, key, path, lines)):
            if missing := [word for word in needed if word not in table]:
                line = lines.get(f"{key}[{number}]", 1)
                raise OpennessError(
                    Problem(path, line, f"the entry has no {' and no '.join(missing)}", "add what is missing")
                )
    yield from check(record, path, lines, shelf)
