"""Sentences that no rule reads and that are worded as limits are: they leave an open licence in doubt, and no more.

Rules know what somebody thought of; authors find ever new words. So a sentence is also weighed by its words. Each word,
each pair of near words, and each word list with a phrase in it has a weight in `weights.tsv`: above nothing where it is found
in sentences that limit, below where ordinary pages have it. Where the sum is above nothing, the sentence may limit the use of the
model, and a reader is asked to look at it. `tests/support/weights.py` derives the weights.
"""

import os
from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise

from openness.prose.clause import is_aside_heading, lists_in, lists_of_whole
from openness.prose.reader import Sentence, sentences
from openness.prose.rule import matches, of_own_section
from openness.prose.subject import name_of, speaks_of_another, tells_of_another
from openness.prose.term import Term, is_of_the_past
from openness.prose.whose import whose
from openness.recent import remembered
from openness.vocabulary import MODEL
from openness.vocabulary.patterns import pattern

_SORTS = frozenset(("text", "item", "quote"))  # the cells of a table tell of many models
_FEWEST, _MOST = 2, 40  # words of a sentence that is weighed: what is longer says many things
_ODD = frozenset("_/\\=<>{}[]`$@")  # signs that prose has none of
_MOST_ODD = 3
_LENGTHS = (2, 3, 4, 5, 6, 8, 12, 18, 28)  # words from which a sentence is longer than others
_ENDINGS = ("ations", "ation", "ings", "ing", "ers", "ies", "ed", "es", "er", "ly", "s", "e")
_LEFT = 3  # letters that a word keeps
#: The sum above which a sentence is taken for one that may limit is 0; what every sentence begins with is the weight of this.
START = "(every sentence)"


def seeming_terms(body: str, read: Collection[int] = ()) -> Iterator[Term]:
    """The sentences of a model's card that are worded as limits of use, each as a term that nobody understands.

    Args:
        body: the card's text below its block.
        read: the lines of sentences that say which licence holds, and are read as that.
    """
    own: frozenset[str] | None = None
    settled: set[int] = set()
    for sentence in sentences(body, MODEL):
        if not may_be_weighed(sentence) or sentence.line in read or weight_of(sentence) <= 0:
            continue
        if own is None:  # few bodies have such a sentence
            own, settled = name_of(body), settled_lines(body)
        if sentence.line not in settled and not is_of_something_else(sentence, own, body):
            yield Term(sentence.line, sentence.shown, False)


def settled_lines(body: str) -> set[int]:
    """The lines that say whose a licence is: “this license applies to the code and model weights”."""
    return {said.line for said in whose(body) if not said.denied}


def may_be_weighed(sentence: Sentence) -> bool:
    """True for a plain sentence that may state a term by its words, and leads nowhere."""
    return (
        ("limit" in sentence.questions or "term" in sentence.questions)
        and sentence.sort in _SORTS
        and not (sentence.links or sentence.copied)
        and _FEWEST <= len(sentence.text.split(None, _MOST)) <= _MOST
        and not (
            _only_grants(sentence)
            or _frees_the_model(sentence.text)
            or "holder-label" in lists_of_whole(sentence.label)
        )
        and (sentence.text.isascii() or not any(letter > "\x7f" and letter.isalpha() for letter in sentence.text))
    )


def _only_grants(sentence: Sentence) -> bool:
    """True where a sentence allows something, or names an open licence, and takes nothing back: “use is allowed”."""
    *_, last = ([*clause.words] for clause in sentence.clauses)
    words = last[1:] if last[:1] == ["but"] else [word for clause in sentence.clauses for word in clause.words]
    return not _GRANTING.isdisjoint(words) and _TAKING_BACK.isdisjoint(words)


_GRANTING = frozenset(
    "allowed permitted welcome fine okay ok free freely granted mit apache bsd cc0 unlicense"
    " permitido permitida permitidos autorizado erlaubt gestattet toegestaan".split()
)
_TAKING_BACK = frozenset(
    "not no nor never cannot only solely exclusively unless until except excluded if but without must need requires required"
    " ask ends however provided otherwise while others"
    " solo solamente nur alleen nicht niet ohne zonder".split()
)


def _frees_the_model(text: str) -> bool:
    """True where something else is denied, and not the model: “the data is not free, but the model is”."""
    return _MODEL_IS.search(text) is not None and _NARROWS.search(text) is None


_MODEL_IS = pattern(
    r"(?i)\bnot\b.{1,120}\bbut (?:the|our|this|these) (?:model|weights|checkpoints?) (?:is|are|may|can|does|do)\W*\Z"
)
_NARROWS = pattern(r"(?i)\b(?:restrict|limit|forb|prohibit|ban|exclud|reserv|only)")


def is_of_something_else(sentence: Sentence, own: frozenset[str], body: str) -> bool:
    """True where a sentence, by its nouns or by what stands above it, is about something else than the use of the card's model.

    Args:
        sentence: what is asked.
        own: the names of the card's model.
        body: the card's text below its block.
    """
    nouns = [name for clause in sentence.clauses for name in ("own", "other") if name in clause.finds]
    return (
        ("other" in nouns and "own" not in nouns)
        or any(is_aside_heading(heading) or not _ASIDE.isdisjoint(lists_in(heading)) for heading in sentence.headings)
        or not of_own_section(sentence)
        or ("none" in sentence.questions and any(matches(sentence, "none")))  # it tells that nothing is there yet
        or is_of_the_past(sentence)
        or tells_of_another(sentence.text, own)
        or speaks_of_another(sentence.text, sentence.row, body)
    )


_ASIDE = frozenset(("news", "explains-heading"))  # lists of headings


def weight_of(sentence: Sentence) -> float:
    """The sum of the weights of all that a sentence is weighed by."""
    weights = _weights()
    return weights[START] + sum(weights.get(sign, 0.0) for sign in signs_of(sentence))


def signs_of(sentence: Sentence) -> set[str]:
    """All that a sentence is weighed by: its words, pairs of them with at most one between, word lists, and its form."""
    words = [stem(word) for clause in sentence.clauses for word in clause.words]
    signs = {f"@{name}" for clause in sentence.clauses for name in clause.finds}
    signs.update(words)
    signs.update(f"{one} {other}" for one, other in pairwise(words))
    signs.update(f"{one} {other}" for one, other in zip(words, words[2:], strict=False))
    signs.add(f"(words: {sum(len(words) >= length for length in _LENGTHS)})")
    parts = sentence.text.split()
    signs.add(f"(odd: {min(_MOST_ODD, sum(not _ODD.isdisjoint(part) for part in parts))})")
    signs.add(f"(capitals: {min(_MOST_ODD, sum(part[0].isupper() for part in parts[1:]))})")
    if sentence.label:
        signs.add("(label)")
    if parts[-1].endswith("?"):
        signs.add("(asks)")
    return signs


@remembered(8_192)  # cards share their words
def stem(word: str) -> str:
    """A word without an ending.

    >>> stem("licensing"), stem("weights"), stem("use")
    ('licens', 'weight', 'use')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
            return word[: -len(ending)]
    return word


@cache
def _weights() -> dict[str, float]:
    """The weights by what has them."""
    with open(os.path.join(os.path.dirname(__file__), "weights.tsv"), encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file)
        return {sign: float(weight) for sign, weight in rows}
