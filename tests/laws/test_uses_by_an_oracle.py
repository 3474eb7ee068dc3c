"""Law: for every licence, use and caller the answer is what docs/reference/uses.md gives, worked out apart from the engine.

The oracle reads the plain record and knows nothing of definitions, worlds or rows.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.support.releases import native

from openness import may
from openness.shelf.shelf import shipped

#: The table of the page, for the uses that ask one part.
ASKS = {
    "run": ["use"],
    "study": ["study"],
    "host": ["host"],
    "fine-tune": ["modify"],
    "redistribute": ["share"],
    "publish-a-derivative": ["share-modified"],
    "sell-a-product": ["use", "commercial-use", "anyone"],
    "use-outputs": ["outputs"],
    "train-on-outputs": ["train-on-outputs"],
    "any-purpose": ["any-field", "commercial-use"],
    "anywhere": ["everywhere"],
}
#: The grants the limits of which bear on a use although it does not ask them (`src/openness/definitions/uses.toml`).
BESIDES = {
    "study": ["use"],
    "host": ["use"],
    "fine-tune": ["use"],
    "redistribute": ["use"],
    "publish-a-derivative": ["use", "modify"],
    "sell-a-product": ["host"],
    "use-outputs": ["use"],
    "train-on-outputs": ["use", "outputs"],
}
WITHOUT_LIMITS = ("any-purpose", "anywhere")
EU = set("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
TERRITORIES = {"EU": EU, "EEA": EU | {"IS", "LI", "NO"}}
NO, OPEN, YES = -1, 0, 1
CALLERS: list[dict[str, Any]] = [
    {},
    {"users": 10, "revenue": 10},
    {"users": 10**12},
    {"revenue": 10**13, "territory": "DE"},
    {"users": 5, "revenue": 5, "territory": "EEA"},
    {"users": 5, "revenue": 5, "territory": "US"},
]
Record = Mapping[str, Any]


def keeps(limit: Record, caller: Mapping[str, Any], use: str) -> int:
    """The right stays (1), goes (-1), or nobody can say (0)."""
    if limit["effect"] in ("pays", "duty"):
        return YES
    if limit["metric"] == "territory":
        if use == "anywhere" and limit.get("where") == "used":
            return NO
        if "territory" not in caller:
            return OPEN
        excepted = {country for word in limit["except"] for country in TERRITORIES.get(word, {word})}
        own = TERRITORIES.get(caller["territory"], {caller["territory"]})
        return NO if own <= excepted else OPEN if own & excepted else YES
    asked = {("monthly-active-users", None): "users", ("annual-revenue", "USD"): "revenue"}
    word = asked.get((limit["metric"], limit.get("currency")), "")
    if word not in caller:
        return OPEN
    past = caller[word] >= limit["at-least"] if "at-least" in limit else caller[word] > limit["above"]
    return NO if past else YES


def reaches(limit: Record, kept: int) -> int:
    """The answer of a limit on certain models alone, where nobody says what this one is; `presumed` says it."""
    return OPEN if "only" in limit and kept == NO and not limit.get("presumed") else kept


def bears(limit: Record, use: str, asks: list[str]) -> bool:
    if "uses" in limit and use not in limit["uses"]:
        return False
    if limit.get("of") in asks:
        return True
    besides = (None, "anyone", "without-asking", "royalty-free", *BESIDES.get(use, ()))
    named = "uses" in limit or limit.get("of") in besides
    return use not in WITHOUT_LIMITS and limit["metric"] != "territory" and named


def reached(limit: Record, use: str) -> bool:
    """A use that does not ask who asks is lost to whoever is known to be past a limit on every use, or on commerce."""
    if use not in WITHOUT_LIMITS or limit["effect"] not in ("withholds", "asks"):
        return False
    every = limit["metric"] != "territory" and "uses" not in limit and limit.get("of") in (None, "anyone", "use")
    return every or (use == "any-purpose" and "sell-a-product" in limit.get("uses", ()))


def oracle(record: Record, use: str, caller: Mapping[str, Any]) -> int:
    asks = ASKS[use] + (["everywhere"] if "territory" in caller and "everywhere" not in ASKS[use] else [])
    limits = record.get("limit", [])
    answer = YES
    for term in asks:
        grant = record.get("grants", {}).get(term)
        way = bool(grant) and grant.get("only-limits", False) and any(limit.get("of") == term for limit in limits)
        way = way or (bool(grant) and grant.get("only-commerce", False) and "commercial-use" not in asks)
        answer = min(answer, OPEN if grant is None else YES if grant["answer"] or way else NO)
    kept = [(limit, reaches(limit, keeps(limit, caller, use))) for limit in limits]
    narrowing = [keep for limit, keep in kept if bears(limit, use, asks) or (reached(limit, use) and keep == NO)]
    return min([answer, *narrowing])


def known() -> Iterator[tuple[str, Record]]:
    """Every licence of which an id means one record alone."""
    for id in shipped().licences():
        licence = shipped().licence(id)
        if licence is not None and shipped().naming(id).candidates == (id,):
            yield id, licence.record


def test_every_licence_answers_every_use_as_promised() -> None:
    compared = limited = 0
    for id, record in known():
        release = native(f"name: M\ncomponents: {{model-parameters-final: {{availability: public, licence: {id}}}}}")
        for caller in CALLERS if "limit" in record else CALLERS[:1]:
            for answer in may(release, list(ASKS), shelf=shipped(), **caller):
                verdict = {"unmet": NO, "unknown": OPEN, "met": YES}[answer.verdict.value]
                assert verdict == oracle(record, answer.use, caller), (id, answer.use, caller, answer.because)
                compared += 1
                limited += "limit" in record
    assert compared > 5_000
    assert limited > 2_000
