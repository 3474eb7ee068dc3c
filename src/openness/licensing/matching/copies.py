"""Copies of a known text: the same lines, told by one hash and without reading a word.

Most licence files are such copies. Ends of lines and blanks at the ends of lines and of the text are no part of a copy; they
change no word, no list number and no copyright line, so that a copy is answered as the text that it is a copy of.

`openness lint --copies` builds the shipped table.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

from openness.vocabulary.json_text import json_text

_BYTES = 12  # of a hash: nobody finds a second text for it


class Copy(NamedTuple):
    """The licence that a text is a copy of, and the lines of the text from the first to the last word, counted from 1."""

    licence: str
    first: int
    last: int


def copy_of(text: str, copies: Mapping[str, Copy]) -> Copy | None:
    """The known copy with the same text; None where the table has none."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    found = copies.get(_hashed(text))
    if found is None or "\r" in text:  # which would end a line
        return None
    before = text[: len(text) - len(text.lstrip())].count("\n")
    return found._replace(first=found.first + before, last=found.last + before)


def _hashed(text: str) -> str:
    lines = "\n".join([line.rstrip() for line in text.strip().split("\n")])
    return blake2b(lines.encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()


@cache
def shipped() -> dict[str, Copy]:
    """The table that comes with openness, read when first asked for."""
    with open(os.path.join(os.path.dirname(__file__), "copies.json"), "rb") as file:
        content = json.load(file)
    return {key: Copy(*copy) for key, copy in content.items()}


def build(texts: Iterable[str], whole: Callable[[str], Copy | None]) -> bytes:
    """The table of some texts: the same bytes for the same texts.

    Args:
        texts: licence texts.
        whole: what a text is, word by word; None unless it is one licence and nothing else.
    """
    copies = {_hashed(text): copy for text in texts if "\r" not in text and (copy := whole(text.strip()))}
    lines = (f"{json_text(key)}: {json_text(copy)}" for key, copy in sorted(copies.items()))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()
