"""The methods that all values share: `repr`, equality and hash.

attrs would write and compile these methods for each class anew whenever a program starts, which takes longer than
reading a card; inherited, they cost nothing.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, NoReturn, TypeVar

from attrs import fields, has

_K = TypeVar("_K")
_V = TypeVar("_V")

_WIDTH = 160  # characters of a whole value
_WORDS = 60  # characters of one word in it


class Shown:
    """Something that shows in one short line the fields that differ from their defaults; it is equal to itself alone."""

    __slots__ = ()

    def __repr__(self) -> str:
        kind: Any = type(self)
        parts = []
        for field in fields(kind):
            if field.repr:
                value = getattr(self, field.name)
                if not (value == field.default and value is not None):
                    parts.append(f"{field.name}={_brief(value)}")
        return _cut(f"{kind.__qualname__}({', '.join(parts)})", _WIDTH)


def _brief(value: Any) -> str:
    """A field in a few characters: of what holds others only how many there are."""
    if isinstance(value, Shown):
        return f"{type(value).__qualname__}(…)"
    if isinstance(value, (tuple, list, set, frozenset, Mapping)) and value:
        plain = (
            not isinstance(value, Mapping) and len(value) <= 3 and all(isinstance(item, (str, int)) for item in value)
        )
        return _cut(repr(value), _WORDS) if plain else f"<{len(value)}>"
    return _cut(repr(value), _WORDS)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 2]}…{text[-1]}"


class _Changeless:
    """Refuses every change."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("it is read-only, as others have the same: change a copy, by copy.deepcopy")

    __setitem__ = __delitem__ = __ior__ = __iadd__ = __imul__ = _refuse
    clear = pop = popitem = setdefault = update = append = extend = insert = remove = sort = reverse = _refuse


class ReadOnly(_Changeless, dict[_K, _V]):
    """A mapping that nobody can change: as JSON, in a pickle and beside another it is a dictionary like any.

    >>> ReadOnly({"a": 1}) == {"a": 1}, len(ReadOnly({"a": 1}))
    (True, 1)
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[_K, _V]:
        return {key: deepcopy(value, memo) for key, value in self.items()}


class _ReadOnlyList(_Changeless, list[_V]):
    """A list that nobody can change."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (list(self),)

    def __deepcopy__(self, memo: dict[int, Any]) -> list[_V]:
        return [deepcopy(value, memo) for value in self]


def read_only(value: Any) -> Any:
    """Dictionaries and lists, and those within them, as such that nobody can change; anything else as it is.

    >>> record = read_only({"grants": {"use": [True]}})
    >>> record["grants"]["use"].append(False)
    Traceback (most recent call last):
    TypeError: it is read-only, as others have the same: change a copy, by copy.deepcopy
    """
    if isinstance(value, _Changeless):
        return value
    if isinstance(value, dict):
        return ReadOnly({key: read_only(child) for key, child in value.items()})
    return _ReadOnlyList(map(read_only, value)) if isinstance(value, list) else value


class Value(Shown):
    """A value: two of one class are equal when their fields are equal."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        kind: Any = self.__class__
        fields_of = _compared(kind)
        return bool(fields_of(self) == fields_of(other))

    def __hash__(self) -> int:
        kind: Any = self.__class__
        return hash(_hashed(kind)(self))


@cache
def _compared(kind: Any) -> Callable[[Any], Any]:
    """Takes the fields that are compared from a value."""
    return attrgetter(*(field.name for field in fields(kind) if field.eq))


@cache
def _hashed(kind: Any) -> Callable[[Any], Any]:
    """Takes the fields that are hashed from a value: those that are compared, without those that cannot be hashed."""
    return attrgetter(*(field.name for field in fields(kind) if (field.eq if field.hash is None else field.hash)))


def canonical(value: Any) -> tuple[Any, ...]:
    """The content of a value, as nested tuples that can be sorted and hashed.

    No name of a class or a field is in it, so that renaming one changes neither an order nor an identifier made from it.
    Each tuple begins with a number for its sort, so that values of different sorts can be compared.

    Args:
        value: a value, a word, a number, None, or a sequence or mapping of these.

    Raises:
        TypeError: when it is anything else.

    >>> canonical(("b", 1, None))
    (4, (3, 'b'), (2, 1), (0,))
    >>> canonical({"b": 1, "a": 2}) == canonical({"a": 2, "b": 1})
    True
    """
    if value is None:
        return (0,)
    if isinstance(value, str):
        return (3, str.__str__(value))
    if isinstance(value, Enum):
        return canonical(value.value)
    if isinstance(value, (bool, int, float)):
        return (2, value)
    if isinstance(value, bytes):
        return (1, value)
    if isinstance(value, (tuple, list)):
        return (4, *map(canonical, value))
    if isinstance(value, (set, frozenset)):
        return (5, *sorted(map(canonical, value)))
    if isinstance(value, Mapping):
        return (5, *sorted((canonical(key), canonical(item)) for key, item in value.items()))
    if has(type(value)):
        return (6, *(canonical(getattr(value, field.name)) for field in fields(type(value)) if field.eq is not False))
    raise TypeError(f"a {type(value).__name__} has no canonical form")
