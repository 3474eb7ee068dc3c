"""Patterns that are compiled when they are first used: most cards need a few of many, and compiling takes longest."""

import re
from typing import Any, cast


class _Lazy:
    """Stands for a pattern until somebody matches with it, and hands on what the compiled one has."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._made_of = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._made_of), name)
        setattr(self, name, found)
        return found


def pattern(words: str, flags: int = 0) -> "re.Pattern[str]":
    """A compiled pattern, as `re.compile` gives it, made at its first use.

    >>> pattern("a+").findall("aab")
    ['aa']
    """
    return cast("re.Pattern[str]", _Lazy(words, flags))
