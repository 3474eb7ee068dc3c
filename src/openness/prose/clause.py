"""A sentence taken apart into clauses, each with the phrases of the word lists that stand in it.

The lists of all languages are one tree, compiled when the package is built, and a clause is walked once. A character of
Thai, Chinese, Japanese or Korean is a token by itself, and four of them count as one word.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import islice
from typing import Any, NamedTuple

from openness.index.tables import shipped
from openness.index.words import folded_token, token_pattern
from openness.prose.sieve import may_have
from openness.vocabulary import MODEL

_WORD = 4  # the count of a word; a character of Thai, Chinese, Japanese or Korean counts 1

_TURNS = frozenset("but while whereas although though however".split())
#: Words behind which “but” leaves something out and turns nothing.
_ALL = frozenset("all anyone anybody everyone everybody anything everything nothing nobody none world".split())
_MOST = 240  # words of a clause: what goes on is another
_HEADING = 6  # words of a heading about a licence or terms


class Find(NamedTuple):
    """A phrase of a list in a clause: its first word and the one after its last."""

    start: int
    end: int


class Clause:
    """Words between two turns of a sentence.

    Args:
        text: the sentence that it is a part of.
        words: its words, as the lists have them.
        of: what the card is about, `model` or `dataset`.
        starts: where each begins in the sentence, and `ends`: where it ends.
        finds: where each word list has a phrase in it, by the list's name.
    """

    __slots__ = ("_places", "ends", "finds", "starts", "text", "words")

    def __init__(self, text: str, words: list[str], starts: list[int], ends: list[int], of: str) -> None:
        self.text = text
        self.words = words
        self.starts = starts
        self.ends = ends
        self.finds = _finds(words) if of == MODEL else _of_data(_finds(words))
        self._places: list[int] | None = None

    def has(self, *lists: str) -> bool:
        """True where a phrase of one of these lists stands in it, in any language."""
        return any(name in self.finds for name in lists)

    def count(self, start: int, end: int) -> float:
        """The number of words between two places; a character of a script without spaces counts as a part of a word."""
        if self._places is None:
            self._places = [0]
            for word in self.words:
                by_itself = (
                    "ก" <= word <= "๛" or word >= "ぁ"
                )  # the first and the last sign of Thai, the first of the others
                self._places.append(self._places[-1] + (1 if by_itself else _WORD))
        return (self._places[end] - self._places[start]) / _WORD

    def is_parted(self, start: int, end: int) -> bool:
        """True where a comma, a colon or a bracket stands before one of the words between two places."""
        return any(
            not _PARTING.isdisjoint(self.text[self.ends[word - 1] : self.starts[word]])
            for word in range(max(start, 1), min(end + 1, len(self.words)))
        )


_PARTING = frozenset(",:()，、：（）،")


def clauses(text: str, of: str = MODEL) -> Iterator[Clause]:
    """The clauses of a sentence, in their order.

    Args:
        text: the sentence.
        of: what the card is about, `model` or `dataset`: each has its own nouns.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in token_pattern(text.isascii()).finditer(text):
        start, end = found.span()
        parts = folded_token(found[0])
        if words and (
            (start - ends[-1] > 1 and _turns(text[ends[-1] : start]))
            or (parts[0] in _TURNS and not (parts[0] == "but" and words[-1] in _ALL))
            or len(words) >= _MOST
        ):
            yield Clause(text, words, starts, ends, of)
            words, starts, ends = [], [], []
        for part in parts:
            words.append(part)
            starts.append(start)
            ends.append(end)
    if words:
        yield Clause(text, words, starts, ends, of)


def _turns(between: str) -> bool:
    """True where what stands between two words, more than a mark without a blank, parts them."""
    return any(mark in between for mark in ";；–—") or " - " in between


@lru_cache(maxsize=512)
def lists_in(text: str, of: str = MODEL) -> frozenset[str]:
    """The lists that have a phrase in a short text: a heading, a label."""
    return frozenset(name for clause in clauses(text, of) for name in clause.finds)


@lru_cache(maxsize=512)
def lists_of_whole(text: str, of: str = MODEL) -> frozenset[str]:
    """The lists of which a short text is a phrase from its first to its last word: a label."""
    match tuple(clauses(text, of)):
        case (clause,):
            whole = (0, len(clause.words))
            return frozenset(name for name, finds in clause.finds.items() if whole in finds)
    return frozenset()


@lru_cache(maxsize=128)
def is_licence_heading(heading: str) -> bool:
    """True where a heading begins, behind its number, with a word for a licence, and is no longer than one about it is."""
    return any(begins for begins, _ in _edges(heading, "licence-heading")) or _is_whole(
        heading, "licence-heading-alone"
    )


@lru_cache(maxsize=128)
def is_terms_heading(heading: str) -> bool:
    """True where terms may be stated below a heading: it begins or ends with a word for them, and is no longer than one is."""
    found = any(begins or ends for begins, ends in _edges(heading, "licence-heading", "terms-heading"))
    return found or _is_whole(heading, "licence-heading-alone", "terms-heading-alone")


@lru_cache(maxsize=128)
def is_aside_heading(heading: str) -> bool:
    """True where a heading begins with what stands beside terms and is none: whom to ask, whom to cite, how to contribute."""
    return any(begins for begins, _ in _edges(heading, "aside-heading"))


def _is_whole(heading: str, *lists: str) -> bool:
    """True where a heading is a phrase of one of some lists, and nothing else."""
    return may_have(heading, *lists) and not lists_of_whole(heading).isdisjoint(lists)


def _edges(heading: str, *lists: str) -> Iterator[tuple[bool, bool]]:
    """Each phrase of some lists in a short heading: whether it is the first behind a number, and whether the last."""
    if len(heading.split()) > _HEADING or not may_have(heading, *lists):
        return
    for clause in islice(clauses(heading), 1):
        elsewhere = {find.end for find in clause.finds.get("no-terms-heading", ())}  # “Technical Terms”
        for find in (find for name in lists for find in clause.finds.get(name, ())):
            ends = find.end == len(clause.words) and find.end not in elsewhere
            yield all(word.isdigit() for word in clause.words[: find.start]), ends


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """The compiled rules and word lists of the package."""
    return shipped().prose_rules()


def _finds(words: list[str]) -> dict[str, list[Find]]:
    """Every phrase of every list, by list, in the order of their starts.

    A phrase of `pass-over` hides every phrase that it touches; one of `as-one` hides every phrase that begins inside it.
    """
    finds: dict[str, list[Find]] = {}
    count = len(words)
    for start, word in enumerate(words):
        nodes = [(node, start + 1) for node in _begun(word)]
        while nodes:
            node, at = nodes.pop()
            if "" in node:
                find = Find(start, at)
                for name in node[""]:
                    if name in finds:
                        finds[name].append(find)
                    else:
                        finds[name] = [find]
            if at < count:
                nodes += [(below, at + 1) for below in _below(node, words[at])]
    for covered in finds.pop("pass-over", ()):
        _leave_out(finds, partial(_hides, covered))
    for whole in finds.pop("as-one", ()):
        _leave_out(finds, partial(_begins_within, whole))
    return finds


def _of_data(finds: dict[str, list[Find]]) -> dict[str, list[Find]]:
    """The finds in a card about a data set, where other lists stand for those about models."""
    instead: dict[str, str] = rules()["of-data"]
    found = {name: places for name, places in finds.items() if name not in instead}
    return found | {name: finds[list] for name, list in instead.items() if list in finds}


def _leave_out(finds: dict[str, list[Find]], is_hidden: Callable[[Find], bool]) -> None:
    """Take the finds that something hides out of all lists."""
    for name in list(finds):
        finds[name] = [find for find in finds[name] if not is_hidden(find)]
        if not finds[name]:
            del finds[name]


@lru_cache(maxsize=8_192)
def _begun(word: str) -> tuple[dict[str, Any], ...]:
    """The places in the tree where phrases that a word begins go on; few words begin any, and cards share words."""
    return tuple(_below(rules()["tree"], word))


def _below(node: dict[str, Any], word: str) -> Iterator[dict[str, Any]]:
    """The places in the tree to which a word leads from another: as a whole word, and as one with a known beginning."""
    if word in node:
        yield node[word]
    if "*" in node:
        for beginning, below in node["*"].get(word[:3], {}).items():
            if word.startswith(beginning):
                yield below


def _hides(covered: Find, find: Find) -> bool:
    """True where what is passed over touches a find without being a part of it."""
    return (
        find.start < covered.end
        and covered.start < find.end
        and not (find.start <= covered.start and covered.end <= find.end)
    )


def _begins_within(whole: Find, find: Find) -> bool:
    return whole.start < find.start < whole.end
