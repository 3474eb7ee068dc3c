"""`openness compatible`: exit codes, forms, and names that no record knows."""

import json
import re

import pytest

import openness
from openness import cli
from openness.vocabulary.verdict import Verdict


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["MIT", "--as", "GPL-2.0-only"], 0),
        (["MIT", "Apache-2.0", "--as", "GPL-2.0-only"], 1),
        (["BSD-4-Clause", "--as", "MPL-2.0"], 1),  # unknown
        (["MIT", "--as", "no such licence"], 2),
        (["no such licence", "--as", "MIT"], 2),
        (["MIT", "Apache-2.1"], 2),
        (["NONE", "--as", "MIT"], 1),
        (["GPL-2.0-or-later", "Apache-2.0"], 0),
        (["GPL-2.0-only", "Apache-2.0"], 1),
        (["llama3.1", "gemma"], 1),
        ([], 2),
        (["MIT", "--as"], 2),
    ],
)
def test_the_exit_code_is_0_for_yes_1_for_no_and_unknown_and_2_for_a_call_that_cannot_be_used(
    words: list[str], code: int
) -> None:
    assert cli.main(["compatible", *words]) == code


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_report_gives_the_answer_the_reason_the_clauses_and_the_duties(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["compatible", "Apache-2.0", "--as", "GPL-3.0-only", "--format", form])
    shown = " ".join(capsys.readouterr().out.split())
    for part in (
        "under GPL-3.0-only: yes",
        "Free Software Foundation",
        "Apache-2.0: clause 4",
        "clauses 4.c, 4.d",
        "not legal advice",
    ):
        assert part in shown


def test_the_json_tells_which_names_are_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compatible", "MIT", "Wren-1.0", "--format", "json"]) == 2
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert told["results"] == []
    assert ["Wren-1.0" in problem["message"] for problem in told["problems"]] == [True]
    assert "Wren-1.0" in shown.err
    cli.main(["compatible", "MIT", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["problems"] == []


def test_the_json_has_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["compatible", "GPL-2.0-or-later", "Apache-2.0", "--format", "json"])
    results = json.loads(capsys.readouterr().out)["results"]
    assert [result["outbound"] for result in results if result["verdict"] == "met"][:2] == [
        "GPL-3.0-only",
        "GPL-3.0-or-later",
    ]
    for result in results:
        assert list(result) == ["outbound", "verdict", "because", "reasons", "clauses", "duties"]
        assert list(result["clauses"][0]) == ["licence", "clause"]


def test_a_mistyped_licence_is_named_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compatible", "MIT", "apache-2.1", "--as", "LicenseRef-Lama-3.1"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "no record knows the licence 'apache-2.1'; did you mean apache-2.0" in shown.err
    assert "'LicenseRef-Lama-3.1'" in shown.err


def test_a_source_of_another_verb_is_taken_or_told_how_it_is_named_here(capsys: pytest.CaptureFixture[str]) -> None:
    answers = []
    for name in ("meta-llama/Llama-3.1-8B", "hub:meta-llama/Llama-3.1-8B"):
        assert cli.main(["compatible", name, "MIT", "--format", "json"]) == 0
        results = json.loads(capsys.readouterr().out)["results"]
        named = {part for result in results for reason in result.pop("reasons") for part in reason["of"]}
        assert named == {name, "MIT"}
        answers.append(results)
    assert answers[0] == answers[1] != []
    source = "system:llama-3.1"
    assert cli.main(["compatible", source, "Apache-2.0"]) == 2
    hint = f"name a licence, or a well-known model as ORG/NAME; `openness may {source}` answers for this one"
    assert capsys.readouterr().err == f"openness: no record knows the licence {source!r}; {hint}\n"


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_yes_names_the_licences_that_are_left_before_anything_else(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["compatible", "GPL-2.0-or-later", "Apache-2.0", "--format", form])
    shown = " ".join(capsys.readouterr().out.split())
    first = "Apache-2.0: yes, under GPL-3.0-only, GPL-3.0-or-later, AGPL-3.0-only or 1 more"
    assert first in shown and shown.index(first) < shown.index("Yes, under")
    refused = shown[shown.index("No, not under") :]
    assert "GPL-2.0-or-later, Apache-2.0, MIT" in refused and "AGPL" not in refused


def test_an_unknown_names_few_licences_and_counts_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["compatible", "llama3.1", "Apache-2.0"])
    shown = capsys.readouterr().out
    unknown = shown[shown.index("Unknown under") : shown.index("No, not under")]
    assert len(unknown.splitlines()) < 12 and " more" in unknown
    assert "LicenseRef-" not in shown  # people know licences by their names


def test_what_stands_in_the_way_of_each_licence_that_goes_in_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Editions that differ in their own name alone stand together; a yes needs no reasons of others."""
    cli.main(["compatible", "llama3.1", "gemma"])
    told = " ".join(capsys.readouterr().out.split("Unknown under")[0].split())
    assert "Llama 3.1 Community License Agreement: unknown. No source says whether a work under Gemma" in told
    assert "Gemma Terms of Use (1 April 2024, 24 March 2025 or 1 April 2026): no. It grants more than Llama 3.1" in told
    assert told.count("grants more than") == 1
    cli.main(["compatible", "MIT", "Apache-2.0"])
    assert "Under the licences that go in" not in capsys.readouterr().out


def test_a_name_from_outside_cannot_act_on_a_terminal_or_in_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "\x1b[31mMIT\n::error::<b>|"
    for form in ("text", "markdown"):
        cli.main(["compatible", hostile, "--as", hostile, "--format", form])
        shown = capsys.readouterr().out
        assert "\x1b" not in shown
        assert "\n::error" not in shown
        assert form == "text" or "<b>" not in shown


def test_a_no_says_that_it_is_about_one_work_and_where_parts_that_stay_apart_are_answered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for more in ([], ["--as", "MIT"]):
        assert cli.main(["compatible", "Apache-2.0", "CC-BY-NC-4.0", "GPL-3.0-only", *more]) == 1
        shown = " ".join(capsys.readouterr().out.split())
        assert shown.startswith("One work made from Apache-2.0, CC-BY-NC-4.0 and GPL-3.0-only")
        assert "openness may --together" in shown
    cli.main(["compatible", "MIT", "Apache-2.0"])
    assert "--together" not in capsys.readouterr().out


@pytest.mark.parametrize("names", [["nope"], ["MIT", "--as", "nope"]])
def test_a_name_that_no_record_knows_cannot_be_used_in_the_terminal_and_is_unknown_in_python(names: list[str]) -> None:
    assert cli.main(["compatible", *names]) == 2
    answer = openness.compatible(names[0], outbound=names[-1])
    assert (answer.verdict, "nope" in answer.because) == (Verdict.UNKNOWN, True)


@pytest.mark.parametrize("text", ["MIT AND", "OR MIT", "GPL-2.0-only WITH"])
def test_an_expression_that_ends_too_early_is_said_to_be_incomplete(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["compatible", text]) == 2
    shown = capsys.readouterr().err
    assert "the expression is not complete" in shown and "did you mean" not in shown


def test_models_that_go_in_by_their_names_are_told_with_their_licences(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["compatible", "meta-lama/Llama-3.1-8B", "google/gemma-3-4b-it", "--as", "MIT"]
    assert cli.main(words) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "google/gemma-3-4b-it is under Gemma Terms of Use (1 April 2024, 24 March 2025 or 1 April 2026)." in shown
    assert "tells no more than a family (did you mean meta-llama/Llama-3.1-8B?)." in shown
    assert cli.main([*words, "--format", "json"]) == 1
    models = json.loads(capsys.readouterr().out)["models"]
    assert [(model["name"], model["certain"], len(model["licences"])) for model in models] == [
        ("meta-lama/Llama-3.1-8B", False, 1),
        ("google/gemma-3-4b-it", True, 3),
    ]
    cli.main(["compatible", "MIT", "--as", "MIT", "--format", "json"])
    assert "models" not in json.loads(capsys.readouterr().out)


def test_many_that_go_in_are_a_series(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compatible", "MIT", "CC-BY-SA-4.0", "llama3.1"]) == 1
    words = " ".join(capsys.readouterr().out.split())
    assert words.startswith("One work made from MIT, CC-BY-SA-4.0 and llama3.1: no")
    assert (
        "every licence but CC-BY-SA-4.0, GPL-3.0-only, LAL-1.3, GPL-3.0-or-later or AGPL-3.0-only is ruled out" in words
    )


def test_each_sentence_begins_with_a_capital_and_editions_of_a_text_are_named_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What goes in comes first: a Gemma adapter, a well-known model and data that are not for commerce."""
    inbound = ("gemma", "Qwen/Qwen2.5-72B", "CC-BY-NC-4.0")
    cli.main(["compatible", *inbound])
    out = " ".join(capsys.readouterr().out.split())
    own, _, others = out.partition("Unknown under")
    gemma = "Gemma Terms of Use (1 April 2024, 24 March 2025 or 1 April 2026)"
    assert "LLaMA" in others and all(
        f"- {name}: no." in own for name in (gemma, "Qwen LICENSE AGREEMENT", "CC-BY-NC-4.0")
    )
    assert "It grants more than Qwen LICENSE AGREEMENT: Companies" in own
    assert re.search(r"\. [a-z]", own) is None
    assert f"CC-BY-NC-4.0 grants more than {gemma}: Nobody" in own and "2024), Gemma" not in own
    cli.main(["compatible", *inbound, "--as", "CC-BY-NC-4.0"])
    out = " ".join(capsys.readouterr().out.split())
    assert f"grants more than {gemma}: " in out and "grants more than Qwen LICENSE AGREEMENT: Companies" in out
