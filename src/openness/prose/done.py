"""Words of a limit that limit nobody: they tell what the makers did, ask, or say that a limit was given up."""

from openness.prose.reader import Sentence
from openness.prose.rule import RuleMatch
from openness.vocabulary.patterns import pattern

_USED = frozenset("used use employed employ consulted queried utilized utilised applied called".split())
_WAS = frozenset("was were been we".split())
_OF_USERS = frozenset("you users may can must allow permit ask".split())
_OPENING = 3  # words of a clause among which its verb stands
#: A licence that was left for an open one.
_LEFT = pattern(
    r"(?i)\b(?:re-?licen[cs]ed|changed|moved|switched|updated|migrated|went)\b[^.;]{0,60}?\bfrom\b[^.;]{3,80}?\bto\s+"
    r"(?:the\s+|an?\s+)?(?:full\s+|fully\s+)?"
    r"(?:MIT|Apache|BSD|CC0|CC[- ]BY(?![- ](?:NC|ND|SA))|ISC|public domain|permissive|open(?![- ]?(?:RAIL|responsible)))\b"
)


def is_no_term(sentence: Sentence, match: RuleMatch) -> bool:
    """True where the words of a limit tell what the makers used something for, or are a short question."""
    asks = "most" in match.rule and sentence.text.rstrip(" *_").endswith("?")
    return asks or _is_what_was_done(match.clause.words[: match.start])


def _is_what_was_done(before: list[str]) -> bool:
    """True where the words before those of a limit tell a deed: “GPT-4 was used only for evaluation”, “we use it only for …”."""
    if before[-1:] and before[-1] in _USED:
        return len(before) > 1 and before[-2] in _WAS
    return before[:1] == ["we"] and not _USED.isdisjoint(before[:_OPENING]) and _OF_USERS.isdisjoint(before)


def is_left(text: str) -> bool:
    """True where a text says that a licence was left for an open one.

    >>> is_left("We moved from a research licence to MIT."), is_left("We moved from MIT to a research licence.")
    (True, False)
    """
    return _LEFT.search(text) is not None
