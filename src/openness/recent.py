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

    A number alone is no bound: a name may be as long as a file. One long text too many, and all is forgotten. What the function
    takes besides the text is short, and goes by its place.

    >>> calls = []
    >>> asked = remembered(2)(lambda text: calls.append(len(text)))
    >>> for length in (1, 1, 5_000, 5_000, *range(2_000, 2_016), 5_000):
    ...     asked("x" * length)
    >>> len(calls), calls.count(1), calls.count(5_000)
    (19, 1, 2)
    """

    def remembering(function: _F) -> _F:
        long_ones = 0

        def asked(text: str, *rest: Any) -> Any:
            nonlocal long_ones
            if len(text) > _SHORT:
                long_ones += 1
                if long_ones > _LONG_ONES:
                    answers.cache_clear()
                    long_ones = 1
            return function(text, *rest)

        answers = lru_cache(maxsize=most)(update_wrapper(asked, function))  # what is known costs no call of Python's
        return cast(_F, answers)

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
