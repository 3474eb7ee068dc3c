"""The ids of the described systems, which are the names of their files: who looks for one reads no record."""

import os
from functools import lru_cache

from openness.errors import OpennessError, Problem

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "systems")
PREFIX = "system:"


@lru_cache(maxsize=1)
def ids() -> tuple[str, ...]:
    """The ids of the shipped systems, in order."""
    return tuple(sorted(name.removesuffix(".toml") for name in os.listdir(FOLDER) if name.endswith(".toml")))


def systems(path: str) -> list[str]:
    """The ids of the shipped systems that a pattern such as `system:olmo*` means, in order.

    Raises:
        OpennessError: when it means none.

    >>> systems("system:olmo-*")
    ['olmo-2', 'olmo-3']
    """
    from fnmatch import fnmatchcase

    pattern = path.removeprefix(PREFIX)
    found = [id for id in ids() if fnmatchcase(id, pattern)]
    if not found:
        help = "`openness explain systems` lists them"
        raise OpennessError(Problem(path, None, f"no described system is called like {pattern!r}", help))
    return found
