"""What verbs have in common: what they refuse, what they say that they read, and what they leave out."""

import json
from pathlib import Path

import pytest

from openness.cli.command_line import main

MODEL = """openness: 1
name: M
components:
  model-parameters-final: {availability: public, licence: Apache-2.0}
"""
REFUSED = f"{MODEL}  wieghts: public\n"
#: The words of each verb that reads releases; {} is the path of one.
READING = {
    "classify": ["{}"],
    "may": ["{}"],
    "check": ["{}"],
    "diff": ["system:olmo-2", "{}"],
    "convert": ["{}", "--to", "native"],
    "notice": ["{}"],
    "report": ["{}", "-o", "pages"],
}


def call(verb: str, path: str, *more: str) -> int:
    return main([verb, *(word.format(path) for word in READING[verb]), *more])


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("verb", READING)
def test_a_field_that_is_refused_is_a_problem_for_every_verb(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("openness.yaml").write_text(REFUSED)
    assert call(verb, "openness.yaml") == 2
    assert "openness.yaml:5: there is no component 'wieghts'" in capsys.readouterr().err


@pytest.mark.parametrize("verb", READING)
def test_verbose_names_every_file_that_is_read(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("openness.yaml").write_text(MODEL)
    call(verb, "openness.yaml", "-v")
    assert "openness: read openness.yaml\n" in capsys.readouterr().err


@pytest.mark.parametrize("verb", READING)
def test_a_file_of_a_folder_can_be_left_out(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("m").mkdir()
    Path("m/openness.yaml").write_text(MODEL)
    Path("m/broken.openness.yaml").write_text(REFUSED)
    assert call(verb, "m", "--exclude", "broken.*") != 2
    assert "broken" not in capsys.readouterr().err


def test_both_sides_of_a_comparison_are_named_when_neither_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "gone.yaml", "lost.yaml"]) == 2
    err = capsys.readouterr().err
    assert "gone.yaml: there is no such file" in err
    assert "lost.yaml: there is no such file" in err


def test_the_json_of_an_answer_names_what_was_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("openness.yaml").write_text(REFUSED)
    assert main(["may", "openness.yaml", "--format", "json"]) == 2
    assert [problem["line"] for problem in json.loads(capsys.readouterr().out)["problems"]] == [5]
