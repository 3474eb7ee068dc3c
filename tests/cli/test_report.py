"""`openness report`: what it writes, where, and what it leaves alone."""

import os
from pathlib import Path

import pytest

from openness import cli
from openness.sources.own_pages import LIST

CARD = "---\nlicense: mit\npipeline_tag: x\n---\n# {}\n"


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "README.md").write_text(CARD.format(name))
    return tmp_path / "in"


def ran(*arguments: object) -> int:
    return cli.main(["report", *map(str, arguments)])


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_it_writes_a_site_and_lists_its_files(cards: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert ran(cards, "-o", out) == 0
    written = files(out)
    assert {"index.html", "compare.html", "site.css", "site.js", "releases/one.html", "licences/mit.html"} <= set(
        written
    )
    assert not [name for name in written if name.startswith("badges/") or name.endswith(".part")]
    assert (out / LIST).read_text().splitlines() == sorted(set(written) - {LIST})
    assert capsys.readouterr().err.startswith(f"openness: {len(written) - 1} files in {out}; open ")


def test_a_folder_without_a_name_is_refused_and_nothing_is_written(
    cards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert ran(cards, "-o", "") == 2
    assert "no folder is named for the report" in capsys.readouterr().err
    assert files(tmp_path / "here") == []


def test_badges_are_written_where_they_are_asked_for(cards: Path, tmp_path: Path) -> None:
    assert ran(cards, "--badges", "-o", tmp_path / "out") == 0
    badges = [name for name in files(tmp_path / "out") if name.startswith("badges/")]
    assert len(badges) == 2 * 3 * 2


def test_a_second_report_replaces_the_first_and_leaves_other_files_alone(cards: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert ran(cards, "--badges", "-o", out) == 0
    (out / "CNAME").write_text("example.org")
    (out / "releases" / "mine.html").write_text("mine")
    assert ran(cards / "one", "-o", out) == 0
    assert "releases/two.html" not in files(out)
    assert not [name for name in files(out) if name.startswith("badges/")]
    assert (out / "CNAME").read_text() == "example.org"
    assert (out / "releases" / "mine.html").read_text() == "mine"


def test_a_file_that_no_report_wrote_is_never_replaced(
    cards: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("mine")
    assert ran(cards, "-o", out) == 2
    assert (out / "index.html").read_text() == "mine"
    assert "it is there already and no report has written it" in capsys.readouterr().err


def test_a_list_of_files_removes_nothing_outside_the_folder(cards: Path, tmp_path: Path) -> None:
    out, precious = tmp_path / "out", tmp_path / "precious.txt"
    out.mkdir()
    precious.write_text("mine")
    os.symlink(tmp_path, out / "away")
    os.symlink(precious, out / "link.html")
    (out / LIST).write_text(f"../precious.txt\n{precious}\naway/precious.txt\nlink.html\n\n.\nnothing.html\n")
    assert ran(cards, "-o", out) == 0
    assert precious.read_text() == "mine"
    assert (out / "link.html").is_symlink()


def test_a_list_of_files_removes_nothing_that_would_lie_elsewhere_on_windows(cards: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    names = ("D:\\precious.txt", "\\\\elsewhere\\share\\precious.txt", "..\\precious.txt", "D:precious.txt", "a b")
    for name in names:
        (out / name).write_text("mine")
    (out / LIST).write_text("\n".join(names))
    assert ran(cards, "-o", out) == 0
    assert all((out / name).read_text() == "mine" for name in names)


def test_a_folder_that_cannot_be_written_to_is_said(
    cards: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file")
    assert ran(cards, "-o", tmp_path / "out") == 2
    assert "it cannot be written to" in capsys.readouterr().err


def test_what_can_be_read_is_reported_and_what_cannot_is_said(
    cards: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(cards / "one", tmp_path / "nowhere", "-o", tmp_path / "out") == 2
    assert "releases/one.html" in files(tmp_path / "out")
    assert "there is no such file" in capsys.readouterr().err


def test_nothing_that_can_be_read_writes_nothing(tmp_path: Path) -> None:
    assert ran(tmp_path / "nowhere", "-o", tmp_path / "out") == 2
    assert not (tmp_path / "out").exists()


def test_a_system_named_stands_once_beside_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openness.sources.system_ids.ids", lambda: ("llama-3.1", "olmo-2"))
    assert ran("system:olmo-2", "docs/examples/olmo-2", "--catalogue", "-o", tmp_path / "all") == 0
    pages = [name for name in files(tmp_path / "all") if name.startswith("releases/") and name.endswith(".html")]
    assert pages == ["releases/llama-3.1.html", "releases/olmo-2-13b.html", "releases/olmo-2.html"]
    assert ran("system:olmo-2", "-o", tmp_path / "one") == 0
    assert "said.html" not in files(tmp_path / "one")
    assert ran("-o", tmp_path / "none") == 0
    assert [name for name in files(tmp_path / "none") if name.startswith("releases/") and name.endswith(".html")] == [
        pages[0],
        pages[2],
    ]


def test_releases_of_one_name_have_pages_of_their_own(tmp_path: Path) -> None:
    paths = []
    for number in range(4):
        path = tmp_path / f"openness-{number}.yaml"
        path.write_text(f"openness: 1\nname: Same\nversion: {number % 2}\n")
        paths.append(path)
    assert ran(*paths, "-o", tmp_path / "out") == 0
    pages = [name for name in files(tmp_path / "out") if name.startswith("releases/") and name.endswith(".html")]
    assert len(pages) == 4
    assert {"releases/same.html", "releases/same-1.html", "releases/same-0.html"} <= set(pages)


def test_a_card_that_cannot_be_read_is_listed_on_the_page_and_the_others_stand(cards: Path, tmp_path: Path) -> None:
    (cards / "odd").mkdir()
    (cards / "odd" / "README.md").write_text("---\n- no\n- fields\n---\n")
    assert ran(cards, "-o", tmp_path / "out") == 2
    page = (tmp_path / "out" / "index.html").read_text()
    assert "releases/one.html" in page and "releases/two.html" in page
    assert "Not read" in page and "odd/README.md:2: the YAML block is not a mapping of fields" in page
