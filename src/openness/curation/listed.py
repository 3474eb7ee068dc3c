"""Tells whether a word is of a closed list, so that the lists are loaded for their words alone: most are names of licences."""

import os
from functools import lru_cache

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "listed.txt")


@lru_cache(maxsize=1)
def listed() -> frozenset[str]:
    """Every word of a closed list and the plural of each list, as `key_of` makes keys of words."""
    with open(FILE, encoding="utf-8") as file:
        return frozenset(file.read().split("\n"))
