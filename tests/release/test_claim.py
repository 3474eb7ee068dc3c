"""Claims, and the fact that several claims make."""

import pytest
from tests.support.releases import claim, fact

from openness.release.claim import SILENT, Claim, Fact, Rule, joined_facts, named_licences, unordered
from openness.release.location import Origin, Source
from openness.release.naming import Naming
from openness.vocabulary import Basis


@pytest.mark.parametrize(
    ("of", "state", "value"),
    [(SILENT, "silent", None), (fact("MIT"), "known", "MIT"), (fact("MIT", "MIT"), "known", "MIT")],
    ids=["no claim", "one claim", "two that agree"],
)
def test_a_fact_is_silent_or_known(of: Fact, state: str, value: str | None) -> None:
    assert (of.state, of.value) == (state, value)


def test_two_claims_are_a_dispute_without_a_value() -> None:
    disputed = fact("MIT", "Apache-2.0")
    assert (disputed.state, disputed.value, disputed.values) == ("disputed", None, ("Apache-2.0", "MIT"))


def test_a_conclusion_settles_a_dispute() -> None:
    settled = fact("MIT", "Apache-2.0").join(Fact((claim("MIT", 9, Basis.CONCLUDED),)))
    assert (settled.state, settled.value) == ("known", "MIT")
    assert len(settled.claims) == 3


def test_two_conclusions_that_differ_are_a_dispute() -> None:
    both = Fact((claim("MIT", 1, Basis.CONCLUDED), claim("ISC", 2, Basis.CONCLUDED)))
    assert both.state == "disputed"


@pytest.mark.parametrize(
    ("bases", "strongest"),
    [
        ([], None),
        ([Basis.INFERRED, Basis.DECLARED], Basis.DECLARED),
        ([Basis.DETECTED, Basis.DECLARED], Basis.DETECTED),
        ([Basis.CONCLUDED, Basis.DETECTED], Basis.CONCLUDED),
    ],
)
def test_a_fact_rests_on_its_strongest_basis(bases: list[Basis], strongest: Basis | None) -> None:
    assert Fact(tuple(claim("MIT", line, basis) for line, basis in enumerate(bases))).basis is strongest


def test_joining_facts_keeps_each_claim_once_in_either_order() -> None:
    left, right = fact("MIT"), fact("MIT", "ISC")
    assert left.join(right) == right.join(left) == right


def test_a_claim_has_the_promised_keys() -> None:
    stated = Claim("public", Basis.DECLARED, Source("README.md", 3, (10, 20)), "Public")
    assert stated.to_dict() == {
        "value": "public",
        "basis": "declared",
        "document": "README.md",
        "line": 3,
        "columns": [10, 20],
        "written": "Public",
        "because": None,
    }


def test_a_claim_about_a_whole_document_has_neither_line_nor_columns() -> None:
    written = Claim("public", Basis.INFERRED, Source("README.md")).to_dict()
    assert (written["line"], written["columns"]) == (None, None)


def test_a_fact_has_the_promised_keys() -> None:
    assert fact("MIT", "ISC").to_dict() == {
        "value": None,
        "state": "disputed",
        "claims": [claim("MIT").to_dict(), claim("ISC", 2).to_dict()],
    }


def test_elements_without_order_come_out_alike_however_they_went_in() -> None:
    assert unordered(["b", "a", "b"]) == unordered(["a", "b"]) == ("a", "b")


def test_a_claim_is_stated_where_somebody_says_it_of_this_release() -> None:
    inferred = Claim("public", Basis.INFERRED, Source("a"), rule=Rule.HUB_FILES)
    described = Claim("public", Basis.INFERRED, Source("a"), origin=Origin("https://a.example"))
    assert [each.stated for each in (claim("public"), inferred, described)] == [True, False, True]


def test_a_reason_names_the_rule_and_what_it_rests_on() -> None:
    plain, told = (
        Claim("x", Basis.INFERRED, Source("a"), because=words, rule=Rule.RIDER) for words in ("", "it says so")
    )
    assert plain.reason == f"rule rider: {Rule.RIDER.says}"
    assert told.reason == told.to_dict()["because"] == "rule rider: it says so"
    assert Claim("x", Basis.CONCLUDED, Source("a"), because="seen").reason == "seen"


def test_claims_stand_in_an_order_of_their_places_values_bases_and_words() -> None:
    ordered = [
        Claim("b", Basis.DECLARED, Source("a", 1)), Claim("a", Basis.DECLARED, Source("a", 2, (1, 2))),
        Claim("a", Basis.DECLARED, Source("a", 2, (1, 3))), Claim("a", Basis.INFERRED, Source("b", 1)),
        Claim("a", Basis.DECLARED, Source("b", 1), "w"), Claim("a", Basis.DECLARED, Source("b", 1), "x"),
        Claim("a", Basis.DECLARED, Source("b", 1), "x", "y"), Claim("a", Basis.DECLARED, Source("b", 1), "x", "y", Origin("o")),
        Claim("b", Basis.INFERRED, Source("b", 1)),
    ]  # fmt: skip
    whole = joined_facts([Fact((each,)) for each in reversed(ordered)])
    assert [*whole.claims] == sorted(ordered, key=lambda each: each.order)
    assert [(each.value, each.source.line) for each in whole.claims[:3]] == [("b", 1), ("a", 2), ("a", 2)]
    assert len({each.order for each in ordered}) == len(ordered)
    assert joined_facts([]) == joined_facts([SILENT, SILENT]) == SILENT
    assert joined_facts([SILENT, whole]) == whole


def test_a_licence_that_nobody_can_tell_is_named_by_no_claim() -> None:
    assert named_licences([claim("MIT"), claim("NOASSERTION"), claim("NONE")]) == ("MIT", "NONE")


def test_a_claim_stands_for_licences_once_somebody_has_looked_them_up() -> None:
    with pytest.raises(ValueError, match="nobody has looked up what 'MIT' stands for"):
        assert claim("MIT").candidates
    naming = Naming("mit", ("MIT",), True)
    resolved = Claim("MIT", Basis.DECLARED, Source("a"), naming=naming)
    assert (resolved.stands_for, resolved.candidates) == (naming, ("MIT",))


@pytest.mark.parametrize(
    ("candidates", "known", "value", "ambiguous"),
    [(("MIT",), True, "MIT", False), (("A", "B"), True, "written", True), (("NOASSERTION",), False, "written", False)],
)
def test_a_name_comes_to_its_licence_where_it_is_clear(
    candidates: tuple[str, ...], known: bool, value: str, ambiguous: bool
) -> None:
    naming = Naming("written", candidates, known)
    assert (naming.value, naming.ambiguous, naming.deprecated) == (value, ambiguous, ())


def test_two_facts_and_a_conclusion_settle_only_what_is_open() -> None:
    concluded = Fact((claim("MIT", 9, Basis.CONCLUDED),))
    assert concluded.settled == concluded
    assert (concluded.value, concluded.state) == ("MIT", "known")
    assert fact("MIT", "ISC").settled == fact("MIT", "ISC")


RULES = """
hub-model hub-model-gated hub-dataset hub-dataset-gated hub-files hub-owner hub-cache hub-repository download-location
card-address
croissant-download pipeline-tag hub-count training-summary library-name prose-label prose-limit prose-licence prose-unclear
prose-name
licence-link code-licence rider known-base known-copy known-family channel described-system named-other named-locally
"""


def test_the_rules_behind_claims_are_those_that_reports_name() -> None:
    assert [rule.value for rule in Rule] == RULES.split()
    assert all(rule.says and rule.label == rule.value for rule in Rule)


def test_elements_in_no_order_are_put_in_one_and_stand_once() -> None:
    assert unordered(("b", "a")) == ("a", "b")
    assert unordered(("a", "a")) == ("a",)
    assert (unordered(()), unordered(iter("a"))) == ((), ("a",))


def test_the_basis_of_one_claim_is_its_own() -> None:
    for basis in Basis:
        assert Fact((claim("MIT", 1, basis),)).basis is basis


def test_a_name_is_worth_its_one_candidate_where_that_is_known() -> None:
    assert Naming("x", ("MIT",), True).value == "MIT"
    assert [Naming("x", candidates, True).value for candidates in ((), ("MIT", "ISC"))] == ["x", "x"]
    assert Naming("x", ("MIT",), False).value == "x"
