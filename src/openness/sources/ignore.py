"""Patterns that leave files out: `--exclude` and the lines of a `.gitignore`, as git reads them."""

import re
from collections.abc import Iterable
from fnmatch import translate
from functools import lru_cache

from attrs import frozen

from openness.syntax.paths import path_below
from openness.vocabulary.value import Shown

_PARTS = 64  # a pattern of more parts matches nothing


class Seen(str):
    """A pattern that is seen from a folder of its own, wherever the files are looked for.

    One without a slash names no place: it speaks of files in whatever folder, as in a `.gitignore`.
    """

    def __new__(cls, glob: str, folder: str = "") -> "Seen":
        """A pattern, and the folder; empty for the working directory."""
        made = super().__new__(cls, glob)
        made.folder = folder
        return made

    folder: str


@frozen(eq=False, repr=False)
class Pattern(Shown):
    """One pattern of a `.gitignore`.

    Args:
        parts: what each part of a path must match; None stands for any number of parts (`**`).
        negated: whether it takes a file back in.
        folders: whether it speaks of folders only.
        above: what stands before a path as the pattern sees it; empty where both are seen from one folder.
    """

    parts: tuple[re.Pattern[str] | None, ...]
    negated: bool
    folders: bool
    above: str = ""

    def matches(self, path: str, folder: bool) -> bool:
        """Whether it speaks of a path."""
        if self.folders and not folder:
            return False
        # the places in the pattern that the path so far may have come to
        places = _onward({0}, self.parts)
        for part in f"{self.above}{path}".split("/"):
            reached = {place for place in places if place < len(self.parts) and self.parts[place] is None}
            for place in places:
                wanted = self.parts[place] if place < len(self.parts) else None
                if wanted is not None and wanted.match(part):
                    reached.add(place + 1)
            places = _onward(reached, self.parts)
        return len(self.parts) in places


def _onward(places: set[int], parts: tuple[re.Pattern[str] | None, ...]) -> set[int]:
    """These places and those that `**` lets one go on to."""
    for place in sorted(places):
        while place < len(parts) and parts[place] is None:
            place += 1
            places.add(place)
    return places


def patterns(lines: Iterable[str], root: str = "") -> tuple[Pattern, ...]:
    """The patterns these lines state; blank lines and comments state none.

    Args:
        lines: as in a `.gitignore`.
        root: the folder that paths will be seen from, for lines that are seen from another.
    """
    held = []
    for line in lines:
        text = line.rstrip()
        if not text or text.startswith("#"):
            continue
        negated = text.startswith("!")
        text = text[1:] if negated else text.removeprefix("\\") if text[:2] in ("\\#", "\\!") else text
        folders = text.endswith("/")
        text = text.rstrip("/")
        parts = text.lstrip("/").split("/")
        if "/" not in text:
            parts.insert(0, "**")
        if text and len(parts) <= _PARTS:
            read = tuple(None if part == "**" else _part(part) for part in parts)
            above = path_below(root, line.folder) if isinstance(line, Seen) else "."
            held.append(Pattern(read, negated, folders, "" if above == "." else f"{above}/"))
    return tuple(held)


def ignored(path: str, folder: bool, held: Iterable[Pattern]) -> bool:
    """Whether a path is left out; the last pattern that matches decides.

    >>> ignored("build/x.md", False, patterns(["build/", "*.md", "!x.md"]))
    False
    """
    answer = False
    for pattern in held:
        if pattern.matches(path, folder):
            answer = not pattern.negated
    return answer


@lru_cache(maxsize=1_024)
def _part(glob: str) -> re.Pattern[str]:
    """One part of a path; a set that makes no sense matches nothing, as in git."""
    glob = re.sub(r"\*+", "*", re.sub(r"\\(.)", r"[\1]", glob))
    try:
        return re.compile(translate(glob))
    except re.error:
        return re.compile("(?!)")
