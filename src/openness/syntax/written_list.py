"""Lists of words that are written as a text, as tables without a type for lists hold them."""

import json
import re
from ast import literal_eval

_ITEM = re.compile(r"""\s*(?:(?P<word>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|None|null)\s*""", re.DOTALL)


def list_in(text: str) -> list[str | None] | None:
    """The words and nulls of a list, written as JSON or as Python or numpy prints it; None where a text is no such list.

    >>> list_in('["a", null]'), list_in("['a', 'b']"), list_in("['a' 'b']"), list_in("[]")
    (['a', None], ['a', 'b'], ['a', 'b'], [])
    >>> list_in("a"), list_in("[a]"), list_in("[1]"), list_in("['a'")
    (None, None, None, None)
    """
    text = text.strip()
    if not (text.startswith("[") and text.endswith("]")):
        return None
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        items = _printed(text)
    if items is None or not all(item is None or isinstance(item, str) for item in items):
        return None
    return [item and item.encode("utf-8", "replace").decode() for item in items]  # halves of a letter are no text


def _printed(text: str) -> list[str | None] | None:
    """The items of a list as Python prints it, with a comma between two, or numpy, with a blank alone."""
    items: list[str | None] = []
    at, end = 1, len(text) - 1
    while text[at:end].strip():
        item = _ITEM.match(text, at, end)
        if item is None:
            return None
        try:
            items.append(literal_eval(item["word"]) if item["word"] else None)
        except (ValueError, SyntaxError):
            return None
        at = item.end() + (text[item.end()] == ",")
    return items
