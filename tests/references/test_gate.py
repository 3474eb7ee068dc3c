"""Code, policy and lock together: `openness check --inventory`."""

import json
from pathlib import Path

import pytest

from openness.cli import main

STRICT = '[check]\nforbid = ["finding:model-unlocked", "finding:model-unpinned"]\n'
PINNED = 'f.from_pretrained("mistralai/Mistral-7B-v0.1", revision="0123abc4")\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one pinned model and a strict policy."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    Path("a.py").write_text(PINNED)
    Path("README.md").write_text("# An application\n")
    Path("openness-policy.toml").write_text(STRICT)
    return tmp_path


def violations(*words: str) -> tuple[int, list[tuple[str, str, int]]]:
    """The exit code, and rule, document and line of each violation."""
    code = main(["check", "--inventory", *words, "-o", "json=out.json"])
    listed = json.loads(Path("out.json").read_text())["policy"]["violations"]
    return code, [(issue["rule"], issue["document"], issue["line"]) for issue in listed]


def test_a_locked_and_pinned_model_passes() -> None:
    assert main(["lock", "-q"]) == 0
    assert violations() == (0, [])


def test_a_new_model_fails_at_its_line() -> None:
    assert main(["lock", "-q"]) == 0
    Path("b.py").write_text(f"\n\n{PINNED.replace('v0.1', 'v0.3')}")
    assert violations() == (1, [("finding:model-unlocked", "b.py", 3)])


def test_an_unpinned_model_fails_at_its_line() -> None:
    Path("a.py").write_text('M = "mistralai/Mistral-7B-v0.1"\nf.from_pretrained(M)\n')
    assert main(["lock", "-q"]) == 0
    assert violations() == (1, [("finding:model-unpinned", "a.py", 1)])


def test_a_model_of_which_the_table_names_several_licences_is_ambiguous_and_not_disputed() -> None:
    Path("a.py").write_text('f.from_pretrained("google/gemma-3-4b-it", revision="0123abc4")\n')
    assert main(["lock", "-q"]) == 0
    assert violations() == (0, [])
    (result,) = json.loads(Path("out.json").read_text())["results"]
    (finding,) = (finding for finding in result["findings"] if finding["code"].startswith("licence"))
    assert finding["code"] == "licence-ambiguous"
    assert "the table of known models names" in finding["message"]
    assert result["spectrum"]["reachable"] == "weights-available"  # under each of them


def test_a_changed_licence_fails_at_the_line_without_any_policy() -> None:
    assert main(["lock", "-q"]) == 0
    lock = Path("openness.lock")
    lock.write_text(lock.read_text().replace('licence = "Apache-2.0"', 'licence = "MIT"'))
    Path("openness-policy.toml").write_text("[check]\n")
    assert violations() == (1, [("finding:licence-changed", "a.py", 1)])


def test_a_pin_that_moves_is_a_model_that_nobody_has_checked() -> None:
    assert main(["lock", "-q"]) == 0
    Path("a.py").write_text(PINNED.replace("0123abc4", "4567def8"))
    assert violations() == (1, [("finding:model-unlocked", "a.py", 1)])


def test_every_rule_of_the_policy_holds_for_what_is_used() -> None:
    Path("a.py").write_text(f'{PINNED}f.from_pretrained("meta-llama/Llama-3.1-8B", revision="0123abc4")\n')
    Path("openness-policy.toml").write_text(
        '[check]\nrequire = { spectrum = "open-weights" }\nrequire-terms = ["anyone"]\nallow = ["licence:Apache-2.0"]\n'
    )
    code, found = violations()
    assert code == 1
    assert sorted(found) == [("allow", "a.py", 2), ("anyone", "a.py", 2), ("spectrum", "a.py", 2)]


def test_what_is_unknown_fails_what_is_required() -> None:
    Path("a.py").write_text('f.from_pretrained("someone1/thing", revision="0123abc4")\n')
    Path("openness-policy.toml").write_text('[check]\nrequire-terms = ["commercial-use"]\n')
    assert violations() == (1, [("commercial-use", "a.py", 1)])


def test_data_is_asked_for_licences_and_not_for_weights() -> None:
    Path("a.py").write_text('load_dataset("someone1/data", revision="0123abc4")\n')
    Path("openness-policy.toml").write_text('[check]\nrequire = { spectrum = "open-weights" }\n')
    assert violations() == (0, [])
    Path("openness-policy.toml").write_text('[check]\nrequire-terms = ["commercial-use"]\n')
    assert violations() == (1, [("commercial-use", "a.py", 1)])
    Path("openness-policy.toml").write_text('[check]\nallow = ["licence:MIT"]\n')
    assert violations() == (1, [("allow", "a.py", 1)])


def test_whoever_uses_a_model_is_not_told_what_its_maker_could_do() -> None:
    code = (
        'f.from_pretrained("someone1/thing", revision="0123abc4")\nload_dataset("someone1/data", revision="0123abc4")\n'
    )
    Path("a.py").write_text(code)
    Path("openness-policy.toml").write_text(
        '[check]\nrequire = { spectrum = "open-weights" }\nrequire-terms = ["commercial-use"]\nallow = ["licence:MIT"]\n'
        'forbid = ["finding:model-unlocked"]\n'
    )
    violations()
    listed = json.loads(Path("out.json").read_text())["policy"]["violations"]
    fixes = {(issue["line"], issue["rule"]): issue["help"] for issue in listed}
    of_model, of_data = (f"use another {sort}, or ask its maker" for sort in ("model", "data set"))
    assert {fix for (line, rule), fix in fixes.items() if line == 1 and not rule.startswith("finding")} == {of_model}
    assert {fix for (line, rule), fix in fixes.items() if line == 2 and not rule.startswith("finding")} == {of_data}
    assert fixes[1, "finding:model-unlocked"] == "check its terms, then run `openness lock`"  # what a user can do


def test_an_exception_and_a_baseline_speak_of_the_model() -> None:
    Path("openness-policy.toml").write_text(
        f'{STRICT}[[exception]]\nsource = "hub:mistralai/Mistral-7B-v0.1"\nrule = "finding:model-unlocked"\n'
        'because = "x"\nuntil = 2999-01-01\n'
    )
    assert violations() == (0, [])
    Path("openness-policy.toml").write_text(STRICT)
    assert main(["check", "--inventory", "--baseline", "b.json", "--update-baseline", "-q"]) == 0
    Path("moved.py").write_text(f"\n{PINNED}")
    Path("a.py").unlink()
    assert violations("--baseline", "b.json") == (0, [])


def test_an_application_s_readme_is_no_model() -> None:
    """Without the option it is a release of which nothing is known."""
    Path("openness-policy.toml").write_text('[check]\nrequire = { spectrum = "open-weights" }\n')
    assert main(["check", "-q", "-o", "out.txt"]) == 1
    assert violations() == (0, [])


@pytest.mark.parametrize("form", ["text", "concise", "sarif", "github", "junit", "gitlab", "markdown"])
def test_every_report_names_the_line(form: str) -> None:
    Path("deep").mkdir()
    Path("a.py").rename("deep/app.py")
    assert main(["check", "--inventory", "--format", form, "-o", "out"]) == 1
    report = Path("out").read_text()
    assert "deep/app.py" in report
    assert "Mistral-7B-v0.1" in report
    if form == "sarif":
        region = json.loads(report)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] == 1
