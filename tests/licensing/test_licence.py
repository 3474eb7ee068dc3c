"""The answers of a licence, and the choices that an expression leaves."""

import pickle
from typing import Any

import pytest

from openness.licensing.choices import Answers, agree, best, settle
from openness.licensing.clauses import UsePolicy
from openness.licensing.licence import Answer, Licence, Support, answers, licence_of
from openness.shelf.shelf import shipped
from openness.vocabulary import Kind, Term
from openness.vocabulary.duties import Effect
from openness.vocabulary.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
CODE, DATA = Kind.TRAINING_CODE, Kind.DATASETS


def record(**parts: Any) -> Licence:
    """The licence of a record with these parts."""
    return licence_of({"id": "LicenseRef-X", "name": "X", **parts})


def licence(grants: dict[str, bool] | None = None, listed: dict[str, bool] | None = None) -> Licence:
    """A licence that answers so."""
    return licence_of(
        {
            "id": "LicenseRef-X",
            "name": "X",
            "grants": {term: {"answer": answer, "clause": "1"} for term, answer in (grants or {}).items()},
            "listed": {term: {"answer": answer, "seen": "2026-11-24"} for term, answer in (listed or {}).items()},
        }
    )


def test_an_absent_term_is_unknown() -> None:
    assert licence({"use": True}).answer(Term.MODIFY, CODE) is UNKNOWN


def test_an_answer_keeps_its_clause() -> None:
    answer = licence({"use": False}).answers[Term.USE]
    assert (answer.verdict, answer.clause) == (UNMET, "1")


@pytest.mark.parametrize(
    ("listed", "on_code", "on_data"),
    [({"osi-approved": True}, MET, MET), ({"od-conformant": True}, UNKNOWN, MET), ({}, UNKNOWN, UNKNOWN)],
    ids=["on OSI's list", "on the Open Definition's", "on none"],
)
def test_an_open_licence_is_one_listed_for_the_kind_of_part(
    listed: dict[str, bool], on_code: Verdict, on_data: Verdict
) -> None:
    listed_licence = licence(listed=listed)
    assert (listed_licence.answer(Term.OPEN_LICENCE, CODE), listed_licence.answer(Term.OPEN_LICENCE, DATA)) == (
        on_code,
        on_data,
    )


def test_being_listed_outweighs_a_denied_grant() -> None:
    assert licence({"host": False}, {"osi-approved": True}).answer(Term.OPEN_LICENCE, CODE) is MET


@pytest.mark.parametrize(
    "term",
    "use study modify share share-modified commercial-use anyone any-field everywhere without-asking royalty-free host "
    "outputs train-on-outputs".split(),
)
def test_denying_a_freedom_makes_an_unlisted_licence_not_open(term: str) -> None:
    assert licence({term: False}).answer(Term.OPEN_LICENCE, DATA) is UNMET


@pytest.mark.parametrize("term", ["patents", "irrevocable", "relicense", "safety-limits-only"])
def test_denying_what_is_no_freedom_leaves_it_unknown(term: str) -> None:
    assert licence({term: False}).answer(Term.OPEN_LICENCE, DATA) is UNKNOWN


def test_terms_osi_has_approved_leave_the_open_definitions_list_unknown() -> None:
    assert licence(listed={"od-conformant": True}).answer(Term.OSI_APPROVED_TERMS, DATA) is UNKNOWN


def asked(expression: str, *terms: Term) -> frozenset[Answers]:
    """The choices an expression of shipped licences leaves."""
    return answers(expression, terms, DATA, shipped().licence, frozenset(["Classpath-exception-2.0"]))[0]


@pytest.mark.parametrize(
    ("expression", "verdict"),
    [
        ("MIT", MET),
        ("CC-BY-NC-4.0", UNMET),
        ("NONE", UNMET),
        ("NOASSERTION", UNKNOWN),
        ("LicenseRef-nobody-knows", UNKNOWN),
        ("MIT OR CC-BY-NC-4.0", MET),
        ("MIT AND CC-BY-NC-4.0", UNMET),
        ("MIT AND NOASSERTION", UNKNOWN),
        ("GPL-2.0-only WITH Classpath-exception-2.0", MET),
        ("GPL-2.0-only WITH an-unknown-exception", UNKNOWN),
    ],
)
def test_an_expression_answers_by_its_best_choice(expression: str, verdict: Verdict) -> None:
    assert asked(expression, Term.OPEN_LICENCE) == {(verdict,)}


def test_or_is_one_choice_and_never_both() -> None:
    a, b = licence({"use": True, "share": False}), licence({"use": False, "share": True})
    choices, _ = answers("A OR B", (Term.USE, Term.SHARE), DATA, {"A": a, "B": b}.get, frozenset())
    assert choices == {(MET, UNMET), (UNMET, MET)}


def test_a_choice_that_is_never_better_is_dropped() -> None:
    assert best(frozenset([(MET, UNKNOWN), (UNKNOWN, UNKNOWN), (UNMET, MET)])) == {(MET, UNKNOWN), (UNMET, MET)}


def test_two_statements_answer_only_where_they_agree() -> None:
    assert agree(frozenset([(MET, MET)]), frozenset([(MET, UNMET)])) == {(MET, UNKNOWN)}


def test_a_conclusion_fills_only_what_is_unknown() -> None:
    assert settle(frozenset([(UNKNOWN, UNMET)]), frozenset([(MET, MET)])) == {(MET, UNMET)}


# A licence, typed whole


def test_two_licences_that_say_the_same_are_equal_and_can_be_pickled() -> None:
    one, other = licence({"use": True}), licence({"use": True})
    assert (one, hash(one)) == (other, hash(other))
    assert one != licence({"use": False})
    assert pickle.loads(pickle.dumps(one)) == one


def test_every_shipped_record_is_typed_whole() -> None:
    for id in shipped().licences():
        known = shipped().licence(id)
        assert known is not None
        record = known.record
        assert [str(duty) for duty in known.duties] == list(record.get("duties", {}))
        assert len(known.limits) == len(record.get("limit", ()))
        assert {sort: list(names) for sort, names in known.names.items()} == record.get("known-as", {})
        assert all(limit.of and limit.because and limit.clause for limit in known.limits), id
        assert (known.read is None) == ("read" not in record)


def test_the_limits_of_a_licence_keep_number_day_grant_and_effect() -> None:
    llama = shipped().licence("LicenseRef-Llama-3.2-Community")
    assert llama is not None
    users, territory = llama.limits
    assert (users.metric, users.number, users.of, users.effect) == (
        "monthly-active-users",
        700_000_000,
        Term.ANYONE,
        Effect.WITHHOLDS,
    )
    assert "2024-09-25" in users.test
    assert (territory.excepting, territory.of, territory.end_users_exempt) == (("EU",), Term.EVERYWHERE, True)
    assert llama.answers[Term.ANYONE].only_limits and llama.answers[Term.EVERYWHERE].only_limits
    assert not llama.answers[Term.ANY_FIELD].only_limits


def test_the_free_words_of_an_older_limit_withhold_the_right() -> None:
    limit = {"metric": "users", "above": 10, "effect": "no rights until asked", "clause": "2"}
    (read,) = licence_of({"id": "LicenseRef-X", "name": "X", "limit": [limit]}).limits
    assert (read.effect, read.because, read.of) == (Effect.WITHHOLDS, "no rights until asked", None)


def test_a_duty_that_prescribes_no_words_has_none() -> None:
    mit = shipped().licence("MIT")
    assert mit is not None
    assert {clause.words for clause in mit.duties.values()} == {""}


def test_a_grant_keeps_how_the_text_supports_it() -> None:
    grant = {"answer": True, "clause": "2", "basis": "general", "anchor": "for any purpose"}
    answer = licence_of({"id": "LicenseRef-X", "name": "X", "grants": {"use": grant}}).answers[Term.USE]
    assert (answer.support, answer.anchor) == (Support.GENERAL, "for any purpose")


def test_a_reading_is_whole_only_where_each_document_is() -> None:
    documents = [{"name": "agreement", "from": "LICENSE", "whole": True}, {"name": "policy", "whole": False}]
    read = licence_of({"id": "X", "name": "X", "read": {"on": "2026-11-29", "document": documents}}).read
    assert read is not None
    assert (read.whole, read.source, [document.whole for document in read.documents]) == (
        False,
        "LICENSE",
        [True, False],
    )


def test_a_record_of_lists_that_say_no_answers_nothing() -> None:
    assert licence(listed={"osi-approved": False}).silent
    assert not licence(listed={"osi-approved": True}).silent
    assert not licence({"use": False}).silent


@pytest.mark.parametrize(
    ("because", "excepting", "reason"),
    [("no war.", [], "no war"), ("no war", ["MIT", "ISC"], "no war (excepted: MIT, ISC)")],
)
def test_the_reason_of_a_denial_names_what_the_text_lets_through(
    because: str, excepting: list[str], reason: str
) -> None:
    grant = {"answer": False, "clause": "1", "because": because, "except": excepting}
    assert record(grants={"relicense": grant}).answers[Term.RELICENSE].reason == reason


def test_a_denial_of_few_words_keeps_its_reason() -> None:
    answer = record(grants={"use": {"answer": False, "clause": "1", "because": "no war"}}).answers[Term.USE]
    assert answer == Answer(UNMET, "1", "no war")


def test_an_answer_keeps_where_it_comes_from() -> None:
    grants = {"use": {"answer": True, "clause": "1", "from": "LicenseRef-Family", "seen": "2026-01-01"}}
    listed = {"osi-approved": {"answer": True, "seen": "2026-11-24", "from": "a page"}}
    answers = record(grants=grants, listed=listed).answers
    assert answers[Term.USE].origin == "LicenseRef-Family"
    assert answers[Term.OSI_APPROVED].origin == "2026-11-24"


@pytest.mark.parametrize(("id", "label"), [("MIT", "MIT"), ("LicenseRef-Kite", "The Kite Licence")])
def test_people_know_a_licence_by_its_spdx_id_or_by_its_name(id: str, label: str) -> None:
    assert licence_of({"id": id, "name": "The Kite Licence"}).label == label


@pytest.mark.parametrize(
    ("listed", "term", "verdict"),
    [
        ("osi-approved", Term.OSI_APPROVED_TERMS, UNKNOWN),
        ("od-conformant", Term.OD_CONFORMANT_TERMS, UNMET),
        ("fsf-free", Term.FSF_FREE_TERMS, UNMET),
        ("dfsg-free", Term.DFSG_FREE_TERMS, UNMET),
        ("od-conformant", Term.OPEN_LICENCE, UNKNOWN),
        ("osi-approved", Term.OPEN_LICENCE, UNKNOWN),
    ],
)
def test_a_list_that_names_what_it_refuses_refuses_and_osi_s_does_not(
    listed: str, term: Term, verdict: Verdict
) -> None:
    assert licence(listed={listed: False}).answer(term, DATA) is verdict


@pytest.mark.parametrize(
    ("spares", "other", "spared"),
    [
        (None, record(), False),
        ([], record(), False),
        (["LicenseRef-X"], record(), True),
        (["LicenseRef-Y"], record(), False),
        (["LicenseRef-Y"], record(**{"same-terms-as": "LicenseRef-Y"}), True),
    ],
)
def test_a_text_spares_the_models_under_the_licences_it_names_and_their_families(
    spares: list[str] | None, other: Licence, spared: bool
) -> None:
    outputs = {"answer": False, "clause": "1", "because": "no", "spares": spares}
    terms = record(grants={"train-on-outputs": outputs} if spares is not None else {})
    assert terms.spares(other) is spared


def test_a_record_names_its_policy_and_the_address_of_its_text() -> None:
    policy = {"name": "AUP", "url": "https://example.org/aup", "clause": "2"}
    assert record(policy=policy).policy == UsePolicy("AUP", "https://example.org/aup", "2")
    assert record().policy is None
    assert record(text={"url": "https://example.org"}).text == "https://example.org"
    assert record().text == ""


def test_the_heads_of_a_record_are_those_that_it_states() -> None:
    terms = record(version="1.0", steward="Acme", category="", dated="2026-11-24", text={"url": "x"})
    assert list(terms.heads) == [("version", "1.0"), ("dated", "2026-11-24"), ("steward", "Acme")]


def test_a_reading_says_no_more_than_its_record() -> None:
    silent = record(read={"on": "2026-11-29", "from": "LICENSE"}).read
    assert silent is not None
    assert (silent.on, silent.source, silent.whole, silent.note) == ("2026-11-29", "LICENSE", False, "")
    document = record(read={"document": [{"name": "agreement", "from": "LICENSE"}]}).read
    assert document is not None
    assert (document.whole, document.documents[0].whole) == (False, False)


@pytest.mark.parametrize(
    ("parts", "in_part"),
    [
        ({}, True),
        ({"read": {"whole": False}}, True),
        ({"read": {"whole": True}}, False),
        ({"same-terms-as": "MIT"}, False),
        ({"same-terms-as": "MIT", "read": {"whole": False}}, False),
    ],
)
def test_a_text_is_read_in_part_unless_its_end_or_its_family_s_was_reached(
    parts: dict[str, Any], in_part: bool
) -> None:
    assert record(**parts).read_in_part is in_part


def test_a_licence_of_which_nothing_is_known_answers_nothing() -> None:
    bare = Licence("MIT", "MIT")
    assert (bare.answers, bare.made_for, bare.category, bare.alike, bare.record) == ({}, (), "", (), {})
    assert bare.silent and bare.answer(Term.USE, CODE) is UNKNOWN


def test_the_head_of_a_record_names_what_it_states_in_a_word_or_two() -> None:
    older, same = (
        shipped().licence(f"LicenseRef-{name}") for name in ("Gemma-Terms-2024-04-01", "Llama-3.1-Community")
    )
    assert older is not None and same is not None
    assert dict(older.heads)["replaced-by"] == older.replaced_by == "LicenseRef-Gemma-Terms-2025-03-24"
    assert {"steward", "category"} <= dict(same.heads).keys() and "replaced-by" not in dict(same.heads)


def test_nobody_changes_what_a_record_or_its_answers_say() -> None:
    licence = licence_of({"id": "LicenseRef-Kite", "name": "Kite", "grants": {"use": {"answer": "yes"}}})
    answers: Any = licence.answers
    record: Any = licence.record
    for change in (answers.clear, record["grants"].clear, record.clear):
        with pytest.raises(TypeError, match="read-only"):
            change()


def test_a_grant_gives_way_to_limits_where_they_alone_deny_it() -> None:
    limit = {
        "metric": "monthly-active-users",
        "above": 10,
        "effect": "asks",
        "because": "large",
        "clause": "2",
        "of": "use",
    }
    denied = {"answer": False, "clause": "1", "because": "not for all"}
    grants = {
        "use": {**denied, "only-limits": True}, "host": {**denied, "only-limits": True}, "share": {"answer": True, "clause": "1"},
        "commercial-use": {**denied, "only-commerce": True}, "modify": denied,
    }  # fmt: skip
    licence = licence_of({"id": "LicenseRef-X", "name": "X", "grants": grants, "limit": [limit]})
    assert [term for term in Term if licence.gives_way(term)] == [Term.USE]
    assert [term for term in Term if licence.only_commerce(term)] == [Term.COMMERCIAL_USE]


def test_an_answer_has_all_that_its_record_says() -> None:
    stated = {
        "answer": False, "clause": "2", "because": "not there", "from": "the text", "basis": "general", "anchor": "for any",
        "only-limits": True, "except": ["EU"], "derivative": "whatever is made like it", "spares": ["mit"], "only-commerce": True,
    }  # fmt: skip
    grants = {"use": stated, "host": {"answer": True, "clause": "3"}, "share": {"answer": True}}
    listed = {"osi-approved": {"answer": True, "seen": "2026-11-24"}}
    found = licence_of({"id": "LicenseRef-X", "name": "X", "grants": grants, "listed": listed}).answers
    assert found == {
        Term.USE: Answer(
            Verdict.UNMET, "2", "not there", "the text", Support.GENERAL, "for any", only_limits=True, excepting=("EU",),
            derivative="whatever is made like it", spares=("mit",), only_commerce=True,
        ),
        Term.HOST: Answer(Verdict.MET, "3"), Term.SHARE: Answer(Verdict.MET),
        Term.OSI_APPROVED: Answer(Verdict.MET, origin="2026-11-24"),
    }  # fmt: skip
