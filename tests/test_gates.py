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
    files: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {"LICENSE": CHANGED, **files}
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
