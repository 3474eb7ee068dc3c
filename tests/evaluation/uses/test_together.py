"""The reasons of a system: each once, with the parts that give it."""

import pytest
from tests.support.releases import native

import openness
from openness.evaluation.uses.permission import Answered, Permission
from openness.reports.may import text

WEIGHTS = "name: %s\ncomponents: {model-parameters-final: {availability: public, licence: %s}}\n"


def system(*parts: tuple[str, str], use: str = "sell-a-product") -> Permission:
    (permission,) = openness.may([native(WEIGHTS % part) for part in parts], use)
    return permission


def test_a_reason_is_told_once_with_its_parts_and_its_licence() -> None:
    permission = system(("a", "CC-BY-NC-4.0"), ("b", "MIT"), ("c", "CC-BY-NC-4.0"), ("d", "CC-BY-NC-SA-4.0"))
    says = "Nobody may use it primarily for commercial advantage or payment"
    assert permission.because == (
        f"a and c (CC-BY-NC-4.0): {says} (clauses 1.i, 2.a.1). d (CC-BY-NC-SA-4.0): {says} (clauses 1.k, 2.a.1)."
    )
    reasons = permission.to_dict()["reasons"]
    assert isinstance(reasons, list)
    assert [reason["of"] for reason in reasons] == [["a", "c"], ["d"]]
    assert [reason["licences"] for reason in reasons] == [["CC-BY-NC-4.0"], ["CC-BY-NC-SA-4.0"]]
    assert reasons[0]["because"] == f"{says} (clauses 1.i, 2.a.1)."


def test_of_many_parts_the_first_are_named_and_json_has_all() -> None:
    permission = system(*((f"m{number}", "CC-BY-NC-4.0") for number in range(40)))
    assert permission.because.startswith("m0, m1, m2 and 37 more (CC-BY-NC-4.0): Nobody may")
    assert len(permission.because) < 200
    assert permission.reasons[0].of == tuple(f"m{number}" for number in range(40))


def test_a_release_alone_has_its_reason_without_a_part() -> None:
    (permission,) = openness.may(native(WEIGHTS % ("a", "MIT")), "run")
    assert permission.to_dict()["reasons"] == [{"because": permission.because, "of": [], "licences": ["MIT"]}]


@pytest.mark.parametrize(
    ("licence", "use", "head"),
    [
        ("MIT", "run", "run it: yes ("),
        ("CC-BY-NC-4.0", "run", "run it: yes, but not commercially"),
        ("CC-BY-NC-4.0", "sell-a-product", "sell a product with it: no"),
    ],
)
def test_a_head_line_says_what_a_yes_excludes(licence: str, use: str, head: str) -> None:
    permissions = openness.may(native(WEIGHTS % ("a", licence)), use)
    assert head in text([Answered("m", permissions)], "2026.11.30", 200)
