"""The licences that written names stand for, kept on each claim."""

import pytest
from attrs import evolve
from tests.support.releases import WEIGHTS, claim, fact

from openness.release.claim import Claim, Fact, Rule
from openness.release.component import Component, Item
from openness.release.location import Source
from openness.release.release import BaseModel, Release
from openness.resolution.names import named, named_component, named_fact, naming_of
from openness.shelf.shelf import shipped
from openness.vocabulary import NOASSERTION, Basis, Kind, Relation

SHELF = shipped()


def kept(one: Claim) -> Claim:
    """A claim as it stands on named weights."""
    release = Release(components=(Component(WEIGHTS, (Item("", fact("public"), Fact((one,))),)),))
    return named(release, SHELF).component(WEIGHTS).items[0].licence.claims[0]


@pytest.mark.parametrize(
    ("value", "written", "basis", "retired"),
    [
        ("MIT", "MIT", Basis.DECLARED, ()),
        ("GPL-2.0", "GPL-2.0", Basis.DECLARED, ("GPL-2.0",)),
        ("GPL-2.0-or-later", "GPL-2.0+", Basis.DECLARED, ("GPL-2.0+",)),  # what was written is retired
        ("GPL-2.0-only", "GPL-2.0", Basis.DECLARED, ("GPL-2.0",)),
        ("GPL-2.0", "GPL-2.0-only", Basis.DECLARED, ()),  # and not what it was read as
        ("GPL-2.0", "", Basis.DECLARED, ("GPL-2.0",)),
        ("GPL-2.0-only", "", Basis.DECLARED, ()),
        ("GPL-2.0-or-later", "GPL-2.0+", Basis.INFERRED, ()),  # nobody wrote it
        ("GPL-2.0-or-later", "GPL-2.0+", Basis.DETECTED, ("GPL-2.0+",)),
    ],
)
def test_a_claim_keeps_the_retired_names_that_somebody_wrote(
    value: str, written: str, basis: Basis, retired: tuple[str, ...]
) -> None:
    found = kept(Claim(value, basis, Source("README.md", 3), written, "because"))
    assert found.naming is not None
    assert (found.naming.deprecated, found.naming.candidates) == (retired, SHELF.naming(value).candidates)
    assert (found.value, found.written, found.because, found.source.line) == (value, written, "because", 3)


@pytest.mark.parametrize("rule", [None, *Rule])
def test_a_name_of_its_own_that_spdx_lists_may_be_another_licence(rule: Rule | None) -> None:
    own = rule in (Rule.NAMED_OTHER, Rule.NAMED_LOCALLY)
    for name, more in (("MIT", own), ("yi-license", False), ("bsd", False), ("kite", False)):
        found = naming_of(evolve(claim(name), rule=rule), SHELF)
        plain = SHELF.naming(name)
        assert found.candidates == (*plain.candidates, *([NOASSERTION] if more else []))
        assert (found.known, found.written) == (plain.known, name)
        assert kept(evolve(claim(name), rule=rule)).rule == rule


def test_a_name_becomes_what_it_stands_for_where_that_is_one_licence() -> None:
    names = fact("mit", "bsd", "kite", "Apache License 2.0")
    assert set(named_fact(names, SHELF).values) == {"MIT", "bsd", "kite", "Apache-2.0"}
    assert [one.written for one in named_fact(fact("mit"), SHELF).claims] == ["mit"]
    assert named_fact(fact("mit"), SHELF).values == ("MIT",)
    plain = fact("MIT")
    assert named_fact(plain, SHELF) is plain
    assert named_fact(Fact(), SHELF) == Fact()


def test_claims_are_in_order_when_their_names_have_changed() -> None:
    found = named_fact(fact("Zlib License", "Apache License 2.0", "mit"), SHELF)
    assert list(found.claims) == sorted(found.claims, key=lambda one: one.order)


def test_what_no_name_changes_in_is_left_as_it_is() -> None:
    part = Component(Kind.DATASETS, (Item("a", fact("public"), fact("MIT")), Item("b", fact("public"))))
    assert named_component(part, SHELF) is part
    other = Component(Kind.DATASETS, (Item("a", fact("public"), fact("mit"), fact("part")), *part.items[1:]))
    found = named_component(other, SHELF)
    assert [item.name for item in found.items] == ["a", "b"]
    assert found.items[0].licence.values == ("MIT",)
    assert (found.items[0].availability.values, found.items[0].extent.values) == (("public",), ("part",))
    assert found.items[1] is part.items[1]


def test_each_claim_about_a_licence_keeps_what_it_stands_for_and_no_other_does() -> None:
    base = BaseModel("a/b", Relation.FINE_TUNE, Source("x"), fact("mit"))
    parts = (
        Component(WEIGHTS, (Item("", fact("public"), fact("bsd")), Item("b", fact("hosted")))),
        Component(Kind.DATASETS),
    )
    found = named(Release(components=parts, base_models=(base, evolve(base, name="c/d", licence=Fact()))), SHELF)
    one, other = found.components[0].items
    assert one.licence.claims[0].candidates == SHELF.naming("bsd").candidates
    assert one.availability.claims[0].naming is None and other == parts[0].items[1]
    assert found.components[1] is parts[1]
    assert found.base_models[0].licence.claims[0].candidates == ("MIT",)
    assert found.base_models[1].licence == Fact()
