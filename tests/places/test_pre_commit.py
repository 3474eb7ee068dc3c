"""The hooks, as pre-commit and prek take them."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from openness import formats

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


NAMES = """
README.md model_card.md data_card.markdown openness.yaml openness.toml openness.json tulu.openness.yml mof.yml LICENSE
LICENSE.txt LICENCE MODEL_LICENSE LICENSE-CODE COPYING NOTICE EULA.txt TERMS USE_POLICY.md addendum.txt
acceptable_use.rst terms-of-use.html LICENSE.pdf commons_clause.txt unlicense.txt openness-policy.toml pyproject.toml
"""


@pytest.mark.parametrize("id", hooks())
@pytest.mark.parametrize("folder", ["", "models/one/"])
def test_what_is_read_or_rules_sets_a_hook_going(folder: str, id: str) -> None:
    files = hooks()[id]["files"]
    names = NAMES.split()
    assert [name for name in names if not re.search(files, folder + name)] == []
    assert sum(formats.format_of(name) is not None for name in names) > 20
    assert re.search(files, f"{folder}LICENSES/MIT.txt")
    assert [
        name for name in ("a.py", "model.bin", "requirements.txt", "a.rs", "x.ipynb") if re.search(files, name)
    ] == []


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

    code, said = tried("openness-check")
    assert (code, "spectrum" in said) == (1, True), said
    assert "- exit code: 1" in said
    assert re.search(r"^\./models/one/README.md\S*: error: spectrum$", said, re.MULTILINE), said
    code, said = tried("openness-fix")
    assert "- files were modified by this hook" in said
    assert "license: apache-2.0" in (work / "models/one/README.md").read_text()
    (work / "openness-policy.toml").write_text('[check]\nrequire = { spectrum = "open-weights" }\n')
    git(work, "add", "--all")
    for id in ("openness-check", "openness-fix"):
        code, said = tried(id)
        assert (code, "1 release passed." in said) == (0, True), said
