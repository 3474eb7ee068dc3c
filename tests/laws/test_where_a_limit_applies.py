"""One mechanism decides where a limit applies: `may`, `classify`, `check` and `notice` give one answer on a territory."""

from pathlib import Path

import pytest

import openness
from openness.vocabulary.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
POLICIES = {"everywhere": 'require-terms = ["everywhere"]', "anywhere": 'require-uses = ["anywhere"]'}
CARDS = {
    "a text model": ("license: llama3.2\nbase_model: meta-llama/Llama-3.2-3B", MET),
    "a text model of another version": ("license: llama3.3\nbase_model: meta-llama/Llama-3.3-70B-Instruct", MET),
    "an image model": ("license: llama3.2\nbase_model: meta-llama/Llama-3.2-11B-Vision", UNMET),
    "both": ("license: llama3.2\nbase_model: [meta-llama/Llama-3.2-3B, meta-llama/Llama-3.2-11B-Vision]", UNMET),
    "nobody says": ("license: llama3.2", UNKNOWN),
    "its task": ("license: llama3.2\npipeline_tag: image-text-to-text", UNMET),
    "a wider licence": ("license: mit\nbase_model: meta-llama/Llama-3.2-3B", MET),
    "a wider licence for images": ("license: mit\nbase_model: meta-llama/Llama-3.2-11B-Vision", UNMET),
}


@pytest.mark.parametrize("name", CARDS)
def test_every_verb_answers_alike_whether_a_territory_is_excluded(name: str, tmp_path: Path) -> None:
    fields, verdict = CARDS[name]
    card = tmp_path / "README.md"
    card.write_text(f"---\n{fields}\n---\n# A card\n", encoding="utf-8")
    classification = openness.classify(card)
    (in_germany,) = openness.may(card, "anywhere", territory="DE")
    (statement,) = (each for each in classification.consequences["access"] if "countr" in each.says)
    assert in_germany.verdict is verdict
    assert statement.verdict is (MET if verdict is MET else UNKNOWN)  # of somebody of whom nobody knows the country
    conflicts = [f.message for f in classification.findings if f.code.value == "lineage-conflict"]
    assert [("use in every country" in message) for message in conflicts] == [verdict is UNMET] * len(conflicts)
    assert bool(conflicts) is fields.startswith("license: mit")
    for word, rules in POLICIES.items():
        (tmp_path / "policy.toml").write_text(f"[check]\n{rules}\n", encoding="utf-8")
        outcome = openness.check(card, policy=tmp_path / "policy.toml")
        issues = [issue for issue in outcome.issues if word in issue.rule]
        assert bool(issues) is (verdict is not MET)
        assert all(("multimodal models" in issue.message) for issue in issues)
        assert (word != "everywhere") or [issue for issue in issues if "nknown" in issue.message] == (
            issues if verdict is UNKNOWN else []
        )
    notice = openness.notice(card).text
    assert ("European Union" in notice.partition("When you pass it on")[0]) is (verdict is not MET)
