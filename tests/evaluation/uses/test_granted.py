"""Licences of which one is chosen, licences of which one holds, and licences that all hold: each told as what it is."""

import pytest
from attrs import evolve
from tests.support.releases import fact, native

from openness import Release, api
from openness.evaluation.uses.granted import _within
from openness.evaluation.uses.permission import Permission
from openness.licensing.clauses import Limit
from openness.release.location import Source
from openness.release.release import BaseModel
from openness.shelf.shelf import shipped
from openness.vocabulary import Relation
from openness.vocabulary.duties import Effect
from openness.vocabulary.verdict import Verdict

LLAMA = "LicenseRef-Llama-3.1-Community"


def model(licence: str, base: str = "") -> Release:
    """A model under a licence, made from another where a base's licence is named."""
    made_from = f"base-models: [{{name: e/f, relation: fine-tune, licence: {base}, producer: E}}]\n" if base else ""
    weights = f"components: {{model-parameters-final: {{availability: public, licence: '{licence}'}}}}\n"
    return native(f"name: acme/heron\nproducer: Acme\n{weights}{made_from}")


def weights(*licences: str) -> Release:
    """Weights of several items, each under a licence."""
    items = (f"{{name: {name}, availability: public, licence: {id}}}" for name, id in zip("ab", licences, strict=True))
    return native(f"name: acme/heron\ncomponents: {{model-parameters-final: [{', '.join(items)}]}}\n")


def ask(release: Release, use: str, **caller: object) -> Permission:
    (permission,) = api.may(release, use, shelf=shipped(), **caller)  # type: ignore[arg-type]  # a caller is a mapping
    return permission


@pytest.mark.parametrize(
    ("licence", "because"),
    [
        ("MIT OR ISC", "MIT (permission notice) or ISC (permission notice), whichever you choose, allows it."),
        ("MIT AND ISC", "MIT (permission notice) and ISC (permission notice) allow it."),
        (
            "Apache-2.0 AND (MIT OR ISC)",
            "Apache-2.0 (clause 2) and (MIT (permission notice) or ISC (permission notice)), whichever you choose, allow it.",
        ),
        (
            "bsd",
            "BSD-2-Clause (opening paragraph), BSD-3-Clause (opening paragraph) or BSD-4-Clause (opening paragraph), "
            "whichever holds, allows it.",
        ),
        ("MIT", "MIT (permission notice) allows it."),
    ],
)
def test_a_yes_says_whether_the_licences_all_hold_or_one_is_chosen_or_one_holds(licence: str, because: str) -> None:
    assert ask(model(licence), "run").because == because


def test_of_many_licences_all_that_hold_are_named_and_of_a_choice_the_first() -> None:
    many = ("MIT", "ISC", "0BSD", "Zlib", "NCSA", "PSF-2.0")
    every = ask(model(" AND ".join(many)), "run").because
    assert [licence for licence in many if licence not in every] == []
    choice = ask(model(" OR ".join(many)), "run").because
    assert [licence for licence in many if licence in choice] == ["MIT", "ISC", "0BSD"]
    assert " or 3 more, whichever you choose, allows it." in choice


def test_where_two_files_name_two_licences_a_yes_names_both_and_which_holds_is_open() -> None:
    answer = ask(model("MIT").join(model("ISC")), "run")
    assert answer.because == "ISC (permission notice) or MIT (permission notice), whichever holds, allows it."


def test_of_a_choice_a_yes_names_those_alone_that_exclude_least() -> None:
    """Whoever takes MIT may use it commercially, so nobody is told that they may not."""
    answer = ask(model("MIT OR CC-BY-NC-4.0"), "redistribute")
    assert answer.because == "MIT (permission notice) allows it."
    assert [clause.licence for clause in answer.clauses] == ["MIT"]
    both = ask(model("CC-BY-NC-4.0 OR CC-BY-NC-SA-4.0"), "redistribute").because
    assert "CC-BY-NC-4.0 (clause 2.a.1.A) or CC-BY-NC-SA-4.0 (clause 2.a.1.A), whichever you choose," in both
    assert "but not commercially (clauses 1.i, 2.a.1 of CC-BY-NC-4.0; clauses 1.k, 2.a.1 of CC-BY-NC-SA-4.0)" in both


def test_what_only_some_of_the_licences_exclude_is_not_told_as_excluded_by_all() -> None:
    because = ask(model("cc"), "run").because
    assert "or 28 more, whichever holds, allows it, but not commercially under some of them (clause 4.b of" in because


def test_of_several_licences_each_limit_that_does_not_reach_the_caller_says_whose_it_is() -> None:
    because = ask(model("MIT", LLAMA), "run", users=10).because
    assert "; the limit of 700 million monthly active users" in because
    assert because.endswith("does not reach you (clauses 2, 1.b.ii of Llama 3.1 Community License Agreement).")
    alone = ask(model(LLAMA), "run", users=10).because
    assert "; its limit of 700 million" in alone and alone.endswith("does not reach you (clauses 2, 1.b.ii).")


def test_a_limit_on_models_of_another_sort_is_said_to_apply_to_those_alone() -> None:
    limit = Limit("monthly-active-users", 700, Effect.WITHHOLDS, "", "2", only="multimodal")
    assert _within(limit, Verdict.UNMET, several=False).startswith("its limit applies only to multimodal models")
    countries = Limit("territory", None, Effect.WITHHOLDS, "", "1", excepting=("EU",), only="multimodal")
    assert _within(countries, Verdict.UNMET, several=False).startswith("the countries it excludes apply only to")


def test_a_no_of_a_choice_gives_the_reason_of_each_alternative() -> None:
    because = ask(model("CC-BY-NC-4.0 OR CC-BY-NC-SA-4.0"), "sell-a-product").because
    assert because == (
        "Nobody may use it primarily for commercial advantage or payment "
        "(clauses 1.i, 2.a.1 of CC-BY-NC-4.0; clauses 1.k, 2.a.1 of CC-BY-NC-SA-4.0)."
    )
    unlike = ask(model("CC-BY-NC-4.0 OR LicenseRef-Mistral-MRL-0.1"), "sell-a-product").because
    assert "of CC-BY-NC-4.0). " in unlike and unlike.endswith("of Mistral AI Research License).")


def test_a_no_of_a_long_choice_gives_three_reasons_and_the_clauses_of_all() -> None:
    choice = ("CC-BY-NC-4.0", "LicenseRef-Mistral-MRL-0.1", "LicenseRef-Qwen-Research", "PolyForm-Noncommercial-1.0.0")
    answers = [ask(model(" OR ".join(choice[:number])), "sell-a-product") for number in (2, 3, 4)]
    assert [answer.because.count("Nobody may use it") for answer in answers] == [2, 3, 3]
    assert tuple(dict.fromkeys(clause.licence for clause in answers[-1].clauses)) == choice


def test_an_unknown_of_a_choice_depends_on_what_keeps_it_open_and_not_on_what_is_refused() -> None:
    for refused, caller in (("CC-BY-NC-4.0", {}), (LLAMA, {"users": 1e9})):
        answer = ask(model(f"{refused} OR LicenseRef-LFM-Open-1.0"), "sell-a-product", **caller)
        assert (answer.verdict.value, answer.depends_on) == ("unknown", ("revenue",))
        assert answer.because.startswith(
            "It depends on your yearly revenue. Companies with a yearly revenue of 10 million"
        )
        assert answer.because.endswith("(clauses 1, 5 of LFM Open License v1.0).")


def test_licences_that_all_hold_refuse_with_the_reason_of_the_first() -> None:
    refusal = "Nobody may use it primarily for commercial advantage or payment (clauses 1.i, 2.a.1)."
    for release in (
        model("CC-BY-NC-4.0 AND LicenseRef-Mistral-MRL-0.1"),
        model("CC-BY-NC-4.0", "LicenseRef-Mistral-MRL-0.1"),
        weights("CC-BY-NC-4.0", "LicenseRef-Mistral-MRL-0.1"),
        weights("MIT", "CC-BY-NC-4.0"),
    ):
        assert ask(release, "sell-a-product").because == refusal
    assert ask(weights("MIT", "NONE"), "run").because == "Weights (b): no licence."


def test_licences_of_base_models_are_told_with_the_models_that_bring_them() -> None:
    def reason(*licences: str) -> str:
        bases = "".join(f"  - {{name: e/{at}, relation: merge, licence: {id}}}\n" for at, id in enumerate(licences))
        return ask(model("MIT").join(native(f"base-models:\n{bases}")), "run").because

    mit, isc = "MIT (permission notice)", "ISC (permission notice)"
    assert reason("MIT", "MIT") == f"{mit} allows it."
    assert reason("MIT", "ISC") == f"{mit} and {isc} for the base model e/1 allow it."
    assert reason("ISC", "ISC") == f"{mit} and {isc} for the base models e/0 and e/1 allow it."


def test_an_unknown_of_a_name_that_means_several_licences_says_that_it_depends_on_which_holds() -> None:
    because = ask(model("cc"), "sell-a-product").because
    holds = (
        "It depends on which licence holds, CC0-1.0, CC-BY-1.0, CC-BY-2.0 or 28 more. Under CC-BY-NC-1.0: Nobody may"
    )
    assert because.startswith(holds)


@pytest.mark.parametrize("of_a_base", [False, True])
def test_an_unknown_of_a_disputed_licence_names_both_sides_and_what_the_narrower_one_depends_on(
    of_a_base: bool,
) -> None:
    sides = ("llama3.1", "Apache-2.0")
    if of_a_base:
        base = BaseModel("e/one", Relation.FINE_TUNE, Source("a", 1), fact(*sides))
        release = evolve(model("MIT"), base_models=(base,))
    else:
        (component,) = (each for each in model(sides[0]).components if each.items)
        (item,) = component.items
        items = (evolve(item, licence=fact(*sides)),)
        release = evolve(model(sides[0]), components=(evolve(component, items=items),))
    answer = ask(release, "sell-a-product")
    start = "It depends on which licence holds, "
    assert answer.because.startswith(start) and answer.verdict is Verdict.UNKNOWN
    named = answer.because.removeprefix(start).partition(";")[0]
    assert set(named.split(" or ")) == {"Llama 3.1 Community License Agreement", "Apache-2.0"}
    assert (
        "; under Llama 3.1 Community License Agreement it depends on your number of users. Companies" in answer.because
    )
    assert answer.depends_on == ("users",)
    assert ask(release, "sell-a-product", users=5).verdict is Verdict.MET


def test_the_duties_of_a_choice_fall_due_for_whoever_chooses_that_licence() -> None:
    answer = ask(model("MIT OR GPL-3.0-only"), "redistribute")
    assert {(due.licence, due.condition, due.certain) for due in answer.duties} == {
        ("MIT", "if you choose MIT", False),
        ("GPL-3.0-only", "if you choose GPL-3.0-only", False),
    }
    joined = ask(model("(MIT OR ISC) AND Apache-2.0"), "redistribute")
    assert {due.certain for due in joined.duties if due.licence == "Apache-2.0"} == {True}
    doubtful = ask(model("bsd"), "redistribute").duties
    assert {due.condition for due in doubtful} == {""}  # nobody chooses


def test_a_duty_past_a_number_of_a_licence_that_is_chosen_depends_on_both() -> None:
    choice = model("Apache-2.0 OR LicenseRef-Kimi-K2-Modified-MIT")
    number = "if you have more than 100 million monthly active users or more than 20 million USD of monthly revenue"
    chosen = "you choose Modified MIT License (Kimi K2)"
    for users, condition in ((None, f"{number}, and {chosen}"), (1e9, f"if {chosen}")):
        (display,) = (due for due in ask(choice, "host", users=users).duties if due.words)
        assert display.condition == condition


def test_a_licence_that_refuses_the_use_brings_no_duty_to_whoever_chooses_another() -> None:
    licences = {due.licence for due in ask(model("MIT OR CC-BY-NC-4.0"), "sell-a-product").duties}
    assert licences == {"MIT"}


# --- Who is in front


@pytest.mark.parametrize(
    ("licence", "base", "caller", "warning"),
    [
        (LLAMA, "", {}, "may rule out every use for you."),
        (LLAMA, "", {"users": 10}, None),
        ("MIT", LLAMA, {}, "may rule out every use for you."),
        (f"MIT OR {LLAMA}", "", {"users": 1e9}, None),
        ("LicenseRef-Qwen-License", "", {"users": 1e9}, None),  # its limit is one of commercial use
        ("MIT", "", {"users": 1e9}, None),
    ],
)
def test_a_yes_that_asks_no_limit_says_so_where_one_may_rule_out_every_use(
    licence: str, base: str, caller: dict[str, object], warning: str | None
) -> None:
    answer = ask(model(licence, base), "anywhere", **caller)
    assert answer.verdict.value == "met"
    about = [says for says in answer.look_out if says.startswith("“Use it in any country” does not ask who you are")]
    assert [says.endswith(warning or "") for says in about] == ([True] if warning else [])


@pytest.mark.parametrize(
    ("licence", "base", "use"),
    [
        (LLAMA, "", "anywhere"),
        ("MIT", LLAMA, "anywhere"),
        ("LicenseRef-Qwen-License", "", "any-purpose"),  # commercial use is a purpose
    ],
)
def test_once_the_number_is_stated_the_answer_is_no_past_the_limit(licence: str, base: str, use: str) -> None:
    release = model(licence, base)
    assert ask(release, use).verdict is ask(release, use, users=10).verdict is Verdict.MET
    past = ask(release, use, users=1e9)
    assert past.verdict is Verdict.UNMET
    assert "million monthly active users" in past.because
    assert past.clauses[0].clause in ("2, 1.b.ii", "4")


@pytest.mark.parametrize(
    ("caller", "verdict"),
    [
        ({"revenue": 1_000_000}, "unmet"),  # “less than 1,000,000 USD (2019)”
        ({"revenue": 999_999}, "unknown"),  # fewer than 100 people are asked too
        ({}, "unknown"),
    ],
)
def test_a_small_business_is_not_refused_by_a_licence_for_small_businesses(
    caller: dict[str, object], verdict: str
) -> None:
    answer = ask(model("PolyForm-Small-Business-1.0.0"), "run", **caller)
    assert answer.verdict.value == verdict, answer.because
    assert verdict == "unmet" or answer.depends_on[0] == "people"


@pytest.mark.parametrize(
    ("licence", "use", "caller", "excluded"),
    [
        ("LicenseRef-Qwen-License", "host", {"users": 800_000_000}, "as you have more than"),
        ("LicenseRef-Qwen-License", "train-on-outputs", {}, "with more than"),
        ("LicenseRef-Qwen-License", "host", {"users": 100_000_000}, ""),  # “more than 100 million”
        ("MIT OR LicenseRef-Qwen-License", "host", {"users": 800_000_000}, ""),  # MIT excludes less
        ("MIT", "host", {"users": 800_000_000}, ""),
        (LLAMA, "host", {"users": 10}, ""),  # its limit bears on the use itself
    ],
)
def test_a_yes_says_past_which_number_the_commercial_side_of_the_use_is_withheld(
    licence: str, use: str, caller: dict[str, object], excluded: str
) -> None:
    answer = ask(model(licence), use, **caller)
    assert answer.verdict is Verdict.MET
    words = f"not commercially {excluded} 100 million monthly active users"
    assert answer.because.endswith(f", but {words} (clause 4).") is bool(excluded)
    assert (words in answer.but) is bool(excluded)


def test_past_the_number_of_such_a_limit_selling_is_refused() -> None:
    answer = ask(model("LicenseRef-Qwen-License"), "sell-a-product", users=800_000_000)
    assert answer.verdict is Verdict.UNMET


# --- For whom


def test_a_yes_never_hides_for_whom_it_does_not_hold() -> None:
    answer = ask(model("LicenseRef-Mistral-MRL-0.1"), "run")
    assert answer.verdict is Verdict.MET
    assert answer.but == ("not commercially", "not for every purpose", "not for everybody")
    who = "Companies may not pass it on, and their employees may not use it in daily tasks."
    assert answer.because.endswith(f"and not for everybody (clause 9). {who}")
    assert answer.brief == "yes, but not commercially, not for every purpose and not for everybody"


@pytest.mark.parametrize("use", ["host", "redistribute", "publish-a-derivative"])
def test_a_reason_that_binds_companies_alone_is_no_no_for_everybody_and_no_yes_for_them(use: str) -> None:
    answer = ask(model("LicenseRef-Mistral-MRL-0.1"), use)
    assert answer.verdict is Verdict.UNKNOWN
    assert answer.because.startswith("It depends on who you are. Companies may not ")
    assert [clause.clause for clause in answer.clauses] == ["9"]


def test_several_parts_exclude_what_any_of_them_excludes() -> None:
    parts = [model("CC-BY-NC-4.0"), model("LicenseRef-Gemma-Terms-2025-03-24")]
    (answer,) = api.may(parts, "run", users=5, shelf=shipped())
    assert answer.brief == "yes, but not commercially and not for every purpose"


@pytest.mark.parametrize(
    ("id", "clause"),
    [
        ("LicenseRef-CPML-1.0.0", "Non-commercial Purpose"),
        ("LicenseRef-LTX-2-Community-2026-01-05", "Attachment A 18"),
    ],
)
def test_who_trains_on_outputs_without_commerce_may_where_a_text_bars_commerce_alone(id: str, clause: str) -> None:
    release = native(f"name: M\ncomponents: {{model-parameters-final: {{availability: public, licence: {id}}}}}\n")
    answer = ask(release, "train-on-outputs", users=1, revenue=1)
    assert (answer.verdict, "not commercially" in answer.but) == (Verdict.MET, True)
    assert clause in {by.clause for by in answer.clauses}
