"""The form of a licence record: its keys and closed word lists, and what is wrong with one (docs/reference/licence-record.md)."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from openness.errors import Problem, nearest
from openness.licensing.clauses import CLASS, TERRITORY
from openness.licensing.licence import Support
from openness.licensing.reading import reading
from openness.vocabulary import Circumstance, Term
from openness.vocabulary.days import is_day
from openness.vocabulary.doubts import Doubt, doubt
from openness.vocabulary.duties import Act, Duty, Effect
from openness.vocabulary.licence_words import Category, Metric

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
    "replaced-by",
    "read",
    "known-as",
    "listed",
    "grants",
    "duties",
    "limit",
    "text",
    "policy",
)
MADE_FOR = ("weights", "code", "data", "documents")
CATEGORIES = tuple(map(str, Category))
NAMES = ("huggingface", "license-name", "scancode", "other")
GRANTS = tuple(term.value for term in Term if term.sort == "grant")
LISTS = tuple(term.value for term in Term if term.sort == "list")
METRICS = tuple(map(str, Metric))
#: Territories that a limit may except beside the two letters of ISO 3166-1.
UNIONS = ("EU", "EEA")
#: The models that a limit may be confined to.
SCOPES = (Circumstance.MULTIMODAL.value,)
#: Keys that the answer to one term alone may have.
_OWN_KEYS = {"relicense": ("except",), "train-on-outputs": ("derivative", "spares")}
ANCHOR_WORDS = 12  # the most words of a text that a record quotes of one clause
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")
_DOCUMENT = 'write [[read.document]] with name = "agreement", from = "…", whole = true'
_CODE = re.compile(r"[A-Z]{2}$")


def limited_uses(rules: Mapping[str, Any]) -> tuple[str, ...]:
    """The uses that a limit may bear on (docs/reference/uses.md).

    Args:
        rules: the uses that one may ask for, as their file states them.
    """
    return tuple(use["id"] for use in rules["use"] if use.get("limits"))


def problems(
    record: Mapping[str, Any],
    path: str,
    lines: Mapping[str, int],
    known: Callable[[str], bool],
    uses: Collection[str],
    shared: bool = True,
) -> Iterator[Problem]:
    """The faults of a licence record, each with its line.

    Args:
        record: as its TOML file states it, days as words.
        path: the file.
        lines: the line of each key, by dotted path.
        known: whether an id is on the SPDX list or on a shelf.
        uses: those that a limit may bear on, as `limited_uses` gives them.
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
    yield from _lists(record, wrong)
    yield from _grants(record, wrong, known)
    yield from _duties(record, wrong)
    yield from _limits(record, wrong, uses)
    if "policy" in record:
        policy = table_under(record, "policy")
        for word in ("name", "url", "clause"):
            if not isinstance(policy.get(word), str) or not policy[word].strip():
                yield wrong("policy", f"the policy lacks its {word}", "write name, url and the clause that names it")
        yield from _extra(policy, ("name", "url", "clause", "id"), "policy", wrong)


_Wrong = Callable[..., Problem]


def _prefixes(key: str) -> Iterator[str]:
    """A dotted key and the tables it stands in, innermost first."""
    parts = key.split(".")
    for count in range(len(parts), 0, -1):
        yield ".".join(parts[:count])


def table_under(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The table under a key; an empty one where none stands there."""
    value = record.get(key, {})
    return value if isinstance(value, Mapping) else {}


def _words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)


def _heads(record: Mapping[str, Any], wrong: _Wrong, known: Callable[[str], bool]) -> Iterator[Problem]:
    """The faults of everything but the answers."""
    for key in ("grants", "duties", "listed", "read", "known-as", "text", "policy", "replaces"):
        if key in record and not isinstance(record[key], Mapping):
            yield wrong(key, f"{key} is not a table")
    made_for = record.get("made-for", [])
    for word in made_for if isinstance(made_for, list) else [made_for]:
        if word not in MADE_FOR:
            yield wrong(
                "made-for", f"made-for holds {word!r}", nearest(str(word), MADE_FOR) or f"one of {', '.join(MADE_FOR)}"
            )
    if "category" in record and record["category"] not in CATEGORIES:
        yield wrong("category", f"the category is {record['category']!r}", nearest(str(record["category"]), CATEGORIES))
    if "dated" in record and not _DAY.match(str(record["dated"])):
        yield wrong("dated", "dated is not a day", "write 2024-07-23")
    family = record.get("same-terms-as")
    if family is not None:
        if not isinstance(family, str) or not known(family):
            yield wrong("same-terms-as", f"same-terms-as names {family!r}, which is not a record")
        if not record.get("because"):
            yield wrong("same-terms-as", "nothing says why the terms are the same", "add because")
    for sort, names in table_under(record, "known-as").items():
        if sort not in NAMES:
            yield wrong(f"known-as.{sort}", f"known-as has no {sort!r}", nearest(sort, NAMES))
        elif not _words(names):
            yield wrong(f"known-as.{sort}", f"known-as.{sort} is not a list of names")
    newer = record.get("replaced-by")
    if newer is not None and (not isinstance(newer, str) or newer == record.get("id") or not known(newer)):
        yield wrong("replaced-by", f"replaced-by names {newer!r}, which is no other record")
    replaces = record.get("replaces")
    if replaces is not None and not table_under(record, "replaces").get("because"):
        yield wrong("replaces", "nothing says why the record replaces another", 'write replaces = { because = "…" }')


def _reading(record: Mapping[str, Any], wrong: _Wrong) -> Iterator[Problem]:
    """The faults of the table that says when, where and how far the text was read."""
    read = table_under(record, "read")
    if not read and "same-terms-as" in record:
        return
    yield from _extra(read, ("on", "from", "whole", "note", "document"), "read", wrong)
    documents = read.get("document", [])
    listed = isinstance(documents, list) and all(isinstance(document, Mapping) for document in documents)
    for document in documents if listed else ():
        yield from _extra(document, ("name", "from", "whole"), "read.document", wrong)
    if not listed or not all(
        isinstance(document.get("name"), str)
        and isinstance(document.get("from", ""), str)
        and isinstance(document.get("whole"), bool)
        and (document.get("from") or not document["whole"])
        for document in documents
    ):
        yield wrong("read.document", "a document of [read] lacks its name, its place or how far it was read", _DOCUMENT)
        return
    on = str(read.get("on", ""))
    if not on or not (documents or read.get("from")):
        yield wrong("read", "nothing says when and where the text was read", "[read] on, from, whole")
    elif not is_day(on):
        yield wrong("read.on", f"read.on is {on!r}, which is not a day", "write 2024-07-23")
    elif documents and "whole" in read:
        yield wrong("read.whole", "the documents say how far each was read, and so does whole", "leave out whole")
    elif not documents and not isinstance(read.get("whole"), bool):
        yield wrong("read", "nothing says how far the text was read", "[read] on, from, whole")
    elif not reading(read).whole and not read.get("note"):
        yield wrong("read", "the text was read in part, and nothing says what was missing", "add a note")


def _lists(record: Mapping[str, Any], wrong: _Wrong) -> Iterator[Problem]:
    """The faults of the lists of others that have the licence."""
    for term, listed in table_under(record, "listed").items():
        key = f"listed.{term}"
        if term not in LISTS:
            yield wrong(key, f"there is no list {term!r}", nearest(term, LISTS))
        elif (
            not isinstance(listed, Mapping)
            or not isinstance(listed.get("answer"), bool)
            or not _DAY.match(str(listed.get("seen", "")))
        ):
            yield wrong(
                key,
                f"{term} has no answer with the day it was looked up",
                "write { answer = false, seen = 2026-11-24 }",
            )


def _grants(record: Mapping[str, Any], wrong: _Wrong, known: Callable[[str], bool]) -> Iterator[Problem]:
    """The faults of the grants, given and denied."""
    for term, listed in table_under(record, "grants").items():
        key = f"grants.{term}"
        if term not in GRANTS:
            yield wrong(key, f"there is no term {term!r}", nearest(term, GRANTS))
            continue
        if not isinstance(listed, Mapping) or not isinstance(listed.get("answer"), bool):
            yield wrong(
                key,
                f"{term} has no answer true or false",
                'write { answer = true, clause = "1" }; leave out what is unknown',
            )
            continue
        if not listed.get("clause"):
            yield wrong(key, f"{term} has no clause", "say where the text says it")
        if listed["answer"] is False and not listed.get("because"):
            yield wrong(key, f"{term} is denied and nothing says why", "add because")
        for word in ("except", "spares"):
            others = listed.get(word, [])
            if not _words(others) or not all(map(known, others)):
                yield wrong(f"{key}.{word}", f"{key}.{word} is not a list of known ids")
        if "basis" in listed and (listed["basis"] not in list(Support) or not listed["answer"]):
            help = nearest(str(listed["basis"]), Support) if listed["answer"] else "only a true answer has a basis"
            yield wrong(f"{key}.basis", f"the basis of {term} is {listed['basis']!r}", help or "says or general")
        if "only-limits" in listed and (listed["only-limits"] is not True or listed["answer"]):
            yield wrong(f"{key}.only-limits", f"only-limits of {term} must be true, beside answer = false")
        elif listed.get("only-limits") and not any(limit.get("of") == term for limit in limits_in(record)):
            yield wrong(
                f"{key}.only-limits", f"{term} gives way to limits and no limit is of {term}", "add [[limit]] of"
            )
        yield from _anchored(listed, key, wrong)
        keys = ("answer", "clause", "because", "basis", "anchor", "only-limits")
        yield from _extra(listed, (*keys, *_OWN_KEYS.get(term, ())), key, wrong)


def _duties(record: Mapping[str, Any], wrong: _Wrong) -> Iterator[Problem]:
    """The faults of the duties."""
    for duty, listed in table_under(record, "duties").items():
        key = f"duties.{duty}"
        if duty not in list(Duty):
            yield wrong(key, f"there is no duty {duty!r}", nearest(duty, Duty))
            continue
        if not isinstance(listed, Mapping) or not listed.get("clause") or not listed.get("says"):
            yield wrong(key, f"{duty} lacks its clause or what it says", 'write { clause = "…", says = "…" }')
            continue
        if duty in ("naming", "display") and not listed.get("words"):
            yield wrong(key, f"{duty} lacks the words", 'add words = "…"')
        if "anywhere" in listed and (listed["anywhere"] is not True or duty != "naming"):
            yield wrong(
                f"{key}.anywhere", f"{key}.anywhere is not true, or not of naming", "leave it out, or write true"
            )
        yield from _anchored(listed, key, wrong)
        also = listed.get("also", [])
        if not _words(also) or not all(act in list(Act) for act in also):
            yield wrong(f"{key}.also", f"{key}.also is not a list of acts", f"such as {Act.HOST.value}")
        yield from _extra(listed, ("clause", "also", "says", "words", "anywhere", "anchor"), key, wrong)


def _anchored(stated: Mapping[str, Any], key: str, wrong: _Wrong) -> Iterator[Problem]:
    """An anchor is a few words of the text, never the text itself."""
    anchor = stated.get("anchor", "…")
    if not isinstance(anchor, str) or not anchor.strip():
        yield wrong(f"{key}.anchor", f"{key}.anchor holds no words")
    elif len(anchor.split()) > ANCHOR_WORDS:
        yield wrong(f"{key}.anchor", f"{key}.anchor is longer than {ANCHOR_WORDS} words", "quote fewer words")


def _extra(table: Mapping[str, Any], known: Iterable[str], key: str, wrong: _Wrong) -> Iterator[Problem]:
    for word in table:
        if word not in known:
            yield wrong(f"{key}.{word}", f"{key} has no {word!r}", nearest(word, known))


def limits_in(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The tables in a record's list of limits; none where no list stands there."""
    limits = record.get("limit", [])
    return [limit for limit in limits if isinstance(limit, Mapping)] if isinstance(limits, list) else []


_LIMIT = (
    "metric",
    "above",
    "at-least",
    "currency",
    "test",
    "period",
    "affiliates",
    "of",
    "effect",
    "uses",
    "except",
    "only",
    "presumed",
    "end-users-exempt",
    "because",
    "clause",
)


def _limits(record: Mapping[str, Any], wrong: _Wrong, known_uses: Collection[str]) -> Iterator[Problem]:
    limits = record.get("limit", [])
    for number, limit in enumerate(limits if isinstance(limits, list) else [limits]):
        key = f"limit[{number}]"
        if not isinstance(limit, Mapping):
            yield wrong(key, "a limit is not a table", "write [[limit]]")
            continue
        metric = limit.get("metric")
        if metric not in METRICS:
            yield wrong(f"{key}.metric", f"the metric is {metric!r}", nearest(str(metric), METRICS))
        yield from _KINDS.get(str(metric), _number)(limit, key, wrong)
        for word in ("effect", "clause"):
            if not isinstance(limit.get(word), str) or not limit[word].strip():
                yield wrong(key, f"the limit lacks its {word}")
        if limit.get("effect") in list(Effect) and not limit.get("because"):
            yield wrong(key, "nothing says in words who may not do what", "add because")
        if "of" in limit and limit["of"] not in GRANTS:
            yield wrong(f"{key}.of", f"the limit is of {limit['of']!r}", nearest(str(limit["of"]), GRANTS))
        uses = limit.get("uses", [])
        if not isinstance(uses, list) or not all(use in known_uses for use in uses):
            yield wrong(f"{key}.uses", f"uses holds {uses!r}", f"a list of {', '.join(known_uses)}")
        if limit.get("only", SCOPES[0]) not in SCOPES:
            yield wrong(f"{key}.only", f"only is {limit['only']!r}", nearest(str(limit["only"]), SCOPES))
        if "presumed" in limit and (limit["presumed"] is not True or "only" not in limit):
            yield wrong(f"{key}.presumed", "presumed must be true, beside only", "write it only beside only, as true")
        for word in ("affiliates", "end-users-exempt"):
            if not isinstance(limit.get(word, True), bool):
                yield wrong(f"{key}.{word}", f"{word} is neither true nor false")
        yield from _extra(limit, _LIMIT, key, wrong)


def _number(limit: Mapping[str, Any], key: str, wrong: _Wrong) -> Iterator[Problem]:
    word = "at-least" if "at-least" in limit else "above"
    number = limit.get(word)
    if isinstance(number, bool) or not isinstance(number, (int, float)) or not number > 0:
        yield wrong(f"{key}.{word}", "the limit is not a number", f"write {word} = 700000000")
    if "above" in limit and "at-least" in limit:
        yield wrong(key, "the limit has two numbers", "keep above, or at-least for a number that itself counts")
    if ("revenue" in str(limit.get("metric"))) != bool(limit.get("currency")):
        yield wrong(key, "a revenue names its currency, and nothing else does", 'add currency = "USD"')
    if "except" in limit:
        yield wrong(f"{key}.except", "only a territory has exceptions", 'write metric = "territory"')


def _class(limit: Mapping[str, Any], key: str, wrong: _Wrong) -> Iterator[Problem]:
    yield from _uncounted(limit, key, wrong, "a class of people")
    if "except" in limit:
        yield wrong(f"{key}.except", "only a territory has exceptions", 'write metric = "territory"')


def _territory(limit: Mapping[str, Any], key: str, wrong: _Wrong) -> Iterator[Problem]:
    places = limit.get("except")
    if not _words(places) or not places or not all(place in UNIONS or _CODE.match(place) for place in places):
        yield wrong(
            f"{key}.except", "the limit excepts no territories", 'write except = ["EU", "GB"]: ISO 3166-1 codes'
        )
    yield from _uncounted(limit, key, wrong, "a territory")


def _uncounted(limit: Mapping[str, Any], key: str, wrong: _Wrong, what: str) -> Iterator[Problem]:
    if not {"above", "at-least", "currency", "period", "affiliates"}.isdisjoint(limit):
        yield wrong(
            f"{key}.above", f"{what} has no number", "leave out above, at-least, currency, period and affiliates"
        )


#: The rules for a limit that counts nothing, by its metric.
_KINDS: dict[str, Callable[[Mapping[str, Any], str, _Wrong], Iterator[Problem]]] = {
    CLASS: _class,
    TERRITORY: _territory,
}


def doubts(record: Mapping[str, Any], path: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    """Warnings about a limit that breaks no rule of the form: free words for its effect, or no grant to narrow."""
    for number, limit in enumerate(limits_in(record)):
        key = f"limit[{number}]"
        line = lines.get(f"{key}.effect", lines.get(key, 1))
        if limit.get("effect") not in list(Effect):
            message = f"the effect is {limit.get('effect')!r}, which counts as withholds"
            yield doubt(
                Doubt.LIMIT_EFFECT, path, line, message, f"one of {', '.join(Effect)}, and the words as because"
            )
        elif "of" not in limit:
            yield doubt(Doubt.LIMIT_EFFECT, path, line, "the limit names no grant", 'add of = "anyone"')
