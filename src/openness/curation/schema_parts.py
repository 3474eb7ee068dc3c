"""The parts that JSON Schemas are made of."""

from collections.abc import Iterable
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}


def one_of(words: Iterable[object]) -> Schema:
    """One of some words."""
    return {"enum": [str(getattr(word, "value", word)) for word in words]}


def list_of(items: Schema, least: int = 0) -> Schema:
    """A list, of so many entries at least."""
    return {"type": "array", "items": items, **({"minItems": least} if least else {})}


def closed_table(properties: Schema, *required: str) -> Schema:
    """An object with these keys and no other, of which some must be there."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}
