"""Names of a path as seen from a folder, however it was written, and a test for names that lie in no file system."""

import os
import re
from collections.abc import Sequence
from types import ModuleType

#: The beginning of the name of a source or a document that lies in no file system; an address begins with its scheme,
#: which is longer than the letter of a drive.
_NO_PATH = r"-(?:#|\Z)|(?:system|hub):|[A-Za-z][A-Za-z0-9+.-]+://"


def is_path(name: str) -> bool:
    """True where a source or a document lies in a file system.

    >>> [is_path(name) for name in ("sub/we:ird", "we:ird", "-", "system:x", "https://example.org/x")]
    [True, True, False, False, False]
    """
    return re.match(_NO_PATH, name) is None and "\0" not in name


def file_of(path: str) -> tuple[str, str]:
    """The file at a path, and what stands behind it where it holds several releases: `#` and the name of one."""
    if "#" in path and is_path(path) and not os.path.lexists(path):
        for at, letter in enumerate(path):
            if letter == "#" and os.path.isfile(path[:at]):
                return path[:at], path[at:]
    return path, ""


def names_below(path: str, folder: str = "") -> tuple[str, ...]:
    """The names of a path as seen from a folder, with slashes; a name that is not a path stays as it is.

    A path through links has two names: where it really lies, and what it was called from where it came into the folder
    on. The one that stays in the folder comes first; of a link that leads nowhere the link is what lies there.

    Args:
        path: as it was written.
        folder: empty for the working directory.
    """
    if not is_path(path):
        return (path,)
    file, release = file_of(path)
    top, real = os.path.realpath(folder or "."), os.path.realpath(file)
    if os.path.islink(file) and not os.path.exists(file):
        real = os.path.join(os.path.realpath(os.path.dirname(file)), os.path.basename(file))
    found = [relative(real, top)]
    written = os.path.join(os.getcwd(), file).replace("/", os.sep)
    if real != os.path.normpath(written):
        steps = written.split(os.sep)
        turn = max((at for at, step in enumerate(steps) if step == os.pardir), default=0)  # what is above a link is not
        for end in range(turn + 1, len(steps) + 1):
            reached = os.path.realpath(os.sep.join(steps[:end]) or os.sep)
            if f"{reached}{os.sep}".startswith(os.path.join(top, "")):
                found.append(relative(os.path.join(reached, *steps[end:]), top))
                break
    inside_first = sorted(dict.fromkeys(found), key=lambda name: name.split(os.sep)[0] == os.pardir)
    return tuple(name.replace(os.sep, "/") + release for name in inside_first)


def relative(path: str, folder: str, flavour: ModuleType = os.path) -> str:
    """A path seen from a folder; as a whole where no way leads there, as from one drive of Windows to another.

    >>> import ntpath
    >>> relative("C:/models/README.md", "C:/work", ntpath).replace(ntpath.sep, "/")
    '../models/README.md'
    >>> relative("D:/README.md", "C:/work", ntpath).replace(ntpath.sep, "/")
    'D:/README.md'
    """
    try:
        found: str = flavour.relpath(path, folder)
    except ValueError:
        found = flavour.abspath(path)
    return found


def folder_of(document: str) -> str:
    """The whole path of the folder that a file lies in: paths in a file of settings are seen from there."""
    return os.path.dirname(os.path.abspath(document))


def folder_around(folders: Sequence[str], flavour: ModuleType = os.path) -> str:
    """The innermost folder around whole paths; empty where there is none, as on several drives of Windows.

    >>> import ntpath
    >>> [folder_around(folders, ntpath) for folders in (["C:/a", "C:/b"], ["C:/a", "D:/a"])] == ["C:" + ntpath.sep, ""]
    True
    """
    try:
        found: str = flavour.commonpath(folders)
    except ValueError:
        return ""
    return found


def is_outside(path: str, flavour: ModuleType = os.path) -> bool:
    """True where a path with slashes, seen from a folder, leads out of it.

    A colon ends the name of a drive on Windows; elsewhere a folder may be called so.

    >>> import ntpath
    >>> [is_outside(path, ntpath) for path in ("a/b", "../b", "..", "/b", "D:/b", "..b")]
    [False, True, True, True, True, False]
    >>> import posixpath
    >>> [is_outside(path, posixpath) for path in ("a/b", "../b", "..", "/b", "D:/b", "::error::x/b")]
    [False, True, True, True, False, False]
    """
    return path == ".." or path.startswith(("../", "/")) or bool(flavour.splitdrive(path)[0])


def path_below(path: str, folder: str = "") -> str:
    """The first name of a path as seen from a folder."""
    return names_below(path, folder)[0]
