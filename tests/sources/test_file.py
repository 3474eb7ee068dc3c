"""One file the user named, and what lies beside it."""

import os
from types import SimpleNamespace
from typing import cast

import pytest

from openness.sources import file
from openness.sources.file import is_card, is_card_of_folder


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "readme.markdown",
        "MODEL_CARD.md",
        "model-card.md",
        "ModelCard.md",
        "datacard.md",
        "dataset_card.md",
    ],
)
def test_the_card_of_a_folder_is_known_by_its_name(name: str) -> None:
    assert is_card_of_folder(name)


@pytest.mark.parametrize(
    "name", ["README", "README.txt", "re-adme.md", "model card.md", "my_model_card.md", "modelcards.md", ".md"]
)
def test_no_other_file_is(name: str) -> None:
    assert not is_card_of_folder(name)


def test_any_markdown_may_be_a_card_but_a_licence() -> None:
    assert [is_card(one) for one in ("notes.md", "README.MD", "LICENSE.md", "README.txt")] == [True, True, False, False]


def test_a_junction_of_windows_is_a_link_and_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """It leads anywhere, and `is_symlink` does not know it before Python 3.12."""

    class Entry:
        """An entry of a folder, as the system describes it."""

        def __init__(self, tag: int) -> None:
            self.tag = tag

        def is_dir(self, follow_symlinks: bool) -> bool:
            return True

        def stat(self, follow_symlinks: bool) -> SimpleNamespace:
            return SimpleNamespace(st_reparse_tag=self.tag)

    monkeypatch.setattr(file, "WINDOWS", True)
    assert file.is_folder(cast("os.DirEntry[str]", Entry(0)))
    assert not file.is_folder(cast("os.DirEntry[str]", Entry(0xA0000003)))


def test_the_cache_of_the_hub_is_known_by_its_folders_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """With slashes either way."""
    for cache in ("/c/hub/models--a--b", "C:\\hub\\models--a--b"):
        snapshot = cache + ("/snapshots/1" if "/" in cache else "\\snapshots\\1")
        monkeypatch.setattr(os.path, "realpath", lambda path, snapshot=snapshot: snapshot)
        assert file.bounds_of("x").startswith(cache)
        assert "snapshots" not in file.bounds_of("x")
