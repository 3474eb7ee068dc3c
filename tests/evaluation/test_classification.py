"""One release under definitions: its JSON."""

import json

import pytest
from attrs import evolve
from tests.support.releases import card, fact, judged, native, weights

import openness
from openness._version import __version__
from openness.errors import Problem
from openness.evaluation.classification import report_of
from openness.release.release import Release
from openness.vocabulary import Kind
from openness.vocabulary.verdict import Verdict

OLMO = judged(openness.read("docs/examples/olmo-2/openness.yaml"), "osaid-1.0", "g7-2026")


def keys(of: object) -> set[str]:
    """The keys of a JSON object."""
    assert isinstance(of, dict)
    return set(of)


def test_the_json_has_the_promised_keys() -> None:
    written = OLMO.to_dict()
    assert list(written) == ["schema", "tool", "data", "results", "problems"]
    assert (written["schema"], written["tool"]) == (1, __version__)
    (result,) = written["results"]
    wanted = "source release band spectrum definitions findings duties consequences"
    assert set(wanted.split()) <= keys(result)
    assert {"reached", "reachable", "basis"} == keys(result["spectrum"])


def test_a_result_has_every_component_with_state_and_claims() -> None:
    release = OLMO.to_dict()["results"][0]["release"]
    assert list(release["components"]) == [kind.value for kind in Kind]
    part = release["components"]["model-parameters-final"]
    assert {"availability", "licence"} <= keys(part)
    assert part["licence"]["value"] == "Apache-2.0"
    (claim,) = part["licence"]["claims"]
    assert {"value", "basis", "document", "line", "columns", "written"} <= keys(claim)
    silent = judged(Release()).to_dict()["results"][0]["release"]["components"]["datasets"]
    assert silent["licence"] == {"value": None, "state": "silent", "claims": []}


@pytest.mark.parametrize(
    "release",
    [
        openness.read("docs/examples/olmo-2/openness.yaml"),
        openness.read("docs/examples/llama-3.1"),
        card("license: cc\n"),
    ],
    ids=["OLMo 2", "Llama 3.1", "a name of several licences"],
)
def test_a_result_says_what_the_classification_says(release: Release) -> None:
    classification = judged(release, "osaid-1.0", "g7-2026")
    (result,) = classification.to_dict()["results"]
    short = report_of([classification], full=False)["results"][0]
    for written in (result, short):
        assert [finding["code"] for finding in written["findings"]] == [
            finding.code.value for finding in classification.findings
        ]
        assert written["spectrum"]["reached"] == classification.spectrum.reached
    assert classification.findings
    assert list(result["definitions"]) == ["spectrum", "osaid-1.0", "g7-2026"] == list(classification.judgements)
    assert [duty["duty"] for duty in result["duties"]] == [duty.duty for duty in classification.duties]
    assert {row: len(each) for row, each in result["consequences"].items()} == {
        row: len(each) for row, each in classification.consequences.items()
    }


def test_a_finding_has_the_promised_keys() -> None:
    findings = judged(card("license: cc\npipeline_tag: x")).to_dict()["results"][0]["findings"]
    assert findings
    assert all(keys(finding) == {"code", "level", "message", "document", "line", "help"} for finding in findings)


def test_a_classification_in_words_is_its_level_and_its_licence() -> None:
    said = str(openness.classify({"license": "apache-2.0", "library_name": "transformers"}))
    assert said.startswith("At least Open weights (level 4 of 6): ") and said.endswith(" Licence: Apache-2.0.")
    assert str(openness.classify(Release(subject="dataset"))).startswith("This is a data set. ")
    assert str(openness.classify(Release())).startswith("Unknown: the known facts prove no level.")


def test_the_json_can_be_written_and_read() -> None:
    assert json.loads(json.dumps(OLMO.to_dict())) == OLMO.to_dict()


@pytest.mark.parametrize(
    ("release", "band"),
    [
        (Release(), "unknown"),
        (weights("withheld"), "closed"),
        (weights("hosted"), "closed"),
        (weights("public", "CC-BY-NC-4.0"), "semi-open"),
        (weights(), "semi-open"),
        (openness.read("docs/examples/olmo-2/openness.yaml"), "fully-open"),
    ],
    ids=["nothing", "withheld", "hosted", "weights", "open weights", "OLMo 2"],
)
def test_a_band_is_said_of_the_rung_reached(release: Release, band: str) -> None:
    assert judged(release).band == band


def test_a_rung_reached_at_least_is_a_verdict() -> None:
    assert judged(weights()).spectrum.at_least("open-weights") is Verdict.MET
    assert judged(weights()).spectrum.at_least("open-source-ai") is Verdict.UNKNOWN


def test_releases_on_which_every_verdict_is_the_same_have_one_key() -> None:
    named = evolve(weights(), name=fact("kite/kite-7b"))
    assert judged(named).verdict_key == judged(weights()).verdict_key != judged(weights("hosted")).verdict_key


def test_a_data_set_alone_has_no_band() -> None:
    assert judged(card("license: mit\ntask_categories: [x]")).band == "unknown"


def test_problems_of_a_release_and_of_a_call_are_said_once() -> None:
    broken = judged(native("components: {wieghts: public}\n"))
    own = broken.release.problems[0]
    written = report_of([broken], [own, Problem("gone.md", None, "gone")])
    assert [problem["document"] for problem in written["problems"]] == ["openness.yaml", "gone.md"]


def test_a_report_of_nothing_still_says_which_data() -> None:
    assert report_of([])["data"] == OLMO.data
