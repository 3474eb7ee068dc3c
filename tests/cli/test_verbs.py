"""What verbs have in common: what they refuse, what they say that they read, and what they leave out."""

import gc
import json
from pathlib import Path

import pytest

from openness._version import __version__
from openness.cli.command_line import main
from openness.cli.verbs import VERBS
from openness.shelf.shelf import shipped

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


@pytest.fixture
def files() -> None:
    """A release, a table and a folder of records, in the working directory."""
    Path("openness.yaml").write_text(MODEL)
    Path("table.csv").write_text("id,license\na/b,mit\n")
    Path("shelf").mkdir()
    Path("shelf/x.toml").write_text('id = "LicenseRef-X"\nname = "X"\n')


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


@pytest.mark.parametrize("verb", [verb for verb in READING if verb not in ("convert", "report")])
def test_json_names_what_was_refused(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("openness.yaml").write_text(REFUSED)
    assert call(verb, "openness.yaml", "--format", "json") == 2
    assert [problem["line"] for problem in json.loads(capsys.readouterr().out)["problems"]] == [5]


@pytest.mark.parametrize(
    "words",
    [
        ["classify", "openness.yaml"],
        ["may", "openness.yaml"],
        ["check", "openness.yaml"],
        ["diff", "openness.yaml", "openness.yaml"],
        ["compatible", "MIT", "--as", "MIT"],
        ["notice", "openness.yaml"],
        ["identify", "openness.yaml"],
        ["inventory", "."],
        ["scan", "table.csv"],
        ["scan", "--diff", "table.csv", "table.csv"],
    ],
)
def test_every_json_begins_with_its_schema_the_tool_and_the_data(
    words: list[str], files: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--format", "json"]) in (0, 1)
    text = capsys.readouterr().out
    document = json.loads(text)
    assert list(document)[:3] == ["schema", "tool", "data"]
    assert (document["schema"], document["tool"], document["data"]) == (1, __version__, shipped().data)
    assert text.endswith("}\n") and not text.endswith("\n\n")


#: The words of a call of each verb, after `openness`.
CALLS = [
    *([verb, *(word.format("openness.yaml") for word in words)] for verb, words in READING.items()),
    ["compatible", "MIT", "--as", "MIT"],
    ["identify", "openness.yaml"],
    ["explain", "MIT"],
    ["inventory", "."],
    ["lock"],
    ["scan", "table.csv"],
    ["lint", "shelf"],
    ["completion", "bash"],
]


def test_every_verb_is_called_here() -> None:
    assert {words[0] for words in CALLS} == set(VERBS)


@pytest.mark.parametrize("words", CALLS, ids=[words[0] for words in CALLS])
def test_garbage_is_collected_while_a_verb_works(words: list[str], files: None) -> None:
    """The console script puts it off while modules load; left off, a long call would need room for all of it."""
    gc.disable()
    try:
        assert main(words) in (0, 1)
        assert gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize("verb", ["check", "inventory", "lock"])
def test_a_verb_over_a_repository_takes_the_working_directory_by_default(
    verb: str, files: None, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.py").write_text('f.from_pretrained("gpt2")\n')
    assert main([verb, "-v"]) == 0
    assert f"read {'./openness.yaml' if verb == 'check' else 'a.py'}\n" in capsys.readouterr().err


def test_a_lock_counts_its_entries_and_the_changes(capsys: pytest.CaptureFixture[str]) -> None:
    for models, says in (("1", "1 entry; 1 change"), ("12", "2 entries; 1 change"), ("12", "2 entries; 0 changes")):
        Path("a.py").write_text("".join(f'f.from_pretrained("acme-ai/egret-{model}")\n' for model in models))
        assert main(["lock"]) == 0
        assert capsys.readouterr().err == f"openness: openness.lock holds {says}\n"
    Path("a.py").write_text("")
    assert main(["lock", "--check"]) == 1
    assert "openness: openness.lock: acme-ai/egret-1 is in it and no longer used\n" in capsys.readouterr().err


def test_scan_says_which_definitions_it_takes_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "--help"]) == 0
    assert "all definitions by default, of --diff the spectrum alone" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("words", [words for words in CALLS if words[0] in ("identify", "inventory", "scan", "lint")])
def test_verbose_names_every_other_file_that_is_read(
    words: list[str], files: None, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.py").write_text('f.from_pretrained("gpt2")\n')
    main([*words, "-v"])
    read = {"identify": "openness.yaml", "inventory": "a.py", "scan": "table.csv", "lint": "shelf/x.toml"}
    assert f"openness: read {read[words[0]]}\n" in capsys.readouterr().err


@pytest.mark.parametrize("words", [words for words in CALLS if words[0] not in ("completion", "report", "check")])
def test_an_output_without_a_name_is_refused_before_anything_is_done(
    words: list[str], files: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "-o", ""]) == 2
    err = capsys.readouterr().err
    assert (
        err == f"openness: argument -o/--output: no file is named; `openness {words[0]} --help` lists what it takes\n"
    )


@pytest.mark.parametrize("words", [["classify"], ["may"], ["check"], ["identify"], ["inventory"]])
def test_where_nothing_could_be_read_no_report_is_printed(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "gone.yaml"]) == 2
    assert capsys.readouterr().out == ""


def test_an_inventory_of_nothing_names_its_data_and_a_lock_without_a_file_is_called_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["inventory"]) == 0
    assert f"Licence data {shipped().data}." in capsys.readouterr().out
    assert main(["lock", "-o", "-"]) == 0
    assert capsys.readouterr().err == "openness: the lock holds 0 entries; 0 changes\n"
