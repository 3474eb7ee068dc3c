"""Every word that a report prints can be explained."""

import json
from pathlib import Path

import pytest
from tests.support.golden import agrees
from tests.support.promised import GROUPS, names

import openness
from openness.cli import main
from openness.curation.explain import _beginning_with, explain
from openness.curation.explain_word import LISTS, keys
from openness.curation.listed import FILE
from openness.shelf.shelf import shipped
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Word

#: Every closed list, found by its base class, so that a new one cannot be forgotten.
VOCABULARY: list[Word | Verdict] = [*(word for words in Word.__subclasses__() for word in words), *Verdict]
WORDS = list(dict.fromkeys(spelling for word in VOCABULARY for spelling in (str(word.value), word.label)))
DEFINITIONS = shipped().definitions()
CRITERIA = [f"{id}/{criterion.id}" for id in DEFINITIONS for _, criterion in shipped().definition(id).criteria]


@pytest.mark.parametrize("word", [*WORDS, *DEFINITIONS, *CRITERIA, *LISTS, "schema", "licence-schema", "system-schema"])
def test_a_word_is_explained_as_text_and_as_data(word: str) -> None:
    explanation = explain(word, shipped())
    assert explanation.lines or explanation.sort == "schema"
    assert json.loads(json.dumps(explanation.record))


def test_the_words_of_lists_are_known_without_the_lists() -> None:
    agrees(Path(FILE), keys())


@pytest.mark.parametrize(
    "group", [group for group in GROUPS if group.startswith("json-of-") or group == "keys-of-policy"]
)
def test_every_key_of_json_and_of_a_policy_is_explained(group: str) -> None:
    keys = {place.rpartition(".")[2].removesuffix("[]") for place in names(group)} - {"*"}
    assert keys
    for key in sorted(keys):
        assert explain(key, shipped()).record, key


@pytest.mark.parametrize("word", VOCABULARY, ids=str)
def test_a_word_has_a_label_and_a_meaning_of_one_line(word: Word | Verdict) -> None:
    assert word.label and word.says
    assert "\n" not in word.says
    assert word.label == word.label.strip()


@pytest.mark.parametrize("id", DEFINITIONS)
def test_a_definition_and_its_levels_have_a_label_and_a_meaning(id: str) -> None:
    definition = shipped().definition(id)
    assert definition.name and definition.says
    for rung in definition.rungs:
        assert definition.grade(rung).name and definition.grade(rung).says
        found = explain(definition.grade(rung).name, shipped()).meanings
        assert any(meaning.record.get("definition") == id for meaning in found)


@pytest.mark.parametrize(
    "word", ["Weights-Available", "SEMI-OPEN", "Open Source AI", "not published", "weights", "Band"]
)
def test_case_and_hyphens_do_not_matter_and_a_label_is_enough(word: str) -> None:
    assert explain(word, shipped()).lines


def test_every_meaning_of_a_word_is_printed_and_its_json_is_then_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "open-weights"]) == 0
    out = capsys.readouterr().out
    assert "open-weights (claim)" in out and "open-weights (level of spectrum)" in out
    assert "open-weights (level of g7-2026)" in out
    assert main(["explain", "open-weights", "--format", "json"]) == 0
    assert [record["sort"] for record in json.loads(capsys.readouterr().out)][:2] == ["claim", "level"]
    assert main(["explain", "datasets", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["label"] == "training data"


def test_every_licence_with_answers_is_explained_under_its_id() -> None:
    for id in shipped().licences():
        if "successors" not in (shipped().licence(id) or pytest.fail(id)).record:
            assert explain(id, shipped()).record["id"] == id


@pytest.mark.parametrize("name", ["llama3.1", "Llama 3.1 Community License", "llama-3.1-license-2024"])
def test_a_licence_is_found_by_any_of_its_names(name: str) -> None:
    record = openness.explain(name).record
    assert record["id"] == "LicenseRef-Llama-3.1-Community"
    assert record["limit"][0]["above"] == 700_000_000
    assert {"id", "name", "known-as", "listed", "grants", "duties", "limit"} <= record.keys()


def test_a_member_of_a_family_shows_its_answers_and_where_they_come_from() -> None:
    grants = openness.explain("CC-BY-3.0-DE").record["grants"]
    assert grants["use"]["answer"] is True
    assert grants["use"]["from"] == "CC-BY-3.0"


def test_an_ambiguous_name_lists_its_candidates() -> None:
    assert "GPL-3.0-only" in openness.explain("gpl-3.0").record["candidates"]


@pytest.mark.parametrize(
    ("name", "first", "licences", "certain"),
    [
        ("meta-llama/Llama-3.1-8B", "its weights are under this licence", ["LicenseRef-Llama-3.1-Community"], True),
        ("Llama-3.1-8B-Instruct-GGUF", "its weights are under this licence", ["LicenseRef-Llama-3.1-Community"], True),
        ("x/llama-3.1-8b-heron", "it is called by the name of a family", ["LicenseRef-Llama-3.1-Community"], False),
        (
            "google/gemma-2-9b-it",
            "its weights are under one of these",
            [f"LicenseRef-Gemma-Terms-{day}" for day in ("2024-04-01", "2025-03-24", "2026-04-01")],
            True,
        ),
    ],
)
def test_a_well_known_model_is_explained_by_its_name(
    name: str, first: str, licences: list[str], certain: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    found = openness.explain(name)
    assert (found.word, found.sort) == (name, "model")
    assert found.lines[0][1].startswith(first)
    assert [text.partition(":")[0] for heading, text in found.lines if heading == "licence"] == licences
    assert ("besides" in dict(found.lines)) is not certain
    assert (found.record["licences"], found.record["certain"]) == (licences, certain)
    assert main(["explain", name]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert all(id in out for id in licences) and "looked up 20" in out


@pytest.mark.parametrize("word", ["hub:google/gemma-2-9b-it", "https://huggingface.co/google/gemma-2-9b-it/tree/main"])
def test_a_model_is_explained_by_its_address_too(word: str) -> None:
    assert openness.explain(word).record == openness.explain("google/gemma-2-9b-it").record


@pytest.mark.parametrize("name", ["heron/kite", "llama-3.1-8b-heron", "a/b/c", "heron"])
def test_a_model_that_nobody_lists_is_an_unknown_word(name: str) -> None:
    with pytest.raises(openness.OpennessError, match="nothing here is called"):
        openness.explain(name)


@pytest.mark.parametrize(
    ("word", "near"), [("trainingcode", "training-code"), ("osaid-1", "osaid-1.0"), ("Apache-2.1", "apache-2.0")]
)
def test_an_unknown_word_is_an_error_with_the_nearest(word: str, near: str) -> None:
    with pytest.raises(openness.OpennessError, match=near):
        openness.explain(word)


def test_an_unknown_criterion_lists_those_there_are() -> None:
    with pytest.raises(openness.OpennessError, match="parameters"):
        openness.explain("osaid-1.0/weights")


def test_the_command_explains_the_good_words_and_exits_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "use", "nonsense-word"]) == 2
    out, err = capsys.readouterr()
    assert "use (term)" in out
    assert "nonsense-word" in err


def test_without_a_word_it_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    assert all(name in capsys.readouterr().out for name in ("definitions",))


@pytest.mark.parametrize("form", ["json", "csv", "ort"])
def test_the_whole_table_is_written_for_others(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--all-licences", "--format", form]) == 0
    out = capsys.readouterr().out
    assert "LicenseRef-Llama-3.1-Community" in out
    if form == "json":
        assert len(json.loads(out)) == len(shipped().licences())


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("eu-ai-act-53-2/no-systemic-risk", "training compute: known to be below 1e25"),
        ("eu-ai-act-53-2/use-limits", "where a licence record leaves it open by a person's conclusion"),
        ("gradient-2023/programmatic", "people reach it by the maker's API"),
        ("osai-index-2026/base-model-data", "the base model's training data: public"),
        ("osai-index-2026/base-model-data", "an index: the share of the criteria"),
        ("nextcloud-2023", "Red < Orange < Yellow < Green"),
        ("open-definition-2.1", "each part has an answer of its own"),
        ("eu-ai-act-53-2", "training compute: known to be below 1e23"),
        ("eu-ai-act-53-2", "not available"),
        ("training-compute", "eu-ai-act-53-2/no-systemic-risk"),
        ("monetised", "has a price"),
        ("points", "an index"),
    ],
)
def test_the_words_of_every_ending_are_explained(word: str, meaning: str) -> None:
    explanation = openness.explain(word)
    assert any(meaning in text for _, text in explanation.lines), explanation.lines


@pytest.mark.parametrize(
    ("word", "id"),
    [
        ("apache-2.0+", "Apache-2.0+"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("mit OR Apache-2.0", "MIT OR Apache-2.0"),
        ("Apache License 2.0 and MIT License", "Apache-2.0 AND MIT"),
    ],
)
def test_an_expression_is_explained(word: str, id: str) -> None:
    explanation = openness.explain(word)
    assert (explanation.sort, explanation.record["id"]) == ("expression", id)
    assert explanation.record["answers"]["commercial-use"] == "yes"


def test_the_answers_of_an_expression_are_those_of_its_best_choice_or_of_all_that_apply() -> None:
    assert openness.explain("CC-BY-NC-4.0 OR MIT").record["answers"]["commercial-use"] == "yes"
    assert openness.explain("CC-BY-NC-4.0 AND MIT").record["answers"]["commercial-use"] == "no"


@pytest.mark.parametrize("id", [id for id in shipped().licences() if id.startswith(("GPL-2.0-with", "GPL-3.0-with"))])
def test_a_retired_identifier_with_an_exception_has_the_answers_of_the_expression(id: str) -> None:
    record = openness.explain(id).record
    assert all(openness.explain(candidate).record["answers"] == record["answers"] for candidate in record["candidates"])


def test_every_exception_is_explained_whatever_its_case() -> None:
    for id in shipped().exceptions:
        assert any(meaning.record["id"] == id for meaning in openness.explain(id.upper()).meanings)


def test_an_unknown_name_in_an_expression_is_said() -> None:
    with pytest.raises(openness.OpennessError, match=r"no record knows 'Apache-2\.1' in .*apache-2\.0"):
        openness.explain("MIT OR Apache-2.1")


@pytest.mark.parametrize("word", ["Training-Code", "OSAID-1.0", "Licence-Missing", "SCHEMA", "OSAID-1.0/Code"])
def test_a_word_is_found_whatever_its_case(word: str) -> None:
    assert openness.explain(word) == openness.explain(word.lower())


def test_a_word_with_several_meanings_has_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    explanation = explain("Llama-3.1", shipped())
    assert [meaning.sort for meaning in explanation.meanings] == ["system", "licence"]
    assert main(["explain", "llama-3.1", "--format", "json"]) == 0
    assert [record["id"] for record in json.loads(capsys.readouterr().out)] == [
        "llama-3.1",
        "LicenseRef-Llama-3.1-Community",
    ]
    assert main(["explain", "llama-3.1"]) == 0
    printed = capsys.readouterr().out
    assert "llama-3.1 (system)" in printed and "LicenseRef-Llama-3.1-Community (licence)" in printed


def test_a_word_with_one_meaning_has_its_record_as_data() -> None:
    plain = explain("training-code", shipped())
    assert (plain.meanings, plain.data) == ((plain,), plain.record)


@pytest.mark.parametrize(
    ("licence", "own"),
    [
        ("llama2", "other than Llama 2 and works derived from it"),
        ("llama3", "other than Meta Llama 3 and works derived from it"),
        ("LicenseRef-Databricks-Open-Model", "other than DBRX and its derivatives"),
        ("LicenseRef-Tongyi-Qianwen", "other than Tongyi Qianwen and works derived from it"),
    ],
)
def test_what_a_text_spares_is_told_with_what_it_forbids(licence: str, own: str) -> None:
    shown = " ".join(" ".join(text for _, text in explain(licence, shipped()).lines).split())
    assert own in shown


@pytest.mark.parametrize("id", shipped().every_definition())
def test_every_name_that_reports_print_for_a_definition_or_a_level_is_explained(id: str) -> None:
    for name in (id, *shipped().titles[id]):
        meanings = explain(name, shipped()).meanings
        assert any(meaning.word == id or meaning.sort == f"level of {id}" for meaning in meanings), name


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("OSAID", ["osaid-1.0", "osaid-1.0-faq"]),
        ("ToxicCandy", ["toxic-candy-model"]),
        ("MOF", ["mof-1.0"]),
        ("dpg", ["dpg-2025"]),
        ("cloud-based", ["cloud-or-api"]),
    ],
)
def test_the_first_words_of_a_definition_or_a_level_are_enough(word: str, meant: list[str]) -> None:
    assert [meaning.word for meaning in explain(word, shipped()).meanings] == meant


@pytest.mark.parametrize("word", ["open", "", "toxiccan"])
def test_a_word_that_begins_many_names_or_only_a_part_of_a_word_stands_for_none(word: str) -> None:
    assert [meaning.word for meaning in _beginning_with(word, shipped())] == []


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        ("finding:lineage-conflict", "lineage-conflict"),
        ("use:run", "run"),
        ("category:non-commercial", "non-commercial"),
        ("list:osi-approved", "osi-approved"),
        ("datasets:commercial-use", "commercial-use"),
        ("model-card:licence:cc-by-4.0", "CC-BY-4.0"),
    ],
)
def test_a_rule_of_a_policy_is_explained_by_the_word_it_is_about(rule: str, word: str) -> None:
    assert openness.explain(rule) == openness.explain(word)


def test_a_misspelt_rule_of_a_policy_names_the_nearest_word() -> None:
    with pytest.raises(openness.OpennessError, match="did you mean lineage-conflict"):
        openness.explain("finding:lineage-conflct")


@pytest.mark.parametrize(
    ("word", "use"), [("military", "any-purpose"), ("sell", "sell-a-product"), ("worldwide", "anywhere")]
)
def test_a_word_that_people_have_for_a_use_gets_a_hint_at_it(word: str, use: str) -> None:
    with pytest.raises(openness.OpennessError) as raised:
        explain(word, shipped())
    assert [problem.help for problem in raised.value.problems] == [f"did you mean {use}?"]


@pytest.mark.parametrize("name", ["openrail-m", "OpenRAIL-M", "openrail"])
def test_a_name_that_stands_for_several_licences_shows_what_all_ask_and_what_some_ask_with_whom(name: str) -> None:
    explanation = explain(name, shipped())
    lines = dict(explanation.lines)
    assert lines["duty: pass on the limits"].endswith("(asked by all of them)")
    assert lines["duty: respect names and marks"].endswith(
        "(asked by all of them but BigCode Open RAIL-M v1 License Agreement)"
    )
    whom = lines["duty: say that a machine made it"]
    assert "BigCode Open RAIL-M v1 License Agreement" in whom and "CreativeML" not in whom
    licences = [licence for id in explanation.record["candidates"] if (licence := shipped().licence(id))]
    asking = {duty: [one.id for one in licences if duty in one.duties] for duty in explanation.record["duties"]}
    assert explanation.record["duties"] == asking
    assert set(asking) == {duty.value for licence in licences for duty in licence.duties}


def test_an_expression_shows_which_of_its_licences_asks_a_duty() -> None:
    lines = dict(explain("MIT OR Apache-2.0", shipped()).lines)
    assert lines["duty: mark changes"] == "say what you changed (asked by Apache-2.0)"
    assert lines["duty: name the makers"] == "name the people who made it (asked by all of them)"
