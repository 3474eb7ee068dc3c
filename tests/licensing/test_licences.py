"""The licences that one release's names may stand for, and what expressions of their ids answer."""

from openness.licensing.licence import licence_of
from openness.licensing.licences import Licences
from openness.vocabulary import Kind, Term
from openness.vocabulary.verdict import Verdict

WEIGHTS = Kind.MODEL_PARAMETERS_FINAL


def licences(*ids: str, use: bool = True, exceptions: tuple[str, ...] = ()) -> Licences:
    records = (
        {
            "id": id,
            "name": id,
            "grants": {"use": {"answer": use, "clause": "1"}, "share": {"answer": True, "clause": "2"}},
        }
        for id in ids
    )
    return Licences(tuple(map(licence_of, records)), frozenset(exceptions))


def test_a_licence_is_found_by_its_id_alone() -> None:
    some = licences("MIT", "ISC")
    assert [found and found.id for found in map(some.licence, ("ISC", "MIT", "isc"))] == ["ISC", "MIT", None]


def test_two_of_them_put_together_keep_the_order_of_ids_and_every_exception() -> None:
    both = licences("MIT", "0BSD", exceptions=("A",)).plus(licences("ISC", "MIT", use=False, exceptions=("B",)))
    assert [record.id for record in both.records] == ["0BSD", "ISC", "MIT"]
    assert both.exceptions == {"A", "B"}
    assert both.answers("MIT", (Term.USE,), WEIGHTS) == {(Verdict.MET,)}  # the first record of an id holds


def test_the_ids_in_an_expression_come_in_its_order() -> None:
    some = licences("MIT", "a name with blanks")
    assert some.ids_in("MIT") == ("MIT",)
    assert some.ids_in("a name with blanks") == ("a name with blanks",)
    assert some.ids_in("MIT OR ISC AND 0BSD") == ("MIT", "ISC", "0BSD")


def test_an_expression_answers_by_its_licences_for_the_terms_that_are_asked() -> None:
    some = licences("A", use=False).plus(licences("B")).plus(licences("C", exceptions=("E",)))
    for _ in range(2):  # and again, as it remembers
        assert some.answers("A", (Term.USE, Term.SHARE), WEIGHTS) == {(Verdict.UNMET, Verdict.MET)}
        assert some.answers("A", (Term.SHARE,), WEIGHTS) == {(Verdict.MET,)}
        assert some.answers("A OR B", (Term.USE,), WEIGHTS) == {(Verdict.MET,)}
        assert some.answers("A AND B", (Term.USE,), WEIGHTS) == {(Verdict.UNMET,)}
        assert some.answers("B WITH E", (Term.USE,), WEIGHTS) == {(Verdict.MET,)}
        assert some.answers("B WITH F", (Term.USE,), WEIGHTS) == {(Verdict.UNKNOWN,)}
        assert some.answers("D", (Term.USE,), WEIGHTS) == {(Verdict.UNKNOWN,)}


def test_what_was_asked_before_makes_no_two_of_them_differ() -> None:
    one, other = licences("A"), licences("A")
    one.answers("A", (Term.USE,), WEIGHTS)
    assert one == other and one != licences("B")
