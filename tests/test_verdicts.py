"""`make verdict-diff`: a change of the licence data shows the verdicts that it moves."""

import shutil
from pathlib import Path

import pytest
from tests.support.pages import TOP
from tests.support.verdicts import __main__ as difference

OLD = {
    ("a", "osaid"): ("unknown", [1]),
    ("a", "spectrum"): ("hosted to hosted", [2, 2]),
    ("gone", "osaid"): ("met", [2]),
}
NEW = {("a", "osaid"): ("met", [2]), ("a", "spectrum"): ("closed to hosted", [1, 2]), ("a", "new"): ("met", [2])}


def test_what_became_more_open_stands_first_and_nothing_is_passed_over() -> None:
    text = "\n".join(difference.report(OLD, NEW, ("1", "2")))
    assert "2 of 2 answers changed." in text
    more, less = (
        text.index("| a | osaid | unknown | met |"),
        text.index("| a | spectrum | hosted to hosted | closed to hosted |"),
    )
    assert text.index("## More open") < more < text.index("## Less open") < less
    assert text.index("## Subjects that are gone (1)") < text.index("- gone")
    assert text.index("## New questions (1)") < text.index("- new")


def test_a_record_that_grants_more_is_seen_in_every_answer_that_rests_on_it(tmp_path: Path) -> None:
    unwanted = shutil.ignore_patterns("__pycache__", "_index.jsonl*")
    for name in ("src", "licences"):
        shutil.copytree(TOP / name, tmp_path / name, ignore=unwanted)
    record = tmp_path / "licences" / "llama3.1.toml"
    record = record if record.is_file() else next(tmp_path.glob("licences/*llama-3.1-community.toml"))
    text = record.read_text(encoding="utf-8")
    assert text.count("answer = false") > 0
    record.write_text(text.replace("answer = false", "answer = true"), encoding="utf-8")
    (_, old), (_, new) = difference.of(TOP), difference.of(tmp_path)
    changed = [key for key in old if old[key] != new[key]]
    assert changed
    assert all("LicenseRef-Llama-3.1-Community" in subject or subject.startswith("system:") for subject, _ in changed)
    assert all(new[key][1] > old[key][1] for key in changed)


def test_a_commit_that_nobody_knows_is_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    with pytest.raises(SystemExit) as stopped:
        difference.main(["no-such-commit"])
    assert stopped.value.code == 2
    assert difference.main([]) == 2
    assert "make verdict-diff OLD=" in capfd.readouterr().err
