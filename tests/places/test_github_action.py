"""The GitHub action: its scripts are taken out of `action.yml` and run in bash as a runner does."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support.reported import Command, commands

TOP = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
OPENNESS = Path(sys.executable).parent / "openness"
POLICY = '[check]\nrequire = { spectrum = "open-weights" }\n'
CARD = "---\nlicense: {}\npipeline_tag: x\n---\n"

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


class Step:
    """The results of a step: its exit code, what it printed, its outputs, the job's summary."""

    def __init__(self, ran: subprocess.CompletedProcess[str], output: Path, summary: Path) -> None:
        self.code = ran.returncode
        self.log = ran.stdout + ran.stderr
        lines = output.read_text(encoding="utf-8").splitlines()
        self.outputs = dict(line.split("=", 1) for line in lines)
        assert len(self.outputs) == len(lines)
        self.summary = summary.read_text(encoding="utf-8")

    @property
    def commands(self) -> list[Command]:
        """The workflow commands it printed."""
        return list(commands(self.log))


class Runner:
    """Runs steps of the action in a workspace."""

    def __init__(self, folder: Path) -> None:
        self.workspace = folder / "work space"
        self.temporary = folder / "temp"
        for one in (self.workspace, self.temporary):
            one.mkdir()

    def release(self, name: str, licence: str = "apache-2.0") -> None:
        """Put a release into the workspace."""
        (self.workspace / name).mkdir(parents=True)
        (self.workspace / name / "README.md").write_text(CARD.format(licence))

    def step(self, id: str, **inputs: str) -> Step:
        """Run a step with inputs, the others as the action has them by default."""
        (step,) = (each for each in ACTION["runs"]["steps"] if each.get("id") == id)
        known = {f"inputs.{name}": entry["default"] for name, entry in ACTION["inputs"].items()}
        known |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
        assert len(known) == len(ACTION["inputs"])
        known |= {"steps.install.outputs.openness": str(OPENNESS), "github.action_path": str(TOP)}
        script, output, summary = (self.temporary / name for name in ("script.sh", "output", "summary"))
        script.write_text(step["run"], encoding="utf-8")
        for file in (output, summary):
            file.write_text("")
        environment = {
            **{name: re.sub(r"\$\{\{ (\S+) \}\}", lambda m: known[m[1]], entry) for name, entry in step["env"].items()},
            **{
                name: os.environ[name]
                for name in ("PATH", "HOME", "PIP_INDEX_URL", "PIP_CONFIG_FILE")
                if name in os.environ
            },
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
        }
        call = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        ran = subprocess.run(
            call, cwd=self.workspace, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        return Step(ran, output, summary)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A runner with a policy in its workspace."""
    machine = Runner(tmp_path)
    (machine.workspace / "openness-policy.toml").write_text(POLICY)
    return machine


def test_it_is_valid() -> None:
    call = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-actions",
        str(TOP / "action.yml"),
    ]
    assert subprocess.run(call, capture_output=True, check=False).returncode == 0


def test_no_input_is_part_of_a_script_and_the_one_other_action_keeps_downloads() -> None:
    steps = ACTION["runs"]["steps"]
    for step in steps:
        assert ("uses" in step) != ("run" in step)
        if "run" in step:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]
    (other,) = (step for step in steps if "uses" in step)
    assert re.fullmatch(r"actions/cache@[0-9a-f]{40}", other["uses"])
    assert other["continue-on-error"] is True
    assert "inputs." not in json.dumps(other)
    used = re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"]))
    assert set(used) == set(ACTION["inputs"])


def test_downloads_are_kept_for_one_lock_and_one_version(
    runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [runner.step("downloads", version=version).outputs["key"] for version in ("", "0.1.0", "0.2.0")]
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copy(TOP / name, tmp_path)
    (tmp_path / "requirements.lock").write_text("another")
    monkeypatch.setattr(sys.modules[__name__], "TOP", tmp_path)
    keys.append(runner.step("downloads").outputs["key"])
    assert len(set(keys)) == len(keys)
    assert runner.step("downloads", version="1\nsarif=evil").outputs.keys() == {"key"}


def test_every_output_is_written(runner: Runner) -> None:
    runner.release("one")
    written = {f"${{{{ steps.check.outputs.{name} }}}}" for name in runner.step("check").outputs}
    assert written == {output["value"] for output in ACTION["outputs"].values()}


def test_a_release_that_keeps_its_policy_passes(runner: Runner) -> None:
    runner.release("one")
    step = runner.step("check")
    assert step.code == 0, step.log
    assert (step.outputs["passes"], step.outputs["exit-code"]) == ("true", "0")
    assert json.loads(Path(step.outputs["sarif"]).read_text())["version"] == "2.1.0"
    assert step.summary.startswith("## ✅ openness check: 1 release passed")
    assert "error" not in [command.name for command in step.commands]


def test_a_violation_fails_and_is_shown_where_it_stands(runner: Runner) -> None:
    runner.release("models/one", "llama3.1")
    step = runner.step("check", paths="models", sarif_file="reports/openness.sarif")
    assert step.code == 1, step.log
    assert (step.outputs["passes"], step.outputs["exit-code"]) == ("false", "1")
    assert step.outputs["sarif"] == "reports/openness.sarif"
    (run,) = json.loads((runner.workspace / "reports/openness.sarif").read_text())["runs"]
    assert {result["ruleId"] for result in run["results"] if result["level"] == "error"} == {"policy/spectrum"}
    (error,) = (command for command in step.commands if command.name == "error")
    assert error.properties["file"] == "models/one/README.md"
    assert step.summary.startswith("## ❌ openness check: 1 violation in 1 of 1 release")


def test_a_violation_may_be_reported_only(runner: Runner) -> None:
    runner.release("one", "llama3.1")
    step = runner.step("check", fail="false", annotations="false", summary="false")
    assert (step.code, step.outputs["passes"], step.outputs["exit-code"]) == (0, "false", "1")
    assert (step.commands, step.summary) == ([], "")
    assert "error: spectrum" in step.log


@pytest.mark.parametrize("inputs", [{"paths": "nowhere"}, {"paths": "one\nnowhere"}, {"policy": "nowhere.toml"}])
def test_what_cannot_be_checked_never_passes(runner: Runner, inputs: dict[str, str]) -> None:
    runner.release("one")
    step = runner.step("check", fail="false", **inputs)
    assert (step.code, step.outputs["passes"], step.outputs["exit-code"]) == (2, "false", "2")
    assert "error" in [command.name for command in step.commands]


def test_a_report_of_an_earlier_run_is_not_taken_for_this_ones(runner: Runner) -> None:
    (runner.workspace / "old.sarif").write_text("{}")
    step = runner.step("check", policy="nowhere.toml", sarif_file="old.sarif")
    assert (step.code, step.outputs["sarif"]) == (2, "")


def test_the_inputs_are_the_options(runner: Runner) -> None:
    for name in ("one", "two words", "third/party"):
        runner.release(name, "acme-1")
    (runner.workspace / "our shelf").mkdir()
    (runner.workspace / "our shelf/acme.toml").write_text(
        'id = "LicenseRef-acme"\nname = "Acme"\n[read]\non = 2026-11-24\nfrom = "x"\nwhole = true\n'
        '[known-as]\nhuggingface = ["acme-1"]\n[grants]\nuse = { answer = true, clause = "1" }\n'
    )
    (runner.workspace / "our policy.toml").write_text('[check]\nrequire-terms = ["use"]\n')
    given = {"policy": "our policy.toml", "shelves": "our shelf\n", "paths": "one\n\ntwo words\r\nthird\n"}
    step = runner.step("check", **given)
    assert "3 releases passed" in step.log, step.log
    assert runner.step("check", policy="our policy.toml", paths="one").code == 1
    assert "1 release passed" in runner.step("check", **given | {"paths": ".", "exclude": "third\ntwo*\n"}).log


def test_a_new_model_in_the_code_is_shown_at_its_line_where_the_inventory_is_asked_for(runner: Runner) -> None:
    (runner.workspace / "openness-policy.toml").write_text('[check]\nforbid = ["finding:model-unlocked"]\n')
    (runner.workspace / "app.py").write_text('\nf.from_pretrained("acme-ai/m1")\n')
    card = runner.workspace / "our cards/acme-ai/m1/README.md"
    card.parent.mkdir(parents=True)
    card.write_text(CARD.format("apache-2.0"))
    given = {"inventory": "true", "cards": "our cards\n", "exclude": "our cards\n"}
    step = runner.step("check", **given)
    assert step.code == 1, step.log
    (violation,) = [command for command in step.commands if command.name == "error"]
    assert (violation.properties["file"], violation.properties["line"]) == ("app.py", "2")
    subprocess.run([OPENNESS, "lock", "--cards=our cards"], cwd=runner.workspace, check=True)
    assert 'licence = "Apache-2.0"' in (runner.workspace / "openness.lock").read_text()
    assert runner.step("check", **given).code == 0
    assert runner.step("check", **given | {"cards": "nowhere"}).code == 2


def test_a_baseline_makes_exceptions(runner: Runner) -> None:
    runner.release("one", "llama3.1")
    subprocess.run([OPENNESS, "check", "--baseline=b.json", "--update-baseline"], cwd=runner.workspace, check=True)
    step = runner.step("check", baseline="b.json")
    assert (step.code, step.outputs["passes"]) == (0, "true")
    assert "1 in the baseline" in step.summary


HOSTILE = (
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned",
    '"; touch pwned; "',
    "'; touch pwned; '",
    "--update-baseline",
    "-oout",
    "--fix",
    "*",
    "a\tb",
    "::add-mask::x",
    "${{ github.token }}",
    "\\",
)


@pytest.mark.parametrize("word", HOSTILE)
def test_a_hostile_input_is_a_name_and_nothing_else(runner: Runner, word: str) -> None:
    runner.release("one")
    before = sorted(runner.workspace.rglob("*"))
    step = runner.step("check", paths=word, policy=word, baseline=word, shelves=word, exclude=word, fail="false")
    assert (step.code, step.outputs["passes"]) == (2, "false"), step.log
    assert {command.name for command in step.commands} <= {"error", "notice", "warning"}
    step = runner.step("check", annotations=word)
    assert (step.code, step.outputs) == (2, {})
    step = runner.step("install", version=word)
    assert (step.code, step.outputs) == (2, {})
    assert sorted(runner.workspace.rglob("*")) == before
    step = runner.step("check", sarif_file=word)
    assert step.code == 0, step.log
    assert step.outputs["sarif"] == word
    assert sorted(runner.workspace.rglob("*")) == sorted([*before, runner.workspace / word])


@pytest.mark.parametrize("name", ["policy", "baseline", "sarif_file"])
def test_an_input_that_names_no_single_file_is_refused(runner: Runner, name: str) -> None:
    runner.release("one", "llama3.1")
    for word in ("x\npasses=true", "x\r\npasses=true", "x\rpasses=true", "-"):
        step = runner.step("check", **{name: word})
        assert (step.code, step.outputs) == (2, {})


@pytest.mark.parametrize("name", ["inventory", "annotations", "summary", "fail"])
def test_a_switch_is_true_or_false(runner: Runner, name: str) -> None:
    step = runner.step("check", **{name: "yes"})
    assert (step.code, step.outputs) == (2, {})


@pytest.mark.parametrize("name", ["a\n::error::b", "$(touch pwned)", "::set-output name=passes::true", "-x", "é\u202e"])
def test_a_hostile_path_in_the_repository_is_only_shown(runner: Runner, name: str) -> None:
    runner.release(f"models/{name}", "llama3.1")
    step = runner.step("check")
    assert (step.code, step.outputs["passes"]) == (1, "false")
    assert [command.name for command in step.commands].count("error") == 1
    assert {command.name for command in step.commands} <= {"error", "notice", "warning"}
    assert not list(runner.workspace.rglob("pwned"))


def test_no_module_of_the_repository_is_imported(runner: Runner) -> None:
    runner.release("one")
    for name in ("openness", "json", "argparse", "attr", "yaml", "venv", "ensurepip", "pip", "sitecustomize"):
        (runner.workspace / f"{name}.py").write_text("open('pwned', 'w')")
    assert runner.step("check").code == 0
    assert runner.step("install", version="no").code == 2
    assert not list(runner.workspace.rglob("pwned"))


def test_a_link_in_the_repository_is_not_written_through(runner: Runner) -> None:
    runner.release("one")
    precious = runner.temporary / "precious"
    precious.write_text("mine")
    (runner.workspace / "openness.sarif").symlink_to(precious)
    step = runner.step("check", sarif_file="openness.sarif")
    assert step.code == 0, step.log
    assert precious.read_text() == "mine"
    assert json.loads((runner.workspace / "openness.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.usefixtures("index")
def test_the_first_step_installs_what_the_second_uses(
    runner: Runner, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("venv", "ensurepip", "pip", "openness"):
        (runner.workspace / f"{name}.py").write_text("open('pwned', 'w')")
    monkeypatch.setattr(sys.modules[__name__], "TOP", project)
    assert "--require-hashes" in next(step["run"] for step in ACTION["runs"]["steps"] if step.get("id") == "install")
    step = runner.step("install")
    assert step.code == 0, step.log
    monkeypatch.setattr(sys.modules[__name__], "OPENNESS", step.outputs["openness"])
    runner.release("one")
    assert runner.step("check").outputs["passes"] == "true"
    assert not list(runner.workspace.rglob("pwned"))
