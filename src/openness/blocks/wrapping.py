"""Words in lines of at most so many characters, each piece in its colour; nothing in them acts on a terminal."""

from collections.abc import Callable, Iterable, Iterator

from openness.blocks.escape import terminal

NARROW, WIDE = 40, 100  # columns that are used, at least and at most
LEVELS = {"error": "31", "warning": "33", "note": "36"}  # the colours of the levels of findings

Word = list[tuple[str, str]]  # pieces without a blank between them, each with the code of its colour


def wrapped(text: str, first: int, later: int) -> list[str]:
    """Plain text in lines; a longer word is cut.

    Args:
        text: the text, as it was read.
        first: the room in the first line.
        later: the room in the lines after it.
    """
    return laid(([(word, "")] for word in terminal(text).split(" ") if word), first, later)


def laid(
    words: Iterable[Word],
    first: int,
    later: int,
    paint: Callable[[str, str], str] = lambda text, _: text,
    cut: bool = True,
) -> list[str]:
    """Words in lines; a longer word is cut, or stands alone.

    Args:
        words: inert words.
        first: the room in the first line.
        later: the room in the lines after it.
        paint: colours a piece of text by a code.
        cut: cut longer words.
    """
    rows: list[list[Word]] = [[]]
    left = first
    for word in words:
        length = _length(word)
        if rows[-1] and length + 1 > left:
            rows.append([])
            left = later
        if not cut or length <= left:
            left -= length + bool(rows[-1])
            rows[-1].append(word)
            continue
        first_part, *parts = _cut(word, left, later)
        left -= _length(first_part) + bool(rows[-1])
        rows[-1].append(first_part)
        for part in parts:
            rows.append([part])
            left = later - _length(part)
    return [_joined(row, paint) for row in rows]


def columns(text: str) -> int:
    """The columns that a text takes on a terminal: two for each wide letter, such as a Chinese one.

    >>> columns("licence"), columns("许可证"), columns("re\u0301vise\u0301")
    (7, 6, 6)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(letter: str) -> int:
    from unicodedata import combining, east_asian_width  # most text is ASCII

    return 2 if east_asian_width(letter) in "WF" else 0 if combining(letter) else 1


def _length(word: Word) -> int:
    return columns(word[0][0]) if len(word) == 1 else sum(columns(text) for text, _ in word)


def _end(text: str, at: int, room: int) -> int:
    """The end of the piece from a place on that fits into some columns."""
    if text.isascii():
        return at + room
    end = at
    while end < len(text) and (room := room - _columns(text[end])) >= 0:
        end += 1
    return end


def _cut(word: Word, first: int, later: int) -> Iterator[Word]:
    """The parts of a long word, each short enough for its line."""
    part: Word = []
    room = first
    for text, code in word:
        at = 0
        while (end := _end(text, at, room)) < len(text):
            end += end == at and not part and room >= later  # a letter that is wider than a line stands alone
            yield [*part, (text[at:end], code)]
            at = end
            part, room = [], later
            if text.startswith("::", at):  # a line that begins with it may be a command to a CI's runner
                part, room, at = [("\\x3a", code)], max(1, later - 4), at + 1
        part.append((text[at:], code))
        room -= columns(text[at:])
    yield part


def _joined(row: list[Word], paint: Callable[[str, str], str]) -> str:
    shown = " ".join("".join(text for text, _ in word) for word in row)
    if shown != terminal(shown):  # pieces that are inert apart may act together
        return terminal(shown)
    codes = {code for word in row for _, code in word}
    if len(codes) == 1:
        return paint(shown, codes.pop())
    runs: Word = []
    for at, word in enumerate(row):
        for place, (text, code) in enumerate(word):
            blank = " " if at and not place else ""
            if runs and runs[-1][1] == code:
                runs[-1] = (f"{runs[-1][0]}{blank}{text}", code)
            else:
                runs.append((f"{blank}{text}", code))
    return "".join(paint(text, code) for text, code in runs)
