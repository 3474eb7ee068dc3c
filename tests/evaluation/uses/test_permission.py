"""May we? Questions that a lawyer asks of described systems, answered from the texts of their licences."""

import pickle
from pathlib import Path
from typing import Any

import pytest
from tests.support.releases import card, judgeable, native, weights

import openness
from openness import OpennessError, Release, Shelf, may
from openness.errors import Problem
from openness.evaluation.facts import world_of
from openness.evaluation.standing import weigh_worlds
from openness.evaluation.uses.caller import Caller
from openness.evaluation.uses.may import answers, permissions
from openness.evaluation.uses.permission import Answered, Due, Permission, report_of
from openness.evaluation.uses.use import uses, uses_of
from openness.licensing.limit_form import limited_uses
from openness.resolution.resolved import resolved
from openness.shelf.shelf import shipped
from openness.vocabulary import Kind
from openness.vocabulary.duties import Duty
from openness.vocabulary.verdict import Verdict

#: System, use, who asks, the answer, and the clause of the text that gives it (empty where no text does).
QUESTIONS = [
    # Llama 3.1 Community License: 1.a grants, 1.b.i redistribution and outputs, 2 the users on the release date.
    ("llama-3.1", "sell-a-product", {"users": 5_000_000}, "met", "1.a"),
    ("llama-3.1", "sell-a-product", {"users": 800_000_000}, "unmet", "2, 1.b.ii"),
    ("llama-3.1", "run", {"users": 700_000_001}, "unmet", "2, 1.b.ii"),
    ("llama-3.1", "run", {"users": 700_000_000}, "met", "1.a"),
    ("llama-3.1", "sell-a-product", {}, "unknown", "2, 1.b.ii"),
    ("llama-3.1", "train-on-outputs", {"users": 10}, "met", "1.b.i"),
    ("llama-3.1", "any-purpose", {"users": 10}, "unmet", "1.b.iv"),
    ("llama-3.1", "host", {"users": 10, "territory": "DE"}, "met", "1.b.i"),
    # Llama 3.2: the use policy gives nobody in the European Union rights in the multimodal models.
    (
        "llama-3.2-vision",
        "run",
        {"users": 10, "territory": "DE"},
        "unmet",
        "Acceptable Use Policy, last paragraph but one",
    ),
    ("llama-3.2-vision", "run", {"users": 10, "territory": "US"}, "met", "1.a"),
    ("llama-3.2-vision", "run", {"users": 10, "territory": "NO"}, "met", "1.a"),  # in the EEA, and not in the EU
    (
        "llama-3.2-vision",
        "run",
        {"users": 10, "territory": "EEA"},
        "unknown",
        "Acceptable Use Policy, last paragraph but one",
    ),
    ("llama-3.2-vision", "anywhere", {}, "unknown", "Acceptable Use Policy, last paragraph but one"),
    ("llama-3.2-text", "run", {"users": 10, "territory": "DE"}, "met", "1.a"),
    ("llama-3.2-text", "sell-a-product", {"users": 10, "territory": "EU"}, "met", "1.a"),
    ("llama-3.2-text", "anywhere", {}, "met", "Acceptable Use Policy, last paragraph but one"),
    # Tencent Hunyuan: 1.l and 5.c leave the use in some countries without a licence, wherever somebody is established.
    ("hunyuan-large", "anywhere", {}, "unmet", "1.l, 2, 5.c"),
    ("hunyuan-large", "anywhere", {"users": 10, "territory": "US"}, "unmet", "1.l, 2, 5.c"),
    ("hunyuan-large", "run", {"users": 10, "territory": "US"}, "met", "2"),
    ("hunyuan-large", "run", {"users": 10, "territory": "KR"}, "met", "2"),
    ("hunyuan-a13b", "run", {"users": 10, "territory": "KR"}, "unmet", "1.l, 2, 5.c"),
    ("hunyuanvideo", "anywhere", {"users": 10, "territory": "US"}, "unmet", "1.l, 2, 5.c"),
    # A derivative: its own licence is MIT, and its bases bring Llama's.
    ("deepseek-r1-distill-llama", "sell-a-product", {"users": 800_000_000}, "unmet", "2, 1.b.ii"),
    ("deepseek-r1-distill-llama", "sell-a-product", {"users": 10}, "met", "1.a"),
    ("deepseek-r1", "sell-a-product", {}, "met", "permission notice"),
    ("deepseek-r1", "train-on-outputs", {}, "met", "permission notice"),
    ("deepseek-v3-dec2024", "any-purpose", {}, "unmet", "5, Attachment A"),
    # Gemma Terms: 2.2 use, 3.2 the prohibited uses, 1.1(e) and 3.1 models trained on outputs.
    ("gemma-2", "sell-a-product", {}, "met", "2.2"),
    ("gemma-2", "any-purpose", {}, "unmet", "3.2"),
    # A limit without a number excludes a class of people: whoever asks may be one of them.
    ("dinov3", "sell-a-product", {}, "unknown", "1.b.v"),
    ("dinov3", "run", {"users": 5, "territory": "DE"}, "unknown", "1.b.v"),
    ("dinov3", "any-purpose", {}, "unmet", "1.b.v"),
    ("dinov3", "anywhere", {}, "met", "1.a"),
    ("sam-3", "sell-a-product", {"users": 5, "revenue": 5}, "unknown", "1.b.v"),
    # Research and non-production licences.
    ("mistral-large-2", "run", {}, "met", "2.1"),
    ("mistral-large-2", "sell-a-product", {}, "unmet", "3.2, 9"),
    ("mistral-large-2", "host", {}, "unknown", "9"),
    ("codestral-22b", "sell-a-product", {}, "unmet", "3.2"),
    ("qwen2.5-3b", "sell-a-product", {}, "unmet", "2.a, 2.b"),
    ("flux1-dev", "sell-a-product", {}, "unmet", "2.b"),
    ("flux1-dev", "train-on-outputs", {}, "unmet", "2.d"),
    ("command-r-plus", "sell-a-product", {}, "unmet", "CC 1.i, 2.a.1"),
    ("command-r-plus", "redistribute", {}, "met", "CC 2.a.1.A"),
    # Limits by users and by revenue.
    ("qwen2.5-72b", "sell-a-product", {"users": 200_000_000}, "unmet", "4"),
    ("qwen2.5-72b", "sell-a-product", {"users": 1_000}, "met", "2"),
    ("stable-diffusion-3.5", "sell-a-product", {"revenue": 2_000_000}, "unmet", "III"),
    ("stable-diffusion-3.5", "run", {"revenue": 2_000_000}, "unmet", "III"),
    ("stable-diffusion-3.5", "sell-a-product", {"revenue": 500_000}, "met", "III"),
    ("stable-diffusion-3.5", "sell-a-product", {}, "unknown", "III"),
    ("stable-diffusion-3.5", "train-on-outputs", {"revenue": 1}, "unmet", "IV.b"),
    ("kimi-k2", "sell-a-product", {"users": 200_000_000}, "met", "permission notice"),
    # Behavioural licences let one sell, and not for every purpose.
    ("stable-diffusion-v1", "sell-a-product", {}, "met", ""),
    ("bloom", "any-purpose", {}, "unmet", "5, Attachment A"),
    ("starcoder2", "any-purpose", {}, "unmet", ""),
    ("falcon-180b", "host", {}, "unmet", ""),
    ("phi-4-msrla", "sell-a-product", {}, "unknown", ""),  # the text of this licence was not at hand
    # Open licences, with numbers or without.
    ("flux1-schnell", "sell-a-product", {}, "met", "2"),
    ("qwen2.5-apache", "host", {"users": 10**10, "revenue": 10**12, "territory": "FR"}, "met", "2"),
    ("phi-4", "publish-a-derivative", {}, "met", "permission notice"),
    ("whisper", "sell-a-product", {}, "met", ""),
    ("gpt-oss", "anywhere", {}, "met", ""),
    ("olmo-2", "fine-tune", {}, "met", "2"),
    ("olmo-2", "retrain", {}, "unknown", ""),  # nobody names a licence for the code that prepares the data
    # Nothing that can be had is nothing that may be run.
    ("gpt-4o", "run", {}, "unmet", ""),
    ("gpt-4o", "sell-a-product", {}, "unmet", ""),
    ("llama-3.1", "retrain", {}, "unmet", ""),
]


def ask(source: object, use: str, **caller: object) -> Permission:
    (permission,) = may(source, use, shelf=shipped(), **caller)  # type: ignore[arg-type]  # a caller is a mapping
    return permission


@pytest.mark.parametrize(("system", "use", "caller", "verdict", "clause"), QUESTIONS)
def test_a_question_is_answered_with_its_clause(
    system: str, use: str, caller: dict[str, object], verdict: str, clause: str
) -> None:
    permission = ask(f"system:{system}", use, **caller)
    assert permission.verdict.value == verdict, permission.because
    if clause:
        assert clause in [cited.clause for cited in permission.clauses], permission.clauses


# Limits, one by one

LICENCE = """
id = "LicenseRef-Tried"
name = "Tried Licence"
made-for = ["weights"]
[grants]
use            = { answer = true, clause = "1" }
commercial-use = { answer = true, clause = "1" }
host           = { answer = true, clause = "1" }
study          = { answer = true, clause = "1" }
"""
ASKS = """metric = "monthly-active-users"
above = 1000
of = "anyone"
effect = "asks"
because = "Companies with more than 1,000 users must ask."
clause = "2"
"""


def tried(tmp_path: Path, limit: str, use: str = "sell-a-product", only: bool = True, **caller: object) -> Permission:
    """The answer under a licence with one limit: the grant of the limit is false because of it, every other true."""
    grants = LICENCE
    for term in ("anyone", "everywhere"):
        false = f'answer = false, because = "Not all.", clause = "2"{", only-limits = true" if only else ""}'
        true = 'answer = true, clause = "1"'
        narrowed = f'of = "{term}"' in limit
        grants += f"{term} = {{ {false if narrowed else true} }}\n"
    (tmp_path / "tried.toml").write_text(f"{grants}[[limit]]\n{limit}", encoding="utf-8")
    release = native("name: M\ncomponents: {model-parameters-final: {availability: public, licence: LicenseRef-Tried}}")
    (permission,) = may(release, use, shelf=Shelf((str(tmp_path),)), **caller)  # type: ignore[arg-type]  # a caller is a mapping
    return permission


def test_the_caller_s_number_decides_a_limit_and_without_it_the_use_is_unknown(tmp_path: Path) -> None:
    assert tried(tmp_path, ASKS, users=1_000).verdict is Verdict.MET
    past = tried(tmp_path, ASKS, users=1_001)
    assert (past.verdict, past.because) == (Verdict.UNMET, "Companies with more than 1,000 users must ask (clause 2).")
    unsaid = tried(tmp_path, ASKS)
    assert (unsaid.verdict, unsaid.depends_on) == (Verdict.UNKNOWN, ("users",))
    assert [clause.clause for clause in unsaid.clauses] == ["2"]
    assert unsaid.because.startswith("It depends on your number of users.")


def test_a_limit_of_at_least_a_number_reaches_whoever_has_that_number(tmp_path: Path) -> None:
    least = ASKS.replace("above", "at-least")
    assert [tried(tmp_path, least, users=users).verdict.value for users in (999, 1_000)] == ["met", "unmet"]
    texts = ("LicenseRef-LFM-Open-1.0", "LicenseRef-LTXV-Open-Weights-2025", "LicenseRef-LTX-2.x-Community-2026-08-11")
    for licence in texts:  # “at least $10,000,000”, “equals or exceeds”
        model = native(f"name: M\n{WEIGHTS % licence}")
        answers = [ask(model, "sell-a-product", revenue=revenue).verdict.value for revenue in (9_999_999, 10_000_000)]
        assert answers == ["met", "unmet"], licence


def test_a_limit_withholds_what_it_narrows_from_other_uses_too(tmp_path: Path) -> None:
    assert tried(tmp_path, ASKS, "run", users=1_001).verdict is Verdict.UNMET
    assert tried(tmp_path, ASKS + 'uses = ["host"]', "run", users=1_001).verdict is Verdict.MET
    assert tried(tmp_path, ASKS + 'uses = ["host"]', "host", users=1_001).verdict is Verdict.UNMET


def test_a_false_grant_gives_way_to_limits_only_where_the_record_says_so(tmp_path: Path) -> None:
    assert tried(tmp_path, ASKS, only=False, users=1).verdict is Verdict.UNMET
    assert tried(tmp_path, ASKS, only=False).depends_on == ()


@pytest.mark.parametrize("effect", ["pays", "duty"])
def test_a_limit_that_costs_or_adds_a_duty_leaves_the_right_and_says_so(tmp_path: Path, effect: str) -> None:
    limit = ASKS.replace('"asks"', f'"{effect}"').replace("must ask", "must do it")
    past, below, unsaid = (tried(tmp_path, limit, users=users) for users in (1_001, 1_000, None))
    assert {past.verdict, below.verdict, unsaid.verdict} == {Verdict.MET}
    must = "Companies with more than 1,000 users must do it."
    assert [must in [due.says for due in answer.duties] for answer in (past, below, unsaid)] == [True, False, True]


def test_a_metric_that_no_caller_can_answer_stays_unknown(tmp_path: Path) -> None:
    for metric in ("daily-active-users", "monthly-visits", "devices"):
        answer = tried(tmp_path, ASKS.replace("monthly-active-users", metric), users=1, revenue=1)
        assert (answer.verdict, answer.depends_on) == (Verdict.UNKNOWN, (metric,))
    by_month = ASKS.replace("monthly-active-users", "monthly-revenue") + 'currency = "USD"'
    assert tried(tmp_path, by_month, revenue=1).depends_on == ("monthly-revenue",)
    yuan = ASKS.replace("monthly-active-users", "annual-revenue") + 'currency = "CNY"'
    assert tried(tmp_path, yuan, revenue=1).verdict is Verdict.UNKNOWN
    dollars = yuan.replace("CNY", "USD")
    assert [tried(tmp_path, dollars, revenue=revenue).verdict.value for revenue in (1, 2_000)] == ["met", "unmet"]


def test_a_class_that_is_kept_from_commerce_alone_is_named_in_the_yes_to_other_uses(tmp_path: Path) -> None:
    bakers = """metric = "class"
of = "anyone"
effect = "withholds"
uses = ["sell-a-product"]
because = "Bakers get no commercial licence."
clause = "3"
"""
    answer = tried(tmp_path, bakers, "run", users=5)
    assert answer.because == (
        "Tried Licence (clause 1) allows it, but not commercially for everybody (clause 3). Bakers get no commercial licence."
    )
    assert answer.but == ("not commercially for everybody",)
    assert tried(tmp_path, bakers, users=5).because.startswith("It depends on who you are. Bakers get no")


def test_saying_where_one_is_turns_no_yes_into_an_unknown_without_a_reason() -> None:
    silent = native(f"name: M\n{WEIGHTS % 'LicenseRef-DeepFloyd-IF'}")
    assert ask(silent, "run").verdict is Verdict.MET
    answer = ask(silent, "run", territory="DE")
    assert answer.verdict is Verdict.UNKNOWN
    assert answer.because == answer.gist or not answer.gist
    assert answer.because == (
        "Nobody has checked the text of DeepFloyd IF License Agreement for whether it gives its rights in Germany."
    )
    assert ask(silent, "anywhere", territory="DE").gist == "Unknown whether DeepFloyd IF License Agreement grants this."


def test_a_territory_is_asked_elsewhere_only_where_the_caller_names_one(tmp_path: Path) -> None:
    limit = """metric = "territory"
except = ["EU", "KR"]
of = "everywhere"
effect = "withholds"
because = "Nobody in the EU or South Korea has rights."
clause = "3"
"""
    assert tried(tmp_path, limit, "study").verdict is Verdict.MET
    answers = {
        place: tried(tmp_path, limit, "study", territory=place).verdict.value
        for place in ("de", "KR", "US", "EU", "EEA")
    }
    assert answers == {"de": "unmet", "KR": "unmet", "US": "met", "EU": "unmet", "EEA": "unknown"}
    assert tried(tmp_path, limit, "anywhere").depends_on == ("territory",)


LLAMA = "license: llama3.2\n"
TEXT, VISION = "meta-llama/Llama-3.2-3B-Instruct", "meta-llama/Llama-3.2-11B-Vision-Instruct"


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        (LLAMA, "unknown"),
        (f"{LLAMA}pipeline_tag: text-generation", "met"),
        (f"{LLAMA}pipeline_tag: image-text-to-text", "unmet"),
        (f"{LLAMA}pipeline_tag: robotics", "unknown"),
        (f"{LLAMA}base_model: {TEXT}", "met"),
        (f"{LLAMA}base_model: {VISION}", "unmet"),
        (f"{LLAMA}base_model: unsloth/Llama-3.2-1B-Instruct-bnb-4bit", "met"),
        # The limit is about the maker's models: what others make of them neither escapes nor falls under it.
        (f"{LLAMA}base_model: {VISION}\npipeline_tag: text-generation", "unmet"),
        (f"{LLAMA}base_model: {TEXT}\npipeline_tag: image-text-to-text", "met"),
        (f"{LLAMA}base_model: [{TEXT}, {VISION}]\nbase_model_relation: merge", "unmet"),
        (f"license: apache-2.0\nbase_model: {VISION}", "unmet"),
        (f"{LLAMA}model_name: Llama-3.2-90B-Vision", "unmet"),
        ("license: llama3.3\nbase_model: meta-llama/Llama-3.3-70B-Instruct", "met"),
    ],
)
def test_a_limit_on_multimodal_models_reaches_those_alone(fields: str, verdict: str) -> None:
    (answer,) = may(card(fields), "run", users=1, territory="DE", shelf=shipped())
    assert answer.verdict.value == verdict
    assert answer.depends_on == (("multimodal",) if verdict == "unknown" else ())
    (elsewhere,) = may(card(fields), "run", users=1, territory="US", shelf=shipped())
    assert elsewhere.verdict is Verdict.MET


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ("license: llama4\nbase_model: meta-llama/Llama-Prompt-Guard-2-86M", "met"),
        ("license: llama4\nmodel_name: meta-llama/Llama-Prompt-Guard-2-22M", "met"),
        (
            "license: llama4\nbase_model: meta-llama/Llama-4-Scout-17B-16E-Instruct\npipeline_tag: text-generation",
            "unmet",
        ),
        # nearly every model is multimodal, so that a task alone is no evidence against it
        ("license: llama4\npipeline_tag: text-generation", "unmet"),
        ("license: llama4\nbase_model: someone/llama-4-tuned\npipeline_tag: text-generation", "unmet"),
        (
            "license: llama4\nbase_model: [meta-llama/Llama-Prompt-Guard-2-86M, meta-llama/Llama-4-Scout-17B-16E]",
            "unmet",
        ),
    ],
)
def test_a_limit_that_is_presumed_holds_unless_the_table_says_otherwise(fields: str, verdict: str) -> None:
    (answer,) = may(card(fields), "run", users=1, territory="DE", shelf=shipped())
    assert (answer.verdict.value, answer.depends_on) == (verdict, ())


def test_a_base_that_its_family_alone_tells_leaves_open_what_else_reaches_it() -> None:
    answer = ask(card(f"{LLAMA}base_model: someone/Llama-3.2-1B-tuned"), "run", users=1, territory="DE")
    assert answer.because == (
        "Nobody says whether other terms than its family's reach the base model someone/Llama-3.2-1B-tuned."
    )


def test_a_native_file_says_what_a_limit_on_multimodal_models_depends_on() -> None:
    text = f"name: M\n{WEIGHTS % 'LicenseRef-Llama-3.2-Community'}circumstances: {{multimodal: %s}}"
    answers = [ask(native(text % word), "run", users=1, territory="FR").verdict.value for word in ("true", "false")]
    assert answers == ["unmet", "met"]
    (open_,) = may(native(text.rpartition("circumstances")[0]), "anywhere", shelf=shipped())
    assert (open_.verdict, open_.depends_on) == (Verdict.UNKNOWN, ("territory", "multimodal"))


def test_a_limit_that_spares_the_users_of_a_product_says_so() -> None:
    refused = ask("system:llama-3.2-vision", "run", users=1, territory="DE")
    assert refused.because.endswith("People who only use a product that somebody else makes with it are exempt.")
    assert "exempt" not in ask("system:qwen2.5-72b", "run", users=200_000_000).because


def test_the_free_words_of_an_older_limit_withhold(tmp_path: Path) -> None:
    older = 'metric = "monthly-active-users"\nabove = 1000\neffect = "no rights until somebody agrees"\nclause = "2"\n'
    assert tried(tmp_path, older, "run", users=1_001).verdict is Verdict.UNMET
    assert "No rights until somebody agrees" in tried(tmp_path, older, "run", users=1_001).because


# Bases, choices, disputes, silence

WEIGHTS = "components: {model-parameters-final: {availability: public, licence: %s}}\n"


def test_a_base_that_denies_decides_and_is_named() -> None:
    base = "base-models: [{name: x/nc, relation: fine-tune, licence: CC-BY-NC-4.0, producer: X}]"
    answer = ask(native(f"name: M\nproducer: Y\n{WEIGHTS % 'MIT'}{base}"), "sell-a-product")
    assert answer.verdict is Verdict.UNMET
    assert [(clause.licence, clause.of) for clause in answer.clauses] == [("CC-BY-NC-4.0", "x/nc")]
    assert "base model x/nc" in answer.because


def test_a_certain_no_stands_however_much_else_is_silent() -> None:
    assert (
        ask(native("components: {model-parameters-final: {licence: CC-BY-NC-4.0}}"), "sell-a-product").verdict
        is Verdict.UNMET
    )
    assert ask(native("components: {training-code: withheld}"), "retrain").verdict is Verdict.UNMET


def test_one_alternative_of_a_choice_suffices_and_a_dispute_is_unknown() -> None:
    assert ask(native(WEIGHTS % '"MIT OR CC-BY-NC-4.0"'), "sell-a-product").verdict is Verdict.MET
    assert ask(native(WEIGHTS % '"MIT AND CC-BY-NC-4.0"'), "sell-a-product").verdict is Verdict.UNMET
    disputed = native(WEIGHTS % "MIT").join(native(WEIGHTS % "CC-BY-NC-4.0", "other.openness.yaml"))
    assert ask(disputed, "sell-a-product").verdict is Verdict.UNKNOWN
    assert ask(disputed, "study").verdict is Verdict.MET


def test_a_yes_cites_the_alternative_that_allows_it_and_says_what_stays_forbidden() -> None:
    choice = ask(native(WEIGHTS % '"MIT OR CC-BY-NC-4.0"'), "sell-a-product")
    assert {clause.licence for clause in choice.clauses} == {"MIT"}
    assert choice.because == "MIT (permission notice) allows it."
    assert ask(native(WEIGHTS % "CC-BY-NC-4.0"), "run").because == (
        "CC-BY-NC-4.0 (clause 2.a.1) allows it, but not commercially (clauses 1.i, 2.a.1)."
    )
    assert ask("system:gemma-2", "sell-a-product").because.endswith(
        "allows it, but not for every purpose (clause 3.2 of Gemma Terms of Use (1 April 2024, 24 March 2025 and 1 April 2026))."
    )


def test_silence_is_no_permission() -> None:
    answers = may(native("name: M"), shelf=shipped())
    assert {answer.verdict for answer in answers} == {Verdict.UNKNOWN}
    assert all(answer.because for answer in answers)
    assert {answer.verdict for answer in may(native(WEIGHTS % "NONE"), shelf=shipped())} <= {
        Verdict.UNMET,
        Verdict.UNKNOWN,
    }


def test_whoever_asks_with_numbers_never_gets_more_than_one_below_every_limit() -> None:
    """More users or revenue never turn a no into a yes."""
    rank = [Verdict.UNMET, Verdict.UNKNOWN, Verdict.MET]
    for id in shipped().licences():
        if shipped().licence(id).limits:  # type: ignore[union-attr]  # each id has a record
            release = native(f"name: M\n{WEIGHTS % id}")
            few, many = (may(release, users=n, revenue=n, territory="CH", shelf=shipped()) for n in (0, 10**15))
            unsaid = may(release, territory="CH", shelf=shipped())
            for least, most, open_ in zip(many, few, unsaid, strict=True):
                assert rank.index(least.verdict) <= rank.index(open_.verdict) <= rank.index(most.verdict), (
                    id,
                    least.use,
                )


# Data sets and systems


def test_a_data_set_is_asked_whether_one_may_train_on_it() -> None:
    def train(licence: str) -> Permission:
        (permission,) = may(card(f"license: {licence}\npretty_name: D\ntask_categories: [x]"), shelf=shipped())
        return permission

    assert (train("cc-by-4.0").use, train("cc-by-4.0").verdict) == ("train-on-it", Verdict.MET)
    assert train("cc-by-nc-4.0").verdict is Verdict.UNMET
    assert train("other").verdict is Verdict.UNKNOWN


def test_a_system_may_what_each_of_its_parts_may() -> None:
    model = native(f"name: M\n{WEIGHTS % 'MIT'}")
    nc = native(f"name: A\n{WEIGHTS % 'CC-BY-NC-4.0'}")
    data = native("name: D\ncomponents: {datasets: {availability: public, licence: CC-BY-NC-4.0}}")
    code = native("name: C\ncomponents: {inference-code: {availability: public, licence: Apache-2.0}}")
    assert ask([model, code], "sell-a-product").verdict is Verdict.MET
    for part, name in ((nc, "A"), (data, "D")):
        answer = ask([model, part, code], "sell-a-product")
        assert (answer.verdict, [clause.of for clause in answer.clauses]) == (Verdict.UNMET, [name])
    assert ask([model, native("name: E")], "sell-a-product").verdict is Verdict.UNKNOWN
    assert ask([data, code], "run").verdict is Verdict.UNKNOWN  # nobody speaks of the weights
    assert ask(card("license: cc-by-nc-4.0\ntask_categories: [x]"), "redistribute").verdict is Verdict.MET
    assert ask(card("license: cc-by-nc-4.0\ntask_categories: [x]"), "sell-a-product").verdict is Verdict.UNMET


def test_data_and_code_beside_a_model_have_no_outputs_to_ask_about() -> None:
    model = native(f"name: M\n{WEIGHTS % 'MIT'}")
    nc = card("license: cc-by-nc-4.0\npretty_name: D\ntask_categories: [x]")
    code = native("name: C\ncomponents: {inference-code: {availability: public, licence: GPL-3.0-only}}")
    for use in ("use-outputs", "train-on-outputs"):
        answer = ask([model, nc, code], use)
        assert (answer.verdict, {clause.licence for clause in answer.clauses}) == (Verdict.MET, {"MIT"})
    assert ask([model, nc, code], "sell-a-product").verdict is Verdict.UNMET


def test_a_yes_names_a_licence_of_several_bases_once() -> None:
    because = ask("system:deepseek-r1-distill-qwen", "sell-a-product").because
    assert because.startswith("MIT (permission notice) and Apache-2.0 (clause 2) for the base models Qwen/")
    assert because.count("Apache-2.0") == 1
    several = ask("system:llama-nemotron-super", "run", users=1).because
    assert several.count("not for every purpose") == 1
    assert "(clause 2.3 of NVIDIA Open Model License Agreement (28 April 2025); clause 1.b.iv of Llama 3.3" in several


# Duties and the form of an answer


def test_duties_are_those_of_the_use_and_a_no_has_none() -> None:
    def words(use: str, users: int = 1) -> set[str]:
        return {due.duty.value for due in ask("system:llama-3.1", use, users=users).duties if due.duty}

    assert "display" in words("host") and "display" not in words("run")
    assert {"naming", "include-licence"} <= words("publish-a-derivative")
    assert "naming" in words("train-on-outputs")
    assert words("run", 800_000_000) == set()


@pytest.mark.parametrize(
    ("licence", "clause", "duties"),
    [
        (
            "LicenseRef-Gemma-Terms-2024-04-01",
            "1.1(e)",
            {"attribution", "include-licence", "state-changes", "flow-down"},
        ),
        (
            "LicenseRef-Gemma-Terms-2026-04-01",
            "1.1(e)",
            {"attribution", "include-licence", "state-changes", "flow-down"},
        ),
        ("LicenseRef-BigScience-BLOOM-RAIL-1.0", "1.5", {"include-licence", "flow-down"}),
        ("LicenseRef-Llama-3.1-Community", "", set()),
        ("MIT", "", set()),
    ],
)
def test_whoever_trains_a_like_model_on_outputs_owes_what_a_derivative_owes(
    licence: str, clause: str, duties: set[str]
) -> None:
    answer = ask(native(f"name: M\n{WEIGHTS % licence}"), "train-on-outputs", users=1)
    conditional = [due for due in answer.duties if due.condition]
    assert answer.verdict is Verdict.MET
    assert duties <= {due.duty.value for due in conditional if due.duty}
    assert {due.condition_clause for due in conditional} <= {clause}
    assert {clause in str(due.to_dict()["condition"]) for due in conditional} <= {True}
    assert bool(conditional) is bool(duties)
    naming = [due.condition for due in answer.duties if due.duty and due.duty.value == "naming"]
    assert naming == ([""] if "Llama" in licence else [])  # a name is asked of every model trained on outputs


def test_an_answer_as_json() -> None:
    answer = ask("system:llama-3.1", "sell-a-product").to_dict()
    assert list(answer) == [
        "use",
        "label",
        "verdict",
        "because",
        "reasons",
        "clauses",
        "duties",
        "depends-on",
        "look-out",
    ]
    assert (answer["label"], answer["verdict"], answer["depends-on"]) == (
        "sell a product with it",
        "unknown",
        ["users"],
    )
    assert answer["clauses"] == [
        {
            "licence": "LicenseRef-Llama-3.1-Community",
            "clause": "2, 1.b.ii",
            "component": "model-parameters-final",
            "of": "Llama 3.1",
        }
    ]


def test_a_duty_as_json_names_its_words_and_its_condition_where_it_has_some() -> None:
    due = Due("name it", "MIT", "1", Kind.DATASETS, "M", Duty.NAMING, "Llama", False, "MIT License", "if it is sold")
    assert due.to_dict() == {
        "duty": "naming", "says": "name it", "words": "Llama", "licence": "MIT", "clause": "1", "component": "datasets",
        "of": "M", "certain": False, "condition": "if it is sold",
    }  # fmt: skip
    bare = Due("pay", "MIT", "1", Kind.DATASETS, "M").to_dict()
    assert (bare["duty"], bare["words"], bare["condition"], bare["certain"]) == (None, None, None, True)


def test_answers_are_values() -> None:
    one, other = (ask("system:llama-3.1", "host") for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one
    assert len(repr(one)) <= 160


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        ({"use": "sel-a-product"}, OpennessError, "did you mean sell-a-product"),
        ({"territory": "XX"}, OpennessError, "such as DE"),
        ({"territory": "Europe"}, OpennessError, "did you mean European Union"),
        ({"territory": "Erewhon"}, OpennessError, "ISO 3166-1"),
        ({"users": "many"}, TypeError, "users must be a number"),
        ({"users": True}, TypeError, "users must be a number"),
        ({"not_excluded": "no"}, TypeError, "not_excluded must be True or False"),
        ({"not_excluded": 1}, TypeError, "not_excluded must be True or False"),
        ({"revenue": -1}, ValueError, "0 or more"),
        ({"revenue": float("nan")}, ValueError, "0 or more"),
    ],
)
def test_a_wrong_question_is_refused(wrong: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        may("system:olmo-2", **wrong)


# The uses


def test_every_use_is_promised() -> None:
    assert list(uses(shipped())) == [
        "run", "study", "host", "fine-tune", "redistribute", "publish-a-derivative", "sell-a-product", "use-outputs",
        "train-on-outputs", "any-purpose", "anywhere", "train-on-it", "retrain",
    ]  # fmt: skip
    assert set(uses(shipped())) - set(limited_uses(shipped().uses)) == {"any-purpose", "anywhere"}


def test_a_use_is_weighed_as_a_definition_with_its_terms_is() -> None:
    """One engine: for licences without limits a use answers as a definition of the same criterion would."""
    for id in (
        "Apache-2.0",
        "CC-BY-NC-4.0",
        "LicenseRef-Gemma-Terms-2025-03-24",
        "GPL-3.0-only",
        "LicenseRef-Unheard-Of",
    ):
        resolved = judgeable(native(f"name: M\n{WEIGHTS % id}"))
        for use in uses(shipped()).values():
            (answer,) = permissions([resolved], [use], Caller(), shipped())
            assert answer.verdict is weigh_worlds(use.definition, [world_of(resolved)])[0].criteria[0], (id, use.id)


def test_a_yes_does_not_hide_the_countries_that_a_licence_excludes() -> None:
    unasked = ask("system:llama-3.2-vision", "sell-a-product", users=5_000_000)
    assert unasked.verdict is Verdict.MET and "not in every country (Acceptable Use Policy, last" in unasked.because
    abroad = ask("system:llama-3.2-vision", "sell-a-product", users=5_000_000, territory="US")
    assert abroad.verdict is Verdict.MET and "not in every country" not in abroad.because


@pytest.mark.parametrize("place", [None, "US", "KR"])
def test_a_licence_that_leaves_out_a_country_does_so_wherever_one_is_established(place: str | None) -> None:
    answer = ask("system:hunyuan-large", "sell-a-product", users=10, territory=place)
    assert answer.verdict is Verdict.MET and "not in every country" in answer.but
    assert answer.because.endswith("Nobody has rights in the European Union.")
    assert "not yours" not in answer.because


def test_a_no_cites_what_denies_and_no_limit_that_is_only_open() -> None:
    base = "base-models: [{name: acme/egret, relation: fine-tune, licence: LicenseRef-Kimi-K2-Modified-MIT}]\n"
    answer = ask(native(f"name: M\n{WEIGHTS % 'CC-BY-NC-4.0'}{base}"), "sell-a-product")
    assert (answer.verdict, answer.depends_on) == (Verdict.UNMET, ())
    assert {clause.licence for clause in answer.clauses} == {"CC-BY-NC-4.0"}


def test_what_a_licence_is_silent_on_depends_on_no_number() -> None:
    answer = ask(native(f"name: M\n{WEIGHTS % 'LicenseRef-CogVLM'}"), "redistribute")
    assert (answer.verdict, answer.depends_on, answer.clauses) == (Verdict.UNKNOWN, (), ())
    assert answer.because.startswith("Unknown whether ")


# Its licence and the models it was made from


def made_from(licence: str, *bases: tuple[str, str]) -> Release:
    """A release under a licence, made from models in some ways."""
    named = "".join(f"  - {{name: {name}, relation: {relation}}}\n" for name, relation in bases)
    return native(f"name: M\nproducer: Y\n{WEIGHTS % licence}base-models:\n{named}")


AT_ODDS = [
    made_from("MIT", ("meta-llama/Llama-3.1-8B", "fine-tune")),
    made_from(
        "Apache-2.0",
        ("mistralai/Mistral-7B-v0.1", "fine-tune"),
        ("meta-llama/Llama-2-70b-chat-hf", "trained-on-outputs"),
    ),
    made_from("MIT", ("Ultralytics/YOLO11", "fine-tune")),
    native(
        f"name: M\nproducer: Y\n{WEIGHTS % 'GPL-2.0-only'}base-models:\n"
        "  - {name: a/gpl2, relation: merge, licence: GPL-2.0-only, producer: A}\n"
        "  - {name: b/gpl3, relation: merge, licence: GPL-3.0-only, producer: B}\n"
    ),
]


@pytest.mark.parametrize("release", AT_ODDS)
def test_what_check_finds_at_odds_stands_beside_each_answer_on_the_weights_and_moves_none(release: Release) -> None:
    """Whoever keeps to the terms of both may use it: the weights are under its terms and its bases' (rule 5)."""
    findings = openness.classify(release).findings
    messages = [found.message for found in findings if found.code.value in ("lineage-conflict", "licence-incompatible")]
    assert messages
    resolved = judgeable(release)
    for use in uses(shipped()).values():
        (answer,) = permissions([resolved], [use], Caller(), shipped())
        (by_licences,) = answers(resolved, world_of(resolved), [use])
        assert (answer.verdict, answer.depends_on) == (by_licences.verdict, by_licences.depends_on)
        if answer.use not in ("retrain", "train-on-it"):  # they ask nothing of the weights
            assert any(message[1:] in says for message in messages for says in answer.look_out)


def test_a_no_stays_a_no_where_a_release_is_at_odds_with_its_base() -> None:
    answer = ask(AT_ODDS[0], "any-purpose")
    assert answer.verdict is Verdict.UNMET
    assert answer.look_out[0].startswith("Its licence and the models it was made from are at odds: MIT grants")


@pytest.mark.parametrize("licence", ["llama3.1", "Apache-2.0"])
def test_a_release_that_keeps_the_terms_of_its_base_has_nothing_to_look_out_for(licence: str) -> None:
    base = {"llama3.1": "meta-llama/Llama-3.1-8B", "Apache-2.0": "mistralai/Mistral-7B-v0.1"}[licence]
    answer = ask(made_from(licence, (base, "fine-tune")), "sell-a-product", users=1)
    assert (answer.verdict, answer.look_out) == (Verdict.MET, ())


def test_outputs_of_a_model_whose_terms_nobody_knows_are_something_to_look_out_for() -> None:
    answer = ask(made_from("MIT", ("GPT-4", "trained-on-outputs")), "sell-a-product")
    assert answer.verdict is Verdict.MET
    assert len(answer.look_out) == 1 and answer.look_out[0].startswith("GPT-4 (trained on outputs) is under a licence")


def test_json_has_the_words_that_a_duty_prescribes() -> None:
    (permission,) = may("system:llama-3.1", "redistribute")
    words = {duty["duty"]: duty["words"] for duty in map(Due.to_dict, permission.duties)}
    assert str(words["attribution"]).startswith("Llama 3.1 is licensed under")
    assert words["include-licence"] is None


def test_a_use_that_asks_nothing_known_is_an_error_that_names_it() -> None:
    with pytest.raises(OpennessError, match="uses/x has an unknown key 'nothing-known'"):
        list(uses_of({"use": [{"id": "x", "label": "y", "asks": {"nothing-known": 1}}]}))


def test_of_several_things_at_odds_one_is_told_and_the_others_are_counted() -> None:
    bases = ["meta-llama/Llama-3.1-8B", "google/gemma-2-9b"]

    def odds(bases: object) -> str:
        fields = {"license": "mit", "base_model": bases, "pipeline_tag": "text-generation"}
        (permission,) = may(fields, "sell-a-product")
        return " ".join(permission.look_out)

    assert "are at odds" in odds(bases[:1])
    assert " more." not in odds(bases[:1])
    assert "; and 1 more." in odds(bases)


def test_a_report_as_json_has_its_form_and_each_problem_once() -> None:
    problem = Problem("a.md", 3, "it is gone", "look for it")
    answered = Answered(
        "m", may(native(f"name: M\n{WEIGHTS % 'MIT'}"), "run"), texts=(("MIT", "M", "https://a.example"),)
    )
    report = report_of([answered], [problem, problem], shipped())
    assert (report["schema"], report["tool"], report["data"]) == (1, openness.__version__, shipped().data)
    permissions = [permission.to_dict() for permission in answered.permissions]
    texts = [{"licence": "MIT", "name": "M", "url": "https://a.example"}]
    assert report["results"] == [{"source": "m", "permissions": permissions, "texts": texts, "policies": []}]
    assert report["problems"] == [problem.to_dict()]
    assert "replaced" not in report


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            "{name: a/b, licence: CC-BY-NC-4.0}",
            ["The training data (a/b) may not be used commercially (CC-BY-NC-4.0, openness.yaml"],
        ),
        (
            "[{name: a, licence: CC-BY-NC-4.0}, {name: b, licence: CC-BY-NC-4.0}, {name: c, licence: MIT}]",
            ["The training data (a, b) may not be used commercially (CC-BY-NC-4.0, openness.yaml"],
        ),
        ("{licence: CC-BY-NC-4.0}", ["The training data may not be used commercially (CC-BY-NC-4.0, openness.yaml"]),
        ("{name: a/b, licence: MIT OR CC-BY-NC-4.0}", []),
        ("{name: a/b, licence: nobody-knows}", []),
        ("{name: a/b}", []),
    ],
)
def test_data_that_nobody_may_use_commercially_is_told_beside_the_answer_and_moves_none(
    data: str, says: list[str]
) -> None:
    offered = "components:\n  model-parameters-final: {availability: public, licence: Apache-2.0}\n"
    (plain,) = may(native(offered), "sell-a-product")
    (beside,) = may(native(f"{offered}  datasets: {data}\n"), "sell-a-product")
    assert (beside.verdict, beside.because) == (plain.verdict, plain.because)
    about = [sentence.partition(":")[0] for sentence in beside.look_out if "commercially" in sentence]
    assert about == says


@pytest.mark.parametrize(
    ("release", "gists"),
    [
        (Release(), set()),
        (weights("hosted"), set()),
        (weights("withheld", "CC-BY-NC-4.0"), set()),
        (weights("public", ""), set()),
        (weights("public", "kite"), set()),
        (weights("public", "CC-BY-NC-4.0"), {"Unknown whether CC-BY-NC-4.0 grants this."}),
        (weights("public", "MulanPSL-1.0"), {"Unknown whether MulanPSL-1.0 grants this."}),
        (weights("public", "MulanPSL-1.0 OR CC-BY-NC-4.0"), set()),
        (weights("public", "MulanPSL-1.0 AND CC-BY-NC-4.0"), {"Unknown whether MulanPSL-1.0 grants this."}),
    ],
    ids=[
        *("nothing", "a service", "withheld", "no licence", "a name that nobody knows", "some terms", "all terms"),
        *("either of two", "two at once"),
    ],
)
def test_uses_share_a_reason_of_its_own_only_where_one_licence_answers_none_of_their_terms(
    release: Release, gists: set[str]
) -> None:
    found = permissions([resolved(release, shipped())], uses(shipped()).values(), Caller(), shipped())
    refused = [permission for permission in found if permission.verdict is not Verdict.MET]
    assert refused
    assert {permission.gist for permission in refused if permission.gist != permission.because} == gists


@pytest.mark.parametrize(
    ("system", "use", "clause", "words"),
    [
        ("flux1-dev", "use-outputs", "2.d, 4.a", "4.a no commercial use of data"),
        ("exaone-4.0", "redistribute", "2.1.d, 2.2", "2.2 forbids to pass it on"),
        ("command-r-plus", "train-on-outputs", "AUP, last item", "no clause says whether others may"),
    ],
)
def test_clauses_that_contradict_each_other_are_told(system: str, use: str, clause: str, words: str) -> None:
    answer = ask(f"system:{system}", use, not_excluded=True)
    assert answer.verdict is Verdict.UNKNOWN and words in answer.because
    assert {by.clause for by in answer.clauses} == {clause}


def test_what_all_texts_of_a_family_leave_open_is_asked_of_none_by_its_version() -> None:
    answer = ask("system:gemma-2", "use-outputs")
    assert answer.verdict is Verdict.UNKNOWN
    assert (
        answer.gist == "Unknown whether Gemma Terms of Use (1 April 2024, 24 March 2025 or 1 April 2026) grants this."
    )
    assert "can mean several" not in answer.because


def test_the_base_of_ones_own_does_not_end_the_rights() -> None:
    assert not any("not for good" in says for says in ask("system:deepseek-r1", "run").look_out)
    base = "base-models: [{name: a/b, producer: A, relation: fine-tune, licence: deepseek}]\n"
    told = ask(native(f"name: M\nproducer: B\n{WEIGHTS % 'MIT'}{base}"), "run").look_out
    (says,) = (says for says in told if "not for good" in says or "may not be" in says)
    assert "DeepSeek License Agreement, the licence of the base model a/b" in says


def test_a_limit_that_a_use_does_not_ask_is_told_with_its_licence() -> None:
    says = next(says for says in ask("system:llama-3.1", "anywhere").look_out if "who you are" in says)
    assert "of Llama 3.1 Community License Agreement) may rule out" in says
