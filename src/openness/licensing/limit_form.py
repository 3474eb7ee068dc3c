"""The form of a limit in a licence record, and what is wrong with one (docs/reference/licence-record.md)."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from openness.errors import Problem, nearest
from openness.licensing.clauses import CLASS, ESTABLISHED, TERRITORY, USED
from openness.licensing.record_shape import LIMIT
from openness.licensing.tables import Wrong, is_words, strange_keys
from openness.vocabulary import Circumstance
from openness.vocabulary.doubts import Doubt, doubt
from openness.vocabulary.duties import Duty, Effect
from openness.vocabulary.licence_words import Metric
from openness.vocabulary.terms import GRANTS
from openness.vocabulary.territories import UNIONS

METRICS = tuple(map(str, Metric))
#: The models that a limit may be confined to.
SCOPES = (Circumstance.MULTIMODAL.value,)
#: The keys of a limit.
KEYS = tuple(LIMIT)
#: The places by which a territory may be meant.
PLACES = (ESTABLISHED, USED)
_COUNTRY = re.compile(r"[A-Z]{2}$")


def limited_uses(rules: Mapping[str, Any]) -> tuple[str, ...]:
    """The uses that a limit may bear on (docs/reference/uses.md).

    Args:
        rules: the uses that one may ask for, as their file states them.
    """
    return tuple(use["id"] for use in rules["use"] if use.get("limits"))


def limits_in(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The tables in a record's list of limits; none where no list stands there."""
    limits = record.get("limit", [])
    return [limit for limit in limits if isinstance(limit, Mapping)] if isinstance(limits, list) else []


def problems(record: Mapping[str, Any], wrong: Wrong, uses: Collection[str]) -> Iterator[Problem]:
    """The faults of the limits of a record.

    Args:
        record: as its file states it.
        wrong: makes a problem.
        uses: those that a limit may bear on, as `limited_uses` gives them.
    """
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
        if "duty" in limit and (limit.get("effect") != Effect.DUTY or limit["duty"] not in _duties(record)):
            yield wrong(f"{key}.duty", f"duty is {limit['duty']!r}", 'one of [duties], beside effect = "duty"')
        asked = limit.get("uses", [])
        if not isinstance(asked, list) or not all(use in uses for use in asked):
            yield wrong(f"{key}.uses", f"uses holds {asked!r}", f"a list of {', '.join(uses)}")
        if limit.get("only", SCOPES[0]) not in SCOPES:
            yield wrong(f"{key}.only", f"only is {limit['only']!r}", nearest(str(limit["only"]), SCOPES))
        if "presumed" in limit and (limit["presumed"] is not True or "only" not in limit):
            yield wrong(f"{key}.presumed", "presumed must be true, beside only", "write it only beside only, as true")
        for word in ("affiliates", "end-users-exempt"):
            if not isinstance(limit.get(word, True), bool):
                yield wrong(f"{key}.{word}", f"{word} is neither true nor false")
        if "where" in limit and (limit["where"] not in PLACES or metric != TERRITORY):
            yield wrong(f"{key}.where", f"where is {limit['where']!r}", f"{' or '.join(PLACES)}, beside a territory")
        yield from strange_keys(limit, KEYS, key, wrong)


def _duties(record: Mapping[str, Any]) -> list[Duty]:
    """The duties that a record states."""
    table = record.get("duties")
    return [duty for duty in Duty if duty in table] if isinstance(table, Mapping) else []


def _number(limit: Mapping[str, Any], key: str, wrong: Wrong) -> Iterator[Problem]:
    word = "at-least" if "at-least" in limit else "above"
    number = limit.get(word)
    if isinstance(number, bool) or not isinstance(number, (int, float)) or not number > 0:
        sort = isinstance(number, int | float) and not isinstance(number, bool)
        message = f"the limit is {number}, which is not above zero" if sort else "the limit is not a number"
        yield wrong(f"{key}.{word}", message, f"write {word} = 700000000")
    if "above" in limit and "at-least" in limit:
        yield wrong(key, "the limit has two numbers", "keep above, or at-least for a number that itself counts")
    if ("revenue" in str(limit.get("metric"))) != bool(limit.get("currency")):
        yield wrong(key, "a revenue names its currency, and nothing else does", 'add currency = "USD"')
    if "except" in limit:
        yield wrong(f"{key}.except", "only a territory has exceptions", 'write metric = "territory"')


def _class(limit: Mapping[str, Any], key: str, wrong: Wrong) -> Iterator[Problem]:
    yield from _uncounted(limit, key, wrong, "a class of people")
    if "except" in limit:
        yield wrong(f"{key}.except", "only a territory has exceptions", 'write metric = "territory"')


def _territory(limit: Mapping[str, Any], key: str, wrong: Wrong) -> Iterator[Problem]:
    places = limit.get("except")
    if not is_words(places) or not places or not all(place in UNIONS or _COUNTRY.match(place) for place in places):
        yield wrong(
            f"{key}.except", "the limit excepts no territories", 'write except = ["EU", "GB"]: ISO 3166-1 codes'
        )
    yield from _uncounted(limit, key, wrong, "a territory")


def _uncounted(limit: Mapping[str, Any], key: str, wrong: Wrong, what: str) -> Iterator[Problem]:
    if not {"above", "at-least", "currency", "period", "affiliates"}.isdisjoint(limit):
        yield wrong(
            f"{key}.above", f"{what} has no number", "leave out above, at-least, currency, period and affiliates"
        )


#: The rules for a limit that counts nothing, by its metric.
_KINDS: dict[str, Callable[[Mapping[str, Any], str, Wrong], Iterator[Problem]]] = {
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
