"""Every file below a folder, in order, within bounds: what git ignores is left out, and no link leads outside."""

import os
from collections.abc import Iterator

from openness.errors import OpennessError, Problem
from openness.formats import licence_file
from openness.sources import ignore
from openness.sources.file import bounds_of, is_folder
from openness.syntax.document import open_document

ENTRY_LIMIT = 200_000
SKIPPED = frozenset((".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".nox"))


def walked(root: str, exclude: tuple[str, ...], unlisted: list[Problem]) -> Iterator[tuple[str, str]]:
    """Every file below a root, as the path of its folder below the root and its name, in order.

    Licence texts are given whatever git ignores, and even where they are links that are not followed.

    Args:
        root: the folder as the user wrote it.
        exclude: globs of files and folders to leave out.
        unlisted: takes the problems of folders that cannot be listed.

    Raises:
        OpennessError: when there are more entries than the limit.
    """
    bounds = bounds_of(root)
    always = ignore.patterns(exclude, root)
    entries = 0
    waiting: list[tuple[str, tuple[tuple[str, ignore.Pattern], ...]]] = [("", ())]
    while waiting:
        below, held = waiting.pop()
        try:
            listing = sorted(os.scandir(path_of(root, below, "")), key=lambda entry: entry.name)
        except OSError as error:
            reason = error.strerror or "the path cannot be used"
            unlisted.append(Problem(path_of(root, below, ""), None, f"it cannot be read: {reason}"))
            if licence_file.holds_texts(last_of(below)):
                yield below.rpartition("/")[0], last_of(below)
            continue
        held = (*held, *((below, pattern) for pattern in _git_ignores(path_of(root, below, ""))))
        folders = []
        for entry in listing:
            entries += 1
            if entries > ENTRY_LIMIT:
                raise OpennessError(
                    Problem(root, None, f"it has more than {ENTRY_LIMIT:,} entries", "name a part of it")
                )
            path = f"{below}/{entry.name}" if below else entry.name
            folder = is_folder(entry)
            text = (
                licence_file.holds_texts(entry.name) if folder else licence_file.recognises(entry.name, last_of(below))
            )
            if ignore.ignored(path, folder, always) or (not text and _left_out(path, folder, held)):
                continue
            if folder:
                if entry.name not in SKIPPED:
                    folders.append((path, held))
            elif text or (_is_file(entry) and _stays_inside(entry, bounds)):
                yield below, entry.name
        waiting.extend(reversed(folders))


def _is_file(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is a file; a link that leads nowhere is none."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _stays_inside(entry: "os.DirEntry[str]", bounds: str) -> bool:
    """Whether an entry is no link, or one that leads to a place within these bounds."""
    return not entry.is_symlink() or os.path.realpath(entry.path).startswith(bounds)


def _left_out(path: str, folder: bool, held: tuple[tuple[str, ignore.Pattern], ...]) -> bool:
    """Whether the `.gitignore` files from the root down to here leave a path out."""
    answer = False
    for below, pattern in held:
        inside = path[len(below) + 1 :] if below else path
        if pattern.matches(inside, folder):
            answer = not pattern.negated
    return answer


def _git_ignores(folder: str) -> tuple[ignore.Pattern, ...]:
    try:
        return ignore.patterns(open_document(os.path.join(folder, ".gitignore")).text.splitlines())
    except OpennessError:
        return ()


def path_of(root: str, below: str, name: str) -> str:
    """A file's path: the root as the user wrote it, the folder below it, and the name."""
    return "/".join(part for part in (root.rstrip("/") or root, below, name) if part)


def last_of(below: str) -> str:
    """The last part of a path below a root."""
    return below.rpartition("/")[2]
