"""May licences go together, and under which one: what texts and stewards say, and what only terms tell."""

from collections.abc import Callable

import pytest
from attrs import evolve
from tests.support.growth import grows

from openness.evaluation.compatibility import compatible as compatible_module
from openness.evaluation.compatibility.compatible import Judge, combination, compatible, outbound, unknown_names
from openness.licensing.expression import parse
from openness.shelf.shelf import shipped
from openness.vocabulary.duties import Duty
from openness.vocabulary.verdict import Verdict

YES, NO, UNKNOWN = "met", "unmet", "unknown"


def verdict(outbound: str, *inbound: str) -> str:
    return compatible(inbound, outbound, shipped()).verdict.value


#: The texts and the lists of stewards, read by hand: inbound, outbound, answer.
READ = [
    ("MIT", "GPL-2.0-only", YES),
    ("MIT", "LicenseRef-Llama-3.1-Community", YES),
    ("CC0-1.0", "CC-BY-NC-ND-4.0", YES),
    ("CC-BY-4.0", "CC0-1.0", UNKNOWN),
    ("CC-BY-3.0", "CC0-1.0", UNKNOWN),
    ("Apache-2.0", "MIT", YES),
    ("Apache-2.0", "GPL-3.0-only", YES),
    ("Apache-2.0", "GPL-2.0-only", NO),
    ("Apache-2.0", "GPL-2.0-or-later", NO),
    ("Apache-2.0 WITH LLVM-exception", "GPL-2.0-only", YES),
    ("BSD-4-Clause", "GPL-3.0-only", NO),
    ("BSD-4-Clause", "EUPL-1.2", NO),
    ("BSD-4-Clause", "MIT", YES),
    ("BSD-4-Clause", "MPL-2.0", UNKNOWN),
    ("XFree86-1.1", "GPL-2.0-only", NO),
    ("XFree86-1.1", "GPL-3.0-only", YES),
    ("GPL-2.0-only", "GPL-3.0-only", NO),
    ("GPL-2.0-or-later", "GPL-3.0-only", YES),
    ("GPL-2.0+", "GPL-3.0-only", YES),
    ("GPL-3.0-only", "GPL-3.0-or-later", NO),
    ("GPL-3.0-or-later", "GPL-2.0-only", NO),
    ("GPL-3.0-only", "AGPL-3.0-only", YES),
    ("AGPL-3.0-only", "GPL-3.0-only", NO),
    ("LGPL-2.1-only", "GPL-3.0-only", YES),
    ("LGPL-2.1-only", "MIT", NO),
    ("LGPL-3.0-only", "GPL-2.0-only", NO),
    ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only", YES),
    ("GPL-2.0-only WITH Classpath-exception-2.0", "MIT", NO),
    ("GPL-2.0-only", "GPL-2.0-only WITH Classpath-exception-2.0", NO),
    ("MIT", "GPL-2.0-only WITH Classpath-exception-2.0", YES),
    ("MPL-2.0", "GPL-2.0-or-later", YES),
    ("MPL-2.0", "AGPL-3.0-only", YES),
    ("MPL-2.0", "MIT", NO),
    ("MPL-2.0-no-copyleft-exception", "GPL-2.0-or-later", NO),
    ("MPL-1.1", "MPL-2.0", YES),
    ("MPL-1.1", "GPL-2.0-only", NO),
    ("EUPL-1.2", "AGPL-3.0-only", YES),
    ("EUPL-1.2", "MIT", NO),
    ("EUPL-1.1", "EUPL-1.2", YES),
    ("EPL-1.0", "EPL-2.0", YES),
    ("CPL-1.0", "EPL-2.0", YES),
    ("IPL-1.0", "CPL-1.0", UNKNOWN),  # IBM called it “essentially” the next version, and gave it another name
    ("IPL-1.0", "EPL-2.0", UNKNOWN),
    ("Apache-2.0", "EPL-2.0", UNKNOWN),  # no page of the Eclipse Foundation that says so could be found
    ("AGPL-1.0-or-later", "AGPL-3.0-only", YES),
    ("CC-BY-SA-4.0", "LAL-1.3", YES),
    ("EPL-2.0", "GPL-2.0-or-later", UNKNOWN),
    ("EPL-2.0", "EPL-1.0", NO),
    ("CDDL-1.0", "GPL-2.0-only", NO),
    ("CDDL-1.0", "CDDL-1.1", YES),
    ("CECILL-2.1", "GPL-3.0-only", YES),
    ("OSL-3.0", "GPL-3.0-only", NO),
    ("OSL-2.1", "OSL-3.0", UNKNOWN),
    ("Artistic-2.0", "GPL-3.0-only", YES),
    ("CC-BY-SA-4.0", "GPL-3.0-only", YES),
    ("CC-BY-SA-4.0", "GPL-2.0-only", NO),
    ("CC-BY-SA-4.0", "GPL-3.0-or-later", UNKNOWN),
    ("CC-BY-SA-3.0", "CC-BY-SA-4.0", YES),
    ("CC-BY-SA-3.0", "GPL-3.0-only", YES),
    ("CC-BY-SA-4.0", "CC-BY-SA-3.0", NO),
    ("CC-BY-SA-1.0", "CC-BY-SA-4.0", UNKNOWN),
    ("CC-BY-4.0", "CC-BY-SA-4.0", YES),
    ("CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", YES),
    ("CC-BY-NC-4.0", "CC-BY-SA-4.0", NO),
    ("CC-BY-NC-SA-4.0", "CC-BY-SA-4.0", NO),
    ("CC-BY-ND-4.0", "CC-BY-ND-4.0", NO),
    ("ODbL-1.0", "MIT", UNKNOWN),
    ("llama3.1", "Apache-2.0", NO),
    ("Apache-2.0", "llama3.1", YES),
    ("llama3.1", "llama3.2", UNKNOWN),
    ("creativeml-openrail-m", "MIT", NO),
    ("LicenseRef-CreativeML-OpenRAIL-M", "LicenseRef-BigCode-OpenRAIL-M-1", UNKNOWN),
    ("gemma", "Apache-2.0", NO),
    ("NONE", "MIT", UNKNOWN),
    ("MIT", "NONE", UNKNOWN),
    ("no such licence", "MIT", UNKNOWN),
    ("MIT", "no such licence", UNKNOWN),
    ("GPL-2.0-only WITH no-such-exception", "GPL-2.0-only", UNKNOWN),
]


@pytest.mark.parametrize(("inbound", "onward", "answer"), READ)
def test_two_licences_answer_as_their_texts_and_stewards_do(inbound: str, onward: str, answer: str) -> None:
    assert verdict(onward, inbound) == answer


@pytest.mark.parametrize(("inbound", "onward", "answer"), [row for row in READ if row[2] != UNKNOWN])
def test_a_yes_and_a_no_name_a_clause_and_a_reason(inbound: str, onward: str, answer: str) -> None:
    found = compatible([inbound], onward, shipped())
    assert found.because
    assert found.clauses
    assert all(clause.licence and clause.clause for clause in found.clauses)


def test_of_an_inbound_or_one_suffices_and_of_an_outbound_or_all_must_hold() -> None:
    assert verdict("Apache-2.0", "GPL-2.0-only OR Apache-2.0") == YES
    assert verdict("GPL-2.0-only OR GPL-3.0-only", "Apache-2.0") == NO
    assert verdict("GPL-3.0-only OR MIT", "Apache-2.0") == YES
    assert verdict("GPL-3.0-only", "GPL-2.0-only AND MIT") == NO
    assert verdict("MIT", "MIT OR no-such-licence") == YES


def test_a_name_that_stands_for_several_licences_answers_where_they_agree() -> None:
    assert verdict("GPL-3.0-only", "gpl-3.0") == YES
    assert verdict("GPL-3.0-or-later", "gpl-3.0") == UNKNOWN
    assert verdict("GPL-2.0-only", "bsd") == UNKNOWN  # with the clause on advertising, or without


def test_duties_travel_with_a_yes_and_those_of_the_alternative_that_was_chosen_alone() -> None:
    answer = compatible(["GPL-2.0-only OR Apache-2.0", "MIT"], "GPL-3.0-only", shipped())
    assert {duty.licence for duty in answer.duties} == {"Apache-2.0", "MIT"}
    assert {duty.duty.value for duty in answer.duties} == {"attribution", "include-licence", "state-changes"}
    assert compatible(["Apache-2.0"], "GPL-2.0-only", shipped()).duties == ()


def test_a_version_that_the_recipient_may_choose_leads_on() -> None:
    """EUPL-1.1 may be taken as 1.2, the appendix of which names the AGPL; an appendix leads no further."""
    assert verdict("AGPL-3.0-only", "EUPL-1.1") == YES
    assert verdict("EPL-2.0", "EUPL-1.2") == NO


@pytest.mark.parametrize(
    ("onward", "asks"),
    [
        ("GPL-2.0-only", "GPL-2.0-only"),
        ("GPL-2.0-or-later", "GPL-2.0-or-later"),
        ("GPL-3.0-only", "GPL-3.0-only"),
        ("AGPL-3.0-only", "GPL-3.0-only"),
    ],
)
def test_duties_are_those_of_the_version_that_the_recipient_chooses(onward: str, asks: str) -> None:
    """A work under the GPL stays under it beside one under the AGPL, so the duties of its part are those of the GPL."""
    found = compatible(["GPL-2.0-or-later", "MIT"], onward, shipped())
    assert {duty.licence for duty in found.duties} == {asks, "MIT"}


def test_every_licence_that_may_follow_is_listed_the_certain_ones_first() -> None:
    answers = outbound(["llama3.1", "Apache-2.0"], None, shipped())
    assert answers[0].outbound == "LicenseRef-Llama-3.1-Community"
    verdicts = [answer.verdict for answer in answers]
    assert verdicts == sorted(verdicts, key=[Verdict.MET, Verdict.UNKNOWN].index)
    assert [answer.outbound for answer in outbound(["GPL-2.0-only", "MIT"], None, shipped())] == ["GPL-2.0-only"]
    among = ["no such licence", "GPL-2.0-only", "MIT"]
    assert [answer.outbound for answer in outbound(["GPL-2.0-only"], among, shipped())] == ["GPL-2.0-only", among[0]]


@pytest.mark.parametrize(
    ("inbound", "certain"),
    [
        (["GPL-3.0-only", "CC-BY-NC-4.0"], True),
        (["GPL-2.0-only", "Apache-2.0"], True),
        (["CC-BY-SA-4.0", "CC-BY-NC-SA-4.0"], True),
        (["CC-BY-SA-4.0", "LicenseRef-Llama-3.1-Community"], True),
        (["CC-BY-NC-ND-4.0"], True),
        (["GPL-2.0-only OR MIT", "Apache-2.0"], False),  # the recipient chooses MIT
        (["GPL-3.0-only", "CC-BY-SA-4.0"], False),
        (["GPL-3.0-or-later", "AGPL-3.0-only"], False),
        (["EPL-2.0", "GPL-3.0-only"], False),  # its notice may name the GPL
        (["CC-BY-NC-4.0", "LicenseRef-Llama-3.1-Community"], False),  # somebody may write a licence for both
        (["LicenseRef-Gemma-Terms-2025-03-24", "LicenseRef-Llama-3.1-Community"], False),
        (["ODbL-1.0", "CC-BY-SA-4.0"], False),  # it describes the licences that it lets through
        (["OSL-2.1"], False),
        (["NONE", "MIT"], False),
        (["NOASSERTION", "GPL-3.0-only"], False),
        (["GPL-2.0-only WITH Bison-exception-2.2", "Apache-2.0"], False),
        (["GPL-2.0-only WITH Classpath-exception-2.0", "Apache-2.0"], True),
    ],
)
def test_licences_exclude_each_other_only_where_no_licence_is_left(inbound: list[str], certain: bool) -> None:
    ground = Judge(shipped()).excluded([parse(one) for one in inbound])
    assert (ground is not None) is certain
    assert ground is None or (ground.reasons and ground.clauses)


def test_a_search_that_finds_nothing_is_no_proof() -> None:
    found = combination(["LicenseRef-CogVideoX", "CC-BY-NC-4.0"], None, shipped())
    assert not found.excluded
    assert combination(["GPL-2.0-only", "Apache-2.0"], None, shipped()).excluded


def test_an_outbound_of_very_many_licences_is_unknown_and_quick() -> None:
    ids = shipped().licences()
    assert verdict(" OR ".join(ids[:300]), "MIT") == UNKNOWN
    assert verdict("MIT", " AND ".join(["MIT"] * 9_000)) == YES


def test_a_later_version_that_no_source_speaks_of_is_unknown_and_said() -> None:
    found = compatible(("OSL-2.0",), "OSL-3.0", shipped())
    assert found.verdict is Verdict.UNKNOWN
    assert found.because == ("No source says whether people may use OSL-3.0, a later version, instead of OSL-2.0.")


def test_of_alternatives_that_would_all_do_the_first_gives_the_reason_and_the_duties() -> None:
    answer = compatible(["Apache-2.0 OR MIT"], "BSD-3-Clause", shipped())
    assert [clause.licence for clause in answer.clauses] == ["Apache-2.0"]
    assert {duty.licence for duty in answer.duties} == {"Apache-2.0"}


def test_an_outbound_of_256_licences_is_answered_and_one_of_more_is_not() -> None:
    ids = [id for id in shipped().licences() if not shipped().retired(id)]
    assert verdict(" OR ".join(ids[:256]), "CC0-1.0") == YES
    beyond = compatible(["CC0-1.0"], " OR ".join(ids[:257]), shipped())
    assert (beyond.verdict, beyond.because) == (
        Verdict.UNKNOWN,
        "The outbound expression names more than 256 licences.",
    )


@pytest.mark.parametrize(
    ("names", "ending"),
    [
        (8, "'nobody’s 7'."),
        (9, "'nobody’s 7'. 1 further reason is left out."),
        (10, "'nobody’s 7'. 2 further reasons are left out."),
    ],
)
def test_of_many_reasons_eight_are_given_and_the_rest_counted(names: int, ending: str) -> None:
    answer = compatible([f"nobody’s {number}" for number in range(names)], "MIT", shipped())
    assert answer.because.endswith(ending), answer.because


def test_names_that_no_record_knows_have_a_hint_each_up_to_eight() -> None:
    misspelt = [
        f"{name}x" for name in ("Apache-2.0", "CC-BY-4.0", "EPL-2.0", "EUPL-1.2", "MPL-2.0", "OSL-3.0", "AFL-3.0")
    ]
    asked = ["nobody’s", *misspelt, "Zlibb", "Artistic-2.0x"]
    answers = Judge(shipped()).answers(["MIT"], (asked[0], *asked))
    assert [answer.outbound for answer in answers] == asked
    hinted = [answer.outbound for answer in answers if "did you mean" in answer.because]
    assert hinted == misspelt
    assert [bool(problem.help.startswith("did you mean")) for problem in unknown_names(asked, shipped())] == [
        name in misspelt for name in asked
    ]


def test_a_known_licence_nothing_and_no_licence_are_no_unknown_names() -> None:
    problems = unknown_names(["MIT", "NOASSERTION", "NONE", "gpl", "nobody’s", "nobody’s"], shipped())
    assert [problem.message for problem in problems] == ["no record knows the licence 'nobody’s'"]
    assert problems[0].help == "`openness explain licences` lists them; --shelf FOLDER adds records"


def test_duties_are_in_the_order_of_the_vocabulary_and_then_of_their_licences() -> None:
    duties = compatible(["MIT", "Apache-2.0", "llama3.1"], "llama3.1", shipped()).duties
    order = [(list(Duty).index(duty.duty), duty.licence) for duty in duties]
    assert order == sorted(order)
    assert len(set(order)) == len(order) > 5


def test_json_gives_a_duty_with_its_words_where_the_licence_prescribes_some() -> None:
    duties = [duty.to_dict() for duty in compatible(["llama3.1"], "llama3.1", shipped()).duties]
    assert {key for duty in duties for key in duty} == {"duty", "licence", "says", "words", "clause"}
    words = {duty["duty"]: duty["words"] for duty in duties}
    assert words["display"] == "Built with Llama"
    assert words["include-licence"] is None


def test_why_no_licence_is_left_is_told_where_all_licences_are_asked_about_and_not_one() -> None:
    asked = ["GPL-2.0-only", "Apache-2.0"]
    assert combination(asked, None, shipped()).excluded
    assert not combination(asked, "MIT", shipped()).excluded


def test_names_of_licences_with_an_id_of_ours_are_given_in_order() -> None:
    found = combination(["llama3.1", "gemma", "LicenseRef-Qwen-License"], "llama2", shipped())
    assert list(found.names) == sorted(found.names)
    assert set(found.names) >= {
        "LicenseRef-Llama-2-Community",
        "LicenseRef-Llama-3.1-Community",
        "LicenseRef-Qwen-License",
    }


def test_every_licence_that_something_is_known_of_is_asked_about_and_no_retired_one() -> None:
    judge = Judge(shipped())
    asked = judge.candidates(["GPL-2.0-only", "Xerox"])
    assert asked[0] == "GPL-2.0-only"
    stated = {id for id in shipped().statements.named("GPL-2.0-only") if id in asked}
    assert stated == set(asked[: len(stated)]) > {"GPL-2.0-only"}  # of which its steward speaks
    assert {"MIT", "bzip2-1.0.6", "LicenseRef-Llama-3.1-Community"} <= set(asked)
    assert {"Xerox", "GPL-2.0", "GPL-3.0+", "Nunit"}.isdisjoint(asked)


def test_the_licences_that_exclude_each_other_are_those_of_the_first_licence_that_is_left() -> None:
    ground = Judge(shipped()).excluded([*map(parse, ("GPL-3.0-or-later", "CC-BY-NC-4.0", "AGPL-3.0-only"))])
    assert ground is not None
    assert ground.inbound == ("GPL-3.0-or-later", "CC-BY-NC-4.0", "AGPL-3.0-only")
    first, *others = ground.reasons
    assert first.endswith(
        "every licence but GPL-3.0-or-later, GPL-3.0-only, AGPL-3.0-or-later or AGPL-3.0-only is ruled out."
    )
    assert [reason.partition(":")[0] for reason in others] == [
        "GPL-3.0-or-later grants more than CC-BY-NC-4.0",
        "AGPL-3.0-only under GPL-3.0-or-later",
    ]


def test_an_unknown_answer_names_the_clauses_that_it_turns_on() -> None:
    found = compatible(["Apache-2.0", "CC-BY-NC-SA-4.0"], "CC-BY-NC-SA-4.0", shipped())
    assert found.verdict.value == UNKNOWN
    assert [(clause.licence, clause.clause) for clause in found.clauses] == [
        ("Apache-2.0", "4"),
        ("CC-BY-NC-SA-4.0", "3.b.3"),
    ]


@pytest.mark.parametrize(
    ("inbound", "outbound", "clause"),
    [
        ("CC-BY-4.0", "CC-BY-3.0", "3.a.4"),
        ("CC-BY-NC-4.0", "CC-BY-NC-SA-3.0", "3.a.4"),
        ("CC-BY-3.0", "CC-BY-4.0", "3, 4"),
    ],
)
def test_an_adaptation_under_another_version_rests_on_a_clause_of_its_own_text(
    inbound: str, outbound: str, clause: str
) -> None:
    found = compatible([inbound], outbound, shipped())
    assert (found.verdict.value, [each.clause for each in found.clauses]) == (YES, [clause])


def test_a_well_known_model_stands_for_its_licence() -> None:
    for model, licence in (
        ("meta-llama/Llama-3.1-8B", "LicenseRef-Llama-3.1-Community"),
        ("Qwen/Qwen2.5-7B", "Apache-2.0"),
        ("google/gemma-3-4b-it", "gemma"),
    ):
        for onward in ("Apache-2.0", "MIT", "LicenseRef-Llama-3.1-Community"):
            by_name, by_licence = (compatible([inbound], onward, shipped()) for inbound in (model, licence))
            assert evolve(by_name, because="", reasons=()) == evolve(by_licence, because="", reasons=())
        assert [each.outbound for each in outbound([model], None, shipped())] == [
            each.outbound for each in outbound([licence], None, shipped())
        ]
    asked = combination(["meta-llama/Llama-3.1-8B", "mit", "Qwen/Qwen2.5-7B"], "MIT", shipped())
    assert [(model.name, model.licences, model.certain) for model in asked.models] == [
        ("meta-llama/Llama-3.1-8B", ("LicenseRef-Llama-3.1-Community",), True),
        ("Qwen/Qwen2.5-7B", ("Apache-2.0",), True),
    ]


def test_a_limit_on_multimodal_models_is_told_of_those_alone() -> None:
    clause = ("LicenseRef-Llama-3.2-Community", "Acceptable Use Policy, last paragraph but one")
    reached = {
        "meta-llama/Llama-3.2-1B": False,
        "meta-llama/Llama-3.2-11B-Vision": True,
        "another/our-llama-3.2": False,  # nobody knows which sort it is
        "LicenseRef-Llama-3.2-Community": True,  # of the licence itself nothing is left out
    }
    for model, held in reached.items():
        answer = compatible([model], "Apache-2.0", shipped())
        assert answer.verdict is Verdict.UNMET
        assert ("European Union" in answer.because) is held, model
        assert (clause in [(cited.licence, cited.clause) for cited in answer.clauses]) is held, model
    assert "European Union" in compatible(["meta-llama/Llama-4-Scout-17B-16E"], "MIT", shipped()).because


def test_a_model_known_by_its_family_alone_is_never_a_firm_yes() -> None:
    answer = compatible(["another/our-qwen2.5-7b"], "Apache-2.0", shipped())
    assert answer.verdict is Verdict.UNKNOWN
    assert compatible(["another/our-llama-3.1-8b"], "MIT", shipped()).verdict is Verdict.UNMET
    (model,) = combination(["meta-lama/Llama-3.1-8B"], "MIT", shipped()).models
    assert (model.certain, model.hint) == (False, "did you mean meta-llama/Llama-3.1-8B?")


def test_a_model_that_nobody_knows_is_no_licence_and_a_name_without_an_account_no_model() -> None:
    asked = ["nobody/knows-this", "llama-3.1-8b", "gpt-4o"]
    assert [problem.message for problem in unknown_names(asked, shipped())] == [
        f"no record knows the licence {name!r}" for name in asked
    ]
    assert unknown_names(["meta-llama/Llama-3.1-8B", "another/our-llama-3.1-8b"], shipped()) == []
    assert combination(["MIT"], "MIT", shipped()).models == ()


# Many things as one work


def alone(ids: list[str]) -> list[tuple[str, ...]]:
    """A thing under each licence."""
    return [(id,) for id in ids]


def as_one_expression(ids: list[str]) -> list[tuple[str, ...]]:
    """One thing under all licences, and another under the first."""
    return [(" AND ".join(ids),), (ids[0],)]


@pytest.mark.parametrize("things", [alone, as_one_expression])
def test_of_more_licences_than_one_work_is_made_of_it_is_unknown_whether_they_go_together(
    things: Callable[[list[str]], list[tuple[str, ...]]],
) -> None:
    judge = Judge(shipped())
    ids = list(dict.fromkeys(("Apache-2.0", "GPL-2.0-only", *shipped().licences())))
    assert judge.as_one_work(things(["MIT", "Apache-2.0"])) is Verdict.MET
    verdicts = [judge.as_one_work(things(ids[:count])) for count in (2, 32, 33)]
    assert verdicts == [Verdict.UNMET, Verdict.UNMET, Verdict.UNKNOWN]


@pytest.mark.parametrize("things", [alone, as_one_expression])
def test_the_work_on_many_things_as_one_grows_as_they_do(things: Callable[[list[str]], list[tuple[str, ...]]]) -> None:
    judge = Judge(shipped())
    ids = [*shipped().licences()]
    grows(lambda count: lambda: judge.as_one_work(things(ids[:count])))


def test_a_reason_of_many_licences_is_told_once_with_each() -> None:
    answer = compatible(["GPL-2.0-only", "MIT", "GPL-3.0-only", "CC-BY-SA-4.0"], "MIT", shipped())
    assert answer.because.startswith(
        "GPL-2.0-only and GPL-3.0-only: A work based on it is passed on under this licence only."
    )
    assert answer.because.count("A work based on it") == 1
    assert [reason.of for reason in answer.reasons] == [("GPL-2.0-only", "GPL-3.0-only"), ("CC-BY-SA-4.0",)]


def test_reasons_in_json_name_what_goes_in_as_it_is_written() -> None:
    answer = compatible(["google/gemma-2-9b", "google/gemma-7b"], "Apache-2.0", shipped())
    assert answer.to_dict()["reasons"] == [{"because": answer.because, "of": ["google/gemma-2-9b", "google/gemma-7b"]}]


def test_a_sentence_that_begins_with_several_licences_speaks_of_each() -> None:
    answer = compatible(["CC-BY-4.0", "CC-BY-3.0"], "OGL-UK-3.0", shipped())
    assert all(
        len(reason.of) == 1 or not reason.because.startswith("CC-BY-4.0 and CC-BY-3.0 ") for reason in answer.reasons
    )


@pytest.mark.parametrize(("limit", "many"), [("PAIRS", 4), ("_STEPS", 6)])
def test_as_many_pairs_as_may_be_are_compared(limit: str, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two licences, of which one is there twice, and two others."""
    judge, inbound = Judge(shipped()), ["MIT", "ISC OR MIT"]
    for most, are_too_many in ((many, False), (many - 1, True)):
        monkeypatch.setattr(compatible_module, limit, most)
        assert judge._are_too_many(inbound, ["Zlib", "0BSD"]) is are_too_many


def test_as_many_cases_as_may_be_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    for most, verdict in ((2, Verdict.MET), (1, Verdict.UNKNOWN)):
        monkeypatch.setattr(compatible_module, "_CASES", most)
        assert Judge(shipped()).as_one_work([["MIT"], ["ISC", "Zlib"]]) is verdict


def test_a_thing_under_one_of_two_licences_may_be_under_the_second() -> None:
    judge = Judge(shipped())
    assert judge.as_one_work([["GPL-2.0-only"], ["CC-BY-NC-4.0"]]) is Verdict.UNMET
    assert judge.as_one_work([["GPL-2.0-only", "MIT"], ["CC-BY-NC-4.0"]]) is Verdict.UNKNOWN


def test_a_source_that_other_verbs_take_is_named_with_one_that_answers_for_it() -> None:
    (problem,) = unknown_names(["system:olmoe"], shipped())
    assert "`openness may system:olmoe` answers for this one" in problem.help


def test_as_many_steps_as_may_be_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    inbound = [parse("Apache-2.0"), parse("GPL-2.0-only")]
    found = []
    for most in (1, 2, 3, 4, 5):
        monkeypatch.setattr(compatible_module, "_STEPS", most)
        found.append(Judge(shipped()).excluded(inbound) is not None)
    assert found == [False, True, True, True, True]
