"""A release under one definition."""

import pytest
from tests.support.releases import card, judged, native, weights

import openness
from openness.evaluation.standing import Standing
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.vocabulary.verdict import Verdict


def test_a_definition_has_the_promised_keys() -> None:
    definitions = judged(openness.read("docs/examples/olmo-2/openness.yaml"), "osaid-1.0", "g7-2026").to_dict()[
        "results"
    ][0]["definitions"]
    assert {"osaid-1.0", "g7-2026"} <= set(definitions)
    wanted = "version verdict outcome reached reachable score criteria openings"
    assert set(wanted.split()) <= set(definitions["osaid-1.0"])
    wanted = "id grade verdict says cites evidence missing help"
    assert all(set(wanted.split()) <= set(criterion) for criterion in definitions["osaid-1.0"]["criteria"])


def test_a_verdict_of_a_ladder_is_that_of_its_lowest_grade() -> None:
    judgement = judged(native("components: {model-parameters-final: withheld}\n"), "g7-2026").judgements["g7-2026"]
    assert (judgement.verdict, judgement.standing.reached) == (Verdict.UNMET, None)


def test_a_data_set_alone_is_no_model_to_judge() -> None:
    judgement = judged(card("license: mit\ntask_categories: [x]"), "osaid-1.0").judgements["osaid-1.0"]
    assert (judgement.verdict, judgement.criteria) == (None, ())
    assert "no ruling" in (judgement.outcome or "")


def test_each_criterion_says_what_decides_it() -> None:
    judgement = judged(card("license: cc-by-nc-4.0\npipeline_tag: x")).judgement("spectrum")
    deciding = judgement.deciding
    assert deciding is not None
    assert deciding.verdict is Verdict.UNMET
    assert any("CC-BY-NC-4.0" in gap for gap in deciding.missing)
    assert {one.source.document for one in (evidence.claim for evidence in deciding.evidence)} == {"README.md"}


def test_a_text_about_documents_rules_on_none_where_none_was_read() -> None:
    about = [id for id in shipped().every_definition() if shipped().definition(id).about == "document"]
    assert about
    for id in about:
        judgement = judged(weights(), id).judgements[id]
        assert (judgement.verdict, judgement.criteria, judgement.score) == (None, (), None)
        assert judgement.outcome == "no ruling: it judges an SBOM, and none was read"
        assert judgement.standing == Standing(shipped().definition(id).rungs, None, None)


def test_a_release_that_a_text_does_not_judge_is_told_so_and_stands_nowhere() -> None:
    data = judged(card("license: mit\ntask_categories: [x]"), "osaid-1.0").judgements["osaid-1.0"]
    assert data.outcome == data.says == "no ruling: it judges models, and this is a data set"
    small = judged(native("circumstances: {training-compute: 1e20}\n"), "eu-ai-act-53-2").judgements["eu-ai-act-53-2"]
    assert (small.verdict, small.criteria, small.openings) == (None, (), ())
    assert (small.outcome or "").endswith(": training-compute is below 1e23")
    assert (small.standing.reached, small.standing.reachable) == (None, None)
    at_the_limit = judged(native("circumstances: {training-compute: 1e23}\n"), "eu-ai-act-53-2")
    assert at_the_limit.judgements["eu-ai-act-53-2"].criteria


PARTS = "components: {datasets: {availability: public, licence: CC-BY-4.0}, evaluation-data: withheld}\n"


def test_of_a_text_that_answers_for_each_part_those_that_nothing_is_stated_of_are_silent() -> None:
    judgement = judged(native(PARTS), "open-definition-2.1").judgements["open-definition-2.1"]
    assert judgement.components is not None
    assert judgement.silent == frozenset(judgement.components) - {"datasets", "evaluation-data"}
    assert judgement.says == "datasets unknown; evaluation-data not met"
    nothing = judged(Release(), "open-definition-2.1").judgements["open-definition-2.1"]
    assert nothing.says == "nothing is stated about any of its parts"
    ladder = judged(weights(), "osaid-1.0").judgements["osaid-1.0"]
    assert (ladder.components, ladder.silent) == (None, frozenset())


@pytest.mark.parametrize(
    ("release", "under", "grade", "criterion", "verdict"),
    [
        (weights("withheld"), "spectrum", "hosted", "usable", Verdict.UNMET),
        (Release(), "spectrum", "hosted", "usable", Verdict.UNKNOWN),
        (weights(licence="CC-BY-NC-4.0"), "spectrum", "open-weights", "weights-licence", Verdict.UNMET),
        (weights(), "spectrum", "open-source-ai", "code", Verdict.UNKNOWN),
        (native("components: {training-code: withheld}\n"), "osaid-1.0", "open-source-ai", "code", Verdict.UNMET),
    ],
)
def test_the_criterion_that_decides_is_of_the_lowest_grade_that_is_not_reached_and_a_no_before_an_unknown(
    release: Release, under: str, grade: str, criterion: str, verdict: Verdict
) -> None:
    deciding = judged(release, under).judgements[under].deciding
    assert deciding is not None and deciding.grade is not None
    assert (deciding.grade.id, deciding.criterion.id, deciding.verdict) == (grade, criterion, verdict)


def test_json_of_a_criterion_without_a_grade_names_none() -> None:
    index = judged(weights(), "osai-index-2026").judgements["osai-index-2026"].to_dict()
    assert {criterion["grade"] for criterion in index["criteria"]} == {None}  # type: ignore[attr-defined]  # a mapping
    assert (index["verdict"], index["components"]) == (None, None)
    parts = judged(native(PARTS), "open-definition-2.1").judgements["open-definition-2.1"].to_dict()
    assert (parts["components"] or {})["evaluation-data"] == "unmet"  # type: ignore[index]  # a mapping
