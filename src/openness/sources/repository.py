"""The files that git leaves out of a folder: the `.gitignore` files from the repository's top down, and the index.

A file that git tracks is part of a release whatever a pattern says, so the index decides where a pattern leaves out.
Git itself is not needed: the index is read here. One that cannot be read may track anything, and then nothing is left
out; an index in a folder of a stranger can therefore only add to what is read.
"""

import os
import re
from bisect import bisect_left
from types import ModuleType

from attrs import define, evolve, field, frozen

from openness.errors import OpennessError
from openness.sources import ignore
from openness.sources.ignore import Pattern
from openness.syntax.document import open_document
from openness.value import Shown

PATTERNS_LIMIT = 256 * 1024  # bytes of a `.gitignore`; a larger one leaves nothing out
INDEX_LIMIT = 64 * 1024 * 1024
_SETTINGS_LIMIT = 64 * 1024

#: Folders that are left out as if a `.gitignore` said so: what installed packages bring is no part of a release.
INSTALLED = frozenset(("node_modules", "__pycache__", ".venv", "venv", ".tox", ".nox"))

_MODE, _HASH = 24, 40  # where an entry of the index has its mode and its hash
_FOLDER_MODES = (0o040000, 0o160000)  # a folder of a sparse index, and a repository within this one
_EXTENDED = 0x4000  # the flag of an entry that has two more bytes of flags


class _Odd(Exception):
    """An index that is not understood."""


@frozen(eq=False, repr=False)
class Tracked(Shown):
    """The files that a repository tracks.

    Args:
        paths: the paths of its files, seen from its top, in order.
        whole: folders of which everything counts: repositories within this one.
    """

    paths: tuple[bytes, ...] = ()
    whole: frozenset[bytes] = frozenset()

    def has(self, path: bytes, folder: bool) -> bool:
        """True where a file is among them, or one that lies in a folder."""
        if path in self.whole:
            return True
        wanted = path + b"/" if folder else path
        at = bisect_left(self.paths, wanted)
        return at < len(self.paths) and (self.paths[at].startswith(wanted) if folder else self.paths[at] == wanted)


@define(eq=False, repr=False)
class GitRepository(Shown):
    """A repository; its index is read when a pattern first leaves something out.

    Args:
        settings: the folder with its index; empty where there is none, and no file is tracked.
    """

    settings: str = ""
    _read: list[Tracked | None] = field(factory=list, init=False)

    @property
    def tracked(self) -> Tracked | None:
        """The tracked files; None where they are unknown."""
        if not self._read:
            self._read.append(_tracked(self.settings))
        return self._read[0]


@frozen(eq=False, repr=False)
class IgnoreRules(Shown):
    """The rules by which git leaves files out of one folder.

    Args:
        repository: the repository it lies in.
        here: the folder as its repository's top sees it, empty or with a slash at its end.
        read: the pattern files that speak of it, each with its folder; the last one that speaks of a path decides.
        tracked_only: whether the folder itself is left out, so that only what is tracked in it counts.
    """

    repository: GitRepository = field(factory=GitRepository)
    here: bytes = b""
    read: tuple[tuple[bytes, tuple[Pattern, ...]], ...] = ()
    tracked_only: bool = False

    def leaves_out(self, name: str, folder: bool) -> bool:
        """True where git leaves out a file or a folder of this name."""
        if not self.speak_against(name, folder):
            return False
        tracked = self.repository.tracked
        return tracked is not None and not tracked.has(self.here + ignore.as_bytes(name), folder)

    def speak_against(self, name: str, folder: bool) -> bool:
        """True where they would leave it out if nothing were tracked."""
        path = self.here + ignore.as_bytes(name)
        decisions = (ignore.decided(path[len(place) :], folder, patterns) for place, patterns in reversed(self.read))
        decision = next((decision for decision in decisions if decision is not None), False)
        return self.tracked_only or decision or (folder and name in INSTALLED)

    def below(self, name: str, place: str) -> "IgnoreRules":
        """The rules for a folder in this one; a repository within it has rules of its own.

        Args:
            name: the folder's name.
            place: where it lies.
        """
        if settings := _settings(place):
            return _top(place, settings)
        path = self.here + ignore.as_bytes(name)
        only = False
        if self.speak_against(name, True) and (tracked := self.repository.tracked) is not None:
            only = path not in tracked.whole
        return evolve(self, here=path + b"/", tracked_only=only).reading(place)

    def reading(self, place: str) -> "IgnoreRules":
        """These rules with the `.gitignore` of the folder itself."""
        patterns = _patterns(os.path.join(place, ".gitignore"))
        return evolve(self, read=(*self.read, (self.here, patterns))) if patterns else self


def rules_of(folder: str) -> IgnoreRules:
    """The rules for a folder that somebody named.

    It was named to be read: where its repository leaves out the folder itself, that says nothing of what is in it.
    """
    place = os.path.realpath(folder)
    inside: list[str] = []
    while not (settings := _settings(place)):
        outer, name = os.path.split(place)
        if outer == place:
            return IgnoreRules().reading(folder)
        inside.append(name)
        place = outer
    rules = _top(place, settings)
    for name in reversed(inside):
        place = os.path.join(place, name)
        if rules.speak_against(name, True):
            here = ignore.as_bytes("/".join(reversed(inside))) + b"/"
            return IgnoreRules(rules.repository, here).reading(folder)
        rules = rules.below(name, place)
    return rules


def _top(place: str, settings: str) -> IgnoreRules:
    """The rules of a repository's topmost folder."""
    own = _patterns(os.path.join(_shared(settings), "info", "exclude"))
    return IgnoreRules(GitRepository(settings), read=((b"", own),) if own else ()).reading(place)


def _settings(place: str) -> str:
    """The folder in which the repository with this top keeps its index; empty where the folder is no top."""
    path = os.path.join(place, ".git")
    if os.path.isdir(path):
        return path if os.path.isfile(os.path.join(path, "HEAD")) else ""
    pointed = re.fullmatch(r"gitdir: (.+?)\n*", _text(path))  # a work tree beside its repository, or a submodule
    return pointed_at(place, pointed[1]) if pointed else ""


def _shared(settings: str) -> str:
    """The folder that the work trees of a repository share."""
    common = _text(os.path.join(settings, "commondir")).rstrip("\n")
    return (pointed_at(settings, common) if common else "") or settings


def pointed_at(place: str, written: str, flavour: ModuleType = os.path) -> str:
    """The path that a file in a folder points to; empty where it leads to another machine.

    Windows reaches one by a path, and tells it who asks.

    >>> import ntpath
    >>> [pointed_at("C:/x/", path, ntpath) for path in ("//elsewhere/share/x", "../y")]
    ['', 'C:/x/../y']
    """
    path: str = flavour.join(place, written)
    drive = flavour.splitdrive(path)[0]
    leads_away = drive.startswith(("//", "\\\\")) and drive != flavour.splitdrive(place)[0]
    return "" if leads_away else path


def _text(path: str) -> str:
    try:
        return open_document(path, _SETTINGS_LIMIT).text if os.path.isfile(path) else ""
    except OpennessError:
        return ""


def _patterns(path: str) -> tuple[Pattern, ...]:
    """The patterns in a file; none where it is a link, which git does not follow, or larger than the limit."""
    if not os.path.isfile(path) or os.path.islink(path):
        return ()
    try:
        data = open_document(path, PATTERNS_LIMIT + 1, head=True).data
    except OpennessError:
        return ()
    return ignore.patterns(ignore.lines_of(data)) if len(data) <= PATTERNS_LIMIT else ()


def _tracked(settings: str) -> Tracked | None:
    """The files in the index of a repository; None where they are unknown."""
    path = os.path.join(settings, "index")
    if not settings or not os.path.lexists(path):
        return Tracked()
    longer = re.search(r"(?im)^\s*objectformat\s*=\s*sha256\s*$", _text(os.path.join(_shared(settings), "config")))
    try:
        return _listed(open_document(path, INDEX_LIMIT, head=True).data, 32 if longer else 20)
    except (OpennessError, _Odd):
        return None


def _listed(data: bytes, hash_size: int) -> Tracked:
    """The files in an index (git's `gitformat-index`, versions 2 to 4).

    Raises:
        _Odd: when it is not understood, is not the whole, or goes past a limit.
    """
    version = _number(data, 4)
    if data[:4] != b"DIRC" or version not in (2, 3, 4) or len(data) >= INDEX_LIMIT:
        raise _Odd
    paths: list[bytes] = []
    whole: set[bytes] = set()
    start, path, room = 12, b"", INDEX_LIMIT
    for _ in range(_number(data, 8)):
        flags = start + _HASH + hash_size
        name = flags + (4 if _number(data, flags, 2) & _EXTENDED else 2)
        kept = 0
        if version == 4:  # a path is what it shares with the one before, and the rest
            dropped, name = _varint(data, name)
            kept = len(path) - dropped
        end = data.find(b"\0", name)
        room -= max(kept, 0) + end - name
        if end < 0 or kept < 0 or room < 0:
            raise _Odd
        path = path[:kept] + data[name:end]
        if _number(data, start + _MODE) & 0o170000 in _FOLDER_MODES:
            whole.add(path.rstrip(b"/"))
        paths.append(path)
        start = end + 1 if version == 4 else end + 8 - (end - start) % 8
    while start < len(data) - hash_size:  # extensions; one says that most of the index is kept elsewhere
        if data[start : start + 4] == b"link":
            raise _Odd
        start += 8 + _number(data, start + 4)
    return Tracked(tuple(sorted(paths)), frozenset(whole))


def _number(data: bytes, at: int, size: int = 4) -> int:
    return int.from_bytes(data[at : at + size], "big")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of any length, and the place behind it.

    Raises:
        _Odd: when it does not end.
    """
    number = -1
    for place in range(at, min(at + 10, len(data))):
        number = (number + 1 << 7) + (data[place] & 0x7F)
        if data[place] < 0x80:
            return number, place + 1
    raise _Odd
