"""Calls that ask for a model and do not show which: listed, counted, and unknown at the gate."""

import json
from pathlib import Path

import pytest

import openness
from openness.cli import main
from openness.references.lexicon import lexicon
from openness.references.python import references
from openness.references.reference import UnnamedCall


def unnamed(text: str) -> list[str]:
    return [call.written for call in references(text, "a.py", lexicon()) if isinstance(call, UnnamedCall)]


@pytest.mark.parametrize(
    "call",
    [
        'm = AutoModel.from_pretrained(os.environ["MODEL"])',
        'm = AutoModel.from_pretrained(os.getenv("MODEL"))',
        'm = AutoModel.from_pretrained(os.environ.get("MODEL"))',
        'm = AutoModel.from_pretrained(f"meta-llama/Llama-3.1-{size}")',
        'm = AutoModel.from_pretrained("meta-llama/Llama-3.1-" + size)',
        'm = AutoModel.from_pretrained("meta-llama/Llama-3.1-%s" % size)',
        'm = AutoModel.from_pretrained("{}/{}".format(org, name))',
        "m = AutoModel.from_pretrained(sys.argv[1])",
        "m = AutoModel.from_pretrained(args.model_name_or_path)",
        "m = AutoModel.from_pretrained(MODEL_ID)",
        "m = AutoModel.from_pretrained(settings.model)",
        'm = AutoModel.from_pretrained(cfg["model"])',
        'm = AutoModel.from_pretrained("acme/heron-7b")',
        'm = AutoModel.from_pretrained("user/model")',
        'm = AutoModel.from_pretrained("your-org/tuned")',
        'NAME = os.environ["MODEL"]\nm = AutoModel.from_pretrained(NAME)',
        'NAME = "acme/heron-7b"\nm = AutoModel.from_pretrained(NAME)',
        "def load(name):\n    return AutoModel.from_pretrained(name)",
        "def load(name=None):\n    return AutoModel.from_pretrained(name)",
        'def load(name):\n    return AutoModel.from_pretrained(name)\nload(os.environ["MODEL"])',
        'm = AutoModel.from_pretrained(os.environ["A"] if big else os.environ["B"])',
        'from transformers import pipeline\np = pipeline("text-generation", model=os.environ["MODEL"])',
        "d = load_dataset(args.dataset_name)",
        "def load(text_encoder_type):\n    return AutoTokenizer.from_pretrained(text_encoder_type)",
        "d = snapshot_download(repo_id)",
    ],
)
def test_a_call_that_shows_no_name_is_told(call: str) -> None:
    assert len(unnamed(call)) == 1, call


@pytest.mark.parametrize(
    "call",
    [
        'm = AutoModel.from_pretrained("gpt2")',
        'm = AutoModel.from_pretrained("./local")',
        'm = AutoModel.from_pretrained("outputs/checkpoint")',
        'm = AutoModel.from_pretrained(os.path.join("out", "last"))',
        'm = AutoModel.from_pretrained(f"{output_dir}/last")',
        "m = AutoModel.from_pretrained(output_dir)",
        "m = AutoModel.from_pretrained(training_args.output_dir)",
        "m = AutoModel.from_pretrained(Path(root) / name)",
        'm = AutoModel.from_pretrained(os.environ.get("MODEL", "gpt2"))',
        'def load(name="gpt2"):\n    return AutoModel.from_pretrained(name)',
        'def load(name):\n    return AutoModel.from_pretrained(name)\nload("gpt2")',
        'for name in ["gpt2", "Qwen/Qwen3-8B"]:\n    AutoModel.from_pretrained(name)',
        'from transformers import pipeline\nm = AutoModel.from_pretrained("gpt2")\np = pipeline("text-generation", model=m)',
        'from transformers import pipeline\np = pipeline("text-generation")',
        "def run(model):\n    return SFTTrainer(model=model)",
        'd = load_dataset("json", data_files="x.json")',
        'd = snapshot_download(repo_id=name, repo_type="space")',
    ],
)
def test_a_name_a_folder_or_an_object_is_no_such_call(call: str) -> None:
    assert unnamed(call) == [], call


def test_a_module_of_many_names_costs_no_more_than_its_length() -> None:
    chain = "\n".join(f"def f{n}(name):\n    return f{n + 1}(name)" for n in range(2_000))
    assert unnamed(f"{chain}\ndef f2000(name):\n    return AutoModel.from_pretrained(name)") == ["name"]


APP = """\
import os
from transformers import AutoModel

named = AutoModel.from_pretrained("mistralai/Mistral-7B-v0.1", revision="0123abc4")
chosen = AutoModel.from_pretrained(os.environ["MODEL"])
example = AutoModel.from_pretrained("acme/heron-7b")
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    (tmp_path / "app/tests").mkdir(parents=True)
    (tmp_path / "app/chat.py").write_text(APP)
    (tmp_path / "app/tests/test_chat.py").write_text('m = AutoModel.from_pretrained(os.environ["MODEL"])\n')
    return tmp_path


def test_the_inventory_lists_and_counts_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inventory", "app"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "os.environ['MODEL'] app/chat.py:5 'acme/heron-7b' (placeholder) app/chat.py:6" in printed
    assert "2 calls ask for a model or a data set that the code does not name; which one is unknown." in printed
    (found,) = openness.inventory("app")
    assert found.to_dict()["unnamed"] == [
        {"kind": "model", "written": "os.environ['MODEL']", "placeholder": False, "document": "app/chat.py", "line": 5},
        {"kind": "model", "written": "'acme/heron-7b'", "placeholder": True, "document": "app/chat.py", "line": 6},
    ]
    assert main(["inventory", "app", "--format", "sarif"]) == 0
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    told = [result for result in run["results"] if result["ruleId"] == "model-name-unknown"]
    assert [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in told] == [5, 6]
    assert {run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in told} == {"model-name-unknown"}


def test_a_file_that_names_nothing_else_is_read_too() -> None:
    Path("app/chat.py").write_text("from_pretrained(model_name)\n")
    (found,) = openness.inventory("app")
    assert [call.source.line for call in found.scanned.unnamed] == [1]
    cell = {"cell_type": "code", "source": ["import os\n", 'AutoModel.from_pretrained(os.environ["MODEL"])\n']}
    Path("app/chat.ipynb").write_text(json.dumps({"cells": [cell]}, indent=1))
    (found,) = openness.inventory("app/chat.ipynb")
    assert [call.source.line for call in found.scanned.unnamed] == [7]


@pytest.mark.parametrize("verb", [["notice", "--inventory"], ["lock"], ["convert", "--inventory", "--to", "cyclonedx"]])
def test_what_is_written_of_an_application_says_what_is_not_in_it(
    verb: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*verb, "app", "-o", "out"]) == (1 if "notice" in verb else 0)
    told = capsys.readouterr().err
    assert "2 calls ask for a model that the code does not name" in told
    assert "app/chat.py:5, app/chat.py:6" in told


def checked(policy: str) -> tuple[int, list[tuple[str, str, int]], list[tuple[str, str, int]]]:
    """The exit code, and the violations and warnings about calls without a name."""
    Path("openness-policy.toml").write_text(policy)
    code = main(["check", "app", "--inventory", "-o", "json=out.json"])
    found = json.loads(Path("out.json").read_text())["policy"]
    violations, warnings = (
        [
            (issue["source"], issue["document"], issue["line"])
            for issue in found[key]
            if issue["code"] == "model-name-unknown"
        ]
        for key in ("violations", "warnings")
    )
    return code, violations, warnings


CALLS = [("app/chat.py", "app/chat.py", 5), ("app/chat.py", "app/chat.py", 6)]


@pytest.mark.parametrize(
    "rules",
    [
        'require = { spectrum = "open-weights" }',
        'require-terms = ["commercial-use"]',
        'forbid = ["licence:CC-BY-NC-4.0"]',
        'allow = ["licence:Apache-2.0"]',
        'forbid = ["finding:model-unpinned"]',
        'forbid = ["finding:model-name-unknown"]',
        'fail-on = "warning"',
    ],
)
def test_a_policy_that_asks_anything_of_models_fails_on_them(rules: str) -> None:
    assert checked(f"[check]\n{rules}\n") == (1, CALLS, [])


def test_the_last_line_says_that_the_code_violates_and_no_release(capsys: pytest.CaptureFixture[str]) -> None:
    checked('[check]\nrequire-terms = ["commercial-use"]\n')
    assert main(["check", "app", "--inventory", "--format", "concise"]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("2 violations in code, and none in 1 release; 2 calls ask for a model or data that")


@pytest.mark.parametrize(
    "rules",
    [
        "",
        'require = { spectrum = "open-weights" }\nunknown = "warn"',
        'require-terms = ["commercial-use"]\nallow = ["finding:model-name-unknown"]',
    ],
)
def test_where_nothing_is_asked_or_unknown_passes_they_are_warnings(
    rules: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(f"[check]\n{rules}\n") == (0, [], CALLS)
    assert main(["check", "app", "--inventory"]) == 0
    assert "2 calls ask for a model or data that the code does not name" in " ".join(capsys.readouterr().out.split())


def test_an_exception_for_the_file_lets_them_pass_until_its_day() -> None:
    exception = '[[exception]]\nsource = "app/chat.py"\nrule = "finding:model-name-unknown"\nbecause = "set by us"\nuntil = {}\n'
    rules = '[check]\nrequire-terms = ["commercial-use"]\n'
    assert checked(rules + exception.format("2999-01-01")) == (0, [], [])
    code, violations, _ = checked(rules + exception.format("2020-01-01"))
    assert (code, violations) == (1, CALLS)


def test_a_baseline_knows_them_by_what_stands_there() -> None:
    Path("openness-policy.toml").write_text('[check]\nrequire-terms = ["commercial-use"]\n')
    assert main(["check", "app", "--inventory", "--baseline", "b.json", "--update-baseline"]) == 0
    Path("app/chat.py").write_text(f"\n\n{APP}")
    assert main(["check", "app", "--inventory", "--baseline", "b.json"]) == 0
    Path("app/chat.py").write_text(f'{APP}more = AutoModel.from_pretrained(os.environ["OTHER"])\n')
    assert main(["check", "app", "--inventory", "--baseline", "b.json"]) == 1
