"""The changes between two releases."""

import json
import random
import re
from pathlib import Path

import pytest
from attrs import evolve
from tests.support.releases import judged, native

import openness
from openness.cli import main
from openness.evaluation.diff import Comparison, compare
from openness.evaluation.differences import Change
from openness.evaluation.summary import SECOND_HAND_EXPLAINED
from openness.reports import changes
from openness.vocabulary import Kind

OLD = """openness: 1
name: M
components:
  model-parameters-final: {availability: public, licence: Apache-2.0}
  training-code: {availability: public, licence: MIT}
"""


def files(folder: Path, new: str) -> tuple[Path, Path]:
    paths = folder / "old.openness.yaml", folder / "new.openness.yaml"
    paths[0].write_text(OLD)
    paths[1].write_text(new)
    return paths


def test_nothing_changed_says_so(tmp_path: Path) -> None:
    comparison = openness.diff(*files(tmp_path, OLD))
    assert not (comparison.facts or comparison.terms or comparison.verdicts)


def test_a_relicensing_changes_facts_terms_and_verdicts(tmp_path: Path) -> None:
    comparison = openness.diff(*files(tmp_path, OLD.replace("Apache-2.0", "llama3.1")))
    facts = {change.about: (change.before, change.after) for change in comparison.facts}
    assert facts == {"model-parameters-final licence": ("Apache-2.0", "LicenseRef-Llama-3.1-Community")}
    terms = {change.about: (change.before, change.after) for change in comparison.terms}
    assert terms["model-parameters-final any-field"] == ("met", "unmet")
    reached = next(change for change in comparison.verdicts if change.about == "spectrum reached")
    assert (reached.before, reached.after) == ("open-weights", "weights-available")
    assert any("Apache-2.0 → Llama 3.1 Community License Agreement" in why for why in reached.why)


def test_a_verdict_names_the_gap_it_now_has(tmp_path: Path) -> None:
    comparison = openness.diff(*files(tmp_path, OLD.replace("{availability: public, licence: MIT}", "withheld")))
    code = next(change for change in comparison.verdicts if change.about == "g7-2026/training-code")
    assert "training code: not published" in code.why


def test_every_form_says_the_same(tmp_path: Path) -> None:
    old, new = files(tmp_path, OLD.replace("public, licence: Apache-2.0", "gated, licence: Apache-2.0"))
    texts = {}
    for form in ("text", "json", "markdown"):
        out = tmp_path / form
        assert main(["diff", str(old), str(new), "--format", form, "-o", str(out)]) == 0
        texts[form] = out.read_text()
    data = json.loads(texts["json"])
    assert (data["facts"][0]["before"], data["facts"][0]["after"]) == ("public", "gated")
    assert (data["schema"], data["old"], data["new"]) == (1, str(old), str(new))
    shown = {form: " ".join(texts[form].replace("*", "").split()) for form in ("text", "markdown")}
    for text in shown.values():  # people read labels, and programs the ids
        assert "weights: availability: public → behind a form" in text
        assert "model-parameters-final" not in text


def test_a_missing_file_is_one_clear_line(tmp_path: Path, capsys: object) -> None:
    assert main(["diff", str(tmp_path / "none.yaml"), str(tmp_path / "none.yaml")]) == 2


def test_a_score_and_the_answer_for_a_component_can_change(tmp_path: Path) -> None:
    new = OLD + "  datasets: {availability: public, licence: CC-BY-NC-4.0}\n"
    comparison = openness.diff(*files(tmp_path, new))
    changes = {change.about: change for change in comparison.verdicts}
    assert (changes["open-definition-2.1 datasets"].before, changes["open-definition-2.1 datasets"].after) == (
        "unknown",
        "unmet",
    )
    low = changes["osai-index-2026 low"]
    assert float(low.after or 0) > float(low.before or 0)
    assert "training data: availability: not stated → public" in low.why


def test_a_circumstance_explains_a_verdict(tmp_path: Path) -> None:
    comparison = openness.diff(*files(tmp_path, OLD + "circumstances: {monetised: true}\n"))
    reachable = next(change for change in comparison.verdicts if change.about == "eu-ai-act-53-2 reachable")
    assert (reachable.before, reachable.after) == ("exemption", "no rung")
    assert "costs money: not stated → yes" in reachable.why


def test_a_definition_that_only_one_side_was_judged_under_is_not_compared(tmp_path: Path) -> None:
    old, new = files(tmp_path, OLD.replace("Apache-2.0", "llama3.1"))
    comparison = compare(openness.classify(old, under=[]), openness.classify(new, under=["osaid-1.0"]))
    assert {change.about.partition(" ")[0].partition("/")[0] for change in comparison.verdicts} == {"spectrum"}


def test_another_licence_of_a_base_explains_a_verdict(tmp_path: Path) -> None:
    base = "\nbase-models: [{{name: acme-ai/egret, relation: fine-tune, licence: {}}}]\n"
    paths = [tmp_path / "old.openness.yaml", tmp_path / "new.openness.yaml"]
    for path, licence in zip(paths, ("Apache-2.0", "CC-BY-NC-4.0"), strict=True):
        path.write_text(OLD + base.format(licence))
    comparison = openness.diff(*paths)
    reached = next(change for change in comparison.verdicts if change.about == "spectrum reached")
    assert any("acme-ai/egret" in why for why in reached.why)


def test_of_a_part_that_neither_side_speaks_of_no_terms_are_told(tmp_path: Path) -> None:
    base = "openness: 1\nname: M\nbase-models: [{{name: acme-ai/egret, relation: fine-tune, licence: {}}}]\n"
    paths = [tmp_path / "old.openness.yaml", tmp_path / "new.openness.yaml"]
    for path, licence in zip(paths, ("Apache-2.0", "CC-BY-NC-4.0"), strict=True):
        path.write_text(base.format(licence))
    comparison = openness.diff(*paths)
    assert (comparison.terms, len(comparison.facts)) == ((), 1)


def test_what_stands_on_one_side_alone_is_a_change_to_or_from_nothing(tmp_path: Path) -> None:
    more = (
        "version: '2'\nproducer: Acme\nchannels: [product, download]\nclaims: [open]\ncircumstances: {monetised: true}\n"
        "base-models: [{name: a/b, relation: merge}, {name: c/d, relation: fine-tune, licence: MIT}]\n"
        "concluded: [{criterion: osaid-1.0/code, verdict: met, by: Ada, on: 2026-11-24, because: seen}]\n"
    )
    data = "  datasets:\n    - {name: one, availability: public, extent: part}\n    - {name: two, licence: MIT}\n"
    old, new = files(tmp_path, OLD + data + more)
    expected = {
        "version": "2", "producer": "Acme", "channels": "download, product", "claims": "open", "monetised": "true",
        "base model a/b": "merge, licence not known", "base model c/d": "fine-tune, MIT", "concluded osaid-1.0/code": "met (Ada)",
        "datasets (one)": "named", "datasets (one) availability": "public", "datasets (one) extent": "part",
        "datasets (two)": "named", "datasets (two) licence": "MIT",
    }  # fmt: skip
    there = {change.about: (change.before, change.after) for change in openness.diff(old, new).facts}
    assert there == {about: (None, after) for about, after in expected.items()}
    back = {change.about: (change.before, change.after) for change in openness.diff(new, old).facts}
    assert back == {about: (before, None) for about, before in expected.items()}


def test_each_change_has_words_for_people(tmp_path: Path) -> None:
    new = OLD.replace("Apache-2.0", "llama3.1") + "  datasets: {availability: public, licence: CC-BY-NC-4.0}\n"
    more = "circumstances: {monetised: true}\nchannels: [first-party-api]\n"
    comparison = openness.diff(*files(tmp_path, new + more))
    labels = {change.about: change.label for change in (*comparison.facts, *comparison.terms, *comparison.verdicts)}
    expected = {
        "model-parameters-final licence": "weights: licence",
        "datasets availability": "training data: availability",
        "monetised": "costs money",
        "model-parameters-final any-field": "weights: use for any purpose",
        "spectrum reached": "Spectrum: level",
        "spectrum reachable": "Spectrum: best possible level",
        "osai-index-2026 low": "European index: lowest score",
        "osai-index-2026 high": "European index: highest score",
        "open-definition-2.1 datasets": "Open Definition 2.1: training data",
    }
    assert {about: labels.get(about) for about in expected} == expected
    assert [about for about, label in labels.items() if not label] == ["channels"]


def test_a_conclusion_explains_a_verdict(tmp_path: Path) -> None:
    review = "concluded: [{criterion: debian-ml-policy/training-program, verdict: met, by: Ada, on: 2026-11-24, because: seen}]\n"
    comparison = openness.diff(*files(tmp_path, OLD + review))
    changes = {change.about: change for change in comparison.verdicts}
    program = changes["debian-ml-policy/training-program"]
    assert (program.before, program.after) == ("unknown", "met")
    assert program.why == ("concluded debian-ml-policy/training-program: not stated → yes (Ada)",)


def test_people_read_names_and_answers_where_programs_read_ids(tmp_path: Path) -> None:
    more = """circumstances: {monetised: true}
channels: [first-party-api]
claims: [open-weights]
concluded:
  - {criterion: osaid-1.0/data-information, verdict: met, by: A, on: 2026-11-24, because: b}
  - {component: model-parameters-final, licence: LicenseRef-Llama-3.1-Community, by: A, on: 2026-11-24, because: b}
base-models: [{name: acme-ai/egret, relation: fine-tune, licence: llama3.1}]
"""
    comparison = openness.diff(
        *files(tmp_path, OLD.replace("public, licence: Apache-2.0", "gated, licence: llama3.1") + more)
    )
    shown = {change.about: change.words for change in (*comparison.facts, *comparison.terms, *comparison.verdicts)}
    llama = "Llama 3.1 Community License Agreement"
    assert shown["model-parameters-final availability"] == ("public", "behind a form")
    assert shown["model-parameters-final licence"] == ("Apache-2.0", llama)
    assert shown["base model acme-ai/egret"] == ("not stated", f"fine-tune, {llama}")
    assert shown["channels"] == ("not stated", "the maker's API")
    assert shown["claims"] == ("not stated", "“open weights”")
    assert shown["monetised"] == ("not stated", "yes")
    assert shown["concluded osaid-1.0/data-information"] == ("not stated", "yes (A)")
    assert shown["concluded model-parameters-final"] == ("not stated", f"{llama} (A)")
    assert shown["model-parameters-final any-field"] == ("yes", "no")
    assert shown["spectrum reached"] == ("Open weights", "Weights available")
    assert shown["spectrum/weights-licence"] == ("yes", "no")


# Causes


def why(comparison: Comparison, about: str) -> tuple[str, ...]:
    return next(change for change in comparison.verdicts if change.about == about).why


def test_a_changed_fact_that_moves_no_verdict_is_no_cause(tmp_path: Path) -> None:
    new = OLD.replace("Apache-2.0", "llama3.1").replace("licence: MIT", "licence: BSD-3-Clause")
    comparison = openness.diff(*files(tmp_path, new + "channels: [product]\nclaims: [open]\n"))
    assert len(comparison.facts) == 4
    licence = "weights: licence: Apache-2.0 → Llama 3.1 Community License Agreement"
    assert why(comparison, "spectrum reached") == (licence,)
    assert why(comparison, "spectrum/weights-licence")[0] == licence
    assert not any(
        "training code" in cause or "channels" in cause for cause in why(comparison, "spectrum/weights-licence")
    )


def test_facts_that_move_a_level_only_together_are_its_causes_each(tmp_path: Path) -> None:
    old, new = files(tmp_path, OLD)
    old.write_text(OLD.replace("public, licence: Apache-2.0", "hosted, licence: CC-BY-NC-4.0"))
    assert why(openness.diff(old, new), "spectrum reached") == (
        "weights: availability: service only → public",
        "weights: licence: CC-BY-NC-4.0 → Apache-2.0",
    )


def test_where_either_of_two_pairs_of_facts_suffices_one_pair_is_named(tmp_path: Path) -> None:
    described = "  data-information: {availability: public, licence: CC-BY-4.0}\n"
    published = "  datasets: {availability: public, licence: CC-BY-4.0}\n"
    comparison = openness.diff(*files(tmp_path, OLD + described + published))
    causes = why(comparison, "spectrum/data-or-information")
    assert len(causes) == 2
    assert len({cause.split(":")[0] for cause in causes}) == 1


def test_where_either_of_two_facts_suffices_both_are_named(tmp_path: Path) -> None:
    parts = ("data-information", "datasets")
    stated = "".join(f"  {part}: {{availability: public, licence: CC-BY-4.0}}\n" for part in parts)
    old, new = files(tmp_path, OLD + stated)
    old.write_text(OLD + stated.replace("availability: public", "availability: withheld"))
    causes = why(openness.diff(old, new), "spectrum/data-or-information")
    assert sorted(cause.split(":")[0] for cause in causes) == ["description of the training data", "training data"]


def test_what_keeps_a_level_down_is_no_cause_of_its_rise(tmp_path: Path) -> None:
    old, new = files(tmp_path, OLD.replace("code: {availability: public", "code: {availability: hosted"))
    old.write_text(OLD.replace("public, licence: Apache-2.0", "withheld"))
    assert not any("training code" in cause for cause in why(openness.diff(old, new), "spectrum reached"))


PARTS = {
    "model-parameters-final": ("{availability: public, licence: MIT}", "{availability: public, licence: openrail}", "withheld"),
    "training-code": ("{availability: public, licence: MIT}", "withheld", "{availability: public, licence: BUSL-1.1}"),
    "inference-code": ("{availability: public, licence: MIT}", "withheld", "{availability: hosted}"),
    "data-information": ("{availability: public, licence: CC-BY-4.0}", "withheld", "{availability: gated}"),
    "technical-report": ("{availability: public, licence: CC-BY-4.0}", "withheld", "{availability: public}"),
}  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_a_cause_moves_the_verdict_when_its_file_alone_is_changed(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    sides = [{part: draw.choice(states) for part, states in PARTS.items()} for _ in range(2)]

    def level(parts: dict[str, str]) -> int:
        lines = (f"  {part}: {state}" for part, state in parts.items())
        path = tmp_path / "openness.yaml"
        path.write_text("\n".join(("openness: 1", "name: M", "components:", *lines)))
        standing = openness.classify(path, under=()).spectrum
        return standing.rungs.index(standing.reached or "closed")

    paths = [tmp_path / "old.openness.yaml", tmp_path / "new.openness.yaml"]
    for path, parts in zip(paths, sides, strict=True):
        lines = (f"  {part}: {state}" for part, state in parts.items())
        path.write_text("\n".join(("openness: 1", "name: M", "components:", *lines)))
    comparison = openness.diff(*paths, under=())
    moved = [change for change in comparison.verdicts if change.about == "spectrum reached"]
    old, new = map(level, sides)
    assert bool(moved) == (old != new)
    sign = 1 if new > old else -1
    moves = {
        part
        for part in PARTS
        if sign * (level({**sides[0], part: sides[1][part]}) - old) > 0
        or sign * (new - level({**sides[1], part: sides[0][part]})) > 0
    }
    labels = {Kind(part).label for part in moves}
    assert {cause.split(":")[0] for change in moved for cause in change.why} <= labels or not labels
    assert not moved or moved[0].why


def test_of_several_facts_of_one_kind_that_alone_which_moves_a_verdict_is_its_cause(tmp_path: Path) -> None:
    paths = [tmp_path / "old.openness.yaml", tmp_path / "new.openness.yaml"]
    bases = (
        "base-models: [{{name: a/b, relation: fine-tune, licence: {}}}, {{name: c/d, relation: fine-tune, licence: {}}}]\n"
        "circumstances: {{monetised: {}, systemic-risk: {}}}\n"
    )
    paths[0].write_text(OLD + bases.format("MIT", "MIT", "true", "true"))
    paths[1].write_text(OLD + bases.format("CC-BY-NC-4.0", "ISC", "false", "false"))
    comparison = openness.diff(*paths)
    assert why(comparison, "spectrum reached") == ("base model a/b: fine-tune, MIT → fine-tune, CC-BY-NC-4.0",)
    (cost,) = (change for change in comparison.verdicts if change.about == "eu-ai-act-53-2/no-price")
    assert (cost.before, cost.after, cost.why) == ("unmet", "met", ("costs money: yes → no",))


def test_an_item_that_is_gone_explains_a_verdict_by_what_was_stated_of_it(tmp_path: Path) -> None:
    one = "  datasets:\n    - {name: one, availability: public, licence: CC-BY-4.0}\n"
    two = "    - {name: two, availability: public, licence: CC-BY-NC-4.0}\n"
    old, new = files(tmp_path, OLD + one)
    old.write_text(OLD + one + two)
    comparison = openness.diff(old, new, under=["open-definition-2.1"])
    assert why(comparison, "open-definition-2.1 datasets") == (
        "training data (two): licence: CC-BY-NC-4.0 → not stated",
    )


@pytest.mark.parametrize(("number", "causes"), [(100, 1), (101, 101)])
def test_a_hundred_changed_facts_are_tried_one_by_one_and_more_by_their_kind(
    number: int, causes: int, tmp_path: Path
) -> None:
    def data(licences: list[str]) -> str:
        items = (f"    - {{name: d{at}, availability: public, licence: {id}}}" for at, id in enumerate(licences))
        return "\n".join((OLD + "  datasets:", *items, ""))

    old, new = files(tmp_path, data(["MIT"] * (number - 1) + ["CC-BY-NC-4.0"]))
    old.write_text(data(["ISC"] * number))
    comparison = openness.diff(old, new, under=["open-definition-2.1"])
    assert len(comparison.facts) == number
    assert len(why(comparison, "open-definition-2.1 datasets")) == causes


def test_several_values_read_in_order_as_a_list_or_as_a_choice(tmp_path: Path) -> None:
    more = "claims: [open-weights, open-source, open]\nchannels: [product, first-party-api, download]\n"
    details = "details: {language: [fr, de], input-modality: [text, image], knowledge-cutoff: 2025-01-01}\n"
    old, new = files(tmp_path, OLD + more + details)
    there = {change.about: (change.before, change.after) for change in openness.diff(old, new).facts}
    assert there == {
        "claims": (None, "open, open-source, open-weights"),
        "channels": (None, "download, first-party-api, product"),
        "language": (None, "de, fr"),
        "input-modality": (None, "image, text"),
        "knowledge-cutoff": (None, "2025-01-01"),
    }
    back = {change.about: (change.before, change.after) for change in openness.diff(new, old).facts}
    assert back == {about: (after, before) for about, (before, after) in there.items()}
    day = native("name: M\ndetails: {knowledge-cutoff: 2025-01-01}\n")
    other = native("name: M\ndetails: {knowledge-cutoff: 2025-06-01}\n")
    (dispute,) = compare(judged(day), judged(day.join(other))).facts
    assert (dispute.before, dispute.after) == ("2025-01-01", "2025-01-01 or 2025-06-01")


def test_no_id_reaches_the_text(tmp_path: Path) -> None:
    comparison = openness.diff(*files(tmp_path, OLD.replace("Apache-2.0", "llama3.1")))
    text = changes.text(comparison)
    assert "use by anyone: yes → no" in text
    assert not re.search(r"LicenseRef-|\b(?:un)?met\b|open-weights|weights-available", text)


# Definitions known second-hand


@pytest.mark.parametrize(("id", "explained"), [("g7-2026", True), ("osaid-1.0", False)])
def test_the_mark_of_a_definition_that_is_known_second_hand_is_explained(
    id: str, explained: bool, tmp_path: Path
) -> None:
    new = OLD.replace("Apache-2.0", "llama3.1").replace("{availability: public, licence: MIT}", "withheld")
    comparison = openness.diff(*files(tmp_path, new), under=(id,))
    assert any(change.about.startswith(id) for change in comparison.verdicts)
    assert comparison.second_hand is explained
    assert (SECOND_HAND_EXPLAINED in " ".join(changes.text(comparison).split())) is explained


def test_a_sign_in_the_words_of_a_change_is_no_mark_of_a_definition(tmp_path: Path) -> None:
    comparison = openness.diff(*files(tmp_path, OLD), under=("osaid-1.0",))
    signed = evolve(comparison, verdicts=(Change("x/y", "met", "unmet", label="X: the licence†", words=("yes", "no")),))
    assert SECOND_HAND_EXPLAINED not in " ".join(changes.text(signed).split())
