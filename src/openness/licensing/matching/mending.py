"""A text mended before it is read a second time: another encoding, copyright lines in running text.

Each mend leaves a note with its line, so that a mended text is never called exact.
"""

import re
from collections.abc import Iterator

from attrs import frozen

from openness.licensing.matching.difference import Change
from openness.vocabulary.value import Shown

_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,3}"
)
_LEFT_OVER = re.compile("\u00e2\u20ac\ufffd?|[\u00c2\u00c3\u00e2](?![^\\W_])")  # a lone “ is â€œ, its last sign lost
_STATEMENT = re.compile(r"(?<=\S)[ \t]*(?=copyright[ \t]+(?:\(c\)|©)?[ \t]*(?:19|20)\d\d)", re.IGNORECASE)
_RESERVED = re.compile(r"(all rights reserved\.?)(?=[ \t]*\S)", re.IGNORECASE)
_STATED = re.compile(r"copyright|©", re.IGNORECASE)


@frozen(eq=False, repr=False)
class Mended(Shown):
    """A mended text, the line of the original for each of its lines, and what was mended."""

    text: str
    lines: list[int]
    notes: tuple[Change, ...]


def mended(text: str) -> Iterator[Mended]:
    """A text in the right encoding, and if it has copyright lines in running text, once more with those on lines of their own.

    They are not always lines: some texts name their holder in a sentence.
    """
    lines: list[str] = []
    notes: list[Change] = []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        decoded = line if line.isascii() else _LEFT_OVER.sub(" ", _MOJIBAKE.sub(_decoded, line))
        lines.append(decoded)
        if decoded != line:
            notes.append(Change(number, "read in another encoding", count=1))
    yield Mended("\n".join(lines), [*range(1, len(lines) + 1)], tuple(notes))
    pieces: list[str] = []
    origins: list[int] = []
    for number, line in enumerate(lines, 1):
        parts = [line]
        if _STATED.search(line):
            parts = _RESERVED.sub(r"\1\n", _STATEMENT.sub("\n", line)).split("\n")
        if len(parts) > 1:
            notes.append(Change(number, "a copyright line in running text", count=1))
        pieces += parts
        origins += [number] * len(parts)
    if len(pieces) > len(lines):
        yield Mended("\n".join(pieces), origins, tuple(notes))


def _decoded(match: re.Match[str]) -> str:
    """The sign whose UTF-8 was read as cp1252, or as Latin-1 where that has no sign."""
    data = b"".join(_byte(sign) for sign in match.group())
    try:
        return data.decode()
    except UnicodeError:
        return match.group()


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeError:
        return sign.encode("latin-1")
