"""Claims, and the fact that several claims make."""

import pytest
from tests.support.releases import claim, fact

from openness.release.claim import SILENT, Claim, Fact, unordered
from openness.release.location import Source
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
    assert list(fact("MIT").to_dict()) == ["value", "state", "claims"]


def test_elements_without_order_come_out_alike_however_they_went_in() -> None:
    assert unordered(["b", "a", "b"]) == unordered(["a", "b"]) == ("a", "b")
