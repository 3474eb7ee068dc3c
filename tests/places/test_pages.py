"""The files that the how-to pages tell people to write are taken by the programs they are for."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from tests.support.pages import TOP, blocks

pytest_plugins = ["pytester"]

PAGES = TOP / "docs/how-to"


def saved(page: str, folder: Path) -> None:
    """Save the files of a page."""
    for block in blocks(PAGES / page):
        if block.file:
            file = folder / block.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")


def test_the_configuration_for_pre_commit_is_valid(tool: Callable[[str], str], tmp_path: Path) -> None:
    saved("check-in-pre-commit.md", tmp_path)
    config = tmp_path / ".pre-commit-config.yaml"
    call = [tool("pre-commit"), "validate-config", str(config)]
    assert subprocess.run(call, capture_output=True, check=False).returncode == 0
    (repository,) = yaml.safe_load(config.read_text())["repos"]
    hooks = {hook["id"] for hook in yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text())}
    assert {hook["id"] for hook in repository["hooks"]} <= hooks


@pytest.mark.parametrize(
    ("page", "file", "schema"),
    [
        ("check-in-github-actions.md", ".github/workflows/openness.yml", "vendor.github-workflows"),
        ("check-in-gitlab.md", ".gitlab-ci.yml", "vendor.gitlab-ci"),
    ],
)
def test_the_files_for_ci_are_valid(page: str, file: str, schema: str, tmp_path: Path) -> None:
    saved(page, tmp_path)
    call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(tmp_path / file)]
    ran = subprocess.run(call, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("kind", ["inputs", "outputs"])
def test_the_page_lists_what_the_action_takes_and_gives(kind: str) -> None:
    page = (PAGES / "check-in-github-actions.md").read_text(encoding="utf-8")
    table = page.partition(f"| {kind[:-1]} |")[2].partition("\n\n")[0]
    action = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
    assert re.findall(r"^\| `([\w-]+)`", table, re.MULTILINE) == list(action[kind])


@pytest.mark.parametrize(("licence", "passed"), [("mit", 1), ("cc-by-nc-4.0", 0)])
def test_the_tests_for_pytest_run(licence: str, passed: int, pytester: pytest.Pytester) -> None:
    saved("check-in-pytest.md", pytester.path)
    card = pytester.path / "models/one/README.md"
    card.parent.mkdir(parents=True)
    card.write_text(f"---\nlicense: {licence}\npipeline_tag: x\n---\n")
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "test_release.py")
    result.assert_outcomes(passed=passed, failed=1 - passed)
    pytester.runpytest_subprocess("-p", "no:cacheprovider", "test_more.py").assert_outcomes(
        failed=passed, passed=1 - passed
    )


def test_hf_runs_the_extension(tool: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hf = tool("hf")
    extension = tmp_path / ".local/share/hf/extensions/hf-openness"
    saved("check-as-hub-extension.md", extension.parent)
    script = extension / "hf-openness"
    script.chmod(0o755)
    manifest = {
        "owner": "x",
        "repo": "hf-openness",
        "repo_id": "x/hf-openness",
        "short_name": "openness",
        "executable_path": str(script),
        "type": "binary",
        "installed_at": "2026-11-26T00:00:00+00:00",
    }
    (extension / "manifest.json").write_text(json.dumps(manifest))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HUB_DISABLE_UPDATE_CHECK", "1")
    (tmp_path / "my model").mkdir()
    (tmp_path / "my model/README.md").write_text("---\nlicense: llama3.1\npipeline_tag: x\n---\n")
    (tmp_path / "openness-policy.toml").write_text('[check]\nrequire = { spectrum = "open-weights" }\n')
    ran = subprocess.run(
        [hf, "openness", "check", "my model"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, "my model/README.md:2: error: spectrum" in ran.stdout) == (1, True), ran.stdout + ran.stderr


@pytest.mark.usefixtures("index")
def test_the_package_of_the_extension_is_built_and_has_its_program(tmp_path: Path) -> None:
    saved("check-as-hub-extension.md", tmp_path)
    call = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", f"--target={tmp_path / 'to'}"]
    subprocess.run([*call, tmp_path / "hf-openness"], check=True, capture_output=True)
    script = (tmp_path / "to/bin/hf-openness").read_text()
    assert "from openness.cli import run" in script
