"""The report of a check in each format, for someone who holds its result."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

import openness
from openness.cli.command_line import main
from openness.reports.outcome import FORMATS, write

OLMO = "docs/examples/olmo-2"
DATA = "---\nlicense: cc-by-4.0\ntask_categories: [translation]\n---\n# Letters\n"


@pytest.mark.parametrize("form", FORMATS)
def test_python_writes_what_the_command_line_prints(form: str, tmp_path: Path) -> None:
    place = tmp_path / "report"
    assert main(["check", OLMO, "--format", form, "-o", str(place)]) == 0
    assert write(openness.check(OLMO), form) == place.read_text(encoding="utf-8")


def test_whole_classifications_and_statistics_are_asked_for() -> None:
    outcome = openness.check(OLMO)
    assert "release" in json.loads(write(outcome, "json", full=True))["results"][0]
    assert "1  warning  licence-missing" in write(outcome, "text", statistics=True)


@pytest.mark.parametrize(
    ("form", "statistics", "says"),
    [("sarf", False, "did you mean sarif?"), ("json", True, "--statistics are not part of the json report")],
)
def test_a_report_that_there_is_not_is_refused(form: str, statistics: bool, says: str) -> None:
    with pytest.raises(openness.OpennessError, match=says.replace("?", r"\?")):
        write(openness.check(OLMO), form, statistics=statistics)


@pytest.mark.parametrize("form", FORMATS)
def test_every_report_says_what_is_not_asked(form: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(DATA, encoding="utf-8")
    policy = {"require": {"spectrum": "open-weights"}, "require-uses": ["run"]}
    outcome = openness.check(tmp_path, policy=policy)
    assert outcome.passes
    assert [issue.rule for issue in outcome.not_asked] == ["spectrum", "use:run"]
    assert "2 rules not asked of 1 release" in outcome.summary
    text = " ".join(write(outcome, form).split())
    for issue in outcome.not_asked:
        assert issue.message in text
        assert text.count(issue.message) == 1


@pytest.mark.parametrize(
    "form", sorted({*FORMATS} - {"json", "gitlab"})
)  # JSON has it with --full; GitLab's is a bare list
def test_every_report_ends_with_the_data_the_notice_and_what_was_not_read(form: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n# M\n", encoding="utf-8")
    unread = tmp_path / "our-ab-2013.md"  # a form that is listed, and in which nothing is read
    unread.write_text(openness.convert(OLMO, to="ab-2013").text, encoding="utf-8")
    outcome = openness.check(tmp_path)
    assert outcome.unread == (str(unread),)
    end = write(outcome, form).replace("\\", "").rpartition("passed")[2] if form != "sarif" else write(outcome, form)
    end = "".join(end.split())  # long paths are wrapped
    assert all(words in end for words in ("notlegaladvice", outcome.data, "our-ab-2013.md"))


def test_sarif_has_a_kind_for_what_is_not_asked_and_junit_skips_it(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(DATA, encoding="utf-8")
    outcome = openness.check(tmp_path, policy={"require": {"spectrum": "open-weights"}})
    (result,) = json.loads(write(outcome, "sarif"))["runs"][0]["results"]
    assert (result["ruleId"], result["kind"], result["level"]) == ("policy/spectrum", "notApplicable", "none")
    suite = ElementTree.fromstring(write(outcome, "junit"))
    cases = {case.get("name"): [part.tag for part in case] for case in suite.iter("testcase")}
    assert cases == {"spectrum": ["skipped"], "policy": []}
    (entry,) = json.loads(write(outcome, "gitlab"))
    assert (entry["check_name"], entry["severity"]) == ("spectrum", "info")


def test_a_note_of_a_finding_is_asked_and_stays_in_no_list() -> None:
    outcome = openness.check(OLMO)
    assert any(issue.level == "note" for issue in outcome.issues)
    assert outcome.not_asked == ()
    assert "not asked" not in outcome.summary
