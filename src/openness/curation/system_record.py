"""Checks the record of a described system: its own form, and where each fact was found."""

import re
from collections.abc import Iterator
from datetime import date

from openness.curation import hosts
from openness.curation.read_record import ReadRecord
from openness.errors import OpennessError, Problem
from openness.evaluation.staleness import claims_of, origins, stale
from openness.licensing import expression
from openness.shelf.shelf import Shelf
from openness.sources.systems import System
from openness.syntax import citations as citing
from openness.vocabulary.doubts import Doubt, doubt

QUOTED = 25  # words of a quotation, at most
_SOURCE = re.compile(r"https?://[^\s]+|github:[\w.-]+/[\w.-]+(?:@\w+)?(?::[^\s].*)?")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def faults(system: System, record: ReadRecord, shelf: Shelf) -> Iterator[Problem]:
    """The faults of the record of a system."""
    path, document = record.path, record.document
    for finding in system.release.oddities:
        yield Problem(path, finding.source.line if finding.source else None, finding.message, finding.help)
    if system.id != document.base.removesuffix(".toml"):
        message = f"the file of {system.id or 'a system'} is called {document.base}"
        yield record.problem("id", message, "id is the file's name")
    for key in ("name", "producer"):
        if key not in record.lines:
            yield record.problem(key, f"the record has no {key}", f"add {key}")
    for claim in system.released.claims:
        if not _DAY.fullmatch(claim.value):
            message = f"released is {claim.value!r}, which is not a day, month or year"
            yield Problem(path, claim.source.line, message, "write it as 2026-11-24, 2026-11 or 2026")
    yield from _origins(system, path)
    for what, claim in claims_of(system.release):
        for name in _strange(claim.value, shelf) if "licence" in what else ():
            help = shelf.nearest(name) or "add a record, or leave the licence out"
            yield Problem(path, claim.source.line, f"no record knows the licence {name!r} of {what}", help)


def doubts(system: System, path: str, shelf: Shelf) -> Iterator[Problem]:
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


def _origins(system: System, path: str) -> Iterator[Problem]:
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
            message = f"{what} was looked up on {origin.checked}, a day that has not come"
            yield Problem(path, line, message, "correct the day")
        yield from (Problem(path, line, f"{what} {fault}", help) for fault, help in hosts.faults(origin))
        if len(origin.quote.split()) > QUOTED:
            message = f"the quotation of {what} has more than {QUOTED} words"
            yield Problem(path, line, message, "quote the words that matter")
        for source in origin.source.split("; "):
            if not _SOURCE.fullmatch(source):
                message = f"{what} has the source {source!r}"
                yield Problem(path, line, message, "an address, or github:OWNER/NAME@COMMIT:PATH")
