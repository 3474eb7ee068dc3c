"""The workflows of this repository: every action is fixed by its hash, no job may do more than it needs, no script takes
in what others wrote. They have not run where this was written; what can be read of them is tested.
"""

import ast
import importlib.metadata
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

TOP = Path(__file__).parents[2]
WORKFLOWS = sorted(TOP.glob(".github/workflows/*.yml"))
TESTS = TOP / ".github/workflows/tests.yml"


def workflow(path: Path) -> dict[str, Any]:
    """A workflow, with `on` as a word."""
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def steps(path: Path) -> list[dict[str, Any]]:
    """All steps of its jobs."""
    return [step for job in workflow(path)["jobs"].values() for step in job["steps"]]


def test_there_are_workflows_for_tests_and_releases() -> None:
    """So that the tests below test something."""
    assert [path.stem for path in WORKFLOWS] == ["release", "tests"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_fixed_by_its_hash(path: Path) -> None:
    """A tag can be moved."""
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_may_write_but_the_jobs_that_publish(path: Path) -> None:
    """One asks for its identity only, the other makes the release of a tag."""
    jobs = workflow(path)
    assert jobs["permissions"] == {"contents": "read"}
    rights = {name: job["permissions"] for name, job in jobs["jobs"].items() if "permissions" in job}
    assert rights in ({}, {"publish": {"id-token": "write"}, "release": {"contents": "write"}})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_step_fails_where_any_command_of_it_does(path: Path) -> None:
    """A step that names no shell has no `pipefail`: `make … | tee …` would pass where `make` fails."""
    assert workflow(path)["defaults"] == {"run": {"shell": "bash"}}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_script_takes_in_an_expression(path: Path) -> None:
    """Words of others reach a script as a variable only; and no checkout leaves its token behind."""
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_every_python_that_the_package_names_is_tested_on_every_system() -> None:
    """The list stands in pyproject.toml too."""
    named = re.findall(
        r'"Programming Language :: Python :: (3\.\d+)"', (TOP / "pyproject.toml").read_text(encoding="utf-8")
    )
    matrix = workflow(TESTS)["jobs"]["systems"]["strategy"]["matrix"]
    assert matrix["python"] == named
    assert {system.partition("-")[0] for system in matrix["os"]} == {"ubuntu", "macos", "windows"}


def test_what_tests_import_unasked_is_installed_on_every_system() -> None:
    """A module of the tests that cannot be loaded ends the whole run; one that asks first (`importorskip`) is skipped."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    installs = [step.get("run", "") for step in workflow(TESTS)["jobs"]["systems"]["steps"]]
    groups = re.findall(r"--group (\w+)", " ".join(installs))
    lines = [
        *project["project"]["dependencies"],
        *(line for group in groups for line in project["dependency-groups"][group]),
    ]
    installed = {"openness", *(re.split(r"[^\w.-]", line)[0].lower().replace("_", "-") for line in lines)}
    packages = importlib.metadata.packages_distributions()
    missing = []
    for path in TOP.glob("tests/**/*.py"):
        if path.relative_to(TOP).parts[1] in ("benchmarks", "fuzz"):  # they are run by themselves
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in {name.partition(".")[0] for name in names} & packages.keys() - {"tests"}:
                if installed.isdisjoint(found.lower().replace("_", "-") for found in packages[name]):
                    missing.append((path.relative_to(TOP).as_posix(), name))
    assert missing == []


@pytest.mark.parametrize("script", sorted(TOP.glob(".ci/*")), ids=lambda script: script.name)
def test_every_script_of_ci_stops_at_the_first_fault_and_can_be_run(script: Path) -> None:
    """An unset name or a failing command is a fault."""
    assert script.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")
    assert "\nset -euo pipefail\n" in script.read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111
