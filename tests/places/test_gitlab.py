"""The template for GitLab: its script is run, and leaves the reports it announces."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

TEMPLATE = Path(__file__).parents[2] / "templates/openness-check.gitlab-ci.yml"
JOB: dict[str, Any] = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))["openness-check"]


def test_it_is_valid(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    assert subprocess.run([*call, TEMPLATE], capture_output=True, check=False).returncode == 0
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(TEMPLATE.read_text(encoding="utf-8").replace("codequality:", "codequalities:"))
    assert subprocess.run([*call, wrong], capture_output=True, check=False).returncode == 1


def ran(lines: list[str], folder: Path, path: Path, **variables: str) -> int:
    """Run lines as GitLab's runner does: in one shell that stops where one of them fails."""
    assert set(variables) <= set(JOB["variables"])
    environment = JOB["variables"] | variables
    environment |= {"PATH": f"{path}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)}
    call = ["sh", "-e", "-c", "\n".join(lines)]
    return subprocess.run(call, cwd=folder, env=environment, check=False).returncode


@pytest.mark.parametrize(("licence", "code"), [("apache-2.0", 0), ("llama3.1", 1)])
def test_the_script_checks_and_leaves_the_reports(licence: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(f"---\nlicense: {licence}\npipeline_tag: x\n---\n")
    (tmp_path / "openness-policy.toml").write_text('[check]\nrequire = { spectrum = "open-weights" }\n')
    assert ran(JOB["script"], tmp_path, Path(sys.executable).parent) == code
    reports = JOB["artifacts"]["reports"]
    quality = json.loads((tmp_path / reports["codequality"]).read_text())
    assert [one["check_name"] for one in quality if one["severity"] == "major"] == ["spectrum"] * code
    assert JUnitXml.fromfile(str(tmp_path / reports["junit"])).failures == code
    assert JOB["artifacts"]["when"] == "always"


def test_it_installs_the_package_that_is_named(tmp_path: Path) -> None:
    pip = tmp_path / "bin/pip"
    pip.parent.mkdir()
    pip.write_text('#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done >called\n')
    pip.chmod(0o755)
    assert ran(JOB["before_script"], tmp_path, pip.parent) != 0
    assert not (tmp_path / "called").exists()
    assert ran(JOB["before_script"], tmp_path, pip.parent, OPENNESS_PACKAGE="openness==$(touch pwned)") == 0
    *_, verb, package = (tmp_path / "called").read_text().splitlines()
    assert (verb, package) == ("install", "openness==$(touch pwned)")
    assert not (tmp_path / "pwned").exists()
