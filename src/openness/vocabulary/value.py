"""What all values do alike, written once: how they show themselves, and when two are equal.

attrs would write and compile these methods for each class anew whenever a program starts, which takes longer than
reading a card; inherited, they cost nothing.
"""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from attrs import fields


class Shown:
    """Something that shows the fields that differ from their defaults; two are equal when they are one object."""

    __slots__ = ()

    def __repr__(self) -> str:
        kind: Any = type(self)
        held = []
        for field in fields(kind):
            if field.repr:
                value = getattr(self, field.name)
                if not (value == field.default and value is not None):
                    held.append(f"{field.name}={value!r}")
        return f"{kind.__qualname__}({', '.join(held)})"


class Value(Shown):
    """Something that is what it holds: two of a class are equal when their fields are."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        kind: Any = self.__class__
        held = _compared(kind)
        return bool(held(self) == held(other))

    def __hash__(self) -> int:
        kind: Any = self.__class__
        return hash(_hashed(kind)(self))


@cache
def _compared(kind: Any) -> Callable[[Any], Any]:
    """Takes from a value what makes it equal to another."""
    return attrgetter(*(field.name for field in fields(kind) if field.eq))


@cache
def _hashed(kind: Any) -> Callable[[Any], Any]:
    """Takes from a value what it is hashed by: what it is compared by, but for what cannot be hashed."""
    return attrgetter(*(field.name for field in fields(kind) if (field.eq if field.hash is None else field.hash)))
