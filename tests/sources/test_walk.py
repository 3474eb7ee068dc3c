"""Paths below a folder, as the user wrote it."""

import ntpath
import posixpath
from types import ModuleType

import pytest

from openness.sources.walk import path_of


@pytest.mark.parametrize(
    ("root", "flavour", "folder", "card"),
    [
        (".", posixpath, ".", "./README.md"),
        ("models//", posixpath, "models", "models/README.md"),
        ("/", posixpath, "/", "/README.md"),
        ("a\\", posixpath, "a\\", "a\\/README.md"),
        (".\\models\\", ntpath, ".\\models", ".\\models/README.md"),
        ("C:\\", ntpath, "C:\\", "C:\\README.md"),
        ("C:/", ntpath, "C:/", "C:/README.md"),
        ("C:", ntpath, "C:.", "C:./README.md"),
        ("C:models", ntpath, "C:models", "C:models/README.md"),
        ("\\\\here\\share", ntpath, "\\\\here\\share", "\\\\here\\share/README.md"),
    ],
)
def test_a_path_stays_in_the_folder_that_was_named(root: str, flavour: ModuleType, folder: str, card: str) -> None:
    """A drive's letter alone is the folder one is in there, and `C:/README.md` would lie at its top."""
    assert (path_of(root, "", "", flavour), path_of(root, "", "README.md", flavour)) == (folder, card)
