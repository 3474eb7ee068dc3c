"""Where a text is cut: into sentences, a label from its value, and plain words from a line of code."""

from collections.abc import Iterator

from openness.vocabulary.patterns import pattern

_END = pattern(
    r"[.!?]+[\"'”’)\]*_]*(?=\s+[\"'“‘(\[*_]*[A-ZÀ-ÖØ-ÞА-ЯЁ0-9\u3040-\uffff])|\.{3,}(?=[A-Z])|[。！？]|\n|;(?=\s)|；"
)
_ASCII_END = pattern(
    r"[.!?]+[\"')\]*_]*(?=\s+[\"'(\[*_]*[A-Z0-9])|\.{3,}(?=[A-Z])|\n|;(?=\s)"
)  # the same, and compiled in no time
_ABBREVIATED = pattern(
    r"(?:\b(?:e\.g|i\.e|v|vs|cf|etc|al|Fig|No|Dr|Mr|Ms|Prof|Inc|Ltd|Co|Corp|ca|resp|approx|bzw|z\.B|d\.h|[A-Z]))\.$"
)
_COLON = pattern(r"[:：]")  # what parts a label from its value
_DASHED = pattern(r"[:：–—]|(?<=\s)-(?=\s)")  # the same in a heading
_LONGEST_LABEL = 61  # characters, with the mark behind it
_COMMENT = pattern(r"\A(?:#+!?|//+!?|--+|%+|;+|/?\*+|>+|\"{3}|'{3}|<!--|REM\b)\s*")
_PLAIN = pattern(
    r"[\"'“‘(\[{*_]*[^\W\d_]+(?:[-'’/&][^\W\d_]+)*+[\"'”’)\],.:;!?…*_}]*|[$€£]?\d[\d.,]*[%MKkB]?[\"'),.:;!?]*|&|[^\x00-\x7f]+"
)
_MOST_WORDS = 0.75  # of a line of prose are plain


def plain_words(line: str) -> str:
    """The words of a line of code without the mark of a comment, where most are words of prose; else nothing."""
    line = _COMMENT.sub("", line, count=1)
    words = line.split()
    return line if sum(_PLAIN.fullmatch(word) is not None for word in words) >= _MOST_WORDS * len(words) else ""


def ends(text: str) -> Iterator[tuple[int, int]]:
    """The beginning and the end of each sentence."""
    start = 0
    for mark in (_ASCII_END if text.isascii() else _END).finditer(text):
        word = text.rfind(" ", start, mark.start())
        if mark[0].startswith(".") and _ABBREVIATED.search(text, word + 1, mark.start() + 1):
            continue
        yield start, mark.end()
        start = mark.end()
    if start < len(text):
        yield start, len(text)


def label_of(text: str, heads: bool) -> tuple[str, int]:
    """The label of a sentence, and where its value begins, behind the first mark that may part them."""
    found = (_DASHED if heads else _COLON).search(text, 0, _LONGEST_LABEL)
    if not found or text[found.end() : found.end() + 2] == "//":
        return "", 0
    label = text[: found.start()].strip(" \t*_")
    if not label or len(label.split()) > 5 or not text[found.end() :].strip():
        return "", 0
    return label, found.end()
