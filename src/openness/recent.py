"""A mapping that stays small: what comes from inputs is remembered within bounds, as a process may read them for weeks."""

from typing import TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


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

    def __setitem__(self, key: _K, value: _V) -> None:
        """Remember a thing."""
        if len(self) >= self._most and key not in self:
            self.clear()
        super().__setitem__(key, value)
