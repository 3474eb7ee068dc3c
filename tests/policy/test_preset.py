"""Policies that come with the package: each is a policy file, says what it asks, and keeps what it says."""

from pathlib import Path

import pytest
from tests.support.releases import card, native

import openness
from openness.errors import OpennessError
from openness.policy.check import weigh
from openness.policy.parse import preset, read
from openness.policy.preset import names, text
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.sources import system_ids
from openness.vocabulary.verdict import Verdict

TOP = Path(__file__).parents[2]
#: Weights under a licence, with the presets they keep.
KEPT = {
    "apache-2.0": {"commercial", "no-field-of-use", "open-weights", "osi-only", "permissive-only"},
    "gpl-3.0-only": {"commercial", "no-field-of-use", "open-weights", "osi-only"},
    "cc-by-nc-4.0": set(),
    "llama3.1": set(),
    "creativeml-openrail-m": {"commercial"},
    "their-own": set(),
    "openrail": {"commercial"},
}


def fails(release: Release, name: str) -> list[str]:
    """The rules of a preset that a release violates."""
    classification = openness.classify(release, shelf=shipped())
    issues = weigh(classification, preset(name, shipped()))
    return sorted({issue.rule for issue in issues if issue.violates})


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("licence", KEPT)
def test_a_preset_is_kept_by_the_licences_it_means(licence: str, name: str) -> None:
    release = native(f"components: {{model-parameters-final: {{availability: public, licence: {licence}}}}}\n")
    assert (not fails(release, name)) == (name in KEPT[licence])


#: Data under a licence, with the presets that it violates: those on levels of models are not asked of it.
VIOLATED = {
    "cc-by-4.0": {"osi-only"},  # OSI lists no licence of data
    "cc0-1.0": {"osi-only"},
    "mit": set(),
    "cc-by-nc-4.0": {"commercial", "no-field-of-use", "osi-only", "permissive-only"},
    "their-own": {"commercial", "no-field-of-use", "osi-only", "permissive-only"},
}


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("licence", VIOLATED)
def test_a_data_set_is_asked_for_its_terms_alone(licence: str, name: str) -> None:
    data = card(f"license: {licence}\ntask_categories: [text-generation]")
    assert bool(fails(data, name)) == (name in VIOLATED[licence])


@pytest.mark.parametrize("name", names())
def test_nothing_said_keeps_no_preset(name: str) -> None:
    assert fails(Release(), name)


@pytest.mark.parametrize("name", names())
def test_a_base_with_narrower_terms_keeps_no_preset(name: str) -> None:
    assert fails(card("license: apache-2.0\nbase_model: meta-llama/Llama-3.1-8B"), name)


def test_weights_behind_a_service_are_not_for_a_product_of_ones_own() -> None:
    hosted = native("components: {model-parameters-final: {availability: hosted, licence: MIT}}\n")
    assert fails(hosted, "commercial") == ["spectrum"]


def test_each_part_that_is_offered_is_asked_for_a_licence_of_the_list() -> None:
    release = native(
        "components:\n  model-parameters-final: {availability: public, licence: MIT}\n"
        "  datasets: {availability: public, licence: CC-BY-4.0}\n"
    )
    assert fails(release, "osi-only") == ["allow"]
    assert fails(release, "permissive-only") == []


def test_what_osi_only_allows_is_on_the_list_of_the_records() -> None:
    (entry,) = preset("osi-only", shipped()).rules.allow
    for id in shipped().licences():
        licence = shipped().licence(id)
        assert licence is not None
        listed = licence.record.get("listed", {}).get("osi-approved", {}).get("answer", False)
        assert (id in entry.ids) == listed, id


def test_the_described_systems_that_keep_a_preset_certainly_are_what_it_asks() -> None:
    shelf = shipped()
    kept = dict.fromkeys(names(), 0)
    for classification in openness.classify_all([f"system:{id}" for id in system_ids.ids()], under=[], shelf=shelf):
        standing = classification.spectrum
        for name in kept:
            if not any(issue.violates for issue in weigh(classification, preset(name, shelf))):
                kept[name] += 1
                if name in ("open-weights", "commercial"):
                    rung = "open-weights" if name == "open-weights" else "weights-available"
                    assert standing.at_least(rung) is Verdict.MET, classification.source
                if name == "eu-exempt":
                    assert classification.judgement("eu-ai-act-53-2").verdict is Verdict.MET
    assert kept["open-weights"] > 10
    assert kept["commercial"] >= kept["open-weights"]


@pytest.mark.parametrize("name", names())
def test_a_preset_is_a_policy_file_that_says_what_it_asks(name: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text(name), encoding="utf-8")
    assert text(name).startswith("# ")
    ours, theirs = read(str(path), shipped()).rules, preset(name, shipped()).rules
    for field in ("require", "terms", "allow", "forbid"):
        assert [(one.rule, one.ids) for one in getattr(ours, field)] == [
            (one.rule, one.ids) for one in getattr(theirs, field)
        ]


def test_the_page_of_the_policy_file_lists_each() -> None:
    page = (TOP / "docs/reference/policy-file.md").read_text(encoding="utf-8")
    assert [name for name in names() if f"| `{name}` |" not in page] == []


def test_a_name_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(OpennessError, match="there is no preset 'comercial'; did you mean commercial"):
        preset("comercial", shipped())
    with pytest.raises(OpennessError, match="there is no preset"):
        preset("../presets/commercial", shipped())
