"""Releases against policies: what fails, what is unknown, and what each violation says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from tests.support.golden import agrees
from tests.support.releases import card, fact, native

import openness
from openness.evaluation.classification import Classification
from openness.policy.check import weigh
from openness.policy.parse import read
from openness.policy.policy import Policy
from openness.policy.result import Issue, Outcome, fingerprints
from openness.release.finding import Subject
from openness.release.location import Source
from openness.release.release import Release
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary.verdict import Verdict

TABLES = Path(__file__).parent / "answers"
DEFINITIONS = Path(openness.__file__).parent / "definitions"
APACHE = "license: apache-2.0\npipeline_tag: x"
LLAMA = "license: apache-2.0\nbase_model: meta-llama/Llama-3.1-8B"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def policy(check: str) -> Policy:
    """The policy with these lines."""
    Path("openness-policy.toml").write_text(f"[check]\n{check}\n", encoding="utf-8")
    return read("openness-policy.toml", shipped())


def classified(release: Release) -> Classification:
    return openness.classify(release, shelf=shipped())


def issues(release: Release, check: str = "") -> list[Issue]:
    """Everything a policy with these lines says of a release."""
    return weigh(classified(release), policy(check))


def violations(release: Release, check: str = "") -> list[tuple[str, str]]:
    """The rule and the message of each violation."""
    return [(issue.rule, issue.message) for issue in issues(release, check) if issue.violates]


def rules(release: Release, check: str = "") -> list[str]:
    """The rules that are broken, each once."""
    return list(dict.fromkeys(rule for rule, _ in violations(release, check)))


# Without anything asked


def test_without_a_rule_findings_of_level_error_fail() -> None:
    assert rules(card(LLAMA)) == ["finding:lineage-conflict"]
    assert rules(card(APACHE)) == []


@pytest.mark.parametrize(
    ("level", "broken"),
    [
        ("error", ["finding:lineage-conflict"]),
        ("note", ["finding:lineage-conflict", "finding:licence-text-missing", "finding:lineage-duty"]),
        ("never", []),
    ],
)
def test_the_policy_says_from_which_level_on(level: str, broken: list[str]) -> None:
    assert sorted(rules(card(LLAMA), f'fail-on = "{level}"')) == sorted(broken)


def test_what_does_not_fail_is_shown_at_most_as_a_warning() -> None:
    levels = {issue.rule: issue.level for issue in issues(card(LLAMA), 'fail-on = "never"')}
    assert levels["finding:lineage-conflict"] == "warning"
    assert levels["finding:lineage-duty"] == "note"


def test_a_finding_may_be_forbidden_or_allowed() -> None:
    assert rules(card(APACHE), 'forbid = ["finding:licence-text-missing"]') == ["finding:licence-text-missing"]
    assert rules(card(LLAMA), 'allow = ["finding:lineage-conflict"]') == []


# Rungs


def test_a_rung_must_certainly_be_reached() -> None:
    assert rules(card(APACHE), 'require = { spectrum = "open-weights" }') == []
    ((rule, message),) = violations(card(APACHE), 'require = { spectrum = "open-source-ai" }')
    assert rule == "spectrum"
    assert message.startswith(
        "Spectrum: Open weights, perhaps Open source AI + open data, and Open source AI is required: "
    )
    ((_, message),) = violations(
        card("license: cc-by-nc-4.0\npipeline_tag: x"), 'require = { spectrum = "open-weights" }'
    )
    assert message.startswith("Spectrum: at most Weights available, and Open weights is required: ")
    assert "commercial" in message


def test_what_cannot_be_told_fails_unless_the_policy_says_otherwise() -> None:
    asked = 'require = { spectrum = "open-source-ai" }\n'
    assert [issue.level for issue in issues(card(APACHE), asked) if issue.rule == "spectrum"] == ["error"]
    asked += 'unknown = "warn"'
    assert [issue.level for issue in issues(card(APACHE), asked) if issue.rule == "spectrum"] == ["warning"]
    known = 'require = { spectrum = "open-weights" }\nunknown = "warn"'
    assert rules(card("license: cc-by-nc-4.0\npipeline_tag: x"), known) == ["spectrum"]


def test_any_definition_may_be_asked_for() -> None:
    assert rules(card(APACHE), 'require = { "mof-1.0" = "class-3", "osaid-1.0" = "open-source-ai" }') == [
        "mof-1.0",
        "osaid-1.0",
    ]


def test_an_index_is_asked_for_a_share_and_a_text_on_parts_for_a_part() -> None:
    assert violations(card(APACHE), 'require = { "osai-index-2026" = 0.0 }') == []
    ((rule, message),) = violations(card(APACHE), 'require = { "osai-index-2026" = 0.9 }')
    assert rule == "osai-index-2026"
    assert re.match(r"European index is 0\.\d+ to (1|0\.\d+), and 0.9 is required", message)
    asked = 'require = { "open-definition-2.1" = "datasets" }'
    part = "components: {{datasets: {{availability: public, licence: {}}}}}"
    lax = f'{asked}\nunknown = "warn"'
    assert rules(native(part.format("CC-BY-4.0")), asked) == ["open-definition-2.1"]  # some of it a person judges
    assert rules(native(part.format("CC-BY-4.0")), lax) == []
    assert rules(native(part.format("CC-BY-NC-4.0")), lax) == ["open-definition-2.1"]
    assert rules(card(APACHE), asked) == ["open-definition-2.1"]


DATA = card("license: cc-by-4.0\ntask_categories: [x]\nsize_categories: [n<1K]")


@pytest.mark.parametrize(
    ("check", "rule"),
    [('require = { spectrum = "hosted" }', "spectrum"), ('require-uses = ["sell-a-product"]', "use:sell-a-product")],
)
def test_a_rule_about_models_is_not_asked_of_a_data_set_and_a_note_says_so(check: str, rule: str) -> None:
    (note,) = (issue for issue in issues(DATA, check) if not issue.code)
    assert (note.rule, note.level, note.violates) == (rule, "note", False)
    assert "is about models, and is not asked of a data set" in note.message


def test_a_rule_about_models_is_asked_of_a_model_with_data() -> None:
    both = native(
        "components: {model-parameters-final: {availability: public, licence: CC-BY-NC-4.0},"
        " datasets: {availability: public, licence: CC-BY-4.0}}"
    )
    assert rules(both, 'require = { spectrum = "open-weights" }') == ["spectrum"]


def test_a_text_that_judges_no_such_document_is_not_enough() -> None:
    asked = 'require = { fsct3 = "minimum-expected" }'
    assert violations(card(APACHE), asked) == [("fsct3", "no ruling: it judges an SBOM, and none was read")]


# Terms


def test_terms_are_asked_of_the_weights_unless_a_part_is_named() -> None:
    release = native(
        "components: {model-parameters-final: {availability: public, licence: MIT},"
        " datasets: {availability: public, licence: CC-BY-NC-4.0}}"
    )
    assert rules(release, 'require-terms = ["commercial-use"]') == []
    assert rules(release, 'require-terms = ["datasets:commercial-use"]') == ["datasets:commercial-use"]


def test_terms_are_asked_of_the_data_of_a_data_set() -> None:
    asked = 'require-terms = ["commercial-use"]'
    assert rules(DATA, asked) == []
    assert rules(card("license: cc-by-nc-4.0\ntask_categories: [x]\nsize_categories: [n<1K]"), asked) == [
        "commercial-use"
    ]
    assert rules(DATA, 'require-terms = ["model-parameters-final:commercial-use"]') != []


def test_a_base_answers_too() -> None:
    assert "commercial-use" in rules(
        card("license: mit\nbase_model: Qwen/Qwen2.5-3B"), 'require-terms = ["commercial-use"]'
    )


def test_a_licence_nobody_knows_answers_nothing() -> None:
    ((rule, message),) = violations(card("license: their-own\npipeline_tag: x"), 'require-terms = ["use"]')
    assert rule == "use"
    assert "their-own" in message


def test_one_alternative_must_grant_all_that_is_asked() -> None:
    asked = 'require-terms = ["relicense", "commercial-use"]'
    both = "components: {{model-parameters-final: {{availability: public, licence: {}}}}}"
    assert rules(native(both.format("CC-BY-NC-4.0 OR CC-BY-SA-4.0")), asked) != []
    assert rules(native(both.format("CC-BY-NC-4.0 OR MIT")), asked) == []


# Licences


@pytest.mark.parametrize(
    ("written", "allowed"),
    [
        ("MIT", True),
        ("mit license", True),
        ("GPL-3.0-only", False),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("MIT AND Apache-2.0", True),
        ("their-own", False),
        ("gemma", False),
    ],
)
def test_nothing_but_what_is_allowed(written: str, allowed: bool) -> None:
    release = native(f"components: {{model-parameters-final: {{availability: public, licence: {written}}}}}")
    assert (rules(release, 'allow = ["licence:MIT", "licence:Apache-2.0"]') == []) is allowed


def test_a_licence_that_cannot_be_told_to_be_allowed_fails_as_unknown() -> None:
    release = card("license: their-own\npipeline_tag: x")
    ((_, message),) = violations(release, 'allow = ["licence:MIT"]')
    assert message == "the licence of the weights is their-own, which may not be allowed"
    assert violations(release, 'allow = ["licence:MIT"]\nunknown = "warn"') == []


def test_no_licence_is_none_that_is_allowed() -> None:
    ((_, message),) = violations(card("pipeline_tag: x"), 'allow = ["licence:MIT"]')
    assert message == "no licence is named for the weights, so none is allowed"


def test_an_allowed_licence_of_one_part_says_nothing_of_another() -> None:
    release = native(
        "components: {model-parameters-final: {availability: public, licence: MIT},"
        " datasets: {availability: public, licence: CC-BY-4.0}}"
    )
    assert rules(release, 'allow = ["licence:MIT"]') == ["allow"]
    assert rules(release, 'allow = ["model-parameters-final:licence:MIT"]') == []
    assert rules(release, 'allow = ["licence:MIT", "datasets:licence:CC-BY-4.0"]') == []


def test_a_library_a_rule_inferred_needs_no_allowance() -> None:
    assert rules(card("license: mit\nlibrary_name: transformers"), 'allow = ["licence:MIT"]') == []


def test_the_licence_of_a_base_must_be_allowed_too() -> None:
    release = card("license: llama3.1\nbase_model: Qwen/Qwen2.5-3B")
    messages = [message for rule, message in violations(release, 'allow = ["licence:llama3.1"]') if rule == "allow"]
    assert len(messages) == 1
    assert messages[0].startswith("the licence of the base model Qwen/Qwen2.5-3B is")


@pytest.mark.parametrize(
    ("written", "forbidden"),
    [
        ("GPL-3.0-only", True),
        ("MIT OR GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", True),
        ("MIT", False),
        ("gpl-3.0", True),
        ("their-own", True),
    ],
)
def test_what_is_forbidden_may_not_even_be_possible(written: str, forbidden: bool) -> None:
    release = native(f"components: {{model-parameters-final: {{availability: public, licence: {written}}}}}")
    assert (rules(release, 'forbid = ["licence:GPL-3.0-only"]') != []) is forbidden


def test_a_category_stands_for_its_licences() -> None:
    release = card("license: cc-by-nc-4.0\npipeline_tag: x")
    assert rules(release, 'forbid = ["category:non-commercial"]') == ["category:non-commercial"]
    assert rules(card(APACHE), 'forbid = ["category:non-commercial"]') == []
    assert rules(card(APACHE), 'allow = ["category:permissive"]') == []


def test_a_part_that_is_not_named_is_not_forbidden() -> None:
    release = card("license: cc-by-nc-4.0\npipeline_tag: x")
    assert rules(release, 'forbid = ["datasets:category:non-commercial"]') == []


# Silence

MIT = "{availability: public, licence: MIT}"


@pytest.mark.parametrize("asked", ['forbid = ["category:non-commercial"]', 'allow = ["licence:MIT"]'])
@pytest.mark.parametrize(
    "release",
    [
        card("pipeline_tag: x"),
        card("task_categories: [x]\nsize_categories: [n<1K]"),
        native("components: {datasets: {availability: public}}"),
        native(f"components: {{model-parameters-final: {MIT}, training-code: public}}"),
        native(f"components: {{model-parameters-final: {MIT}, datasets: [{{name: d, availability: gated}}]}}"),
        native(f"components: {{model-parameters-final: {MIT}}}\nbase-models: [{{name: a/b, relation: fine-tune}}]"),
        card("license: mit\nlibrary_name: peft"),
        native("name: x"),
    ],
    ids=[
        "weights",
        "data of a data set",
        "data",
        "code",
        "one data set",
        "base",
        "base without a name",
        "nothing said",
    ],
)
def test_no_licence_on_what_is_offered_is_neither_allowed_nor_free_of_what_is_forbidden(
    release: Release, asked: str
) -> None:
    assert len(rules(release, asked)) == 1
    messages = [message for _, message in violations(release, asked)]
    assert [message for message in messages if "no licence is named for " in message] == messages
    assert rules(release, f'{asked}\nunknown = "warn"') == []


@pytest.mark.parametrize("asked", ['forbid = ["category:non-commercial"]', 'allow = ["licence:MIT"]'])
@pytest.mark.parametrize(
    "release",
    [
        card("license: mit\nlibrary_name: transformers\ndatasets: [a/b]"),
        native(f"components: {{model-parameters-final: {MIT}, training-code: withheld, datasets: {{name: d}}}}"),
        native(f"components: {{model-parameters-final: {MIT}, research-paper: not-used}}"),
        native("components: {model-parameters-final: withheld}"),
    ],
    ids=["named and inferred", "withheld", "not used", "weights withheld"],
)
def test_a_part_that_nobody_offers_is_asked_for_no_licence(release: Release, asked: str) -> None:
    assert rules(release, asked) == []


def test_an_entry_on_one_part_asks_no_other_for_a_licence() -> None:
    release = native(f"components: {{model-parameters-final: {MIT}, datasets: public}}")
    assert rules(release, 'forbid = ["model-parameters-final:category:non-commercial"]') == []
    assert rules(release, 'forbid = ["datasets:category:non-commercial"]') == ["datasets:category:non-commercial"]
    assert rules(release, 'allow = ["training-code:licence:MIT"]') == []


# What is said


def test_an_issue_says_what_where_why_and_how_to_mend_it() -> None:
    (issue,) = [issue for issue in issues(card(LLAMA)) if issue.violates]
    assert (issue.place.document, issue.place.line) == ("README.md", 3)
    assert issue.code == "lineage-conflict"
    assert "Apache-2.0 grants what" in issue.message
    assert issue.why and issue.help
    (rung,) = [issue for issue in issues(card(APACHE), 'require = { spectrum = "open-source-ai" }') if issue.violates]
    assert "the policy asks for spectrum = open-source-ai (openness-policy.toml:2)" in rung.why
    assert rung.help
    assert rung.code == ""


def test_the_most_serious_come_first() -> None:
    levels = [issue.level for issue in issues(card(LLAMA))]
    assert levels == sorted(levels, key=("error", "warning", "note").index)
    assert set(levels) >= {"error", "note"}


def test_the_outcome_counts() -> None:
    one = classified(card(LLAMA))
    plain = policy("")
    outcome = Outcome((one,), tuple(weigh(one, plain)), plain)
    assert not outcome.passes
    assert outcome.summary == "1 violation in 1 of 1 release"
    assert outcome.to_dict()["policy"]["passes"] is False
    assert [violation["rule"] for violation in outcome.to_dict()["policy"]["violations"]] == [
        "finding:lineage-conflict"
    ]
    fine = Outcome((), (), plain)
    assert (fine.passes, fine.summary) == (True, "0 releases passed")


def test_the_summary_counts_releases_and_not_the_policy() -> None:
    one = classified(card(LLAMA))
    plain = policy("")
    ended = Issue(plain.document, plain.document, "exception", "error", "it ended", Source(plain.document, 1))
    outcome = Outcome((one,), (*weigh(one, plain), ended), plain)
    assert outcome.summary == "2 violations in 1 of 1 release"
    assert Outcome((one,), (ended,), plain).summary == "1 violation in 0 of 1 release"


@pytest.mark.parametrize(
    "path", ["./m", "m/", "{}/m", "m/README.md", "../{name}/m", ".", "way"], ids=lambda path: path.replace("{}", "top")
)
def test_a_fingerprint_outlives_how_a_path_is_written(path: str, here: Path) -> None:
    Path("m").mkdir()
    Path("way").symlink_to("m")
    Path("m/README.md").write_text(f"---\n{LLAMA}\n---\n")
    Path("m/LICENSE").write_text("Use it on Sundays.\n")
    policy('fail-on = "note"\nrequire = { spectrum = "open-source-ai" }')

    def known(path: str) -> dict[str, tuple[str, ...]]:
        outcome = openness.check(path)
        found: dict[str, tuple[str, ...]] = {}
        for issue, mark in zip(outcome.issues, fingerprints(outcome.issues), strict=True):
            uri = outcome.path_of(issue.place.document)
            found[uri] = tuple(sorted([*found.get(uri, ()), mark]))
        return found

    assert len(known("m")) == 2
    assert known(path.format(here, name=here.name)) == known("m")


def test_a_fingerprint_outlives_lines_and_words_and_tells_equals_apart() -> None:
    def issue(line: int, message: str = "as it says", licence: str = "MIT") -> Issue:
        place = Source("README.md", line)
        return Issue("a", "a", "host", "error", message, place, subject=Subject(licences=[licence]))

    here, there = fingerprints([issue(3), issue(9)])
    assert fingerprints([issue(4)]) == [here]
    assert here != there
    assert fingerprints([issue(3, "in other words")]) == [here]
    assert fingerprints([issue(3, licence="Apache-2.0")]) != [here]


TAGGED = "license: llama3.1\npipeline_tag: x"
SELLS = 'require-uses = ["sell-a-product"]'


def test_a_use_that_depends_on_a_number_is_unknown_until_the_policy_states_it() -> None:
    """The caller decides the limit, either way."""
    ((rule, message),) = violations(card(TAGGED), SELLS)
    assert rule == "use:sell-a-product"
    assert "unknown" in message and "number of users" in message
    assert rules(card(TAGGED), f"{SELLS}\ncaller = {{ users = 5_000_000 }}") == []
    ((_, message),) = violations(card(TAGGED), f"{SELLS}\ncaller = {{ users = 800_000_000 }}")
    assert "no." in message


@pytest.mark.parametrize(
    ("licence", "keys"),
    [
        ("LicenseRef-Llama-3.1-Community", "users"),
        ("LicenseRef-GLM-5.3", "revenue"),
        ("LicenseRef-DINOv3-License", "not-excluded"),
        ("LicenseRef-HyperCLOVAX-SEED", "users and not-excluded"),
    ],
)
def test_what_decides_a_use_is_asked_of_the_policy_by_the_key_that_states_it(licence: str, keys: str) -> None:
    release = native(f"components: {{model-parameters-final: {{availability: public, licence: {licence}}}}}\n")
    (issue,) = [issue for issue in issues(release, SELLS) if issue.rule.startswith("use:")]
    assert issue.help == f"write {keys} in caller of the policy"


def test_a_use_that_a_licence_forbids_stands_at_the_claim_of_that_licence() -> None:
    """With the licence as its subject, so that another licence is another violation."""
    (issue,) = (issue for issue in issues(card("license: cc-by-nc-4.0\npipeline_tag: x"), SELLS) if issue.violates)
    assert issue.level == "error"
    assert issue.place.line == 2
    assert issue.subject.licences == ("CC-BY-NC-4.0",)


def test_a_use_by_the_licence_of_a_base_names_the_base() -> None:
    """A model made from it is under its terms too."""
    release = card("license: apache-2.0\nbase_model: acme/x\npipeline_tag: x")
    based = evolve(release, base_models=(evolve(release.base_models[0], licence=fact("cc-by-nc-4.0")),))
    found = [issue for issue in issues(based, SELLS) if issue.rule.startswith("use:")]
    assert [issue.subject.bases for issue in found] == [("acme/x",)]


OUTPUTS = "license: apache-2.0\nmodel_name: acme/x"


def test_a_use_of_a_model_trained_on_outputs_under_unknown_terms_does_not_pass() -> None:
    """Its own licence allows it, and nobody knows whether the terms of that service do."""
    prose = "# A model\n\nWe fine-tuned it on data generated by GPT-4.\n"
    release = card(OUTPUTS, prose)
    (permission,) = openness.may(release, "sell-a-product")
    assert (
        permission.verdict is Verdict.MET and permission.doubts and set(permission.doubts) <= set(permission.look_out)
    )
    (found,) = (issue for issue in issues(release, SELLS) if issue.violates)
    assert (found.rule, found.subject.bases) == ("use:sell-a-product", ("GPT-4",))
    assert "unknown. GPT-4 (trained on outputs) is under a licence that is not stated here" in found.message
    assert found.place == release.base_models[0].source
    warned = [issue for issue in issues(release, f'{SELLS}\nunknown = "warn"') if issue.rule == found.rule]
    assert [(issue.level, issue.violates) for issue in warned] == [("warning", False)]


def test_outputs_of_a_model_under_known_terms_leave_a_use_as_it_is() -> None:
    teacher = "mistralai/Mistral-7B-v0.1"
    release = card(OUTPUTS, f"# A model\n\nWe fine-tuned it on data generated by {teacher}.\n")
    assert [base.name for base in release.base_models] == [teacher]
    assert [rule for rule in rules(release, SELLS) if rule.startswith("use:")] == []


def test_a_model_is_not_asked_for_a_use_of_data_nor_data_for_one_of_a_model() -> None:
    """The uses of the other kind say nothing of it, and a note says that."""
    found = issues(card("license: cc-by-nc-4.0\npipeline_tag: x"), 'require-uses = ["train-on-it"]')
    (note,) = (issue for issue in found if not issue.code)
    assert (note.rule, note.level, note.asked) == ("use:train-on-it", "note", False)
    assert note.message == "use:train-on-it is about data sets, and is not asked of a model"


def test_what_may_be_a_model_or_a_data_set_is_asked_for_the_uses_of_both() -> None:
    data = card("license: cc-by-nc-4.0\ntask_categories: [x]\ntags: [gguf]")
    asked = 'require-uses = ["train-on-it", "run"]'
    assert [(issue.rule, issue.level, issue.asked) for issue in issues(data, asked) if not issue.code] == [
        ("use:run", "error", True),
        ("use:train-on-it", "error", True),
    ]
    terms = [issue for issue in issues(data, 'require-terms = ["commercial-use"]') if issue.violates]
    assert [str(issue.subject.component) for issue in terms] == ["model-parameters-final", "datasets"]
    assert rules(data, 'allow = ["licence:CC-BY-NC-4.0"]') == ["allow"]  # no licence of the weights is named


def test_a_text_on_data_sets_is_asked_of_what_may_be_one(tmp_path: Path) -> None:
    text = (DEFINITIONS / "open-definition-2.1.toml").read_text(encoding="utf-8")
    text = text.replace('subject    = "any"', 'subject    = "dataset"').replace('"open-definition-2.1"', '"on-data"')
    (tmp_path / "on-data.toml").write_text(text, encoding="utf-8")
    shelf = Shelf((str(tmp_path),))
    policy = {"require": {"on-data": "datasets"}, "unknown": "warn"}
    for block, levels in (
        ("task_categories: [x]", ["warning"]),
        ("task_categories: [x]\ntags: [gguf]", ["warning"]),
        ("pipeline_tag: x", ["note"]),
    ):
        outcome = openness.check(card(f"license: cc-by-4.0\n{block}"), policy=policy, shelf=shelf)
        assert [issue.level for issue in outcome.issues if issue.rule == "on-data"] == levels


# No fix suggests what a base rules out


@pytest.mark.parametrize("licence", ["apache-2.0", "llama3.1"])
def test_no_fix_suggests_a_licence_that_the_base_model_rules_out(licence: str) -> None:
    release = card(f"license: {licence}\nbase_model: meta-llama/Llama-3.1-8B")
    forbidden = "licence:LicenseRef-Llama-3.1-Community"
    asked = 'require = { spectrum = "open-weights" }\nrequire-terms = ["any-field"]'
    rule = f'{asked}\nforbid = ["{forbidden}"]'
    fixes = {
        issue.rule: issue.help for issue in issues(release, rule) if issue.subject.bases or issue.rule == "spectrum"
    }
    assert fixes["spectrum"].startswith("build it on a more open base model, or on none")
    assert fixes[forbidden] == "use another base model"
    terms = [issue.help for issue in issues(release, rule) if issue.rule == "any-field"]
    assert terms == ["build on a base model that grants it"]


# --- every issue with all its words: a table

POLICIES = """
== rungs
require = { spectrum = "open-source-ai", "mof-1.0" = "class-2", osai-index-2026 = 0.5, "osaid-1.0" = "open-source-ai" }
fail-on = "never"
== rungs, and unknown warns
unknown = "warn"
require = { spectrum = "open-weights", "open-definition-2.1" = "datasets", g7-2026 = "open-weights" }
fail-on = "never"
== terms
require-terms = ["commercial-use", "osi-approved", "datasets:share", "training-code:use", "any-field", "model-card:open-licence"]
fail-on = "never"
== uses
require-uses = ["sell-a-product", "train-on-outputs", "train-on-it", "retrain"]
fail-on = "never"
== uses of somebody
require-uses = ["host", "sell-a-product"]
caller = { users = 800_000_000, revenue = 20_000_000, in = "US" }
fail-on = "never"
== uses of somebody in Europe
require-uses = ["host"]
caller = { users = 5, in = "DE" }
fail-on = "never"
== allowed
allow = ["category:permissive", "licence:GPL-3.0-only",
  "datasets:licence:CC-BY-4.0", "finding:lineage-conflict"]
== forbidden
forbid = ["licence:LicenseRef-Llama-*", "category:non-commercial", "datasets:licence:CC-BY-4.0",
  "licence:GPL-3.0-only", "finding:licence-text-missing"]
fail-on = "warning"
"""
PARTS = """
== nothing
name: N
== open
name: O
components: {PUBLIC Apache-2.0}, model-card: {availability: public, licence: CC-BY-4.0}}
== dispute
name: D
components: {PUBLIC [MIT OR llama3.1, CC-BY-NC-4.0]}}
== unknown
name: U
components: {PUBLIC nobody's}, datasets: [{name: one, availability: public}, {name: two, licence: CC-BY-4.0}, three]}
== parts
name: P
producer: Acme
components:
  PUBLIC MIT}
  training-code: {availability: public, licence: GPL-3.0-only}
  evaluation-code: withheld
  inference-code: {licence: LicenseRef-Llama-2-Community}
  datasets:
    - {name: one, availability: public, licence: CC-BY-4.0}
    - {name: two, availability: gated, licence: CC-BY-NC-4.0}
== bases
name: B
producer: Acme
components: {PUBLIC Apache-2.0}}
base-models:
  - {name: c/d, relation: merge, licence: GPL-3.0-only}
  - {name: acme/e, relation: merge, producer: Acme, licence: llama2}
  - {name: f/g, relation: merge}
  - {name: h/i, relation: distillation, licence: llama3.1}
  - {name: j/k, relation: merge, licence: CC-BY-NC-4.0 OR llama3.1}
== a limit on some models alone
name: L
components: {PUBLIC llama3.2}}
== withheld
name: W
components: {model-parameters-final: {availability: withheld, licence: llama3.1}, datasets: not-used}
"""


def releases() -> dict[str, Release]:
    """Each release by what it shows."""
    public = "model-parameters-final: {availability: public, licence:"
    texts = (text.partition("\n") for text in PARTS.split("\n== ")[1:])
    stated = {name: native(f"{body.replace('PUBLIC', public)}\n") for name, _, body in texts}
    return stated | {
        "card": card(APACHE),
        "tune": card(LLAMA),
        "adapter of nothing": card("license: mit\nlibrary_name: peft\ntags: [lora]"),
        "data set": card("license: cc-by-nc-4.0\npretty_name: x\ntask_categories: [x]"),
        "limit": card("license: mit\npipeline_tag: x", "The model is for research use only."),
        "system": openness.read("system:llama-3.1"),
        "system without licences": openness.read("system:gpt-4"),
    }


@pytest.mark.parametrize("name", [text.partition("\n")[0] for text in POLICIES.split("\n== ")[1:]])
def test_each_issue_is_worded_as_the_table_says(name: str) -> None:
    texts = dict(text.partition("\n")[::2] for text in POLICIES.split("\n== ")[1:])
    kept = policy(texts[name])

    def rows() -> Iterator[str]:
        for what, release in releases().items():
            yield f"== {what}"
            for issue in weigh(classified(release), kept):
                if issue.code and "require" in texts[name]:
                    continue
                subject = " ".join(filter(None, issue.subject.key))
                evidence = " ".join(f"{claim.value}@{claim.source.line}" for claim in issue.evidence)
                mark = "!" if issue.violates else ""
                yield f"{issue.level}{mark} {issue.rule} {issue.place.document}:{issue.place.line} [{subject}] {evidence}"
                yield f"    {issue.message[:200]} | {issue.why[:60]} … {issue.why[-30:]} | {issue.help[:90]}"

    agrees(TABLES / f"issues-{name.replace(', ', '-').replace(' ', '-')}.txt", rows())


def test_a_share_of_an_index_is_met_at_the_number_itself_and_unknown_up_to_what_may_be() -> None:
    release = native(
        "name: M\ncomponents: {model-parameters-final: {availability: public, licence: MIT}, datasets: withheld}\n"
    )
    score = classified(release).judgement("osai-index-2026").score
    assert score is not None and 0 < score["low"] < score["high"] < 1

    def answer(share: float) -> str:
        found = issues(release, f'require = {{ osai-index-2026 = {share:.4f} }}\nunknown = "warn"\nfail-on = "never"')
        return {(): "met", ("warning",): "unknown", ("error",): "unmet"}[
            tuple(issue.level for issue in found if issue.rule == "osai-index-2026")
        ]

    for end, before, past in (("low", "met", "unknown"), ("high", "unknown", "unmet")):
        assert answer(score[end]) == before
        assert answer(score[end] + 0.0001) == past


def test_the_rules_of_the_last_path_that_speaks_of_a_release_hold_for_it(here: Path) -> None:
    for name in ("a", "b", "c"):
        (here / "models" / name).mkdir(parents=True)
        (here / "models" / name / "README.md").write_text(f"---\n{APACHE}\n---\n", encoding="utf-8")
    paths = (
        '[[check.path]]\npath = "models/*"\nforbid = ["licence:Apache-2.0"]\n'
        '[[check.path]]\npath = "models/b"\nforbid = ["licence:MIT"]\nfail-on = "note"\n'
    )
    kept = policy(f'require-terms = ["commercial-use"]\n{paths}')
    broken = {
        classification.source: rules_of(weigh(classification, kept))
        for classification in openness.classify_all("models", shelf=shipped())
    }
    assert broken == {
        "models/a": ["licence:Apache-2.0"], "models/b": ["finding:licence-text-missing"], "models/c": ["licence:Apache-2.0"],
    }  # fmt: skip


def rules_of(found: list[Issue]) -> list[str]:
    """The rules that are violated."""
    return [issue.rule for issue in found if issue.violates]
