"""Law: all reports state the same verdicts (design, section 9)."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.support.strategies import CHOICES, releases

from openness import classify
from openness.evaluation.classification import Classification, report_of
from openness.release.release import Release
from openness.reports import json as json_report
from openness.reports import text as text_report
from openness.shelf.shelf import shipped
from openness.vocabulary.verdict import Verdict

RELEASES = sorted((Path(__file__).parents[1] / "verdicts" / "releases").glob("*.yaml"))
_MARK = {verdict.mark: verdict.value for verdict in Verdict}
_LINE = re.compile(rf"^  ([{''.join(_MARK)}]) (\S.*)$")


def sections(text: str) -> dict[str, list[tuple[str, str]]]:
    """By definition, the marked lines of a report: the verdict and the first word that follows it."""
    held: dict[str, list[tuple[str, str]]] = {}
    id = ""
    for line in text.splitlines():
        if line == "Spectrum":
            id = "spectrum"
        elif line == "Definitions":
            id = "table"
        elif heading := re.match(r"^\S.*\[(\S+)\]$", line):
            id = heading[1]
        elif marked := _LINE.match(line):
            held.setdefault(id, []).append((_MARK[marked[1]], marked[2].split()[0]))
    return held


def assert_same_verdicts(classification: Classification) -> None:
    result = json.loads(json_report.write(report_of([classification])))["results"][0]
    said = sections(text_report.write([classification], width=100, whole=True))
    table = said.pop("table", [])
    standing = classification.spectrum
    rungs = [(standing.at_least(rung).value, rung) for rung in reversed(standing.rungs)]
    for id, judged in result["definitions"].items():
        silent = set(judged["components"] or ()) - {one["grade"] for one in judged["criteria"] if one["evidence"]}
        criteria = [(one["verdict"], one["id"]) for one in judged["criteria"] if one["grade"] not in silent]
        if id == "spectrum":
            assert said[id] == rungs + criteria
        elif judged["components"]:
            assert said[id] == [(verdict, name) for name, verdict in judged["components"].items()] + criteria
        elif judged["verdict"] is None:
            assert said.get(id, []) == criteria, id
        else:
            (verdict, _), *rest = said[id]
            assert verdict == judged["verdict"], id
            assert rest == criteria, id
    assert {id for id, judged in result["definitions"].items() if judged["criteria"]} == set(said)
    verdicts = {id: judged["verdict"] for id, judged in result["definitions"].items() if judged["verdict"]}
    assert table == [(verdict, id) for id, verdict in verdicts.items() if id != "spectrum"]
    assert result["spectrum"]["reached"] == standing.reached
    assert [finding["code"] for finding in result["findings"]] == [f.code.value for f in classification.findings]


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_on_the_golden_releases(path: Path) -> None:
    assert_same_verdicts(classify(path))


@given(releases(CHOICES, concluded=True))
@settings(max_examples=15)
def test_on_releases(release: Release) -> None:
    assert_same_verdicts(classify(release))


def test_the_law_reads_marks_of_every_kind() -> None:
    assert len(_MARK) == len(Verdict)
    said = sections(text_report.write([classify(RELEASES[0])], whole=True))
    said.pop("table")
    assert list(said) == shipped().definitions()
    assert all(said.values())
