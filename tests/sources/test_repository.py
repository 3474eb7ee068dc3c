"""The files that git leaves out where it is not at hand: patterns alone, and an index that nobody can read."""

import ntpath
from pathlib import Path

import pytest

from openness import cli
from openness.sources.repository import pointed_at
from openness.sources.walk import Passed, walked

CARD = "---\nlicense: cc-by-nc-4.0\npipeline_tag: x\n---\n"


def repository(folder: Path, index: bytes | None = None) -> None:
    """Make a folder the top of a repository."""
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    if index is not None:
        (folder / ".git" / "index").write_bytes(index)


def names(folder: Path) -> list[str]:
    """The names of the files that are read."""
    return [name for _, name in walked(str(folder), (), Passed()) if name != ".gitignore"]


def test_without_a_repository_patterns_alone_decide(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.bin\n")
    (tmp_path / "x.bin").touch()
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "index",
    [
        b"",
        b"DIRC",
        b"DIRC\0\0\0\x05\0\0\0\0" + bytes(20),
        b"DIRC\0\0\0\x02\0\0\0\x01" + bytes(20),
        b"DIRC\0\0\0\x02\xff\xff\xff\xff" + bytes(200),
        b"DIRC\0\0\0\x04\0\0\0\x01" + bytes(62) + b"\xff" * 20,
        b"DIRC\0\0\0\x04\0\0\0\x01" + bytes(62) + b"\x05x\0" + bytes(20),
        b"DIRC\0\0\0\x02\0\0\0\0link\0\0\0\x14" + bytes(40),
    ],
    ids=["empty", "cut", "version", "no path", "count", "number", "nothing to share", "split"],
)
def test_an_index_that_cannot_be_read_may_track_anything(tmp_path: Path, index: bytes) -> None:
    repository(tmp_path, index)
    (tmp_path / ".gitignore").write_text("*.bin\nbelow/\n")
    (tmp_path / "x.bin").touch()
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "y").touch()
    assert names(tmp_path) == ["x.bin", "y"]


def test_a_pattern_file_that_is_a_link_or_is_too_large_leaves_nothing_out(tmp_path: Path) -> None:
    (tmp_path / "patterns").write_text("x\n")
    (tmp_path / "x").touch()
    (tmp_path / ".gitignore").symlink_to("patterns")
    assert "x" in names(tmp_path)
    (tmp_path / ".gitignore").unlink()
    (tmp_path / ".gitignore").write_text("x\n" * 200_000)
    assert "x" in names(tmp_path)


def test_a_folder_that_is_named_is_read_though_git_leaves_it_out(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / ".gitignore").write_text("build/\n*.bin\n")
    for folder in ("build", "kept"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.bin").touch()
    assert names(tmp_path) == []
    assert names(tmp_path / "build") == ["x.bin"]
    assert names(tmp_path / "kept") == []


def test_what_is_left_out_is_counted_in_the_last_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".gitignore").write_text("old/\n*.bin\n")
    (tmp_path / "README.md").write_text(CARD)
    for folder in ("old", "node_modules"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "README.md").write_text(CARD)
    (tmp_path / "x.bin").touch()
    assert cli.main(["check", str(tmp_path), "--format", "text"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("Left out by .gitignore: 2. Licence data")
    (tmp_path / ".gitignore").unlink()
    assert cli.main(["check", str(tmp_path), "--format", "text"]) == 0
    assert "Left out" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("place", "written", "path"),
    [
        ("C:\\x\\", "\\\\elsewhere\\share\\x", ""),
        ("C:\\x\\", "//elsewhere/share/x", ""),
        ("//here/share/", "//elsewhere/share/x", ""),
        ("//here/share/", "//here/share/x", "//here/share/x"),
        ("C:\\x\\", "D:\\y", "D:\\y"),
        ("C:\\x\\", "..\\y", "C:\\x\\..\\y"),
    ],
)
def test_no_file_of_git_leads_to_another_machine(place: str, written: str, path: str) -> None:
    """Windows would tell it who asks."""
    assert pointed_at(place, written, ntpath) == path


def test_a_folder_that_points_to_another_machine_is_read_without_its_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openness.sources.repository.pointed_at", lambda place, written: "")
    (tmp_path / ".git").write_text("gitdir: //elsewhere/share/x\n")
    (tmp_path / "x.bin").touch()
    assert names(tmp_path) == [".git", "x.bin"]
    (tmp_path / ".git").unlink()
    repository(tmp_path)
    (tmp_path / ".git/commondir").write_text("//elsewhere/share/x\n")
    (tmp_path / ".git/info").mkdir()
    (tmp_path / ".git/info/exclude").write_text("*.bin\n")
    assert names(tmp_path) == []
