"""`openness check` as it is typed: exit codes, where reports go, baselines, edits."""

import errno
import io
import json
import os
import sys
from pathlib import Path

import pytest
from tests.support.folders import named_pipe
from tests.support.releases import gguf

from openness.cli import main
from openness.reports.outcome import FORMATS

APACHE = "---\nlicense: apache-2.0\npipeline_tag: x\n---\n# M\n"
MISSPELT = APACHE.replace("license: apache-2.0", "licence: Apache 2.0")
CONFLICT = "---\nlicense: apache-2.0\nbase_model: meta-llama/Llama-3.1-8B\n---\n# M\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a model that passes and one that does not."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    for name, text in (("good", APACHE), ("bad", CONFLICT)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "README.md").write_text(text, encoding="utf-8")
    return tmp_path


def typed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The exit code, standard output and standard error of a call."""
    code = main(["check", *words])
    output = capsys.readouterr()
    return code, output.out, output.err


def test_it_passes_or_fails(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = typed(capsys, "good")
    assert (code, err) == (0, "")
    assert "1 release passed." in out
    code, out, err = typed(capsys, "bad")
    assert (code, err) == (1, "")
    assert out.startswith("bad/README.md:3: error: lineage-conflict\n")
    assert "1 violation in 1 of 1 release." in out
    assert "not legal advice" in out


def test_without_a_path_it_is_about_where_one_is(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = typed(capsys)
    assert code == 1
    assert "1 violation in 1 of 2 releases." in out


def test_a_release_that_lies_where_one_is_is_known_by_the_dot(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("bad")
    exception = '[[exception]]\nsource = "."\nrule = "lineage-conflict"\nbecause = "x"\nuntil = 2999-01-01\n'
    assert typed(capsys)[0] == 1
    Path("openness-policy.toml").write_text(exception)
    for words in ((), (".",), ("./",), ("../bad",)):
        assert typed(capsys, *words)[0] == 0, words


def test_a_release_found_below_where_one_is_is_not_known_by_the_dot(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    (here / "good/README.md").unlink()
    exception = '[[exception]]\nsource = "."\nrule = "lineage-conflict"\nbecause = "x"\nuntil = 2999-01-01\n'
    Path("openness-policy.toml").write_text(exception)
    assert typed(capsys)[0] == 1


def test_what_cannot_be_used_outranks_what_fails(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = typed(capsys, "bad", "nowhere", "good")
    assert code == 2
    assert err == "openness: nowhere: there is no such file; check the path\n"
    assert "1 violation in 1 of 2 releases; 1 problem with the inputs." in out


def test_a_problem_inside_a_release_is_one_with_the_inputs(capsys: pytest.CaptureFixture[str]) -> None:
    Path("openness.yaml").write_text("openness: 1\ncomponents: {model-crad: public}\n")
    code, _, err = typed(capsys, "openness.yaml")
    assert code == 2
    assert "openness.yaml:2:" in err


def test_a_faulty_policy_is_no_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    Path("openness-policy.toml").write_text("[chek]\n")
    code, out, err = typed(capsys, "good")
    assert (code, out) == (2, "")
    assert "did you mean check?" in err
    code, out, err = typed(capsys, "good", "--policy", "no-such.toml")
    assert (code, out) == (2, "")


def test_the_policy_is_the_one_above_or_the_one_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("openness-policy.toml").write_text('[check]\nfail-on = "never"\nexclude = ["bad/"]\n')
    Path("strict.toml").write_text('[check]\nrequire = { spectrum = "open-source-ai" }\n')
    assert typed(capsys, "bad")[0] == 0
    assert "1 release passed" in typed(capsys, ".")[1]
    assert typed(capsys, "good", "--policy", "strict.toml")[0] == 1


STRICT = """\
[[check.path]]
path = "bad"
require = { spectrum = "open-source-ai" }
[[check.path]]
path = "sub/we:ird"
require = { spectrum = "open-source-ai" }
"""


@pytest.mark.parametrize("words", [["bad"], ["bad/README.md"], ["{}/bad"], ["../top/bad"], ["--join", "bad", "good"]])
@pytest.mark.parametrize("cwd", ["top", "way"])
@pytest.mark.parametrize("named", [[], ["--policy=openness-policy.toml"], ["--policy={}/way/openness-policy.toml"]])
def test_a_rule_of_a_path_is_not_passed_over_where_a_link_leads_there(
    words: list[str], cwd: str, named: list[str], here: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = here / "top"
    folder.mkdir()
    for name in ("good", "bad"):
        (here / name).rename(folder / name)
        (folder / name / "README.md").write_text(APACHE)
    (here / "way").symlink_to(folder)
    (folder / "openness-policy.toml").write_text(STRICT)
    monkeypatch.chdir(here / cwd)
    for at in ("top", "way"):
        called = [word.format(here / at if word == "{}/bad" else here) for word in (*words, *named)]
        assert typed(capsys, *called)[0] == 1, called
    assert typed(capsys, "good", *(word.format(here) for word in named))[0] == 0


def test_a_rule_of_a_path_holds_where_the_path_leads_out_by_a_link(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "bad/README.md").unlink()
    (here / "bad").rmdir()
    (here / "bad").symlink_to(here / "good")
    Path("openness-policy.toml").write_text(STRICT)
    assert typed(capsys, "bad")[0] == 1
    assert typed(capsys, "good")[0] == 0


def test_a_rule_of_a_path_is_not_passed_over_for_a_colon_in_it(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "sub").mkdir()
    (here / "good").rename(here / "sub/we:ird")
    Path("openness-policy.toml").write_text(STRICT)
    assert typed(capsys, "sub/we:ird")[0] == 1
    monkeypatch.chdir("sub")
    assert typed(capsys, "we:ird")[0] == 1


@pytest.mark.parametrize("glob", ["/sub/bad/", "sub/*/", "sub/bad/README.md", "bad/"])
def test_what_the_policy_leaves_out_is_seen_from_its_folder(
    glob: str, here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("good", "bad"):
        (here / "sub").mkdir(exist_ok=True)
        (here / name).rename(here / "sub" / name)
    (here / "sub/good/bad").mkdir()
    (here / "sub/good/bad/README.md").write_text(CONFLICT if glob == "bad/" else APACHE)
    good = {"sub/*/": 0}.get(glob, 1 if glob == "bad/" else 2)
    Path("openness-policy.toml").write_text(f'[check]\nexclude = ["{glob}"]\n')
    passed = f"{good} release{'' if good == 1 else 's'} passed" if good else "nothing that is known here"
    for cwd, words in ((".", ["."]), (".", ["sub"]), ("sub", ["."]), ("sub", [".."]), ("/", [str(here / "sub")])):
        monkeypatch.chdir(here / cwd)
        code, out, err = typed(capsys, *words, "--policy", str(here / "openness-policy.toml"))
        assert passed in out + err, (cwd, words)
        assert code == (0 if good else 2)
    assert typed(capsys, str(here / "sub/bad"), "--policy", str(here / "openness-policy.toml"))[0] != 0


def test_what_a_call_leaves_out_is_seen_from_its_path(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    assert typed(capsys, str(here), "--exclude", "/bad/")[0] == 0


@pytest.mark.parametrize("sort", ["link", "folder", "pipe"])
def test_a_policy_that_is_no_file_is_no_pass(sort: str, capsys: pytest.CaptureFixture[str], here: Path) -> None:
    path = here / "openness-policy.toml"
    if sort == "link":
        path.symlink_to("gone")
    elif sort == "folder":
        path.mkdir()
    else:
        named_pipe(path)
    code, out, err = typed(capsys, "good")
    assert (code, out) == (2, "")
    assert err.startswith("openness: openness-policy.toml: it is ")


def test_a_policy_in_what_is_checked_does_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad/openness-policy.toml").write_text('[check]\nfail-on = "never"\n')
    assert typed(capsys, "bad")[0] == 1


def test_several_reports_in_one_run(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    code, out, _ = typed(capsys, "bad", "-o", "sarif=a.sarif", "-o", "junit=b.xml", "-o", "json=c.json")
    assert code == 1
    assert out.startswith("bad/README.md:3")
    assert json.loads(Path("a.sarif").read_text())["version"] == "2.1.0"
    assert Path("b.xml").read_text().startswith("<?xml")
    assert json.loads(Path("c.json").read_text())["policy"]["passes"] is False
    _, out, _ = typed(capsys, "bad", "--format", "json", "-o", "d.json", "-o", "github=-")
    assert json.loads(Path("d.json").read_text())["policy"]["passes"] is False
    assert out.startswith("::error file=bad/README.md,line=3")
    _, out, _ = typed(capsys, "bad", "-o", "json=-")
    assert json.loads(out)["policy"]["passes"] is False  # and no other report beside it


@pytest.mark.parametrize("plain", [[], ["-o", "all.txt"]])
def test_a_report_in_a_folder_that_is_not_there_is_refused_before_anything_is_checked_or_written(
    capsys: pytest.CaptureFixture[str], here: Path, plain: list[str]
) -> None:
    code, out, err = typed(capsys, "bad", *plain, "-o", "sarif=no/such/folder.sarif")
    assert (code, out) == (2, "")
    assert err == (
        "openness: no/such/folder.sarif: it cannot be written: its folder is not there; create the folder first\n"
    )
    assert not (here / "all.txt").exists()


def test_weights_with_a_conflict_fail_beside_the_folder_of_a_card_that_passes(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    (here / "all/good").mkdir(parents=True)
    (here / "all/good/README.md").write_text(APACHE, encoding="utf-8")
    assert typed(capsys, "all")[0] == 0
    base = [("general.base_model.count", 1), ("general.base_model.0.name", "Llama-3.1-8B")]
    base.append(("general.base_model.0.repo_url", "https://huggingface.co/meta-llama/Llama-3.1-8B"))
    (here / "all/weights").mkdir()
    (here / "all/weights/model.gguf").write_bytes(gguf([("general.license", "apache-2.0"), *base]))
    code, out, _ = typed(capsys, "all")
    assert code == 1
    assert "all/weights/model.gguf: error: lineage-conflict" in out
    assert "1 violation in 1 of 2 releases." in out


def test_the_full_json_is_that_of_classify_and_the_policy(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = typed(capsys, "bad", "--format", "json", "--full")
    data = json.loads(out)
    assert main(["classify", "bad", "--format", "json"]) == 0
    assert data.pop("policy")["violations"][0]["rule"] == "finding:lineage-conflict"
    assert data == json.loads(capsys.readouterr().out)


def test_the_json_holds_what_each_violation_is_about_and_of_each_release_the_gist(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = typed(capsys, "bad", "--format", "json")
    data = json.loads(out)
    assert {key for result in data["results"] for key in result} == {"source", "band", "spectrum", "findings"}
    (violation,) = data["policy"]["violations"]
    assert violation["subject"] == {
        "release": "bad",
        "rule": "finding:lineage-conflict",
        "component": None,
        "item": None,
        "licences": ["Apache-2.0", "LicenseRef-Llama-3.1-Community"],
        "bases": ["meta-llama/Llama-3.1-8B"],
    }
    (evidence,) = violation["evidence"]
    assert (evidence["document"], evidence["line"]) == (violation["document"], violation["line"])


def test_the_concise_report_has_one_line_a_violation_and_one_more(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = typed(capsys, "good", "bad", "--preset", "osi-only", "--format", "concise")
    *lines, last = out.splitlines()
    assert (code, err) == (1, "")
    assert [line.split(" ")[:2] for line in lines] == [
        ["bad/README.md:3:", "allow:"],
        ["bad/README.md:3:", "lineage-conflict:"],
    ]
    assert last.startswith("2 violations in 1 of 2 releases. Policy: preset osi-only. ")
    assert last.endswith("This is not legal advice.")


def test_the_concise_report_counts_the_warnings_that_it_leaves_out(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    (here / "bad/README.md").write_text("---\nlicense: no such licence\n---\n# M\n")
    _, out, _ = typed(capsys, "bad", "--format", "concise")
    assert "1 release passed. Warnings are not shown here (1); `--format text` shows them. Policy: " in out
    _, out, _ = typed(capsys, "good", "--format", "concise")
    assert "Warnings are not shown" not in out


def test_words_of_a_card_stay_on_their_line_in_the_concise_report(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    (here / "bad/README.md").write_text('---\nlicense: "a\\nb\\e[31m"\n---\n# M\n')
    _, out, _ = typed(capsys, "bad", "--preset", "osi-only", "--format", "concise")
    assert len(out.splitlines()) == 2
    assert "\x1b" not in out


def test_statistics_count_violations_and_warnings_by_rule(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    for name in ("one", "two"):
        (here / name).mkdir()
        (here / name / "README.md").write_text(CONFLICT)
    for form in ("text", "concise"):
        _, out, _ = typed(capsys, ".", "--statistics", "--format", form)
        assert out.splitlines()[:3] == ["3  error    lineage-conflict", "", "3 violations in 3 of 4 releases."]
        assert out.endswith("This is not legal advice.\n")
    code, _, err = typed(capsys, "bad", "--statistics", "-o", "json=o.json")
    assert (code, err) == (
        2,
        "openness: --statistics are not part of the json report; use --format text or concise\n",
    )


def test_exit_zero_lets_a_violation_pass_and_no_unusable_input(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = typed(capsys, "bad", "--exit-zero")
    assert code == 0
    assert "1 violation in 1 of 1 release." in out
    assert typed(capsys, "bad", "nowhere", "--exit-zero")[0] == 2


def test_a_preset_takes_the_place_of_the_policy_and_goes_with_no_other(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    (here / "openness-policy.toml").write_text('[check]\nrequire = { spectrum = "open-source-ai" }\n')
    assert typed(capsys, "good", "--preset", "permissive-only")[0] == 0
    assert typed(capsys, "good")[0] == 1
    code, _, err = typed(capsys, "good", "--preset", "commercial", "--policy", "openness-policy.toml")
    assert code == 2
    assert "not allowed with argument" in err


def test_init_writes_a_preset_to_begin_with(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    assert typed(capsys, "--init", "--preset", "osi-only")[0] == 0
    assert 'allow = ["list:osi-approved"]' in (here / "openness-policy.toml").read_text()
    assert typed(capsys, "good")[0] == 0
    assert typed(capsys, "--init", "--preset", "osi", "--policy", "p.toml")[0] == 2


def test_only_the_definitions_asked_for_are_in_the_full_json(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = typed(capsys, "good", "--under", "osaid-1.0", "--full", "--format", "json")
    (result,) = json.loads(out)["results"]
    assert list(result["definitions"]) == ["spectrum", "osaid-1.0"]
    code, _, err = typed(capsys, "good", "--under", "osaid")
    assert (code, "did you mean osaid-1.0" in err) == (2, True)


def test_quiet_writes_results_and_problems_alone(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    assert typed(capsys, "bad", "--baseline", "b.json", "--update-baseline", "-q")[2] == ""
    (here / "good/README.md").write_text(MISSPELT)
    _, _, err = typed(capsys, "good", "--fix", "--quiet")
    assert err.startswith("--- good/README.md")
    assert "fixed" not in err
    assert "nowhere" in typed(capsys, "nowhere", "-q")[2]


def test_violations_with_one_reason_and_one_fix_stand_together_and_say_both_once(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    (here / "two").mkdir()
    (here / "two/README.md").write_text(CONFLICT)
    _, out, _ = typed(capsys, ".", "--preset", "osi-only")
    assert out.count("lineage-conflict\n") == 2
    assert out.count("  fix (all 2): release it under Llama 3.1 Community License Agreement") == 1
    assert out.count("  why (all 2): the policy asks for nothing but list:osi-approved") == 1
    assert out.index("two/README.md:3: error: allow") < out.index("bad/README.md:3: error: lineage-conflict")


def test_a_baseline_lets_an_existing_repository_begin(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = typed(capsys, "--baseline", "known.json")
    assert (code, err) == (2, "openness: known.json: there is no such baseline; --update-baseline writes it\n")
    code, out, err = typed(capsys, "--baseline", "known.json", "--update-baseline")
    assert (code, err) == (0, "openness: known.json holds 1 violation\n")
    assert "1 in the baseline" in out
    assert typed(capsys, "--baseline", "known.json")[0] == 0
    Path("good/README.md").write_text(CONFLICT)
    assert typed(capsys, "--baseline", "known.json")[0] == 1
    assert typed(capsys, "--update-baseline")[0] == 2


def test_an_unusable_input_is_not_taken_into_a_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(capsys, "nowhere", "--baseline", "known.json", "--update-baseline")[0] == 2


def test_a_spoilt_baseline_is_mended_as_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("", '{"openness-baseline": 1, "viol'):
        Path("known.json").write_text(text)
        code, _, err = typed(capsys, "--baseline", "known.json")
        assert (code, err.partition(";")[2]) == (2, " make it anew with --update-baseline\n")
        assert typed(capsys, "--baseline", "known.json", "--update-baseline")[0] == 0
        assert typed(capsys, "--baseline", "known.json")[0] == 0


def test_what_is_gone_is_a_warning_until_the_baseline_is_made_anew(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    assert typed(capsys, "--baseline", "known.json", "--update-baseline")[0] == 0
    (here / "bad/README.md").unlink()  # the folder stays
    gone = "1 of the violations it holds is gone"
    assert gone not in typed(capsys, "good", "--baseline", "known.json")[1]
    assert gone in typed(capsys, "--baseline", "known.json")[1]
    assert (
        typed(capsys, "--baseline", "known.json", "--update-baseline")[2] == "openness: known.json holds 0 violations\n"
    )
    assert gone not in typed(capsys, "--baseline", "known.json")[1]


def test_init_writes_the_file_that_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = typed(capsys, "--init", "--policy", "strict.toml")
    assert code == 0
    assert err == "openness: strict.toml is written; edit it, then run `openness check --policy strict.toml`\n"
    assert not Path("openness-policy.toml").exists()
    assert typed(capsys, "good", "--policy", "strict.toml")[0] == 0
    assert typed(capsys, "--init", "--policy", "strict.toml")[0] == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "pyproject.toml in the same folder holds a policy"),
        (["--policy", "openness-policy.toml"], "pyproject.toml in the same folder holds a policy"),
        (["--policy", "pyproject.toml"], "openness: pyproject.toml: it is there"),
    ],
)
def test_init_puts_no_policy_beside_one_in_a_pyproject(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("pyproject.toml").write_text("[tool.openness.check]\n")
    code, _, err = typed(capsys, "--init", *words)
    assert (code, Path("openness-policy.toml").exists()) == (2, False)
    assert message in err
    assert typed(capsys, "--init", "--policy", "other.toml")[0] == 0
    assert typed(capsys, "good")[0] == 0


def test_init_writes_beside_a_pyproject_without_a_policy_and_makes_no_pyproject(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert typed(capsys, "--init", "--policy", "pyproject.toml")[0] == 2
    assert not Path("pyproject.toml").exists()
    for text in ("[tool.openness]\nshelves = []\n", "[tool.other]\n", "somebody else's [broken\n"):
        Path("pyproject.toml").write_text(text)
        assert typed(capsys, "--init")[0] == 0
        Path("openness-policy.toml").unlink()


def test_init_writes_a_policy_that_can_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = typed(capsys, "--init")
    assert (code, out) == (0, "")
    assert err.startswith("openness: openness-policy.toml is written")
    assert typed(capsys, "good")[0] == 0
    written = Path("openness-policy.toml").read_text()
    assert typed(capsys, "--init")[0] == 2
    assert Path("openness-policy.toml").read_text() == written


def test_fix_makes_the_safe_edits_shows_them_and_checks_anew(capsys: pytest.CaptureFixture[str]) -> None:
    card = Path("bad/README.md")
    card.write_text(CONFLICT.replace("license: apache-2.0", "licence: Apache 2.0"))
    card.chmod(0o640)
    code, out, err = typed(capsys, "bad", "--diff")
    assert "+license: apache-2.0" in err
    assert "licence: Apache 2.0" in card.read_text()
    code, out, err = typed(capsys, "bad", "--fix")
    assert "-licence: Apache 2.0\n+license: apache-2.0" in err
    assert err.endswith("openness: 1 file fixed\n")
    assert card.read_text() == CONFLICT
    assert card.stat().st_mode & 0o777 == 0o640
    assert (code, "lineage-conflict" in out) == (1, True)
    assert typed(capsys, "good", "--fix")[2] == "openness: 0 files fixed\n"


def test_diff_shows_and_makes_nothing_beside_fix_too(capsys: pytest.CaptureFixture[str]) -> None:
    card = Path("good/README.md")
    card.write_text(MISSPELT)
    for words in (("--fix", "--diff"), ("--diff", "--fix"), ("--diff",)):
        code, _, err = typed(capsys, "good", *words)
        assert code == 0
        assert "-licence: Apache 2.0\n+license: apache-2.0" in err
        assert err.endswith("openness: 1 file can be fixed by --fix\n")
        assert card.read_text() == MISSPELT


def stubborn(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Lets no file be put in the place of these, whoever runs the tests."""
    replace = os.replace

    def put(source: str, target: str) -> None:
        if target.endswith(names):
            raise PermissionError(errno.EACCES, "Permission denied", target)
        replace(source, target)

    monkeypatch.setattr(os, "replace", put)


def test_a_card_that_cannot_be_written_loses_no_other_edit_and_no_report(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        Path(name).mkdir()
        Path(name, "README.md").write_text(MISSPELT)
    stubborn(monkeypatch, "b/README.md")
    code, out, err = typed(capsys, "a", "b", "c", "--fix", "-o", "-", "-o", "json=all.json")
    assert code == 2
    assert [Path(name, "README.md").read_text() == APACHE for name in ("a", "b", "c")] == [True, False, True]
    assert "+++ a/README.md" in err and "+++ c/README.md" in err and "+++ b/README.md" not in err
    assert "openness: 2 files fixed\n" in err
    assert err.endswith(
        "openness: b/README.md: it cannot be written: Permission denied; "
        "check that there is room, and that you may write there\n"
    )
    assert "3 releases passed." in out
    assert len(json.loads(Path("all.json").read_text())["results"]) == 3
    assert [path.name for path in Path("b").iterdir()] == ["README.md"]


def test_a_report_that_cannot_be_written_loses_no_other_and_no_complaint(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stubborn(monkeypatch, "no.x", "no.y")
    outputs = ("-o", "json=no.x", "-o", "junit=no.y", "-o", "sarif=ok.sarif")
    code, out, err = typed(capsys, "bad", "nowhere", *outputs)
    assert code == 2
    assert "1 violation in 1 of 1 release" in out
    assert json.loads(Path("ok.sarif").read_text())["version"] == "2.1.0"
    assert err.splitlines() == [
        "openness: nowhere: there is no such file; check the path",
        "openness: no.x: it cannot be written: Permission denied; check that there is room, and that you may write there",
        "openness: no.y: it cannot be written: Permission denied; check that there is room, and that you may write there",
    ]


@pytest.mark.parametrize(("stuck", "seen"), [(("no.x", "no.y"), ""), (("no.x",), "1 release passed; see no.y")])
def test_a_report_that_cannot_be_written_is_not_pointed_to(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, stuck: tuple[str, ...], seen: str
) -> None:
    """Nobody is sent to a file that is not there, nor told that all passed where no report says it."""
    stubborn(monkeypatch, *stuck)
    code, out, err = typed(capsys, "good", "-o", "no.x", "-o", "junit=no.y")
    remarks = [line for line in err.splitlines() if "cannot be written" not in line]
    assert (code, out, remarks) == (2, "", [f"openness: {seen}"] if seen else [])
    assert err.count("cannot be written") == len(stuck)


def test_a_reader_that_leaves_loses_no_report(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Left(io.BytesIO):
        def write(self, data: object) -> int:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", io.TextIOWrapper(Left()))
        code = main(["check", "good", "-o", "-", "-o", "json=ok.json"])
    assert (code, capsys.readouterr().err) == (2, "")
    assert json.loads(Path("ok.json").read_text())["policy"]["passes"] is True


def test_a_baseline_that_cannot_be_written_loses_no_report(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stubborn(monkeypatch, "known.json")
    code, out, err = typed(capsys, "bad", "--baseline", "known.json", "--update-baseline")
    assert code == 2
    assert "1 in the baseline" in out
    assert err == (
        "openness: known.json: it cannot be written: Permission denied; "
        "check that there is room, and that you may write there\n"
    )


@pytest.mark.parametrize(
    ("outputs", "message"),
    [
        (["jsn=foo.json"], "'jsn=foo.json' names no format; did you mean json? A file of this name is ./jsn=foo.json"),
        (["gitlub=x"], "'gitlub=x' names no format; did you mean gitlab? A file of this name is ./gitlub=x"),
        (["JSON=foo"], "'JSON=foo' names no format; did you mean json? A file of this name is ./JSON=foo"),
        (
            ["xml=foo"],
            f"'xml=foo' names no format; write one of {', '.join(FORMATS)}. A file of this name is ./xml=foo",
        ),
        (["sarif="], "no file is named for the sarif report; write --output sarif=FILE"),
        ([""], "no file is named for the text report; write --output text=FILE"),
        (["json=x", "sarif=./x"], "./x: two results would be written to it; name a file for each"),
        (["x", "json=x"], "x: two results would be written to it; name a file for each"),
        (["json=x", "sarif=link"], "link: two results would be written to it; name a file for each"),
    ],
)
def test_an_output_that_is_not_written_right_is_2(
    capsys: pytest.CaptureFixture[str], here: Path, outputs: list[str], message: str
) -> None:
    (here / "link").symlink_to("x")
    before = sorted(here.rglob("*"))
    assert typed(capsys, "good", *(f"--output={output}" for output in outputs)) == (2, "", f"openness: {message}\n")
    assert sorted(here.rglob("*")) == before


def test_a_report_does_not_take_the_place_of_the_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = typed(capsys, "bad", "--baseline", "known", "--update-baseline", "-o", "json=known")
    assert (code, out) == (2, "")
    assert "known: two results would be written to it" in err


@pytest.mark.parametrize("file", ["./jsn=foo.json", "./seed=1", "a/text=b", "json=a=b"])
def test_a_file_with_an_equals_sign_in_its_name_can_be_written(capsys: pytest.CaptureFixture[str], file: str) -> None:
    Path("a").mkdir()
    assert typed(capsys, "good", "-o", file, "-q")[::2] == (0, "")
    assert Path(file.removeprefix("json=")).stat().st_size


@pytest.mark.parametrize("file", ["-", os.devnull])
def test_two_reports_may_follow_each_other(capsys: pytest.CaptureFixture[str], file: str) -> None:
    assert typed(capsys, "good", "-o", f"text={file}", "-o", f"github={file}")[::2] == (0, "")


def test_several_paths_may_be_one_release(capsys: pytest.CaptureFixture[str]) -> None:
    assert "of 1 release" in typed(capsys, "bad", "good", "--join")[1]


def test_standard_input_can_be_checked(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CONFLICT.encode())))
    code, out, _ = typed(capsys, "-", "--fix")
    assert code == 1
    assert out.startswith("standard input:3: error: lineage-conflict")


def test_json_of_a_check_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(typed(capsys, "bad", "--format", "json")[1].splitlines()) == 1
    assert json.loads(typed(capsys, "bad", "good", "--format", "json", "--full")[1])["policy"]["passes"] is False


def test_what_code_uses_is_checked_and_a_file_that_cannot_be_used_is_told(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    (here / "good/run.py").write_text('AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n', encoding="utf-8")
    (here / "policy.toml").write_text(
        '[check]\nforbid = ["licence:LicenseRef-Llama-3.1-Community"]\n', encoding="utf-8"
    )
    assert typed(capsys, "good", "--policy", "policy.toml")[0] == 0
    code, out, _ = typed(capsys, "good", "--policy", "policy.toml", "--inventory")
    assert code == 1
    assert "good/run.py" in out
    code, out, err = typed(capsys, "gone", "--inventory")
    assert (code, out) == (2, "")
    assert "gone: there is no such file" in err


def test_links_that_lead_to_each_other_are_told_when_they_are_written_to(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    (here / "one").symlink_to("two")
    (here / "two").symlink_to("one")
    code, _, err = typed(capsys, "good", "-o", "json=one", "-o", "sarif=three", "-o", "junit=two")
    assert code == 2
    assert err.count("it cannot be written") == 2
    assert (here / "three").stat().st_size
    code, _, err = typed(capsys, "good", "-o", "json=one", "-o", "sarif=three", "-o", "junit=three")
    assert (code, err) == (2, "openness: three: two results would be written to it; name a file for each\n")


@pytest.mark.parametrize(("word", "near"), [("jso", True), ("jsom", True), ("j", False), ("nothing", False)])
def test_a_word_before_a_file_is_a_format_or_an_error_that_names_what_is_near(
    capsys: pytest.CaptureFixture[str], here: Path, word: str, near: bool
) -> None:
    code, out, err = typed(capsys, "good", "-o", f"{word}=x")
    assert (code, out) == (2, "")
    assert err.count("did you mean") == near
    assert not (here / f"{word}=x").exists()


@pytest.mark.parametrize("form", ["text", "concise", "markdown", "json", "sarif", "junit", "github", "gitlab"])
def test_each_report_of_what_could_not_be_read_is_written_to_a_file_and_no_text_to_the_screen(
    capsys: pytest.CaptureFixture[str], here: Path, form: str
) -> None:
    code, out, err = typed(capsys, "gone", "--format", form, "-o", "report")
    assert (code, out) == (2, "")
    assert "gone: there is no such file" in err
    assert (here / "report").exists()
    code, out, err = typed(capsys, "gone", "--format", form)
    assert (code, bool(out)) == (2, form not in ("text", "concise"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--update-baseline"], "--update-baseline needs a file; add --baseline FILE"),
        (["--statistics", "--format", "json"], "--statistics are not part of the json report; use --format text or concise"),
        (["--statistics", "-o", "sarif=x"], "--statistics are not part of the sarif report; use --format text or concise"),
        (["--statistics", "-o", "markdown=x"], "--statistics are not part of the markdown report; use --format text or concise"),
    ],
)  # fmt: skip
def test_a_call_that_asks_for_what_does_not_go_together_is_2(
    capsys: pytest.CaptureFixture[str], here: Path, words: list[str], message: str
) -> None:
    assert typed(capsys, "good", *words) == (2, "", f"openness: {message}\n")
    assert not (here / "x").exists()


def test_a_baseline_is_counted_as_it_is_written(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    code, _, err = typed(capsys, "bad", "good", "--baseline", "known", "--update-baseline")
    assert (code, err) == (0, "openness: known holds 1 violation\n")
    (here / "bad2").mkdir()
    (here / "bad2/README.md").write_text(CONFLICT, encoding="utf-8")
    assert typed(capsys, "bad2", "--baseline", "known")[0] == 1
    code, _, err = typed(capsys, ".", "--baseline", "known", "--update-baseline", "--exclude", "good")
    assert (code, err) == (0, "openness: known holds 2 violations\n")


def test_edits_are_counted_and_shown_once_though_two_paths_lead_to_a_file(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    (here / "good/README.md").write_text(MISSPELT, encoding="utf-8")
    for words, message in (
        (["--diff"], "1 file can be fixed by --fix"),
        (["--fix"], "1 file fixed"),
        (["--fix"], "0 files fixed"),
    ):
        _, _, err = typed(capsys, "good", "good", *words)
        assert err.splitlines()[-1] == f"openness: {message}"
        assert err.count("+license: apache-2.0") == ("1" in message)


# --- A system


DATA = "---\nlicense: cc-by-nc-4.0\npretty_name: Herons\ntask_categories: [text-generation]\n---\n"
MODEL = "---\nlicense: apache-2.0\npipeline_tag: text-generation\n---\n"


def test_a_use_of_a_system_is_asked_of_its_data_as_may_asks_it(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    """The violation is about the data, so that an exception can name it."""
    for name, text in (("model", MODEL), ("data", DATA)):
        (here / name).mkdir()
        (here / name / "README.md").write_text(text, encoding="utf-8")
    (here / "uses.toml").write_text('[check]\nrequire-uses = ["sell-a-product", "use-outputs"]\n', encoding="utf-8")
    call = ("--policy", "uses.toml", "model", "data", "--format", "json")
    apart, together = (json.loads(typed(capsys, *call, *more)[1])["policy"] for more in ((), ("--together",)))
    assert apart["violations"] == []
    violations = [(found["rule"], found["source"]) for found in together["violations"]]
    assert violations == [("use:sell-a-product", "data")]  # and data makes no outputs
    excepted = '[[exception]]\nsource = "data"\nrule = "use:sell-a-product"\nbecause = "ours"\nuntil = 2999-01-01\n'
    (here / "uses.toml").write_text(f'[check]\nrequire-uses = ["sell-a-product"]\n{excepted}', encoding="utf-8")
    assert typed(capsys, *call, "--together")[0] == 0
