"""Identifies the licence that a text is, and the words in it that are not that licence's.

Most texts are copies of a known one and told by a hash; what reads a text word by word is loaded for the others alone.
"""

from typing import TYPE_CHECKING

from openness.licensing.matching import copies
from openness.licensing.matching.match import Match, Spelling

if TYPE_CHECKING:
    from openness.licensing.matching.fingerprints import Fingerprints


def identify(
    text: str, fingerprints: "Fingerprints | None" = None, spelling: Spelling | None = None
) -> tuple[Match, ...]:
    """The licences whose texts stand in a text, in the order of their places; none if it knows none.

    Args:
        text: the text; what follows its first 2,000,000 characters is not read.
        fingerprints: which texts are known; the shipped ones by default.
        spelling: licence id → the words of its text that may be shown; none by default, and removed words are counted.

    >>> identify("This model may be used by anyone for anything.")
    ()
    """
    if copy := copies.copy_of(text, copies.shipped() if fingerprints is None else fingerprints.copies):
        return (Match(copy.licence, 1.0, "exact", (copy.first, copy.last)),)
    from openness.licensing.matching.fingerprints import shipped
    from openness.licensing.matching.word_by_word import identified

    return identified(text, shipped() if fingerprints is None else fingerprints, spelling)
