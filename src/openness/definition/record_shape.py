"""The type of every value in a definition file (docs/reference/definition-file.md): the one list of its keys."""

from openness.vocabulary import TRAINING_COMPUTE
from openness.vocabulary.shapes import DAY, FLAG, JUDGED, NUMBER_OR_TEXT, ListOf, Plain, Shape, TextOr, text

_COMPUTE = Plain("a number", "1e25")
_WORDS = ListOf(text("datasets"))
_TERMS = ListOf(text("use"))

REQUIREMENT: dict[str, Shape] = {
    "components": _WORDS,
    "of": text("base"),
    "at": text("public"),
    "doubt": text("gated"),
    "extent": text("whole"),
    "terms": _TERMS,
    "judged-terms": _TERMS,
    "channels": ListOf(text("product")),
    "elements": ListOf(text("supplier")),
    "unless": ListOf(text("monetised")),
    "below": {TRAINING_COMPUTE: _COMPUTE},
    "if-used": FLAG,
    "concluded": JUDGED,
}
REQUIREMENT["any"] = ListOf(REQUIREMENT)
CRITERION: dict[str, Shape] = {"id": text("weights"), "says": text(), "cites": text("4.1"), "help": text()}
GRADE: dict[str, Shape] = {
    "id": text("open"),
    "name": text("Open"),
    "says": text(),
    "criterion": ListOf({**CRITERION, **REQUIREMENT}),
}
READ: dict[str, Shape] = {"hand": text("first-hand"), "from": text("https://…"), "on": DAY}

DEFINITION: dict[str, Shape] = {
    "id": text("acme-open-1.0"),
    "name": text("Acme’s open models 1.0"),
    "label": text("Acme’s open models"),
    "says": text(),
    "version": NUMBER_OR_TEXT,
    "source": text("https://…"),
    "dated": DAY,
    "read": TextOr(READ),
    "floor": text("closed"),
    "floor-name": text("Closed"),
    "floor-says": text(),
    "ending": text("grades"),
    "outcomes": {word: text() for word in ("met", "unmet", "unknown", "out-of-scope")},
    "results": {word: text() for word in ("met", "unmet", "unknown")},
    "subject": text("model"),
    "about": text("release"),
    "scope": {TRAINING_COMPUTE: _COMPUTE},
    "score": text("progress"),
    "note": text(),
    "beside": text(),
    "components": _WORDS,
    "replaces": {"because": text("it was read anew")},
    "grade": ListOf(GRADE),
    "criterion": ListOf({**CRITERION, **REQUIREMENT}),
}
