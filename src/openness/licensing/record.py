"""The form of a licence record: its keys and closed word lists, and what is wrong with one (docs/reference/licence-record.md)."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from openness.errors import Problem, nearest, suggesting
from openness.licensing import limit_form, record_shape
from openness.licensing.licence import Support
from openness.licensing.reading import reading
from openness.licensing.tables import Wrong, is_words, strange_keys, table_under, wrong_in
from openness.vocabulary.days import is_day
from openness.vocabulary.duties import Act, Duty
from openness.vocabulary.licence_words import Category
from openness.vocabulary.shapes import fitting
from openness.vocabulary.terms import GRANTS, LISTS

KEYS = tuple(record_shape.RECORD)
MADE_FOR = ("weights", "code", "data", "documents")
#: Other words that people write for one of them.
_MEANT = {
    **dict.fromkeys(("model", "models", "model-weights", "parameters"), "weights"),
    **dict.fromkeys(("dataset", "datasets"), "data"),
    **dict.fromkeys(("software", "source"), "code"),
    **dict.fromkeys(("documentation", "docs", "text"), "documents"),
}
CATEGORIES = tuple(map(str, Category))
NAMES = ("huggingface", "license-name", "scancode", "other")
ANCHOR_WORDS = 12  # the most words of a text that a record quotes of one clause
_TABLES = {
    "read": record_shape.READ,
    "text": record_shape.TEXT,
    "policy": record_shape.POLICY,
    "replaces": record_shape.REPLACES,
}
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")
_DOCUMENT = 'write [[read.document]] with name = "agreement", from = "…", whole = true'


def problems(
    record: Mapping[str, Any],
    path: str,
    lines: Mapping[str, int],
    known: Callable[[str], bool],
    uses: Collection[str],
    shared: bool = True,
    near: Callable[[str], str] = lambda id: "",
) -> Iterator[Problem]:
    """The faults of a licence record, each with its line.

    Args:
        record: as its TOML file states it, days as words.
        path: the file.
        lines: the line of each key, by dotted path.
        known: whether an id is on the SPDX list or on a shelf.
        uses: those that a limit may bear on, as `limit_form.limited_uses` gives them.
        shared: whether others must be able to check it, so that its file's name and its source count too.
        near: the hint for an id that no record has.
    """
    wrong = wrong_in(path, lines)
    mistyped: list[Problem] = []
    places: set[str] = set()

    def mistake(key: str, message: str, help: str) -> None:
        mistyped.append(wrong(key, message, help))
        places.add(_root(key))

    typed = fitting(record, record_shape.RECORD, mistake)
    yield from mistyped
    stands: dict[Problem, str] = {}

    def placed(key: str, message: str, help: str = "") -> Problem:
        problem = wrong(key, message, help)
        stands[problem] = _root(key)
        return problem

    for problem in _rules(typed, path, placed, known, uses, shared, near):
        if stands[problem] not in places:  # what follows from a wrong type is not said as well
            yield problem


def well_typed(record: Mapping[str, Any]) -> bool:
    """True for a licence record in which every value is of its type."""
    wrong: list[str] = []
    fitting(record, record_shape.RECORD, lambda key, message, help: wrong.append(key))
    return not wrong


def _root(key: str) -> str:
    """The key at the top of the record that a dotted path begins with."""
    return key.partition(".")[0].partition("[")[0]


def _rules(
    record: Mapping[str, Any],
    path: str,
    wrong: Wrong,
    known: Callable[[str], bool],
    uses: Collection[str],
    shared: bool,
    near: Callable[[str], str],
) -> Iterator[Problem]:
    """The faults of a record in which every value is of its type; see `problems`."""
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
    if shared and stem != (own := id.lower().removeprefix("licenseref-")):
        right = f"{own}.toml"
        yield wrong("id", f"the file of {id} is called {stem}.toml", f"call it {right}")
    if id.lower().startswith("licenseref-") and not id.startswith("LicenseRef-"):
        right = f"LicenseRef-{id[len('LicenseRef-') :]}"
        yield wrong("id", f"{id} has other capitals than an id that begins with LicenseRef-", f"write {right}")
    elif not id.startswith("LicenseRef-") and not known(id):
        yield wrong("id", f"{id} is not on the SPDX list", f"call it LicenseRef-{id}")
    if not isinstance(record.get("name"), str) or not record["name"].strip():
        yield wrong("name", "the record has no name", "the title of the text")
    yield from _heads(record, wrong)
    yield from _others(record, wrong, known, near)
    if shared:
        yield from _reading(record, wrong)
    yield from _lists(record, wrong)
    yield from _grants(record, wrong, known)
    yield from _unclear(record, wrong)
    yield from _duties(record, wrong)
    yield from limit_form.problems(record, wrong, uses)
    if "policy" in record:
        policy = table_under(record, "policy")
        for word in ("name", "url", "clause"):
            if not isinstance(policy.get(word), str) or not policy[word].strip():
                yield wrong("policy", f"the policy lacks its {word}", "write name, url and the clause that names it")
    for key, shape in _TABLES.items():
        yield from strange_keys(table_under(record, key), shape, key, wrong)


def _heads(record: Mapping[str, Any], wrong: Wrong) -> Iterator[Problem]:
    """The faults of the name of a licence, and of what it is for."""
    for word in record.get("made-for", ()):
        if word not in MADE_FOR:
            meant = suggesting(filter(None, [_MEANT.get(word.lower())])) or nearest(word, MADE_FOR)
            yield wrong("made-for", f"made-for holds {word!r}", meant or f"one of {', '.join(MADE_FOR)}")
    if "category" in record and record["category"] not in CATEGORIES:
        yield wrong(
            "category",
            f"the category is {record['category']!r}",
            nearest(record["category"], CATEGORIES) or f"one of {', '.join(CATEGORIES)}",
        )
    if "dated" in record and not _DAY.match(str(record["dated"])):
        yield wrong("dated", "dated is not a day", "write 2024-07-23")
    for sort in table_under(record, "known-as"):
        if sort not in NAMES:
            yield wrong(f"known-as.{sort}", f"known-as has no {sort!r}", nearest(sort, NAMES))


def _others(
    record: Mapping[str, Any], wrong: Wrong, known: Callable[[str], bool], near: Callable[[str], str]
) -> Iterator[Problem]:
    """The faults of what it says of other records: the same terms, a newer text, one that it replaces."""
    family = record.get("same-terms-as")
    if family is not None:
        if not isinstance(family, str) or not known(family):
            yield wrong("same-terms-as", f"same-terms-as names {family!r}, which is not a record", near(family))
        if not record.get("because"):
            yield wrong("same-terms-as", "nothing says why the terms are the same", "add because")
    newer = record.get("replaced-by")
    if newer is not None and (not isinstance(newer, str) or newer == record.get("id") or not known(newer)):
        yield wrong("replaced-by", f"replaced-by names {newer!r}, which is no other record", near(newer))
    replaces = record.get("replaces")
    if replaces is not None and not table_under(record, "replaces").get("because"):
        yield wrong("replaces", "nothing says why the record replaces another", 'write replaces = { because = "…" }')


def _reading(record: Mapping[str, Any], wrong: Wrong) -> Iterator[Problem]:
    """The faults of the table that says when, where and how far the text was read."""
    read = table_under(record, "read")
    if not read and "same-terms-as" in record:
        return
    documents = read.get("document", [])
    listed = isinstance(documents, list) and all(isinstance(document, Mapping) for document in documents)
    for document in documents if listed else ():
        yield from strange_keys(document, record_shape.DOCUMENT, "read.document", wrong)
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


def _lists(record: Mapping[str, Any], wrong: Wrong) -> Iterator[Problem]:
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


def _grants(record: Mapping[str, Any], wrong: Wrong, known: Callable[[str], bool]) -> Iterator[Problem]:
    """The faults of the grants, given and denied."""
    for term, listed in table_under(record, "grants").items():
        key = f"grants.{term}"
        if term not in GRANTS:
            help = f"{term} is a duty: write it under [duties]" if term in list(Duty) else nearest(term, GRANTS)
            yield wrong(key, f"there is no term {term!r}", help or f"terms are {', '.join(GRANTS)}")
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
            if not is_words(others) or not all(map(known, others)):
                yield wrong(f"{key}.{word}", f"{key}.{word} is not a list of known ids")
        if "basis" in listed and (listed["basis"] not in list(Support) or not listed["answer"]):
            help = nearest(str(listed["basis"]), Support) if listed["answer"] else "only a true answer has a basis"
            yield wrong(f"{key}.basis", f"the basis of {term} is {listed['basis']!r}", help or "says or general")
        if "only-limits" in listed and (listed["only-limits"] is not True or listed["answer"]):
            yield wrong(f"{key}.only-limits", f"only-limits of {term} must be true, beside answer = false")
        elif listed.get("only-limits") and not any(limit.get("of") == term for limit in limit_form.limits_in(record)):
            yield wrong(
                f"{key}.only-limits", f"{term} gives way to limits and no limit is of {term}", "add [[limit]] of"
            )
        if "only-commerce" in listed and (listed["only-commerce"] is not True or listed["answer"]):
            yield wrong(f"{key}.only-commerce", f"only-commerce of {term} must be true, beside answer = false")
        yield from _anchored(listed, key, wrong)
        own = record_shape.OWN_GRANT.get(term, {})
        yield from strange_keys(listed, (*record_shape.GRANT, *own), key, wrong)


def _unclear(record: Mapping[str, Any], wrong: Wrong) -> Iterator[Problem]:
    """The faults of the reasons for which terms are left open although the text speaks of them."""
    for term, reason in table_under(record, "unclear").items():
        key = f"unclear.{term}"
        if term not in GRANTS:
            yield wrong(key, f"there is no term {term!r}", nearest(term, GRANTS))
        elif term in table_under(record, "grants"):
            yield wrong(key, f"{term} has an answer, and is unclear", "leave out either")
        elif not isinstance(reason, Mapping) or not reason.get("clause") or not reason.get("because"):
            yield wrong(key, f"{term} lacks its clause or because", 'write { clause = "2, 4", because = "…" }')
        else:
            yield from strange_keys(reason, record_shape.UNCLEAR, key, wrong)


def _duties(record: Mapping[str, Any], wrong: Wrong) -> Iterator[Problem]:
    """The faults of the duties."""
    for duty, listed in table_under(record, "duties").items():
        key = f"duties.{duty}"
        if duty not in list(Duty):
            help = f"{duty} is a term: write it under [grants]" if duty in GRANTS else nearest(duty, Duty)
            yield wrong(key, f"there is no duty {duty!r}", help or f"duties are {', '.join(Duty)}")
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
        if not is_words(also) or not all(act in list(Act) for act in also):
            yield wrong(f"{key}.also", f"{key}.also is not a list of acts", f"such as {Act.HOST.value}")
        yield from strange_keys(listed, record_shape.DUTY, key, wrong)


def _anchored(stated: Mapping[str, Any], key: str, wrong: Wrong) -> Iterator[Problem]:
    """An anchor is a few words of the text, never the text itself."""
    anchor = stated.get("anchor", "…")
    if not isinstance(anchor, str) or not anchor.strip():
        yield wrong(f"{key}.anchor", f"{key}.anchor holds no words")
    elif len(anchor.split()) > ANCHOR_WORDS:
        yield wrong(f"{key}.anchor", f"{key}.anchor is longer than {ANCHOR_WORDS} words", "quote fewer words")
