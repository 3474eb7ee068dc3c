"""Globs that name releases: each is read once, and of many only those that may speak of a path are tried on it.

A glob without a sign of its own is looked up by its words, one that begins with folders by these, and one that ends with a
name by that. The others are tried together, as one regular expression.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from openness.sources.file import is_card, is_card_of_folder
from openness.sources.ignore import Pattern, as_bytes, patterns

_SIGNS = re.compile(r"[*?\[\\\0]")
_CALLED = re.compile(r"[^\[\\]*/[^\[\\*?/]+")  # no set, in which a slash may stand, and a plain name at the end


class Globs:
    """Some globs, in their order; the places of those that speak of a path are told.

    Args:
        globs: as they are written in a policy.

    >>> Globs(["models/legacy", "models/*", "**/legacy"]).speaking("models/legacy/README.md")
    (0, 1, 2)
    """

    def __init__(self, globs: Iterable[str]) -> None:
        self._written: dict[str, list[int]] = {}  # each glob once, with its places
        for at, glob in enumerate(globs):
            self._written.setdefault(glob, []).append(at)
        self._whole: dict[str, list[str]] = {}  # without a sign, by the path that they name
        below: dict[str, list[_Glob]] = {}  # by the folders that they begin with
        called: dict[str, list[_Glob]] = {}  # by the name that they end with
        others: list[_Glob] = []
        of_folders: list[_Glob] = []
        for glob in self._written:
            text = glob.removeprefix("./").strip("/")
            steps = text.split("/")
            plain = next((at for at, step in enumerate(steps) if _SIGNS.search(step)), len(steps))
            read = _Glob(glob, patterns([f"/{text}"]))
            if text.endswith(" ") or "\0" in text:  # blanks at the end, and what stands behind a NUL, are not read
                (of_folders if any(pattern.folders for pattern in read.patterns) else others).append(read)
            elif plain == len(steps):
                self._whole.setdefault(text, []).extend([glob] if text else ())
            elif plain:
                below.setdefault("/".join(steps[:plain]), []).append(read)
            elif _CALLED.fullmatch(text) and all(step == "**" or "**" not in step for step in steps):
                called.setdefault(steps[-1], []).append(read)
            else:
                others.append(read)
        self._below = {folders: _Several(globs) for folders, globs in below.items()}
        self._called = {name: _Several(globs) for name, globs in called.items()}
        self._others = _Several(others)
        self._of_folders = _Several(of_folders)
        self._places: dict[frozenset[str], tuple[int, ...]] = {}  # many paths are spoken of by the same globs

    def speaking(self, *paths: str) -> tuple[int, ...]:
        """The places of the globs that name one of some paths, or a folder it lies in."""
        found = frozenset(glob for path in paths for glob in self._speaking(path))
        if found not in self._places:
            self._places[found] = tuple(sorted(at for glob in found for at in self._written[glob]))
        return self._places[found]

    def _speaking(self, path: str) -> Iterator[str]:
        steps = path.split("/")
        above = ["/".join(steps[:end]) for end in range(1, len(steps))]
        for folder in above:
            yield from self._whole.get(folder, ())
        for glob in (*self._whole.get(path, ()), *((path,) if path in self._written else ())):
            if _may_name(glob, steps[-1]):
                yield glob
        asked = [self._others, *(self._called[name] for name in dict.fromkeys(steps) if name in self._called)]
        asked += [self._below[folder] for folder in above if folder in self._below]
        itself = as_bytes(path)
        yield from (glob for several in asked for glob in several.naming(itself) if _may_name(glob, steps[-1]))
        asked.append(self._of_folders)
        for above_it in map(as_bytes, above):
            yield from (glob for several in asked for glob in several.naming(above_it))


class _Glob(NamedTuple):
    """A glob and the patterns that it states: one, or none where it names nothing."""

    written: str
    patterns: tuple[Pattern, ...]


class _Several:
    """Globs that are tried together: where one of them fits each half is tried, so that few are tried alone."""

    def __init__(self, globs: Sequence[_Glob]) -> None:
        self._globs = [glob for glob in globs if glob.patterns]
        words = b"|".join(pattern.words.pattern for glob in self._globs for pattern in glob.patterns)
        self._words = re.compile(words or rb"(?!)", re.DOTALL)
        self._halves: tuple[_Several, ...] = ()

    def naming(self, path: bytes) -> Iterator[str]:
        """Those that name a path."""
        if self._words.match(path) is None:
            return
        if len(self._globs) == 1:
            yield self._globs[0].written
            return
        if not self._halves:
            middle = len(self._globs) // 2
            self._halves = (_Several(self._globs[:middle]), _Several(self._globs[middle:]))
        for half in self._halves:
            yield from half.naming(path)


def _may_name(glob: str, base: str) -> bool:
    """True where a glob may mean a file of this name itself: a card stands for its folder unless the glob ends as a card does."""
    return is_card(glob.rpartition("/")[2]) or not is_card_of_folder(base)
