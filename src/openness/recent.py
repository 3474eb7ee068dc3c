"""A mapping that stays small: what comes from inputs is remembered within bounds, as a process may read them for weeks."""

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Any, TypeVar, cast

_F = TypeVar("_F", bound=Callable[..., Any])
_K = TypeVar("_K")
_V = TypeVar("_V")
_SHORT = 1_024  # letters of a text of which many may be remembered
_LONG_ONES = 16  # longer texts that are remembered: one release asks for the same again and again


def remembered(most: int) -> Callable[[_F], _F]:
    """Remembers the answers of a function of a text: of so many short texts, and of few long ones.

    What it takes besides the text is short, and goes by its place.

    A number alone is no bound: a name may be as long as a file.

    >>> calls = []
    >>> asked = remembered(2)(lambda text: calls.append(len(text)))
    >>> for length in (1, 1, 5_000, 5_000, *range(2_000, 2_016), 5_000):
    ...     asked("x" * length)
    >>> len(calls), calls.count(1), calls.count(5_000)
    (19, 1, 2)
    """

    def remembering(function: _F) -> _F:
        of_short: Any = lru_cache(maxsize=most)(function)
        of_long: Any = lru_cache(maxsize=_LONG_ONES)(function)

        def asked(text: str, *rest: Any) -> Any:
            return of_short(text, *rest) if len(text) <= _SHORT else of_long(text, *rest)

        return cast(_F, update_wrapper(asked, function))

    return remembering


class Recent(dict[_K, _V]):
    """A mapping of so many entries at most: it is emptied when it is full.

    >>> things = Recent(2)
    >>> things["a"], things["b"], things["c"] = 1, 2, 3
    >>> things
    {'c': 3}
    """

    __slots__ = ("_most",)

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __reduce__(self) -> tuple[Any, ...]:
        return Recent, (self._most,), None, None, iter(self.items())

    def __setitem__(self, key: _K, value: _V) -> None:
        """Remember a thing."""
        if len(self) >= self._most and key not in self:
            self.clear()
        super().__setitem__(key, value)
