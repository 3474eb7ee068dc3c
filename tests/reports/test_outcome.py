"""The report of a check in each format, for someone who holds its result."""

import json
from pathlib import Path

import pytest

import openness
from openness.cli.command_line import main
from openness.reports.outcome import FORMATS, write

OLMO = "docs/examples/olmo-2"


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
