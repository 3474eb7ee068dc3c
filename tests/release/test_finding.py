"""Findings and their codes."""

import pickle

import pytest

from openness.release.finding import WHOLE, Code, Finding, Hint, Subject
from openness.release.location import Source
from openness.vocabulary import Kind

LEVELS = {
    "error": "lineage-conflict licence-disputed licence-text-modified label-above-rung restriction-in-prose "
    "licence-incompatible licence-changed",
    "note": "licence-text-missing licence-text-variant licence-kind-mismatch lineage-duty statement-missing "
    "training-summary-missing",
    "warning": "licence-missing licence-unknown licence-ambiguous licence-deprecated licence-not-checked licence-unclear "
    "component-unknown availability-unknown lineage-cap lineage-name lineage-unknown lineage-cycle gate-on-open-licence "
    "field-invalid record-stale model-unlocked model-unpinned model-name-unknown training-summary-incomplete "
    "training-data-non-commercial",
}


@pytest.mark.parametrize("level", LEVELS)
def test_every_promised_code_has_its_level(level: str) -> None:
    assert {code.value for code in Code if code.level == level} == set(LEVELS[level].split())


@pytest.mark.parametrize("code", Code)
def test_every_code_says_what_is_wrong_and_what_mends_it(code: Code) -> None:
    assert code.level in LEVELS
    assert code.says and code.help


@pytest.mark.parametrize("code", Code)
def test_a_finding_is_as_serious_as_its_code(code: Code) -> None:
    assert Finding(code, "x").level == code.level == Finding(code, "x").to_dict()["level"]


def test_a_finding_has_the_promised_keys() -> None:
    finding = Finding(Code.LICENCE_MISSING, "no licence", Source("README.md", 4), "name one")
    assert finding.to_dict() == {
        "code": "licence-missing",
        "level": "warning",
        "message": "no licence",
        "document": "README.md",
        "line": 4,
        "help": "name one",
    }


def test_a_finding_about_the_whole_release_has_no_place_and_the_codes_help() -> None:
    written = Finding(Code.FIELD_INVALID, "odd").to_dict()
    assert (written["document"], written["line"], written["help"]) == (None, None, Code.FIELD_INVALID.help)


def test_advice_is_worked_out_when_it_is_read_and_once() -> None:
    asked: list[str] = []

    def work_out() -> str:
        asked.append("x")
        return "did you mean y?"

    finding = Finding(Code.LICENCE_UNKNOWN, "x", help=Hint(work_out))
    assert hash(finding) == hash(Finding(Code.LICENCE_UNKNOWN, "x")) and finding == Finding(Code.LICENCE_UNKNOWN, "x")
    assert repr(finding) and not asked
    assert finding.help == finding.to_dict()["help"] == "did you mean y?"
    assert asked == ["x"]
    assert pickle.loads(pickle.dumps(finding)).help == "did you mean y?"


def test_subjects_are_told_apart_by_every_part_of_them_and_not_by_their_order() -> None:
    of_licences = [Subject(licences=("A",)), Subject(licences=("A", "B")), Subject(licences=("A",), bases=("B",))]
    of_parts = [Subject(Kind.DATASETS), Subject(None, "a"), Subject(Kind.DATASETS, "a"), Subject(Kind.MODEL_CARD, "a")]
    subjects = [WHOLE, *of_parts, *of_licences, Subject(bases=("A",)), Subject(bases=("A", "B"))]
    assert len({subject.key for subject in subjects}) == len(subjects)
    assert Subject(licences=("B", "A", "B"), bases=("d", "c", "d")) == Subject(licences=("A", "B"), bases=("c", "d"))
    assert Subject(Kind.DATASETS, "a", ("M",), ("x/y",)).to_dict() == {
        "component": "datasets", "item": "a", "licences": ["M"], "bases": ["x/y"],
    }  # fmt: skip
    assert WHOLE.to_dict() == {"component": None, "item": None, "licences": [], "bases": []}
    assert Finding(Code.FIELD_INVALID, "x").subject == WHOLE
