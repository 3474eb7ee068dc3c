"""A release under one definition."""

from tests.support.releases import card, judged, native

import openness
from openness.vocabulary.verdict import Verdict


def test_a_definition_has_the_promised_keys() -> None:
    definitions = judged(openness.read("docs/examples/olmo-2/openness.yaml"), "osaid-1.0", "g7-2026").to_dict()[
        "results"
    ][0]["definitions"]
    assert {"osaid-1.0", "g7-2026"} <= set(definitions)
    wanted = "version verdict outcome reached reachable score criteria openings"
    assert set(wanted.split()) <= set(definitions["osaid-1.0"])
    wanted = "id grade verdict says cites evidence missing help"
    assert all(set(wanted.split()) <= set(one) for one in definitions["osaid-1.0"]["criteria"])


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
