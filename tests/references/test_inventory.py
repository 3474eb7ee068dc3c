"""The inventory as a value, and its JSON."""

import json
import pickle
from pathlib import Path

import openness
from openness.cli import main


def test_the_json_has_the_keys_of_the_contract(tmp_path: Path, capsys: object, monkeypatch: object) -> None:
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
