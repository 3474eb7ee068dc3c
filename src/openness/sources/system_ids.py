"""The ids of the described systems, which are the names of their files: who looks for one reads no record."""

import os
import re
from functools import lru_cache

from openness.errors import OpennessError, Problem

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "systems")
PREFIX = "system:"


@lru_cache(maxsize=1)
def ids() -> tuple[str, ...]:
    """The ids of the shipped systems, in order."""
    return tuple(sorted(name.removesuffix(".toml") for name in os.listdir(FOLDER) if name.endswith(".toml")))


def described_as(repository: str) -> str:
    """The shipped system all words of whose id the name of a repository has, the longest; empty where there is none.

    >>> described_as("meta-llama/Llama-3.1-8B-Instruct"), described_as("mistralai/Mistral-7B-v0.1"), described_as("acme/heron")
    ('llama-3.1', 'mistral-7b', '')
    """
    words = set(re.split(r"[-_]", repository.lower().partition("@")[0].rpartition("/")[2]))
    return max((id for id in ids() if words.issuperset(id.split("-"))), key=len, default="")


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
