"""The JSON Schema of the native file, made from the words its reader knows."""

from typing import Any

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
