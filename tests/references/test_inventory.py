"""The inventory as a value, and its JSON."""

import json
import pickle
from pathlib import Path

import pytest

import openness
from openness.cli import main
from openness.vocabulary.duties import Lack


def test_the_json_has_the_promised_keys(tmp_path: Path, capsys: object, monkeypatch: object) -> None:
    (tmp_path / "a.py").write_text('f.from_pretrained("mistralai/Mistral-7B-v0.1", revision="0123abc4")\n')
    assert main(["inventory", str(tmp_path), "--format", "json", "-o", str(tmp_path / "out.json")]) == 0
    report = json.loads((tmp_path / "out.json").read_text())
    assert report["results"] == [
        {
            "source": str(tmp_path),
            "references": [
                {
                    "name": "mistralai/Mistral-7B-v0.1",
                    "kind": "model",
                    "written": "mistralai/Mistral-7B-v0.1",
                    "document": f"{tmp_path}/a.py",
                    "line": 1,
                    "revision": "0123abc4",
                    "sure": "literal",
                    "licence": "Apache-2.0",
                    "reached": "open-weights",
                    "locked": False,
                }
            ],
            "unnamed": [],
        }
    ]


def test_python_gives_the_same_as_values(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('f.from_pretrained("gpt2")\n')
    first, second = openness.inventory(tmp_path), openness.inventory(tmp_path)
    assert first == second
    assert hash(first) == hash(second)
    assert first[0].to_dict()["references"][0]["name"] == "openai-community/gpt2"
    assert pickle.loads(pickle.dumps(first)) == first
    assert len(repr(first[0].uses[0])) < 200


def test_a_path_that_is_not_there_is_exit_2_and_the_others_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('f.from_pretrained("gpt2")\n')
    out = tmp_path / "out.json"
    assert main(["inventory", "nowhere", str(tmp_path / "a.py"), "--format", "json", "-o", str(out)]) == 2
    report = json.loads(out.read_text())
    assert len(report["results"]) == len(report["problems"]) == 1


APP = (
    'f.from_pretrained("meta-llama/Llama-3.1-8B")\nf.from_pretrained("someone1/thing")\nload_dataset("acme-ai/d1")\n'
    'f.from_pretrained("meta-llama/Llama-3.1-8B", revision="0123abc4")\nc.chat.completions.create(model="gpt-4o")\n'
)


def test_the_notice_of_an_application_holds_what_its_code_uses_and_names_what_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(APP)
    notice = openness.notice(openness.inventory(tmp_path))
    assert "Built with Llama" in notice.text
    unknown = [missing.of for missing in notice.missing if missing.lack is Lack.PART_LICENCE]
    assert unknown == ["acme-ai/d1", "someone1/thing"]
    assert "gpt-4o" not in notice.text
    assert notice.text.count("Llama-3.1-8B, someone1/thing") == 1
    assert notice.text.count("    made by: meta-llama") <= 1


def test_the_notice_of_the_verb_is_the_same_and_names_the_services(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.py").write_text(APP)
    assert main(["notice", "--inventory", str(tmp_path), "--lock", str(tmp_path / "none.lock")]) == 2
    capsys.readouterr()
    assert main(["notice", "--inventory", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert out == openness.notice(openness.inventory(tmp_path)).text
    assert "read their terms: openai/gpt-4o" in err


def test_a_model_of_the_repository_itself_stands_in_its_notice_once(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nmodel_name: acme-ai/m1\nlicense: cc0-1.0\nlibrary_name: x\n---\n# M\n")
    (tmp_path / "a.py").write_text('f.from_pretrained("acme-ai/m1")\n')
    notice = openness.notice([tmp_path, *openness.inventory(tmp_path / "a.py")])
    assert [missing.of for missing in notice.missing if missing.lack is Lack.PART_LICENCE] == []


def test_code_that_names_nothing_has_no_notice(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("print()\n")
    assert main(["notice", "--inventory", str(tmp_path)]) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("inventory",),
        ("lock",),
        ("check", "--inventory"),
        ("notice", "--inventory"),
        ("convert", "--inventory", "--to", "cyclonedx"),
    ],
)
def test_code_that_cannot_be_read_is_exit_2_of_every_verb(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text('f.from_pretrained("gpt2")\n')
    Path("b.py").write_text('f.from_pretrained("gpt2"\nprint "x"\n')
    assert main([words[0], ".", *words[1:]]) == 2
    assert capsys.readouterr().err.count("b.py:1: it is not valid Python") == 1
    assert main([words[0], ".", *words[1:], "--exclude", "b.py"]) in (0, 1)


def test_a_check_says_in_its_report_what_it_could_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b.py").write_text('f.from_pretrained("gpt2"\n')
    assert main(["check", "--inventory", "-o", "json=out.json"]) == 2
    report = json.loads(Path("out.json").read_text())
    assert (report["policy"]["passes"], report["problems"][0]["document"]) == (False, "b.py")


@pytest.mark.parametrize("exclude", ["tests", ["tests"], ("tests",)])
def test_one_glob_to_leave_out_is_given_as_it_is(tmp_path: Path, exclude: str) -> None:
    for folder in ("tests", "s"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.py").write_text(f'from_pretrained("google/{folder}-model")\n')
    (found,) = openness.inventory(tmp_path, exclude=exclude)
    assert [use.reference.name for use in found.uses] == ["google/s-model"]
