"""Characters that act, that reorder or hide text, or that nobody sees: written where people read, each is an escape."""

import re

#: Letters, marks and signs that Unicode counts as printable and nothing shows: a joiner, fillers, vowels, an empty cell.
UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"

#: Signs that choose the form of the one before them, and show nothing themselves: behind a picture they belong to it.
FORMS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"


def is_seen(text: str) -> bool:
    r"""True where every character shows as itself: no control, none that reorders or hides (CVE-2021-42574), no filler.

    >>> [is_seen(text) for text in ("Apache-2.0", "a\x1b[2J", "a\u202eb", "a\u3164b")]
    [True, False, False, False]
    """
    return text.isprintable() and (text.isascii() or not any(character in text for character in UNSEEN))


def escaped(character: str) -> str:
    r"""A character as its number, as Python, YAML and TOML write it.

    >>> print(escaped("\x1b"), escaped("\u3164"), escaped("\U000e0041"))
    \x1b \u3164 \U000e0041
    """
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def in_json(text: str) -> str:
    r"""A text of JSON in which no command to a CI's runner stands, as `##vso[…]` is one to Azure: a sign is an escape.

    >>> print(in_json('{"name": "##vso[task.complete]"}'))
    {"name": "\u0023#vso[task.complete]"}
    """
    return re.sub("#(?=#)", r"\\u0023", text) if "##" in text else text


def seen(text: str) -> str:
    r"""A text in which each character that would not show as itself is an escape.

    >>> print(seen("a\u202eb"))
    a\u202eb
    """
    if is_seen(text):
        return text
    return "".join(character if is_seen(character) else escaped(character) for character in text)
