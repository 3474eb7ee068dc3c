"""The form of a licence record: its keys and closed word lists, and what is wrong with one (docs/reference/licence-record.md)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from openness.errors import Problem, nearest
from openness.vocabulary import Term
from openness.vocabulary.duties import Duty

KEYS = (
    "id",
    "name",
    "version",
    "steward",
    "dated",
    "made-for",
    "category",
    "same-terms-as",
    "because",
    "replaces",
    "read",
    "known-as",
    "listed",
    "grants",
    "duties",
    "limit",
    "text",
)
MADE_FOR = ("weights", "code", "data", "documents")
CATEGORIES = (
    "permissive",
    "weak-copyleft",
    "copyleft",
    "use-restricted",
    "non-commercial",
    "research-only",
    "source-available",
    "data-use",
    "proprietary",
)
NAMES = ("huggingface", "license-name", "scancode", "other")
GRANTS = tuple(term.value for term in Term if term.sort == "grant")
LISTS = tuple(term.value for term in Term if term.sort == "list")
METRICS = (
    "monthly-active-users",
    "daily-active-users",
    "monthly-visits",
    "devices",
    "annual-revenue",
    "monthly-revenue",
    "users",
)
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")


def problems(
    record: Mapping[str, Any], path: str, lines: Mapping[str, int], known: Callable[[str], bool], shared: bool = True
) -> Iterator[Problem]:
    """What is wrong with a licence record, each with the line.

    Args:
        record: as its TOML file states it, days as words.
        path: the file.
        lines: the line of each key, by dotted path.
        known: whether an id is on the SPDX list or on a shelf.
        shared: whether others must be able to check it, so that its file's name and its source count too.
    """

    def wrong(key: str, message: str, help: str = "") -> Problem:
        line = next((lines[part] for part in _prefixes(key) if part in lines), 1)
        return Problem(path, line, message, help)

    for key in record:
        if key not in KEYS:
            yield wrong(key, f"a licence record has no key {key!r}", nearest(key, KEYS))
    id = record.get("id")
    if not isinstance(id, str) or not re.fullmatch(r"[0-9A-Za-z.+-]+", id):
        yield wrong(
            "id", "the record has no proper id", "an SPDX id, or LicenseRef- and a name of letters, digits, . and -"
        )
        return
    stem = path.replace("\\", "/").rpartition("/")[2].removesuffix(".toml")
    if shared and stem != id.removeprefix("LicenseRef-").lower():
        right = f"{id.removeprefix('LicenseRef-').lower()}.toml"
        yield wrong("id", f"the file of {id} is called {stem}.toml", f"call it {right}")
    if not id.startswith("LicenseRef-") and not known(id):
        yield wrong("id", f"{id} is not on the SPDX list", f"call it LicenseRef-{id}")
    if not isinstance(record.get("name"), str) or not record["name"].strip():
        yield wrong("name", "the record has no name", "the title of the text")
    yield from _heads(record, wrong, known)
    if shared:
        yield from _reading(record, wrong)
    yield from _answers(record, wrong, known)
    yield from _limits(record, wrong)


_Wrong = Callable[..., Problem]


def _prefixes(key: str) -> Iterator[str]:
    """A dotted key and the tables it stands in, innermost first."""
    parts = key.split(".")
    for count in range(len(parts), 0, -1):
        yield ".".join(parts[:count])


def _table(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    held = record.get(key, {})
    return held if isinstance(held, Mapping) else {}


def _words(held: Any) -> bool:
    return isinstance(held, list) and all(isinstance(word, str) and word.strip() for word in held)


def _heads(record: Mapping[str, Any], wrong: _Wrong, known: Callable[[str], bool]) -> Iterator[Problem]:
    """Everything but the answers."""
    for key in ("grants", "duties", "listed", "read", "known-as", "text", "replaces"):
        if key in record and not isinstance(record[key], Mapping):
            yield wrong(key, f"{key} is no table")
    made_for = record.get("made-for", [])
    for word in made_for if isinstance(made_for, list) else [made_for]:
        if word not in MADE_FOR:
            yield wrong(
                "made-for", f"made-for holds {word!r}", nearest(str(word), MADE_FOR) or f"one of {', '.join(MADE_FOR)}"
            )
    if "category" in record and record["category"] not in CATEGORIES:
        yield wrong("category", f"the category is {record['category']!r}", nearest(str(record["category"]), CATEGORIES))
    if "dated" in record and not _DAY.match(str(record["dated"])):
        yield wrong("dated", "dated is no day", "write 2024-07-23")
    family = record.get("same-terms-as")
    if family is not None:
        if not isinstance(family, str) or not known(family):
            yield wrong("same-terms-as", f"same-terms-as names {family!r}, which is no record")
        if not record.get("because"):
            yield wrong("same-terms-as", "nothing says why the terms are the same", "add because")
    for sort, names in _table(record, "known-as").items():
        if sort not in NAMES:
            yield wrong(f"known-as.{sort}", f"known-as has no {sort!r}", nearest(sort, NAMES))
        elif not _words(names):
            yield wrong(f"known-as.{sort}", f"known-as.{sort} is no list of names")
    replaces = record.get("replaces")
    if replaces is not None and not _table(record, "replaces").get("because"):
        yield wrong("replaces", "nothing says why the record replaces another", 'write replaces = { because = "…" }')


def _reading(record: Mapping[str, Any], wrong: _Wrong) -> Iterator[Problem]:
    """When, where and how far the text was read."""
    read = _table(record, "read")
    if not read and "same-terms-as" in record:
        return
    if not _DAY.match(str(read.get("on", ""))) or not read.get("from") or not isinstance(read.get("whole"), bool):
        yield wrong("read", "nothing says when, where and how far the text was read", "[read] on, from, whole")
    elif not read["whole"] and not read.get("note"):
        yield wrong("read", "the text was read in part, and nothing says what was missing", "add a note")


def _answers(record: Mapping[str, Any], wrong: _Wrong, known: Callable[[str], bool]) -> Iterator[Problem]:
    for term, said in _table(record, "listed").items():
        key = f"listed.{term}"
        if term not in LISTS:
            yield wrong(key, f"there is no list {term!r}", nearest(term, LISTS))
        elif (
            not isinstance(said, Mapping)
            or not isinstance(said.get("answer"), bool)
            or not _DAY.match(str(said.get("seen", "")))
        ):
            yield wrong(
                key,
                f"{term} has no answer with the day it was looked up",
                "write { answer = false, seen = 2026-11-24 }",
            )
    for term, said in _table(record, "grants").items():
        key = f"grants.{term}"
        if term not in GRANTS:
            yield wrong(key, f"there is no term {term!r}", nearest(term, GRANTS))
            continue
        if not isinstance(said, Mapping) or not isinstance(said.get("answer"), bool):
            yield wrong(
                key,
                f"{term} has no answer true or false",
                'write { answer = true, clause = "1" }; leave out what is unknown',
            )
            continue
        if not said.get("clause"):
            yield wrong(key, f"{term} has no clause", "say where the text says it")
        if said["answer"] is False and not said.get("because"):
            yield wrong(key, f"{term} is denied and nothing says why", "add because")
        others = said.get("except", [])
        if not _words(others) or not all(map(known, others)):
            yield wrong(f"{key}.except", f"{key}.except is no list of known ids")
        yield from _extra(
            said, ("answer", "clause", "because", *(["except"] if term == "relicense" else [])), key, wrong
        )
    for duty, said in _table(record, "duties").items():
        key = f"duties.{duty}"
        if duty not in list(Duty):
            yield wrong(key, f"there is no duty {duty!r}", nearest(duty, Duty))
            continue
        if not isinstance(said, Mapping) or not said.get("clause") or not said.get("says"):
            yield wrong(key, f"{duty} lacks its clause or what it says", 'write { clause = "…", says = "…" }')
            continue
        if duty in ("naming", "display") and not said.get("words"):
            yield wrong(key, f"{duty} lacks the words", 'add words = "…"')
        yield from _extra(said, ("clause", "says", "words"), key, wrong)


def _extra(said: Mapping[str, Any], known: Iterable[str], key: str, wrong: _Wrong) -> Iterator[Problem]:
    for word in said:
        if word not in known:
            yield wrong(f"{key}.{word}", f"{key} has no {word!r}", nearest(word, known))


def _limits(record: Mapping[str, Any], wrong: _Wrong) -> Iterator[Problem]:
    limits = record.get("limit", [])
    for number, limit in enumerate(limits if isinstance(limits, list) else [limits]):
        key = f"limit[{number}]"
        if not isinstance(limit, Mapping):
            yield wrong(key, "a limit is no table", "write [[limit]]")
            continue
        if limit.get("metric") not in METRICS:
            yield wrong(
                f"{key}.metric", f"the metric is {limit.get('metric')!r}", nearest(str(limit.get("metric")), METRICS)
            )
        if isinstance(limit.get("above"), bool) or not isinstance(limit.get("above"), (int, float)):
            yield wrong(f"{key}.above", "the limit is no number", "write above = 700000000")
        if "revenue" in str(limit.get("metric")) and not limit.get("currency"):
            yield wrong(key, "a revenue names no currency", 'add currency = "USD"')
        for word in ("effect", "clause"):
            if not limit.get(word):
                yield wrong(key, f"the limit lacks its {word}")
        yield from _extra(limit, ("metric", "above", "currency", "test", "effect", "clause"), key, wrong)
