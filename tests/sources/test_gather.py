"""From paths to releases."""

from pathlib import Path

import pytest
from tests.support.releases import WEIGHTS

from openness.sources.gather import gather

CARD = "---\nlicense: mit\npipeline_tag: x\n---\n"


def problems_of(path: Path) -> list[str]:
    """The problems a path gave."""
    return [str(problem) for problem in gather(str(path)).problems]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", CARD),
        ("openness.yaml", "openness: 1\nname: x\n"),
        ("described.yaml", "openness: 1\nname: x\n"),
        ("described.json", '{"openness": 1, "name": "x"}'),
        ("described.toml", 'openness = 1\nname = "x"\n'),
        ("described", "openness: 1\nname: x\n"),
    ],
)
def test_a_known_file_gives_one_release_under_its_path(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    gathered = gather(str(tmp_path / name))
    assert gathered.problems == ()
    assert [found.source for found in gathered.found] == [str(tmp_path / name)]


@pytest.mark.parametrize("name", ["notes.txt", "model.bin", "settings.json", "data.csv"])
def test_a_file_of_no_known_format_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"a": 1}')
    (problem,) = problems_of(tmp_path / name)
    assert problem.startswith(f"{tmp_path / name}: its format is not known")
    assert "openness identify" in problem  # it may be the text of a licence


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "gone.md") == [f"{tmp_path / 'gone.md'}: there is no such file; check the path"]


def test_a_text_in_the_place_of_a_path_is_told_as_one_and_not_repeated() -> None:
    (problem,) = gather("---\nlicense: mit\n---\n# Heron\n" + "much more\n" * 99).problems
    assert str(problem).startswith("--- …: this is a text, and a str names a path; write it to a file")
    assert "much more" not in str(problem)


def test_a_file_with_a_line_end_in_its_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.openness.yaml"
    path.write_text("openness: 1\nname: Heron\n")
    (found,) = gather(str(path)).found
    assert found.release.name.value == "Heron"


def test_a_card_brings_the_licence_texts_beside_it_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / "LICENSE").write_text("words\n")
    (tmp_path / "openness.yaml").write_text("openness: 1\nname: x\n")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "LICENSE").write_text("words\n")
    (found,) = gather(str(tmp_path / "README.md")).found
    assert [Path(name).relative_to(tmp_path).as_posix() for name in found.release.read] == ["LICENSE", "README.md"]


def test_a_card_in_the_working_directory_finds_the_texts_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / "LICENSE").write_text("words\n")
    monkeypatch.chdir(tmp_path)
    (found,) = gather("README.md").found
    assert found.release.read == ("LICENSE", "README.md")


@pytest.mark.parametrize("name", ["LICENSE.pdf", "LICENSE.html"])
def test_a_text_that_cannot_be_read_is_listed_as_unread(tmp_path: Path, name: str) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / name).write_bytes(b"%PDF-1.7\0")
    (found,) = gather(str(tmp_path / "README.md")).found
    assert found.release.unread == (str(tmp_path / name),)
    assert len(found.release.texts) == 1


def test_a_native_file_brings_nothing_that_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "openness.yaml").write_text("openness: 1\nname: x\n")
    (tmp_path / "README.md").write_text(CARD)
    (found,) = gather(str(tmp_path / "openness.yaml")).found
    assert found.release.component(WEIGHTS).availability.state == "silent"


@pytest.mark.parametrize(
    ("path", "help"),
    [
        ("llama-3.1", "for a described system write system:llama-3.1"),
        ("OLMo 2", "for a described system write system:olmo-2"),
        ("acme/heron", "for the repository of this name on the Hub write hub:acme/heron"),
        (
            "meta-llama/Llama-3.1-8B-Instruct@main",
            "for the repository of this name on the Hub write hub:meta-llama/Llama-3.1-8B-Instruct@main, or system:llama-3.1",
        ),
        ("olmo-2.md", "check the path"),
        ("zzzz", "check the path"),
    ],
)
def test_a_path_where_nothing_is_leads_to_what_has_this_name(
    path: str, help: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (problem,) = gather(path).problems
    assert problem.help.startswith(help)
