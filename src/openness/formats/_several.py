"""Entries of a list that are of one thing, by their names."""

from collections import Counter
from collections.abc import Sequence

from attrs import evolve

from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import Release


def with_doubles_reported(document: str, releases: Sequence[Release]) -> list[Release]:
    """The releases of a list, with a finding on each whose name another has: nobody knows which of them counts."""
    times = Counter(name for release in releases for name in release.name.values)
    found = []
    for release in releases:
        again = next((name for name in release.name.values if times[name] > 1), "")
        message = f"{times[again]} entries are of {again[:80]!r}; each is read by itself"
        odd = (Finding(Code.FIELD_INVALID, message, Source(document), "keep one"),) if again else ()
        found.append(evolve(release, oddities=(*release.oddities, *odd)))
    return found
