"""`openness check` on folders as people lay them out: the exit code, and what the report names."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.support.licence_texts import MIT

from openness.cli import main

FREE = "---\nlicense: mit\npipeline_tag: x\n---\n# M\n"
PLAIN, BROKEN = "# A model\n\nWords.\n", "---\nlicense: cc-by-nc-4.0\n# A model\n"
DENYING = "# Docs\n\nThe weights are not released yet.\n"
CHANGED = f"{MIT}\nThe Software may not be used for commercial purposes.\n"
DATA = "---\nlicense: cc-by-4.0\ntask_categories: [translation]\n---\n# Letters\n\nA corpus.\n"
CONFIG = '{"model_type": "llama", "architectures": ["LlamaForCausalLM"]}'
CROISSANT = json.dumps(
    {
        "@context": {"@vocab": "https://schema.org/"}, "@type": "sc:Dataset", "name": "letters", "distribution": [],
        "conformsTo": "http://mlcommons.org/croissant/1.0", "license": "https://creativecommons.org/licenses/by/4.0/",
    }
)  # fmt: skip
CITATION = "cff-version: 1.2.0\ntitle: x\nmessage: cite it\nlicense: CC-BY-NC-4.0\n"


def checked(
    folder: Path, files: Mapping[str, str], capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, dict[str, list[str]], dict[str, list[str]]]:
    """The exit code, the rules that each release violates, and those that are not asked of it; by their sources."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    code = main(["check", str(folder), "--format", "json", *words])
    report = json.loads(capsys.readouterr().out)
    violations: dict[str, list[str]] = {result["source"].removeprefix(str(folder)): [] for result in report["results"]}
    not_asked: dict[str, list[str]] = {}
    for key, rules in (("violations", violations), ("not-asked", not_asked)):
        for issue in report["policy"][key]:
            rules.setdefault(issue["source"].removeprefix(str(folder)), []).append(issue["rule"])
    return code, violations, not_asked


@pytest.mark.parametrize("place", ["LICENSE", "LICENSES/MIT.txt"])
@pytest.mark.parametrize(
    "files",
    [
        {"README.md": PLAIN, "checkpoints/README.md": PLAIN, "checkpoints/pytorch_model.bin": "x"},
        {"README.md": PLAIN, "docs/README.md": DENYING},
        {"docs/README.md": DENYING},
        {"CITATION.cff": CITATION, "weights/README.md": PLAIN, "weights/model.pt": "x"},
        {"weights/v1/README.md": BROKEN},
    ],
)
def test_a_changed_licence_above_a_card_that_says_nothing_fails(
    files: dict[str, str], place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {place: CHANGED, **files}
    assert checked(tmp_path, texts, capsys) == (1, {"": ["finding:licence-text-modified"]}, {})
    code, violations, _ = checked(tmp_path, texts, capsys, "--preset", "open-weights")
    assert (code, violations) == (1, {"": ["finding:licence-text-modified", "spectrum"]})


def test_models_that_nobody_can_read_fail_beside_one_that_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"good/README.md": FREE, "bad/README.md": BROKEN, "worse/README.md": PLAIN, "worse/model.bin": "x"}
    code, violations, _ = checked(tmp_path, files, capsys, "--preset", "open-weights")
    assert (code, violations) == (1, {"/bad": ["spectrum"], "/good": [], "/worse": ["spectrum"]})


def test_what_nobody_reads_is_named_at_the_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"LICENSE": CHANGED, "code/README.md": PLAIN, "a/README.md": FREE, "b/README.md": FREE}
    assert checked(tmp_path, files, capsys) == (0, {"/a": [], "/b": []}, {})
    assert main(["check", str(tmp_path)]) == 0
    last = "".join(capsys.readouterr().out.split())  # whatever the lines of a screen hold
    assert f"Notread:{tmp_path}/LICENSE,{tmp_path}/code/README.md." in last


TELLING = {
    "weights of a format that is not read": {"README.md": DATA, "pytorch_model.bin": "x"},
    "weights further down": {"README.md": DATA, "model/model.pt": "x"},
    "a checkpoint": {"README.md": DATA, "checkpoint-500/pytorch_model.bin": "x"},
    "an adapter further down": {"README.md": DATA, "lora/adapter_config.json": "{}", "lora/adapter_model.bin": "x"},
    "a list of shards": {"README.md": DATA, "model.safetensors.index.json": "{}"},
    "a merge": {"README.md": DATA, "mergekit_config.yml": "models: [{model: a/b}]\nmerge_method: slerp\n"},
    "settings": {"README.md": DATA, "config.json": CONFIG},
    "settings that are no JSON": {"README.md": DATA, "config.json": CONFIG.replace("}", ', "x": NaN}')},
    "the folder of a model's cache": {"models--acme--m/snapshots/1/README.md": DATA},
    "weights in the cache of a data set": {
        "datasets--acme--m/snapshots/1/README.md": DATA, "datasets--acme--m/snapshots/1/m.onnx": "x",
    },
    "a tag": {"README.md": DATA.replace("license", "tags: [transformers]\nlicense")},
    "a heading": {"README.md": DATA.replace("# Letters", "# Model Card for Letters")},
    "the name of the card": {"modelcard.md": DATA},
    "weights beside a Croissant": {"croissant.json": CROISSANT, "model.bin": "x"},
    "a card of a model that nobody can read": {"README.md": DATA, "model/README.md": PLAIN, "model/model.bin": "x"},
}  # fmt: skip
SILENT = {
    "data": {"README.md": DATA, "data/train.json": "[]", "train.bin": "x"},
    "a page of a part": {"readme.md": DATA, "preparation/readme.md": "# Preparation\n"},
    "the cache of a data set": {"datasets--acme--m/snapshots/1/README.md": DATA},
    "settings of a program": {"README.md": DATA, "config.json": '{"port": 80}'},
    "a Croissant": {"croissant.json": CROISSANT},
    "weights for tests": {"README.md": DATA, "tests/model.bin": "x"},
}


@pytest.mark.parametrize(("preset", "rule"), [("open-weights", "spectrum"), ("eu-exempt", "eu-ai-act-53-2")])
@pytest.mark.parametrize("files", TELLING.values(), ids=TELLING)
def test_a_data_set_beside_which_something_tells_of_a_model_is_asked_as_one(
    files: dict[str, str], preset: str, rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(tmp_path, files, capsys, "--preset", preset) == (1, {"": [rule]}, {})


@pytest.mark.parametrize("files", SILENT.values(), ids=SILENT)
def test_a_data_set_alone_is_not_asked_what_models_are(
    files: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, violations, not_asked = checked(tmp_path, files, capsys, "--preset", "open-weights")
    assert (code, violations, not_asked) == (0, {"": []}, {"": ["spectrum"]})


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (("README.md", "train.parquet"), 0),
        (("README.md", "pytorch_model.bin"), 1),
        (("lora/adapter_config.json",), 1),
        (("checkpoint-5/model.bin",), 1),
    ],
)
def test_the_files_in_a_record_tell_of_a_model(
    files: tuple[str, ...], code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = [{"rfilename": name} for name in files]
    record = {"id": "acme/letters", "tags": ["task_categories:translation"], "siblings": listed}
    (tmp_path / "record.json").write_text(json.dumps(record), encoding="utf-8")
    assert main(["check", str(tmp_path / "record.json"), "--preset", "open-weights"]) == code
    assert ("Not asked" in capsys.readouterr().out) is not bool(code)


def test_a_card_that_is_named_is_asked_as_in_its_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for below, file in (("a", "pytorch_model.bin"), ("models--acme--m/snapshots/1", "notes.txt"), ("b", "notes.txt")):
        (tmp_path / below).mkdir(parents=True)
        (tmp_path / below / "README.md").write_text(DATA, encoding="utf-8")
        (tmp_path / below / file).write_text("x")
        of_model = below != "b"
        for source in (tmp_path / below, tmp_path / below / "README.md"):
            assert main(["check", str(source), "--preset", "open-weights"]) == of_model
            assert ("Not asked" in capsys.readouterr().out) is not of_model


POLICIES = {
    "a term": '[check]\nrequire-terms = ["commercial-use"]\n',
    "a use": '[check]\nrequire-uses = ["sell-a-product"]\n',
    "the licences allowed": '[check]\nallow = ["licence:CC-BY-4.0"]\n',
}


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_weights_of_which_nothing_is_known_keep_no_rule_by_the_licence_of_data(
    policy: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "policy.toml").write_text(policy, encoding="utf-8")
    words = ("--policy", str(tmp_path / "policy.toml"))
    assert checked(tmp_path / "data", {"README.md": DATA}, capsys, *words)[0] == 0
    assert checked(tmp_path / "both", {"README.md": DATA, "model.pt": "x"}, capsys, *words)[0] == 1


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        ({"README.md": f"{DATA}\nThis dataset is for non-commercial research only.\n"}, "restriction-in-prose"),
        ({"README.md": f"{DATA}\nThe data is licensed under CC BY-NC 4.0.\n"}, "restriction-in-prose"),
        ({"README.md": DATA, "NOTICE": "The dataset is licensed under CC BY-NC 4.0.\n"}, "licence-disputed"),
        ({"README.md": DATA, "LICENSE": MIT}, "licence-disputed"),
        ({"README.md": DATA, "LICENSE": CHANGED}, "licence-text-modified"),
    ],
)
@pytest.mark.parametrize(
    "beside", [{}, {"model.pt": "x"}, {"config.json": CONFIG}], ids=["alone", "weights", "settings"]
)
def test_what_limits_data_counts_whatever_lies_beside_it(
    files: dict[str, str],
    rule: str,
    beside: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, violations, _ = checked(tmp_path, {**files, **beside}, capsys)
    assert (code, violations) == (1, {"": [f"finding:{rule}"]})
