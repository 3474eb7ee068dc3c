"""The type of every value in a licence record (docs/reference/licence-record.md): the one list of its keys."""

from openness.vocabulary.shapes import ANY, DAY, FLAG, NUMBER, ListOf, Shape, text

_CLAUSE = text("2")
_BECAUSE = text("Companies with more than 10 million users have no rights.")
_IDS = ListOf(text("MIT"))

GRANT: dict[str, Shape] = {
    "answer": FLAG,
    "clause": _CLAUSE,
    "because": _BECAUSE,
    "basis": text("says"),
    "anchor": text("a few words of the clause"),
    "only-limits": FLAG,
    "only-commerce": FLAG,
}
#: Keys that the answer to one term alone may have.
OWN_GRANT: dict[str, dict[str, Shape]] = {
    "relicense": {"except": _IDS},
    "train-on-outputs": {"derivative": _CLAUSE, "spares": _IDS},
}
LISTED: dict[str, Shape] = {"answer": FLAG, "seen": DAY}
UNCLEAR: dict[str, Shape] = {"clause": _CLAUSE, "because": _BECAUSE}
DUTY: dict[str, Shape] = {
    "clause": _CLAUSE,
    "also": ListOf(text("host")),
    "says": text("name the maker"),
    "words": text("Built with Acme"),
    "anywhere": FLAG,
    "anchor": text("a few words of the clause"),
}
LIMIT: dict[str, Shape] = {
    "metric": text("monthly-active-users"),
    "above": NUMBER,
    "at-least": NUMBER,
    "currency": text("USD"),
    "test": text("running"),
    "period": text("the last twelve months"),
    "affiliates": FLAG,
    "of": text("anyone"),
    "effect": text("withholds"),
    "duty": text("display"),
    "uses": ListOf(text("sell-a-product")),
    "except": ListOf(text("EU")),
    "where": text("used"),
    "only": text("multimodal"),
    "presumed": FLAG,
    "end-users-exempt": FLAG,
    "because": _BECAUSE,
    "clause": _CLAUSE,
}
DOCUMENT: dict[str, Shape] = {"name": text("agreement"), "from": text("https://…"), "whole": FLAG}
READ: dict[str, Shape] = {
    "on": DAY,
    "from": text("https://…"),
    "whole": FLAG,
    "note": text("what was missing"),
    "document": ListOf(DOCUMENT, 1),
}
POLICY: dict[str, Shape] = {"name": text(), "url": text("https://…"), "clause": _CLAUSE, "id": text("LicenseRef-…")}
TEXT: dict[str, Shape] = {"url": text("https://…"), "sha256": text()}
REPLACES: dict[str, Shape] = {"because": text("it was read anew")}

RECORD: dict[str, Shape] = {
    "id": text("LicenseRef-Acme-1.0"),
    "name": text("Acme Licence 1.0"),
    "version": text("1.0"),
    "steward": text("Acme"),
    "dated": DAY,
    "made-for": ListOf(text("weights"), 1),
    "category": text("permissive"),
    "same-terms-as": text("MIT"),
    "because": _BECAUSE,
    "replaces": REPLACES,
    "replaced-by": text("LicenseRef-Acme-2.0"),
    "read": READ,
    "known-as": {ANY: ListOf(text("acme-1.0"))},
    "listed": {ANY: LISTED},
    "grants": {ANY: {**GRANT, **OWN_GRANT["relicense"], **OWN_GRANT["train-on-outputs"]}},
    "unclear": {ANY: UNCLEAR},
    "duties": {ANY: DUTY},
    "limit": ListOf(LIMIT),
    "text": TEXT,
    "policy": POLICY,
}
