"""What one may do with releases and systems, with every clause, duty and doubt: tables, read as diffs."""

import shlex
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest
from attrs import evolve
from tests.support.golden import agrees
from tests.support.releases import card, judgeable, native

from openness import may
from openness.evaluation.uses.caller import Caller
from openness.evaluation.uses.may import permissions
from openness.evaluation.uses.permission import Permission
from openness.evaluation.uses.use import uses
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.vocabulary import Term
from openness.vocabulary.verdict import Verdict

TABLES = Path(__file__).parent / "answers"
MARKS = {Verdict.MET: "y", Verdict.UNMET: "n", Verdict.UNKNOWN: "?"}

#: Releases, each by its fields; PUBLIC stands for weights under a licence.
RELEASES = """
== no name
components: {PUBLIC Apache-2.0}}
== choice
name: M
components: {PUBLIC CC-BY-NC-4.0 OR MIT}}
== both
name: M
components: {PUBLIC [MIT, CC-BY-NC-4.0]}}
== two limits
name: M
components: {PUBLIC llama3.2 AND LicenseRef-LFM-Open-1.0}}
== countries
name: M
components: {PUBLIC LicenseRef-Tencent-Hunyuan-A13B-Community}}
== a limit on models of more than text
name: M
components: {PUBLIC llama3.2}}
circumstances: {multimodal: true}
== a limit on models of more than text, which it is none of
name: M
components: {PUBLIC llama3.2}}
circumstances: {multimodal: false}
== a duty above a number
name: M
components: {PUBLIC LicenseRef-Kimi-K2-Modified-MIT}}
== an application to the licensor
name: M
components: {PUBLIC LicenseRef-Falcon-180B-TII-1.0}}
== restricted base
name: M
components: {PUBLIC MIT}}
base-models: [{name: a/b, relation: fine-tune, licence: CC-BY-NC-4.0}]
== three bases
name: M
producer: Acme
components: {PUBLIC Apache-2.0}}
base-models:
  - {name: a/b, relation: merge, licence: MIT}
  - {name: c/d, relation: merge, licence: MIT}
  - {name: e/f, relation: merge, licence: llama3.1}
  - {name: acme/g, relation: merge, licence: CC-BY-NC-4.0}
  - {name: h/i, relation: distillation, licence: llama3.1}
== unknown base
name: M
components: {PUBLIC MIT}}
base-models: [{name: a/b, relation: fine-tune}]
== family
name: M
components: {PUBLIC llama3.1}}
base-models: [{name: another/our-llama-3.1-8b, relation: fine-tune}]
== outputs
name: M
components: {PUBLIC MIT}}
base-models: [{name: ChatGPT, relation: trained-on-outputs}, {name: a/b, relation: trained-on-outputs, licence: llama2}]
== withheld
name: M
components: {model-parameters-final: {availability: withheld, licence: MIT}}
== hosted
name: M
components: {model-parameters-final: hosted}
== no licence
name: M
components: {PUBLIC NONE}}
== dispute of limits
name: M
components: {PUBLIC openrail}}
== partly
name: M
components: {model-parameters-final: {availability: public, licence: MIT, extent: part}}
== data and code
name: M
components:
  PUBLIC Apache-2.0}
  datasets: {availability: public, licence: CC-BY-NC-4.0}
  training-code: {availability: public, licence: GPL-3.0-only}
  data-preprocessing-code: {availability: gated, licence: MIT}
== data alone
name: D
components:
  datasets: {availability: public, licence: ODbL-1.0}
== code alone
name: C
components:
  training-code: {availability: public, licence: CC-BY-NC-4.0}
  model-card: {availability: public, licence: CC-BY-ND-4.0}
base-models: [{name: ChatGPT, relation: trained-on-outputs}]
"""


def releases() -> dict[str, Release]:
    """Each release by what it shows."""
    texts = (text.partition("\n") for text in RELEASES.split("\n== ")[1:])
    public = "model-parameters-final: {availability: public, licence:"
    releases = {name: native(body.replace("PUBLIC", public) + "\n") for name, _, body in texts}
    return releases | {
        "data set": card("license: cc-by-nc-4.0\ntask_categories: [x]\npretty_name: D"),
        "data set made from outputs": card("license: mit\ntask_categories: [x]\npretty_name: E").join(
            native("base-models: [{name: ChatGPT, relation: trained-on-outputs}]\n")
        ),
        "limit in prose": card("license: mit\npipeline_tag: x", "The model is for research use only."),
    }


MADE = releases()
SYSTEMS = {
    **{name: (name,) for name in MADE},
    "model, data and code": ("no name", "data alone", "code alone"),
    "model beside its base": ("restricted base", "choice", "data set"),
    "code first": ("code alone", "outputs", "restricted base"),
    "data without a model": ("data alone", "data set"),
    "two data sets": ("data set", "data set"),
    "past and below": ("two limits", "countries"),
}
CALLERS: tuple[dict[str, float | str], ...] = (
    {}, {"users": 1e4, "revenue": 1e5, "territory": "DE"}, {"users": 1e9, "revenue": 1e10, "territory": "US"},
    {"users": 5, "revenue": 5},
)  # fmt: skip


def shown(permission: Permission) -> Iterator[str]:
    """A permission in lines: the answer, the clauses, what must be done, and what to look out for."""
    depends = f" <{' '.join(permission.depends_on)}>" if permission.depends_on else ""
    firm = f" (firm with {' '.join(permission.firm_with)})" if permission.firm_with else ""
    yield f"{MARKS[permission.verdict]} {permission.use}: {permission.because}{depends}{firm}"
    if permission.clauses:
        yield "    " + "; ".join(
            f"{clause.of} {clause.component} {clause.licence} {clause.clause}" for clause in permission.clauses
        )
    for due in permission.duties[:4]:
        sure = "" if due.certain else "perhaps "
        words = f" “{due.words[:20]}”" if due.words else ""
        condition = f", {due.condition}" if due.condition else ""
        condition += f" ({due.condition_clause})" if due.condition_clause else ""
        asked = f"{due.of} {due.component} {due.title[:20]} {due.clause}: {due.says[:30]}"
        yield f"    must {sure}{due.duty or '-'} {asked}{words}{condition}"
    for sentence in permission.look_out:
        yield f"    look out: {sentence[:90]} … {sentence[-20:]}"
    for sentence in permission.doubts:
        yield f"    in doubt: {sentence[:90]}"


@pytest.mark.parametrize("part", range(4))
def test_each_use_of_a_system_is_answered_as_the_table_says(part: int) -> None:
    """Of each system some uses by each caller, so that every use meets every sort of system by one caller or another."""

    def rows() -> Iterator[str]:
        for number, (name, members) in [*enumerate(SYSTEMS.items())][part::4]:
            for at, caller in enumerate(CALLERS):
                yield f"== {name} {caller or ''}"
                system: Sequence[Release] = [MADE[member] for member in members]
                permissions = may(system if len(system) > 1 else system[0], **caller)  # type: ignore[arg-type]  # a mapping
                for permission in permissions[(number + at) % 4 :: 4] if len(permissions) > 1 else permissions:
                    yield from shown(permission)

    agrees(TABLES / f"systems-{part}.txt", rows())


#: What is stated of one part: nothing, its place alone, a licence, or that it is kept.
STATED = {
    "silent": "",
    "public": "public",
    "MIT": "{availability: public, licence: MIT}",
    "withheld": "withheld",
}


def test_the_reason_of_a_use_of_several_parts_is_that_of_the_part_that_decides() -> None:
    def rows() -> Iterator[str]:
        for words in product(STATED, repeat=3):
            parts = zip(("data-preprocessing-code", "training-code", "datasets"), words, strict=True)
            stated = [f"{kind}: {STATED[word]}" for kind, word in parts if STATED[word]]
            (permission,) = may(native(f"name: M\ncomponents: {{{', '.join(stated)}}}\n"), "retrain")
            yield f"{', '.join(words)} → {MARKS[permission.verdict]} {permission.because}"

    agrees(TABLES / "parts.txt", rows())


WEIGHTS = "components: {model-parameters-final: {availability: public, licence: %s}}"


def test_a_text_that_a_newer_one_has_replaced_is_told_wherever_it_holds() -> None:
    says = "Gemma Terms of Use (1 April 2024) was replaced by Gemma Terms of Use (1 April 2026)"
    own = native(WEIGHTS % "LicenseRef-Gemma-Terms-2024-04-01")
    base = native("base-models: [{name: a/b, relation: fine-tune, licence: LicenseRef-Gemma-Terms-2024-04-01}]")
    for release in (own, base):
        (permission,) = may(release, "run")
        assert [sentence for sentence in permission.look_out if sentence.startswith(says)] != []
    newest = native(WEIGHTS % "LicenseRef-Gemma-Terms-2026-04-01")
    either = card("license: gemma")  # the newest is meant too
    outputs = native(
        "base-models: [{name: a/b, relation: distillation, licence: LicenseRef-Gemma-Terms-2024-04-01}]\n"
        + WEIGHTS % "MIT"
    )
    for release in (newest, either, outputs):
        (permission,) = may(release, "run")
        assert not [sentence for sentence in permission.look_out if "was replaced" in sentence]


def test_a_model_is_under_the_same_terms_by_its_tag_by_its_name_and_as_a_described_system() -> None:
    tag = may(card("license: gemma"), "sell-a-product")
    name = may(card("license: gemma\nbase_model: google/gemma-3-4b-it"), "sell-a-product")
    system = may("system:gemma-3", "sell-a-product")
    licences = [{clause.licence for clause in permission.clauses} for (permission,) in (tag, name, system)]
    assert licences[0] == licences[1] == licences[2] and len(licences[0]) == 3
    assert [len({due.licence for due in permission.duties}) for (permission,) in (tag, name, system)] == [3, 3, 3]


def test_editions_of_one_text_are_told_as_one() -> None:
    (permission,) = may(card("license: gemma"), "sell-a-product")
    assert permission.gist.startswith(
        "Gemma Terms of Use (1 April 2024, 24 March 2025 or 1 April 2026), whichever holds"
    )
    assert "(1 April 2024, 24 March 2025 or 1 April 2026) (clause 2.2), whichever holds" in permission.because
    assert permission.cited == "clause 2.2 of Gemma Terms of Use (1 April 2024, 24 March 2025 and 1 April 2026)"


def test_parts_with_other_licences_than_the_weights_are_named() -> None:
    data = "datasets: [{name: D, availability: public, licence: %s}]"
    bundle = "components: {model-parameters-final: {availability: public, licence: MIT}, " + data + "}"
    says = "The answers are about the weights. Other parts have other licences (training data: CC-BY-4.0)."
    (permission,) = may(native(bundle % "CC-BY-4.0"), "redistribute")
    assert says in permission.look_out
    (permission,) = may(native(bundle % "MIT"), "redistribute")
    assert not permission.look_out
    (permission,) = may(native("components: {" + data % "CC-BY-4.0" + "}"), "redistribute")
    assert not permission.look_out  # nothing is known of the weights: no answer is about them


def test_of_several_parts_without_a_model_the_answer_says_what_is_missing() -> None:
    code = native("name: C\ncomponents: {inference-code: {availability: public, licence: MIT}}")
    text = native("name: T\ncomponents: {technical-report: {availability: public, licence: CC-BY-SA-4.0}}")
    model = native(f"name: M\n{WEIGHTS % 'MIT'}")

    def asks_for_a_model(*parts: Release) -> bool:
        (permission,) = may(list(parts), "redistribute")
        return any("add the model" in sentence for sentence in permission.look_out)

    assert asks_for_a_model(code, text)
    assert not asks_for_a_model(code, text, model)
    assert not asks_for_a_model(code)  # one release: nothing is left out of a system


def test_whoever_says_that_no_licence_excludes_them_is_in_no_class() -> None:
    (open_,) = may("system:sam-3", "host")
    assert (open_.verdict, open_.depends_on) == (Verdict.UNKNOWN, ("class",))
    (stated,) = may("system:sam-3", "host", not_excluded=True)
    assert stated.verdict is Verdict.MET
    assert "you say that it does not exclude you: “People and companies that trade controls target may not use it”" in (
        stated.because
    )
    assert ("1.b.v", "LicenseRef-SAM-License") in [(clause.clause, clause.licence) for clause in stated.clauses]
    for source in ("system:llama-3.1", "system:hunyuan-large"):  # it says nothing of a number, nor of a country
        plain, said = (may(source, "run", not_excluded=says) for says in (False, True))
        assert [answer.verdict for answer in plain] == [answer.verdict for answer in said]


@pytest.mark.parametrize(
    ("release", "says"),
    [
        (card("---\nlicense: mit\n---\n# M\n"), None),
        (
            native("name: M\ncomponents: {model-parameters-final: {availability: public, licence: gemma}}\n"),
            "The rights are not for good. Google may restrict, also remotely, use that it believes breaks the terms, and may "
            "update the policy (clause 3.2 and Prohibited Use Policy of Gemma Terms of Use (",
        ),
        (
            native(
                "name: M\ncomponents: {model-parameters-final: "
                "{availability: public, licence: LicenseRef-FLUX-dev-NC-2.0 OR MIT}}\n"
            ),
            "The rights may not be for good. The company may end it",
        ),
        (
            native(
                "name: M\nproducer: A\ncomponents: {model-parameters-final: {availability: public, licence: MIT}}\n"
                "base-models: [{name: b/c, producer: B, relation: fine-tune, licence: LicenseRef-FLUX-dev-NC-2.0}]\n"
            ),
            "The rights are not for good. The company may end it at any time by notice, and calls the grant revocable "
            "(clauses 2.a, 8.b of FLUX [dev] Non-Commercial License v2.0, the licence of the base model b/c).",
        ),
        (
            native(
                "name: M\nproducer: A\ncomponents: {model-parameters-final: {availability: public, licence: MIT}}\n"
                "base-models: [{name: b/c, producer: B, relation: same-architecture, licence: LicenseRef-FLUX-dev-NC-2.0}]\n"
            ),
            None,
        ),
    ],
)
def test_rights_that_the_giver_may_end_are_told_with_the_clause(release: Release, says: str | None) -> None:
    (answer,) = may(release, "run")
    found = [sentence for sentence in answer.look_out if sentence.startswith("The rights ")]
    assert [sentence.startswith(says or "") for sentence in found] == ([True] if says else [])


@pytest.mark.parametrize(
    ("licences", "fit"),
    [
        (("LicenseRef-Llama-3.1-Community", "GPL-3.0-only"), "you may not combine them into one work"),
        (("Apache-2.0", "GPL-2.0-only"), "you may not combine them into one work"),
        (("gemma", "GPL-3.0-only"), "you may not combine them into one work"),
        (("LicenseRef-Llama-3.1-Community", "LicenseRef-Qwen-License"), "it is unknown whether you may combine them"),
        (("LicenseRef-Llama-3.1-Community", "MIT"), ""),
        (("gemma", "MIT"), ""),  # whichever of the terms holds, the whole may be under it
        (("GPL-2.0-only OR MIT", "Apache-2.0"), ""),
        (("MIT", "MIT"), ""),
    ],
)
def test_parts_side_by_side_that_make_no_one_work_are_told_on_a_condition(licences: tuple[str, str], fit: str) -> None:
    weights, code = licences
    parts = [
        native(f"name: M\ncomponents: {{model-parameters-final: {{availability: public, licence: {weights}}}}}\n"),
        native(f"name: C\ncomponents: {{inference-code: {{availability: public, licence: {code}}}}}\n"),
    ]
    (answer,) = may(parts, "redistribute", users=10)
    told = [sentence for sentence in answer.look_out if sentence.startswith("The answers are for parts that stay")]
    assert [fit in sentence for sentence in told] == ([True] if fit else [])
    assert all(sentence.endswith(f"{shlex.quote(code)}` says why.") for sentence in told)
    (alone,) = may(parts[0], "redistribute", users=10)
    assert not [sentence for sentence in alone.look_out if "side by side" in sentence]


@pytest.mark.parametrize(
    ("licence", "indemnity", "marks"),
    [
        ("llama3.1", "Meta", True),
        ("LicenseRef-Kolors", "the licensor", True),
        ("LicenseRef-Qwen-License", "Alibaba Cloud", True),
        ("LicenseRef-EXAONE-1.1-NC", "", False),
        ("Apache-2.0", "", False),
    ],
)
def test_a_duty_whose_clause_names_distribution_falls_due_on_passing_on(
    licence: str, indemnity: str, marks: bool
) -> None:
    source = native(f"name: M\ncomponents: {{model-parameters-final: {{availability: public, licence: {licence}}}}}\n")
    for use in ("redistribute", "publish-a-derivative"):
        (answer,) = may(source, use)
        says = [due.says for due in answer.duties if due.duty == "indemnify"]
        assert [indemnity in word for word in says] == [True] * bool(indemnity)
        assert any(due.duty == "brand" for due in answer.duties) is marks


@pytest.mark.parametrize(
    ("needs", "says"),
    [
        ("meta-llama/Llama-3.1-8B-Instruct", "under Llama 3.1 Community License Agreement"),
        ("acme/our-llama-3.1-8b", "under Llama 3.1 Community License Agreement, and perhaps other terms"),
        ("acme/heron", "the terms of which are not known here"),
    ],
)
def test_a_model_that_one_needs_beside_it_is_named_with_its_terms_and_moves_no_answer(needs: str, says: str) -> None:
    stated = "name: M\ncomponents: {model-parameters-final: {availability: public, licence: MIT}}\n"
    plain, needy = native(stated), native(f"{stated}details: {{needs: [{needs}]}}\n")
    before, after = may(plain, "sell-a-product")[0], may(needy, "sell-a-product")[0]
    assert after.look_out == (f"To run it you also need {needs}, {says}. The answers do not cover that model.",)
    assert (after.verdict, after.because, after.duties) == (before.verdict, before.because, before.duties)
    assert not before.look_out


def test_a_text_that_nobody_knows_is_called_so_and_not_by_the_word_that_formats_have_for_it(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: cc-by-nc-4.0\n---\n# M\n")
    (tmp_path / "LICENSE").write_text(
        "Heron Terms\n\nWhoever feeds herons may keep them, and may give them to others.\n"
    )
    (answer,) = may(tmp_path, "sell-a-product")
    assert "a text that openness does not know" in answer.because
    assert "NOASSERTION" not in repr(answer.to_dict())


def test_of_code_with_a_conclusion_on_weights_that_it_does_not_offer_the_code_is_asked() -> None:
    model = native("name: M\ncomponents: {model-parameters-final: {availability: public, licence: MIT}}\n")
    code = "name: C\ncomponents: {inference-code: {availability: public, licence: CC-BY-NC-4.0}}\n"
    person = "{component: model-parameters-final, licence: MIT, by: Ada, on: 2026-11-24, because: asked}"
    concluded = native(f"{code}concluded: [{person}]\n")
    assert may([model, concluded]) == may([model, native(code)])


def test_a_limit_on_some_models_alone_is_unknown_of_a_data_set_and_no_word_of_the_caller_settles_it() -> None:
    data = card("license: llama3.2\ntask_categories: [x]\npretty_name: D")
    (at_home,) = may(data, territory="DE")
    assert (at_home.verdict, at_home.depends_on, at_home.firm_with) == (Verdict.UNKNOWN, ("users", "multimodal"), ())
    (anywhere,) = may(data)
    assert (anywhere.depends_on, anywhere.firm_with) == (("users",), ("users",))


def test_a_use_of_outputs_is_about_outputs_whichever_of_the_terms_on_them_it_asks() -> None:
    """Data beside a model makes no outputs, so its licence says nothing of them."""
    model = native("name: M\ncomponents: {model-parameters-final: {availability: public, licence: MIT}}\n")
    data = native("name: D\ncomponents: {datasets: {availability: public, licence: CC-BY-NC-4.0}}\n")
    parts = [judgeable(part) for part in (model, data)]
    plain = uses(shipped())["use-outputs"]
    for terms in ((Term.OUTPUTS,), (Term.TRAIN_ON_OUTPUTS,), (Term.OUTPUTS, Term.TRAIN_ON_OUTPUTS)):
        asked = evolve(plain, asks={**plain.asks, "terms": [term.value for term in terms]})
        (answer,) = permissions(parts, [asked], Caller(), shipped())
        assert answer.verdict is Verdict.MET


def test_a_no_names_each_licence_that_may_hold() -> None:
    """Reasons are given for three, and nobody takes the others for licences that allow it."""
    (permission,) = may({"license": "openrail"}, "any-purpose")
    assert "of BigScience RAIL License v1.0 and BigScience Open RAIL-M License)" in permission.because
    others = "CreativeML Open RAIL-M and CreativeML Open RAIL++-M License (2022-11-24 and 2023-07-26) deny it too."
    assert permission.because.endswith(f" {others}")
    titles = {clause.title.partition(" (2")[0] for clause in permission.clauses}
    assert len(titles) == 6 and all(title in permission.because for title in titles)


def test_a_licence_that_a_model_shares_with_its_base_is_looked_out_for_once() -> None:
    """The editions of a base's licence stand together too."""
    for licence, whose in (("gemma", ""), ("mit", ", the licence of the base model google/gemma-2-9b")):
        (permission,) = may({"license": licence, "library_name": "peft", "base_model": "google/gemma-2-9b"}, "host")
        (ending,) = (says for says in permission.look_out if "not for good" in says or "not be for good" in says)
        assert ending.endswith(f" of Gemma Terms of Use (1 April 2024, 24 March 2025 and 1 April 2026){whose}).")
        assert ending.count("Gemma Terms") == 1
