"""JSON Schemas of our own files, made from the words their readers know."""

from typing import Any

from openness import record
from openness.duty import Duty
from openness.formats import native
from openness.vocabulary import Availability, Channel, Circumstance, Extent, Kind, Label, Relation


def native_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of `openness.yaml`, `.toml` and `.json`.

    >>> sorted(native_schema()["properties"]) == sorted(native.KEYS)
    True
    """
    text = {"type": "string"}
    licence = {"anyOf": [text, {"type": "array", "items": text, "minItems": 1}]}
    availability = {"enum": [str(word) for word in Availability]}
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
                    "extent": {"enum": [str(word) for word in Extent]},
                    "because": text,
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
        "channels": {"type": "array", "items": {"enum": [str(word) for word in Channel]}},
        "claims": {"type": "array", "items": {"enum": [str(word) for word in Label]}},
        "components": {
            "type": "object",
            "additionalProperties": False,
            "properties": {kind.value: {**component, "description": kind.says} for kind in Kind},
        },
        "base-models": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "name": text,
                    "relation": {"enum": [str(word) for word in Relation]},
                    "licence": licence,
                    "producer": text,
                },
            },
        },
        "circumstances": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                word: {"type": "boolean"} if word in list(Circumstance) else {"type": "number", "minimum": 0}
                for word in map(str, native.CIRCUMSTANCES)
            },
        },
        "concluded": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["by", "on", "because"],
                "additionalProperties": False,
                "properties": {
                    "criterion": text,
                    "verdict": {"enum": ["met", "unmet"]},
                    "component": {"enum": [str(kind) for kind in Kind]},
                    "licence": text,
                    "by": text,
                    "on": text,
                    "because": text,
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
        "properties": properties,
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

    grant = table({"answer": {"type": "boolean"}, "clause": text, "because": text}, "answer", "clause")
    denied = {"if": {"properties": {"answer": {"const": False}}}, "then": {"required": ["because"]}}
    duty = table({"clause": text, "says": text, "words": text}, "clause", "says")
    limit = {
        "metric": {"enum": list(record.METRICS)},
        "above": {"type": "number"},
        "currency": text,
        "test": text,
        "effect": text,
        "clause": text,
    }
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
        "read": table({"on": day, "from": text, "whole": {"type": "boolean"}, "note": text}, "on", "from", "whole"),
        "known-as": table({sort: {"type": "array", "items": text} for sort in record.NAMES}),
        "listed": table(
            {term: table({"answer": {"type": "boolean"}, "seen": day}, "answer", "seen") for term in record.LISTS}
        ),
        "grants": table({term: {**grant, **denied} for term in record.GRANTS}),
        "duties": table({word: {**duty, "description": word.says} for word in Duty}),
        "limit": {"type": "array", "items": table(limit, "metric", "above", "effect", "clause")},
        "text": table({"url": text, "sha256": text}),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "openness licence record",
        **table(properties, "id", "name"),
    }
