"""Strict JSON: the one place where data becomes a text of JSON.

A strict parser, as of most languages, takes no `NaN`, no half of a character, and few take numbers of thousands of digits. So a
number that is not finite, or has more digits than Python reads, is a word here, wherever it comes from.
"""

import json
import math
import re
from collections.abc import Callable
from typing import Any

_BITS = 14_280  # of a whole number: Python reads and writes no longer one than of 4,300 digits
#: Half a character as an escape of JSON, as the name of a file that is not UTF-8 holds it; what goes before it is passed over.
_HALF = re.compile(r"\\\\|\\ud[89ab]..\\ud[c-f]..|(?P<half>\\ud[89a-f]..)")
_HALVES = re.compile("[\ud800-\udfff]")
_NESTED = "the data are nested too deeply for JSON"
_CIRCLE = "the data hold themselves, and JSON holds nothing within itself"


def json_text(
    data: Any,
    indent: int | None = None,
    *,
    ascii: bool = True,
    sort_keys: bool = False,
    separators: tuple[str, str] | None = None,
    default: Callable[[Any], Any] | None = None,
    exact: bool = False,
) -> str:
    r"""Data as strict JSON.

    Half a character is shown as its escape, or as a question mark where the text is not kept to ASCII.

    Args:
        data: what to write.
        indent: blanks of a level; None puts all on one line.
        ascii: whether each other character is an escape.
        sort_keys: whether the keys of each mapping are sorted.
        separators: of items, and of a key and its value.
        default: what becomes of a value that JSON does not know.
        exact: whether a number that JSON cannot hold is an error rather than a word.

    Raises:
        ValueError: when the data hold themselves, are nested too deeply, or hold a number that may not be a word.
        TypeError: when JSON does not know a value or a key.

    >>> json_text({"share": float("nan"), "name": "a\ud800"})
    '{"share": "NaN", "name": "a\\\\ud800"}'
    """

    def written(data: Any) -> str:
        return json.dumps(
            data,
            allow_nan=False,
            indent=indent,
            ensure_ascii=ascii,
            sort_keys=sort_keys,
            separators=separators,
            default=default,
        )

    try:
        try:
            text = written(data)
        except ValueError:
            worded = _worded(data, default, set())
            if exact:
                raise
            text = written(worded)
    except RecursionError:
        raise ValueError(_NESTED) from None
    return shown_halves(text) if ascii else whole(text)


def word(value: Any, ascii: bool = True) -> str:
    """A value as one word: a word as it is, anything else as JSON; a number that JSON cannot hold is the word for it.

    Args:
        value: what JSON knows.
        ascii: as for `json_text`.

    >>> [word(value) for value in ("a", 1.5, True, float("inf"), ["b"])]
    ['a', '1.5', 'true', 'Infinity', '["b"]']
    """
    plain = value if isinstance(value, (str, bool)) else held(value)
    return plain if isinstance(plain, str) else json_text(plain, ascii=ascii)


def with_halves_shown(text: str) -> str:
    r"""A text in which each half of a character is its escape, as the name of a file that is not UTF-8 holds it.

    >>> print(with_halves_shown("a\udc80"))
    a\udc80
    """
    return _HALVES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def shown_halves(text: str) -> str:
    """A text of JSON in ASCII in which half a character is shown as its escape: a strict parser takes none alone."""
    if "\\ud" not in text:
        return text
    return _HALF.sub(lambda match: f"\\{match[0]}" if match["half"] else match[0], text)


def whole(text: str) -> str:
    r"""A text in which a question mark stands for half a character, so that it can be encoded.

    >>> whole("a\ud800")
    'a?'
    """
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _worded(data: Any, default: Callable[[Any], Any] | None, within: set[int]) -> Any:
    """The data with a word for each number that JSON cannot hold.

    Args:
        data: them.
        default: what becomes of a value that JSON does not know.
        within: the ids of what holds them.

    Raises:
        ValueError: when they hold themselves.
    """
    data = held(data)
    if data is None or isinstance(data, (str, bool, int, float)):
        return data
    if id(data) in within:
        raise ValueError(_CIRCLE)
    inner = {*within, id(data)}
    if isinstance(data, dict):
        return {_key(key): _worded(value, default, inner) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_worded(item, default, inner) for item in data]
    return data if default is None else _worded(default(data), default, inner)


def _key(key: Any) -> Any:
    """A key, as `json` writes it; a truth and nothing have words of their own there."""
    return key if isinstance(key, bool) else held(key)


def held(value: Any) -> Any:
    """A value, or the word for a number that JSON cannot hold: `NaN`, `Infinity`, `-Infinity`, its digits to the base of 16."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return hex(value) if isinstance(value, int) and value.bit_length() > _BITS else value
