"""Spellings that are one name: of an item, of a producer."""

from functools import lru_cache

_SEPARATORS = dict.fromkeys(map(ord, "-_ "))


def item_key(name: str) -> str:
    """A key that two spellings of one item share: the whole name without case, hyphens and blanks.

    The organisation counts: a statement about one's copy says nothing about another's.

    >>> item_key("allenai/Dolma 1.7") == item_key("AllenAI/dolma-1.7")
    True
    """
    return name.rstrip("/").lower().translate(_SEPARATORS) or name


@lru_cache(maxsize=256)  # one release asks for the same names again and again
def producer_key(name: str) -> str:
    """A producer's name as its letters and digits.

    >>> producer_key("DeepSeek-AI")
    'deepseekai'
    """
    if name.isascii() and name.isalnum():
        return name.lower()
    return "".join(letter for letter in name.lower() if letter.isalnum())
