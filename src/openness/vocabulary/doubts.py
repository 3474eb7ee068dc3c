"""Doubts: what breaks no rule of a record and should be looked at. `openness lint` prints them as warnings."""

from openness.errors import Problem
from openness.vocabulary.words import Word


class Doubt(Word):
    """The code of a doubt, with its meaning."""

    CLAUSE_NUMBER = (
        "clause-number",
        "clause that the text does not have",
        "an answer cites a clause with a larger number than any that was found in the text there",
    )
    LIMIT_EFFECT = (
        "limit-effect",
        "limit in free words",
        "a limit does not say, in the words of the form, what it does or which grant it narrows",
    )
    ONE_SENTENCE = (
        "one-sentence",
        "one sentence, two answers",
        "two licence records answer the same words of a text differently",
    )
    RECORD_STALE = (
        "record-stale",
        "fact may be out of date",
        "someone looked a fact up long ago, and it may have changed since",
    )
    SHARED_NAME = (
        "shared-name",
        "name of several texts",
        "a licence record claims a name alone, and its own note says that other texts bear it too",
    )


def doubt(code: Doubt, path: str, line: int, message: str, help: str) -> Problem:
    """A doubt as lint prints it.

    >>> str(doubt(Doubt.LIMIT_EFFECT, "x.toml", 3, "the limit names no grant", "add of"))
    'x.toml:3: warning limit-effect: the limit names no grant; add of'
    """
    return Problem(path, line, f"warning {code}: {message}", help)
