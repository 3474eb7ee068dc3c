"""Which sentence of a card says that the weights, or the data, are not there to be had."""

import re

from openness.prose.reader import Sentence, sentences
from openness.prose.rule import Heard, heard


def not_yet(body: str, of: str = "weights") -> tuple[int, str] | None:
    """Where the prose says that the weights, or the data, are not there: how many lines down, and its words.

    A promise gives way to a sentence that says they are out by now.

    Args:
        body: the card's text below its block.
        of: `weights` or `data`.
    """
    ending = "" if of == "weights" else "-data"
    asked = {f"none{ending}", f"given{ending}"}
    promise: Sentence | None = None
    given = False
    read = sentences(body)
    for sentence in read:
        if sentence.copied or asked.isdisjoint(sentence.questions):
            continue
        for found in heard(sentence, f"none{ending}"):
            if _is_another_size(found, sentence):
                continue
            if found.rule.get("last") and (sentence is not read[-1] or sentence.sort != "text"):
                continue
            if not found.rule.get("later"):
                return sentence.line, sentence.shown
            promise = promise or sentence
        given = given or any(heard(sentence, f"given{ending}"))
    return (promise.line, promise.shown) if promise and not given else None


def _is_another_size(found: Heard, sentence: Sentence) -> bool:
    """Whether the words just before tell a size that is not in the title: “the 70B weights”."""
    before = found.clause.words[found.start - 1] if found.start else ""
    return re.fullmatch(r"\d+[bm]", before) is not None and before not in sentence.title.lower()
