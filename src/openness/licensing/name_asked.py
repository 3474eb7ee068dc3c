"""A name that a licence asks for what is made from a work: “Llama” at its beginning, say."""

import re
from functools import cached_property

from attrs import frozen

from openness.value import Value

_PIECE = re.compile(r"[A-Za-z]+|\d+")
_BETWEEN = r"[ ._-]*"


@frozen(slots=False, eq=False, repr=False)
class NameAsked(Value):
    """A name that a licence asks for what is made from a work.

    Args:
        words: what the name begins with, or contains.
        anywhere: the words may stand anywhere in it.
        maker: the first word of the licensor's own name, which may stand before the words, as it does in its own models' names.
    """

    words: str
    anywhere: bool = False
    maker: str = ""

    @cached_property
    def expression(self) -> str:
        """A regular expression for the part of a name behind its account, in the syntax that Python and RE2 share.

        Only letters without accents are compared in either case: elsewhere the two differ.
        """
        words = _spelt(self.words)
        if self.anywhere:
            return f"[^/]*{words}"
        return f"{_BETWEEN}(?:{_spelt(self.maker)}{_BETWEEN})?{words}" if self.maker else f"{_BETWEEN}{words}"

    def fits(self, name: str) -> bool:
        """True for a name that has the words where the licence wants them.

        >>> NameAsked("Llama 3").fits("acme/llama-3-law"), NameAsked("Llama 3").fits("acme/law-llama-3")
        (True, False)
        >>> NameAsked("Llama", maker="Meta").fits("x/Meta-Llama-3.1-8B-GGUF"), NameAsked("MiniCPM", True).fits("law-minicpm")
        (True, True)
        """
        return re.match(self.expression, name.rpartition("/")[2]) is not None

    def better(self, name: str) -> str:
        """The name that would fit, made from one that does not.

        >>> NameAsked("Llama 3").better("acme/law-8b")
        'acme/Llama-3-law-8b'
        >>> NameAsked("Tri-").better("Law 8B")
        'Tri Law 8B'
        """
        account, slash, last = name.rpartition("/")
        gap = " " if " " in last else "-"
        return f"{account}{slash}{gap.join(self.words.rstrip('-').split())}{gap}{last}"

    def __str__(self) -> str:
        """The name in words, as they follow “a name that”."""
        return f"{'contains' if self.anywhere else 'begins with'} “{self.words}”"


def _spelt(words: str) -> str:
    """Words as an expression: their letters in either case, with or without something between the words."""
    return _BETWEEN.join(
        "".join(f"[{letter.upper()}{letter.lower()}]" if letter.isalpha() else letter for letter in piece)
        for piece in _PIECE.findall(words)
    )
