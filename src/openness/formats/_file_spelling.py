"""The name of a licence's file as its author means it: no accent, lookalike or slip makes it another."""

import re

from openness.vocabulary.spelling import is_one_slip

#: Letters that look like Latin ones, each with those; beside other letters of its alphabet such a letter is itself.
_LIKE_LATIN = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеіјорсухѕΑΒΕΗΙΚΜΝΟΡΤΥΧΖονιıʟɪᴄᴇɴꜱ",
    "ABESIJKMHOPCTYXaeijopcyxsABEHIKMNOPTYXZoviiLICENS",
)
_SPELT = ("license", "licence", "licenses", "licences", "copying")
#: Words that differ by one letter from those, and are words themselves.
_OTHERS = frozenset(("licensed", "licenced", "licenser", "coping", "copings", "copyings"))
_WORD = re.compile(r"[^\W_]{6,9}")


def as_meant(base: str) -> str:
    """A name without accents and lookalikes, in which a word for a licence with one slip is that word.

    >>> [as_meant(name) for name in ("LISENCE-MODEL", "LİCENSE", "LI\N{CYRILLIC CAPITAL LETTER ES}ENSE.md", "silence.txt")]
    ['LICENSE-MODEL', 'LICENSE', 'LICENSE.md', 'silence.txt']
    """
    if not base.isascii():
        import unicodedata

        letters = unicodedata.normalize("NFKD", base)
        base = "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_LIKE_LATIN)
    return _WORD.sub(lambda word: _spelt(word[0]), base)


def _spelt(word: str) -> str:
    """A word, or the one for a licence where it is that with one slip."""
    lower = word.lower()
    if lower in _SPELT or lower in _OTHERS or not any(is_one_slip(lower, right) for right in _SPELT):
        return word
    return "LICENSE" if word.isupper() else "license"
