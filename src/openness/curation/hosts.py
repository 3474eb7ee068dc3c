"""Hosts that are nobody's primary source, and what follows for a fact that rests on them (docs/reference/system-record.md)."""

import os
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from openness.release.location import Origin
from openness.value import Value
from openness.vocabulary import Confidence

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "hosts.toml")


@frozen(eq=False, repr=False)
class Host(Value):
    """A host, or a part of one, that speaks for no maker.

    Args:
        name: how its sources begin: `index.example`, `index.example/models` or `github:owner/name`.
        cited: a fact may rest on it, marked *second-hand*; otherwise no record names it.
        reason: why it is nobody's primary source.
    """

    name: str
    cited: bool
    reason: str


@lru_cache(maxsize=1)
def hosts() -> tuple[Host, ...]:
    """The hosts on the list, as the list orders them."""
    with open(FILE, "rb") as file:
        groups = tomllib.load(file)["hosts"]
    return tuple(Host(name, group["cited"], group["reason"]) for group in groups for name in group["names"])


def host(source: str) -> Host | None:
    """The host on the list that a source belongs to; none for a source that may be a maker's own.

    >>> host("https://www.ollama.com/library/falcon").cited, host("https://ollama.com.example/library/falcon")
    (True, None)
    """
    place = source.removeprefix("https://").removeprefix("http://").removeprefix("www.").lower()
    for known in hosts():
        rest = place.removeprefix(known.name.lower())
        if rest != place and rest[:1] in ("", "/", "@", ":", "?", "#"):
            return known
    return None


def faults(origin: Origin) -> Iterator[tuple[str, str]]:
    """The faults of the sources of a fact, each with what to do."""
    known = [host(source) for source in origin.source.split("; ")]
    for each in filter(None, known):
        if not each.cited:
            yield f"names {each.name}: {each.reason}", "name the maker's page, or leave the fact out"
    if all(known) and not origin.second_hand:
        yield "rests on others alone and is not marked", "name the maker's page, or write second-hand = true"
    if origin.second_hand and origin.confidence == Confidence.HIGH:
        yield "is second-hand, so its confidence is not high", "read the maker's page, or write medium"
