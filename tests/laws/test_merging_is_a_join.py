"""Law: merging is a join, so order and repetition of files never matter."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.support.strategies import PLAIN, components, facts, items, whole_releases

from openness import read
from openness.release.claim import Fact
from openness.release.component import Component, Item
from openness.release.release import Release, join


@given(whole_releases(), whole_releases(), whole_releases())
@settings(max_examples=80)
def test_releases_associate_and_commute(one: Release, two: Release, three: Release) -> None:
    assert one.join(two).join(three) == one.join(two.join(three))
    assert one.join(two) == two.join(one)
    assert len({join(order) for order in permutations((one, two, three))}) == 1


@given(whole_releases(), whole_releases())
@settings(max_examples=60)
def test_what_is_joined_already_adds_nothing(one: Release, two: Release) -> None:
    nothing = Release(subject="dataset")
    assert one.join(one) == one
    assert one.join(nothing) == one == nothing.join(one)
    both = one.join(two)
    assert both.join(one) == both == two.join(both)


@given(facts(PLAIN), facts(PLAIN), facts(PLAIN))
def test_facts_are_a_join(one: Fact, two: Fact, three: Fact) -> None:
    assert one.join(two) == two.join(one)
    assert one.join(two).join(three) == one.join(two.join(three))
    assert one.join(one) == one
    assert {*one.claims, *two.claims} == {*one.join(two).claims}


@given(items(names=("dolma",)), items(names=("allenai/Dolma",)), items(names=("DOLMA/",)))
def test_items_of_one_name_are_a_join(one: Item, two: Item, three: Item) -> None:
    assert one.join(two) == two.join(one)
    assert one.join(two).join(three) == one.join(two.join(three))
    assert one.join(one) == one


@given(components(), components())
@settings(max_examples=60)
def test_components_keep_every_claim(one: tuple[Component, ...], two: tuple[Component, ...]) -> None:
    both = Release(components=one).join(Release(components=two))
    stated = {
        (component.kind, claim)
        for component in (*one, *two)
        for item in component.items
        for fact in (item.availability, item.licence, item.extent)
        for claim in fact.claims
    }
    kept = {
        (component.kind, claim)
        for component in both.components
        for item in component.items
        for fact in (item.availability, item.licence, item.extent)
        for claim in fact.claims
    }
    assert kept == stated


@pytest.mark.parametrize(
    "card", ["size_categories: [n>1T]\nlicense: odc-by", "library_name: transformers\nlicense: mit"]
)
def test_a_text_beside_a_card_does_not_change_what_it_describes(tmp_path: Path, card: str) -> None:
    (tmp_path / "README.md").write_text(f"---\n{card}\n---\n", encoding="utf-8")
    alone = read(tmp_path)
    (tmp_path / "LICENSE").write_text("some text\n", encoding="utf-8")
    together = read(tmp_path)
    assert together.texts != alone.texts
    assert together.subject == alone.subject
