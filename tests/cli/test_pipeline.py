"""Calls as a pipeline makes them: whoever reads the log of a job that fails sees why."""

from pathlib import Path

import pytest

from openness.cli import main

GOOD = "---\nlicense: apache-2.0\n---\n# Good\n"
BAD = "---\nlicense: apache-2.0\nbase_model: meta-llama/Llama-3.1-8B\n---\n# Bad\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, card in (("good", GOOD), ("bad", BAD)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "README.md").write_text(card)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(capsys: pytest.CaptureFixture[str], call: str) -> tuple[int, str, str]:
    code = main(call.split())
    written = capsys.readouterr()
    return code, written.out, written.err


@pytest.mark.parametrize(
    ("call", "code", "log"),
    [
        ("check good bad --format sarif -o x", 1, "openness: 1 violation in 1 of 2 releases; see x\n"),
        ("check bad -o x -o json=y", 1, "openness: 1 violation in 1 of 1 release; see x, y\n"),
        ("check good --format junit -o x", 0, "openness: 1 release passed; see x\n"),
        ("notice good bad -o x", 1, "openness: x is incomplete: 6 things missing\n"),
        ("lock good --check", 1, "openness: openness.lock: there is no lock; write it with `openness lock`\n"),
    ],
)
def test_a_result_that_goes_to_a_file_leaves_a_line_in_the_log(
    capsys: pytest.CaptureFixture[str], call: str, code: int, log: str
) -> None:
    assert ran(capsys, call) == (code, "", log)
    quiet = ran(capsys, f"{call} -q")
    assert quiet == (code, "", log if "lock" in call else "")


@pytest.mark.parametrize("verb", ["classify", "check", "may", "notice", "convert --to card", "report -o r"])
@pytest.mark.parametrize("path", ["gone", "empty", "globs/*"])
def test_a_path_that_gives_nothing_is_2_with_one_line_that_names_it(
    capsys: pytest.CaptureFixture[str], verb: str, path: str
) -> None:
    code, out, err = ran(capsys, f"{verb} {path}")
    assert (code, out) == (2, "")
    assert err.startswith(f"openness: {path}: ") and err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "none of its first lines holds a row"),
        ('{"id": 1', "none of its first lines holds a row"),
        ("{}\n", "none of its first lines holds a row"),
        ('{"foo": 1, "bar": 2}\n', "it has foo, bar; name columns as the Hub does"),
    ],
)
def test_a_table_without_a_row_or_a_known_column_says_which_it_lacks(
    capsys: pytest.CaptureFixture[str], here: Path, text: str, message: str
) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
    (here / "t.jsonl").write_text(text)
    code, out, err = ran(capsys, "scan t.jsonl")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_an_empty_file_is_called_empty(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    (here / "bom.xml").write_text("\n")
    (here / "text").write_text("")
    assert "text: it is empty" in ran(capsys, "check text")[2]


def test_a_folder_of_fifty_releases_has_a_line_for_each_violation(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    for number in range(50):
        folder = here / "all" / f"m{number:02}"
        folder.mkdir(parents=True)
        (folder / "README.md").write_text(BAD if number % 10 == 0 else GOOD)
    code, out, err = ran(capsys, "check all --format concise")
    assert (code, err) == (1, "")
    assert [line.split(":")[0] for line in out.splitlines()[:-1]] == [
        f"all/m{number:02}/README.md" for number in range(0, 50, 10)
    ]
    assert out.splitlines()[-1].startswith("5 violations in 5 of 50 releases.")
