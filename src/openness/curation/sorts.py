"""Checks each sort of record that is neither a system nor a licence: families, names, bases, rules, uses, definitions."""

from collections.abc import Callable, Iterator

from openness.curation import prose_rules
from openness.curation.criteria import faults
from openness.curation.read_record import ReadRecord
from openness.definition.parse import criterion_lines, definition_of, is_definition
from openness.errors import OpennessError, Problem
from openness.evaluation.uses.consequences import rows_of
from openness.evaluation.uses.use import uses, uses_of
from openness.index import Record
from openness.index.phrases import Words, tokens
from openness.licensing import statement
from openness.shelf.shelf import Shelf
from openness.vocabulary import NOASSERTION, Circumstance

Check = Callable[[ReadRecord, Shelf], Iterator[Problem]]


def check_of(record: Record) -> Check | None:
    """The check of a record; none where it is a licence, or describes a system."""
    sort = next((key for key in _CHECKS if key in record), None)
    if sort:
        return lambda *asked: _shaped(sort, *asked)
    return _definition if is_definition(record) else None


def _shaped(key: str, record: ReadRecord, shelf: Shelf) -> Iterator[Problem]:
    """The problems of a record of a sort; where its shape is wrong already, that alone."""
    check, needed = _CHECKS[key]
    if key in _PLAIN:
        if not isinstance(record.table[key], dict):
            raise OpennessError(record.problem(key, f"{key} is not a table", f"write [{key}]"))
    else:
        for number, table in enumerate(_tables(record, key)):
            if missing := [word for word in needed if word not in table]:
                message = f"the entry has no {' and no '.join(missing)}"
                raise OpennessError(record.problem(f"{key}[{number}]", message, "add what is missing"))
    yield from check(record, shelf)


def _tables(record: ReadRecord, key: str) -> list[Record]:
    """The tables under a key.

    Raises:
        OpennessError: when anything else stands there.
    """
    tables = record.table[key]
    if isinstance(tables, list) and all(isinstance(table, dict) for table in tables):
        return tables
    raise OpennessError(record.problem(key, f"{key} is not a list of tables", f"write [[{key}]]"))


def _families(record: ReadRecord, shelf: Shelf) -> Iterator[Problem]:
    for number, family in enumerate(record.table["family"]):
        for id in _ids(family.get("candidates")):
            if id not in ("NONE", NOASSERTION) and shelf.licence(id) is None:
                help = shelf.nearest(id) or "add a record"
                yield record.problem(f"family[{number}]", f"the candidate {id} is not a record", help)


def _keys(record: ReadRecord, shelf: Shelf) -> Iterator[Problem]:
    """The keys of another catalogue: of an SPDX licence without a file here, and of no other."""
    for id, keys in record.table["scancode"].items():
        licence = shelf.licence(id)
        if licence is None or "grants" in licence.record:
            yield record.problem(f"scancode.{id}", f"{id} is not a bare SPDX licence", "name it in its file")
        for key in _ids(keys):
            if others := [other for other in shelf.owners(key) if other != id]:
                message = f"{key!r} belongs to {' and '.join(others)}"
                yield record.problem(f"scancode.{id}", message, "leave it with one")


def _words(record: ReadRecord, shelf: Shelf) -> Iterator[Problem]:
    """The words of names: each phrase says one thing, and the short word for it is read as it is written."""
    silent, entries = record.table.get("silent", []), record.table["word"]
    words = Words({"silent": silent, "word": entries})
    meanings: dict[tuple[str, ...], str] = {}
    for phrase, means in [
        *((phrase, "") for phrase in silent),
        *((phrase, entry["means"]) for entry in entries for phrase in entry["says"]),
    ]:
        other = meanings.setdefault(tuple(tokens(phrase) or ()), means)
        if other != means:
            message = f"{phrase!r} means {other!r} and {means!r}"
            yield Problem(record.path, None, message, "let it mean one thing")
    for entry in entries:
        if words.telling(entry["means"]) != tuple(entry["means"].split()):
            message = f"{entry['means']!r} is not a last word: it is read as something else"
            yield Problem(record.path, None, message, "use the word it is read as")


def _bases(record: ReadRecord, shelf: Shelf) -> Iterator[Problem]:
    if not record.table.get("seen"):
        yield Problem(record.path, 1, "nothing says when the table was made", "add seen")
    for number, base in enumerate(record.table["base"]):
        place = f"base[{number}]"
        for key in ("names", "licence", "producer", "source"):
            if not base.get(key):
                yield record.problem(place, f"the entry has no {key}", f"add {key}")
        for word in Circumstance:
            if not isinstance(base.get(word, True), bool):
                yield record.problem(place, f"{word} is neither true nor false", "write true or false")
        for written in _ids(base.get("licence")):
            for id in shelf.ids_in(written):
                if id != "NONE" and shelf.licence(id) is None:
                    yield record.problem(place, f"{id} is not a record", shelf.nearest(id) or "add a record")


def _ids(value: object) -> list[str]:
    """One id or several; what is not a text is named by how it is written, and so is not a record."""
    return [str(id) for id in (value if isinstance(value, list) else [] if value is None else [value])]


def _prose(record: ReadRecord, shelf: Shelf) -> Iterator[Problem]:
    """The rules of prose fire on their own examples; they ask no shelf."""
    return prose_rules.faults(record.table, record.path, record.lines)


def _statements(record: ReadRecord, shelf: Shelf) -> Iterator[Problem]:
    """The statements of others on two licences, or on one."""

    def known(id: str) -> bool:
        return id in shelf.exceptions or shelf.licence(id) is not None

    return statement.problems(record.table, record.path, record.lines, known)


def _rows(record: ReadRecord, shelf: Shelf) -> Iterator[Problem]:
    """The rows of consequences; the first that is wrong ends the reading."""
    rows_of(record.table, uses(shelf))
    return iter(())


def _uses(record: ReadRecord, shelf: Shelf) -> Iterator[Problem]:
    """The uses; the first that is wrong ends the reading."""
    tuple(uses_of(record.table))
    return iter(())


def _definition(record: ReadRecord, shelf: Shelf) -> Iterator[Problem]:
    """The criteria of a definition."""
    table, path, lines = record.table, record.path, record.lines
    return faults(definition_of(table, path, lines), path, shelf, criterion_lines(table, lines))


#: The check of each sort of record by a key that no other sort has, the first that fits, and the keys that each of the
#: tables under it needs; what has none is a licence.
_CHECKS: dict[str, tuple[Check, tuple[str, ...]]] = {
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
