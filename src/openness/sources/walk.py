"""Every file below a folder, in order, within bounds: what git leaves out is left out, and no link leads outside."""

import os
from collections.abc import Iterator
from types import ModuleType

from attrs import define, field

from openness.errors import MAY_READ, OpennessError, Problem
from openness.formats import licence_file
from openness.sources import ignore
from openness.sources.file import bounds_of, is_folder
from openness.sources.own_pages import LIST, is_page, pages_listed
from openness.sources.repository import INSTALLED, IgnoreRules, rules_of
from openness.value import Shown

ENTRY_LIMIT = 200_000
HISTORY = frozenset((".git", ".hg", ".svn"))


@define(eq=False, repr=False)
class Passed(Shown):
    """The files and folders that a walk passed by.

    Args:
        unlisted: the problems of folders that cannot be listed.
        ignored: how many files and folders a `.gitignore` left out; of a folder nothing in it is counted.
        unread: links that lead out of the root or nowhere, pipes and devices: the path of the folder of each, and its name.
    """

    unlisted: list[Problem] = field(factory=list)
    ignored: int = 0
    unread: list[tuple[str, str]] = field(factory=list)


def walked(root: str, exclude: tuple[str, ...], passed: Passed) -> Iterator[tuple[str, str]]:
    """Every file below a root, as the path of its folder below the root and its name, in order.

    Licence texts are given whatever git leaves out, and even where they are links that are not followed. The pages of a
    report are files of no release, and are passed by.

    Args:
        root: the folder as the user wrote it.
        exclude: globs of files and folders to leave out.
        passed: takes what is passed by.

    Raises:
        OpennessError: when there are more entries than the limit.
    """
    bounds = bounds_of(root)
    always = ignore.patterns(exclude, root)
    entries = 0
    pages: set[str] = set()  # paths that lists of reports name
    waiting: list[tuple[str, IgnoreRules | None]] = [("", None)]  # folders, each with the rules of the one around it
    while waiting:
        below, outer = waiting.pop()
        try:
            listing = sorted(os.scandir(path_of(root, below, "")), key=lambda entry: entry.name)
        except OSError as error:
            reason = error.strerror or "the path cannot be used"
            passed.unlisted.append(Problem(path_of(root, below, ""), None, f"it cannot be read: {reason}", MAY_READ))
            if licence_file.holds_texts(last_of(below)):
                yield below.rpartition("/")[0], last_of(below)
            continue
        rules = outer.below(last_of(below), path_of(root, below, "")) if outer else rules_of(root)
        folders: list[tuple[str, IgnoreRules | None]] = []
        if any(entry.name == LIST for entry in listing):
            pages.update(path_of("", below, page) for page in pages_listed(path_of(root, below, "")))
        for entry in listing:
            entries += 1
            if entries > ENTRY_LIMIT:
                raise OpennessError(
                    Problem(root, None, f"it has more than {ENTRY_LIMIT:,} entries", "name a part of it")
                )
            path = f"{below}/{entry.name}" if below else entry.name
            folder = is_folder(entry)
            text = (
                licence_file.holds_texts(entry.name)
                if folder
                else licence_file.matches_name(entry.name, last_of(below))
            )
            if (folder and entry.name in HISTORY) or ignore.ignored(path, folder, always):
                continue
            if not text and rules.leaves_out(entry.name, folder):
                passed.ignored += entry.name not in INSTALLED
            elif folder:
                folders.append((path, rules))
            elif path in pages and is_page(path_of(root, below, entry.name)):
                continue
            elif text or (_is_file(entry) and _stays_inside(entry, bounds)):
                yield below, entry.name
            elif not _is_folder_elsewhere(entry):
                passed.unread.append((below, entry.name))
        waiting.extend(reversed(folders))


def _is_folder_elsewhere(entry: "os.DirEntry[str]") -> bool:
    """True where an entry is a link to a folder."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: "os.DirEntry[str]") -> bool:
    """True where an entry is a file; a link that leads nowhere is none."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _stays_inside(entry: "os.DirEntry[str]", bounds: str) -> bool:
    """True where an entry is no link, or one that leads to a place within these bounds."""
    return not entry.is_symlink() or os.path.realpath(entry.path).startswith(bounds)


def path_of(root: str, below: str, name: str, flavour: ModuleType = os.path) -> str:
    """A file's path: the root as the user wrote it, the folder below it, and the name.

    >>> path_of("models/", "large", "README.md"), path_of("/", "", "README.md")
    ('models/large/README.md', '/README.md')
    >>> import ntpath  # the letter of a drive alone is the folder that one is in there, and no top
    >>> path_of("models" + ntpath.sep, "large", "README.md", ntpath), path_of("C:", "", "README.md", ntpath)
    ('models/large/README.md', 'C:./README.md')
    """
    drive, rest = flavour.splitdrive(root)
    slashes = f"{flavour.sep}/"
    top = drive + (rest.rstrip(slashes) or rest[:1] or ("." if len(drive) == 2 else ""))
    inside = "/".join(part for part in (below, name) if part)
    return f"{top}/{inside}" if top and inside and top[-1] not in slashes else top + inside


def last_of(below: str) -> str:
    """The last part of a path below a root."""
    return below.rpartition("/")[2]
