"""Releases that were read together, each classified under definitions that are known."""

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from openness.errors import OpennessError, Problem
from openness.evaluation.classification import Classification
from openness.release.release import Found, Progress, Release
from openness.resolution.resolved import read_together, resolved
from openness.shelf.shelf import Shelf

_RECENT = 8  # releases whose classifications are remembered: one may take a megabyte


def definitions(under: Iterable[str] | None, shelf: Shelf) -> tuple[str, ...]:
    """The definitions asked for, each known; every one on the shelf where none is named. One id alone may be given as it is.

    Raises:
        OpennessError: with the nearest ids, for each that is unknown.
        TypeError: when an id is not a str.
    """
    asked = _ids(under)
    if asked is None:
        return tuple(shelf.definitions())
    problems: list[Problem] = []
    for id in asked:
        try:
            shelf.definition(id)
        except OpennessError as error:
            problems.extend(error.problems)
    if problems:
        raise OpennessError(*problems)
    return asked


def _ids(under: Iterable[str] | None) -> tuple[str, ...] | None:
    """The ids that are named, each once; a text is one id, and not its letters."""
    if under is None:
        return None
    ids = (under,) if isinstance(under, str) else tuple(under)
    for id in ids:
        if not isinstance(id, str):
            raise TypeError(f"a definition's id must be a str, not {type(id).__name__}")
    return tuple(dict.fromkeys(ids))


def classify_release(release: Release, source: str, under: tuple[str, ...], shelf: Shelf) -> Classification:
    """A release that has been read, under definitions that are known; each is opened when it is asked for."""
    return Classification(resolved(release, shelf), source, under, shelf)


def classify_again(release: Release, under: Iterable[str] | None, shelf: Shelf) -> Classification:
    """A release that was read before, under definitions; the same object as the last time where that was not long ago.

    Args:
        release: as somebody holds it: it is known by what it is and not by what it says, which would take longer to compare.
        under: as for `definitions`.
        shelf: where licences and definitions are looked up.

    Raises:
        OpennessError: as `definitions` does.
        TypeError: as `definitions` does.
    """
    asked = _ids(under)
    recent = shelf.recent("classifications", _RECENT)
    remembered: tuple[Release, Classification] | None = recent.get((id(release), asked))
    if remembered is not None and remembered[0] is release:
        return remembered[1]
    classification = classify_release(release, release.first_document, definitions(asked, shelf), shelf)
    recent[id(release), asked] = release, classification
    return classification


class Classified(Sequence[Classification]):
    """Releases that have been read together, each classified when it is reached and not kept.

    A report of thousands of releases needs one of them at a time.

    Args:
        found: what was read.
        under: the ids of definitions that are known.
        shelf: where licences and definitions are looked up.
        progress: is handed the releases and hands them on, as it shows how far they have come.
    """

    def __init__(self, found: Sequence[Found], under: tuple[str, ...], shelf: Shelf, progress: Progress = iter) -> None:
        self._found = read_together(found, shelf)
        self._under, self._shelf, self._progress = under, shelf, progress

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> Classification: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Classification]: ...
    def __getitem__(self, at: int | slice) -> Classification | Sequence[Classification]:
        if isinstance(at, slice):
            return [self._classified(found) for found in self._found[at]]
        return self._classified(self._found[at])

    def __iter__(self) -> Iterator[Classification]:
        return map(self._classified, self._progress(self._found))

    def _classified(self, found: Found) -> Classification:
        return classify_release(found.release, found.source, self._under, self._shelf)
