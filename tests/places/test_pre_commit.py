"""The hooks, as pre-commit and prek take them."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

TOP = Path(__file__).parents[2]
HOOKS = TOP / ".pre-commit-hooks.yaml"


def hooks() -> dict[str, dict[str, Any]]:
    """The hooks by their ids."""
    return {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("program", ["pre-commit", "prek"])
def test_the_manifest_is_valid(program: str, tool: Callable[[str], str], tmp_path: Path) -> None:
    call = [tool(program), "validate-manifest"]
    assert subprocess.run([*call, HOOKS], capture_output=True, check=False).returncode == 0
    wrong = tmp_path / ".pre-commit-hooks.yaml"
    wrong.write_text(HOOKS.read_text(encoding="utf-8").replace("  entry: openness check\n", ""))
    assert subprocess.run([*call, wrong], capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize("id", hooks())
def test_a_commit_that_deletes_a_licence_or_touches_what_no_pattern_names_is_checked(id: str) -> None:
    hook = hooks()[id]
    assert hook["always_run"] is True
    assert hook["pass_filenames"] is False
    assert not {"files", "types", "types_or", "exclude"} & set(hook)


@pytest.fixture
def work(tmp_path: Path, git: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a release and a policy it does not keep, and a home for pre-commit."""
    folder = tmp_path / "work"
    (folder / "models/one").mkdir(parents=True)
    (folder / "models/one/README.md").write_text("---\nlicense: Apache License 2.0\npipeline_tag: x\n---\n# One\n")
    (folder / "openness-policy.toml").write_text('[check]\nrequire = { spectrum = "open-source-ai" }\n')
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PRE_COMMIT_COLOR", "never")
    return folder


@pytest.mark.usefixtures("index")
def test_pre_commit_installs_and_runs_the_hooks(
    project: Path, work: Path, tool: Callable[[str], str], git: Callable[..., None]
) -> None:
    revision = subprocess.run(["git", "rev-parse", "HEAD"], cwd=project, capture_output=True, text=True, check=True)
    config = {"repo": str(project), "rev": revision.stdout.strip(), "hooks": [{"id": id} for id in hooks()]}
    (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [config]}))
    git(work, "add", "--all")

    def tried(id: str) -> tuple[int, str]:
        call = [tool("pre-commit"), "run", id, "--all-files", "--verbose"]
        ran = subprocess.run(call, cwd=work, capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout + ran.stderr

    code, output = tried("openness-check")
    assert (code, "spectrum" in output) == (1, True), output
    assert "- exit code: 1" in output
    assert re.search(r"^\./models/one/README.md\S*: error: spectrum$", output, re.MULTILINE), output
    code, output = tried("openness-fix")
    assert "- files were modified by this hook" in output
    assert "license: apache-2.0" in (work / "models/one/README.md").read_text()
    (work / "openness-policy.toml").write_text('[check]\nrequire = { spectrum = "open-weights" }\n')
    git(work, "add", "--all")
    for id in ("openness-check", "openness-fix"):
        code, output = tried(id)
        assert (code, "1 release passed." in output) == (0, True), output
    (work / "openness-policy.toml").write_text('[check]\nforbid = ["finding:model-unlocked"]\n')
    (work / "app.py").write_text('\nf.from_pretrained("acme-ai/m1")\n')
    git(work, "add", "--all")
    code, output = tried("openness-inventory")
    assert (code, "app.py:2" in output) == (1, True), output
    (work / "app.py").unlink()
    (work / "openness-policy.toml").write_text('[check]\nforbid = ["finding:licence-text-missing"]\n')
    (work / "models/one/LICENSE").write_bytes((TOP / "LICENSE").read_bytes())
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--no-verify", "--message=x")
    git(work, "rm", "--quiet", "models/one/LICENSE")
    call = [tool("pre-commit"), "run", "openness-check"]
    ran = subprocess.run(call, cwd=work, capture_output=True, text=True, check=False)
    assert (ran.returncode, "licence-text-missing" in ran.stdout) == (1, True), ran.stdout
