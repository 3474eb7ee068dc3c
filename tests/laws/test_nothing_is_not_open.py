"""Law: nothing in, nothing open: what says nothing reaches nothing, and nothing is unmet for want of words."""

from pathlib import Path

import pytest

from openness import classify
from openness.evaluation.judgement import Judgement
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.vocabulary import Kind
from openness.vocabulary.asking import Ending
from openness.vocabulary.verdict import Verdict

EMPTY = {
    "a version alone": "openness: 1\n",
    "a name alone": "openness: 1\nname: Nothing\n",
    "no components": "openness: 1\ncomponents: {}\n",
    "components without a word": "openness: 1\ncomponents: {model-parameters-final: , training-code: {}, datasets: []}\n",
    "fields without a value": "openness: 1\nname:\ncomponents:\nbase-models:\nconcluded:\n",
}


def assert_unknown(judgement: Judgement) -> None:
    """Nothing is certain and everything possible, whatever the text's criteria come to."""
    ending, id = judgement.definition.ending, judgement.definition.id
    assert {judged.verdict for judged in judgement.criteria} == {Verdict.UNKNOWN}, id
    assert judgement.verdict is (Verdict.UNKNOWN if judgement.definition.rungs else None), id
    assert set((judgement.components or {}).values()) == ({Verdict.UNKNOWN} if ending is Ending.COMPONENTS else set())
    if ending is Ending.POINTS:
        assert judgement.score == {"low": 0.0, "high": 1.0}, id


@pytest.mark.parametrize("text", EMPTY.values(), ids=EMPTY.keys())
def test_an_empty_native_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "openness.yaml"
    path.write_text(text, encoding="utf-8")
    classification = classify(path)
    assert classification.spectrum.reached == "closed"
    assert classification.spectrum.reachable == classification.spectrum.rungs[-1]
    assert classification.band == "unknown"
    for judgement in classification.judgements.values():
        assert_unknown(judgement)


@pytest.mark.parametrize("id", shipped().definitions())
def test_an_empty_release(id: str) -> None:
    judgement = classify(Release(), under=[id]).judgements[id]
    assert_unknown(judgement)
    assert all(judged.missing for judged in judgement.criteria)


def test_a_release_of_which_nothing_is_offered_meets_nothing(tmp_path: Path) -> None:
    path = tmp_path / "openness.yaml"
    components = "".join(f"  {kind.value}: withheld\n" for kind in Kind)
    path.write_text(f"openness: 1\ncomponents:\n{components}", encoding="utf-8")
    classification = classify(path)
    assert (classification.spectrum.reached, classification.spectrum.reachable) == ("closed", "closed")
    assert all(judgement.verdict is not Verdict.MET for judgement in classification.judgements.values())
