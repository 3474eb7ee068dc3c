"""A repository that prepares the names beside its files gains nothing from the edits and the reports made in it."""

import os
from pathlib import Path

import pytest

from openness import cli

CARD = "---\nlicence: Apache 2.0\npipeline_tag: x\n---\n"
MENDED = "---\nlicense: apache-2.0\npipeline_tag: x\n---\n"
LISTED = "openness-report.txt"


@pytest.fixture(autouse=True)
def victim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that lies beside a repository and is nobody's to write; the repository holds a card to mend."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "victim").write_text("theirs")
    (tmp_path / "model").mkdir()
    (tmp_path / "model/README.md").write_text(CARD)
    return tmp_path / "victim"


def prepared(place: str, kind: str) -> None:
    """Something where a file that is not yet complete might be."""
    if kind == "a link":
        os.symlink(os.path.relpath("victim", os.path.dirname(place)), place)
    elif kind == "a pipe":
        os.mkfifo(place)
    elif kind == "a folder":
        Path(place).mkdir()
    else:
        Path(place).write_text("theirs")


def written_last(path: str) -> tuple[int, ...]:
    """What a write would change of a file: that it is read, as a link is that is looked at, changes only its time of access."""
    state = os.lstat(path)
    return state.st_ino, state.st_mode, state.st_size, state.st_mtime_ns


KINDS = ["a link", "a folder", "a file", *(["a pipe"] if hasattr(os, "mkfifo") else [])]


@pytest.mark.parametrize("kind", KINDS)
def test_what_lies_beside_a_card_is_not_written_to(victim: Path, kind: str) -> None:
    names = ("README.md.part", ".README.md.part", ".openness.part", "README.md.tmp", "README.md~")
    for name in names:
        prepared(f"model/{name}", kind)
    before = [written_last(f"model/{name}") for name in names]
    assert cli.main(["check", "model", "--fix"]) == 0
    card = Path("model/README.md")
    assert (card.read_text(), card.is_symlink(), victim.read_text()) == (MENDED, False, "theirs")
    assert [written_last(f"model/{name}") for name in names] == before
    assert sorted(os.listdir("model")) == sorted(("README.md", *names))


@pytest.mark.parametrize("kind", KINDS)
def test_what_lies_beside_a_report_is_not_written_to(victim: Path, kind: str) -> None:
    prepared("model/out.json.part", kind)
    assert cli.main(["check", "model", "-o", "json=model/out.json"]) == 0
    assert victim.read_text() == "theirs"
    assert sorted(os.listdir("model")) == ["README.md", "out.json", "out.json.part"]


def test_a_card_that_becomes_a_link_while_it_is_mended_leads_nowhere(
    victim: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chmod = os.chmod

    def swapped(path: str, mode: int) -> None:
        chmod(path, mode)
        os.remove("model/README.md")
        os.symlink("../victim", "model/README.md")

    monkeypatch.setattr(os, "chmod", swapped)
    assert cli.main(["check", "model", "--fix"]) == 0
    assert (Path("model/README.md").read_text(), victim.read_text()) == (MENDED, "theirs")


def test_a_mode_that_lends_rights_is_not_kept(victim: Path) -> None:
    Path("model/README.md").chmod(0o6755)
    assert cli.main(["check", "model", "--fix"]) == 0
    assert Path("model/README.md").stat().st_mode & 0o7777 == 0o755


def test_the_list_of_a_site_leads_nowhere(victim: Path) -> None:
    Path("site").mkdir()
    os.symlink("../victim", f"site/{LISTED}")
    assert cli.main(["report", "model", "-o", "site"]) == 0
    assert victim.read_text() == "theirs"
    assert "index.html" in Path("site", LISTED).read_text().splitlines()
