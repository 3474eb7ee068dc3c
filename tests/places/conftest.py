"""Shared by the tests of the places where people check: a repository of the project, and a package index."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


@pytest.fixture
def tool() -> Callable[[str], str]:
    """The path of a program of this Python's environment; the test is skipped where it is not installed."""

    def found(name: str) -> str:
        path = shutil.which(name, path=str(Path(sys.executable).parent))
        if path is None:
            pytest.skip(f"{name} is not installed; it is in the dependency group `places`")
        return path

    return found


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A package index; tests that install something are skipped where none answers."""
    folder = tmp_path_factory.mktemp("index")
    call = [
        sys.executable,
        "-m",
        "pip",
        "--retries=0",
        "--timeout=10",
        "download",
        "--no-deps",
        "-d",
        str(folder),
        "hatchling",
    ]
    ran = subprocess.run(call, capture_output=True, text=True, check=False)
    if ran.returncode:
        pytest.skip(f"no package index answers: {ran.stderr.strip().splitlines()[-1:]}")


@pytest.fixture(scope="session")
def git(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    """Runs git in a folder with a configuration of its own; the test is skipped where git is not installed."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    home = tmp_path_factory.mktemp("git")
    config = home / "config"
    config.write_text("[user]\nname = x\nemail = x@example.org\n[init]\ndefaultBranch = main\n[safe]\ndirectory = *\n")
    patch = pytest.MonkeyPatch()
    patch.setenv("GIT_CONFIG_GLOBAL", str(config))
    patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):  # set where the tests run in a hook
        patch.delenv(name, raising=False)

    def run(folder: Path, *words: str) -> None:
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)

    return run


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory, git: Callable[..., None]) -> Path:
    """A repository that holds what is installed of the project as it is now, hooks and action included."""
    folder = tmp_path_factory.mktemp("project")
    for name in (
        "pyproject.toml",
        "hatch_build.py",
        "README.md",
        "LICENSE",
        "action.yml",
        ".pre-commit-hooks.yaml",
        "requirements.lock",
    ):
        shutil.copy(TOP / name, folder)
    unwanted = shutil.ignore_patterns("__pycache__", "_index.jsonl*")
    for name in ("src", "licences"):
        shutil.copytree(TOP / name, folder / name, ignore=unwanted)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=x")
    return folder
