"""Laws: AND never makes a yes of a no, an inbound OR suffices once, an outbound OR asks all, order does not matter."""

from hypothesis import given
from hypothesis import strategies as st

from openness.evaluation.compatibility.compatible import Judge, compatible
from openness.licensing.expression import All, Any, Expression, Name
from openness.shelf.shelf import shipped
from openness.vocabulary import Term
from openness.vocabulary.verdict import Verdict

SHELF = shipped()
JUDGE = Judge(SHELF)
RANK = {Verdict.UNMET: 0, Verdict.UNKNOWN: 1, Verdict.MET: 2}
IDS = [id for id in SHELF.licences() if not SHELF.retired(id)]

ids = st.sampled_from(IDS)
names = st.builds(Name, ids, st.booleans(), st.sampled_from(["", "", "", *sorted(SHELF.exceptions)[:20]]))
expressions: st.SearchStrategy[Expression] = st.recursive(
    names,
    lambda inner: st.builds(
        lambda of, parts: of(tuple(parts)), st.sampled_from([All, Any]), st.lists(inner, min_size=2, max_size=3)
    ),
    max_leaves=5,
)


def rank(inbound: Expression, outbound: Expression) -> int:
    return RANK[JUDGE.expression(inbound, outbound).verdict]


def test_a_licence_leads_to_itself_where_nothing_forbids() -> None:
    for id in IDS:
        verdict = compatible([id], id, SHELF).verdict
        licence = SHELF.licence(id)
        assert licence is not None
        shared = [
            licence.answers[term].verdict for term in (Term.SHARE, Term.SHARE_MODIFIED) if term in licence.answers
        ]
        if Verdict.UNMET in shared:
            assert verdict is Verdict.UNMET, id
        elif shared == [Verdict.MET] * 2:
            assert verdict is Verdict.MET, id
        else:
            assert verdict is not Verdict.UNMET, id


@given(st.lists(ids, min_size=1, max_size=3), ids, ids)
def test_one_more_inbound_licence_never_helps(inbound: list[str], more: str, outbound: str) -> None:
    alone = compatible(inbound, outbound, SHELF).verdict
    assert RANK[compatible([*inbound, more], outbound, SHELF).verdict] <= RANK[alone]


@given(st.lists(ids, min_size=1, max_size=4), ids)
def test_the_order_of_the_inbound_licences_does_not_matter(inbound: list[str], outbound: str) -> None:
    one, other = (compatible(order, outbound, SHELF) for order in (inbound, inbound[::-1]))
    assert (one.verdict, set(one.clauses), one.duties) == (other.verdict, set(other.clauses), other.duties)


@given(expressions, expressions, expressions)
def test_of_an_inbound_and_all_must_hold_and_of_an_or_one_suffices(
    one: Expression, other: Expression, outbound: Expression
) -> None:
    ranks = rank(one, outbound), rank(other, outbound)
    assert rank(All((one, other)), outbound) == min(ranks)
    assert rank(Any((one, other)), outbound) >= max(ranks)  # each outbound licence may use another alternative


@given(names, names, names)
def test_of_two_names_the_rules_are_exact(one: Name, other: Name, outbound: Name) -> None:
    assert rank(Any((one, other)), outbound) == max(rank(one, outbound), rank(other, outbound))


@given(expressions, expressions, expressions)
def test_of_an_outbound_or_all_must_hold(inbound: Expression, one: Expression, other: Expression) -> None:
    ranks = rank(inbound, one), rank(inbound, other)
    assert rank(inbound, Any((one, other))) == rank(inbound, All((one, other))) == min(ranks)


@given(st.lists(ids, min_size=1, max_size=3), ids)
def test_what_is_excluded_has_no_outbound_licence_at_all(inbound: list[str], outbound: str) -> None:
    if JUDGE.excluded([Name(id) for id in inbound]) is not None:
        assert compatible(inbound, outbound, SHELF).verdict is not Verdict.MET


def test_a_licence_that_a_record_lets_through_is_no_certain_no() -> None:
    for id in IDS:
        licence = SHELF.licence(id)
        assert licence is not None
        denied = [onward for onward in licence.onward if compatible([id], onward, SHELF).verdict is Verdict.UNMET]
        assert denied == [], id
