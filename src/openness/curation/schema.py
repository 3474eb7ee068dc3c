"""JSON Schemas of our own files, made from the words their readers know."""

from collections.abc import Callable, Iterable
from typing import Any

from openness.definition import parse as grammar
from openness.licensing import record
from openness.licensing.clauses import TERRITORY
from openness.licensing.licence import Support
from openness.policy import grammar as policies
from openness.policy.policy import LEVELS, NEVER
from openness.release.finding import Code
from openness.shelf.shelf import shipped
from openness.sources import systems as described
from openness.vocabulary import (
    CIRCUMSTANCES,
    TRAINING_COMPUTE,
    Availability,
    Channel,
    Circumstance,
    Confidence,
    Extent,
    Kind,
    Label,
    Relation,
    Term,
)
from openness.vocabulary.asking import Ending, Owner
from openness.vocabulary.details import DetailSort, Modality, ModelDetail
from openness.vocabulary.duties import Act, Duty, Effect
from openness.vocabulary.elements import Element


def native_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of `openness.yaml`, `.toml` and `.json`.

    >>> from openness.formats.native import KEYS
    >>> from openness.syntax import citations as cited
    >>> sorted(native_schema()["properties"]) == sorted((*KEYS, *cited.KEYS))
    True
    """
    word = {"type": "string"}
    details: dict[str, Any] = {
        "source": {"anyOf": [word, {"type": "array", "items": word, "minItems": 1}]},
        "checked": {"anyOf": [{"type": "string", "format": "date"}, word]},
        "confidence": {"enum": [str(word) for word in Confidence]},
        "quote": word,
        "second-hand": {"const": True},
    }

    def alone(value: dict[str, Any]) -> dict[str, Any]:
        """A value, or the value with where it was found."""
        told_of = {"type": "object", "required": ["value"], "additionalProperties": False}
        return {"anyOf": [value, {**told_of, "properties": {"value": value, **details}}]}

    def words(vocabulary: Iterable[str]) -> dict[str, Any]:
        """A list of words of a vocabulary, the list or each word with where it was found."""
        return alone({"type": "array", "items": alone({"enum": [str(word) for word in vocabulary]})})

    text = alone(word)
    licence = alone({"anyOf": [word, {"type": "array", "items": word, "minItems": 1}]})
    availability = alone({"enum": [str(word) for word in Availability]})
    item = {
        "anyOf": [
            availability,
            {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "name": text,
                    "availability": availability,
                    "licence": licence,
                    "location": text,
                    "extent": alone({"enum": [str(word) for word in Extent]}),
                    "because": text,
                    **details,
                },
            },
        ]
    }
    component = {"anyOf": [item, {"type": "array", "items": item}]}
    properties: dict[str, Any] = {
        "openness": {"const": 1},
        "name": text,
        "version": text,
        "producer": text,
        "channels": words(Channel),
        "claims": words(Label),
        "not-checked": words(Kind),
        "components": {
            "type": "object",
            "additionalProperties": False,
            "properties": {**{kind.value: {**component, "description": kind.says} for kind in Kind}, **details},
        },
        "base-models": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "name": text,
                    "relation": alone({"enum": [str(word) for word in Relation]}),
                    "licence": licence,
                    "producer": text,
                    **details,
                },
            },
        },
        "circumstances": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                **{
                    word: alone({"type": "boolean"} if word in list(Circumstance) else {"type": "number", "minimum": 0})
                    for word in map(str, CIRCUMSTANCES)
                },
                **details,
            },
        },
        "details": {
            "type": "object",
            "additionalProperties": False,
            "properties": {**{str(word): _detail(word, alone) for word in ModelDetail}, **details},
        },
        "copyrights": alone({"type": "array", "items": text}),
        "concluded": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["by", "on", "because"],
                "additionalProperties": False,
                "properties": {
                    "criterion": word,
                    "verdict": {"enum": ["met", "unmet"]},
                    "component": {"enum": [str(kind) for kind in Kind]},
                    "licence": word,
                    "by": word,
                    "on": word,
                    "because": word,
                },
            },
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "openness native file, version 1",
        "type": "object",
        "required": ["openness"],
        "additionalProperties": False,
        "properties": {**properties, **details},
    }


def _detail(detail: ModelDetail, alone: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """A detail of its sort, or a list of them where it has several values."""
    text = {"type": "string"}
    values: dict[DetailSort, dict[str, Any]] = {
        DetailSort.DAY: {"anyOf": [{"type": "string", "format": "date"}, text, {"type": "integer"}]},
        DetailSort.NUMBER: {"type": "number", "minimum": 0},
        DetailSort.MODALITY: {"enum": [str(word) for word in Modality]},
        DetailSort.TEXT: text,
    }
    value = alone(values[detail.sort])
    schema = alone({"anyOf": [value, {"type": "array", "items": value}]}) if detail.several else value
    return {**schema, "description": detail.says}


def system_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of a described system: a native file and what a record says besides.

    >>> set(described.KEYS) <= set(system_schema()["properties"])
    True
    """
    native_file = native_schema()
    word = {"type": "string", "minLength": 1}
    statement = {"by": word, "claim": word, "verdict": {"enum": list(described.VERDICTS)}, "why": word}
    properties = {
        "id": {"type": "string", "pattern": r"^[a-z0-9][a-z0-9.-]*$"},
        "released": native_file["properties"]["name"],
        "note": word,
        "said": {
            "type": "array",
            "items": {
                "type": "object",
                "required": list(statement),
                "additionalProperties": False,
                "properties": statement,
            },
        },
    }
    return {
        **native_file,
        "title": "openness described system",
        "required": ["openness", "id", "name", "producer"],
        "properties": {key: property for key, property in native_file["properties"].items() if key != "concluded"}
        | properties,
    }


def licence_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of a licence record.

    >>> sorted(licence_schema()["properties"]) == sorted(record.KEYS)
    True
    """
    text = {"type": "string", "minLength": 1}
    day = {"anyOf": [{"type": "string", "format": "date"}, text]}

    def table(properties: dict[str, Any], *required: str) -> dict[str, Any]:
        return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}

    grant = table(
        {
            "answer": {"type": "boolean"},
            "clause": text,
            "because": text,
            "basis": {"enum": [str(word) for word in Support]},
            "anchor": text,
            "only-limits": {"const": True},
        },
        "answer",
        "clause",
    )
    several = {"type": "array", "items": text}
    of_outputs = {"derivative": text, "spares": several}
    own: dict[str, dict[str, Any]] = {"relicense": {"except": several}, "train-on-outputs": of_outputs}
    grants = {term: {**grant, "properties": {**grant["properties"], **own.get(term, {})}} for term in record.GRANTS}
    denied = {"if": {"properties": {"answer": {"const": False}}}, "then": {"required": ["because"]}}
    acts = {"type": "array", "items": {"enum": [str(act) for act in Act]}}
    duty = table({"clause": text, "also": acts, "says": text, "words": text, "anchor": text}, "clause", "says")
    limit = {
        "metric": {"enum": list(record.METRICS)},
        "above": {"type": "number"},
        "at-least": {"type": "number"},
        "only": {"enum": list(record.SCOPES)},
        "currency": text,
        "test": text,
        "period": text,
        "affiliates": {"type": "boolean"},
        "of": {"enum": list(record.GRANTS)},
        "effect": {"anyOf": [{"enum": [str(word) for word in Effect]}, text]},
        "uses": {"type": "array", "items": {"enum": list(record.limited_uses(shipped().uses))}},
        "except": {"type": "array", "items": {"type": "string", "pattern": "^([A-Z]{2}|EEA)$"}},
        "end-users-exempt": {"type": "boolean"},
        "because": text,
        "clause": text,
    }
    territorial = {"properties": {"metric": {"const": TERRITORY}}}
    numbers = [{"required": ["above"]}, {"required": ["at-least"]}]
    counted = {"if": territorial, "then": {"required": ["except"]}, "else": {"oneOf": numbers}}
    document = table({"name": text, "from": text, "whole": {"type": "boolean"}}, "name", "whole")
    read = {
        "on": day,
        "from": text,
        "whole": {"type": "boolean"},
        "note": text,
        "document": {"type": "array", "items": document, "minItems": 1},
    }
    sources = {"anyOf": [{"required": ["from", "whole"]}, {"required": ["document"]}]}
    properties: dict[str, Any] = {
        "id": {"type": "string", "pattern": "^[0-9A-Za-z.+-]+$"},
        "name": text,
        "version": text,
        "steward": text,
        "dated": day,
        "made-for": {"type": "array", "items": {"enum": list(record.MADE_FOR)}},
        "category": {"enum": list(record.CATEGORIES)},
        "same-terms-as": text,
        "because": text,
        "replaces": table({"because": text}, "because"),
        "read": {**table(read, "on"), **sources},
        "known-as": table({sort: {"type": "array", "items": text} for sort in record.NAMES}),
        "listed": table(
            {term: table({"answer": {"type": "boolean"}, "seen": day}, "answer", "seen") for term in record.LISTS}
        ),
        "grants": table({term: {**grant, **denied} for term, grant in grants.items()}),
        "duties": table({word: {**duty, "description": word.says} for word in Duty}),
        "limit": {"type": "array", "items": {**table(limit, "metric", "effect", "clause"), **counted}},
        "text": table({"url": text, "sha256": text}),
        "policy": table({"id": text, "name": text, "url": text, "clause": text}, "name", "url", "clause"),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "openness licence record",
        **table(properties, "id", "name"),
    }


def definition_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of a definition file.

    >>> sorted(definition_schema()["properties"]) == sorted(grammar.DEFINITION_KEYS)
    True
    """
    text = {"type": "string", "minLength": 1}
    number = {"type": "object", "properties": {TRAINING_COMPUTE: {"type": "number", "exclusiveMinimum": 0}}}
    one_number = {**number, "additionalProperties": False, "maxProperties": 1}

    def table(properties: dict[str, Any], *required: str) -> dict[str, Any]:
        return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}

    def words(vocabulary: Iterable[str]) -> dict[str, Any]:
        return {"type": "array", "items": {"enum": [str(word) for word in vocabulary]}}

    kinds = "|".join(kind.value for kind in Kind)
    slot = {"type": "string", "pattern": rf"^\s*({kinds})\s*(\|\s*({kinds})\s*)*$"}
    requirement: dict[str, Any] = {
        "components": {"type": "array", "items": slot},
        "of": {"enum": [str(word) for word in Owner]},
        "at": {"enum": [str(word) for word in Availability]},
        "doubt": {"enum": [str(word) for word in Availability]},
        "extent": {"enum": [str(word) for word in Extent]},
        "terms": words(Term),
        "judged-terms": words(Term),
        "any": {"type": "array", "items": {"$ref": "#/$defs/requirement"}},
        "channels": words(Channel),
        "elements": words(Element),
        "unless": words(Circumstance),
        "below": one_number,
        "if-used": {"type": "boolean"},
        "concluded": {"anyOf": [{"type": "boolean"}, text]},
    }
    criterion = table(dict.fromkeys(grammar.CRITERION_KEYS, text) | requirement, *grammar.CRITERION_KEYS)
    grade = table({"id": text, "name": text, "says": text, "criterion": {"type": "array", "items": criterion}}, "id")
    properties: dict[str, Any] = {
        **dict.fromkeys(("id", "name", "label", "says", "source", "floor", "floor-name", "floor-says", "note"), text),
        "version": {"type": ["string", "number"]},
        "dated": text,
        "read": {"anyOf": [text, table({"hand": text, "from": text, "on": text})]},
        "ending": {"enum": [str(word) for word in Ending]},
        "outcomes": table(dict.fromkeys(grammar.OUTCOMES, text)),
        "results": table(dict.fromkeys(grammar.RESULTS, text)),
        "subject": {"enum": ["model", "dataset", "any"]},
        "about": {"enum": ["release", "document"]},
        "scope": one_number,
        "score": {"const": "progress"},
        "components": words(Kind),
        "replaces": table({"because": text}, "because"),
        "grade": {"type": "array", "items": grade, "minItems": 1},
        "criterion": {"type": "array", "items": criterion, "minItems": 1},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "openness definition file",
        "$defs": {"requirement": table(requirement)},
        **table(properties, *grammar.REQUIRED),
        "anyOf": [{"required": ["grade"]}, {"required": ["criterion"]}],
    }


def policy_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of `openness-policy.toml`, and of `[tool.openness]` in a pyproject.toml.

    >>> sorted(policy_schema()["properties"]) == sorted(policies.TOP)
    True
    """

    def table(properties: dict[str, Any], *required: str) -> dict[str, Any]:
        return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}

    text = {"type": "string", "minLength": 1}
    number = {"type": "integer", "minimum": 0}
    texts = {"type": "array", "items": text}
    kinds, terms, codes = ("|".join(vocabulary) for vocabulary in (Kind, Term, Code))
    entry = {"type": "string", "pattern": rf"^(({kinds}):\s*)?(licence|category|list):.+$|^finding:\s*({codes})$"}
    rules: dict[str, Any] = {
        "require": {
            "type": "object",
            "additionalProperties": {"anyOf": [text, {"type": "number", "minimum": 0, "maximum": 1}]},
        },
        "require-terms": {"type": "array", "items": {"type": "string", "pattern": rf"^(({kinds}):\s*)?({terms})$"}},
        "require-uses": {"type": "array", "items": text},
        "caller": table({"users": number, "revenue": number, "in": text}),
        "allow": {"type": "array", "items": entry, "minItems": 1},
        "forbid": {"type": "array", "items": entry},
        "unknown": {"enum": ["fail", "warn"]},
        "fail-on": {"enum": [*map(str, LEVELS), NEVER]},
    }
    exception = dict.fromkeys(policies.EXCEPTION, text)
    exception["until"] = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
    exception["sha256"] = {"type": "string", "pattern": "^(sha256:)?[0-9A-Fa-f]{64}$"}

    path = {"type": "array", "items": table({**rules, "path": text}, "path")}
    exceptions = table(exception, "source", "rule", "because", "until")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "openness policy",
        **table(
            {
                "check": table({**rules, "exclude": texts, "path": path}),
                "exception": {"type": "array", "items": exceptions},
                "shelves": texts,
            }
        ),
    }
