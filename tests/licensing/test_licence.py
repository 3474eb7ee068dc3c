"""What a licence answers, and what an expression leaves to choose."""

import pytest

from openness.licensing.licence import Answers, Licence, agree, answers, best, licence_of, settle
from openness.shelf.shelf import shipped
from openness.vocabulary import Kind, Term
from openness.vocabulary.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
CODE, DATA = Kind.TRAINING_CODE, Kind.DATASETS


def licence(grants: dict[str, bool] | None = None, listed: dict[str, bool] | None = None) -> Licence:
    """A licence that answers so."""
    return licence_of(
        {
            "id": "LicenseRef-X",
            "name": "X",
            "grants": {term: {"answer": said, "clause": "1"} for term, said in (grants or {}).items()},
            "listed": {term: {"answer": said, "seen": "2026-11-24"} for term, said in (listed or {}).items()},
        }
    )


def test_an_absent_term_is_unknown() -> None:
    assert licence({"use": True}).answer(Term.MODIFY, CODE) is UNKNOWN


def test_an_answer_keeps_its_clause() -> None:
    held = licence({"use": False}).answers[Term.USE]
    assert (held.verdict, held.clause) == (UNMET, "1")


@pytest.mark.parametrize(
    ("listed", "on_code", "on_data"),
    [({"osi-approved": True}, MET, MET), ({"od-conformant": True}, UNKNOWN, MET), ({}, UNKNOWN, UNKNOWN)],
    ids=["on OSI's list", "on the Open Definition's", "on none"],
)
def test_an_open_licence_is_one_listed_for_the_kind_of_part(
    listed: dict[str, bool], on_code: Verdict, on_data: Verdict
) -> None:
    made = licence(listed=listed)
    assert (made.answer(Term.OPEN_LICENCE, CODE), made.answer(Term.OPEN_LICENCE, DATA)) == (on_code, on_data)


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
    return answers(expression, terms, DATA, shipped().licence, frozenset(["Classpath-exception-2.0"]))


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
    held = answers("A OR B", (Term.USE, Term.SHARE), DATA, {"A": a, "B": b}.get, frozenset())
    assert held == {(MET, UNMET), (UNMET, MET)}


def test_a_choice_that_is_never_better_is_dropped() -> None:
    assert best(frozenset([(MET, UNKNOWN), (UNKNOWN, UNKNOWN), (UNMET, MET)])) == {(MET, UNKNOWN), (UNMET, MET)}


def test_two_statements_answer_only_where_they_agree() -> None:
    assert agree(frozenset([(MET, MET)]), frozenset([(MET, UNMET)])) == {(MET, UNKNOWN)}


def test_a_conclusion_fills_only_what_is_unknown() -> None:
    assert settle(frozenset([(UNKNOWN, UNMET)]), frozenset([(MET, MET)])) == {(MET, UNMET)}
