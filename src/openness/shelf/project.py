"""The settings of a project for this package: `[tool.openness]` in a pyproject.toml, or an `openness-policy.toml`.

Looked for in the working directory and the folders above it, never in a folder that is classified.
"""

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache

from attrs import frozen

from openness.errors import OpennessError, Problem
from openness.syntax.document import PYPROJECT, TEXT_LIMIT, open_document, project_files
from openness.syntax.paths import folder_of
from openness.syntax.toml import toml_tree
from openness.syntax.tree import Mapping, Scalar, Sequence
from openness.value import Value


@frozen(eq=False, repr=False)
class Section(Value):
    """The settings of this package in one file.

    Args:
        document: the file.
        table: `[tool.openness]`, or the whole of a policy file.
        prefix: what stands before a key in it: `tool.openness.` or nothing.
    """

    document: str
    table: Mapping
    prefix: str

    @property
    def folder(self) -> str:
        """The folder the paths in it are seen from."""
        return folder_of(self.document)


def sections(files: Iterable[str] | None = None) -> Iterator[Section]:
    """The settings of the projects around the working directory, the nearest first.

    Args:
        files: those of projects where somebody has looked for them.

    Raises:
        OpennessError: when a file speaks of this package and cannot be used.
    """
    yield from filter(None, map(section_of_project, project_files() if files is None else files))


def configured(files: Iterable[str] | None = None) -> tuple[str, ...]:
    """The folders that the nearest project file with `shelves` names; they may add and not replace.

    Args:
        files: as for `sections`.

    Raises:
        OpennessError: when a project file speaks of this package and cannot be used.
    """
    for section in sections(files):
        value = section.table.get("shelves")
        if value is None:
            continue
        folders = value.items if isinstance(value, Sequence) else (value,)
        if not isinstance(value, Sequence) or not all(
            isinstance(folder, Scalar) and not folder.plain for folder in folders
        ):
            message = f"{section.prefix}shelves is not a list of folders"
            raise OpennessError(Problem(section.document, value.line, message, 'write shelves = ["FOLDER"]'))
        place = os.path.dirname(section.document)
        return tuple(os.path.join(place, folder.text) for folder in folders if isinstance(folder, Scalar))
    return ()


def section_of_project(path: str) -> Section | None:
    """The settings in a project's file; None where it is a pyproject.toml without any.

    Raises:
        OpennessError: when it speaks of this package and cannot be used.
    """
    try:
        status = os.stat(path)
    except OSError:
        return section(path)  # which says what is wrong with it
    return _section(path, os.getcwd(), status.st_mtime_ns, status.st_size)


def section(path: str) -> Section | None:
    """The settings in one file; None where it is a pyproject.toml without any.

    Raises:
        OpennessError: when it cannot be read or is not TOML.
    """
    text = open_document(path).text
    tree = toml_tree(text, path) or Mapping((), 1)
    assert isinstance(tree, Mapping)  # TOML has no other top
    if os.path.basename(path) != PYPROJECT:
        return Section(path, tree, "")
    for name in ("tool", "tool.openness"):
        found = tree.get(name.rpartition(".")[2])
        if found is None:
            return None
        if not isinstance(found, Mapping):
            raise OpennessError(Problem(path, found.line, f"{name} is not a table", f"write [{name}]"))
        tree = found
    return Section(path, tree, "tool.openness.")


@lru_cache(maxsize=32)
def _section(path: str, seen_from: str, changed: int, size: int) -> Section | None:
    """The section of a file as it was at a time; a project of somebody else is left alone, whatever its state."""
    if os.path.basename(path) == PYPROJECT:
        try:
            with open(path, "rb") as file:
                if b"openness" not in file.read(TEXT_LIMIT):
                    return None
        except OSError:
            return None
    return section(path)
