"""A record with one value spoilt at a time: what is said against each is what its form asks for."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

#: Values that somebody may write by mistake, of every sort.
WRONG: tuple[Any, ...] = ("", "kite", True, False, 0, -1, [], ["kite"], {}, {"kite": 1})


def spoilt(record: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The change, and the changed record: each value left out, or another in its place; each table with a key more."""
    whole = copy.deepcopy(dict(record))
    for path in _paths(whole):
        name = ".".join(map(str, path))
        *before, last = path
        inner: Any = whole
        for step in before:
            inner = inner[step]
        kept = inner[last]
        del inner[last]
        yield f"no {name}", copy.deepcopy(whole)
        if isinstance(inner, list):
            inner.insert(last, kept)
        for wrong in WRONG:
            inner[last] = wrong
            yield f"{name} = {wrong!r}", copy.deepcopy(whole)
        inner[last] = kept
        if isinstance(kept, dict):
            kept["kite"] = 1
            yield f"{name}.kite", copy.deepcopy(whole)
            del kept["kite"]


def _paths(inner: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each value, the outer ones first."""
    steps = (
        list(inner.items()) if isinstance(inner, dict) else list(enumerate(inner)) if isinstance(inner, list) else []
    )
    return [way for step, value in steps for way in ((*path, step), *_paths(value, (*path, step)))]
