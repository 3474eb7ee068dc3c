"""The names of a path as seen from a folder, whatever it goes through."""

import ntpath
from pathlib import Path

import pytest

from openness.syntax.paths import file_of, is_outside, is_path, names_below, path_below, relative


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a model, one in a folder with a colon, and links to folders in it and beside it."""
    top, beside = tmp_path / "top", tmp_path / "beside"
    for folder in (top / "models/one", top / "sub/we:ird", beside / "two"):
        folder.mkdir(parents=True)
    (tmp_path / "way").symlink_to(top)
    (top / "models/lent").symlink_to(beside / "two")
    (top / "again").symlink_to(top / "models/one")
    (top / "models/LICENSE").symlink_to("nowhere")
    monkeypatch.chdir(top)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("models/one", ("models/one",)),
        ("./models//one/", ("models/one",)),
        ("sub/../models/one", ("models/one",)),
        ("{}/way/models/one", ("models/one",)),
        ("../way/models/one", ("models/one",)),
        ("../way/models/lent", ("models/lent", "../beside/two")),
        ("models/lent", ("models/lent", "../beside/two")),
        ("again", ("models/one", "again")),
        ("models/lent/../two", ("../beside/two",)),  # where the link leads, and not beside it
        ("../beside", ("../beside",)),
        ("models/gone", ("models/gone",)),
        ("models/LICENSE", ("models/LICENSE",)),  # and not the file that is not there
        (".", (".",)),
    ],
)
def test_a_path_through_links_is_known_by_where_it_lies(path: str, names: tuple[str, ...], here: Path) -> None:
    assert names_below(path.format(here)) == names
    assert names_below(path.format(here), str(here / "way")) == names
    assert path_below(path.format(here)) == names[0]


@pytest.mark.parametrize("path", ["-", "-#one", "system:gpt-4", "hub:a/b", "https://example.org/a/../b", "a\0b"])
def test_what_is_no_path_stays_as_it_is(path: str) -> None:
    assert not is_path(path)
    assert path_below(path, "..") == path


def test_a_colon_makes_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("sub")
    assert path_below("we:ird", "..") == "sub/we:ird"
    assert path_below("./system:x") == "system:x"


def test_a_release_in_a_file_is_called_what_it_likes_and_lies_where_the_file_is() -> None:
    Path("models/sbom.json").touch()
    for name in ("#one", "#a/b", "#../../x", "#/../../models/one"):
        assert file_of(f"./models/sbom.json{name}") == ("./models/sbom.json", name)
        assert path_below(f"./models/sbom.json{name}") == f"models/sbom.json{name}"
    Path("models/a#b").mkdir()
    assert file_of("models/a#b") == ("models/a#b", "")
    assert path_below("models/a#b/../one") == "models/one"


def test_a_letter_of_a_drive_is_no_scheme() -> None:
    """`C:` stands before a path, whatever slashes follow."""
    assert all(map(is_path, ("C:\\models\\README.md", "C:/models", "C://models", "\\\\server\\share\\x")))


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("C:\\work\\models\\README.md", "models\\README.md"),
        ("C:\\README.md", "..\\README.md"),
        ("D:\\models\\README.md", "D:\\models\\README.md"),
        ("\\\\server\\share\\x.md", "\\\\server\\share\\x.md"),
    ],
)
def test_a_path_on_another_drive_is_named_whole(path: str, seen: str) -> None:
    """No way leads from one drive of Windows to another."""
    assert relative(path, "C:\\work", ntpath) == seen
    assert is_outside(seen.replace("\\", "/"), ntpath) == (not seen.startswith("models"))
