"""The runs of words in a sentence that may be the name of a licence."""

import re
from collections.abc import Iterator

from openness.prose.reader import Sentence
from openness.vocabulary.patterns import pattern

MOST = 10  # words of a name
# A word of a name; letters of scripts without blanks are none: they stand right beside one.
_WORD = pattern(r"[^\s,;:!?()\[\]|\"“”‘«»，。；：、（）「」\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]+")
JOINS = frozenset("of for the and by to with v version on in - –".split())
ENDS = frozenset("license licence licenses agreement terms of use service and conditions".split())  # of a name
_PLAIN = pattern(r"[A-Z0-9][A-Z0-9.+-]+|.*\d.*|.*-.*")
_GOVERNED = pattern(r"[A-Z][a-z]+ed by\b")  # a verb at the beginning of a sentence, which begins no name
_NUMBER = pattern(r"v?\d{1,3}(?:\.\d{1,3})+\.?|v\d{1,3}\.?")  # of a licence: 4.0, v3
_VERSION = pattern(r"v\d[\w.]*")  # of a licence, behind its name


def runs(text: str, first: int = 0) -> Iterator[tuple[int, str]]:
    """The runs of words that begin with a capital or a digit, each with its place."""
    words = list(_WORD.finditer(text, first))
    at = 0
    while at < len(words):
        begun = _begins(words[at][0]) or _is_version(text, words[at : at + 2])
        if not begun or _GOVERNED.match(text, words[at].start()):
            at += 1
            continue
        last = at
        end = at + 1
        while end < len(words) and end - at < MOST and not _parted(text, words[end - 1], words[end]):
            word = words[end][0]
            if _begins(word) or _VERSION.fullmatch(word):
                last = end
            elif word.lower() not in JOINS:
                break
            end += 1
        while (
            last + 1 < len(words)
            and words[last + 1][0].lower().rstrip(".") in ENDS
            and not _parted(text, words[last], words[last + 1])
        ):
            last += 1
        name = text[words[at].start() : words[last].end()].strip(" .*'")
        if last > at or _PLAIN.fullmatch(name):
            yield words[at].start(), name
        at = last + 1


def _is_version(text: str, words: list[re.Match[str]]) -> bool:
    """True where the second of two words is the version of the first, which need not have a capital: “cc-by-sa 4.0”."""
    match words:
        case before, word if _NUMBER.fullmatch(word[0]):
            return before[0].islower() and before[0] not in JOINS and not _parted(text, before, word)
    return False


def _begins(word: str) -> bool:
    first = word.removeprefix("'")[:1]
    return first.isupper() or first.isdigit() or ("-" in word and any(letter.isdigit() for letter in word))


def _parted(text: str, before: re.Match[str], word: re.Match[str]) -> bool:
    """True where something between two words ends a name: all but a blank, and a comma before a version."""
    between = text[before.end() : word.start()]
    return between.strip(" ,") != "" or ("," in between and not word[0].lower().startswith("v"))


def in_small_letters(sentence: Sentence, first: int) -> Iterator[tuple[int, str]]:
    """The names of licences in small letters right before a word for one, each with its place: “under mit license”."""
    for clause in sentence.clauses:
        words = {find.start for find in clause.finds.get("licence-word", ())}
        for find in clause.finds.get("licence-by-name", ()) if words else ():
            start = clause.starts[find.start]
            end = next((at for at in range(find.end, len(clause.words)) if not clause.words[at].isdigit()), 0)
            if end in words and start >= first and sentence.text[start].islower():
                yield start, sentence.text[start : clause.ends[end - 1]]
