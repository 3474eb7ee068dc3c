"""The marks beside a result under a definition, each with the line that explains it: every report takes them from here."""

from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Word


class _Signed(Word):
    """A word that a report shows as a sign."""

    sign: str

    def __init__(self, word: str, sign: str = "", label: str = "", says: str = "") -> None:
        """Keep the sign."""
        super().__init__(word, label, says)
        self.sign = sign


class Mark(_Signed):
    """The mark in front of a result: that of its verdict, but for a level that is not the highest."""

    MET = "met", Verdict.MET.mark, "met", "the release reaches everything that the definition has to give"
    BELOW = (
        "below",
        "↥",
        "met, not at the highest level",
        "the release reaches a level of the definition, and there is a higher one",
    )
    UNMET = "unmet", Verdict.UNMET.mark, "not met", Verdict.UNMET.says
    UNKNOWN = "unknown", Verdict.UNKNOWN.mark, "unknown", Verdict.UNKNOWN.says
    NONE = "none", "–", "no verdict", "the definition gives a number or an answer for each part, and no yes or no"


class Hand(_Signed):
    """The way a definition was read; the sign stands behind its name."""

    FIRST = "first-hand", "", "first-hand", "whoever turned it into criteria read the text itself"
    SECOND = (
        "second-hand",
        "†",
        "known second-hand",
        "whoever turned it into criteria read what others write of the text, so it may ask more or less",
    )


SECOND_HAND = Hand.SECOND.sign
