"""Contradictions in a licence record, or between two: what the form allows and the text cannot mean."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from openness.curation.anchors import answers
from openness.errors import Problem
from openness.index.words import fold
from openness.licensing.clauses import TERRITORY, spelt
from openness.licensing.limit_form import limits_in
from openness.licensing.tables import table_under
from openness.vocabulary import FREEDOMS, Term
from openness.vocabulary.days import is_day
from openness.vocabulary.doubts import Doubt, doubt
from openness.vocabulary.duties import Duty, Effect
from openness.vocabulary.licence_words import Category

Record = Mapping[str, Any]
_Wrong = Callable[..., Problem]

#: The term that a category denies; whether a copyleft lets other terms in may be open.
_IMPLIED: Mapping[str, Term] = {
    Category.RESEARCH_ONLY: Term.ANY_FIELD,
    Category.NON_COMMERCIAL: Term.COMMERCIAL_USE,
    Category.COPYLEFT: Term.RELICENSE,
    Category.WEAK_COPYLEFT: Term.RELICENSE,
}
_RESTRICTED = (
    Category.USE_RESTRICTED,
    Category.SOURCE_AVAILABLE,
    Category.PROPRIETARY,
)  # some freedom is denied, or not granted
_FREE = (Category.PERMISSIVE, Category.WEAK_COPYLEFT, Category.COPYLEFT)  # none is
_SHARED = re.compile(r"stands for several|same (?:title|name)|another text|other texts?|share[sd]? (?:by|its name)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FEW = 5  # words: fewer are not a sentence, and the same in texts that mean different things


def problems(record: Record, path: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    """Every contradiction of a record with itself, each with its line."""

    def wrong(key: str, message: str, help: str = "") -> Problem:
        return Problem(path, lines.get(key, lines.get(key.partition(".")[0], 1)), message, help)

    for term, answer in table_under(record, "grants").items():
        if isinstance(answer, Mapping) and answer.get("answer") is True and answer.get("because"):
            yield wrong(f"grants.{term}", f"{term} is granted, and because says why not", "correct either")
        if isinstance(answer, Mapping) and answer.get("only-limits"):
            words = {str(limit.get("because")) for limit in limits_in(record) if limit.get("of") == term}
            if len(words) == 1 and answer.get("because") not in words:
                message = f"{term} gives way to one limit, and says in other words what that says"
                yield wrong(f"grants.{term}", message, "the same words in both")
    for duty, entry in table_under(record, "duties").items():
        shown = entry.get("words") if isinstance(entry, Mapping) else None
        if duty != Duty.ATTRIBUTION and isinstance(shown, str) and _plain(shown) not in _plain(str(entry.get("says"))):
            yield wrong(f"duties.{duty}", f"what {duty} says lacks the words {shown!r}", "the same words in both")
    yield from _category(record, wrong)
    yield from _limits(record, wrong)
    yield from _days(record, wrong)
    address = table_under(record, "text").get("url", "https://")
    if not re.match(r"https?://", str(address)):
        yield wrong("text.url", f"the text's address is {address!r}", "write https://…")


def _plain(text: str) -> str:
    return re.sub(r"[^\w ]", "", text).lower()


def _granted(record: Record, term: str) -> bool | None:
    """A record's answer to a term; None where it has none."""
    answer = table_under(record, "grants").get(term)
    granted = answer.get("answer") if isinstance(answer, Mapping) else None
    return granted if isinstance(granted, bool) else None


def _category(record: Record, wrong: _Wrong) -> Iterator[Problem]:
    """The answers that a category implies."""
    category = str(record.get("category"))
    if "same-terms-as" in record or not table_under(record, "grants"):
        return
    denied = [term.value for term in FREEDOMS if _granted(record, term) is False]
    if category in _IMPLIED:
        term = _IMPLIED[category]
        if _granted(record, term) is True or (_granted(record, term) is None and term is not Term.RELICENSE):
            message = f"the category is {category}, and {term.value} is not answered no"
            yield wrong("category", message, f"answer {term.value} from the text, or correct the category")
    if category in _RESTRICTED and all(_granted(record, term) for term in (*FREEDOMS, Term.RELICENSE)):
        yield wrong("category", f"the category is {category}, and no freedom is denied", "correct the category")
    if category in _FREE and denied:
        yield wrong("category", f"the category is {category}, and {denied[0]} is denied", "correct either")
    if category == Category.PERMISSIVE and "share-alike" in table_under(record, "duties"):
        yield wrong("category", "the category is permissive, and share-alike is a duty", "correct either")


def _limits(record: Record, wrong: _Wrong) -> Iterator[Problem]:
    """A limit narrows a grant that is denied, or adds a duty to one that is not; its words name its number and day."""
    limits = record.get("limit", [])
    for number, limit in enumerate(limits if isinstance(limits, list) else []):
        if not isinstance(limit, Mapping) or limit.get("effect") not in list(Effect):
            continue
        key, of, effect = f"limit[{number}]", str(limit.get("of")), str(limit["effect"])
        because = str(limit.get("because"))
        granted = _granted(record, of)
        if effect == Effect.DUTY and granted is False:
            yield wrong(key, f"the limit only adds a duty, and {of} is denied", "correct either")
        inherited = granted is None and "same-terms-as" in record
        if effect != Effect.DUTY and "of" in limit and granted is not False and not inherited:
            yield wrong(key, f"the limit {effect} {of}, and {of} is not denied", "correct either")
        above = limit.get("above", limit.get("at-least"))
        if limit.get("metric") != TERRITORY and isinstance(above, (int, float)) and spelt(above) not in because:
            yield wrong(key, f"the limit is at {above:,}, and because does not say {spelt(above)!r}", "correct either")
        days = set(_DAY.findall(because))
        if days and days != set(_DAY.findall(str(limit.get("test")))):
            yield wrong(key, "the day in because is not the day of the test", "correct either")
        for words in _counting(limit):
            if words not in because:
                yield wrong(key, f"because does not say {words!r}, which the limit states", "correct either")


def _counting(limit: Mapping[str, Any]) -> Iterator[str]:
    """The words that because must have for what is counted besides the number: the period, and whose numbers count too."""
    yield from filter(None, (limit.get("period"),))
    if limit.get("affiliates"):
        yield "affiliates"


def _days(record: Record, wrong: _Wrong) -> Iterator[Problem]:
    """Each day is one that has come, and no text is younger than its reading."""
    today = date.today().isoformat()
    read = str(table_under(record, "read").get("on", ""))
    if read > today and is_day(read):
        yield wrong("read.on", f"the text was read on {read}, a day that has not come")
    for term, entry in table_under(record, "listed").items():
        seen = str(entry.get("seen", "")) if isinstance(entry, Mapping) else ""
        if seen and not is_day(seen):
            yield wrong(f"listed.{term}", f"{term} was looked up on {seen!r}, which is not a day", "write 2024-07-23")
        elif seen > today:
            yield wrong(f"listed.{term}", f"{term} was looked up on {seen}, a day that has not come")
    if is_day(read) and str(record.get("dated", "")) > read:
        yield wrong("dated", f"the text is of {record['dated']}, and was read on {read}", "correct either")


def doubts(record: Record, path: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    """A name that the record claims alone, although its own note says that several texts bear it."""
    note = str(table_under(record, "read").get("note", ""))
    names = table_under(record, "known-as").get("license-name", [])
    if not isinstance(names, list) or not names or not _SHARED.search(note):
        return
    named = [name for name in names if fold(str(name)) in fold(note)]
    for name in named:
        message = f"the note says that {name!r} stands for other texts too"
        yield doubt(Doubt.SHARED_NAME, path, lines.get("known-as", 1), message, "let a family have the name")


Sentences = dict[tuple[str, str], dict[bool, tuple[str, str]]]


def sentences(record: Record, path: str, lines: Mapping[str, int], seen: Sentences) -> Iterator[Problem]:
    """The answers that another record gives otherwise to the same words of a text.

    Args:
        record: a licence record.
        path: its file.
        lines: the line of each key.
        seen: the words met so far: a term and its anchor → each answer with the record and clause that gave it.
    """
    for key, answer in answers(record):
        granted, anchor = answer.get("answer"), answer.get("anchor")
        if not isinstance(granted, bool) or not isinstance(anchor, str) or len(anchor.split()) < _FEW:
            continue
        term = key.partition(".")[2]
        others = seen.setdefault((term, " ".join(_plain(anchor).split())), {})
        if (not granted) in others:
            other, clause = others[not granted]
            message = (
                f"{term} is answered {'yes' if granted else 'no'}, and {other} answers the same words (clause {clause})"
            )
            help = "answer alike, or leave the term out"
            yield doubt(Doubt.ONE_SENTENCE, path, lines.get(key, 1), f"{message} otherwise", help)
        others.setdefault(granted, (str(record.get("id")), str(answer.get("clause"))))
