"""`openness may`: exit codes, the three forms of the answer, systems of several paths, and what cannot be used."""

import json
import re
from pathlib import Path

import pytest

import openness
from openness.cli.command_line import main

MODEL = (
    "openness: 1\nname: {name}\ncomponents: {{model-parameters-final: {{availability: public, licence: {licence}}}}}\n"
)


@pytest.fixture
def models(tmp_path: Path) -> dict[str, str]:
    """A model that is open and an adapter that is not for commerce."""
    paths = {}
    for name, licence in (("open", "Apache-2.0"), ("adapter", "CC-BY-NC-4.0")):
        path = tmp_path / name / "openness.yaml"
        path.parent.mkdir()
        path.write_text(MODEL.format(name=name, licence=licence), encoding="utf-8")
        paths[name] = str(path.parent)
    return paths


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["may", *words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_exit_code_is_0_where_every_answer_is_yes_and_1_elsewhere(
    models: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, models["open"], "--use", "sell-a-product")[0] == 0
    assert run(capsys, models["adapter"], "--use", "sell-a-product")[0] == 1
    assert run(capsys, models["open"])[0] == 1  # one may not retrain what has no data


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("gone.yaml",), "no such file"),
        (("meta-llama/Llama-3.1-8B",), "hub:meta-llama/Llama-3.1-8B"),
        (("https://huggingface.co/datasets/a/b",), "hub:datasets/a/b"),
        (("system:olmo-2", "--use", "sel-a-product"), "did you mean sell-a-product?"),
        (("system:olmo-2", "--in", "XX"), "such as DE"),
        (("system:olmo-2", "--in", "Germny"), "'Germny' is not a territory; did you mean Germany?"),
        (("system:olmo-2", "--in", "Deutchland"), "did you mean Deutschland?"),
        (("system:olmo-2", "--in", "Erewhon"), "write a country or two letters of ISO 3166-1"),
        (("system:olmo-2", "--uses", "run"), "there is no option --uses; did you mean --use?"),
        (("system:olmo-2", "--users", "many"), "'many' is not a number"),
        (("system:olmo-2", "--users", "-1"), ""),
    ],
)
def test_what_cannot_be_used_ends_with_2(
    words: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *words)
    assert code == 2
    assert message in err
    assert "Traceback" not in err + out


@pytest.mark.parametrize("name", ["CC-BY-NC-SA-4.0", "apache-2.0", "mit", "gpl"])
@pytest.mark.parametrize("verb", ["may", "classify", "notice"])
def test_the_name_of_a_licence_is_told_from_a_path(
    verb: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([verb, name]) == 2
    hint = "this is the name of a licence: `openness explain` and `openness compatible` take it"
    assert capsys.readouterr().err == f"openness: {name}: there is no such file; {hint}\n"
    (tmp_path / name).mkdir()
    assert main([verb, name]) == 2
    assert hint not in capsys.readouterr().err


def test_numbers_and_the_place_reach_the_limits(capsys: pytest.CaptureFixture[str]) -> None:
    ask = ("system:llama-3.2-vision", "--use", "run", "--format", "json")
    answers = {}
    for words in ((), ("--users", "5,000,000"), ("--users", "5_000_000", "--in", "DE"), ("--users=8e8", "--in=us")):
        code, out, _ = run(capsys, *ask, *words)
        answers[words] = (code, json.loads(out)["results"][0]["permissions"][0]["verdict"])
    assert list(answers.values()) == [(1, "unknown"), (0, "met"), (1, "unmet"), (1, "unmet")]


def test_the_answer_repeats_who_asks_and_where_the_clauses_stand(capsys: pytest.CaptureFixture[str]) -> None:
    ask = ("system:llama-3.1", "--use", "run")
    _, out, _ = run(capsys, *ask, "--users=8e8", "--revenue", "5M", "--in", "Germany")
    words = " ".join(out.split())
    who = "800 million monthly active users in the month that a limit names and 5 million US dollars of yearly revenue"
    assert f"Asked for somebody with {who}, in Germany." in words
    address = "https://github.com/meta-llama/llama-models/blob/main/models/llama3_1/LICENSE"
    assert f"Llama 3.1 Community License Agreement: {address}" in words
    _, out, _ = run(capsys, *ask)
    assert "Asked for" not in out
    _, out, _ = run(capsys, *ask, "--format", "json")
    (text,) = json.loads(out)["results"][0]["texts"]
    assert list(text.values()) == ["LicenseRef-Llama-3.1-Community", "Llama 3.1 Community License Agreement", address]


@pytest.mark.parametrize(
    ("licence", "name", "part_of", "address"),
    [
        (
            "llama3.1",
            "Acceptable Use Policy",
            "Llama 3.1 Community License Agreement",
            "https://llama.meta.com/llama3_1/use-policy",
        ),
        (
            "gemma",
            "Gemma Prohibited Use Policy",
            "Gemma Terms of Use",
            "https://ai.google.dev/gemma/prohibited_use_policy",
        ),
    ],
)
def test_the_policy_that_a_duty_cites_has_its_address_once(
    licence: str, name: str, part_of: str, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A policy is part of a licence, and stands in a text of its own."""
    (tmp_path / "README.md").write_text(f"---\nlicense: {licence}\n---\n# M\n")
    ask = (str(tmp_path), "--use", "host")
    _, out, _ = run(capsys, *ask)
    below = " ".join(out.partition("Where the clauses stand")[2].split())
    assert below.count(address) == 1 and f"- {name}, which is part of {part_of}: {address}" in below
    _, out, _ = run(capsys, *ask, "--format", "json")
    (result,) = json.loads(out)["results"]
    assert {(policy["name"], policy["url"]) for policy in result["policies"]} == {(name, address)}
    assert {policy["licence"] for policy in result["policies"]} <= {text["licence"] for text in result["texts"]}


def test_the_json_has_the_promised_keys(models: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, models["open"], models["adapter"], "--use", "sell-a-product", "--format", "json")
    report = json.loads(out)
    assert [result["source"] for result in report["results"]] == [models["open"], models["adapter"]]
    for result in report["results"]:
        (answer,) = result["permissions"]
        assert list(answer) == list(openness.may(result["source"], "sell-a-product")[0].to_dict())
        assert all(list(clause) == ["licence", "clause", "component", "of"] for clause in answer["clauses"])


def test_paths_together_are_one_system(models: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    words = (*models.values(), "--together", "--use", "sell-a-product", "--format", "json")
    code, out, _ = run(capsys, *words)
    (result,) = json.loads(out)["results"]
    assert (code, result["source"]) == (1, " + ".join(models.values()))
    assert [clause["of"] for clause in result["permissions"][0]["clauses"]] == ["adapter"]


def test_a_system_with_a_part_that_cannot_be_used_has_no_answer(
    models: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, models["open"], "gone.yaml", "--together", "--use", "run", "--format", "json")
    assert (code, json.loads(out)["results"]) == (2, [])
    code, out, _ = run(capsys, models["open"], "gone.yaml", "--use", "run", "--format", "json")
    assert (code, len(json.loads(out)["results"])) == (2, 1)  # by themselves the good ones are still answered


def test_the_text_says_the_reason_once_the_duties_and_what_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "system:llama-3.1", "--use", "run", "--use", "host")
    words = " ".join(out.split())
    assert words.count("no rights until Meta grants a licence (clauses 2, 1.b.ii)") == 1
    assert "? run it · offer it to others as a service: unknown It depends on your number of users." in words
    assert "show “Built with Llama” prominently" in words
    assert "For a firm answer add `--users N`." in words
    assert words.endswith("This is not legal advice.")


def test_a_reason_that_comes_again_is_not_said_again(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "system:llama-3.1")
    words = " ".join(out.split())
    assert words.count("have no rights until Meta grants a licence (clauses 2, 1.b.ii)") == 1
    assert "sell a product with it · train other models on what it makes: unknown It depends on" in words


def test_a_yes_of_many_uses_has_the_clauses_of_each_and_one_reason(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(
        capsys, "system:llama-3.1", "--users", "1000", "--use", "run", "--use", "host", "--use", "redistribute"
    )
    words = " ".join(out.split())
    first = "✓ run it (clauses 1.a, 2, 1.b.ii) · offer it to others as a service (clauses 1.b.i, 2, 1.b.ii) ·"
    assert f"{first} pass it on (clauses 1.a, 2, 1.b.ii): yes, but not for every purpose Llama 3.1" in words
    _, out, _ = run(capsys, "system:llama-3.1", "--users", "1000", "--use", "run", "--use", "redistribute")
    assert "✓ run it · pass it on: yes, but not for every purpose (clauses 1.a, 2, 1.b.ii) Llama 3.1" in " ".join(
        out.split()
    )
    assert words.count("Llama 3.1 Community License Agreement allows it, but not for every purpose") == 1
    assert words.count("its limit of 700 million monthly active users, affiliates included, in the calendar month") == 1


def test_clauses_of_several_licences_stand_once_behind_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "README.md").write_text(
        "---\nlicense: apache-2.0\nbase_model: meta-llama/Llama-3.1-8B\n---\n# M\n", encoding="utf-8"
    )
    _, out, _ = run(capsys, str(tmp_path), "--users", "1000", "--use", "run", "--use", "redistribute")
    words = " ".join(out.split())
    places = "clauses 2, 4 of Apache-2.0; clauses 1.a, 2, 1.b.ii of Llama 3.1 Community License Agreement"
    assert f"✓ run it · pass it on: yes, but not for every purpose ({places}) Apache-2.0 and Llama 3.1" in words


def test_a_duty_names_the_uses_that_bring_it_only_where_several_were_asked(capsys: pytest.CaptureFixture[str]) -> None:
    _, one, _ = run(capsys, "system:llama-3.1", "--use", "redistribute")
    _, two, _ = run(capsys, "system:llama-3.1", "--use", "redistribute", "--use", "host")
    _, three, _ = run(capsys, "system:llama-3.1", "--use", "redistribute", "--use", "host", "--use", "run")
    assert "To pass it on" not in one and "every use" not in one
    assert two.count("For every use above:") == 1
    assert three.count("To pass it on · offer it to others as a service:") == 1


@pytest.mark.parametrize("system", ["gemma-3", "qwen2.5-3b", "stable-diffusion-3.5", "kimi-k2", "llama-3.1"])
def test_each_duty_stands_once_and_names_of_uses_are_not_torn_at_their_commas(
    system: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, f"system:{system}")
    duties = out.partition("What you must do\n")[2].partition("Where the clauses stand")[0]
    items = re.split(r"^  - ", " ".join(f"\n{duties}".split("\n    ")), flags=re.MULTILINE)[1:]
    says = [item.split("\n")[0].rpartition(" (")[0] for item in items]
    assert says and len(set(says)) == len(says)
    assert "use what it makes, for any purpose," not in " ".join(duties.split())


def test_a_duty_that_some_uses_bring_in_any_case_and_others_on_a_condition_stands_with_both(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capsys, "system:gemma-3", "--use", "redistribute", "--use", "train-on-outputs", "--use", "run")
    words = " ".join(out.split())
    condition = "if the new model is made to perform like it, which makes it a derivative"
    assert f"To pass it on – and {condition}, to train other models on what it makes: - add a “Notice” file" in words
    assert words.count("give every recipient a copy of the terms") == 1


def test_a_duty_that_few_of_many_uses_do_not_bring_names_those(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "system:gemma-3")
    words = " ".join(out.split())
    assert (
        "For every use above that is not a no, except “pass it on”: - do not override or get round safety filters"
        in words
    )
    assert "except “pass it on” and “publish a changed version of it”: - use the maker’s names" in words


@pytest.mark.parametrize(
    ("words", "head", "duty"),
    [
        ((), "more than 100 million monthly active users or more than 20 million USD of monthly revenue:", ""),
        (("--users", "9"), "If you have more than 20 million USD of monthly revenue:", ""),
        (("--users", "9e8"), "", ", as you have more than 100 million monthly active users"),
    ],
)
def test_a_duty_past_a_number_says_the_number_before_it_is_given_and_that_you_are_past_it_after(
    words: tuple[str, ...], head: str, duty: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "system:kimi-k2", "--use", "host", *words)
    must = " ".join(out.partition("What you must do")[2].split())
    assert f"{head} - show “Kimi K2” prominently in the interface of the commercial product{duty} (".lstrip() in must
    assert ("If you have" in must) is bool(head)
    assert "either number" not in must


def test_a_yes_to_parts_side_by_side_says_that_they_make_no_one_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = tmp_path / "openness.yaml"
    for licence, says in (("GPL-3.0-only", True), ("MIT", False)):
        stated = f"inference-code: {{availability: public, licence: {licence}}}"
        code.write_text(f"openness: 1\nname: C\ncomponents: {{{stated}}}\n", encoding="utf-8")
        words = ("system:llama-3.1", str(tmp_path), "--together", "--use", "redistribute", "--users", "1000")
        status, out, _ = run(capsys, *words)
        fit = "you may not combine them into one work, because no licence fits the whole"
        command = "`openness compatible LicenseRef-Llama-3.1-Community GPL-3.0-only` says why"
        assert (status, f"side by side; {fit}: {command}." in " ".join(out.split())) == (0, says)


def test_a_duty_has_the_words_that_it_prescribes_and_says_what_writes_them(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "system:llama-3.1", "--use", "redistribute")
    words = " ".join(out.split())
    assert "keep the given notice in a “Notice” file with every copy: “Llama 3.1 is licensed under" in words
    assert words.count("“Built with Llama”") == 1  # the duty quotes them already
    assert "`openness notice` writes the texts and words that must go along." in words


def test_what_brings_no_text_along_names_no_notice(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "system:llama-3.1", "--use", "study")
    assert "openness notice" not in out


def test_the_markdown_is_inert(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "openness.yaml"
    path.write_text(MODEL.format(name='"<b>|x"', licence='"<script>|"'), encoding="utf-8")
    _, out, _ = run(capsys, str(path), "--format", "markdown")
    assert "<script>" not in out
    assert out.startswith("# May we use ")


@pytest.mark.parametrize("word", ["800M", "800m", "800_000_000", "800,000,000", "800000k", "0.8bn"])
def test_a_number_may_be_written_in_many_ways(word: str) -> None:
    assert main(["may", "system:llama-3.1", "--use", "run", "--users", "20k"]) == 0
    assert main(["may", "system:llama-3.1", "--use", "run", "--users", word]) == 1


@pytest.mark.parametrize("word", ["20kk", "k", "many", "-5", "5 mm", "", "5e", "inf"])
def test_a_number_that_is_none_is_refused_with_a_hint(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["may", "system:olmo-2", f"--users={word}"]) == 2
    assert "write 5000000, 5000k or 5M" in capsys.readouterr().err


def test_uk_is_the_united_kingdom(capsys: pytest.CaptureFixture[str]) -> None:
    for place in ("UK", "uk", "GB", "United Kingdom"):
        main(["may", "system:llama-3.2-vision", "--use", "run", "--users", "1", "--in", place])
        assert "? " not in capsys.readouterr().out


def test_an_option_is_named_where_it_makes_an_answer_firm_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    card = tmp_path / "README.md"
    card.write_text("---\nlicense: other\nlicense_name: qwen\npipeline_tag: text-generation\n---\n# M\n")
    _, open_, _ = run(capsys, str(card), "--use", "sell-a-product", "--users", "5000")
    assert "It depends on which licence holds" in " ".join(open_.split()) and "For a firm answer" not in open_
    _, firm, _ = run(capsys, "system:dinov3", "--use", "sell-a-product")
    assert "For a firm answer add --not-excluded." in firm
    assert run(capsys, "system:dinov3", "--use", "sell-a-product", "--not-excluded")[0] == 0


def test_a_member_of_a_family_without_a_date_has_no_empty_brackets(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    card = tmp_path / "README.md"
    card.write_text("---\nlicense: other\nlicense_name: qwen\npipeline_tag: text-generation\n---\n# M\n")
    _, out, _ = run(capsys, str(card))
    assert "RESEARCH LICENSE AGREEMENT" in " ".join(out.split()) and "( or" not in out and "( and" not in out


def test_a_hint_for_research_names_what_researchers_do(capsys: pytest.CaptureFixture[str]) -> None:
    _, _, error = run(capsys, "system:exaone-4.0", "--use", "research")
    assert "did you mean run or fine-tune?" in error


def test_each_text_that_is_cited_stands_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "system:gemma-2")
    assert "Gemma Terms of Use (1 April 2026): no address of its text is known here" in " ".join(out.split())


def test_of_many_licences_of_which_one_may_hold_no_screen_lists_the_duties(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: cc\npipeline_tag: x\n---\n# M\n", encoding="utf-8")
    _, out, _ = run(capsys, str(tmp_path), "--use", "sell-a-product")
    words = " ".join(out.split())
    assert (
        "What else you must do depends on which of 30 licences holds; `--format json` has the duties of each." in words
    )
    assert "if one of them holds" not in words
    assert "… and 18 more; `--format json` has all of them." in words
    assert len(out.splitlines()) < 40
    _, out, _ = run(capsys, str(tmp_path), "--use", "sell-a-product", "--format", "json")
    (permission,) = json.loads(out)["results"][0]["permissions"]
    assert len({due["licence"] for due in permission["duties"]}) == 30


def test_of_few_licences_of_which_one_may_hold_the_screen_lists_the_duties_of_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: bsd\npipeline_tag: x\n---\n# M\n", encoding="utf-8")
    _, out, _ = run(capsys, str(tmp_path), "--use", "sell-a-product")
    assert "depends on which of" not in out
    assert "BSD-2-Clause" in out


def test_the_card_whose_prose_names_the_licence_of_its_data_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "---\nlicense: mit\npipeline_tag: x\n---\n# M\n\nThe training data is licensed under CC-BY-NC-4.0.\n"
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    _, out, _ = run(capsys, str(tmp_path), "--use", "sell-a-product")
    words = "".join(out.split())
    assert f"Thetrainingdatamaynotbeusedcommercially(CC-BY-NC-4.0,{tmp_path}/README.md:7)" in words
